"""The wheel, in a fresh environment outside the checkout: everything it needs is in it."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from assistant.domain.story import Story
from assistant.rendering.formats import render

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("assistant", "ingest", "prompts", "api")
LOADER = """
import sys
from importlib.resources import files
from pathlib import Path
from jinja2 import Environment, StrictUndefined
from assistant.domain.story import Story
from assistant.rendering.formats import render_bytes
from assistant.rendering.webpage import environment

assert "site-packages" in str(files("assistant")), files("assistant")
templates = environment()
for name in templates.list_templates():
    if name.endswith(".j2"):
        templates.get_template(name)
for prompt in files("prompts").rglob("*.j2") if isinstance(files("prompts"), Path) else ():
    Environment(undefined=StrictUndefined).parse(prompt.read_text("utf-8"))
story = Story.model_validate_json(Path(sys.argv[1]).read_text("utf-8"))
for form in ("json", "md", "html", "docx", "pdf", "pptx"):
    Path(sys.argv[2], f"story.{form}").write_bytes(render_bytes(story, form))
"""
NOTES = """Date: 2026-03-02
Account: Fenwick Mills
Participants: Ada Stone (Operations Manager, Fenwick Mills)

Ada Stone: The monthly stock count took us 9 days before. Now the stock count takes 3 days.
"""

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path, given: str = "") -> str:
    """Run a program with nothing of ours in its environment; its standard output."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    home = cwd / "home"
    home.mkdir(exist_ok=True)
    env = {**kept, "XDG_CONFIG_HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=env, input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout with the build backend that is installed."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment with the locked dependencies and the wheel, and nothing else."""
    folder = tmp_path_factory.mktemp("clean")
    uv = Path(sys.executable).with_name("uv")
    python = folder / "venv" / "bin" / "python"
    cache = subprocess.run([uv, "cache", "dir"], capture_output=True, text=True, check=True).stdout.strip()
    install = (uv, "pip", "install", "--quiet", "--python", python, "--cache-dir", cache, "--offline", "--no-deps")
    run(uv, "venv", "--quiet", "--offline", "--python", sys.executable, folder / "venv", cwd=folder)
    run(*install, "--require-hashes", "-r", ROOT / "requirements" / "runtime.lock", cwd=folder)
    run(*install, wheel, cwd=folder)
    return python


def test_the_wheel_holds_every_file_of_the_packages_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    there = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert held == there


def test_its_templates_and_prompts_render(clean: Path, story: Story, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text(render(story, "json"), "utf-8")

    run(clean, "-c", LOADER, tmp_path / "in.json", tmp_path, cwd=tmp_path)

    for form in ("json", "md", "html"):
        assert (tmp_path / f"story.{form}").read_text("utf-8") == render(story, form)


def test_its_command_drafts_a_story(clean: Path, tmp_path: Path) -> None:
    command = clean.with_name("outcome-stories")

    assert run(command, "--version", cwd=tmp_path).startswith("outcome-stories 0.")
    drafted = json.loads(run(command, "draft", "-", cwd=tmp_path, given=NOTES))

    assert drafted["schema"] == "outcome-story/1"
    assert drafted["account"]["name"] == "Fenwick Mills"
    assert drafted["provenance"]["embedder"] == "all-MiniLM-L6-v2"
