"""Every kind in every format for the account of the examples, by the real command line with a model service."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pptx import Presentation
from pypdf import PdfReader

Auditor = Callable[[dict[str, Any]], list[str]]
Stub = Any  # the fixtures of tests/integration/conftest.py
Run = Callable[..., Any]
EXAMPLES = Path(__file__).parents[3] / "examples"
DEMO = (EXAMPLES / "interview.txt", EXAMPLES / "notes.md", "--account-file", EXAMPLES / "account.toml")
KINDS = ("one-liner", "brief", "story", "one-pager", "save", "renewal", "partner")
FORMATS = ("md", "html", "docx", "pdf", "pptx")


def slides(data: bytes) -> str:
    shapes = (shape for slide in Presentation(io.BytesIO(data)).slides for shape in slide.shapes)
    return "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)


def document(data: bytes) -> str:
    opened = Document(io.BytesIO(data))
    feet = [paragraph.text for section in opened.sections for paragraph in section.footer.paragraphs]
    return "\n".join([*("".join(each.itertext()) for each in opened.element.body), *feet])


READ: dict[str, Callable[[bytes], str]] = {
    "md": bytes.decode,
    "html": lambda data: re.sub(r"<[^>]+>", " ", data.decode()),
    "docx": document,
    "pdf": lambda data: "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages),
    "pptx": slides,
}


def squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_out_in_every_format(
    stub: Stub, run: Run, kind: str, broken_rules: Auditor, tmp_path: Path
) -> None:
    asked = (*DEMO, "--base-url", stub.url, "--model", "m", "--kind", kind)
    done = run(*asked, "--usage", EXAMPLES / "usage.csv")
    assert done.returncode == 0, done.stderr
    story = json.loads(done.stdout)
    assert broken_rules(story) == []
    assert (story["engine"], story["kind"], story["provenance"]["model"]) == ("openai", kind, "m")
    assert story["checks"]["supported"] > 0
    assert story["checks"]["publishable"] == (kind != "partner")
    assert not (story["quotes"] and kind == "partner")
    first = squeezed(story["sections"][0]["claims"][0]["text"])
    for name in FORMATS:
        path = tmp_path / f"{kind}.{name}"
        assert run(*asked, "--format", name, "-o", path).returncode == 0
        data = path.read_bytes()
        if name in ("docx", "pptx"):
            assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
        shown = squeezed(READ[name](data))
        assert "engineopenai" in shown
        assert "claimssupported" in shown
        assert kind == "story" or first[:20] in shown or name == "pptx"
        behind = ("Lookatbefore", "Beforethisgoesout", "Howthiswasmade", "Howitwasmade")
        assert any(part in shown for part in behind) == (kind != "partner")


def test_vectors_may_come_from_the_service_as_well(stub: Stub, run: Run, broken_rules: Auditor) -> None:
    service = {"OUTCOME_STORIES_EMBEDDER": "openai", "OUTCOME_STORIES_BASE_URL": stub.url, "OUTCOME_STORIES_MODEL": "m"}
    done = run(DEMO[0], "--kind", "brief", **service)
    assert done.returncode == 0, done.stderr
    story = json.loads(done.stdout)
    assert broken_rules(story) == []
    assert story["provenance"]["embedder"].startswith("openai") or "text-embedding" in story["provenance"]["embedder"]
    assert "passages are sent there" in done.stderr
    assert "embeddings" in stub.schemas()
