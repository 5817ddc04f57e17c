"""Numbered steps of the relational schema; once released, a step is never edited."""

HEAD = "0004"
