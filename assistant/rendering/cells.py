"""Texts as cells of csv files and workbooks: nothing from outside may become a formula there."""

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def inert(text: str) -> str:
    """Return a text with a spreadsheet's text mark before it, where one would take it for a formula."""
    return f"'{text}" if text.lstrip(" \n").startswith(_RUNS) and text not in {"-", "–"} else text
