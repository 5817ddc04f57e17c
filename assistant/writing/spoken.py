"""What a spoken sentence is worth: speech wanders, repeats itself and talks of what no reader asked. Weights are ours.

What tells how a company came to be, grew and works counts; what is about the speaker alone, what is
heavy with spoken debris and what points at something unsaid does not. English cues.
"""

import re
from collections import Counter
from collections.abc import Iterable

from assistant.domain.documents import Side
from assistant.grounding.figures import FigureKind
from assistant.writing.candidates import Candidate
from assistant.writing.narration import addresses
from assistant.writing.outcomes.units import is_telling

VIVID = re.compile(
    r"\b(?:never|biggest|best|first time|love[ds]?|amazing|proud\w*|huge|massive|game.changer|honest|"
    r"would(?:n't| not) go back|every (?:single|one)|finally|trust|confiden\w+|smooth\w*|exceptional|remarkable|"
    r"couldn't|no way|freed|relief|essential)\b",
    re.IGNORECASE,
)
_DEBRIS = re.compile(
    r"\b(?:kind of|sort of|stuff|whatever|something like|i (?:guess|don't know|suppose|forget)|et cetera|etc|"
    r"basically|you know|i mean|i wanna say|i want to say|super|yada|blah|gonna|wanna|or something|or anything|"
    r"(?:was|were|is|it's|be|just|had|have|then|almost|really|really,|would|said|say|of|well|they're|we're|i'm|to|"
    r"that's) like|like (?:\d|a |the |\"|“|okay|oh|hey|these|this|those|we|i )|fuck\w*|shit\w*|crap|damn)\b"
    r"|, like,|\([^)]*\)|--|—|…|\.\.\.|[\"“]",
    re.IGNORECASE,
)
_THINGS = re.compile(r"\b(?:things?|somehow|someone|somebody|in a way|at the end of the day)\b", re.IGNORECASE)
_BUSINESS = re.compile(
    r"\b(?:customers?|users?|clients?|revenue|sales|market|compan(?:y|ies)|business|product|platform|team|teams|"
    r"staff|hours?|weeks?|costs?|price|pricing|budget|launch\w*|growth|grew|built|build|system|process|projects?|"
    r"service|data|engineers?|developers?|support|tool|orders?|deliver\w*|software|app|apps|tests?|errors?|"
    r"adopt\w*|migrat\w*|automat\w*|open source|community|contribut\w+|design\w*|technology|code|features?)\b",
    re.IGNORECASE,
)
_MILESTONE = re.compile(
    r"\b(?:co-?founded|founded|founders?|start(?:ed|ing) (?:the|a|our|this|that|with|out|building|working)|"
    r"launched|raised|funding|investors?|series [a-d]|seed|acquired|acquisition|sold|hired|first (?:hire|customer|"
    r"employee|version|product)s?|grew|grown|growing|revenue|profitab\w+|employees|remote|joined|moved to|shipped|"
    r"released|beta|pricing|compet\w+|in (?:19|20)\d\d|today we|years? (?:ago|later)|formed|announced)\b",
    re.IGNORECASE,
)
_DID = re.compile(
    r"\b(?:we|i)(?:['’]ve)? (?:\w+ly |just |then |also |actually |always |only |never )?"
    r"(?!(?:need|feel|want|like|tri|talk|end|use|work|look|learn|notic|mention)ed\b)(?:\w{3,}ed|built|began|grew|sold|"
    r"made|wrote|rewrote|ran|took|brought|found|chose|went|got|had|have|put|won|lost|met|spent|set|left|cut)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(r"(?<=[\w,;)] )[A-Z][A-Za-z]*[a-z][\w.]*")
_PERSONAL = re.compile(
    r"\b(?:sisters?|brothers?|mom|mother|dad|father|wife|husband|kids?|children|baby|my family|therapist|sleep\w*|"
    r"pounds|meditat\w+|my health|doctor|married|girlfriend|boyfriend|parents|vacation|beach|beers?|lunch|weather|"
    r"my talk|conference|tweet\w*|the interview)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:(?:at|by|during|over|in|from|on) (?:that|those|this) (?:point|time|stage|moment|summer|year|week|day|first|"
    r"project|side|one|thing)|that year|the (?:other|next|second|last|same) (?:one|thing|part|piece|people|person)|"
    r"do (?:that|it|this|so)\b|did(?:n't)? (?:that|it|this)|like that|those (?:three|two|four)|of (?:that|those)\b|"
    r"all (?:those|these)\b|this (?:woman|man|guy|story))",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|had|did|used to|\w{3,}ed)\b")
_WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_I = re.compile(r"\b(?:I|my|me)\b")
_OPINION = re.compile(
    r"\b(?:I (?:think|guess|feel|felt|believe|mean|remember|would say)|I'd say|for me|it's like|my opinion)\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"(?:the|a|an|we|we've|we're|i|i've|i'm|our|my|this|that|these|those|it|it's|there|there's|they|he|she|in|on|at|"
    r"by|for|with|after|before|when|if|as|since|from|to|one|two|three|every|each|all|most|some|many|now|today|then|"
    r"what|you|your|people|everybody|everyone|nobody|once|until|during|over|today's|last|this|next|about|only|"
    r"another|part|because|here|who|how|where|no|more)(?:['’]\w+)?\b",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(
    r"(?:sort of|kind of|just|very|whole|not|while|even|like|or|\w+ing|really|pretty|super)\b", re.IGNORECASE
)
_SUPPOSED = re.compile(r"\b(?:if|imagine|say|let's say|suppose|might|maybe|perhaps|probably|would)\b", re.IGNORECASE)
_CAVEAT = re.compile(
    r"\b(?:would(?:n['’]t| not)|can(?:['’]t|not)|should(?:n['’]t| not)) (?:put|credit|attribute|give) "
    r"(?:all|it all|everything)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^(?:I['’]m|I am|My (?:role|job|title) is|I work as) (?:the|a|an)? ?[\w ]+\b(?:at|for|of|with|in)\b"
)
_ANY_NAME = re.compile(r"[A-Z]\w+")
_TO_HOST = re.compile(r", [A-Z][a-z]+[.!]?$|^[A-Z][a-z]+, (?=I\b|we\b|you\b)")
_ASKED_FOR_FAULTS = re.compile(
    r"\b(?:want from us|not good|not working|could (?:be|do) better|should (?:we )?improve|complain\w*|annoy\w*)\b",
    re.IGNORECASE,
)
_OFTEN, _MOST_NAMES = 4, 6
_LONG = 34  # words of a spoken sentence from which a reader tires
_NEVER_SHORT = 6  # words below which a spoken sentence says little on its own


def known_names(found: Iterable[Candidate], people: Iterable[str]) -> frozenset[str]:
    """Return the names that a talk keeps coming back to, such as a company's or a product's; people's are left out."""
    counts = Counter(name for candidate in found if candidate.spoken for name in set(_NAMES.findall(candidate.text)))
    persons = {word for person in people for word in person.split()}
    told = [(count, name) for name, count in counts.items() if count >= _OFTEN and name not in persons]
    return frozenset(name for _, name in sorted(told, reverse=True)[:_MOST_NAMES])


def worth(candidate: Candidate, names: frozenset[str] = frozenset()) -> float:
    """Return what speech is worth beyond its cue words and figures."""
    text = candidate.text
    business = about_business(text)
    ours = bool(_WE.search(text))
    alone = bool(_I.search(text)) and not ours
    told = any(map(is_telling, candidate.figures))
    general = not ours and not alone and not told and not _PAST.search(text)
    return (
        0.4 * business
        - 0.8 * (business == 0 and not candidate.praised)
        + 0.5 * milestones(text)
        + 0.6 * bool(_DID.search(text))
        + 0.6 * bool(names & set(_ANY_NAME.findall(text)))
        + 1.0 * any(figure.kind is FigureKind.MONEY and not figure.vague for figure in candidate.figures)
        + 1.5 * bool(_CAVEAT.search(text))
        + 1.5 * bool(_ROLE.search(text))
        + 0.2 * min(len(_NAMES.findall(text)), 3)
        + 0.5 * any(figure.kind in (FigureKind.YEAR, FigureKind.DATE) for figure in candidate.figures)
        + 1.5 * candidate.praised
        + 0.5 * bool(VIVID.search(text))
        + 0.5 * ours
        - 0.6 * alone
        - 0.6 * general
        - 0.6 * len(_OPINION.findall(text))
    )


def faults(candidate: Candidate) -> float:
    """Return what speaks against telling, and still more against quoting, a spoken sentence."""
    text = candidate.text
    found = 2.0 * addresses(text) + 0.8 * min(debris(text), 4) + 0.3 * min(len(_THINGS.findall(text)), 2)
    found += 0.7 * (bool(_SUPPOSED.search(text)) and not VIVID.search(text))
    found += 1.5 * _begins_oddly(text) + 0.9 * bool(_PERSONAL.search(text)) + 0.6 * bool(_POINTS_BACK.search(text))
    found += 0.8 * (candidate.words < _NEVER_SHORT) + 0.7 * (candidate.words > _LONG)
    found += 2.5 * bool(_ASKED_FOR_FAULTS.search(candidate.asked))
    found += 1.5 * bool(_TO_HOST.search(text))
    return found + 1.0 * (candidate.side is Side.UNKNOWN and candidate.speaker is None)


def milestones(text: str) -> int:
    """Count the words about how a company came to be and grew, up to three."""
    return min(len(_MILESTONE.findall(text)), 3)


def about_business(text: str) -> int:
    """Count the words about business in a sentence, up to three."""
    return min(len(_BUSINESS.findall(text)), 3)


def debris(text: str) -> int:
    """Count the fillers, asides and half-words that a reader stumbles over."""
    return len(_DEBRIS.findall(text))


def _begins_oddly(text: str) -> bool:
    """Tell whether a spoken sentence begins like a fragment ("Sort of got told", "Very customer-focused")."""
    return not _BEGINS.match(text) and bool(_FRAGMENT.match(text))
