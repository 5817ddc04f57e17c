"""Plants errors into sentences of the sources and counts what is seen; harmless edits tell of false alarms."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from assistant.grounding.checker import Checker
from assistant.grounding.figures import find
from assistant.grounding.names import names
from assistant.grounding.sentences import split
from assistant.grounding.sources import SourceText

Edit = Callable[[str, random.Random, Sequence[str]], str | None]

SOURCES = 200
EACH = 2  # sentences of a source for each sort of edit
SEED = 7

_SWAPS = {
    one: other
    for a, b in (
        ("rose", "fell"),
        ("increased", "decreased"),
        ("grew", "shrank"),
        ("more", "fewer"),
        ("higher", "lower"),
        ("before", "after"),
        ("won", "lost"),
        ("first", "last"),
        ("best", "worst"),
        ("bought", "sold"),
        ("up", "down"),
        ("early", "late"),
        ("opened", "closed"),
        ("joined", "left"),
        ("accepted", "rejected"),
        ("above", "below"),
    )
    for one, other in ((a, b), (b, a))
}


def _number(text: str, dice: random.Random, _names: Sequence[str]) -> str | None:
    places = [hit for figure in find(text) if (hit := re.compile(r"\d+").search(text, figure.start, figure.end))]
    if not places:
        return None
    hit = dice.choice(places)
    value = int(hit.group())
    return f"{text[: hit.start()]}{value + dice.choice((1, 2, 3, 10, max(1, value // 3)))}{text[hit.end() :]}"


def _name(text: str, dice: random.Random, others: Sequence[str]) -> str | None:
    found = [name for name in names(text) if len(name.words) > 1]
    other = dice.choice(others)
    if not found or other in text:
        return None
    name = dice.choice(found)
    return text[: name.start] + other + text[name.end :]


def _negation(text: str, dice: random.Random, _names: Sequence[str]) -> str | None:
    places = list(re.finditer(r"\b(?:is|was|are|were|has|had|have|will|can|could|would|did|does)\b(?! not|n.t)", text))
    if not places:
        return None
    at = dice.choice(places).end()
    return f"{text[:at]} not{text[at:]}"


def _assertion(text: str, _dice: random.Random, _names: Sequence[str]) -> str | None:
    hit = re.search(r"\b(?:did|does|do|was|were|is|are|has|have|had|could|would|will)( not) ", text)
    return text[: hit.start(1)] + text[hit.end(1) :] if hit else None


def _direction(text: str, dice: random.Random, _names: Sequence[str]) -> str | None:
    places = [hit for hit in re.finditer(r"\b[a-z]+\b", text) if hit.group() in _SWAPS]
    if not places:
        return None
    hit = dice.choice(places)
    return text[: hit.start()] + _SWAPS[hit.group()] + text[hit.end() :]


def _harmless(text: str, _dice: random.Random, _names: Sequence[str]) -> str | None:
    return re.sub(r"^(?:The|A|An) ", "This ", text) if re.match(r"(?:The|A|An) ", text) else f"In short, {text}"


EDITS: dict[str, Edit] = {
    "number changed": _number,
    "name swapped": _name,
    "not added": _negation,
    "not dropped": _assertion,
    "opposite put in": _direction,
    "harmless edit": _harmless,
}


def planted(sources: Sequence[str]) -> Iterator[tuple[str, Counter[str]]]:
    """Yield for each sort of edit how often each verdict fell."""
    dice = random.Random(SEED)  # noqa: S311 (a repeatable draw, no secret)
    chosen = dice.sample(sorted(set(sources)), min(SOURCES, len(set(sources))))
    sentences = {text: _plain_sentences(text) for text in chosen}
    people = sorted(
        {n.text for lines in sentences.values() for line in lines for n in names(line) if len(n.words) == 2}
    )
    checkers = {text: Checker([SourceText("source", text)]) for text in chosen}
    for kind, edit in EDITS.items():
        verdicts: Counter[str] = Counter()
        for text in chosen:
            edited = (changed for line in sentences[text] if (changed := edit(line, dice, people)) not in (None, line))
            for _, changed in zip(range(EACH), edited, strict=False):
                verdicts[checkers[text].check(str(changed)).verdict.value] += 1
        yield kind, verdicts


def _plain_sentences(text: str) -> list[str]:
    lines = [span.of(text) for span in split(text)]
    return [line for line in lines if 40 < len(line) < 260 and not re.search(r"[\n\"“]", line)]
