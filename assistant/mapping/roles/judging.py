"""From signals, use and titles to roles: own words outweigh others', both outweigh a title, the newest win."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from assistant.domain.documents import Side
from assistant.domain.people import Department, Role, Seniority, UserUse
from assistant.domain.spans import Span
from assistant.mapping.roles import titles
from assistant.mapping.roles.signals import Hit, Reading
from assistant.mapping.roles.words_stance import INFLUENCE, SELLING, STAKE

Basis = Literal["own_words", "others_words", "usage", "title"]
TRAITS = (SELLING, INFLUENCE, STAKE)
SENIOR: tuple[Seniority, ...] = ("senior_director", "vp", "c_level")
LEADING: tuple[Seniority, ...] = ("director", *SENIOR)
HIGHEST = 0.95
BY_USE = {Role.BUILDER: 0.75, Role.ADMINISTRATOR: 0.7, Role.POWER_USER: 0.7, Role.END_USER: 0.65}
_MOST_CITED = 4
_QUOTED = 110  # code points of a quotation in a reason


class Source(NamedTuple):
    """Where evidence stands: a stretch of a document, or a usage fact."""

    document: str | None
    span: Span | None
    fact: str | None = None
    text: str = ""


class Support(NamedTuple):
    """One piece of evidence for a role."""

    weight: float
    basis: Basis
    says: str
    source: Source
    extra: Source | None = None  # the sentence that says who "she" is
    voice: str = ""  # whose words they are
    by_model: bool = False


@dataclass
class Verdict:
    """What was judged of one person."""

    held: dict[Role, list[Support]] = field(default_factory=dict)
    confidence: dict[Role, float] = field(default_factory=dict)
    against: list[tuple[Role, str, Source]] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    traits: dict[str, list[Support]] = field(default_factory=dict)


class Standing(NamedTuple):
    """What is known of a person before roles are judged."""

    person: int
    title: str
    title_source: Source | None
    level: Seniority
    department: Department


def judge(standing: Standing, hits: Sequence[Hit], uses: Sequence[UserUse], speakers: Mapping[int, str]) -> Verdict:
    """Judge the roles of one person from what notes say, what use shows and what the title suggests."""
    verdict = Verdict()
    said: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        if not (hit.signal.senior and standing.level not in SENIOR):
            said[hit.signal.role].append(hit)
    for role, listed in said.items():
        _words(verdict, role, listed, speakers)
    _champion(verdict, standing)
    denied = {role for role, _, _ in verdict.against} - set(verdict.held)
    for use in uses:
        if use.role not in denied or use.role in verdict.held:
            source = Source(None, None, use.fact.id, use.fact.sentence)
            _add(verdict, use.role, Support(BY_USE[use.role], "usage", "by use", source))
    _titles(verdict, standing, denied)
    if Role.POWER_USER in verdict.held:
        _drop(verdict, Role.END_USER, unless=("own_words", "others_words"))
    for role, supports in verdict.held.items():
        verdict.confidence[role] = _confidence(role, supports, standing)
    return verdict


def _words(verdict: Verdict, role: str, listed: Sequence[Hit], speakers: Mapping[int, str]) -> None:
    """Weigh what is said for a role against what is said against it; the newest, then own words, decide."""
    meant = [hit for hit in listed if hit.reading is not Reading.IMAGINED]
    holds = [hit for hit in meant if hit.reading is Reading.HOLDS]
    against = [hit for hit in meant if hit.reading is not Reading.HOLDS]
    real = _role(role)
    newest = max(meant, key=_order, default=None)
    for hit in against:
        if real is not None:
            told = "said not to be so" if hit.reading is Reading.DENIED else "said of the past"
            words = f"{real.value.replace('_', ' ')}: {told}: {_quoted(hit.line.text)}"
            verdict.against.append((real, words, _source(hit)))
    if newest is None or newest.reading is not Reading.HOLDS:
        if holds and newest and real is not None:
            verdict.changes.append(f"{real.value.replace('_', ' ')} before; no longer: {_quoted(newest.line.text)}")
        return
    if against and real is not None:
        verdict.changes.append(
            f"{real.value.replace('_', ' ')} now; said otherwise elsewhere: {_quoted(against[0].line.text)}"
        )
    supports = [_support(hit, speakers) for hit in _distinct(holds)]
    if real is None:
        verdict.traits[role] = supports
    else:
        for support in supports:
            _add(verdict, real, support)


def _role(name: str) -> Role | None:
    """Return the role that a signal speaks for; a trait of a champion is none, but its denial denies the champion."""
    return None if name in TRAITS else Role(name)


def _order(hit: Hit) -> tuple[str, bool, bool, int]:
    own = hit.person in hit.line.selves
    present = own or hit.reading is not Reading.PAST  # others' "used to" may be of another place
    return (hit.line.dated, present, own, hit.line.span.start)


def _distinct(hits: Iterable[Hit]) -> list[Hit]:
    """Return one hit for each sentence, the strongest."""
    best: dict[tuple[str, Span], Hit] = {}
    for hit in hits:
        place = (hit.line.document, hit.line.span)
        if place not in best or hit.signal.weight > best[place].signal.weight:
            best[place] = hit
    return list(best.values())


def _support(hit: Hit, speakers: Mapping[int, str]) -> Support:
    line = hit.line
    own = hit.person in line.selves
    if own:
        factor = 1.0
    elif line.internal:
        factor = 0.8
    else:
        factor = 0.92 if line.side is Side.CUSTOMER else 0.88
    voice = "" if own or line.speaker is None else speakers.get(line.speaker, "")
    extra = Source(line.document, line.before) if line.before else None
    weight = hit.signal.weight * factor
    basis: Basis = "own_words" if own else "others_words"
    return Support(weight, basis, hit.signal.says, _source(hit), extra, voice, hit.by_model)


def _source(hit: Hit) -> Source:
    return Source(hit.line.document, hit.line.span, None, hit.line.text)


def _add(verdict: Verdict, role: Role, support: Support) -> None:
    verdict.held.setdefault(role, []).append(support)


def _drop(verdict: Verdict, role: Role, *, unless: tuple[str, ...]) -> None:
    if not any(support.basis in unless for support in verdict.held.get(role, ())):
        verdict.held.pop(role, None)


def _champion(verdict: Verdict, standing: Standing) -> None:
    """A champion has influence, sells inside and has a stake; who sells without the other two is a coach."""
    called = verdict.held.pop(Role.CHAMPION, [])
    denied = not called and any(role is Role.CHAMPION for role, _, _ in verdict.against)
    selling = [*verdict.traits.get(SELLING, []), *called]
    influence = list(verdict.traits.get(INFLUENCE, []))
    stake = verdict.traits.get(STAKE, []) or verdict.held.get(Role.SOLUTION_OWNER, [])
    if standing.level in LEADING and standing.title_source and not influence:
        influence = [Support(0.6, "title", f"has pull as {standing.title}", standing.title_source)]
    if Role.INFLUENCER in verdict.held and not influence:
        influence = verdict.held[Role.INFLUENCER]
    if not selling:
        return
    if influence and stake and not denied:
        told = {support.source for support in selling[:2]}
        influence = [s for s in influence if s.source not in told] or influence
        found = _unique((*selling[:2], *influence[:1], *stake[:1]))
        verdict.held[Role.CHAMPION] = [s._replace(says=CHAMPION_SAYS) for s in found]
    elif Role.COACH not in verdict.held and not denied:
        lacking = " and ".join(name for name, found in (("influence", influence), ("a stake", stake)) if not found)
        supports = [
            s._replace(weight=s.weight * 0.75, says=f"speaks for it, but {lacking} of their own is not shown")
            for s in selling[:2]
        ]
        verdict.held[Role.COACH] = supports


CHAMPION_SAYS = "has influence, sells it inside and has something to gain"


def _unique(supports: Iterable[Support]) -> list[Support]:
    return list({support.source: support for support in supports}.values())


def _titles(verdict: Verdict, standing: Standing, denied: set[Role]) -> None:
    if standing.title_source is None:
        return
    for found in titles.roles(standing.title, standing.level, standing.department):
        if found.role in denied or (found.role is Role.END_USER and verdict.held):
            continue
        support = Support(found.confidence, "title", found.says, standing.title_source)
        if found.role in verdict.held:
            verdict.held[found.role].append(support)
        else:
            verdict.held[found.role] = [support]


def _confidence(role: Role, supports: Sequence[Support], standing: Standing) -> float:
    """Return the strongest piece's weight, raised by a third of what each further one leaves open."""
    ordered = sorted(supports, key=lambda s: -s.weight)
    if role is Role.CHAMPION:
        total = sum(s.weight for s in ordered) / len(ordered)
    else:
        total = ordered[0].weight
        for support in ordered[1:]:
            total += (1 - total) * support.weight / (3 if support.basis != "title" else 8)
    if role in (Role.EXECUTIVE_SPONSOR, Role.ECONOMIC_BUYER) and standing.level in (
        "individual_contributor",
        "manager",
    ):
        total *= 0.7
    if all(s.basis == "title" for s in supports):
        total = min(total, titles.CAP)
    return round(min(total, HIGHEST), 2)


