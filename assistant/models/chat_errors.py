"""What went wrong with a call, told apart so that the right thing is done about it.

Texts of vendors' errors may hold the notes that were sent, or the key: they are never passed on. What a
user reads is our own words, the status and, where it is a plain word, the vendor's error code.
"""

import re
from dataclasses import dataclass
from enum import Enum

_CODE = re.compile(r"[a-z][a-z0-9_.-]{1,48}", re.IGNORECASE)
_TOO_LONG = re.compile(
    r"context.?length|context window|maximum context|prompt is too long|too many tokens", re.IGNORECASE
)
_STREAM = re.compile(r"\bstream", re.IGNORECASE)
_TEMPERATURE = re.compile(r"temperature", re.IGNORECASE)
_OVERLOADED = 500
_WAIT = {408, 409, 425, 429}
_FORM = {400, 404, 415, 422, 501}


class Remedy(Enum):
    """What may help."""

    WAIT = "wait"  # the same again, later
    AGAIN = "again"  # the same again: the answer was not usable
    PLAINER = "plainer"  # ask for JSON in a plainer way
    COOLER = "cooler"  # leave the temperature out
    WHOLE = "whole"  # ask for the answer in one piece
    LESS = "less"  # ask for less at a time
    NOTHING = "nothing"


@dataclass(frozen=True)
class Fault:
    """A call that did not bring a usable answer; `after_s` is how long the service asks to wait."""

    problem: str
    remedy: Remedy
    after_s: float | None = None


class BadReply(Exception):
    """An answer that came, and cannot be used."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.problem)


def fault_of(error: Exception) -> Fault | None:
    """Return what is wrong with the service, or None where the error is none of its making."""
    import openai

    if isinstance(error, BadReply):
        return error.fault
    if isinstance(error, openai.APIStatusError):
        return _of_status(error.status_code, error)
    known = {
        openai.LengthFinishReasonError: CUT,
        openai.ContentFilterFinishReasonError: Fault("held the answer back (content filter)", Remedy.NOTHING),
        openai.APITimeoutError: TOO_SLOW,
        openai.APIConnectionError: Fault("cannot be reached, or broke off", Remedy.WAIT),
        openai.OpenAIError: NO_COMPLETION,
    }
    return next((fault for kind, fault in known.items() if isinstance(error, kind)), None)


NO_COMPLETION = Fault("sent an answer that is no chat completion", Remedy.AGAIN)
BROKEN_OFF = Fault("broke off in the middle of its answer", Remedy.WAIT)
TOO_SLOW = Fault("did not answer in time", Remedy.WAIT)
NOT_STREAMED = Fault(NO_COMPLETION.problem, Remedy.WHOLE)
CUT = Fault("cut its answer off at its length limit", Remedy.LESS)


def _of_status(status: int, error: "object") -> Fault:
    code = getattr(error, "code", None)
    named = f", {code}" if isinstance(code, str) and _CODE.fullmatch(code) else ""
    problem = f"answered with status {status}{named}"
    said = f"{code} {getattr(error, 'message', '')}"
    if code == "insufficient_quota":
        return Fault(problem, Remedy.NOTHING)
    if status in _WAIT or (status >= _OVERLOADED and status not in _FORM):
        return Fault(problem, Remedy.WAIT, _retry_after(error))
    if _TOO_LONG.search(said) or status == 413:  # noqa: PLR2004  payload too large
        return Fault(problem, Remedy.LESS)
    if status in _FORM and _STREAM.search(said):
        return Fault(problem, Remedy.WHOLE)
    if status in _FORM:
        return Fault(problem, Remedy.COOLER if _TEMPERATURE.search(said) else Remedy.PLAINER)
    return Fault(problem, Remedy.NOTHING)


def _retry_after(error: "object") -> float | None:
    """Return the seconds of Retry-After (or its form in milliseconds); a date counts from now."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    if (milliseconds := _number(headers.get("retry-after-ms"))) is not None:
        return milliseconds / 1000
    named = headers.get("retry-after")
    return _number(named) if _number(named) is not None else _until(named, headers.get("date"))


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if 0 <= number < float("inf") else None


def _until(named: str | None, sent: str | None) -> float | None:
    """Return the seconds from the answer's own date to the one it names: no clock of ours takes part."""
    from email.utils import parsedate_to_datetime

    try:
        return max(0.0, (parsedate_to_datetime(named or "") - parsedate_to_datetime(sent or "")).total_seconds())
    except (ValueError, TypeError):
        return None
