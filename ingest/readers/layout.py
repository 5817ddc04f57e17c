"""An element tree to text: one paragraph a block, with marks for headings, lists, quotations, rows."""

from typing import Any

from assistant.grounding.wordset import wordset
from ingest.readers.building import TextBuilder

_BLOCKS = wordset(
    "ab address article aside blockquote body dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ",
    "head header hr html item li list main nav ol p pre quote row section table tbody thead title tr ul",
)
_ITEMS = frozenset({"li", "item"})
_ROWS = frozenset({"tr", "row"})
_CELLS = frozenset({"td", "th", "cell"})
_QUOTES = frozenset({"blockquote", "quote"})
_BREAKS = frozenset({"br", "lb"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def laid_out(tree: Any) -> str:
    """Return the text of an lxml tree, in HTML or in trafilatura's own TEI-like vocabulary.

    Walks without recursion, so that the depth of the tree does not matter.
    """
    from lxml import etree

    layout = _Layout()
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str):
            layout.add(element.tail if event == "end" else None)
        elif event == "start":
            layout.opens(element)
        else:
            layout.closes(element)
    layout.flush()
    return layout.builder.text


class _Layout:
    """The state of a walk: words gathered since the last block began, and what stands around them."""

    def __init__(self) -> None:
        self.builder = TextBuilder()
        self._words: list[str] = []
        self._mark = ""  # heading or list mark of the block that is open
        self._quotes = 0
        self._cells = 0  # within a row: cells begun
        self._rows = 0
        self._group = ""  # lines of one group in a row stand close together

    def opens(self, element: Any) -> None:
        tag = element.tag
        if tag in _CELLS and self._rows:
            self._words.append(" | " if self._cells else " ")
            self._cells += 1
        elif tag in _BLOCKS and tag != "title":
            self.flush()
            self._mark = _mark(element) or self._mark
        elif tag in _BREAKS:
            self._words.append("\n")
        self._quotes += tag in _QUOTES
        if tag in _ROWS:
            self._rows, self._cells = self._rows + 1, 0
        self.add("" if tag == "title" else element.text)

    def closes(self, element: Any) -> None:
        if element.tag in _ROWS:
            self._rows -= 1
        if element.tag in _BLOCKS and element.tag != "title":
            self.flush()
            self._mark = "" if _mark(element) else self._mark
        self._quotes -= element.tag in _QUOTES
        self.add(element.tail)

    def add(self, words: str | None) -> None:
        if words:
            self._words.append(_even(words))

    def flush(self) -> None:
        """End a paragraph; within a row blocks only part the words of a cell."""
        if self._rows:
            self._words.append(" ")
            return
        lines = (" ".join(line.split()) for line in "".join(self._words).split("\n"))
        words = "\n".join(line for line in lines if line.strip(" |"))
        self._words.clear()
        if words:
            group = "table" if self._cells else self._mark.replace("- ", "list")
            prefix = "> " * min(1, self._quotes) + self._mark
            self.builder.add(words, prefix=prefix, between="\n" if group and group == self._group else "\n\n")
            self._mark, self._group, self._cells = "", group, 0


def _even(words: str) -> str:
    """White space of the markup means one space; line ends come from break elements alone."""
    inner = " ".join(words.split())
    return (" " if words[:1].isspace() else "") + inner + (" " if words[-1:].isspace() and inner else "")


def _mark(element: Any) -> str:
    if element.tag in _HEADINGS:
        return "#" * int(element.tag[1]) + " "
    if element.tag == "head" and element.get("rend", "") in _HEADINGS:
        return "#" * int(element.get("rend")[1]) + " "
    return "- " if element.tag in _ITEMS else ""
