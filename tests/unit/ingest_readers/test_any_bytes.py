"""Whatever the bytes: a document whose spans hold, or one clear line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.errors import BadInput
from ingest.limits import Limits
from ingest.raw import RawDocument
from ingest.readers import READERS, read

FRAGMENTS = [
    b"WEBVTT\n\n", b"00:00:01.000 --> 00:00:02.000\n", b"<v Omar Haddad>", b"Omar: words\n", b"\n\n", b"1\n", b"-->",
    b"Subject: x\n", b"Content-Type: multipart/mixed; boundary=b\n", b"\n--b\n", b"=?utf-8?q?a?=", b"<p>", b"</p>",
    b"<div style=display:none>", b"<table><tr><td>", b"<!--", b"-->", b"&amp;&#xD800;&#0;", b"%PDF-1.4\n", b"%%EOF\n",
    b"1 0 obj <</Type/Pages/Kids[1 0 R]>> endobj\n", b"startxref\n0\n", b"trailer <</Root 1 0 R>>\n", b"\xff\xfe",
    b"\xef\xbb\xbf", b"\x00", b"\r\n", b"\xe2\x80", "“Grüße” 你好 \u202e".encode(), b"# Title\n", b"PK\x03\x04",
]  # fmt: skip


def check(name: str, data: bytes) -> None:
    try:
        raw = read(name, data, Limits(max_bytes=100_000))
    except BadInput as error:
        refusal = str(error)
    else:
        holds(raw)
        return
    assert refusal.startswith(name)
    assert "\n" not in refusal


def holds(raw: RawDocument) -> None:
    assert raw.text.strip()
    raw.text.encode()
    assert all(raw.text[cue.start : cue.end].strip() for cue in raw.cues)


@pytest.mark.parametrize("suffix", READERS)
@given(data=st.binary(max_size=300))
def test_noise(suffix: str, data: bytes) -> None:
    check(f"a{suffix}", data)


@pytest.mark.parametrize("suffix", READERS)
@given(data=st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.binary(max_size=8)), max_size=25).map(b"".join))
def test_bits_of_every_format(suffix: str, data: bytes) -> None:
    check(f"a{suffix}", data)


@given(pieces=st.lists(st.integers(0, 255), max_size=6), at=st.integers(0, 10_000))
def test_a_pdf_with_bytes_changed(make_pdf_once: bytes, pieces: list[int], at: int) -> None:
    data = bytearray(make_pdf_once)
    place = at % len(data)
    data[place : place + len(pieces)] = bytes(pieces)
    check("a.pdf", bytes(data))


@given(pieces=st.lists(st.integers(0, 255), max_size=6), at=st.integers(0, 100_000))
def test_a_docx_with_bytes_changed(make_docx_once: bytes, pieces: list[int], at: int) -> None:
    data = bytearray(make_docx_once)
    place = at % len(data)
    data[place : place + len(pieces)] = bytes(pieces)
    check("a.docx", bytes(data))
