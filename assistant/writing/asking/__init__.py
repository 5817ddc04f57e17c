"""What to ask in the next interview: from what the evidence leaves open (domain handbook, section 6)."""
