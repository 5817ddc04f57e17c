"""The headline with the result, and the summary: made only of what claims of the story carry."""

import re
from collections.abc import Sequence

from assistant.domain.story import ClaimKind
from assistant.writing.material import Material
from assistant.writing.outcomes.findings import Finding
from assistant.writing.outcomes.naming import is_name
from assistant.writing.outcomes.units import surface
from assistant.writing.proposal import Line, ProposedSection, Wording
from assistant.writing.saying import SAYS

_LONGEST = 16  # words of a headline
_LEAD = re.compile(r"^(?:now|today|currently|as of today|since then),?\s+(?:the\s+)?(?=(?-i:[A-Z]))", re.IGNORECASE)
_ATTRIBUTION = re.compile(rf", {SAYS} [^,]+(?:, [^,]+)?\.$")
_BEGINS_LATER = re.compile(
    r"(?:if|when|after|before|as|for|with|in|on|at|by|since|while|because|although|to|from)\b", re.IGNORECASE
)
_SHORTEST = 6  # words of the first part of a sentence that makes a headline by itself
_SAID = re.compile(rf"” {SAYS} [^“”]+\.$")
_UNCLEAR = re.compile(
    r"\b(?:this|that|these|those|it|them|they|i think|i guess|kind of|sort of|maybe|probably|like|we did)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^(?:the|a|an|our|their)\s+", re.IGNORECASE)


def titles(
    material: Material, findings: Sequence[tuple[Finding, tuple[str, ...]]], results: Sequence[tuple[str, str]]
) -> tuple[Line, ...]:
    """Return headlines, best first; the last asserts nothing and can always stand.

    Args:
        material: what the story is written from.
        findings: outcomes, best first, with the keys of the claims that tell them.
        results: sentences of the strongest claims with their keys, best first, for want of a finding.
    """
    who = material.account_name or "The customer"
    known = "\n".join(material.texts.values())
    found = [Line(text, keys) for finding, keys in findings for text in headlines(who, finding, known)]
    sentences = [Line(text, (key,)) for text, key in results if _can_head(text, who)]
    last = f"{material.account_name}: outcome story" if material.account_name else "Outcome story"
    return (*found, *sentences, Line(last, ()))


def headlines(who: str, finding: Finding, known: str) -> tuple[str, ...]:
    """Put one finding into headlines in the source's own figures, plainest last; none where it has no plain name."""
    name = _in_sentence(_SUBJECT.sub("", finding.name), known)
    if not is_name(name) or len(name.split()) > 6 or not finding.named:  # noqa: PLR2004
        return ()
    if finding.form == "pair":
        before, after = (surface(figure, statement.text) for figure, statement in finding.told)
        told = f"{name} from {before} to {after}"
        return f"{who} {_verb(finding)} {told}", f"{who}: {told}"
    if finding.form == "change" and finding.change_kind == "percent" and finding.change is not None:
        told = surface(finding.figures[0], finding.statements[0].text)
        return (f"{who} {'cuts' if finding.change < 0 else 'increases'} {name} by {told}",)
    return ()


def _in_sentence(name: str, known: str) -> str:
    """Take the capital off a name's first word where the notes write that word without one elsewhere."""
    first = name.partition(" ")[0]
    plain_word = first[:1].lower() + first[1:]
    return plain_word + name[len(first) :] if re.search(rf"(?<!\w){re.escape(plain_word)}(?!\w)", known) else name


def title_text(wording: Wording) -> str:
    """Return a claim's wording as a headline: no attribution behind it, the speaker of a quotation in front."""
    if wording.kind is ClaimKind.QUOTE and len(wording.quoted) == 1 and wording.text.startswith("“"):
        quoted = wording.quoted[0]
        return f"{quoted.speaker}: “{quoted.text.rstrip('.')}”" if quoted.speaker else ""
    text = _LEAD.sub("", _ATTRIBUTION.sub("", wording.text)).rstrip(".")
    head = re.split(r"[,;] | – | - ", text)[0]
    return (
        head
        if len(text.split()) > _LONGEST and not _BEGINS_LATER.match(head) and len(head.split()) >= _SHORTEST
        else text
    )


def _can_head(text: str, who: str) -> bool:
    """A headline is short, and names the account or somebody who is quoted."""
    named = who.casefold() in text.casefold() or ": “" in text
    return 0 < len(text.split()) <= _LONGEST and named and not _UNCLEAR.search(text)


def _verb(finding: Finding) -> str:
    """Falling values are cut; rising ones are taken up, which says nothing about what is good."""
    return "cuts" if (finding.change or 0) < 0 else "takes"


def summary(keys: Sequence[str], sections: Sequence[ProposedSection]) -> tuple[Line, ...]:
    """Return the summary: the claims of the given keys, each put so that it stands alone."""
    claims = {claim.key: claim for section in sections for claim in section.claims}
    return tuple(Line(alone(claims[key].wordings[0]), (key,)) for key in dict.fromkeys(keys) if key in claims)


def alone(wording: Wording) -> str:
    """Return a wording outside its section: full name behind a quotation, no attribution behind what is told."""
    if wording.kind is ClaimKind.QUOTE and len(wording.quoted) == 1 and wording.text.startswith("“"):
        return _SAID.sub(f"” says {wording.quoted[0].speaker}.", wording.text)
    return _ATTRIBUTION.sub(".", wording.text)
