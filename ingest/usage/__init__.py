"""Usage tables in, usage facts out, each with the query that makes it."""
