"""Usage files in, usage facts out (DuckDB)."""

from assistant.domain.documents import NamedBytes
from ingest.usage.data import UsageData
from ingest.usage.loading import load

__all__ = ["NamedBytes", "UsageData", "load"]
