"""A model service for tests and measurements: chat completions and embeddings, with latency and faults to order.

    python tests/stub_server.py          prints its port, and serves until standard input is closed

`PUT /control` sets any of `latency` (seconds), `mode` (how it answers), `faults` (taken one by one, an empty
string is none), `rate` (share of calls with a random fault of `kinds`), `schemas` (faults hit only these),
`spoils` (the mode holds for these only). `GET /control` tells the calls so far. Answers are streamed where that is
asked for. Standard library only: nothing here shares code with the program under test.
"""

import json
import random
import re
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LINE = re.compile(
    r"^\[(?P<id>[eum]\d+)\] (?:(?P<who>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}): )?(?P<text>.+)$", re.MULTILINE
)
PART = re.compile(r"^- (?P<part>[a-z]+): ", re.MULTILINE)
REFUSED = re.compile(r"^(?P<key>s\d+): .*?\((?P<ids>[^()]*)\) Refused: ", re.MULTILINE)
SENTENCE = re.compile(r"^\[(?P<key>[sh]\d+)\] (?P<text>.+)$", re.MULTILINE)
WORD = re.compile(r"(?<![\w’'])[a-z]{2,}(?![\w’'])")
FIRST = re.compile(r"\b(?:I|we|our|us|my|me|We|Our)\b|\b(?:I|we|We)['’]")
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


def evidence(user: str) -> list[Json]:
    return [match.groupdict() for match in LINE.finditer(user)]


def told(item: Json) -> str:
    """One sentence about one item, as a careful model would write it."""
    text = item["text"]
    if item["who"] and FIRST.search(text):
        inner = text.rstrip(".")
        return f"“{inner},” says {item['who']}." if inner[-1] not in "?!…" else f"“{inner}” says {item['who']}."
    return str(text)


def plan(user: str) -> Json:
    items = evidence(user)
    parts = PART.findall(user)
    asked = [
        {"part": part, "evidence": [one["id"] for one in items[at :: len(parts)]][:6]} for at, part in enumerate(parts)
    ]
    return {"questions": asked, "lead": [one["id"] for one in items if re.search(r"\d", one["text"])][:2]}


def extract(user: str) -> Json:
    items = [one for one in evidence(user) if re.search(r"\d", one["text"])]
    return {"records": [{"kind": "figure", "part": "changed", "evidence": [one["id"]], "strength": 4} for one in items]}


def draft(user: str) -> Json:
    items, parts = evidence(user), PART.findall(user)
    bound = re.search(r"to (\d+) words", user)
    room = int(bound[1]) if bound else 100
    chosen = []
    for item in sorted(items, key=lambda one: not re.search(r"\d", one["text"])):
        room -= len(item["text"].split()) + 4
        if room < 0:
            break
        chosen.append(item)
    sections = [
        {"part": part, "sentences": [{"text": told(one), "evidence": [one["id"]]} for one in chosen[at :: len(parts)]]}
        for at, part in enumerate(parts)
    ]
    first = chosen[0] if chosen else {"text": "Nothing", "id": "e1", "who": None}
    head = {"text": told(first), "evidence": [first["id"]]}
    return {"title": head, "summary": [head], "sections": sections}


def repair(user: str) -> Json:
    items = {one["id"]: one for one in evidence(user)}
    mended = []
    for match in REFUSED.finditer(user):
        named = [items[id_] for id_ in match["ids"].split(", ") if id_ in items]
        if named:
            mended.append({"id": match["key"], "text": told(named[0]), "evidence": [named[0]["id"]]})
    return {"sentences": mended}


def translate(user: str) -> Json:
    """Gibberish for every plain word; figures, names and quotations stay."""
    made = []
    for match in SENTENCE.finditer(user):
        text = match["text"].partition(" (refused before: ")[0]
        quoted = re.findall(r"“([^”]*)”", text)
        parts = re.split(r"(“[^”]*”)", text)
        shown = "".join(part if part.startswith("“") else WORD.sub(lambda one: one[0][::-1], part) for part in parts)
        gloss = WORD.sub(lambda one: one[0][::-1], quoted[0]) if quoted else ""
        made.append({"id": match["key"], "text": shown, "quotation": gloss})
    return {"sentences": made}


def roles(user: str) -> Json:
    """Whoever is said to have put something together is proposed as its builder, with the sentence as the reason."""
    people = {name: id_ for id_, name in re.findall(r"^\[(p\d+)\] ([^,(]+?)(?:,| \()", user, re.MULTILINE)}
    return {"proposals": [
        {"person": id_, "role": "builder", "why": told, "evidence": [line]}
        for name, id_ in people.items()
        for line, told in re.findall(rf"^\[(e\d+)\] (?:[^:\n]+: )?({name} put .+)$", user, re.MULTILINE)
    ]}  # fmt: skip


def raci(user: str) -> Json:
    """The first activity goes to the first column whose name opens a sentence."""
    people = re.findall(r"^\[([a-z_]+)\] [^:\n]+: ([^,\n]+)", user, re.MULTILINE)
    return {"proposals": [
        {"activity": "a1", "column": column, "letter": "R", "why": told, "evidence": [line]}
        for column, name in people
        for line, told in re.findall(rf"^\[(e\d+)\] (?:[^:\n]+: )?({name} .+)$", user, re.MULTILINE)
    ]}  # fmt: skip


HONEST: dict[str, Callable[[str], Json]] = {
    "PlanAnswer": plan,
    "ExtractAnswer": extract,
    "DraftAnswer": draft,
    "RepairAnswer": repair,
    "PolishAnswer": lambda _: {"sentences": []},
    "TranslateAnswer": translate,
    "RolesAnswer": roles,
    "RaciAnswer": raci,
    "JudgeAnswer": lambda _: {"verdict": "supported", "score": 0.9, "reason": "it is there"},
}


def spoilt(answer: Json, mode: str, user: str) -> Json:
    """Make every sentence of an answer wrong in one way."""
    items = evidence(user)
    sentences = [s for section in answer.get("sections", ()) for s in section["sentences"]] + answer.get(
        "sentences", []
    )
    heads = [answer["title"], *answer["summary"]] if "title" in answer else []
    for at, sentence in enumerate([*sentences, *heads]):
        other = items[(at * 7 + 3) % len(items)] if items else {"id": "e1", "who": "Nobody"}
        if mode == "numbers":
            sentence["text"] = f"The customer saved {91 + at} percent and {4_000 + at} hours a week."
        elif mode == "citations" and "evidence" in sentence:
            sentence["evidence"] = [other["id"], "e99999"]
        elif mode == "altered":
            sentence["text"] = (
                f"“This is, honestly, the best thing we ever bought, number {at},” says {other['who'] or 'Somebody'}."
            )
        elif mode == "loose" and "“" not in sentence["text"]:
            sentence["text"] = f"Overall, {sentence['text'].rstrip('.')}, as colleagues confirm."
        elif mode == "misattributed":
            sentence["text"] = re.sub(r"says .*", "says Zebulon Quirke, Chief Wizard.", sentence["text"])
    return answer


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
