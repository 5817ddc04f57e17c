"""Who somebody is, where running text says it.

"We're here with Jane Roe, COO of Acme", "I'm Jane, head of operations at Acme", "says Jane Roe, a
manager at Acme", "Acme's VP of Operations Jane Roe", "Jane Roe joined Acme as their CTO".
"""

import re
from collections.abc import Iterator

from assistant.domain.documents import Person
from assistant.domain.spans import Span
from assistant.grounding.wordset import wordset
from ingest.structure import titles
from ingest.structure import vocabulary as words
from ingest.structure.naming import has_title, is_name

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŁŚŠŽČĆŻŹŐ]"
_NAME = re.compile(
    rf"(?<![\w@./]){_CAPITAL}(?:[\w'’-]+|\.)(?:[^\S\n]*\n?[^\S\n]*(?:(?:de|da|van|von|der|den|di|bin"
    rf"|al)\s+)?(?<=\s){_CAPITAL}(?:[\w'’-]+|\.)){{0,3}}"
)
_BEHIND = re.compile(
    r",\s+(?:who\s+(?:is|was)\s+|who['’]s\s+)?|\s+\((?=[^()\n]{3,120}\))"
    r"|(?:\s+is|['’]s|\s+has\s+been|\s+was|\s+serves\s+as|\s+works\s+as|\s+became)\s+(?=(?:a|an|the|our|their|its|now"
    r"|currently)\s)|\s+[-–—]\s+"
)
_JOINED = re.compile(r"\s+(?:joined|joins|came\s+to|moved\s+to)\s+(?P<company>[^,.;:!?\n]{1,50}?)\s+as\s+")
_FROM = re.compile(r",?\s+(?:from|of|with)\s+(?=[A-ZÀ-Þ0-9])")
_FOLLOWED = re.compile(rf"{_BEHIND.pattern}|{_JOINED.pattern}|{_FROM.pattern}")
_SELF = re.compile(r"\b(?:I['’]m|I am|my name is|my name['’]s|my role is|I work as|I serve as)\s+", re.IGNORECASE)
_SELF_COMPANY = re.compile(r"\bI work (?:at|for|with|in|over at)\s+", re.IGNORECASE)
_YOU = re.compile(r"\b(?:you['’]re|you are)\s+(?:now\s+|currently\s+)?(?=(?:a|an|the)\s)", re.IGNORECASE)
_YOU_COMPANY = re.compile(r"\byou work (?:at|for)\s+", re.IGNORECASE)
_HEAD_OF = re.compile(r"(?P<title>[\w-]+\s+(?:of|for)\s+(?:[\w-]+\s+(?:and|&)\s+)?)$")
_REACH = 40


def named(text: str, start: int, end: int) -> Iterator[tuple[Person, bool]]:
    """Yield people named with a title or company in `text[start:end]`; the flag says that a title came along."""
    for match in _NAME.finditer(text, start, end):
        if not (_led_by_title(match[0]) or _FOLLOWED.match(text, match.end(), end)):
            continue
        name, ahead = _bare_name(text, Span(match.start(), match.end()))
        if name is None:
            continue
        told = _post(text, name.end, end) or _ahead(text, ahead, start)
        if told is not None:
            yield _person(text, name, told), told.title is not None


def of_self(text: str, start: int, end: int) -> titles.Post | None:
    """Return what a speaker says of their own post: "I'm Jane, the COO of Acme"."""
    for match in _SELF.finditer(text, start, end):
        at = match.end()
        name = _NAME.match(text, at, end)
        if name is not None and not has_title(name[0]):
            behind = _BEHIND.match(text, name.end(), end)
            told = titles.post(text, behind.end(), end) if behind else None
        else:
            told = titles.post(text, at, end)
        if told is not None and (told.company or text[at : at + 4].casefold() == "the " or name is not None):
            return told
    employed = _SELF_COMPANY.search(text, start, end)
    company = titles.company(text, employed.end(), end) if employed else None
    return titles.Post(None, company) if company else None


def of_other(text: str, start: int, end: int) -> titles.Post | None:
    """Return what a speaker says of the one spoken to: "so you're a product designer at Acme"."""
    for match in _YOU.finditer(text, start, end):
        told = titles.post(text, match.end(), end)
        if told is not None and told.company is not None:
            return told
    employed = _YOU_COMPANY.search(text, start, end)
    company = titles.company(text, employed.end(), end) if employed else None
    return titles.Post(None, company) if company else None


def _led_by_title(words_of_name: str) -> bool:
    first = words_of_name.split(None, 1)[0].casefold().rstrip(".")
    return first in words.TITLE_WORDS or first in words.DEPARTMENTS or first in words.NOT_NAMES


def _bare_name(text: str, span: Span) -> tuple[Span | None, Span | None]:
    """Strip words before a name that are none of it: "When Jane Roe", "CTO Jane Roe"; return these too."""
    tokens = [Span(m.start(), m.end()) for m in re.compile(r"\S+").finditer(text, *span)]
    first = 0
    while first < len(tokens):
        folded = tokens[first].of(text).casefold().rstrip(".").replace("’", "'").split("'")[0]
        if (
            folded not in words.NOT_NAMES
            and folded not in words.TITLE_WORDS
            and folded not in words.DEPARTMENTS
            and folded not in _CALLS
        ):
            break
        first += 1
    if first == len(tokens):
        return None, None
    last = tokens[-1].end
    for mark in ("'s", "’s"):
        if text.endswith(mark, tokens[-1].start, last) and last - tokens[-1].start > len(mark):
            last -= len(mark)
    name = Span(tokens[first].start, last)
    if not is_name(name.of(text)):
        return None, None
    return name, Span(span.start, tokens[first - 1].end) if first else None


_CALLS = wordset(
    "says said asks asked adds hi hello hey thanks thank welcome meet mr mrs ms dr prof sir dear",
)


def _post(text: str, at: int, end: int) -> titles.Post | None:
    if match := _JOINED.match(text, at, min(end, at + 120)):
        told = titles.post(text, match.end(), end)
        return told._replace(company=Span(match.start("company"), match.end("company"))) if told else None
    if match := _BEHIND.match(text, at, end):
        if match[0].endswith("("):
            stop = text.index(")", match.end())
            note = titles.listed(text, match.end(), stop)
            return note if note.title else None
        return titles.post(text, match.end(), end)
    if match := _FROM.match(text, at, end):
        company = titles.company(text, match.end(), end)
        return titles.Post(None, company) if company else None
    return None


def _ahead(text: str, ahead: Span | None, start: int) -> titles.Post | None:
    """Read a title before the name: "Acme's VP of Operations Jane Roe"."""
    if ahead is None:
        return None
    begin = ahead.start
    if match := _HEAD_OF.search(text, max(start, begin - _REACH), begin):
        begin = match.start()
    if not has_title(text[begin : ahead.end]):
        return None
    owner = re.compile(r"(?P<company>[A-ZÀ-Þ][\w&.-]*)(?:['’]s)\s+$").search(text, max(start, begin - _REACH), begin)
    return titles.Post(Span(begin, ahead.end), Span(owner.start("company"), owner.end("company")) if owner else None)


def _person(text: str, name: Span, told: titles.Post) -> Person:
    return Person(
        name=" ".join(name.of(text).split()),
        title=titles.clean(told.title.of(text)) if told.title else None,
        company=titles.clean(told.company.of(text)) if told.company else None,
        span=name,
        title_span=told.title,
    )
