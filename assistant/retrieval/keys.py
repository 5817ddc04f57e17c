"""Names of passages and texts that follow from their content alone."""

import hashlib

from assistant.domain.documents import Passage


def text_key(text: str) -> str:
    """Return the SHA-256 of a text; what vectors are kept by, so that a text is embedded once."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def passage_key(passage: Passage) -> str:
    """Return the same key for the same words at the same place of the same document, and for nothing else.

    The text is part of it: a new version of a document never inherits the vector of an old one.
    """
    return text_key(f"{passage.document}\x00{passage.start}-{passage.end}\x00{passage.text}")
