"""Word lists as they are read best: plain text."""


def wordset(*lines: str) -> frozenset[str]:
    """Return the words of `lines`, which are parted by white space."""
    return frozenset(" ".join(lines).split())
