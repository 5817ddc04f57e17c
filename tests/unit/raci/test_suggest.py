from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput
from assistant.domain.raci import Basis, Cell, Matrix
from assistant.mapping.raci.process import PACKAGED

Suggest = Callable[..., Matrix]


def cell(matrix: Matrix, activity: str, column: str) -> Cell:
    (row,) = [row for row in matrix.rows if row.activity.startswith(activity)]
    return row.cells[column]


def rules(matrix: Matrix) -> set[str]:
    return {found.rule for found in matrix.findings.warnings}


@pytest.mark.parametrize("process", PACKAGED)
@pytest.mark.parametrize("segment", ["smb", "midmarket", "enterprise", "strategic"])
def test_the_packaged_processes_have_one_accountable_a_row(suggest: Suggest, process: str, segment: str) -> None:
    matrix = suggest("", process=process, segment=segment)

    assert matrix.findings.errors == ()
    assert len({column.id for column in matrix.columns}) == len(matrix.columns)


def test_the_renewal_passes_every_rule_where_owners_are_two(suggest: Suggest) -> None:
    assert rules(suggest("", segment="enterprise")) == {"threshold_missing"}


def test_where_owners_are_one_their_letters_merge_and_the_column_is_overloaded(suggest: Suggest) -> None:
    matrix = suggest("", segment="smb")

    assert [column.id for column in matrix.columns][:1] == ["cs_sales"]
    assert cell(matrix, "Commercial proposal", "cs_sales").letters == "A/R"
    assert cell(matrix, "Keep the renewal list", "cs_sales").letters == "R"
    assert [f.column for f in matrix.findings.warnings if f.rule == "overloaded"] == ["Customer success sales"]


def test_every_citation_is_what_stands_there(renewal: Matrix) -> None:
    texts = {document.id: document.text for document in renewal.documents}
    cited = [c for row in renewal.rows for each in row.cells.values() for c in each.citations]

    assert cited
    assert [texts[c.document or ""][c.start : c.end] for c in cited] == [c.text for c in cited]


def test_a_letter_without_anything_but_the_default_says_so(suggest: Suggest) -> None:
    cells = [each for row in suggest("").rows for each in row.cells.values()]

    assert {each.basis for each in cells} == {Basis.TEMPLATE, Basis.CHARTER}
    assert all((each.basis is Basis.TEMPLATE) == (each.citations == ()) for each in cells)


def test_what_somebody_does_speaks_for_the_letter(renewal: Matrix) -> None:
    found = cell(renewal, "Commercial proposal", "sales")

    assert (found.letters, found.basis) == ("A/R", Basis.EVIDENCE)
    assert [c.text for c in found.citations] == ["Jon Reyes sent the renewal proposal on Monday."]


def test_a_team_that_is_named_speaks_for_its_letter(renewal: Matrix) -> None:
    found = cell(renewal, "Clear upstream risks", "support")

    assert (found.letters, found.basis) == ("R", Basis.EVIDENCE)


def test_who_owns_it_by_the_notes_becomes_accountable_and_only_one_stays_so(renewal: Matrix) -> None:
    owner, before = (cell(renewal, "Keep the renewal list", who) for who in ("client_outcomes", "cs_operations"))

    assert (owner.letters, owner.basis) == ("A", Basis.EVIDENCE)
    assert (before.letters, before.basis) == ("R", Basis.EVIDENCE)
    assert renewal.findings.errors == ()


@pytest.mark.parametrize(
    ("said", "activity", "column"),
    [
        ("The discount was not agreed by Jon Reyes.", "Decide renewal terms", "sales"),
        ("Jon Reyes might run the business review.", "Executive business review", "sales"),
        ("Did Jon Reyes send the renewal proposal?", "Commercial proposal", "sales"),
        ("Jon Reyes did not send the renewal proposal.", "Commercial proposal", "sales"),
        ("Jon Reyes never answered for the renewal terms.", "Decide renewal terms", "sales"),
    ],
)
def test_what_is_denied_doubted_or_asked_speaks_for_nothing(
    suggest: Suggest, said: str, activity: str, column: str
) -> None:
    notes = f"Date: 2026-05-04\nParticipants: Jon Reyes (Account Executive, Loomwork)\n\n- {said}\n"

    assert cell(suggest(notes), activity, column).basis is not Basis.EVIDENCE


