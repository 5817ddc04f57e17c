"""Errors planted into true statements, each named, so that it is known what a checker ought to see."""
