# ruff: noqa: E501  patterns read better on one line
"""Who is who in the notes: forms of names to look for, and people whom only a sentence names."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.domain.documents import Document, Side
from assistant.domain.spans import Span
from assistant.domain.text import plain
from assistant.grounding.equivalents import FIRST_NAMES
from assistant.grounding.wordset import wordset
from assistant.mapping import names
from assistant.mapping.people import Individual, Mention
from assistant.mapping.roles.reading import READ

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?:[-'’][A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿ]+)?"
_FULL = rf"{_CAPITAL}(?: [A-Z]\.)?(?: (?:van|von|de|der|den|da|di|du|la|le)){{0,2}} {_CAPITAL}"
_ROLE = (
    r"(?:executive sponsor|exec sponsor|sponsor|economic buyer|budget holder|decision[- ]maker|champion|coach|solution owner|"
    r"process owner|owner|builder|admin|administrator|power[- ]user|super[- ]user|end[- ]user|technical evaluator|procurement|"
    r"influencer|detractor|blocker|team lead|key contact|main contact|stakeholder|day-to-day contact)"
)
_LABELLED = re.compile(
    rf"(?i:\b{_ROLE})s?(?:\s\([^)]{{1,40}}\))?\*{{0,2}}\s?[:=–—-]\s?\*{{0,2}}\s?({_FULL}|{_CAPITAL})\b"
)
_INTRODUCED = re.compile(rf"(?i:\b(?:our|the|their) (?:\w+ )?{_ROLE}),?\s({_FULL})\b")
_FIRST_LAST = re.compile(rf"(?<![\w.&-])({_FULL})\b")
_PRONOUN = re.compile(
    rf"(?<=[a-z,;] )({_CAPITAL})\b(?=,? (?:who |is |was |has |knows|built|owns|[a-z]+s\b)|, (?:she|he|who)\b)"
)
_SHE_FOLLOWS = re.compile(r"[^.!?\n]{0,80}\b(?:she|he|her|his)\b")
_NO_SURNAMES = wordset(
    "inc ltd llc corp gmbh group company university street road team council hospital bank college school day city county",
    "centre center plant board review report project manager director officer department office service services cloud",
)
SMALL_LIST = 500  # contacts among whom a lone first name may be looked up
_SHORTEST_LAST = 3
_SHORTEST_FIRST = 2  # letters, as in "Bo" or "Jo"
_SHORT_WORDS = wordset(
    "an am as at be by do go he if in is it me my no of ok on or so to up us we hi ah oh um uh er es el la le de du",
    "im am ja da wo so an ab ob zu il un on ou et tu ce se sa ma ne ni si al lo mi ti ha ho mr ms dr it hr pm qa ux",
)


def forms(individuals: Sequence[Individual]) -> dict[str, int | None]:
    """Return every form of a name that may stand in a text, plain; None where several people bear it.

    Lone first and last names are those of people whom documents or the account file name, or of a short list.
    """
    bearers: dict[str, set[int]] = {}
    few = len(individuals) <= SMALL_LIST
    for at, one in enumerate(individuals):
        for mention in one.mentions:
            if names.is_person_like(mention.name):
                told = mention.kind in ("account", "document")
                for form in _forms(mention.name, lone=told or few):
                    bearers.setdefault(form, set()).add(at)
    return {form: next(iter(who)) if len(who) == 1 else None for form, who in bearers.items()}


def _forms(name: str, *, lone: bool) -> set[str]:
    words = names.parts(name)
    found = {" ".join(words), names.key(name), " ".join(plain(name.replace("’", "'").replace(",", " ")).split())}
    if len(words) == 1:
        return found if lone else set()
    lasting = {word for word in (words[0], words[-1]) if len(word) >= _SHORTEST_LAST}
    if len(words[0]) == _SHORTEST_FIRST and words[0] not in _SHORT_WORDS:
        lasting.add(words[0])
    return found | (lasting if lone else set())


def newcomers(
    documents: Iterable[Document], known: Mapping[str, int | None], companies: Iterable[str]
) -> Iterator[Mention]:
    """Yield people whom only a sentence or a label names; whether they matter is for their roles to say."""
    firms = {plain(company) for company in companies if company}
    for document in documents:
        held = document.header.held_on
        seen: set[str] = set()
        for block in document.blocks:
            if block.kind not in READ:
                continue
            text = document.text[block.start : block.end]
            for start, end in _found(text):
                name = text[start:end]
                folded = plain(name)
                if folded in known or folded in seen or folded in firms or not _is_name(name):
                    continue
                seen.add(folded)
                span = Span(block.start + start, block.start + end)
                yield Mention(
                    name, "document", document.id, span=span, side=Side.UNKNOWN, dated=held.isoformat() if held else ""
                )


def _found(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_LABELLED, _INTRODUCED):
        for match in pattern.finditer(text):
            yield match.span(1)
    for match in _FIRST_LAST.finditer(text):
        if plain(match[1].split()[0]) in FIRST_NAMES:
            yield match.span(1)
    for match in _PRONOUN.finditer(text):
        if plain(match[1]) in FIRST_NAMES or _SHE_FOLLOWS.match(text, match.end()):
            yield match.span(1)


def _is_name(name: str) -> bool:
    words = names.parts(name)
    return bool(words) and not set(words) & _NO_SURNAMES and words[0] not in _EVERYDAY


_EVERYDAY = wordset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september",
    "october november december the this that our we i she he they it excel slack teams zoom google english german french",
    "christmas easter europe america london paris berlin python java linux windows microsoft amazon apple github",
)
