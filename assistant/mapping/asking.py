"""Asking a model about notes: in stretches, side by side, with every part of the notes accounted for."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel

from assistant.domain.errors import LimitReached, ModelFailed

A = TypeVar("A", bound=BaseModel)
T = TypeVar("T")
I = TypeVar("I")  # noqa: E741  an item

WINDOW_WORDS = 1_800
_ASKED = 160  # characters of a sentence that a reason shows


class Asking(Protocol):
    """Where questions to a model go out and answers come in; the desk of the drafting engine is one."""

    def ask(self, stage: str, values: Mapping[str, Any], schema: type[A]) -> A:
        """Return the answer to the newest prompt of a stage; ModelFailed where there is none."""
        ...

    def together(self, calls: Sequence[Callable[[], T]]) -> list[T | ModelFailed]:
        """Run calls side by side; a failure stands in the place of its result."""
        ...

    def in_parts(self, items: Sequence[I], ask: Callable[[Sequence[I]], A]) -> list[A]:
        """Ask about items; where the answer is cut off, ask about each half."""
        ...


@dataclass(frozen=True)
class Shown:
    """One sentence as a model is shown it."""

    id: str
    text: str
    speaker: str | None = None

    @property
    def line(self) -> str:
        """The sentence as a line of a prompt."""
        return f"[{self.id}] {self.speaker}: {self.text}" if self.speaker else f"[{self.id}] {self.text}"


def windows(items: Sequence[Shown], words: int = WINDOW_WORDS) -> Iterator[tuple[Shown, ...]]:
    """Yield sentences in stretches of at most about `words` words, in reading order."""
    window: list[Shown] = []
    size = 0
    for item in items:
        length = len(item.text.split())
        if window and size + length > words:
            yield tuple(window)
            window, size = [], 0
        window.append(item)
        size += length
    if window:
        yield tuple(window)


def answers(desk: Asking, items: Sequence[Shown], ask: Callable[[Sequence[Shown]], A]) -> tuple[list[A], list[str]]:
    """Return the answers for all stretches, and a remark for each stretch that was lost.

    Raises:
        ModelFailed: no call came through, or what may be spent is spent.
    """
    parts = list(windows(items))

    def asked(window: Sequence[Shown]) -> Callable[[], list[A]]:
        return lambda: desk.in_parts(window, ask)

    results = desk.together([asked(window) for window in parts])
    failed = [result for result in results if isinstance(result, ModelFailed)]
    if failed and (len(failed) == len(results) or any(isinstance(one, LimitReached) for one in failed)):
        raise failed[0]
    remarks = [
        f"the model did not read the notes from “{window[0].text[:_ASKED]}” on: {result}"
        for window, result in zip(parts, results, strict=True)
        if isinstance(result, ModelFailed)
    ]
    return [answer for result in results if not isinstance(result, ModelFailed) for answer in result], remarks


def refusals(refused: Counter[str]) -> Iterator[str]:
    """Yield one line on the proposals that were refused, with each reason; none where all were kept."""
    if count := refused.total():
        reasons = "; ".join(f"{number} × {reason}" for reason, number in refused.most_common())
        yield f"{count} {'proposal' if count == 1 else 'proposals'} of the model refused: {reasons}"
