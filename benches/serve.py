"""The service under load: `make bench-serve`.

    python -m benches.serve [SECONDS]

Twenty people ask the real server at once for some seconds, with nothing else going on and with one draft always
running; first with pauses between requests as people make them, then without any (every one of them waits for an
answer all the time). A table by route and by kind against the limits, and all of it as JSON in out/bench-serve.json.
The load comes from this process, on the same cores.
"""

import json
import os
import random
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benches.serve_child import copied, serving, signed_in
from benches.serve_connection import Connection
from benches.serve_fill import CSMS, REVIEWERS, csm, filled
from benches.serve_mix import Person
from benches.serve_paint import first_paints

LIMITS = {"read": 0.100, "page": 0.200, "search": 0.150, "interview": 1.000, "first paint": 0.200}  # p95, seconds
PEOPLE, PAUSE = 20, 0.5  # seconds on average between an answer and the next request
SECONDS = 40.0
ALL = frozenset({"read", "page", "search", "interview"})
QUICK = ALL - {"interview"}
RESULT = Path("out/bench-serve.json")


class Sample(NamedTuple):
    """One answer."""

    kind: str
    route: str
    seconds: float
    status: int


class State(NamedTuple):
    """What goes on while it is measured."""

    name: str
    drafting: bool
    pause: float
    kinds: frozenset[str]


STATES = (
    State("quiet", drafting=False, pause=PAUSE, kinds=ALL),
    State("one draft running", drafting=True, pause=PAUSE, kinds=ALL),
    State("quiet, no pauses", drafting=False, pause=0.0, kinds=QUICK),
    State("one draft running, no pauses", drafting=True, pause=0.0, kinds=QUICK),
)


class Figures(NamedTuple):
    """How long some answers took, in seconds."""

    answers: int
    p50: float
    p95: float
    p99: float
    failed: int


def main(arguments: Sequence[str] = ()) -> None:
    """Measure and report."""
    seconds = float(arguments[0]) if arguments else SECONDS
    result: dict[str, object] = {"cores": os.cpu_count(), "people": PEOPLE, "pause": PAUSE}
    with copied(filled()) as folder, serving(folder) as url:
        users = [*(csm(number) for number in range(CSMS)), *(f"reviewer-{number}" for number in range(REVIEWERS))]
        secrets = signed_in(folder, users)
        connections = [Connection(url, one) for one in (*secrets[:16], *secrets[-4:])][:PEOPLE]
        people = [Person(connection, number) for number, connection in enumerate(connections)]
        drafter = Connection(url, secrets[-5])
        result["first answers"] = _warm(people)
        for state in STATES:
            load = os.getloadavg()[0]
            samples = _measured(people, drafter, state, seconds)
            print(f"\n{state.name}: {len(samples) / seconds:.0f} answers a second; load before {load:.1f}")
            result[state.name] = {"load before": load, **_told(samples)}
        paints = first_paints(url, people[0], secrets[0].session)
        _table({f"{page} (first paint)": ("first paint", _figures(times, 0)) for page, times in paints.items()})
        result["first paint"] = {page: _figures(times, 0)._asdict() for page, times in paints.items()}
    RESULT.write_text(json.dumps(result, indent=1))
    print(f"\nall of it: {RESULT}")


def _warm(people: Sequence[Person]) -> dict[str, float]:
    """Ask for everything once, and tell how long each first answer took."""
    first: dict[str, float] = {}
    for ask in people[0].every():
        answer = people[0].connection.ask(ask.method, ask.path, ask.body)
        if answer.status >= 400:
            raise SystemExit(f"bench-serve: {ask.method} {ask.path}: {answer.status}")
        first.setdefault(ask.route, round(answer.seconds, 3))
    worst = max(first, key=lambda route: first[route])
    print(f"first answers: the slowest is {worst} with {first[worst]:.2f} s")
    return first


def _measured(people: Sequence[Person], drafter: Connection, state: State, seconds: float) -> list[Sample]:
    end = time.monotonic() + seconds
    with _drafting(drafter, state.drafting), ThreadPoolExecutor(len(people)) as pool:
        done = pool.map(lambda person: list(_asked(person, state, end)), people)
        return [sample for some in done for sample in some]


def _asked(person: Person, state: State, end: float) -> Iterator[Sample]:
    chance = random.Random()  # noqa: S311  pauses, no secret
    time.sleep(chance.random() * state.pause)
    for ask in person.asks(state.kinds):
        if time.monotonic() >= end:
            return
        answer = person.connection.ask(ask.method, ask.path, ask.body)
        yield Sample(ask.kind, f"{ask.method} {ask.route}", answer.seconds, answer.status)
        if state.pause:
            time.sleep(chance.expovariate(1 / state.pause))


@contextmanager
def _drafting(connection: Connection, wanted: bool) -> Iterator[None]:
    """Have one draft after another written meanwhile."""
    if not wanted:
        yield
        return
    ended, begun = threading.Event(), threading.Event()
    accounts = json.loads(connection.fetch("GET", "/api/v1/accounts?limit=50"))["items"]

    def draft() -> None:
        for number in range(10_000):
            account = accounts[number % len(accounts)]["account"]["id"]
            job = json.loads(connection.fetch("POST", f"/api/v1/accounts/{account}/stories", {"kind": "story"}))
            while job["state"] in ("queued", "running"):
                begun.set()
                if ended.wait(0.1):
                    return
                job = json.loads(connection.fetch("GET", f"/api/v1/jobs/{job['id']}"))

    thread = threading.Thread(target=draft)
    thread.start()
    begun.wait()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _told(samples: Sequence[Sample]) -> dict[str, object]:
    kinds = _by(samples, lambda one: one.kind)
    routes = _by(samples, lambda one: one.route)
    kind_of = {one.route: one.kind for one in samples}
    _table({f"all of {kind}": (kind, figures) for kind, figures in sorted(kinds.items())})
    _table({route: (kind_of[route], figures) for route, figures in sorted(routes.items())})
    told = {name: figures._asdict() for name, figures in (*kinds.items(), *routes.items())}
    return {"answers": told}


def _by(samples: Sequence[Sample], key: Callable[[Sample], str]) -> dict[str, Figures]:
    groups: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        groups[key(sample)].append(sample)
    failed = 400
    return {
        name: _figures([one.seconds for one in group], sum(one.status >= failed for one in group))
        for name, group in groups.items()
    }


def _figures(seconds: Sequence[float], failed: int) -> Figures:
    p50, p95, p99 = (float(np.percentile(seconds, part)) for part in (50, 95, 99))
    return Figures(len(seconds), p50, p95, p99, failed)


def _table(rows: Mapping[str, tuple[str, Figures]]) -> None:
    print(f"  {'milliseconds':52} {'answers':>7} {'p50':>7} {'p95':>7} {'p99':>7} {'limit':>6}")
    for name, (kind, figures) in rows.items():
        times = " ".join(f"{1000 * each:7.0f}" for each in (figures.p50, figures.p95, figures.p99))
        kept = "kept" if figures.p95 < LIMITS[kind] else "MISSED"
        failed = f"  {figures.failed} failed" if figures.failed else ""
        print(f"  {name:52} {figures.answers:7} {times} {1000 * LIMITS[kind]:6.0f} {kept}{failed}")


if __name__ == "__main__":
    main(sys.argv[1:])
