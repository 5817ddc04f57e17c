"""Titles and companies, wherever the text says them; and nobody twice, and no two as one."""

from typing import Any

import pytest

from assistant.domain.accounts import Account

SAID = {
    "by the host": (
        (
            "Host: We're here today with Ilse Brandt, VP of Finance at Norda.\nIlse: Thanks for having me.\n"
            "Host: How long did it take?\nIlse: It took us ten days.\n"
        ),
        ("VP of Finance", "Norda"),
    ),
    "by herself": (
        (
            "Mara: Who are you?\nIlse: I'm Ilse Brandt,"
            " head of finance at Norda.\nMara: How long?\nIlse: Ten days for us.\n"
        ),
        ("head of finance", "Norda"),
    ),
    "to her": (
        (
            "Mara Voss: So you're the finance director at Norda, right?\nIlse Brandt: I am.\n"
            "Mara Voss: How long?\nIlse Brandt: Ten days for us.\n"
        ),
        ("finance director", "Norda"),
    ),
    "company of a chief": (
        "Mara: Ilse Brandt, the CEO of Norda, is here. How are you?\nIlse: I'm well, we all are.\n" * 2,
        ("CEO", "Norda"),
    ),
    "in narrative": (
        "“We sleep again,” says Ilse Brandt, a Finance Manager at Norda. They do.\n",
        ("Finance Manager", "Norda"),
    ),
    "possessive": (
        "Ilse Brandt, Norda's Senior Director of Finance, built it.\n",
        ("Senior Director of Finance", "Norda"),
    ),
    "before the name": ("Norda's VP of Finance Ilse Brandt built it.\n", ("VP of Finance", "Norda")),
    "former": ("Ilse Brandt, former finance director at Norda, built it.\n", ("former finance director", "Norda")),
    "joined": ("Ilse Brandt joined Norda as their CFO in May.\n", ("CFO", "Norda")),
    "dash below a quotation": ("> We sleep again.\n>\n> — Ilse Brandt, VP Finance at Norda\n", ("VP Finance", "Norda")),
    "label": (
        "Ilse Brandt (VP Finance, Norda): We sleep.\nMara Voss (CSM, Flowly): Do you?\n",
        ("VP Finance", "Norda"),
    ),
}


@pytest.mark.parametrize(("text", "post"), SAID.values(), ids=SAID.keys())
def test_a_title_is_found_where_it_is_said(text: str, post: tuple[str, str], reading: Any) -> None:
    document = reading(text)
    ilse = next(person for person in document.people if person.name == "Ilse Brandt")
    assert (ilse.title, ilse.company) == post
    assert ilse.title_span is not None
    assert ilse.title_span.of(document.text) == ilse.title


def test_a_first_name_is_the_one_who_bears_it(reading: Any) -> None:
    text = (
        "Participants: Ilse Brandt (CFO, Norda), Mara Voss (CSM, Flowly)\n\n"
        "Mara: How long?\nIlse: It took us ten days.\n"
    )
    document = reading(text)
    assert [person.name for person in document.people] == ["Ilse Brandt", "Mara Voss"]
    assert document.blocks[-1].speaker == "Ilse Brandt"


def test_two_of_a_first_name_stay_two(reading: Any) -> None:
    text = (
        "Participants: Ilse Brandt (CFO, Norda), Ilse Dahl (CIO, Norda)\n\n"
        "Ilse: We like it.\nMara: Do you?\nIlse: We do.\n"
    )
    document = reading(text)
    assert {"Ilse Brandt", "Ilse Dahl", "Ilse"} <= {person.name for person in document.people}
    assert document.blocks[-1].speaker == "Ilse"


def test_our_and_my_share_the_speaker_s_company(reading: Any) -> None:
    text = (
        "Participants: Ilse Brandt (CFO, Norda), Mara Voss (CSM, Flowly)\n\nMara: Who built it?\n"
        "Ilse: Jon Ek, our systems analyst. We owe him.\n"
    )
    jon = next(person for person in reading(text).people if person.name == "Jon Ek")
    assert (jon.title, jon.company, jon.side.value) == ("systems analyst", "Norda", "customer")


def test_capitalised_things_with_title_words_are_no_people(reading: Any) -> None:
    text = (
        "The adoption champion leads. Adoption Champion, mid-level "
        "manager of change, joins. Our champion and adoption grew.\n"
    )
    assert reading(text).people == ()


SIDES = {
    "two stay unknown in a meeting of equals": (
        "Ann: I would take blue.\nBob: I would not.\nCid: We said red.\nAnn: Why?\nBob: It's cheap.\nCid: Is it?\n",
        None,
        {"Ann": "unknown", "Bob": "unknown", "Cid": "unknown"},
    ),
    "a supplier who is asked is not taken for the guest": (
        (
            "Tom: Let me share my screen. I'll send you the deck afterwards.\nAnn: Does it support SSO?\n"
            "Tom: Yes, and we can help you set it up, it is all there and it is quick to do for everybody.\n"
            "Ann: What does it cost?\nTom: I'll send you the list; your renewal is in May.\n"
        ),
        None,
        {"Tom": "unknown", "Ann": "unknown"},
    ),
    "the account's company": (
        "Participants: Ilse Brandt (CFO, Norda), Mara Voss (Consultant, Flowly)\n\nIlse: We like it.\nMara: We see.\n",
        Account(name="Norda"),
        {"Ilse Brandt": "customer", "Mara Voss": "unknown"},
    ),
    "header fields": (
        "CSM: Mara Voss\nInterviewee: Ilse Brandt\n\nBody.",
        None,
        {"Mara Voss": "vendor", "Ilse Brandt": "customer"},
    ),
    "a colleague of the vendor's": (
        "Vendor: Flowly\nParticipants: Mara Voss (Consultant, Flowly), Ilse Brandt (CFO, Norda)\n\nBody.",
        None,
        {"Mara Voss": "vendor", "Ilse Brandt": "customer"},
    ),
    "quoted in a published story": (
        "---\ntitle: Faster at Norda\ncompany: Norda\n---\n\n“We sleep,” said Ilse Brandt, a controller on the team.\n",
        None,
        {"Ilse Brandt": "customer"},
    ),
    "quoted in a published story, of another company": (
        "---\ntitle: Faster at Norda\ncompany: Norda\n---\n\n“They sleep,” said Tom Poe, a consultant at Helpers.\n",
        None,
        {"Tom Poe": "unknown"},
    ),
}


@pytest.mark.parametrize(("text", "account", "sides"), SIDES.values(), ids=SIDES.keys())
def test_sides_follow_what_speaks_for_them(
    text: str, account: Account | None, sides: dict[str, str], reading: Any
) -> None:
    assert reading.sides(text, account) == sides


def test_a_given_name_that_is_a_word_is_a_name(reading: Any) -> None:
    text = "We will mark it. Will Marks, CFO of Norda, built it, and we will keep it.\n"
    assert [(person.name, person.title) for person in reading(text).people] == [("Will Marks", "CFO")]
