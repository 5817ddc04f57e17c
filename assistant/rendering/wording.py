"""Figures and codes in the words of a reader; shared by every format, so that they say the same."""

from collections import Counter
from collections.abc import Sequence

from assistant.domain.documents import Rank
from assistant.domain.evidence import UsageFact
from assistant.domain.story import Change, Kind, Metric, Quote, Story
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
_PERCENT = frozenset({"percent", "%"})
_MINUS = "\N{MINUS SIGN}"


def number(value: float) -> str:
    """Return a figure as it is read: thousands apart, no needless decimals, a true minus sign."""
    rounded = round(value, 2)
    text = f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.2f}".rstrip("0")
    return text.replace("-", _MINUS)


def amount(value: float | None, unit: str) -> str:
    """Return a figure with its unit; nothing for None."""
    return f"{figure(value, unit)} {shown_unit(unit)}".strip() if value is not None else ""


def figure(value: float | None, unit: str) -> str:
    """Return a figure with its sign of money or percent, if it has one; nothing for None."""
    if value is None:
        return ""
    if unit in _SYMBOLS:
        return f"{_SYMBOLS[unit]}{number(value)}"
    if unit in _PERCENT:
        return f"{number(value)}%"
    return f"{number(value * 100)}%" if unit == "share" else number(value)


def shown_unit(unit: str) -> str:
    """Return a unit in words; nothing for one that the figure shows by its sign."""
    return "" if unit in _SYMBOLS or unit in _PERCENT or unit == "share" else readable(unit).strip()


def label(metric: Metric) -> str:
    """Return what a metric counts, in what, without saying it twice."""
    name, unit = metric.name, shown_unit(metric.unit)
    if not unit or unit.casefold() in name.casefold():
        return name
    if unit.casefold().startswith(name.casefold()):
        return unit
    return f"{name} {unit}" if unit.startswith("per ") else f"{name}, {unit}"


def change(moved: Change | None) -> str:
    """Return how far a metric moved, with its sign; nothing for None."""
    if moved is None:
        return ""
    if moved.kind == "ratio":
        return f"{number(moved.value)}\N{MULTIPLICATION SIGN}"
    sign = "+" if moved.value > 0 else ""
    suffix = {"percent": "%", "points": " points", "absolute": ""}[moved.kind]
    return f"{sign}{number(moved.value)}{suffix}"


def fact_value(fact: UsageFact) -> str:
    """Return a usage fact's figure, or why there is none."""
    if fact.value is None:
        return fact.reason or ""
    return amount(fact.value, fact.unit)


def readable(code: str) -> str:
    """Return a code such as `weekly_active_users` in words."""
    return code.replace("_", " ")


def stage(story: Story) -> str:
    """Return what a file is: a draft, or a copy that was let out."""
    return "approved" if story.released else "draft for review"


def standing(story: Story) -> str:
    """Return the one sentence that says how far the story has got."""
    if story.released:
        return "every claim was checked, and the story was approved"
    checks = story.checks
    total = checks.supported + checks.partial + checks.unsupported + checks.contradicted
    ready = "no check stands in the way; approval and consent come on top" if checks.publishable else "not publishable"
    return f"{checks.supported} of {total} claims supported; {ready}"


def told(story: Story) -> tuple[Metric, ...]:
    """Return the metrics of the story itself: stated or computed ones, and usage figures that a claim cites.

    Where nothing is cited at all, as in a file for a partner, they were chosen before.
    """
    if not story.evidence:
        return story.metrics
    cited = {citation.evidence for claim in story.claims for citation in claim.citations}
    return tuple(metric for metric in story.metrics if metric.source != "usage" or cited.intersection(metric.citations))


def cautions(metrics: Sequence[Metric]) -> dict[str, tuple[str, ...]]:
    """Return each caution about figures once, with the names of the metrics that it is about."""
    found: dict[str, list[str]] = {}
    for metric in metrics:
        if metric.note:
            found.setdefault(metric.note, []).append(metric.name)
    return {note: tuple(names) for note, names in found.items()}


def translation(quote: Quote) -> str:
    """Return the translation of a quotation, marked, to stand beside it; nothing where there is none."""
    made = quote.translation
    return f"translated to {made.language} by {made.translator}: “{made.text}”" if made is not None else ""


def personal_data(story: Story) -> dict[str, str]:
    """Return, for each document with possible personal data, what was found how often."""
    counts: dict[str, Counter[str]] = {}
    for found in story.redactions:
        counts.setdefault(found.document, Counter())[readable(found.kind).lower()] += 1
    return {
        document: ", ".join(f"{kind} ({times})" for kind, times in sorted(kinds.items()))
        for document, kinds in counts.items()
    }


def zones(story: Story) -> tuple[str, ...]:
    """Return the places that a partner asset leaves to the partner, outside every claim; none in other kinds."""
    return ("Partner’s logo", "Partner’s contact", "Call to action") if story.kind is Kind.PARTNER else ()


def expiry(story: Story) -> str:
    """Return until when a partner asset may be used; nothing in other kinds."""
    if story.kind is not Kind.PARTNER:
        return ""
    return f"may be used until {story.expires}" if story.expires else "expiry date not set"


def account_name(story: Story) -> str:
    """Return the account's name, or what to call an account that nobody named."""
    return story.account.name or "Account not named"
