"""Tells sentences that assert nothing: greetings, thanks, small talk, open questions."""

from assistant.grounding.claim import Claim
from assistant.grounding.wordset import wordset

# Said to somebody, about nothing.
_CORE = wordset(
    "dear hi hello hey bye goodbye welcome thanks thank thankyou cheers regards sincerely greetings sorry excuse",
    "pardon absolutely definitely exactly",
    "indeed certainly agree agreed haha hahaha lol wow congrats congratulations i i'm you you're yes yeah no",
    "ok okay sure great good nice cool",
)
# What may stand beside that; function words and fillers apart.
_TALK = _CORE | wordset(
    "dear everyone everybody all folks team morning afternoon evening day week lovely fine awesome wonderful",
    "glad happy pleased totally right true",
    "meeting meet talking talk chatting speaking best wishes know idea reading listening watching see later soon",
    "again look forward looking hear hearing much lot very really",
    " so think believe guess",
)
_ASKING = wordset(
    "think feel know like want mean say tell opinion question questions help interested anything something",
    "else more see agree favorite favourite",
    "go going happen happened happens next change changed get let me sound sounds ready wrong matter",
    "happening about learn read work why how",
)
_WE_TWO = wordset("i i'm i've me my you you're your")
_LONGEST = 12  # words; a longer sentence says something


def asserts_nothing(claim: Claim) -> bool:
    """Tell whether the sentence says nothing that a source could carry or refute.

    A question that names things presupposes them, so it is checked like a statement.
    """
    words = claim.words
    if not words:
        return True
    if any(map(str.isdigit, claim.text)) or len(words) > _LONGEST:
        return False
    if not claim.content:
        return True
    asking = claim.text.rstrip(" \"'”’)").endswith("?")
    if any(name.words[0].norm not in _TALK for name in claim.names) and not _greeting(claim):
        return False
    allowed = _TALK | _ASKING if asking else _TALK
    return all(word.norm in allowed for word in claim.content) and (asking or _is_small_talk(claim))


def _is_small_talk(claim: Claim) -> bool:
    """Tell whether a sentence opens with a greeting or an answer, or speaks of nobody but the two who talk."""
    return claim.words[0].norm in _CORE or any(word.norm in _WE_TWO for word in claim.words)


def _greeting(claim: Claim) -> bool:
    return claim.words[0].norm in {"hi", "hello", "hey", "dear", "thanks", "thank"}
