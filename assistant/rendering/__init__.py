"""A story in the formats people read."""
