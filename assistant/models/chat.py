"""Asks an OpenAI-compatible chat service, through LangChain, for JSON of a schema; implements `AskModel`.

Answers are streamed, so that one that stalls or breaks off is seen at once, and its length can be told.
One call is tried again where that may help (see `chat_errors`), within a number of attempts and of seconds.
When the service says how long to wait, every thread waits. The strictest way of asking for JSON that
the service takes, and whether it streams, is found out once and remembered.
"""

import json
import random
import threading
import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel

from assistant.domain.errors import ModelFailed, ReplyCut
from assistant.domain.story import Price, Tokens
from assistant.models.allowance import Allowance, Limits, cost_usd
from assistant.models.chat_errors import Fault, Remedy, fault_of
from assistant.models.chat_replies import read_reply, strict_schema
from assistant.models.chat_stream import Heard, Way, received
from assistant.models.openai_embeddings import DEFAULT_URL, NO_KEY
from assistant.retrieval.protocols import Answer
from prompts import Rendered

A = TypeVar("A", bound=BaseModel)

FORMS = ("json_schema", "json_object", "text")
"""Ways of asking for JSON, strictest first."""

FIRST_WAIT_S, LONGEST_WAIT_S = 0.5, 8.0
AZURE = (".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com")


@dataclass(frozen=True)
class Service:
    """Where the model is, and how patient to be with it.

    Attributes:
        base_url: None is OpenAI's own.
        api_key: None for a service that asks for none.
        models: model by the name of the prompt; others are answered by `model`.
        timeout_s: of silence: until an answer begins, and between its pieces.
        patience_s: of one question with all its attempts.
        parallel: calls at the same time.
    """

    model: str
    base_url: str | None = None
    api_key: str | None = None
    models: Mapping[str, str] = field(default_factory=dict)
    timeout_s: float = 120.0
    attempts: int = 4
    patience_s: float = 240.0
    parallel: int = 8
    limits: Limits = field(default_factory=Limits)
    prices: Mapping[str, Price] = field(default_factory=dict)

    @property
    def headers(self) -> dict[str, str]:
        """Headers beside the usual ones: Azure takes a key as `api-key`."""
        host = urlsplit(self.base_url or DEFAULT_URL).hostname or ""
        return {"api-key": self.api_key} if self.api_key and host.endswith(AZURE) else {}

    @property
    def host(self) -> str:
        """Host and port of the endpoint, without credentials."""
        parts = urlsplit(self.base_url or DEFAULT_URL)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.hostname or 'the model service'}{port}"


