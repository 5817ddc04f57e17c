"""What is erased stands nowhere any more: every string and byte that the stores hold is looked through."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from assistant.domain.consent import Channel, Item
from assistant.domain.documents import NamedBytes
from assistant.domain.errors import NotAllowed, NotFound
from assistant.domain.review import State
from assistant.grounding.sentences import split
from assistant.storage.memory_index import MemoryIndexes
from assistant.workflow.desk.auditing import audit
from assistant.workflow.desk.charts import accept_raci, raci, role_map
from assistant.workflow.desk.deciding import publish
from assistant.workflow.desk.editing import edit_claim
from assistant.workflow.desk.erasing import erase_document
from assistant.workflow.desk.exporting import export_story
from assistant.workflow.desk.forgetting import erase_person
from assistant.workflow.desk.interviews import index_notes, keep_interview
from assistant.workflow.desk.remarks import comment
from assistant.workflow.desk.stories import list_stories, read_story

World = Any  # of conftest


class LetterEmbedder:
    name, dimensions = "letters", 26

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[float(text.lower().count(chr(97 + n))) for n in range(26)] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def strings(value: object, seen: set[int]) -> Iterator[str]:
    """Yield every string and byte that can be reached from an object."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes):
        yield value.decode("utf-8", "replace")
    elif id(value) in seen or isinstance(value, int | float | type(None)):
        return
    else:
        seen.add(id(value))
        inside: list[object] = []
        if isinstance(value, dict):
            inside = [*value.keys(), *value.values()]
        elif isinstance(value, list | tuple | set | frozenset):
            inside = list(value)
        elif is_dataclass(value):
            inside = [getattr(value, field.name) for field in fields(value)]
        elif hasattr(value, "__dict__"):
            inside = list(vars(value).values())
        for each in inside:
            yield from strings(each, seen)


def everything(world: World) -> str:
    desk = world.desk
    kept = (desk.store, desk.repository, desk.indexes, desk.shelf)
    return "\n".join(dict.fromkeys(text for one in kept for text in strings(one, set())))


@pytest.fixture
def busy(world: World) -> World:
    """A published story with files, remarks, charts and vectors."""
    desk = replace(world.desk, indexes=MemoryIndexes(LetterEmbedder()))
    world = replace(world, desk=desk)
    index_notes(desk, world.account.id)
    world.drafted()
    comment(
        desk, world.rhea, "story_1", "But she said that she expects the full year to land between those", claim="c10"
    )
    role_map(desk, world.cleo, world.account.id)
    raci(desk, world.cleo, world.account.id, "renewal")
    world.agreed("story_1", Channel.WEB)
    with desk.store.write() as work:
        work.replies.claim("cleo POST /notes 1", "hash", world.clock())
        work.replies.save("cleo POST /notes 1", 201, {}, b"Ciara Dunne: express freight came to 88,000")
    return world


def with_files(world: World) -> World:
    world.approved("story_2")
    publish(world.desk, world.rhea, "story_2", Channel.WEB)
    export_story(world.desk, world.rhea, "story_2", "md", Channel.WEB, sent_to="the web team")
    export_story(world.desk, world.rhea, "story_2", "json", Channel.INTERNAL)
    return world


def test_nothing_of_a_document_is_left(busy: World) -> None:
    world = with_files(busy)
    text = world.desk.repository.history(world.account.id, "notes.md")[0].text
    lines = [one for span in split(text) if len((one := span.of(text)).split()) > 4]
    only = [
        line for line in lines if line not in world.desk.repository.history(world.account.id, "interview.txt")[0].text
    ]
    before = everything(world)
    assert all(line in before for line in only)

    erased = erase_document(world.desk, world.ada, world.account.id, "notes.md")

    after = everything(world)
    assert [line for line in only if line in after] == []
    assert [run for run in ("first coffee", "88,000", "lands between", "expects the full year") if run in after] == []
    assert (erased.versions, set(erased.changed), erased.erased) == (1, {"story_1", "story_2"}, ())
    assert erased.passages > 0
    assert erased.vectors > 0
    assert erased.charts == 2
    assert [one.sent_to for one in erased.exports if one.channel is Channel.WEB] == ["the web team"]
    for export in erased.exports:
        with pytest.raises(NotFound):
            world.desk.store.blobs.read(export.file)


def test_what_stands_on_other_notes_stays_and_must_be_approved_anew(busy: World) -> None:
    world = with_files(busy)

    erase_document(world.desk, world.ada, world.account.id, "notes.md")

    view = read_story(world.desk, world.cleo, "story_2")
    left = view.version.content
    assert view.record.state is State.WITHDRAWN
    assert {d.id for d in left.documents} == {"interview.txt"}
    assert {item.document for item in left.evidence} == {"interview.txt", None}
    ids = {item.id for item in left.evidence}
    assert all(one.evidence in ids for claim in left.claims for one in claim.citations)
    assert left.checks.supported == sum(claim.verdict is not None for claim in left.claims)
    assert all(export.pulled_at is not None for export in view.exports)


