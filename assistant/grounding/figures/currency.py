"""Currencies before and after a number: signs, codes and names."""

import re

from assistant.grounding.figures.units import Written

_CURRENCY_SIGNS = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD",
    "R$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY",
    "₪": "ILS", "₦": "NGN",
}  # fmt: skip
_CURRENCY_WORDS = {
    "USD": "USD|US dollars?|U\\.S\\. dollars?|dollars?|US-Dollars?|Dollars?|dólares",
    "EUR": "EUR|euros?|Euros?",
    "GBP": "GBP|pounds? sterling|British pounds?|pounds?|Pfund",
    "CHF": "CHF|Swiss francs?|Franken|francs suisses",
    "JPY": "JPY|yen",
    "INR": "INR|rupees?|Rs\\.?",
    "CAD": "CAD|Canadian dollars?",
    "AUD": "AUD|Australian dollars?",
    "CNY": "CNY|RMB|yuan",
    "SEK": "SEK|kronor",
    "NOK": "NOK",
    "DKK": "DKK",
    "PLN": "PLN|zloty",
    "BRL": "BRL|reais",
    "MXN": "MXN",
    "SGD": "SGD",
    "HKD": "HKD",
    "ZAR": "ZAR|rand",
}
_OTHER_SIGNS = {"RMB": "CNY", "#": "GBP"}  # some encodings turn the pound sign into "#"
CURRENCIES = frozenset(_CURRENCY_SIGNS.values()) | frozenset(_CURRENCY_WORDS)
_CODES = "USD|EUR|GBP|CHF|JPY|INR|CAD|AUD|CNY|RMB|SEK|NOK|DKK|PLN|BRL|MXN|SGD|HKD|ZAR"
_SIGNS = "|".join(re.escape(s) for s in sorted(_CURRENCY_SIGNS, key=len, reverse=True))
CURRENCY_BEFORE = re.compile(rf"(?:(?<![A-Za-z])(?:{_SIGNS})|(?<![A-Za-z])(?:{_CODES})|(?<=\S )#(?= ))[^\S\n]?$")
_CURRENCY_AFTER = re.compile(
    r"[^\S\n]?-?[^\S\n]?(?:d['’]|de )?(?:"
    + "|".join(f"(?P<{code}>{words})" for code, words in _CURRENCY_WORDS.items())
    + r")(?![^\W_])|[^\S\n]?(?P<sign>[€£¥₹$])(?!\d)"
)


def currency_before(text: str, at: int) -> tuple[str, int] | None:
    """Return the currency written just before `at` and where it starts."""
    hit = CURRENCY_BEFORE.search(text[max(0, at - 5) : at])
    if hit is None:
        return None
    sign = hit.group().strip()
    return _CURRENCY_SIGNS.get(sign, _OTHER_SIGNS.get(sign, sign)), at - len(hit.group())


def currency_after(text: str, at: int) -> Written | None:
    """Return the currency written right after a number."""
    hit = _CURRENCY_AFTER.match(text, at)
    if hit is None:
        return None
    sign = hit.group("sign")
    return Written(_CURRENCY_SIGNS[sign] if sign else hit.lastgroup or "", hit.end())
