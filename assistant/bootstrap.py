"""The only place where parts are put together, from settings."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from assistant.domain.documents import Passage
from assistant.domain.errors import BadInput, NotBuilt
from assistant.domain.story import Story
from assistant.retrieval.protocols import DenseIndex, Embedder
from assistant.settings import Settings, load_settings
from assistant.workflow.drafting import DraftParts, DraftRequest, Progress, draft_story
from assistant.workflow.keeper import Keeper
from assistant.writing.engine import Engine

Notify = Callable[[str], None]
LEXICAL = "lexical"  # what provenance says where no embedder takes part


def draft(request: DraftRequest, *, notify: Notify, progress: Progress) -> Story:
    """Write a story as the settings of this process have it.

    Args:
        request: what is asked for; with a data folder, notes are kept there first, and all that is kept is used.
        notify: is told, in one line each, what a user should know: the engine and its host.
        progress: is told each step.

    Raises:
        BadInput, NotBuilt, NotFound, StoreConflict: see `assistant.workflow.drafting`.
    """
    settings = load_settings(os.environ)
    embedder = _embedder(settings, notify)
    parts = _parts(_engine(request, settings), embedder, progress)
    notify("engine: extractive, built in; no language model is asked")
    if request.data is None:
        return draft_story(request, parts)
    with _opened(request.data, embedder, create=bool(request.notes)) as opened:
        return opened.draft(request, parts)


def draft_parts(*, progress: Progress) -> DraftParts:
    """Return what drafting with the built-in engine is put together from; loaded models stay with it."""
    from assistant.writing.extractive import ExtractiveEngine

    return _parts(ExtractiveEngine(), _embedder(load_settings(os.environ), lambda _: None), progress)


@contextmanager
def keeper(data: Path, *, notify: Notify, create: bool = False) -> Iterator[Keeper]:
    """Open a data folder for the use cases over what is kept; no other process may have it open.

    Raises:
        NotFound: there is no such folder, and it is not to be made.
        StoreConflict: another process has it open, or it cannot be used.
    """
    with _opened(data, _embedder(load_settings(os.environ), notify), create=create) as opened:
        yield opened


@contextmanager
def _opened(data: Path, embedder: Embedder | None, *, create: bool) -> Iterator[Keeper]:
    from assistant.storage.folder import DataFolder

    with DataFolder(data, create=create) as folder:
        yield Keeper(folder.repository, folder.indexes(embedder) if embedder else None)


def _engine(request: DraftRequest, settings: Settings) -> Engine:
    """Choose the engine (contract: `auto` is `openai` only where our own settings or --base-url say so)."""
    from assistant.writing.extractive import ExtractiveEngine

    wants_model = request.base_url is not None or settings.names_a_model_service
    if request.engine == "openai" or (request.engine == "auto" and wants_model):
        if request.model is None and settings.model is None:
            mend = "name one with --model or OUTCOME_STORIES_MODEL"
            raise BadInput("--engine openai", "no model is named", mend=mend)
        raise NotBuilt("the engine `openai`")
    return ExtractiveEngine()


def _parts(engine: Engine, embedder: Embedder | None, progress: Progress) -> DraftParts:
    return DraftParts(
        engine=engine,
        index_of=_in_memory(embedder),
        embedder=embedder.name if embedder else LEXICAL,
        version=version("outcome-story-assistant"),
        clock=time.monotonic,
        progress=progress,
    )


def _embedder(settings: Settings, notify: Notify) -> Embedder | None:
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
