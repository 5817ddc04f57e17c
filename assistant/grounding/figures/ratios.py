"""Multiples and shares in words: "doubled", "half the staff", "two-thirds", "one in five", "4x"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.grounding.figures import lexicon
from assistant.grounding.figures.context import change_around, noun_after, per_what
from assistant.grounding.figures.hedges import hedge_before
from assistant.grounding.figures.model import Change, Figure, FigureKind, Modifier

_MULTIPLES = {
    "once": 1, "doubl": 2, "twofold": 2, "twice": 2, "thrice": 3, "tripl": 3, "trebl": 3, "threefold": 3, "quadrupl": 4,
    "fourfold": 4, "quintupl": 5, "fivefold": 5, "sixfold": 6, "sevenfold": 7, "eightfold": 8, "ninefold": 9,
    "tenfold": 10, "hundredfold": 100, "verdoppel": 2, "verdreifach": 3,
}  # fmt: skip
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4, "fifth": 5,
    "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9,
    "ninths": 9, "tenth": 10, "tenths": 10, "hundredth": 100, "hundredths": 100,
}  # fmt: skip
_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|fifty|hundred"
_PART_WORDS = "|".join(sorted(_PARTS, key=len, reverse=True))
_WORDS = re.compile(
    r"(?<![\w-])(?:"
    r"(?P<multiple>(?:doubl(?:ed|es|ing|e)|tripl(?:ed|es|ing|e)|trebl(?:ed|es|ing|e)|quadrupl(?:ed|es|ing|e)"
    r"|quintupl(?:ed|es|ing|e))(?![\w-])"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|hundred)[-\s]?fold\b|twice\b|thrice\b|once(?=\s(?:an?|per"
    r"|every|each)\s)|verdoppelt\w*|verdreifacht\w*)"
    r"|(?P<halved>halv(?:ed|es|ing)\b|halbiert\w*|(?:cut )?in half\b(?!\s(?:an?|hour|time)\b))"
    rf"|(?P<top>a|an|one|two|three|four|five|six|seven|eight|nine"
    rf"|\d{{1,2}})[\s-](?P<part>{_PART_WORDS})\b(?![-\s]?(?:of[-\s]an[-\s]hour|an[-\s]hour|hour|dozen"
    rf"|a[-\s](?:million|billion|dozen)|million|billion))"
    r"|(?P<score>\d{1,2}(?:\.\d{1,2})(?:\s?/\s?|\sout\sof\s)(?:5|10|100)|[0-5]/5)(?![\w/%]|[.,]\d)"
    rf"|(?P<half_of>half[-\s](?:an?|of[-\s]an)[-\s](?P<span>second|minute|hour|day|week|month|year)"
    rf"|half[-\s](?P<span2>hour|day))\b"
    rf"|(?P<and_half>(?:an?)\s(?P<span3>hour|day|week|month|year)\sand\sa\s(?P<more>half|quarter))\b"
    rf"|(?P<n>{_SMALL}|\d{{1,3}})[-\s](?P<link>in(?:[-\s]every)?|out[-\s]of(?:[-\s]every)?)[-\s](?P<m>{_SMALL}"
    rf"|\d{{1,4}})\b(?!%|[.,:]\d|[-\s](?:per[-\s]?cent|percent|days?|weeks?|months?|years?|hours?|minutes?))"
    r"|(?P<half>half)(?=\s(?:of|the|its|their|our|his|her|all|as|that|those|my|your|these)\b)"
    r"|(?P<by_half>(?<=by\s)half|(?<=over\s)half|(?<=nearly\s)half|(?<=almost\s)half|(?<=about\s)half"
    r"|(?<=than\s)half|(?<=only\s)half)(?![-\s](?:an?|time|million|billion|dozen|hour|hours|day|year|term|past|way"
    r"|hearted)\b)(?!\w)"
    r"|(?P<slash>[1-9]\d?/(?:[2-9]|10|12|100))(?![\w/%]|[.,]\d)"
    r")",
    re.IGNORECASE,
)
_NOT_DOUBLE = re.compile(
    r"[-\s]?(?:click|check|digit|edged?|sided|standards?|header|bind|down|rooms?|beds?|blind|figures?|act|life"
    r"|whammy|agents?|jeopardy|fault|bogey|"
    r"dip|edge|vision|glaz|decker|team|helping|barrel|entry|entendre|negative|gold|world|champion|olympi|centur"
    r"|jump|title|winner|a[-\s]|aa)",
    re.IGNORECASE,
)
_PERIOD_PARTS = frozenset(
    {"quarter", "quarters", "fourth", "third", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "hundredth"}
)
_SHARE_FOLLOWS = re.compile(
    r"\s(?:of(?! (?:its|the)? ?kind)|less|fewer|more|lower|higher|faster|off)\b|\s?[.,;:!?)]|\s(?:and|in|to|from"
    r"|since|over|after|by)\b|\Z"
)
_BY_BEFORE = re.compile(
    r"\b(?:by|nearly|almost|about|around|roughly|over|than|only|just|up to|least|to|approximately)\s\Z", re.IGNORECASE
)


def ratios(text: str, language: str) -> Iterator[Figure]:
    """Yield the multiples and shares that are written in words, in order."""
    for hit in _WORDS.finditer(text):
        if (figure := _ratio(text, hit, language)) is not None:
            yield figure


_GROUPS = ("multiple", "halved", "top", "score", "half_of", "and_half", "n", "half", "by_half", "slash")
_HALF = Decimal("0.5")
_PERIOD_HALF = re.compile(r"\b(?:first|second|other|better|next|last)\s\Z", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_FEW, _MANY = 9, 1_000  # "one in a thousand" at most; "40 in 2,000" is no share


def _timed(text: str, hit: re.Match[str]) -> Figure:
    """Read "half an hour", "an hour and a half"."""
    unit = hit.group("span") or hit.group("span2") or hit.group("span3")
    value = (
        Decimal("0.5")
        if hit.group("half_of")
        else Decimal("1.5")
        if hit.group("more").lower() == "half"
        else Decimal("1.25")
    )
    figure = _figure(text, hit, value)
    return figure._replace(kind=FigureKind.DURATION, unit=unit.lower(), step=Decimal("0.1"))


def _ratio(text: str, hit: re.Match[str], language: str) -> Figure | None:
    group = next(g for g in _GROUPS if hit.group(g) is not None)
    if group == "multiple":
        return _multiple(text, hit, language)
    if group == "halved":
        return _figure(text, hit, _HALF, change=Change.DOWN)
    return _READERS[group](text, hit)


def _score(_: str, hit: re.Match[str]) -> Figure:
    given, most = map(Decimal, _NUMBER.findall(hit.group()))
    return Figure(hit.start(), hit.end(), hit.group(), FigureKind.SCORE, given, most)


def _half(text: str, hit: re.Match[str]) -> Figure | None:
    if _PERIOD_HALF.search(text, max(0, hit.start() - len("second ")), hit.start()):
        return None
    return _figure(text, hit, _HALF)


def _slash(text: str, hit: re.Match[str]) -> Figure | None:
    top, bottom = map(int, hit.group().split("/"))
    return _figure(text, hit, Decimal(top) / bottom) if top < bottom else None


def _multiple(text: str, hit: re.Match[str], language: str) -> Figure | None:
    word = re.sub(r"[-\s]", "", hit.group().lower())
    value = next(Decimal(v) for root, v in _MULTIPLES.items() if word.startswith(root))
    if word in ("double", "doubles", "triple", "treble") and _NOT_DOUBLE.match(text, hit.end()):
        return None
    if word == "doubled" and text.startswith(" down", hit.end()):
        return None
    per = per_what(text, hit.end(), language) if word in ("once", "twice", "thrice") else None
    if word == "once" and not per:
        return None
    if per:
        return _figure(text, hit, value)._replace(kind=FigureKind.RATE, unit="", per=per, noun="time")
    moved = word.endswith(("ed", "ing", "es")) or word.startswith(("verdoppel", "verdreifach"))
    return _figure(text, hit, value, change=Change.UP if moved else change_around(text, hit.start(), hit.end()))


def _part(text: str, hit: re.Match[str]) -> Figure | None:
    top, part = hit.group("top").lower(), hit.group("part").lower()
    count = 1 if top in ("a", "an") else _value(top)
    plural = part.endswith(("s", "halves"))
    if plural != (count > 1) or count >= _PARTS[part]:
        return None
    follows = _SHARE_FOLLOWS.match(text, hit.end())
    if part in ("quarter", "quarters", "half") and not _is_share(text, hit, count):
        return None
    if (
        count == 1
        and part in _PERIOD_PARTS
        and top in ("a", "an")
        and not (follows and (_is_of(text, hit) or _hedged(text, hit)))
    ):
        return None  # "a third party", "a fifth release"
    return _figure(text, hit, Decimal(count) / _PARTS[part])


def _is_of(text: str, hit: re.Match[str]) -> bool:
    return bool(re.compile(r"\s(?:of|less|fewer|more|lower|higher|faster|off)\b").match(text, hit.end()))


def _hedged(text: str, hit: re.Match[str]) -> bool:
    return bool(_BY_BEFORE.search(text[max(0, hit.start() - 16) : hit.start()]))


def _is_share(text: str, hit: re.Match[str], count: int) -> bool:
    """A quarter is a share before "of" or after "by"; otherwise it is three months."""
    return _is_of(text, hit) or (_hedged(text, hit) and count == 1) or (hit.group()[-9:-8] == "-" and count > 1)


def _out_of(text: str, hit: re.Match[str]) -> Figure | None:
    top, bottom = _value(hit.group("n")), _value(hit.group("m"))
    loose = hit.group("link").lower() == "in"
    if top >= bottom or (
        loose and (top > _FEW or bottom > _MANY or (hit.group("n").isdigit() != hit.group("m").isdigit()))
    ):
        return None
    return _figure(text, hit, Decimal(top) / bottom)


def _value(word: str) -> int:
    if word.isdigit():
        return int(word)
    return int(lexicon.numbers("en")[word.lower()].value)


def _figure(text: str, hit: re.Match[str], value: Decimal, change: Change | None = None) -> Figure:
    hedge = hedge_before(text, hit.start())
    start = hedge.place if hedge else hit.start()
    return Figure(
        start,
        hit.end(),
        text[start : hit.end()],
        FigureKind.RATIO,
        value,
        value,
        "ratio",
        hedge.modifier if hedge else Modifier.EXACT,
        noun=noun_after(text, hit.end(), share=False),
        change=change or change_around(text, hit.start(), hit.end()),
        step=Decimal(1) if value >= 1 else Decimal("0.01"),
    )


_READERS = {
    "top": _part,
    "score": _score,
    "half_of": _timed,
    "and_half": _timed,
    "n": _out_of,
    "half": _half,
    "by_half": _half,
    "slash": _slash,
}
