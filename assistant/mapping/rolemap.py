"""The role map of an account from everything that is known: people, sides, roles, gaps, and what to do next."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.domain import seniority
from assistant.domain.documents import Document, Side
from assistant.domain.people import Department, Role, RoleMap, Seniority, UserUse
from assistant.domain.spans import Span
from assistant.domain.story import StoryAccount, StoryDocument
from assistant.domain.text import plain_words
from assistant.grounding.judge import Judge
from assistant.mapping import gaps, interviews, services, shares
from assistant.mapping.departments import department
from assistant.mapping.evidence import Citer
from assistant.mapping.hinted import with_hints
from assistant.mapping.material import RoleMaterial
from assistant.mapping.mentions import told
from assistant.mapping.people import Individual, Mention, People, gather
from assistant.mapping.profiles import Found, profiles
from assistant.mapping.roles import cast, meetings
from assistant.mapping.roles.disposing import Scenery
from assistant.mapping.roles.judging import Source, Standing, Verdict, judge
from assistant.mapping.roles.masking import Names
from assistant.mapping.roles.proposing import Proposals, Proposer
from assistant.mapping.roles.reading import Line, Reader, people_in, spoken_by
from assistant.mapping.roles.signals import Hit, Reading, hits
from assistant.mapping.roles.words_power import POWER
from assistant.mapping.roles.words_stance import CHANGES, STANCE
from assistant.mapping.roles.words_work import WORK
from assistant.mapping.sides import Sides
from assistant.retrieval.protocols import Embedder

SIGNALS = (*POWER, *WORK, *STANCE, *CHANGES)
READ_LANGUAGES = frozenset(("en", "und"))
LASTING = frozenset(("left", "new_boss"))
_NEVER_SHOWN = frozenset(("instruction_like", "hidden_text"))


def map_roles(
    material: RoleMaterial,
    catalogue: services.Catalogue,
    proposer: Proposer | None = None,
    embedder: Embedder | None = None,
) -> RoleMap:
    """Map the people of an account to adoption roles; every role carries its evidence.

    Args:
        material: what is known.
        catalogue: the services on offer.
        proposer: a model that reads the notes besides the patterns; None for the patterns alone.
        embedder: finds whom to ask about roles that nobody holds; None finds nobody.

    Raises:
        ModelFailed: the model was to be asked and does not answer.
    """
    scene = Scene(material, proposer)
    citer = Citer((*material.documents, *material.lists), material.facts)
    found = scene.found
    people = profiles(found, citer)
    missing = gaps.gaps(people, material)
    if embedder is not None:
        missing = with_hints(missing, found, scene.lines, citer, embedder)
    return RoleMap(
        account=StoryAccount(id=material.account.id, name=material.account.name),
        people=people,
        gaps=missing,
        risks=gaps.risks(people, found, scene.changes, citer),
        seniority_of_use=shares.seniority_of_use(material.levels),
        services=services.offers(people, missing, catalogue),
        interview_next=interviews.next_interviews(people, found, scene.interviewed, material.uses),
        evidence=citer.evidence,
        documents=tuple(_shown(document) for document in (*material.documents, *material.lists)),
        usage_facts=material.facts,
        usage_tables=material.tables,
        notices=(*_unread(material.documents), *scene.proposed.remarks),
    )


def _unread(documents: Sequence[Document]) -> Iterator[str]:
    """Say which notes the patterns cannot read."""
    for document in documents:
        if document.language not in READ_LANGUAGES:
            told = "roles are read from English sentences only; titles, labels and use still count"
            yield f"{document.id}: the language is {document.language}; {told}"


def _shown(document: Document) -> StoryDocument:
    return StoryDocument(
        id=document.id,
        sha256=document.sha256,
        media_type=document.media_type,
        text=document.text,
        language=document.language,
    )


@dataclass(frozen=True)
class Scene:
    """The people of a role map, and what notes and usage say of each."""

    material: RoleMaterial
    proposer: Proposer | None = None

    @cached_property
    def _gathered(self) -> tuple[People, list[Mention], list[int], int]:
        """People, their mentions with the place of each, and how many mentions come from a list of people."""
        listed = list(told(self.material))
        people, places = gather(listed)
        if not self.material.documents:
            return people, listed, places, len(listed)
        firms = [m.company for m in listed if m.company] + [self.material.account.name or ""]
        late = list(cast.newcomers(self.material.documents, cast.forms(people.all), firms))
        places += [people.add(mention) for mention in late]
        return people, [*listed, *late], places, len(listed)

    @cached_property
    def individuals(self) -> Sequence[Individual]:
        """Everybody, in the order in which they came to be known."""
        return self._gathered[0].all

    @cached_property
    def order(self) -> list[int]:
        """Individuals in the order of their first mention: notes, account file, contacts, usage, sentences."""
        return list(dict.fromkeys(self._gathered[2]))

    @cached_property
    def listed(self) -> frozenset[int]:
        """Those whom a list of people, a speaker's label or an introduction names; others need a role to count."""
        return frozenset(self._gathered[2][: self._gathered[3]])

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The side of each individual."""
        decide = Sides(self.material.account, self.individuals)
        return tuple(decide.of(one) for one in self.individuals)

    @cached_property
    def speakers(self) -> Mapping[tuple[str, str], int]:
        """(document, folded name) -> individual, for every name that a document uses."""
        _, mentions, places, _ = self._gathered
        return {
            (mention.source, mention.name.casefold()): at
            for mention, at in zip(mentions, places, strict=True)
            if mention.kind == "document"
        }

    @cached_property
    def interviewed(self) -> frozenset[int]:
        """Who speaks in a transcript."""
        return spoken_by(self.material.documents, self.speakers)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every sentence of the notes, with people masked."""
        if not self.material.documents:
            return ()
        vendors = frozenset(at for at, side in enumerate(self.sides) if side is Side.VENDOR)
        reader = Reader(self._names, self.speakers, vendors)
        return tuple(line for document in self.material.documents for line in reader.lines(document))

    @cached_property
    def _names(self) -> Names:
        return Names(cast.forms(self.individuals))

    @cached_property
    def proposed(self) -> Proposals:
        """What a model reads in the notes besides; nothing where none is asked."""
        if self.proposer is None:
            return Proposals()
        account = self.material.account.name or "the customer"
        return self.proposer.propose(account, self._scenery(self.proposer.judge), self._described())

    def _scenery(self, judge: Judge | None) -> Scenery:
        """Return what proposals are held against; what is hidden in a note, or gives orders to a model, is left out."""
        orders = {document.id: unseen(document) for document in self.material.documents}
        open_ = [line for line in self.lines if not any(line.span.overlaps(one) for one in orders[line.document])]
        return Scenery(
            lines={f"e{number}": line for number, line in enumerate(open_, 1)},
            people={
                f"p{at + 1}": (at, self.individuals[at].name) for at in self._named if self.sides[at] is not Side.VENDOR
            },
            names=self._names,
            voices={at: self.individuals[at].name for at in self._named},
            texts={document.id: (document.text, document.language) for document in self.material.documents},
            told=self.told,
            judge=judge,
        )

    @cached_property
    def _named(self) -> tuple[int, ...]:
        """Everybody whom a sentence names, or who says one."""
        there = {at for line in self.lines for at in (*people_in(line.masked), line.speaker) if at is not None}
        return tuple(at for at in self.order if at in there)

    def _described(self) -> Mapping[str, str]:
        def line(at: int) -> str:
            title = self._standing(at).title
            return f"{self.individuals[at].name}{', ' if title else ''}{title} ({self.sides[at].value})"

        return {f"p{at + 1}": line(at) for at in self._named}

    @cached_property
    def hits(self) -> Mapping[int, list[Hit]]:
        """What is said of each individual, by the patterns and by a model that was asked."""
        found = defaultdict(list, {person: list(listed) for person, listed in self.told.items()})
        for hit in self.proposed.hits:
            found[hit.person].append(hit)
        return found

    @cached_property
    def told(self) -> Mapping[int, list[Hit]]:
        """What the patterns find of each individual."""
        found: dict[int, list[Hit]] = defaultdict(list)
        for line in self.lines:
            for hit in hits(line, SIGNALS):
                found[hit.person].append(hit)
        for hit in meetings.sponsors(self.material.documents, self.lines, self._levels):
            found[hit.person].append(hit)
        return found

    @cached_property
    def changes(self) -> Mapping[int, list[Hit]]:
        """Who left or came, as the notes say."""
        return {
            person: kept
            for person, listed in self.hits.items()
            if (kept := [h for h in listed if h.signal.role in LASTING])
        }

    @cached_property
    def _levels(self) -> Mapping[int, Seniority]:
        return {at: self._standing(at).level for at in self.listed} if self.material.documents else {}

    @cached_property
    def _title_cache(self) -> dict[tuple[str, str], tuple[Seniority, Department]]:
        return {}

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """The people to show: customers' with their roles, the vendor's without; others only with a role."""
        uses: dict[int, list[UserUse]] = defaultdict(list)
        for use in self.material.uses:
            if (at := self._gathered[0].of_user(use.user.user)) is not None:
                uses[at].append(use)
        shown: list[Found] = []
        names = {at: self.individuals[at].name for at in self.order} if self.material.documents else {}
        for at in self.order:
            standing = self._standing(at)
            verdict = Verdict()
            if self.sides[at] is not Side.VENDOR:
                said = [hit for hit in self.hits.get(at, ()) if hit.signal.role not in LASTING]
                verdict = judge(standing, said, uses.get(at, ()), names)
                if at in self.changes:
                    _gone(verdict, self.changes[at])
            if at in self.listed or verdict.held or verdict.against:
                shown.append(Found(at, self.individuals[at], self.sides[at], standing, verdict))
        return tuple(shown)

    def _standing(self, at: int) -> Standing:
        one = self.individuals[at]
        named = one.title
        title = named.title if named else ""
        team = one.first("department")
        known = self._title_cache.get((title, team))
        if known is None:
            level: Seniority = seniority.level(title)  # type: ignore[assignment]  # one of LEVELS, or unknown
            known = self._title_cache[(title, team)] = (level, department(title, team))
        said = [m for m in one.said_titles if plain_words(m.title) == plain_words(title)]
        source = next((Source(m.source, m.title_span, None, m.title) for m in said if m.title_span), None)
        if source is None and title:
            source = self._title_in_use(one, title)
        return Standing(at, title, source, *known)

    def _title_in_use(self, one: Individual, title: str) -> Source | None:
        """Return a usage fact that names the user together with the title."""
        user = one.first("user")
        facts = (use.fact for use in self.material.uses if use.user.user == user)
        return next((Source(None, None, fact.id, title) for fact in facts if f"({title})" in fact.sentence), None)


def unseen(document: Document) -> list[Span]:
    """Return the stretches of a document that no model is shown: hidden text, and what gives orders to it."""
    return [Span(notice.start, notice.end) for notice in document.notices if notice.kind in _NEVER_SHOWN]


def _gone(verdict: Verdict, changes: Sequence[Hit]) -> None:
    """Take the roles from somebody who has left; they were held, and are told as past."""
    left = [hit for hit in changes if hit.signal.role == "left" and hit.reading is Reading.HOLDS]
    if not left:
        return
    for role in verdict.held:
        place = Source(left[-1].line.document, left[-1].line.span, None, left[-1].line.text)
        verdict.against.append((role, f"{role.value.replace('_', ' ')} before: has left or is leaving", place))
    verdict.held = {role: found for role, found in verdict.held.items() if role is Role.DETRACTOR}
