"""Settings come from our own variables and file only, and a wrong one is told in one line."""

from pathlib import Path

import pytest

from assistant.domain.errors import BadInput
from assistant.settings import load_settings


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"XDG_CONFIG_HOME": str(tmp_path / "config")}


def write_config(environment: dict[str, str], text: str) -> Path:
    path = Path(environment["XDG_CONFIG_HOME"]) / "outcome-stories" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    return path


def test_without_any_setting_no_model_service_is_named(environment: dict[str, str]) -> None:
    settings = load_settings(environment)
    assert not settings.names_a_model_service


def test_the_config_file_is_read(environment: dict[str, str]) -> None:
    write_config(environment, 'base_url = "http://127.0.0.1:9/v1"\nmodel = "m"\n')
    settings = load_settings(environment)
    assert (settings.base_url, settings.model) == ("http://127.0.0.1:9/v1", "m")
    assert settings.names_a_model_service


def test_a_variable_stands_above_the_file(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    write_config(environment, 'model = "from-file"\n')
    monkeypatch.setenv("OUTCOME_STORIES_MODEL", "from-environment")
    assert load_settings(environment).model == "from-environment"


def test_foreign_openai_variables_do_not_count(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-not-ours")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    assert not load_settings(environment).names_a_model_service


def test_an_unknown_key_is_named_with_the_file(environment: dict[str, str]) -> None:
    path = write_config(environment, "modle = 'm'\n")
    with pytest.raises(BadInput, match="modle") as caught:
        load_settings(environment)
    assert "known are" in str(caught.value)
    assert path.name in str(caught.value) or "setting" in str(caught.value)


def test_toml_that_does_not_parse_names_the_file(environment: dict[str, str]) -> None:
    path = write_config(environment, "model = \n")
    with pytest.raises(BadInput, match=str(path)):
        load_settings(environment)


def test_a_config_that_was_named_must_exist(environment: dict[str, str]) -> None:
    with pytest.raises(BadInput, match="no such config file"):
        load_settings({**environment, "OUTCOME_STORIES_CONFIG": "/nowhere/config.toml"})


def test_the_key_is_never_shown(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUTCOME_STORIES_API_KEY", "sk-secret")
    assert "sk-secret" not in repr(load_settings(environment))
