"""Sentence splitting, on texts written for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.grounding.sentences import WHOLE_QUOTATION, split

# Sentences are parted by bars.
CASES = [
    "Dr. Ito met J. R. Lund of Acme Inc. in the U.S. in May.|He paid approx. 3.5 million, e.g. for Node.js.|The end.",
    "It grew 3.5 times.|Then 2.0 came.",
    "“It works.” he said.|“Great!” Tom Weld said.|We left.",
    "He says: “We are big. We are fast. We are late.”|Next one.",
    'Kim asked: "Is it right?"|By noon it was.',
    "We won 3-1 vs. them.|No. 5 is best.|No.|We do not.|Plan B.|The end.",
    "It was 5 p.m.|The team left at 3 p.m. ET.",
    "That's it... I think so.|Well…|Maybe.",
    "Visit www.example.test/a.b today.|Then go.",
    "Really?|Yes!|Wow.",
    "It costs $1.2 million vs. $2 million.|Fig. 3 shows it (see p. 4).|Good.",
    "The firm, Lund & Co., grew.|It hired Ph.D. students.",
    "all lower case.|another one here.|and a third!",
    "the company grew .|it was bought by Foo Inc . in 2019 .|they sold it",
    "Am 12. März 2026 war es gut.|Danach z.B. nicht mehr.",
    "これは文です。|次の文です！",
    "هل هذا صحيح؟|نعم.",
    "We use ASP.NET and Node.js.|Both work.",
    "First line\ngoes on here.|Second.",
    "We did it.[3]|Then more.",
    "It ended.|[laughter] Then we left.",
]


@pytest.mark.parametrize("case", CASES)
def test_sentences(case: str) -> None:
    parts = case.split("|")
    text = " ".join(parts)
    assert [span.of(text) for span in split(text)] == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Open it\n2. Close it", ["Open it", "Close it"]),
        ("- one\n- two. And more.\n\nAfter", ["one", "two.", "And more.", "After"]),
        ("# A heading\nText follows\nover two lines.", ["A heading", "Text follows\nover two lines."]),
        ("One paragraph\n\nanother", ["One paragraph", "another"]),
        ("### 1. It is lean\nAnd more.", ["It is lean", "And more."]),
        ("> quoted line\n> second", ["quoted line", "second"]),
        ("Ask them.The answer came.", ["Ask them.", "The answer came."]),
        ("", []),
        ("   \n \n", []),
        ("...", []),
    ],
)
def test_lines_and_edges(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in split(text)] == expected


def test_a_long_quotation_is_split_and_a_short_one_is_not() -> None:
    inner = "We waited a day. "
    short, long = f"She said: “{inner * 3}”", f"She said: “{inner * (WHOLE_QUOTATION // len(inner) + 1)}”"
    assert len(split(short)) == 1
    assert len(split(long)) > 1


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Skip this. Take this. And this. Not this."
    spans = split(text, 11, 31)
    assert [span.of(text) for span in spans] == ["Take this.", "And this."]


@given(st.text(alphabet="aB1 .!?\n“”\"'-#>…。(", max_size=300))
def test_spans_are_trimmed_ordered_and_lose_no_letter(text: str) -> None:
    at = 0
    kept = ""
    for span in split(text):
        assert at <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        kept += span.of(text)
        at = span.end
    assert [c for c in kept if c.isalpha()] == [c for c in text if c.isalpha()]


@given(st.decimals(min_value=0, max_value=10**6, places=2))
def test_no_number_is_cut(number: object) -> None:
    text = f"It rose to {number} in May. Then it fell to {number}."
    assert [span.of(text) for span in split(text)] == [f"It rose to {number} in May.", f"Then it fell to {number}."]
