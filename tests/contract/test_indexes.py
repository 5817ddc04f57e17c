"""What every index of vectors does, the one in memory and Chroma alike."""

from collections.abc import Callable
from typing import Any

import pytest

from assistant.domain.documents import Document, Passage
from assistant.retrieval.keys import passage_key
from assistant.retrieval.protocols import DenseIndex, Indexes

Write = Callable[..., tuple[Document, tuple[Passage, ...]]]


@pytest.fixture
def lines(write: Write) -> tuple[Passage, ...]:
    return write("notes.md", "aaa bbb", "ccc ddd", "aab", "zzz")[1]


@pytest.fixture
def index(indexes: Indexes, lines: tuple[Passage, ...]) -> DenseIndex:
    made = indexes.index("acme")
    made.add(lines)
    return made


def test_the_nearest_comes_first_with_its_cosine(index: DenseIndex, lines: tuple[Passage, ...]) -> None:
    ((first, second),) = index.search(["aaa bbb"], 2)
    assert (first.key, second.key) == (passage_key(lines[0]), passage_key(lines[2]))
    assert first.similarity == pytest.approx(1.0, abs=1e-5)
    assert second.similarity == pytest.approx(9 / (18 * 5) ** 0.5, abs=1e-5)


def test_several_questions_are_answered_in_order(index: DenseIndex, lines: tuple[Passage, ...]) -> None:
    answers = index.search(["zz", "cd"], 1)
    assert [near.key for (near,) in answers] == [passage_key(lines[3]), passage_key(lines[1])]


def test_more_may_be_asked_for_than_there_is(index: DenseIndex) -> None:
    ((*found,),) = index.search(["a"], 50)
    assert {near.key for near in found} == index.keys()


def test_an_empty_index_finds_nothing(indexes: Indexes) -> None:
    assert indexes.index("nobody").search(["a", "b"], 3) == ((), ())
    assert indexes.index("nobody").keys() == frozenset()


def test_adding_twice_changes_nothing_and_embeds_nothing(
    index: DenseIndex, lines: tuple[Passage, ...], embedder: Any
) -> None:
    before, read = index.search(["abc"], 4), list(embedder.read)
    index.add(lines)
    assert (index.search(["abc"], 4), embedder.read) == (before, read)


def test_removing_takes_out_and_is_safe_to_repeat(index: DenseIndex, lines: tuple[Passage, ...]) -> None:
    key = passage_key(lines[0])
    index.remove([key, "never there"])
    index.remove([key])
    assert index.keys() == {passage_key(line) for line in lines[1:]}
    assert key not in {near.key for near in index.search(["aaa bbb"], 4)[0]}


def test_accounts_do_not_see_each_other(indexes: Indexes, index: DenseIndex, write: Write) -> None:
    other = indexes.index("Ümlaut & Söhne / 1")
    other.add(write("other.md", "aaa bbb")[1])
    assert len(other.keys()) == 1
    assert len(index.keys()) == 4


def test_an_index_is_found_again_and_can_be_dropped(indexes: Indexes, index: DenseIndex) -> None:
    assert indexes.index("acme").keys() == index.keys()
    indexes.drop("acme")
    indexes.drop("acme")
    assert indexes.index("acme").keys() == frozenset()


def test_progress_is_told_to_the_end(indexes: Indexes, write: Write) -> None:
    told: list[tuple[int, int]] = []
    indexes.index("long").add(
        write("long.md", *(f"line {number}" for number in range(300)))[1], progress=lambda *step: told.append(step)
    )
    assert told == [(256, 300), (300, 300)]
