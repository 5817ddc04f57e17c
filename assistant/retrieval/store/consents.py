"""Consents, and files that went out."""

from datetime import date
from typing import Protocol

from assistant.domain.consent import Consent, Export


class Consents(Protocol):
    """Consents and exports."""

    def of_account(self, account: str) -> tuple[Consent, ...]:
        """Return every consent of an account, by id."""
        ...

    def get(self, consent: str) -> Consent:
        """Return a consent; NotFound."""
        ...

    def save(self, consent: Consent) -> None:
        """Keep or replace a consent."""
        ...

    def remove_person(self, account: str, person: str) -> int:
        """Erase a person's consents; return how many."""
        ...

    def running_out(
        self, until: date, *, since: date | None = None, accounts: frozenset[str] | None = None
    ) -> tuple[Consent, ...]:
        """Return consents not withdrawn that end from one day to another; of every account unless some are named."""
        ...

    def exports(self, *, account: str | None = None, story: str | None = None) -> tuple[Export, ...]:
        """Return exports, oldest first, pulled ones too."""
        ...

    def export(self, export: str) -> Export:
        """Return an export; NotFound."""
        ...

    def save_export(self, export: Export) -> None:
        """Keep or replace an export's record."""
        ...
