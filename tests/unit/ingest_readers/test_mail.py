"""Mail, as programs save it."""

from email.message import EmailMessage

import pytest

from assistant.domain.errors import BadInput
from ingest.readers import read


@pytest.fixture
def message() -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Omar Haddad <omar@brightwater.example>"
    mail["To"] = "lena@vendor.example"
    mail["Date"] = "Mon, 02 Mar 2026 10:00:00 +0100"
    mail["Subject"] = "Résultats"
    mail.set_content("Hello Lena,\nwe closed in four days.\n\n-- \nOmar\n\n> On Friday you wrote:\n> How is it?\n")
    return mail


def test_headers_then_body_with_quotations_and_signature(message: EmailMessage) -> None:
    raw = read("a.eml", message.as_bytes())
    assert raw.text == (
        "From: Omar Haddad <omar@brightwater.example>\nTo: lena@vendor.example\n"
        "Date: Mon, 02 Mar 2026 10:00:00 +0100\nSubject: Résultats\n\n"
        "Hello Lena,\nwe closed in four days.\n\n-- \nOmar\n\n> On Friday you wrote:\n> How is it?"
    )
    assert raw.header["Subject"] == raw.title == "Résultats"
    assert raw.media_type == "message/rfc822"


def test_plain_text_is_preferred_and_attachments_are_named(message: EmailMessage) -> None:
    message.add_alternative("<p>Hello from the page</p>", subtype="html")
    message.add_attachment(b"\x00\x01", maintype="application", subtype="pdf", filename="figures.pdf")
    message.add_attachment("secret words", filename="notes.txt")
    raw = read("a.eml", message.as_bytes())
    assert "the page" not in raw.text
    assert "secret" not in raw.text
    assert [(notice.kind, notice.text) for notice in raw.notices] == [
        ("attachments", "attachments were not read: figures.pdf, notes.txt")
    ]


def test_a_page_stands_in_where_there_is_no_plain_text() -> None:
    mail = EmailMessage()
    mail["Subject"] = "x"
    mail.set_content("<p>Hello <b>from</b> the page</p><p style='display:none'>veiled</p>", subtype="html")
    raw = read("a.eml", mail.as_bytes())
    assert raw.text == "Subject: x\n\nHello from the page"
    assert [notice.kind for notice in raw.notices] == ["hidden_text"]


def test_a_forwarded_message_is_an_attachment(message: EmailMessage) -> None:
    outer = EmailMessage()
    outer["Subject"] = "Fwd"
    outer.set_content("see below")
    outer.add_attachment(message)
    raw = read("a.eml", outer.as_bytes())
    assert "four days" not in raw.text
    assert "message/rfc822" in raw.notices[0].text


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "utf-16", "no-such-charset", "us-ascii"])
def test_charsets_of_the_body(charset: str) -> None:
    body = "Grüße aus Köln".encode("utf-8" if charset in {"no-such-charset", "us-ascii"} else charset)
    head = f"Subject: x\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n"
    import base64

    assert read("a.eml", head.encode() + base64.encodebytes(body)).text == "Subject: x\n\nGrüße aus Köln"


@pytest.mark.parametrize("raw_subject", ["Grüße".encode(), "Grüße".encode("cp1252"), b"=?utf-8?q?Gr=C3=BC=C3=9Fe?="])
def test_subjects_however_they_are_written(raw_subject: bytes) -> None:
    assert read("a.eml", b"Subject: " + raw_subject + b"\r\n\r\nHi").title == "Grüße"


@pytest.mark.parametrize(
    "subject", [b"=?no-such?q?abc?=", b"=?utf-8?b?!!!?=", b"(" * 30_000, b"=?utf-8?q?a?= " * 5_000]
)
def test_odd_headers_do_not_matter(subject: bytes) -> None:
    assert read("a.eml", b"Subject: " + subject + b"\n\nHello there").text.endswith("\n\nHello there")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Just words, no headers at all.", "has no mail headers"),
        (b"Subject: x\n\n", "has no text in it"),
        (b"Subject: x\nContent-Type: image/png\n\nabc", "has no text in it"),
        (
            b"Subject: x\nContent-Type: multipart/mixed; boundary=b0\n\n"
            + b"".join(b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (n, n + 1) for n in range(2_000)),
            "is nested too deeply",
        ),
        (
            b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 2_000,
            "has more than 1,000 parts",
        ),
    ],
)
def test_what_is_no_message_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=rf"^a\.eml: {said}"):
        read("a.eml", data)
