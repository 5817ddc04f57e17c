"""Draft a story about the made-up account in examples/ with the real command, and say where to look.

python scripts/demo.py [FOLDER]    (`make demo`; the folder is `out`)
"""

import shutil
import subprocess
import sys
import textwrap
import time
from pathlib import Path

from assistant.domain.story import Metric, Story
from assistant.rendering import wording
from assistant.rendering.formats import render_bytes

ROOT = Path(__file__).resolve().parent.parent
NOTES = ("interview.txt", "notes.md")
INPUTS = ("--usage", "usage.csv", "--account-file", "account.toml")
WIDTH = 100


def command() -> str:
    """Return the command that belongs to the running Python, else the one on PATH."""
    own = Path(sys.executable).with_name("outcome-stories")
    return str(own) if own.exists() else shutil.which("outcome-stories") or "outcome-stories"


def draft(target: Path) -> None:
    """Run `outcome-stories draft` on the examples.

    Raises:
        subprocess.CalledProcessError: it failed; it has said why on standard error.
    """
    subprocess.run([command(), "draft", *NOTES, *INPUTS, "-o", str(target)], cwd=ROOT / "examples", check=True)


def row(metric: Metric) -> str:
    """Return a metric as a line of the table."""
    before, after = wording.amount(metric.before, metric.unit), wording.amount(metric.after, metric.unit)
    moved = wording.change(metric.change)
    return f"  {metric.name[:34]:<34} {before:>18} {after:>18}   {moved:<12} {wording.SOURCES[metric.source]}"


def tell(story: Story, folder: Path, seconds: float) -> None:
    """Print what came out."""
    print(f"\n{story.title}\n{'=' * len(story.title)}")
    print(f"{textwrap.fill(story.summary, WIDTH)}\n")
    print(f"  {'result':<34} {'before':>18} {'after':>18}   {'change':<12} known from")
    for metric in wording.told(story):
        print(row(metric))
    print(f"\n{wording.standing(story)[:1].upper()}{wording.standing(story)[1:]}.")
    print(f"{len(story.evidence)} pieces of evidence, {len(story.usage_facts)} usage facts, ", end="")
    print(f"open questions: {len(story.gaps)}, contradictions reported: {len(story.contradictions)}.")
    print(f"{seconds:.1f} s; no key, no network, no GPU.\n")
    print(f"Look at  {folder / 'story.html'}   in a browser: click a note, see its passage in the interview")
    print(f"         {folder / 'story.md'}     the same with footnotes")
    print(f"         {folder / 'story.json'}   the same for programs; .docx, .pdf and .pptx lie beside it")


def main() -> int:
    """Draft once, render in every format and tell about it."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "out")
    folder.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    try:
        draft(folder.resolve() / "story.json")
    except subprocess.CalledProcessError as error:
        return error.returncode
    story = Story.model_validate_json((folder / "story.json").read_text("utf-8"))
    for form in ("html", "md", "docx", "pdf", "pptx"):
        (folder / f"story.{form}").write_bytes(render_bytes(story, form))
    tell(story, folder, time.monotonic() - began)
    return 0


if __name__ == "__main__":
    sys.exit(main())
