"""Personal data by its shape: what is found, and the many figures that are none."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.redaction import find


def seen(text: str) -> list[tuple[str, str]]:
    return [(hit.kind, text[hit.start : hit.end]) for hit in find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to omar.haddad@brightwater.com.", [("email", "omar.haddad@brightwater.com")]),
        ("bob+x@host.internal, and 'al@b-c.example'", [("email", "bob+x@host.internal"), ("email", "al@b-c.example")]),
        ("<mailto:omar@brightwater.example>", [("email", "omar@brightwater.example")]),
        ("müller@grün.example", [("email", "müller@grün.example")]),
        ("Call +1 415-555-2671 now", [("phone", "+1 415-555-2671")]),
        ("(212) 555-0199, 415.555.2671", [("phone", "(212) 555-0199"), ("phone", "415.555.2671")]),
        ("+49 30 123456; 0044 20 7946 0958", [("phone", "+49 30 123456"), ("phone", "0044 20 7946 0958")]),
        ("mobil 0171 1234567", [("phone", "0171 1234567")]),
        ("fax 99999999999", [("phone", "99999999999")]),
        ("my cell is 5552671", [("phone", "5552671")]),
        ("IBAN DE89370400440532013000.", [("iban", "DE89370400440532013000")]),
        ("DE89 3704 0044 0532 0130 00 is ours", [("iban", "DE89 3704 0044 0532 0130 00")]),
        ("card 4111 1111 1111 1111", [("card", "4111 1111 1111 1111")]),
        ("378282246310005 or 4111-1111-1111-1111", [("card", "378282246310005"), ("card", "4111-1111-1111-1111")]),
        ("from 10.1.2.3 and fe80::1", [("ip", "10.1.2.3"), ("ip", "fe80::1")]),
        ("2001:db8:0:0:0:0:0:1 too", [("ip", "2001:db8:0:0:0:0:0:1")]),
        ("see https://acme.com/x?id=9.", [("url", "https://acme.com/x?id=9")]),
        ("[page](https://acme.com/a_(b)) there", [("url", "https://acme.com/a_(b)")]),
        ("www.acme.com or acme.io/x", [("url", "www.acme.com"), ("url", "acme.io/x")]),
        ("acme.co.uk!", [("url", "acme.co.uk")]),
        ("https://x.example/?u=omar@acme.com", [("url", "https://x.example/?u=omar@acme.com")]),
    ],
)
def test_what_is_found(text: str, found: list[tuple[str, str]]) -> None:
    assert seen(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "from 1,200 to 12 000 000 seats, 235, 000 of them paid",
        "on 2026-01-01, 01.02.2026, 3/4/2026 and in 2019-2024",
        "$400M, €1.2bn, 40 %, 1 234 567 €, 33.333%",
        "version 10.2.3.4, v1.2.3.4, release 2.10.3.1, 2.10.3, section 4.1.2.3",
        "at 10:30:22, 00:01:02,500 and 00:00:03.120 --> 00:00:06.480",
        "1998 1999 2000 2001, 100 200 300, 2024 2025 2026",
        "ISBN 978-3-16-148410-0, ticket 20260301-0042, order 123456789",
        "DE89370400440532013001 has wrong check digits, as has 4111 1111 1111 1112",
        "12345678901234567890, 0.123456789, 4111,1111,1111,1111",
        "std::vector, a::b, ::, 12:34:56",
        "Node.js, README.md, Booking.com, e.g. this.And that, i.e. 3.com",
        "@channel, a@b, user@, @home.example",
        "999.999.999.999",
        "Eva McCall (1871-1948), call it 2019-2024",
        "+999 123 456 789, +0000000000, 00 00 00 00",
    ],
)
def test_what_is_none(text: str) -> None:
    assert seen(text) == []


def test_two_spellings_have_one_value() -> None:
    text = "DE89370400440532013000 DE89 3704 0044 0532 0130 00 A@B.io a@b.io"
    values = {(hit.kind, hit.value) for hit in find(text)}
    assert values == {("iban", "DE89370400440532013000"), ("email", "a@b.io")}
    assert {hit.value for hit in find("+49 30 123456, 0049 30 123456, 030 123456")} == {"+4930123456"}


BITS = st.sampled_from(
    ["a@b.io", "+1 415-555-2671", "4111 1111 1111 1111", "DE89370400440532013000", "10.1.2.3", "https://a.io/",
     "Jane Doe", "Doe", " ", ", ", "\n", "(", ")", "@", ".", "::", "1", "2026-01-01", "é", "你好", "'s"]
)  # fmt: skip


@given(st.lists(st.one_of(BITS, st.text(max_size=4)), max_size=30).map("".join))
def test_findings_are_in_order_and_do_not_overlap(text: str) -> None:
    at = 0
    for hit in find(text, ["Jane Doe", "李雷"], ["John Doe"]):
        assert at <= hit.start < hit.end <= len(text)
        assert hit.value
        at = hit.end


def test_ordinary_notes_do_not_wait_for_presidio() -> None:
    script = (
        "import sys; from ingest.redaction import find;"
        "assert find('Omar (o@acme.io, +49 30 123456) saw 1,200 seats at 10:30, https://a.io', ['Omar Haddad']);"
        "assert 'presidio_analyzer' not in sys.modules;"
        "assert find('10.1.2.3') and 'presidio_analyzer' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
