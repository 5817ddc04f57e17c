# ruff: noqa: E501  patterns read better on one line
"""What a title alone says: little. Never more than CAP, and never a stance or a deed."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.domain.people import Department, Role, Seniority
from assistant.domain.text import plain_words

CAP = 0.5
_TOP: tuple[Seniority, ...] = ("vp", "c_level")
_FORMER = re.compile(r"(?:former|formerly|ex|retired|ehemals)\b")
_ADMIN = re.compile(
    r"\b(?:system|systems|platform|application|applications|tool|salesforce|crm|erp|jira|workspace|it|instance|solution|site)"
    r" admin(?:istrator)?\b|\bsys ?admin\b|\bsystemadministrator(?:in)?\b|\badministrat(?:eur|rice) (?:systeme|plateforme)\b"
    r"|\badministrador(?:a)? de sistemas\b"
)
_EVALUATOR = re.compile(
    r"\b(?:(?:enterprise|solutions?|security|integration|cloud|technical|it|data|software|systems?) architect|architect of systems|ciso|"
    r"information security|security (?:engineer|analyst|officer|manager|lead|architect)|data protection|privacy officer|dpo|cyber\w*|"
    r"chief information security|datenschutzbeauftragte[rn]?|it security|it sicherheit\w*|network engineer|integration engineer)\b"
)
_PROCUREMENT = re.compile(
    r"\b(?:procurement|sourcing|purchas(?:ing|er)|buyer|vendor (?:management|manager)|legal operations|category manager|"
    r"einkauf\w*|einkaufer(?:in)?|acheteu(?:r|se)|achats|compras|comprador(?:a)?|inkoper|inkoop)\b"
)
_OWNER = re.compile(
    r"\b(?:process owner|product owner|solution owner|system owner|service owner|pmo|operations (?:manager|lead)|process manager|"
    r"program(?:me)? (?:manager|lead)|business process|operational excellence|continuous improvement|planning manager)\b"
)
_DECIDER = re.compile(r"\b(?:program(?:me)? (?:manager|lead|director)|project (?:lead|director|manager)|pmo)\b")


class TitleRole(NamedTuple):
    """A role that a title suggests."""

    role: Role
    confidence: float
    says: str


def roles(title: str, level: Seniority, department: Department) -> tuple[TitleRole, ...]:
    """Return what a title suggests, each at CAP or below."""
    words = plain_words(title)
    if not words or _FORMER.match(words):
        return ()
    found = (*_by_rank(words, level, department), *_by_words(words))
    if level == "individual_contributor" and not found and department not in ("administration", "unknown"):
        return (TitleRole(Role.END_USER, 0.25, "does the work without leading people"),)
    return found


def _by_rank(words: str, level: Seniority, department: Department) -> Iterator[TitleRole]:
    if level in _TOP:
        yield TitleRole(Role.EXECUTIVE_SPONSOR, 0.35, "senior enough to sponsor")
        if department == "finance":
            yield TitleRole(Role.ECONOMIC_BUYER, CAP, "heads the money")
        elif department in ("operations", "it", "general_management"):
            yield TitleRole(Role.ECONOMIC_BUYER, 0.3, "heads a function that pays")
    if level in ("director", "senior_director"):
        yield TitleRole(Role.DECISION_MAKER, 0.35, "of a rank that decides on projects")
    if level == "manager" and not _PROCUREMENT.search(words):
        yield TitleRole(Role.PEOPLE_MANAGER, 0.4, "leads people")


def _by_words(words: str) -> Iterator[TitleRole]:
    for role, confidence, says, pattern in (
        (Role.DECISION_MAKER, 0.35, "leads projects", _DECIDER),
        (Role.SOLUTION_OWNER, 0.35, "holds a post that owns processes", _OWNER),
        (Role.ADMINISTRATOR, 0.45, "administers systems", _ADMIN),
        (Role.TECHNICAL_EVALUATOR, 0.45, "judges systems and their security", _EVALUATOR),
        (Role.PROCUREMENT, CAP, "buys for the company", _PROCUREMENT),
    ):
        if pattern.search(words):
            yield TitleRole(role, confidence, says)
