"""Processes from TOML: the activities of a kind of work, and who does what by default."""

from importlib.resources import files
from typing import Any

from pydantic import ValidationError, field_validator

from assistant.domain.base import Frozen
from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput
from assistant.domain.raci import Letters
from assistant.domain.tomlfile import bad_value, refuse_unknown, table_of
from assistant.domain.variants import VARIANTS
from assistant.mapping.raci.letters import read

PACKAGED = ("renewal", "onboarding", "expansion", "story")


class Activity(Frozen):
    """One row of a process: letters by column, a decision right, and phrases that tell it in notes."""

    activity: str
    cells: dict[str, str] = {}
    right: str | None = None
    about: tuple[str, ...] = ()

    def letters(self, column: str) -> Letters:
        """Return the letters of a column by default."""
        return read(self.cells.get(column, ""), VARIANTS["raci"]).letters


class Process(Frozen):
    """A kind of work: its columns – functions, or slots that `[owners]` fill by segment – and its activities."""

    name: str
    title: str = ""
    columns: dict[str, str]  # id -> how it is called
    activities: tuple[Activity, ...]

    @field_validator("columns", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        return dict.fromkeys(value, "") if isinstance(value, list) else value


def read_process(name: str, file: NamedBytes | None) -> Process:
    """Return a packaged process by name, or the one of a file.

    Raises:
        BadInput: there is none of that name, or the file is none: names the activity and the column.
    """
    if file is None:
        if name not in PACKAGED:
            mend = f"name one of {', '.join(PACKAGED)}, or a .toml file"
            raise BadInput("--process", f"there is no process {name!r}", mend=mend)
        source = files("assistant.mapping").joinpath("processes", f"{name}.toml")
        file = NamedBytes(f"{name}.toml", source.read_bytes())
    return _process(file)


def _process(file: NamedBytes) -> Process:
    table = table_of(file)
    refuse_unknown(file.name, table, Process.model_fields)
    listed = table.get("activities")
    for number, part in enumerate(listed if isinstance(listed, list) else [], start=1):
        if isinstance(part, dict):
            refuse_unknown(file.name, part, Activity.model_fields, f"[[activities]] number {number}")
    try:
        process = Process.model_validate(table)
    except ValidationError as error:
        raise bad_value(file.name, error) from error
    if not process.activities or not process.columns:
        raise BadInput(file.name, "no activities or no columns", mend="give both: `columns` and [[activities]]")
    for activity in process.activities:
        _refuse_bad_cells(file.name, process, activity)
    return process


def _refuse_bad_cells(where: str, process: Process, activity: Activity) -> None:
    place = f"activity “{activity.activity}”"
    refuse_unknown(where, activity.cells, process.columns, f"{place}, cells")
    for column, text in activity.cells.items():
        if unknown := read(text, VARIANTS["raci"]).unknown:
            problem = f"“{unknown}” is no letter of RACI"
            raise BadInput(where, problem, place=f"{place}, column `{column}`", mend="use R, A, C, I or a mix")
