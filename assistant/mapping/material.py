"""What a role map is made from."""

from dataclasses import dataclass

from assistant.domain.accounts import Account
from assistant.domain.documents import Document
from assistant.domain.evidence import UsageFact, UsageTable
from assistant.domain.people import Contact, LevelUse, UserUse


@dataclass(frozen=True)
class RoleMaterial:
    """Everything a role map may draw on.

    Attributes:
        account: what was given about the account.
        documents: the notes, as ingested.
        lists: contact lists as documents; their text is cited like a note's.
        contacts: their rows.
        facts: usage facts, those of single users among them.
        tables: the usage files.
        uses: roles that use alone may give.
        levels: use by level of title; empty without per-user data.
    """

    account: Account
    documents: tuple[Document, ...] = ()
    lists: tuple[Document, ...] = ()
    contacts: tuple[Contact, ...] = ()
    facts: tuple[UsageFact, ...] = ()
    tables: tuple[UsageTable, ...] = ()
    uses: tuple[UserUse, ...] = ()
    levels: tuple[LevelUse, ...] = ()
