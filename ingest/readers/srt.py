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
    first = text.rfind("\n", 0, max(0, text.find("-->"))) + 1
    captions = webvtt.WebVTT.from_buffer([f"1\n{text[first:]}\n\n"], format="srt").captions if "-->" in text else ()
    return document(name, "application/x-subrip", captions, timings(text))
