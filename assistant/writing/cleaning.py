"""Cleans spoken sentences: discourse markers, fillers and stutters go, every content word stays.

What is cut at the head of a sentence makes a quotation `trimmed`, what is cut inside `cleaned`
(domain handbook, section 6). Hedges ("kind of", "about", "I think") are content and stay.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.grounding.words import STOPWORDS
from assistant.writing.markup import plain

_OPENER = re.compile(
    r"(?:(?:oh|ah|um+|uh+|er+|hm+|mm+|yeah|yep|yup|yes|ok|okay|alright|right|exactly|totally|"
    r"absolutely|definitely|sure|"
    r"of course|well|so|and so|and then|but then|and|but|now|like|look|listen|basically|actually|"
    r"honestly|obviously|anyway|"
    r"anyways|i mean|you know|i guess|let's see|again|also|plus|then|in fact|for sure|no doubt|correct|"
    r"what (?:i|we) (?:always |usually )?(?:tell (?:people|everyone|everybody)|say) is|the (?:thing|point) is|"
    r"(?:like|as) i (?:said|mentioned)|i have to say|like i say|let's say|i would say|"
    r"(?:no,\s*)?seriously|first of all|"
    r"to be honest(?: with you)?|to be fair|good question|great question|"
    r"that's right|that's a (?:good|great) question)\b(?:\s*(?:,|\.\.\.|"
    r"…|--|—|;|:)\s*|\s+(?=(?:so|and|but|yeah|like|well|i mean|you know)\b))+)+"
    r"|i(?:['’]d| would) have to say (?:that )?"
    r"|then\s+(?=(?:we|i)\b)"
    r"|(?:(?:and|but|so)\s+)(?!(?:far|much|many|little|few|long|as|for|not|only|on)\b|"
    r"that\b(?!['’]s| was| is| really| means| meant| helped| gave))(?=\w)",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    r"(?:I['’]m|I am|[Mm]y name(?:['’]s| is))(?: [A-Z][\w’'-]+){1,3}(?:,| and|, and) (?=I(?:['’]m| am| ))"
)
_BREATH = re.compile(r"(?<=[\w)\"”,])\s*(?:\.{3}|…)\s+(?=[A-Z\"“])")
_FEWEST = 3  # words on either side of a pause that make it one between two sentences
_BARE_CONNECTIVE = re.compile(r"(?:and|but|so|or|also|yet)\s*,?\s+", re.IGNORECASE)
_FILLER = re.compile(
    r"(?:,\s*|\s+)(?:um+|uh+|er+m?|eh|hmm+)(?=[\s,.!?;:]|$)(?:,(?=\s))?|,\s*(?:you know|i mean|like|right),(?=\s)",
    re.IGNORECASE,
)
_STUTTER = re.compile(r"\b([A-Za-z']{1,12})(?:\s*(?:,|-|--|—|\.\.\.)?\s+\1\b)+(?!\s*(?:,\s*)?\1)", re.IGNORECASE)
_MEANT_TWICE = frozenset(
    {"that", "had", "very", "really", "many", "much", "long", "so", "no", "never", "more", "again", "far", "is"}
)
_HALF_WORD = re.compile(r"\b([A-Za-z]{1,6})-\s+(?=\1)", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:\s*(?:,\s*(?:right|you know|yeah|okay|and so on|or whatever|so|(?:that|this) (?:kind|"
    r"sort) of thing|things like that|stuff like that)\??|\.\.\.|…|--|—|,|;|:))+\s*$",
    re.IGNORECASE,
)
_UNHEARD = re.compile(r"unintelligible|inaudible|\[\?+\]", re.IGNORECASE)
_BREAKS_OFF = re.compile(
    r"(?:--|—|,|-)$|\b(?:but|and|because|so|or|the|a|an|to|of|like|that|if|when|with|is|was|for|"
    r"in|it's|just)\s*,?\s*(?:\.{2,}|…)$",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"\s*(?:\.{3,}|…)$")
_END = re.compile(r"[.!?…](?:[\"”’')\]]*)$")


@dataclass(frozen=True)
class Cleaned:
    """A sentence made readable.

    `text` has no closing full stop of its own making beyond one; `exact` is true where nothing but
    markup and space was touched.
    """

    text: str
    exact: bool
    whole: bool  # false where the words break off or were not heard


def clean(sentence: str) -> Cleaned:
    """Return a spoken sentence without openers, fillers and stutters.

    Every word of the result stands in the sentence, in the same order.
    """
    said = plain(sentence)
    words = _without_stutter(_FILLER.sub("", _without_opener(said.lstrip(".… "))))
    words = _TRAILING.sub("", words.rstrip(".")).strip() if _TRAILING.search(words.rstrip(".")) else words
    words = _PAUSE.sub("", words)
    broken = bool(_UNHEARD.search(said) or _BREAKS_OFF.search(said))
    words = _capital(words)
    if words and not _END.search(words):
        words += "."
    return Cleaned(text=words, exact=words.rstrip(".") == said.rstrip("."), whole=not broken)


def in_one_piece(cleaned: str, sentence: str) -> bool:
    """Tell whether the words of a cleaned sentence stand in it without a gap: then they may be quoted as said."""
    return _bare(cleaned) in _bare(plain(sentence))


def without_opener(sentence: str) -> str:
    """Return a spoken sentence from its first telling word on, else word for word."""
    return _capital(_without_opener(plain(sentence)))


def without_connective(sentence: str) -> str:
    """Return a written sentence without a leading "And", "But" or "So"."""
    match = _BARE_CONNECTIVE.match(sentence)
    return _capital(sentence[match.end() :]) if match else sentence


def breaths(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of what is said in one breath: speech written with "..." runs sentences together."""
    start = 0
    for pause in _BREATH.finditer(sentence):
        said, rest = sentence[start : pause.end()], sentence[pause.end() :]
        enough = min(len(said.split()), len(rest.split())) >= _FEWEST
        if enough and said.count('"') % 2 == 0 and said.count("“") == said.count("”"):
            yield start, start + len(said.rstrip())
            start = pause.end()
    yield start, len(sentence)


def _bare(text: str) -> str:
    return " ".join(text.casefold().rstrip(".,!?… ").split())


def _without_opener(text: str) -> str:
    for _ in range(4):
        match = _OPENER.match(text) or _INTRODUCES.match(text)
        if match is None or match.end() >= len(text):
            return text
        text = text[match.end() :]
    return text


def _without_stutter(text: str) -> str:
    text = _HALF_WORD.sub("", text)

    def once(match: re.Match[str]) -> str:
        word = match.group(1).lower()
        return match.group(1) if word in STOPWORDS and word not in _MEANT_TWICE else match.group()

    return _STUTTER.sub(once, text)


def _capital(text: str) -> str:
    """Give the first word a capital, unless it is written otherwise on purpose ("iPhone")."""
    on_purpose = text[1:2].isupper() or not text[:1].islower()
    return text if on_purpose else text[:1].upper() + text[1:]
