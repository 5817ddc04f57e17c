"""Contact lists as people save them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput
from ingest.contacts import ContactList, read_contacts


def read(data: str | bytes) -> ContactList:
    raw = data.encode() if isinstance(data, str) else data
    return read_contacts(NamedBytes("c.csv", raw), id="c.csv")


@pytest.mark.parametrize(
    "data",
    [
        "Full Name,Job Title,E-mail\nAda Bell,Analyst,ada@x.example\n",
        "first_name;Last Name;Position;E-Mail Address\r\nAda;Bell;Analyst;ada@x.example\r\n",
        "sep=;\nName;Titel;Mail\nBell, Ada;Analyst;ada@x.example\n",
        '"Name"\t"Title"\t"Primary contact email"\n"Bell, Ada"\t"Analyst"\t"ada@x.example"\n',
        "Export of 3 May\n\nContact Name|Job role|Email\nAda Bell| Analyst |ada@x.example\n",
        "Nom,Prénom,Poste,Courriel\nBell,Ada,Analyst,ada@x.example\n",
        "Nachname;Vorname;Funktion;E-Mail\nBell;Ada;Analyst;ada@x.example\n".encode("cp1252"),
        "\ufeffName,Title,Email\nAda Bell,Analyst,ada@x.example".encode("utf-16"),
    ],
)
def test_headers_delimiters_and_encodings(data: str | bytes) -> None:
    found = read(data)

    (one,) = found.contacts
    assert (one.name, one.title, one.email) == ("Ada Bell", "Analyst", "ada@x.example")
    assert one.title_span is not None
    assert one.title_span.of(found.document.text) == "Analyst"


def test_empty_columns_rows_and_people_without_a_title() -> None:
    found = read("Name,,Title,,Email\n,,,,\nAda Bell,,,,\n,,,,ada@x.example\n,,Boss,,\n")

    assert [one.name for one in found.contacts] == ["Ada Bell", "ada@x.example"]
    assert found.contacts[0].title_span is None
    assert found.problems == ("1 row has no name and no address",)


def test_quoted_cells_hold_marks_and_line_breaks() -> None:
    found = read('name,title\n"Bell, Ada","Head of ""Growth"",\n EMEA"\n"Roe,x\n')

    assert found.contacts[0].title == 'Head of "Growth", EMEA'
    assert found.contacts[1].name == '"Roe'


@pytest.mark.parametrize(
    ("data", "said"),
    [("", "empty"), ("a,b\n1,2\n", "no header"), ("name,title\n", "no people"), ("name,title\n,\n", "no people")],
)
def test_what_is_no_contact_list_is_one_clear_line(data: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read(data)


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).map(str.strip).filter(bool)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8))
def test_title_cells_are_cited_exactly(people: list[tuple[str, str]]) -> None:
    sink = io.StringIO()
    csv.writer(sink, lineterminator="\n").writerows([("name", "title"), *people])
    found = read(sink.getvalue())

    assert len(found.contacts) == len(people)
    for contact, (_, title) in zip(found.contacts, people, strict=True):
        assert contact.title_span is not None
        assert contact.title == " ".join(title.split())
        assert contact.title_span.of(found.document.text).replace('""', '"') == title
