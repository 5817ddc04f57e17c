"""Who is said to have said it: attributions before and after a quotation.

Names are recognised by their capitals, so a company that "said" something counts as a speaker too.
"""

import re
from typing import NamedTuple

from assistant.grounding.words import STOPWORDS
from assistant.grounding.wordset import wordset

_SAID = (
    "says?|said|saying|explain(?:s|ed|ing)?|recall(?:s|ed|ing)?|recaps?|add(?:s|ed|ing)?|not(?:es|ed|ing)|t(?:ells"
    "|old)|continue[sd]?|conclude[sd]?|"
    "share[sd]|mention(?:s|ed)|remark(?:s|ed)|comment(?:s|ed)|wrote|writes|describe[sd]|state[sd]|report(?:s|ed)"
    "|observe[sd]|point(?:s|ed) out|argue[sd]|"
    "claim(?:s|ed)|joke[sd]|laugh(?:s|ed)|repl(?:y|ies|ied)|respond(?:s|ed)?|answer(?:s|ed)|ask(?:s|ed)|insist(?:s"
    "|ed)|stress(?:es|ed)|emphasi[sz]e[sd]|"
    "agree[sd]|admit(?:s|ted)|confirm(?:s|ed)|announce[sd]|reflect(?:s|ed)|summari[sz]e[sd]|exclaim(?:s|ed)"
    "|sum(?:s|med) (?:it )?up|outline[sd]|"
    "detail(?:s|ed)|elaborate[sd]|warn(?:s|ed)|reveal(?:s|ed)|puts? it|quip(?:s|ped)|urge[sd]|remember(?:s|ed)"
    "|believe[sd]|declare[sd]|advise[sd]|"
    "sagte?|sagt|erklärt[e]?|meint[e]?|betont[e]?|dit|explique|affirme|dijo|dice|explica|afirma"
)
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽΑ-ΫА-Я"
_TITLED = "Dr|Mr|Mrs|Ms|St|Prof|Sgt|Lt|Insp|Ch|Con|Supt|Rev|Sen|Gov|Gen|Jr|Sr"
_CAP = (
    r"(?!(?:He|She|They|It|We|You|I)\b)"
    rf"(?:[{_UPPER}]\.(?=\s)|(?:{_TITLED})\.|[{_UPPER}][\w’'\-]*)"
)
_SMALL = "de|van|von|der|den|da|del|di|la|le|bin|al|dos|ter|zu"
_NAME = rf"{_CAP}(?:[^\S\n]*\n?[^\S\n]*(?:(?:{_SMALL})[^\S\n]+){{0,3}}(?<=\s){_CAP}){{0,4}}"
_APPOSITION = r"(?:,[^,;:.\"“”«»]{1,90}(?:,[^,;:.\"“”«»]{1,60})?,|[^\S\n]*\([^()\n]{1,90}\))?"
_ADVERB = (
    r"(?:[^\S\n]*\n?[^\S\n]*"
    r"(?:also|then|later|once|still|recently|\w{2,12}ly|has|had|would|often|always|goes on to|went on to))?"
)
_GAP = r"(?:[^\S\n]*\n[^\S\n]*|[^\S\n]+)"
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey)"

_AFTER = re.compile(
    rf"{_GAP}?[,–—-]?{_GAP}?(?:"
    rf"(?:{_SAID}){_GAP}(?:the{_GAP}|our{_GAP}|its{_GAP}|their{_GAP})?(?:[a-z][\w’'-]*{_GAP}){{0,4}}?(?P<n1>{_NAME})"
    rf"|(?P<n2>{_NAME}){_APPOSITION}{_ADVERB}{_GAP}(?:{_SAID})\b"
    rf"|(?P<p1>{_PRONOUN}){_ADVERB}{_GAP}(?:{_SAID})\b"
    rf"|(?:{_SAID}){_GAP}(?P<p2>{_PRONOUN})\b"
    rf"|according to{_GAP}(?P<n3>{_NAME})"
    rf")"
)
_DASHED = re.compile(
    rf"[^\S\n]*(?:\n[^\S\n]*>?[^\S\n]*){{0,2}}(?:\\?[-–—―]{{1,3}}"
    rf"|~)[^\S\n]*\**(?P<n>{_NAME})\**(?=[^\S\n]*(?:[,(\n|]|\Z|\.\s|\*))"
)
_LATER = re.compile(
    rf"[^.!?\"“”«»]{{0,120}}?,{_GAP}(?:(?:{_SAID}){_GAP}(?P<n1>{_NAME})|(?P<n2>{_NAME}){_GAP}(?:{_SAID})\b)"
)
_BEFORE = re.compile(
    rf"(?:"
    rf"(?P<n1>{_NAME}){_APPOSITION}{_ADVERB}{_GAP}(?:{_SAID})(?:{_GAP}(?:us|me|them|him|her|that|how|why|simply"
    rf"|it(?:{_GAP}this{_GAP}way)?|this|about{_GAP}\w+|in{_GAP}\w+|to{_GAP}\w+))*"
    rf"|(?:{_SAID}){_GAP}(?P<n2>{_NAME})(?:,[^\n:.\"“”«»]{{1,120}})?"
    rf"|(?:[Aa]ccording{_GAP}to|[Ii]n{_GAP}the{_GAP}words{_GAP}of){_GAP}(?P<n3>{_NAME})(?:,[^\n:.\"“”«»]{{1,120}})?"
    rf"|\b(?P<p1>{_PRONOUN}){_ADVERB}{_GAP}(?:{_SAID})(?:{_GAP}(?:us|me|them|him|her|that|how|why|it|this"
    rf"|about{_GAP}\w+|in{_GAP}\w+))*"
    rf"|(?:\A|(?<=\n))[^\S\n]*[*_]{{0,3}}(?P<label>{_NAME})(?:[^\S\n]*\([^()\n]{{1,90}}\))?[*_]{{0,3}}:[*_]{{0,3}}"
    rf")[*_]{{0,2}}[,:]?[^\S\n]*\n?[^\S\n]*\Z"
)
_TITLES = wordset(
    "ceo cto cfo coo cio cmo cro cpo vp svp evp director manager president head chief senior sr sr. jr founder",
    "cofounder co-founder chairman chairwoman chair mr mr. mrs",
    "mrs. ms ms. dr dr. prof prof. professor sir engineer analyst officer lead principal minister secretary coach",
    "captain spokesman spokeswoman inspector sergeant",
    "detective judge senator mayor governor pm det insp ch con supt customer product project team operations vice",
)
_NEVER = STOPWORDS | wordset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august",
    "september october november december",
    "today yesterday tomorrow however meanwhile later also still finally moreover overall indeed one two three",
    "many some every each when while since as after before",
    "said says asked asks added adds explained explains noted notes recalled recalls mr mrs ms dr yes no hey well",
    "okay ok so what here's there's it's that's",
)


