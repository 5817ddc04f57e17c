"""Listings a page at a time. A cursor is opaque and signed, and holds for the listing and filters it came with."""

from collections.abc import Callable, Sequence
from typing import Annotated, Generic, NamedTuple, TypeVar

from fastapi import Depends, Query, Request
from itsdangerous import BadSignature, URLSafeSerializer
from pydantic import BaseModel, Field

from api.access import Parts
from assistant.domain.errors import BadInput
from assistant.retrieval.store.paging import Page

T = TypeVar("T")
_MOST = 200


class Listing(BaseModel, Generic[T]):
    """A page of a listing."""

    items: list[T]
    next: str | None = Field(default=None, description="Cursor of the next page; null on the last.")


class Stretch(NamedTuple):
    """The page that a request asks for."""

    page: Page  # one more than is shown, which tells whether there is a next
    sign: Callable[[str], str]

    def of(self, found: Sequence[T], id_of: Callable[[T], str]) -> tuple[list[T], str | None]:
        """Return the items to show, and the cursor of the next page."""
        shown = list(found[: self.page.size - 1])
        more = len(found) >= self.page.size
        return shown, self.sign(id_of(shown[-1])) if more and shown else None


def _stretch(
    request: Request,
    parts: Parts,
    cursor: Annotated[str | None, Query(max_length=1000, description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=_MOST)] = 50,
) -> Stretch:
    filters = sorted((name, value) for name, value in request.query_params.multi_items() if name not in _OURS)
    salt = f"{request.url.path}?{filters}"
    signer = URLSafeSerializer(parts.secret, salt=salt)
    after = None
    if cursor:
        try:
            after = str(signer.loads(cursor))
        except BadSignature as error:
            mend = "take `next` of the page before as it is, with the same filters"
            raise BadInput("cursor", "it is none of this listing", mend=mend) from error
    return Stretch(Page(after, limit + 1), lambda last: str(signer.dumps(last)))


_OURS = frozenset({"cursor", "limit"})
Pages = Annotated[Stretch, Depends(_stretch)]
