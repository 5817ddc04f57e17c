"""The account file: what the user tells us about an account, in TOML (contract: account file).

Every key is optional, and none is ignored: a mistyped `golive` that silently did nothing would change
every before/after figure, so an unknown key is an error that names it and the nearest known one.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from assistant.domain.accounts import Account, FirstValue
from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput
from assistant.domain.tomlfile import bad_value, refuse_unknown, table_of

_PERSON_KEYS = ("name", "title", "email", "side")


def account_given(file: NamedBytes | None, name: str | None) -> Account | None:
    """Return the account that the user named: by file, else by name, else None (the notes may say).

    Args:
        file: an account file; it wins over `name`, which only fills in for a file without a name.
        name: the account's name as typed.

    Raises:
        BadInput: the file is no TOML of the contract's shape, or `name` is blank.
    """
    if name is not None and Account.named(name).name is None:
        raise BadInput("--account", "the name is blank", mend="give the account's name or leave the option out")
    if file is not None:
        return parse_account(file, name)
    return Account.named(name) if name is not None else None


def parse_account(file: NamedBytes, fallback_name: str | None = None) -> Account:
    """Read an account file.

    Raises:
        BadInput: not UTF-8, not TOML, an unknown key, or a value of the wrong kind.
    """
    table = table_of(file)
    _refuse_unknown_keys(file.name, table)
    name = table.get("name", fallback_name)
    if isinstance(name, str):
        named = Account.named(name)
        if named.name is None:
            raise BadInput(file.name, "the name is blank", place="key `name`", mend="correct it or leave the key out")
        table = {"id": named.id, **table, "name": named.name}
    try:
        return Account.model_validate(table)
    except ValidationError as error:
        raise bad_value(file.name, error) from error


def _refuse_unknown_keys(where: str, table: Mapping[str, Any]) -> None:
    refuse_unknown(where, table, Account.model_fields)
    for section, known in (("first_value", tuple(FirstValue.model_fields)), ("people", _PERSON_KEYS)):
        for at, part in enumerate(_tables(table.get(section)), start=1):
            refuse_unknown(where, part, known, f"[[people]] number {at}" if section == "people" else f"[{section}]")


def _tables(value: Any) -> Iterable[Mapping[str, Any]]:
    parts = value if isinstance(value, list) else [value]
    return [part for part in parts if isinstance(part, dict)]
