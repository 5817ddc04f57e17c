"""Which sentences say something of the customer, and which need the one before to be understood. English cues."""

import re

_BRIEF = 6  # words; a shorter sentence that points back says nothing
_PAGE_TALK = re.compile(
    r"\b(?:this (?:article|post|case study|talk|episode|page)|case stud(?:y|ies) (?:of|about|that)|"
    r"welcome to|click|listen to the|this podcast|full episode|tune in|discover how|sign up|subscribe|"
    r"learn more|read (?:more|about)|find out more|visit \[?\w+\.|(?:is|"
    r"are) hiring|they are hiring|"
    r"we will explore|let's (?:get|dive|look)|in this (?:article|post|conversation|interview)|"
    r"our conversation)\b|^\s*imagine\b|^\s*say you\b|"
    r"^\s*see all\b|^\s*to learn\b|^\s*for those interested\b|^\s*if you are interested\b",
    re.IGNORECASE,
)
_SMALL_TALK = re.compile(
    r"\b(?:thank(?:s| you)|good (?:morning|afternoon|question)|hello|hi\b|bye|nice to (?:meet|be)|"
    r"great to be|glad to|happy to be|"
    r"hear me|on mute|podcast|this show|the show|listeners|excited to (?:be|have)|appreciate (?:it|"
    r"that|you)|no problem|of course|go ahead|"
    r"i agree|love that|good point|great point|that's (?:right|true|funny|great|awesome|cool)|"
    r"makes sense|sorry|let me (?:see|think)|"
    r"like i said|as i said|for whatever reason|long story short|you know what i mean|does that|"
    r"if that|talk soon|for having me)\b",
    re.IGNORECASE,
)
_ADVERTISES = re.compile(
    r"\b(?:(?:use|with|enter|apply) (?:the |our |my |your )?(?:promo |coupon |discount |offer )?code\b|"
    r"brought to you by|(?:from|to|by|thank) our sponsors?|(?:is|are) sponsored by|thanks to our friends|"
    r"\d+ ?(?:%|percent) off (?:your|the first|of your)|save \d+ ?(?:%|percent) off|"
    r"show notes|(?:subscribe|sign up) (?:to|for) (?:our|the)|patreon\.com|leave (?:us )?a review|"
    r"join (?:us|our community) (?:in|on) (?:our )?(?:slack|discord)|(?:this|next|last|today's) episode)",
    re.IGNORECASE,
)
_TO_THE_HOST = re.compile(
    r"you(?:['’](?:re|ve|d|ll))?\b"
    r"|.*\b(?:like you (?:said|mentioned)|as you (?:said|know)|your (?:show|podcast|talk))\b",
    re.IGNORECASE,
)
_HANGING = re.compile(
    r"(?:if|when|because|while|although|since|unless|whether|where|which|who|as)\b[^,]*$", re.IGNORECASE
)
_OPEN = re.compile(
    r"\b(?:(?:do not|don['’]t|doesn['’]t) have (?:the|a|that) (?:number|figure|data)|(?:you|we)['’]d have to ask|"
    r"(?:is|are) not (?:closed|final|known|in) yet|(?:is|are) not (?:closed|final)|"
    r"to be confirmed|tbc|tbd|will send (?:them|it|the))\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|twice|double[ds]?)\b", re.IGNORECASE
)
_PRAISE = re.compile(
    r"\b(?:quote (?:you|that)|(?:love|like) that|great (?:line|way (?:of|to) put)|well (?:said|put))\b", re.IGNORECASE
)
_LEAD_IN = re.compile(
    r"(?:,?\s*(?:such as|including|like|as follows|for example|because|namely|here are a few(?: of them)?))?\s*:$",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"^what (?:they|he|she|it)\b|"
    r"^(?:(?:in|at|on|by|since|after|before|with|for|during|from|within|until|over|as|when|while|today|now|then)\b"
    r"(?: [a-z0-9'’-]+){0,6}, (?=(?:it|they|he|she|this)\b)|(?:in|by|since|last|"
    r"this|every|by the end of) \w+,? (?=(?:it|they|that|she|he)\b)|"
    r"(?:now|then|today|so|since then|before|after that),? (?=(?:it|they|that|she|he)\b))?"
    r"(?:it|its|they|them|their|this|that|these|those|he|she|his|her|there|here|such|then|but|and|so|or|also|instead|"
    r"however|therefore|thus|hence|moreover|furthermore|otherwise|both|another|each|as a result|"
    r"for example|for instance|"
    r"because|which|one of (?:them|these|those)|the (?:former|latter|other)|once everything|"
    r"all of this|one (?:had|has|was|is)|part of it|so that|at that point|by then|before that|"
    r"after that|not only|same)\b",
    re.IGNORECASE,
)
_ALSO = re.compile(r"^(?:\S+ ){1,4}(?:also|too|instead|in turn)\b", re.IGNORECASE)
_CATAPHORIC = re.compile(
    r"^it(?:['’]s| is| was| became| took| takes)? (?:\w+ )?(?:clear|important|easy|hard|"
    r"possible|uncommon|common|critical|essential) (?:to|that)\b"
    r"|^there(?:['’]s| is| are| was| were|['’]ve been| have been| has been| had been)\b",
    re.IGNORECASE,
)


def tells(text: str, *, spoken: bool) -> bool:
    """Tell whether a sentence says something about the customer: no question, no talk about the page or the call."""
    if text.rstrip('"”’').endswith("?") and not re.search(r"[“\"]", text):
        return False
    if spoken and (
        _HANGING.match(text) or _TO_THE_HOST.match(text) or (leans(text) and _is_brief(text)) or text[:1] in "“\"‘'"
    ):
        return False
    return not (_SMALL_TALK.search(text) if spoken else _PAGE_TALK.search(text))


def advertises(turn: str) -> bool:
    """Tell whether a turn is an advertisement, or keeps house for the show: a code to use, where to subscribe."""
    return bool(_ADVERTISES.search(turn))


def _is_brief(text: str) -> bool:
    """Tell whether a sentence is too short to say anything without a figure in it."""
    return len(text.split()) < _BRIEF and not any(letter.isdigit() for letter in text) and not _NUMBER.search(text)


def leaves_open(text: str) -> bool:
    """Tell whether a sentence says that something is not known yet: a question for the reviewer, not a claim."""
    return bool(_OPEN.search(text))


def leans(text: str) -> bool:
    """Tell whether a sentence opens with a word that points at the one before."""
    return bool(_LEANS.match(text) or _ALSO.match(text)) and not _CATAPHORIC.match(text)


def without_lead_in(text: str) -> str:
    """Return a sentence that leads into a list as one that stands alone."""
    return _LEAD_IN.sub(".", text)


def praises(turn: str) -> bool:
    """Tell whether an interviewer takes up what was just said as worth quoting."""
    return bool(_PRAISE.search(turn))
