"""What a written piece carries besides its text: related articles, forms, comments, repeated copy."""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.documents import BlockKind
from assistant.grounding import sentences
from ingest.structure.draft import Draft
from ingest.structure.lines import Line

_TAIL = re.compile(
    r"[#*_\s]*(?:related (?:articles|posts|stories|reading|content|resources)|read (?:more|next|all articles)"
    r"|more (?:articles|stories|posts|from .{1,40})"
    r"|leave a (?:reply|comment)|post a comment|join the (?:discussion|conversation)|you (?:may|might) also (?:like"
    r"|enjoy)|recent (?:posts|articles)"
    r"|(?:popular|trending) (?:posts|articles|now)|share this(?: (?:post|article|story|page))?|subscribe to (?:our"
    r"|the) .{1,40}|sign up for .{1,60}"
    r"|\d{1,4} (?:comments|responses|replies)|comments \(\d{1,4}\)|(?:keep|continue) reading|about the author"
    r"|previous post|next post"
    r"|ähnliche artikel|weiterlesen|articles? similaires?|artículos relacionados)[\s:*_]*$",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"(?:advertisement$|sponsored$|your e-?mail address will not be published|required fields are marked"
    r"|we respect your privacy|unsubscribe at any time|all rights reserved"
    r"|©\s?\d{4}|copyright ©|(?:we|this (?:web)?site) uses? cookies|accept (?:all )?cookies|privacy policy"
    r"|terms of (?:use|service)|skip to (?:main )?content"
    r"|subscribe (?:below|now|to our)|sign up for our|click here to|read more about|see all cases"
    r"|download: free guide|follow us on"
    r"|(?:facebook|twitter|linkedin|reddit|x|e-?mail|whatsapp|pinterest|share|tweet|print"
    r"|copy link)(?:[\s|·•,]+(?:facebook|twitter|linkedin|reddit|x|e-?mail|"
    r"whatsapp|pinterest|share|tweet|print|copy link)){1,8}$)",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(
    r"[*_]*(?:welcome to our (?:series|blog)|this (?:\w+ )?(?:post|article|case study|interview|story"
    r"|piece) (?:is part of|(?:was|has) (?:first |originally |been )"
    r"{1,2}published|(?:first|originally) appeared)|(?:originally|first) published (?:on|in|at))",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}\.? [A-Z][a-zé]{2,8} \d{4}|\d{4}-\d{2}-\d{2})$"
)
_BYLINE = re.compile(
    r"(?i:written by|by|posted by|published by|author:)\s+[A-ZÀ-Þ][\w'’.-]+(?:\s+[A-ZÀ-Þ][\w'’.-]+){1,3}"
    r"(?:(?:\s+|,\s+|\s+on\s+).{0,20}\b\d{4})?$"
)
_LONGEST_LINE = 160
_LONGEST_ASIDE = 500
_LONGEST_BYLINE = 80
_LETTERS_A_WORD = 6
_WORDS_BEFORE_TAIL = 120
_SHORT = 16  # words of a promotional sentence
_RUN = 3  # such sentences in a row
_REPEATED = 40  # code points from which a paragraph said again is copy, not emphasis
_KEYWORD = re.compile(r"\b[A-Z][\w-]{3,}")


def tail(text: str, rows: Sequence[Line]) -> int:
    """Return the line from which on a page only points elsewhere; the number of lines without such a tail."""
    words = 0
    last_heading = max((i for i, row in enumerate(rows) if text.startswith("#", row.start)), default=-1)
    for i, row in enumerate(rows):
        if words >= _WORDS_BEFORE_TAIL and i >= last_heading and _begins_tail(text, row):
            return i
        words += (row.end - row.start) // _LETTERS_A_WORD
    return len(rows)


def _begins_tail(text: str, row: Line) -> bool:
    return 0 < row.end - row.start <= _LONGEST_BYLINE and _TAIL.match(text, *row.span) is not None


def is_copy(text: str, row: Line) -> bool:
    """Tell whether a line is part of a form, a footer or a row of share buttons."""
    return row.end - row.start <= _LONGEST_LINE and _LINE.match(text, row.start, row.end) is not None


def is_byline(text: str, row: Line, around: Sequence[Line] = ()) -> bool:
    """Tell whether a line says who wrote the piece, or only when; beside such a line, the name alone does."""
    if row.end - row.start > _LONGEST_BYLINE:
        return False
    if _BYLINE.match(text, row.start, row.end) or _DATED.match(text, row.start, row.end):
        return True
    words = text[row.start : row.end]
    return any(
        other != row and is_byline(text, other) and words in text[other.start : other.end]
        for other in around
        if not other.blank
    )


def is_about_itself(text: str, start: int, end: int) -> bool:
    """Tell whether a paragraph speaks of the piece and the site it stands on, not of its matter."""
    return end - start <= _LONGEST_ASIDE and _ABOUT_ITSELF.match(text, start, end) is not None


def without_copy(text: str, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Turn paragraphs that are said again, and runs of slogans at a paragraph's end, into boilerplate."""
    seen: set[str] = set()
    for draft in drafts:
        if draft.kind is not BlockKind.PROSE:
            yield draft
            continue
        words = " ".join(text[draft.start : draft.end].split()).casefold()
        if len(words) >= _REPEATED and words in seen:
            draft.kind = BlockKind.BOILERPLATE
        seen.add(words)
        yield from _without_slogans(text, draft)


def _without_slogans(text: str, draft: Draft) -> Iterator[Draft]:
    """Split off a run of short sentences at the end that all praise the same thing by name."""
    spans = sentences.split(text, draft.start, draft.end)
    run = 0
    shared: set[str] | None = None
    for span in reversed(spans):
        piece = span.of(text)
        keys = set(_KEYWORD.findall(piece))
        if len(piece.split()) > _SHORT or any(c.isdigit() for c in piece) or '"' in piece or "“" in piece:
            break
        if shared is not None and not shared & keys:
            break
        shared = keys if shared is None else shared & keys
        run += 1
    if run < _RUN or run == len(spans) or not shared:
        yield draft
        return
    cut = spans[len(spans) - run]
    yield Draft(
        draft.start,
        spans[len(spans) - run - 1].end,
        draft.kind,
        draft.speaker,
        draft.heading,
        draft.internal,
        draft.seconds,
    )
    yield Draft(cut.start, draft.end, BlockKind.BOILERPLATE, heading=draft.heading)
