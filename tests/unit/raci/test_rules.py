import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.raci import Chart, ChartRow, Letter
from assistant.domain.variants import VARIANTS
from assistant.mapping.raci.letters import read
from assistant.mapping.raci.rules import check


def chart(columns: str, *rows: str) -> Chart:
    """A chart from "Activity: A/R | C |" lines."""
    read_rows = []
    for row in rows:
        activity, _, cells = row.partition(":")
        read_rows.append(ChartRow(activity, tuple(read(cell, VARIANTS["raci"]).letters for cell in cells.split("|"))))
    return Chart(tuple(columns.split()), tuple(read_rows))


def rules(of: Chart, kind: str = "warnings") -> list[tuple[str, str]]:
    return [(found.rule, found.row or found.column or "") for found in getattr(check(of), kind)]


def test_a_matrix_in_order_has_nothing_to_tell() -> None:
    fine = chart("Sue Tom Ann", "Plan: A/R | | C", "Build: C | A/R |", "Ship: | C | A/R")

    assert check(fine).errors == ()
    assert rules(fine) == []


@pytest.mark.parametrize(("cells", "said"), [("R | C | I", "no A"), ("A | A/R | I", "2 are accountable (Sue, Tom)")])
def test_exactly_one_is_accountable(cells: str, said: str) -> None:
    (found,) = check(chart("Sue Tom Ann", f"Plan: {cells}")).errors

    assert (found.rule, found.row) == ("one_accountable", "Plan")
    assert said in found.message


@given(st.lists(st.frozensets(st.sampled_from(list(Letter))), min_size=1, max_size=6))
def test_a_row_is_an_error_unless_one_cell_has_the_a(cells: list[frozenset[Letter]]) -> None:
    found = check(Chart(tuple(f"c{n}" for n in range(len(cells))), (ChartRow("x", tuple(cells)),)))

    assert bool(found.errors) == (sum(Letter.ACCOUNTABLE in cell for cell in cells) != 1)


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("A | C | I |", "no_responsible"),
        ("A/R | R | R | I", "many_responsible"),
        ("A/R | C | C | C", "many_consulted"),
        ("A/R | R | |", "nobody_consulted_or_informed"),
        ("A/C | R | I |", "combined_cell"),
        ("A/R | R/I | C |", "combined_cell"),
    ],
)
def test_a_row_that_is_worth_a_look(row: str, rule: str) -> None:
    names = {name for name, _ in rules(chart("Sue Tom Ann Joe", f"Plan: {row}"))}

    assert rule in names - {"idle"}


@pytest.mark.parametrize("row", ["A/R | C | I |", "A | R | C | I", "A/R | R | C | C"])
def test_a_row_that_is_fine(row: str) -> None:
    assert {name for name, _ in rules(chart("Sue Tom Ann Joe", f"Plan: {row}"))} <= {"idle"}


def test_columns_that_carry_too_much_or_nothing() -> None:
    found = rules(chart("Sue Tom Ann", "a: A/R | C |", "b: A | R | I", "c: R | A | ", "d: A/R | | I", "e: | A/R | I"))

    assert ("overloaded", "Sue") in found
    assert ("overloaded", "Tom") not in found
    assert ("idle", "Ann") in found


def test_a_column_without_an_empty_cell_is_overloaded() -> None:
    assert ("overloaded", "Tom") in rules(chart("Sue Tom", "a: A/R | I", "b: A/R | I", "c: A/R | C"))


def test_names_that_are_there_twice_are_asked_about() -> None:
    found = rules(chart("Sue Tom sue", "Plan: A/R | C |", "plan : | A/R | C"))

    assert ("duplicate_row", "Plan") in found
    assert ("duplicate_column", "Sue") in found


def test_a_clash_names_the_cell() -> None:
    (found,) = [
        f for f in check(chart("Sue Tom", "Plan: A/I | R", "Do: A/R | C")).warnings if f.rule == "combined_cell"
    ]

    assert found.model_dump() == {
        "row": "Plan",
        "column": "Sue",
        "rule": "combined_cell",
        "message": "Sue has A/I in one cell: say which",
    }
