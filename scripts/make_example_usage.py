"""Write examples/usage.csv: a made-up event log of the made-up account, the same at every run.

A pilot of ten from mid-January, all six lines from the go-live on 2 March 2026, then slow growth to about
105 people a week of 160 seats; one robot that syncs orders all day, and a few people without a title.
"""

import csv
import random
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

TARGET = Path(__file__).resolve().parent.parent / "examples" / "usage.csv"
COLUMNS = ("occurred_at", "user", "title", "team", "action", "feature", "object")
FIRST_DAY, GO_LIVE, LAST_DAY = date(2026, 1, 14), date(2026, 3, 2), date(2026, 8, 30)
PILOT, AT_LAUNCH, AT_THE_END = 10, 74, 118
LINES = tuple(f"Line {n}" for n in range(1, 7))
STAFF = (  # title, how many, events on an active day, chance of a working day with any
    ("Chief Operating Officer", 1, 2, 0.35),
    ("Production Planning Manager", 1, 5, 0.9),
    ("Head of Maintenance", 1, 4, 0.6),
    ("Financial Controller", 1, 2, 0.15),
    ("Shift Planner", 3, 7, 0.9),
    ("Shift Lead", 14, 3, 0.5),
    ("Line Supervisor", 6, 3, 0.45),
    ("Maintenance Technician", 18, 3, 0.36),
    ("Quality Engineer", 6, 3, 0.3),
    ("Operator", 64, 2, 0.24),
    ("", 4, 2, 0.3),
)
NAMED = {
    "Chief Operating Officer": "marguerite.foss",
    "Production Planning Manager": "owen.lattimer",
    "Financial Controller": "ciara.dunne",
    "Shift Planner": "dele.akande",
}
FEATURES = (("boards", 52), ("forms", 18), ("mobile", 14), ("dashboards", 9), ("automations", 4), ("reports", 3))
ACTIONS = (("viewed", 50), ("edited", 30), ("commented", 9), ("submitted", 9.4), ("created", 0.6))
BUILDER_ACTIONS = (*ACTIONS, ("created", 12))


class Person(NamedTuple):
    """Somebody with a seat."""

    user: str
    title: str
    team: str
    events: int
    chance: float


class Event(NamedTuple):
    """One row of the log, in the order of `COLUMNS`."""

    occurred_at: str
    user: str
    title: str
    team: str
    action: str
    feature: str
    object: str


def staff(dice: random.Random) -> list[Person]:
    """Return everybody in the order in which they start: planners and leads first, then the floor."""
    people: list[Person] = []
    for title, count, events, chance in STAFF:
        for number in range(count):
            user = NAMED.get(title) if number == 0 else None
            team = (
                "Planning"
                if "Plan" in title
                else "Office"
                if title.startswith(("Chief", "Financial"))
                else dice.choice(LINES)
            )
            people.append(Person(user or f"tb{len(people):03d}", title, team, events, chance))
    early, late = people[:30], people[30:]
    dice.shuffle(late)
    by_interest = sorted(early, key=lambda person: -person.chance)
    return by_interest + late


def starters(day: date) -> int:
    """Return how many people have started by that day."""
    if day < GO_LIVE:
        return PILOT
    share = min(1.0, (day - GO_LIVE).days / 120)
    return round(AT_LAUNCH + (AT_THE_END - AT_LAUNCH) * share)


def days() -> Iterator[date]:
    """Yield every day of the log."""
    for offset in range((LAST_DAY - FIRST_DAY).days + 1):
        yield FIRST_DAY + timedelta(days=offset)


def picked(dice: random.Random, weighted: tuple[tuple[str, float], ...]) -> str:
    """Return one of the names by its weight."""
    return dice.choices([name for name, _ in weighted], [weight for _, weight in weighted])[0]


def day_of(person: Person, day: date, dice: random.Random) -> Iterator[Event]:
    """Yield what one person did on one day."""
    start = dice.choice((6, 7, 8, 14))
    for _ in range(max(1, round(dice.gauss(person.events, person.events / 3)))):
        at = datetime.combine(day, time(start)) + timedelta(minutes=dice.randrange(420))
        feature = picked(dice, FEATURES)
        action = picked(dice, BUILDER_ACTIONS if person.user == "dele.akande" else ACTIONS)
        yield Event(at.isoformat(timespec="minutes"), *person[:3], action, feature, item(person, feature, action, dice))


def item(person: Person, feature: str, action: str, dice: random.Random) -> str:
    """Return what was touched: planners make boards and dashboards, the floor works on them."""
    if action == "created":
        low, high = (1, 24) if person.user == "dele.akande" else (24, 60)
        return f"{feature}-{dice.randrange(low, high):02d}"
    return f"{feature}-{min(59, int(dice.expovariate(1 / 9)) + 1):02d}"


def robot_of(day: date) -> Iterator[Event]:
    """Yield the order synchronisation, every two hours of every day."""
    for hour in range(5, 21, 2):
        yield Event(f"{day}T{hour:02d}:00", "svc-erp-sync", "", "", "edited", "boards", "boards-01")


def events() -> list[Event]:
    """Return the whole log in order of time."""
    dice = random.Random(20260302)  # noqa: S311  # made-up data, not a secret
    people = staff(dice)
    rows: list[Event] = []
    for day in days():
        for person in people[: starters(day)]:
            if dice.random() < person.chance * (0.12 if day.weekday() > 4 else 1):
                rows.extend(day_of(person, day, dice))
        rows.extend(robot_of(day))
    return sorted(rows)


def main() -> int:
    """Write the file and say how many rows it has."""
    rows = events()
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    print(f"{TARGET.name}: {len(rows):,} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
