"""Stories judged by a model, claim by claim: optional, beside the scorers that need none."""

from collections.abc import Sequence
from typing import Any

from assistant.retrieval.protocols import AskModel
from evals.agreement.judging import Judged, judge
from evals.measures import CaseResult, Detail, Measure, MeasureSpec
from evals.running.engines import Engine, Renewed
from evals.subjects import Stopwatch, Subject
from evals.tasks import Options, Suite, Task, TaskCase, tasks

DRAFTED = "stories"
"""The task whose cases are drafted again."""

_MEASURE = "judged_supported"


def judged_tasks(engine: Engine) -> tuple[Task, ...]:
    """Return the task that has a model judge the cases of the stories task."""
    return tuple(JudgedStories(task, engine) for task in tasks() if task.name == DRAFTED)


class JudgedStories:
    """The share of claims that a model finds carried by what they cite.

    Args:
        stories: whose cases are taken; their payload brings `files` and `kind`.
        engine: the model that judges.
        model: in place of the engine's, already put together.
    """

    name = "stories-judged"
    suites: frozenset[Suite] = frozenset(("smoke", "full"))
    uses_engine = True
    measures = (MeasureSpec(_MEASURE, True, "rate", "claims that a model finds carried by what they cite"),)

    def __init__(self, stories: Task, engine: Engine, model: AskModel | None = None) -> None:
        self._stories = stories
        self._engine = engine
        self._model = model

    def cases(self, options: Options) -> Sequence[TaskCase]:
        """Return the cases of the stories task."""
        return self._stories.cases(options)

    def run(self, case: TaskCase, subject: Subject) -> CaseResult:
        """Draft the story and have each of its claims judged; claims without a verdict are unscored, and told."""
        watch = Stopwatch()
        story = subject.draft(case.payload.files, case.payload.kind)
        seconds = watch.seconds
        model = self._model or Renewed(self._chat, self._engine.model or "")
        told = [(claim, _judged(model, claim)) for claim in _claims(story)]
        scored = [judged for _, judged in told if judged.verdict is not None]
        hits = sum(judged.verdict == "supported" for judged in scored)
        reason = told[0][1].why if told else "the story asserts nothing"
        return CaseResult(
            case.id,
            case.cluster,
            measures=(Measure.rate(_MEASURE, hits, len(scored), reason),),
            details=tuple(_detail(claim, judged) for claim, judged in told),
            output="\n".join(claim["text"] for claim, _ in told),
            seconds=seconds,
        )

    def _chat(self) -> AskModel:
        from assistant.bootstrap.asking import chat_model

        return chat_model(model=self._engine.model or "", base_url=self._engine.base_url)


def _claims(story: dict[str, Any]) -> list[dict[str, Any]]:
    return [claim for section in story["sections"] for claim in section["claims"] if claim["kind"] != "link"]


def _judged(model: AskModel, claim: dict[str, Any]) -> Judged:
    return judge(model, claim["text"], [citation["text"] for citation in claim["citations"]])


def _detail(claim: dict[str, Any], judged: Judged) -> Detail:
    ok = None if judged.verdict is None else judged.verdict == "supported"
    return Detail(f"{claim['id']} {judged.verdict or 'unscored'}", ok, f"{claim['text']} ({judged.why})")
