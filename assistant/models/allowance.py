"""What one story may take of a model service, and what it has taken; shared by its threads."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from assistant.domain.errors import LimitReached
from assistant.domain.story import Price, Tokens

_MILLION = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Most calls, tokens and seconds that one story may take."""

    calls: int = 60
    tokens: int = 400_000
    seconds: float = 900.0


@dataclass
class Allowance:
    """Counts calls and tokens against the limits; `clock` gives monotonic seconds."""

    limits: Limits
    clock: Callable[[], float]
    provider: str
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _calls: int = 0
    _tokens: int = 0
    _began: float | None = None

    def take_call(self) -> None:
        """Count a call that is about to be made.

        Raises:
            LimitReached: it would be one too many, or tokens or seconds are spent.
        """
        with self._lock:
            self._began = self.clock() if self._began is None else self._began
            spent = self._spent()
            if spent is not None:
                raise LimitReached(
                    self.provider, f"the limit of {spent} for one story is reached", attempts=self._calls
                )
            self._calls += 1

    def took(self, tokens: Tokens) -> None:
        """Count the tokens of an answer."""
        with self._lock:
            self._tokens += tokens.input + tokens.output

    def left_s(self) -> float:
        """Return the seconds that are left."""
        began = self.clock() if self._began is None else self._began
        return max(0.0, self.limits.seconds - (self.clock() - began))

    def _spent(self) -> str | None:
        if self._calls >= self.limits.calls:
            return f"{self.limits.calls} calls"
        if self._tokens >= self.limits.tokens:
            return f"{self.limits.tokens} tokens"
        return f"{self.limits.seconds:g} seconds" if self.left_s() <= 0 else None


def cost_usd(tokens: Tokens, model: str, prices: Mapping[str, Price]) -> float | None:
    """Return what tokens cost, or None where no price of the model is known."""
    price = prices.get(model)
    return None if price is None else (tokens.input * price.input + tokens.output * price.output) / _MILLION
