"""Consents hold from and to their days, until withdrawn; a need is met by nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from assistant.domain.consent import Channel, Consent, ConsentNeed, Item
from assistant.domain.consent_needs import Standing, met, missing, names_person, needs, same_person
from assistant.domain.documents import Person
from assistant.domain.publishing import consent_blockers
from assistant.domain.story import Story

START = date(2026, 1, 1)
DAYS = st.integers(0, 30).map(lambda n: START + timedelta(days=n))
PEOPLE = st.sampled_from((None, "Ann Kuhl", "Eve Holt"))
ITEMS = st.sampled_from((Item.QUOTATION, Item.NAME))
CHANNELS = st.sampled_from((Channel.WEB, Channel.EVENT))


class Consenting(RuleBasedStateMachine):
    """Consents given, withdrawn and left to run out on arbitrary days, against plain bookkeeping."""

    def __init__(self) -> None:
        super().__init__()
        self.today = START
        self.kept: list[Consent] = []
        self.book: set[tuple[str | None, Item, Channel, date, int]] = set()

    @rule(person=PEOPLE, item=ITEMS, channel=CHANNELS, start=DAYS, days=st.none() | st.integers(0, 9))
    def give(self, person: str | None, item: Item, channel: Channel, start: date, days: int | None) -> None:
        end = None if days is None else start + timedelta(days=days)
        number = len(self.kept)
        self.kept.append(
            Consent(
                id=f"c{number}", account="a", person=person, item=item, channel=channel, start=start, end=end,
                how="mail", recorded_by="u", recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
        )  # fmt: skip
        last = 60 if days is None else days
        self.book |= {(person, item, channel, start + timedelta(days=n), number) for n in range(last + 1)}

    @rule(pick=st.integers(0, 99))
    def withdraw(self, pick: int) -> None:
        if self.kept:
            number = pick % len(self.kept)
            when = datetime(2026, 1, 1, tzinfo=UTC)
            self.kept[number] = self.kept[number].model_copy(update={"withdrawn_at": when, "withdrawn_by": "u"})
            self.book = {entry for entry in self.book if entry[-1] != number}

    @rule(days=st.integers(1, 5))
    def time_goes_by(self, days: int) -> None:
        self.today = min(self.today + timedelta(days=days), START + timedelta(days=30))

    @invariant()
    def a_need_is_met_when_the_book_says_so(self) -> None:
        for person in (None, "Ann Kuhl", "Eve Holt"):
            for item in (Item.QUOTATION, Item.NAME):
                for channel in (Channel.WEB, Channel.EVENT):
                    lacks = missing([ConsentNeed(person=person, item=item, what="x")], self.kept, channel, self.today)
                    given_ = any(entry[:4] == (person, item, channel, self.today) for entry in self.book)
                    assert bool(lacks) is not given_


TestConsenting = Consenting.TestCase


@given(on=DAYS, start=DAYS, days=st.integers(0, 9))
def test_the_reason_tells_which_side_of_the_days_it_is(on: date, start: date, days: int) -> None:
    end = start + timedelta(days=days)
    consent = Consent(
        id="c", account="a", person="Ann Kuhl", item=Item.NAME, channel=Channel.WEB, start=start, end=end,
        how="mail", recorded_by="u", recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    need = ConsentNeed(person="ann kuhl", item=Item.NAME, what="Ann Kuhl")

    (found,) = met([need], [consent], Channel.WEB, on)

    expected = Standing.NOT_YET if on < start else Standing.ENDED if on > end else Standing.GIVEN
    assert found.standing is expected
    if expected is Standing.ENDED:
        assert str(end) in consent_blockers([found], "Nordhaven", Channel.WEB)[0]


def test_within_the_house_nothing_is_missing() -> None:
    need = ConsentNeed(person="Ann Kuhl", item=Item.NAME, what="Ann Kuhl")

    assert missing([need], (), Channel.INTERNAL, START) == ()


@pytest.mark.parametrize(("one", "other", "same"), [
    ("Voss, Mara", "mara voss", True),
    ("Zoë Brandt", "Zoe Brandt", True),
    ("Ann Kuhl", "Ann Holt", False),
    (None, "Ann Kuhl", False),
    (None, None, True),
])  # fmt: skip
def test_people_are_told_by_their_names(one: str | None, other: str | None, same: bool) -> None:
    assert same_person(one, other) is same


def test_a_part_of_a_name_names_somebody() -> None:
    assert names_person("Kuhl built it.", "Ann Kuhl")
    assert not names_person("The annual plan", "Ann Kuhl")


def test_a_story_needs_the_consent_of_everybody_in_it(story: Story) -> None:
    people = (Person(name="Owen Lattimer"), Person(name="Dele Akande"), Person(name="Nobody Else"))
    asked = {(need.person, need.item) for need in needs(story, people, assets=[Item.LOGO])}

    assert asked >= {
        ("Owen Lattimer", Item.QUOTATION),
        ("Owen Lattimer", Item.NAME),
        ("Owen Lattimer", Item.TITLE),
        ("Marguerite Foss", Item.QUOTATION),
        (None, Item.NAME),
        (None, Item.FIGURE),
        (None, Item.LOGO),
    }
    assert not any(person in ("Dele Akande", "Nobody Else") for person, _ in asked)
    assert (None, Item.PICTURE) not in asked
