"""A short name for what a figure measures, taken from the words around it."""

import re

_LEADS = re.compile(
    r"^(?:the|a|an|our|their|its|his|her|my|your|this|that|these|those|and|but|so|now|then|today|to|"
    r"for|of|in|on|at|by|with|"
    r"from|we|they|it|also|just|only|each|every|all|was|were|is|are|has|have|had|which|who|where|when|"
    r"while|because|as|about|"
    r"overall|before|after|previously|originally|in total|seen|able|i'd say|i think|we think|"
    r"i believe|on average)(?=[\s,]|$)[\s,]*",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:cut|cuts|cutting|reduced?|reducing|brought|bring|got|took|take|takes|went|goes|gone|go|"
    r"dropped?|fell|rose|grew|came|comes|"
    r"increased?|raised?|improved?|shortened|lowered|saved?|saving|moved|lifted|doubled|tripled|"
    r"halved|used to|was|were|is|are|has|"
    r"have|had|stood|needed|needs?|spent|spend|costs?|handled?|lets?|shrank|slashed|boosted|down|up|"
    r"says?|said|estimates?)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\bfrom the (?:time|moment|day) [^,.;]{3,60}? until ((?:[\w'’-]+ ){1,6}[\w'’-]+),")
_CLAUSES = re.compile(r"[;!?—]|\.(?!\d)|--|,\s|:(?!\s*$)")  # a point within a number ends nothing
_EDGE = " ,;:.()[]\"“”'‘’–—-→"
_TAIL = re.compile(
    r"\s+(?:of|to|for|in|on|at|by|with|from|and|or|the|a|an|that|which|is|was|were|are|has|have|had|took|takes)$",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"(?:(?:i|you|we|they|it|he|she)\b|one of |some of |there)", re.IGNORECASE)
_MOST = 6  # words
_FEWEST = 3  # letters


def name_before(text: str, at: int, fallback: str) -> str:
    """Name what is measured from the words before the first figure at `at`.

    In "cut the monthly close from 10 days" it is what follows the verb, in "the monthly close
    took ten days" what goes before it.
    """
    clause = _CLAUSES.split(text[:at].rstrip("~€$£"))[-1]
    verbs = list(_VERB.finditer(clause))
    pieces = [clause[verbs[-1].end() :], clause[: verbs[0].start()]] if verbs else [clause]
    names = (tidy(piece) for piece in pieces)
    return next((name for name in names if is_name(name)), fallback)


def name_of_subject(text: str, at: int, fallback: str) -> str:
    """Name what is measured from the words before the verb that governs position `at`."""
    waited = _UNTIL.search(text[:at])
    if waited:
        return f"time until {waited.group(1)}"
    verb = next((match for match in _VERB.finditer(text) if match.start() < at), None)
    name = tidy(text[: verb.start()]) if verb else ""
    return name if is_name(name) else name_before(text, at, fallback)


def tidy(words: str) -> str:
    """Trim a stretch of words to a noun phrase: no articles, pronouns or hanging prepositions."""
    words = words.strip(_EDGE)
    words = re.split(r"\b(?:that|which|because|when|while|where|who|says|said|from|than)\b", words, maxsplit=1)[
        0
    ].strip(_EDGE)
    for _ in range(_MOST):
        shorter = _TAIL.sub("", _LEADS.sub("", words)).strip(_EDGE)
        if shorter == words:
            break
        words = shorter
    return " ".join(words.split()[:_MOST]) if len(words.split()) <= _MOST + 2 else ""


def is_name(words: str) -> bool:
    """Tell whether words can name a metric."""
    vague = bool(_VAGUE.match(words))
    return sum(map(str.isalpha, words)) >= _FEWEST and not vague
