"""What search reads: hashes of words and sketches of vectors, derived from documents and stories; never words.

`followed` grows with every change, so that a reader sees with one small query whether it must read anything anew.
"""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, LargeBinary, Table

from assistant.storage.tables.base import Key, metadata

followed = Table(
    "followed", metadata, Column("what", Key, primary_key=True), Column("changes", Integer, nullable=False)
)

document_words = Table(
    "document_words",
    metadata,
    Column("account", Key, primary_key=True),
    Column("document", Key, primary_key=True),
    Column("change", Integer, nullable=False),  # what `followed` was at when these were written
    Column("languages", Key, nullable=False),  # of its passages, joined by commas
    Column("lengths", LargeBinary, nullable=False),  # uint32: terms of each passage
    Column("words", LargeBinary, nullable=False),  # uint64: hashes of the terms, passage after passage
    Column("texts", LargeBinary, nullable=False),  # 32 bytes each: what a passage's vector is kept by
    ForeignKeyConstraint(["account", "document"], ["documents.account", "documents.id"], ondelete="CASCADE"),
    Index("ix_document_words_change", "change"),
)

story_words = Table(
    "story_words",
    metadata,
    Column("story", Key, primary_key=True),
    Column("account", Key, nullable=False),
    Column("content_hash", Key, nullable=False),
    Column("change", Integer, nullable=False),
    Column("embedder", Key, nullable=False),
    Column("words", LargeBinary, nullable=False),  # uint64: hashes of the terms
    Column("vectors", LargeBinary, nullable=False),  # float32, little-endian: one vector a stretch of text
    Index("ix_story_words_change", "change"),
)
