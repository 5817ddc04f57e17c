"""The sentences a story may be told with, each with what there is to know about it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.domain.documents import Block, BlockKind, Document, Passage, Side
from assistant.domain.spans import Span
from assistant.grounding.figures import Figure
from assistant.grounding.quotes import Quotation, quotations
from assistant.grounding.sentences import WHOLE_QUOTATION
from assistant.grounding.words import STOPWORDS, tokens
from assistant.writing.cleaning import breaths, clean, without_connective
from assistant.writing.filters import advertises, leans, praises, tells, without_lead_in
from assistant.writing.markup import plain
from assistant.writing.material import Material
from assistant.writing.narration import has_verb
from assistant.writing.outcomes.units import measured
from assistant.writing.voices import Voices

_READ = ("en", "und")  # languages whose verbs are known
_FEWEST = 4  # words; a shorter sentence says nothing on its own
_NEVER_TOLD = frozenset({"instruction_like", "hidden_text", "off_record"})
_ORDERS = frozenset({"instruction_like", "hidden_text"})  # may go on in what stands right below
_GOES_ON = re.compile(
    r"\W*(?:then |and |instead,? |also |please |now )?(?:write|say|state|output|print|add|append|answer|reply|respond|"
    r"include|mention|end|start|begin|use|do not|don['’]t|never|always|you (?:must|will|should|are)|report|claim|make|"
    r"set|quote|put|call|the (?:headline|title|story|summary|code)|schreib|sag|antwort|[eé]cri[st]|r[eé]pond|"
    r"escrib|di\b)",
    re.IGNORECASE,
)
_ASKED = 300  # code points of an interviewer's turn that is nothing but the question
_ANSWERS = 10  # sentences that answer a question before the talk has moved on
_PRAISED = 2  # sentences before the interviewer's praise that it may be about
_LEADS = 2  # sentences that open a written piece
_OPENING, _CLOSING = '“"„«', '”"“»'
_WHOSE = re.compile(r"\b(?:her|his|she|he|him)\b")
_LONGEST = 110  # words of a sentence that a reader would follow


@dataclass(frozen=True)
class Said:
    """A quotation inside a candidate, and whose words it is."""

    quotation: Quotation
    speaker: str | None
    side: Side


@dataclass(frozen=True)
class Candidate:
    """One sentence that could become a claim.

    Attributes:
        order: place in reading order over all documents.
        passage: where it stands; `span` is its place in the document.
        text: the sentence as it could stand in a story: no markup, no fillers.
        exact: nothing but markup was touched.
        spoken: it comes from a transcript and is in the speaker's voice.
        leans: it opens with a word that needs the sentence before.
        sequence: number of the sentence among all sentences that may carry claims, candidate or not.
        nameless: a note that speaks of "her" or "his" without saying whose.
        asked: the question that the speaker answers, in a transcript; else "".
        leads: it stands at the head of a written document.
        praised: the interviewer took it up as worth quoting.
        figures: figures of `text`.
        said: quotations within the sentence, in written pieces.
    """

    order: int
    passage: Passage
    span: Span
    text: str
    raw: str
    exact: bool
    spoken: bool
    side: Side
    leans: bool
    nameless: bool
    sequence: int
    asked: str
    leads: bool
    praised: bool
    figures: tuple[Figure, ...]
    said: tuple[Said, ...]
    stems: frozenset[str]
    words: int

    @property
    def speaker(self) -> str | None:
        """Who says it, in a transcript or a block quotation."""
        return self.passage.speaker

    @property
    def is_block_quotation(self) -> bool:
        """Tell whether the whole passage is somebody's words."""
        return self.passage.kind is BlockKind.QUOTATION


def candidates(material: Material) -> tuple[Candidate, ...]:
    """Return every sentence that may carry a claim, in reading order."""
    voices = Voices(material)
    said = {document.id: _quoted(document) for document in material.documents}
    found: list[Candidate] = []
    withheld = {document.id: _withheld(document) for document in material.documents}
    asked, answers, listing = "", 0, False
    for sequence, (passage, span) in enumerate(_sentences(material)):
        text = material.texts[passage.document]
        listing = span.of(text).rstrip().endswith(":") or (listing and passage.kind is BlockKind.BULLET)
        selling = passage.kind is BlockKind.SPEECH and advertises(passage.text)
        hidden = selling or any(span.overlaps(held) for held in withheld[passage.document])
        if voices.may_speak(passage) and not hidden:
            made = _candidate(passage, span, voices, said[passage.document], text)
            if made is not None:
                made = replace(made, leans=True) if listing and passage.kind is BlockKind.BULLET else made
                answers += 1
                question = asked if made.spoken and answers <= _ANSWERS else ""
                leads = sum(one.passage.document == passage.document for one in found[-_LEADS:]) < _LEADS
                found.append(replace(made, order=len(found), sequence=sequence, asked=question, leads=leads))
        else:
            asked, answers = (_question(passage.text), 0) if "?" in passage.text else (asked, answers)
            if praises(passage.text[:_ASKED]):
                found[-_PRAISED:] = [replace(one, praised=True) for one in found[-_PRAISED:]]
    return tuple(found)


def _question(turn: str) -> str:
    """Return what an interviewer asks: the whole of a short turn, else its last question."""
    if len(turn) <= _ASKED:
        return turn
    asked = turn[: turn.rindex("?") + 1][-_ASKED:]
    return re.split(r"(?<=[.!?]) ", asked)[-1]


