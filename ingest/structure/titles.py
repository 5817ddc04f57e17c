"""Job titles and companies, read from the words behind a name.

"Jane Roe, the VP of Operations at Acme", "(VP Operations, Acme)", "Acme's Head of IT": the
functions here are given the place behind the name and answer with spans.
"""

import re
from typing import NamedTuple

from assistant.domain.spans import Span
from assistant.grounding.wordset import wordset
from ingest.structure import vocabulary as words
from ingest.structure.lines import trimmed
from ingest.structure.naming import has_title

_TOKEN = re.compile(r"[^\W_](?:[\w'’&/\-]|\.(?=\w))*\.?|[&|–—]|[^\s\w]")
_FURTHEST = 160  # code points that a title phrase may reach
_MOST = 12  # words of a title phrase
_LONGEST_COMPANY = 5  # words
_INITIAL = 2  # code points of an initial with its full stop
_BETWEEN = 2  # words from one title word to the next
_BEFORE_TITLE = 5  # words that may stand before the first title word
_CRAFT = wordset(
    "of for and & to the customer",
)
_AT = frozenset(("at", "@", "from", "with", "bei", "chez", "beim"))
_SKIPPED = wordset(
    "a an the our their its his her my your currently now also then she's he's who's they're she’s he’s who’s",
    "they’re",
)
_PREPOSITIONS = wordset(
    "for of with by to on in at from as via through per and or not no",
)
_ABBREVIATED = frozenset(("sr.", "jr.", "st.", "dr.", "inc.", "ltd.", "co.", "corp.", "assoc.", "v.p.", "c.e.o."))
_SEPARATOR = re.compile(r"\s*(?:[,;|/]|\s[-–—]\s)\s*")
_TAG = re.compile(r"<[^<>]{0,200}>|&nbsp;")


class Post(NamedTuple):
    """A job title, a company, or both, each with its place."""

    title: Span | None = None
    company: Span | None = None
    end: int = 0  # where the phrase ends


