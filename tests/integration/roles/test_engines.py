"""`roles` and `raci suggest` with a model service: proposals kept or refused, and never a silent swap."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.main import main

ROOT = Path(__file__).resolve().parents[3]
TALK = """\
Account: Brightwater Clinics
Participants: Dana Reyes (Operations Manager, Brightwater Clinics), Ines Faro (Planner, Brightwater Clinics), \
Jon Hale (Account Executive, Loomwork)

Dana Reyes: Ines Faro put the whole wall of colours together. We like it.

Jon Hale: Good.

Dana Reyes: Jon Hale keeps a list of what renews.
"""


class Service:
    """The stub service; its control is that of `tests/stub_server.py`."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/v1"
        self._control = f"http://127.0.0.1:{port}/control"

    def tell(self, **told: Any) -> None:
        data = json.dumps({"latency": 0.0, "mode": "honest", "faults": [], "rate": 0.0, "schemas": [], **told}).encode()
        urllib.request.urlopen(urllib.request.Request(self._control, data=data, method="PUT"), timeout=10).close()  # noqa: S310  our own service

    def asked(self) -> list[str]:
        with urllib.request.urlopen(self._control, timeout=10) as answer:  # noqa: S310  our own service
            return [call["schema"] for call in json.load(answer)["calls"]]


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    command: list[str | Path] = [sys.executable, ROOT / "tests" / "stub_server.py"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield Service(int(process.stdout.readline()))
        process.terminate()


@pytest.fixture
def talk(tmp_path: Path, service: Service) -> str:
    service.tell()
    path = tmp_path / "talk.txt"
    path.write_text(TALK, "utf-8")
    return str(path)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[dict[str, Any], str]:
    assert main(list(arguments)) == 0
    said = capsys.readouterr()
    found: dict[str, Any] = json.loads(said.out)
    return found, said.err


def test_a_proposal_is_kept_with_its_provenance(
    capsys: pytest.CaptureFixture[str], talk: str, service: Service
) -> None:
    found, said = told(capsys, "roles", talk, "--json", "--model", "tiny", "--base-url", service.url)

    held = [role for person in found["people"] if person["name"] == "Ines Faro" for role in person["roles"]]
    assert ("builder", "model") in [(role["role"], role["read_by"]) for role in held]
    assert "model tiny at 127.0.0.1" in said
    made = found["provenance"]
    assert (made["engine"], made["model"]) == ("openai", "tiny")
    assert [prompt["name"] for prompt in made["prompts"]] == ["roles"]
    assert made["tokens"]["input"] > 0
    assert service.asked() == ["RolesAnswer"]


def test_without_a_model_none_is_asked(capsys: pytest.CaptureFixture[str], talk: str, service: Service) -> None:
    found, said = told(capsys, "roles", talk, "--json")

    assert found["provenance"]["engine"] == "extractive"
    assert "no language model is asked" in said
    assert service.asked() == []


def test_letters_are_asked_for(capsys: pytest.CaptureFixture[str], talk: str, service: Service) -> None:
    found, _ = told(capsys, "raci", "suggest", talk, "--model", "tiny", "--base-url", service.url)

    assert found["provenance"]["engine"] == "openai"
    assert service.asked() == ["RaciAnswer"]
    assert all(sum("A" in cell["letters"] for cell in row["cells"].values()) == 1 for row in found["rows"])


@pytest.mark.parametrize("command", [("roles",), ("raci", "suggest")])
def test_a_service_that_stays_down_is_an_error(
    capsys: pytest.CaptureFixture[str], talk: str, service: Service, command: tuple[str, ...]
) -> None:
    service.tell(faults=["401"] * 20)

    code = main([*command, talk, "--model", "tiny", "--base-url", service.url])

    said = capsys.readouterr()
    assert code == 1
    assert said.out == ""
    assert "--engine extractive" in said.err


@pytest.mark.parametrize("command", [("roles",), ("raci", "suggest")])
def test_no_model_named_is_bad_usage(
    capsys: pytest.CaptureFixture[str], talk: str, service: Service, command: tuple[str, ...]
) -> None:
    code = main([*command, talk, "--engine", "openai", "--base-url", service.url])

    assert code == 2
    assert "no model is named" in capsys.readouterr().err