def test_customers_are_never_accountable(suggest: Suggest) -> None:
    notes = (
        "Date: 2026-05-04\nParticipants: Ada Moss (Plant Manager, Brightwater), "
        "Ines Ferro (Customer Success Manager, Loomwork)\n\n- Ada Moss owns the draft and the interview.\n"
    )
    matrix = suggest(notes, process="story")

    assert all("A" not in row.cells["customer"].letters for row in matrix.rows if "customer" in row.cells)


def test_people_stand_in_the_column_of_their_title(renewal: Matrix) -> None:
    names = {person.id: person.name for person in renewal.people}
    held = {column.id: [names[who] for who in column.people] for column in renewal.columns}

    assert held["client_outcomes"] == ["Ines Ferro"]
    assert held["sales"] == ["Jon Reyes"]


def test_columns_may_be_people_where_one_alone_fills_a_function(suggest: Suggest) -> None:
    matrix = suggest(by="person")
    kinds = {column.name: column.kind for column in matrix.columns}

    assert kinds["Jon Reyes (Sales)"] == "person"
    assert kinds["Support"] == "function"
    assert cell(matrix, "Commercial proposal", next(p.id for p in matrix.people if p.name == "Jon Reyes"))


def test_contacts_of_the_vendor_fill_columns(suggest: Suggest) -> None:
    contacts = b"name,title,company,email\nOla Berg,Renewals Manager,Loomwork,ola@loomwork.test\n"
    matrix = suggest(people=(NamedBytes("contacts.csv", contacts),), segment="smb")

    assert "Ola Berg" in {person.name for person in matrix.people}
    assert "contacts.csv" in {document.id for document in matrix.documents}


POLICY = b"""# ours
[rights.short_extension]
owner = "commercial_owner"   # since May
confirm = { when = "deal_value > exec_confirm_above", by = "executive", within_hours = 24 }
[thresholds]
exec_confirm_above = 50_000
"""


def test_a_policy_moves_a_decision_and_is_cited(suggest: Suggest) -> None:
    matrix = suggest(policy=NamedBytes("rights.toml", POLICY))
    owner, before = (cell(matrix, "Decide a two-to-four-week", who) for who in ("sales", "client_outcomes"))
    (row,) = [row for row in matrix.rows if row.right == "short_extension"]

    assert (owner.letters, owner.basis, owner.citations[0].text) == ("A", Basis.POLICY, 'owner = "commercial_owner"')
    assert before.letters == "R"
    assert row.threshold is not None
    assert "exec_confirm_above = 50,000" in row.threshold
    assert "threshold_missing" not in rules(matrix)


def test_an_owner_whom_the_process_does_not_know_is_told(suggest: Suggest) -> None:
    matrix = suggest(policy=NamedBytes("rights.toml", POLICY.replace(b"commercial_owner", b"the_boss")))

    assert "owner_missing" in rules(matrix)
    assert cell(matrix, "Decide a two-to-four-week", "client_outcomes").letters == "A/R"


def test_usage_speaks_for_asking_who_built_it(suggest: Suggest, examples: Path) -> None:
    usage = NamedBytes("usage.csv", (examples / "usage.csv").read_bytes())
    matrix = suggest("", process="story", usage=(usage,))
    found = cell(matrix, "Interview", "customer")

    assert found.basis is Basis.USAGE
    assert [fact.id for fact in matrix.usage_facts] == [found.citations[0].usage_fact]


PROCESS = b"""
name = "gifts"
columns = ["sales", "legal"]
[[activities]]
activity = "Choose the gift"
cells = { sales = "A/R", legal = "C" }
"""


