"""Usage data of an account: tables in, facts out."""

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from api.access import Parts, Reader, Writer
from api.replies import reply
from api.routes.uploading import MOST_FILES, Files, GivenText, pasted, uploaded
from assistant.domain.base import Frozen
from assistant.domain.evidence import UsageFact, UsageSeries, UsageTable
from assistant.workflow.desk import usages
from assistant.workflow.drafting import Usage

router = APIRouter(prefix="/api/v1/accounts/{account}/usage", tags=["usage"])


class UsageGiven(Frozen):
    """Usage tables as text."""

    usage: Annotated[tuple[GivenText, ...], Field(min_length=1, max_length=MOST_FILES)]


class UsageOut(BaseModel):
    """What the usage files of an account show; each fact carries its query."""

    facts: list[UsageFact]
    series: list[UsageSeries]
    tables: list[UsageTable]


@router.get("", summary="What usage shows", response_model=UsageOut)
def usage(account: str, parts: Parts, user: Reader) -> Response:
    """Return facts, series over time and tables."""
    return _told(usages.usage(parts.desk, user, account))


@router.post("", summary="Keep usage data", status_code=201, response_model=UsageOut)
def keep(account: str, given: UsageGiven, parts: Parts, user: Writer) -> Response:
    """Keep tables pasted as csv or jsonl; one of the same name is replaced. Answers with what all of them show now."""
    return _told(usages.keep_usage(parts.desk, user, account, pasted(given.usage)), 201)


@router.post("/files", summary="Upload usage files", status_code=201, response_model=UsageOut)
def keep_files(account: str, files: Files, parts: Parts, user: Writer) -> Response:
    """The same for .csv .parquet .jsonl."""
    return _told(usages.keep_usage(parts.desk, user, account, uploaded(files)), 201)


def _told(shown: Usage, status: int = 200) -> Response:
    return reply(UsageOut(facts=list(shown.facts), series=list(shown.series), tables=list(shown.tables)), status)
