"""TOML files that people write by hand: every fault in one line that names the place and the mend."""

import difflib
import re
import tomllib
from collections.abc import Collection, Iterable
from typing import Any

from pydantic import ValidationError

from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput

_TOML_PLACE = re.compile(r"\s*\(at (line \d+, column \d+|end of document)\)$")


def text_of(file: NamedBytes) -> str:
    """Return the text of a TOML file, a byte-order mark dropped and CRLF made LF.

    Raises:
        BadInput: it is not UTF-8.
    """
    try:
        return file.data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = file.data[: error.start].count(b"\n") + 1
        raise BadInput(file.name, "not UTF-8 text", place=f"line {line}", mend="save it as UTF-8") from error


def table_of(file: NamedBytes) -> dict[str, Any]:
    """Return what a TOML file says.

    Raises:
        BadInput: it is not UTF-8, or not TOML.
    """
    try:
        return tomllib.loads(text_of(file))
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a plain ValueError
        place = _TOML_PLACE.search(str(error))
        raise BadInput(
            file.name,
            f"not valid TOML: {_TOML_PLACE.sub('', str(error)).lower()}",
            place=place[1] if place else "",
            mend="write one `key = value` a line, text in quotation marks",
        ) from error


def refuse_unknown(where: str, given: Iterable[str], known: Collection[str], place: str = "") -> None:
    """Refuse a key that is not known: one that silently did nothing would be taken for done.

    Raises:
        BadInput: names the key, and the nearest known one.
    """
    for key in given:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            meant = f"did you mean `{near[0]}`?" if near else f"known keys are {', '.join(known)}"
            raise BadInput(where, f"unknown key `{key}`", place=place, mend=meant)


def bad_value(where: str, error: ValidationError) -> BadInput:
    """Return the first fault of a validation as bad input, under the key that holds it."""
    first = error.errors(include_url=False)[0]
    path = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
    problem = first["msg"].removeprefix("Value error, ")
    return BadInput(
        where,
        f"{problem[:1].lower()}{problem[1:]}",
        place=f"key `{path}`" if path else "",
        mend="correct it or leave the key out",
    )
