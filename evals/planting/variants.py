"""Notes told otherwise without another meaning: in another order, in another case, with typing errors."""

import re
from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType

from evals.cases import Case, Note

SEED = 20261123
TYPOS = 0.03  # share of words that get one
_TURN = re.compile(r"(?:\[[\d:]+\] )?[A-ZÅØÄÖ][^:\n]{2,40}: ")
_WORD = re.compile(r"\b[a-zà-ÿ]{6,}\b")
_UNTOUCHED = re.compile(
    r"\b(?:minut|hour|second|month|week|days?|year|quarter|percent|points?|euros?|dollars?|pounds?|hundred|thousand"
    r"|million|seven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|nineteen|twenty|thirty|eleven|without|nothing"
    r"|nobody|before|reduce|dozen)"
)


def reordered(case: Case, dice: Random) -> Case:
    """Return the documents in reverse, the entries of every list and the questions with their answers mixed."""
    notes = tuple(Note(name=note.name, text=_mixed(note.text, dice)) for note in reversed(case.notes))
    return case.model_copy(update={"notes": notes})


def recased(case: Case, _: Random) -> Case:
    """Return what is said all in capitals; names before a colon, and lines of the header, as they are."""
    return _by_line(case, lambda line: line.upper())


def mistyped(case: Case, dice: Random) -> Case:
    """Return the notes with letters swapped in some longer words in lower case; no figure, unit, name or negation."""

    def typo(match: re.Match[str]) -> str:
        word = match[0]
        if dice.random() >= TYPOS or _UNTOUCHED.match(word):
            return word
        at = 1 + int(dice.random() * (len(word) - 3))
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return _by_line(case, lambda line: _WORD.sub(typo, line))


VARIANTS: Mapping[str, Callable[[Case, Random], Case]] = MappingProxyType(
    {"reordered": reordered, "recased": recased, "mistyped": mistyped}
)


def variant(case: Case, name: str) -> Case:
    """Return a variant of a case, the same at every run."""
    return VARIANTS[name](case, Random(f"{SEED} {case.id} {name}"))  # noqa: S311  a repeatable draw


def _by_line(case: Case, change: Callable[[str], str]) -> Case:
    """Change what is said: the words after a speaker's name, or an entry of a list; the rest stays."""
    notes = []
    for note in case.notes:
        lines, headed = [], _header_end(note.text)
        for number, line in enumerate(note.text.split("\n")):
            turn = _TURN.match(line) or re.match(r"\s*[-*] ", line) if number >= headed else None
            lines.append(line[: turn.end()] + change(line[turn.end() :]) if turn else line)
        notes.append(Note(name=note.name, text="\n".join(lines)))
    return case.model_copy(update={"notes": tuple(notes)})


def _header_end(text: str) -> int:
    """Return the number of the first line after the first blank one: above it stand title, date and people."""
    lines = text.split("\n")
    return next((number + 1 for number, line in enumerate(lines) if not line.strip()), 0)


def _mixed(text: str, dice: Random) -> str:
    paragraphs = text.split("\n\n")
    if any(re.match(r"[-*] ", line) for line in text.split("\n")):
        return "\n\n".join(_mixed_list(paragraph, dice) for paragraph in paragraphs)
    head, turns = paragraphs[:1], paragraphs[1:]
    if not all(_TURN.match(turn) for turn in turns):
        return text
    pairs = ["\n\n".join(turns[at : at + 2]) for at in range(0, len(turns), 2)]
    return "\n\n".join([*head, *_shuffled(pairs, dice)])


def _mixed_list(paragraph: str, dice: Random) -> str:
    lines = paragraph.split("\n")
    entries = [line for line in lines if re.match(r"[-*] ", line)]
    mixed = iter(_shuffled(entries, dice))
    return "\n".join(next(mixed) if re.match(r"[-*] ", line) else line for line in lines)


def _shuffled(items: list[str], dice: Random) -> list[str]:
    return [item for _, item in sorted((dice.random(), item) for item in items)]
