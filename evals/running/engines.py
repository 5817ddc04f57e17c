"""Who is evaluated: the built-in engine, a model service, or recorded replies of one."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from pydantic import BaseModel

from assistant.domain.base import Frozen
from assistant.domain.errors import BadInput
from assistant.retrieval.protocols import Answer, AskModel
from prompts import Rendered

if TYPE_CHECKING:
    import httpx

    from evals.replay.replies import Replies

A = TypeVar("A", bound=BaseModel)
EngineKind = Literal["extractive", "openai", "replay"]
RECORDED = Path(__file__).parents[1] / "replay" / "stand_in.jsonl"
"""The replies that travel with the checkout; written by a program, not by a model."""
_NOWHERE = "http://replies.invalid/v1"  # replies come from a file: the address is never asked


class Engine(Frozen):
    """One engine of a run.

    Attributes:
        model: the model asked; None is that of the settings, or of the file.
        base_url: the service; None is that of the settings.
        replies: file of recorded replies, for a replay.
    """

    kind: EngineKind
    model: str | None = None
    base_url: str | None = None
    replies: Path | None = None

    @property
    def label(self) -> str:
        """What it is called in runs and reports."""
        return f"{self.kind} {self.model}" if self.model else self.kind


def matrix(
    kinds: tuple[EngineKind, ...], models: tuple[str, ...], base_url: str | None, replies: Path
) -> tuple[Engine, ...]:
    """Return every engine that is asked for: each model of a service is one.

    Raises:
        BadInput: a model or a service is named, and no engine that asks one.
    """
    if (models or base_url) and "openai" not in kinds:
        raise BadInput("--model", "no engine that asks a model is named", mend="add --engine openai")
    found: list[Engine] = []
    for kind in dict.fromkeys(kinds):
        if kind == "openai":
            named = models or (_model_of_settings(),)
            found += [Engine(kind=kind, model=model, base_url=base_url) for model in dict.fromkeys(named)]
        elif kind == "replay":
            from evals.replay.replies import read_replies

            found.append(Engine(kind=kind, model=read_replies(replies).head.model, replies=replies))
        else:
            found.append(Engine(kind=kind))
    return tuple(found)


def _model_of_settings() -> str:
    from assistant.settings import load_settings

    model = load_settings(os.environ).model or os.environ.get("OPENAI_MODEL")
    if not model:
        raise BadInput("--engine openai", "no model is named", mend="name one with --model")
    return model


class Renewed:
    """A model asked anew for every case: what one story may take of a service is counted for that story alone."""

    def __init__(self, make: Callable[[], AskModel], model: str) -> None:
        self._make = make
        self._model = model
        self._asked: AskModel | None = None

    @property
    def model(self) -> str:
        """The model that answers."""
        return self._model

    def model_for(self, prompt: str) -> str:
        """Return the model that answers a prompt."""
        return self._current().model_for(prompt)

    def ask(self, prompt: Rendered, schema: type[A]) -> Answer[A]:
        """Return the answer; see `assistant.retrieval.protocols.AskModel`."""
        return self._current().ask(prompt, schema)

    def begin(self) -> None:
        """Forget the last case."""
        self._asked = None

    def _current(self) -> AskModel:
        if self._asked is None:
            self._asked = self._make()
        return self._asked


class Exchange:
    """The calls of one case after another with a service, live, recorded or replayed.

    Args:
        engine: who is asked.
        replies: of a replay, or to be added to where they are recorded; None asks the service and keeps nothing.
    """

    def __init__(self, engine: Engine, replies: "Replies | None") -> None:
        self._engine = engine
        self.replies = replies
        self._repeat = 0
        self._transport: httpx.BaseTransport | None = None
        self.model = Renewed(self._chat, engine.model or "")

    def begin(self, repeat: int) -> None:
        """Begin a case."""
        self._repeat = repeat
        self._transport = None
        self.model.begin()

    def missing(self) -> tuple[str, ...]:
        """Return what the case asked for and no reply was recorded of."""
        from evals.replay.transport import Replaying

        return tuple(self._transport.missing) if isinstance(self._transport, Replaying) else ()

    def _chat(self) -> AskModel:
        import httpx

        from assistant.bootstrap.asking import chat_model
        from evals.replay.transport import Recording, Replaying

        if self._engine.kind == "replay" and self.replies is not None:
            self._transport = Replaying(self.replies, self._repeat)
            client = httpx.Client(transport=self._transport)
            return chat_model(model=self.model.model, base_url=_NOWHERE, http_client=client, sleep=_at_once)
        if self.replies is not None:
            self._transport = Recording(self.replies, self._repeat, httpx.HTTPTransport())
            client = httpx.Client(transport=self._transport)
            return chat_model(model=self.model.model, base_url=self._engine.base_url, http_client=client)
        return chat_model(model=self.model.model, base_url=self._engine.base_url)


def _at_once(_: float) -> None:
    """Wait for nobody: a recorded service does not recover."""
