"""A file of recorded replies: what was asked, by its hash, the repeat it was asked in, and what came back.

Kept at the level of HTTP, so that the program's own reading of replies, its retries and its repairs are scored too.
Neither headers nor addresses are kept, and of the question only the hash: no key can get into the file.
"""

import hashlib
import json
import threading
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import Field, ValidationError

from assistant.domain.base import Frozen
from assistant.domain.errors import BadInput

_ASKED = ("model", "messages", "response_format", "temperature", "stream")


class Key(NamedTuple):
    """Which call a reply answers: the n-th one of a case that asks the same, in one repeat of it."""

    request: str
    repeat: int
    nth: int


class Reply(Frozen):
    """One reply of the service; its body as it came, a JSON object or a stream of events."""

    request: str
    repeat: int = 0
    nth: int = 0
    status: int = 200
    media_type: str = "application/json"
    body: str

    @property
    def key(self) -> Key:
        """What it is found by."""
        return Key(self.request, self.repeat, self.nth)


class Head(Frozen):
    """The first line of the file.

    Attributes:
        made_by: who answered: a model, or replies written by hand.
        model: the name that was asked.
        cases: what was run, so that a replay runs nothing else: ids of cases by task.
        repeats: how often each was run.
    """

    schema_: Literal["evals-replies/1"] = Field(default="evals-replies/1", alias="schema")
    made_by: str
    model: str
    cases: dict[str, tuple[str, ...]] = {}
    repeats: int = 1


class Replies:
    """Replies by key; may be asked and added to from several threads."""

    def __init__(self, head: Head, replies: tuple[Reply, ...] = ()) -> None:
        self.head = head
        self._held = {reply.key: reply for reply in replies}
        self._lock = threading.Lock()

    def get(self, key: Key) -> Reply | None:
        """Return what was answered, or None."""
        with self._lock:
            return self._held.get(key)

    def add(self, reply: Reply) -> None:
        """Keep an answer."""
        with self._lock:
            self._held[reply.key] = reply

    @property
    def replies(self) -> tuple[Reply, ...]:
        """Every reply, sorted."""
        return tuple(reply for _, reply in sorted(self._held.items()))

    def to_jsonl(self) -> str:
        """Return the file: the head, then a reply a line, sorted."""
        head = self.head.model_dump(mode="json", by_alias=True)
        rows = [head, *(reply.model_dump(mode="json") for reply in self.replies)]
        return "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows)


def request_hash(body: bytes) -> str:
    """Return the hash of what a chat completion asks for: model, messages, form, temperature, streamed or not.

    Raises:
        ValueError: the body is no JSON.
    """
    data = json.loads(body)
    asked = {name: data[name] for name in _ASKED if name in data}
    return hashlib.sha256(json.dumps(asked, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:32]


def read_replies(path: Path) -> Replies:
    """Read a file of replies.

    Raises:
        BadInput: it cannot be read, or a line is not what it must be.
    """
    try:
        lines = [line for line in path.read_text("utf-8").split("\n") if line.strip()]
    except (OSError, ValueError) as error:
        raise BadInput(str(path), "cannot be read", mend="name a file of recorded replies") from error
    number = 1
    try:
        head = Head.model_validate_json(lines[0] if lines else "")
        replies = []
        for number, line in enumerate(lines[1:], start=2):  # noqa: B007  told where one does not fit
            replies.append(Reply.model_validate_json(line))
    except ValidationError as error:
        fault = f"no recorded reply: {error.errors(include_url=False)[0]['msg']}"
        raise BadInput(str(path), fault, place=f"line {number}", mend="record it again") from error
    return Replies(head, tuple(replies))
