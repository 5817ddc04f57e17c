"""Place quotations in the sources and class them.

The sources are evened and indexed once. Words that stand there verbatim are found by string search;
others by their rarest runs of three words, then aligned word by word in the neighbourhood. Both take
time linear in the quotation (and string search in the sources), whatever was altered.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from assistant.grounding.quotes import cutting, differences
from assistant.grounding.quotes.aligning import Edit, align
from assistant.grounding.quotes.differences import Side
from assistant.grounding.quotes.finding import quotations
from assistant.grounding.quotes.model import Placement, QuoteClass, QuoteSource, Voice
from assistant.grounding.quotes.normal import even
from assistant.grounding.quotes.people import same_person
from assistant.grounding.quotes.shingles import Shingles, Words, words

_SEPARATOR = "\n\x00\n"  # between sources; no quotation runs over it
_CUT = re.compile(r"\s*(?:\[\s*\.{2,4}\s*\]|\(\s*\.{3}\s*\)|(?<!\.)\.{3}(?!\.))\s*")
_INSERTION = re.compile(r"\[([^\[\]]{1,80})\]")
_EDGE = " \n\t'\"-.,;:!?"
_OCCURRENCES = 24  # of the same words that are looked at
_CANDIDATES = 4
_PARAPHRASE = 0.6  # share of the words in order from which other words may be the same meaning
_LONG, _SURE = 60, 0.5
_SLACK = 40  # words looked at beyond where a quotation should begin and end
_OWN = 40  # code points from which words are hardly said by two people alike
_PLACED = 0.34  # below this share no place is worth showing


class Near(NamedTuple):
    """Where a quotation is said to stand."""

    source: str
    start: int
    end: int


class _Found(NamedTuple):
    """A place in one source, with its class before the speaker is looked at."""

    source: int
    start: int
    end: int
    cls: QuoteClass
    reason: str
    score: float


class QuoteIndex:
    """Sources made ready to place quotations in."""

    def __init__(self, sources: Sequence[QuoteSource]) -> None:
        self._sources = list(sources)
        self._evened = [even(source.text) for source in self._sources]
        self._text = _SEPARATOR.join(e.text for e in self._evened)
        self._bases: list[int] = []
        base = 0
        for evened in self._evened:
            self._bases.append(base)
            base += len(evened.text) + len(_SEPARATOR)
        self._voices = [_Voices(source) for source in self._sources]

    @cached_property
    def _words(self) -> Words:
        return words(self._text)

    @cached_property
    def _shingles(self) -> Shingles:
        return Shingles(self._words.forms)

    def place(
        self, quote: str, speaker: str | None = None, near: Near | None = None, *, translated: bool = False
    ) -> Placement:
        """Return where `quote` stands in the sources and its class.

        `speaker` is who is said to have said it; None leaves that unchecked. `near` prefers one of
        several places. `translated` tells that the quotation is a marked translation of what stands at
        `near`: it is then not compared word by word.
        """
        if translated and near is not None:
            number = next((i for i, s in enumerate(self._sources) if s.id == near.source), None)
            if number is not None:
                who = self._voices[number].speaker(near.start)
                return Placement(
                    QuoteClass.TRANSLATED, near.source, near.start, near.end, who, "marked as translated", 1.0
                )
        evened = even(quote).text.strip()
        core = evened.strip(_EDGE)
        if not core:
            return Placement(QuoteClass.FABRICATED, None, None, None, None, "the quotation has no words", 0.0)
        found = self._verbatim(core) or self._altered(evened)
        return self._spoken(found, speaker, near)

    def _spoken(self, found: list[_Found], speaker: str | None, near: Near | None) -> Placement:
        """Choose among the places by speaker and nearness, and class a wrong speaker."""
        if not found:
            return Placement(QuoteClass.FABRICATED, None, None, None, None, "stands in no source", 0.0)
        ranked = sorted(found, key=lambda f: self._rank(f, speaker, near))
        best = ranked[0]
        who = self._voices[best.source].speaker(best.start)
        cls, reason = best.cls, best.reason
        if cls.may_be_quoted and speaker is not None:
            if who is not None and not same_person(speaker, who):
                cls, reason = QuoteClass.MISATTRIBUTED, f"said by {who}, not by {speaker}"
            elif who is None:
                reason = f"{reason}; the source does not say who speaks"
        return Placement(cls, self._sources[best.source].id, best.start, best.end, who, reason, best.score)

    def _rank(self, found: _Found, speaker: str | None, near: Near | None) -> tuple[int, int, int, float]:
        who = self._voices[found.source].speaker(found.start)
        right = speaker is None or (who is not None and same_person(speaker, who))
        # So many words in one order are nobody else's: better named wrongly than said by nobody knows whom.
        long = found.end - found.start > _OWN
        wrong = 0 if right else 1 + (long if who is None else not long)
        far = 0
        if near is not None:
            same = self._sources[found.source].id == near.source
            far = 0 if same and found.start < near.end and near.start < found.end else 1
        return (0 if found.cls.may_be_quoted else 1, wrong, far, -found.score)

    def _verbatim(self, core: str) -> list[_Found]:
        return [self._exact(at, at + len(core)) for at in self._occurrences(core)]

    def _occurrences(self, core: str) -> Iterator[int]:
        at, count = self._text.find(core), 0
        while at >= 0 and count < _OCCURRENCES:
            if not _inside_word(self._text, at, at + len(core)):
                count += 1
                yield at
            at = self._text.find(core, at + 1)

    def _exact(self, start: int, end: int) -> _Found:
        number, left, right = self._original(start, end)
        text = self._sources[number].text
        voice = self._voices[number].bounds(left)
        edges = cutting.sentence_edges(text, left, right, *voice)
        if fault := cutting.fault(text, left, right, edges):
            return _Found(number, left, right, QuoteClass.PARAPHRASE, f"cut: {fault}", 1.0)
        if cutting.is_partial(text, left, right, edges):
            return _Found(number, left, right, QuoteClass.TRIMMED, "words before or after it are left off", 1.0)
        return _Found(number, left, right, QuoteClass.EXACT, "verbatim", 1.0)

    def _original(self, start: int, end: int) -> tuple[int, int, int]:
        number = bisect_right(self._bases, start) - 1
        base = self._bases[number]
        left, right = self._evened[number].span(start - base, end - base)
        return number, left, right

    def _altered(self, evened: str) -> list[_Found]:
        """Align the quotation with the likeliest stretches and class the best of them."""
        quote = _Marked(evened)
        if not quote.side.words.forms:
            return []
        size = len(quote.side.words.forms)
        found: list[_Found] = []
        for span in self._shingles.candidates(quote.side.words.forms, _CANDIDATES):
            if (placed := self._aligned(quote, span, size)) is None:
                continue
            found.append(placed)
            if size > _LONG and placed.score > _SURE:
                break  # so many words in order stand in one place only
        return found

    def _aligned(self, quote: "_Marked", begins: tuple[int, int], size: int) -> _Found | None:
        first, last = max(0, begins[0] - _SLACK), min(len(self._words.forms), begins[1] + size + size // 8 + _SLACK)
        window = Words(self._words.forms[first:last], self._words.starts[first:last], self._words.ends[first:last])
        edits = _trimmed(align(quote.side.words.forms, window.forms), size)
        equal = [e for e in edits if e.equal]
        if not equal:
            return None
        score = sum(e.b - e.a for e in equal) / max(1, size - len(quote.inserted))
        if score < _PLACED:
            return None
        start, end = (
            window.starts[edits[0].c] if edits[0].d > edits[0].c else window.starts[equal[0].c],
            window.ends[equal[-1].d - 1],
        )
        return self._classed(quote, Side(self._text, window), edits, (start, end), min(1.0, score))

    def _classed(
        self, quote: "_Marked", source: Side, edits: list[Edit], place: tuple[int, int], score: float
    ) -> _Found | None:
        if _SEPARATOR in self._text[place[0] : place[1]]:
            return None
        number, left, right = self._original(*place)
        told = differences.judge(edits, quote.side, source, quote.cuts, quote.inserted)
        if told.reversed:
            return _Found(number, left, right, QuoteClass.FABRICATED, "; ".join(told.reversed), score)
        if told.altered:
            cls = QuoteClass.PARAPHRASE if score >= _PARAPHRASE else QuoteClass.FABRICATED
            return _Found(number, left, right, cls, "; ".join(told.altered[:3]), score)
        text = self._sources[number].text
        edges = cutting.sentence_edges(text, left, right, *self._voices[number].bounds(left))
        if fault := cutting.fault(text, left, right, edges):
            return _Found(number, left, right, QuoteClass.PARAPHRASE, f"cut: {fault}", score)
        only_cuts = (
            bool(told.harmless)
            and set(told.harmless) == {"marked cut"}
            and quote.verbatim_parts(self._text[place[0] : place[1]])
        )
        if only_cuts:
            return _Found(number, left, right, QuoteClass.TRIMMED, "cut marked inside", score)
        what = ", ".join(dict.fromkeys(told.harmless)) or "capitals or punctuation"
        return _Found(number, left, right, QuoteClass.CLEANED, f"cleaned: {what}", score)


class _Marked:
    """A quotation with its marks of cuts and insertions understood."""

    def __init__(self, evened: str) -> None:
        self.parts = [p.strip(_EDGE) for p in _CUT.split(evened)]
        bounds = [m.end() for m in _CUT.finditer(evened)]
        plain = _CUT.sub(lambda m: " " * len(m.group()), evened)
        brackets = [m.span(1) for m in _INSERTION.finditer(plain)]
        self.side = Side(plain, words(plain))
        starts = self.side.words.starts
        self.cuts = frozenset(bisect_right(starts, b - 1) for b in bounds)
        self.inserted = frozenset(
            number for a, b in brackets for number in range(bisect_left(starts, a), bisect_left(starts, b))
        )

    def verbatim_parts(self, stretch: str) -> bool:
        """Tell whether each part stands in `stretch` as it is, in order."""
        at = 0
        for part in filter(None, self.parts):
            at = stretch.find(part, at)
            if at < 0:
                return False
            at += len(part)
        return not self.inserted


def _trimmed(edits: list[Edit], size: int) -> list[Edit]:
    """Leave off what the window holds before and after the quotation."""
    kept = list(edits)
    while kept and not kept[0].equal and kept[0].a == kept[0].b == 0:
        kept.pop(0)
    while kept and not kept[-1].equal and kept[-1].a == kept[-1].b == size:
        kept.pop()
    return [_tightened(e, size, first=e is kept[0], last=e is kept[-1]) for e in kept]


def _tightened(edit: Edit, size: int, *, first: bool, last: bool) -> Edit:
    """A replacement at an edge covers no more of the window than the quotation has words."""
    if edit.equal or edit.a == edit.b:
        return edit
    width = edit.b - edit.a
    if first and edit.a == 0 and edit.d - edit.c > width:
        return edit._replace(c=edit.d - width)
    if last and edit.b == size and edit.d - edit.c > width:
        return edit._replace(d=edit.c + width)
    return edit


def _inside_word(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch begins or ends inside a word."""
    left = start > 0 and text[start].isalnum() and text[start - 1].isalnum()
    return left or (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())


class _Voices:
    """Who speaks where in one source."""

    def __init__(self, source: QuoteSource) -> None:
        self._text = source.text
        self._given = sorted((Voice(*v) for v in source.voices), key=lambda v: v.start)

    @cached_property
    def _quoted(self) -> list[Voice]:
        return [Voice(q.start, q.end, q.speaker) for q in quotations(self._text)]

    def speaker(self, start: int) -> str | None:
        """Return who speaks the word at `start`: a quotation inside a turn belongs to the turn."""
        given = _covering(self._given, start)
        if given is not None and given.speaker is not None:
            return given.speaker
        quoted = _covering(self._quoted, start)
        return quoted.speaker if quoted is not None else None

    def bounds(self, start: int) -> tuple[int, int]:
        """Return the stretch around `start` that the same voice speaks."""
        voice = _covering(self._quoted, start) or _covering(self._given, start)
        return (voice.start, voice.end) if voice else (0, len(self._text))


def _covering(voices: list[Voice], start: int) -> Voice | None:
    index = bisect_right(voices, start, key=lambda v: v.start) - 1
    if index < 0:
        return None
    voice = voices[index]
    return voice if voice.start <= start < voice.end else None
