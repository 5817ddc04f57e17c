"""Instructions put between the lines of notes, and harmless lines that look a little like one."""

from collections.abc import Sequence
from hashlib import sha256

from assistant.domain.base import Frozen
from evals.cases import Case, Note
from evals.jsonl import dataset, rows

CANARY = "{canary}"


class Line(Frozen):
    """A line to put in; `{canary}` stands for a word that is nowhere else."""

    id: str
    text: str


def orders() -> tuple[Line, ...]:
    """Return the instructions."""
    return tuple(rows(dataset("injections").joinpath("orders.jsonl"), Line))


def harmless() -> tuple[Line, ...]:
    """Return lines that are no instruction to a program."""
    return tuple(rows(dataset("injections").joinpath("benign.jsonl"), Line))


def canary(case: Case, line: Line) -> str:
    """Return a word that stands nowhere else, the same at every run."""
    return f"ZK{sha256(f'{case.id} {line.id}'.encode()).hexdigest()[:8].upper()}"


def with_line(case: Case, text: str) -> Case:
    """Return the case with a line put into its first document, in the middle, as a paragraph or bullet of its own."""
    first, *rest = case.notes
    planted = Note(name=first.name, text=_in_the_middle(first.text.split("\n"), text))
    return case.model_copy(update={"notes": (planted, *rest)})


def without(case: Case, passages: Sequence[str]) -> Case:
    """Return the case without passages that stand in its notes."""
    notes = []
    for note in case.notes:
        text = note.text
        for passage in passages:
            text = text.replace(passage + "\n", "").replace(passage, "")
        notes.append(Note(name=note.name, text=text))
    return case.model_copy(update={"notes": tuple(notes)})


def _in_the_middle(lines: list[str], text: str) -> str:
    """Put a line where a paragraph or a list entry ends, nearest to the middle; blank lines keep it apart."""
    middle = len(lines) // 2
    bullets = [n for n, line in enumerate(lines) if line.lstrip().startswith(("- ", "* "))]
    blank = [n for n, line in enumerate(lines) if not line.strip()]
    if len(bullets) > len(blank):
        at = min(bullets, key=lambda n: abs(n - middle))
        return "\n".join([*lines[:at], f"{lines[at].lstrip()[:2]}{text}", *lines[at:]])
    at = min(blank, key=lambda n: abs(n - middle), default=middle)
    return "\n".join([*lines[:at], "", text, *lines[at:]])
