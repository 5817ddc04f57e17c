"""What a run took: seconds, tokens and money, by engine and task."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from evals.running.record import Run, Time


class Cost(NamedTuple):
    """What the cases of one engine, or of one task of it, took; `dollars` None where a price is not known."""

    engine: str
    task: str
    cases: int
    seconds: float
    typical: float
    slowest: float
    read: int
    written: int
    dollars: float | None

    def __str__(self) -> str:
        told = [f"{self.cases} cases", f"{self.seconds:.1f} s of work", f"{self.typical:.2f} s a case"]
        told.append(f"{self.slowest:.2f} s at most")
        told += [f"{self.read:,} tokens in and {self.written:,} out"] if self.read else []
        told += [f"${self.dollars:.4f}"] if self.dollars else []
        return ", ".join(told)


def by_engine(run: Run, times: Sequence[Time]) -> tuple[Cost, ...]:
    """Return what each engine took in all."""
    return _costs(run, times, whole=True)


def by_task(run: Run, times: Sequence[Time]) -> tuple[Cost, ...]:
    """Return what each task took, by engine."""
    return _costs(run, times, whole=False)


def _costs(run: Run, times: Sequence[Time], *, whole: bool) -> tuple[Cost, ...]:
    tokens = {record.key: record.tokens for record in run.records}
    held: dict[tuple[str, str], list[Time]] = defaultdict(list)
    for time in times:
        held[time.engine, "" if whole else time.task].append(time)
    found = []
    for (engine, task), inside in sorted(held.items()):
        seconds = [time.seconds for time in inside]
        used = [tokens[key] for time in inside if (key := (time.engine, time.task, time.case, time.repeat)) in tokens]
        prices = [time.cost_usd for time in inside]
        found.append(
            Cost(
                engine,
                task,
                len(inside),
                sum(seconds),
                median(seconds),
                max(seconds),
                sum(each.input for each in used),
                sum(each.output for each in used),
                None if None in prices else sum(price for price in prices if price),
            )
        )
    return tuple(found)
