"""Possible personal data: found, and put out of sight behind stable pseudonyms.

Patterns are found, names only where they are given: a name that nobody listed is not found.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from assistant.domain.documents import Notice, Redaction
from assistant.domain.spans import Span
from ingest.raw import Cue, RawDocument
from ingest.redaction_names import occurrences
from ingest.redaction_patterns import KINDS, patterns

_HEAD = re.compile(r"\w+|\W")  # what a stretch of text begins with: a word or a mark
_WORD_MARK = re.compile(r"\w")


class Found(NamedTuple):
    """A stretch of text that may be personal data. Equal `value`s of one kind mean the same thing."""

    start: int
    end: int
    kind: str  # email, phone, card, iban, ip, url or name
    value: str


def find(text: str, names: Sequence[str] = (), keep: Sequence[str] = ()) -> tuple[Found, ...]:
    """Return what may be personal data, in order and without overlap; time is linear in `text`.

    `names` are people's full names; their parts are found too where they stand alone ("Doe's"). `keep`
    are names that stay, such as a speaker's who shares a family name with somebody of `names`.
    """
    hits = [Found(hit.start, hit.end, hit.kind, hit.value) for hit in patterns(text)]
    hits += [Found(start, end, "name", value) for start, end, value in occurrences(text, names, keep)]
    rank = {kind: place for place, kind in enumerate((*KINDS, "name"))}
    hits.sort(key=lambda hit: (rank[hit.kind], hit.start, -hit.end))
    return tuple(sorted(_without_overlap(hits, len(text))))


def suggested(found: Iterable[Found], document: str) -> tuple[Redaction, ...]:
    """Return the findings as suggestions that leave the text of `document` as it is."""
    return tuple(Redaction(document=document, start=hit.start, end=hit.end, kind=hit.kind) for hit in found)


def pseudonymise(
    raw: RawDocument, found: Sequence[Found], document: str = ""
) -> tuple[RawDocument, tuple[Redaction, ...]]:
    """Put `[EMAIL-1]`, `[NAME-2]` and the like in place of each finding; a value keeps its pseudonym.

    Every span of `raw` is moved along, and header, title and speakers are treated alike. The redactions
    are positions in the new text.
    """
    pseudonyms = _pseudonyms(raw.text, found)
    pieces, redactions, shifts, length, at = list[str](), list[Redaction](), list[_Shift](), 0, 0
    for hit in found:
        words = pseudonyms[hit.kind, hit.value]
        pieces += (raw.text[at : hit.start], words)
        start = length + hit.start - at
        length = start + len(words)
        shifts.append(_Shift(hit.start, hit.end, start, length))
        redactions.append(Redaction(document=document, start=start, end=length, kind=hit.kind, replacement=words))
        at = hit.end
    pieces.append(raw.text[at:])
    literal = {raw.text[hit.start : hit.end]: pseudonyms[hit.kind, hit.value] for hit in found}
    return _moved(raw, "".join(pieces), _Moves(shifts), _replacer(literal)), tuple(redactions)


class _Shift(NamedTuple):
    """A stretch of the old text and the one that stands in its place."""

    start: int
    end: int
    new_start: int
    new_end: int


class _Moves:
    """Where stretches of the old text stand in the new one."""

    def __init__(self, shifts: Sequence[_Shift]) -> None:
        self._shifts = shifts
        self._starts = [shift.start for shift in shifts]

    def span(self, start: int, end: int) -> Span:
        """Move a span. What was replaced goes to the span that it began in, or that lies wholly in it."""
        first, last = self._shift(start), self._shift(end)
        within = first is not None and first.start < start < first.end
        new_start = first.new_start if first and within and end <= first.end else self._moved(start, first)
        return Span(new_start, max(new_start, self._moved(end, last)) if end > start else new_start)

    def spans(self, spans: Iterable[tuple[int, int]]) -> Iterator[Span]:
        """Move spans that are in order and do not overlap; they stay so."""
        at = 0
        for start, end in spans:
            span = self.span(start, end)
            at, moved = max(at, span.end), Span(max(at, span.start), max(at, span.end))
            yield moved

    def _shift(self, position: int) -> _Shift | None:
        index = bisect_right(self._starts, position) - 1
        return self._shifts[index] if index >= 0 else None

    def _moved(self, position: int, shift: _Shift | None) -> int:
        if shift is None:
            return position
        if position == shift.start:
            return shift.new_start
        return max(position, shift.end) - shift.end + shift.new_end


def _without_overlap(hits: Iterable[Found], length: int) -> Iterator[Found]:
    """Keep each finding whose every character is still free, in the order given."""
    taken = bytearray(length)
    for hit in hits:
        if not any(taken[hit.start : hit.end]):
            taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
            yield hit


def _pseudonyms(text: str, found: Iterable[Found]) -> dict[tuple[str, str], str]:
    """Number values by first appearance; a pseudonym that the text already holds is passed over."""
    taken = set(re.findall(r"\[[A-Z]{2,5}-\d{1,9}\]", text))
    last: Counter[str] = Counter()
    given: dict[tuple[str, str], str] = {}
    for hit in found:
        while (hit.kind, hit.value) not in given:
            last[hit.kind] += 1
            words = f"[{hit.kind.upper()}-{last[hit.kind]}]"
            if words not in taken:
                given[hit.kind, hit.value] = words
    return given


def _replacer(literal: dict[str, str]) -> Callable[[str], str]:
    """Return what puts pseudonyms in place of whole words, the longest first, whatever their number."""
    lengths: dict[str, set[int]] = {}
    for words in literal:
        lengths.setdefault(next(_HEAD.finditer(words))[0], set()).add(len(words))
    longest_first = {head: sorted(known, reverse=True) for head, known in lengths.items()}

    def replaced(words: str) -> str:
        pieces, at = list[str](), 0
        for match in _HEAD.finditer(words):
            start = match.start()
            if start < at or (start and _WORD_MARK.match(words[start - 1])):
                continue
            for length in longest_first.get(match[0], ()):
                end = start + length
                known = literal.get(words[start:end])
                if known is not None and not _WORD_MARK.match(words[end : end + 1]):
                    pieces += (words[at:start], known)
                    at = end
                    break
        return "".join((*pieces, words[at:]))

    return cache(replaced)


def _moved(raw: RawDocument, text: str, moves: _Moves, hide: Callable[[str], str]) -> RawDocument:
    spoken = moves.spans((cue.start, cue.end) for cue in raw.cues)
    return replace(
        raw,
        text=text,
        cues=tuple(
            Cue(span.start, span.end, hide(cue.speaker) if cue.speaker else None, cue.seconds)
            for cue, span in zip(raw.cues, spoken, strict=True)
        ),
        pages=tuple(moves.spans(raw.pages)),
        hidden=tuple(moves.spans(raw.hidden)),
        notices=tuple(_notice(moves, notice, hide) for notice in raw.notices),
        header={field: hide(value) for field, value in raw.header.items()},
        title=hide(raw.title) if raw.title else None,
    )


def _notice(moves: _Moves, notice: Notice, hide: Callable[[str], str]) -> Notice:
    span = moves.span(notice.start, notice.end)
    return Notice(kind=notice.kind, text=hide(notice.text), start=span.start, end=span.end)
