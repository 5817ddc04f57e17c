"""The process that drafts for jobs, put together: `python -m assistant.bootstrap.drafting_child`.

It never opens the store. Settings, with any key for a model service, come by pipe, as do documents and usage files.
"""

import time
from dataclasses import replace
from pathlib import Path

from assistant.bootstrap.one_shot import _service, _with_model, embedder_of, extractive_parts, house_style
from assistant.domain.documents import NamedBytes
from assistant.domain.story import Story
from assistant.jobs.answering import answer
from assistant.jobs.brief import Brief, BriefVectors, Progress, Writer
from assistant.jobs.brief import Settings as Frame
from assistant.retrieval.cached import CachedEmbedder
from assistant.settings import Settings
from assistant.workflow.drafting import DraftRequest, Notes, read_usage, write_story

THREADS = 1  # the service's requests run on the other cores


def writer_of(frame: Frame) -> Writer:
    """Return who writes by a frame with `settings`, `environment` and `answers`; `bootstrap.working` makes it."""
    settings = Settings(**frame["settings"]).model_copy(update={"threads": THREADS})
    embedder = embedder_of(settings, lambda _: None)

    def write(brief: Brief, progress: Progress) -> Story:
        began = time.monotonic()
        parts = extractive_parts(CachedEmbedder(embedder, BriefVectors(brief)) if embedder else None, progress)
        parts = replace(parts, style=house_style(settings.style))
        request = DraftRequest.model_validate({"engine": brief.engine})
        if (service := _service(request, settings, frame["environment"])) is not None:
            parts = _with_model(service, settings, Path(frame["answers"]) / brief.job, parts)
        notes = Notes(brief.account, brief.documents, brief.passages)
        usage = read_usage([NamedBytes(file.name, file.data) for file in brief.usage], notes, progress)
        language = brief.language or settings.language
        return write_story(notes, usage, brief.kind, parts, began=began, language=language)

    return write


if __name__ == "__main__":
    answer(writer_of)
