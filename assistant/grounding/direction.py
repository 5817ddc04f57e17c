"""Direction and other opposites: rose for fell, before for after, won for lost."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from assistant.domain.verdicts import Verdict
from assistant.grounding.aligned import Aligned
from assistant.grounding.claim import Claim
from assistant.grounding.findings import Finding
from assistant.grounding.support.canonical import root
from assistant.grounding.words import Token
from assistant.grounding.wordset import wordset

CAP = 0.35
_TURNED = frozenset({"fail", "fails", "failed"})
NEIGHBOURS = 3  # words of the claim on each side, one of which must stand by the opposite in the source
BESIDE = 8  # how far from it, in words

_UP = wordset(
    "rise rises rose risen rising increase increased increasing grow grows grew grown growing growth gain",
    "gained climb climbed",
    "jump jumped surge surged soar soared double doubled triple tripled raise raised boost boosted expand",
    "expanded expansion",
    "up upward higher more accelerate accelerated improve improved improvement lengthen",
)
_DOWN = wordset(
    "fall falls fell fallen falling decrease decreased decreasing drop dropped dropping decline declined",
    "declining shrink shrank",
    "shrunk reduce reduced reducing reduction cut cuts cutting lower lowered halve halved plunge plunged",
    "slump slumped down",
    "downward less fewer slow slowed worsen worsened deteriorate deteriorated shorten shortened",
)
_SPEED = wordset("faster slower quicker shorter longer cheaper change changed went go became become got")
# Each line: words of one sense | words of the opposite one.
_OPPOSITES = """
faster quicker sooner | slower later
above over exceed exceeded | below under
before | after
win wins won winning winner victory | lose loses lost losing loser defeat defeated
buy buys bought buying purchase purchased acquire acquired | sell sells sold selling
open opens opened opening reopen reopened | close closes closed closing closure
start starts started begin begins began begun launch launched | stop stops stopped end ends ended finish finished
join joined joins | leave leaves left quit quits
accept accepts accepted approve approves approved | reject rejects rejected rejection refuse refused deny denied
pass passed | fail failed
support supports supported back backed favour | oppose opposes opposed opposition
arrive arrived arrival | depart departed departure
hire hired hiring recruit recruited | fire fired dismiss dismissed sack sacked
always | never
all every | none no
guilty convicted | innocent acquitted cleared
older oldest elder | younger youngest
best | worst
new newer | old
better | worse
largest biggest larger bigger | smallest smaller
highest | lowest
longer longest | shorter shortest
early earlier earliest | late latest
maximum most | minimum least
internal internally | external externally
manual manually | automatic automatically automated
cheaper | dearer costlier
save saved saving earn earned gain gained profit | lose loses lost losing loss waste wasted
success succeed succeeded successful | failure unsuccessful
positive | negative
import imports imported | export exports exported
easy easier | hard harder difficult
north northern | south southern
east eastern | west western
husband | wife
father dad | mother mum mom
son | daughter
brother | sister
man men male | woman women female
first | last
with | without
active | inactive
public | private
morning | evening
slow slower slowly | fast faster quick quickly
reluctant skeptical sceptical | enthusiastic eager
possible | impossible
enough sufficient | insufficient
voluntary optional | mandatory compulsory
temporary | permanent
win | draw
alive survived survive | dead died killed
"""


@lru_cache(maxsize=1)
def _table() -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """Return for each stem its own side and the other."""
    groups = [[wordset(side) for side in line.split("|")] for line in _OPPOSITES.strip().splitlines()]
    table: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for words, opposed in ((_UP, _DOWN), *groups):
        one, other = frozenset(map(root, words)), frozenset(map(root, opposed))
        for mine, against in ((one, other), (other, one)):
            for word in mine - against:
                same, against_it = table.get(word, (frozenset(), frozenset()))
                table[word] = (same | mine, against_it | against)
    return MappingProxyType(table)


@lru_cache(maxsize=1)
def _moves() -> frozenset[str]:
    return frozenset(map(root, _UP | _DOWN | _SPEED))


def is_move(stem: str) -> bool:
    """Tell whether a stem only says that something moved, or which way."""
    return stem in _moves()


def opposite_sides(stem: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the canonical stems of a word's own sense and of the opposite one; None for a word without opposite."""
    return _table().get(stem)


def check_direction(claim: Claim, lines: Sequence[Aligned]) -> Iterator[Finding]:
    """Yield a finding if every comparable sentence of the sources has the opposite in place of a word of the claim."""
    if not lines:
        return
    for number, word in enumerate(claim.words):
        sides = opposite_sides(word.stem)
        if sides is None or not sides[1].isdisjoint(claim.stems):
            continue
        clashes = [_opposite(claim.words, number, sides, line) for line in lines]
        if all(clashes):
            reason = f"direction: the claim says “{word.text}”, the source “{clashes[0]}”"
            yield Finding(reason, Verdict.CONTRADICTED, CAP)
            return


def turned_back(words: Sequence[Token], place: int) -> bool:
    """Tell whether a "never" only turns a "failed" round."""
    return words[place].norm == "never" and place + 1 < len(words) and words[place + 1].norm in _TURNED


def _opposite(
    words: Sequence[Token], number: int, sides: tuple[frozenset[str], frozenset[str]], line: Aligned
) -> str | None:
    """Return the opposite as the source writes it, where it stands by a neighbour of the claim's word."""
    same, other = sides
    stems = line.stems
    if not same.isdisjoint(stems) or number >= len(words):
        return None
    around = {
        word.stem
        for word in (*words[max(0, number - NEIGHBOURS) : number], *words[number + 1 : number + 1 + NEIGHBOURS])
        if len(word.norm) > NEIGHBOURS
    }
    for place, stem_there in enumerate(stems):
        if turned_back(line.words, place):
            continue
        if stem_there in other and around.intersection(stems[max(0, place - BESIDE) : place + BESIDE + 1]):
            return line.words[place].text
    return None
