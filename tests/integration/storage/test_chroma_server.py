"""Vectors on a Chroma server, which several processes may use; `tests/contract` tries an index on it too."""

from pathlib import Path

import pytest

from assistant.domain.documents import BlockKind, Passage, Rank
from assistant.domain.errors import BadInput, StoreConflict
from assistant.retrieval.keys import passage_key
from assistant.storage.folder import DataFolder
from assistant.storage.vectors import open_chroma_server


class Letters:
    """Counts a and b."""

    name, dimensions = "letters", 2

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return [float(text.count("a")), float(text.count("b"))]


def line(text: str) -> Passage:
    return Passage(
        document="d", start=0, end=len(text), text=text, sentences=(), kind=BlockKind.PROSE, rank=Rank.SUMMARY
    )


def test_two_openings_share_the_vectors(chroma_server: str, tmp_path: Path) -> None:
    one, two = line("aaa"), line("abbb")
    with (
        DataFolder(tmp_path / "one", chroma_url=chroma_server) as here,
        DataFolder(tmp_path / "two", chroma_url=chroma_server) as there,
    ):
        ours, theirs = (opened.indexes(Letters()).index("shared") for opened in (here, there))
        ours.add([one])
        theirs.add([one, two])
        for index in (ours, theirs):
            assert [near.key for near in index.search(["ba" * 3 + "bb"], 2)[0]] == [passage_key(two), passage_key(one)]
        ours.remove([passage_key(two)])
        assert theirs.keys() == {passage_key(one)}
        there.indexes(Letters()).drop("shared")
        assert here.indexes(Letters()).index("shared").keys() == frozenset()
        here.indexes(Letters()).drop("shared")
    assert not (tmp_path / "one" / "vectors").exists()


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(StoreConflict, match=r"no Chroma server answers at 127\.0\.0\.1"):
        open_chroma_server("http://127.0.0.1:1")
    for none in ("127.0.0.1:8000", "ftp://host", "http://"):
        with pytest.raises(BadInput, match="Chroma URL"):
            open_chroma_server(none)
