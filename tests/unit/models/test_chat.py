"""The chat adapter against replies at the HTTP level: good, bad, late, cut off, refused, and none at all."""

import json
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import httpx
import pytest
import respx
from pydantic import BaseModel

from assistant.domain.errors import LimitReached, ModelFailed, ReplyCut
from assistant.domain.story import Price
from assistant.models.allowance import Limits
from assistant.models.chat import ChatModel, Service
from assistant.models.chat_replies import strict_schema
from prompts import Rendered

BASE = "http://models.example/v1"
CHAT = f"{BASE}/chat/completions"
PROMPT = Rendered(
    "draft", 1, "0" * 64, "Reply", 0.3, system="You write. A secret of the notes: 4711.", user="Notes: Runa, 4711."
)
KEY = "sk-very-secret"


class Reply(BaseModel):
    """What the model is asked for."""

    text: str
    evidence: list[str]


GOOD = {"text": "Two hours.", "evidence": ["e1"]}
Answer = httpx.Response | Exception


def completion(content: str | None, finish: str = "stop", refusal: str | None = None) -> httpx.Response:
    message = {"role": "assistant", "content": content, "refusal": refusal}
    return httpx.Response(
        200,
        json={
            "id": "c1", "object": "chat.completion", "created": 1, "model": "m",
            "choices": [{"index": 0, "finish_reason": finish, "message": message}],
            "usage": {"prompt_tokens": 30, "completion_tokens": 20, "total_tokens": 50},
        },
    )  # fmt: skip


def good() -> httpx.Response:
    return completion(json.dumps(GOOD))


def failed(status: int, message: str = "no", code: str | None = None, **headers: str) -> httpx.Response:
    shown = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, json={"error": {"message": message, "code": code}}, headers=shown)


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def router() -> Iterator[respx.MockRouter]:
    with respx.mock(assert_all_called=False) as mock:
        yield mock


def asking(clock: Clock | None = None, **service: Any) -> ChatModel:
    clock = clock or Clock()
    made = Service(**{"model": "m", "base_url": BASE, "api_key": KEY, **service})
    client = httpx.Client()
    return ChatModel(made, http_client=client, sleep=clock.sleep, clock=lambda: clock.now, jitter=lambda: 0.0)


