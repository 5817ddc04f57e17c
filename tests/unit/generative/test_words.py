"""A model's sentences before the checker: their form, their quotations, and the words they bring along."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.accounts import Account
from assistant.domain.documents import NamedBytes
from assistant.domain.story import ClaimKind, Kind, QuoteMatch
from assistant.workflow.drafting import read_notes
from assistant.writing.candidates import candidates
from assistant.writing.generative.exhibits import Exhibit, Exhibits, lines
from assistant.writing.generative.strays import stray
from assistant.writing.generative.words import Refusal, sentences_of, worded
from assistant.writing.material import Material
from assistant.writing.proposal import Wording
from assistant.writing.quoting import match_of

TALK = """\
Account: Hollow Bakery
Participants: Runa Sand (Owner, Hollow Bakery), Tom Reyes (Customer Success Manager, Loomwork)

Tom Reyes: How was it before?

Runa Sand: The order sheet used to take me two hours every night. Now the order sheet takes twenty minutes. \
I sleep again, um, and that is worth more than the flour.

Tom Reyes: We saved another bakery 90% of that.
"""
NOTES = """\
# Notes

The bakery delivers to forty cafés. "We never ran out of rye again," said Pelle Sand in May.
"""


@pytest.fixture(scope="module")
def material() -> Material:
    files = [NamedBytes("talk.md", TALK.encode()), NamedBytes("notes.md", NOTES.encode())]
    notes = read_notes(files, Account.named("Hollow Bakery"), "off", lambda _: None)
    return Material(kind=Kind.STORY, account=notes.account, documents=notes.documents, passages=notes.passages)


@pytest.fixture(scope="module")
def exhibits(material: Material) -> Exhibits:
    return Exhibits(material, candidates(material))


def the(exhibits: Exhibits, words: str) -> tuple[Exhibit, ...]:
    return tuple(exhibit for exhibit in exhibits.all if words in exhibit.text)


def test_a_vendors_words_are_no_evidence(exhibits: Exhibits) -> None:
    assert exhibits.all
    assert not the(exhibits, "90%")
    assert not any(exhibit.speaker == "Tom Reyes" for exhibit in exhibits.all)


def test_evidence_is_shown_numbered_with_its_question(exhibits: Exhibits) -> None:
    shown = lines(exhibits.all)
    assert shown[0] == "(asked: How was it before?)"
    assert shown[1] == "[e1] Runa Sand: The order sheet used to take me two hours every night."
    assert [exhibit.id for exhibit in exhibits.named(["e2", "[E1]", "e1", "e77", ""])] == ["e2", "e1"]


def test_windows_hold_all_evidence_in_order(exhibits: Exhibits) -> None:
    windows = list(exhibits.windows(12))
    assert len(windows) > 1
    assert [one for window in windows for one in window] == list(exhibits.all)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("It takes <b>twenty</b> minutes.", "form"),
        ("See https://evil.example for more.", "form"),
        ("It takes [twenty minutes](x).", "form"),
        ("word " * 95, "form"),
        ("It took „two hours every night.", "quotation"),
        ("It took 「three hours」 every night.", "quotation"),
        ("It takes ２０ minutes and ٣ more.", "figure"),
        ("“I sleep again, and that is worth more than the bread,” says Runa Sand.", "quotation"),
        ("“I sleep again, and that is worth more than the flour,” says Pelle Sand.", "quotation"),
        ("“The bakery delivers to forty cafés,” says Runa Sand.", "quotation"),
        ("They call it a “miracle” every night.", "quotation"),
    ],
)
def test_what_cannot_be_a_claim_is_refused_with_a_reason(
    material: Material, exhibits: Exhibits, text: str, reason: str
) -> None:
    made = worded(text, exhibits.all, material)
    assert isinstance(made, Refusal)
    assert made.reason.startswith(f"{reason}: ")


def test_a_sentence_without_evidence_is_refused(material: Material) -> None:
    assert isinstance(worded("It takes twenty minutes.", (), material), Refusal)


@pytest.mark.parametrize(
    ("text", "said", "match"),
    [
        ("“Now the order sheet takes twenty minutes,” says Runa Sand.", "twenty minutes", QuoteMatch.EXACT),
        ("“I sleep again, and that is worth more than the flour,” says Runa Sand.", "flour", QuoteMatch.CLEANED),
        ("“We never ran out of rye again,” says Pelle Sand.", "rye", QuoteMatch.EXACT),
    ],
)
def test_a_quotation_is_taken_from_its_place(
    material: Material, exhibits: Exhibits, text: str, said: str, match: QuoteMatch
) -> None:
    made = worded(text, the(exhibits, said), material)
    assert isinstance(made, Wording)
    (quoted,) = made.quoted
    assert made.kind is ClaimKind.QUOTE
    assert match_of(quoted.text, quoted.original) is match
    document = material.texts[quoted.document]
    assert said in document[quoted.start : quoted.end]


def test_figures_make_a_metric_and_other_sentences_a_fact(material: Material, exhibits: Exhibits) -> None:
    kinds = [worded(text, exhibits.all, material) for text in ("It takes twenty minutes.", "She owns the bakery.")]
    assert [one.kind for one in kinds if isinstance(one, Wording)] == [ClaimKind.METRIC, ClaimKind.FACT]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It took 2 hours.  Now it takes 20 minutes", ("It took 2 hours.", "Now it takes 20 minutes.")),
        ("it is\nnew", ("It is new.",)),
        ("a\u200bb\u202e c", ("Ab c.",)),
        ("１８%", ("18%.",)),
        ("", ()),
        (" \n ", ()),
    ],
)
def test_text_becomes_sentences(text: str, sentences: Sequence[str]) -> None:
    assert sentences_of(text) == sentences


@given(st.text(max_size=300))
def test_sentences_are_on_one_line_without_what_nobody_sees(text: str) -> None:
    for sentence in sentences_of(text):
        assert sentence == " ".join(sentence.split())
        assert sentence.isprintable()


CARRIED = ("The order sheet used to take me two hours every night.", "Now the order sheet takes twenty minutes.")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Now the order sheet takes twenty minutes.", None),
        ("The nightly order sheet took two hours.", None),
        ("Runa Sand now takes twenty minutes for the order sheet.", None),
        ("Using the order sheet takes twenty minutes.", None),
        ("Hortensia takes twenty minutes for the order sheet.", "name"),
        ("The order sheet takes a dramatically short twenty minutes.", "praise"),
        ("The seamless order sheet takes twenty minutes.", "praise"),
        ("The order sheet became cheaper and customers complained loudly.", "coverage"),
    ],
)
def test_words_that_a_model_brings_along(text: str, code: str | None) -> None:
    reason = stray(text, CARRIED, ["Runa Sand"], "en")
    assert (reason or "").partition(":")[0] == (code or "")


def test_languages_without_word_lists_are_left_to_the_checker() -> None:
    assert stray("Phantastisch schnell.", CARRIED, [], "de") is None
