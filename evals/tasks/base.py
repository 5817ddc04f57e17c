"""What a task is: cases, and how a subject does on each."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from evals.measures import CaseResult, MeasureSpec
from evals.subjects import Subject

Suite = Literal["smoke", "full"]


@dataclass(frozen=True)
class Options:
    """Which cases are wanted.

    Attributes:
        suite: "smoke" is a small part that runs in seconds, "full" is all.
        limit: at most so many cases of a task, the first ones.
        seed: of whatever a task draws; the same seed gives the same cases.
        data: folder with the external sets, where there is one.
    """

    suite: Suite = "full"
    limit: int | None = None
    seed: int = 20261123
    data: Path | None = None


@dataclass(frozen=True)
class TaskCase:
    """One thing to be done; only the task knows the payload."""

    id: str
    cluster: str
    payload: Any


class Task(Protocol):
    """A task of the suite."""

    @property
    def name(self) -> str:
        """Its name, unique, lower case with hyphens."""
        ...

    @property
    def suites(self) -> frozenset[Suite]:
        """The suites that it takes part in."""
        ...

    @property
    def measures(self) -> tuple[MeasureSpec, ...]:
        """What each of its cases is measured by."""
        ...

    @property
    def uses_engine(self) -> bool:
        """Whether the writing engine, and so a model, changes the figures; else one run serves every engine."""
        ...

    def cases(self, options: Options) -> Sequence[TaskCase]:
        """Return its cases, always in the same order; none where its data is not there.

        Raises:
            BadInput: a data set cannot be read.
        """
        ...

    def run(self, case: TaskCase, subject: Subject) -> CaseResult:
        """Return how the subject does on one case; depends on the case and the subject alone.

        Raises:
            AssistantError: the subject failed. The runner makes an error of the case of it.
        """
        ...
