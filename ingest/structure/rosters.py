"""People as a list names them: "Jane Roe (VP Operations, Acme), Tom Poe - CSM; Bob Lee <bob@acme.com>"."""

import re
from collections.abc import Iterator

from assistant.domain.documents import Person, Side
from assistant.domain.spans import Span
from ingest.structure import titles
from ingest.structure.lines import trimmed
from ingest.structure.naming import fold, has_title, is_name

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_HARD = re.compile(r"\s*[;\n•]\s*|\s\|\s")
_SOFT = re.compile(r"\s*,\s*|\s+(?:and|und|et|y|&)\s+")
_NOTE = re.compile(r"\s*\(([^()\n]{1,160})\)")
_BEHIND = re.compile(r"\s*(?:[-–—]\s+|,\s*|:\s+|\|\s*)")
_GROUP = re.compile(r"[*_\s]*([^:()\n,;@]{1,40}?)[*_\s]*:[*_\s]+")
_BULLET = re.compile(r"(?:[-*•+]|\d{1,2}[.)])\s+")
_OURS = frozenset(("us", "our team", "internal", "vendor", "our side", "wir", "csm", "host", "interviewer", "supplier"))
_THEIRS = frozenset(
    ("customer", "client", "kunde", "customer side", "client side", "cliente", "guest", "guests", "interviewee")
)
_FIRM = re.compile(
    r"\b(?:Inc|Corp|Corporation|Ltd|LLC|GmbH|AG|SE|plc|Group|Company|Co|SA|SAS|BV|NV|AB|Oy|Bank|University"
    r"|Hospital)\b\.?$"
)


def people(text: str, start: int, end: int, *, side: Side = Side.UNKNOWN) -> list[Person]:
    """Return the people that a list names, in order, with the places of name and title."""
    found: list[Person] = []
    for entry in _cut(text, start, end, _HARD):
        begin = entry.start
        if match := _BULLET.match(text, begin, entry.end):
            begin = match.end()
        group_side, company = side, None
        if (match := _GROUP.match(text, begin, entry.end)) and not _is_person_before_title(text, match, entry.end):
            group_side, company = _group(match[1], side)
            begin = match.end()
        for one in _entries(text, begin, entry.end):
            person = _person(text, one, group_side)
            if person is not None:
                found.append(
                    person if person.company or not company else person.model_copy(update={"company": company})
                )
    return found


def _is_person_before_title(text: str, match: re.Match[str], end: int) -> bool:
    return is_name(match[1]) and " " in match[1] and has_title(text[match.end() : end].split("(", maxsplit=1)[0])


def _group(name: str, side: Side) -> tuple[Side, str | None]:
    folded = fold(name)
    if folded in _OURS:
        return Side.VENDOR, None
    if folded in _THEIRS:
        return Side.CUSTOMER, None
    return side, titles.clean(name)


def _cut(text: str, start: int, end: int, mark: re.Pattern[str]) -> Iterator[Span]:
    """Cut at every mark outside parentheses."""
    depth_from = start
    at = start
    for match in mark.finditer(text, start, end):
        inner = text[depth_from : match.start()]
        if inner.count("(") > inner.count(")"):
            continue
        yield from _kept(text, at, match.start())
        at = depth_from = match.end()
    yield from _kept(text, at, end)


def _kept(text: str, start: int, end: int) -> Iterator[Span]:
    span = trimmed(text, start, end)
    if span.start < span.end:
        yield span


def _entries(text: str, start: int, end: int) -> list[Span]:
    """Join what stands between soft marks to one stretch a person: "Jane Roe, VP Operations, Acme"."""
    joined: list[Span] = []
    titled = False
    for part in _cut(text, start, end, _SOFT):
        words = part.of(text).split("(")[0].split("<")[0].strip(" *_-–—")
        name = " - ".join(re.split(r"\s[-–—]\s", words)[:1])
        new = is_name(name) and not has_title(name) and not _FIRM.search(name)
        if joined and (not new or (titled and " " not in name and "(" not in part.of(text))):
            joined[-1] = Span(joined[-1].start, part.end)
            titled = titled or has_title(part.of(text))
        else:
            joined.append(part)
            titled = has_title(part.of(text)[len(name) :])
    return joined


def _person(text: str, entry: Span, side: Side) -> Person | None:
    email = _EMAIL.search(text, entry.start, entry.end)
    start = trimmed(text, entry.start, entry.end).start
    while start < entry.end and text[start] in "*_\"'“ ":
        start += 1
    cut = min(
        [text.find(mark, start, entry.end) % (len(text) + 1) for mark in ("(", ",", " -", " –", " —", "<", ":", "|")]
        + [entry.end]
    )
    name = trimmed(text, start, min(cut, entry.end))
    while name.end > name.start and text[name.end - 1] in "*_\"'” .":
        name = Span(name.start, name.end - 1)
    if name.start == name.end or not is_name(name.of(text)) or has_title(name.of(text)):
        return None
    note = _note(text, name.end, entry.end)
    post = titles.listed(text, note.start, note.end) if note is not None else titles.Post()
    role = fold(note.of(text)) if note is not None else ""
    return Person(
        name=" ".join(name.of(text).split()),
        title=titles.clean(post.title.of(text)) if post.title else None,
        company=None if role in _OURS | _THEIRS or not post.company else titles.clean(post.company.of(text)),
        email=email[0] if email else None,
        side=Side.VENDOR if role in _OURS else Side.CUSTOMER if role in _THEIRS else side,
        span=name,
        title_span=post.title,
    )


def _note(text: str, start: int, end: int) -> Span | None:
    """Return what stands behind a name: in parentheses, or after a comma, dash or colon."""
    while start < end and text[start] in "*_ ":
        start += 1
    if match := _NOTE.match(text, start, end):
        return Span(match.start(1), match.end(1))
    if match := _BEHIND.match(text, start, end):
        stop = text.find("<", match.end(), end)
        return trimmed(text, match.end(), end if stop < 0 else stop)
    return None
