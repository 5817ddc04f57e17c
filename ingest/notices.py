"""What a reviewer should know about a text before trusting it."""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.documents import Block, BlockKind, Notice, Side
from ingest.structure.naming import Sort, sort_of

_INSTRUCTIONS = re.compile(
    r"(?:ignore|disregard|forget|override|bypass)\s+(?:\w+\s+){0,3}(?:previous|prior|above|earlier|preceding|your"
    r"|system|these|the)\s+(?:\w+\s+){0,2}"
    r"(?:instructions?|prompts?|rules|guidelines|directions|messages?|context)"
    r"|\byou are (?:now )?(?:an? |the )?(?:\w+\s+){0,2}(?:AI|language model|LLM|assistant model|chatbot|GPT)\b"
    r"|\bas an? (?:AI|language model)\b|\b(?:new|updated|secret|hidden) (?:system )?(?:instructions?|prompt)\s*:"
    r"|\b(?:reveal|print|repeat|show|output) (?:\w+\s+){0,2}(?:system prompt|your (?:instructions|prompt))"
    r"|\bdo not (?:tell|inform|mention (?:this|it) to|alert) the (?:user|reviewer|reader|human)s?\b"
    r"|\b(?:write|say|state|claim|report|mark|rate|classify)\b[^.\n]{0,60}\b(?:in (?:the|your) (?:story|summary"
    r"|output|answer|response)|as supported|as verified)\b"
    r"|\b(?:act|behave|respond|pretend)\s+(?:as|like)\s+(?:if you (?:are|were)|an?\s+(?:AI|different|unrestricted"
    r"|developer))"
    r"|\b(?:jailbreak|prompt injection|DAN mode|developer mode)\b"
    r"|<\s*/?\s*(?:notes?|system|assistant|user|instructions?|evidence|source|document|prompt|context)\s*>"
    r"|<\|[\w ]{1,30}\|>|\[/?INST\]|\[/?(?:SYSTEM|ASSISTANT)\]|<<\s*/?SYS\s*>>|^\s*(?:#{1,4}\s*)?(?:system|assistant"
    r"|developer)\s*(?:message|prompt)?\s*:"
    r"|(?:ignorier\w*|vergiss|missachte)\s+(?:\w+\s+){0,3}(?:anweisung\w*|vorgaben|instruktion\w*|regeln)"
    r"|du bist (?:jetzt )?eine? (?:KI|Sprachmodell)"
    r"|(?:ignore[rz]?|oublie[rz]?)\s+(?:\w+\s+){0,4}(?:instructions|consignes)|tu es (?:une IA|un modèle)"
    r"|(?:ignora|olvida)\s+(?:\w+\s+){0,4}(?:instrucciones|indicaciones|istruzioni)|eres una IA"
    r"|忽略.{0,8}(?:指令|说明|提示)"
    r"|無視して",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST = 200  # code points shown of a stretch
_MOST = 50  # notices of one kind; the rest are counted


def find(text: str, blocks: Sequence[Block]) -> tuple[Notice, ...]:
    """Return notices about instructions to a model and about speakers nobody has identified."""
    return (*_instructions(text), *_unknown_speakers(blocks))


def _instructions(text: str) -> Iterator[Notice]:
    """Point out passages that speak to a model; each once a line."""
    last = -1
    count = 0
    for match in _INSTRUCTIONS.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        if line == last:
            continue
        last = line
        count += 1
        if count > _MOST:
            return
        start = max(line, match.start() - _LONGEST // 2)
        stop = text.find("\n", match.end())
        end = min(len(text) if stop < 0 else stop, max(match.end(), start + _LONGEST))
        words = " ".join(text[start:end].split())
        yield Notice(
            kind="instruction_like", text=f"reads like an instruction to a model: {words}", start=start, end=end
        )


def _unknown_speakers(blocks: Sequence[Block]) -> Iterator[Notice]:
    """Name each speaker whose side or identity is open, at the first turn."""
    told: set[str | None] = set()
    for block in blocks:
        if block.kind is not BlockKind.SPEECH or block.speaker in told:
            continue
        nameless = block.speaker is None or sort_of(block.speaker) is Sort.UNKNOWN_ROLE
        if not nameless and block.side is not Side.UNKNOWN:
            continue
        told.add(block.speaker)
        problem = (
            "nobody is named as the speaker here"
            if block.speaker is None
            else f"{block.speaker}: customer's or vendor's side is not said"
        )
        if nameless and block.speaker:
            problem = f"{block.speaker}: the transcript does not say who this is"
        yield Notice(kind="unknown_speaker", text=problem, start=block.start, end=block.end)
