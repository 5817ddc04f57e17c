"""Draft a story about the made-up account in examples/ with the real command, and say where to look.

python scripts/demo.py [FOLDER]    (`make demo`; the folder is `out`)
"""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NOTES = ("interview.txt", "notes.md")
INPUTS = ("--usage", "usage.csv", "--account-file", "account.toml")
FORMATS = ("html", "md", "json")
WIDTH = 88


def command() -> str:
    """Return the command that belongs to the running Python, else the one on PATH."""
    own = Path(sys.executable).with_name("outcome-stories")
    return str(own) if own.exists() else shutil.which("outcome-stories") or "outcome-stories"


def draft(form: str, target: Path) -> None:
    """Run `outcome-stories draft` on the examples.

    Raises:
        subprocess.CalledProcessError: it failed; it has said why on standard error.
    """
    arguments = [command(), "draft", *NOTES, *INPUTS, "--format", form, "-o", str(target)]
    subprocess.run(
        arguments, cwd=ROOT / "examples", check=True, stderr=None if form == FORMATS[0] else subprocess.DEVNULL
    )


def row(metric: dict[str, Any]) -> str:
    """Return a metric as a line of the table."""
    change = metric["change"]
    moved = ""
    if change:
        suffix = {"percent": " %", "points": " points", "ratio": " times", "absolute": ""}[change["kind"]]
        sign = "+" if change["kind"] != "ratio" and change["value"] > 0 else ""
        moved = f"{sign}{change['value']:g}{suffix}"
    before, after = (f"{value:,g}" if value is not None else "–" for value in (metric["before"], metric["after"]))
    name = f"{metric['name']} ({metric['unit']})" if metric["unit"] else metric["name"]
    return f"  {name[:44]:<44} {before:>10} {after:>10}   {moved:<14} {metric['source']}"


def tell(story: dict[str, Any], folder: Path, seconds: float) -> None:
    """Print what came out."""
    checks = story["checks"]
    counted = sum(checks[verdict] for verdict in ("supported", "partial", "unsupported", "contradicted"))
    print(f"\n{story['title']}\n{'=' * min(WIDTH, len(story['title']))}")
    print(f"{story['summary']}\n")
    print(f"  {'result':<44} {'before':>10} {'after':>10}   {'change':<14} known from")
    for metric in story["metrics"]:
        print(row(metric))
    print(
        f"\n{checks['supported']} of {counted} claims supported by {len(story['evidence'])} pieces of evidence", end=""
    )
    print(f"; {len(story['gaps'])} open questions, {len(story['contradictions'])} contradictions reported")
    print(f"{seconds:.1f} s for three formats; no key, no network, no GPU\n")
    print(f"Look at  {folder / 'story.html'}   in a browser: click a note, see its passage in the interview")
    print(f"         {folder / 'story.md'}     the same with footnotes")
    print(f"         {folder / 'story.json'}   the same for programs")


def main() -> int:
    """Draft in three formats and tell about it."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "out")
    folder.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    for form in FORMATS:
        try:
            draft(form, folder.resolve() / f"story.{form}")
        except subprocess.CalledProcessError as error:
            return error.returncode
    story = json.loads((folder / "story.json").read_text("utf-8"))
    tell(story, folder, time.monotonic() - began)
    return 0


if __name__ == "__main__":
    sys.exit(main())
