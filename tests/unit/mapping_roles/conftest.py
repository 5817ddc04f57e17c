"""A way to map a few lines of notes."""

from collections.abc import Callable

import pytest

from assistant.domain.accounts import Account
from assistant.domain.documents import NamedBytes
from assistant.domain.people import RoleMap
from assistant.workflow.roles import RolesRequest, map_of


def _files(texts: dict[str, str]) -> tuple[NamedBytes, ...]:
    return tuple(NamedBytes(name, text.encode()) for name, text in texts.items())


@pytest.fixture
def mapped() -> Callable[..., RoleMap]:
    """Return a function from notes (name -> text), a contact list and usage to a role map of Brightwater Clinics."""

    def make(notes: dict[str, str] | None = None, *, people: str = "", usage: str = "", records: str = "") -> RoleMap:
        request = RolesRequest(
            notes=_files(notes or {}),
            people=_files({"contacts.csv": people} if people else {}),
            usage=_files({name: text for name, text in (("usage.csv", usage), ("users.csv", records)) if text}),
            account=Account.named("Brightwater Clinics"),
        )
        return map_of(request, lambda _: None)

    return make
