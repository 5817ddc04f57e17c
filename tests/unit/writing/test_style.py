"""House style: what stronger files say stands, and breaches are found outside quotations only."""

import pytest

from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput
from assistant.writing.style import HouseStyle, joined, style_of

TOML = b"""
person = "third"
tense = "past"
reading_grade = 9
sentence_words = 12
banned = ["leverage", "synergy"]
instructions = ["Write numbers from ten in figures."]
[glossary]
customer = ["client", "user company"]
"""


@pytest.fixture(scope="module")
def style() -> HouseStyle:
    return style_of(NamedBytes("house.toml", TOML))


def test_a_style_becomes_rules_for_a_model(style: HouseStyle) -> None:
    rules = style.rules()
    assert "Write in the third person." in rules
    assert "Never write: leverage, synergy." in rules
    assert "Write “customer”, not client, user company." in rules
    assert rules[-1] == "Write numbers from ten in figures."
    assert HouseStyle().rules() == []


@pytest.mark.parametrize(
    ("sentence", "breach"),
    [
        ("They used leverage.", "banned: leverage"),
        ("The Client liked it.", "glossary: customer, not client"),
        ("We built the board.", "person: written in the first person"),
        ("The board shows every order.", "tense: told in the present"),
        ("It is quick.", "tense: told in the present"),
        ("They use it.", "tense: told in the present"),
        ("The order is checked by two people.", "tense: told in the present"),
        ("The board was built and then it was used by all of the people there.", "length: 15 words, at most 12"),
    ],
)
def test_breaches_are_found(style: HouseStyle, sentence: str, breach: str) -> None:
    assert style.breaches(sentence) == (breach,)


@pytest.mark.parametrize(
    "sentence",
    [
        "“We leverage it,” says Runa.",
        "They built it.",
        "Leveraged deals.",
        "Clients’ wishes",
        "It was slow and is quick now.",
        "Plans and reports went to the orders desk.",
        "The team could not see it.",
    ],
)
def test_quotations_and_other_words_are_no_breach(style: HouseStyle, sentence: str) -> None:
    assert style.breaches(sentence) == ()


def test_the_stronger_style_stands_and_lists_add_up() -> None:
    strong = HouseStyle(person="third", banned=("synergy",), glossary={"customer": ("client",)})
    weak = HouseStyle(person="first", tense="past", banned=("synergy", "very"), glossary={"customer": ("guest",)})
    both = joined([strong, weak])
    assert (both.person, both.tense, both.banned) == ("third", "past", ("synergy", "very"))
    assert both.glossary == {"customer": ("client",)}
    assert joined([]) == HouseStyle()


def test_reading_grade_grows_with_words_and_sentences(style: HouseStyle) -> None:
    plain = style.grade(["The cat sat on the mat.", "It was red."])
    hard = style.grade(["Organisational interoperability considerations necessitated comprehensive reconfiguration."])
    assert plain is not None
    assert hard is not None
    assert plain < 3
    assert hard > 20
    assert style.grade([]) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [(b"persn = 1", "did you mean `person`"), (b'person = "ninth"', "person"), (b"person =", "not valid TOML")],
)
def test_a_faulty_file_is_told_in_one_line(text: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        style_of(NamedBytes("house.toml", text))
    assert str(caught.value).startswith("house.toml")


@pytest.mark.parametrize(
    ("asked", "sentence", "breach"),
    [
        ({"tense": "present"}, "The board was built in May.", "tense: told in the past"),
        ({"tense": "present"}, "The board was built in May and is used by all.", None),
        ({"person": "first"}, "They built the board in May.", "person: written in the third person"),
        ({"person": "first"}, "We built the board for them in May.", None),
    ],
)
def test_tense_and_person_are_checked_either_way(asked: dict[str, str], sentence: str, breach: str | None) -> None:
    assert HouseStyle.model_validate(asked).breaches(sentence) == ((breach,) if breach else ())


def test_grammar_is_read_in_english_only_and_words_everywhere(style: HouseStyle) -> None:
    assert style.breaches("Die Tafel is hier, wir nutzen synergy.", "de") == ("banned: synergy",)
    assert style.grade_breach(["Internationalisation necessitates organisational reconsideration."], "de") is None
    hard = style.grade_breach(["Internationalisation necessitates organisational reconsideration."])
    assert hard is not None
    assert hard.startswith("reading grade")
    assert style.grade_breach(["It is here."]) is None
