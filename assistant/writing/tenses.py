"""The tense that an English sentence is told in, read off its finite verbs.

A sentence may hold both ("It was slow and is quick now"): a house style is broken only where the other
tense stands alone. What could be a noun as well ("plans", "orders") counts as a verb only behind a pronoun.
"""

import re
from typing import Literal

from assistant.grounding.words import Token, tokens
from assistant.grounding.wordset import wordset

Tense = Literal["past", "present"]

_PRESENT = wordset(
    "is are am has have does do isn't aren't hasn't haven't doesn't don't it's they're we're i'm there's that's",
    "makes takes shows says gives keeps goes comes gets lets sees saves brings holds allows becomes begins buys",
    "chooses feels finds grows happens includes knows leaves loses means meets pays puts reads remains sells sends",
    "sits speaks spends stays tells thinks tries understands wants writes expects lives consists contains",
    "depends enables ensures exists handles helps improves knows manages owns prefers provides receives relies",
    "requires serves sets supports tracks uses visits",
)
_PAST = wordset(
    "was were had did wasn't weren't hadn't didn't went got made took gave told said came saw knew found kept left",
    "lost led held met paid put sent sold bought built brought began became chose felt grew meant ran spent stood",
    "thought understood won wrote rose fell drove drew spoke let cut set read",
)
_SAME = wordset("put let cut set read")  # past and present alike: they tell neither
_SINGULAR = wordset("he she it who which")
_PLURAL = wordset("they we i you who")
_BETWEEN = wordset("now still also already often always never usually only just then")
_HELPS = wordset("has have had having is are am be been being was were get gets got getting")
_PARTICIPLE = re.compile(r"\w{2,}ed\Z")
_ENDS_IN_S = re.compile(r"\w{2,}[^\Wsiu'’]s\Z")
_BASE = re.compile(r"[a-z]+\Z")
_NO_VERBS = wordset(
    "all both will would can could may might must shall should were was had did have are do does is am has need each",
    "in on at of to for with from by and or but as than then there here so not too",
)


def tenses(sentence: str) -> frozenset[Tense]:
    """Return the tenses of the finite verbs that can be told; none where there is no such verb."""
    words = tokens(sentence)
    found: set[Tense] = set()
    for number, word in enumerate(words):
        before = _before(words, number)
        if word.norm in _PRESENT or _is_present(word, before):
            found.add("present")
        elif word.norm in _SAME:
            continue
        elif word.norm in _PAST or (_PARTICIPLE.match(word.norm) and before not in _HELPS):
            found.add("past")
    return frozenset(found)


def _before(words: tuple[Token, ...], number: int) -> str:
    """Return the word before, adverbs left aside."""
    at = number - 1
    while at >= 0 and (words[at].norm in _BETWEEN or words[at].norm == "not"):
        at -= 1
    return words[at].norm if at >= 0 else ""


def _is_present(word: Token, before: str) -> bool:
    if before in _SINGULAR and _ENDS_IN_S.match(word.norm):
        return True
    base = before in _PLURAL and _BASE.match(word.norm) and not _PARTICIPLE.match(word.norm)
    return bool(base) and word.norm not in _NO_VERBS | _PAST | _BETWEEN
