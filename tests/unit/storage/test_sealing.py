"""Secrets are sealed under a key outside the database."""

from pathlib import Path

import pytest

from assistant.domain.errors import StoreConflict
from assistant.storage.sealing import Sealer, key_file, key_from


def test_what_is_sealed_opens_for_its_owner_and_looks_different_each_time(tmp_path: Path) -> None:
    sealer = Sealer(key_file(tmp_path / "key"))
    one, two = sealer.sealed("s3cret \U0001f642", "h1"), sealer.sealed("s3cret \U0001f642", "h1")
    assert one != two
    assert b"s3cret" not in one + two
    assert sealer.opened(one, "h1") == sealer.opened(two, "h1") == "s3cret \U0001f642"


def test_it_opens_neither_for_another_nor_with_another_key_nor_when_touched(tmp_path: Path) -> None:
    sealer = Sealer(key_file(tmp_path / "key"))
    sealed = sealer.sealed("s3cret", "h1")
    attempts = [
        (sealer, sealed, "h2"),
        (Sealer(key_from(b"other")), sealed, "h1"),
        (sealer, sealed[:-1] + b"\x00", "h1"),
    ]
    for whoever, what, about in attempts:
        with pytest.raises(StoreConflict, match="another key"):
            whoever.opened(what, about)


def test_the_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    key = key_file(tmp_path / "key")()
    assert key_file(tmp_path / "key")() == key
    assert len(key) == 32
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0


def test_a_key_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"short")
    with pytest.raises(StoreConflict, match="no key of 32 bytes"):
        key_file(tmp_path / "key")()


def test_a_setting_gives_the_same_key_everywhere() -> None:
    sealed = Sealer(key_from(b"a long random value")).sealed("s3cret", "h1")
    assert Sealer(key_from(b"a long random value")).opened(sealed, "h1") == "s3cret"
