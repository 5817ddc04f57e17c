from datetime import date

import pytest

from assistant.domain.documents import NamedBytes, Side
from assistant.domain.errors import BadInput
from ingest.account_file import account_given, parse_account

FULL = b"""\xef\xbb\xbf# a comment\r
name = "Harrow & Lind"
segment = "mid-market"
seats = 200
arr = 84000.5
go_live = 2026-02-02
kick_off = "2026-01-12"
timezone = "Europe/Berlin"
features = ["boards", "forms"]
robots = ["*-bot"]
first_value = { feature = "boards" }

[columns]
user = "person"

[[people]]
name = "Ines Walther"
title = "Head of Operations"
side = "customer"
"""


def file(text: bytes, name: str = "acme.toml") -> NamedBytes:
    return NamedBytes(name=name, data=text)


def test_reads_every_kind_of_key() -> None:
    account = parse_account(file(FULL))

    assert (account.id, account.name) == ("harrow-lind", "Harrow & Lind")
    assert (account.go_live, account.kick_off) == (date(2026, 2, 2), date(2026, 1, 12))
    assert account.columns == {"user": "person"}
    assert account.people[0].side is Side.CUSTOMER


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (b"golive = 2026-02-02", ["acme.toml", "`golive`", "did you mean `go_live`"]),
        (b"zzz = 1", ["`zzz`", "known keys are", "robots"]),
        (b"[[people]]\nname = 'A'\n[[people]]\nname = 'B'\nphone = '1'", ["[[people]] number 2", "`phone`"]),
        (b"[first_value]\nfeatur = 'boards'", ["[first_value]", "`featur`", "`feature`"]),
        (b"seats = 'many'", ["key `seats`", "integer"]),
        (b"seats = -1", ["key `seats`", "greater than or equal to 0"]),
        (b"arr = inf", ["key `arr`", "finite"]),
        (b"timezone = 'Mars/Base'", ["key `timezone`", "Mars/Base"]),
        (b"[[people]]\ntitle = 'CEO'", ["key `people.1.name`", "required"]),
        (b"people = 3", ["key `people`"]),
        (b"seats = ", ["not valid TOML", "end of document"]),
        (b"name = 'ok'\nsegment = '\xff'", ["not UTF-8", "line 2"]),
        (b"[" * 5000, ["not valid TOML"]),
        (b"first_value = {}", ["key `first_value`", "name a feature"]),
    ],
)
def test_a_fault_is_one_line_that_names_the_place(text: bytes, parts: list[str]) -> None:
    with pytest.raises(BadInput) as caught:
        parse_account(file(text))

    message = str(caught.value)
    assert "\n" not in message
    assert [part for part in parts if part not in message] == []


def test_the_file_wins_over_the_name_which_fills_in() -> None:
    assert account_given(None, None) is None
    by_name = account_given(None, "  Nordkai  Logistik ")
    assert by_name is not None
    assert (by_name.id, by_name.name) == ("nordkai-logistik", "Nordkai Logistik")
    by_file = account_given(file(b"name = 'Filed'"), "Typed")
    assert by_file is not None
    assert by_file.name == "Filed"
    filled = account_given(file(b"id = 'x1'"), "Typed")
    assert filled is not None
    assert (filled.id, filled.name) == ("x1", "Typed")


def test_a_blank_name_is_refused() -> None:
    with pytest.raises(BadInput, match="--account: the name is blank"):
        account_given(None, "  ")
