"""Evidence in, checked story out."""
