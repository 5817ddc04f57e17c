from hypothesis import given
from hypothesis import strategies as st

from assistant.grounding.words import STOPWORDS, stem, tokens


def test_words_have_plain_apostrophes_and_stems() -> None:
    (they, stories, over, number) = tokens("They’re Stories over 1,200"[: len("They’re Stories over 1")])
    assert (they.norm, stories.stem, over.norm in STOPWORDS, number.text) == ("they're", "stori", True, "1")


def test_a_genitive_has_the_stem_of_its_noun() -> None:
    assert tokens("customer's")[0].stem == stem("customers")


def test_accents_are_kept() -> None:
    assert tokens("Café Größe")[0].norm == "café"


@given(st.text(max_size=200))
def test_tokens_are_where_they_say(text: str) -> None:
    assert all(text[token.start : token.end] == token.text for token in tokens(text))
