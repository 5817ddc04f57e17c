"""Stretches of a text that read like instructions to a model rather than like notes.

Flagging is for the reviewer; it is no defence. Each rule is a few telling strings, found at the
speed of `str.find`, and a pattern that is tried beside each of them only: linear in the text.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.domain.spans import Span


class _Rule(NamedTuple):
    cues: tuple[str, ...]  # in lower case; one of them stands within every match
    pattern: re.Pattern[str]
    back: int  # code points before a cue at which a match may begin; 0 when it begins with the cue


def _rule(cues: str, pattern: str, back: int = 0) -> _Rule:
    return _Rule(tuple(cues.split("; ")), re.compile(pattern, re.IGNORECASE), back)


_GAP = r"(?:[^\s.!?]{1,20}\s+)"
_TAGS = ("notes", "system", "assistant", "user", "instructions", "evidence", "source", "document", "prompt", "context")
_RULES = (
    _rule(
        "ignor; disregard; forget; overrid; bypass",
        rf"\w{{5,10}}\s+{_GAP}{{0,2}}(?:previous|prior|above|earlier|preceding|your|all|these)\s+{_GAP}{{0,3}}"
        r"(?:instructions?|prompts?|guidelines|rules|directions|messages)",
    ),
    _rule(
        "forget everything; ignore everything; disregard everything; ignore anything",
        r"\w{6,9}\s+every?(?:thing)\s+(?:above|before|you|so far|previous)",
    ),
    _rule("ignorier; vergiss; missachte", rf"\w+\s+{_GAP}{{0,4}}(?:anweisung|vorgaben|instruktion|regeln)\w*"),
    _rule(
        "ignore; oublie", rf"\w+\s+{_GAP}{{0,4}}(?:instructions|consignes)\s+(?:pr[ée]c[ée]dentes|ci-dessus|du syst)"
    ),
    _rule("ignora; olvida", rf"\w+\s+{_GAP}{{0,4}}(?:instrucciones|indicaciones|istruzioni)"),
    _rule(
        "you are; you're; you’re",
        rf"you(?: are|['’]re)\s+(?:now\s+)?an?\s+{_GAP}{{0,2}}(?:AI|language model|LLM|chatbot|GPT)\b(?!\s+(?:company"
        rf"|team|firm))",
    ),
    _rule("du bist; tu es; eres una", r"(?:du bist (?:jetzt )?eine? (?:KI|Sprachmodell)|tu es une IA|eres una IA)\b"),
    _rule("as an ai; as a language; as a large language", r"as an? (?:AI|(?:large )?language model)\b"),
    _rule(
        "new instruction; updated instruction; system instruction; secret instruction; system prompt:; new prompt",
        r"\w+ (?:system )?(?:instructions?|prompt)\s*:",
    ),
    _rule("reveal; repeat; leak", rf"\w+\s+{_GAP}{{0,3}}(?:system prompt|your (?:instructions|prompt))\b"),
    _rule("print; show; output", rf"\w+\s+{_GAP}{{0,3}}system prompt\b"),
    _rule(
        "ignore the; disregard the; forget the; bypass the",
        r"\w+ the (?:instructions?|prompt|guidelines|rules)\s+(?:above|below|before|given|you)",
    ),
    _rule(
        "do not tell; don't tell; do not inform; do not mention; don't mention; do not alert",
        rf"(?:do not|don't)\s+\w+\s+{_GAP}{{0,3}}(?:user|reviewer|reader|human)s?\b",
    ),
    _rule(
        "always; you must; please",
        rf"(?:always|you must|please)\s+{_GAP}{{0,2}}(?:write|say|state|claim|report|mark|rate|classify"
        rf"|include)\b[^.\n]{{0,60}}"
        r"\b(?:in (?:the|your) (?:story|summary|output|answer)|as (?:supported|verified))\b",
    ),
    _rule("jailbreak; prompt injection; developer mode; dan mode", r"[\w ]+"),
    _rule("; ".join(f"{mark}{tag[:6]}" for mark in ("<", "</", "</ ") for tag in _TAGS), r"<\s?/?\s?\w{4,12}\s?>"),
    _rule("<|; [inst]; [/inst]; [system]; [assistant]; <<sys", r"<\|[\w ]{1,30}\|>|\[/?\w{4,9}\]|<<SYS"),
    _rule(
        "system; assistant; developer",
        r"(?<![^\n])[^\S\n]{0,8}(?:#{1,4}\s{1,2}|\*\*)?(?:system|assistant|developer)(?: (?:message"
        r"|prompt))?(?:\*\*)?\s?:",
        back=16,
    ),
    _rule(
        "dear ai; attention ai; hey ai; hello ai; dear model; dear llm; dear assistant model; dear language model; "
        "dear bot",
        r"\w+ (?:AI|(?:language |assistant )?model|LLM|bot)\b",
    ),
    _rule(
        "to the ai; to any ai; to the model; to any model; to the language model; to any language model; to the llm; "
        "to any llm; to all models; to the summari; to the chatbot",
        r"(?:(?<![^\n])|[>!#*\[(-]\s?|note |message |instructions? |word )to (?:the|any|all) "
        r"(?:AI|(?:language )?models?|LLMs?|chatbot|summari[sz]er)\b",
        back=16,
    ),
    _rule(
        "you are now; from now on",
        r"(?:you are now (?:in|an?|the)|from now on,?\s+you (?:are|will|must|answer|write))\s"
        r"[^.\n]{0,40}(?:\bmode\b|answer|write|reply|pirate|unrestricted|assistant|print)",
    ),
    _rule("\"role\"; 'role'", r"[\"']role[\"']\s*:\s*[\"'](?:system|assistant|developer|user)[\"']"),
    _rule(
        "when you; while you; before you",
        rf"\w{{4,6}} you {_GAP}{{0,1}}(?:generat|writ|summari|draft|creat|produc|prepar)\w*\s+{_GAP}{{0,3}}"
        r"(?:report|story|summary|output|answer|text|document)\b",
    ),
    _rule(
        "every story; the story; your story; the summary; your summary; your answer; every answer; the output; "
        "the headline",
        rf"\w+ \w+\s+{_GAP}{{0,2}}(?:must|should|shall|has to|needs to)\s+{_GAP}{{0,2}}"
        r"(?:end|begin|start|open|close|include|contain|say|state|mention)\b",
    ),
    _rule("reply only; answer only; respond only; output only; write only", r"\w+ only (?:with|the|in)\b"),
    _rule(
        "end of notes; end of document; end of input; end of transcript",
        r"end of \w+(?=[^\w\n]{1,8}(?:you|now|new|```))",
    ),
    _rule("忽略", r"忽略.{0,12}(?:指令|说明|提示|指示)"),
    _rule("無視", r"(?:指示|命令|プロンプト).{0,6}無視", back=16),
)
_AHEAD = 240  # code points from a cue on that a match may take
_LITTLE = 16  # the same where the cue stands near the match's end


def find(text: str, most: int) -> tuple[Span, ...]:
    """Return at most `most` stretches that read like instructions to a model, in order, one a line."""
    lines: dict[int, Span] = {}
    lowered = _lowered(text)
    for rule in _RULES:
        for cue in rule.cues:
            for span in _beside(text, lowered, cue, rule, most):
                lines.setdefault(text.rfind("\n", 0, span.start) + 1, span)
    return tuple(sorted(lines.values())[:most])


def _lowered(text: str) -> str:
    """Return `text` in lower case with every place kept: a few letters would grow to two."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _beside(text: str, lowered: str, cue: str, rule: _Rule, most: int) -> Iterator[Span]:
    at = lowered.find(cue)
    found = 0
    while at >= 0 and found < most:
        behind = at + len(cue)
        if rule.back:
            match = rule.pattern.search(text, max(0, at - rule.back), min(len(text), behind + _LITTLE))
        else:
            match = rule.pattern.match(text, at, at + _AHEAD)
        if match is not None:
            yield Span(match.start(), match.end())
            found += 1
            behind = max(behind, match.end())
        at = lowered.find(cue, behind)
