"""Redaction: is personal data found, and nothing else taken for it?"""

from collections.abc import Sequence

from pydantic import model_validator

from assistant.domain.base import Frozen
from evals.jsonl import dataset, rows
from evals.measures import CaseResult, Detail, Measure, MeasureSpec
from evals.subjects import Stopwatch, Subject
from evals.tasks.base import Options, Suite, TaskCase


class Marked(Frozen):
    """A stretch of text and what it is."""

    text: str
    kind: str


class PersonalCase(Frozen):
    """A text, the personal data in it, and look-alikes that are none."""

    id: str
    text: str
    personal: tuple[Marked, ...] = ()
    harmless: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _stands_in_the_text(self) -> "PersonalCase":
        missing = [each for each in (*(m.text for m in self.personal), *self.harmless) if each not in self.text]
        if missing:
            raise ValueError(f"not in the text: {missing[0]!r}")
        return self


class Redaction:
    """Recall and precision over stretches; a stretch counts as found where every character of it is covered."""

    name = "redaction"
    suites: frozenset[Suite] = frozenset(("smoke", "full"))
    uses_engine = False
    measures = (
        MeasureSpec("recall", True, "rate", "personal data found"),
        MeasureSpec("precision", True, "rate", "of what is marked, personal data"),
        MeasureSpec("kind", True, "rate", "of what is found, of the right kind"),
    )

    def cases(self, options: Options) -> Sequence[TaskCase]:
        """Return a case for each text."""
        found = rows(dataset("personal").joinpath("cases.jsonl"), PersonalCase)
        return [TaskCase(each.id, each.id, each) for each in found][: options.limit]

    def run(self, case: TaskCase, subject: Subject) -> CaseResult:
        """Compare what the subject marks with what is marked by hand."""
        payload: PersonalCase = case.payload
        watch = Stopwatch()
        found = subject.redact(payload.text)
        seconds = watch.seconds
        gold = _places(payload)
        hits = {place: [f for f in found if f["start"] <= place[0] and place[1] <= f["end"]] for place in gold}
        good = [f for f in found if any(f["start"] < end and start < f["end"] for start, end in gold)]
        told = {place: each for place, each in hits.items() if each}
        return CaseResult(
            case.id,
            case.cluster,
            measures=(
                Measure.rate("recall", len(told), len(gold), "no personal data in the text"),
                Measure.rate("precision", len(good), len(found), "nothing was marked"),
                Measure.rate("kind", sum(_same(gold[p], each) for p, each in told.items()), len(told), "nothing found"),
            ),
            details=(
                *(Detail(kind, bool(hits[p]), payload.text[p[0] : p[1]]) for p, kind in gold.items()),
                *(Detail(f["kind"], False, payload.text[f["start"] : f["end"]]) for f in found if f not in good),
            ),
            output="\n".join(f"{f['kind']}: {payload.text[f['start'] : f['end']]}" for f in found),
            seconds=seconds,
        )


def _places(case: PersonalCase) -> dict[tuple[int, int], str]:
    """Return every place where a marked stretch stands, with its kind."""
    places: dict[tuple[int, int], str] = {}
    for mark in case.personal:
        at = case.text.find(mark.text)
        while at >= 0:
            places[at, at + len(mark.text)] = mark.kind
            at = case.text.find(mark.text, at + 1)
    return places


def _same(kind: str, found: Sequence[dict[str, object]]) -> bool:
    return any(each["kind"] == kind for each in found)
