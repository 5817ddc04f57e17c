"""Pseudonyms: stable, and every span moves along."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.documents import Notice
from assistant.domain.spans import Span
from ingest.raw import Cue, RawDocument
from ingest.redaction import find, pseudonymise, suggested

TEXT = (
    "Jane Doe: Mail me at jane@acme.example.\n\nSam Lee: I did, jane@acme.example and sam@acme.example. Jane was kind."
)


def test_the_same_value_has_the_same_pseudonym() -> None:
    raw, redactions = pseudonymise(RawDocument("text/plain", TEXT), find(TEXT, ["Jane Doe"]), "a.txt")
    assert raw.text == (
        "[NAME-1]: Mail me at [EMAIL-1].\n\nSam Lee: I did, [EMAIL-1] and [EMAIL-2]. [NAME-1] was kind."
    )
    assert all(raw.text[hit.start : hit.end] == hit.replacement for hit in redactions)
    assert {hit.document for hit in redactions} == {"a.txt"}


def test_spans_speakers_header_and_title_move_along() -> None:
    cue = Cue(10, TEXT.index("\n"), "Jane Doe", 1.5)
    raw = RawDocument(
        "text/vtt",
        TEXT,
        cues=(cue, Cue(TEXT.index("I did"), len(TEXT), "Sam Lee", 3.0)),
        pages=(Span(0, 41), Span(41, 41), Span(41, len(TEXT))),
        hidden=(Span(TEXT.index("was"), TEXT.index("was") + 3),),
        notices=(Notice(kind="x", text="Jane Doe wrote", start=0, end=8),),
        header={"From": "Jane Doe <jane@acme.example>"},
        title="Talk with Jane Doe",
    )
    moved, _ = pseudonymise(raw, find(TEXT, ["Jane Doe"]))
    assert [(c.speaker, moved.text[c.start : c.end]) for c in moved.cues] == [
        ("[NAME-1]", "Mail me at [EMAIL-1]."),
        ("Sam Lee", "I did, [EMAIL-1] and [EMAIL-2]. [NAME-1] was kind."),
    ]
    assert [page.of(moved.text)[:8] for page in moved.pages] == ["[NAME-1]", "", "Sam Lee:"]
    assert moved.hidden[0].of(moved.text) == "was"
    assert moved.notices[0] == Notice(kind="x", text="[NAME-1] wrote", start=0, end=8)
    assert moved.header == {"From": "[NAME-1] <[EMAIL-1]>"}
    assert moved.title == "Talk with [NAME-1]"


def test_a_pseudonym_that_the_text_holds_is_passed_over() -> None:
    text = "[EMAIL-1] is not a@b.io"
    assert pseudonymise(RawDocument("text/plain", text), find(text))[0].text == "[EMAIL-1] is not [EMAIL-2]"


def test_nothing_found_changes_nothing() -> None:
    raw = RawDocument("text/plain", "Nothing here.", header={"a": "b"}, title="t")
    assert pseudonymise(raw, ()) == (raw, ())


def test_suggestions_leave_the_text() -> None:
    found = find(TEXT)
    redactions = suggested(found, "a.txt")
    assert [(r.document, r.start, r.end, r.kind, r.replacement) for r in redactions] == [
        ("a.txt", hit.start, hit.end, "email", None) for hit in found
    ]


PIECES = ["Jane Doe", "jane@a.io", " and ", ".\n\n", "10.1.2.3", "words", "(", "é你", "[NAME-1]", "+49 30 123456"]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join), st.lists(st.integers(0, 300), max_size=8))
def test_any_spans_stay_in_order_and_cover_what_they_covered(text: str, cuts: list[int]) -> None:
    bounds = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    pages = tuple(Span(a, b) for a, b in pairwise(bounds))
    found = find(text, ["Jane Doe"])
    moved, redactions = pseudonymise(RawDocument("text/plain", text, pages=pages), found)
    assert len(moved.pages) == len(pages)
    assert "".join(page.of(moved.text) for page in moved.pages) == moved.text
    restored = moved.text
    for hit, redaction in zip(reversed(found), reversed(redactions), strict=True):
        restored = restored[: redaction.start] + text[hit.start : hit.end] + restored[redaction.end :]
    assert restored == text
