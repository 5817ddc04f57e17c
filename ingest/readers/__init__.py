"""One reader a format: bytes in, plain text and its structure out."""