def test_a_process_of_ones_own(suggest: Suggest) -> None:
    matrix = suggest("", process_file=NamedBytes("gifts.toml", PROCESS))

    assert (matrix.process, [column.name for column in matrix.columns]) == ("gifts", ["Sales", "Legal"])
    assert "segment_assumed" not in rules(matrix)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'sales = "A/R"', b'sales = "Q"', "activity “Choose the gift”, column `sales`: “Q” is no letter"),
        (b"{ sales", b"{ sale", "did you mean `sales`?"),
        (b"activity =", b"activty =", "unknown key `activty`"),
        (PROCESS, b"name = 'x'\ncolumns = []\nactivities = []\n", "no activities or no columns"),
        (b'name = "gifts"', b"", "key `name`"),
    ],
)
def test_a_process_that_cannot_be_used_is_one_clear_line(suggest: Suggest, old: bytes, new: bytes, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        suggest("", process_file=NamedBytes("gifts.toml", PROCESS.replace(old, new)))

    assert said in str(caught.value)


def test_an_unknown_process_and_segment_are_named(suggest: Suggest) -> None:
    with pytest.raises(BadInput, match="no process 'renewals'"):
        suggest("", process="renewals")
    with pytest.raises(BadInput, match="no owners for a segment 'huge'"):
        suggest("", segment="huge")


def test_a_segment_that_is_not_given_is_assumed_and_told(suggest: Suggest) -> None:
    matrix = suggest("", account=None)

    assert matrix.segment == "enterprise"
    assert "segment_assumed" in rules(matrix)


def test_several_who_answer_for_it_by_the_notes_are_told(suggest: Suggest) -> None:
    notes = (
        "Date: 2026-05-04\nParticipants: Jon Reyes (Account Executive, Loomwork), "
        "Ines Ferro (Customer Success Manager, Loomwork)\n\n"
        "- Jon Reyes owns the renewal forecast.\n- Ines Ferro owns the renewal forecast.\n"
    )
    matrix = suggest(notes)

    assert "evidence_disagrees" in rules(matrix)
    assert matrix.findings.errors == ()


TALK = """Date: 2026-05-04
Account: Brightwater
Participants: Ada Moss (Plant Manager, Brightwater), Jon Reyes (Account Executive, Loomwork)

[00:00:04] Jon Reyes: I'll send the renewal proposal on Monday.

[00:00:09] Ada Moss: Thanks. Your support team fixed the slow exports, and our support team was happy.

[00:00:20] Jon Reyes: The renewal list is kept by our ops team.
"""


@pytest.mark.parametrize(
    ("activity", "column", "letters", "words"),
    [
        ("Commercial proposal", "sales", "A/R", "I'll send the renewal proposal on Monday."),
        ("Clear upstream risks", "support", "R", "Your support team fixed the slow exports"),
        ("Keep the renewal list", "cs_operations", "A/R", "The renewal list is kept by our ops team."),
    ],
)
def test_what_is_said_in_a_talk_counts_too(
    suggest: Suggest, activity: str, column: str, letters: str, words: str
) -> None:
    found = cell(suggest(TALK, name="talk.txt"), activity, column)

    assert (found.letters, found.basis) == (letters, Basis.EVIDENCE)
    assert words in found.citations[0].text


def test_who_only_does_or_is_asked_gets_that_letter_and_no_more(suggest: Suggest) -> None:
    notes = (
        "Date: 2026-05-04\n"
        "Participants: Jon Reyes (Account Executive, Loomwork), Mia Sand (Support Engineer, Loomwork)\n\n"
        "- Mia Sand prepared the renewal proposal.\n- Mia Sand was consulted about the renewal terms.\n"
    )
    matrix = suggest(notes)

    assert cell(matrix, "Commercial proposal", "support").letters == "R"
    assert cell(matrix, "Commercial proposal", "sales").letters == "A/R"
    assert cell(matrix, "Decide renewal terms", "support").letters == "C"


def test_words_of_a_builder_speak_for_asking_the_builder(suggest: Suggest, examples: Path) -> None:
    talk = (examples / "interview.txt").read_text("utf-8")
    found = cell(suggest(talk, name="interview.txt", process="story", account=None), "Interview", "customer")

    assert found.basis is Basis.EVIDENCE
    assert "built" in found.citations[0].text


@pytest.mark.parametrize(
    "policy",
    [
        'rights = { short_extension = { owner = "commercial_owner" } }',
        '[rights]\nshort_extension = { limits = { weeks_max = 2 }, owner = "commercial_owner" }',
        '[rights]\nshort_extension.owner = "commercial_owner"',
        '[ rights . short_extension ]\nlimits = { weeks_max = 2 }\nowner = "commercial_owner"',
    ],
)
def test_a_policy_may_be_written_in_any_form_of_toml(suggest: Suggest, policy: str) -> None:
    matrix = suggest(policy=NamedBytes("rights.toml", f"{policy}\n".encode()))
    found = cell(matrix, "Decide a two-to-four-week", "sales")

    assert (found.letters, found.citations[0].text) == ("A", 'owner = "commercial_owner"')


@pytest.mark.parametrize("sentence", ["We had the executive business review.", "They read the sales forecast plan."])
def test_a_function_that_only_qualifies_a_noun_does_nothing(suggest: Suggest, sentence: str) -> None:
    matrix = suggest(f"# Notes\n\n- {sentence}\n")

    assert all(each.basis is not Basis.EVIDENCE for row in matrix.rows for each in row.cells.values())
