"""A stretch of a listing."""

from typing import NamedTuple


class Page(NamedTuple):
    """A stretch of a listing; `after` is the id of the last item before it, None for the start."""

    after: str | None = None
    size: int = 50


FIRST_PAGE = Page()
