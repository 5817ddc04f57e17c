"""Single figures that a story tells: how many use it, how far it went; no change, so nothing is computed."""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.documents import Rank
from assistant.grounding.figures import Figure, FigureKind
from assistant.writing.outcomes.changes import is_hoped
from assistant.writing.outcomes.findings import Finding, Statement
from assistant.writing.outcomes.naming import is_name, tidy
from assistant.writing.outcomes.units import counted, is_telling, shown

_MOST_WORDS = 5  # of a name
_FEWEST = 10  # a count below this is no figure of a story
_DENIED = re.compile(r"\b(?:not|never|no|without)\b|n['’]t\b", re.IGNORECASE)
_OF_THE = re.compile(r"^of (?:the |those |these |our |its |their )?(?:world['’]s )?")
_ENDS = re.compile(
    r"[.,;:!?()“”\"–—]|\b(?:is|are|was|were|has|have|had|will|can|could|do|does|did|who|that|which|and|or|but|while|"
    r"when|where|to|so|because|power|powers|use|uses|using|host|serve|work|live|now|every|each|a|an|per)\b",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"(?:things?|times?|lot|ways?|core|content|person|people's|world['’]s)\b|.*\b(?:my|your|there)\b", re.IGNORECASE
)
_HANGS = re.compile(r"(?:\s+(?:\w+(?:ing|ed)|went|live|altogether|total|in \w+))+$")
_OF = re.compile(r"\s+of\s+(?:the |our |their |its |all )?", re.IGNORECASE)


def singles(
    statements: Sequence[Statement], taken: Sequence[Finding], most: int
) -> Iterator[tuple[Statement, Finding]]:
    """Yield the named figures of told sentences that no change holds yet, each name once, with their sentences."""
    known = {finding.name.casefold() for finding in taken}
    used = {(statement.cite, figure.start) for finding in taken for figure, statement in finding.told}
    count = 0
    for statement in statements:
        for figure in statement.figures:
            name = "" if (statement.cite, figure.start) in used else _name(statement, figure)
            if not name or name.casefold() in known or count >= most:
                continue
            known.add(name.casefold())
            count += 1
            yield statement, _single(name, statement, figure)


def _name(statement: Statement, figure: Figure) -> str:
    """Return what a figure counts or is a share of, in the sentence's words, or "" where it cannot be told."""
    if not _fits(statement, figure):
        return ""
    text = statement.text
    if figure.kind is FigureKind.PERCENT:
        share = _OF.match(text, figure.end)
        return _named(text[share.end() :]) if share else ""
    joined = text[figure.end : figure.end + 1] == "-" or re.search(r"[A-Z]\w+ $", text[: figure.start])
    if figure.kind is FigureKind.COUNT and figure.low >= _FEWEST and counted(figure, text) and not joined:
        return _named(_OF.sub("", text[figure.end :], count=1) if _OF.match(text, figure.end) else text[figure.end :])
    return ""


def _fits(statement: Statement, figure: Figure) -> bool:
    if _DENIED.search(statement.text[: figure.start]):
        return False
    firm = is_telling(figure) and not figure.vague and not figure.is_range and figure.role is None
    return firm and statement.rank is not Rank.INTERNAL and not is_hoped(statement.text, figure.start)


def _named(words: str) -> str:
    end = _ENDS.search(words.strip())
    name = tidy(" ".join((words.strip()[: end.start()] if end else words).split()[:_MOST_WORDS]))
    name = _HANGS.sub("", name)
    return name if is_name(name) and not _LOOSE.match(name) else ""


def _single(name: str, statement: Statement, figure: Figure) -> Finding:
    return Finding(
        form="single",
        name=name,
        unit=_OF_THE.sub("", shown(figure, statement.text)),
        statements=(statement,),
        figures=(figure,),
        after=figure.low,
        per=figure.per,
    )
