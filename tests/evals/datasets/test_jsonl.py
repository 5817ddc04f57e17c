from pathlib import Path

import pytest

from assistant.domain.base import Frozen
from assistant.domain.errors import BadInput
from evals.jsonl import rows


class Row(Frozen):
    name: str


def test_blank_lines_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"name": "a"}\n\n{"name": "b\u2028c"}\n', "utf-8")

    assert [row.name for row in rows(tmp_path / "x.jsonl", Row)] == ["a", "b\u2028c"]


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"name": "a"}\n{"nom": "b"}\n', "utf-8")

    with pytest.raises(BadInput, match="line 2: name: Field required"):
        list(rows(tmp_path / "x.jsonl", Row))
