"""A model service by itself, for those who hand it on: the evals record its replies, and play them back."""

import os
import time
from collections.abc import Callable
from typing import Any

from assistant.bootstrap.one_shot import _service
from assistant.retrieval.protocols import AskModel
from assistant.settings import load_settings
from assistant.workflow.drafting import DraftRequest


def chat_model(
    *, model: str, base_url: str | None, http_client: Any = None, sleep: Callable[[float], None] = time.sleep
) -> AskModel:
    """Return the model service that arguments and settings name, for one story.

    Args:
        model: the model asked.
        base_url: the service; None is that of the settings.
        http_client: an `httpx.Client` that the service is asked through; None lets the library make its own.
        sleep: waits between attempts.

    Raises:
        BadInput: neither a service nor a key is named, or its URL is none.
    """
    from assistant.models.chat import ChatModel

    service = _service(
        DraftRequest(engine="openai", model=model, base_url=base_url), load_settings(os.environ), os.environ
    )
    if service is None:
        raise AssertionError("an engine was named that asks a model")
    return ChatModel(service, http_client=http_client, sleep=sleep)
