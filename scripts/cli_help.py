"""Print docs/cli.md from the commands' own help; with --write, write it.

python scripts/cli_help.py [--write]
"""

import os
import subprocess
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
RACI = ("raci suggest", "raci check", "raci record", "raci rights")
SERVICE = ("serve", "token create", "token list", "token revoke")
CHARTER = ("charter check", "charter show")
EVALS = tuple(f"evals {name}" for name in ("run", "list", "compare", "bless", "agree", "harvest", "view"))
KEEPING = ("ingest", "remove", "reindex", "search")
COMMANDS = ("draft", "guide", "roles", "verify", *RACI, *CHARTER, *KEEPING, *SERVICE, *EVALS)
HEAD = """# The command line

`outcome-stories` writes its result to standard output (or, with `-o FILE`, to a file that appears only when it
is whole) and everything else to standard error. Exit codes:

| code | means |
|---|---|
| 0 | success; for `draft`: a story was written, publishable or not |
| 1 | a check did not hold (`verify`, `raci check`, `charter check`, a gate of the evals), or a model service is down |
| 2 | bad usage or input, something not built yet, an unexpected fault; always one line that says what to do |
| 130 | Ctrl-C |
| 141 | the program that read our output has gone (`... \\| head`) |

An unexpected fault is one line too; with `OUTCOME_STORIES_DEBUG=1` it shows where it happened.

Made by `python scripts/cli_help.py --write` from the help of each command; a test compares the two.
"""


def help_of(*command: str) -> str:
    """Return what `outcome-stories COMMAND --help` prints at 80 columns."""
    code = "import sys; from assistant.cli.main import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, *command, "--help"],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "80", "TERMINAL_WIDTH": "80"},
    )
    return done.stdout.rstrip()


def page() -> str:
    """Return the whole page."""
    parts = [HEAD, f"## outcome-stories\n\n```text\n{help_of()}\n```\n"]
    parts += [f"## {command}\n\n```text\n{help_of(*command.split())}\n```\n" for command in COMMANDS]
    return "\n".join(parts)


def main() -> int:
    """Print the page or write it."""
    if "--write" in sys.argv[1:]:
        TARGET.write_text(page(), "utf-8")
    else:
        sys.stdout.write(page())
    return 0


if __name__ == "__main__":
    sys.exit(main())
