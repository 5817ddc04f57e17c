"""Public sets with people's own labels, read from a folder that is named with --data; none travels with us."""
