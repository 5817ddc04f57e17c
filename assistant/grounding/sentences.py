"""Sentences of a text, as spans.

A stop ends a sentence unless it belongs to an abbreviation, an initial, a number or a name such as
"Node.js". Blank lines, list items and headings always part sentences; a single line break inside a
paragraph does not. A quotation of modest length is kept whole with the sentence that introduces it:
a reader, and the checker, need both its marks.
"""

import re
from bisect import bisect_right

from assistant.domain.spans import Span
from assistant.grounding.marks import pairs

WHOLE_QUOTATION = 600  # longest quotation, in code points, that is never split

_BREAK = re.compile(
    r"\n(?=[^\S\n]*(?:\n|[-*+•‣▪◦●]\s|\d{1,3}[.)]\s|[a-z][.)]\s|#{1,6}\s|>|\|))"  # the next line stands alone
    r"|(?:\A|(?<=\n))[^\S\n]*#{1,6}[^\S\n][^\n]*\n"  # a heading ends with its line
    r"|\x0c|\u2029"
)
_STOP = re.compile(
    r"""(?<![.!?…؟۔।])[.!?…؟۔।]++(?:["'”’»“›)\]』」*_]|\[\d+\])*+(?=\s|$|["“«(\[A-Z])|[。！？]++["'”’」』）]*+"""
)
_LEADING = re.compile(r"(?:[-*+•‣▪◦●]\s+|\d{1,3}[.)]\s+(?=\S)|#{1,6}\s+|>\s*)+")
_WORD_BEFORE = re.compile(r"[^\W_](?:[\w.'’&-]*[^\W_])?$")
_NEXT_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

# Never the end of a sentence: something always follows.
_TITLES = frozenset(
    "mr mrs ms mx dr prof rev hon sen rep gov gen col lt sgt capt cmdr adm maj pres supt fr sr sra mme mlle hr fr st ste mt ft"
    " vs v cf viz resp approx ca e.g i.e eg ie fig figs eq eqs sec ch vol pp ed eds al incl excl est min max avg tel ext dept univ assn"
    " z.b d.h u.a bzw ggf usw.f evtl inkl zzgl bspw vgl nr no nos art abs p.ex ej pág núm aprox".split()
)
# May end a sentence: it depends on what follows.
_ENDING = frozenset(
    "inc ltd co corp llc plc bros jr sr esq etc u.s u.k u.n e.u u.s.a d.c a.m p.m am pm ph.d m.d b.a m.a b.sc m.sc mba"
    " jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun ave blvd rd usw s.a s.l gmbh"
    " n.y l.a calif fla tex mass conn pa va wash ill mich minn mio mrd std stk".split()
)
_STARTERS = frozenset(
    "the a an in on at by for from with without to of as it its he she they we i you this that these those there here his her their our my your but and"
    " or so if when while after before since because although though however then now today yesterday what why how who where which not no yes"
    " one some many most all each every both more another other such first second finally also still even once until during about over under"
    " der die das ein eine er sie es wir ich und aber nach vor le la les un une il elle nous et mais el los las una y pero".split()
)
_MONTH_AFTER_ORDINAL = re.compile(
    r"\s+(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Quartal|Jahrhundert|Platz|Rang)\b"
)
_SAID_AFTER = re.compile(
    r"\s+(?:[A-Z][\w’'-]+\s+){1,3}(?:said|says|asked|asks|added|adds|explained|explains|recalled|recalls|noted|notes|told|wrote|concluded|concludes)\b"
)
_ZONE = re.compile(r"(?:GMT|UTC|[ECMP][SD]?T|CET|CEST|BST|IST|JST)")


