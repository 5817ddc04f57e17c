"""Mail (.eml): its headers as lines of their own, then the body as it was written."""

import email
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message

from assistant.domain.documents import Notice
from assistant.domain.errors import BadInput
from ingest import invisible
from ingest.encoding import declared_text, decode
from ingest.limits import Limits
from ingest.raw import RawDocument
from ingest.readers import web

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_MAX_PARTS = 1_000


def read(name: str, data: bytes, limits: Limits) -> RawDocument:
    """Read a message: `From: ...` and the like, an empty line, the body.

    The plain text part is preferred to the HTML one. Quoted replies and signatures stay. Attachments
    are named in a notice and not read.

    Raises:
        BadInput: no mail headers, no body that is text.
    """
    message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"))
    header = {field: value for field in _SHOWN if (value := _field(message, field))}
    if not header:
        raise BadInput(name, "has no mail headers, so it is no message", mend="save the message again as .eml")
    parts = list(_leaves(message, name))
    body, more = _body(name, parts, limits)
    head = "\n".join(f"{field}: {value}" for field, value in header.items())
    text = f"{head}\n\n{body}"
    return RawDocument(
        media_type="message/rfc822",
        text=text,
        notices=(*more, *_attached(parts), *invisible.notices(text)),
        header=header,
        title=header.get("Subject"),
    )


def _field(message: Message, field: str) -> str:
    """Return a header's value, encoded words decoded; the newer header parser takes minutes on a hostile one."""
    escaped = next((str(value) for key, value in message.raw_items() if key.lower() == field.lower()), "")
    raw = _eight_bit(escaped.encode("utf-8", "surrogateescape"))
    try:
        value = str(make_header(decode_header(raw))) or raw
    except (HeaderParseError, LookupError, ValueError):
        value = raw
    return " ".join(_eight_bit(value.encode("utf-8", "surrogateescape")).split())


def _eight_bit(raw: bytes) -> str:
    """Decode a header that holds raw bytes, against the rules but not rarely."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _leaves(message: Message, name: str) -> Iterator[Message]:
    """Yield the parts that are not containers; a message within the message is a leaf, named and not read."""
    waiting: list[Message] = [message]
    count = 0
    while waiting:
        part = waiting.pop(0)
        count += 1
        if count > _MAX_PARTS:
            raise BadInput(name, f"has more than {_MAX_PARTS:,} parts", mend="give the text of the message")
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            waiting[:0] = [inner for inner in payload if isinstance(inner, Message)]
        else:
            yield part


def _body(name: str, parts: list[Message], limits: Limits) -> tuple[str, tuple[Notice, ...]]:
    own = [part for part in parts if not _is_attachment(part)]
    plain = [part for part in own if part.get_content_type() == "text/plain"]
    texts = [_decoded(name, part) for part in plain]
    if any(text.strip() for text in texts):
        return "\n\n".join(text.strip("\n") for text in texts if text.strip()), ()
    for part in own:
        if part.get_content_type() == "text/html":
            page = web.page_text(name, _decoded(name, part), limits, article=False)
            return page.text, page.notices
    raise BadInput(name, "has no text in it", mend="give the message's text, or its attachments by themselves")


def _decoded(name: str, part: Message) -> str:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else str(part.get_payload()).encode("utf-8", "surrogateescape")
    text = declared_text(raw, part.get_content_charset() or "utf-8")
    if text is None:
        text = decode(name, raw).text if raw else ""
    return text.replace("\r\n", "\n")


def _is_attachment(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_content_maintype() not in {"text", "multipart"}


def _attached(parts: list[Message]) -> Iterator[Notice]:
    names = [part.get_filename() or part.get_content_type() for part in parts if _is_attachment(part)]
    if names:
        words = f"attachments were not read: {', '.join(names[:20])}"
        yield Notice(kind="attachments", text=" ".join(words.split()), start=0, end=0)
