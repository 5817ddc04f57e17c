"""What was done to the words of a source to make a quotation of them."""

import re
from typing import NamedTuple

from assistant.grounding.quotes import meaning
from assistant.grounding.quotes.aligning import Edit
from assistant.grounding.quotes.shingles import Words

_FALSE_START = 8  # words, at most, of a start that was given up
_INSERTED = 4  # words, at most, that a bracketed insertion may stand for


class Side(NamedTuple):
    """One side of an alignment: its evened text and the words of it."""

    text: str
    words: Words

    def of(self, first: int, last: int) -> str:
        """Return the stretch from word `first` up to word `last`, exclusive."""
        return self.text[self.words.starts[first] : self.words.ends[last - 1]] if last > first else ""


class Verdict(NamedTuple):
    """How the words differ: marked or harmless changes, what was altered, and what reverses the sense."""

    harmless: tuple[str, ...]
    altered: tuple[str, ...]
    reversed: tuple[str, ...]


def judge(edits: list[Edit], quote: Side, source: Side, cuts: frozenset[int], inserted: frozenset[int]) -> Verdict:
    """Judge each edit.

    `cuts` are word numbers before which the quotation marks a cut; `inserted` words stand in brackets.
    """
    harmless: list[str] = []
    altered: list[str] = []
    turned: list[str] = []
    for edit in edits:
        if edit.equal:
            continue
        ours, theirs = quote.of(edit.a, edit.b), source.of(edit.c, edit.d)
        fault = _cut_fault(theirs) if not ours and edit.a in cuts else None
        if fault is not None:
            (turned if fault.turns else altered).append(f"cut {fault.text}")
        elif note := _harmless(edit, quote, source, cuts, inserted):
            harmless.append(note)
        elif note := _reversal(quote.words.forms[edit.a : edit.b], source.words.forms[edit.c : edit.d], ours, theirs):
            turned.append(note)
        else:
            altered.append(_change(ours, theirs))
    return Verdict(tuple(harmless), tuple(altered), tuple(turned))


def _change(ours: str, theirs: str) -> str:
    if not theirs:
        return f'adds "{_short(ours)}"'
    return f'leaves out "{_short(theirs)}"' if not ours else f'has "{_short(ours)}" for "{_short(theirs)}"'


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57]}..."  # noqa: PLR2004 (a readable reason)


def _harmless(edit: Edit, quote: Side, source: Side, cuts: frozenset[int], inserted: frozenset[int]) -> str | None:
    """Name a change that leaves the words as they were said, or None."""
    ours, theirs = quote.words.forms[edit.a : edit.b], source.words.forms[edit.c : edit.d]
    if _letters(ours) == _letters(theirs):
        return "spacing"
    if ours:
        bracketed = all(at in inserted for at in range(edit.a, edit.b))
        return "marked insertion" if bracketed and _may_be_replaced(edit, source) else None
    return "marked cut" if edit.a in cuts else _cleaned(edit, source)


def _may_be_replaced(edit: Edit, source: Side) -> bool:
    """A bracketed insertion stands for few words, and neither for a "not" nor for a figure."""
    theirs = source.words.forms[edit.c : edit.d]
    if len(theirs) > _INSERTED or any(map(meaning.is_negation, theirs)):
        return False
    return not meaning.holds_figure(source.of(edit.c, edit.d))


def _cleaned(edit: Edit, source: Side) -> str | None:
    """Name the kind of speech noise that was left out, or None where it was more than that."""
    theirs = source.words.forms[edit.c : edit.d]
    if _is_stutter(edit, source):
        return "stutter"
    if any(map(meaning.is_negation, theirs)) or meaning.holds_figure(source.of(edit.c, edit.d)):
        return None
    if meaning.is_filler(theirs, set_off=_is_set_off(edit, source)) or _is_bracketed(edit, source):
        return "filler"
    return "false start" if _is_false_start(edit, source) else None


def _letters(words: list[str]) -> str:
    return "".join(words).replace("'", "")


class _Fault(NamedTuple):
    """What a marked cut must not drop, and whether dropping it turns the sense round."""

    text: str
    turns: bool


_STOP = re.compile(r"[.!?]['\")\]]*\s")
_EDGE = 4  # words on each side of a cut in which a hedge may belong to what is kept


def _cut_fault(dropped: str) -> _Fault | None:
    """Look at what a marked cut drops of the sentences that it leaves in part; whole ones may go."""
    stops = list(_STOP.finditer(dropped))
    kept_parts = [dropped[: stops[0].end()], dropped[stops[-1].end() :]] if stops else [dropped]
    for part in kept_parts:
        if word := meaning.negation_in(part):
            return _Fault(f'drops "{word}"', turns=True)
        if meaning.holds_figure(part):
            return _Fault("drops a figure", turns=False)
        if word := meaning.condition_in(part):
            return _Fault(f'drops the condition "{word}"', turns=False)
        split = part.split()
        if word := meaning.hedge_in(" ".join(split[:_EDGE] + split[-_EDGE:])):
            return _Fault(f'drops the hedge "{word}"', turns=False)
    return None


def _reversal(ours: list[str], theirs: list[str], written: str, stands: str) -> str | None:
    kept, had = sum(map(meaning.is_negation, ours)), sum(map(meaning.is_negation, theirs))
    if kept != had:
        word = next(w for w in [*ours, *theirs] if meaning.is_negation(w))
        return f'"{word}" lost' if kept < had else f'"{word}" added'
    figured = meaning.holds_figure(written) or meaning.holds_figure(stands)
    if figured and not meaning.same_figures(written, stands):
        return f"figure changed: {_change(written, stands)}"
    return None


def _is_set_off(edit: Edit, source: Side) -> bool:
    """Pauses, or the edge of a sentence, stand on both sides of the words."""
    start, end = source.words.starts[edit.c], source.words.ends[edit.d - 1]
    left, right = source.text[max(0, start - 2) : start].rstrip(), source.text[end : end + 2].strip()
    pause_left = not left or not left[-1].isalnum()
    return pause_left and (right[:1] in ("", ",", "-", ".", ";", ":") or left[-1:] in ("", ".", "!", "?"))


def _is_bracketed(edit: Edit, source: Side) -> bool:
    """Read "[laughter]" and the like, put in by whoever wrote the speech down."""
    start, end = source.words.starts[edit.c], source.words.ends[edit.d - 1]
    return source.text[max(0, start - 1) : start] in ("[", "(") and source.text[end : end + 1] in ("]", ")")


def _is_stutter(edit: Edit, source: Side) -> bool:
    forms, size = source.words.forms, edit.d - edit.c
    run = forms[edit.c : edit.d]
    if run in (forms[edit.d : edit.d + size], forms[max(0, edit.c - size) : edit.c]):
        return True
    following = forms[edit.d] if edit.d < len(forms) else ""
    broken = source.text[source.words.ends[edit.d - 1] :][:1] == "-"
    return size == 1 and broken and following.startswith(run[0])


def _is_false_start(edit: Edit, source: Side) -> bool:
    end = source.words.ends[edit.d - 1]
    return edit.d - edit.c <= _FALSE_START and source.text[end : end + 3].lstrip(" ,").startswith(("-", "..."))
