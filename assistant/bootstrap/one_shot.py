"""The only place where parts are put together, from settings."""

import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.domain.documents import NamedBytes, Passage
from assistant.domain.errors import BadInput
from assistant.domain.guide import Guide
from assistant.domain.story import Story
from assistant.retrieval.protocols import AskModel, DenseIndex, Embedder
from assistant.settings import Settings, load_settings
from assistant.workflow.drafting import DraftParts, DraftRequest, Progress, draft_story
from assistant.workflow.keeper import Keeper
from assistant.writing.engine import Engine

if TYPE_CHECKING:
    from assistant.models.chat import Service
    from assistant.writing.style import HouseStyle

Notify = Callable[[str], None]
STAGES = "stages"  # folder, in a data folder, of answers for stories that are not finished
LEXICAL = "lexical"  # what provenance says where no embedder takes part


def draft(request: DraftRequest, *, notify: Notify, progress: Progress) -> Story:
    """Write a story as the settings of this process have it.

    Args:
        request: what is asked for; with a data folder, notes are kept there first, and all that is kept is used.
        notify: is told, in one line each, what a user should know: the engine and its host.
        progress: is told each step.

    Raises:
        BadInput, NotBuilt, NotFound, StoreConflict: see `assistant.workflow.drafting`.
        ModelFailed: the model service that was asked for stays down; nothing is written in its stead.
    """
    settings = load_settings(os.environ)
    return draft_with(request, settings, embedder_of(settings, notify), notify=notify, progress=progress)


def draft_with(
    request: DraftRequest, settings: Settings, embedder: Embedder | None, *, notify: Notify, progress: Progress
) -> Story:
    """Write a story with settings and an embedder that are there already; errors as for `draft`."""
    request = request.model_copy(update={"language": request.language or settings.language})
    service = _service(request, settings, os.environ)
    if service is None:
        notify("engine: extractive, built in; no language model is asked")
        parts = extractive_parts(embedder, progress)
    else:
        notify(f"engine: openai, model {service.model} at {service.host}; evidence from the notes is sent there")
        parts = _with_model(service, settings, request.data, extractive_parts(embedder, progress))
    parts = replace(parts, style=house_style(settings.style))
    if request.data is None:
        return draft_story(request, parts)
    with _opened(request.data, embedder, create=bool(request.notes)) as opened:
        return opened.draft(request, parts)


def guide(request: DraftRequest, *, notify: Notify, progress: Progress) -> Guide:
    """Work out what to ask in the next interview; the built-in engine alone, as nothing is written.

    Raises:
        BadInput: see `assistant.workflow.guiding`.
    """
    from assistant.workflow.guiding import prepare_guide

    embedder = embedder_of(load_settings(os.environ), notify)
    return prepare_guide(request, extractive_parts(embedder, progress))


def draft_parts(*, progress: Progress, model: AskModel | None = None) -> DraftParts:
    """Return what drafting is put together from; loaded embedders stay with it.

    Args:
        progress: is told each step.
        model: who is asked; None is the built-in engine.
    """
    settings = load_settings(os.environ)
    parts = extractive_parts(embedder_of(settings, lambda _: None), progress)
    return parts if model is None else _asking(model, settings, None, parts)


@contextmanager
def keeper(data: Path, *, notify: Notify, create: bool = False) -> Iterator[Keeper]:
    """Open a data folder for the use cases over what is kept; no other process may have it open.

    Raises:
        NotFound: there is no such folder, and it is not to be made.
        StoreConflict: another process has it open, or it cannot be used.
    """
    with _opened(data, embedder_of(load_settings(os.environ), notify), create=create) as opened:
        yield opened


@contextmanager
def _opened(data: Path, embedder: Embedder | None, *, create: bool) -> Iterator[Keeper]:
    from assistant.storage.folder import DataFolder
    from assistant.storage.stages import StageFiles

    with DataFolder(data, create=create) as folder:
        yield Keeper(folder.repository, folder.indexes(embedder) if embedder else None, StageFiles(data / STAGES))


def _extractive() -> Engine:
    from assistant.writing.extractive import ExtractiveEngine

    return ExtractiveEngine()


