"""Words that tell which part of a story a sentence belongs to, and what a guide question asks.

English only; in other languages headings and position decide. Parts follow the interview guide
(domain handbook, section 6): who, why, what, spread, changed, next. Weights are ours.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

PARTS = ("who", "why", "what", "spread", "changed", "next")
"""The parts a sentence may belong to, in reading order."""


@dataclass(frozen=True)
class Cue:
    """A pattern and how much it says for a part."""

    part: str
    weight: float
    pattern: re.Pattern[str]


def _cue(part: str, weight: float, words: str) -> Cue:
    return Cue(part, weight, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))


CUES: tuple[Cue, ...] = (
    _cue("changed", 2.5, r"would(?:n['’]t| not) (?:put|credit|attribute|give) (?:all|it all|everything)"),
    _cue("who", 1.5, r"founded|was formed|headquartered|based in|offices? in|employees|people work|family-owned|"
        r"part of [A-Z]\w+"),
    _cue("who", 1.0, r"(?:is|are) (?:a|an|one of|the)(?: \w+){0,6} (?:company|platform|service|team|provider|product|"
        r"leader|business|brand|bank|retailer|maker|manufacturer|firm|organi[sz]ation|agency|hospital|"
        r"university|start-?up)s?"),
    _cue("who", 1.0, r"we (?:make|sell|serve|provide|offer|help)|(?:provides?|offers?|serves?|connects?|enables?|"
        r"helps?) (?:\w+ ){0,4}(?:customers?|businesses|people|developers|teams|companies|consumers|"
        r"merchants|users)"),
    _cue("who", 1.2, r"I(?:'m|’m| am) (?:the|a|an|one of|in charge|responsible)|my (?:role|job|title)|I (?:lead|run|"
        r"head|manage|look after|work)"),
    _cue("who", 1.6, r"was (?:created|founded|established|started|built) to|is (?:creating|building) (?:the|a)|"
        r"(?:mission|purpose) is|exists to|central to (?:this|its|their)"),
    _cue("why", 1.8, r"sought to|set out to|(?:code|system|stack|platform|it) (?:became|grew|got|was getting) (?:\w+ )*"
        r"(?:larger|complex|complicated|slow|slower|harder|hard)|decreasing|(?:was|were) (?:slowing|hurting|limiting)"),
    _cue("why", 1.6, r"before(?! long)|used to|previously|in the past|back then|at (?:that|the) time|originally|"
        r"early on|old (?:system|process|way)|legacy"),
    _cue("why", 1.5, r"problems?|challeng\w+|pain\w*|troubl\w+|struggl\w+|difficult\w*|frustrat\w+|bottlenecks?|"
        r"obstacles?|barrier|friction|complexity|broke|fail(?:s|ed|ing|ure)?|worr(?:y|ied)|threaten\w*"),
    _cue("why", 1.0, r"spreadsheets?|by hand|manual(?:ly)?|paper|copy(?:ing)? and past\w+|e-?mail chains?|chas(?:e|"
        r"ing)|too (?:slow|long|many|much|late|expensive)|wrong|late|nobody (?:could|knew)|could(?:n't|"
        r" not)|hard to"),
    _cue("why", 1.3, r"we (?:needed|wanted)|(?:they|team|company|management|board) (?:needed|wanted|sought)|"
        r"the (?:main )?reason|decided to|that's why|which is why|looked at|evaluat\w+|alternatives?|"
        r"convinced|chose|choice|right fit|great fit|motivation"),
    _cue("what", 1.4, r"built|build(?:s|ing)?|created?|made|develop(?:s|ed|ing)|designed|set up|implement\w*|"
        r"launch(?:ed|es)?|rewr(?:ote|itten|ite)|migrat\w+|replac\w+|automat\w+|integrat\w+|introduced|"
        r"started using|switched|moved to|adopted"),
    _cue("what", 1.0, r"uses?|using|powered by|runs? on|based on|architecture|system|platform|pipeline|dashboards?|"
        r"boards?|forms?|workflows?|service|tool|library|consists? of|there(?:'s| is| are) (?:a|three|two|"
        r"four|five)"),
    _cue("what", 1.6, r"owns?|owner|owned by|in charge|responsible for|hero|(?:he|she|they|who|\w+) built it|"
        r"built the first"),
    _cue("spread", 1.5,
        r"rolled? ?out|roll-out|went live|go-?live|pilot|adopt(?:ed|ion|ing)|onboard\w*|train(?:ed|"
        r"ing)|"
        r"spread|caught on|catch on|word of mouth"),
    _cue("spread", 1.4, r"\d+ (?:\w+ )?(?:people|users|colleagues) (?:in it|on it|us(?:e|ing)|every|a)"),
    _cue("spread", 1.2, r"every ?(?:one|body|week|day)|all (?:teams|departments|lines|sites)|other teams|across (?:the|"
        r"our|all|several|\w+ teams)|users?|people (?:in it|using|use)|hir(?:e|ed|ing)|grew|grown|growing|"
        r"joined|team of|engineers|developers"),
    _cue("changed", 2.0, r"(?:went|go|gone|dropped|fell|rose|came|cut|reduced|down|up|grew|increased|"
        r"improved)(?: \w+){0,4} from"),
    _cue("changed", 1.7,
        r"sav(?:e|ed|es|ing|ings)|reduc\w+|cut(?:s|ting)?|faster|quicker|cheaper|fewer|less time|"
        r"shorter|"
        r"doubl\w+|tripl\w+|halv\w+|half the|twice|increas\w+|improv\w+|decreas\w+|productiv\w+|"
        r"efficien\w+|benefit\w*|gain(?:s|ed)?"),
    _cue("changed", 1.6, r"what(?: else)? (?:has )?changed|would (?:happen|break|you do) (?:if|without)"),
    _cue("changed", 1.2, r"results?|now(?:adays)?|today|these days|since then|as a result|impact|value|return|revenue|"
        r"costs?|on time|success\w*|outcome|able to|no longer|any ?more|record"),
    _cue("next", 1.9, r"plan(?:s|ned|ning)? to|going to (?:roll|extend|add|bring|move|train|build|launch|open|start)|"
        r"next (?:year|quarter|step|phase|month|up|spring|summer|autumn|winter)|what(?:'s| is) next|"
        r"upcoming|road ?map|in the future|looking ahead|hope to|(?:would|'d) like to"),
    _cue("next", 1.2, r"will (?:be|begin|start|roll|continue|extend|add|need|bring|have|help|make|open|send)|soon|"
        r"explor\w+|evaluating|continue to|aim(?:s|ing)? to|intend\w*|further|pushing to"),
)  # fmt: skip


def _heading(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("next", _heading(r"\bnext\b|future|upcoming|road ?map|ahead|outlook|plans?\b|ausblick|prochain|pr[oó]xim")),
    (
        "why",
        _heading(
            r"\bwhy\b|challenge|problem|before|background|motivation|warum|ausgangslage|d[eé]fi|"
            r"pourquoi|reto|por qu[eé]"
        ),
    ),
    (
        "changed",
        _heading(
            r"result|outcome|benefit|impact|value|conclusion|what (?:she|he|they|we) sees? now|productiv|time to|speed|"
            r"savings?|financ|insight|ergebnis|nutzen|r[eé]sultat|resultado|what changed"
        ),
    ),
    ("spread", _heading(r"adopt|roll|usage|grow|hiring|team|scal|spread|nutzung|d[eé]ploiement|next millions")),
    (
        "what",
        _heading(
            r"solution|built|building|architecture|librar|framework|system|implement|first steps|how it works|toolbox|"
            r"l[oö]sung|soluci|simplif|using|infrastructure|moderniz"
        ),
    ),
    ("who", _heading(r"about|company|who\b|customer|profile|unternehmen|entreprise|empresa|participants")),
)

QUERIES: Mapping[str, tuple[str, ...]] = {
    "who": ("Who is the company, what does it do and how large is it?", "What is your role?"),
    "why": ("What was the problem before, and why did they build it?", "What did it look like before?"),
    "what": ("What did they build, what is it and for whom?", "Who built it and who owns it?"),
    "spread": ("How many people use it and how did it spread through the teams?",),
    "changed": ("What changed, by how much, before and after, time and money saved?", "What value did it bring?"),
    "next": ("What is planned next?",),
}
"""What retrieval is asked for each part."""


def cue_scores(text: str) -> dict[str, float]:
    """Return how much the words of a sentence say for each part; 0 where nothing does."""
    scores = dict.fromkeys(PARTS, 0.0)
    for cue in CUES:
        if cue.pattern.search(text):
            scores[cue.part] += cue.weight
    return scores


def part_of_heading(heading: str | None) -> str | None:
    """Return the part that a document's own heading announces, or None."""
    if not heading:
        return None
    return next((part for part, pattern in HEADINGS if pattern.search(heading)), None)
