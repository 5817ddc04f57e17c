"""Does a story leave open what is open, report what disagrees, and keep quiet where it must?"""

from evals.cases import Ban, Case
from evals.measures import Detail, Measure
from evals.scorers.story import Told
from evals.scorers.text import any_of, holds, sentences


def unknowns_asked(told: Told, case: Case) -> tuple[Measure, list[Detail]]:
    """Everything that the notes leave open is asked about."""
    questions = [gap["question"] for gap in told.story["gaps"]]
    details = [
        Detail("unknown", any(all(any_of(q, group) for group in each.about) for q in questions), each.why)
        for each in case.gold.unknowns
    ]
    hits = sum(detail.ok is True for detail in details)
    return Measure.rate("unknowns_asked", hits, len(details), "nothing is known to be open"), details


def contradictions_told(told: Told, case: Case) -> tuple[Measure, list[Detail]]:
    """Everything that disagrees in the notes, or with the usage table, is reported with both sides."""
    reported = [
        " ".join([each["text"], *(citation["text"] for citation in each["citations"])])
        for each in told.story["contradictions"]
    ]
    details = [
        Detail("contradiction", any(all(holds(text, side) for side in each.between) for text in reported), str(each))
        for each in case.gold.contradictions
    ]
    hits = sum(detail.ok is True for detail in details)
    return Measure.rate("contradictions_told", hits, len(details), "nothing in the notes disagrees"), details


def bans_kept(told: Told, case: Case) -> tuple[Measure, list[Detail]]:
    """No sentence of the story makes a statement that it may not make."""
    lines = [line for text in told.statements for line in sentences(text)]
    details = []
    for ban in case.gold.bans:
        broken = next((line for line in lines if breaks(ban, line)), None)
        said = f"{ban.why}: {broken}" if broken else ban.why
        details.append(Detail("ban", broken is None, said))
    hits = sum(detail.ok is True for detail in details)
    return Measure.rate("bans_kept", hits, len(details), "nothing is banned"), details


def breaks(ban: Ban, line: str) -> bool:
    """Tell whether a sentence makes the statement."""
    return all(holds(line, part) for part in ban.all_of) and not any_of(line, ban.unless)
