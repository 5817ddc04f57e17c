"""Sentences of a text, as spans.

A stop ends a sentence unless it belongs to an abbreviation, an initial, a number or a name such as
"Node.js". Blank lines, list items and headings always part sentences; a single line break inside a
paragraph does not. A quotation of modest length is kept whole with the sentence that introduces it:
a reader, and the checker, need both its marks.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

from assistant.domain.spans import Span
from assistant.grounding.marks import pairs
from assistant.grounding.wordset import wordset

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
_TITLES = wordset(
    "mr mrs ms mx dr prof rev hon sen rep gov gen col lt sgt capt cmdr adm maj pres supt fr sr sra mme mlle hr fr",
    "st ste mt ft",
    "vs v cf viz resp approx ca e.g i.e eg ie fig figs eq eqs sec ch vol pp ed eds al incl excl est min max avg",
    "tel ext dept univ assn",
    "z.b d.h u.a bzw ggf usw.f evtl inkl zzgl bspw vgl nr no nos art abs p.ex ej pág núm aprox",
)
# May end a sentence: it depends on what follows.
_ENDING = wordset(
    "inc ltd co corp llc plc bros jr sr esq etc u.s u.k u.n e.u u.s.a d.c a.m p.m am pm ph.d m.d b.a m.a b.sc m.sc",
    "mba",
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun ave blvd rd usw s.a",
    "s.l gmbh",
    "n.y l.a calif fla tex mass conn pa va wash ill mich minn mio mrd std stk",
)
_STARTERS = wordset(
    "the a an in on at by for from with without to of as it its he she they we i you this that these those there",
    "here his her their our my your but and",
    "or so if when while after before since because although though however then now today yesterday what why how",
    "who where which not no yes",
    "one some many most all each every both more another other such first second finally also still even once",
    "until during about over under",
    "der die das ein eine er sie es wir ich und aber nach vor le la les un une il elle nous et mais el los las una",
    "y pero",
)
_MONTH_AFTER_ORDINAL = re.compile(
    r"\s+(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Quartal"
    r"|Jahrhundert|Platz|Rang)\b"
)
_SAID_AFTER = re.compile(
    r"\s+(?:[A-Z][\w’'-]+\s+){1,3}(?:said|says|asked|asks|added|adds|explained|explains|recalled|recalls|noted"
    r"|notes|told|wrote|concluded|concludes)\b"
)
_OPENERS = "\"'“‘«([*_„"
_CLOSERS = "\"'”’»“›)]』」*_"
_WINDOW = 80  # code points looked at on each side of a stop
_INDENT = 12  # spaces, at most, before a list number
_BEFORE_NUMBERS = wordset("no nos nr p pp fig figs vol ch")  # abbreviations only where a number follows
_CLOCK = wordset("a.m p.m am pm")
_CAPITAL_ENDS = wordset("etc a.m p.m")
_DOTTED = re.compile(r"[^\W\d]{1,2}(?:\.[^\W\d]{1,2})+")  # "U.S", "e.V"
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


class _Around(NamedTuple):
    """What stands on both sides of a stop."""

    before: str  # the word that the stop touches or, in tokenised text, follows
    tokenised: bool  # a space stands between that word and the stop
    first: str  # first letter, digit or sign after it, quotation marks and brackets left off
    word: str  # first word after it, if letters come first
    lower: bool  # the whole text has no capitals

    @property
    def starts(self) -> bool:
        """Tell whether what follows is a word that often begins a sentence."""
        return self.word.lower() in _STARTERS

    @property
    def capital(self) -> bool:
        """Tell whether what follows begins with a capital."""
        return self.first.isupper()


def _ends(part: str, hit: re.Match[str], *, lower: bool) -> bool:
    """Decide whether the stop `hit` ends a sentence."""
    mark, after = hit.group(), hit.end()
    following = part[after : after + _WINDOW].lstrip()
    if not following:
        return True
    word = _NEXT_WORD.match(following.lstrip(_OPENERS))
    if not part[after].isspace():
        return _ends_without_space(part, hit, word)
    if following[0] == "[" and mark[0] in ".!?…":
        return True  # "[laughter]", "[12:04]": a note of whoever wrote it down
    tail = part[max(0, hit.start() - _WINDOW) : hit.start()]
    before = _WORD_BEFORE.search(tail.rstrip())
    around = _Around(
        before.group() if before else "",
        tail[-1:].isspace(),
        following.lstrip(f"{_OPENERS}¿¡-–— ")[:1],
        word.group() if word else "",
        lower,
    )
    quoted = mark.rstrip(_CLOSERS) != mark
    if quoted and ((around.first.islower() and not lower) or _SAID_AFTER.match(part, after)):
        return False
    return _mark_ends(part, hit, around)


def _mark_ends(part: str, hit: re.Match[str], around: _Around) -> bool:
    mark = hit.group()
    if mark[0] in "!?؟۔।":
        return not around.first.islower() or around.lower
    if mark.startswith(("..", "…")):
        return (around.capital and around.word != "I") or around.lower
    return _full_stop_ends(part, hit.start(), around)


def _ends_without_space(part: str, hit: re.Match[str], word: re.Match[str] | None) -> bool:
    """A stop with no space after it ends a sentence only before a word that often begins one."""
    if word is None or word.group().lower() not in _STARTERS or not word.group()[0].isupper():
        return False
    closed = hit.group()[-1] in '"”»'
    before = part[max(0, hit.start() - 2) : hit.start()]
    lettered = len(before) > 1 and all((c.isalnum() and not c.isupper()) or c in '"”’)' for c in before)
    return (len(word.group()) > 1 or word.group() in "AI") and (closed or lettered)


def _full_stop_ends(part: str, at: int, around: _Around) -> bool:
    token, name = around.before, around.before.lower()
    if token.isdigit() and _is_ordinal(part, at, token):
        return False
    if name in _BEFORE_NUMBERS:
        return not around.first.isdigit() and (around.capital or around.lower)
    if name in _TITLES or (name in _CLOCK and _ZONE.fullmatch(around.word)):
        return False
    if len(token) == 1 and token.isupper() and not around.tokenised:
        return around.starts and around.capital  # an initial, or "plan B."
    if name in _ENDING or _DOTTED.fullmatch(token):
        return around.capital and (around.starts or name in _CAPITAL_ENDS)
    return around.tokenised or around.lower or not around.first.islower()


def _is_ordinal(part: str, at: int, digits: str) -> bool:
    """Tell whether "12." counts a list item at the start of its line, or a day of a German month."""
    start = at - len(digits)
    before = part[max(0, start - _INDENT) : start].rpartition("\n")
    listed = not before[2].strip(" \t#>*_(-") and (before[1] == "\n" or start <= _INDENT)
    return listed or (len(digits) < len("100") and _MONTH_AFTER_ORDINAL.match(part, at + 1) is not None)
