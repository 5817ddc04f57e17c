"""How a chat service is asked, and how its answer is received: in pieces, or whole where it does not stream."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

from assistant.models.chat_errors import BROKEN_OFF, NO_COMPLETION, NOT_STREAMED, TOO_SLOW, BadReply, Remedy

Heard = Callable[[str, int], None]  # prompt, tokens so far

MISREAD = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What the libraries raise where an answer is no chat completion at all."""

_TOKEN = 4  # characters, about
_OFTEN = 200  # characters between two words of progress


@dataclass(frozen=True)
class Way:
    """What a service was found to take: a form of JSON, a temperature, streaming."""

    form: int = 0
    warm: bool = True
    streamed: bool = True

    def after(self, remedy: Remedy, *, last_form: int) -> "Way | None":
        """Return another way to ask where a remedy names one, or None."""
        if remedy is Remedy.COOLER and self.warm:
            return replace(self, warm=False)
        if remedy is Remedy.WHOLE and self.streamed:
            return replace(self, streamed=False)
        if remedy in (Remedy.PLAINER, Remedy.COOLER):
            if self.form < last_form:
                return replace(self, form=self.form + 1)
            if self.streamed:  # a service may refuse streaming without a word about it
                return replace(self, streamed=False)
        return None

    def joined(self, other: "Way") -> "Way":
        """Return what both have found out: threads find things out side by side."""
        return Way(max(self.form, other.form), self.warm and other.warm, self.streamed and other.streamed)


def received(
    chat: Any,
    messages: Sequence[tuple[str, str]],
    options: Mapping[str, Any],
    *,
    streamed: bool,
    late: Callable[[], bool],
    heard: Callable[[int], None],
) -> Any:
    """Return the whole message.

    Args:
        chat: LangChain's model.
        messages: what is asked.
        options: of the call.
        streamed: whether to take it in pieces.
        late: tells that time is up.
        heard: is told about how many tokens have come.

    Raises:
        BadReply: it is no completion, breaks off, or comes too late.
    """
    if streamed:
        return _streamed(chat, messages, options, late, heard)
    try:
        return chat.invoke(messages, **options)
    except MISREAD as error:
        raise BadReply(NO_COMPLETION) from error


def _streamed(
    chat: Any,
    messages: Sequence[tuple[str, str]],
    options: Mapping[str, Any],
    late: Callable[[], bool],
    heard: Callable[[int], None],
) -> Any:
    pieces: list[Any] = []
    try:
        with closing(chat.stream(messages, stream_usage=True, **options)) as coming:
            _take(coming, pieces, late, heard)
    except AssertionError as error:  # the library asserts that a stream has begun, and that it has ended
        raise BadReply(BROKEN_OFF if pieces else NOT_STREAMED) from error
    except MISREAD as error:  # pieces that the library cannot read; a whole answer it may
        raise BadReply(NOT_STREAMED) from error
    if not pieces:
        raise BadReply(NOT_STREAMED)
    whole = pieces[0] + pieces[1:]
    if not whole.response_metadata.get("finish_reason"):
        raise BadReply(BROKEN_OFF)
    return whole


def _take(coming: Iterable[Any], pieces: list[Any], late: Callable[[], bool], heard: Callable[[int], None]) -> None:
    """Collect the pieces of an answer as they come."""
    size, told = 0, 0
    for piece in coming:
        pieces.append(piece)
        size += len(piece.text)
        if size - told >= _OFTEN:
            told = size
            heard(size // _TOKEN)
        if late():
            raise BadReply(TOO_SLOW)