def streamed(response: httpx.Response) -> httpx.Response:
    """The same answer in pieces, as a service streams it: usage comes last."""
    body = response.json()
    (choice,) = body["choices"]
    message = choice["message"]
    head = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    text = message["content"] or ""
    deltas = [{"role": "assistant", "content": ""}, *({"content": text[at : at + 7]} for at in range(0, len(text), 7))]
    deltas += [{"refusal": message["refusal"]}] if message["refusal"] else []
    lines = [{**head, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas]
    lines.append({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": choice["finish_reason"]}]})
    lines.append({**head, "choices": [], "usage": body["usage"]})
    return events(*map(json.dumps, lines), "[DONE]")


def events(*lines: str) -> httpx.Response:
    data = "".join(f"data: {line}\n\n" for line in lines)
    return httpx.Response(200, text=data, headers={"content-type": "text/event-stream"})


def as_asked(request: httpx.Request, answer: Answer) -> httpx.Response:
    """An answer in pieces where it was asked for in pieces, and is a completion."""
    if isinstance(answer, Exception):
        raise answer
    whole = answer.headers.get("content-type") == "application/json" and answer.status_code == 200
    return streamed(answer) if whole and json.loads(request.content).get("stream") else answer


def answering(router: respx.MockRouter, answers: Sequence[Answer]) -> respx.Route:
    left = iter(answers)
    return router.post(CHAT).mock(side_effect=lambda request: as_asked(request, next(left)))


def sent(route: respx.Route, number: int = -1) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(route.calls[number].request.content)
    return body


def test_an_unmatched_call_fails_and_does_not_reach_the_network(router: respx.MockRouter) -> None:
    router.post("http://elsewhere.example/v1/chat/completions").respond(200)
    with pytest.raises(respx.models.AllMockedAssertionError):
        httpx.post(CHAT, json={})
    with pytest.raises(AssertionError):
        asking(attempts=1).ask(PROMPT, Reply)


def test_a_good_answer_is_asked_for_strictly_and_accounted_for(router: respx.MockRouter) -> None:
    route = answering(router, [good()])
    answer = asking(prices={"m": Price(input=1.0, output=10.0)}).ask(PROMPT, Reply)
    assert answer.value == Reply(**GOOD)
    assert (answer.tokens.input, answer.tokens.output, answer.attempts) == (30, 20, 1)
    assert answer.cost_usd == pytest.approx((30 * 1 + 20 * 10) / 1e6)
    body = sent(route)
    assert (body["model"], body["temperature"], body["response_format"]["json_schema"]["strict"]) == ("m", 0.3, True)
    assert [message["content"] for message in body["messages"]] == [PROMPT.system, PROMPT.user]
    assert route.calls.last.request.headers["authorization"] == f"Bearer {KEY}"


def test_a_stage_may_have_its_own_model_and_a_service_needs_no_key(router: respx.MockRouter) -> None:
    route = answering(router, [good()])
    model = asking(models={"draft": "large"}, api_key=None)
    assert model.ask(PROMPT, Reply).cost_usd is None
    assert sent(route)["model"] == model.model_for("draft") == "large"
    assert (model.model, model.model_for("plan")) == ("m", "m")
    assert KEY not in route.calls.last.request.headers["authorization"]


@pytest.mark.parametrize(
    "content",
    [
        f"Here it is:\n```json\n{json.dumps(GOOD)}\n```\nAnything else?",
        f"```\n{json.dumps(GOOD)}\n```",
        f"<think>two hours, I believe {{}}</think>{json.dumps(GOOD)}",
        f"Sure! {json.dumps(GOOD)} Best wishes",
        json.dumps({**GOOD, "verdict": "supported"}),
    ],
)
def test_what_is_wrapped_around_the_json_is_left_aside(router: respx.MockRouter, content: str) -> None:
    answering(router, [completion(content)])
    assert asking().ask(PROMPT, Reply).value == Reply(**GOOD)


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        (completion(""), "empty"),
        (completion("  \n"), "empty"),
        (completion("I would rather not."), "no JSON"),
        (completion('{"text": "Two hou'), "no JSON"),
        (completion("[" * 3000), "no JSON"),
        (completion('{"text": 1, "evidence": "e1"}'), "no Reply"),
        (completion("{}"), "no Reply"),
        (completion("[1, 2]"), "no Reply"),
        (httpx.Response(200, text="<html>welcome</html>"), "no chat completion|no JSON|empty"),
    ],
)
def test_an_unusable_answer_is_asked_for_again_and_then_told(
    router: respx.MockRouter, bad: httpx.Response, problem: str
) -> None:
    answering(router, [bad, good()])
    again = asking().ask(PROMPT, Reply)
    assert (again.value, again.attempts) == (Reply(**GOOD), 2)
    answering(router, [bad] * 4)
    with pytest.raises(ModelFailed, match=problem) as caught:
        asking().ask(PROMPT, Reply)
    assert caught.value.attempts == 4


def test_unusable_answers_are_paid_for_too(router: respx.MockRouter) -> None:
    answering(router, [completion("no"), good()])
    assert asking().ask(PROMPT, Reply).tokens.input == 60


@pytest.mark.parametrize("cut", [completion('{"text": "Two', "length"), completion("{}", "length")])
def test_an_answer_at_its_length_limit_is_never_taken_for_whole(router: respx.MockRouter, cut: httpx.Response) -> None:
    route = answering(router, [cut, good()])
    with pytest.raises(ReplyCut, match="length limit"):
        asking().ask(PROMPT, Reply)
    assert route.call_count == 1


@pytest.mark.parametrize(
    "long",
    [failed(400, "This model's maximum context length is 8192", "context_length_exceeded"), failed(413, "too large")],
)
def test_a_question_that_is_too_long_is_told_apart(router: respx.MockRouter, long: httpx.Response) -> None:
    answering(router, [long])
    with pytest.raises(ReplyCut):
        asking().ask(PROMPT, Reply)


@pytest.mark.parametrize(
    "refusal", [completion(None, refusal="I cannot help with 4711."), completion("", "content_filter")]
)
def test_a_refusal_is_final(router: respx.MockRouter, refusal: httpx.Response) -> None:
    route = answering(router, [refusal, good()])
    with pytest.raises(ModelFailed, match=r"refused|held"):
        asking().ask(PROMPT, Reply)
    assert route.call_count == 1


@pytest.mark.parametrize(
    "passing",
    [
        failed(500), failed(502), failed(503), failed(529), failed(408), failed(429),
        httpx.ConnectError("boom"), httpx.ReadTimeout("boom"), httpx.ReadError("peer reset"),
        httpx.RemoteProtocolError("incomplete body"),
    ],
)  # fmt: skip
def test_what_may_pass_is_tried_again_with_growing_pauses(router: respx.MockRouter, passing: Answer) -> None:
    clock = Clock()
    answering(router, [passing, passing, good()])
    assert asking(clock).ask(PROMPT, Reply).attempts == 3
    assert clock.slept == [0.25, 0.5]
    answering(router, [passing] * 4)
    with pytest.raises(ModelFailed) as caught:
        asking(attempts=4).ask(PROMPT, Reply)
    assert caught.value.attempts == 4


@pytest.mark.parametrize("status", [401, 403])
def test_what_will_not_pass_is_not_tried_again(router: respx.MockRouter, status: int) -> None:
    route = answering(router, [failed(status), good()])
    with pytest.raises(ModelFailed, match=f"status {status}"):
        asking().ask(PROMPT, Reply)
    assert route.call_count == 1


def test_a_quota_that_is_used_up_is_not_waited_for(router: respx.MockRouter) -> None:
    route = answering(router, [failed(429, code="insufficient_quota"), good()])
    with pytest.raises(ModelFailed, match="status 429, insufficient_quota"):
        asking().ask(PROMPT, Reply)
    assert route.call_count == 1


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry_after": "7"}, 7.0),
        ({"retry_after_ms": "1500"}, 1.5),
        ({"retry_after": "Mon, 23 Nov 2026 08:00:10 GMT", "date": "Mon, 23 Nov 2026 08:00:00 GMT"}, 10.0),
        ({"retry_after": "soon"}, 0.25),
        ({"retry_after": "-5"}, 0.25),
        ({"retry_after": "nan"}, 0.25),
    ],
)
def test_a_service_is_left_alone_for_as_long_as_it_asks(
    router: respx.MockRouter, headers: dict[str, str], wait: float
) -> None:
    clock = Clock()
    answering(router, [failed(429, **headers), good()])
    asking(clock).ask(PROMPT, Reply)
    assert sum(clock.slept) == pytest.approx(wait)


