"""Makes a run small enough for the repository, and finds the one that a run is held against."""

from pathlib import Path

from evals.running.record import Record, Run, read_run, to_json

FOLDER = Path(__file__).parent
LONGEST = 1_500
"""Code points of an output that a baseline keeps: enough to read it beside the new one."""


def blessed(suite: str, folder: Path = FOLDER) -> Path | None:
    """Return the baseline of a suite; the full one serves a smaller suite too, whose cases are a part of it."""
    return next((path for name in (suite, "full") if (path := folder / f"{name}.json").is_file()), None)


def bless(run: Run, folder: Path = FOLDER) -> Path:
    """Store a run as the baseline of its suite; what was there is replaced."""
    path = folder / f"{run.suite}.json"
    path.write_text(to_json(small(run)), "utf-8")
    return path


def small(run: Run) -> Run:
    """Return a run with what a later one is compared by: values, marks, what was wrong, and the outputs' beginnings."""
    return run.model_copy(update={"records": tuple(map(_small, run.records))})


def named_run(name: str) -> Run:
    """Read a run by its file, its folder, or as `blessed` or `blessed:SUITE`.

    Raises:
        BadInput: there is none.
    """
    word, _, suite = name.partition(":")
    if word == "blessed":
        return read_run(blessed(suite or "full") or FOLDER / f"{suite or 'full'}.json")
    return read_run(Path(name))


def _small(record: Record) -> Record:
    output = record.output if len(record.output) <= LONGEST else f"{record.output[:LONGEST]} …"
    wrong = tuple(line for line in record.details if line.ok is False)
    return record.model_copy(update={"output": output, "details": wrong})
