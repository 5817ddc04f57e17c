"""Recorded replies: what is found, what is missing, and that no key gets into the file."""

import json
from pathlib import Path

import httpx
import pytest

from assistant.bootstrap.asking import chat_model
from assistant.domain.errors import BadInput, ModelFailed
from assistant.writing.generative.answers import JudgeAnswer
from evals.replay.replies import Head, Key, Replies, Reply, read_replies, request_hash
from evals.replay.transport import Recording, Replaying
from evals.running.engines import RECORDED, Engine, Exchange
from prompts import load, render

HEAD = Head(made_by="hand", model="m")
PROMPT = render(load("judge"), {"sentence": "It took two hours.", "evidence": ["It took two hours."]})
VERDICT = {"verdict": "supported", "score": 0.9, "reason": "there"}
CHUNK = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
URL = "http://models.example/v1"


class Service(httpx.BaseTransport):
    """Answers with what it is given, one after the other."""

    def __init__(self, *contents: str) -> None:
        self.contents = list(contents)
        self.keys: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.keys.append(request.headers["authorization"])
        delta = {"role": "assistant", "content": self.contents.pop(0)}
        usage = {"prompt_tokens": 30, "completion_tokens": 20, "total_tokens": 50}
        events = (
            {**CHUNK, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]},
            {**CHUNK, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]},
            {**CHUNK, "choices": [], "usage": usage},
        )
        body = "".join(f"data: {json.dumps(event)}\n\n" for event in events) + "data: [DONE]\n\n"
        return httpx.Response(200, text=body, headers={"content-type": "text/event-stream"})


def asked(transport: httpx.BaseTransport) -> JudgeAnswer:
    client = httpx.Client(transport=transport)
    return chat_model(model="m", base_url=URL, http_client=client, sleep=lambda _: None).ask(PROMPT, JudgeAnswer).value


def test_what_was_recorded_is_replayed_with_its_second_attempts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUTCOME_STORIES_API_KEY", "sk-very-secret")
    replies, service = Replies(HEAD), Service("I would rather not.", json.dumps(VERDICT))

    live = asked(Recording(replies, 0, service))
    again = asked(Replaying(replies, 0))

    assert live == again == JudgeAnswer.model_validate(VERDICT)
    assert [reply.nth for reply in replies.replies] == [0, 1]
    assert service.keys == ["Bearer sk-very-secret"] * 2
    assert "sk-very-secret" not in replies.to_jsonl()


def test_the_same_question_is_asked_once_for_the_file() -> None:
    replies = Replies(HEAD)

    first = asked(Recording(replies, 0, Service(json.dumps(VERDICT))))
    second = asked(Recording(replies, 0, Service()))

    assert first == second
    assert len(replies.replies) == 1


def test_a_missing_reply_fails_at_once_and_is_named() -> None:
    transport = Replaying(Replies(HEAD), 3)

    with pytest.raises(ModelFailed, match="not_recorded"):
        asked(transport)

    (named,) = transport.missing
    assert named.startswith("JudgeAnswer ")
    assert named.endswith("(repeat 3, call 0)")


def test_an_exchange_counts_anew_for_each_case_and_repeat() -> None:
    replies = Replies(HEAD)
    asked(Recording(replies, 0, Service(json.dumps(VERDICT))))
    exchange = Exchange(Engine(kind="replay", model="m"), replies)

    for repeat, missing in ((0, 0), (0, 0), (1, 1)):
        exchange.begin(repeat)
        if missing:
            with pytest.raises(ModelFailed):
                exchange.model.ask(PROMPT, JudgeAnswer)
        else:
            assert exchange.model.ask(PROMPT, JudgeAnswer).tokens.input == 30
        assert len(exchange.missing()) == missing


def test_the_hash_is_of_what_is_asked_and_of_nothing_else() -> None:
    body = {"model": "m", "messages": [{"role": "user", "content": "é"}], "temperature": 0.0}

    same = json.dumps({**body, "n": 1, "user": "somebody"}, indent=2).encode()
    other = json.dumps({**body, "temperature": 0.5}).encode()

    assert request_hash(json.dumps(body).encode()) == request_hash(same) != request_hash(other)


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    replies = Replies(HEAD, (Reply(request="b", body="{}"), Reply(request="a", nth=1, body="data: é\n\n")))
    path = tmp_path / "replies.jsonl"
    path.write_text(replies.to_jsonl(), "utf-8")

    found = read_replies(path)

    assert found.to_jsonl() == replies.to_jsonl()
    assert [reply.key for reply in found.replies] == [Key("a", 0, 1), Key("b", 0, 0)]


@pytest.mark.parametrize(("text", "told"), [("", "line 1"), (HEAD.model_dump_json(by_alias=True) + "\n{}\n", "line 2")])
def test_a_damaged_file_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "replies.jsonl"
    path.write_text(text, "utf-8")

    with pytest.raises(BadInput, match=told):
        read_replies(path)


def test_the_replies_that_travel_with_the_checkout_say_that_no_model_wrote_them() -> None:
    found = read_replies(RECORDED)

    assert "by hand" in found.head.made_by
    assert "not by a model" in found.head.made_by
    assert found.head.cases["stories"]
