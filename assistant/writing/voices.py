"""Whose words may carry a story: never the vendor's, never the interviewer's."""

import re
from collections import Counter
from functools import cached_property

from assistant.domain.documents import BlockKind, Passage, Side
from assistant.writing.material import Material

_WORD = re.compile(r"[^\W\d_]+")
_ASKS_MORE = 1.5  # an interviewer asks this many times as often, a turn, as the person interviewed


class Voices:
    """Who speaks in the notes, and on whose side."""

    def __init__(self, material: Material) -> None:
        self._material = material

    def side(self, passage: Passage) -> Side:
        """Return the side of a passage's speaker; what the account file says wins."""
        person = self._material.person(passage.speaker)
        return person.side if person and person.side is not Side.UNKNOWN else passage.side

    def side_of(self, speaker: str | None, passage: Passage) -> Side:
        """Return the side of somebody quoted within a passage."""
        person = self._material.person(speaker)
        if person and person.side is not Side.UNKNOWN:
            return person.side
        return passage.side if speaker == passage.speaker else Side.UNKNOWN

    def may_speak(self, passage: Passage) -> bool:
        """Tell whether a passage may carry claims at all."""
        if passage.kind in (BlockKind.QUESTION, BlockKind.HEADING, BlockKind.HEADER, BlockKind.BOILERPLATE):
            return False
        if passage.kind is not BlockKind.SPEECH:
            return not (passage.kind is BlockKind.QUOTATION and self.side(passage) is Side.VENDOR)
        return self.side(passage) is not Side.VENDOR and passage.speaker not in self.interviewers

    def names_somebody(self, text: str) -> bool:
        """Tell whether a sentence names one of the people, in full or in part."""
        return bool(self._name_words & set(_WORD.findall(text)))

    @cached_property
    def _name_words(self) -> frozenset[str]:
        return frozenset(word for person in self._material.people for word in person.name.split())

    @cached_property
    def interviewers(self) -> frozenset[str]:
        """Speakers on nobody's known side who ask clearly more than the others of their document."""
        found: set[str] = set()
        for document in self._material.documents:
            turns: Counter[str] = Counter()
            asked: Counter[str] = Counter()
            for passage in self._material.passages:
                if passage.document == document.id and passage.kind is BlockKind.SPEECH and passage.speaker:
                    turns[passage.speaker] += 1
                    asked[passage.speaker] += "?" in passage.text[-200:]
            rates = {speaker: asked[speaker] / count for speaker, count in turns.items()}
            known = [speaker for speaker in rates if self._known_customer(speaker)]
            if len(rates) < 2:  # noqa: PLR2004  a bound that is used here only
                continue
            most = max(rates, key=lambda speaker: rates[speaker])
            others = [rate for speaker, rate in rates.items() if speaker != most]
            if most not in known and asked[most] > 1 and rates[most] > _ASKS_MORE * max(others):
                found.add(most)
        return frozenset(found)

    def _known_customer(self, speaker: str) -> bool:
        person = self._material.person(speaker)
        return person is not None and person.side is Side.CUSTOMER
