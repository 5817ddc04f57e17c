"""Charters from TOML: the packaged eleven, or files of the user's own."""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from pydantic import ValidationError

from assistant.domain.charters import Charter, Dependency
from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput
from assistant.domain.tomlfile import bad_value, refuse_unknown, table_of

PACKAGED = "charters"


@lru_cache(maxsize=1)
def packaged_files() -> tuple[NamedBytes, ...]:
    """Return the files of the packaged charters, by name."""
    folder = files("assistant.mapping").joinpath(PACKAGED)
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)
    return tuple(NamedBytes(f"{PACKAGED}/{item.name}", item.read_bytes()) for item in found)


def read_charter(file: NamedBytes) -> Charter:
    """Read one charter.

    Raises:
        BadInput: no TOML, an unknown key, or a value of the wrong kind.
    """
    table = table_of(file)
    refuse_unknown(file.name, table, Charter.model_fields)
    needs = table.get("dependencies")
    for number, part in enumerate(needs if isinstance(needs, list) else [], start=1):
        if isinstance(part, dict):
            refuse_unknown(file.name, part, Dependency.model_fields, f"[[dependencies]] number {number}")
    try:
        return Charter.model_validate(table)
    except ValidationError as error:
        raise bad_value(file.name, error) from error


def read_charters(given: Sequence[NamedBytes]) -> dict[str, Charter]:
    """Read charters, by name; the packaged ones where none are given.

    Raises:
        BadInput: a file cannot be read, or two charters bear one name.
    """
    found: dict[str, Charter] = {}
    for file in given or packaged_files():
        charter = read_charter(file)
        if charter.name in found:
            raise BadInput(file.name, f"a second charter of `{charter.name}`", mend="keep one of them")
        found[charter.name] = charter
    return found