def split(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the spans of the sentences of `text[start:end]`, in order, without white space around them.

    Offsets are those of `text`. Time is linear in the length of the stretch.
    """
    stop = len(text) if end is None else end
    part = text[start:stop]
    spans: list[Span] = []
    at = 0
    for cut in _cuts(part):
        _keep(part, at, cut, start, spans)
        at = cut
    _keep(part, at, len(part), start, spans)
    return tuple(spans)


def _keep(part: str, at: int, cut: int, offset: int, spans: list[Span]) -> None:
    piece = part[at:cut]
    left = len(piece) - len(piece.lstrip())
    if lead := _LEADING.match(piece, left):
        left = lead.end() if lead.end() < len(piece.rstrip()) else left
    right = len(piece.rstrip())
    if right > left and any(map(str.isalnum, piece[left:right])):
        spans.append(Span(offset + at + left, offset + at + right))
    elif right > left and spans and spans[-1].end == offset + at:
        spans[-1] = Span(spans[-1].start, offset + at + right)  # stray marks belong to what they follow


def _cuts(part: str) -> list[int]:
    """Return, in order, the places where a sentence ends."""
    whole = _Whole(part)
    lower = _is_lower_cased(part)
    cuts = [m.end() if m.group()[-1:] == "\n" else m.start() for m in _BREAK.finditer(part)]
    cuts += [m.end() for m in _BREAK.finditer(part)]
    for hit in _STOP.finditer(part):
        if whole.holds(hit.end()):
            continue
        if hit.group()[0] in "。！？" or _ends(part, hit, lower=lower):
            cuts.append(hit.end())
    return sorted(set(cuts))


class _Whole:
    """Tells whether a place lies inside a quotation that is to stay whole."""

    def __init__(self, part: str) -> None:
        kept = [m for m in pairs(part) if m.depth == 0 and m.end - m.start <= WHOLE_QUOTATION and m.mark not in "'‘‚‹›"]
        self._starts = [m.start for m in kept]
        self._ends = [m.end for m in kept]

    def holds(self, place: int) -> bool:
        index = bisect_right(self._starts, place - 1) - 1
        return index >= 0 and place < self._ends[index]


def _is_lower_cased(part: str) -> bool:
    """Tell whether the text has no capitals to go by."""
    return not any(map(str.isupper, part[:20_000]))


def _ends(part: str, hit: re.Match[str], *, lower: bool) -> bool:
    """Decide whether the stop `hit` ends a sentence."""
    mark, after = hit.group(), hit.end()
    following = part[after : after + 80].lstrip()
    if not following:
        return True
    spaced = part[after].isspace()
    word = _NEXT_WORD.match(following.lstrip("\"'“‘«([*_„"))
    if not spaced:
        return _ends_without_space(part, hit, word)
    first = following.lstrip("\"'“‘«([*_„¿¡-–— ")[:1]
    if following[0] == "[" and mark[0] in ".!?…":
        return True  # "[laughter]", "[12:04]": a note of whoever wrote it down
    quoted = len(mark.rstrip("\"'”’»“›)]』」*_")) < len(mark)
    if quoted and (first.islower() and not lower or _SAID_AFTER.match(part, after)):
        return False
    if mark[0] in "!?؟۔।":
        return not first.islower() or lower
    if mark.startswith(("..", "…")):
        return (first.isupper() and (word is None or word.group() != "I")) or lower
    return _full_stop_ends(part, hit.start(), following, first, word, lower=lower)


def _ends_without_space(part: str, hit: re.Match[str], word: re.Match[str] | None) -> bool:
    """A stop with no space after it ends a sentence only before a word that often begins one."""
    closed = hit.group()[-1] in '"”»'
    before = part[max(0, hit.start() - 2) : hit.start()]
    starter = word is not None and word.group().lower() in _STARTERS and word.group()[0].isupper()
    lettered = len(before) == 2 and all(c.isalnum() and not c.isupper() or c in '"”’)' for c in before)
    longer = word is not None and (len(word.group()) > 1 or word.group() in "AI")
    return starter and longer and (closed or lettered)


def _full_stop_ends(part: str, at: int, following: str, first: str, word: re.Match[str] | None, *, lower: bool) -> bool:
    tail = part[max(0, at - 40) : at]
    tokenised = tail[-1:].isspace()
    before = _WORD_BEFORE.search(tail.rstrip())
    token = before.group() if before else ""
    name = token.lower()
    starts = word is not None and word.group().lower() in _STARTERS
    if token.isdigit() and _is_list_number(part, at - len(token)):
        return False
    if token.isdigit() and len(token) <= 2 and _MONTH_AFTER_ORDINAL.match(part, at + 1):
        return False
    if name in ("no", "nos", "nr"):
        return not first.isdigit() and (first.isupper() or lower)
    if name in _TITLES or name.rsplit(".", 1)[-1] in ("e.g", "i.e"):
        return False
    if len(token) == 1 and token.isupper() and not tokenised:
        return starts and first.isupper()
    if name in ("a.m", "p.m", "am", "pm") and word is not None and _ZONE.fullmatch(word.group()):
        return False
    if name in _ENDING or ("." in token and all(len(p) <= 2 for p in token.split("."))):
        return (first.isupper() and starts) or (name in ("etc", "a.m", "p.m") and first.isupper())
    return tokenised or lower or not first.islower()


def _is_list_number(part: str, at: int) -> bool:
    """Tell whether the digits at `at` begin their line."""
    before = part[max(0, at - 12) : at].rpartition("\n")
    return not before[2].strip() and (before[1] == "\n" or at <= 12)
