"""Turns first-person speech into the third person, where that needs no guess; else says it cannot.

"We used to need ten days" becomes "Northwind used to need ten days". Verbs after a name take the
third person; a verb whose form is not known, a "you", or words within quotation marks make the
attempt fail, and the sentence is then quoted instead. Nobody's gender is assumed.
"""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FIRST = _words("we we're we've we'll we'd our ours us ourselves")
_SELF = _words("i i'm i've i'll i'd my mine me myself")
_STOPPERS = _words(
    "you your yours you're you've you'll you'd yourself let's y'all gonna wanna gotta guys myself mine me ourselves"
)
_BEING = {"are": "is", "were": "was", "have": "has", "do": "does"} | {
    "aren't": "isn't", "weren't": "wasn't", "haven't": "hasn't", "don't": "doesn't", "am": "is",
}  # fmt: skip
_UNCHANGED = _words(
    "will would can could should may might must did had won't wouldn't can't cannot couldn't shouldn't didn't "
    "hadn't was wasn't used never"
)
_PAST = _words(
    "began became bought brought built came chose cut drew drove fell felt found gave got grew held kept knew "
    "learned learnt led left lost made met moved paid put ran rewrote said saw sent set shut sold spent spoke "
    "started stood stopped switched taught thought threw told took understood went won wrote"
)
_ADVERBS = _words(
    "actually already also always basically currently eventually finally first fully gradually immediately "
    "initially just largely later mainly mostly never now often only originally previously primarily probably "
    "quickly really recently since simply slowly soon still then usually all both"
)
_PRESENT = _words(
    "add answer automate build call care check close collect come cover cut deliver deploy do employ expect "
    "export feel find focus get give handle hire hold host keep know launch lead let like look maintain make "
    "manage measure meet move need offer open operate own pay plan produce provide publish put receive reduce "
    "release rely remain report review run save schedule sell send serve ship show spend start stop store "
    "support take teach tell track train treat try use view want work write"
)
_IRREGULAR = {"do": "does", "try": "tries", "rely": "relies", "apply": "applies", "carry": "carries"}
_STATE = _words("run lead manage head own look work handle")
_PLACE = _words("the a an responsible in one")
_SAME_SUBJECT = re.compile(r"^((?:[A-Z][\w’'-]+ ){0,2}[A-Z][\w’'-]+), (?:she|he|they)['’]s (?=(?:the|a|an|our|my)\b)")
_OTHERS_FIRST = re.compile(
    r"\b(?:people|customers|users|developers|companies|clients|engineers|teams|folks|partners)\b.*?"
    r"\b(?:we|our|us)\b",
    re.IGNORECASE,
)
_OTHERS = {
    "we": "they", "we're": "they're", "we've": "they've", "we'd": "they'd", "we'll": "they'll",
    "our": "their", "ours": "theirs", "us": "them", "ourselves": "themselves",
}  # fmt: skip
_THEY = re.compile(r"\b(?:they|them|their|theirs)\b", re.IGNORECASE)
GENERIC = "the customer"
"""What an account without a name is called."""
_OPINION = _words("i'd think thought guess know say mean suppose believe feel hope wish bet remember wonder imagine")
_TO_HAVE = _words("been had done seen gone built made known got spent lost grown")


@dataclass(frozen=True)
class Voice:
    """Whose "we" and "I" a sentence holds.

    Attributes:
        ours: what "we" becomes, such as the account's name.
        mine: what "I" becomes, the speaker's name; None where the speaker is not known.
    """

    ours: str
    mine: str | None


def has_verb(text: str) -> bool:
    """Tell whether a sentence has a verb that we know: a fragment cannot stand alone."""
    return any(_is_verb(_norm(word.group())) for word in _WORD.finditer(text))


def is_first_person(text: str) -> bool:
    """Tell whether a sentence speaks of "I" or "we"."""
    return any(_norm(word.group()) in _FIRST | _SELF for word in _WORD.finditer(text))


def addresses(text: str) -> bool:
    """Tell whether a sentence speaks to somebody ("you") or asks to do something together ("let's")."""
    return any(_norm(word.group()) in _STOPPERS for word in _WORD.finditer(text))


def narrated(text: str, voice: Voice) -> str | None:
    """Return the sentence in the third person, or None where that would be a guess.

    A "they" that is somebody else's would get mixed up with the one that stands for "we".
    """
    text = text.replace(" here in ", " in ")
    text = _SAME_SUBJECT.sub(r"\1 is ", text)
    if voice.mine:
        text = re.sub(r"\bmyself and (?=[A-Z])", f"{voice.mine} and ", text)
    firsts = sum(_norm(word.group()) in _FIRST | _SELF for word in _WORD.finditer(text))
    if firsts > 1 and (_THEY.search(text) or voice.ours.casefold() == GENERIC):
        return None
    if firsts and voice.ours.casefold() == GENERIC and "customer" in text.casefold():
        return None
    if any(mark in text for mark in '“”"?') or addresses(text):
        return None
    return _Narrator(text, voice).run()


def reported(text: str) -> str | None:
    """Return a sentence about "us" as what somebody says of "them", or None where that would be a guess."""
    if (
        _THEY.search(text)
        or _OTHERS_FIRST.search(text)
        or any(mark in text for mark in '“”"?')
        or re.search(r"\bof us\b", text)
    ):
        return None
    text = text.replace(" here in ", " in ")
    words = [_norm(word.group()) for word in _WORD.finditer(text)]
    if set(words) & (_SELF | (_STOPPERS - {"ourselves"})) or not set(words) & _FIRST:
        return None
    return _WORD.sub(lambda word: _like(word.start(), _OTHERS.get(_norm(word.group()), word.group())), text)


