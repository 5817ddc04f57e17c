"""Kinds that are told in parts of their own: how an account was kept, and what a renewal is talked over with.

Their parts bear the names of the story's parts, so that everything else works alike; what belongs to one is told
here by cues of its own, and what belongs to none is left out: a kind is not padded. English cues; weights are ours.

save (handbook 1.14): risk is told as `why`, the intervention as `what`, the outcome as `result` and `changed`.
renewal (1.12): value so far as `result` and `changed`, use as `spread`, the return as `what`, open risks as `why`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.domain.story import Kind
from assistant.writing.scoring import Scored

_RISK = re.compile(
    r"\b(?:(?:account|renewal|contract|subscription|licen[cs]es?|deal)\b[^.;]{0,60}\b(?:at risk|in danger|in doubt|"
    r"red\b|cancel\w*|lost)|(?:at risk|in danger|close) (?:of|to) (?:churn\w*|leaving|cancell?ing|losing)|churn\w*|"
    r"(?:we|they|team|board|management|director|cfo) (?:were|was|had|almost|nearly|seriously)?\s?(?:about to|going to|"
    r"ready to|almost|nearly|close to|considered|considering|talked about|threatened to)\s?"
    r"(?:leav\w+|cancel\w*|stop\w*|drop\w*|switch\w*|walk\w* away|not renew\w*|let\w* it)|"
    r"would (?:leave|not (?:have )?renew\w*|cancel)|(?:went|turned|was|were|account) (?:to )?red\b|"
    r"(?:usage|use|log-?ins|adoption|activity|health)\b[^.;]{0,40}\b(?:fell|dropped|declined|collapsed|was low|red)\b|"
    r"stopped using|nobody (?:used|logged)|sponsor (?:had )?(?:left|resigned|moved)|"
    r"(?:gave|given|giving) notice|not to renew|looking at (?:a )?(?:competitors?|other vendors?))",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:(?:save|recovery|rescue|action|success|get-well) plan|stepped in|interven\w+|escalat\w+|workshops?|"
    r"re-?train\w*|train(?:ed|ing)|on-?site|executive (?:call|meeting|sponsor|review)|"
    r"(?:weekly|daily|monthly) (?:calls?|meetings?|reviews?|huddles?)|rebuilt|reworked|re-?launch\w*|"
    r"sat down with|assigned|put (?:a|an|one|somebody) \w+ on|went through|cleaned up|migrated|moved the|fixed)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:still (?:not|no|do(?:es)?n['’]t|do(?:es)? not|(?:is|are) not|lacks?|open|missing|waiting|slow|worr\w+|"
    r"struggl\w+|only|some)|not yet|risks?|concern(?:s|ed)?|worr(?:y|ies|ied)|unresolved|unhappy|"
    r"problem(?:s)? (?:remain|is|are)|(?:is|are) missing|"
    r"budget (?:is|was|has been|may|might) (?:cut|frozen|under)|(?:sponsor|champion) (?:has |had )?(?:left|is leaving|"
    r"moved)|depends on|only (?:one|two) (?:people|person)|competitors?|too (?:expensive|dear)|if we lose)\b",
    re.IGNORECASE,
)
_CAST = 2.5  # weight of a sentence that a part of the kind is made of


@dataclass(frozen=True)
class Cast:
    """How sentences become parts of a kind.

    Attributes:
        part_of: the part that a sentence belongs to; None leaves it out.
        questions: what a part answers, for a model and for the list of gaps.
        headings: of the parts, in English; other parts have the story's.
    """

    part_of: Callable[[Scored], str | None]
    questions: Mapping[str, str]
    headings: Mapping[str, str]


def _of_save(item: Scored) -> str | None:
    text = item.candidate.text
    if _tells_change(item):
        return "changed"
    if _RISK.search(text):
        return "why"
    if _DONE.search(text) and item.part != "next":
        return "what"
    return item.part if item.part in {"who", "changed", "next"} else None


def _of_renewal(item: Scored) -> str | None:
    if _tells_money(item):
        return "what"
    if _tells_change(item):
        return "changed"
    if _OPEN.search(item.candidate.text) or _RISK.search(item.candidate.text):
        return "why"
    return item.part if item.part in {"changed", "spread", "next"} else None


def _tells_change(item: Scored) -> bool:
    return any(finding.form != "single" for finding in item.findings)


def _tells_money(item: Scored) -> bool:
    if any(finding.form == "return" for finding in item.findings):
        return True
    return any(len(figure.unit) == 3 and figure.unit.isupper() for figure in item.candidate.figures)  # noqa: PLR2004  a code of money


CASTS: Mapping[Kind, Cast] = {
    Kind.SAVE: Cast(
        part_of=_of_save,
        questions={
            "why": "What put the account at risk, when was that seen, and by whom?",
            "what": "What was done about it, by whom and when?",
            "changed": "What came of it: what is different now, and did the account stay?",
        },
        headings={
            "why": "The risk",
            "what": "What was done",
            "result": "The outcome",
            "changed": "What else changed",
        },
    ),
    Kind.RENEWAL: Cast(
        part_of=_of_renewal,
        questions={
            "changed": "What value has been realised so far, before and after?",
            "spread": "How many people use it, and how widely?",
            "what": "What is it worth in money, against what it costs?",
            "why": "What could stand in the way of the renewal: open problems, people who left, budget?",
            "next": "What do they want to do next, and what do they need for it?",
        },
        headings={
            "result": "Value so far",
            "changed": "What else changed",
            "spread": "How it is used",
            "what": "The return",
            "why": "Open risks",
            "next": "What is next",
        },
    ),
}


def cast(kind: Kind, ranked: Sequence[Scored]) -> tuple[Scored, ...]:
    """Return the sentences that a kind is told with, each in its part; for most kinds, all as they are."""
    found = CASTS.get(kind)
    if found is None:
        return tuple(ranked)
    told = []
    for item in ranked:
        part = found.part_of(item)
        if part is not None:
            made = part in found.questions and part != item.part
            told.append(replace(item, part=part, weight=item.weight + _CAST * made))
    return tuple(told)


def missing(kind: Kind, told: Sequence[Scored]) -> tuple[str, ...]:
    """Return the questions of a kind that no told sentence answers."""
    found = CASTS.get(kind)
    if found is None:
        return ()
    parts = {item.part for item in told}
    if kind is Kind.RENEWAL and not any(finding.form == "return" for item in told for finding in item.findings):
        parts.discard("what")  # costs alone are no return
    return tuple(f"{question} No passage tells it." for part, question in found.questions.items() if part not in parts)
