"""Consents and exports in tables."""

from datetime import date

from sqlalchemy import delete, select

from assistant.domain.consent import Consent, Export
from assistant.storage.in_tables.unit import Unit, given, stamp
from assistant.storage.tables.consents import consents, exports
from assistant.storage.tables.stories import stories


class TableConsents:
    """See `assistant.retrieval.store.consents.Consents`."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def of_account(self, account: str) -> tuple[Consent, ...]:
        """Return every consent of an account, by id."""
        query = select(consents.c.record).where(consents.c.account == account)
        return self._unit.records(Consent, query.order_by(consents.c.id))

    def get(self, consent: str) -> Consent:
        """Return a consent; NotFound."""
        query = select(consents.c.record).where(consents.c.id == consent)
        return self._unit.record(Consent, query, f"consent {consent!r}")

    def save(self, consent: Consent) -> None:
        """Keep or replace a consent."""
        columns = consent.model_dump(include={"id", "account", "person", "end"})
        withdrawn = consent.withdrawn_at is not None
        self._unit.put(consents, **columns, withdrawn=withdrawn, record=consent.model_dump_json())

    def remove_person(self, account: str, person: str) -> int:
        """Erase a person's consents; return how many."""
        theirs = (consents.c.account == account, consents.c.person == person)
        self._unit.erases = True
        return self._unit.db.execute(delete(consents).where(*theirs)).rowcount

    def running_out(
        self, until: date, *, since: date | None = None, accounts: frozenset[str] | None = None
    ) -> tuple[Consent, ...]:
        """Return consents not withdrawn that end from one day to another, the first to end first."""
        query = select(consents.c.record).where(consents.c.end <= until, consents.c.withdrawn.is_(other=False))
        if since is not None:
            query = query.where(consents.c.end >= since)
        if accounts is not None:
            query = query.where(consents.c.account.in_(sorted(accounts)))
        return self._unit.records(Consent, query.order_by(consents.c.end, consents.c.id))

    def exports(self, *, account: str | None = None, story: str | None = None) -> tuple[Export, ...]:
        """Return exports, oldest first, pulled ones too."""
        query = select(exports.c.record).filter_by(**given(account=account, story=story))
        return self._unit.records(Export, query.order_by(exports.c.at, exports.c.id))

    def export(self, export: str) -> Export:
        """Return an export; NotFound."""
        query = select(exports.c.record).where(exports.c.id == export)
        return self._unit.record(Export, query, f"export {export!r}")

    def save_export(self, export: Export) -> None:
        """Keep or replace an export's record; NotFound when its story is not kept."""
        self._unit.one(select(stories.c.id).where(stories.c.id == export.story), f"story {export.story!r}")
        columns = export.model_dump(include={"id", "story", "account", "file"})
        replaced = self._unit.put(exports, **columns, at=stamp(export.at), record=export.model_dump_json())
        self._unit.erases |= replaced  # where it went may name a person, and is replaced by erasure
