"""Domain records to rows of the relational store, and back."""

from typing import Any

import numpy as np

from assistant.domain.documents import Document, Passage
from assistant.retrieval.kept import Vector
from assistant.retrieval.keys import text_key

VECTOR_TYPE = "<f4"
Row = dict[str, Any]


def version_row(account: str, document: Document, version: int) -> Row:
    """Return the row of one version; the text has its own column, the rest is one record."""
    return {
        "account": account,
        "document": document.id,
        "version": version,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "text": document.text,
        "record": document.model_dump(mode="json", exclude={"text"}),
    }


def to_document(record: Row, text: str) -> Document:
    """Return the document of a `version_row`."""
    return Document.model_validate(record | {"text": text})


def passage_row(account: str, passage: Passage, place: int) -> Row:
    """Return the row of a passage; its text is not repeated, the document has it."""
    return {
        "account": account,
        "document": passage.document,
        "place": place,
        "start": passage.start,
        "end": passage.end,
        "text_key": text_key(passage.text),
        "record": passage.model_dump(mode="json", exclude={"text"}),
    }


def to_passage(record: Row, text: str) -> Passage:
    """Return the passage of a `passage_row` from the text of its document."""
    return Passage.model_validate(record | {"text": text[record["start"] : record["end"]]})


def to_blob(vector: Vector) -> bytes:
    """Return a vector as float32, little-endian."""
    return np.asarray(vector, dtype=VECTOR_TYPE).tobytes()


def from_blob(blob: bytes) -> Vector:
    """Return the vector of a blob."""
    values: list[float] = np.frombuffer(blob, dtype=VECTOR_TYPE).tolist()
    return values
