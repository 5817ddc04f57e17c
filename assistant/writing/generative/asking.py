"""Asks the model for the stages of one story: side by side where they can be, once for the same question."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from assistant.domain.errors import ModelFailed, ReplyCut
from assistant.domain.story import PromptUse, Stage, Tokens
from assistant.retrieval.protocols import Answer, AskModel, StageCache
from assistant.writing.proposal import Effort
from prompts import Rendered, load, render

A = TypeVar("A", bound=BaseModel)
T = TypeVar("T")
I = TypeVar("I")  # noqa: E741  an item

Progress = Callable[[str], None]


class MemoryCache:
    """Answers kept for as long as one program runs."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        """Return what is kept under a key, or None."""
        return self._kept.get(key)

    def put(self, key: str, value: str) -> None:
        """Keep an answer."""
        self._kept[key] = value

    def clear(self) -> None:
        """Forget every answer."""
        self._kept.clear()


@dataclass
class _Tally:
    """What one stage has taken; seconds are those in which at least one of its calls was under way."""

    calls: int = 0
    kept: int = 0
    input: int = 0
    output: int = 0
    seconds: float = 0.0
    running: int = 0
    since: float = 0.0


@dataclass
class Desk:
    """Where questions of one story go out and answers come in.

    Attributes:
        model: who answers; may be asked from several threads.
        cache: answers already paid for.
        parallel: questions at the same time.
        clock: seconds, monotonic.
        progress: is told each stage as it begins.
    """

    model: AskModel
    cache: StageCache
    parallel: int
    clock: Callable[[], float]
    progress: Progress
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _tallies: dict[str, _Tally] = field(default_factory=dict)
    _prompts: dict[str, PromptUse] = field(default_factory=dict)
    _cost: float = 0.0
    _unpriced: set[str] = field(default_factory=set)

    def ask(self, stage: str, values: Mapping[str, Any], schema: type[A]) -> A:
        """Return the answer to the newest prompt of a stage.

        Raises:
            ModelFailed: the service stays down, refuses, or does not answer with the schema.
        """
        prompt = render(load(stage), values)
        key = self._key(prompt, schema)
        kept = self._kept(key, schema)
        with self._lock:
            self._prompts[stage] = PromptUse(name=prompt.name, version=prompt.version, sha256=prompt.sha256)
            self._tallies.setdefault(stage, _Tally()).kept += kept is not None
        if kept is not None:
            return kept
        with self._timed(stage):
            answer = self.model.ask(prompt, schema)
        self._count(stage, answer)
        self.cache.put(key, answer.value.model_dump_json())
        return answer.value

    def together(self, calls: Sequence[Callable[[], T]]) -> list[T | ModelFailed]:
        """Run calls side by side and return their results in order; a failure stands in the place of its result."""
        if len(calls) < 2:  # noqa: PLR2004  one alone needs no thread
            return [_caught(call) for call in calls]
        waiting = SimpleQueue[tuple[Callable[[], T], Future[T | ModelFailed]]]()
        futures: list[Future[T | ModelFailed]] = [Future() for _ in calls]
        for pair in zip(calls, futures, strict=True):
            waiting.put(pair)
        for _ in range(min(self.parallel, len(calls))):
            threading.Thread(target=_work, args=(waiting,), daemon=True).start()  # Ctrl-C need not wait for answers
        return [future.result() for future in futures]

    def in_parts(self, items: Sequence[I], ask: Callable[[Sequence[I]], A]) -> list[A]:
        """Ask about items; where the answer is cut off, ask about each half.

        Raises:
            ModelFailed: as `ask`.
        """
        try:
            return [ask(items)]
        except ReplyCut:
            if len(items) < 2:  # noqa: PLR2004  one has no halves
                raise
        half = len(items) // 2
        return [*self.in_parts(items[:half], ask), *self.in_parts(items[half:], ask)]

    def effort(self, judged: Stage | None = None) -> Effort:
        """Return what was taken so far, for a provenance; `judged` is what a judge has, where it does not tell it."""
        stages = tuple(
            Stage(
                name=name,
                calls=tally.calls,
                kept=tally.kept,
                seconds=round(tally.seconds, 3),
                tokens=Tokens(input=tally.input, output=tally.output),
            )
            for name, tally in self._tallies.items()
        )
        stages = stages if judged is None else (*stages, judged)
        total = Tokens(input=sum(s.tokens.input for s in stages), output=sum(s.tokens.output for s in stages))
        notes = tuple(f"no price is known for {name}: its cost is not counted" for name in sorted(self._unpriced))
        return Effort(tuple(self._prompts.values()), total, round(self._cost, 6), stages, notes)

    def _kept(self, key: str, schema: type[A]) -> A | None:
        text = self.cache.get(key)
        try:
            return None if text is None else schema.model_validate_json(text)
        except ValidationError:  # kept by another version of this program
            return None

    def _key(self, prompt: Rendered, schema: type[BaseModel]) -> str:
        """Return the hash of everything that an answer depends on."""
        model = self.model.model_for(prompt.name)
        parts = [model, schema.__name__, prompt.sha256, prompt.temperature, prompt.system, prompt.user]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        tally = self._tallies[stage]
        with self._lock:
            if not tally.running:
                tally.since = self.clock()
            tally.running += 1
        try:
            yield
        finally:
            with self._lock:
                tally.running -= 1
                if not tally.running:
                    tally.seconds += self.clock() - tally.since

    def _count(self, stage: str, answer: Answer[A]) -> None:
        with self._lock:
            tally = self._tallies[stage]
            tally.calls += answer.attempts
            tally.input += answer.tokens.input
            tally.output += answer.tokens.output
            self._cost += answer.cost_usd or 0.0
            if answer.cost_usd is None:
                self._unpriced.add(self.model.model_for(stage))


def _work(waiting: "SimpleQueue[tuple[Callable[[], T], Future[T | ModelFailed]]]") -> None:
    """Run what waits until nothing does."""
    while True:
        try:
            call, future = waiting.get_nowait()
        except Empty:
            return
        try:
            future.set_result(_caught(call))
        except BaseException as error:  # noqa: BLE001  it is raised where the result is asked for
            future.set_exception(error)


def _caught(call: Callable[[], T]) -> T | ModelFailed:
    try:
        return call()
    except ModelFailed as error:
        return error
