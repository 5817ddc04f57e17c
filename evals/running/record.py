"""What a run leaves: one file that is the same to the byte for the same seed, and the clocks in another.

Records stand sorted; values are rounded to nine digits, figures to six, far below what any of them means, so that
another machine's last digit makes no difference.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from assistant.domain.base import Frozen
from assistant.domain.errors import BadInput
from assistant.domain.story import Tokens
from evals.measures import CaseResult, Kind, Measure

RUN, TIMES = "run.json", "times.json"
_DIGITS = 9
ANY_ENGINE = "built-in"
"""What a task is run with whose figures no writing engine changes."""


class Value(Frozen):
    """A measure of one case; see `evals.measures.Measure`."""

    name: str
    value: float | None
    weight: float = 1.0
    reason: str = ""


class Mark(Frozen):
    """A score of something whose truth is known."""

    measure: str
    label: bool
    score: float


class Line(Frozen):
    """One thing that the measures rest on."""

    label: str
    ok: bool | None
    text: str


class Record(Frozen):
    """What came of one case, with one engine, at one repeat."""

    engine: str
    task: str
    case: str
    repeat: int = 0
    cluster: str
    measures: tuple[Value, ...] = ()
    marks: tuple[Mark, ...] = ()
    details: tuple[Line, ...] = ()
    output: str = ""
    tokens: Tokens = Tokens()
    error: str | None = None

    @property
    def key(self) -> tuple[str, str, str, int]:
        """Where it stands in a run, and what it is paired by."""
        return self.engine, self.task, self.case, self.repeat

    def value(self, measure: str) -> Value | None:
        """Return a measure of it by name."""
        return next((value for value in self.measures if value.name == measure), None)


class Time(Frozen):
    """What one record took."""

    engine: str
    task: str
    case: str
    repeat: int
    seconds: float
    cost_usd: float | None = None


class Spec(Frozen):
    """A measure of a task."""

    task: str
    name: str
    kind: Kind
    higher_is_better: bool
    title: str = ""


class Figure(Frozen):
    """A measure over all cases of a task, with its interval.

    Attributes:
        scored: records that it rests on.
        unscored: records without a value, left out.
        errors: of these, those that could not be run.
    """

    engine: str
    task: str
    measure: str
    value: float | None
    low: float | None
    high: float | None
    clusters: int
    scored: int
    unscored: int
    errors: int


class Run(Frozen):
    """A whole run."""

    schema_: Literal["evals-run/1"] = Field(default="evals-run/1", alias="schema")
    suite: str
    seed: int
    repeats: int = 1
    limit: int | None = None
    engines: tuple[str, ...]
    hashes: dict[str, str] = {}
    specs: tuple[Spec, ...]
    figures: tuple[Figure, ...] = ()
    records: tuple[Record, ...]

    def spec(self, task: str, measure: str) -> Spec:
        """Return a measure's description; KeyError where there is none."""
        return {(spec.task, spec.name): spec for spec in self.specs}[task, measure]


def record_of(result: CaseResult, engine: str, task: str, repeat: int) -> Record:
    """Return what is kept of a case's result; its marks and details stand in the task's order."""
    return Record(
        engine=engine,
        task=task,
        case=result.case,
        repeat=repeat,
        cluster=result.cluster,
        measures=tuple(map(_value, result.measures)),
        marks=tuple(Mark(measure=s.measure, label=s.label, score=round(s.score, _DIGITS)) for s in result.scores),
        details=tuple(Line(label=d.label, ok=d.ok, text=d.text) for d in result.details),
        output=result.output,
        tokens=result.tokens,
        error=result.error,
    )


def _value(measure: Measure) -> Value:
    if measure.value is None:
        return Value(name=measure.name, value=None, weight=0.0, reason=measure.reason or "unscored")
    return Value(name=measure.name, value=round(measure.value, _DIGITS), weight=round(measure.weight, _DIGITS))


def time_of(result: CaseResult, record: Record) -> Time:
    """Return what a case took."""
    return Time(
        engine=record.engine,
        task=record.task,
        case=record.case,
        repeat=record.repeat,
        seconds=round(result.seconds, 3),
        cost_usd=result.cost_usd,
    )


def to_json(run: Run) -> str:
    """Return a run as JSON, a record a line, so that versions of it can be read side by side."""
    data = run.model_dump(mode="json", by_alias=True, exclude={"records", "figures", "specs"})
    head = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).removesuffix("\n}")
    parts = [head]
    for name, rows in (("specs", run.specs), ("figures", run.figures), ("records", run.records)):
        lines = ",\n".join(
            json.dumps(row.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False, sort_keys=True)
            for row in rows
        )
        parts.append(f'"{name}": [\n{lines}\n]')
    return ",\n".join(parts) + "\n}\n"


def times_json(times: Sequence[Time]) -> str:
    """Return what the records took, a line each."""
    lines = ",\n".join(json.dumps(time.model_dump(mode="json"), sort_keys=True) for time in times)
    return f"[\n{lines}\n]\n"


def read_run(path: Path) -> Run:
    """Read a run, named by its file or the folder that holds it.

    Raises:
        BadInput: there is none, or it is no run.
    """
    file = path / RUN if path.is_dir() else path
    try:
        return Run.model_validate_json(file.read_bytes())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BadInput(str(file), f"cannot be read ({reason})", mend="name a run's folder or its run.json") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise BadInput(
            str(file), f"not an evals-run/1 file: {first['msg']}", place=place, mend="run it again"
        ) from error


def read_times(path: Path) -> tuple[Time, ...]:
    """Read what the records of a run took; nothing where only the run itself is there."""
    file = (path if path.is_dir() else path.parent) / TIMES
    return tuple(Time.model_validate(row) for row in json.loads(file.read_bytes())) if file.is_file() else ()
