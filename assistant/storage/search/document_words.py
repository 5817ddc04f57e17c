"""What search keeps of a document's passages, inside a transaction of the caller's."""

from collections.abc import Sequence

import numpy as np
from sqlalchemy import Connection, delete, insert, select, update

from assistant.domain.documents import Passage
from assistant.retrieval.keys import text_key
from assistant.retrieval.terms import tagged
from assistant.storage.search.following import DOCUMENTS, next_change
from assistant.storage.search.postings import hashed
from assistant.storage.tables import documents
from assistant.storage.tables.search import document_words


def keep_words(db: Connection, account: str, document: str, passages: Sequence[Passage]) -> None:
    """Keep hashes of the terms of a document's passages, in place of those before."""
    terms = [tagged(passage.text, passage.language) for passage in passages]
    here = (document_words.c.account == account, document_words.c.document == document)
    db.execute(delete(document_words).where(*here))
    values = {
        "account": account,
        "document": document,
        "change": next_change(db, DOCUMENTS),
        "languages": ",".join(sorted({passage.language for passage in passages})),
        "lengths": np.array([len(some) for some in terms], dtype="<u4").tobytes(),
        "words": hashed(term for some in terms for term in some).tobytes(),
        "texts": b"".join(bytes.fromhex(text_key(passage.text)) for passage in passages),
    }
    db.execute(insert(document_words).values(values))


def documents_gone(db: Connection) -> None:
    """Let readers see that documents were taken out; what was kept of them went with them."""
    next_change(db, DOCUMENTS)


def vectors_came(db: Connection, account: str) -> None:
    """Let readers see that the vectors of an account's passages are there."""
    change = next_change(db, DOCUMENTS)
    db.execute(update(document_words).where(document_words.c.account == account).values(change=change))


def wordless(db: Connection) -> tuple[tuple[str, str], ...]:
    """Return account and id of each document kept before there was a search like this."""
    same = (document_words.c.account == documents.c.account) & (document_words.c.document == documents.c.id)
    query = select(documents.c.account, documents.c.id).outerjoin(document_words, same)
    rows = db.execute(query.where(document_words.c.document.is_(None)).order_by(documents.c.account, documents.c.id))
    return tuple((row.account, row.id) for row in rows)
