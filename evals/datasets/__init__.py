"""Data sets, as `<name>/<version>/*.jsonl`; a version that was released is never edited."""
