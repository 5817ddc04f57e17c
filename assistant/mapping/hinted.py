"""Gaps with whom to ask about them."""

from collections.abc import Sequence

from assistant.domain.documents import Side
from assistant.domain.people import RoleGap, RoleHint
from assistant.mapping.evidence import Citer
from assistant.mapping.profiles import Found
from assistant.mapping.roles.hinting import hints
from assistant.mapping.roles.judging import Source
from assistant.mapping.roles.reading import Line
from assistant.retrieval.protocols import Embedder

HINTED = 0.2  # confidence of what nearness in meaning suggests


def with_hints(
    missing: Sequence[RoleGap], found: Sequence[Found], lines: Sequence[Line], citer: Citer, embedder: Embedder
) -> tuple[RoleGap, ...]:
    """Return gaps with whom to ask about each, where a sentence about somebody is near to the role.

    Args:
        missing: roles that nobody is shown to hold.
        found: the people of the map, in order.
        lines: sentences of the notes.
        citer: turns places into citations.
        embedder: compares meanings.
    """
    people = {each.at: (f"p{number}", each) for number, each in enumerate(found, 1) if each.side is not Side.VENDOR}
    near = {hint.role: hint for hint in hints([gap.role for gap in missing], lines, people, embedder)}

    def with_hint(gap: RoleGap) -> RoleGap:
        hint = near.get(gap.role)
        if hint is None:
            return gap
        number, each = people[hint.person]
        told = RoleHint(
            person=number,
            confidence=HINTED,
            why=f"perhaps {each.one.name}: a sentence is near to it in meaning; ask",
            citations=citer.cite([Source(hint.line.document, hint.line.span, None, hint.line.text)]),
        )
        return gap.model_copy(update={"perhaps": (told,)})

    return tuple(map(with_hint, missing))
