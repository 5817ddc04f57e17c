"""Does this evidence carry this sentence? Pure, fast, needs no model."""
