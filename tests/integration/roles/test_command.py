"""The command `roles` on the demo account and on contact lists, as another program would run it."""

import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from assistant.cli.main import main

ROOT = Path(__file__).resolve().parents[3]
DEMO = [str(ROOT / "examples" / name) for name in ("interview.txt", "notes.md")]
USAGE = ["--usage", str(ROOT / "examples" / "usage.csv"), "--account-file", str(ROOT / "examples" / "account.toml")]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["roles", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("roles") / "roles.json"
    assert main(["roles", *DEMO, *USAGE, "--json", "-o", str(path)]) == 0
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def roles_of(demo: dict[str, Any], name: str) -> set[str]:
    (one,) = [person for person in demo["people"] if person["name"] == name]
    return {role["role"] for role in one["roles"]}


def test_the_demo_account_is_read_as_a_person_would(demo: dict[str, Any]) -> None:
    assert {"solution_owner", "champion"} <= roles_of(demo, "Owen Lattimer")
    assert {"builder", "power_user"} <= roles_of(demo, "Dele Akande")
    assert {"economic_buyer", "executive_sponsor"} <= roles_of(demo, "Marguerite Foss")
    assert "detractor" not in roles_of(demo, "Marguerite Foss")
    assert roles_of(demo, "Priya Raman") == set()


def test_citations_stand_where_they_say(demo: dict[str, Any]) -> None:
    texts = {document["id"]: document["text"] for document in demo["documents"]}
    facts = {fact["id"]: fact["sentence"] for fact in demo["usage_facts"]}
    cited = [c for p in demo["people"] for role in p["roles"] for c in role["citations"]]

    assert any(citation["usage_fact"] for citation in cited)
    for citation in cited:
        if citation["document"] is None:
            assert facts[citation["usage_fact"]] == citation["text"]
        else:
            assert texts[citation["document"]][citation["start"] : citation["end"]] == citation["text"]


def test_the_builder_is_interviewed_next(demo: dict[str, Any]) -> None:
    names = {person["id"]: person["name"] for person in demo["people"]}

    assert names[demo["interview_next"][0]["person"]] == "Dele Akande"
    assert "built 58 of 94" in demo["interview_next"][0]["why"]


def test_seniority_of_use_has_its_denominators(demo: dict[str, Any]) -> None:
    use = demo["seniority_of_use"]

    assert use["metric"] == "events"
    assert sum(share["value"] for share in use["shares"]) == use["total"] - use["unknown"]
    assert sum(share["share"] for share in use["shares"]) == pytest.approx(1, abs=1e-3)
    assert use["below_low"] <= use["below_senior_director"] <= use["below_high"]
    assert {other["metric"] for other in use["others"]} == {"active_people", "objects_built"}


def test_a_contact_list_alone_is_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contacts = tmp_path / "c.csv"
    contacts.write_text("Name;Job Title;Company\nRoe, Jane;CFO;Brightwater\n=2+5;Analyst;Brightwater\n", "utf-8")
    code, out, _ = run(capsys, "--people", str(contacts), "--json")
    found = json.loads(out)

    assert code == 0
    assert found["seniority_of_use"] is None
    (jane, odd) = found["people"]
    assert (jane["name"], jane["seniority"], jane["department"]) == ("Jane Roe", "c_level", "finance")
    assert all(role["confidence"] <= 0.5 for role in jane["roles"])
    assert jane["roles"][0]["citations"][0]["text"] == "CFO"
    assert odd["name"] == "=2+5"


def test_exports_hold_no_formula(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contacts = tmp_path / "c.csv"
    contacts.write_text('name,title,company\n=cmd|x,@SUM(A1),"+49 Ltd"\n', "utf-8")
    _, out, _ = run(capsys, "--people", str(contacts), "--format", "csv")

    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["name"], row["title"], row["company"]) == ("'=cmd|x", "'@SUM(A1)", "'+49 Ltd")


def test_titles_come_by_address_from_the_contact_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "\n".join(f"2026-03-{day:02d},{who}@b.example,edited" for day in range(1, 29) for who in ("ada", "bo"))
    (tmp_path / "u.csv").write_text(f"date,user,action\n{rows}\n", "utf-8")
    (tmp_path / "c.csv").write_text("name,title,email\nAda Bell,Director of IT,ada@b.example\n", "utf-8")
    code, out, _ = run(capsys, "--usage", str(tmp_path / "u.csv"), "--people", str(tmp_path / "c.csv"), "--json")
    use = json.loads(out)["seniority_of_use"]

    assert code == 0
    assert (use["total"], use["unknown"]) == (56, 28)
    assert use["shares"] == [{"seniority": "director", "people": 1, "value": 28, "share": 1.0}]


def test_the_picture_is_well_formed_and_says_what_it_shows(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, *DEMO, "--format", "svg")
    tree = ET.fromstring(out)  # noqa: S314  our own output

    said = tree.find("{http://www.w3.org/2000/svg}desc")
    assert tree.get("role") == "img"
    assert said is not None
    assert "builder: Dele Akande" in (said.text or "")


@pytest.mark.parametrize("form", ["text", "html", "csv"])
def test_other_forms_show_the_people(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, *DEMO, "--format", form)

    assert code == 0
    assert "Owen Lattimer" in out


def test_a_workbook_is_written(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    assert main(["roles", *DEMO, "--format", "xlsx", "-o", str(tmp_path / "r.xlsx")]) == 0

    book = load_workbook(tmp_path / "r.xlsx", read_only=True)
    assert book.sheetnames[:2] == ["People", "Gaps and risks"]
    book.close()


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "empty"), ("x,y\n1,2\n", "no header"), ("name,title\n", "no people")],
)
def test_a_bad_list_is_one_line(text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "c.csv").write_text(text, "utf-8")
    code, out, err = run(capsys, "--people", str(tmp_path / "c.csv"))

    assert (code, out) == (2, "")
    assert said in err
    assert "c.csv" in err


