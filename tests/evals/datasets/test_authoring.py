import json
from pathlib import Path

import pytest

from evals.authoring import line_of, main
from evals.cases import Case

GOOD = "id = 'x'\n[[notes]]\nname = 'n.txt'\ntext = '''It took\n3 days.'''\n"


def test_a_case_in_toml_becomes_one_line() -> None:
    line = line_of(GOOD)

    assert "\n" not in line
    assert Case.model_validate(json.loads(line)).notes[0].text == "It took\n3 days."


def test_cases_are_written_one_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.toml").write_text(GOOD, "utf-8")

    assert main([str(tmp_path / "a.toml")]) == 0
    assert capsys.readouterr().out.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id = 'x'", "notes: Field required"),
        ("id = ", "Invalid value"),
        (GOOD + "[gold]\nfoo = 1", "gold.foo"),
        (GOOD + "[[gold.sayings]]\ntext = 'never said'\nspeaker = 'A'", "not in the notes"),
    ],
)
def test_a_case_that_does_not_hold_is_refused_in_a_line(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.toml").write_text(text, "utf-8")

    assert main([str(tmp_path / "bad.toml")]) == 2
    error = capsys.readouterr().err
    assert error.startswith("bad.toml: ")
    assert said in error


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.toml")]) == 2
    assert "none.toml" in capsys.readouterr().err
