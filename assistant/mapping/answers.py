"""What a model may propose for people and matrices: names of roles and letters, words, and ids of evidence.

Everything is bounded, so that no answer is endless; ids, roles and letters that nobody gave are refused by code.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(max_length=80)]
Why = Annotated[str, Field(max_length=600)]
Ids = Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=20)]


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class ProposedRole(_Answer):
    """A role, or a sign of a champion, for one person."""

    person: Name
    role: Name
    why: Why
    evidence: Ids


class RolesAnswer(_Answer):
    """Answer of the prompt `roles`."""

    proposals: Annotated[list[ProposedRole], Field(max_length=200)]


class ProposedLetter(_Answer):
    """A letter for one activity and column."""

    activity: Name
    column: Name
    letter: Name
    why: Why
    evidence: Ids


class RaciAnswer(_Answer):
    """Answer of the prompt `raci`."""

    proposals: Annotated[list[ProposedLetter], Field(max_length=200)]
