"""The road and the erasures over a data folder: what the desk does holds on SQLite and files as it does in memory."""

from pathlib import Path
from typing import Any

from assistant.domain.consent import Channel
from assistant.domain.review import State
from assistant.workflow.desk.auditing import verify_chain
from assistant.workflow.desk.charts import raci, role_map
from assistant.workflow.desk.editing import edit_claim
from assistant.workflow.desk.erasing import erase_document
from assistant.workflow.desk.exporting import export_story, read_export
from assistant.workflow.desk.forgetting import erase_person
from assistant.workflow.desk.remarks import comment
from assistant.workflow.desk.stories import read_story

World = Any  # of conftest


def files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def holding(folder: Path, *words: str) -> list[str]:
    """Return which words stand in any file, in which."""
    found = {path.name: path.read_bytes() for path in files(folder)}
    return [f"{word}: {name}" for word in words for name, data in found.items() if word.encode() in data]


def test_the_road_holds_on_disk(disk_world: World) -> None:
    world = disk_world
    world.published()
    made = export_story(world.desk, world.cleo, "story_1", "md", Channel.WEB)

    assert read_export(world.desk, world.rhea, made.export.id) == made
    assert read_story(world.desk, world.cleo, "story_1").record.state is State.PUBLISHED
    assert verify_chain(world.desk, world.otto) is None


def test_no_byte_of_a_document_or_a_person_is_left_on_disk(disk_world: World, tmp_path: Path) -> None:
    world = disk_world
    world.drafted("story_0")
    edit_claim(world.desk, world.cleo, "story_0", "c10", "The subscription costs €46,000 a year.")
    comment(world.desk, world.rhea, "story_0", "For the first time I can see all six lines: lovely.")
    role_map(world.desk, world.cleo, world.account.id)
    raci(world.desk, world.cleo, world.account.id, "renewal")
    world.published()
    export_story(world.desk, world.rhea, "story_1", "json", Channel.INTERNAL)
    export_story(world.desk, world.rhea, "story_1", "md", Channel.WEB)
    said = (
        "before my first coffee",
        "floor ignores",
        "46,000 a year",
        "express freight came to",
        "all six lines: lovely",
    )
    assert len({one.partition(":")[0] for one in holding(tmp_path, *said)}) == len(said)

    erase_document(world.desk, world.ada, world.account.id, "notes.md")
    erase_person(world.desk, world.ada, world.account.id, "Owen Lattimer")

    assert holding(tmp_path, *said, "Lattimer", "Owen", "lattimer") == []
    assert verify_chain(world.desk, world.otto) is None
