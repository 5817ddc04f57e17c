"""Read one number with everything that touches it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from assistant.grounding.figures import context, currency, hedges, identifiers, numerals, units
from assistant.grounding.figures.model import Change, Figure, FigureKind, Modifier
from assistant.grounding.wordset import wordset

_SCALE = re.compile(
    r"(?:(?P<k>[kK])|(?P<m>mm|MM|M|m)|(?P<b>bn|Bn|BN|B|b)|(?P<t>tn|T))(?![\w])"
    r"|[^\S\n]?(?:(?P<m2>mn|mln|mil\.?|Mio\.?)|(?P<b2>bn|Bn|Mrd\.?|mrd)|(?P<t2>trn))(?![\w])"
    r"|(?:[^\S\n]*\n?[^\S\n]*|-)(?:(?P<k3>thousands?|Tausend|mille|mil)|(?P<m3>millions?|Million(?:en)?|millones"
    r"|millón)|(?P<b3>billions?|Milliarden?|milliards?)"
    r"|(?P<t3>trillions?)|(?P<h3>hundred)|(?P<d3>dozens?))(?![^\W_])",
)
_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12, "h": 100, "d": 12}
_AND_A_HALF = re.compile(r"[\s-]+and[\s-]+(?:a|one|three)[\s-]+(half|quarters?|third)\b", re.IGNORECASE)
_HALVES = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.75"), "third": Decimal(1) / 3}
_METRES = re.compile(
    r"[^\S\n]+(?:sprint|race|hurdles|freestyle|final|relay|butterfly|backstroke|breaststroke|away|from|tall|high"
    r"|long|wide|deep|above|below|title|gold|champion|record|world|steeplechase|run|dash|individual|medley"
    r"|heats?)\b"
)
_TIMES = re.compile(
    r"(?:x|X|×)(?![\w])|[^\S\n]?×(?!\w)|(?P<fold>[^\S\n-]?-?fold)\b|[\s-]times\b(?=\s(?:as\b|the\b|more\b|faster"
    r"|fewer|less\b|higher|larger|bigger|better|greater|lower|its|their|our|quicker|cheaper|longer|over\b|smaller"
    r"|slower))"
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)(?![\w])")
_YEAR_LIKE = re.compile(r"(?:1[5-9]|20|21)\d\d")
_YEAR_BEFORE = wordset(
    "in since by until till from of during before after early late mid circa year through between summer spring",
    "autumn fall winter season to and or the for end",
    "im seit bis ab von vor nach en depuis desde hasta del mid- fiscal fy cup olympics election budget class",
    "edition calendar around about than",
)
_STRONG = wordset(
    "in since during early late mid circa year until till summer spring autumn fall winter im seit depuis desde fiscal"
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+-?)[\s(]*\Z")
_FRACTION = re.compile(r"[^\S\n]?([½¼¾⅓⅔⅛⅕])")
_ONE_BEFORE = wordset(
    "only just exactly than least most with from within to takes took take every under over about by last for"
    " after single nearly almost"
)
_ONE_NOT = re.compile(
    r"[\s-]+(?:of|another|can|could|thing|hand|way|side|point|time|place|such|more|who|that|to|and|is|was|in|at|by"
    r"|day\b(?=\s+(?:we|i|he|she|they|it|you|a|the)\b)|or|for|on|as|with|from|but|may|might|must|has|had|would"
    r"|should|will)\b",
    re.IGNORECASE,
)
_SIGNS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333", "⅔": "0.667", "⅛": "0.125", "⅕": "0.2"}


_OLD = re.compile(r"[\s-]olds?\b")
_PLUS = re.compile(r"(?<=\w)\+")
_SCALED_FROM = 12  # "half a dozen" is the smallest half that is said so


class Value(NamedTuple):
    """A number with its scale applied, before unit and hedge."""

    start: int
    end: int
    value: Decimal
    step: Decimal
    scaled: bool
    words: bool


class Reader:
    """Reads the numbers of one text."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._language = language

    def candidates(self) -> Iterator[re.Match[str]]:
        """Yield what may be a number: digits, signs of fractions and runs of number words."""
        return candidate_pattern(self._language).finditer(self._text)

    def read(self, hit: re.Match[str]) -> Figure | None:
        """Return the figure that begins with `hit`, an identifier, or None where there is neither."""
        if hit.group("words"):
            value = self._words(hit)
            return self._finish(value) if value else None
        name = identifiers.name_around(self._text, hit.start(), hit.end())
        if name is not None and not self._currency_code(name[0], hit.start()):
            return _identifier(self._text, *name)
        value = self._digits(hit)
        if value is None:
            return _identifier(self._text, hit.start(), identifiers.word_end(self._text, hit.end()))
        return self._finish(value)

    def _currency_code(self, start: int, at: int) -> bool:
        return self._text[start:at].strip("-") in currency.CURRENCIES

    def _digits(self, hit: re.Match[str]) -> Value | None:
        start, end = hit.span()
        if wide := numerals.spaced_thousands(self._text, start, self._language):
            end = max(end, wide.end())
        written = self._text[start:end]
        if written in _SIGNS:
            return Value(start, end, Decimal(_SIGNS[written]), Decimal("0.01"), scaled=False, words=False)
        read = numerals.read_digits(written, self._language)
        if read is None:
            return None
        value, step = read
        if fraction := _FRACTION.match(self._text, end):
            value, step, end = value + Decimal(_SIGNS[fraction.group(1)]), Decimal("0.01"), fraction.end()
        return self._scaled(Value(start, end, value, step, scaled=False, words=False))

    def _words(self, hit: re.Match[str]) -> Value | None:
        run = candidate_words(self._language).match(self._text, hit.start("words"))
        number = numerals.read_words(run, self._language) if run else None
        if number is None:
            return None
        start = hit.start()
        value = Value(start, number.end, number.value, number.step, scaled=number.step > 1, words=True)
        if hit.group("lead") and number.value < _SCALED_FROM:
            return None  # "half one": a time of day somewhere
        if hit.group("lead"):
            value = value._replace(value=value.value / 2, step=value.step / 10)
        written = self._text[hit.start("words") : number.end]
        if self._is_name(written, hit.start("words"), number.end) or (
            written.lower() in _ONES and not self._counts_one(start, number.end)
        ):
            return None
        return self._scaled(value)

    def _is_name(self, written: str, start: int, end: int) -> bool:
        """A capitalised number word before a capitalised word, inside a sentence, is a name: "Zero Distance"."""
        follows = re.match(r"[\s-][A-Z][a-z]", self._text[end : end + 3])
        before = self._text[max(0, start - 3) : start].rstrip(" \"'“‘*_")
        inside = bool(before) and before[-1] not in ".!?:\n>-–•"
        return (
            written[:1].isupper()
            and inside
            and (follows is not None or (before[-1].isalpha() and self._after_capital(start)))
        )

    def _after_capital(self, start: int) -> bool:
        word = _WORD_BEFORE.search(self._text[max(0, start - 20) : start])
        return word is not None and word.group(1)[:1].isupper()

    def _counts_one(self, start: int, end: int) -> bool:
        """Read "one" counts before a unit or after a word such as "only"; else it is an article or a pronoun."""
        if _AND_A_HALF.match(self._text, end):
            return True
        if _ONE_NOT.match(self._text, end):
            return False
        if self._text[end : end + 1] == "-" or _SCALE.match(self._text, end):
            return True
        unit = units.unit_at(self._text, end, self._language, digits=False)
        word = _WORD_BEFORE.search(self._text[max(0, start - 12) : start])
        counted = word is not None and word.group(1).lower() in _ONE_BEFORE
        if unit is not None and unit.name != "day":
            return True
        return counted and re.match(r"[\s][a-zà-ÿ]", self._text[end : end + 2]) is not None

    def _scaled(self, value: Value) -> Value:
        if half := _AND_A_HALF.match(self._text, value.end):
            part = _HALVES[half.group(1).lower()]
            unit = value.step if value.scaled else Decimal(1)
            value = value._replace(end=half.end(), value=value.value + part * unit, step=unit / 10)
        hit = _SCALE.match(self._text, value.end)
        if hit is None or (hit.group("m") == "m" and self._are_metres(value, hit)):
            return value
        size = Decimal(_SCALES[(hit.lastgroup or "k")[0]])
        return value._replace(end=hit.end(), value=value.value * size, step=value.step * size, scaled=True)

    def _are_metres(self, value: Value, hit: re.Match[str]) -> bool:
        """Read "400m" is money or people in millions, unless a race or a height follows."""
        if currency.currency_before(self._text, value.start):
            return False
        return bool(_METRES.match(self._text, hit.end())) or value.value >= 100  # noqa: PLR2004 (no one writes 400m for people)

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
            return _identifier(text, label, identifiers.word_end(text, end))
        else:
            plus = hedges.hedge_after(text, end)
            unit, end = self._unit(plus.place if plus and text[end : end + 1] == "+" else end, value)
            kind = _kind(unit)
        if not value.words and end == value.end and self._glued(end):
            return _identifier(text, start, identifiers.word_end(text, end))
        if kind is FigureKind.COUNT and not unit and self._is_year(value):
            return self._year(value)
        return self._figure(value, start, end, kind, unit)

    def _label(self, value: Value) -> int | None:
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
        written = self._text[value.start : value.end]
        if value.words or value.scaled or not _YEAR_LIKE.fullmatch(written):
            return False
        word = _WORD_BEFORE.search(self._text[max(0, value.start - 14) : value.start])
        before = word.group(1).lower() if word else ""
        if before in _STRONG:
            return True
        noun = context.noun_after(self._text, value.end, share=False)
        following = re.match(r"\s+[a-z]+s\b", self._text[value.end : value.end + 16])
        return not (noun and following) or (before in _YEAR_BEFORE and not following)

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
        word = _WORD_BEFORE.search(self._text[max(0, place - 16) : place])
        return word is None or word.group(1).lower() not in _BOUND_BEFORE


_BOUND_BEFORE = wordset(
    "for after in is was took take takes taking spent spend spends of been just well lasted lasts waited with to"
    " at from requires needed now"
)
_ONES = frozenset({"one", "un", "une", "uno", "una", "ein", "eins"})
_NO_RATE = frozenset({FigureKind.ORDINAL, FigureKind.YEAR, FigureKind.RATIO})


@lru_cache(maxsize=16)
def candidate_words(language: str) -> re.Pattern[str]:
    """Return the pattern of a run of number words."""
    return numerals.number_words(language)


@lru_cache(maxsize=16)
def candidate_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern that finds every candidate for a number."""
    words = candidate_words(language).pattern
    return re.compile(
        rf"(?<![\w.,])(?P<lead>half[\s-]+an?[\s-]+|half[\s-]+)?(?P<words>(?<![^\W_]){words})"
        rf"|(?P<digits>{numerals.DIGITS.pattern}|[½¼¾⅓⅔⅛⅕])",
        re.IGNORECASE,
    )


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


def _identifier(text: str, start: int, end: int) -> Figure:
    return Figure(start, end, text[start:end], FigureKind.IDENTIFIER, Decimal(0), Decimal(0))