def test_nothing_to_map_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys)

    assert code == 2
    assert "--people" in err


def test_services_can_be_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "s.toml").write_text('[builder]\nservices = [{ name = "clinic", why = "helps" }]\n', "utf-8")
    _, out, _ = run(capsys, *DEMO, "--services", str(tmp_path / "s.toml"), "--json")
    assert [offer["service"] for offer in json.loads(out)["services"]] == ["clinic"]

    (tmp_path / "s.toml").write_text("[boss]\n", "utf-8")
    code, _, err = run(capsys, *DEMO, "--services", str(tmp_path / "s.toml"))
    assert code == 2
    assert "`boss`" in err


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    contacts = tmp_path / "c.csv"
    contacts.write_text('name,title,company\n=cmd|x,@SUM(A1),"+49 Ltd"\n', "utf-8")
    assert main(["roles", "--people", str(contacts), "--format", "xlsx", "-o", str(tmp_path / "r.xlsx")]) == 0

    book = load_workbook(tmp_path / "r.xlsx")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert "'=cmd|x" in [cell.value for cell in cells]


def test_a_document_holds_the_picture_in_words_and_the_table_behind_it(tmp_path: Path) -> None:
    from docx import Document

    for name in ("a.docx", "b.docx"):
        assert main(["roles", *DEMO, *USAGE, "--format", "docx", "-o", str(tmp_path / name)]) == 0

    document = Document(str(tmp_path / "a.docx"))
    (shape,) = document.inline_shapes
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "builder: Dele Akande" in shape._inline.docPr.get("descr")  # noqa: SLF001  python-docx has no alternative text
    assert "Dele Akande, Shift Planner" in cells
    assert any("interview.txt" in cell for cell in cells)
    assert {"Gaps", "Interview next"} <= {
        p.text for p in document.paragraphs if p.style and "Heading" in str(p.style.name)
    }
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_a_document_takes_any_name(tmp_path: Path) -> None:
    from docx import Document

    contacts = tmp_path / "c.csv"
    contacts.write_text("name,title\n\x07Ada <b>Bell</b> & Co,CFO\n", "utf-8")
    assert main(["roles", "--people", str(contacts), "--format", "docx", "-o", str(tmp_path / "r.docx")]) == 0

    cells = [
        cell.text for table in Document(str(tmp_path / "r.docx")).tables for row in table.rows for cell in row.cells
    ]
    assert any("<b>Bell</b> & Co" in cell for cell in cells)
