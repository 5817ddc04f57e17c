"""How long the program takes from a cold start: help, version, and the draft of the example account."""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
ROUNDS = 5
DRAFT = (
    *("draft", str(EXAMPLES / "interview.txt"), str(EXAMPLES / "notes.md")),
    *("--usage", str(EXAMPLES / "usage.csv"), "--account-file", str(EXAMPLES / "account.toml")),
)
COMMANDS = {"--version": ("--version",), "--help": ("--help",), "draft --help": ("draft", "--help"), "draft": DRAFT}


def main() -> None:
    """Print the median of each command, and its ratio to starting Python alone."""
    bare = _seconds([sys.executable, "-c", "pass"])
    print(f"program, cold, median of {ROUNDS}: starting Python alone takes {bare:.3f} s")
    for name, arguments in COMMANDS.items():
        took = _seconds([str(Path(sys.executable).parent / "outcome-stories"), *arguments])
        print(f"  {name:14} {took:6.3f} s, {took / bare:6.1f} times that")


def _seconds(command: list[str]) -> float:
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        took.append(time.perf_counter() - began)
    return median(took)


if __name__ == "__main__":
    main()