class ChatModel:
    """One service for one story; may be asked from several threads.

    Args:
        service: where it is.
        http_client: an `httpx.Client`, for proxies and tests; None lets the library make its own.
        sleep, clock, jitter: waiting, monotonic seconds, and a number from 0 to 1.
        heard: is told, now and then, how many tokens about have come for a prompt of that name.
    """

    def __init__(
        self,
        service: Service,
        *,
        http_client: Any = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random.random,
        heard: Heard = lambda _, __: None,
    ) -> None:
        self._service = service
        self._http_client = http_client
        self._sleep, self._clock, self._jitter = sleep, clock, jitter
        self._slots = threading.BoundedSemaphore(service.parallel)
        self._allowance = Allowance(service.limits, clock, service.host)
        self._lock = threading.Lock()
        self._way = Way()
        self._heard = heard
        self._not_before = 0.0
        self._chats: dict[str, Any] = {}

    @property
    def model(self) -> str:
        """The model that answers where a prompt has none of its own."""
        return self._service.model

    def model_for(self, prompt: str) -> str:
        """Return the model that answers the prompt of that name."""
        return self._service.models.get(prompt, self._service.model)

    def prepare(self) -> None:
        """Load the libraries, which takes seconds: to be called aside while notes are read."""
        self._chat(self._service.model)

    def ask(self, prompt: Rendered, schema: type[A]) -> Answer[A]:
        """Return the answer to a prompt, validated.

        Raises:
            ReplyCut: question or answer are longer than the model takes.
            LimitReached: what one story may take is spent.
            ModelFailed: the service stays down, refuses, or does not answer with the schema.
        """
        began = self._clock()
        give_up = began + min(self._service.patience_s, self._allowance.left_s())
        tried, tokens = 0, Tokens()
        while True:
            self._allowance.take_call()
            self._await_turn(give_up)
            way = self._way
            value, used, fault = self._attempt(prompt, schema, way, give_up)
            tokens = Tokens(input=tokens.input + used.input, output=tokens.output + used.output)
            tried += 1
            if value is not None:
                cost = cost_usd(tokens, self.model_for(prompt.name), self._service.prices)
                return Answer(value, tokens, cost, tried, self._clock() - began)
            if fault is not None and not self._adapted(fault, way):
                self._wait(fault, tried, give_up)

    def _attempt(
        self, prompt: Rendered, schema: type[A], way: Way, give_up: float
    ) -> tuple[A | None, Tokens, Fault | None]:
        """Make one call; return the answer or what was wrong, and the tokens it took."""
        used = Tokens()
        try:
            with self._slots:
                message = self._call(prompt, schema, way, give_up)
            used = _usage(message)
            value = read_reply(
                message.content,
                schema,
                finish=message.response_metadata.get("finish_reason"),
                refusal=message.additional_kwargs.get("refusal"),
            )
        except Exception as error:
            fault = fault_of(error)
            if fault is None:
                raise
            used = _billed(error) or used
            if fault.remedy is Remedy.NOTHING:
                raise ModelFailed(self._service.host, fault.problem, attempts=1) from error
            if fault.remedy is Remedy.LESS:
                raise ReplyCut(self._service.host, fault.problem, attempts=1) from error
            return None, used, fault
        finally:
            self._allowance.took(used)
        return value, used, None

    def _call(self, prompt: Rendered, schema: type[BaseModel], way: Way, give_up: float) -> Any:
        from langsmith import tracing_context

        form = FORMS[way.form]
        system = prompt.system if form == "json_schema" else _with_schema(prompt.system, schema)
        options: dict[str, Any] = {"timeout": max(1.0, min(self._service.timeout_s, give_up - self._clock()))}
        if form == "json_schema":
            described = {"name": schema.__name__, "schema": strict_schema(schema), "strict": True}
            options["response_format"] = {"type": "json_schema", "json_schema": described}
        elif form == "json_object":
            options["response_format"] = {"type": "json_object"}
        if way.warm:
            options["temperature"] = prompt.temperature
        chat = self._chat(self.model_for(prompt.name))
        with tracing_context(enabled=False):  # notes go to the one service that was named, and nowhere else
            return received(
                chat, [("system", system), ("user", prompt.user)], options, streamed=way.streamed,
                late=lambda: self._clock() >= give_up, heard=partial(self._heard, prompt.name),
            )  # fmt: skip

    def _adapted(self, fault: Fault, way: Way) -> bool:
        """Ask in a way that the service takes; tell whether there was one left."""
        other = way.after(fault.remedy, last_form=len(FORMS) - 1)
        if other is None:
            return False
        with self._lock:
            self._way = self._way.joined(other)
        return True

    def _wait(self, fault: Fault, tried: int, give_up: float) -> None:
        """Wait before the next attempt, longer each time and never all threads alike."""
        helps = fault.remedy in (Remedy.WAIT, Remedy.AGAIN)
        paused = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (tried - 1)) * (0.5 + self._jitter() / 2)
        grown = paused if fault.remedy is Remedy.WAIT else 0.0
        wait = grown if fault.after_s is None else fault.after_s + self._jitter() * FIRST_WAIT_S
        if not helps or tried >= self._service.attempts or self._clock() + wait >= give_up:
            raise ModelFailed(self._service.host, fault.problem, attempts=tried)
        if fault.after_s is not None:
            with self._lock:
                self._not_before = max(self._not_before, self._clock() + fault.after_s)
        self._sleep(wait)

    def _await_turn(self, give_up: float) -> None:
        """Wait while the service has asked everybody to."""
        left = self._not_before - self._clock()
        if left > 0:
            self._sleep(min(left + self._jitter() * FIRST_WAIT_S, max(0.0, give_up - self._clock())))

    def _chat(self, model: str) -> Any:
        with self._lock:
            if model not in self._chats:
                from langchain_openai import ChatOpenAI

                # its advice on schemas is for programmers; what a service does not take is found out here
                warnings.filterwarnings("ignore", category=UserWarning, module="langchain_openai")
                self._chats[model] = ChatOpenAI(
                    model=model,
                    api_key=self._service.api_key or NO_KEY,
                    base_url=self._service.base_url or DEFAULT_URL,
                    timeout=self._service.timeout_s,
                    max_retries=0,  # ours see budget, Retry-After and the other threads
                    http_client=self._http_client,
                    default_headers=self._service.headers,
                    use_responses_api=False,
                )
            return self._chats[model]


def _with_schema(system: str, schema: type[BaseModel]) -> str:
    """Return instructions that carry the schema themselves, for a service that takes none beside them."""
    described = json.dumps(strict_schema(schema), separators=(",", ":"))
    return f"{system}\n\nThe JSON schema of the answer:\n{described}"


def _usage(message: Any) -> Tokens:
    told = message.usage_metadata or {}
    return Tokens(input=told.get("input_tokens") or 0, output=told.get("output_tokens") or 0)


def _billed(error: Exception) -> Tokens | None:
    """Return the tokens of an answer that was cut off: they are paid for all the same."""
    usage = getattr(getattr(error, "completion", None), "usage", None)
    return None if usage is None else Tokens(input=usage.prompt_tokens or 0, output=usage.completion_tokens or 0)
