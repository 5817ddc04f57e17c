"""WebVTT transcripts, as Teams, Zoom and others export them."""

from ingest.limits import Limits
from ingest.raw import RawDocument
from ingest.readers.captions import caption_text, document, timings


def read(name: str, data: bytes, limits: Limits) -> RawDocument:
    """Read a .vtt file; one without its `WEBVTT` line is read all the same if it has cues.

    Raises:
        BadInput: no cues, or none with words.
    """
    del limits  # bounded where every format passes
    import webvtt

    text = caption_text(name, data)
    if not text.startswith("WEBVTT"):
        text = f"WEBVTT\n\n{text}"
    return document(name, "text/vtt", webvtt.WebVTT.from_string(text).captions, timings(text))
