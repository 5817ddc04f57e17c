"""The relational schema, by feature.

Changing it means a new migration: a test compares this with what the migrations make.
"""

from assistant.storage.tables import consents, search, service, stories, users
from assistant.storage.tables.base import metadata
from assistant.storage.tables.documents import accounts, documents, passages, usage_files, vectors, versions

__all__ = [
    "accounts",
    "consents",
    "documents",
    "metadata",
    "passages",
    "search",
    "service",
    "stories",
    "usage_files",
    "users",
    "vectors",
    "versions",
]
