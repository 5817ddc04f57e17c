"""Usage facts against the same figures by a plain Python loop over the same csv.

    python -m benches.usage_facts [ROWS]

Each round runs both ways one after the other, so that a noisy machine is noisy for both; reported are the
medians over the rounds, and of the ratio its least and greatest. Both read the file; their figures must agree.
"""

import csv
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import NamedTuple

from assistant.domain.accounts import Account, FirstValue
from ingest.usage import load

ROWS, ROUNDS = 200_000, 5
START = datetime(2025, 10, 1)  # noqa: DTZ001 - naive: times are in the account's zone
DAYS, USERS, FEATURES, OBJECTS = 182, 500, 20, 3000
ONE = timedelta(days=1)
ACCOUNT = Account(
    name="Bench",
    seats=600,
    kick_off=date(2025, 10, 1),
    go_live=date(2026, 1, 10),
    first_value=FirstValue(feature="feature 3", action="create"),
)
Figures = dict[str, float]


class Took(NamedTuple):
    """Seconds by the clock, and of the processors: the second stands still while others hold them."""

    wall: float
    processor: float


def write(path: Path, rows: int) -> None:
    """Write a seeded event log of half a year."""
    chance = random.Random(1)  # noqa: S311 - not for secrets
    with path.open("w", newline="", encoding="utf-8") as stream:
        out = csv.writer(stream)
        out.writerow(["user_id", "action", "event_time", "feature", "object_id"])
        for _ in range(rows):
            at = START + timedelta(seconds=chance.randrange(DAYS * 86_400))
            user = f"user{int(chance.paretovariate(0.8)) % USERS}@bench.example"
            action = chance.choice(["view", "view", "view", "edit", "create"])
            feature, thing = f"feature {chance.randrange(FEATURES)}", f"r{chance.randrange(OBJECTS)}"
            out.writerow([user, action, at.isoformat(), feature, thing])


def by_facts(path: Path) -> Figures:
    """Load the file and compute every fact."""
    with load([path], ACCOUNT) as usage:
        facts = usage.facts()
    return {fact.name: fact.value for fact in reversed(facts) if fact.value is not None}


def by_loop(path: Path) -> Figures:
    """Compute a part of the same figures in one pass over the rows."""
    users, features = set(), Counter[str]()
    by_day, by_week = defaultdict(set), defaultdict(set)
    per_user_day, events_by_day = Counter[tuple[str, date]](), Counter[date]()
    first_value: date | None = None
    with path.open(newline="", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            user, day = row["user_id"].lower(), datetime.fromisoformat(row["event_time"]).date()
            users.add(user)
            features[row["feature"]] += 1
            by_day[day].add(user)
            by_week[day - day.weekday() * ONE].add(user)
            per_user_day[user, day] += 1
            events_by_day[day] += 1
            if row["feature"] == "feature 3" and row["action"] == "create":
                first_value = min(first_value or day, day)
    last = max(by_day)
    recent = {pair: n for pair, n in per_user_day.items() if pair[1] > last - 28 * ONE}
    month = {user for user, _ in recent}
    dau = sum(len(by_day[last - n * ONE]) for n in range(28)) / 28
    live = ACCOUNT.go_live or last
    before = sum(events_by_day[live - n * ONE] for n in range(1, 78))
    after = sum(events_by_day[live + n * ONE] for n in range(1, 78))
    return {
        "total_events": sum(features.values()),
        "total_users": len(users),
        "features_used": len(features),
        "monthly_active_users": len(month),
        "daily_active_users": dau,
        "stickiness": dau / len(month),
        "frequency": median(Counter(user for user, _ in recent).values()),
        "depth": median(recent.values()),
        "weekly_active_users": len(by_week[date(2026, 3, 23)]),
        "time_to_first_value": ((first_value or last) - date(2025, 10, 1)).days,
        "events_per_day_change": (after - before) / before,
        "feature_events": max(features.values()),
    }


def timed(way: Callable[[Path], Figures], path: Path) -> Took:
    """Run one way once."""
    wall, processor = time.perf_counter(), time.process_time()
    way(path)
    return Took(time.perf_counter() - wall, time.process_time() - processor)


def told(rounds: list[Took]) -> str:
    """Return the medians."""
    return f"{median(each.wall for each in rounds):.2f} ({median(each.processor for each in rounds):.2f})"


def main() -> None:
    """Time both ways and print the ratio."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "usage.csv"
        write(path, rows)
        facts, loop = by_facts(path), by_loop(path)
        wrong = {name: (facts.get(name), value) for name, value in loop.items() if facts.get(name) != value}
        if wrong:
            raise SystemExit(f"the two ways disagree: {wrong}")
        quick, slow = [], []
        for _ in range(ROUNDS):
            quick.append(timed(by_facts, path))
            slow.append(timed(by_loop, path))
    ratios = [b.wall / a.wall for a, b in zip(quick, slow, strict=True)]
    print(f"usage facts, {rows:,} rows, {ROUNDS} rounds, seconds (of the processors in brackets)")
    print(f"load and all {len(facts)} kinds of fact   {told(quick)}")
    print(f"plain loop over {len(loop)} of them    {told(slow)}")
    print(f"ratio {median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
