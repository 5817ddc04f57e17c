"""One run against another: what moved, in which cases, and whether it might be chance."""
