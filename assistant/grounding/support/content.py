"""The words of a sentence that carry content."""

from collections.abc import Sequence

from assistant.grounding.words import STOPWORDS, Token, tokens
from assistant.grounding.wordset import wordset

# Contraction ends, answers and fillers, and what tokenisers leave for a word they did not know.
LIGHT = STOPWORDS | wordset(
    "s t d m ll re ve n't 's 'm 're 've 'd 'll don't doesn't didn't isn't aren't wasn't weren't can't",
    "couldn't won't wouldn't",
    "shouldn't haven't hasn't hadn't i'm i've i'd i'll you're you've we're we've they're they've it's that's",
    "there's he's she's",
    " what's let's yes yeah yea yep no nope oh ah um uh hmm well ok okay sure please unk",
)


def content(words: Sequence[Token]) -> tuple[Token, ...]:
    """Return the tokens that are not function words, fillers or a tokeniser's blanks."""
    return tuple(word for word in words if word.norm not in LIGHT)


def content_of(text: str) -> tuple[Token, ...]:
    """Return the content tokens of a text."""
    return content(tokens(text))
