"""Speaker labels by their form alone: `**Name:**`, `[00:12:03] Name:`, `00:12:03 Name` and their kin.

Whether such a label belongs to a speaker is decided for the whole document, in `cast`.
"""

import re
from typing import NamedTuple

from assistant.domain.spans import Span
from ingest.structure.lines import Line, trimmed
from ingest.structure.naming import is_name, natural

_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_NAME = r"[^\W_](?:[^:：\n\[\]()*_<>|,{}\"“”]|_(?=\w)){0,60}?"
_BEFORE = rf"(?:\\?[\[(<]?(?P<before>{_TIME})\\?[\])>]?)"
_AFTER = _BEFORE.replace("before", "after")
_EM = r"(?:\*{1,3}|__?)?"
_SPOKEN = re.compile(
    rf"(?:[-*•+]\s+|\#{{1,6}}\s+)?{_EM}\s*"
    rf"(?:{_BEFORE}\s*(?:[-–—|]\s*)?)?{_EM}\s*"
    rf"(?:From\s+(?=[A-Z]))?(?P<name>{_NAME})\s*{_EM}\s*"
    rf"(?:\((?P<note>(?!\d{{1,2}}:\d)[^()\n]{{2,120}})\)|,\s*(?P<comma>[^:\n*]{{2,80}}?)"
    rf"|\s[-–—|]\s(?P<dash>[^:\n*\d]{{2,80}}?))?\s*{_EM}\s*"
    rf"(?:[-–—|]\s*)?{_AFTER}?\s*{_EM}"
    rf"(?::(?!//){_EM}(?=\s|$|\\?\[|[\"“])|：)"
)
_ALONE = re.compile(
    rf"(?:\#{{1,6}}\s+)?{_EM}(?:{_BEFORE}\s*(?:[-–—|]\s*)?{_EM}\s*(?P<name>{_NAME})"
    rf"|(?:\[(?P<boxed>[^\[\]\n]{{1,60}})\]|(?P<first>{_NAME}(?:,[^\S\n][^\W\d_][\w'’.-]{{0,30}})?))\s*{_EM}\s*(?:\((?P<note>[^()\n:]{{2,120}})\))?\s*"
    rf"(?:[-–—|]\s*)?{_AFTER})\s*(?:AM|PM|am|pm)?\s*{_EM}$"
)
_BOXED = re.compile(r"[\[<](?P<name>[^\W\d_][^\[\]<>:\n/=]{0,60})[\]>]:?\s+(?=\S)")
_MARKS = re.compile(r"(?:\\?[\[({][^\[\](){}\n]{0,40}\\?[\])}]\s*)+")
_STAMP_MARK = re.compile(rf"(?:\\?[\[(]{_TIME}\\?[\])]\s*)+")
_STAMP_LINE = re.compile(rf"\\?[\[(]?(?P<time>{_TIME})\\?[\])]?$")
_END_MARKS = re.compile(r"(?:\s*(?:\\?\[[^\[\]\n]{0,40}\\?\]|\{[^{}\n]{0,40}\}))+\s*$")
_TAIL = 160  # code points at the end of a stretch in which such marks are looked for
_HEAD = 240  # code points of a line in which a label must end


class Label(NamedTuple):
    """A label at the start of a line, and where the words after it begin."""

    name: str
    span: Span  # of the name
    words: int  # where the words begin; the line's end when the label stands alone
    note: Span | None = None  # "Title, Company" in parentheses or after a comma
    seconds: float | None = None
    timed: bool = False
    bold: bool = False


def seconds(time: str) -> float:
    """Return "00:12:03.5" or "12:03" as seconds."""
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def label(text: str, line: Line) -> Label | None:
    """Return the label with which `line` begins, if its form is that of one."""
    head = text[line.start : min(line.end, line.start + _HEAD)]
    if ":" not in head and "：" not in head and head[:1] not in "[<":
        return None
    if (match := _SPOKEN.match(head)) is not None:
        return _labelled(text, line, match, "name")
    whole = len(head) == line.end - line.start
    if whole and (match := _ALONE.match(head)) is not None:
        group = next(name for name in ("name", "boxed", "first") if match[name])
        return _labelled(text, line, match, group)
    if (match := _BOXED.match(head)) is not None:
        return _labelled(text, line, match, "name")
    return None


def stamp(text: str, line: Line) -> float | None:
    """Return the seconds of a line that is nothing but a time stamp."""
    match = _STAMP_LINE.match(text[line.start : min(line.end, line.start + _TAIL)])
    return seconds(match["time"]) if match is not None else None


def over_stamp(text: str, line: Line, below: Line) -> Label | None:
    """Return the label of a line that is nothing but a name, above a line that is nothing but a time stamp."""
    at = None if line.blank or below.blank else stamp(text, below)
    if at is None or not is_name(natural(line.span.of(text))):
        return None
    return Label(natural(line.span.of(text)), line.span, line.end, seconds=at, timed=True)


def after_marks(text: str, start: int, end: int) -> int:
    """Return where the words begin behind time stamps such as `[04:18]` at the start of a stretch."""
    match = _STAMP_MARK.match(text, start, end)
    return trimmed(text, match.end() if match else start, end).start


def before_marks(text: str, start: int, end: int) -> int:
    """Return where the words end in front of marks such as `[laughter]` at the end of a stretch."""
    match = _END_MARKS.search(text, max(start, end - _TAIL), end)
    return trimmed(text, start, match.start() if match else end).end


def is_only_marks(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is nothing but `[laughter]`, `[04:18]`, `{vocalsound}` and the like."""
    return _MARKS.fullmatch(text[start:end].strip() + " ") is not None


def _labelled(text: str, line: Line, match: re.Match[str], group: str) -> Label:
    groups = match.groupdict()
    name = trimmed(text, line.start + match.start(group), line.start + match.end(group))
    note = next((g for g in ("note", "comma", "dash") if groups.get(g)), None)
    time = groups.get("before") or groups.get("after")
    words = line.start + match.end()
    return Label(
        name=natural(name.of(text)),
        span=name,
        words=trimmed(text, words, line.end).start,
        note=trimmed(text, line.start + match.start(note), line.start + match.end(note)) if note else None,
        seconds=seconds(time) if time else None,
        timed=time is not None,
        bold="**" in match[0] or "__" in match[0],
    )
