"""The arrays behind the search over everything agree with the plain ways of computing the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.documents import BlockKind, Passage, Rank
from assistant.retrieval.lexical import LexicalIndex
from assistant.retrieval.terms import tagged
from assistant.storage.search.meaning import Meanings
from assistant.storage.search.postings import Postings, bm25, hashed, norms

TEXTS = st.lists(st.lists(st.sampled_from(["plan", "board", "order", "line", "week"]), min_size=1).map(" ".join),
                 min_size=1, max_size=8)  # fmt: skip


def passage(text: str) -> Passage:
    return Passage(
        document="d", start=0, end=len(text), text=text, sentences=(), kind=BlockKind.PROSE, rank=Rank.SUMMARY
    )


@given(TEXTS, st.integers(0, 8))
def test_scores_are_those_of_the_plain_index_whatever_the_cut(texts: list[str], cut: int) -> None:
    plain = LexicalIndex([passage(text) for text in texts]).scores("plan the order")
    parts = []
    for some in (texts[:cut], texts[cut:]):
        terms = [tagged(text, "en") for text in some]
        words = hashed(term for each in terms for term in each)
        parts.append(Postings(np.array([len(each) for each in terms], dtype=np.uint32), words))
    mean = float(np.mean([len(tagged(text, "en")) for text in texts]))
    scores = bm25(parts, norms(parts, mean), hashed(set(tagged("plan the order", "en"))), len(texts))
    assert np.concatenate(scores) == pytest.approx(plain, rel=1e-5)


def test_cosines_are_right_to_two_digits_and_signs_find_the_nearest() -> None:
    chance = np.random.default_rng(0)
    vectors = chance.normal(size=(2_000, 100)).astype(np.float32)
    query = vectors[7] + 0.3 * chance.normal(size=100).astype(np.float32)
    meanings, rows = Meanings(vectors), np.arange(len(vectors))
    exact = vectors @ query / np.linalg.norm(vectors, axis=1) / np.linalg.norm(query)
    assert meanings.cosines(rows, query) == pytest.approx(exact, abs=0.01)
    far = meanings.far(query)
    assert int(np.argmin(far)) == 7
    assert far.tolist() == ((vectors > 0) != (query > 0)).sum(axis=1).tolist()
    some = rows[5:9]
    assert meanings.far(query, some).tolist() == far[5:9].tolist()


def test_what_has_no_vector_is_far_from_everything() -> None:
    vectors = np.array([[1.0, 1.0], [0.0, 0.0]], dtype=np.float32)
    meanings, query = Meanings(vectors), np.array([-1.0, -1.0], dtype=np.float32)
    assert meanings.far(query).tolist() == [2, 3]
    assert meanings.cosines(np.arange(2), query).tolist() == pytest.approx([-1.0, 0.0], abs=1e-5)


def test_nothing_at_all_is_no_trouble() -> None:
    empty = Postings(np.empty(0, dtype=np.uint32), hashed([]))
    assert bm25([empty], norms([empty], 0.0), hashed(["plan"]), 0)[0].tolist() == []
