"""Search over everything at once: small arrays in memory that follow what the database holds of words and vectors.

What is kept for it are hashes of terms, never words, so that erasing rows erases all. BM25 and cosine over 100,000
passages are a few milliseconds of array work; a database's own full-text search would rank every row that shares a
common word, and a vector index would filter by account after the search (see docs/performance.md).
"""
