"""Given names in a text: whole words, in full or in part, in time linear in the text."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant.grounding.wordset import wordset

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")  # letters may be written apart from their accents
_GAP = re.compile(r"[ \t\u00a0.'’\u2010\u2011-]{1,3}|[ \t]?\n[ \t]?")  # a line may end within a name
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
    words: tuple[str, ...]  # as they must stand; folded where `exact` is False
    value: str | None  # the full name it belongs to, itself where two people share it, None for one to keep
    exact: bool


def occurrences(text: str, names: Sequence[str], keep: Sequence[str] = ()) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, person) for each occurrence; `person` is the name that was given, folded.

    A full name is found in any case. A part of it ("Jane", "Doe") is found alone, in its own case or in
    capitals; one that two people share has itself as `person`. A possessive ending is left outside.
    Names to `keep` are passed over, in full and in part: nothing within them is another's name.
    """
    unspaced = [name.strip() for name in names if _UNSPACED.search(name)]
    yield from _unspaced(text, frozenset(unspaced)) if unspaced else ()
    forms = _forms([name for name in names if not _UNSPACED.search(name)], keep)
    words = list(_WORD.finditer(text)) if forms else []
    folded = [_fold(word.group()) for word in words]
    at = 0
    while at < len(words):
        found = _form_at(text, words, folded, at, forms.get(folded[at], {}))
        if found is not None and found.value is not None:
            yield words[at].start(), words[at + len(found.words) - 1].end(), found.value
        at += len(found.words) if found else 1


def _unspaced(text: str, names: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Yield names in scripts without spaces, wherever they stand; the longest wins."""
    lengths: dict[str, set[int]] = {}
    for name in names:
        lengths.setdefault(name[0], set()).add(len(name))
    first = re.compile(f"[{re.escape(''.join(sorted(lengths)))}]")
    at = 0
    for match in first.finditer(text):
        start = match.start()
        if start < at:
            continue
        for length in sorted(lengths[match[0]], reverse=True):
            if text[start : start + length] in names:
                at = start + length
                yield start, at, text[start:at].casefold()
                break


def _forms(names: Sequence[str], keep: Sequence[str]) -> dict[str, dict[int, dict[tuple[str, ...], _Form]]]:
    """Return the forms to look for by their first word, then by their number of words, longest first."""
    forms: dict[tuple[str, ...], _Form] = {}
    wanted = frozenset(names)
    for name in (*names, *keep):
        words = tuple(_WORD.findall(name))
        folded = tuple(_fold(word) for word in words)
        if words and (len(words) > 1 or len(words[0]) >= _SHORTEST):
            person = " ".join(folded) if name in wanted else None
            forms[folded] = _Form(folded if len(words) > 1 else words, person, exact=len(words) == 1)
    for name in names:
        for word in _parts(name):
            known, person = forms.get((_fold(word),)), _person(name)
            shared = known is not None and known.value != person
            forms[(_fold(word),)] = _Form((word,), _fold(word) if shared else person, exact=True)
    for name in keep:
        forms |= {(_fold(word),): _Form((word,), None, exact=True) for word in _parts(name)}
    by_first: dict[str, dict[int, dict[tuple[str, ...], _Form]]] = {}
    for words, form in sorted(forms.items(), key=lambda item: -len(item[0])):
        by_first.setdefault(words[0], {}).setdefault(len(words), {})[words] = form
    return by_first


def _fold(words: str) -> str:
    return unicodedata.normalize("NFC", words).casefold()


def _person(name: str) -> str:
    return " ".join(_fold(word) for word in _WORD.findall(name))


def _parts(name: str) -> Iterator[str]:
    words: list[str] = _WORD.findall(name)
    if len(words) > 1:
        for word in words:
            if len(word) > _SHORTEST and _fold(word) not in _TITLES and _fold(word) not in _MONTHS:
                yield word


def _form_at(
    text: str,
    words: Sequence[re.Match[str]],
    folded: Sequence[str],
    at: int,
    forms: Mapping[int, Mapping[tuple[str, ...], _Form]],
) -> _Form | None:
    for length, known in forms.items():
        form = known.get(tuple(folded[at : at + length]))
        if form is not None and _stands(text, words[at : at + length], form):
            return form
    return None


def _stands(text: str, here: Sequence[re.Match[str]], form: _Form) -> bool:
    if form.exact:
        said, wanted = (unicodedata.normalize("NFC", word) for word in (here[0].group(), form.words[0]))
        alike = said in {wanted, wanted.upper()}
        return alike and not (_fold(said) in _WORDS and _begins_sentence(text, here[0].start()))
    return all(_GAP.fullmatch(text, first.end(), second.start()) for first, second in pairwise(here))


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start].rstrip(" \t\"'“‘*_>#-")
    return not before or before[-1] in ".!?:\n…"
