"""Given names in a text: whole words, in full or in part, in time linear in the text."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant.grounding.wordset import wordset

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\s.\u00a0'’\u2010\u2011-]{1,3}")
_TITLES = wordset(
    "mr mrs ms miss dr prof sir herr frau dipl ing phd jr sr md mba von van de der den la le di da bin al",
)
# Names that are words as well: alone, they count only where no sentence begins, and months never do.
_WORDS = wordset(
    "will mark grant rich hope joy grace art bill rob sue pat frank chase major young long short brown green white ",
    "black king price best day summer drew jack miles page reed rose ruby faith lance dean guy max wade cook baker ",
    "field hill stone wood banks case cross french english german read sales west north lane park",
)
_MONTHS = wordset("april august january june may")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")  # scripts without spaces between words
_SHORTEST = 2  # letters of a part that is looked for alone


class _Form(NamedTuple):
    words: tuple[str, ...]  # as they must stand; lower case where `exact` is False
    value: str  # the full name it belongs to, or itself where two people share it
    exact: bool


def occurrences(text: str, names: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, person) for each occurrence; `person` is the name that was given, folded.

    A full name is found in any case. A part of it ("Jane", "Doe") is found alone, in its own case or in
    capitals; one that two people share has itself as `person`. A possessive ending is left outside.
    """
    for name in names:
        if _UNSPACED.search(name):
            yield from ((m.start(), m.end(), name.casefold()) for m in re.finditer(re.escape(name.strip()), text))
    forms = _forms([name for name in names if not _UNSPACED.search(name)])
    words = list(_WORD.finditer(text)) if forms else []
    at = 0
    while at < len(words):
        found = _form_at(text, words, at, forms.get(words[at].group().casefold(), ()))
        if found is not None:
            yield words[at].start(), words[at + len(found.words) - 1].end(), found.value
        at += len(found.words) if found else 1


def _forms(names: Sequence[str]) -> dict[str, tuple[_Form, ...]]:
    """Return the forms to look for by their first word, longest first."""
    forms: dict[tuple[str, ...], _Form] = {}
    for name in names:
        words = tuple(_WORD.findall(name))
        folded = tuple(word.casefold() for word in words)
        if words and (len(words) > 1 or len(words[0]) >= _SHORTEST):
            forms[folded] = _Form(folded if len(words) > 1 else words, " ".join(folded), exact=len(words) == 1)
    for name in names:
        for word in _parts(name):
            own = " ".join(_WORD.findall(name)).casefold()
            known = forms.get((word.casefold(),))
            shared = known is not None and known.value != own
            forms[(word.casefold(),)] = _Form((word,), word.casefold() if shared else own, exact=True)
    by_first: dict[str, list[_Form]] = {}
    for words, form in sorted(forms.items(), key=lambda item: -len(item[0])):
        by_first.setdefault(words[0], []).append(form)
    return {first: tuple(rest) for first, rest in by_first.items()}


def _parts(name: str) -> Iterator[str]:
    words: list[str] = _WORD.findall(name)
    if len(words) > 1:
        for word in words:
            folded = word.casefold()
            if len(word) > _SHORTEST and folded not in _TITLES and folded not in _MONTHS:
                yield word


def _form_at(text: str, words: list[re.Match[str]], at: int, forms: Sequence[_Form]) -> _Form | None:
    return next((form for form in forms if _stands(text, words, at, form)), None)


def _stands(text: str, words: list[re.Match[str]], at: int, form: _Form) -> bool:
    here = words[at : at + len(form.words)]
    if len(here) < len(form.words):
        return False
    said = [match.group() for match in here]
    if form.exact:
        alike = said[0] in {form.words[0], form.words[0].upper()}
        return alike and not (said[0].casefold() in _WORDS and _begins_sentence(text, here[0].start()))
    gaps = pairwise(here)
    near = all(_GAP.fullmatch(text, first.end(), second.start()) for first, second in gaps)
    return near and all(word.casefold() == wanted for word, wanted in zip(said, form.words, strict=True))


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start].rstrip(" \t\"'“‘*_>#-")
    return not before or before[-1] in ".!?:\n…"
