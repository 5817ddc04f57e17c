"""Quotations: find them, tell whose they are, and class them against the sources."""

from assistant.grounding.quotes.finding import quotations
from assistant.grounding.quotes.model import Placement, Quotation, QuoteClass, QuoteSource, Voice
from assistant.grounding.quotes.people import same_person
from assistant.grounding.quotes.placing import Near, QuoteIndex

__all__ = [
    "Near",
    "Placement",
    "Quotation",
    "QuoteClass",
    "QuoteIndex",
    "QuoteSource",
    "Voice",
    "quotations",
    "same_person",
]