class Named(NamedTuple):
    """A name in an attribution; `pronoun` when only "he", "she" or "they" stands there."""

    start: int
    end: int
    name: str
    pronoun: bool = False


def after(text: str, at: int, limit: int, *, complete: bool) -> Named | None:
    """Return the attribution that follows a quotation ending at `at`, in its paragraph, which ends at `limit`.

    `complete` tells that the quoted words end a sentence: then "David adds:" belongs to what comes next.
    """
    window = text[at : min(limit, at + 220)]
    hit = _AFTER.match(window)
    if hit is not None and not (complete and _introduces(window, hit)):
        return _named(hit, at)
    dashed = _DASHED.match(text, at, min(len(text), at + 220))
    return _named(dashed, 0) if dashed else None


def _introduces(window: str, hit: re.Match[str]) -> bool:
    """Tell whether an attribution goes on to a quotation of its own."""
    if hit.lastgroup in ("n1", "p2", "n3") and window[: hit.start(hit.lastgroup)].strip()[:1] not in _UPPER_START:
        return False
    return _OPENS_NEXT.match(window, hit.end()) is not None


_OPENS_NEXT = re.compile(r"[^.!?\"“”«»\n]{0,60}(?:[:,]|\bthat)\s*(?:[\"“«]|\Z)|\s*:")
_UPPER_START = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def later(text: str, at: int, limit: int) -> Named | None:
    """Return an attribution at the end of the sentence that the quotation stands in."""
    hit = _LATER.match(text[at : min(limit, at + 220)])
    return _named(hit, at) if hit else None


def before(text: str, at: int, floor: int) -> Named | None:
    """Return the attribution that ends right before the opening mark at `at`."""
    lead = text[max(floor, at - 12) : at].rstrip(" *_\n")
    if not lead or not (lead[-1].isalnum() or lead[-1] in ":,)"):
        return None  # the quotation begins a sentence: most do
    hit = _BEFORE.search(text, max(floor, at - 240), at)
    return _named(hit, 0) if hit else None


def names_in(text: str, start: int, end: int) -> list[Named]:
    """Return the capitalised names of a stretch, function words and titles left off."""
    cleaned = (_clean(hit.group(), hit.start()) for hit in _NAME_ALONE.finditer(text, start, end))
    return [named for named in cleaned if named is not None]


_NAME_ALONE = re.compile(rf"(?<![\w’'-]){_NAME}")


def _named(hit: re.Match[str], offset: int) -> Named | None:
    group = hit.lastgroup or ""
    start, end = hit.span(group)
    if group.startswith("p"):
        return Named(offset + start, offset + end, hit.group(group), pronoun=True)
    return _clean(hit.group(group), offset + start)


def _clean(written: str, start: int) -> Named | None:
    """Leave off words in front that are titles or begin a sentence, and a genitive at the end."""
    words = list(re.finditer(r"\S+", written))
    while words and (_bare(words[0].group()) in _TITLES or _bare(words[0].group()) in _NEVER):
        words.pop(0)
    if not words:
        return None
    left, right = words[0].start(), words[-1].end()
    name = re.sub(r"(?:['’]s|['’]|(?<=\w\w)[.]|-)$", "", written[left:right])
    if not name or _bare(name) in _NEVER:
        return None
    return Named(start + left, start + left + len(name), " ".join(name.split()))


def _bare(word: str) -> str:
    return word.lower().rstrip(".,").replace("’", "'")


def whole_name(text: str, part: str) -> str | None:
    """Return the first name of two or three words in `text` that `part` is one of, or None."""
    if part not in text:
        return None
    lone = re.escape(part)
    pattern = (
        rf"(?<![\w’'-])(?:{lone}[^\S\n]+(?:(?:de|van|von|der|da|del|di)[^\S\n]+)?[{_UPPER}][a-zà-ÿ’'\w-]+"
        rf"|[{_UPPER}][a-zà-ÿ\w]+[^\S\n]+{lone})(?![\w’'-])"
    )
    for hit in re.finditer(pattern, text):
        named = _clean(hit.group(), hit.start())
        if named is not None and " " in named.name and part in named.name.split():
            return named.name
    return None
