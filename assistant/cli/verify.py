"""`verify`: any text, whoever wrote it, checked against sources."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.console import emit, emit_chunks
from assistant.cli.options import AsJson, Output
from assistant.domain.errors import BadInput

if TYPE_CHECKING:
    from assistant.domain.documents import NamedBytes
    from assistant.domain.story import Story

STORY = typer.Argument(metavar="STORY", help="The text to check, or an outcome-story/1 document.", show_default=False)
SOURCE = typer.Option(metavar="FILE", help="What it is checked against. May be repeated.", show_default=False)
BATCH = typer.Option(metavar="CASES.jsonl", help="Check one case a line instead.", show_default=False)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("verify")(verify)


def verify(
    story: Annotated[str | None, STORY] = None,
    *,
    source: Annotated[list[str] | None, SOURCE] = None,
    batch: Annotated[str | None, BATCH] = None,
    as_json: AsJson = False,
    output: Output = None,
) -> int:
    """Check a text against sources, sentence by sentence.

    Exits 1 if a sentence is not supported.
    """
    if batch is not None:
        if story is not None or source:
            raise BadInput("--batch", "cases bring their own text and sources", mend="leave STORY and --source out")
        return _batch(batch, output)
    if story is None or not source:
        raise BadInput("verify", "a STORY and at least one --source are needed", mend="name both, or use --batch")
    result = _single(story, source)
    emit(json.dumps(result, ensure_ascii=False, indent=2) if as_json else report(result), output)
    return 0 if result["verdict"] == "supported" else 1


def report(result: dict[str, Any]) -> str:
    """Return a verification as lines to read."""
    lines = []
    for sentence in result["sentences"]:
        lines.append(f"{sentence['verdict']:<13}{sentence['score']:.2f}  {' '.join(sentence['text'].split())}")
        lines.extend(f"{'':19}{reason}" for reason in sentence["reasons"])
    good = sum(sentence["verdict"] == "supported" for sentence in result["sentences"])
    lines.append(f"{good} of {len(result['sentences'])} sentences supported; the text is {result['verdict']}")
    return "\n".join(lines)


def _single(story: str, sources: list[str]) -> dict[str, Any]:
    from assistant.cli.inputs import read_all
    from assistant.grounding.sources import SourceText
    from assistant.workflow.verification import verify as check
    from assistant.workflow.verification import verify_story
    from ingest.readers import read

    handed_in = read_all([story, *sources])
    texts = [SourceText(file.name, read(file.name, file.data).text) for file in handed_in[1:]]
    if (document := _story_of(handed_in[0])) is None:
        return {"id": handed_in[0].name, **check(read(handed_in[0].name, handed_in[0].data).text, texts)}
    return {"id": handed_in[0].name, **verify_story(document, texts)}


def _story_of(file: "NamedBytes") -> "Story | None":
    """Return the story that a file holds, None for plain text."""
    if not file.name.endswith(".json") and not file.data.lstrip().startswith(b"{"):
        return None
    from pydantic import ValidationError

    from assistant.domain.story import Story as StoryModel

    try:
        return StoryModel.model_validate_json(file.data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise BadInput(
            file.name,
            f"not an outcome-story/1 document: {first['msg']}",
            place=f"key `{place}`" if place else "",
            mend="give a story made by `draft`, or plain text",
        ) from error


def _batch(path: str, output: Path | None) -> int:
    from assistant.cli.inputs import open_binary
    from assistant.workflow.verification import verify_batch

    with open_binary(path) as lines:
        emit_chunks(_json_lines(verify_batch(lines)), output)
    return 0


def _json_lines(results: Iterator[dict[str, Any]]) -> Iterator[str]:
    for result in results:
        yield json.dumps(result, ensure_ascii=False) + "\n"
