"""Files in, plain text with structure hints out; one module a format."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from assistant.domain.errors import BadInput
from ingest import invisible
from ingest.limits import Limits
from ingest.raw import RawDocument
from ingest.readers import mail, pdf, plain, srt, vtt, web, word
from ingest.signatures import Signature, signature

Reader = Callable[[str, bytes, Limits], RawDocument]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": plain.read_text,
        ".md": plain.read_markdown,
        ".markdown": plain.read_markdown,
        ".docx": word.read,
        ".pdf": pdf.read,
        ".vtt": vtt.read,
        ".srt": srt.read,
        ".html": web.read,
        ".htm": web.read,
        ".eml": mail.read,
    }
)
STDIN = "stdin"
_USAGE = frozenset({".csv", ".tsv", ".parquet", ".jsonl", ".ndjson"})


def read(name: str, data: bytes, limits: Limits = Limits()) -> RawDocument:  # noqa: B008 - a frozen value
    """Read one file. `name` tells the format by its suffix; "stdin" is plain text.

    Raises:
        BadInput: the name is of no supported kind, the content is of another kind than the name says,
            is empty, damaged, encrypted or beyond `limits`.
    """
    suffix = _suffix(name)
    reader = READERS.get(suffix) or _refuse_name(name, suffix)
    _refuse_size(name, data, limits)
    _refuse_disguise(name, suffix, signature(data))
    raw = _guarded(reader, name, data, limits)
    if not invisible.VISIBLE.search(raw.text):
        raise BadInput(name, "holds no text", mend="give a file with text in it")
    _refuse_length(name, raw, limits)
    return raw


def _suffix(name: str) -> str:
    return ".txt" if name in {STDIN, "-"} else PurePosixPath(name.replace("\\", "/")).suffix.lower()


def _refuse_name(name: str, suffix: str) -> Reader:
    mend = f"give one of {', '.join(READERS)}"
    if suffix in _USAGE:
        mend = "give it with --usage"
    raise BadInput(name, f"is not a kind of notes that can be read ({suffix or 'no suffix'})", mend=mend)


def _refuse_size(name: str, data: bytes, limits: Limits) -> None:
    if not data:
        raise BadInput(name, "is empty", mend="give a file with text in it")
    if len(data) > limits.max_bytes:
        problem = f"is {len(data):,} bytes long, more than the {limits.max_bytes:,} allowed"
        raise BadInput(name, problem, mend="split it, or raise the limit")


def _refuse_length(name: str, raw: RawDocument, limits: Limits) -> None:
    if len(raw.text) > limits.max_characters:
        problem = f"holds {len(raw.text):,} characters, more than the {limits.max_characters:,} allowed"
        raise BadInput(name, problem, mend="split it, or raise the limit")


def _refuse_disguise(name: str, suffix: str, sign: Signature | None) -> None:
    if sign is None or suffix in sign.suffixes:
        return
    if not sign.suffixes:
        raise BadInput(name, f"is {sign.description}, not {suffix} text", mend=sign.advice)
    said = "standard input" if name in {STDIN, "-"} else f"a {suffix} file"
    mend = f"give it as a file whose name ends in {sign.suffixes[0]}"
    raise BadInput(name, f"is {sign.description}, not {said}", mend=mend)


def _guarded(reader: Reader, name: str, data: bytes, limits: Limits) -> RawDocument:
    try:
        return reader(name, data, limits)
    except BadInput:
        raise
    except RecursionError as error:
        raise BadInput(name, "is nested too deeply", mend="give its text instead") from error
    except Exception as error:  # hostile files make format libraries raise nearly anything
        kind = _suffix(name).removeprefix(".")
        problem = f"cannot be read as {kind}: {type(error).__name__}"
        raise BadInput(name, problem, mend="it may be damaged; save it again or give its text") from error
