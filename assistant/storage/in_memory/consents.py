"""Consents and exports in memory."""

from datetime import date

from assistant.domain.consent import Consent, Export
from assistant.storage.in_memory.shelves import Shelves


class MemoryConsents:
    """See `assistant.retrieval.store.consents.Consents`."""

    def __init__(self, shelves: Shelves) -> None:
        self._at = shelves

    def of_account(self, account: str) -> tuple[Consent, ...]:
        """Return every consent of an account, by id."""
        found = [row for row in self._at.consents.rows.values() if row.account == account]
        return tuple(sorted(found, key=lambda row: row.id))

    def get(self, consent: str) -> Consent:
        """Return a consent; NotFound."""
        return self._at.consents.get(consent, f"consent {consent!r}")

    def save(self, consent: Consent) -> None:
        """Keep or replace a consent."""
        self._at.consents.put(consent.id, consent)

    def remove_person(self, account: str, person: str) -> int:
        """Erase a person's consents; return how many."""
        gone = [row.id for row in self.of_account(account) if row.person == person]
        self._at.consents.drop(*gone)
        return len(gone)

    def running_out(
        self, until: date, *, since: date | None = None, accounts: frozenset[str] | None = None
    ) -> tuple[Consent, ...]:
        """Return consents not withdrawn that end from one day to another, the first to end first."""
        found = [
            (row.end, row.id, row)
            for row in self._at.consents.rows.values()
            if row.withdrawn_at is None and (accounts is None or row.account in accounts)
            if row.end is not None and (since or date.min) <= row.end <= until
        ]
        return tuple(row for _, _, row in sorted(found, key=lambda item: item[:2]))

    def exports(self, *, account: str | None = None, story: str | None = None) -> tuple[Export, ...]:
        """Return exports, oldest first, pulled ones too."""
        found = [
            row
            for row in self._at.exports.rows.values()
            if account in {None, row.account} and story in {None, row.story}
        ]
        return tuple(sorted(found, key=lambda row: (row.at, row.id)))

    def export(self, export: str) -> Export:
        """Return an export; NotFound."""
        return self._at.exports.get(export, f"export {export!r}")

    def save_export(self, export: Export) -> None:
        """Keep or replace an export's record; NotFound when its story is not kept."""
        self._at.stories.get(export.story, f"story {export.story!r}")
        self._at.exports.put(export.id, export)
