from hypothesis import given
from hypothesis import strategies as st

from assistant.rendering.marks import Marking, divided, segments

TEXTS = st.text(alphabet="ab <\u05d0\U0001f600\n", max_size=40)
SPANS = st.lists(st.tuples(st.integers(-2, 42), st.integers(-2, 42)), max_size=8)


@given(TEXTS, SPANS)
def test_segments_join_to_the_text_and_each_note_covers_its_span(text: str, spans: list[tuple[int, int]]) -> None:
    markings = [Marking(start, end, note) for note, (start, end) in enumerate(spans, start=1)]

    parts = segments(text, markings)

    assert "".join(part.text for part in parts) == text
    for marking in markings:
        covered = "".join(part.text for part in parts if marking.note in part.notes)
        valid = 0 <= marking.start < marking.end <= len(text)
        assert covered == (text[marking.start : marking.end] if valid else "")
        assert sum(marking.note in part.starting for part in parts) == valid


def test_crossing_spans_are_cut_where_they_cross() -> None:
    parts = segments("abcdef", [Marking(1, 4, 1), Marking(3, 6, 2)])

    assert [(part.text, part.notes) for part in parts] == [("a", ()), ("bc", (1,)), ("d", (1, 2)), ("ef", (2,))]
    assert divided(parts) == (1, 2)


def test_the_same_span_twice_is_one_segment() -> None:
    parts = segments("abc", [Marking(0, 3, 1), Marking(0, 3, 2)])

    assert [(part.notes, part.starting) for part in parts] == [((1, 2), (1, 2))]
    assert divided(parts) == ()
