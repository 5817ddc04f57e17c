"""What stands around a figure: hedge, rate, what is counted, and which way it moved."""

import re

from assistant.grounding.figures.model import Change
from assistant.grounding.figures.units import unit_at
from assistant.grounding.words import STOPWORDS, stem
from assistant.grounding.wordset import wordset

_PER_WORD = re.compile(
    r"(?:[^\S\n]?/[^\S\n]?|,?[^\S\n]*\n?[^\S\n]*\b(?:per|a|an|each|every|pro|je|par|por|al|im"
    r"|au)[\s-]+)(?:single[^\S\n]+)?(?P<what>[^\W\d_]+)",
    re.IGNORECASE,
)
_ADVERBS = {
    "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "hourly": "hour",
    "yearly": "year", "annually": "year", "annual": "year",
    "täglich": "day", "wöchentlich": "week", "monatlich": "month", "jährlich": "year",
}  # fmt: skip
_ADVERB = re.compile(r"[^\S\n]+(?P<adverb>" + "|".join(_ADVERBS) + r")\b")
_GAP_WORDS = re.compile(
    r"(?:[^\S\n]+[^\W\d_][\w'’-]*){0,4}?(?=[^\S\n]+(?:per|pro|par|por|je)\b|/|[^\S\n]+(?:an?|each"
    r"|every)\s(?:second|minute|hour|day|week|month|quarter|year)\b)"
)


def per_what(text: str, at: int, language: str) -> str | None:
    """Return what a rate is per: a canonical time unit, or the stem of the word after "per"."""
    window = text[at : at + 60]
    if adverb := _ADVERB.match(window):
        return _ADVERBS[adverb.group("adverb")]
    start = 0
    if gap := _GAP_WORDS.match(window):
        start = gap.end()
    hit = _PER_WORD.match(window, start)
    if hit is None:
        return None
    unit = unit_at(window, hit.start("what"), language, digits=False)
    if unit is not None and unit.end == hit.end("what"):
        return unit.name
    strict = hit.group().lstrip()[:1] == "/" or hit.group().lower().lstrip().startswith(("per", "pro", "par", "por"))
    return stem(hit.group("what")) if strict else None


_UP = wordset(
    "increase increased increases increasing rise rises rose risen rising grow grows grew grown growing growth",
    "gain gains gained jump jumped jumps climb",
    "climbed boost boosted boosts raise raised raises improve improved improves improvement improving surge surged",
    "soar soared up higher more uplift additional",
    "expanded expand accelerated lift lifted doubled tripled quadrupled doubling doubles triples outperformed",
    "extra gestiegen steigerte erhöht augmenté aumentó",
)
_DOWN = wordset(
    "decrease decreased decreases decreasing fall falls fell fallen falling drop dropped drops dropping decline",
    "declined declines declining reduce reduced",
    "reduces reducing reduction reductions cut cuts cutting lower lowered lowers lowering less fewer shrink shrank",
    "shrunk slash slashed slashes down save",
    "saved saves saving savings trim trimmed halved halving halves lost lose loses losing loss shave shaved",
    "shorten shortened off gesunken senkte reduziert réduit redujo",
)
_CLAUSE = re.compile(r"[.;:!?()\n]|,\s|\b(?:and|but|while|whereas|which|who|that)\b")
_CHANGE_REACH = 60
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def change_around(text: str, start: int, end: int) -> Change | None:
    """Return which way the figure moved, from the nearest verb or noun of change in its clause."""
    after = _first_clause(text[end : end + 30])
    for word in _WORD.findall(after)[:3]:
        if (found := _direction(word)) is not None:
            return found
    before = text[max(0, start - _CHANGE_REACH) : start]
    cuts = [m.end() for m in _CLAUSE.finditer(before)]
    for word in reversed(_WORD.findall(before[cuts[-1] if cuts else 0 :])):
        if (found := _direction(word)) is not None:
            return found
    return None


def _first_clause(window: str) -> str:
    hit = _CLAUSE.search(window)
    return window[: hit.start()] if hit else window


def _direction(word: str) -> Change | None:
    lower = word.lower()
    return Change.UP if lower in _UP else Change.DOWN if lower in _DOWN else None


_NOUN_WORD = re.compile(r"(?:[^\S\n]+|[^\S\n]*\n(?![^\S\n]*(?:\n|[-*#>|]))[^\S\n]*|-)(?P<w>[^\W\d_][\w'’-]*)")
_OF = wordset(
    "of our its their his her my your the all these those those its total new more additional further other"
    " different distinct separate"
)
_NOT_NOUNS = STOPWORDS | wordset(
    "is are was were be been has have had do does did will would can could may might should must to in on at by",
    "for from with into onto since",
    "auf bis pro par por je de der die das des im am und et y vs last next left today now ago later earlier per each",
    "every",
    "live use uses used using run runs running work works working make makes made said says join joined who which",
    "that",
    "faster slower less higher lower better worse longer shorter increase decrease reduction improvement growth",
    "rise drop fall decline old tall wide deep long away",
    "instead rather located based across within including such according compared versus during annually daily",
    "weekly monthly yearly respectively",
)
_EITHER = wordset(
    "work works use uses run runs make live cut lead leads report reports plan plans test tests call calls visit visits"
)
_PEOPLE = wordset(
    "people staff men women children data employees personnel police media feet teeth folk folks crew series"
)
_SALES = wordset(
    "sales operations business customs savings analytics logistics communications sports news goods systems"
    " services products"
)
_SINGULAR = {"people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child"}
_LONGEST_NOUN = 4


def noun_after(text: str, at: int, *, share: bool) -> str:
    """Return the stems of the noun phrase that begins after the figure, head last; "" where none is clear.

    The head is the first plural, since more than one of a thing is counted; adjectives before it are
    kept, so that "300 outcome stories" gives "outcom stori". For a share the noun follows "of".
    """
    words: list[str] = []
    place = at
    seen_of = not share
    last = ""  # the small word just passed over: what follows "the" is a noun
    while len(words) < _LONGEST_NOUN and (hit := _NOUN_WORD.match(text, place)) is not None:
        word = hit.group("w").lower().removesuffix("'s").removesuffix("’s")
        place = hit.end()
        if not words and word in _OF:
            seen_of = seen_of or word == "of"
            last = word
            continue
        if not seen_of or (
            word in _NOT_NOUNS and not (word in _EITHER and (last in _OF or _plural_follows(text, place)))
        ):
            break
        last = ""
        words.append(_SINGULAR.get(word, word))
        if text[hit.start()] == "-" and len(words) == 1:
            break  # "50-person unit" counts persons
        if _is_plural(word) and not (word in _SALES and _plural_follows(text, place)):
            break
    return " ".join(stem(w) for w in words)


def _plural_follows(text: str, at: int) -> bool:
    hit = _NOUN_WORD.match(text, at)
    return hit is not None and _is_plural(hit.group("w").lower()) and hit.group("w").lower() not in _NOT_NOUNS


def _is_plural(word: str) -> bool:
    return word in _PEOPLE or (word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > len("gas"))
