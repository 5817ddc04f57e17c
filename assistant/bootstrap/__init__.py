"""The only place where parts are put together, from settings: `one_shot` for commands, `service` for the server."""

from assistant.bootstrap.mapping import raci, roles
from assistant.bootstrap.one_shot import draft, draft_parts, guide, keeper

__all__ = ["draft", "draft_parts", "guide", "keeper", "raci", "roles"]
