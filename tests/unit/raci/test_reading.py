from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput
from assistant.workflow.raci_check import check_matrix


def checked(text: str, name: str = "m.csv", variant: str = "raci") -> Mapping[str, Any]:
    return check_matrix(NamedBytes(name, text.encode()), variant)


def shape(text: str, name: str = "m.csv") -> list[tuple[str | None, int, list[str]]]:
    return [(table["name"], table["rows"], table["columns"]) for table in checked(text, name)["tables"]]


PLAIN = "Activity,Ada,Bo,Cy\nPlan,A/R,C,I\nBuild,I,A/R,\n"


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "\ufeff" + PLAIN,
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace("\n", "\r\n"),
        "sep=;\n" + PLAIN.replace(",", ";"),
        '"Activity","Ada","Bo","Cy"\n"Plan","A,R","C","I"\n"Build", "i","AR","n/a"\n',
        "Activity,Ada,Bo,Cy\n,,,\nPlan,A/R,C,I\n,,,\nBuild,I,A/R,-\n,,,\n",
        "#,Phase,Activity,Ada,Bo,Cy,Comments\n1,One,Plan,A/R,C,I,fine as it is\n2,One,Build,I,A/R,,\n",
        "Our matrix,,,\n,,,\nActivity,Ada,Bo,Cy\nPlan,A/R,C,I\nBuild,I,A/R,\n* Bo is on leave in May,,,\n",
        "R = Responsible,A = Accountable,C = Consulted,I = Informed\nActivity,Ada,Bo,Cy\nPlan,A/R,C,I\nBuild,I,A/R,\n",
        "Activity,Ada,Bo,Cy\nPlan,A/R,C,I\nBuild,I,A/R,\n\nLegend,,,\nR,Responsible,,\nA,Accountable,,\n",
        "Role,Plan,Build\nAda,A/R,I\nBo,C,A/R\nCy,I,\n",
    ],
)
def test_csv_as_people_write_it(text: str) -> None:
    ((_, rows, columns),) = shape(text)

    assert (rows, columns) == (2, ["Ada", "Bo", "Cy"])
    assert checked(text)["errors"] == []


def test_markdown_with_marks_links_and_pictures() -> None:
    text = (
        "# Ours\n\n| Activity | **Ada** | [Bo](https://example.com/bo) | Cy 🙂 |\n|:--|:-:|---|--:|\n"
        "| Plan \\| check | **A**/R | `C` | ✅ I |\n| *Build* | i | A / R | – |\n\n- R = Responsible\n"
    )

    assert shape(text, "m.md") == [("Ours", 2, ["Ada", "Bo", "Cy 🙂"])]
    assert checked(text, "m.md")["errors"] == []


def test_several_tables_are_told_apart_and_named() -> None:
    text = "Renewal\nActivity,Ada,Bo\nTalk,A/R,C\n\nOnboarding\nActivity,Cy,Di\nStart,A,A\n"
    result = checked(text)

    assert [(t["name"], t["columns"]) for t in result["tables"]] == [
        ("Renewal", ["Ada", "Bo"]),
        ("Onboarding", ["Cy", "Di"]),
    ]
    assert result["rows"] == 2
    assert [(e["table"], e["row"]) for e in result["errors"]] == [("Onboarding", "Start")]


def test_headings_between_activities_are_no_activities_and_are_told() -> None:
    result = checked("Activity,Ada,Bo\nPlanning,,\nScope,A/R,C\nBudget,C,A/R\nDelivery,,\nBuild,C,A/R\nTest,A/R,C\n")

    assert (result["rows"], result["errors"]) == (4, [])
    assert result["notes"] == ["read as headings, not activities: Planning, Delivery"]


@pytest.mark.parametrize("heading", ["Phase 2", "PLANNING", "Later:", "II. Delivery"])
def test_what_reads_like_a_heading_is_one(heading: str) -> None:
    assert checked(f"Activity,Ada,Bo\nScope,A/R,C\n{heading},,\nBuild,C,A/R\n")["rows"] == 2


@pytest.mark.parametrize(
    "order", ["Walk,,\nScope,A/R,C\n", "Scope,A/R,C\nWalk,,\n", "Walk,,\nScope,A/R,C\nBuild,C,A/R\n"]
)
def test_an_activity_without_letters_is_no_heading(order: str) -> None:
    result = checked(f"Activity,Ada,Bo\n{order}")

    assert [(e["rule"], e["row"]) for e in result["errors"]] == [("one_accountable", "Walk")]