def basis(supports: Sequence[Support]) -> Basis:
    """Return the strongest kind of evidence among several."""
    order: tuple[Basis, ...] = ("own_words", "others_words", "usage", "title")
    return min((support.basis for support in supports), key=order.index)


def read_by(supports: Sequence[Support]) -> Literal["rules", "model", "both"]:
    """Return who read what speaks for a role."""
    found = {support.by_model for support in supports}
    return "both" if len(found) > 1 else "model" if found == {True} else "rules"


def why(role: Role, name: str, supports: Sequence[Support]) -> str:
    """Return the reason for a role in one sentence."""
    best = min(supports, key=lambda s: (("own_words", "others_words", "usage", "title").index(s.basis), -s.weight))
    if best.basis == "title":
        return f"By title alone: {name} is {best.source.text}, {best.says}."
    if best.basis == "usage":
        return best.source.text
    quoted = _quoted(best.source.text)
    if best.basis == "own_words":
        sentence = f"{name} {best.says}, in their own words: {quoted}"
    else:
        sentence = f"{name} {best.says}, as {best.voice or 'the notes'} {'says' if best.voice else 'say'}: {quoted}"
    use = next((s for s in supports if s.basis == "usage"), None)
    if use and role in BY_USE:
        return f"{sentence}; use shows it too."
    return sentence if sentence.rstrip("”")[-1:] in ".!?…" else f"{sentence}."


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words if len(words) <= _QUOTED else words[: _QUOTED - 1].rsplit(' ', 1)[0] + '…'}”"


def cited(supports: Sequence[Support]) -> list[Source]:
    """Return the places to cite for a role, best first, at most a few."""
    order = ("own_words", "others_words", "usage", "title")
    ranked = sorted(supports, key=lambda s: (order.index(s.basis), -s.weight))[:_MOST_CITED]
    places = [place for support in ranked for place in (support.source, support.extra) if place is not None]
    return list({(place.document, place.span, place.fact): place for place in places}.values())
