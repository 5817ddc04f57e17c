"""House style: what an organisation, a team or a user asks of the wording, and the checks of it.

Files are TOML, strongest first (organisation, team, user): a stronger file's word stands, banned words add up.

    person = "third"             # or "first"; quotations keep their own
    tense = "past"               # or "present"; a sentence in the other alone is told
    reading_grade = 10           # highest US school grade (Kincaid et al. 1975)
    sentence_words = 25          # longest sentence
    banned = ["leverage", "synergy"]
    instructions = ["Write numbers from ten in figures."]
    [glossary]                   # say it like this -> not like that
    "customer" = ["client", "user company"]
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field, ValidationError

from assistant.domain.base import Frozen
from assistant.domain.documents import NamedBytes
from assistant.domain.tomlfile import bad_value, refuse_unknown, table_of
from assistant.grounding.words import tokens
from assistant.writing.tenses import tenses

_QUOTED = re.compile(r"“[^”]*”")
_FIRST = re.compile(r"\b(?:[Ww]e|us|[Oo]urs?|I|[Mm]y|mine)\b")
_THIRD = re.compile(r"\b(?:[Tt]hey|[Tt]heirs?|them|[Hh]e|[Ss]he|[Hh]is|[Hh]ers?|him|[Tt]he customer)\b")
_READ = ("en", "und")  # languages in which person, tense and grade are read
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^td]ed)$")


class HouseStyle(Frozen):
    """What is asked of the wording; an empty style asks nothing."""

    person: Literal["first", "third"] | None = None
    tense: Literal["past", "present"] | None = None
    reading_grade: float | None = Field(default=None, gt=0)
    sentence_words: int | None = Field(default=None, gt=0)
    banned: tuple[str, ...] = ()
    instructions: tuple[str, ...] = ()
    glossary: dict[str, tuple[str, ...]] = {}

    def rules(self) -> list[str]:
        """Return the style as instructions for a model."""
        rules = [f"Write in the {self.person} person." if self.person else ""]
        rules += [f"Write in the {self.tense} tense." if self.tense else ""]
        rules += [f"Write for US school grade {self.reading_grade:g}." if self.reading_grade else ""]
        rules += [f"No sentence longer than {self.sentence_words} words." if self.sentence_words else ""]
        rules += [f"Never write: {', '.join(self.banned)}." if self.banned else ""]
        rules += [f"Write “{say}”, not {', '.join(others)}." for say, others in self.glossary.items()]
        return [rule for rule in (*rules, *self.instructions) if rule]

    def breaches(self, sentence: str, language: str = "en") -> tuple[str, ...]:
        """Return what one sentence does against the style; the words of a quotation are its speaker's own.

        Person and tense are read in English only.
        """
        told = _QUOTED.sub(" ", sentence)
        read = self._of_grammar(told, quotes=told != sentence) if language in _READ else ()
        return (*self.word_breaches(told), *self._of_length(told), *read)

    def word_breaches(self, text: str) -> tuple[str, ...]:
        """Return the words of a text that are not wanted, in any language."""
        told = _QUOTED.sub(" ", text)
        banned = (f"banned: {word}" for word in self.banned if _said(word, told))
        others = ((say, other) for say, named in self.glossary.items() for other in named)
        return (*banned, *(f"glossary: {say}, not {other}" for say, other in others if _said(other, told)))

    def grade_breach(self, sentences: Sequence[str], language: str = "en") -> str | None:
        """Return that a text is too hard to read, or None."""
        grade = self.grade(sentences) if self.reading_grade is not None and language in _READ else None
        if grade is None or self.reading_grade is None or grade <= self.reading_grade:
            return None
        return f"reading grade {grade:g}, at most {self.reading_grade:g} is wanted"

    def _of_length(self, told: str) -> Iterator[str]:
        count = len(tokens(told))
        if self.sentence_words and count > self.sentence_words:
            yield f"length: {count} words, at most {self.sentence_words}"

    def _of_grammar(self, told: str, *, quotes: bool) -> Iterator[str]:
        if self.person == "third" and _FIRST.search(told):
            yield "person: written in the first person"
        if self.person == "first" and _THIRD.search(told) and not _FIRST.search(told):
            yield "person: written in the third person"
        found = tenses(told) if self.tense and not quotes else frozenset()  # "says Ann" tells nothing
        if found and self.tense not in found:
            yield f"tense: told in the {'present' if self.tense == 'past' else 'past'}"

    def grade(self, sentences: Sequence[str]) -> float | None:
        """Return the US school grade of a text (Kincaid et al. 1975), None where there are no words."""
        words = [token.norm for sentence in sentences for token in tokens(sentence)]
        if not words:
            return None
        syllables = sum(_syllables(word) for word in words)
        return round(0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59, 1)


def style_of(file: NamedBytes) -> HouseStyle:
    """Read a house style.

    Raises:
        BadInput: it is no TOML, or says what no house style has; names the key.
    """
    table = table_of(file)
    refuse_unknown(file.name, table, HouseStyle.model_fields)
    try:
        return HouseStyle.model_validate(table)
    except ValidationError as error:
        raise bad_value(file.name, error) from error


def joined(styles: Sequence[HouseStyle]) -> HouseStyle:
    """Return several styles as one, the strongest first: its word stands, lists add up."""
    first: dict[str, object] = {}
    glossary: dict[str, tuple[str, ...]] = {}
    for style in styles:
        for field in ("person", "tense", "reading_grade", "sentence_words"):
            if first.get(field) is None:
                first[field] = getattr(style, field)
        for say, others in style.glossary.items():
            glossary.setdefault(say, others)
    banned = tuple(dict.fromkeys(word for style in styles for word in style.banned))
    told = tuple(dict.fromkeys(line for style in styles for line in style.instructions))
    return HouseStyle.model_validate({**first, "banned": banned, "instructions": told, "glossary": glossary})


def _said(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None


def _syllables(word: str) -> int:
    """Count the groups of vowels, a silent ending left out; at least one."""
    return max(1, len(_VOWELS.findall(word)) - bool(_SILENT.search(word)))
