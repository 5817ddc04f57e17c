"""A run as people and machines read it: a table, a page, and JUnit's XML."""
