"""How a story says who says something: verbs, quotation marks and where the speaker's name stands."""

import re
from dataclasses import dataclass

from assistant.writing.proposal import Cite

VERBS = ("says", "adds", "explains", "recalls")
SAYS = rf"(?:{'|'.join(VERBS)})"
"""Pattern of the verbs that give words to somebody."""

_CURLY = str.maketrans(dict.fromkeys("“”„«»‟", '"'))
_STOPS = ("?", "!", "…", '"')
_PAST = re.compile(r"\b(?:I|we|it|they|there) (?:\w+ )?(?:was|were|had|did|used to|\w{3,}ed)\b", re.IGNORECASE)
_LONG = 24  # words from which a reader wants to know first who speaks


@dataclass(frozen=True)
class Speaker:
    """Who says something, as it is written, with what carries the title."""

    who: str  # "Maya Lindqvist, operations director"
    verb: str = "says"
    cites: tuple[Cite, ...] = ()

    @property
    def before(self) -> str:
        """Name and verb in front of what is said."""
        return f"{self.who}{',' if ',' in self.who else ''} {self.verb}"

    @property
    def behind(self) -> str:
        """Verb and name behind what is said."""
        return f"{self.verb} {self.who}"


def verb_for(text: str, told: int) -> str:
    """Return the verb for what one voice says after `told` sentences of its own in a row."""
    if not told:
        return "says"
    if told % 3 == 0 and _PAST.search(text):
        return "recalls"
    return "explains" if told % 3 == 2 else "adds"  # noqa: PLR2004  a bound that is used here only


def inside_marks(text: str) -> str:
    """Return words as they stand between curly marks: their own double marks are straight ones."""
    return text.translate(_CURLY)


def quoted(inner: str, speaker: Speaker | None, *, leading: bool = False) -> str:
    """Put words between quotation marks, with who says them behind, or in front where that reads better."""
    if speaker is None:
        return f"“{inner}”"
    if leading and len(inner.split()) >= _LONG:
        return f"{speaker.before}: “{stopped(inner)}”"
    if inner.endswith(_STOPS):
        return f"“{inner}” {speaker.behind}."
    return f"“{inner.rstrip('.')},” {speaker.behind}."


def attributed(told: str, speaker: Speaker) -> str:
    """Return a sentence in the third person with who says so behind it."""
    return f"{told.rstrip('.')}, {speaker.behind}." if told.endswith(".") else told


def reporting(told: str, speaker: Speaker) -> str:
    """Return what somebody says of "them": "Helmig says they worked all summer."."""
    if told.startswith(("They", "Their")):
        that = "" if speaker.verb == "says" else "that "
        return f"{speaker.before} {that}{told[0].lower()}{told[1:]}"
    return attributed(told, speaker)


def stopped(text: str) -> str:
    """Return words with a full stop behind them where nothing else ends them."""
    return text if text.endswith((".", "!", "?", "…", '"')) else text.rstrip(",") + "."
