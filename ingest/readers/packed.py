"""What a packed office file may not be: a decompression bomb, or XML that declares entities."""

import io
import zipfile
import zlib

from assistant.domain.errors import BadInput
from ingest.limits import Limits

_RATIO_FROM = 10_000_000  # unpacked bytes below which the ratio of a plain document means nothing
_DOCTYPES = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)


def refuse_unsafe(name: str, data: bytes, limits: Limits, kind: str = ".docx") -> None:
    """Look through an office file before its library does; `kind` is what it should be.

    Raises:
        BadInput: damaged, encrypted, beyond `limits`, or with an XML document type in a part.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bomb(name, archive.infolist(), limits)
            for member in archive.infolist():
                _refuse_doctype(name, archive, member, kind)
    except _BROKEN as error:
        problem = f"is damaged, cut short or encrypted; it is no whole {kind}"
        raise BadInput(name, problem, mend=_again(kind)) from error


def _refuse_bomb(name: str, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Judge by what the directory declares: reading a member stops with an error past its declared size."""
    packed = sum(member.compress_size for member in members)
    unpacked = sum(member.file_size for member in members)
    swells = unpacked > _RATIO_FROM and unpacked > limits.max_expansion_ratio * max(1, packed)
    if len(members) > limits.max_members or unpacked > limits.max_expanded_bytes or swells:
        problem = f"unpacks to {unpacked:,} bytes in {len(members):,} parts, more than a document should"
        raise BadInput(name, problem, mend="take large pictures out, or raise the limit")


def _again(kind: str) -> str:
    return f"save it again as {kind}"


def _refuse_doctype(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, kind: str) -> None:
    """Office programs never write a document type; one could declare entities that swell or read other files."""
    part = archive.read(member)
    if member.filename.endswith((".xml", ".rels")) and any(mark in part for mark in _DOCTYPES):
        raise BadInput(name, "declares XML entities, which office programs never do", mend=_again(kind))
