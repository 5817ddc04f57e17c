"""Puts chosen sentences into words: third person where that needs no guess, else an attributed quotation.

Each claim is given in several wordings; the assembler keeps the first that the checker carries.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from assistant.domain.documents import Person, Side
from assistant.domain.spans import Span
from assistant.domain.story import ClaimKind
from assistant.writing.candidates import Candidate, Said
from assistant.writing.cleaning import in_one_piece, without_opener
from assistant.writing.markup import plain
from assistant.writing.material import Material
from assistant.writing.narration import GENERIC, Voice, is_first_person, narrated, reported
from assistant.writing.outcomes.units import has_unit, is_telling
from assistant.writing.proposal import Cite, QuotedWords, SpanCite, Wording
from assistant.writing.saying import Speaker, attributed, inside_marks, quoted, reporting, stopped, verb_for

_PRONOUN_SAYS = re.compile(r"^(?:He|She|They|[A-Z]\w+) (?:\w+ )?(?:says|said|adds|added|continues|continued|explains|"
    r"explained|concludes|concluded|remarks|recaps|details|notes|noted|shares|shared|mentions|"
    r"mentioned|recalls)\s*:?,?\s*$")  # fmt: skip
_NAMED_NOTE = re.compile(r"^([^\W\d_][\w.'’ -]{2,50}): (.{10,})$", re.DOTALL)
_PAST = re.compile(r"\b(?:was|were|had|did|used to|\w{3,}ed)\b")
_THERE = re.compile(
    r"there(?:['’]s| is| are) (?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b", re.IGNORECASE
)
_WE = re.compile(r"\b(?:we|our|us|ours|ourselves)\b", re.IGNORECASE)
_WE_DID = re.compile(r"We (?!were\b|had\b|did\b|could\b)(?:\w+ed|built|began|grew|sold|cut|made|started|wrote|ran)\b")
_SUPPOSED = re.compile(r"\bwhat would\b|\bif (?:i|we|you|they) (?:took|take|were|had|lost)\b", re.IGNORECASE)
_I_AM = re.compile(r"I(?:['’]m| am)\b")
_IN_A_ROW = 2  # quotations after which a reader likes to hear another voice
_LONGEST_TITLE = 80  # code points
_BESIDE = 8  # code points between a title and the company


@dataclass
class Teller:
    """Words claims in reading order; remembers who has been introduced, and who spoke last.

    A person is introduced with their title once; a speaker is named where the voice changes.
    """

    material: Material
    _introduced: set[str] = field(default_factory=set)
    _voice: str | None = None
    _spoken: int = 0  # sentences of one voice in a row
    _in_row: int = 0  # quotations that came right before
    _generic: bool = False  # "the customer" has been named

    def begin_section(self) -> None:
        """A new section names its speakers again."""
        self._voice, self._spoken, self._in_row = None, 0, 0

    def wordings(
        self, candidate: Candidate, *, as_quotation: bool, metrics: tuple[str, ...] = ()
    ) -> tuple[Wording, ...]:
        """Return the wordings of one sentence, best first."""
        if candidate.spoken or candidate.is_block_quotation:
            return self._voiced(candidate, as_quotation=as_quotation, metrics=metrics)
        self._voice, self._spoken = None, 0
        return self._written(candidate, metrics)

    def _voiced(self, candidate: Candidate, *, as_quotation: bool, metrics: tuple[str, ...]) -> tuple[Wording, ...]:
        name = candidate.speaker
        self._spoken = self._spoken + 1 if name == self._voice else 0
        ways = self._ways(name, candidate.text)
        verbatim = as_quotation or candidate.praised or candidate.is_block_quotation
        told = () if verbatim else tuple(self._in_our_words(candidate, ways, metrics))
        if name:
            self._introduced.add(name)
        if not told and not verbatim and self._in_row >= _IN_A_ROW:
            told = tuple(self._as_said(candidate, ways, metrics))
        self._voice = name
        self._in_row = 0 if told else self._in_row + 1
        whole = in_one_piece(candidate.text, candidate.raw)
        texts = dict.fromkeys((candidate.text if whole else without_opener(candidate.raw), plain(candidate.raw)))
        return (*told, *(self._quoted(candidate, text, speaker, metrics) for text in texts for speaker in ways))

    def _in_our_words(
        self, candidate: Candidate, ways: list[Speaker | None], metrics: tuple[str, ...]
    ) -> Iterator[Wording]:
        """Yield the sentence in the third person, with who says so where the voice changes."""
        told, by_report = self._narrated(candidate)
        if told is None:
            return
        kind = _kind(candidate)
        named = candidate.speaker is None or (self._mine(candidate) or "") in told
        if not named and (self._spoken == 0 or by_report):
            put = reporting if by_report else attributed
            for speaker in ways:
                if speaker is not None:
                    yield Wording(put(told, speaker), (_cite(candidate), *speaker.cites), kind, metrics)
        if not by_report:
            yield Wording(told, (_cite(candidate),), kind, metrics)

    def _as_said(self, candidate: Candidate, ways: list[Speaker | None], metrics: tuple[str, ...]) -> Iterator[Wording]:
        """Yield an opinion without its marks, always with whose it is, where quotations would come in a row."""
        if candidate.side is not Side.CUSTOMER or is_first_person(candidate.text):
            return
        told = narrated(candidate.text, Voice("", None))
        for speaker in ways:
            if told is not None and speaker is not None:
                yield Wording(attributed(told, speaker), (_cite(candidate), *speaker.cites), _kind(candidate), metrics)

    def _mine(self, candidate: Candidate) -> str | None:
        """Return what "I" becomes: the family name once somebody has been introduced, save where they do so."""
        name = candidate.speaker
        known = name in self._introduced and not _I_AM.match(candidate.text)
        return self._short(name) if name and known else name

    def _ways(self, name: str | None, text: str) -> list[Speaker | None]:
        """Return the ways to say who speaks, fullest first."""
        if name is None:
            return [None]
        speaker = replace(self._speaker(name), verb=verb_for(text, self._spoken))
        plainly = Speaker(name, speaker.verb)
        return [speaker, plainly] if speaker != plainly else [speaker]

    def must_quote(self, candidate: Candidate) -> bool:
        """Tell whether a spoken sentence can only be told as a quotation."""
        if candidate.is_block_quotation or candidate.praised:
            return True
        first = self.material.account_name is None and is_first_person(candidate.text)
        return (reported(candidate.text) if first else self._narrated(candidate)[0]) is None

    def _narrated(self, candidate: Candidate) -> tuple[str | None, bool]:
        """Return the sentence in the third person, or None where it has to be quoted, and if it is a report.

        An opinion of the speaker's stays in the speaker's words: only what says what was or is, with a
        figure or in the past, is told in ours. Without a name for the account, what "we" did is told
        as what the speaker says of "them".
        """
        if candidate.side is not Side.CUSTOMER:
            return None, False
        if _SUPPOSED.search(candidate.asked):
            return None, False
        if not is_first_person(candidate.text):
            figure = any(is_telling(figure) for figure in candidate.figures)
            factual = figure or _PAST.search(candidate.text) or _THERE.match(candidate.text)
            return (narrated(candidate.text, Voice("", None)) if factual else None), False
        ours = self.material.account_name
        if ours is None and candidate.speaker and _WE.search(candidate.text):
            generic = _WE_DID.match(candidate.text) and not self._generic
            told = narrated(candidate.text, Voice(GENERIC, candidate.speaker)) if generic else None
            self._generic |= told is not None
            return (told, False) if told else (reported(candidate.text), True)
        return narrated(candidate.text, Voice(ours or GENERIC, self._mine(candidate))), False

    def _quoted(self, candidate: Candidate, text: str, speaker: Speaker | None, metrics: tuple[str, ...]) -> Wording:
        inner = inside_marks(_unquoted(text))
        words = QuotedWords(
            text=inner,
            speaker=candidate.speaker,
            side=candidate.side,
            document=candidate.passage.document,
            start=candidate.span.start,
            end=candidate.span.end,
            original=candidate.raw,
        )
        told = quoted(inner, speaker, leading=self._spoken % 3 == 1)
        cites = speaker.cites if speaker else ()
        return Wording(told, (_cite(candidate), *cites), ClaimKind.QUOTE, metrics, (words,))

    def _speaker(self, name: str) -> Speaker:
        """Return how somebody is named: with their title at first, then by the family name."""
        person = self.material.person(name)
        if name in self._introduced:
            return Speaker(self._short(name))
        if person is None or not person.title or len(person.title) > _LONGEST_TITLE:
            return Speaker(name)
        place = self.material.title_place(name)
        if place is None:
            return Speaker(f"{name}, {person.title}")
        document, span = place
        title, end = self._with_company(person, document, span)
        return Speaker(f"{name}, {title}", cites=(SpanCite(document, span.start, end),))

    def _with_company(self, person: Person, document: str, place: Span) -> tuple[str, int]:
        """Name the company beside the title where the account has no name and the notes do so."""
        title = person.title or ""
        if self.material.account_name is None and person.company and person.company not in title:
            beside = rf"{re.escape(title)},? (?:of |at |for |from )?{re.escape(person.company)}"
            stretch = self.material.texts[document][place.start : place.end + len(person.company) + _BESIDE]
            told = re.search(beside, stretch)
            if told:
                return f"{title} of {person.company}", max(place.end, place.start + told.end())
        return title, place.end

    def _short(self, name: str) -> str:
        """Return the family name, where nobody else in the notes has it."""
        last = name.rsplit(maxsplit=1)[-1]
        shared = [person for person in self.material.people if last in person.name.split()]
        return last if len(shared) <= 1 and len(name.split()) > 1 else name

    def _written(self, candidate: Candidate, metrics: tuple[str, ...]) -> tuple[Wording, ...]:
        named = self._named(candidate, metrics)
        if named is not None:
            return named
        quoted = tuple(_words(said, candidate) for said in candidate.said)
        kind = ClaimKind.QUOTE if quoted else _kind(candidate)
        plain_wording = Wording(candidate.text, (_cite(candidate),), kind, metrics, quoted)
        rebuilt = self._rebuilt(candidate, metrics)
        for said in candidate.said:
            if said.speaker and said.speaker in candidate.text:
                self._introduced.add(said.speaker)
        return (rebuilt, plain_wording) if rebuilt else (plain_wording,)

    def _named(self, candidate: Candidate, metrics: tuple[str, ...]) -> tuple[Wording, ...] | None:
        """Turn a note such as "Maya Lindqvist: the close is shorter" into an attributed sentence."""
        match = _NAMED_NOTE.match(candidate.text)
        person = self.material.person(match.group(1)) if match else None
        if match is None or person is None or candidate.said:
            return None
        ways = self._ways(person.name, "")
        self._introduced.add(person.name)
        told = match.group(2)[:1].upper() + match.group(2)[1:]
        kind = _kind(candidate)
        named = [
            Wording(attributed(told, speaker), (_cite(candidate), *speaker.cites), kind, metrics)
            for speaker in ways
            if speaker is not None
        ]
        return (*named, Wording(candidate.text, (_cite(candidate),), kind, metrics))

    def _rebuilt(self, candidate: Candidate, metrics: tuple[str, ...]) -> Wording | None:
        """Name the speaker of a quotation that is introduced by a pronoun, by a label, or by nothing at all."""
        said = candidate.said[0] if len(candidate.said) == 1 else None
        if said is None or said.speaker is None:
            return None
        marks = said.quotation
        start = candidate.span.start
        head, tail = candidate.raw[: marks.start - start].strip(), candidate.raw[marks.end - start :].strip(" .,\n")
        label = plain(head) == f"{said.speaker}:"
        if tail or (head and not label and not _PRONOUN_SAYS.match(plain(head))):
            return None
        words = _words(said, candidate)
        speaker = self._speaker(said.speaker)
        named = self._place_of(said.speaker, candidate)
        text = (
            quoted(inside_marks(words.text), speaker)
            if label
            else f"{speaker.before}: “{inside_marks(stopped(words.text))}”"
        )
        return Wording(text, (_cite(candidate), *named, *speaker.cites), ClaimKind.QUOTE, metrics, (words,))

    def _place_of(self, name: str, candidate: Candidate) -> tuple[Cite, ...]:
        """Return the nearest place before a sentence where the document names somebody."""
        document = candidate.passage.document
        at = self.material.texts[document].rfind(name, 0, candidate.span.start)
        return (SpanCite(document, at, at + len(name)),) if at >= 0 else ()


def _words(said: Said, candidate: Candidate) -> QuotedWords:
    marks = said.quotation
    at = candidate.span.start
    original = " ".join(candidate.raw[part.start - at : part.end - at] for part in marks.parts)
    document = candidate.passage.document
    return QuotedWords(
        plain(original).rstrip(","), said.speaker, said.side, document, marks.inner_start, marks.inner_end, original
    )


def _unquoted(text: str) -> str:
    """Take the marks off words that a note gives as a quotation already."""
    opens, closes = text[:1] in '“"„«', text.rstrip(".")[-1:] in '”"“»'
    inner = text.rstrip(".")[1:-1] if opens and closes else text
    return inner if not set(inner) & set('“”"') else text


def _cite(candidate: Candidate) -> SpanCite:
    return SpanCite(candidate.passage.document, candidate.span.start, candidate.span.end)


def _kind(candidate: Candidate) -> ClaimKind:
    return ClaimKind.METRIC if any(has_unit(figure) for figure in candidate.figures) else ClaimKind.FACT