class _Narrator:
    def __init__(self, text: str, voice: Voice) -> None:
        self._text = text
        self._voice = voice
        self._words = list(_WORD.finditer(text))
        self._named = False  # the account has been named: "they" from here on
        self._selves = 0

    def run(self) -> str | None:
        out, at = [], 0
        for index, word in enumerate(self._words):
            norm = _norm(word.group())
            if word.start() < at or norm not in _FIRST | _SELF:
                continue
            changed = self._changed(norm, index)
            if changed is None:
                return None
            new, end = changed
            out += [self._text[at : word.start()], _like(word.start(), new)]
            at = end
        return "".join([*out, self._text[at:]])

    def _changed(self, norm: str, index: int) -> tuple[str, int] | None:
        end = self._words[index].end()
        if norm in ("our", "my"):
            return self._owner(norm), end
        if norm in ("us", "ours"):
            new = self._object(norm, index)
            return (new, end) if new else None
        if norm.startswith("i"):
            return self._myself(norm, index)
        plural = self._named
        return self._subject(norm, index, "they" if plural else self._name(), plural=plural)

    def _object(self, norm: str, index: int) -> str | None:
        """Return what "us" and "ours" become; "of us" counts people, which a name cannot stand for."""
        of_us = index > 0 and _norm(self._words[index - 1].group()) == "of"
        if self._named and not of_us:
            return "them" if norm == "us" else "theirs"
        return None if norm == "ours" or of_us else self._name()

    def _myself(self, norm: str, index: int) -> tuple[str, int] | None:
        if self._voice.mine is None or self._selves or self._thinks(index):
            return None
        self._selves += 1
        return self._subject(norm, index, self._voice.mine, plural=False)

    def _thinks(self, index: int) -> bool:
        """Tell whether "I" only introduces an opinion, which would read oddly of somebody named."""
        following = {_norm(word.group()) for word in self._words[index : index + 4]}
        return bool(following & _OPINION)

    def _owner(self, norm: str) -> str:
        if norm == "my":
            if self._selves or self._voice.mine is None:
                return "their"
            self._selves += 1
            return _possessive(self._voice.mine)
        return "their" if self._named else _possessive(self._name())

    def _name(self) -> str:
        self._named = True
        return self._voice.ours

    def _subject(self, norm: str, index: int, name: str, *, plural: bool) -> tuple[str, int] | None:
        """Return subject and verb in agreement, with where the verb ends."""
        end = self._words[index].end()
        if "'" in norm:
            verb = self._short(norm.split("'")[1], index)
            if norm.startswith("i"):
                return (f"{name} is", end) if norm == "i'm" and self._next(index) in _PLACE else None
            return (f"{name} {verb if plural else _BEING.get(verb, verb)}", end) if verb else None
        follower = index + 1
        while follower < len(self._words) and _norm(self._words[follower].group()) in _ADVERBS:
            follower += 1
        if follower >= len(self._words):
            return None
        verb_match = self._words[follower]
        between = self._text[end : verb_match.start()]
        form = _third(_norm(verb_match.group()), plural=plural)
        told = _norm(verb_match.group())
        if norm == "i" and not (_is_past(told) or told in _STATE):
            return None
        if form is None or any(mark in between for mark in ",;:.()"):
            return None
        return name + between + form, verb_match.end()

    def _next(self, index: int) -> str:
        return _norm(self._words[index + 1].group()) if index + 1 < len(self._words) else ""

    def _short(self, ending: str, index: int) -> str | None:
        if ending == "d":
            after = next((_norm(w.group()) for w in self._words[index + 1 :] if _norm(w.group()) not in _ADVERBS), "")
            return "had" if after in _TO_HAVE or _is_regular_past(after) else "would"
        return {"re": "are", "ve": "have", "ll": "will", "m": "are"}.get(ending)


def _third(verb: str, *, plural: bool) -> str | None:
    """Return the verb as it stands after a name (singular) or after "they"."""
    known = verb in _UNCHANGED or verb in _PAST or verb in _BEING or verb in _PRESENT
    regular_past = _is_regular_past(verb)
    if not known and not regular_past:
        return None
    if verb == "am":
        return "is"
    if plural or verb in _UNCHANGED or verb in _PAST or regular_past:
        return verb
    if verb in _BEING:
        return _BEING[verb]
    return _IRREGULAR.get(verb) or (verb + "es" if verb.endswith(("s", "sh", "ch", "x", "o")) else verb + "s")


def _is_verb(word: str) -> bool:
    known = word in _PAST or word in _PRESENT or word in _UNCHANGED or word in _BEING or word in _BEING.values()
    return known or "'" in word or _is_regular_past(word) or word.removesuffix("s") in _PRESENT


def _is_past(verb: str) -> bool:
    return verb in _PAST or verb in ("was", "had", "did", "used", "couldn't", "didn't") or _is_regular_past(verb)


def _is_regular_past(verb: str) -> bool:
    return verb.endswith("ed") and not verb.endswith("eed")


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _like(start: int, new: str) -> str:
    """Begin a sentence with a capital."""
    return new[:1].upper() + new[1:] if start == 0 else new


def _norm(word: str) -> str:
    return word.lower().replace("’", "'")
