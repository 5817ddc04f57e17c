"""Secrets that must come back as they were (a webhook's, which signs), so that a stolen database gives none away.

They are sealed with AES-256-GCM under a key that lies outside the database: a file that only its owner reads,
or a setting where several machines share one database.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from assistant.domain.errors import StoreConflict

KEY_BYTES = 32
NONCE_BYTES = 12


class Sealer:
    """Seals short secrets.

    Args:
        key: returns the 32 bytes to seal with; asked when first needed.
    """

    def __init__(self, key: Callable[[], bytes]) -> None:
        self._key = key

    def sealed(self, secret: str, about: str) -> bytes:
        """Return a secret sealed for one owner, `about`; no two seals are alike."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(self._key()).encrypt(nonce, secret.encode(), about.encode())

    def opened(self, sealed: bytes, about: str) -> str:
        """Return what was sealed for `about`.

        Raises:
            StoreConflict: it was sealed with another key, or for somebody else.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            opened = AESGCM(self._key()).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about.encode())
        except InvalidTag:
            problem = f"the secret of {about} was sealed with another key"
            raise StoreConflict(f"{problem}; put that key back, or take the webhook out and add it again") from None
        return opened.decode()


def key_file(path: Path) -> Callable[[], bytes]:
    """Return a reader of the key in a file, which is made when there is none; only its owner may read it."""

    def read() -> bytes:
        try:
            made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            key = path.read_bytes()
        else:
            key = os.urandom(KEY_BYTES)
            with os.fdopen(made, "wb") as file:
                file.write(key)
                file.flush()
                os.fsync(file.fileno())
        if len(key) != KEY_BYTES:
            raise StoreConflict(f"{path}: no key of {KEY_BYTES} bytes; put the right one back from a backup")
        return key

    return read


def key_from(secret: bytes) -> Callable[[], bytes]:
    """Return the key of a setting, which is a long random value and no password."""
    key = hashlib.blake2b(secret, digest_size=KEY_BYTES, person=b"outcome-stories").digest()
    return lambda: key