def test_a_wait_beyond_all_patience_is_not_begun(router: respx.MockRouter) -> None:
    clock = Clock()
    answering(router, [failed(429, retry_after="3600"), good()])
    with pytest.raises(ModelFailed, match="status 429"):
        asking(clock, patience_s=60).ask(PROMPT, Reply)
    assert clock.slept == []


def test_all_threads_wait_when_one_is_told_to(router: respx.MockRouter) -> None:
    clock = Clock()
    model = asking(clock)
    answering(router, [failed(429, retry_after="5"), good(), good()])
    model.ask(PROMPT, Reply)
    clock.now = 2.0  # another thread comes while the pause of five seconds lasts
    model.ask(PROMPT, Reply)
    assert clock.slept == [5.0, pytest.approx(3.0)]


def test_a_plainer_way_of_asking_is_found_once_and_remembered(router: respx.MockRouter) -> None:
    def service(request: httpx.Request) -> httpx.Response:
        form = json.loads(request.content).get("response_format", {}).get("type", "text")
        return as_asked(request, good()) if form == "text" else failed(400, f"response_format {form} is not supported")

    route = router.post(CHAT).mock(side_effect=service)
    model = asking()
    assert model.ask(PROMPT, Reply).value == Reply(**GOOD)
    assert route.call_count == 3
    assert '"evidence"' in sent(route)["messages"][0]["content"]
    model.ask(PROMPT, Reply)
    assert route.call_count == 4


