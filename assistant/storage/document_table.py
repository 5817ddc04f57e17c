"""Documents, their versions and passages in the relational store, inside a transaction of the caller's."""

from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from assistant.domain.documents import Document
from assistant.retrieval.kept import KeptDocument
from assistant.storage.rows import passage_row, to_document, to_passage, version_row
from assistant.storage.search.document_words import documents_gone, keep_words, wordless
from assistant.storage.tables import documents, passages, versions
from assistant.storage.vector_table import drop_unused


def current(db: Connection, account: str) -> tuple[KeptDocument, ...]:
    """Return the current version of each document, in the order in which they first came."""
    same = (versions.c.account == documents.c.account) & (versions.c.document == documents.c.id)
    found = (
        select(versions.c.record, versions.c.text, versions.c.version)
        .select_from(documents)
        .join(versions, same & (versions.c.version == documents.c.version))
    )
    rows = db.execute(found.where(documents.c.account == account).order_by(documents.c.place)).all()
    records = _passage_records(db, account)
    return tuple(
        KeptDocument(
            document=to_document(row.record, row.text),
            passages=tuple(to_passage(record, row.text) for record in records.get(row.record["id"], ())),
            version=row.version,
        )
        for row in rows
    )


def fill_words(db: Connection) -> None:
    """Keep for search what is missing of documents that were kept before there was a search over all."""
    for account, missing in groupby(wordless(db), key=lambda found: found[0]):
        wanted = {document for _, document in missing}
        for kept in current(db, account):
            if kept.document.id in wanted:
                keep_words(db, account, kept.document.id, kept.passages)


def history(db: Connection, account: str, document: str) -> tuple[Document, ...]:
    """Return every version of a document, oldest first; empty when it is not kept."""
    found = select(versions.c.record, versions.c.text).where(_of(versions, account, document))
    return tuple(to_document(row.record, row.text) for row in db.execute(found.order_by(versions.c.version)))


def keep(db: Connection, account: str, kept: KeptDocument) -> None:
    """Make this the current version of its document, and its passages the only ones."""
    document = kept.document.id
    known = update(documents).where(documents.c.account == account, documents.c.id == document)
    if not db.execute(known.values(version=kept.version)).rowcount:
        place = db.execute(select(func.max(documents.c.place)).where(documents.c.account == account)).scalar()
        values = {"account": account, "id": document, "version": kept.version}
        db.execute(insert(documents).values(**values, place=0 if place is None else place + 1))
    db.execute(delete(versions).where(_of(versions, account, document), versions.c.version == kept.version))
    db.execute(insert(versions).values(version_row(account, kept.document, kept.version)))
    before = _texts(db, account, document)
    db.execute(delete(passages).where(_of(passages, account, document)))
    if kept.passages:
        rows = [passage_row(account, passage, place) for place, passage in enumerate(kept.passages)]
        db.execute(insert(passages), rows)
    drop_unused(db, before)
    keep_words(db, account, document, kept.passages)


def remove(db: Connection, account: str, document: str) -> bool:
    """Erase a document with everything that hangs on it; False when it was not kept."""
    before = _texts(db, account, document)
    gone = db.execute(delete(documents).where(documents.c.account == account, documents.c.id == document))
    drop_unused(db, before)
    documents_gone(db)
    return bool(gone.rowcount)


def _texts(db: Connection, account: str, document: str) -> list[str]:
    return list(db.execute(select(passages.c.text_key).where(_of(passages, account, document))).scalars())


def _passage_records(db: Connection, account: str) -> dict[str, list[dict[str, Any]]]:
    found = select(passages.c.document, passages.c.record).where(passages.c.account == account)
    rows = db.execute(found.order_by(passages.c.document, passages.c.place))
    return {document: [row.record for row in group] for document, group in groupby(rows, key=lambda row: row.document)}


def _of(table: Any, account: str, document: str) -> ColumnElement[bool]:
    same: ColumnElement[bool] = (table.c.account == account) & (table.c.document == document)
    return same
