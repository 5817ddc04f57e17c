"""Names that stand for people: the same one each time."""


class Pseudonyms:
    """Gives each value `[USER-1]`, `[USER-2]` and so on, in the order in which they are asked for."""

    def __init__(self) -> None:
        self._given: dict[str, str] = {}

    def __call__(self, value: str) -> str:
        """Return the pseudonym of a value."""
        return self._given.setdefault(value, f"[USER-{len(self._given) + 1}]")
