"""Where a finished story does not keep to the house style, whichever engine wrote it: one flag for each breach."""

from collections.abc import Iterator

from assistant.domain.story import ClaimKind, Flag, Story
from assistant.writing.style import HouseStyle

KIND = "style"


def style_flags(story: Story, style: HouseStyle) -> Iterator[Flag]:
    """Yield what the claims, the title and the summary do against a style."""
    if style == HouseStyle():
        return
    for claim in story.claims:
        for breach in style.breaches(claim.text, story.language):
            yield Flag(kind=KIND, text=f"{breach}: “{claim.text}”", citations=claim.citations[:1])
    for where, text in (("title", story.title), ("summary", story.summary)):
        for breach in style.word_breaches(text):
            yield Flag(kind=KIND, text=f"{breach}, in the {where}")
    told = [claim.text for claim in story.claims if claim.kind is not ClaimKind.QUOTE]
    grade = style.grade_breach(told, story.language)
    if grade is not None:
        yield Flag(kind=KIND, text=grade)
