"""How a story reads: its length, and rules that anybody can check."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from evals.cases import Case
from evals.measures import Detail, Measure
from evals.scorers.story import Told
from evals.scorers.text import plain, words
from evals.scorers.values import among, figures

UPPER: Mapping[str, int] = MappingProxyType({"one-liner": 30, "brief": 150, "one-pager": 350, "story": 1200})
"""Words at most, by kind; kinds that are not here have no bound (handbook, section 6)."""
LONGEST = 60  # words of a sentence of the writer's own
_BRAGGING = re.compile(
    r"\b(?:revolution\w*|game.?chang\w*|world.?class|best.in.class|cutting.edge|seamless\w*|unparalleled|incredible"
    r"|amazing|transformative|supercharge\w*|unleash\w*|state.of.the.art|next.level)\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"\b(?:um|uh|erm|you know|i mean|gonna|wanna)\b", re.IGNORECASE)
_OWN_VOICE = re.compile(
    r"\b(?:I|we|our|us|my|me|I'm|I've|we've|we're|ich|wir|unser\w*|nous|notre|nuestr\w*)\b", re.IGNORECASE
)
_QUOTED = re.compile(r"[“«„\"][^“”«»„\"]*[”»“\"]")


def length_kept(told: Told) -> Measure:
    """The claims of the sections are no longer than their kind allows."""
    bound = UPPER.get(told.story["kind"])
    if bound is None:
        return Measure("length_kept", None, 0.0, "the kind has no bound")
    count = sum(len(claim["text"].split()) for claim in told.every_claim)
    return Measure.rate("length_kept", float(count <= bound), 1)


def style_kept(told: Told, case: Case) -> tuple[Measure, list[Detail]]:
    """The share of the rules that the story keeps."""
    rules: dict[str, Callable[[Told, Case], str | None]] = {
        "no bragging": _brags,
        "no spoken fillers": _mumbles,
        "no voice of the customer outside quotation marks": _speaks_as_us,
        "nothing told twice": _repeats,
        "sentences that can be read": _runs_on,
        "the result in the title": _buries,
    }
    broken = {name: found for name, rule in rules.items() if (found := rule(told, case))}
    details = [Detail("style", False, f"{name}: {found}") for name, found in broken.items()]
    return Measure.rate("style_kept", len(rules) - len(broken), len(rules)), details


def _own(told: Told) -> list[str]:
    """Return what the writer says outside quotation marks."""
    return [_QUOTED.sub(" ", claim["text"]) for claim in told.claims] + [_QUOTED.sub(" ", told.story["summary"])]


def _brags(told: Told, case: Case) -> str | None:
    notes = plain(" ".join(note.text for note in case.notes))
    found = [match[0] for text in _own(told) for match in _BRAGGING.finditer(text)]
    return next((each for each in found if plain(each) not in notes), None)


def _mumbles(told: Told, _: Case) -> str | None:
    return next((text for text in _own(told) if _SPOKEN.search(text)), None)


def _speaks_as_us(told: Told, _: Case) -> str | None:
    return next((text for text in _own(told) if _OWN_VOICE.search(text)), None)


def _repeats(told: Told, _: Case) -> str | None:
    seen: set[str] = set()
    for claim in told.claims:
        key = " ".join(words(_QUOTED.sub(lambda match: match[0], claim["text"])))
        if key in seen:
            return str(claim["text"])
        seen.add(key)
    return None


def _runs_on(told: Told, _: Case) -> str | None:
    return next((text for text in _own(told) if len(text.split()) > LONGEST), None)


def _buries(told: Told, case: Case) -> str | None:
    """A story with a result has a figure of it in its title or its first claim."""
    results = [v for o in case.gold.outcomes for v in (o.before, o.after, o.change) if v is not None]
    if not results or not told.claims:
        return None
    head = figures(f"{told.story['title']} {told.claims[0]['text']}")
    return None if any(among(value, head) for value in results) else str(told.story["title"])
