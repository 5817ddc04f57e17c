"""The seam between the engines: the built-in extractive one and one that asks a model."""

from typing import Protocol

from assistant.writing.material import Material
from assistant.writing.proposal import Proposal


class Engine(Protocol):
    """Puts a story forward; what it says is checked claim by claim afterwards."""

    @property
    def name(self) -> str:
        """What the story says it was written by."""
        ...

    @property
    def model(self) -> str | None:
        """The model that takes part, or None."""
        ...

    def write(self, material: Material) -> Proposal:
        """Return a proposal that cites only what the material holds."""
        ...
