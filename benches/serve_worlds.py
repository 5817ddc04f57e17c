"""Worlds for the load set: a few made-up accounts read and drafted for real, and as many variants of them as wanted.

A variant changes names and words for others of the same length, wherever they stand, so that every place that
passages and citations name still holds. What the schemas themselves say stays as it is.
"""

import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from assistant.bootstrap.one_shot import draft_with
from assistant.domain.accounts import Account
from assistant.domain.documents import Document, NamedBytes, Passage
from assistant.domain.people import RoleMap
from assistant.domain.story import Kind, Story
from assistant.retrieval.protocols import Embedder
from assistant.settings import Settings
from assistant.workflow.drafting import DraftRequest, read_notes
from assistant.workflow.roles import map_notes
from benches.whole import interview
from evals.cases import Case, accounts
from ingest.passages import passages

NAMES = ("calder-row-dairy", "kestrel-point-airport", "greyfriars-theatre", "pennine-rail-parts")
KINDS = (Kind.STORY, Kind.BRIEF, Kind.SAVE)
PASSAGES = 100  # of each account
_CALLS = 3_000  # words of a second document, the rest of the passages
_LETTERS = "abcdefghijklmnoprstuvw"
_WORD = re.compile(r"\b[A-Za-z]{6,}\b")


class World(NamedTuple):
    """One account with its notes, drafts and role map."""

    account: Account
    documents: tuple[tuple[Document, tuple[Passage, ...]], ...]
    stories: tuple[Story, ...]
    roles: RoleMap


def worlds(settings: Settings, embedder: Embedder, tell: Callable[[str], None]) -> list[World]:
    """Read and draft the accounts for real; takes half a minute."""
    known = {case.id: case for case in accounts()}
    made = []
    for number, name in enumerate(NAMES):
        tell(f"reading and drafting {name}")
        made.append(_world(known[name], number, settings, embedder))
    return made


def _world(case: Case, seed: int, settings: Settings, embedder: Embedder) -> World:
    account = case.account or Account.named(case.id)
    files = (*case.files.notes, NamedBytes("calls.txt", interview(_CALLS, seed).encode()))
    notes = read_notes(files, account, "off", _unheard)
    found, room = [], PASSAGES
    for document in notes.documents:
        some = tuple(passages(document))[:room]
        room -= len(some)
        found.append((document, some))
    asked = DraftRequest(notes=files, usage=case.files.usage, account=account, redact="off")
    stories = [
        draft_with(asked.model_copy(update={"kind": kind}), settings, embedder, notify=_unheard, progress=_unheard)
        for kind in KINDS
    ]
    roles = map_notes(notes, case.files.usage, _unheard)
    bare = tuple(one.model_copy(update={"text": ""}) for one in roles.documents)
    return World(account, tuple(found), tuple(stories), roles.model_copy(update={"documents": bare}))


class Variants:
    """Makes accounts that are like the worlds and yet differ in names and words.

    Args:
        made: the worlds.
        seed: of chance.
    """

    def __init__(self, made: Sequence[World], seed: int = 3) -> None:
        self._made = made
        self._chance = random.Random(seed)  # noqa: S311  made-up words, no secret
        self._words = _words(made)

    def world(self, number: int) -> World:
        """Return a variant of one of the worlds; the number makes it another account."""
        base = self._made[number % len(self._made)]
        swaps = {word: self._chance.choice(others) for word, others in self._some()}
        old = max((base.account.name or "").split(), key=len)
        new = "".join(self._chance.choice(_LETTERS) for _ in old)
        swaps[old], swaps[old.lower()] = new.capitalize(), new
        swap = _Swap(swaps, {base.account.id: f"{new}-{number:04}"})
        documents = []
        for document, found in base.documents:
            changed = swap(document.text)
            swap.whole[document.sha256] = sha256(changed.encode()).hexdigest()
            kept = Document.model_validate(swap(document.model_dump(mode="json")))
            documents.append((kept, tuple(Passage.model_validate(swap(one.model_dump(mode="json"))) for one in found)))
        return World(
            Account.model_validate(swap(base.account.model_dump(mode="json"))),
            tuple(documents),
            tuple(Story.model_validate(swap(story.model_dump(mode="json"))) for story in base.stories),
            RoleMap.model_validate(swap(base.roles.model_dump(mode="json"))),
        )

    def _some(self) -> Iterator[tuple[str, list[str]]]:
        """Yield a third of the words, with those they may become."""
        for words in self._words.values():
            for word in words:
                if self._chance.random() < 1 / 3:
                    yield word, words


class _Swap:
    """Exchanges words in strings, and whole strings such as ids, throughout a JSON value; keys stay."""

    def __init__(self, words: Mapping[str, str], whole: dict[str, str]) -> None:
        self._words = words
        self.whole = whole

    def __call__(self, value: Any) -> Any:
        """Return a value with its words exchanged."""
        if isinstance(value, str):
            return self.whole.get(value) or _WORD.sub(lambda found: self._words.get(found[0], found[0]), value)
        if isinstance(value, list):
            return [self(one) for one in value]
        if isinstance(value, dict):
            return {key: self(one) for key, one in value.items()}
        return value


def _words(made: Sequence[World]) -> dict[int, list[str]]:
    """Return the words of all notes by length, without those that schemas use."""
    schemas = json.dumps([kind.model_json_schema() for kind in (Story, Document, Passage, RoleMap, Account)])
    reserved = set(re.findall("[A-Za-z]+", schemas))
    found: dict[int, set[str]] = defaultdict(set)
    for world in made:
        for document, _ in world.documents:
            for word in _WORD.findall(document.text):
                if word.islower() and word not in reserved:
                    found[len(word)].add(word)
    return {length: sorted(words) for length, words in found.items()}


def _unheard(_: str) -> None:
    """Nobody is watching."""
