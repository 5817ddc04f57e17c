"""Plain text and Markdown: the decoded file as it is, with what a reader would not see pointed out."""

import re
from collections.abc import Iterator

from assistant.domain.documents import Notice
from assistant.domain.spans import Span
from ingest import invisible
from ingest.encoding import Decoded, decode
from ingest.limits import Limits
from ingest.raw import RawDocument

_COMMENT = re.compile(r"<!--|-->")


def read_text(name: str, data: bytes, limits: Limits) -> RawDocument:
    """Read a .txt file or standard input; the text is the decoded file, unchanged."""
    del limits  # size and length are bounded where every format passes
    decoded = decode(name, data)
    return RawDocument(media_type="text/plain", text=decoded.text, notices=_notices(decoded))


def read_markdown(name: str, data: bytes, limits: Limits) -> RawDocument:
    """Read a Markdown file; HTML comments in it are marked as hidden, and the text is unchanged."""
    del limits
    decoded = decode(name, data)
    hidden = comments(decoded.text)
    return RawDocument(
        media_type="text/markdown",
        text=decoded.text,
        hidden=hidden,
        notices=(*_notices(decoded), *_comment_notice(hidden)),
    )


def comments(text: str) -> tuple[Span, ...]:
    """Return the spans of `<!-- ... -->`; one that is never closed hides nothing."""
    spans: list[Span] = []
    start: int | None = None
    for match in _COMMENT.finditer(text):
        if match.group() == "<!--":
            start = match.start() if start is None else start
        elif start is not None:
            spans.append(Span(start, match.end()))
            start = None
    return tuple(spans)


def _comment_notice(hidden: tuple[Span, ...]) -> Iterator[Notice]:
    if hidden:
        words = f"{len(hidden)} comments in the text are not shown to its readers"
        yield Notice(kind="hidden_text", text=words, start=hidden[0].start, end=hidden[-1].end)


def _notices(decoded: Decoded) -> tuple[Notice, ...]:
    found = invisible.notices(decoded.text)
    if not decoded.guessed:
        return found
    words = f"the encoding was guessed to be {decoded.encoding}; save the file as UTF-8 to be sure"
    return (Notice(kind="encoding_guessed", text=words, start=0, end=0), *found)
