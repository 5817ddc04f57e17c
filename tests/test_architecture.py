"""The house keeps its shape: imports run down, names are ours, files and functions stay readable."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("assistant", "ingest", "prompts", "api")
CODE = (*PACKAGES, "evals", "scripts", "benches")
OURS = (*PACKAGES, "evals", "tests")
US = "outcome-story-assistant"


def test_imports_run_down_only() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_nobody_else_owns_our_names() -> None:
    owners = packages_distributions()  # leaves editable installs out: so look for others, not for us

    assert {name: owners[name] for name in OURS if set(owners.get(name, ())) - {US}} == {}


def test_no_module_is_named_like_the_standard_library() -> None:
    names = {path.stem for path in modules(*PACKAGES)} - {"__init__"}

    assert names & set(sys.stdlib_module_names) == set()


def modules(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


def lengths(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            yield f"{path.relative_to(ROOT)}:{node.name}", node.end_lineno - node.lineno + 1


def test_files_and_functions_stay_within_the_budget() -> None:
    files = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in modules(*CODE)}
    functions = dict(pair for path in modules(*CODE) for pair in lengths(path))

    assert {name: lines for name, lines in files.items() if lines > 300} == {}
    assert {name: lines for name, lines in functions.items() if lines > 60} == {}
    assert median(lines for lines in files.values() if lines > 1) <= 120
    assert median(functions.values()) <= 10


@pytest.mark.parametrize("arguments", [["--help"], ["draft", "--help"], ["--version"]])
def test_help_does_not_pay_for_slow_libraries(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom assistant.cli.main import main\n"
        f"main({arguments!r})\n"
        "slow = {'numpy', 'duckdb', 'chromadb', 'onnxruntime', 'spacy', 'sqlalchemy', 'jinja2', 'rich'}\n"
        "slow |= {'docx', 'pptx', 'typst', 'PIL'}\n"
        "sys.exit(', '.join(slow & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