def _service(request: DraftRequest, settings: Settings, environment: Mapping[str, str]) -> "Service | None":
    """Return the model service to ask; None is the built-in engine.

    Contract: `auto` asks one only where --base-url or our own settings say so; `OPENAI_*` counts only
    with an explicit `--engine openai`.

    Raises:
        BadInput: no model is named, no service, or its URL is none.
    """
    wants_model = request.base_url is not None or settings.names_a_model_service
    if request.engine != "openai" and not (request.engine == "auto" and wants_model):
        return None
    theirs = environment if request.engine == "openai" else {}
    model = request.model or settings.model or theirs.get("OPENAI_MODEL")
    base_url = request.base_url or settings.base_url or theirs.get("OPENAI_BASE_URL") or None
    key = settings.api_key.get_secret_value() if settings.api_key else theirs.get("OPENAI_API_KEY") or None
    if not model:
        mend = "name one with --model or OUTCOME_STORIES_MODEL"
        raise BadInput("--engine openai", "no model is named", mend=mend)
    if base_url is None and key is None:
        mend = "name the service with --base-url, or set OUTCOME_STORIES_API_KEY"
        raise BadInput("--engine openai", "neither a service nor a key is given", mend=mend)
    if base_url is not None:
        _refuse_no_url(base_url)
    from assistant.models.allowance import Limits
    from assistant.models.chat import Service

    return Service(
        model=model,
        base_url=base_url,
        api_key=key,
        models=settings.models,
        timeout_s=settings.call_timeout_s,
        attempts=settings.call_attempts,
        patience_s=settings.call_patience_s,
        parallel=settings.parallel_calls,
        limits=Limits(settings.story_calls, settings.story_tokens, settings.story_seconds),
        prices=settings.prices,
    )


def _refuse_no_url(base_url: str) -> None:
    try:
        parts = urlsplit(base_url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise BadInput("--base-url", "this is no http or https URL", mend="write it like http://127.0.0.1:8080/v1")


def _with_model(service: "Service", settings: Settings, data: Path | None, parts: DraftParts) -> DraftParts:
    """Return parts whose engine asks a model; its libraries load aside while the notes are read."""
    from assistant.models.chat import ChatModel

    def heard(stage: str, tokens: int) -> None:
        parts.progress(f"the model answers ({stage}): about {tokens} tokens so far")

    chat = ChatModel(service, heard=heard)
    threading.Thread(target=chat.prepare).start()
    return _asking(chat, settings, data, parts)


def _asking(chat: AskModel, settings: Settings, data: Path | None, parts: DraftParts) -> DraftParts:
    from assistant.grounding.checker import Checker
    from assistant.storage.stages import StageFiles
    from assistant.workflow.drafting import givens_of
    from assistant.writing.generative.engine import GenerativeEngine
    from assistant.writing.generative.judging import ModelJudge

    judge = ModelJudge(chat) if settings.judge else None
    engine = GenerativeEngine(
        chat,
        checker_of=lambda material, sources: Checker(sources, givens_of(material), judge),
        cache=StageFiles(data / STAGES) if data is not None else None,
        style=house_style(settings.style),
        judge=judge,
        parallel=settings.parallel_calls,
        clock=parts.clock,
        progress=parts.progress,
    )
    return replace(parts, engine=engine, judge=judge, judged=judge.taken if judge else parts.judged)


def house_style(paths: Sequence[Path]) -> "HouseStyle":
    """Return the house style of the settings' files, the strongest first.

    Raises:
        BadInput: a file cannot be read, or says what no house style has.
    """
    from assistant.writing.style import joined, style_of

    styles = []
    for path in paths:
        try:
            file = NamedBytes(str(path), path.read_bytes())
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise BadInput(str(path), f"cannot be read ({reason})", mend="correct the setting `style`") from error
        styles.append(style_of(file))
    return joined(styles)


def extractive_parts(embedder: Embedder | None, progress: Progress) -> DraftParts:
    """Return what drafting with the built-in engine is put together from."""
    return _parts(_extractive(), embedder, progress)


def _parts(engine: Engine, embedder: Embedder | None, progress: Progress) -> DraftParts:
    return DraftParts(
        engine=engine,
        index_of=_in_memory(embedder),
        embedder=embedder.name if embedder else LEXICAL,
        version=version("outcome-story-assistant"),
        clock=time.monotonic,
        progress=progress,
    )


def embedder_of(settings: Settings, notify: Notify) -> Embedder | None:
    """Return the embedder of the settings; None ranks by words alone."""
    if settings.embedder == "lexical":
        return None
    if settings.embedder == "openai":
        from assistant.models.openai_embeddings import OpenAIEmbedder

        key = settings.api_key.get_secret_value() if settings.api_key else None
        service = OpenAIEmbedder(settings.embedding_model, api_key=key, base_url=settings.base_url)
        notify(f"embedder: {service.name}; passages are sent there")
        return service
    from assistant.models.minilm import built_in

    found = built_in(settings.threads)
    if found is None:
        notify("embedder: its weights are not installed; evidence is found by words alone")
    return found


def _in_memory(embedder: Embedder | None) -> Callable[[Sequence[Passage]], DenseIndex | None]:
    def index_of(passages: Sequence[Passage]) -> DenseIndex | None:
        if embedder is None:
            return None
        from assistant.storage.memory_index import MemoryIndex

        index = MemoryIndex(embedder)
        index.add(passages)
        return index

    return index_of
