"""The commands, as a user types them: one line where something is wrong, and runs that come out the same."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli.main import main
from evals.running.cases import KEPT, run_case
from evals.running.plan import Job
from evals.running.record import ANY_ENGINE, Record, read_run
from evals.subjects import BuiltIn
from evals.tasks import Options
from evals.tasks.grounding import Grounding

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = Path(sys.executable).with_name("outcome-stories")


def evals(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([PROGRAM, "evals", *arguments], cwd=cwd, capture_output=True, text=True, check=False)


def test_the_tasks_are_listed_with_their_measures() -> None:
    done = evals("list", "smoke")

    assert done.returncode == 0
    assert "redaction: " in done.stdout
    assert "less is better" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("run", "smoke", "--task", "nothing"), "there is no task 'nothing'"),
        (("run", "smoke", "--model", "m"), "no engine that asks a model is named"),
        (("run", "smoke", "--gate", "none.toml"), "none.toml: cannot be read"),
        (("run", "smoke", "--engine", "replay", "--replies", "none.jsonl"), "none.jsonl: cannot be read"),
        (("run", "smoke", "--record", "r.jsonl"), "replies of one model are recorded at a time"),
        (("compare", "none", "blessed"), "cannot be read"),
        (("bless", "none"), "cannot be read"),
        (("agree", "none.jsonl"), "cannot be read"),
        (("harvest", "--data", "none"), "there is no such data folder"),
        (("view", "none"), "there are no logs of a run"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    arguments: tuple[str, ...],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["evals", *arguments]) == 2

    out, err = capsys.readouterr()
    assert told in err.splitlines()[-1]
    assert (err.count("Traceback"), out) == (0, "")


def test_an_installed_program_without_the_checkout_says_so(tmp_path: Path) -> None:
    """The command's own module in a folder of its own, as in a wheel, where no `evals` stands beside it."""
    away = tmp_path / "assistant"
    away.symlink_to(ROOT / "assistant")
    code = (
        "import sys\nfrom pathlib import Path\nimport assistant.cli.evals as room\n"
        f"room.__file__ = {str(away / 'cli' / 'evals.py')!r}\n"
        "from assistant.cli.main import main\nsys.exit(main(['evals', 'list']))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert (
        done.stderr == "outcome-stories: evals: the suite is no part of an installed program; run it from a checkout\n"
    )


@pytest.mark.slow
def test_a_killed_run_goes_on_and_comes_out_as_if_it_had_not_been(tmp_path: Path) -> None:
    wanted = ("run", "smoke", "--task", "grounding", "--limit", "30", "--out", tmp_path)

    with subprocess.Popen([PROGRAM, "evals", *wanted], cwd=ROOT, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        next(line for line in running.stderr if "cases done" in line)
        os.kill(running.pid, signal.SIGINT)
        running.wait()
    assert running.returncode == 130
    kept = list((tmp_path / KEPT).glob("*.json"))
    assert 0 < len(kept) < 30
    assert not (tmp_path / "run.json").exists()

    data = json.loads(kept[0].read_text("utf-8"))
    case = data["record"]["case"]
    data["record"]["output"] = "taken over"
    kept[0].write_text(json.dumps(data), "utf-8")
    assert evals(*wanted).returncode == 0

    found = {record.case: record for record in read_run(tmp_path).records}
    here = {record.case: record for record in done_here(30)}
    assert found.pop(case).output == "taken over"
    assert found == {name: record for name, record in here.items() if name != case}
    assert not (tmp_path / KEPT).exists()
    refused = evals("bless", tmp_path)
    assert (refused.returncode, "a run with --limit is only a part" in refused.stderr) == (2, True)


def done_here(count: int) -> list[Record]:
    """The same cases, the last one first, in this process and without Inspect."""
    task = Grounding()
    cases = task.cases(Options(suite="smoke", limit=count))[::-1]
    return [run_case(task, case, BuiltIn(), Job(ANY_ENGINE, task.name, case.id, 0))[0] for case in cases]


@pytest.mark.slow
def test_the_smoke_suite_holds_its_gates(tmp_path: Path) -> None:
    done = evals(
        "run", "smoke", "--gate", ROOT / "evals" / "gates" / "default.toml", "--out", tmp_path / "run",
        "--html", tmp_path / "report", "--junit", tmp_path / "junit.xml",
    )  # fmt: skip

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert "every gate holds" in done.stdout
    assert "95 % interval" in done.stdout
    assert (tmp_path / "report" / "viewer" / "index.html").is_file()
    assert "Every gate holds" in (tmp_path / "report" / "index.html").read_text("utf-8")
    assert (tmp_path / "junit.xml").read_text("utf-8").startswith("<?xml")
    assert list((tmp_path / "run" / "logs").glob("*.eval"))
