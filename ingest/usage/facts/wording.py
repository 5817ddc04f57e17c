"""Figures and dates as a canonical sentence writes them."""

from datetime import date

from assistant.domain.evidence import Window

LONGEST_NAME = 80


def on(day: date) -> str:
    """Return "31 March 2026"."""
    return f"{day.day} {day:%B %Y}"


def figure(value: float) -> str:
    """Return a figure with thousands marks: whole as it is, else to three digits that count."""
    if float(value).is_integer():
        return f"{int(value):,}"
    if abs(value) >= 100:  # noqa: PLR2004 - three digits stand before the point
        return f"{value:,.0f}"
    if abs(value) >= 10:  # noqa: PLR2004 - and two here
        return f"{value:,.1f}"
    if abs(value) >= 1:
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return f"{value:.3g}"


def percent(share: float) -> str:
    """Return a share as a percentage, "71%"; with one decimal where it is small or nearly all."""
    points = share * 100
    whole = round(points)
    if whole == 0 and points != 0:
        return f"{points:.2g}%"
    small, nearly_all = abs(points) < 10, 99 <= points < 100  # noqa: PLR2004 - where one digit would mislead
    if small or nearly_all:
        return f"{points:.1f}".removesuffix(".0") + "%"
    return f"{whole:,}%"


def named(text: str) -> str:
    """Return a name from the data on one line, cut where it is longer than a name should be."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1] + "…"


def counted(value: float, noun: str) -> str:
    """Return "412 users", "1 user"."""
    return f"{figure(value)} {noun if value == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """Return the plural of a regular English noun."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2:-1] not in set("aeiou") else noun + "s"


def length(window: Window) -> int:
    """Return the number of days in a window."""
    return (window.to - window.from_).days + 1


def moved(change: float) -> str:
    """Return "up 25%", "down 8%", "unchanged"."""
    if change == 0:
        return "unchanged"
    return f"{'up' if change > 0 else 'down'} {percent(abs(change))}"
