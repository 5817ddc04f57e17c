from typing import get_args

import pytest

from assistant.cli import options
from assistant.cli.main import main
from assistant.domain.story import Kind
from assistant.workflow.drafting import DraftRequest


def test_choices_are_those_of_the_domain() -> None:
    assert set(get_args(options.Kind)) == {kind.value for kind in Kind}
    assert get_args(options.Engine) == get_args(DraftRequest.model_fields["engine"].annotation)
    assert get_args(options.Redact) == get_args(DraftRequest.model_fields["redact"].annotation)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "missing command"),
        (["dance"], "no such command 'dance'"),
        (["draft", "--kind", "epic"], "'epic' is not one of 'one-liner'"),
        (["draft", "--colour"], "no such option"),
        (["draft", "x.md", "--format", "odt"], "'odt' is not one of 'json'"),
        (["draft", "absent.md"], "absent.md: there is no such file; check the path"),
        (["draft", "-", "--account-file", "absent.toml"], "absent.toml: there is no such file"),
        (["draft"], "there are no notes"),
        (["verify"], "a STORY and at least one --source are needed"),
        (["verify", "--batch", "absent.jsonl"], "absent.jsonl: there is no such file"),
        (["verify", "x", "--batch", "y"], "cases bring their own text"),
        (["search", "query"], "missing option '--data'"),
        (["worker"], "a data folder is worked on by the one process that has it open; name PostgreSQL"),
        (["worker", "--database-url", "postgresql://db/x"], "--chroma-url: a folder of vectors loses some"),
        (["worker", "--database-url", "postgresql://db/x", "--chroma-url", "http://c"], "share one secret"),
    ],
)
def test_bad_usage_is_one_line_and_exit_2(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2

    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("outcome-stories: ")
    assert err.count("\n") == 1
    assert said in err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("outcome-stories 0.")


@pytest.mark.parametrize(
    "command", [[], ["draft"], ["verify"], ["ingest"], ["remove"], ["reindex"], ["search"], ["raci"]]
)
def test_help(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Usage: {' '.join(['outcome-stories', *command])} [OPTIONS]")
