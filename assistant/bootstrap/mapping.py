"""Role maps and matrices for commands: the rules, and a model besides where one is asked for."""

import os
import threading
import time
from datetime import datetime
from importlib.metadata import version

from assistant.bootstrap.one_shot import Notify, _service, embedder_of
from assistant.domain.people import RoleMap
from assistant.domain.raci import Matrix
from assistant.domain.story import Provenance
from assistant.settings import load_settings
from assistant.workflow.asked import LEXICAL, Asked, Work, made_by
from assistant.workflow.drafting import DraftRequest, Progress
from assistant.workflow.raci import RaciRequest, suggest_raci
from assistant.workflow.roles import RolesRequest, map_of


def roles(request: RolesRequest, *, progress: Progress, notify: Notify = lambda _: None) -> RoleMap:
    """Map the people of an account to adoption roles; nothing is kept.

    Raises:
        BadInput: see `assistant.workflow.roles`.
        ModelFailed: the model service that was asked for stays down; nothing is mapped in its stead.
    """
    began = time.monotonic()
    asked = _asked(request, notify, progress)
    embedder = embedder_of(load_settings(os.environ), notify) if request.notes else None
    found = map_of(request, progress, asked, embedder)
    return found.model_copy(update={"provenance": _made_by(asked, began, embedder.name if embedder else LEXICAL)})


def raci(request: RaciRequest, *, progress: Progress, notify: Notify, clock: datetime) -> Matrix:
    """Suggest a responsibility matrix; nothing is kept.

    Raises:
        BadInput: see `assistant.workflow.raci`.
        ModelFailed: the model service that was asked for stays down; nothing is suggested in its stead.
    """
    began = time.monotonic()
    asked = _asked(request, notify, progress)
    matrix = suggest_raci(request, progress, clock, asked, notify)
    return matrix.model_copy(update={"provenance": _made_by(asked, began, LEXICAL)})


def _asked(request: RolesRequest | RaciRequest, notify: Notify, progress: Progress) -> Asked | None:
    """Return the model that reads notes besides the rules; None is the built-in engine alone."""
    settings = load_settings(os.environ)
    told = DraftRequest(engine=request.engine, model=request.model, base_url=request.base_url)
    service = _service(told, settings, os.environ)
    if service is None:
        notify("engine: extractive, built in; no language model is asked")
        return None
    notify(f"engine: openai, model {service.model} at {service.host}; the notes are sent there")
    from assistant.models.chat import ChatModel
    from assistant.writing.generative.asking import Desk, MemoryCache
    from assistant.writing.generative.judging import ModelJudge

    chat = ChatModel(service)
    threading.Thread(target=chat.prepare).start()
    desk = Desk(chat, MemoryCache(), settings.parallel_calls, time.monotonic, progress)
    return Asked(desk, ModelJudge(chat) if settings.judge else None)


def _made_by(asked: Asked | None, began: float, embedder: str) -> Provenance:
    seconds = round(time.monotonic() - began, 3)
    return made_by(asked, Work(version=version("outcome-story-assistant"), seconds=seconds), embedder)
