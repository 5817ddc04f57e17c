"""Title and summary: the model's words where claims of the story carry them, else the program's own."""

from collections.abc import Iterable, Iterator, Sequence

from assistant.writing.generative.bench import Attempt, Bench
from assistant.writing.generative.composing import Drafted
from assistant.writing.generative.exhibits import Exhibit
from assistant.writing.generative.words import sentences_of
from assistant.writing.headline import headlines, last_title
from assistant.writing.material import Material
from assistant.writing.narration import GENERIC
from assistant.writing.outcomes.findings import Finding
from assistant.writing.proposal import Cite, Line

_LONGEST_TITLE = 20  # words
_SENTENCES = 3
_CARRIERS = 4  # claims that a line may stand on


def title_lines(
    drafted: Drafted, held: Sequence[Attempt], outcomes: Sequence[Finding], material: Material, bench: Bench
) -> tuple[Line, ...]:
    """Return headlines, best first: the model's, those that code makes of the outcomes told, and a plain one."""
    short = [
        (line.rstrip("."), cited)
        for text, cited in drafted.titles
        for line in [" ".join(sentences_of(text))]
        if len(line.split()) <= _LONGEST_TITLE
    ]
    offered = _carried(short, held, bench)
    return (*offered, *_of_outcomes(outcomes, held, material, bench), Line(last_title(material), ()))


def _of_outcomes(
    outcomes: Sequence[Finding], held: Sequence[Attempt], material: Material, bench: Bench
) -> Iterator[Line]:
    """Yield the headlines that code makes of the outcomes that the story tells."""
    who = material.account_name or GENERIC.capitalize()
    known = "\n".join(material.texts.values())
    for finding in outcomes:
        carriers = [one for one in held if one.wording and set(one.wording.cites) & set(finding.cites)][:_CARRIERS]
        wordings = [one.wording for one in carriers if one.wording]
        if wordings and set(finding.cites) <= {cite for wording in wordings for cite in wording.cites}:
            for text in headlines(who, finding, known):
                if bench.follows(text, wordings):
                    yield Line(text, tuple(one.key for one in carriers))


def summary_lines(drafted: Drafted, held: Sequence[Attempt], bench: Bench) -> tuple[Line, ...]:
    """Return the model's summary as far as claims carry it, else the first claims that tell a result."""
    offered = _carried(drafted.summary[:_SENTENCES], held, bench)
    if offered:
        return offered
    best = [one for one in held if one.wording and (one.wording.metrics or one.part in ("result", "changed"))]
    return tuple(Line(None, (one.key,)) for one in best[:2])


def _carried(lines: Iterable[tuple[str, Sequence[Exhibit]]], held: Sequence[Attempt], bench: Bench) -> tuple[Line, ...]:
    """Return the lines that follow from the claims which cite the same evidence, as the claims stand written."""
    found = []
    for text, cited in lines:
        cites: set[Cite] = {exhibit.cite for exhibit in cited}
        carriers = [one for one in held if one.wording and cites & set(one.wording.cites)][:_CARRIERS]
        wordings = [one.wording for one in carriers if one.wording]
        if text and wordings and bench.may_head(text, cited) and bench.follows(text, wordings):
            found.append(Line(text, tuple(one.key for one in carriers)))
    return tuple(found)
