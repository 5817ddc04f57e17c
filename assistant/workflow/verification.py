"""Checks any text, whoever wrote it, against sources (contract: `verify`)."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from assistant.domain.errors import AssistantError, BadInput
from assistant.domain.story import Story
from assistant.domain.verdicts import Judgement
from assistant.grounding.checker import Checker
from assistant.grounding.findings import of_text
from assistant.grounding.givens import Givens
from assistant.grounding.languages import COVERED
from assistant.grounding.sentences import split
from assistant.grounding.sources import SourceText
from ingest.language import detect

DIGITS = 6  # of a score


class _Checked(BaseModel):
    """What a text handed in must be: whole characters."""

    model_config = ConfigDict(extra="ignore", strict=True)

    text: str

    @field_validator("text")
    @classmethod
    def _is_whole(cls, value: str) -> str:
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise ValueError(f"half a character at {error.start}") from error
        return value


class _Source(_Checked):
    id: str


class _Case(_Checked):
    sources: list[_Source]


def verify(text: str, sources: Sequence[SourceText], givens: Givens | None = None) -> dict[str, Any]:
    """Check a text sentence by sentence.

    Args:
        text: what is to be checked.
        sources: what may carry it; their language is found out where it is left at English.
        givens: names and titles that need no source.

    Returns:
        `score`, `verdict` and `sentences` as the contract has them; spans are those of `text`.

    Raises:
        BadInput: the text is empty.
    """
    spans = split(text)
    if not spans:
        raise BadInput("text", "has no sentence in it", mend="give the text to check")
    language = detect(text)
    checker = Checker([_with_language(source) for source in sources], givens)
    check = cache(partial(checker.check, language=language, compute=True))  # a sentence that repeats is checked once
    judged = [(span, check(span.of(text))) for span in spans]
    return {
        "score": round(min(judgement.score for _, judgement in judged), DIGITS),
        "verdict": of_text([judgement.verdict for _, judgement in judged]).value,
        "sentences": [_sentence(text, start, end, judgement) for (start, end), judgement in judged],
    }


def verify_story(story: Story, sources: Sequence[SourceText]) -> dict[str, Any]:
    """Check what a story asserts: its title, its summary and the claims of its sections.

    Its usage facts may carry claims besides the sources, under their own ids: each can be computed again from the
    table it names. The account, those who speak in its evidence, and their titles are given.
    """
    taken = {source.id for source in sources}
    facts = [SourceText(fact.id, fact.sentence) for fact in story.usage_facts if fact.id not in taken]
    speakers = [item.speaker for item in story.evidence] + [quote.speaker for quote in story.quotes]
    names = [story.account.name, *speakers]
    titles = [quote.title for quote in story.quotes]
    givens = Givens(tuple(dict.fromkeys(filter(None, names))), tuple(dict.fromkeys(filter(None, titles))))
    return verify(story_text(story), [*sources, *facts], givens)


def story_text(story: Story) -> str:
    """Return what a story asserts, a claim a line: title, summary and the claims of every section."""
    claims = [claim.text for claim in story.claims if claim.verdict is not None]
    return "\n\n".join(part for part in (story.title, story.summary, *claims) if part)


def _with_language(source: SourceText) -> SourceText:
    return replace(source, language=detect(source.text)) if source.language in COVERED else source


def _sentence(text: str, start: int, end: int, judgement: Judgement) -> dict[str, Any]:
    return {
        "start": start,
        "end": end,
        "text": text[start:end],
        "verdict": judgement.verdict.value,
        "score": round(judgement.score, DIGITS),
        "reasons": list(judgement.reasons),
        "citations": [span.model_dump() for span in judgement.citations],
    }


def verify_batch(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """Check one case a line: `{"id", "sources": [{"id", "text"}], "text"}`.

    A line that cannot be checked yields `{"id", "error"}`, and the next one is taken; blank lines are passed over.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _checked(line, number)


def _checked(line: bytes, number: int) -> dict[str, Any]:
    known: Any = None
    try:
        data = json.loads(line, parse_constant=_no_number)
        known = data.get("id") if isinstance(data, dict) else None
        case = _Case.model_validate(data)
        return {"id": known, **verify(case.text, [SourceText(source.id, source.text) for source in case.sources])}
    except ValidationError as error:
        return {"id": known, "error": f"line {number}: {_plainly(error)}"}
    except (ValueError, RecursionError) as error:
        return {"id": known, "error": f"line {number}: not JSON in UTF-8: {error}"}
    except AssistantError as error:
        return {"id": known, "error": f"line {number}: {error}"}


def _no_number(name: str) -> None:
    """Refuse what JSON does not know, so that no answer of ours repeats it."""
    raise ValueError(f"{name} is no JSON number")


def _plainly(error: ValidationError) -> str:
    """Say in one line what is wrong with a case, each fault with the key it is at."""
    faults = error.errors(include_url=False)
    return "; ".join(f"{'.'.join(map(str, fault['loc'])) or 'case'}: {fault['msg']}" for fault in faults)
