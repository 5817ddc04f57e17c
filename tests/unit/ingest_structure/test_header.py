from datetime import date
from typing import Any

import pytest

from assistant.domain.accounts import Account

HEAD = """# Norda: call notes

**Date:** 12 March 2026
**Account:** Norda GmbH
**Participants:** Ilse Brandt (VP Finance, Norda), Jon Ek - Head of IT, Norda; Mara Voss (CSM, Flowly)

We talked.
"""


def test_the_head_is_read_with_places(reading: Any) -> None:
    document = reading(HEAD)
    header = document.header
    assert (header.account, header.held_on, header.title) == ("Norda GmbH", date(2026, 3, 12), "Norda: call notes")
    assert [(p.name, p.title, p.company) for p in header.people] == [
        ("Ilse Brandt", "VP Finance", "Norda"),
        ("Jon Ek", "Head of IT", "Norda"),
        ("Mara Voss", "CSM", "Flowly"),
    ]
    for person in header.people:
        assert person.span is not None
        assert person.title_span is not None
        assert person.span.of(document.text) == person.name
        assert person.title_span.of(document.text) == person.title
    assert header.spans["account"].of(document.text) == "Norda GmbH"
    assert header.spans["date"].of(document.text) == "12 March 2026"


LISTS = {
    "bullets": "Attendees:\n- Ilse Brandt, VP Finance, Norda\n- Jon Ek – Head of IT\n- Mara Voss (CSM)\n\nBody.",
    "heading": "## Attendees\n\n- Ilse Brandt - VP Finance, Norda\n- Jon Ek: Head of IT\n- Mara Voss,"
    " CSM\n\n## Notes\n\nBody.",
    "groups": "Present: Norda: Ilse Brandt (VP Finance), Jon Ek (Head of IT); Us: Mara Voss (CSM)\n\nBody.",
    "commas": "Participants: Ilse Brandt, VP Finance, Norda, Jon Ek, Head of IT, Mara Voss, CSM\n\nBody.",
    "bold": "**Attendees:**\n- **Ilse Brandt** (VP Finance,"
    " Norda)\n- **Jon Ek** (Head of IT)\n- **Mara Voss** (CSM)\n\nBody.",
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS.keys())
def test_lists_of_people_come_in_many_forms(text: str, reading: Any) -> None:
    people = reading(text).header.people
    assert [(person.name, person.title) for person in people] == [
        ("Ilse Brandt", "VP Finance"),
        ("Jon Ek", "Head of IT"),
        ("Mara Voss", "CSM"),
    ]


def test_names_alone_make_people(reading: Any) -> None:
    people = reading("Participants: Ilse Brandt, Jon Ek and Mara Voss\n\nBody.").header.people
    assert [person.name for person in people] == ["Ilse Brandt", "Jon Ek", "Mara Voss"]


DATES = {
    "2026-03-12": date(2026, 3, 12),
    "12 March 2026": date(2026, 3, 12),
    "March 12th, 2026": date(2026, 3, 12),
    "12. März 2026": date(2026, 3, 12),
    "13/04/2026": date(2026, 4, 13),
    "04/13/2026": date(2026, 4, 13),
    "12.03.2026": date(2026, 3, 12),
    "31/02/2026": None,
    "soon": None,
}


@pytest.mark.parametrize(("words", "on"), DATES.items(), ids=DATES.keys())
def test_dates_are_read(words: str, on: date | None, reading: Any) -> None:
    assert reading(f"Date: {words}\n\nBody.").header.held_on == on


def test_an_ambiguous_date_is_not_guessed(reading: Any) -> None:
    document = reading("Date: 03/04/2026\n\nBody.")
    assert document.header.held_on is None
    notice = next(notice for notice in document.notices if notice.kind == "ambiguous_date")
    assert document.text[notice.start : notice.end] == "03/04/2026"


def test_a_role_that_speaks_is_no_field(reading: Any) -> None:
    found = reading.turns("Host: How did it go?\nGuest: It took us ten days.\nHost: And now?\nGuest: Four.\n")
    assert [(kind, speaker) for kind, speaker, _ in found] == [("speech", "Host"), ("speech", "Guest")] * 2


def test_the_account_s_name_is_no_speaker(reading: Any) -> None:
    text = "# Norda: review\n\n- Account: Norda\n\nNorda: closes in four days.\n\nNorda: wants Spain.\n"
    assert {speaker for _, speaker, _ in reading.turns(text)} == {None}


def test_front_matter_names_company_title_and_date(reading: Any) -> None:
    text = (
        '---\ntitle: "Closing faster at Norda"\ndate: 2026-02-01\n'
        "series: Case Studies\n---\n\nNorda closes in four days.\n"
    )
    header = reading(text).header
    assert (header.account, header.title, header.held_on) == ("Norda", "Closing faster at Norda", date(2026, 2, 1))


def test_mail_has_its_fields(reading: Any) -> None:
    mail = (
        "From: ilse@norda.test\nTo: mara@flowly.test\n"
        "Date: Thu, 12 Mar 2026 10:00:00 +0000\nSubject: The close\n\nFour days.\n"
    )
    header = reading(mail, name="close.eml").header
    assert (header.title, header.held_on) == ("The close", date(2026, 3, 12))


def test_correspondents_are_people_with_the_account_s_domain_telling_the_side(reading: Any) -> None:
    mail = "From: Ilse Brandt <ilse@norda.test>\nTo: Mara Voss <mara@flowly.test>\nSubject: Close\n\nFour days.\n"
    people = reading(mail, name="close.eml", account=Account(name="Norda")).people
    assert [(person.name, person.email, person.side.value) for person in people] == [
        ("Ilse Brandt", "ilse@norda.test", "customer"),
        ("Mara Voss", "mara@flowly.test", "unknown"),
    ]


def test_a_client_who_speaks_twice_is_no_account(reading: Any) -> None:
    document = reading("Client: We had ten days.\nConsultant: I see.\nClient: Now we have four.\n")
    assert document.header.account is None


def test_the_account_file_wins_over_the_text(reading: Any) -> None:
    account = Account.model_validate({"people": [{"name": "Mara Voss", "title": "Buyer", "side": "customer"}]})
    mara = next(p for p in reading(HEAD, account=account).people if p.name == "Mara Voss")
    assert (mara.title, mara.side.value) == ("Buyer", "customer")
