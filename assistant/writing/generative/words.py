"""Turns a model's sentence and the evidence it names into a claim's wording, or says why it cannot be one.

This is about form and quotations; whether the evidence carries the sentence is the checker's to say.
A model's quotation is taken only where the cited words are somebody's own: a transcript, a block
quotation, or words that a written piece itself quotes. A summary is never made a quotation.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant.domain.documents import Side
from assistant.domain.story import ClaimKind
from assistant.grounding.figures import find
from assistant.grounding.quotes import Quotation, quotations, same_person
from assistant.grounding.sentences import split
from assistant.writing.candidates import Candidate
from assistant.writing.generative.exhibits import Exhibit
from assistant.writing.kinds import shape_of
from assistant.writing.markup import plain
from assistant.writing.material import Material
from assistant.writing.proposal import Cite, QuotedWords, SpanCite, Wording
from assistant.writing.quoting import match_of

LONGEST = 90  # words of a sentence that a reader would follow

_MARKS = re.compile(r"[\"“”„‟«»‹›‘‚‛＂「」『』〝〞〟❝❞]|''|``|´´")
_MARKUP = re.compile(r"https?:|www\.|[<>`{}|\\]|\]\(|\*\*|__|^[#*>-] ", re.IGNORECASE)
_PLAIN_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?(?= )")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # to ASCII
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})


class Refusal(NamedTuple):
    """Why a sentence cannot be a claim, in the checker's manner: a code, a colon, the reason."""

    reason: str


def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of a model's text, each on one line and ended, without characters that no reader sees."""
    seen = "".join(" " if char.isspace() else char for char in text.translate(_FULL_WIDTH))
    line = " ".join("".join(char for char in seen if unicodedata.category(char) not in _UNSEEN).split())
    return tuple(_begun(_ended(span.of(line))) for span in split(line))


def worded(text: str, exhibits: Sequence[Exhibit], material: Material) -> Wording | Refusal:
    """Return one sentence as a wording that cites its evidence, or why it cannot be one."""
    if (refusal := _misshapen(text, exhibits)) is not None:
        return refusal
    quoted = _quoted(text, exhibits)
    if isinstance(quoted, Refusal):
        return quoted
    if quoted and not shape_of(material.kind).quoted:
        return Refusal("quotation: nobody is quoted in this kind of story")
    figures = any(figure.is_quantity for figure in find(text, material.language))
    kind = ClaimKind.QUOTE if quoted else ClaimKind.METRIC if figures else ClaimKind.FACT
    cites = tuple(dict.fromkeys((*(cite for exhibit in exhibits for cite in exhibit.cites), *_titles(text, material))))
    listed = [exhibit.metric for exhibit in exhibits if exhibit.metric is not None]
    formulas = tuple(metric.formula for metric in listed if metric.formula)
    return Wording(text, cites, kind, tuple(metric.key for metric in listed), quoted, formulas=formulas)


def _misshapen(text: str, exhibits: Sequence[Exhibit]) -> Refusal | None:
    if not exhibits:
        return Refusal("evidence: it names none of the evidence that was given")
    if reason := plain_refusal(text):
        return Refusal(reason)
    carried = " ".join(exhibit.text for exhibit in exhibits)
    if any(unicodedata.category(char) == "Nd" and char not in carried for char in text if not char.isascii()):
        return Refusal("figure: digits that the evidence does not write")
    return None


def plain_refusal(text: str) -> str:
    """Return why a text is no plain sentence, or ""."""
    if len(text.split()) > LONGEST:
        return f"form: longer than {LONGEST} words"
    return "form: plain text only, without markup and links" if _MARKUP.search(text) else ""


def title_cites(material: Material) -> tuple[Cite, ...]:
    """Return every place where the notes give somebody's title: a sentence that tells it cites it."""
    places = (material.title_place(person.name) for person in material.people if person.title)
    return tuple(SpanCite(document, span.start, span.end) for document, span in filter(None, places))


def _titles(text: str, material: Material) -> Iterator[Cite]:
    told = text.casefold()
    for person in material.people:
        if person.title and person.title.casefold() in told and person.name.split()[-1].casefold() in told:
            place = material.title_place(person.name)
            if place is not None:
                yield SpanCite(place[0], place[1].start, place[1].end)


def _begun(sentence: str) -> str:
    """Begin a sentence with a capital, where its first word is a plain one."""
    return sentence[:1].upper() + sentence[1:] if _PLAIN_WORD.match(sentence) else sentence


def _ended(sentence: str) -> str:
    return sentence if not sentence or sentence[-1] in '.!?…"”’»' else f"{sentence}."


def _quoted(text: str, exhibits: Sequence[Exhibit]) -> tuple[QuotedWords, ...] | Refusal:
    """Return the quotations of a sentence, each with the place it was taken from; short ones in marks as well."""
    found = quotations(text)
    outside = (mark.start() for mark in _MARKS.finditer(text))
    if any(not any(quotation.start <= at < quotation.end for quotation in found) for at in outside):
        return Refusal("quotation: marks that do not pair, or other marks than “ and ”")
    voices = list(_voices(exhibits))
    taken = []
    for quotation in found:
        words = next(filter(None, (_taken(quotation, voice) for voice in voices)), None)
        if words is None:
            return Refusal("quotation: no cited evidence has these words in that person's own mouth")
        taken.append(words)
    return tuple(taken)


class _Voice(NamedTuple):
    """Words that somebody said, as they stand in a document."""

    speaker: str | None
    side: Side
    document: str
    start: int
    end: int
    original: str


def _taken(quotation: Quotation, voice: _Voice) -> QuotedWords | None:
    if voice.side is Side.VENDOR or match_of(quotation.text, voice.original) is None:
        return None
    if quotation.speaker and voice.speaker and not same_person(quotation.speaker, voice.speaker):
        return None
    return QuotedWords(
        quotation.text, voice.speaker, voice.side, voice.document, voice.start, voice.end, voice.original
    )


def _voices(exhibits: Sequence[Exhibit]) -> Iterator[_Voice]:
    """Yield what was said: each sentence by itself, then sentences of one passage together."""
    said = [exhibit.candidate for exhibit in exhibits if exhibit.candidate is not None]
    for candidate in said:
        if candidate.spoken or candidate.is_block_quotation:
            yield _of(candidate, candidate)
        for one in candidate.said:
            marks, at = one.quotation, candidate.span.start
            original = plain(" ".join(candidate.raw[part.start - at : part.end - at] for part in marks.parts))
            place = (candidate.passage.document, marks.inner_start, marks.inner_end)
            yield _Voice(one.speaker, one.side, *place, original)
    spoken = sorted((one for one in said if one.spoken), key=lambda one: one.order)
    for first, last in pairwise(spoken):
        if first.passage is last.passage:
            yield _of(first, last)


def _of(first: Candidate, last: Candidate) -> _Voice:
    start, end = first.span.start, last.span.end
    original = first.passage.text[start - first.passage.start : end - first.passage.start]
    return _Voice(first.speaker, first.side, first.passage.document, start, end, plain(original))
