"""Bytes to text: byte-order marks, UTF-8, UTF-16 without a mark, and the legacy code pages."""

import codecs
import re
import unicodedata
from typing import NamedTuple

from assistant.domain.errors import BadInput
from ingest.encoding_marks import BOMS
from ingest.language import detect

_SAMPLE = 65_536  # bytes that a code page is guessed from
_CODE_PAGES = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "mac_roman",
)  # fmt: skip
# Python's own notations, and one that web standards forbid: they read as text what says something else.
_NO_TEXT = frozenset({"unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined", "utf-7"})
_JAPANESE_MAIL = re.compile(rb"\x1b\$[@B]")  # switches seven-bit text to kanji
_UNDEFINED_IN_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_ODD = re.compile(
    r"(?<=[^\W\d_])[\xa1-\xa8\xac-\xb3\xb5-\xb9\xbc-\xbf\xd7\xf7†‡ˆ˜¸](?=[^\W\d_])|[¿¡¹³][^\W\d_](?=[³¹¿œæ]|\W)|(?<=[а-яёα-ω])[А-ЯЁΑ-Ω]|\ufffd"
)
_ODD_SHARE = 0.02  # of the characters beyond ASCII
_RUN_SHARE = 0.1  # of bytes beyond ASCII: in Latin writing hardly three of them follow each other
_BY_LANGUAGE = dict.fromkeys(("cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"), "cp1250") | {"tr": "cp1254"}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TEXT_SHARE = 0.95  # letters, marks and spaces among the characters of a sample of text
_BINARY_SHARE = 0.05  # control characters in prose are stray; above this it is no prose
_MEND_UTF8 = "save it again as UTF-8 text"


class Decoded(NamedTuple):
    """Text with the name of its encoding; `guessed` when neither a mark nor UTF-8 settled it."""

    text: str
    encoding: str
    guessed: bool = False


def decode(name: str, data: bytes) -> Decoded:
    """Decode a text file. A byte-order mark is dropped and CRLF becomes LF; nothing else changes.

    Raises:
        BadInput: binary content, an encoding that does not hold to the end, or none that fits.
    """
    decoded = _decode(name, data)
    _refuse_binary(name, decoded.text)
    return decoded._replace(text=decoded.text.replace("\r\n", "\n"))


def declared_text(data: bytes, encoding: str) -> str | None:
    """Decode by the encoding that a file declares; None where it is no encoding of text, or does not hold."""
    try:
        if codecs.lookup(encoding).name in _NO_TEXT:
            return None
        return data.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def _decode(name: str, data: bytes) -> Decoded:
    for bom, encoding in BOMS.items():
        if data.startswith(bom):
            return Decoded(_strictly(name, data[len(bom) :], encoding), encoding)
    if b"\x00" in data:
        encoding = _utf16_without_mark(name, data)
        return Decoded(_strictly(name, data, encoding), encoding, guessed=True)
    if _JAPANESE_MAIL.search(data):
        return Decoded(_strictly(name, data, "iso2022_jp"), "iso2022_jp", guessed=True)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(name, data, error)
    encoding = _code_page(name, data)
    return Decoded(data.decode(encoding), encoding, guessed=True)


def _strictly(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(
            name,
            f"is not whole {encoding.upper()} text; it is damaged or cut short",
            mend=_MEND_UTF8,
            place=f"byte {error.start + 1}",
        ) from error


def _utf16_without_mark(name: str, data: bytes) -> str:
    """Tell UTF-16 from binary content; in most text one half of each pair of bytes is mostly zero."""
    sample = data[:_SAMPLE]
    little = sample[1::2].count(0) >= sample[::2].count(0)
    order = ("utf-16-le", "utf-16-be") if little else ("utf-16-be", "utf-16-le")
    found = next((encoding for encoding in order if _reads_as_text(sample, encoding)), None)
    if found is None:
        line = data[: data.index(b"\x00")].count(b"\n") + 1
        raise BadInput(name, "is a binary file, not text", mend="give a text document", place=f"line {line}")
    return found


def _reads_as_text(sample: bytes, encoding: str) -> bool:
    """Tell whether a sample decodes to letters, marks and spaces, some of them ASCII as in any language."""
    text = sample[: len(sample) & ~1].decode(encoding, errors="replace")
    plain = sum(1 for mark in text if mark.isalnum() or mark.isspace() or unicodedata.category(mark)[0] in "MPS")
    return plain >= _TEXT_SHARE * len(text) and any(mark.isascii() for mark in text)


def _refuse_damaged_utf8(name: str, data: bytes, error: UnicodeDecodeError) -> None:
    """Raise where the bytes are UTF-8 for the most part; a legacy page hardly ever forms a valid sequence."""
    stray = data.decode("utf-8", errors="surrogateescape")
    broken = sum(1 for mark in stray if "\udc80" <= mark <= "\udcff")
    whole = sum(1 for mark in stray if mark > "\x7f") - broken
    if whole < 3 * broken:
        return
    line = data[: error.start].count(b"\n") + 1
    cut = error.start >= len(data) - 3
    problem = "ends within a character; it is cut short" if cut else "mixes UTF-8 with bytes that are not UTF-8"
    raise BadInput(name, problem, mend=_MEND_UTF8, place=f"line {line}") from error


def _code_page(name: str, data: bytes) -> str:
    """Tell one-byte encodings of Latin writing from each other by language, all others by the library."""
    sample = data[: 16 * _SAMPLE]
    foreign = len(re.findall(rb"[\x80-\xff]", sample))
    in_runs = sum(len(run) for run in re.findall(rb"[\x80-\xff]{3,}", sample))
    if in_runs > _RUN_SHARE * foreign or _UNDEFINED_IN_CP1252.search(data):
        return _guessed(name, data)
    likely = _BY_LANGUAGE.get(detect(sample.decode("cp1252")), "cp1252")
    return likely if _oddities(sample.decode(likely, "replace")) <= _ODD_SHARE * foreign else _guessed(name, data)


def _guessed(name: str, data: bytes) -> str:
    """Choose among what charset-normalizer proposes the reading that looks least odd."""
    from charset_normalizer import from_bytes

    first = re.search(rb"[\x80-\xff]", data)
    at = max(0, first.start() - 1024) if first else 0
    proposed = sorted(
        from_bytes(data[at : at + _SAMPLE], cp_isolation=list(_CODE_PAGES)), key=lambda m: _oddities(str(m))
    )
    for encoding in (*(match.encoding for match in proposed), "cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search(r"[\x80-\x9f]", text):
            return encoding
    raise BadInput(name, "is in no text encoding that could be told", mend=_MEND_UTF8)


def _oddities(text: str) -> int:
    """Count what a wrong code page brings about: symbols stuck to letters, capitals after small letters."""
    return sum(1 for _ in _ODD.finditer(text))


def _refuse_binary(name: str, text: str) -> None:
    controls = len(_CONTROLS.findall(text))
    if "\x00" in text or controls > max(4, _BINARY_SHARE * len(text)):
        raise BadInput(name, "is a binary file, not text", mend="give a text document")
