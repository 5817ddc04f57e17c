"""Makes a run small enough for the repository, and finds the one that a run is held against."""

from collections import Counter
from pathlib import Path

from evals.running.record import Record, Run, read_run, to_json

FOLDER = Path(__file__).parent
LONGEST, ROOM = 1_500, 15_000
"""Code points that a baseline keeps of one output, and of all outputs of a task: enough to read beside the new ones."""

CUT = " …"


def blessed(suite: str, folder: Path = FOLDER) -> Path | None:
    """Return the baseline of a suite; the full one serves a smaller suite too, whose cases are a part of it."""
    return next((path for name in (suite, "full") if (path := folder / f"{name}.json").is_file()), None)


def bless(run: Run, folder: Path = FOLDER) -> Path:
    """Store a run as the baseline of its suite; what was there is replaced."""
    path = folder / f"{run.suite}.json"
    path.write_text(to_json(small(run)), "utf-8")
    return path


def small(run: Run) -> Run:
    """Return a run with what a later one is compared by: values, marks, what was wrong, the outputs' beginnings."""
    counts = Counter((record.engine, record.task) for record in run.records)
    records = (_small(record, min(LONGEST, ROOM // counts[record.engine, record.task])) for record in run.records)
    return run.model_copy(update={"records": tuple(records)})


def named_run(name: str) -> Run:
    """Read a run by its file, its folder, or as `blessed` or `blessed:SUITE`.

    Raises:
        BadInput: there is none.
    """
    word, _, suite = name.partition(":")
    if word == "blessed":
        return read_run(blessed(suite or "full") or FOLDER / f"{suite or 'full'}.json")
    return read_run(Path(name))


def _small(record: Record, most: int) -> Record:
    output = record.output if len(record.output) <= most else f"{record.output[:most]}{CUT}"
    wrong = tuple(line for line in record.details if line.ok is False)
    values = tuple(value for value in record.measures if value.value is not None)
    return record.model_copy(update={"output": output, "details": wrong, "measures": values})
