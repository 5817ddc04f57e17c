"""The tasks of the suite."""

from collections.abc import Sequence

from evals.measures import Measure
from evals.tasks.base import Options, Suite, Task, TaskCase

__all__ = ["Options", "Suite", "Task", "TaskCase", "picked", "tasks"]


def tasks() -> tuple[Task, ...]:
    """Return every task, in the order in which reports show them."""
    from evals.tasks.redaction import Redaction

    return (Redaction(),)


def picked(cases: Sequence[TaskCase], options: Options) -> tuple[TaskCase, ...]:
    """Return the cases up to the limit."""
    return tuple(cases if options.limit is None else cases[: options.limit])


def unscored(names: Sequence[str], reason: str) -> tuple[Measure, ...]:
    """Return a measure of each name that says why it has no value."""
    return tuple(Measure(name, None, 0.0, reason) for name in names)
