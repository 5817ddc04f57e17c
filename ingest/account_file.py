"""The account file: what the user tells us about an account, in TOML (contract: account file).

Every key is optional, and none is ignored: a mistyped `golive` that silently did nothing would change
every before/after figure, so an unknown key is an error that names it and the nearest known one.
"""

import difflib
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from assistant.domain.accounts import Account, FirstValue
from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput

_PERSON_KEYS = ("name", "title", "email", "side")
_TOML_PLACE = re.compile(r"\s*\(at (line \d+, column \d+|end of document)\)$")


def account_given(file: NamedBytes | None, name: str | None) -> Account | None:
    """Return the account that the user named: by file, else by name, else None (the notes may say).

    Args:
        file: an account file; it wins over `name`, which only fills in for a file without a name.
        name: the account's name as typed.

    Raises:
        BadInput: the file is no TOML of the contract's shape, or `name` is blank.
    """
    if name is not None and not name.strip():
        raise BadInput("--account", "the name is blank", mend="give the account's name or leave the option out")
    if file is not None:
        return parse_account(file, name)
    return Account.named(name) if name is not None else None


def parse_account(file: NamedBytes, fallback_name: str | None = None) -> Account:
    """Read an account file.

    Raises:
        BadInput: not UTF-8, not TOML, an unknown key, or a value of the wrong kind.
    """
    table = _toml(file)
    _refuse_unknown_keys(file.name, table)
    name = table.get("name", fallback_name)
    if isinstance(name, str):
        table = {**Account.named(name).model_dump(include={"id", "name"}), **table}
    try:
        return Account.model_validate(table)
    except ValidationError as error:
        raise _bad_value(file.name, error) from error


def _toml(file: NamedBytes) -> dict[str, Any]:
    try:
        text = file.data.decode("utf-8-sig")
        return tomllib.loads(text.replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = file.data[: error.start].count(b"\n") + 1
        raise BadInput(file.name, "not UTF-8 text", place=f"line {line}", mend="save it as UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _TOML_PLACE.search(str(error))
        raise BadInput(
            file.name,
            f"not valid TOML: {_TOML_PLACE.sub('', str(error)).lower()}",
            place=place[1] if place else "",
            mend="write one `key = value` a line, text in quotation marks",
        ) from error


def _refuse_unknown_keys(where: str, table: Mapping[str, Any]) -> None:
    _refuse(where, table, Account.model_fields, "")
    for section, known in (("first_value", tuple(FirstValue.model_fields)), ("people", _PERSON_KEYS)):
        for at, part in enumerate(_tables(table.get(section)), start=1):
            _refuse(where, part, known, f"[[people]] number {at}" if section == "people" else f"[{section}]")


def _tables(value: Any) -> Iterable[Mapping[str, Any]]:
    parts = value if isinstance(value, list) else [value]
    return [part for part in parts if isinstance(part, dict)]


def _refuse(where: str, table: Iterable[str], known: Collection[str], place: str) -> None:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            meant = f"did you mean `{near[0]}`?" if near else f"known keys are {', '.join(known)}"
            raise BadInput(where, f"unknown key `{key}`", place=place, mend=meant)


def _bad_value(where: str, error: ValidationError) -> BadInput:
    first = error.errors(include_url=False)[0]
    path = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
    problem = first["msg"].removeprefix("Value error, ")
    return BadInput(
        where,
        f"{problem[:1].lower()}{problem[1:]}",
        place=f"key `{path}`" if path else "",
        mend="correct it or leave the key out",
    )
