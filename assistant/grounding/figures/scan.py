"""Find the figures of a text.

Candidates come from one pattern for digits and one for number words; each is then read with what
touches it: currency, scale, unit, hedge, rate and noun. Everything looks at windows of fixed size,
so time is linear in the length of the text.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from assistant.grounding import dates
from assistant.grounding.dates import DateFound, DateKind
from assistant.grounding.figures import identifiers, parts
from assistant.grounding.figures.joining import joined
from assistant.grounding.figures.model import Figure, FigureKind
from assistant.grounding.figures.ordinals import ordinals
from assistant.grounding.figures.ratios import ratios
from assistant.grounding.figures.reading import Reader, identifier
from assistant.grounding.figures.vague import vague

_OWN_WORDS = frozenset({"de", "es", "fr"})  # where "millions" and the like are plain scales


def find(text: str, language: str = "en") -> tuple[Figure, ...]:
    """Return the figures of `text`, in order and without overlaps; identifiers among them.

    `language` (ISO 639-1) decides decimal marks, number words and unit names; outside en, de, fr and
    es digits are read with English words and units. Linear in the length of `text`.
    """
    taken = parts.Taken()
    found: list[Figure] = []
    for mask in identifiers.masked(text):
        taken.add(mask.start, mask.end)
        if mask.names:
            found.append(identifier(text, mask.start, mask.end))
    found.extend(_dated(text, date) for date in dates.find(text, language) if taken.add_free(date.start, date.end))
    worded = chain(
        ratios(text, language), () if language in _OWN_WORDS else vague(text, language), ordinals(text, language)
    )
    found.extend(figure for figure in worded if taken.add_free(figure.start, figure.end))
    found.extend(joined(text, list(_numbers(text, language, taken))))
    found.sort(key=lambda f: f.start)
    return tuple(found)


def _numbers(text: str, language: str, taken: parts.Taken) -> Iterator[Figure]:
    reader = Reader(text, language)
    at = 0
    for hit in reader.candidates():
        if hit.start() < at or taken.covers(hit.start(), hit.end()):
            continue
        figure = reader.read(hit)
        if figure is None or taken.covers(hit.start(), figure.end):
            continue
        if figure.start < at or taken.covers(figure.start, figure.end):  # a sign of the figure before
            figure = figure._replace(start=hit.start(), text=text[hit.start() : figure.end])
        at = figure.end
        yield figure


_KINDS = {
    DateKind.DAY: (FigureKind.DATE, "date"),
    DateKind.MONTH: (FigureKind.DATE, "month"),
    DateKind.QUARTER: (FigureKind.QUARTER, "quarter"),
    DateKind.HALF: (FigureKind.QUARTER, "half"),
    DateKind.YEAR: (FigureKind.YEAR, "year"),
    DateKind.DECADE: (FigureKind.YEAR, "decade"),
    DateKind.CLOCK: (FigureKind.CLOCK, "minute"),
}


def _dated(text: str, date: DateFound) -> Figure:
    kind, unit = _KINDS[date.kind]
    value = Decimal(date.value)
    unit = "fiscal year" if date.fiscal else unit
    return Figure(
        date.start, date.end, text[date.start : date.end], kind, value, value, unit, first=date.first, last=date.last
    )
