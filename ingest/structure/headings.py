"""The headings above a place, and which of them announce the vendor's own commentary."""

import re

from ingest.structure.lines import Line
from ingest.structure.markup import HEADING

INTERNAL = re.compile(
    r"[#*_\s]*(?:internal(?:ly)?(?=\s*(?:$|[:(*_–—-]|\b(?:notes?|only|view|comments?|commentary|use|assessment"
    r"|remarks?|thoughts|debrief|analysis)\b))"
    r"|(?:csm|vendor|our)(?:'s|’s)?\s+(?:own\s+|internal\s+)?(?:notes?|view|take|comments?|commentary|impressions?"
    r"|opinion|assessment|read|thoughts)\b"
    r"|my\s+(?:own\s+)?(?:impressions?|take|view|read|notes?|thoughts|opinion|assessment|comment)\b"
    r"|not for (?:the )?customers?\b"
    r"|[^\n:]{0,60}\((?:for )?(?:internal|not for (?:the )?customer)[^()\n]{0,30}\)[*_\s]*(?=:|$)"
    r"|(?:notes? to self|confidential|intern(?:e notiz)?)\s*(?=[:\n]|$))",
    re.IGNORECASE,
)
INTERNAL_LABEL = re.compile(
    r"(?:" + INTERNAL.pattern + r")(?:[^\n:.!?]{0,30}:|\s[-–—]\s)"
    r"|[#*_\s]*[\[(](?:(?:vendor|csm)[- ])?(?:internal(?:ly)?|interne?[rs]?|interno|confidential|vertraulich|private|"
    r"not for (?:the )?customers?|csm|vendor)(?:[- ](?:only|note|comment|notes))?[\])]",
    re.IGNORECASE,
)
_LONE_LABEL = re.compile(r"(?:\*\*|__)?[^\W_][^:.!?\n|]{0,70}(?:\*\*|__)?:(?:\*\*|__)?$")
_BOLD = re.compile(r"(?:\*\*|__)(?P<words>[^*_\n]{1,120})(?:\*\*|__):?$")
_NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,2}[.)]?|[IVX]{1,5}\.|(?:chapter|part|section|step|teil|kapitel)\s+\d{1,2}[:.]?)\s+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_MOST_WORDS = 12
_OVER_LIST = 4
_LONGEST = 90
_PROPER_SHARE = 0.6
PLAIN, LABEL = 6, 7  # levels of headings without marks


class Headings:
    """The headings that stand above the place reached, outermost first."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str, bool]] = []

    def enter(self, level: int, words: str) -> None:
        """Take a heading in; those of its level and below end here."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        self._open.append((level, " ".join(words.split()), INTERNAL.match(words) is not None))

    def leave_label(self) -> None:
        """Leave a lead-in such as "Each team gets:" behind the list that it led into."""
        if self._open and self._open[-1][0] == LABEL and not self._open[-1][2]:
            self._open.pop()

    @property
    def nearest(self) -> str | None:
        """The words of the nearest heading above."""
        return self._open[-1][1] if self._open else None

    @property
    def internal(self) -> bool:
        """Whether any heading above announces commentary of the vendor's own."""
        return any(internal for _, _, internal in self._open)


def marked(text: str, row: Line) -> tuple[int, str] | None:
    """Return level and words of a heading that is marked as one: `## Words`, `**Words**`, `Words:`."""
    words = text[row.start : row.end]
    if match := HEADING.match(words):
        return len(match["marks"]), match["words"].strip("*_ ")
    if (match := _BOLD.match(words)) and not match["words"].rstrip().endswith((".", "!", "?", ",", ";")):
        return PLAIN, match["words"].strip(" :")
    if len(words) <= _LONGEST and _LONE_LABEL.match(words) and len(words.split()) <= 6:  # noqa: PLR2004  a label is short
        return LABEL, words.strip("*_: ")
    return None


def plain(text: str, row: Line, *, over_list: bool = False) -> str | None:
    """Return the words of a line that stands alone and reads as a heading; figures and sentences do not.

    A few words right above a list head it, however they are written.
    """
    words = text[row.start : row.end]
    if len(words) > _LONGEST or words[-1] in ".!?,;…\"”'’)" or not (words[0].isalnum() or words[0] in "#*"):
        return None
    bare = _NUMBERED.sub("", words)
    tokens = _WORD.findall(bare)
    if not 0 < len(tokens) <= _MOST_WORDS or any(c.isdigit() for c in bare):
        return None
    long = [token for token in tokens if len(token) > 3] or tokens  # noqa: PLR2004  "of" and "the" stay small in titles
    proper = sum(token[0].isupper() for token in long) / len(long)
    if over_list and len(tokens) <= _OVER_LIST:
        return words
    if not tokens[0][0].isupper() or proper < _PROPER_SHARE:
        return None
    return words
