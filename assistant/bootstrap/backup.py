"""Backup and restore, where the settings say that the store lies."""

import os
from pathlib import Path

from assistant.settings import load_settings


def back_up(data: Path, target: Path) -> dict[str, int]:
    """Write a backup; see `assistant.storage.archive.moving.back_up`."""
    from assistant.storage.archive import moving

    return moving.back_up(data, target, _database())


def restore(archive: Path, data: Path) -> dict[str, int]:
    """Restore a backup into an empty folder or database; see `assistant.storage.archive.moving`."""
    from assistant.storage.archive import moving

    database = _database()
    if database is None:
        return moving.restore_folder(archive, data)
    key = load_settings(os.environ).secret_key
    return moving.restore_database(archive, data, database, key.get_secret_value().encode() if key else None)


def _database() -> str | None:
    url = load_settings(os.environ).database_url
    return url.get_secret_value() if url else None
