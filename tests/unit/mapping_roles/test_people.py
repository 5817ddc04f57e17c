"""Who is who: several spellings of one person, two people of one name, sides, and nobody invented."""

from assistant.domain.documents import Side
from assistant.mapping.people import Individual, Mention, gather
from assistant.mapping.roles.masking import Names, first_person


def individuals(*mentions: Mention) -> list[Individual]:
    return gather(mentions)[0].all


def test_one_person_under_many_spellings() -> None:
    (one,) = individuals(
        Mention("Owen", "document", "a.txt"),
        Mention("Owen Lattimer", "document", "b.txt", title="Planner"),
        Mention("Lattimer, Owen", "contact", "c.csv", email="owen.lattimer@tarn.example"),
        Mention("O. Lattimer", "document", "d.txt"),
        Mention("OL", "document", "e.txt"),
        Mention("olattimer", "usage", "u.csv", user="olattimer"),
        Mention("owen.lattimer@tarn.example", "usage", "u.csv", user="owen.lattimer@tarn.example"),
    )

    assert one.name == "Owen Lattimer"


def test_a_short_form_counts_only_where_it_is_clear() -> None:
    assert len(individuals(Mention("Bob Hale", "document", "a"), Mention("Robert Hale", "contact", "c"))) == 1
    robert, roberta, bob = (
        Mention("Robert Hale", "contact", "c", email="r@x.example"),
        Mention("Rob Hale", "contact", "c", email="r2@x.example"),
        Mention("Bob Hale", "document", "a"),
    )
    assert len(individuals(robert, roberta, bob)) == 3


def test_two_of_one_name_stay_two() -> None:
    found = individuals(
        Mention("John Smith", "contact", "c", title="CFO", email="a@x.example"),
        Mention("John Smith", "contact", "c", title="Nurse", email="b@x.example"),
        Mention("John Smith", "document", "n", title="Nurse"),
        Mention("John", "document", "n"),
    )

    assert [len(one.mentions) for one in found] == [1, 2, 1]
    assert found[2].notes


def test_the_same_row_twice_is_one_person() -> None:
    row = Mention("Ada Bell", "contact", "c", title="Analyst", company="Brightwater")

    assert len(individuals(row, row)) == 1


def test_sides_are_not_mixed() -> None:
    found = individuals(
        Mention("Sam", "document", "a", side=Side.VENDOR), Mention("Sam", "document", "b", side=Side.CUSTOMER)
    )

    assert len(found) == 2


def test_names_are_masked_longest_first_and_possessives_kept() -> None:
    names = Names({"dana reyes": 0, "dana": 0, "reyes": 1})
    seen: list[int] = []

    assert names.masked("Dana Reyes's plan", lambda person, _: seen.append(person)) == "\ue0000\ue001's plan"
    assert seen == [0]


def test_will_and_may_are_not_always_people() -> None:
    assert Names({"will": 0}).masked("Will you come?", lambda *_: None) == "Will you come?"


def test_first_person_is_one_mark() -> None:
    assert first_person("I'm the owner, it is my form", 3) == "\ue0003\ue001 is the owner, it is \ue0003\ue001's form"