class _Word(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def folded(self) -> str:
        return self.text.casefold()

    @property
    def proper(self) -> bool:
        return self.text[0].isupper() or self.text[0].isdigit()


def clean(text: str) -> str:
    """Return a title or company as shown: markup and line breaks out, single spaces."""
    return " ".join(_TAG.sub(" ", text).split()).strip(" ,;")


def post(text: str, at: int, end: int) -> Post | None:
    """Read a title phrase that begins at `at`; None when there is no title word near its start.

    "the CEO of GitPrime" gives title "CEO" and company "GitPrime"; "VP of Operations" is all title.
    """
    found = _phrase(text, at, min(end, at + _FURTHEST))
    while found and found[0].folded in _SKIPPED:
        found = found[1:]
    owner = None
    if found and found[0].proper and found[0].text.endswith(("'s", "’s")):
        owner = Span(found[0].start, found[0].end - 2)
        found = found[1:]
    first = next((i for i, word in enumerate(found[:_BEFORE_TITLE]) if _is_title(word)), None)
    if first is None or found[0].folded in _PREPOSITIONS:
        return None
    first = _last_title(found, first)
    stop, company = _company(found, first)
    while stop > first + 1 and found[stop - 1].folded in _CRAFT:
        stop -= 1
    title = Span(found[0].start, found[stop - 1].end)
    return Post(title, company or owner, (company or title).end)


def company(text: str, at: int, end: int) -> Span | None:
    """Return the run of capitalised words at `at`, as a company's name."""
    return _capitals(_phrase(text, at, min(end, at + _FURTHEST)), 0)


def listed(text: str, start: int, end: int) -> Post:
    """Read a note behind a name: "VP Operations, Acme", "Acme", "CSM at Vendor"."""
    title = firm = None
    at = start
    for part in [*_SEPARATOR.finditer(text, start, end), None]:
        piece = trimmed(text, at, part.start() if part else end)
        at = part.end() if part else end
        if piece.start == piece.end or "@" in piece.of(text):
            continue
        if (inner := _around_at(text, piece)) is not None and title is None:
            title, firm = inner
        elif title is None and (has_title(piece.of(text)) or _goes_on(text, piece)):
            title = piece
        elif title is not None and firm is None and _goes_on(text, piece):
            title = Span(title.start, piece.end)
        elif firm is None:
            firm = piece
    return Post(title, firm, end)


def _goes_on(text: str, piece: Span) -> bool:
    """Tell whether a part behind a comma still belongs to the title: "Director, Operations"."""
    parts = {part.casefold() for part in re.findall(r"[\w&-]+", piece.of(text))}
    return bool(parts) and parts <= words.DEPARTMENTS | _CRAFT | {"and"}


def _around_at(text: str, piece: Span) -> tuple[Span, Span] | None:
    match = re.compile(r"\s(?:at|@|bei|chez)\s+").search(text, piece.start, piece.end)
    if match is None or not has_title(text[piece.start : match.start()]):
        return None
    return Span(piece.start, match.start()), trimmed(text, match.end(), piece.end)


def _is_title(word: _Word) -> bool:
    return any(part in words.TITLE_WORDS for part in re.split(r"[/]", word.folded.rstrip(".")))


def _phrase(text: str, at: int, end: int) -> list[_Word]:
    """Return the words of a phrase: up to the first mark or word at which a title ends."""
    found: list[_Word] = []
    for match in _TOKEN.finditer(text, at, end):
        word = _Word(match[0], match.start(), match.end())
        if not (word.text[0].isalnum() or word.text in "&@") or word.folded in _ENDING:
            break
        if text.count("\n", found[-1].end if found else at, word.start) > 1 or len(found) == _MOST:
            break
        if word.text.endswith(".") and word.folded not in _ABBREVIATED and len(word.text) > _INITIAL:
            found.append(_Word(word.text[:-1], word.start, word.end - 1))
            break
        found.append(word)
    return found


_ENDING = wordset(
    "who which that is was are were has have had will would said says explains on since where when but or as by",
    "so because about be it i he she they we you adds notes recalls shared told than if while whose into after",
    "before",
)


def _company(found: list[_Word], first: int) -> tuple[int, Span | None]:
    """Return where the title's words stop, and the company behind them."""
    for i in range(first + 1, len(found)):
        if found[i].folded in _AT:
            return i, _capitals(found, i + 1)
    for i in range(first + 1, len(found) - 1):
        following = found[i + 1]
        names_company = any(part in words.COMPANY_TITLES for word in found[:i] for part in word.folded.split("/"))
        if found[i].folded == "of" and names_company and following.proper and following.folded not in words.DEPARTMENTS:
            return i, _capitals(found, i + 1)
        if found[i].folded in ("in", "for") and not following.proper:
            return i, None
    return _descriptive_end(found, first), None


def _last_title(found: list[_Word], first: int) -> int:
    """Return the last of the title words that follow each other closely: "lead program manager"."""
    last = first
    for i in range(first + 1, len(found)):
        if i - last > _BETWEEN or found[i].folded in _AT:
            break
        if _is_title(found[i]):
            last = i
    return last


def _descriptive_end(found: list[_Word], first: int) -> int:
    """Return where a title without a company ends: with the words that can belong to it."""
    stop = first + 1
    for i in range(first + 1, len(found)):
        word = found[i]
        if not (word.proper or word.folded in _CRAFT or _is_title(word) or word.folded in words.DEPARTMENTS):
            break
        stop = i + 1
    return stop


def _capitals(found: list[_Word], at: int) -> Span | None:
    if at < len(found) and found[at].folded == "the":
        at += 1
    stop = at
    while (
        stop < len(found)
        and (found[stop].proper or (found[stop].text == "&" and stop > at))
        and stop - at < _LONGEST_COMPANY
    ):
        stop += 1
        if found[stop - 1].text.endswith(("'s", "’s")):
            break
    if stop == at:
        return None
    end = found[stop - 1].end - (2 if found[stop - 1].text.endswith(("'s", "’s")) else 0)
    return Span(found[at].start, end)
