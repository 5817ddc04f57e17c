"""Usage facts: the formulas of the domain handbook, section 7, each with the query that re-computes it."""
