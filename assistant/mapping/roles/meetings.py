"""Notes of a talk "with the sponsor": of those who took part, the one senior customer is meant."""

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.domain.documents import Document
from assistant.domain.people import Seniority
from assistant.domain.spans import Span
from assistant.mapping.roles.judging import SENIOR
from assistant.mapping.roles.reading import Line, people_in
from assistant.mapping.roles.signals import Hit, Reading, Signal

_WITH_SPONSOR = re.compile(
    r"\b(?:with|by) (?:the|our|their|its)? ?(?:executive |exec |project )?sponsor\b(?!s)", re.IGNORECASE
)
_TITLE_END = 300  # code points of a document in which its title stands
SIGNAL = Signal("executive_sponsor", "is the sponsor that the notes are about", 0.7, _WITH_SPONSOR)


def sponsors(documents: Sequence[Document], lines: Sequence[Line], levels: Mapping[int, Seniority]) -> Iterator[Hit]:
    """Yield the one senior person of each document whose title says that it was a talk with the sponsor."""
    for document in documents:
        match = _WITH_SPONSOR.search(document.text, 0, _TITLE_END)
        if match is None or not document.header.people:
            continue
        listed = document.header.spans.get("people")
        mine = [line for line in lines if line.document == document.id]
        present = {
            person
            for line in mine
            if listed is not None and line.span.overlaps(listed)
            for person in people_in(line.masked)
        }
        seniors = [person for person in present if levels.get(person) in SENIOR]
        if len(seniors) != 1:
            continue
        title = next((line for line in mine if line.span.overlaps(Span(*match.span()))), None)
        if title is not None:
            yield Hit(seniors[0], SIGNAL, title, Reading.HOLDS)
