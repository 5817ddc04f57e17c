"""Takes inline markup and transcript marks out of a sentence, leaving its words as they are."""

import html
import re

_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\((?:[^()\n]|\([^()\n]*\)){0,600}\)")
_MARK = re.compile(
    r"\\?\[(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\.\d+)?\\?\]|\\?\[[^\[\]\n]{0,40}(?:laugh|crosstalk|applause|"
    r"music)[^\[\]\n]{0,40}\\?\]",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*]{1,400}?)(?<=\S)\1(?![\w*])")
_UNDERSCORE = re.compile(r"(?<!\w)(_{1,2})(?=\S)([^_]{1,400}?)(?<=\S)\1(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!<>~|-])")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """Return the words of a stretch of text: links by their label, no emphasis, marks or line ends."""
    if "[" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub(" ", _MARK.sub(" ", text)))
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "*" in text:
        text = _EMPHASIS.sub(r"\2", text)
    if "_" in text:
        text = _UNDERSCORE.sub(r"\2", text)
    text = text.replace("`", "") if text.count("`") % 2 == 0 else text
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity.group()), text)
    return _SPACES.sub(" ", text).strip()
