from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from assistant.domain.raci import (
    Basis,
    Cell,
    CellCitation,
    Column,
    LogEntry,
    Matrix,
    MatrixPerson,
    NotReady,
    Row,
    State,
)
from assistant.mapping.raci.rules import check

AT = datetime(2026, 5, 5, tzinfo=UTC)


def cell(letters: str) -> Cell:
    return Cell(letters=letters, basis=Basis.TEMPLATE, why="By template, no evidence.")


def matrix(*letters: str) -> Matrix:
    columns = (Column(id="csm", name="CSM", people=("p1",)), Column(id="ops", name="Ops"), Column(id="legal"))
    cells = {column.id: cell(held) for column, held in zip(columns, letters, strict=True) if held}
    made = Matrix(
        process="x",
        columns=columns,
        rows=(Row(activity="Extend", cells=cells, right="extension"),),
        people=(MatrixPerson(id="p1", name="Ines Ferro", column="csm"),),
    )
    return made.model_copy(update={"findings": check(made.chart)})


def test_a_matrix_is_in_force_after_everybody_who_does_or_answers_accepted() -> None:
    suggested = matrix("A", "R", "C")
    half = suggested.accepted("Ines Ferro", AT)
    whole = half.accepted("Ops", AT, "from June")
    live = whole.put_in_force("Ines Ferro", AT)

    assert suggested.acceptors == ("Ines Ferro", "Ops")
    assert [m.state for m in (suggested, half, whole, live)] == [
        State.SUGGESTED,
        State.SUGGESTED,
        State.ACCEPTED,
        State.IN_FORCE,
    ]
    assert [(e.by, e.what) for e in live.log] == [
        ("Ines Ferro", "accepted"),
        ("Ops", "accepted"),
        ("Ines Ferro", "put_in_force"),
    ]
    assert suggested.log == ()


def test_nobody_skips_a_step() -> None:
    half = matrix("A", "R", "").accepted("Ines Ferro", AT)

    with pytest.raises(NotReady, match="not accepted yet by Ops"):
        half.put_in_force("Ines Ferro", AT)
    with pytest.raises(NotReady, match="Somebody does or answers for nothing"):
        half.accepted("Somebody", AT)
    with pytest.raises(NotReady, match="in force already"):
        half.accepted("Ops", AT).put_in_force("Ops", AT).accepted("Ops", AT)


def test_a_matrix_with_errors_never_comes_in_force() -> None:
    broken = matrix("A", "A", "").accepted("Ines Ferro", AT).accepted("Ops", AT)

    with pytest.raises(NotReady, match="has errors"):
        broken.put_in_force("Ops", AT)


def test_a_decision_is_confirmed_or_changed_with_a_reason() -> None:
    entry = LogEntry(at=AT, by="Bo", what="changed", right="extension", note="three weeks are enough")

    assert matrix("A/R", "", "").recorded(entry).log == (entry,)
    with pytest.raises(ValidationError, match="says why"):
        LogEntry(at=AT, by="Bo", what="changed", right="extension")
    with pytest.raises(NotReady, match="no row carries the right `gifts`"):
        matrix("A/R", "", "").recorded(entry.model_copy(update={"right": "gifts"}))


def test_a_cell_has_a_citation_unless_the_template_alone_speaks() -> None:
    cited = CellCitation(document="n.md", start=0, end=1, text="x")

    with pytest.raises(ValidationError, match="every basis but the template"):
        Cell(letters="A", basis=Basis.EVIDENCE, why="x")
    with pytest.raises(ValidationError, match="every basis but the template"):
        Cell(letters="A", basis=Basis.TEMPLATE, why="x", citations=(cited,))
    with pytest.raises(ValidationError, match="names a place"):
        CellCitation(document="n.md", text="x")
