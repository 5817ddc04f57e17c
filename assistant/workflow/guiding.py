"""`guide`: notes and usage data as handed in become questions for the next interview."""

from assistant.domain.guide import Guide
from assistant.domain.story import Kind, Provenance
from assistant.workflow.drafting import DraftParts, DraftRequest, Notes, Usage, material_of, read_notes, read_usage
from assistant.writing.asking.guide import guide_of


def prepare_guide(request: DraftRequest, parts: DraftParts) -> Guide:
    """Work out what to ask next, from the same evidence that a story would be written from.

    Raises:
        BadInput: there are no notes, a file cannot be used, or usage holds other accounts only.
    """
    began = parts.clock()
    notes = read_notes(request.notes, request.account, request.redact, parts.progress)
    usage = read_usage(request.usage, notes, parts.progress, request.redact)
    return guide_from(notes, usage, request.kind, parts, began=began)


def guide_from(notes: Notes, usage: Usage, kind: Kind, parts: DraftParts, *, began: float) -> Guide:
    """Work out what to ask next from notes that were read already; `began` is when the work on it started."""
    material = material_of(notes, usage, kind, parts)
    parts.progress("finding what to ask")
    provenance = Provenance(engine=parts.engine.name, embedder=parts.embedder, version=parts.version)
    guide = guide_of(material, parts.engine.write(material), provenance)
    seconds = round(parts.clock() - began, 3)
    return guide.model_copy(update={"provenance": provenance.model_copy(update={"seconds": seconds})})
