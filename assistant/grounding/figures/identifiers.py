"""Digits that are no figures: addresses, list numbers, and digits that are part of a name."""

import re
from typing import NamedTuple

from assistant.grounding.wordset import wordset


class Masked(NamedTuple):
    """A stretch whose digits are no figures; `names` if it names something worth comparing."""

    start: int
    end: int
    names: bool


_MASK = re.compile(
    r"(?P<skip>"
    r"https?://\S+|www\.\S+"
    r"|\]\([^()\s]{0,2000}(?:\([^()\s]{0,200}\))?\)"  # target of a Markdown link
    r"|<[A-Za-z/!][^<>]{0,400}>"  # HTML tag
    r"|\[\d{1,3}\](?!\()"  # footnote
    r"|[\[(]?(?<![\d:T])\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?(?:\s?-->\s?[\d:.,]{1,16})?[\])]?"  # time stamp
    r"|[\[(]\d{1,2}:\d{2}[\])]"
    r"|\(\d{1,2}\)(?=[^\S\n])"  # "(1) ... (2) ..."
    r"|&#x?[0-9A-Fa-f]{1,6};"
    r"|\n[^\S\n]*+(?:[>*#_-]+[^\S\n]*)?(?:\(?\d{1,3}[.)]|(?:\d{1,3}\.){2,5}\d{0,3})(?=[^\S\n]+\S)"  # list number
    r"|\n#{1,6}[^\S\n]*\d{1,3}(?:\.\d{1,3}){0,4}(?=\s)"
    r")|(?P<name>"
    r"\+(?=(?:[\s.()-]{0,2}\d){9,15}(?!\d))\d[\d\s.()-]{8,22}\d"  # telephone numbers
    r"|(?<![\w-])(?:\(\d{3}\)\s?|\d{3}[-.\s])\d{3}[-.]\d{4}(?!\w)"
    r"|(?<![\w/.])(?:24/7(?:/365)?|9/11|50/50|80/20)(?![\w/])"
    r"|(?<![\w.,])(?!\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})(?![\d.]))"  # versions and addresses, not dates
    r"\d+(?:\.\d+){2,8}(?!\w)(?!\.\d)(?<!\.\d{3}(?=\b))"
    r"|(?<![\w:.])\d{1,2}:\d(?![\d:])|(?<!\w)\d-on-\d(?!\w)"
    r"|\#\d+(?!\w)"
    r")"
)
_FIRST_LINE = re.compile(r"[^\S\n]*(?:[>*#_-]+[^\S\n]*)?(?:\(?\d{1,3}[.)]|(?:\d{1,3}\.){2,5}\d{0,3})(?=[^\S\n]+\S)")
_LABELS = wordset(
    "version ver ver. v iso rfc section chapter article figure fig. table page pp. p. phase step level tier type",
    "grade series episode appendix annex",
    "slide room route highway flight rule row port ticket issue windows python java iphone ios android node http",
    "server soc form channel gate",
    "boeing airbus building suite release milestone sprint option exhibit part number no. nos. nr. category league",
    "division formula apollo",
    "interstate footnote paragraph clause item area act scene volume vol. error en din iec sox hl7 group team lane",
    "postcode extension ext. id",
)
_LABEL = re.compile(r"([^\W\d_]+\.?)[^\S\n]?#?\Z")
_NOT_NAMES = wordset(
    "top mid pre post sub late early under over non near plus minus usd eur gbp chf jpy cad aud inr us"
)


def masked(text: str) -> list[Masked]:
    """Return the masked stretches of `text`, in order."""
    found = [Masked(hit.start(), hit.end(), hit.lastgroup == "name") for hit in _MASK.finditer(text)]
    if first := _FIRST_LINE.match(text):
        found.insert(0, Masked(0, first.end(), names=False))
    return found


def label_before(text: str, start: int) -> int | None:
    """Return where a word such as "version" or "ISO" starts, which makes the number after it a name."""
    hit = _LABEL.search(text[max(0, start - 24) : start])
    if hit is None or hit.group(1).lower() not in _LABELS:
        return None
    return start - len(hit.group())


def name_around(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the bounds of the word that the digits at `start:end` are part of ("GPT-4", "B2B"), or None."""
    if start and (text[start - 1].isalpha() or text[start - 1] == "_"):
        return _word_start(text, start), _word_end(text, end)
    if start > 1 and text[start - 1] in "-‑" and text[start - 2].isalnum():
        left = _word_start(text, start - 1)
        word = text[left : start - 1]
        if word[:1].isupper() and word.lower() not in _NOT_NAMES and not any(map(str.isdigit, word)):
            return left, _word_end(text, end)
    return None


def word_end(text: str, at: int) -> int:
    """Return where the word of letters, digits and inner hyphens that covers `at` ends."""
    return _word_end(text, at)


def _word_start(text: str, at: int) -> int:
    floor = max(0, at - 40)
    while at > floor and (text[at - 1].isalnum() or text[at - 1] == "_"):
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    ceiling = min(len(text), at + 40)
    while at < ceiling and (
        text[at].isalnum() or text[at] == "_" or (text[at] in "-." and text[at + 1 : at + 2].isalnum())
    ):
        at += 1
    return at
