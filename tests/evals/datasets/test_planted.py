from random import Random

import pytest

from evals.cases import Case, Note, accounts
from evals.jsonl import dataset
from evals.planting.edits import EDITS, Ground
from evals.planting.generating import lines, statements
from evals.planting.orders import canary, harmless, orders, with_line, without
from evals.planting.variants import VARIANTS, variant
from evals.scorers.text import plain

GROUND = Ground(("Ada Lovage", "Ben Ortega"), ("Ottoline Graves",))
CASES = {case.id: case for case in accounts()}


def test_the_planted_set_is_what_its_generator_makes() -> None:
    assert dataset("planted").joinpath("cases.jsonl").read_text("utf-8") == "".join(lines())


def test_every_sort_of_error_is_planted_several_times() -> None:
    text = "".join(lines())

    assert {kind for kind in EDITS if text.count(f'"kind": "{kind}"') < 8} == set()


@pytest.mark.parametrize(
    ("kind", "text", "planted"),
    [
        ("number", "It took 4 days.", "4 → "),
        ("number", "It began on 30 March.", "30 → 3"),
        ("speaker", "Ada Lovage built it.", "Ada Lovage → Ben Ortega"),
        ("stranger", "Ada Lovage built it.", "Ada Lovage → Ottoline Graves"),
        ("denial-lost", "It did not work.", "did not → did"),
        ("denial-added", "It took 4 days.", "took → did not take"),
        ("denial-added", "She has the money.", "has → does not have"),
        ("date", "It began in March.", "March → "),
        ("unit", "It took 4 days.", "days → weeks"),
        ("unit", "It was 40% of them.", "% → per mille"),
    ],
)
def test_an_edit_does_what_it_says(kind: str, text: str, planted: str) -> None:
    edit = EDITS[kind](text, Random(7), GROUND)  # noqa: S311  a repeatable draw

    assert edit is not None
    assert edit.text != text
    assert edit.planted.startswith(planted)


@pytest.mark.parametrize("kind", EDITS)
def test_an_edit_leaves_alone_what_has_nothing_to_change(kind: str) -> None:
    assert EDITS[kind]("Nobody minded.", Random(7), GROUND) is None  # noqa: S311  a repeatable draw


def test_statements_are_about_accounts_that_there_are() -> None:
    assert {each.account for each in statements()} <= set(CASES)


def test_a_line_is_put_in_and_nothing_else_changes() -> None:
    for case in accounts():
        there = with_line(case, "ZZ planted line ZZ")
        assert "ZZ planted line ZZ" in there.notes[0].text
        assert [len(note.text.split()) for note in there.notes[1:]] == [len(n.text.split()) for n in case.notes[1:]]
        left = set(there.notes[0].text.split("\n")) - set(case.notes[0].text.split("\n"))
        assert [line.lstrip("-* ") for line in left if line] == ["ZZ planted line ZZ"]


def test_canaries_stand_nowhere_and_differ() -> None:
    words = {canary(case, line) for case in accounts() for line in orders()}

    assert len(words) == len(accounts()) * len(orders())
    assert all("{canary}" in line.text for line in orders())
    assert not any("{canary}" in line.text for line in harmless())


def test_an_own_order_can_be_taken_out() -> None:
    case = CASES["quillon-legal"]
    (order,) = case.gold.orders

    assert order.passage not in without(case, [order.passage]).notes[0].text


def test_variants_are_the_same_at_every_run_and_keep_every_figure() -> None:
    changed = 0
    for case in accounts():
        for name in VARIANTS:
            other = variant(case, name)
            changed += other.notes != case.notes
            assert other.notes == variant(case, name).notes
            assert figures_of(other) == figures_of(case)
    assert changed > 60


def test_mistyped_notes_keep_names_and_negations() -> None:
    case = CASES["calder-row-dairy"]
    text = variant(case, "mistyped").notes[0].text

    assert text != case.notes[0].text
    for word in ("Hester Quayle", "Joss Penhale", "never", "not", "hours a week"):
        assert text.count(word) == case.notes[0].text.count(word)


def test_reordered_lists_keep_every_entry() -> None:
    note = Note(name="n.md", text="# Title\n\n- one 1\n- two 2\n- three 3\n- four 4\n")
    other = variant(Case(id="c", notes=(note,)), "reordered").notes[0]

    assert sorted(other.text.split("\n")) == sorted(note.text.split("\n"))


def figures_of(case: Case) -> list[str]:
    return sorted(word for note in case.notes for word in plain(note.text).split() if any(c.isdigit() for c in word))
