"""Puts the guide for the next interview together from the same evidence that a story is written from."""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.documents import Side
from assistant.domain.guide import Answered, Guide, PersonToAsk, Question, Topic
from assistant.domain.story import Provenance, StoryAccount, StoryDocument
from assistant.writing.asking.answers import answers, unanswered
from assistant.writing.asking.figures import about_figures
from assistant.writing.asking.inquiry import Inquiry, merged, offers_figure, sayable
from assistant.writing.asking.voices import about_voices, heard
from assistant.writing.candidates import Candidate, candidates
from assistant.writing.evidence import EvidencePool, Numbering
from assistant.writing.gaps import best_person
from assistant.writing.material import Material
from assistant.writing.outcomes.search import findings, statements
from assistant.writing.proposal import Conflict, FactCite, OpenQuestion, Proposal, SpanCite
from assistant.writing.scoring import scored

_ADMITTED = re.compile(r'^[^"]*: "(?P<words>.+)"$|^[^"]*\? "(?P<guess>.+)"$', re.DOTALL)
_TWO_WAYS = re.compile(r"^(?P<name>.+?) is told in two ways")
_USED = "How many people use it, how often, and how do you know?"
_BEGAN = "When did you begin to use it, and who was the first?"
_DISAGREE = "We have this in versions that differ. How was it, and where is it written down?"
_GUESSED = "A figure was guessed at here. What is it, and where does it come from?"
_NOT_YET = "A figure was still open here. What is it by now, and where does it come from?"
_CLOSING = (
    ("Who else uses it, who decided on it, and who should we talk to next?", "Asked in every interview."),
    ("What would break if it were gone tomorrow?", "Asked in every interview."),
    ("May we quote you: in which words, under which name and title, and where?", "No consent is on file here."),
)


def guide_of(material: Material, proposal: Proposal, provenance: Provenance) -> Guide:
    """Return the guide.

    Args:
        material: what a story would be written from.
        proposal: the story that the built-in engine puts forward from it: its gaps and contradictions are asked about.
        provenance: what took part.
    """
    found = candidates(material)
    outcomes = findings(statements(found))
    told = scored(material, found, outcomes)
    answered = answers(told, outcomes)
    ask = best_person(material)
    inquiries = merged(
        (
            *unanswered(told, answered, ask),
            *_conflicts(proposal.contradictions, ask),
            *about_figures(outcomes, ask),
            *_left_open(proposal.gaps, found, ask),
            *about_voices(material, found, ask),
            *(Inquiry(Topic.CLOSING, question, why, ask) for question, why in _CLOSING),
        )
    )
    ordered = sorted(inquiries, key=lambda one: list(Topic).index(one.topic))
    cites = [*(cite for one in answered for cite in one.cites), *(cite for one in ordered for cite in one.cites)]
    numbering = Numbering(EvidencePool(material, cites))
    questions = tuple(
        Question(id=f"q{at}", topic=one.topic, question=one.question, why=one.why, ask=one.ask,
                 citations=numbering.citations(one.cites))
        for at, one in enumerate(ordered, 1)
    )  # fmt: skip
    return Guide(
        account=StoryAccount(id=material.account.id, name=material.account_name),
        language=material.language,
        answered=tuple(
            Answered(topic=one.topic, question=one.question, citations=numbering.citations(one.cites))
            for one in answered
        ),
        questions=questions,
        people=tuple(_people(material, questions)),
        evidence=tuple(numbering.used),
        usage_facts=material.facts,
        documents=tuple(
            StoryDocument(id=d.id, sha256=d.sha256, media_type=d.media_type, text=d.text, language=d.language)
            for d in material.documents
        ),
        provenance=provenance,
    )


def _conflicts(conflicts: Sequence[Conflict], ask: str | None) -> Iterator[Inquiry]:
    """Ask after each contradiction without telling either version."""
    for conflict in conflicts:
        named = _TWO_WAYS.match(conflict.text)
        name = sayable(named["name"]) if named else None
        question = (
            f"We have “{name}” in versions that differ. How was it, and where is it written down?"
            if name
            else _DISAGREE
        )
        if any(isinstance(cite, FactCite) for cite in conflict.cites):
            question = _BEGAN if "usage data begins" in conflict.text else _USED
        yield Inquiry(Topic.CONTRADICTION, question, conflict.text, ask, conflict.cites)


def _left_open(gaps: Sequence[OpenQuestion], found: Sequence[Candidate], ask: str | None) -> Iterator[Inquiry]:
    """Take up what the notes themselves call open; a guess is asked after without saying it."""
    by_text = {candidate.text: candidate for candidate in found}
    for gap in gaps:
        match = _ADMITTED.match(gap.question)
        candidate = by_text.get(match["words"] or match["guess"]) if match else None
        if candidate is None:
            continue
        if not offers_figure(candidate.text):
            question = f"This was left open: “{candidate.text}” What has come of it?"
        else:
            question = _GUESSED if match and match["guess"] else _NOT_YET
        place = SpanCite(candidate.passage.document, candidate.span.start, candidate.span.end)
        yield Inquiry(Topic.OPEN, question, "The notes leave it open.", gap.person or ask, (place,))


def _people(material: Material, questions: Sequence[Question]) -> Iterator[PersonToAsk]:
    spoken = heard(material)
    for name in dict.fromkeys(question.ask for question in questions if question.ask):
        person = material.person(name)
        yield PersonToAsk(
            name=name,
            title=person.title if person else None,
            side=person.side if person else Side.UNKNOWN,
            heard=name.casefold() in spoken,
            questions=tuple(question.id for question in questions if question.ask == name),
        )
