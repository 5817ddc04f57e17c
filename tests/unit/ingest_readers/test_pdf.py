"""PDF: pages, paragraphs, and files that cannot be read."""

from collections.abc import Callable

import pytest

from assistant.domain.errors import BadInput
from assistant.domain.spans import Span
from ingest.limits import Limits
from ingest.readers import read
from ingest.readers.lines import paragraphs, vocabulary

PageMaker = Callable[..., bytes]


def test_pages_keep_their_spans(make_pdf: PageMaker) -> None:
    raw = read("a.pdf", make_pdf([["First page."], [], ["Third page."]]))
    assert [page.of(raw.text) for page in raw.pages] == ["First page.", "", "Third page."]
    assert [(notice.kind, notice.text) for notice in raw.notices] == [
        ("pages_without_text", "pages without text (pictures?): 2")
    ]
    assert raw.media_type == "application/pdf"


def test_a_sentence_over_two_lines_and_two_pages_is_whole(make_pdf: PageMaker) -> None:
    lines = ["We began with the monthly close because it hurt", "most of all, and then we went on to", "reporting and"]
    raw = read("a.pdf", make_pdf([lines, ["planning in the same year.", "It paid off."]]))
    assert raw.text.startswith("We began with the monthly close because it hurt most of all, and then")
    assert "reporting and planning in the same year." in raw.text
    assert raw.pages[1] == Span(raw.text.index("planning"), len(raw.text))


def test_lines_that_stand_for_themselves() -> None:
    page = """Results
The team closed the month in four days and was glad about it.
That is all.
• first
• second item that goes on
in the next line
Omar Haddad: We did it, and we would do it again if asked to.
1.2. What came of it · and why
00:12 Lena Vogt"""
    assert paragraphs(page, frozenset()) == [
        "Results",
        "The team closed the month in four days and was glad about it. That is all.",
        "- first",
        "- second item that goes on in the next line",
        "Omar Haddad: We did it, and we would do it again if asked to.",
        "1.2. What came of it · and why",
        "00:12 Lena Vogt",
    ]


@pytest.mark.parametrize(
    ("before", "after", "elsewhere", "joined"),
    [
        ("the custom-", "ers liked it", "", "the customers liked it"),
        ("a well-", "known firm", "it is well-known there", "a well-known firm"),
        ("a well-", "known firm", "", "a wellknown firm"),
        ("in 2019-", "2020 we", "", "in 2019- 2020 we"),
        ("the Acme-", "Group", "", "the Acme- Group"),
        ("soft\u00ad", "ware", "", "software"),
    ],
)
def test_words_cut_at_the_end_of_a_line(before: str, after: str, elsewhere: str, joined: str) -> None:
    assert paragraphs(f"{before}\n{after}", vocabulary([elsewhere])) == [joined]


def test_an_encrypted_file_is_refused(make_pdf: PageMaker) -> None:
    with pytest.raises(BadInput, match=r"^a\.pdf: is encrypted; save a copy without a password$"):
        read("a.pdf", make_pdf([["secret"]], encrypt="word"))


def test_a_file_with_an_empty_password_is_read(make_pdf: PageMaker) -> None:
    assert read("a.pdf", make_pdf([["not so secret"]], encrypt="")).text == "not so secret"


def test_a_scan_is_refused(make_pdf: PageMaker) -> None:
    with pytest.raises(BadInput, match=r"holds no text, only pictures \(a scan\?\); run text recognition"):
        read("a.pdf", make_pdf([[], []]))


@pytest.mark.parametrize("kept", [10, 300, -60])
def test_a_truncated_file_is_refused(make_pdf: PageMaker, kept: int) -> None:
    with pytest.raises(BadInput, match=r"^a\.pdf: is cut short"):
        read("a.pdf", make_pdf([["words"]])[:kept])


def test_a_gutted_file_is_refused(make_pdf: PageMaker) -> None:
    whole = make_pdf([["words"]])
    with pytest.raises(BadInput, match=r"^a\.pdf: cannot be read as pdf"):
        read("a.pdf", whole[:20] + whole[-20:])


def test_pages_are_bounded(make_pdf: PageMaker) -> None:
    with pytest.raises(BadInput, match="has 3 pages, more than the 2 allowed"):
        read("a.pdf", make_pdf([["a"], ["b"], ["c"]]), Limits(max_pages=2))
    with pytest.raises(BadInput, match=r"^a\.pdf, page 1: has more on it than a page should"):
        read("a.pdf", make_pdf([["word " * 50]]), Limits(max_page_bytes=100))


def test_a_page_tree_that_bites_its_tail_ends(make_pdf: PageMaker) -> None:
    data = make_pdf([["a"]]).replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")
    with pytest.raises(BadInput, match=r"^a\.pdf: "):
        read("a.pdf", data)