def test_a_model_that_takes_no_temperature_is_asked_without(router: respx.MockRouter) -> None:
    route = answering(router, [failed(400, "Unsupported value: 'temperature'"), good(), good()])
    model = asking()
    model.ask(PROMPT, Reply)
    model.ask(PROMPT, Reply)
    assert ["temperature" in sent(route, number) for number in range(3)] == [True, False, False]
    assert sent(route)["response_format"]["type"] == "json_schema"


def test_a_request_that_no_form_mends_fails(router: respx.MockRouter) -> None:
    answering(router, [failed(400, "bad Runa 4711")] * 4)
    with pytest.raises(ModelFailed, match="status 400"):
        asking().ask(PROMPT, Reply)


@pytest.mark.parametrize("limits", [Limits(calls=2), Limits(tokens=60)])
def test_what_a_story_may_take_is_kept_to(router: respx.MockRouter, limits: Limits) -> None:
    route = router.post(CHAT).mock(side_effect=lambda request: as_asked(request, good()))
    model = asking(limits=limits)
    model.ask(PROMPT, Reply)
    model.ask(PROMPT, Reply)
    with pytest.raises(LimitReached, match="limit of"):
        model.ask(PROMPT, Reply)
    assert route.call_count == 2


def test_the_seconds_of_a_story_end_it(router: respx.MockRouter) -> None:
    clock = Clock()
    router.post(CHAT).mock(side_effect=lambda request: as_asked(request, good()))
    model = asking(clock, limits=Limits(seconds=10))
    model.ask(PROMPT, Reply)
    clock.now = 11
    with pytest.raises(LimitReached, match="10 seconds"):
        model.ask(PROMPT, Reply)