def test_columns_that_are_called_like_letters_are_columns() -> None:
    assert shape("Activity,A,C,I\nPlan,A/R,C,I\n") == [(None, 1, ["A", "C", "I"])]


def test_a_header_that_is_repeated_is_no_activity() -> None:
    assert shape("Task,Ada,Bo\nTalk,A,R\nTask,Ada,Bo\nSign,R,A\n") == [(None, 2, ["Ada", "Bo"])]


def test_what_stands_below_the_table_is_left_out_and_told() -> None:
    result = checked("Task,Ada,Bo\nTalk,A/R,C\n\nContact,Cy,555\n")

    assert (result["rows"], result["notes"]) == (1, ["below the table, left out: line 4"])


def test_two_rows_of_header_are_put_together() -> None:
    text = "Activity,North,,South,\n,Lead,Crew,Lead,Crew\nPlan,A,R,C,I\n"

    assert shape(text)[0][2] == ["North – Lead", "North – Crew", "South – Lead", "South – Crew"]


def test_an_empty_column_still_counts() -> None:
    result = checked("Activity,Ada,Bo,Cy\nPlan,A/R,C,\nBuild,A,R,\n")

    assert {(w["rule"], w.get("column")) for w in result["warnings"]} >= {("idle", "Cy")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Activity,Ada,Bo\nTalk,A/R,C\nSign,Q,A/R\n", "line 3, row “Sign”, column “Ada”: “Q” is no letter"),
        ("Activity,Ada,Bo\nTalk,R,A\nSign,S,A/R\n", "or --variant rasci"),
        ("Decision,Ada,Bo\nPrice,D,P\n", "use --variant rapid"),
        ("Talk,A/R,C\nSign,C,A/R\n", "letters stand under no header"),
        ("Activity,Ada,Bo\nTalk,,\n", "no letters (R, A, C, I) to read"),
        ("just some prose\n", "no letters"),
        (" \n", "the file is empty"),
        ("Activity,Ada,Bo\nTalk,A,R,C\n", "has 4 cells where the header has 3"),
        ('Activity,Ada,Bo\n"Talk,A,R\nSign,A,R\n', "line 2: a quotation mark is opened"),
        ("Activity,Ada,Bo\nTalk,A/R,C\nTotal,1,2\n", "line 3, row “Total”, column “Ada”: “1” is no letter"),
        ("Activity,Ada,Bo\nTalk,R?,A\n", "“R?” is no letter"),
        ("Activity,Ada,Bo\nTalk,✓,A\n", "“✓” is no letter"),
        ("Activity,Ada\nTalk," + "A" * 200_000, "no csv"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(text: str, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        checked(text)

    assert said in str(caught.value)
    assert "m.csv" in str(caught.value)


def test_other_files_are_refused_by_name() -> None:
    with pytest.raises(BadInput, match=r"no matrix can be read from \.docx"):
        checked("x", "m.docx")
    with pytest.raises(BadInput, match="there is no table"):
        checked("no table here", "m.md")


@given(st.text(alphabet="ARCI|,;\n\t -\"'Xx*1?:=", max_size=200), st.sampled_from(["m.csv", "m.md", "stdin"]))
def test_any_text_gives_a_result_or_one_clear_line(text: str, name: str) -> None:
    try:
        result = checked(text, name)
    except BadInput:
        return

    assert result["rows"] == sum(table["rows"] for table in result["tables"])


# Made up after the published matrices of a cloud-adoption guide: most rows have one A and no separate R.
PLATFORM = """function,Adopters,Governors,Central IT
Delivery,A,C,C
Alignment,A,I,I
Change,R,I,A
Running,R,I,A
Guard rails,I,A,R
Automation,I,I,A
"""


def test_a_matrix_as_published_has_warnings_and_no_error() -> None:
    result = checked(PLATFORM)
    by_rule = {rule: [w.get("row") or w.get("column") for w in result["warnings"] if w["rule"] == rule]
               for rule in {w["rule"] for w in result["warnings"]}}  # fmt: skip

    assert result["errors"] == []
    assert by_rule == {
        "no_responsible": ["Delivery", "Alignment", "Automation"],
        "many_consulted": ["Delivery"],
        "overloaded": ["Adopters", "Governors", "Central IT"],
    }


def test_500_rows_are_read_in_full() -> None:
    head = "Activity," + ",".join(f"Team {n}" for n in range(20))
    body = "\n".join(f"Step {n},A/R,{','.join('CI'[n % 2] for n in range(19))}" for n in range(500))

    assert checked(f"{head}\n{body}\n")["rows"] == 500
