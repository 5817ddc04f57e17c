"""Which guide questions the evidence leaves open, and who could answer them (domain handbook, section 6)."""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.documents import Person, Side
from assistant.grounding.figures import FigureKind
from assistant.writing.candidates import Candidate
from assistant.writing.casting import CASTS, missing
from assistant.writing.filters import leaves_open
from assistant.writing.kinds import shape_of
from assistant.writing.material import Material
from assistant.writing.outcomes.findings import Finding
from assistant.writing.outcomes.typicality import period_in
from assistant.writing.prominence import is_firm
from assistant.writing.proposal import OpenQuestion
from assistant.writing.scoring import Scored

_QUESTIONS = {
    "who": "Who is the customer, and what do they do? No passage answers it.",
    "why": "Why did they set out: what was it like before, and what was the trouble? No passage answers it.",
    "what": "What did they build, and for whom? No passage answers it.",
    "spread": "How did it spread, and how many people use it? No passage answers it.",
    "next": "What do they plan next? No passage answers it.",
}
OWNER = re.compile(
    r"\b(?:built by|(?:who|that) built|owned by|I (?:built|own|made|created|started)|"
    r"[A-Z][\w’'-]+ (?:[A-Z][\w’'-]+,? )?(?:now )?"
    r"(?:built|owns|created|founded|started|developed|leads|led|brought|wrote))\b"
)
_ESTIMATE = re.compile(
    r"\b(?:don['’]t hold me to|it['’]s a guess|my guess|ballpark|an estimate|i think we['’]ll|we expect to)\b",
    re.IGNORECASE,
)
_FINANCE = re.compile(r"\b(?:financ\w*|controller|treasurer|cfo|accountant|accounting)\b", re.IGNORECASE)
_MONEY = "What is it worth in money? No firm amount saved or earned was given."
_MOST = 8
_MOST_ADMITTED = 4


def gaps(
    material: Material,
    found: Sequence[Candidate],
    told: Sequence[Scored],
    findings: Sequence[Finding],
    *,
    quoted: bool,
) -> tuple[OpenQuestion, ...]:
    """Return the open questions of a story, the gravest first."""
    ask = best_person(material)
    parts = () if material.kind in CASTS else _parts(told)
    questions = [*missing(material.kind, told), *_value(findings, told), *parts]
    purse = _keeper_of_money(material) or ask
    if not quoted and shape_of(material.kind).quoted:
        questions.append("Who may be quoted, and in which words? No quotation of a named customer was found.")
    if not _named_builder(told):
        questions.append("Who built it, and who owns it now? No passage names anybody.")
    left_open = list(_admitted(material, found))[:_MOST_ADMITTED]
    asked = (OpenQuestion(question, purse if question == _MONEY else ask) for question in questions[:_MOST])
    return (*asked, *left_open)


def _admitted(material: Material, found: Sequence[Candidate]) -> Iterator[OpenQuestion]:
    """What the notes themselves call open, and figures that are only estimates; ask whom the sentence names."""
    asked: set[tuple[str, int]] = set()
    for candidate in found:
        estimate = _ESTIMATE.search(candidate.text) and any(figure.unit for figure in candidate.figures)
        turn = (candidate.passage.document, candidate.passage.start)
        if not (leaves_open(candidate.text) or estimate) or turn in asked:
            continue
        asked.add(turn)
        lead = "This is an estimate; what is the figure?" if estimate else "The notes leave this open:"
        said = set(re.findall(r"[^\W\d_]+", candidate.passage.text if candidate.spoken else candidate.text))
        others = [p for p in material.people if p.side is not Side.VENDOR and p.name != candidate.speaker]
        named = [p.name for p in others if set(p.name.split()[:1]) & said]
        speaker = candidate.speaker if candidate.side is not Side.VENDOR else None
        yield OpenQuestion(f'{lead} "{candidate.text}"', named[0] if named else speaker)


def best_person(material: Material) -> str | None:
    """Return the customer's person to ask: one who speaks in the notes first, then one with a title."""
    speakers = [passage.speaker for passage in material.passages if passage.speaker]
    people = [person for person in material.people if person.side is Side.CUSTOMER]

    def worth(person: Person) -> tuple[int, bool]:
        return speakers.count(person.name), person.title is not None

    return max(people, key=worth).name if people else None


def _value(findings: Sequence[Finding], told: Sequence[Scored]) -> Iterator[str]:
    outcomes = [finding for finding in findings if finding.form != "single"]
    if not outcomes:
        figure = any(item.part == "changed" and is_firm(item) and not _counts(item) for item in told)
        yield (
            "What was it before? A figure for the result is given, but nothing to compare it with."
            if figure
            else "What changed, by how much? No figure for the result was given."
        )
    for finding in outcomes:
        if finding.form == "change":
            yield f'What was "{finding.name}" before and after, in numbers? Only the change is stated.'
            break
    undated = next((f for f in outcomes if not any(period_in(s.text) for s in f.statements)), None)
    if undated is not None:
        yield f'Over which period was "{undated.name}" measured, and how? The notes do not say.'
    if not any("hour" in f.unit or "day" in f.unit or "week" in f.unit or "minute" in f.unit for f in outcomes):
        yield "How much time does it save? No figure for time saved was given."
    if not any(len(f.unit) == 3 and f.unit.isupper() for f in findings):  # noqa: PLR2004  a code of money
        yield _MONEY


def _counts(item: Scored) -> bool:
    """Tell whether the figures of a sentence only say how many there are: scale, which has no before."""
    return all(figure.kind is FigureKind.COUNT for figure in item.candidate.figures if figure.is_quantity)


def _keeper_of_money(material: Material) -> str | None:
    people = (person for person in material.people if person.side is not Side.VENDOR and person.title)
    return next((person.name for person in people if _FINANCE.search(person.title or "")), None)


def _parts(told: Sequence[Scored]) -> Iterator[str]:
    parts = {item.part for item in told}
    for part, question in _QUESTIONS.items():
        if part not in parts:
            yield question


def _named_builder(told: Sequence[Scored]) -> bool:
    return any(OWNER.search(item.candidate.text) for item in told)
