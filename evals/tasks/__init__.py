"""The tasks of the suite."""

from evals.tasks.base import Options, Suite, Task, TaskCase

__all__ = ["Options", "Suite", "Task", "TaskCase", "tasks"]


def tasks() -> tuple[Task, ...]:
    """Return every task, in the order in which reports show them."""
    from evals.tasks.external import ExternalGrounding, ExternalRetrieval
    from evals.tasks.grounding import Grounding
    from evals.tasks.injection import Injection
    from evals.tasks.raci import Raci
    from evals.tasks.redaction import Redaction
    from evals.tasks.retrieval import Retrieval
    from evals.tasks.robustness import Robustness
    from evals.tasks.roles import Roles
    from evals.tasks.stories import Stories

    ours = (Stories(), Roles(), Raci(), Grounding(), Retrieval(), Redaction(), Injection(), Robustness())
    return (*ours, ExternalGrounding(), ExternalRetrieval())
