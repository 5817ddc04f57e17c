"""What all tables share. Types are those that SQLite and PostgreSQL have in common."""

from typing import Any

from sqlalchemy import Dialect, MetaData, String, TypeDecorator

SEPARATOR = "\x1e"  # between values that are read as one, which no key holds
_UNKEPT = str.maketrans({"\x00": "\ufffd", SEPARATOR: "\ufffd"})

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


class Key(TypeDecorator[str]):
    """Words that rows are found and ordered by: code point by code point, whatever the server's locale is.

    What no key may hold (NUL, half characters, our separator) is replaced here; the record beside it has the words.
    """

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Return the type that sorts by code points."""
        return dialect.type_descriptor(String(collation="C" if dialect.name == "postgresql" else None))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the words as a database can hold them."""
        del dialect
        return None if value is None else value.translate(_UNKEPT).encode("utf-8", "replace").decode("utf-8")
