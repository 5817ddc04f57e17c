"""An auditor of `outcome-story/1` documents, written from the contract and sharing no code with the engine."""

import ast
import json
import operator
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from assistant.cli.main import main
from assistant.domain.story import Story

Json = dict[str, Any]
Auditor = Callable[[Json], list[str]]

LONGEST = {
    "one-liner": 30,
    "brief": 150,
    "story": 1200,
    "one-pager": 350,
    "save": 600,
    "renewal": 600,
    "partner": 350,
}
MARKS = re.compile(r"[\"“”„«»]")
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
OPERATORS: dict[type[ast.AST], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def evaluated(node: ast.AST) -> float:
    """Literals, + - * / and parentheses only, as the contract has it."""
    match node:
        case ast.Expression(body=body):
            return evaluated(body)
        case ast.Constant(value=int() | float() as value):
            return float(value)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -evaluated(operand)
        case ast.BinOp(left=left, op=op, right=right):
            return OPERATORS[type(op)](evaluated(left), evaluated(right))
    raise ValueError(ast.dump(node))


def claims_of(story: Json) -> list[Json]:
    return [claim for section in story["sections"] for claim in section["claims"]]


def numbers_in(text: str) -> set[str]:
    return {number.replace(",", "").rstrip(".") for number in DIGITS.findall(text)}


def spans_are_exact(story: Json) -> Iterator[str]:
    texts = {document["id"]: document["text"] for document in story["documents"]}
    facts = {fact["id"] for fact in story["usage_facts"]}
    evidence = {item["id"]: item for item in story["evidence"]}
    for item in story["evidence"]:
        if item["type"] == "passage" and texts[item["document"]][item["start"] : item["end"]] != item["text"]:
            yield f"evidence {item['id']} is not its span"
        if item["type"] == "usage_fact" and (item["usage_fact"] not in facts or item["document"] is not None):
            yield f"evidence {item['id']} names no fact, or a document"
    cited = [citation for claim in claims_of(story) for citation in claim["citations"]]
    cited += [c for part in ("contradictions", "flags") for entry in story[part] for c in entry["citations"]]
    for citation in cited:
        item = evidence.get(citation["evidence"])
        if citation["document"] is None:
            if item is None or citation["text"] != item["text"]:
                yield f"usage citation of {citation['evidence']} is not its sentence"
            continue
        if texts[citation["document"]][citation["start"] : citation["end"]] != citation["text"]:
            yield f"citation {citation} is not its span"
        if item is not None and not item["start"] <= citation["start"] <= citation["end"] <= item["end"]:
            yield f"citation {citation} leaves its evidence"


def claims_are_carried(story: Json) -> Iterator[str]:
    metrics = {metric["id"]: metric for metric in story["metrics"]}
    speakers = {item["id"]: item["speaker"] for item in story["evidence"]}
    given = f"{story['account']['name']} " + " ".join(speaker or "" for speaker in speakers.values())
    for claim in claims_of(story):
        if claim["kind"] == "link":
            if claim["citations"] or claim["verdict"] or claim["score"] is not None or numbers_in(claim["text"]):
                yield f"link {claim['id']} asserts something"
            continue
        if not claim["citations"]:
            yield f"{claim['id']} cites nothing"
        carried = numbers_in(" ".join([given, *(citation["text"] for citation in claim["citations"])]))
        for name in claim["metrics"]:
            change = metrics[name]["change"]
            carried |= numbers_in(f"{abs(change['value']):g} {round(abs(change['value']))}" if change else "")
        missing = numbers_in(claim["text"]) - carried
        if claim["verdict"] == "supported" and missing:
            yield f"{claim['id']} is supported, yet nothing carries {sorted(missing)}: {claim['text']}"


def formulas_hold(story: Json) -> Iterator[str]:
    for metric in story["metrics"]:
        if metric["formula"] and metric["change"]:
            value = evaluated(ast.parse(metric["formula"], mode="eval"))
            if abs(value - metric["change"]["value"]) > max(0.051, abs(value) * 0.006):
                yield f"{metric['id']}: {metric['formula']} is {value}, not {metric['change']['value']}"
        known = {item["id"] for item in story["evidence"]}
        if not set(metric["citations"]) <= known:
            yield f"{metric['id']} cites what is not there"


def quotations_stand_in_their_source(story: Json) -> Iterator[str]:
    evidence = {item["id"]: item for item in story["evidence"]}
    for quote in story["quotes"]:
        if quote["side"] == "vendor":
            yield f"a vendor is quoted: {quote['text']}"
        if not quote["citations"]:
            yield f"a quotation cites nothing: {quote['text']}"
        if quote["match"] == "exact" and not any(
            plain(quote["text"]) in plain(evidence[name]["text"]) for name in quote["citations"]
        ):
            yield f"an exact quotation is not in its evidence: {quote['text']}"


def plain(text: str) -> str:
    """Quotation marks, dashes, spaces and inline markup made alike."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"[*_`\\]", "", text)
    text = re.sub("[‘’ʼ]", "'", re.sub("[“”„«»]", '"', re.sub("[‐‑‒–—]", "-", text)))
    return " ".join(text.split()).rstrip(" .,").casefold()


def head_is_carried(story: Json) -> Iterator[str]:
    claims = {claim["id"]: claim for claim in claims_of(story)}
    for part, text in (("title_claims", story["title"]), ("summary_claims", story["summary"])):
        named = [claims[name] for name in story[part]]
        if any(claim["verdict"] != "supported" for claim in named):
            yield f"{part} names a claim that is not supported"
        known = [story["account"]["name"] or "", *(claim["text"] for claim in named)]
        missing = numbers_in(text) - numbers_in(" ".join(known))
        if missing:
            yield f"{part} do not carry {sorted(missing)}"


def a_partner_gets_claims_only(story: Json) -> Iterator[str]:
    if story["kind"] != "partner":
        return
    if story["quotes"] or any(MARKS.search(claim["text"]) for claim in claims_of(story)):
        yield "a partner asset quotes somebody"
    if any(claim["verdict"] not in (None, "supported") for claim in claims_of(story)):
        yield "a partner asset holds a claim that is not supported"
    if MARKS.search(story["summary"]) or (story["title_claims"] and MARKS.search(story["title"])):
        yield "a partner asset quotes somebody in its head"
    if "not approved for partners" not in story["checks"]["blockers"] or story["checks"]["publishable"]:
        yield "a partner asset could go out unapproved"


def counts_are_right(story: Json) -> Iterator[str]:
    verdicts = [claim["verdict"] for claim in claims_of(story) if claim["kind"] != "link"]
    for verdict in ("supported", "partial", "unsupported", "contradicted"):
        if story["checks"][verdict] != verdicts.count(verdict):
            yield f"checks count {verdict} wrongly"
    if story["checks"]["publishable"] and (set(verdicts) != {"supported"} or story["checks"]["blockers"]):
        yield "publishable in spite of its claims or blockers"
    words = sum(len(claim["text"].split()) for claim in claims_of(story))
    if words > LONGEST[story["kind"]]:
        yield f"{words} words are too many for {story['kind']}"
    ids = [claim["id"] for claim in claims_of(story)]
    if len(set(ids)) != len(ids):
        yield "claim ids repeat"


RULES = (
    spans_are_exact,
    claims_are_carried,
    formulas_hold,
    quotations_stand_in_their_source,
    head_is_carried,
    a_partner_gets_claims_only,
    counts_are_right,
)


@pytest.fixture(scope="session")
def broken_rules() -> Auditor:
    """Return what of the contract a story breaks; an empty list where it keeps to it."""

    def audit(story: Json) -> list[str]:
        Story.model_validate_json(json.dumps(story))
        return [finding for rule in RULES for finding in rule(story)]

    return audit


ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).with_name("outcome-stories")
PATIENT = {"OUTCOME_STORIES_CALL_TIMEOUT_S": "5", "OUTCOME_STORIES_EMBEDDER": "lexical"}


class Stub:
    """The service, in a process of its own."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/v1"
        self._control = f"http://127.0.0.1:{port}/control"

    def tell(self, **told: Any) -> None:
        fresh = {"latency": 0.0, "mode": "honest", "faults": [], "rate": 0.0, "schemas": [], "spoils": []}
        data = json.dumps({**fresh, **told}).encode()
        urllib.request.urlopen(urllib.request.Request(self._control, data=data, method="PUT"), timeout=10).close()  # noqa: S310  our own service

    def calls(self) -> list[dict[str, Any]]:
        with urllib.request.urlopen(self._control, timeout=10) as answer:  # noqa: S310  our own service
            found: list[dict[str, Any]] = json.load(answer)["calls"]
        return found

    def schemas(self) -> list[str]:
        return [call["schema"] for call in self.calls()]


@pytest.fixture(scope="module")
def service() -> Iterator[Stub]:
    command: list[str | Path] = [sys.executable, ROOT / "tests" / "stub_server.py"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield Stub(int(process.stdout.readline()))
        process.terminate()


@pytest.fixture
def stub(service: Stub) -> Stub:
    service.tell()
    return service


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "interview.txt"
    shutil.copy(ROOT / "examples" / "interview.txt", path)
    return path


class Done(NamedTuple):
    """How a run of the program ended."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in this process, which has its slow libraries loaded."""

    def drafted(*arguments: str | Path, **environment: str) -> Done:
        for name, value in {**PATIENT, **environment}.items():
            monkeypatch.setenv(name, value)
        code = main(["draft", *map(str, arguments)])
        return Done(code, *capfd.readouterr())

    return drafted


@pytest.fixture
def run_alone() -> Run:
    """Run the program as a user does, in a process of its own."""

    def drafted(*arguments: str | Path, **environment: str) -> Done:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "OUTCOME_"))}
        done = subprocess.run(
            [PROGRAM, "draft", *map(str, arguments)],
            capture_output=True, text=True, timeout=120, check=False, env={**clean, **PATIENT, **environment},
        )  # fmt: skip
        return Done(done.returncode, done.stdout, done.stderr)

    return drafted
