"""People, adoption roles and RACI, read from the same evidence as the story."""
