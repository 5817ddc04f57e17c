"""Cues to turns: what one speaker says in a row becomes one stretch of text."""

from collections.abc import Iterable, Iterator, Sequence

from assistant.domain.documents import Notice
from ingest.raw import Cue, RawDocument
from ingest.readers.building import TextBuilder
from ingest.readers.utterances import Utterance, attributed

_PAUSE = 8.0  # seconds between cues after which an unnamed voice begins a new paragraph
_PARAGRAPH = 600  # characters after which an unnamed voice's sentence end begins a new paragraph
_SENTENCE_END = (".", "!", "?", "…", "。", "！", "？", '."', ".”", ".)")


def assemble(media_type: str, lines: Sequence[Utterance], notices: tuple[Notice, ...] = ()) -> RawDocument:
    """Lay turns out as `Name: words`, a blank line between them; a cue's span covers the words."""
    builder, cues = TextBuilder(), []
    for turn in _turns(attributed(lines)):
        speaker, words = turn[0].speaker, " ".join(line.words for line in turn if line.words)
        if words:
            span = builder.add(words, prefix=f"{speaker}: " if speaker else "")
            cues.append(Cue(span.start, span.end, speaker, turn[0].seconds))
    return RawDocument(media_type=media_type, text=builder.text, cues=tuple(cues), notices=notices)


def _turns(lines: Iterable[Utterance]) -> Iterator[list[Utterance]]:
    turn: list[Utterance] = []
    length = 0
    for line in lines:
        if turn and (line.speaker != turn[-1].speaker or _rests(turn[-1], line, length)):
            yield turn
            turn, length = [], 0
        turn.append(line)
        length += len(line.words)
    if turn:
        yield turn


def _rests(last: Utterance, line: Utterance, length: int) -> bool:
    """Tell whether an unnamed voice stops here: another may be speaking, or the paragraph is long."""
    if line.speaker is not None:
        return False
    if line.words.startswith("- "):  # subtitles mark a second voice like this
        return True
    long = line.seconds - last.seconds > _PAUSE or length > _PARAGRAPH
    return long and last.words.endswith(_SENTENCE_END)
