"""Turns cases written by hand in TOML into lines of a data set: `python -m evals.authoring CASE.toml... >> FILE`.

Long notes are best written as literal multi-line strings. A case that does not hold together (gold that does not
stand in its notes, an unknown key) is refused with one line.
"""

import argparse
import sys
import tomllib
from pathlib import Path

from pydantic import ValidationError

from evals.cases import Case


def line_of(text: str) -> str:
    """Return the line of JSON for a case in TOML.

    Raises:
        ValueError: this is no TOML, or no case.
    """
    return Case.model_validate(tomllib.loads(text)).model_dump_json(exclude_defaults=True)


def main(arguments: list[str] | None = None) -> int:
    """Write a line for each case named; 2 where one is refused."""
    parser = argparse.ArgumentParser(description="Turn cases in TOML into lines of a data set.")
    parser.add_argument("cases", nargs="+", type=Path, metavar="CASE.toml")
    for path in parser.parse_args(arguments).cases:
        try:
            sys.stdout.write(line_of(path.read_text(encoding="utf-8")) + "\n")
        except ValidationError as error:
            fault = error.errors(include_url=False)[0]
            sys.stderr.write(f"{path.name}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}\n")
            return 2
        except (OSError, ValueError) as error:
            sys.stderr.write(f"{path.name}: {error}\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
