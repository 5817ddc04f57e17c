"""What WebVTT and SubRip share: webvtt-py's captions made into utterances, and nothing lost on the way."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from assistant.domain.documents import Notice
from assistant.domain.errors import BadInput
from ingest import invisible
from ingest.encoding import decode
from ingest.raw import RawDocument
from ingest.readers.turns import assemble
from ingest.readers.utterances import Utterance, of_cue

_COMMA_TIME = re.compile(r"(\d\d?:\d\d?),(\d{1,3})(?!\d)")
_NO_CUE = ("NOTE", "STYLE", "REGION", "WEBVTT")
_IDENTIFIER = re.compile(r"\d{1,9}|[0-9a-fA-F-]{8,}(?:/\S{1,20})?|\S{1,80}/\d+-\d+")


def caption_text(name: str, data: bytes) -> str:
    """Decode a caption file and even out what exporters do differently, so that no cue is skipped."""
    text = decode(name, data).text.replace("\r", "\n").strip("\n \t")
    lines = (_COMMA_TIME.sub(r"\1.\2", line) if "-->" in line else line for line in text.split("\n"))
    return "\n\n".join(_rejoined(_blocks(lines)))


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _rejoined(blocks: Iterable[list[str]]) -> Iterator[str]:
    """Give words behind an empty line back to the cue they belong to; drop a number that stands alone."""
    waiting: list[str] = []
    for block in blocks:
        starts = "-->" in block[0] or "-->" in block[min(1, len(block) - 1)]
        if starts or block[0].startswith(_NO_CUE):
            if waiting:
                yield "\n".join(waiting)
            waiting = list(block)
        elif not (len(block) == 1 and _IDENTIFIER.fullmatch(block[0].strip())):
            waiting += block
    if waiting:
        yield "\n".join(waiting)


def timings(text: str) -> int:
    """Count the lines that promise a cue."""
    return sum(1 for line in text.split("\n") if "-->" in line)


def document(name: str, media_type: str, captions: Iterable[Any], promised: int) -> RawDocument:
    """Turn webvtt captions into a document; `promised` is the number of cues that it should hold.

    Raises:
        BadInput: there is no cue with words.
    """
    lines: list[Utterance] = []
    read = comments = 0
    for caption in captions:
        read += 1
        comments += len(caption.comments)
        lines += of_cue(read, caption.start_time.in_milliseconds() / 1000, caption.raw_text)
    if not lines:
        problem = "holds no cue with words" if promised else "holds no cues, so it is no transcript"
        raise BadInput(name, problem, mend="export the transcript again, or give it as .txt")
    raw = assemble(media_type, lines)
    notices = (*_losses(promised - read, comments), *invisible.notices(raw.text))
    return RawDocument(media_type=media_type, text=raw.text, cues=raw.cues, notices=notices)


def _losses(unread: int, comments: int) -> Iterator[Notice]:
    if unread > 0:
        yield Notice(kind="unreadable_cues", text=f"{unread} cues have times that cannot be read", start=0, end=0)
    if comments:
        yield Notice(kind="hidden_text", text=f"{comments} comments of the file were left out", start=0, end=0)