def test_a_story_of_which_nothing_is_left_goes_altogether(busy: World) -> None:
    world = busy
    erase_document(world.desk, world.ada, world.account.id, "notes.md")
    with world.desk.store.read() as work:
        facts = [claim for claim in work.stories.version("story_1").content.claims if not claim.citations[0].document]
    world_without_usage(world, [claim.id for claim in facts])

    erased = erase_document(world.desk, world.ada, world.account.id, "interview.txt")

    assert erased.erased == ("story_1",)
    assert list_stories(world.desk, world.cleo) == ()
    after = everything(world)
    assert "spreadsheet" not in after
    assert "Owen Lattimer" not in after.replace('"Owen Lattimer"', "") or world.account.people  # given by the account


def world_without_usage(world: World, claims: list[str]) -> None:
    """Take out the claims that stand on usage, so that all of a story stands on notes."""
    from assistant.workflow.desk.editing import remove_claim

    for id_ in claims:
        remove_claim(world.desk, world.cleo, "story_1", id_)


def test_every_version_is_reached(busy: World) -> None:
    world = busy
    edit_claim(world.desk, world.cleo, "story_1", "c10", "The subscription costs €46,000 a year.", note="freight cost")

    erase_document(world.desk, world.ada, world.account.id, "notes.md")

    assert "46,000" not in everything(world)
    assert read_story(world.desk, world.cleo, "story_1").record.version == 2


def test_the_log_tells_ids_and_counts_only(busy: World) -> None:
    world = busy

    erase_document(world.desk, world.ada, world.account.id, "notes.md")
    erase_person(world.desk, world.ada, world.account.id, "Owen Lattimer")

    entries = audit(world.desk, world.otto, size=500)
    assert {"document.erased", "person.erased", "story.scrubbed"} <= {entry.action for entry in entries}
    told = "\n".join(entry.model_dump_json() for entry in entries)
    assert [word for word in ("notes.md", "Lattimer", "coffee") if word in told] == []


@pytest.mark.parametrize("name", ["Owen Lattimer", "Lattimer, Owen", "owen lattimer"])
def test_nothing_of_a_person_is_left(busy: World, name: str) -> None:
    world = with_files(busy)
    text = (
        "Owen.Lattimer@tarnbeck.example wrote: ask olattimer, or Mr Lattimer; OWEN LATTIMER knows. Owen's team waits."
    )
    keep_interview(world.desk, world.cleo, world.account.id, [NamedBytes("mail.txt", text.encode())])
    matrix = raci(world.desk, world.cleo, world.account.id, "renewal")
    for who in matrix.acceptors:
        accept_raci(world.desk, world.cleo, world.account.id, "renewal", who)

    erased = erase_person(world.desk, world.ada, world.account.id, name)

    after = everything(world).casefold()
    assert "lattimer" not in after
    assert "owen" not in after
    assert set(erased.changed) == {"story_1", "story_2"}
    assert erased.consents > 0
    assert erased.charts >= 1
    view = read_story(world.desk, world.cleo, "story_2")
    assert view.record.state is State.WITHDRAWN
    texts = {document.id: document.text for document in view.version.content.documents}
    cited = [one for claim in view.version.content.claims for one in claim.citations if one.document]
    assert all(texts[one.document or ""][one.start : one.end] == one.text for one in cited)
    assert any("whole plan lived in one spreadsheet" in one.text for one in cited)
    kept = {one.document.id: one.document.text for one in world.desk.repository.documents(world.account.id)}
    assert all(kept[id_] == text for id_, text in texts.items())


def test_others_keep_their_names(busy: World) -> None:
    world = busy

    erase_person(world.desk, world.ada, world.account.id, "Dele Akande")

    after = everything(world)
    assert "Akande" not in after
    assert "Owen Lattimer" in after
    consents = {row.person for row in read_consents(world) if row.item is Item.NAME}
    assert "Dele Akande" not in consents
    assert "Ciara Dunne" in consents


def read_consents(world: World) -> Any:
    with world.desk.store.read() as work:
        return work.consents.of_account(world.account.id)


def test_two_erased_people_stay_two(busy: World) -> None:
    world = busy
    keep_interview(
        world.desk, world.cleo, world.account.id, [NamedBytes("a.txt", b"Ann Kuhl: I built it.\n\nEve Holt: I use it.")]
    )
    for name in ("Ann Kuhl", "Eve Holt"):
        erase_person(world.desk, world.ada, world.account.id, name)

    text = world.desk.repository.history(world.account.id, "a.txt")[0].text
    speakers = {line.partition(":")[0] for line in text.splitlines() if line}
    assert len(speakers) == 2


def test_only_an_administrator_erases(busy: World) -> None:
    for user in (busy.cleo, busy.rhea, busy.otto):
        with pytest.raises(NotAllowed):
            erase_document(busy.desk, user, busy.account.id, "notes.md")
        with pytest.raises(NotAllowed):
            erase_person(busy.desk, user, busy.account.id, "Owen Lattimer")
    with pytest.raises(NotFound):
        erase_document(busy.desk, busy.ada, busy.account.id, "nothing.txt")


def test_replies_that_repeat_what_was_asked_are_forgotten(busy: World) -> None:
    erase_person(busy.desk, busy.ada, busy.account.id, "Ciara Dunne")

    assert "express freight came to 88,000" not in everything(busy)
