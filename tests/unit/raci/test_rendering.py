import io
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from assistant.domain.documents import NamedBytes
from assistant.domain.raci import Basis, Cell, Column, Letter, Matrix, Row, shown
from assistant.domain.variants import VARIANTS
from assistant.mapping.raci.reading import charts_of
from assistant.rendering.raci_formats import renderer
from ingest.matrices import read_grids

RACI = VARIANTS["raci"]
MARKS = "abcdefgh XYZäß&|*_<>#-+=@'\"\\/[](){}.,;:!0123456789"
# Words around any marks: what is no ornament, legend or heading by itself stays a name.
NAMES = st.builds("Step {} on".format, st.text(alphabet=st.sampled_from(MARKS), max_size=20))
CELLS = st.frozensets(st.sampled_from(list(Letter)))


def made(columns: list[str], rows: list[tuple[str, list[frozenset[Letter]]]]) -> Matrix:
    ids = [Column(id=f"c{n}", name=name) for n, name in enumerate(columns)]
    return Matrix(
        process="x",
        title="Ours",
        columns=tuple(ids),
        rows=tuple(
            Row(
                activity=activity,
                cells={
                    column.id: Cell(letters=shown(held), basis=Basis.TEMPLATE, why="x")
                    for column, held in zip(ids, cells, strict=True)
                    if held
                },
            )
            for activity, cells in rows
        ),
    )


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    columns = draw(st.lists(NAMES, min_size=2, max_size=4, unique_by=str.casefold))
    row = st.tuples(NAMES, st.lists(CELLS, min_size=len(columns), max_size=len(columns)).filter(any))
    return made(columns, draw(st.lists(row, min_size=1, max_size=4)))


def as_bytes(rendered: str | bytes) -> bytes:
    return rendered if isinstance(rendered, bytes) else rendered.encode()


@pytest.mark.parametrize("form", ["csv", "md", "xlsx"])
@given(matrix=matrices())
@settings(max_examples=40)
def test_what_is_written_is_read_again(form: str, matrix: Matrix) -> None:
    data = as_bytes(renderer(form)(matrix, RACI))
    (chart,) = charts_of(f"m.{form}", read_grids(NamedBytes(f"m.{form}", data)), RACI)

    def folded(names: list[str]) -> list[str]:
        return [" ".join(name.split()) for name in names]

    assert list(chart.columns) == folded([column.name for column in matrix.columns])
    assert [row.activity for row in chart.rows] == folded([row.activity for row in matrix.rows])
    assert [row.cells for row in chart.rows] == [row.cells for row in matrix.chart.rows]


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("form", ["csv", "md", "xlsx"])
def test_a_variant_is_read_again_as_what_it_means(form: str, variant: str) -> None:
    a, r, c = (frozenset({letter}) for letter in (Letter.ACCOUNTABLE, Letter.RESPONSIBLE, Letter.CONSULTED))
    matrix = made(["Ada", "Bo", "Cy"], [("Plan it", [a | r, c, c]), ("Build it", [a, r, frozenset()])])
    data = as_bytes(renderer(form)(matrix, VARIANTS[variant]))
    (chart,) = charts_of("m", read_grids(NamedBytes(f"m.{form}", data)), VARIANTS[variant])

    assert [row.cells for row in chart.rows] == [row.cells for row in matrix.chart.rows]


HOSTILE = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x.test")']


def test_nothing_becomes_a_formula_in_csv() -> None:
    text = str(renderer("csv")(made(HOSTILE, [(name, [frozenset()] * len(HOSTILE)) for name in HOSTILE]), RACI))
    cells = [cell.strip('"') for line in text.splitlines() for cell in line.split(",")]

    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_nothing_becomes_a_formula_in_a_workbook() -> None:
    data = renderer("xlsx")(made(HOSTILE, [(name, [frozenset()] * len(HOSTILE)) for name in HOSTILE]), RACI)
    assert isinstance(data, bytes)
    book = load_workbook(io.BytesIO(data))

    assert {cell.data_type for sheet in book for row in sheet for cell in row if cell.value is not None} == {"s"}
    assert book["RACI"]["A3"].value == "=1+1"
    assert book["RACI"]["A3"].quotePrefix


def test_a_workbook_has_colours_a_legend_findings_and_reasons(renewal: Matrix) -> None:
    data = renderer("xlsx")(renewal, RACI)
    assert isinstance(data, bytes)
    book = load_workbook(io.BytesIO(data))
    texts = [cell.value for row in book["Reasons"] for cell in row]

    assert book.sheetnames == ["RACI", "Legend", "Findings", "Reasons", "Log"]
    assert book["RACI"]["B3"].fill.fgColor.rgb.endswith("F6C9C4")
    assert [row[0].value for row in book["Legend"]][1:5] == ["A", "R", "C", "I"]
    assert "The notes say: Jon Reyes sent the renewal proposal on Monday. A is the default." in texts


def test_the_same_matrix_makes_the_same_workbook(renewal: Matrix) -> None:
    assert renderer("xlsx")(renewal, RACI) == renderer("xlsx")(renewal, RACI)


def test_a_page_needs_nothing_else_and_escapes_what_it_is_given() -> None:
    matrix = made(["<b>Ada</b>", "Bo"], [("<script>alert(1)</script>", [frozenset({Letter.ACCOUNTABLE}), frozenset()])])
    text = str(renderer("html")(matrix, RACI))

    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert not re.search(r"(?:src|href)=\"(?!#)", text)
    assert "default-src &#39;none&#39;" in text
    assert '<th scope="row">' in text


def test_a_page_leads_from_a_letter_to_its_reason(renewal: Matrix) -> None:
    text = str(renderer("html")(renewal, RACI))
    links = re.findall(r'href="#(r\d+)"', text)

    assert links
    assert all(f'id="{link}"' in text for link in links)


def test_markdown_says_what_speaks_for_the_letters(renewal: Matrix) -> None:
    text = str(renderer("md")(renewal, RACI))

    assert "“Jon Reyes sent the renewal proposal on Monday.” (notes.md, characters" in text
    assert "by template, no evidence" in text


def test_json_is_the_contract(renewal: Matrix) -> None:
    found = json.loads(str(renderer("json")(renewal, RACI)))

    assert (found["process"], found["state"]) == ("renewal", "suggested")
    assert set(found["columns"][0]) >= {"id", "kind", "people"}
    assert set(found["rows"][0]["cells"]["client_outcomes"]) == {"letters", "basis", "why", "citations"}
    assert found["findings"]["errors"] == []
    assert set(found["findings"]["warnings"][0]) <= {"row", "column", "rule", "message"}
    assert Matrix.model_validate(found) == renewal
