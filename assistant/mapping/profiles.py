"""People as the role map shows them."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from assistant.domain.documents import Side
from assistant.domain.people import MappedPerson, Role, RoleAgainst, RoleHeld, Stance
from assistant.domain.text import plain_words
from assistant.mapping.evidence import Citer
from assistant.mapping.people import Individual
from assistant.mapping.roles import judging
from assistant.mapping.roles.judging import Standing, Verdict
from assistant.mapping.roles.titles import CAP

Influence = Literal["high", "medium", "low", "unknown"]
_HIGH = {Role.EXECUTIVE_SPONSOR, Role.ECONOMIC_BUYER, Role.INFLUENCER, Role.CHAMPION}
_MEDIUM = {Role.DECISION_MAKER, Role.SOLUTION_OWNER, Role.PEOPLE_MANAGER}
_MOST_AGAINST = 6


class Found(NamedTuple):
    """A person with what was judged of them; `at` is the place among all individuals."""

    at: int
    one: Individual
    side: Side
    standing: Standing
    verdict: Verdict


def profiles(found: Sequence[Found], citer: Citer) -> tuple[MappedPerson, ...]:
    """Return the people with ids p1 onwards, in the order given."""
    return tuple(_profile(f"p{number}", each, citer) for number, each in enumerate(found, 1))


def _profile(number: str, found: Found, citer: Citer) -> MappedPerson:
    one, verdict = found.one, found.verdict
    held = sorted(verdict.held.items(), key=lambda item: -verdict.confidence[item[0]])
    return MappedPerson(
        id=number,
        name=one.name,
        title=found.standing.title or None,
        company=one.first("company") or None,
        side=found.side,
        seniority=found.standing.level,
        department=found.standing.department,
        roles=tuple(
            RoleHeld(
                role=role,
                confidence=verdict.confidence[role],
                why=judging.why(role, one.name, supports),
                basis=judging.basis(supports),
                citations=citer.cite(judging.cited(supports)),
                read_by=judging.read_by(supports),
            )
            for role, supports in held
        ),
        email=one.first("email") or None,
        also_called=tuple(dict.fromkeys(m.name for m in one.mentions if m.name != one.name)),
        sources=tuple(dict.fromkeys(m.source for m in one.mentions)),
        influence=_influence(found),
        sentiment=_sentiment(verdict),
        against=tuple(
            RoleAgainst(role=role, why=why, citations=citer.cite([place]))
            for role, why, place in verdict.against[:_MOST_AGAINST]
        ),
        notes=(*dict.fromkeys(one.notes), *_title_changes(one), *verdict.changes),
    )


def _title_changes(one: Individual) -> Iterator[str]:
    """Tell a title that another source gives differently; what only says more of the same is no change."""
    if len(one.mentions) == 1:
        return
    told = list({plain_words(m.title): m for m in reversed(one.said_titles)}.values())[::-1]
    for other in told[1:]:
        a, b = plain_words(told[0].title), plain_words(other.title)
        if a not in b and b not in a:
            when = f" ({other.dated})" if other.dated else ""
            yield f"title {told[0].title}; {other.source}{when} says {other.title}"


def _influence(found: Found) -> Influence:
    roles = {role for role in found.verdict.held if found.verdict.confidence[role] > CAP}
    level = found.standing.level
    if roles & _HIGH or level in ("vp", "c_level"):
        return "high"
    if roles & _MEDIUM or level in ("manager", "director", "senior_director"):
        return "medium"
    return "unknown" if level == "unknown" and not roles else "low"


def _sentiment(verdict: Verdict) -> Stance:
    against = Role.DETRACTOR in verdict.held
    shown = {role for role in (Role.CHAMPION, Role.COACH) if role in verdict.held}
    sponsor = any(s.basis != "title" for s in verdict.held.get(Role.EXECUTIVE_SPONSOR, ()))
    good = bool(shown or sponsor or verdict.traits)
    if against:
        return "mixed" if good else "against"
    return "for" if good else "unknown"
