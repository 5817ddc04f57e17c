"""The headline with the result, and the summary: made only of what claims of the story carry."""

import re

from assistant.domain.story import ClaimKind
from assistant.writing.material import Material
from assistant.writing.narration import GENERIC
from assistant.writing.outcomes.findings import Finding
from assistant.writing.outcomes.naming import is_name
from assistant.writing.outcomes.units import surface
from assistant.writing.proposal import Line, ProposedClaim, Wording
from assistant.writing.saying import SAYS
from assistant.writing.spoken import debris

_OUTCOME_STORY = {"de": "Kundengeschichte", "fr": "histoire de résultats", "es": "historia de resultados"}
_LONGEST = 16  # words of a headline
_BEGINS_UNDER = re.compile(
    r"(?:if|when|while|as|because|although|though|before|until|unless)\b(?! of\b)", re.IGNORECASE
)
_CHANGE_OF = re.compile(
    r"((?:[\w-]+ )(?:reduction|decrease|increase|improvement|drop|saving|savings|growth|gain)s? of .{1,60})$",
    re.IGNORECASE,
)
_SHORT_ENOUGH = 12  # words of a sentence that needs no cutting
_CLAUSE = re.compile(
    r"[;:] | – | - |, (?=(?:(?:and|but|so) (?:we|they|it|he|she|I|the|this|that|there|now|our|its|their|then|is|was|"
    r"\w+ing|are|were|moved|has|have)\b|which|because|while|with|where|when|who|thanks|allowing|making|whether|"
    r"including|such as|we|they|there)\b)"
)
_LISTS = re.compile(r", \w+$|\bif\b|\bbut by then$")
_NEXT_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z“\"])")
_IS_QUOTED = re.compile(r"^“|: “")
_LEAD = re.compile(
    r"^(?:(?:now|today|currently|as of today|since then|most importantly|as a result),?\s+|in addition, )"
    r"(?:the\s+(?=(?-i:[A-Z])))?",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(rf", {SAYS} [^,]+(?:, [^,]+)?\.$")
_BEGINS_LATER = re.compile(
    r"(?:if|when|after|before|as|for|with|in|on|at|by|since|while|because|although|to|from)\b", re.IGNORECASE
)
_SHORTEST = 6  # words of the first part of a sentence that makes a headline by itself
_SAID = re.compile(rf"” {SAYS} [^“”]+\.$")
_UNCLEAR = re.compile(
    r"\b(?:this|these|those|it|them|they|you|your|i think|i guess|kind of|sort of|maybe|probably|like|we did|"
    r"that(?:['’]s| is| was)|(?:of|in|for|with|at|to|on|do|did) that)\b|^that\b|\bthat$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^(?:the|a|an|our|their)\s+", re.IGNORECASE)


def last_title(material: Material, language: str = "en") -> str:
    """Return the headline that asserts nothing, in a language where we have it."""
    told = _OUTCOME_STORY.get(language, "outcome story")
    return f"{material.account_name}: {told}" if material.account_name else told[:1].upper() + told[1:]


def headlines(who: str, finding: Finding, known: str) -> tuple[str, ...]:
    """Put one finding into headlines in the source's own figures, plainest last; none where it has no plain name."""
    name = _in_sentence(_SUBJECT.sub("", finding.name), known)
    if not is_name(name) or len(name.split()) > 6 or not finding.named:  # noqa: PLR2004  a bound that is used here only
        return ()
    if finding.form == "pair":
        before, after = (surface(figure, statement.text) for figure, statement in finding.told)
        told = f"{name} from {before} to {after}"
        return f"{who} {_verb(finding)} {told}", f"{who}: {told}"
    if finding.form == "change" and finding.change_kind == "percent" and finding.change is not None:
        told = surface(finding.figures[0], finding.statements[0].text)
        said = _CHANGE_OF.search(finding.statements[0].text[: finding.figures[0].end])
        verb = "cuts" if finding.change < 0 else "increases"
        return (f"{who} {verb} {name} by {told}", *((f"{who}: {said.group(1)}",) if said else ()))
    return ()


def _in_sentence(name: str, known: str) -> str:
    """Take the capital off a name's first word where the notes write that word without one elsewhere."""
    first = name.partition(" ")[0]
    plain_word = first[:1].lower() + first[1:]
    return plain_word + name[len(first) :] if re.search(rf"(?<!\w){re.escape(plain_word)}(?!\w)", known) else name


def sentence_title(wording: Wording, material: Material) -> str:
    """Return a claim's wording as a headline, or "": its main clause, the speaker of a quotation in front.

    A headline is short, names the account or somebody who is quoted, and points at nothing outside itself.
    """
    if wording.kind is ClaimKind.QUOTE:
        if len(wording.quoted) != 1 or not wording.quoted[0].speaker or not _IS_QUOTED.search(wording.text):
            return ""
        words = main_clause(wording.quoted[0].text)
        clear = words and not _UNCLEAR.search(words) and not debris(words)
        return f"{wording.quoted[0].speaker}: “{words}”" if clear else ""
    text = main_clause(_LEAD.sub("", _ATTRIBUTION.sub("", wording.text)))
    named = (material.account_name or GENERIC).casefold() in text.casefold()
    return text[:1].upper() + text[1:] if named and text and not _UNCLEAR.search(text) else ""


def is_quotable_title(text: str) -> bool:
    """Tell whether spoken words, or their main clause, could be a headline in quotation marks."""
    words = main_clause(text)
    return bool(words) and not _UNCLEAR.search(words) and not debris(words)


def main_clause(text: str) -> str:
    """Return a sentence of headline length without its full stop, else its first clause, else ""."""
    text = _NEXT_SENTENCE.split(text, maxsplit=1)[0].rstrip(".")
    if _BEGINS_UNDER.match(text):
        return ""
    if len(text.split()) <= _SHORT_ENOUGH:
        return text
    heads = [text[: cut.start()].rstrip(",;") for cut in _CLAUSE.finditer(text)]
    fitting = [
        head
        for head in heads
        if _SHORTEST <= len(head.split()) <= _LONGEST and head.count(" - ") % 2 == 0 and not _LISTS.search(head)
    ]
    if fitting and not _BEGINS_LATER.match(text):
        return fitting[-1]
    return text if len(text.split()) <= _LONGEST else ""


def _verb(finding: Finding) -> str:
    """Falling values are cut; rising ones are taken up, which says nothing about what is good."""
    return "cuts" if (finding.change or 0) < 0 else "takes"


def summary_line(claim: ProposedClaim) -> Line:
    """Return a claim as a line of the summary, put so that it stands alone."""
    return Line(alone(claim.wordings[0]), (claim.key,))


def alone(wording: Wording) -> str:
    """Return a wording outside its section: full name behind a quotation, no attribution behind what is told."""
    if wording.kind is ClaimKind.QUOTE and len(wording.quoted) == 1 and wording.text.startswith("“"):
        return _SAID.sub(f"” says {wording.quoted[0].speaker}.", wording.text)
    return _ATTRIBUTION.sub(".", wording.text)
