"""Usage files in, usage facts out (DuckDB)."""

from ingest.usage.data import UsageData
from ingest.usage.files import NamedBytes
from ingest.usage.loading import load

__all__ = ["NamedBytes", "UsageData", "load"]
