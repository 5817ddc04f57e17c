"""The only place where parts are put together, from settings: `one_shot` for commands, `service` for the server."""

from assistant.bootstrap.one_shot import draft, draft_parts, guide, keeper, roles

__all__ = ["draft", "draft_parts", "guide", "keeper", "roles"]
