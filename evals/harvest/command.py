"""`evals harvest`: opens a data folder and writes what reviewers did as cases."""

import json
import os
from collections.abc import Callable
from pathlib import Path

from assistant.domain.errors import NotFound
from evals.harvest.harvesting import harvested as cases_of


def harvested(data: Path, say: Callable[[str], None]) -> str:
    """Return the cases of a data folder, one in JSON a line.

    Raises:
        NotFound: there is no such folder.
        StoreConflict: another process has it open, or it cannot be used.
    """
    from assistant.bootstrap.service import service
    from assistant.settings import load_settings

    if not data.is_dir():
        raise NotFound(f"{data}: there is no such data folder")
    settings = load_settings(os.environ).model_copy(update={"embedder": "lexical"})
    with service(data, settings, notify=say) as parts, parts.desk.store.read() as work:
        found = list(cases_of(work.stories))
    say(f"{len(found)} cases, in customers' words: look at each, and make it fictional before it enters a data set")
    return "".join(json.dumps(case, ensure_ascii=False, sort_keys=True) + "\n" for case in found)
