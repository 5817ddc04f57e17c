import json
from pathlib import Path

import pytest

from assistant.cli.main import main

Capture = pytest.CaptureFixture[str]


def put(path: Path, text: str) -> str:
    path.write_text(text, "utf-8")
    return str(path)


def test_check_exits_1_where_a_row_has_no_or_two_a(tmp_path: Path, capsys: Capture) -> None:
    path = put(tmp_path / "m.csv", "Activity,Ada,Bo\nPlan,A,A\nBuild,A/R,C\n")

    assert main(["raci", "check", path, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["rows"] == 2
    assert [(e["row"], e["rule"]) for e in found["errors"]] == [("Plan", "one_accountable")]


def test_check_exits_0_with_warnings_and_reads_variants(tmp_path: Path, capsys: Capture) -> None:
    path = put(tmp_path / "m.md", "|Decision|Ada|Bo|\n|-|-|-|\n|Price|D|P/R|\n")

    assert main(["raci", "check", path, "--variant", "rapid"]) == 0
    out = capsys.readouterr().out
    assert "1 row, columns: Ada, Bo" in out
    assert "0 errors" in out


def test_bad_input_is_one_line_and_exit_2(tmp_path: Path, capsys: Capture) -> None:
    assert main(["raci", "check", put(tmp_path / "m.csv", "Activity,Ada,Bo\nPlan,A,Q\n")]) == 2
    assert main(["raci", "suggest", "--process", "nothing"]) == 2
    assert main(["raci"]) == 2
    assert main(["charter", "check", put(tmp_path / "c.toml", "x = 1\n")]) == 2
    said = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("outcome-stories: engine: ")]
    assert len(said) == 4


@pytest.mark.parametrize("form", ["csv", "md", "xlsx"])
def test_a_suggestion_is_checked_by_the_program_itself(examples: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"m.{form}"
    account = ["--account-file", str(examples / "account.toml")]

    assert main(["raci", "suggest", str(examples / "notes.md"), *account, "--format", form, "-o", str(target)]) == 0
    assert main(["raci", "check", str(target)]) == 0


def test_the_log_takes_a_matrix_from_suggested_to_in_force(tmp_path: Path, capsys: Capture) -> None:
    at = str(tmp_path / "m.json")
    process = put(
        tmp_path / "p.toml",
        'name = "x"\ncolumns = ["sales"]\n[[activities]]\nactivity = "Extend"\ncells = { sales = "A/R" }\n'
        'right = "short_extension"\n',
    )
    decided = ["--by", "Bo", "--right", "short_extension"]

    assert main(["raci", "suggest", "--process", process, "-o", at]) == 0
    assert main(["raci", "record", at, "enforce", "--by", "Sales", "-o", at]) == 2
    assert main(["raci", "record", at, "accept", "--by", "Sales", "-o", at]) == 0
    assert main(["raci", "record", at, "enforce", "--by", "Sales", "-o", at]) == 0
    assert main(["raci", "record", at, "change", *decided, "-o", at]) == 2
    assert main(["raci", "record", at, "change", *decided, "--note", "two weeks do", "-o", at]) == 0
    found = json.loads(Path(at).read_text("utf-8"))
    assert found["state"] == "in_force"
    assert [entry["what"] for entry in found["log"]] == ["suggested", "accepted", "put_in_force", "changed"]
    assert "not accepted yet by Sales" in capsys.readouterr().err


def test_rights_say_who_confirms(tmp_path: Path, capsys: Capture) -> None:
    policy = put(tmp_path / "r.toml", "[thresholds]\nexec_confirm_above = 50000\n")

    assert main(["raci", "rights", "--policy", policy, "--deal", "deal_value=60000", "--deal", "weeks=5"]) == 0
    out = capsys.readouterr().out
    assert "short_extension: relationship_owner decides\n  beyond the limits: weeks 5 is above 4" in out
    assert "executive confirms within 24 hours" in out
    assert main(["raci", "rights", "--deal", "weeks=many"]) == 2
    assert main(["raci", "rights", "--deal", "colour=1"]) == 2


def test_charters_are_checked_and_shown(tmp_path: Path, capsys: Capture) -> None:
    bad = put(tmp_path / "c.toml", 'name = "x"\nmission = "Help customers."\nmetrics = ["Calls made"]\n')

    assert main(["charter", "check"]) == 0
    assert main(["charter", "check", bad]) == 1
    assert main(["charter", "show", "support"]) == 0
    assert main(["charter", "show", "--json"]) == 0
    assert main(["charter", "show", "nobody"]) == 2
    assert "11 charters, 0 errors" in capsys.readouterr().out
