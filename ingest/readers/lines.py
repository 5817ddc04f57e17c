"""Lines as a page shows them, joined to paragraphs so that sentences are whole again."""

import re
from collections.abc import Iterable

_ITEM = re.compile(r"\s*(?:[•◦▪‣·*–-]\s+|\(?\d{1,3}[.)]\s+|\(?[a-z][.)]\s)")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+(?=[^\W\d_])")
_BULLET = re.compile(r"^\s*[•◦▪‣·*–]\s+")
_LABEL = re.compile(r"\s*[^\W\d_][^:\n.!?]{0,60}:\s")
_STAMP = re.compile(r"\s*[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s")
_ENDS = re.compile(r"[.!?:…。！？][\"'”’)\]]*$")
_BROKEN_WORD = re.compile(r"([^\W\d_]+)[-\u2010]$")
_SHORT = 0.75  # of the widest line: a line that stops before this and ends a sentence ends a paragraph
_TITLE = 0.6  # of the widest line: a line this short, without an end, before a capital is a heading


def vocabulary(pages: Iterable[str]) -> frozenset[str]:
    """Return every word of the pages that is not cut by a line's end, lower case."""
    return frozenset(word.lower() for page in pages for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])", page))


def paragraphs(page: str, words: frozenset[str]) -> list[str]:
    """Join a page's lines to paragraphs.

    A new one begins at an empty line, a list item, a speaker's label, after a heading, and after a
    short line that ends a sentence.
    """
    lines = [" ".join(line.split()) for line in page.split("\n")]
    widest = max(map(len, lines), default=0)
    joined: list[str] = []
    last = ""
    for line in lines:
        if line and joined and last and not _begins(last, line, widest):
            joined[-1] = _glued(joined[-1], line, words)
        elif line:
            joined.append(_BULLET.sub("- ", line, count=1))
        last = line
    return joined


def runs_on(before: str, after: str) -> bool:
    """Tell whether a paragraph goes on with `after`, as over the end of a page."""
    return bool(before) and not _ENDS.search(before) and after[:1].islower()


def _begins(last: str, line: str, widest: int) -> bool:
    if _ITEM.match(line) or _numbered_heading(line) or _LABEL.match(line) or _STAMP.match(line):
        return True
    if _ENDS.search(last):
        return len(last) < _SHORT * widest
    return len(last) < _TITLE * widest and not line[:1].islower()


def _numbered_heading(line: str) -> bool:
    match = _NUMBERED.match(line)
    return match is not None and line[match.end()].isupper()


def _glued(before: str, line: str, words: frozenset[str]) -> str:
    if before.endswith("\u00ad"):
        return before[:-1] + line
    cut = _BROKEN_WORD.search(before)
    if cut is None or not line[:1].islower():
        return f"{before} {line}"
    rest = re.match(r"[^\W\d_]*", line)
    second = rest.group() if rest else ""
    kept = f"{cut.group(1)}-{second}".lower() in words and f"{cut.group(1)}{second}".lower() not in words
    return before + line if kept else before[: cut.end(1)] + line
