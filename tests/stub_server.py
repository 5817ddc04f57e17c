"""A model service for tests and measurements: chat completions and embeddings, with latency and faults to order.

    python tests/stub_server.py          prints its port, and serves until standard input is closed

`PUT /control` sets any of `latency` (seconds), `mode` (how it answers), `faults` (taken one by one, an empty
string is none), `rate` (share of calls with a random fault of `kinds`), `schemas` (faults hit only these),
`spoils` (the mode holds for these only). `GET /control` tells the calls so far. Answers are streamed where that is
asked for. Standard library only: nothing here shares code with the program under test.
"""

import json
import random
import sys
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from stub_answers import HONEST, spoilt  # type: ignore[import-not-found]  # run by its path: its folder is first

PIECE = 40  # characters of an answer in one piece of a stream
KINDS = ("429", "500", "cut", "truncated", "empty", "prose", "garbage")
Json = dict[str, Any]


class State:
    """What the service was told to do, and what it did."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.told: Json = {"latency": 0.0, "mode": "honest", "faults": [], "rate": 0.0, "kinds": KINDS}
        self.told |= {"schemas": [], "spoils": []}
        self.calls: list[Json] = []
        self.chance = random.Random(7)  # noqa: S311  no secret hangs on it

    def fault(self, schema: str) -> str:
        with self.lock:
            if self.told["schemas"] and schema not in self.told["schemas"]:
                return ""
            if self.told["faults"]:
                return str(self.told["faults"].pop(0))
            return self.chance.choice(self.told["kinds"]) if self.chance.random() < self.told["rate"] else ""


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    state: State

    def log_message(self, *_: object) -> None:
        """Say nothing: standard output is the port."""

    def do_GET(self) -> None:
        with self.state.lock:
            self.reply(200, {"calls": self.state.calls, **self.state.told})

    def do_PUT(self) -> None:
        with self.state.lock:
            self.state.told.update(self.body())
            self.state.calls.clear()
            self.state.chance.seed(7)
        self.reply(200, {})

    def do_POST(self) -> None:
        asked = self.body()
        if self.path.endswith("/embeddings"):
            with self.state.lock:
                self.state.calls.append({"schema": "embeddings", "fault": ""})
            texts = asked["input"] if isinstance(asked["input"], list) else [asked["input"]]
            data = [
                {"object": "embedding", "index": n, "embedding": [len(t), t.count("e"), 1.0]}
                for n, t in enumerate(texts)
            ]
            self.reply(
                200, {"object": "list", "model": "m", "data": data, "usage": {"prompt_tokens": 1, "total_tokens": 1}}
            )
            return
        form = asked.get("response_format") or {}
        system, user = (message["content"] for message in asked["messages"])
        schema = form.get("json_schema", {}).get("name") or self.guessed(system)
        fault = self.state.fault(schema)
        call: Json = {"schema": schema, "fault": fault, "began": time.monotonic(), "form": form.get("type", "text")}
        time.sleep(self.state.told["latency"])
        with self.state.lock:
            self.state.calls.append(call)
        self.answer(fault, schema, user, asked)
        call |= {"ended": time.monotonic(), "streamed": bool(asked.get("stream"))}

    def guessed(self, system: str) -> str:
        return next((name for name in HONEST if f'"title":"{name}"' in system), self.by_fields(system))

    def by_fields(self, system: str) -> str:
        fields = {
            "questions": "PlanAnswer",
            "records": "ExtractAnswer",
            "sections": "DraftAnswer",
            "verdict": "JudgeAnswer",
        }
        found = next((name for field, name in fields.items() if f'"required":["{field}' in system), "")
        if found:
            return found
        if '"required":["title","summary","sections"]' in system:
            return "DraftAnswer"
        return "RepairAnswer" if "put right" in system.lower() else "PolishAnswer"

    def answer(self, fault: str, schema: str, user: str, asked: Json) -> None:
        kind, _, detail = fault.partition(":")
        if kind.isdigit():
            headers = {"retry-after": detail} if detail else {}
            self.reply(int(kind), {"error": {"message": f"no: {user[:200]}", "code": "some_code"}}, headers)
        elif kind == "unless" and detail in json.dumps(asked.get("response_format", {})):
            self.state.told["faults"].insert(0, fault)
            self.reply(400, {"error": {"message": f"response_format {detail} is not supported"}})
        elif kind == "unstreamed" and asked.get("stream"):
            self.state.told["faults"].insert(0, fault)
            self.reply(400, {"error": {"message": "streaming is not supported here", "param": "stream"}})
        elif kind == "warm" and "temperature" in asked:
            self.state.told["faults"].insert(0, fault)
            self.reply(400, {"error": {"message": "temperature is not supported", "param": "temperature"}})
        elif kind == "down":
            self.close_connection = True
        elif kind == "garbage":
            self.send(200, b"<html>hello</html>", {"content-type": "text/html"})
        else:
            self.complete(kind, detail, schema, user, asked)

    def complete(self, kind: str, detail: str, schema: str, user: str, asked: Json) -> None:
        sent = sum(len(message["content"]) for message in asked["messages"])
        if kind == "slow":
            time.sleep(float(detail))
        made = HONEST[schema](user)
        spoils = self.state.told["spoils"]
        mode = self.state.told["mode"] if not spoils or schema in spoils else "honest"
        text = json.dumps(made if mode == "honest" else spoilt(made, mode, user), ensure_ascii=False)
        text = {
            "truncated": text[: len(text) // 2], "refusal": "", "empty": "", "prose": "I would rather tell a story.",
            "fenced": f"Here you are:\n```json\n{text}\n```\nAnything else?", "shape": '{"unexpected": true}',
        }.get(kind, text)  # fmt: skip
        message: Json = {"role": "assistant", "content": text}
        if kind == "refusal":
            message = {"role": "assistant", "content": None, "refusal": "I cannot help with that."}
        finish = "length" if kind == "truncated" else "stop"
        usage = {
            "prompt_tokens": len(user) // 4,
            "completion_tokens": len(text) // 4,
            "total_tokens": (sent + len(text)) // 4,
        }
        if asked.get("stream") and kind != "whole":
            self.stream(kind, detail, message, finish, usage if asked.get("stream_options") else None)
            return
        self.reply(200, {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "usage": usage,
                         "choices": [{"index": 0, "finish_reason": finish, "message": message}]},
                   cut=kind == "cut")  # fmt: skip

    def stream(self, kind: str, detail: str, message: Json, finish: str, usage: Json | None) -> None:
        """Answer in pieces, usage last; "cut" breaks off in the middle, "end" ends there as if all were well, "stall"
        says nothing for so many seconds, "dribble" waits as long between any two pieces."""
        head = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        content = message["content"] or ""
        deltas: list[Json] = [{"role": "assistant", "content": ""}]
        deltas += [{"content": content[at : at + PIECE]} for at in range(0, len(content), PIECE)]
        deltas += [{"refusal": message["refusal"]}] if message.get("refusal") else []
        lines = [{**head, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas]
        half = len(lines) // 2
        lines.append({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
        lines += [{**head, "choices": [], "usage": usage}] if usage else []
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        with suppress(ConnectionError):
            self.end_headers()
            for number, line in enumerate(lines):
                if number == half and kind in ("cut", "end"):
                    break
                time.sleep(float(detail) if kind == "dribble" or (kind == "stall" and number == half) else 0.0)
                self.chunk(f"data: {json.dumps(line)}\n\n")
            else:
                self.chunk("data: [DONE]\n\n")
            if kind != "cut":
                self.chunk("")
        self.close_connection = self.close_connection or kind == "cut"

    def chunk(self, text: str) -> None:
        data = text.encode()
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def body(self) -> Any:
        return json.loads(self.rfile.read(int(self.headers.get("content-length", 0))))

    def reply(self, status: int, content: Json, headers: dict[str, str] | None = None, *, cut: bool = False) -> None:
        self.send(
            status, json.dumps(content).encode(), {"content-type": "application/json", **(headers or {})}, cut=cut
        )

    def send(self, status: int, data: bytes, headers: dict[str, str], *, cut: bool = False) -> None:
        self.send_response(status)
        for name, value in {**headers, "content-length": str(len(data))}.items():
            self.send_header(name, value)
        with suppress(ConnectionError):  # whoever asked may have gone
            self.end_headers()
            self.wfile.write(data[: len(data) // 2] if cut else data)
        self.close_connection = self.close_connection or cut


class Server(ThreadingHTTPServer):
    """Says nothing of whoever asked and has gone."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        pass


def main() -> None:
    handler = type("Bound", (Handler,), {"state": State()})
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)  # noqa: T201  how the caller learns it
    sys.stdin.read()


if __name__ == "__main__":
    main()
