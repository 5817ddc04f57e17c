"""Words that a model brings along: what the checker lets pass in a person's text is too much from a model.

A sentence may be put differently, but not say more. So beyond the checker: few of its content words may be
in no cited text, none of them may praise or exaggerate, and the first word, whose capital hides a name,
must be there. The reasons are the checker's kind, so that repair can act on them.
"""

from collections.abc import Iterable
from functools import lru_cache

from assistant.grounding.figures import find
from assistant.grounding.words import STOPWORDS, Token, stem, tokens
from assistant.grounding.wordset import wordset

MOST_SHARE = 0.3
"""Share of a sentence's content words that may be in no cited text; ours, see docs/performance.md."""

_READ = ("en", "und")
_FREE = wordset(
    "say says said tell tells told add adds added explain explains explained recall recalls recalled report",
    "reports reported note notes noted describe describes described according customer customers company team",
    "teams people person colleague colleagues user users today now before after since then later earlier until",
    "while during previously formerly once also still yet meanwhile instead however both each every year years",
    "month months week weeks day days time use uses used using take takes took go goes went get gets got come",
    "comes came make makes made give gives gave do does did become becomes became begin begins began start starts",
    "started keep keeps kept work works worked build builds built help helps helped plan plans planned expect",
    "expects expected want wants wanted need needs needed first next last new old one part parts way result",
    "results change changes changed drop drops dropped fall falls fell rise rises rose grow grows grew cut cuts",
    "reduce reduces reduced increase increases increased run runs ran",
)
_PRAISE = (
    "amaz", "astonish", "astound", "award", "best", "breakthrough", "breathtak", "brilliant", "cutting-edge",
    "delight", "dramatic", "flabbergast", "effortless", "enormous", "exceed", "excellen", "exception", "extraordin",
    "fantastic", "flawless", "game-chang", "great", "groundbreak", "huge", "immense", "impress", "incredibl",
    "innovat", "invaluabl", "leader", "love", "magic", "magnific", "marvel", "massive", "outstand", "perfect",
    "phenomen", "powerful", "premier", "radical", "remarkabl", "revolution", "robust", "seamless", "significant",
    "smooth", "spectacular", "staggering", "state-of-the-art", "stellar", "striking", "stunning", "success",
    "superb", "superior", "supercharg", "thrill", "transform", "tremendous", "unleash", "unlock", "unmatched",
    "unparallel", "unprecedent", "unrival", "vast", "wonder", "world-class",
)  # fmt: skip


def stray(text: str, carriers: Iterable[str], names: Iterable[str], language: str) -> str | None:
    """Return why a sentence says more than its evidence, or None.

    Args:
        text: the sentence.
        carriers: the texts it cites.
        names: of the account and of people, which may stand anywhere.
        language: of the sentence; the lists of words are English.
    """
    if language not in _READ:
        return None  # nothing beyond verbatim is carried there
    known = {token.stem for carrier in (*carriers, *names) for token in tokens(carrier)}
    figures = find(text, language)
    content = [
        token
        for token in tokens(text)
        if token.norm not in STOPWORDS and not any(f.start <= token.start < f.end for f in figures)
    ]
    strange = [token for token in content if token.stem not in known and token.stem not in _free()]
    if not strange:
        return None
    first = text.lstrip("“\"'‘(")
    if strange[0].start == len(text) - len(first):
        return f"name: the sentence begins with {strange[0].text}, which is in no cited text"
    praised = [token.text for token in strange if _praises(token)]
    if praised:
        return f"praise: in no cited text: {', '.join(praised)}"
    if len(strange) > 1 and len(strange) > MOST_SHARE * len(content):
        return f"coverage: not in the cited texts: {', '.join(token.text for token in strange)}"
    return None


@lru_cache(maxsize=1)
def _free() -> frozenset[str]:
    return frozenset(map(stem, _FREE))


def _praises(token: Token) -> bool:
    return token.norm.startswith(_PRAISE)
