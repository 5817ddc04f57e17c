"""What a raw document refuses to be."""

import pytest

from assistant.domain.spans import Span
from ingest.raw import Cue, RawDocument


@pytest.mark.parametrize("pages", [(Span(0, 9),), (Span(3, 2),), (Span(0, 3), Span(2, 5)), (Span(-1, 2),)])
def test_spans_out_of_order_or_of_the_text_are_refused(pages: tuple[Span, ...]) -> None:
    with pytest.raises(ValueError, match="page span"):
        RawDocument("text/plain", "words", pages=pages)
    with pytest.raises(ValueError, match="hidden span"):
        RawDocument("text/plain", "words", hidden=pages)
    with pytest.raises(ValueError, match="cue span"):
        RawDocument("text/plain", "words", cues=tuple(Cue(*page) for page in pages))


def test_empty_and_touching_spans_are_fine() -> None:
    assert RawDocument("text/plain", "words", pages=(Span(0, 2), Span(2, 2), Span(2, 5))).pages[1] == Span(2, 2)
