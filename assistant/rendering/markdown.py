"""A story as Markdown: claims with numbered notes, each note with its place and its verbatim words.

Text from documents is hostile: whatever could become markup is escaped, so that what a renderer shows is
what stands in the source.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.story import Claim, Flag, Kind, Metric, Story
from assistant.domain.verdicts import Verdict
from assistant.rendering import wording
from assistant.rendering.notes import Notes, place
from assistant.rendering.shared import is_shared, shared

_INLINE = re.compile(r"[\\`*]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|\](?=[(\[:])|!?\[(?=\^)|!(?=\[)|~(?=~)")
_BLOCK = re.compile(r"^(\s*)([#>+=-]|\d+(?=[.)]))", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")


def escape(text: str) -> str:
    """Return text that Markdown shows as it stands, block marks at line starts included."""
    return _BLOCK.sub(lambda match: f"{match[1]}{_block_mark(match[2])}", _inline(text))


def to_markdown(story: Story) -> str:
    """Return the story as Markdown with footnotes."""
    story = shared(story)
    notes = Notes(story)
    parts = [
        *_head(story, notes),
        *_sections(story, notes),
        *_metrics(story, notes),
        *_quotes(story, notes),
        *_open_points(story, notes),
        *([] if is_shared(story) else _standing(story, notes)),
        *_definitions(notes),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _inline(text: str) -> str:
    return _INLINE.sub(lambda match: "\\" + match[0], _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text))


def _block_mark(mark: str) -> str:
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


def _line(text: str) -> str:
    return escape(" ".join(text.split()))


def _cell(text: str) -> str:
    return _inline(" ".join(text.split())).replace("|", "\\|")


def _refs(numbers: Sequence[int]) -> str:
    return "".join(f"[^{number}]" for number in numbers)


def _head(story: Story, notes: Notes) -> Iterator[str]:
    yield f"# {_line(story.title)}{_refs(notes.of_claims(story.title_claims))}\n"
    stands = f"{'approved' if story.released else 'draft'}, {wording.standing(story)}; engine {story.engine}"
    yield f"*{_line(wording.account_name(story))} – {story.kind.value} – {_line(stands)}*\n"
    if story.kind is Kind.PARTNER:
        yield f"*{_line(wording.expiry(story).capitalize())}*\n"
        yield from (f"> \\[{_line(zone)}\\]\n" for zone in wording.zones(story))
    if story.summary:
        yield f"{_line(story.summary)}{_refs(notes.of_claims(story.summary_claims))}\n"


def _sections(story: Story, notes: Notes) -> Iterator[str]:
    for section in story.sections:
        yield f"## {_line(section.heading)}\n"
        yield " ".join(_claim(claim, notes) for claim in section.claims) + "\n"


def _claim(claim: Claim, notes: Notes) -> str:
    text = f"{_line(claim.text)}{_refs(notes.of(claim.citations))}"
    if claim.verdict in {None, Verdict.SUPPORTED}:
        return text
    reasons = "; ".join(_line(reason) for reason in claim.reasons)
    label = wording.VERDICTS[claim.verdict] if claim.verdict else ""
    return f"{text} **({label}{f': {reasons}' if reasons else ''})**"


def _metrics(story: Story, notes: Notes) -> Iterator[str]:
    told = wording.told(story)
    if told:
        yield "## Results in figures\n"
        yield "| What | Before | After | Change | How known | Notes |"
        yield "|---|---:|---:|---:|---|---|"
        yield from (_metric_row(metric, notes) for metric in told)
        yield ""
        yield from (f"- {_line(', '.join(names))}: {_line(note)}" for note, names in wording.cautions(told).items())
        yield ""


def _metric_row(metric: Metric, notes: Notes) -> str:
    known = wording.SOURCES[metric.source] + (f": {metric.formula}" if metric.formula else "")
    cells = (
        metric.name,
        wording.amount(metric.before, metric.unit),
        wording.amount(metric.after, metric.unit),
        wording.change(metric.change),
        known,
    )
    return f"| {' | '.join(map(_cell, cells))} | {_refs(notes.of_evidence(metric.citations))} |"


def _quotes(story: Story, notes: Notes) -> Iterator[str]:
    if not story.quotes:
        return
    yield "## Quotations to confirm with the speaker\n"
    for quote in story.quotes:
        who = ", ".join(part for part in (quote.speaker or "speaker unknown", quote.title) if part)
        yield f"> “{_line(quote.text)}” – {_line(who)}{_refs(notes.of_evidence(quote.citations))}\n"
        if quote.original and quote.original != quote.text:
            yield f"{quote.match.value.capitalize()}; in the source: “{_line(quote.original)}”\n"
        if told := wording.translation(quote):
            yield f"{_line(told[:1].upper() + told[1:])}\n"


def _open_points(story: Story, notes: Notes) -> Iterator[str]:
    yield from _list("What we do not know", [_gap(gap.question, gap.person) for gap in story.gaps])
    remarks = [f"{_line(item.text)}{_refs(notes.of(item.citations))}" for item in story.contradictions]
    yield from _list("What does not agree", remarks)
    yield from _list("Look at before anything goes out", [_flag(flag, notes) for flag in story.flags])
    yield from _list("Possible personal data", [_found(*item) for item in wording.personal_data(story).items()])


def _flag(flag: Flag, notes: Notes) -> str:
    return f"{_line(wording.readable(flag.kind))}: {_line(flag.text)}{_refs(notes.of(flag.citations))}"


def _found(document: str, kinds: str) -> str:
    return f"{_line(document)}: {_line(kinds)}"


def _gap(question: str, person: str | None) -> str:
    return _line(question) + (f" (ask {_line(person)})" if person else "")


def _list(heading: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f"## {heading}\n"
        yield from (f"- {item}" for item in items)
        yield ""


def _standing(story: Story, notes: Notes) -> Iterator[str]:
    checks, made = story.checks, story.provenance
    unused = len(story.usage_facts) - sum(note.fact is not None for note in notes.all)
    outcome = "publishable" if checks.publishable else "not publishable"
    counts = f"{checks.supported} supported, {checks.partial} partly, {checks.unsupported} not"
    model = f"with model {_line(made.model)}" if made.model else "without a language model"
    facts = [
        f"Claims: {counts}, {checks.contradicted} contradicted; {outcome}",
        *(f"In the way: {_line(blocker)}" for blocker in checks.blockers),
        *(f"Not checked: {_line(item)}" for item in checks.unchecked),
        *([f"{unused} more usage facts were computed; the JSON lists them with their queries"] if unused else []),
        f"Written by engine {_line(made.engine)} {model}; embedder {_line(made.embedder)}; {made.seconds:.1f} s",
    ]
    yield from _list("How this was made and checked", facts)


def _definitions(notes: Notes) -> Iterator[str]:
    for note in notes.all:
        yield f"[^{note.number}]: {_line(place(note))}\n"
        yield from (f"    > {escape(line)}" for line in note.citation.text.splitlines() or [""])
        if note.fact:
            yield f"\n    ```sql\n{_indented(note.fact.query)}\n    ```"
        yield ""


def _indented(query: str) -> str:
    return "\n".join(f"    {line}" for line in query.replace("```", "` ` `").splitlines())
