"""Which format a file's own first bytes say it has, whatever its name says."""

import re
from typing import NamedTuple

from ingest.encoding_marks import BOMS


class Signature(NamedTuple):
    """A format told by content."""

    description: str
    suffixes: tuple[str, ...] = ()  # names under which we read it; empty: not at all
    advice: str = ""  # what to do where a new name does not help


_PACKED = (
    Signature("a Word document", (".docx",)),
    Signature("a spreadsheet", advice="export its sheet as .csv and give it as usage data"),
    Signature("a presentation", advice="save its text as .docx or .txt"),
    Signature("an OpenDocument file", advice="save it as .docx"),
    Signature("a zip archive", advice="unpack it and give the files inside"),
)
_MAGIC: tuple[tuple[bytes, Signature], ...] = (
    (b"\x89PNG\r\n", Signature("a picture", advice="give the text itself, not a picture of it")),
    (b"\xff\xd8\xff", Signature("a picture", advice="give the text itself, not a picture of it")),
    (b"GIF87a", Signature("a picture", advice="give the text itself, not a picture of it")),
    (b"GIF89a", Signature("a picture", advice="give the text itself, not a picture of it")),
    (b"{\\rtf", Signature("a rich text (RTF) file", advice="save it as .docx or .txt")),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        Signature("an old or password-protected Office file", advice="save it as .docx without a password"),
    ),
    (b"\x7fELF", Signature("a program", advice="give a text document")),
    (b"\x1f\x8b\x08", Signature("a gzip archive", advice="unpack it and give the file inside")),
    (b"BZh", Signature("a bzip2 archive", advice="unpack it and give the file inside")),
    (b"7z\xbc\xaf\x27\x1c", Signature("a 7z archive", advice="unpack it and give the files inside")),
    (b"Rar!\x1a\x07", Signature("a rar archive", advice="unpack it and give the files inside")),
    (b"\xfd7zXZ\x00", Signature("an xz archive", advice="unpack it and give the file inside")),
    (b"SQLite format 3\x00", Signature("a database", advice="export the text from it")),
    (b"OggS", Signature("a recording", advice="give its transcript")),
    (b"ID3", Signature("a recording", advice="give its transcript")),
    (b"fLaC", Signature("a recording", advice="give its transcript")),
)
_PDF = Signature("a PDF", (".pdf",))
_CUT = Signature("a Word document or an archive that is cut short", (".docx",))
_HTML = Signature("a web page (HTML)", (".html", ".htm"))
_VTT = Signature("a WebVTT transcript", (".vtt",))
_PROGRAM = Signature("a program", advice="give a text document")
_MEDIA = Signature("a recording", advice="give its transcript")
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,1000}-->\s*)?<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE
)


def signature(data: bytes) -> Signature | None:
    """Return what the content says it is, or None where it may be plain text."""
    head = data[:4096]
    for bom in BOMS:
        head = head.removeprefix(bom)
    if head.startswith(b"PK\x03\x04"):
        return _packed(data)
    found = next((sign for magic, sign in _MAGIC if head.startswith(magic)), None)
    return found or _by_shape(head)


def _packed(data: bytes) -> Signature:
    """Tell office formats apart by the names of their parts, which stand unpacked in the archive."""
    if b"PK\x05\x06" not in data and b"word/" not in data:
        return _CUT
    marks = (b"word/", b"xl/", b"ppt/", b"mimetypeapplication/vnd.oasis.opendocument")
    return next((sign for mark, sign in zip(marks, _PACKED[:-1], strict=True) if mark in data), _PACKED[-1])


def _by_shape(head: bytes) -> Signature | None:
    if re.search(rb"(?:^|[\r\n\x00])%PDF-\d", head[:1024]):
        return _PDF
    if head.startswith(b"MZ") and b"\x00" in head[:128]:
        return _PROGRAM
    if head[4:8] == b"ftyp" or (head.startswith(b"RIFF") and head[8:12] in (b"WAVE", b"AVI ")):
        return _MEDIA
    if _HTML_START.match(head):
        return _HTML
    return _VTT if re.match(rb"WEBVTT(?:\s|$)", head) else None
