from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.documents import BlockKind, Passage, Rank
from assistant.retrieval.keys import passage_key
from assistant.retrieval.protocols import Near, Progress
from assistant.retrieval.retriever import Retriever


def passage(
    text: str,
    start: int = 0,
    *,
    kind: BlockKind = BlockKind.SPEECH,
    rank: Rank = Rank.TRANSCRIPT,
    language: str = "en",
) -> Passage:
    return Passage(
        document="a.md", start=start, end=start + len(text), text=text, sentences=(), kind=kind, rank=rank,
        language=language,
    )  # fmt: skip


class FixedIndex:
    """Answers every question with the same similarities."""

    def __init__(self, similar: dict[Passage, float]) -> None:
        self.similar = {passage_key(one): value for one, value in similar.items()}

    def add(self, passages: Sequence[Passage], *, progress: Progress | None = None) -> None:
        raise NotImplementedError

    def remove(self, keys: Sequence[str]) -> None:
        raise NotImplementedError

    def keys(self) -> frozenset[str]:
        return frozenset(self.similar)

    def search(self, queries: Sequence[str], k: int) -> tuple[tuple[Near, ...], ...]:
        nearest = sorted((Near(key, value) for key, value in self.similar.items()), key=lambda near: -near.similarity)
        return (tuple(nearest[:k]),) * len(queries)


CLOSE = passage("We close the month in four days.")
CANTEEN = passage("The canteen has new chairs.", 100)
PARKING = passage("Parking is free on Sundays.", 200)


def texts(retriever: Retriever, query: str | Sequence[str], k: int = 10, diversity: float = 0.0) -> list[str]:
    return [hit.passage.text for hit in retriever.search(query, k, diversity=diversity)]


def test_words_are_found_in_any_form_and_strangers_are_not() -> None:
    assert texts(Retriever([CANTEEN, CLOSE, PARKING]), "closing months") == [CLOSE.text]


def test_meaning_finds_what_shares_no_word() -> None:
    index = FixedIndex({CLOSE: 0.6, CANTEEN: 0.1, PARKING: -0.2})
    assert texts(Retriever([CANTEEN, CLOSE, PARKING], index), "How fast is accounting?") == [CLOSE.text, CANTEEN.text]


def test_several_wordings_count_by_the_best() -> None:
    found = texts(Retriever([CANTEEN, CLOSE, PARKING]), ["chairs", "parking"])
    assert sorted(found) == sorted([CANTEEN.text, PARKING.text])


def test_between_equals_the_stronger_evidence_comes_first() -> None:
    told = [passage("Invoices take four days.", 100 * rank, rank=rank) for rank in reversed(Rank)]
    found = Retriever(told).search("invoices", diversity=0)
    assert [hit.passage.rank for hit in found] == [1, 2, 3, 4]


def test_a_question_does_not_stand_before_its_answer_and_boilerplate_is_never_found() -> None:
    asked = passage("How long do invoices take?", kind=BlockKind.QUESTION)
    answer = passage("Invoices take four days, and they used to take long.", 100)
    menu = passage("Invoices Products Pricing", 200, kind=BlockKind.BOILERPLATE)
    assert texts(Retriever([asked, menu, answer]), "how long do invoices take") == [answer.text, asked.text]


def test_the_second_place_goes_to_something_else() -> None:
    twins = [passage("Invoices take four days now.", 0), passage("Invoices take four days now.", 100)]
    other = passage("Invoices were late, said Ada.", 200)
    retriever = Retriever([*twins, other])
    assert texts(retriever, "invoices take days", 2) == [twins[0].text, twins[1].text]
    assert texts(retriever, "invoices take days", 2, diversity=0.5) == [twins[0].text, other.text]


def test_only_what_is_allowed_is_returned() -> None:
    retriever = Retriever([CLOSE, passage("Close the doors.", 300)])
    hits = retriever.search("close", allow=lambda one: one.start == 300)
    assert [hit.passage.start for hit in hits] == [300]


@pytest.mark.parametrize(
    ("language", "text", "query"),
    [
        ("de", "Der Monatsabschluss dauert vier Tage.", "Monatsabschlüsse"),
        ("fr", "La clôture mensuelle prend quatre jours.", "cloture"),
        ("ja", "月次決算は四日で終わります。", "決算"),
    ],
)
def test_other_languages_are_found_by_their_letters(language: str, text: str, query: str) -> None:
    other = passage("Etwas ganz anderes: 天気", 100, language=language)
    assert texts(Retriever([other, passage(text, language=language)]), query) == [text]


def test_an_english_embedder_has_no_say_about_other_languages() -> None:
    german = passage("Der Abschluss dauert vier Tage.", language="de")
    assert Retriever([german], FixedIndex({german: 0.9})).search("closing the books") == ()


def test_what_the_index_left_out_is_at_most_as_near_as_its_last() -> None:
    index = FixedIndex({CLOSE: 0.6, PARKING: 0.3})
    found = {hit.passage.text: hit.score for hit in Retriever([CLOSE, CANTEEN, PARKING], index).search("x")}
    assert found[CANTEEN.text] == found[PARKING.text] < found[CLOSE.text]


def test_what_the_index_has_beyond_the_passages_is_passed_over() -> None:
    index = FixedIndex({CLOSE: 0.6, PARKING: 0.9})
    assert texts(Retriever([CLOSE], index), "x") == [CLOSE.text]


def test_nothing_comes_of_nothing() -> None:
    assert Retriever([]).search("close") == ()
    assert Retriever([CLOSE]).search("") == ()
    assert Retriever([CLOSE]).search([]) == ()
    assert Retriever([passage("?!")]).search("?!") == ()


@given(
    st.lists(st.text(min_size=1, max_size=40), max_size=12),
    st.text(max_size=40),
    st.integers(0, 5),
    st.sampled_from(["en", "de", "und"]),
)
def test_hits_are_passages_each_once_with_scores_in_bounds(lines: list[str], query: str, k: int, language: str) -> None:
    passages = [passage(line, 100 * at, language=language) for at, line in enumerate(lines)]
    hits = Retriever(passages).search(query, k)
    assert len(hits) <= k
    assert len({hit.passage.start for hit in hits}) == len(hits)
    assert all(0 < hit.score <= 1 and hit.passage in passages for hit in hits)
