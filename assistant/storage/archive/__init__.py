"""A backup as one file that SQLite and PostgreSQL can both be restored from.

A zip archive: `manifest.json`, `tables/NAME.jsonl` with one row a line, `files/SHA256`. Left out are what can be made
again (Chroma's vectors, search), what has had its time (replies to repeated requests), and the secrets of webhooks,
which a file that travels must not hold: restored webhooks are switched off until they are given theirs again.
"""

FORMAT = "outcome-stories-backup/1"
MANIFEST = "manifest.json"
LEFT_OUT = frozenset({"replies", "blobs", "followed", "document_words", "story_words"})
