"""What somebody said in confidence, asked not to be written, or told of a rival's price.

None of it may reach a story; the reviewer is shown each stretch. Linear in the text: blocks are cut into sentences
only where one of a few telling words stands in them.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.documents import Block, BlockKind, Rank, Side
from assistant.domain.spans import Span
from assistant.grounding import sentences
from ingest.passages import EVIDENCE, rank

_CUES = re.compile(
    r"between (?:us|you and me|ourselves|these walls)|record|confiden|vertrau|print|publish|quot|repeat|write|mention|"
    r"tell|keep|leave|share|pass (?:it|this|that)|hear (?:it|this|that)|story|stays? (?:here|in)|unter uns|entre n|"
    r"zitier|weiters|schreib|cit[eé]|répéte|repit|vendor|supplier|provider|competit|rival|wettbewerb|concurren|"
    r"anbieter|fournisseur|proveedor",
    re.IGNORECASE,
)
_FROM_HERE = re.compile(
    r"(?:^|[,;:–—-]\s*|\b(?:just|strictly|purely|well|so|but|and|this is|that's|it's) )(?:just |strictly )?(?:"
    r"between (?:us|you and me|ourselves|these (?:four )?walls)(?=\s*(?:[,.;:!–—-]|$))"
    r"|(?:this is |that's |strictly |speaking )?off[- ]the[- ]record\b"
    r"|in (?:strict(?:est)? )?confidence\b|confidentially\b|not for (?:the |any )?(?:record|story|publication|print)\b"
    r"|(?:mal |ganz )?unter uns(?: gesagt| gesprochen)?(?=\s*[,:.])|im vertrauen\b"
    r"|entre nous(?=\s*[,:.])|(?:en |hors )(?:off|micro)\b|entre nosotros(?=\s*[,:.])|en confianza\b)",
    re.IGNORECASE,
)
_NOT_TO_BE_TOLD = re.compile(
    r"(?:\b(?:do not|don['’]t|must(?:n['’]t| not)|can(?:n?ot|['’]t)|should(?:n['’]t| not)|may not|never|"
    r"rather (?:you|we|that you) (?:did(?:n['’]t| not))|(?:not|n['’]t) want (?:you )?to) (?:ever |please )?"
    r"quote (?:me|us|that|this|it|him|her|them|any)\b"
    r"|\b(?:do not|don['’]t) (?:repeat|pass|share|spread) (?:that|this|it)\b"
    r"|\b(?:do not|don['’]t) tell (?:them|him|her|anyone|anybody|my \w+|the \w+)(?: (?:that )?(?:i|we) (?:said|told))?"
    r"|\bkeep (?:this|that|it) (?:to yourself|to ourselves|between us|out of|quiet|private|confidential|off)"
    r"|\bleave (?:this|that|it|my name|us) out\b"
    r"|\b(?:this|that|it|which) (?:is|stays?|remains?|must stay|should stay) (?:strictly )?(?:confidential|between us|"
    r"in this room|off[- ]the[- ]record|in confidence)"
    r"|\byou did(?:n['’]t| not) hear (?:this|that|it) from\b|\boff[- ]the[- ]record\b"
    r"|\bnot for (?:the |any )?(?:record|story|publication|print|quotation|attribution)\b"
    r"|\bzitieren sie mich (?:damit |da )?nicht|\bnicht (?:zitieren|weitersagen|weitergeben)\b|\bvertraulich\b"
    r"|\bne (?:me )?(?:citez|répétez) pas\b|\bconfidentiel\b|\bno (?:me )?(?:cite[sn]?|cit[eé]is|repit\w+)\b|"
    r"\bconfidencial\b)",
    re.IGNORECASE,
)
_NOT_TO_BE_WRITTEN = re.compile(
    r"(?:(?:^|[,;:]\s*|\bplease |\bso |\bbut )(?:please )?(?:do not|don['’]t)|\byou (?:must(?:n['’]t| not)|can(?:not|"
    r"['’]t)|should(?:n['’]t| not)|may not)) (?:please )?(?:print|publish|write|claim|mention|"
    r"put (?:that|this|it|a|any))\b",
    re.IGNORECASE,
)
_RIVAL = re.compile(
    r"\b(?:(?:other|another|rival|competing|cheaper|second|third) (?:vendor|supplier|provider|bidder|tool|product)s?|"
    r"competitors?|rivals?|competition|wettbewerber\w*|anderen? anbieter\w*|concurrents?|autre fournisseur|"
    r"competidor(?:es)?|otro proveedor)\b",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"\b(?:cheaper|undercut\w*|discounts?|lower price|priced?|prices|quoted|offers? (?:us|it|the same)|günstiger|"
    r"billiger|moins cher|más barato)\b|[$€£]\s?\d|\d\s?(?:%|percent|prozent|euros?|dollars?|pounds?|k\b)",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\W*(?:(?:and|but|so|please|although|all of)\s+)*(?:that|this|it|which|keep|leave|you|do not|don['’]t|off|not|das|"
    r"bitte|cela|eso|esto)\b(?!.*,\s*(?:but|aber|mais|pero)\b)",
    re.IGNORECASE,
)
_BACK = 8  # words of a sentence that only says of the ones before that they are not to be told
_BEFORE = 2  # sentences that such a one takes along
_TOLD = {
    "confidence": "said in confidence, or not to be told: left out of the story",
    "rival": "tells a rival's price or offer: left out of the story",
    "internal": "internal comment of the vendor's: left out of the story",
}


def find(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Span, str]]:
    """Yield each stretch that no story may use, with why, in order."""
    held = [block for block in blocks if block.kind in EVIDENCE]
    internal = [_is_internal(block) for block in held]
    asked = False
    for block, inside in zip(held, internal, strict=True):
        if inside:
            if not all(internal):
                yield block.span, _TOLD["internal"]
            continue
        if asked and block.side is not Side.VENDOR:
            yield block.span, _TOLD["confidence"]
        elif _CUES.search(text, block.start, block.end):
            yield from _within(text, block)
        asked = _asks_for_confidence(text, block)


def _is_internal(block: Block) -> bool:
    return block.kind is not BlockKind.SPEECH and rank(block) is Rank.INTERNAL


def _asks_for_confidence(text: str, block: Block) -> bool:
    """Tell whether somebody only asks to hear something off the record: what answers is."""
    said = text[block.start : block.end]
    return said.rstrip().endswith("?") and bool(re.search(r"\boff[- ]the[- ]record\b|\bbetween us\?", said))


def _within(text: str, block: Block) -> Iterator[tuple[Span, str]]:
    found = [span for span in sentences.split(text, block.start, block.end) if span.start < span.end]
    taken = 0
    for number, span in enumerate(found):
        said = span.of(text)
        back = len(said.split()) <= _BACK and bool(_POINTS_BACK.match(said))
        if _FROM_HERE.search(said) and not back:
            yield Span(found[max(taken, number)].start, found[-1].end), _TOLD["confidence"]
            return
        if _NOT_TO_BE_TOLD.search(said):
            first = max(taken, number - _BEFORE * back)
            yield Span(found[first].start, span.end), _TOLD["confidence"]
            taken = number + 1
        elif _NOT_TO_BE_WRITTEN.search(said):
            yield span, _TOLD["confidence"]
            taken = number + 1
        elif _RIVAL.search(said) and _PRICE.search(said):
            yield span, _TOLD["rival"]
            taken = number + 1
