"""Word, PDF, web, mail and caption files that are broken, swollen or lying."""

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

Drafted = Callable[..., dict[str, Any]]
Refused = Callable[..., str]
Written = Callable[[str, bytes | str], Path]

SAID = "The stock count took 9 days before."
NOW = "Now it takes 3 days."
WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def paragraph(words: bytes) -> bytes:
    return b"<w:p><w:r><w:t>" + words + b"</w:t></w:r></w:p>"


@pytest.fixture(scope="module")
def word() -> Callable[..., bytes]:
    """A .docx file whose parts are changed: a body of its own, parts added, parts taken out."""
    import docx

    plain = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(f"Ada Stone: {SAID} {NOW}")
    document.save(plain)

    def make(body: bytes | None = None, doctype: bytes = b"", without: str = "", **added: bytes) -> bytes:
        with zipfile.ZipFile(plain) as archive:
            parts = {name: archive.read(name) for name in archive.namelist() if name != without}
        if body is not None:
            parts["word/document.xml"] = doctype + WORD + body + b"</w:body></w:document>"
        return zipped({**parts, **{name.replace("__", "/"): content for name, content in added.items()}})

    return make


def test_a_word_file_cut_or_changed_anywhere_is_refused(
    word: Callable[..., bytes], written: Written, refused: Refused
) -> None:
    whole = word()
    for cut in (10, len(whole) // 4, len(whole) // 2, len(whole) - 30):
        assert refused("draft", written("cut.docx", whole[:cut])).startswith("cut.docx: is ")
    flipped = whole[:2000] + bytes(255 - byte for byte in whole[2000:2400]) + whole[2400:]
    assert refused("draft", written("flipped.docx", flipped)).startswith("flipped.docx: is damaged")


@pytest.mark.parametrize("missing", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
def test_a_word_file_without_a_part_is_refused(
    word: Callable[..., bytes], written: Written, refused: Refused, missing: str
) -> None:
    assert refused("draft", written("part.docx", word(without=missing))).startswith("part.docx: ")


def test_word_files_that_swell_are_refused(word: Callable[..., bytes], written: Written, refused: Refused) -> None:
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    outside = b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    swollen = {
        "bomb.docx": (word(word__media__x=b"\0" * 250_000_000), "unpacks to"),
        "spaces.docx": (word(paragraph(b" " * 50_000_000)), "unpacks to"),
        "members.docx": (word(**{f"x__{number}": b"" for number in range(6000)}), "unpacks to"),
        "entities.docx": (word(paragraph(b"&b;"), entities), "declares XML entities"),
        "outside.docx": (word(paragraph(b"&x;"), outside), "declares XML entities"),
        "deep.docx": (word(b"<w:tbl><w:tr><w:tc>" * 2000), "cannot be read as docx"),
    }
    for name, (content, problem) in swollen.items():
        assert problem in refused("draft", written(name, content))


def test_word_files_nested_as_deep_as_may_be_are_read_once(
    word: Callable[..., bytes], written: Written, drafted: Drafted
) -> None:
    box, end = b"<w:r><w:txbxContent><w:p>", b"</w:p></w:txbxContent></w:r>"
    inner = paragraph(SAID.encode())
    bodies = {
        "boxes.docx": b"<w:p>" + box * 60 + b"<w:r><w:t>" + SAID.encode() + b"</w:t></w:r>" + end * 60 + b"</w:p>",
        "tables.docx": b"<w:tbl><w:tr><w:tc>" * 60 + inner + b"</w:tc></w:tr></w:tbl>" * 60,
        "controls.docx": b"<w:sdt><w:sdtContent>" * 100 + inner + b"</w:sdtContent></w:sdt>" * 100,
    }
    for name, body in bodies.items():
        assert drafted(written(name, word(body)))["documents"][0]["text"] == SAID


def test_long_word_files_are_read_whole(word: Callable[..., bytes], written: Written, drafted: Drafted) -> None:
    rows = b"<w:tbl>" + (b"<w:tr>" + (b"<w:tc>" + paragraph(b"3 days") + b"</w:tc>") * 10 + b"</w:tr>") * 500
    runs = b"<w:p>" + b"<w:r><w:t>a </w:t></w:r>" * 30_000 + b"</w:p>"
    assert len(drafted(written("rows.docx", word(rows + b"</w:tbl>")))["documents"][0]["text"].splitlines()) == 500
    assert drafted(written("runs.docx", word(runs)))["documents"][0]["text"].count("a") == 30_000


def pdf(contents: list[bytes], encoding: bytes = b"") -> bytes:
    """A PDF with one content stream a page."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, content in enumerate(contents):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number)
        )
        objects.append(b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), encoding, content))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + tail


def shown(*lines: str) -> bytes:
    return b"BT /F1 12 Tf 14 TL 72 720 Td " + b" ".join(b"(%s) Tj T*" % line.encode() for line in lines) + b" ET"


PDF = pdf([shown(SAID, NOW)])
PDF_REFUSED: dict[str, tuple[bytes, str]] = {
    "cut": (PDF[: len(PDF) // 2], "is cut short"),
    "head": (b"%PDF-1.7\n%%EOF", "cannot be read as pdf"),
    "table": (PDF.replace(b"xref", b"xrxx"), "cannot be read as pdf"),
    "loop": (PDF.replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"), "cannot be read as pdf"),
    "noise": (b"%PDF-1.4\n" + bytes(range(256)) * 500 + b"%%EOF", "cannot be read as pdf"),
    "arrays": (PDF.replace(b"[0 0 612 792]", b"[" * 20_000 + b"]" * 20_000), "cannot be read as pdf"),
    "blank": (pdf([b""]), "holds no text, only pictures"),
    "pages": (pdf([b""] * 2500), "has 2,500 pages, more than the 2,000 allowed"),
    "swollen": (pdf([zlib.compress(b"(a) Tj " * 4_000_000, 9)], b"/Filter /FlateDecode"), "has more on it than a page"),
}


@pytest.mark.parametrize("name", PDF_REFUSED)
def test_pdf_files_that_are_refused(written: Written, refused: Refused, name: str) -> None:
    content, problem = PDF_REFUSED[name]
    line = refused("draft", written(f"{name}.pdf", content))
    assert line.startswith(f"{name}.pdf")
    assert problem in line


@pytest.mark.parametrize(
    "content", [PDF, PDF.replace(b"/Count 1", b"/Count 99999999"), pdf([b"q " * 50_000 + shown(SAID, NOW)])]
)
def test_pdf_files_that_are_read(written: Written, drafted: Drafted, content: bytes) -> None:
    text = drafted(written("a.pdf", content))["documents"][0]["text"]
    assert " ".join(text.split()) == f"{SAID} {NOW}"


def page(body: str) -> str:
    return f"<html><body>{body}</body></html>"


PAGES_REFUSED: dict[str, tuple[bytes | str, str]] = {
    "deep": (page("<div>" * 100_000 + SAID), "nests elements more than 400 deep"),
    "spans": (page("<b>" * 500 + SAID), "nests elements more than 400 deep"),
    "lists": (page("<ul><li>" * 5000 + SAID), "nests elements more than 400 deep"),
    "unclosed": ("<html><body><p" * 20_000, "nests elements more than 400 deep"),
    "elements": (page("<p>x</p>" * 150_000), "has more than 100,000 elements"),
    "attributes": (page("<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">x</p>"), "more than 1,000 attributes"),
    "script": (f"<html><script>{SAID}", "holds no text"),
    "comments": (page("<!--" * 20_000 + SAID), "holds no text"),
    "frames": ("<html><frameset><frame src='x'></frameset></html>", "holds no text"),
    "nothing": (page(""), "holds no text"),
    "noughts": (b"\0" * 100, "is a binary file"),
}
PAGES_READ: dict[str, bytes | str] = {
    "plain": page(f"<p>{SAID}</p>"),
    "deep": page("<div>" * 390 + SAID),
    "tables": page("<table><tr><td>" * 150 + SAID),
    "preformatted": page("<pre>" * 300 + SAID),
    "quoted": page(f"<p>{'<i>' * 300}{SAID}"),
    "value": page(f"<p title='{'x' * 2_000_000}'>{SAID}</p>"),
    "scripts": page("<script>" + "var x=1;" * 50_000 + f"</script><p>{SAID}</p>"),
    "open_paragraphs": page("<p>" * 20_000 + SAID),
    "utf16": page(f"<p>{SAID}</p>").encode("utf-16"),
    "no_charset": page(f'<meta charset="unicode_escape"><p>{SAID}</p>'),
    "hidden": page(f"<p hidden>We saved 900%.</p><p style='display:none'>Secret 5.</p><p>{SAID}</p>"),
    "entities": f"<!DOCTYPE x [<!ENTITY a 'b'>]>{page(f'<p>{SAID}</p>')}",
}


@pytest.mark.parametrize("name", PAGES_REFUSED)
def test_pages_that_are_refused(written: Written, refused: Refused, name: str) -> None:
    content, problem = PAGES_REFUSED[name]
    assert problem in refused("draft", written(f"{name}.html", content))


@pytest.mark.parametrize("name", PAGES_READ)
def test_pages_that_are_read(written: Written, drafted: Drafted, name: str) -> None:
    text = drafted(written("a.html", PAGES_READ[name]))["documents"][0]["text"]
    assert SAID in text
    assert "900" not in text


HEAD = "From: Ada Stone <ada@fenwick.example>\nDate: Mon, 2 Mar 2026 10:00:00 +0000\nSubject: Count\n"
PARTS = "Content-Type: multipart/mixed; boundary=b\n\n"
MAIL_REFUSED = {
    "no_head": ("hello\nworld\n", "has no mail headers"),
    "no_body": (HEAD, "has no text in it"),
    "parts": (HEAD + PARTS + f"--b\nContent-Type: text/plain\n\n{SAID}\n" * 3000 + "--b--\n", "more than 1,000 parts"),
    "nested": (
        HEAD + "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2000)) + SAID,
        "is nested too deeply",
    ),
    "attached": (HEAD + PARTS + "--b\nContent-Type: application/pdf\n\nxx\n--b--\n", "has no text in it"),
    "nonsense": (
        HEAD + "Content-Type: text/plain; charset=no\nContent-Transfer-Encoding: base64\n\n!!!\n",
        "has no text",
    ),
}
MAIL_READ = {
    "plain": f"{HEAD}\n{SAID}",
    "headers": HEAD + "".join(f"X-{n}: y\n" for n in range(20_000)) + f"\n{SAID}",
    "encoded_words": "Subject: " + "=?utf-8?q?a?= " * 5000 + f"\n{HEAD}\n{SAID}",
    "bad_words": HEAD.replace("Count", "=?utf-8?b?!!!!?= =?x?q?=ff?=") + f"\n{SAID}",
    "bad_date": HEAD.replace("2 Mar 2026", "99 Foo 99999") + f"\n{SAID}",
    "people": HEAD + "To: " + ", ".join(f"P{n} <p{n}@x.example>" for n in range(3000)) + f"\n\n{SAID}",
    "page": f"{HEAD}Content-Type: text/html\n\n<p>{SAID}</p>",
    "quoted": HEAD + "\n" + "\n".join(">" * n + " Yes." for n in range(1, 300)) + f"\n\n{SAID}",
}


@pytest.mark.parametrize("name", MAIL_REFUSED)
def test_mail_that_is_refused(written: Written, refused: Refused, name: str) -> None:
    content, problem = MAIL_REFUSED[name]
    assert problem in refused("draft", written(f"{name}.eml", content))


@pytest.mark.parametrize("name", MAIL_READ)
def test_mail_that_is_read(written: Written, drafted: Drafted, name: str) -> None:
    assert drafted(written("a.eml", MAIL_READ[name]))["documents"][0]["text"].endswith(SAID)


CUE = "00:00.000 --> 00:05.000\n"
CAPTIONS_REFUSED = {
    "head.vtt": "WEBVTT\n",
    "arrows.vtt": "WEBVTT\n\n" + "-->" * 20_000,
    "text.vtt": SAID,
    "text.srt": SAID,
    "bad.srt": "1\nfoo --> bar\nbaz\n",
}
CAPTIONS_READ = {
    "tags.vtt": f"WEBVTT\n\n{CUE}" + "<v Ada>" * 5000 + SAID,
    "note.vtt": "WEBVTT\n\nNOTE " + "x\n" * 20_000 + f"\n{CUE}{SAID}\n",
    "cut.vtt": f"WEBVTT\n\n{CUE}{SAID}\n\n00:05.000 --> 00:",
    "returns.vtt": f"WEBVTT\n\n{CUE}{SAID}\n".replace("\n", "\r"),
    "no_number.srt": f"00:00:00,000 --> 00:00:05,000\n{SAID}\n",
    "same_time.srt": "".join(f"{n}\n00:00:00,000 --> 00:00:05,000\n{SAID}\n\n" for n in range(500)),
}


@pytest.mark.parametrize("name", CAPTIONS_REFUSED)
def test_captions_that_are_refused(written: Written, refused: Refused, name: str) -> None:
    assert refused("draft", written(name, CAPTIONS_REFUSED[name])).startswith(f"{name}: holds no cue")


@pytest.mark.parametrize("name", CAPTIONS_READ)
def test_captions_that_are_read(written: Written, drafted: Drafted, name: str) -> None:
    assert SAID in drafted(written(name, CAPTIONS_READ[name]))["documents"][0]["text"]
