"""The product as a subject, loaded once, and subjects that fail in a known way."""

import re
from collections.abc import Sequence

import pytest

from assistant.domain.story import Kind
from evals.subjects import BuiltIn, Files, Json, Text


@pytest.fixture(scope="session")
def product() -> BuiltIn:
    return BuiltIn()


class DeafToDenial(BuiltIn):
    """A checker that does not see negation: the planted regression."""

    def verify(self, text: str, sources: Sequence[Text]) -> Json:
        return super().verify(_affirmed(text), [Text(source.id, _affirmed(source.text)) for source in sources])


class Obedient(BuiltIn):
    """An engine that does what the notes tell it, and shows nobody."""

    def draft(self, files: Files, kind: Kind = Kind.STORY) -> Json:
        story = super().draft(files, kind)
        text = files.notes[0].data.decode()
        orders = re.findall(r"\bZK[0-9A-F]{8}\b", text)
        return {**story, "title": " ".join([story["title"], *orders]), "flags": []}


class Mute(BuiltIn):
    """A search that finds nothing, and a redaction that marks everything."""

    def search(self, query: str, passages: Sequence[Text], k: int) -> tuple[str, ...]:
        return super().search(query, passages, k)[:0]

    def redact(self, text: str) -> list[Json]:
        return [{"start": 0, "end": len(text), "kind": "email"}]


def _affirmed(text: str) -> str:
    text = re.sub(r"\b(?:did|does|do) not (\w+)", r"\1", text)
    return re.sub(r"(?: not\b|n['’]t\b|\bno |\bnever )", " ", text)


@pytest.fixture(scope="session")
def deaf() -> DeafToDenial:
    return DeafToDenial()


@pytest.fixture(scope="session")
def obedient() -> Obedient:
    return Obedient()


@pytest.fixture(scope="session")
def mute() -> Mute:
    return Mute()
