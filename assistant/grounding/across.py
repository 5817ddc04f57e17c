"""A sentence put into another language: what can be compared without reading that language.

The sentence that was put across has been checked against its evidence; its rendering must have the same
figures, no other names, and the quotations untouched. What it says beside these, no offline rule reads: it is
partial at best, with the reason `language`, unless a judge holds it and the rules read the rendering's language.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.domain.errors import AssistantError
from assistant.domain.verdicts import Judgement, Verdict
from assistant.grounding.figures import Figure, FigureKind, find
from assistant.grounding.figures.numerals import read_digits
from assistant.grounding.judge import Judge
from assistant.grounding.languages import CAP, COVERED
from assistant.grounding.names import names
from assistant.grounding.quotes import quotations
from assistant.grounding.support.canonical import folded
from assistant.grounding.words import STOPWORDS, Token, tokens

_CAP_REFUSED = 0.2
_READ = frozenset({"en", "de", "fr", "es"})  # number words and units are read
_NOUNS_HAVE_CAPITALS = frozenset({"de", "lb"})
_DIGITS = re.compile(r"\d+(?:[.,'’\u00a0\u202f]\d+)*")
_SIGNED = re.compile(r"(?P<before>[€$£¥₹])?\s?(?P<number>\d+(?:[.,'’\u00a0\u202f]\d+)*)\s?(?P<after>[%‰€$£¥₹])?")
_UNITS = frozenset({FigureKind.PERCENT, FigureKind.POINTS, FigureKind.MONEY, FigureKind.DURATION, FigureKind.RATIO})
_HONORIFICS = frozenset({"herr", "herrn", "frau", "m", "mme", "señor", "señora", "sr", "sra", "mr", "mrs", "ms"})
_MARKS = frozenset('"“”„‟«»＂「」『』')
_INFLECTED = 3  # letters that a language may add to a name
_SHORTEST = 4  # letters of a name that may be inflected


def judged_rendering(
    rendering: str, original: str, *, language: str, source_language: str, judge: Judge | None = None
) -> Judgement:
    """Judge a rendering by the sentence that it puts across, which the evidence carries."""
    reasons = tuple(differences(rendering, original, language, source_language))
    if reasons:
        return Judgement(verdict=Verdict.UNSUPPORTED, score=_CAP_REFUSED, reasons=reasons)
    offline = Judgement(verdict=Verdict.PARTIAL, score=CAP, reasons=("language",))
    if judge is None or language not in COVERED or not _begins_plainly(rendering, original):
        return offline
    try:
        opinion = judge.judge(rendering, (original,))
    except AssistantError as error:
        return offline.model_copy(update={"reasons": ("language", f"judge: unscored: {error}")})
    if opinion is None or opinion.verdict is not Verdict.SUPPORTED:
        said = opinion.reasons if opinion else ("judge: unscored",)
        return offline.model_copy(update={"reasons": ("language", *said)})
    return opinion


def differences(rendering: str, original: str, language: str, source_language: str) -> Iterator[str]:
    """Yield what a rendering has that its original has not, of figures, names and quotations, and lost figures."""
    have, had = _values(rendering, language), _values(original, source_language)
    for value in sorted(have - had):
        yield f"figure: {value.normalize():f} is not in the sentence that was translated"
    for value in sorted(_written(original, source_language) - have):
        yield f"figure: {value.normalize():f} was lost in translation"
    if units := _units(rendering, language) - _units(original, source_language):
        yield f"figure: another unit: {', '.join(sorted(unit for _, unit in units))}"
    if strange := sorted(set(_strange_names(rendering, original, language))):
        yield f"name: {', '.join(strange)} is not in the sentence that was translated"
    kept, said = (sorted(each.text for each in quotations(text)) for text in (rendering, original))
    if kept != said or _marks(rendering) != _marks(original):  # a mark left open makes the reader pair them otherwise
        yield "quotation: quoted words stay as they were said"


def asserts_no_detail(text: str, language: str, given: str) -> bool:
    """Tell whether a text holds no figure, no quotation, and no name that is not given."""
    return not _values(text, language) and not quotations(text) and not set(_strange_names(text, given, language))


def _marks(text: str) -> int:
    return sum(letter in _MARKS for letter in text)


def _values(text: str, language: str) -> set[Decimal]:
    """Return every number of a text, in digits or in words of a language that is read."""
    in_words = language in _READ or language in COVERED
    told = [figure for figure in find(text, language) if figure.is_quantity and _is_in_words(figure)]
    return _written(text, language) | ({value for one in told for value in (one.low, one.high)} if in_words else set())


def _written(text: str, language: str) -> set[Decimal]:
    found = (read_digits(hit.group(), language) for hit in _DIGITS.finditer(text))
    return {value for low_high in found if low_high is not None for value in low_high[:1]}


def _is_in_words(figure: Figure) -> bool:
    return not any(map(str.isdigit, figure.text))


def _units(text: str, language: str) -> set[tuple[Decimal, str]]:
    """Return numbers with their units, as far as signs and words of the language tell them."""
    signs = {"%": "percent", "‰": "permille", "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR"}
    found: set[tuple[Decimal, str]] = set()
    for hit in _SIGNED.finditer(text):
        value = read_digits(hit["number"], language)
        found |= {(value[0], signs[sign]) for sign in (hit["before"], hit["after"]) if sign and value is not None}
    if language in _READ:
        found |= {(one.low, one.unit) for one in find(text, language) if one.kind in _UNITS and one.unit}
    return found


def _strange_names(rendering: str, original: str, language: str) -> Iterator[str]:
    """Yield words of names that the original has not.

    A language that writes every noun with a capital shows names only where two that are not known stand together.
    """
    known = {_bare(word) for word in tokens(original)}
    nouns = language in _NOUNS_HAVE_CAPITALS
    for name in names(rendering):
        words = name.words[1:] if name.first and (nouns or language not in COVERED) else name.words
        strange = [word.text for word in words if not _is_known(word, known)]
        if not nouns or len(strange) > 1:
            yield from strange


def _is_known(word: Token, known: set[str]) -> bool:
    written = _bare(word)
    if written in known or word.norm in _HONORIFICS:
        return True
    return any(
        len(one) >= _SHORTEST and written.startswith(one) and len(written) - len(one) <= _INFLECTED for one in known
    )


def _bare(word: Token) -> str:
    """Return a word without case, accents and the mark of possession."""
    return folded(word.norm.removesuffix("'s"))


def _begins_plainly(rendering: str, original: str) -> bool:
    """Tell whether the first word, whose capital could hide a name, is a plain English one or the original's."""
    first = next(iter(tokens(rendering)), None)
    return first is not None and (first.norm in STOPWORDS or _bare(first) in {_bare(word) for word in tokens(original)})
