import pytest

from assistant.domain.accounts import Account
from assistant.domain.documents import Document
from ingest.documents import ingest


class Reading:
    """Reads text as a file would be read, and shows what was understood."""

    def __call__(self, text: str, *, name: str = "notes.md", account: Account | None = None) -> Document:
        return ingest(name, text.encode(), id=name, account=account or Account(), redact="off")

    def turns(self, text: str) -> list[tuple[str, str | None, str]]:
        """Return kind, speaker and words of each block."""
        document = self(text)
        return [(b.kind.value, b.speaker, document.text[b.start : b.end]) for b in document.blocks]

    def sides(self, text: str, account: Account | None = None) -> dict[str, str]:
        """Return the side of each person by name."""
        return {person.name: person.side.value for person in self(text, account=account).people}


@pytest.fixture
def reading() -> Reading:
    return Reading()
