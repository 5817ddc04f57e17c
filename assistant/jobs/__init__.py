"""Durable jobs: drafting, re-indexing and bulk work that survive a crash, on DBOS (the only room that knows it).

The store's `jobs` are the truth that people see; DBOS remembers which stages of a job are finished, by ids only.
`runner` is the door: submit, cancel, get. `docs/jobs.md` says what a crash costs.
"""
