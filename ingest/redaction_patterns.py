"""Personal data with a shape of its own: addresses, numbers, links.

Cheap linear patterns propose; libraries decide: Presidio's recognisers on account numbers and network
addresses, phonenumbers (which Presidio's own telephone recogniser wraps) on telephone numbers. Importing
Presidio costs two seconds, for it brings spaCy along, so it is asked only where there is a candidate.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from ingest.redaction_phones import phones

KINDS = ("url", "email", "iban", "card", "ip", "phone")  # where two overlap, the earlier kind is kept


class Hit(NamedTuple):
    """A stretch of text of one kind; `value` is the same for two spellings of one thing."""

    start: int
    end: int
    kind: str
    value: str


_URL = re.compile(r"(?:https?|ftp)://[^\s<>\"“”]{1,2000}|(?<![\w.@/-])www\.[^\s<>\"“”]{1,2000}", re.IGNORECASE)
_ENDS = (
    "com|org|net|edu|gov|info|biz|io|ai|app|dev|eu|de|at|ch|fr|nl|be|uk|ie|es|it|pt|pl|se|no|dk|fi|cz|us|ca|au|nz|jp|br"
)
_DOMAIN = re.compile(
    rf"(?<![\w@./%+-])(?!\d+\.)(?:[a-z0-9-]{{1,63}}\.){{1,5}}(?:{_ENDS})(?![\w@-]|\.\w)(?:/[^\s<>\"“”]{{0,2000}})?"
)
_TRAILING = ".,;:!?'’*_`|>"
_NO_LOCAL = re.compile(r"[^\w.!#$%&*+/=?^`{|}~'-]")
_LONGEST_LOCAL = 64
_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,8}[^\W\d_][\w-]{0,61}[^\W_]")
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?(?![A-Za-z0-9])")
_CARD = re.compile(r"(?<![\w.,-])[3-6]\d{3}(?:([ -]?)\d{4}\1\d{4}\1\d{4}|([ -]?)\d{6}\2\d{4,5}|\d{9,12})(?!\w|[.,-]\d)")
_IPV4 = re.compile(r"(?<![\w.,-])\d{1,3}(?:\.\d{1,3}){3}(?!\w|[.-]\d)")
_IPV6 = re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?![\w:])")
_NUMBERED = re.compile(r"(?:version|release|build|section|chapter|clause|firmware|v|ver|rev|§)\.?\s*$", re.IGNORECASE)
_IPV6_COLONS = 7  # of one written in full
_IPV6_LENGTH = 5  # characters, as in ::1:2


def patterns(text: str) -> Iterator[Hit]:
    """Yield everything in `text` that has the shape of personal data; overlaps are left to the caller."""
    yield from _links(text)
    yield from _mails(text)
    yield from _known(text, _IBAN, "iban")
    yield from _known(text, _CARD, "card")
    yield from _addresses(text)
    for start, end, value in phones(text):
        yield Hit(start, end, "phone", value)


def _links(text: str) -> Iterator[Hit]:
    for pattern in (_URL, _DOMAIN):
        for match in pattern.finditer(text):
            words = _without_trailing(match.group())
            if "." in words or "://" in words:
                yield Hit(match.start(), match.start() + len(words), "url", words.lower())


def _without_trailing(words: str) -> str:
    """Leave out the punctuation that ends a sentence, and a bracket that was not opened within the link."""
    words = words.rstrip(_TRAILING)
    while (
        words and words[-1] in ")]}" and words.count(words[-1]) > words.count({")": "(", "]": "[", "}": "{"}[words[-1]])
    ):
        words = words[:-1].rstrip(_TRAILING)
    return words


def _mails(text: str) -> Iterator[Hit]:
    """Find addresses under any ending: Presidio's recogniser drops those that no public registry knows."""
    at = text.find("@")
    while at >= 0:
        host = _HOST.match(text, at + 1)
        local = _local_part(text[max(0, at - _LONGEST_LOCAL) : at]) if host else ""
        if host and local:
            start = at - len(local)
            yield Hit(start, host.end(), "email", text[start : host.end()].lower())
        at = text.find("@", at + 1)


def _local_part(before: str) -> str:
    end = max((match.end() for match in _NO_LOCAL.finditer(before)), default=0)
    return before[end:].lstrip("'.*`|{/=-")


def _known(text: str, candidates: re.Pattern[str], kind: str) -> Iterator[Hit]:
    """Hand candidates to Presidio's recogniser of this kind, which knows the check digits."""
    for match in candidates.finditer(text):
        for found in _recogniser(kind).analyze(match.group(), [], None):
            start, end = match.start() + found.start, match.start() + found.end
            yield Hit(start, end, kind, re.sub(r"[ -]", "", text[start:end]).upper())


def _addresses(text: str) -> Iterator[Hit]:
    for hit in _known(text, _IPV4, "ip"):
        if not _NUMBERED.search(text, max(0, hit.start - 12), hit.start):
            yield hit
    for match in _IPV6.finditer(text):
        words = match.group()
        whole = "::" in words or words.count(":") == _IPV6_COLONS
        telling = len(words) >= _IPV6_LENGTH and any(mark.isdigit() for mark in words)  # "a::b" is code
        if whole and telling and any(_known(words, _IPV6, "ip")):
            yield Hit(match.start(), match.end(), "ip", words.upper())  # Presidio stops before the last group


@cache
def _recogniser(kind: str) -> Any:
    """Return Presidio's recogniser, made once a process; none of these opens a connection."""
    from presidio_analyzer.predefined_recognizers import CreditCardRecognizer, IbanRecognizer, IpRecognizer

    return {"iban": IbanRecognizer, "card": CreditCardRecognizer, "ip": IpRecognizer}[kind]()