def joined(run: Sequence[Candidate]) -> Candidate:
    """Return neighbouring sentences of one passage as one candidate, to be quoted together."""
    first, last = run[0], run[-1]
    span = Span(first.span.start, last.span.end)
    return replace(
        first,
        span=span,
        text=" ".join([first.text, *(plain(one.raw) for one in run[1:])]),  # inside a quotation every word stays
        raw=first.passage.text[span.start - first.passage.start : span.end - first.passage.start],
        exact=all(one.exact for one in run),
        figures=tuple(figure for one in run for figure in one.figures),
        stems=frozenset().union(*(one.stems for one in run)),
        words=sum(one.words for one in run),
    )


def _sentences(material: Material) -> Iterator[tuple[Passage, Span]]:
    for passage in material.passages:
        whole = passage.kind is BlockKind.QUOTATION and len(passage.text) <= WHOLE_QUOTATION
        for span in (passage.span,) if whole else passage.sentences:
            if passage.kind is not BlockKind.SPEECH:
                yield passage, span
                continue
            said = passage.text[span.start - passage.start : span.end - passage.start]
            for start, end in breaths(said):
                yield passage, Span(span.start + start, span.start + end)


def _withheld(document: Document) -> tuple[Span, ...]:
    """Return what is never told: what was said in confidence, and the blocks that hide, or give orders to a model.

    An order may go on in the blocks right below it; what else stands beside it is told.
    """
    found = []
    blocks = document.blocks
    ends = [block.end for block in blocks]
    for notice in document.notices:
        if notice.kind in _NEVER_TOLD:
            found.append(Span(notice.start, notice.end))
        if notice.kind in _ORDERS:
            line = document.text.rfind("\n", 0, notice.start) + 1
            end = document.text.find("\n", notice.end)
            end = len(document.text) if end < 0 else end
            at = bisect_right(ends, line)
            while at < len(blocks) and (
                blocks[at].start < end or _goes_on(document.text, blocks[at - 1].end, blocks[at])
            ):
                found.append(blocks[at].span)
                at += 1
    return tuple(found)


def _goes_on(text: str, end: int, block: Block) -> bool:
    """Tell whether a block right below an order reads like its second half."""
    return "\n\n" not in text[end : block.start] and bool(_GOES_ON.match(text, block.start, block.end))


def _quoted(document: Document) -> tuple[Quotation, ...]:
    """Return the quotations of a written document; in a transcript, marks within speech are no quotations."""
    spoken = sum(block.end - block.start for block in document.blocks if block.kind is BlockKind.SPEECH)
    if spoken > len(document.text) / 2:
        return ()
    return tuple(quotation for quotation in quotations(document.text) if not quotation.is_scare)


def _candidate(
    passage: Passage,
    span: Span,
    voices: Voices,
    quoted: tuple[Quotation, ...],
    document: str,
) -> Candidate | None:
    spoken = passage.kind is BlockKind.SPEECH
    marked = _in_marks(span, document) if spoken else None
    span = marked or span
    raw = span.of(document)
    side = voices.side(passage)
    text, exact = _readable(raw, spoken=spoken)
    words = len(text.split())
    verbless = spoken and passage.language in _READ and not has_verb(text)
    if not _FEWEST <= words <= _LONGEST or not tells(text, spoken=spoken) or verbless:
        return None
    said = tuple(_said(quoted, span, passage, voices))
    if any(one.side is Side.VENDOR for one in said):
        return None
    return Candidate(
        order=0,
        sequence=0,
        asked="",
        leads=False,
        praised=marked is not None,
        nameless=passage.kind is BlockKind.BULLET and bool(_WHOSE.search(text)) and not voices.names_somebody(text),
        passage=passage,
        span=span,
        text=text,
        raw=raw,
        exact=exact,
        spoken=spoken,
        side=side,
        leans=leans(text),
        figures=measured(text, passage.language),
        said=said,
        stems=frozenset(token.stem for token in tokens(text) if token.norm not in STOPWORDS),
        words=words,
    )


def _in_marks(span: Span, document: str) -> Span | None:
    """Return the words between the marks, where a note gives somebody's words as a quotation and nothing else."""
    text = span.of(document)
    inner = text.rstrip(".")[1:-1]
    marked = text[:1] in _OPENING and text.rstrip(".")[-1:] in _CLOSING and not set(inner) & set(_OPENING + _CLOSING)
    return Span(span.start + 1, span.start + 1 + len(inner)) if marked else None


def _readable(raw: str, *, spoken: bool) -> tuple[str, bool]:
    if spoken:
        cleaned = clean(raw)
        return (cleaned.text, cleaned.exact) if cleaned.whole else ("", False)
    text = plain(raw).replace("->", "→")
    text = without_lead_in(text)
    if text and text[-1] not in '.!?…"”’»':
        text += "."
    return without_connective(text), True


def _said(quoted: tuple[Quotation, ...], span: Span, passage: Passage, voices: Voices) -> Iterator[Said]:
    for quotation in quoted:
        if span.start <= quotation.inner_start and quotation.inner_end <= span.end:
            yield Said(quotation, quotation.speaker, voices.side_of(quotation.speaker, passage))
