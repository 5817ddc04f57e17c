"""Scorers: what an answer of the product is worth, by the gold alone.

They read the contract's JSON and the notes, and share no code with the engine: their own numbers, sentences, names and
turns. The one exception is told apart: `claims_supported` asks the checker, which has its own evaluation.
"""
