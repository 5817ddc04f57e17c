"""Figures and codes in the words of a reader; shared by every format, so that they say the same."""

from assistant.domain.documents import Rank
from assistant.domain.evidence import UsageFact
from assistant.domain.story import Change, Metric, Story
from assistant.domain.verdicts import Verdict

VERDICTS = {
    Verdict.SUPPORTED: "Supported",
    Verdict.PARTIAL: "Partly supported",
    Verdict.UNSUPPORTED: "Not supported",
    Verdict.CONTRADICTED: "Contradicted",
}
RANKS = {
    Rank.TRANSCRIPT: "words of an identified speaker",
    Rank.QUOTATION: "quotation with a known speaker",
    Rank.SUMMARY: "summary, not a quotation",
    Rank.INTERNAL: "internal comment",
}
SOURCES = {"stated": "stated", "computed": "computed", "usage": "usage data"}
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
_MINUS = "\N{MINUS SIGN}"


def number(value: float) -> str:
    """Return a figure as it is read: thousands apart, no needless decimals, a true minus sign."""
    rounded = round(value, 2)
    text = f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.2f}".rstrip("0")
    return text.replace("-", _MINUS)


def amount(value: float | None, unit: str) -> str:
    """Return a figure with its unit; nothing for None."""
    if value is None:
        return ""
    if unit in _SYMBOLS:
        return f"{_SYMBOLS[unit]}{number(value)}"
    if unit in {"percent", "%"}:
        return f"{number(value)}%"
    if unit == "share":
        return f"{number(value * 100)}%"
    return f"{number(value)} {readable(unit)}".rstrip()


def change(moved: Change | None) -> str:
    """Return how far a metric moved, with its sign; nothing for None."""
    if moved is None:
        return ""
    if moved.kind == "ratio":
        return f"{number(moved.value)}\N{MULTIPLICATION SIGN}"
    sign = "+" if moved.value > 0 else ""
    suffix = {"percent": "%", "points": " points", "absolute": ""}[moved.kind]
    return f"{sign}{number(moved.value)}{suffix}"


def result(metric: Metric) -> str:
    """Return one line for a metric: before to after, or the figure, and the change."""
    after = amount(metric.after, metric.unit)
    moved = change(metric.change)
    if metric.before is None:
        return after or moved
    return f"{amount(metric.before, metric.unit)} → {after}" + (f" ({moved})" if moved else "")


def fact_value(fact: UsageFact) -> str:
    """Return a usage fact's figure, or why there is none."""
    if fact.value is None:
        return fact.reason or ""
    return amount(fact.value, fact.unit)


def readable(code: str) -> str:
    """Return a code such as `weekly_active_users` in words."""
    return code.replace("_", " ")


def standing(story: Story) -> str:
    """Return the one sentence that says how far the story has got."""
    checks = story.checks
    total = checks.supported + checks.partial + checks.unsupported + checks.contradicted
    ready = "nothing stands in the way of publishing" if checks.publishable else "not ready to publish"
    return f"{checks.supported} of {total} claims supported; {ready}"


def account_name(story: Story) -> str:
    """Return the account's name, or what to call an account that nobody named."""
    return story.account.name or "Account not named"
