"""Words that must not be lost: negation, conditions, hedges, figures and their units; and words that may."""

import re

from assistant.grounding import figures
from assistant.grounding.wordset import wordset

_NOT = wordset(
    "not no never none nothing nobody nowhere neither nor without cannot hardly barely scarcely nicht kein keine",
    "keinen keiner nie niemals ohne pas jamais aucun aucune",
    "sans nunca ningún ninguna sin unable fails failed lacks",
)
_CONDITION = wordset("if unless provided assuming except only wenn falls sofern si sauf salvo")
_HEDGE = wordset(
    "roughly approximately almost nearly maybe perhaps possibly probably might could may seems seemed guess think",
    "believe suppose hope hopefully likely",
    "estimate estimated sometimes usually partly mostly somewhat circa ungefähr etwa vielleicht environ quizás",
    "planned hoped expected plan plans trying tried want wanted",
)
_FILLERS = wordset("um uh er erm ah eh oh hmm mm mhm uhm huh hm äh ähm euh")
_LOOSE = wordset("like so well yeah yes okay ok right now and but see look anyway")
_PHRASES = (("you", "know"), ("i", "mean"), ("you", "see"), ("you", "know", "what", "i", "mean"))
_NUMBER = re.compile(r"\d")
_FIGURE_WORD = re.compile(  # a cheap look before the costly one
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|zero|\w*teen|ten|eleven|twelve|\w+ty(?:-\w+)?|\w*hundert\w*"
    r"|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|tens|couple|half|halv\w+|third\w*|quarter\w*|fourth"
    r"|\w+ths?|doubl\w+|tripl\w+|trebl\w+|quadrupl\w+|\w*fold|once|twice|thrice|january|february|march|april|may|june"
    r"|july|august|september|october|november|december|\w*(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\w*"
    r"|deux|trois|quatre|cinq|sept|huit|neuf|dix|cent|mille|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|cien|mil"
    r"|millones|[½¼¾⅓⅔⅛⅕])\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def is_negation(word: str) -> bool:
    """Tell whether an evened, case-folded word turns a statement round."""
    return word in _NOT or word.endswith("n't")


def holds_figure(text: str) -> bool:
    """Tell whether a stretch of text states a figure."""
    if _NUMBER.search(text):
        return True
    if not _FIGURE_WORD.search(text):
        return False
    return any(found.kind is not figures.FigureKind.IDENTIFIER for found in figures.find(text))


def same_figures(first: str, second: str) -> bool:
    """Tell whether two stretches state the same figures, however written."""
    a, b = figures.find(first), figures.find(second)
    return len(a) == len(b) and all(figures.carries(x, y) and figures.carries(y, x) for x, y in zip(a, b, strict=True))


def is_filler(words: list[str], *, set_off: bool) -> bool:
    """Tell whether words are fillers; `set_off` when pauses stand on both sides, which lets "like" and "so" count."""
    left = words
    while left:
        phrase = next((p for p in sorted(_PHRASES, key=len, reverse=True) if tuple(left[: len(p)]) == p), None)
        if phrase:
            left = left[len(phrase) :]
        elif left[0] in _FILLERS or (set_off and left[0] in _LOOSE):
            left = left[1:]
        else:
            return False
    return True


def negation_in(text: str) -> str | None:
    """Return the first word of `text` that turns a statement round."""
    return next(filter(is_negation, _plain_words(text)), None)


def condition_in(text: str) -> str | None:
    """Return the first word of `text` that makes a statement conditional."""
    return next((word for word in _plain_words(text) if word in _CONDITION), None)


def hedge_in(text: str) -> str | None:
    """Return the first word of `text` that weakens a statement."""
    return next((word for word in _plain_words(text) if word in _HEDGE), None)


def lost(dropped: str) -> str | None:
    """Name what a cut must not drop and `dropped` holds, or None."""
    if word := negation_in(dropped):
        return f'drops "{word}"'
    if word := condition_in(dropped):
        return f'drops the condition "{word}"'
    word = hedge_in(dropped)
    return f'drops the hedge "{word}"' if word else None


def _plain_words(text: str) -> list[str]:
    return _LETTERS.findall(text.casefold().replace("’", "'"))
