"""What every repository does, the one in memory and SQLite alike."""

from collections.abc import Callable

import pytest

from assistant.domain.accounts import Account, FirstValue
from assistant.domain.documents import Document, Header, NamedBytes, Passage, Person, Redaction
from assistant.domain.errors import NotFound
from assistant.domain.spans import Span
from assistant.retrieval.kept import KeptDocument, Repository
from assistant.retrieval.keys import text_key

Write = Callable[..., tuple[Document, tuple[Passage, ...]]]
ACME = Account(id="acme", name="Acme", arr=12.5, first_value=FirstValue(feature="board"), people=(Person(name="Ada"),))


@pytest.fixture
def acme(repository: Repository) -> Repository:
    repository.keep_account(ACME)
    return repository


def test_accounts_come_back_as_they_were(acme: Repository) -> None:
    acme.keep_account(Account(id="aaa"))
    assert acme.accounts() == (Account(id="aaa"), ACME)
    acme.keep_account(Account(id="acme", name="Acme Ltd"))
    assert acme.account("acme") == Account(id="acme", name="Acme Ltd")


def test_documents_come_back_as_they_were_and_in_order(acme: Repository, write: Write) -> None:
    plain, parts = write("z.md", "Ten days.", "Four — “days” 🙂.")
    rich = plain.model_copy(
        update={
            "header": Header(
                account="Acme", people=(Person(name="Ada", span=Span(0, 3)),), spans={"account": Span(0, 4)}
            ),
            "redactions": (Redaction(document="z.md", start=0, end=3, kind="PHONE"),),
        }
    )
    kept = [KeptDocument(rich, parts), KeptDocument(*write("a.md", "Empty of passages.")[:1], ())]
    acme.keep_documents("acme", kept)
    assert acme.documents("acme") == tuple(kept)


def test_a_new_version_takes_the_place_of_the_old_which_stays_as_history(acme: Repository, write: Write) -> None:
    (old, old_parts), (new, new_parts) = write("a.md", "Ten days.", "More."), write("a.md", "Four days.")
    acme.keep_documents("acme", [KeptDocument(old, old_parts)])
    acme.keep_documents("acme", [KeptDocument(new, new_parts, 2)])
    assert acme.documents("acme") == (KeptDocument(new, new_parts, 2),)
    assert acme.history("acme", "a.md") == (old, new)


def test_a_version_kept_again_is_replaced(acme: Repository, write: Write) -> None:
    document, parts = write("a.md", "Ten days.")
    acme.keep_documents("acme", [KeptDocument(document, parts)])
    newer = document.model_copy(update={"language": "de"})
    acme.keep_documents("acme", [KeptDocument(newer, ())])
    assert acme.documents("acme") == (KeptDocument(newer, ()),)


def test_removing_a_document_erases_all_its_versions(acme: Repository, write: Write) -> None:
    other = KeptDocument(*write("b.md", "Stays."))
    for version, line in enumerate(("Ten days.", "Four days."), 1):
        acme.keep_documents("acme", [KeptDocument(*write("a.md", line), version)])
    acme.keep_documents("acme", [other])
    acme.remove_document("acme", "a.md")
    assert acme.documents("acme") == (other,)
    for again in (acme.remove_document, acme.history):
        with pytest.raises(NotFound, match=r"acme.*a\.md"):
            again("acme", "a.md")


def test_vectors_live_as_long_as_a_passage_needs_them(acme: Repository, write: Write) -> None:
    first, second = KeptDocument(*write("a.md", "Shared.", "Own.")), KeptDocument(*write("b.md", "Shared."))
    acme.keep_documents("acme", [first, second])
    shared, own = text_key("Shared."), text_key("Own.")
    acme.keep_vectors({shared: [0.5, -2.0], own: [1.0, 0.25]}, "letters")
    acme.keep_vectors({shared: [1.5, 3.0]}, "other")
    assert acme.vectors([own, shared, "absent"], "letters") == {shared: [0.5, -2.0], own: [1.0, 0.25]}
    acme.remove_document("acme", "a.md")
    assert acme.vectors([shared, own], "letters") == {shared: [0.5, -2.0]}
    acme.keep_vectors({shared: [9.0, 9.0]}, "letters")
    assert acme.vectors([shared], "letters") == {shared: [9.0, 9.0]}
    assert acme.vectors([shared], "other") == {shared: [1.5, 3.0]}


def test_a_thousand_vectors_are_found(acme: Repository, write: Write) -> None:
    lines = [f"Line {number}." for number in range(1_200)]
    acme.keep_documents("acme", [KeptDocument(*write("long.md", *lines))])
    made = {text_key(line): [float(number)] for number, line in enumerate(lines)}
    acme.keep_vectors(made, "letters")
    assert acme.vectors(list(made), "letters") == made


def test_usage_files_are_kept_by_name(acme: Repository) -> None:
    events, seats = NamedBytes(name="events.csv", data=b"a\x00b\n"), NamedBytes(name="a.csv", data=b"")
    acme.keep_usage("acme", [events, seats])
    acme.keep_usage("acme", [NamedBytes(name="a.csv", data=b"new")])
    assert acme.usage("acme") == (NamedBytes(name="a.csv", data=b"new"), events)


def test_documents_make_the_index_stale_until_it_followed(acme: Repository, write: Write) -> None:
    assert not acme.is_stale("acme")
    acme.keep_documents("acme", [KeptDocument(*write("a.md", "Ten days."))])
    assert acme.is_stale("acme")
    acme.mark_indexed("acme")
    assert not acme.is_stale("acme")
    acme.remove_document("acme", "a.md")
    assert acme.is_stale("acme")


def test_accounts_keep_to_themselves(acme: Repository, write: Write) -> None:
    acme.keep_account(Account(id="zeta"))
    acme.keep_documents("acme", [KeptDocument(*write("a.md", "Ten days."))])
    acme.keep_usage("acme", [NamedBytes(name="a.csv", data=b"x")])
    assert (acme.documents("zeta"), acme.usage("zeta"), acme.is_stale("zeta")) == ((), (), False)


@pytest.mark.parametrize(
    "use",
    [
        lambda kept: kept.account("nobody"),
        lambda kept: kept.documents("nobody"),
        lambda kept: kept.keep_documents("nobody", []),
        lambda kept: kept.history("nobody", "a.md"),
        lambda kept: kept.remove_document("nobody", "a.md"),
        lambda kept: kept.usage("nobody"),
        lambda kept: kept.keep_usage("nobody", []),
        lambda kept: kept.is_stale("nobody"),
        lambda kept: kept.mark_indexed("nobody"),
    ],
)
def test_an_account_that_is_not_kept_is_named(repository: Repository, use: Callable[[Repository], object]) -> None:
    with pytest.raises(NotFound, match="nobody"):
        use(repository)
