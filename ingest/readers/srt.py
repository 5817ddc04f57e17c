"""SubRip transcripts."""

from ingest.limits import Limits
from ingest.raw import RawDocument
from ingest.readers.captions import caption_text, document, timings


def read(name: str, data: bytes, limits: Limits) -> RawDocument:
    """Read an .srt file. Times may have a comma or a point, and the first number may be missing.

    Raises:
        BadInput: no cues, or none with words.
    """
    del limits  # bounded where every format passes
    import webvtt

    text = caption_text(name, data)
    numbered = text if text[:1].isdigit() and "-->" not in text.split("\n", 1)[0] else f"1\n{text}"
    captions = webvtt.WebVTT.from_buffer([numbered], format="srt").captions if "-->" in text else ()
    return document(name, "application/x-subrip", captions, timings(text))
