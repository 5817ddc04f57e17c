"""Settings, read by entry points only: environment, then the config file, then defaults.

Environment variables start with `OUTCOME_STORIES_`. `OPENAI_*` is read nowhere here: it counts only
with an explicit `--engine openai`, so that notes never leave by accident.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from assistant.domain.errors import BadInput
from assistant.domain.story import Price

PREFIX = "OUTCOME_STORIES_"


def config_home(environment: Mapping[str, str]) -> Path:
    """Return the folder for the user's settings, as the XDG base directory specification lays down."""
    base = environment.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "outcome-stories"


class Settings(BaseSettings):
    """What may be set; each field is also an environment variable and a key of the config file."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    api_key: SecretStr | None = None
    base_url: str | None = None
    model: str | None = None
    embedder: Literal["builtin", "openai", "lexical"] = "builtin"
    embedding_model: str = "text-embedding-3-small"
    threads: int = max(1, min(8, os.cpu_count() or 1))
    models: dict[str, str] = {}  # model by stage: plan, extract, draft, repair, polish, judge
    judge: bool = False  # ask a model about sentences that no offline check refuses
    language: str | None = Field(default=None, pattern=r"^[a-z]{2}$")  # of stories; None is that of the notes
    style: tuple[Path, ...] = ()  # house style files, the strongest first: organisation, team, user
    prices: dict[str, Price] = {}  # US dollars for a million tokens, by model
    eval_runs: Path = Path("out/evals")  # where runs of the evals lie that the pages show
    parallel_calls: int = Field(default=8, ge=1, le=64)
    call_timeout_s: float = Field(default=120.0, gt=0)
    call_attempts: int = Field(default=4, ge=1, le=20)
    call_patience_s: float = Field(default=240.0, gt=0)  # for one question with all its attempts
    story_calls: int = Field(default=60, ge=1)  # what one story may take at most
    story_tokens: int = Field(default=400_000, ge=1)
    story_seconds: float = Field(default=900.0, gt=0)

    database_url: SecretStr | None = None  # PostgreSQL; without it everything lies in the data folder
    chroma_url: str | None = None  # a Chroma server; needed where several processes share the store
    secret_key: SecretStr | None = None  # signs cursors and forms; servers side by side share one
    public_url: str | None = None  # where browsers reach the service; https makes its cookies Secure
    allowed_hosts: tuple[str, ...] = ()  # names it answers to; without any: those of the address it listens on
    oidc_issuer: str | None = None  # sign-in by OpenID Connect; needs client id and secret
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None
    session_hours: float = Field(default=12.0, gt=0, le=24 * 30)
    body_megabytes: int = Field(default=32, ge=1, le=1024)
    requests_per_minute: int = Field(default=1200, ge=1)  # of a user; of an unknown address a quarter
    request_seconds: float = Field(default=60.0, gt=0)  # writing a story has `story_seconds`
    parallel_drafts: int = Field(default=2, ge=1, le=64)  # on one worker
    user_drafts: int = Field(default=4, ge=1)  # of one user at once, over all workers
    user_jobs: int = Field(default=500, ge=1)  # of one user, waiting or running
    all_jobs: int = Field(default=2000, ge=1)  # of all users, likewise
    draft_seconds: float = Field(default=900.0, gt=0)  # after which a draft is ended
    draft_megabytes: int = Field(default=4096, ge=512)  # of memory, after which it is too
    four_eyes: bool = True  # somebody other than the author has to approve
    private_webhooks: bool = False  # let webhooks reach loopback and private addresses

    @property
    def names_a_model_service(self) -> bool:
        """Whether our own settings ask for a model service; then `--engine auto` means it."""
        return any((self.api_key, self.base_url, self.model))


def load_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings of this process.

    Raises:
        BadInput: the config file cannot be read, or a value does not fit; names the field.
    """
    named = environment.get(f"{PREFIX}CONFIG")
    path = Path(named) if named else config_home(environment) / "config.toml"
    if named and not path.is_file():
        raise BadInput(named, "there is no such config file", mend=f"create it or unset {PREFIX}CONFIG")
    try:
        return _with_file(path)()
    except ValidationError as error:
        raise _bad_setting(path, error) from error
    except ValueError as error:  # TOML that does not parse
        raise BadInput(str(path), f"not valid TOML: {error}", mend="correct it") from error


def _with_file(path: Path) -> type[Settings]:
    class FromFile(Settings):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  the base class fixes the signature
            file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  likewise
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=path)

    return FromFile


def _bad_setting(path: Path, error: ValidationError) -> BadInput:
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    mend = f"set it with {PREFIX}{field.upper()} or in {path}"
    if first["type"] == "extra_forbidden":
        mend = f"remove it; known are {', '.join(Settings.model_fields)}"
    return BadInput(f"setting {field!r}", first["msg"].lower(), mend=mend)
