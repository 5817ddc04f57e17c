"""What a reviewer should know about a text before trusting it."""

from collections.abc import Iterator, Sequence

from assistant.domain.documents import Block, BlockKind, Notice, Side
from ingest import discretion, injection
from ingest.structure.naming import Sort, sort_of

_LONGEST = 200  # code points shown of a stretch
_MOST = 50  # notices of one kind


def find(text: str, blocks: Sequence[Block]) -> tuple[Notice, ...]:
    """Return notices about instructions to a model, what is not to be told, and speakers nobody has identified."""
    return (*_instructions(text), *_off_record(text, blocks), *_unknown_speakers(blocks))


def _instructions(text: str) -> Iterator[Notice]:
    """Point out each stretch; past the most that are told one by one, all that follows is one stretch.

    What is pointed out is never told in a story, so a flood of orders must not push one out of sight.
    """
    found = tuple(injection.find(text, _MOST + 1))
    for span in found[:_MOST]:
        words = " ".join(text[span.start : span.start + _LONGEST].split("\n\n", maxsplit=1)[0].split())
        yield Notice(
            kind="instruction_like",
            text=f"reads like an instruction to a model: {words}",
            start=span.start,
            end=span.end,
        )
    for span in found[_MOST:]:
        problem = f"reads like an instruction to a model, after {_MOST} others: nothing from here on is used"
        yield Notice(kind="instruction_like", text=problem, start=span.start, end=len(text))


def _off_record(text: str, blocks: Sequence[Block]) -> Iterator[Notice]:
    for span, why in discretion.find(text, blocks):
        words = " ".join(span.of(text)[:_LONGEST].split())
        yield Notice(kind="off_record", text=f"{why}: {words}", start=span.start, end=span.end)


def _unknown_speakers(blocks: Sequence[Block]) -> Iterator[Notice]:
    """Name each speaker whose side or identity is open, at the first turn."""
    told: set[str | None] = set()
    for block in blocks:
        if block.kind is not BlockKind.SPEECH or block.speaker in told:
            continue
        nameless = block.speaker is None or sort_of(block.speaker) is Sort.UNKNOWN_ROLE
        if not nameless and block.side is not Side.UNKNOWN:
            continue
        told.add(block.speaker)
        problem = (
            "nobody is named as the speaker here"
            if block.speaker is None
            else f"{block.speaker}: customer's or vendor's side is not said"
        )
        if nameless and block.speaker:
            problem = f"{block.speaker}: the transcript does not say who this is"
        yield Notice(kind="unknown_speaker", text=problem, start=block.start, end=block.end)
