"""Whom to ask about a role that nobody holds: a sentence near in meaning, and never a role."""

import pytest

from assistant.domain.accounts import Account
from assistant.domain.documents import NamedBytes
from assistant.domain.people import Role, RoleMap
from assistant.workflow.roles import RolesRequest, map_of

TALK = """\
Account: Brightwater
Participants: Dana Reyes (Planner, Brightwater), Ines Faro (Planner, Brightwater), Kim Osei (CSM, Loomwork)

Dana Reyes: Ines shapes how the doors to the workspace open for newcomers. Would Ines do that again?

Kim Osei: I shape the doors to the workspace too.
"""


class ByWord:
    """Texts about doors and people's access point one way, all others another."""

    name = "by-word"
    dimensions = 2

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return [1.0, 0.0] if "doors" in text or "log-ins" in text else [0.0, 1.0]


class Zero(ByWord):
    """Nothing means anything."""

    def embed_query(self, text: str) -> list[float]:
        return [0.0, 0.0] if text else [0.0]


def mapped(embedder: ByWord | None) -> RoleMap:
    request = RolesRequest(notes=(NamedBytes("t.txt", TALK.encode()),), account=Account.named("Brightwater"))
    return map_of(request, lambda _: None, None, embedder)


def test_a_gap_names_whom_to_ask_with_the_sentence() -> None:
    found = mapped(ByWord())

    names = {person.id: person.name for person in found.people}
    (hint,) = [hint for gap in found.gaps if gap.role is Role.ADMINISTRATOR for hint in gap.perhaps]
    assert names[hint.person] == "Ines Faro"
    assert hint.confidence <= 0.3
    assert TALK[hint.citations[0].start : hint.citations[0].end] == hint.citations[0].text
    assert "doors" in hint.citations[0].text


def test_a_hint_gives_nobody_a_role() -> None:
    assert mapped(ByWord()).people == mapped(None).people


@pytest.mark.parametrize("embedder", [None, Zero()])
def test_nothing_near_is_nobody_to_ask(embedder: ByWord | None) -> None:
    assert [gap.perhaps for gap in mapped(embedder).gaps if gap.perhaps] == []


def test_notes_that_the_patterns_cannot_read_are_told() -> None:
    talk = "Dana Reyes: Ich habe das Formular gebaut, und wir nutzen es jeden Tag in der Werkstatt und im Lager.\n"
    request = RolesRequest(notes=(NamedBytes("t.txt", talk.encode()),))

    assert [notice for notice in map_of(request, lambda _: None).notices if "English sentences only" in notice]
