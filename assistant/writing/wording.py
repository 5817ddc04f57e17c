"""Puts chosen sentences into words: third person where that needs no guess, else an attributed quotation.

Each claim is given in several wordings; the assembler keeps the first that the checker carries.
"""

import re
from dataclasses import dataclass, field

from assistant.domain.documents import Side
from assistant.domain.story import ClaimKind
from assistant.writing.candidates import Candidate, Said
from assistant.writing.markup import plain
from assistant.writing.material import Material
from assistant.writing.narration import GENERIC, Voice, is_first_person, narrated
from assistant.writing.outcomes.units import has_unit, is_telling
from assistant.writing.proposal import Cite, QuotedWords, SpanCite, Wording

_PRONOUN_SAYS = re.compile(r"^(?:He|She|They|[A-Z]\w+) (?:\w+ )?(?:says|said|adds|added|continues|continued|explains|"
    r"explained|concludes|concluded|remarks|recaps|details|notes|noted|shares|shared|mentions|"
    r"mentioned|recalls)\s*:?,?\s*$")  # fmt: skip
_NAMED_NOTE = re.compile(r"^([^\W\d_][\w.'’ -]{2,50}): (.{10,})$", re.DOTALL)
_PAST = re.compile(r"\b(?:was|were|had|did|used to|\w{3,}ed)\b")
_OUTER = str.maketrans({"“": "‘", "”": "’", "„": "‘", "«": "‘", "»": "’"})
_STRAIGHT = re.compile(r'"([^"]*)"')


@dataclass
class Teller:
    """Words claims in reading order; remembers who has been introduced, and who spoke last.

    A person is introduced with their title once; a speaker is named where the voice changes.
    """

    material: Material
    _introduced: set[str] = field(default_factory=set)
    _voice: str | None = None

    def begin_section(self) -> None:
        """A new section names its speakers again."""
        self._voice = None

    def wordings(
        self, candidate: Candidate, *, as_quotation: bool, metrics: tuple[str, ...] = ()
    ) -> tuple[Wording, ...]:
        """Return the wordings of one sentence, best first."""
        if candidate.spoken or candidate.is_block_quotation:
            return self._voiced(candidate, as_quotation=as_quotation, metrics=metrics)
        self._voice = None
        return self._written(candidate, metrics)

    def _voiced(self, candidate: Candidate, *, as_quotation: bool, metrics: tuple[str, ...]) -> tuple[Wording, ...]:
        told = None if as_quotation or candidate.is_block_quotation else self._narrated(candidate)
        name = candidate.speaker
        changed = name != self._voice
        ways = self._ways(name)
        if name:
            self._introduced.add(name)
        self._voice = name
        texts = dict.fromkeys((candidate.text, plain(candidate.raw)))
        quoted = [self._quoted(candidate, text, says, title, metrics) for text in texts for says, title in ways]
        if told is None:
            return tuple(quoted)
        bare = Wording(told, (_cite(candidate),), _kind(candidate), metrics)
        if not changed or not name or name in told:
            return (bare, *quoted)
        named = [
            Wording(_attributed(told, says), (_cite(candidate), *title), _kind(candidate), metrics)
            for says, title in ways
        ]
        return (*named, bare, *quoted)

    def _ways(self, name: str | None) -> list[tuple[str, tuple[Cite, ...]]]:
        """Return the ways to say who speaks, fullest first."""
        says, title = self._says(name, introduce=True)
        return [(says, title), (f"says {name}", ())] if name and says != f"says {name}" else [(says, title)]

    def must_quote(self, candidate: Candidate) -> bool:
        """Tell whether a spoken sentence can only be told as a quotation."""
        return candidate.is_block_quotation or self._narrated(candidate) is None

    def _narrated(self, candidate: Candidate) -> str | None:
        """Return the sentence in the third person, or None where it has to be quoted.

        An opinion of the speaker's stays in the speaker's words: only what says what was or is, with a
        figure or in the past, is told in ours.
        """
        if not is_first_person(candidate.text):
            factual = any(is_telling(figure) for figure in candidate.figures) or _PAST.search(candidate.text)
            return narrated(candidate.text, Voice("", None)) if factual and candidate.side is Side.CUSTOMER else None
        if candidate.side is not Side.CUSTOMER:
            return None
        return narrated(candidate.text, Voice(self.material.account_name or GENERIC, candidate.speaker))

    def _quoted(
        self, candidate: Candidate, text: str, says: str, title: tuple[Cite, ...], metrics: tuple[str, ...]
    ) -> Wording:
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
        return Wording(_with_marks(inner, says), (_cite(candidate), *title), ClaimKind.QUOTE, metrics, (words,))

    def _says(self, name: str | None, *, introduce: bool) -> tuple[str, tuple[Cite, ...]]:
        """Return "says Maya Lindqvist, operations director", and what carries the title."""
        if name is None:
            return "", ()
        person = self.material.person(name)
        if name in self._introduced:
            return f"{'adds' if name == self._voice else 'says'} {self._short(name)}", ()
        if not introduce or person is None or not person.title or len(person.title) > 80:  # noqa: PLR2004
            return f"says {name}", ()
        place = self.material.title_place(name)
        cites = (SpanCite(place[0], place[1].start, place[1].end),) if place else ()
        return f"says {name}, {person.title}", cites

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
        ways = self._ways(person.name)
        self._introduced.add(person.name)
        told = match.group(2)[:1].upper() + match.group(2)[1:]
        kind = _kind(candidate)
        named = [Wording(_attributed(told, says), (_cite(candidate), *title), kind, metrics) for says, title in ways]
        return (*named, Wording(candidate.text, (_cite(candidate),), kind, metrics))

    def _rebuilt(self, candidate: Candidate, metrics: tuple[str, ...]) -> Wording | None:
        """Name the speaker of a quotation that is introduced by a pronoun, or by nothing at all."""
        said = candidate.said[0] if len(candidate.said) == 1 else None
        if said is None or said.speaker is None:
            return None
        marks = said.quotation
        start = candidate.span.start
        head, tail = candidate.raw[: marks.start - start].strip(), candidate.raw[marks.end - start :].strip(" .,\n")
        if tail or (head and not _PRONOUN_SAYS.match(plain(head))):
            return None
        words = _words(said, candidate)
        says, title = self._says(said.speaker, introduce=True)
        named = self._place_of(said.speaker, candidate)
        who = says.removeprefix("says ").removeprefix("adds ") + ("," if "," in says else "")
        text = f"{who} says: “{inside_marks(_stopped(words.text))}”"
        return Wording(text, (_cite(candidate), *named, *title), ClaimKind.QUOTE, metrics, (words,))

    def _place_of(self, name: str, candidate: Candidate) -> tuple[Cite, ...]:
        """Return the nearest place before a sentence where the document names somebody."""
        document = candidate.passage.document
        at = self.material.texts[document].rfind(name, 0, candidate.span.start)
        return (SpanCite(document, at, at + len(name)),) if at >= 0 else ()


