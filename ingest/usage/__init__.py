"""Usage files in, usage facts out (DuckDB)."""

from assistant.domain.documents import NamedBytes
from ingest.usage.data import UsageData
from ingest.usage.loading import load
from ingest.usage.pseudonyms import Pseudonyms

__all__ = ["NamedBytes", "Pseudonyms", "UsageData", "load"]
