"""What the model of `stub_server` answers: carefully from the prompt it is given, or wrong in one way.

Standard library only: nothing here shares code with the program under test.
"""

import re
from collections.abc import Callable
from typing import Any

LINE = re.compile(
    r"^\[(?P<id>[eum]\d+)\] (?:(?P<who>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}): )?(?P<text>.+)$", re.MULTILINE
)
PART = re.compile(r"^- (?P<part>[a-z]+): ", re.MULTILINE)
REFUSED = re.compile(r"^(?P<key>s\d+): .*?\((?P<ids>[^()]*)\) Refused: ", re.MULTILINE)
SENTENCE = re.compile(r"^\[(?P<key>[sh]\d+)\] (?P<text>.+)$", re.MULTILINE)
WORD = re.compile(r"(?<![\w’'])[a-z]{2,}(?![\w’'])")
FIRST = re.compile(r"\b(?:I|we|our|us|my|me|We|Our)\b|\b(?:I|we|We)['’]")
Json = dict[str, Any]


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