def inside_marks(text: str) -> str:
    """Return words as they stand between double marks: their own double marks become single ones."""
    return _STRAIGHT.sub(r"‘\1’", text).translate(_OUTER)


def _words(said: Said, candidate: Candidate) -> QuotedWords:
    marks = said.quotation
    at = candidate.span.start
    original = " ".join(candidate.raw[part.start - at : part.end - at] for part in marks.parts)
    document = candidate.passage.document
    return QuotedWords(
        plain(original).rstrip(","), said.speaker, said.side, document, marks.inner_start, marks.inner_end, original
    )


def _with_marks(inner: str, says: str) -> str:
    """Put words between quotation marks, with who says them behind."""
    if not says:
        return f"“{inner}”"
    if inner.endswith(("?", "!", "…", "?’", "!’")):
        return f"“{inner}” {says}."
    if inner.endswith((".’", ",’")):
        return f"“{inner[:-2]},’” {says}."
    return f"“{inner.rstrip('.')},” {says}."


def _attributed(told: str, says: str) -> str:
    return f"{told.rstrip('.')}, {says}." if says and told.endswith(".") else told


def _stopped(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else text.rstrip(",") + "."


def _unquoted(text: str) -> str:
    """Take the marks off words that a note gives as a quotation already."""
    opens, closes = text[:1] in '“"„«', text.rstrip(".")[-1:] in '”"“»'
    inner = text.rstrip(".")[1:-1] if opens and closes else text
    return inner if not set(inner) & set('“”"') else text


def _cite(candidate: Candidate) -> SpanCite:
    return SpanCite(candidate.passage.document, candidate.span.start, candidate.span.end)


def _kind(candidate: Candidate) -> ClaimKind:
    return ClaimKind.METRIC if any(has_unit(figure) for figure in candidate.figures) else ClaimKind.FACT