def test_no_more_calls_run_at_once_than_are_allowed(router: respx.MockRouter) -> None:
    running, most, lock = 0, 0, threading.Lock()
    gate = threading.Barrier(2, timeout=20)

    def service(request: httpx.Request) -> httpx.Response:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        gate.wait()
        with lock:
            running -= 1
        return as_asked(request, good())

    router.post(CHAT).mock(side_effect=service)
    model = asking(parallel=2)
    threads = [threading.Thread(target=model.ask, args=(PROMPT, Reply)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert most == 2


@pytest.mark.parametrize(
    "bad",
    [
        failed(400, "Runa 4711 sk-very-secret"), failed(401, "sk-very-secret", "Runa 4711"), failed(500, "Runa 4711"),
        completion("Runa 4711"), completion(None, refusal="Runa 4711"), httpx.ConnectError("sk-very-secret Runa 4711"),
    ],
)  # fmt: skip
def test_no_error_tells_the_key_or_the_notes(router: respx.MockRouter, bad: Answer) -> None:
    answering(router, [bad] * 8)
    with pytest.raises(ModelFailed) as caught:
        asking().ask(PROMPT, Reply)
    said = str(caught.value)
    assert said.startswith("models.example: ")
    assert not any(secret in said for secret in (KEY, "Runa", "4711"))


def test_the_strict_schema_requires_everything_and_allows_nothing_else() -> None:
    class Inner(BaseModel):
        title: str
        default: int = 3

    class Outer(BaseModel):
        inner: list[Inner]

    schema = strict_schema(Outer)
    inner = schema["$defs"]["Inner"]
    assert (inner["required"], inner["additionalProperties"]) == (["title", "default"], False)
    assert set(inner["properties"]) == {"title", "default"}
    assert schema["required"] == ["inner"]


def test_the_host_is_shown_without_what_stands_before_it() -> None:
    assert Service(model="m", base_url="http://me:pass@host.example:8080/v1").host == "host.example:8080"
    assert Service(model="m").host == "api.openai.com"


def test_answers_come_in_pieces_and_their_length_is_told(router: respx.MockRouter) -> None:
    heard: list[tuple[str, int]] = []
    long = {"text": "x" * 2_000, "evidence": []}
    route = answering(router, [completion(json.dumps(long))])
    made = Service(model="m", base_url=BASE)
    model = ChatModel(made, http_client=httpx.Client(), heard=lambda prompt, tokens: heard.append((prompt, tokens)))
    answer = model.ask(PROMPT, Reply)
    assert (answer.value.text, answer.tokens.input, answer.tokens.output) == (long["text"], 30, 20)
    assert (sent(route)["stream"], sent(route)["stream_options"]) == (True, {"include_usage": True})
    assert heard[0][0] == "draft"
    assert [tokens for _, tokens in heard] == sorted({tokens for _, tokens in heard})
    assert 450 < heard[-1][1] <= 510


PIECE = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
DELTA = {"role": "assistant", "content": json.dumps(GOOD)}
BEGUN = json.dumps({**PIECE, "choices": [{"index": 0, "delta": DELTA, "finish_reason": None}]})
NAMELESS = json.dumps({**PIECE, "choices": [{"index": 0, "delta": {"content": "{"}, "finish_reason": None}]})


class Breaks(httpx.SyncByteStream):
    """A stream that is dropped after its first piece."""

    def __iter__(self) -> Iterator[bytes]:
        yield f"data: {BEGUN}\n\n".encode()
        raise httpx.RemoteProtocolError("peer closed connection without sending complete message body")


@pytest.mark.parametrize(
    "dropped",
    [events(BEGUN), events(BEGUN, "[DONE]"),
     httpx.Response(200, stream=Breaks(), headers={"content-type": "text/event-stream"})],
)  # fmt: skip
def test_a_stream_that_breaks_off_is_seen_and_asked_for_again(
    router: respx.MockRouter, dropped: httpx.Response
) -> None:
    clock = Clock()
    answering(router, [dropped, good()])
    answer = asking(clock).ask(PROMPT, Reply)
    assert (answer.value, answer.attempts) == (Reply(**GOOD), 2)
    assert clock.slept == [0.25]


@pytest.mark.parametrize("refusal", [failed(400, "stream is not supported"), failed(422, "unknown: stream_options")])
def test_a_service_that_refuses_to_stream_is_asked_for_the_whole(
    router: respx.MockRouter, refusal: httpx.Response
) -> None:
    route = answering(router, [refusal, good(), good()])
    model = asking()
    assert model.ask(PROMPT, Reply).value == model.ask(PROMPT, Reply).value == Reply(**GOOD)
    assert [bool(sent(route, number).get("stream")) for number in range(3)] == [True, False, False]
    assert sent(route)["response_format"]["type"] == "json_schema"


def test_a_stream_that_cannot_be_read_is_asked_for_whole(router: respx.MockRouter) -> None:
    route = answering(router, [events(NAMELESS, NAMELESS), good()])
    assert asking().ask(PROMPT, Reply).value == Reply(**GOOD)
    assert [bool(sent(route, number).get("stream")) for number in range(2)] == [True, False]


def test_a_service_that_ignores_the_wish_to_stream_is_understood(router: respx.MockRouter) -> None:
    route = router.post(CHAT).mock(side_effect=lambda _: good())
    assert asking().ask(PROMPT, Reply).value == Reply(**GOOD)
    assert [bool(sent(route, number).get("stream")) for number in range(route.call_count)] == [True, False]


def test_a_service_that_dribbles_is_given_up_when_patience_ends(router: respx.MockRouter) -> None:
    clock = Clock()

    def dribbling(_: httpx.Request) -> httpx.Response:
        clock.now += 61
        return events(BEGUN, BEGUN)

    router.post(CHAT).mock(side_effect=dribbling)
    with pytest.raises(ModelFailed, match="did not answer in time"):
        asking(clock, patience_s=60).ask(PROMPT, Reply)


@pytest.mark.parametrize(
    ("base", "header"),
    [("https://name.openai.azure.com/openai/v1", KEY), (BASE, None), ("https://azure.com.evil.example/v1", None)],
)
def test_azure_is_a_base_url_and_takes_the_key_in_its_own_header(
    router: respx.MockRouter, base: str, header: str | None
) -> None:
    route = router.post(f"{base}/chat/completions").mock(side_effect=lambda request: as_asked(request, good()))
    assert asking(base_url=base).ask(PROMPT, Reply).value == Reply(**GOOD)
    headers = route.calls.last.request.headers
    assert (headers.get("api-key"), headers["authorization"]) == (header, f"Bearer {KEY}")
