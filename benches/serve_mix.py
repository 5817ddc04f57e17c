"""What people ask of the service: reads, pages, searches, a pasted interview; each as often as the mix says."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from benches.serve_connection import Connection
from benches.whole import interview

WORDS = 10_000  # of a pasted interview
SEEN = 60  # accounts and stories that one person works with
QUERIES = (
    "weekly planning hours",
    "who signs the renewal",
    "time to close the month",
    "unplanned stops on the line",
    "people who use it every day",
    "orders a week doubled",
    "what the director said about reports",
    "training for the night shift",
    "late deliveries to customers",
    "spreadsheet before the board",
    "how long a changeover takes",
    "quality complaints fell",
)


class Ask(NamedTuple):
    """One request: `kind` is read, page, search or interview; `route` as in the description of the API."""

    kind: str
    route: str
    method: str
    path: str
    body: bytes | None = None


class Person:
    """Somebody with accounts and stories of theirs, who asks at random by the mix.

    Args:
        connection: signed in.
        seed: of chance.
    """

    def __init__(self, connection: Connection, seed: int) -> None:
        self.connection = connection
        self._chance = random.Random(seed)  # noqa: S311  who asks what, no secret
        self._seed = seed
        self._pasted = 0
        self._talk = interview(WORDS, seed)  # made beforehand, as it would take the time of those who measure
        self._accounts: Sequence[str] = [one["account"]["id"] for one in self._listed(f"/api/v1/accounts?limit={SEEN}")]
        self._stories: list[Any] = self._listed(f"/api/v1/stories?limit={SEEN}")
        self._claims = {one["id"]: "c1" for one in self._stories}
        self._ways, self._weights = zip(*self._mix(), strict=True)

    def _listed(self, path: str) -> list[Any]:
        found: list[Any] = json.loads(self.connection.fetch("GET", path))["items"]
        return found

    def asks(self, kinds: frozenset[str]) -> Iterator[Ask]:
        """Yield requests of some kinds for ever."""
        while True:
            ask: Ask = self._chance.choices(self._ways, self._weights)[0]()
            if ask.kind in kinds:
                yield ask

    def every(self) -> Iterator[Ask]:
        """Yield one request of each sort but the interview."""
        yield from (ask for ask in (way() for way in self._ways) if ask.kind != "interview")

    def _mix(self) -> Iterator[tuple[Callable[[], Ask], float]]:
        """Yield each sort of request with how often it comes."""
        read, page = self._reads, self._pages
        yield read("/api/v1/accounts", lambda: f"?limit=50&q={self._chance.choice(('', '', 'rail', 'food'))}"), 6
        yield read("/api/v1/accounts/{account}"), 8
        yield read("/api/v1/accounts/{account}/coverage"), 3
        yield read("/api/v1/accounts/{account}/documents"), 3
        yield read("/api/v1/accounts/{account}/documents/calls.txt"), 3
        yield read("/api/v1/accounts/{account}/role-map"), 2
        yield read("/api/v1/stories", lambda: "?limit=50"), 5
        yield read("/api/v1/stories", self._filter), 5
        yield read("/api/v1/stories/{story}"), 12
        yield read("/api/v1/stories/{story}/versions"), 3
        yield read("/api/v1/stories/{story}/differences", lambda: "?before=1&after=1"), 1
        yield read("/api/v1/stories/{story}/consents", lambda: "?channel=web"), 2
        yield read("/api/v1/coverage", lambda: "?limit=50"), 3
        yield read("/api/v1/home"), 3
        yield read("/api/v1/library", lambda: "?limit=20"), 3
        yield read("/api/v1/exports", lambda: f"?account={self._account()}"), 2
        yield read("/api/v1/jobs"), 3
        yield read("/api/v1/me"), 3
        yield page("/"), 6
        yield page("/stories/{story}"), 8
        yield page("/stories/{story}/sentences/c1"), 4
        yield page("/stories/{story}/versions"), 2
        yield page("/stories/{story}/publish"), 2
        yield page("/new"), 2
        yield page("/jobs"), 2
        yield self._search, 12
        yield self._understand, 0.4
        yield self._keep, 0.4

    def _reads(self, route: str, query: Callable[[], str] = str) -> Callable[[], Ask]:
        return lambda: Ask("read", route, "GET", self.path(route) + query())

    def _pages(self, route: str) -> Callable[[], Ask]:
        return lambda: Ask("page", route, "GET", self.path(route))

    def path(self, route: str) -> str:
        """Return a route for one of the person's accounts and stories."""
        story = self._chance.choice(self._stories)["id"]
        return route.replace("{account}", self._account()).replace("{story}", story)

    def _account(self) -> str:
        return quote(self._chance.choice(self._accounts))

    def _filter(self) -> str:
        state = self._chance.choice(("draft", "in_review", "approved", "published"))
        return f"?limit=20&state={state}"

    def _search(self) -> Ask:
        words = self._chance.choice(QUERIES).split()
        self._chance.shuffle(words)
        query = f"/api/v1/search?q={quote(' '.join(words))} {self._chance.randrange(100)}".replace(" ", "%20")
        more = self._chance.choice(("", "", "&industry=food", "&kind=story"))
        return Ask("search", "/api/v1/search", "GET", query + more)

    def _understand(self) -> Ask:
        notes = {"notes": [self._notes()], "account": self._account()}
        return Ask("interview", "/api/v1/interviews/understand", "POST", "/api/v1/interviews/understand", _json(notes))

    def _keep(self) -> Ask:
        route = "/api/v1/accounts/{account}/interviews"
        return Ask("interview", route, "POST", self.path(route), _json({"notes": [self._notes()]}))

    def _notes(self) -> dict[str, str]:
        self._pasted += 1
        number = 1000 * self._seed + self._pasted
        return {"name": f"talk-{number}.txt", "text": f"{self._talk}\n\nThat was talk {number}."}


def _json(value: object) -> bytes:
    return json.dumps(value).encode()
