"""What must hold whatever the notes say: spans exact, citations within documents, nobody invented."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.accounts import Account
from assistant.domain.documents import NamedBytes, Side
from assistant.domain.people import Role, RoleMap
from assistant.domain.text import plain
from assistant.mapping import names
from assistant.mapping.roles.titles import CAP
from assistant.workflow.roles import RolesRequest, map_of

PEOPLE = ("Dana Reyes", "Tomasz Wolny", "Ines Faro", "Kim Osei")
WHO = st.sampled_from(
    [*PEOPLE, "Dana", "She", "I", "He", "Our CFO", "Everyone", "Loomwork", "Lena Ortiz", "Robert Hale"]
)
DOES = st.sampled_from(
    [
        "built the intake form.",
        "holds the budget, I think.",
        "is no longer the admin.",
        "took it to the steering group.",
        "never saw the point.",
        "fills in the form each morning.",
        "is our champion; \ue0003\ue001 too.",
        "left the company in May.",
        "“signs the order” — he's the one.",
        "asked us to?",
    ]
)
TURN = st.tuples(st.sampled_from(PEOPLE), st.lists(st.tuples(WHO, DOES), min_size=1, max_size=4))


def notes(turns: list[tuple[str, list[tuple[str, str]]]]) -> str:
    head = (
        "Account: Brightwater\nParticipants: Dana Reyes (Operations Manager, Brightwater), "
        "Tomasz Wolny (VP Operations, Brightwater), Kim Osei (Customer Success Manager, Loomwork)\n"
    )
    said = (f"\n{speaker}: {' '.join(f'{who} {does}' for who, does in parts)}\n" for speaker, parts in turns)
    return head + "".join(said)


def check(found: RoleMap) -> None:
    texts = {document.id: document.text for document in found.documents}
    for person in found.people:
        everything = plain(" ".join(texts.values()))
        assert all(part in everything for part in names.parts(person.name)), person.name
        assert not (person.side is Side.VENDOR and person.roles)
        for held in person.roles:
            assert held.basis != "title" or held.confidence <= CAP
            assert held.role is not Role.DETRACTOR or any(c.document for c in held.citations)
    of_roles = [c for person in found.people for role in person.roles for c in role.citations]
    cited = [*of_roles, *(c for person in found.people for one in person.against for c in one.citations)]
    for citation in (*cited, *(c for risk in found.risks for c in risk.citations)):
        assert citation.document is not None
        assert texts[citation.document][citation.start : citation.end] == citation.text
    assert {c.evidence for c in cited} <= {item.id for item in found.evidence}


@settings(max_examples=60, deadline=None)
@given(st.lists(TURN, min_size=1, max_size=5))
def test_every_map_of_notes_holds(turns: list[tuple[str, list[tuple[str, str]]]]) -> None:
    data = notes(turns).encode()
    check(
        map_of(RolesRequest(notes=(NamedBytes("n.txt", data),), account=Account.named("Brightwater")), lambda _: None)
    )


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    data = f"Dana Reyes: I own intake.\n\nKim Osei: {text} Dana built it.\n".encode()
    found = map_of(RolesRequest(notes=(NamedBytes("n.md", data),)), lambda _: None)

    texts = {document.id: document.text for document in found.documents}
    for person in found.people:
        for held in person.roles:
            assert all(texts[str(c.document)][c.start : c.end] == c.text for c in held.citations)
