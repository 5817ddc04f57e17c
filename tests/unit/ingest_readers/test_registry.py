"""Which reader a name stands for, and names that say something else than the content."""

import io

import pytest

from assistant.domain.errors import BadInput
from ingest.limits import Limits
from ingest.readers import READERS, read

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD = "an old or password-protected Office file"
HTML = b"<!DOCTYPE html><html><body><p>Hello there.</p></body></html>"


def docx_bytes() -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph("Hello there.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_every_promised_suffix_has_a_reader() -> None:
    assert {".txt", ".md", ".markdown", ".docx", ".pdf", ".vtt", ".srt", ".html", ".eml"} <= set(READERS)


@pytest.mark.parametrize("name", ["notes", "notes.xyz", "notes.doc", ".md.bak"])
def test_an_unknown_name_lists_what_is_known(name: str) -> None:
    with pytest.raises(BadInput, match=r"give one of \.txt, \.md, .*\.eml$"):
        read(name, b"words")


@pytest.mark.parametrize("name", ["use.csv", "use.parquet", "use.JSONL"])
def test_usage_files_are_sent_elsewhere(name: str) -> None:
    with pytest.raises(BadInput, match=r"give it with --usage$"):
        read(name, b"words")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.md", docx_bytes(), "is a Word document, not a .md file; give it as a file whose name ends in .docx"),
        ("stdin", docx_bytes(), "is a Word document, not standard input; give it as a file whose name ends in .docx"),
        ("a.txt", HTML, "is a web page (HTML), not a .txt file; give it as a file whose name ends in .html"),
        ("a.docx", HTML, "is a web page (HTML), not a .docx file; give it as a file whose name ends in .html"),
        ("a.txt", b"%PDF-1.7\nabc", "is a PDF, not a .txt file; give it as a file whose name ends in .pdf"),
        ("a.txt", b"WEBVTT\n\n", "is a WebVTT transcript, not a .txt file; give it as a file whose name ends in .vtt"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00", "is a picture, not .txt text; give the text itself, not a picture of it"),
        ("a.txt", b"MZ\x90\x00\x03\x00", "is a program, not .txt text; give a text document"),
        ("a.md", b"\x1f\x8b\x08\x00", "is a gzip archive, not .md text; unpack it and give the file inside"),
        ("a.docx", OLD_WORD, f"is {OLD}, not .docx text; save it as .docx without a password"),
        ("a.txt", b"{\\rtf1 abc}", "is a rich text (RTF) file, not .txt text; save it as .docx or .txt"),
        ("a.pdf", b"Just words", "is cut short; its end is missing; fetch or export it again"),
    ],
)  # fmt: skip
def test_content_that_contradicts_the_name(name: str, data: bytes, said: str) -> None:
    with pytest.raises(BadInput) as raised:
        read(name, data)
    assert str(raised.value) == f"{name}: {said}"


def test_text_that_speaks_of_formats_is_still_text() -> None:
    text = "We moved from %PDF- files to <html> pages, MZ and PK and WEBVTT."
    assert read("a.txt", text.encode()).text == text


def test_size_and_length_are_bounded() -> None:
    with pytest.raises(BadInput, match=r"is 30 bytes long, more than the 20 allowed; split it, or raise the limit"):
        read("a.txt", b"x" * 30, Limits(max_bytes=20))
    with pytest.raises(BadInput, match="holds 30 characters, more than the 20 allowed"):
        read("a.txt", b"x" * 30, Limits(max_characters=20))
    assert read("a.txt", b"x" * 20, Limits(max_bytes=20, max_characters=20)).text == "x" * 20
