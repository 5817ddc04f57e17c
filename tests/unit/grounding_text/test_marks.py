import pytest

from assistant.grounding.marks import pairs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“a” and “b”", ["“a”", "“b”"]),
        ('say "a" and "b"', ['"a"', '"b"']),
        ("“a ‘b’ c”", ["“a ‘b’ c”", "‘b’"]),
        ("don't won't", []),
        ("the boys' toys' box", []),
        ("the 'best' one", ["'best'"]),
        ("'tis the '90s", []),
        ('5" wide and 6" long', []),
        ("``tokenised''", ["``tokenised''"]),
        ("„so“ und »so«", ["„so“", "»so«"]),
        ("“first\n\n“second”", ["“first\n\n“second”"]),
        ("“never closed\n\nnext “one”", ["“one”"]),
        ('"a"Then "b"', ['"a"', '"b"']),
        ('“curly opened, straight closed"', ['“curly opened, straight closed"']),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert [text[mark.start : mark.end] for mark in pairs(text)] == expected


def test_depth_and_inner_bounds() -> None:
    outer, inner = pairs("“a ‘b’ c”")
    assert (outer.depth, inner.depth, inner.inner_start, inner.inner_end) == (0, 1, 4, 5)
