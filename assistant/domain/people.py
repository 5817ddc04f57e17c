"""The adoption-role map of an account (contract: `roles`): people, what they do for adoption, and what is missing."""

from enum import StrEnum
from typing import Literal, NamedTuple

from pydantic import Field

from assistant.domain.base import Frozen
from assistant.domain.documents import Side
from assistant.domain.evidence import Citation, Evidence, UsageFact, UsageTable
from assistant.domain.spans import Span
from assistant.domain.story import Provenance, StoryAccount, StoryDocument

Seniority = Literal["individual_contributor", "manager", "director", "senior_director", "vp", "c_level", "unknown"]
Department = Literal[
    "sales", "marketing", "customer_success", "support", "product", "engineering", "it", "data", "operations",
    "finance", "hr", "legal", "procurement", "administration", "general_management", "other", "unknown",
]  # fmt: skip
Stance = Literal["for", "against", "mixed", "unknown"]


class Role(StrEnum):
    """The adoption roles on the customer's side (domain handbook, section 2)."""

    EXECUTIVE_SPONSOR = "executive_sponsor"
    ECONOMIC_BUYER = "economic_buyer"
    DECISION_MAKER = "decision_maker"
    CHAMPION = "champion"
    COACH = "coach"
    SOLUTION_OWNER = "solution_owner"
    BUILDER = "builder"
    ADMINISTRATOR = "administrator"
    PEOPLE_MANAGER = "people_manager"
    POWER_USER = "power_user"
    END_USER = "end_user"
    TECHNICAL_EVALUATOR = "technical_evaluator"
    PROCUREMENT = "procurement"
    INFLUENCER = "influencer"
    DETRACTOR = "detractor"
    OTHER = "other"


class Contact(NamedTuple):
    """A row of a contact list, or a user record; spans are in the list's text."""

    document: str
    name: str
    name_span: Span
    title: str = ""
    title_span: Span | None = None
    email: str = ""
    company: str = ""
    department: str = ""
    user: str = ""  # the user id that usage data know the person by


class UserRecord(NamedTuple):
    """A user as usage data know them."""

    user: str
    title: str
    team: str
    level: str
    events: float
    days: int  # active days in the last 28
    features: int
    administering: float
    made: int


class UserUse(NamedTuple):
    """A user and a role that use alone may give, with the fact that shows it."""

    user: UserRecord
    role: Role  # builder, administrator, power_user or end_user
    fact: UsageFact


class LevelUse(NamedTuple):
    """One metric by level of title: level -> (people, value)."""

    metric: str  # events, active_people, objects_built
    by_level: dict[str, tuple[int, float]]


class RoleHeld(Frozen):
    """A role that a person holds now, with what shows it."""

    role: Role
    confidence: float = Field(ge=0, le=1)
    why: str  # one sentence
    basis: Literal["own_words", "others_words", "usage", "title"]
    citations: tuple[Citation, ...] = Field(min_length=1)
    read_by: Literal["rules", "model", "both"] = "rules"  # who read it in the evidence


class RoleAgainst(Frozen):
    """What speaks against a role: a negation, a past, or newer words."""

    role: Role
    why: str
    citations: tuple[Citation, ...] = Field(min_length=1)


class MappedPerson(Frozen):
    """One person, under however many spellings."""

    id: str
    name: str
    title: str | None = None
    company: str | None = None
    side: Side = Side.UNKNOWN
    seniority: Seniority = "unknown"
    department: Department = "unknown"
    roles: tuple[RoleHeld, ...] = ()
    email: str | None = None
    also_called: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  # documents and usage files that the person occurs in
    influence: Literal["high", "medium", "low", "unknown"] = "unknown"
    sentiment: Stance = "unknown"
    against: tuple[RoleAgainst, ...] = ()
    notes: tuple[str, ...] = ()  # changes of title or role, and what a reader should know of the matching


class RoleHint(Frozen):
    """Somebody who may hold a role that nobody is shown to hold: a question to ask, and no role."""

    person: str
    confidence: float = Field(ge=0, le=0.3)
    why: str
    citations: tuple[Citation, ...] = Field(min_length=1)


class RoleGap(Frozen):
    """A role that nobody is known to hold."""

    role: Role
    why: str
    suggestion: str
    perhaps: tuple[RoleHint, ...] = ()


class RoleRisk(Frozen):
    """Something about the people that could hurt: a role on one pair of eyes, a sponsor who left, a doubt."""

    kind: Literal["single_point", "left", "new_boss", "unconfirmed", "detractor"]
    role: Role
    person: str | None = None
    why: str
    suggestion: str
    citations: tuple[Citation, ...] = ()


class LevelShare(Frozen):
    """Use by one level; `share` is of all use by people whose level is known."""

    seniority: Seniority
    people: int
    value: float | int
    share: float | None


class SeniorityOfUse(Frozen):
    """Who does the work, by level: events, or people, or things built."""

    metric: str
    total: float | int
    unknown: float | int
    shares: tuple[LevelShare, ...]
    below_senior_director: float | None
    below_low: float | None = None  # bounds that the unknown leave: B / T and (B + U) / T
    below_high: float | None = None
    others: tuple["SeniorityOfUse", ...] = ()  # the same for other metrics


class ServiceOffer(Frozen):
    """A service that fits a role or a gap."""

    role: Role
    service: str
    why: str
    person: str | None = None


class InterviewNext(Frozen):
    """Whom to talk to next."""

    person: str
    why: str


class RoleMap(Frozen):
    """The adoption-role map with everything it stands on."""

    account: StoryAccount = StoryAccount()
    people: tuple[MappedPerson, ...] = ()
    gaps: tuple[RoleGap, ...] = ()
    risks: tuple[RoleRisk, ...] = ()
    seniority_of_use: SeniorityOfUse | None = None
    services: tuple[ServiceOffer, ...] = ()
    interview_next: tuple[InterviewNext, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    documents: tuple[StoryDocument, ...] = ()
    usage_facts: tuple[UsageFact, ...] = ()
    usage_tables: tuple[UsageTable, ...] = ()
    notices: tuple[str, ...] = ()  # what a reader should know about the input, such as rows left out
    provenance: Provenance | None = None  # which engine read the notes
