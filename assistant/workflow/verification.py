"""Checks any text, whoever wrote it, against sources (contract: `verify`)."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.domain.errors import AssistantError, BadInput
from assistant.domain.verdicts import Judgement
from assistant.grounding.checker import Checker
from assistant.grounding.findings import of_text
from assistant.grounding.sentences import split
from assistant.grounding.sources import SourceText


class _Source(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    id: str
    text: str


class _Case(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    id: str | int | None = None
    sources: list[_Source] = Field(min_length=1)
    text: str


def verify(text: str, sources: Sequence[SourceText]) -> dict[str, Any]:
    """Check a text sentence by sentence.

    Returns:
        `score`, `verdict` and `sentences` as the contract has them; spans are those of `text`.

    Raises:
        BadInput: the text is empty.
    """
    spans = split(text)
    if not spans:
        raise BadInput("text", "has no sentence in it", mend="give the text to check")
    checker = Checker(sources)
    judged = [(span, checker.check(span.of(text))) for span in spans]
    return {
        "score": min(judgement.score for _, judgement in judged),
        "verdict": of_text([judgement.verdict for _, judgement in judged]).value,
        "sentences": [_sentence(text, start, end, judgement) for (start, end), judgement in judged],
    }


def _sentence(text: str, start: int, end: int, judgement: Judgement) -> dict[str, Any]:
    return {
        "start": start,
        "end": end,
        "text": text[start:end],
        "verdict": judgement.verdict.value,
        "score": round(judgement.score, 6),
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
        data = json.loads(line)
        known = data.get("id") if isinstance(data, dict) else None
        case = _Case.model_validate(data)
        sources = [SourceText(source.id, source.text) for source in case.sources]
        return {"id": known, **verify(case.text, sources)}
    except ValidationError as error:
        return {"id": known, "error": f"line {number}: {_plainly(error)}"}
    except (ValueError, RecursionError) as error:
        return {"id": known, "error": f"line {number}: not JSON in UTF-8: {error}"}
    except AssistantError as error:
        return {"id": known, "error": f"line {number}: {error}"}


def _plainly(error: ValidationError) -> str:
    return "; ".join(
        f"{'.'.join(map(str, problem['loc'])) or 'case'}: {problem['msg']}"
        for problem in error.errors(include_url=False)
    )
