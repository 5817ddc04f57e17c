"""Is what a story says carried by what it cites? Figures, words, quotations and spans, each looked at on its own."""

import re
from collections.abc import Iterator

from evals.cases import Case
from evals.measures import Detail, Measure
from evals.scorers.story import Json, Told
from evals.scorers.text import content, denies, same_person, sentences
from evals.scorers.turns import parts_of, speakers_of, stands
from evals.scorers.values import among, figures, in_digits, near

CARRIED = 0.6  # share of a claim's content words that its evidence must have
_QUOTED = re.compile(r"[“«„]([^“”«»„]{12,})[”»“]")
_PERCENT = 100


def figures_right(told: Told) -> tuple[Measure, list[Detail]]:
    """Every figure in digits stands in what the claim cites, in a formula that it lists, or is a share times 100."""
    hits, wrong, total = 0, list[Detail](), 0
    for claim in told.claims:
        there = figures(f"{told.cited(claim)}\n{told.formulas(claim)}")
        for value in in_digits(claim["text"]):
            total += 1
            good = among(value, there) or among(value / _PERCENT, there) or _rounded(value, there)
            hits += good
            if not good:
                wrong.append(Detail("figure", False, f"{value:g} is in nothing cited: {claim['text']}"))
    return Measure.rate("figures_right", hits, total, "no figure in the story"), wrong


def claims_carried(told: Told, account: str | None) -> tuple[Measure, list[Detail]]:
    """Most content words of a claim stand in what it cites, and it denies only what is denied there."""
    given = content(account or "")
    hits, details = 0, list[Detail]()
    for claim in told.claims:
        problem = _problem(claim["text"], told.cited(claim), given, _speakers(told, claim))
        hits += problem is None
        if problem:
            details.append(Detail("claim", False, f"{problem}: {claim['text']}"))
    return Measure.rate("claims_carried", hits, len(told.claims), "no claim in the story"), details


def _speakers(told: Told, claim: Json) -> str:
    items = [told.evidence.get(citation["evidence"], {}) for citation in claim["citations"]]
    titles = [quote.get("title") or "" for quote in told.story["quotes"]]
    return " ".join([*(item.get("speaker") or "" for item in items), *titles])


def _problem(text: str, cited: str, given: set[str], speakers: str) -> str | None:
    wanted = content(text) - given - content(speakers)
    missing = wanted - content(cited)
    if wanted and len(missing) > (1 - CARRIED) * len(wanted):
        return "words not in the evidence"
    if denies(text) and not denies(cited):
        return "denies what is not denied"
    nearest = max(sentences(cited), key=lambda one: len(content(one) & wanted), default="")
    return "drops a denial" if denies(nearest) and not denies(text) and _covers(text, nearest) else None


def _covers(text: str, sentence: str) -> bool:
    """Tell whether a text tells the whole of a sentence, so that a denial in it should be there too."""
    wanted = content(sentence)
    return bool(wanted) and len(content(text) & wanted) >= 0.8 * len(wanted)


def citations_exact(told: Told) -> Measure:
    """Every span of a document is the text that the citation gives."""
    found = [c for claim in told.claims for c in claim["citations"] if c["document"] is not None]
    good = [c for c in found if told.documents.get(c["document"], "")[c["start"] : c["end"]] == c["text"]]
    uncited = sum(not claim["citations"] for claim in told.claims)
    return Measure.rate("citations_exact", len(good), len(found) + uncited, "nothing is cited")


def quotations(told: Told, case: Case) -> tuple[list[Measure], list[Detail]]:
    """Words between quotation marks stand in a document, and their speaker said them."""
    details, verbatim, credited = list[Detail](), list[bool](), list[bool]()
    for text, speaker in _quotes(told):
        parts = parts_of(text)
        there = bool(parts) and all(any(stands(part, note.text) for note in case.notes) for part in parts)
        verbatim.append(there)
        if not there:
            details.append(Detail("quotation", False, f"not verbatim: {text}"))
        said = speakers_of(text, case) if there else set()
        if said and speaker:
            credited.append(any(same_person(speaker, each) for each in said))
            if not credited[-1]:
                details.append(Detail("quotation", False, f"{speaker} did not say it, {min(said)} did: {text}"))
    measures = [
        Measure.rate("quotes_verbatim", sum(verbatim), len(verbatim), "no quotation in the story"),
        Measure.rate("quotes_credited", sum(credited), len(credited), "no quotation with a known speaker"),
    ]
    return measures, details


def _quotes(told: Told) -> Iterator[tuple[str, str | None]]:
    """Yield the quotations listed, and those between marks in claims that no listed one holds."""
    listed = [(quote["text"], quote["speaker"]) for quote in told.story["quotes"]]
    yield from listed
    for claim in told.claims:
        for found in _QUOTED.findall(claim["text"]):
            words = found.strip(" ,.!?")
            if not any(words in text or text.strip(" ,.!?") in found for text, _ in listed):
                yield found, None


def _rounded(value: float, there: list[float]) -> bool:
    return any(near(value, round(other)) or near(value, round(other, 1)) for other in there if other)
