"""Matrices written with names in the cells: columns, rows or words in a cell are the letters."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.documents import NamedBytes
from assistant.domain.grids import Grid, GridRow
from assistant.domain.raci import shown
from assistant.domain.variants import VARIANTS
from assistant.mapping.raci.reading import charts_of
from assistant.workflow.raci_check import check_matrix

Letters = dict[str, dict[str, str]]


def cells(text: str, name: str = "m.csv", variant: str = "raci") -> Letters:
    from ingest.matrices import read_grids

    (chart,) = charts_of(name, read_grids(NamedBytes(name, text.encode())), VARIANTS[variant])
    return {
        row.activity: {who: shown(cell) for who, cell in zip(chart.columns, row.cells, strict=True) if cell}
        for row in chart.rows
    }


def checked(text: str, name: str = "m.csv") -> Mapping[str, Any]:
    return check_matrix(NamedBytes(name, text.encode()))


PLAN = {"Plan": {"Ada": "R", "Bo": "A", "Cy": "I"}, "Build": {"Bo": "A/R", "Cy": "C"}}


@pytest.mark.parametrize(
    "text",
    [
        "Activity,Responsible,Accountable,Consulted,Informed\nPlan,Ada,Bo,,Cy\nBuild,Bo,Bo,Cy,\n",
        "Task;R;A;C;I\nPlan;Ada;Bo;-;Cy\nBuild;Bo;Bo;Cy;n/a\n",
        "What,Responsible (R),Accountable (A),Consulted (C),Informed (I)\nPlan,Ada,Bo,,Cy\nBuild,Bo,Bo (lead),Cy,TBD\n",
        ",Who is responsible?,Who is accountable?,Consult,Who is informed?\nPlan,Ada,Bo,,Cy\nBuild,Bo,Bo,Cy,\n",
        "No.,Schritt,Verantwortlich,Rechenschaftspflichtig,Konsultiert,Informiert\n1,Plan,Ada,Bo,,Cy\n2,Build,Bo,Bo,Cy,\n",
        "RACI,Plan,Build\nResponsible,Ada,Bo\nAccountable,Bo,Bo\nConsulted,,Cy\nInformed,Cy,\n",
        'Activity,RACI\nPlan,"R: Ada, A: Bo, I: Cy"\nBuild,"R = Bo; A = Bo; C = Cy"\n',
        "Task,Name,RACI\nPlan,Ada,R\nPlan,Bo,A\nPlan,Cy,I\nBuild,Bo,A/R\nBuild,Cy,C\n",
    ],
)
def test_one_matrix_in_the_forms_that_people_write(text: str) -> None:
    assert cells(text) == PLAN


def test_several_names_in_a_cell_and_findings_by_name() -> None:
    found = checked('Activity,R,A,C,I\nPlan,"Ada, Bo",Cy,,Dee\nBuild,Ada; Bo,"Cy\nDee",Bo,\nTest,,Cy,,\n')

    assert [(each["row"], each["rule"]) for each in found["errors"]] == [("Build", "one_accountable")]
    assert "Cy, Dee" in found["errors"][0]["message"]
    assert ("Test", "no_responsible") in [(each.get("row"), each["rule"]) for each in found["warnings"]]
    assert [note for note in found["notes"] if "names stand in the cells" in note]


def test_breaks_in_markdown_part_names() -> None:
    text = "| Task | Responsible | Accountable |\n|---|---|---|\n| Plan | Ada<br>Bo | **Cy** |\n"

    assert cells(text, "m.md") == {"Plan": {"Ada": "R", "Bo": "R", "Cy": "A"}}


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Sales and Marketing", {"Sales and Marketing"}),
        ("Ada Moss and Bo Lee", {"Ada Moss", "Bo Lee"}),
        ("AM / BL", {"AM", "BL"}),
        ("R&D", {"R&D"}),
        ("Bo and Cy", {"Bo", "Cy"}),  # Cy stands alone elsewhere
        ("everyone", {"everyone"}),
    ],
)
def test_what_one_name_is(cell: str, names: set[str]) -> None:
    found = cells(f"Activity,R,A\nPlan,{cell},Zed\nBuild,Zed,Cy\n")

    assert set(found["Plan"]) - {"Zed"} == names


def test_a_name_in_two_spellings_is_one() -> None:
    assert set(cells("Activity,R,A\nPlan,csm,AE\nBuild,CSM,ae\n")["Build"]) == {"csm", "AE"}


@pytest.mark.parametrize(
    "legend",
    ["R,Responsible\nA,Accountable\nC,Consulted\nI,Informed\n", "Letter,Meaning\nR,does the work\nA,answers for it\n"],
)
def test_a_legend_is_no_matrix_of_names(legend: str) -> None:
    assert cells(f"{legend}\nActivity,Ada,Bo\nPlan,A/R,C\nBuild,R,A\n") == {
        "Plan": {"Ada": "A/R", "Bo": "C"},
        "Build": {"Ada": "R", "Bo": "A"},
    }


def test_both_kinds_in_one_file() -> None:
    text = (
        "| Task | R | A |\n|--|--|--|\n| Plan | Ada | Bo |\n\n\n| Task | Ada | Bo |\n|--|--|--|\n| Build | A/R | C |\n"
    )

    assert [table["columns"] for table in checked(text, "m.md")["tables"]] == [["Ada", "Bo"], ["Ada", "Bo"]]


def test_driver_and_approver_are_read() -> None:
    text = "Decision,Driver,Approver,Contributors,Informed\nPrice,Ada,Bo,Cy,Dee\n"

    assert cells(text, variant="daci") == {"Price": {"Ada": "R", "Bo": "A", "Cy": "C", "Dee": "I"}}


NAME = st.sampled_from(["Ada", "Bo Lee", "CSM", "R&D", "Sales and Marketing", "AB", "Zoë", "O'Hara", "Team 4", "Ric"])
ROW = st.tuples(st.lists(NAME, max_size=3), NAME, st.lists(NAME, max_size=2))


@given(st.lists(ROW, min_size=1, max_size=5))
def test_every_name_keeps_its_letters(rows: list[tuple[list[str], str, list[str]]]) -> None:
    body = tuple(
        GridRow(f"line {n}", (f"activity {n}", ", ".join(doing), owner, "; ".join(asked)))
        for n, (doing, owner, asked) in enumerate(rows, 2)
    )
    grid = Grid("", (GridRow("line 1", ("Activity", "Responsible", "Accountable", "Consulted")), *body))

    charts = charts_of("m.csv", [grid], VARIANTS["raci"])
    told = {
        (row.activity, who.casefold(), letter)
        for row in charts[0].rows
        for who, cell in zip(charts[0].columns, row.cells, strict=True)
        for letter in cell
    }
    meant = {
        (f"activity {n}", name.casefold(), letter)
        for n, (doing, owner, asked) in enumerate(rows, 2)
        for letter, names in (("R", doing), ("A", [owner]), ("C", asked))
        for name in names
    }
    assert told == meant


def test_an_escaped_bracket_in_markdown_is_no_tag() -> None:
    text = "| Task | Step \\<X\\> on | Bo |\n|--|--|--|\n| Plan | A/R | C |\n"

    assert cells(text, "m.md") == {"Plan": {"Step <X> on": "A/R", "Bo": "C"}}
