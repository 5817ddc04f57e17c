"""Read one number with everything that touches it: currency, unit, hedge, rate and noun."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.grounding.figures import context, currency, hedges, identifiers, units, values, wording
from assistant.grounding.figures.model import Change, Figure, FigureKind, Modifier
from assistant.grounding.figures.values import Value
from assistant.grounding.wordset import wordset

_TIMES = re.compile(
    r"(?:x|X|×)(?![\w])|[^\S\n]?×(?!\w)|(?P<fold>[^\S\n-]?-?fold)\b|[\s-]times\b(?=\s(?:as\b|the\b|more\b|faster"
    r"|fewer|less\b|higher|larger|bigger|better|greater|lower|its|their|our|quicker|cheaper|longer|over\b|smaller"
    r"|slower))"
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)(?![\w])")
_OLD = re.compile(r"[\s-]olds?\b")
_PLUS = re.compile(r"(?<=\w)\+")
_ONES = frozenset({"one", "un", "une", "uno", "una", "ein", "eins"})
_NO_RATE = frozenset({FigureKind.ORDINAL, FigureKind.YEAR, FigureKind.RATIO})
_BOUND_BEFORE = wordset(
    "for after in is was took take takes taking spent spend spends of been just well lasted lasts waited with to"
    " at from requires needed now"
)


class Reader:
    """Reads the numbers of one text."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._language = language

    def candidates(self) -> Iterator[re.Match[str]]:
        """Yield what may be a number: digits, signs of fractions and runs of number words."""
        return values.candidates(self._language).finditer(self._text)

    def read(self, hit: re.Match[str]) -> Figure | None:
        """Return the figure that begins with `hit`, an identifier, or None where there is neither."""
        return self._words(hit) if hit.group("words") else self._digits(hit)

    def _words(self, hit: re.Match[str]) -> Figure | None:
        value = values.from_words(self._text, hit, self._language)
        if value is None:
            return None
        at = hit.start("words")
        if wording.is_name(self._text, at, value.end):
            return identifier(self._text, at, value.end)
        one = self._text[at : value.end].lower() in _ONES
        if one and not wording.counts_one(self._text, value.start, value.end, self._language):
            return None
        return self._finish(values.scaled(self._text, value))

    def _digits(self, hit: re.Match[str]) -> Figure | None:
        text = self._text
        name = identifiers.name_around(text, hit.start(), hit.end())
        if name is not None and text[name[0] : hit.start()].strip("-") not in currency.CURRENCIES:
            return identifier(text, *name)
        value = values.from_digits(text, hit, self._language)
        if value is None:
            return identifier(text, hit.start(), identifiers.word_end(text, hit.end()))
        return self._finish(value)

    def _finish(self, value: Value) -> Figure | None:
        text, start, end = self._text, value.start, value.end
        kind, unit = FigureKind.COUNT, ""
        money = currency.currency_before(text, start)
        if money:
            unit, start = money
            kind = FigureKind.MONEY
            end = self._currency_again(end)
        elif after := currency.currency_after(text, end):
            unit, end, kind = after.name, after.end, FigureKind.MONEY
        elif not value.words and (ordinal := _ORDINAL.match(text, end)):
            return self._figure(value, start, ordinal.end(), FigureKind.ORDINAL, "")
        elif times := _TIMES.match(text, end):
            return self._figure(value, start, times.end(), FigureKind.RATIO, "ratio")
        elif (label := self._label(value)) is not None:
            return identifier(text, label, identifiers.word_end(text, end))
        else:
            plus = hedges.hedge_after(text, end)
            unit, end = self._unit(plus.place if plus and text[end : end + 1] == "+" else end, value)
            kind = _kind(unit)
        if not value.words and end == value.end and self._glued(end):
            return identifier(text, start, identifiers.word_end(text, end))
        if kind is FigureKind.COUNT and not unit and self._is_year(value):
            return self._year(value)
        return self._figure(value, start, end, kind, unit)

    def _label(self, value: Value) -> int | None:
        """Return where a label such as "version" starts."""
        return None if value.words or value.scaled else identifiers.label_before(self._text, value.start)

    def _currency_again(self, end: int) -> int:
        """Read "$400 dollars", "US$5m USD": the currency said twice."""
        after = currency.currency_after(self._text, end)
        return after.end if after else end

    def _unit(self, at: int, value: Value) -> tuple[str, int]:
        found = units.unit_at(self._text, at, self._language, digits=not value.words and not value.scaled)
        return (found.name, found.end) if found else ("", value.end)

    def _glued(self, end: int) -> bool:
        """Letters right after the digits, and no unit: "5G", "1080p"."""
        return self._text[end : end + 1].isalpha() or (self._text[end : end + 1] == "_")

    def _is_year(self, value: Value) -> bool:
        return not value.words and not value.scaled and wording.is_year(self._text, value.start, value.end)

    def _year(self, value: Value) -> Figure:
        year = int(value.value)
        figure = self._figure(value, value.start, value.end, FigureKind.YEAR, "year")
        return figure._replace(noun="", change=None, per=None, first=year * 10_000, last=year * 10_000 + 1299)

    def _figure(self, value: Value, start: int, end: int, kind: FigureKind, unit: str) -> Figure:
        text = self._text
        scale = Decimal("0.01") if unit == "basis" else Decimal(1)
        start, negative = self._signed(start)
        start, end, modifier = self._hedged(start, end, kind)
        per = context.per_what(text, end, self._language) if kind not in _NO_RATE else None
        if per and kind is FigureKind.COUNT:
            kind = FigureKind.RATE
        share = kind in (FigureKind.PERCENT, FigureKind.POINTS)
        amount = value.value * scale
        aged = _OLD.match(text, end) if unit == "year" else None
        return Figure(
            start,
            end,
            text[start:end],
            kind,
            amount,
            amount,
            "points" if unit == "basis" else unit,
            modifier,
            per,
            "age" if aged else context.noun_after(text, end, share=share),
            Change.DOWN if negative else context.change_around(text, start, end),
            step=value.step * scale,
        )

    def _signed(self, start: int) -> tuple[int, bool]:
        """A minus sign right before the figure, with nothing touching it on the left."""
        before = self._text[max(0, start - 2) : start]
        minus = before[-1:] in ("-", "−", "–") and (len(before) == 1 or before[0] in " (\n|,:")
        plus = before[-1:] == "+" and (len(before) == 1 or before[0] in " (\n|,:")
        return (start - 1, minus) if (minus and before[-1] != "–") or plus else (start, False)

    def _hedged(self, start: int, end: int, kind: FigureKind) -> tuple[int, int, Modifier]:
        after = hedges.hedge_after(self._text, end)
        if after is None and _PLUS.search(self._text, start, end):
            after = hedges.Hedge(Modifier.OVER, end)
        if after is not None:
            before = hedges.hedge_before(self._text, start)
            return (before.place if before else start), after.place, after.modifier
        before = hedges.hedge_before(self._text, start)
        if before is None:
            return start, end, Modifier.EXACT
        if kind is FigureKind.DURATION and before.modifier is Modifier.OVER and self._during(before.place, start):
            return start, end, Modifier.EXACT
        return before.place, end, before.modifier

    def _during(self, place: int, start: int) -> bool:
        """Read "improved over two years" is a period; "took over two years" is a bound."""
        if self._text[place:start].strip().lower() != "over":
            return False
        return wording.word_before(self._text, place).lower() not in _BOUND_BEFORE


def _kind(unit: str) -> FigureKind:
    if not unit:
        return FigureKind.COUNT
    if unit == "percent":
        return FigureKind.PERCENT
    if unit in ("points", "basis"):
        return FigureKind.POINTS
    if unit == "cent":
        return FigureKind.MONEY
    return FigureKind.DURATION if unit in units.TIME_UNITS else FigureKind.MEASURE


def identifier(text: str, start: int, end: int) -> Figure:
    """Return digits that name something, as a figure that only the same name carries."""
    return Figure(start, end, text[start:end], FigureKind.IDENTIFIER, Decimal(0), Decimal(0))
