"""What holds for any text: order, exact places, nothing lost, nothing cut."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.accounts import Account
from assistant.domain.documents import Document
from assistant.grounding import figures, marks
from ingest.documents import ingest
from ingest.passages import EVIDENCE, passages

FORMS = (
    "{0}",
    "- {0}",
    "3. {0}",
    "* {0}\n  {1}",
    "> {0}\n> {1}\n>\n> — Ilse Brandt, CFO",
    "| {0} | {1} |",
    "## {0}",
    "{0}\n---",
    "**{0}**",
    "**{0}?**\n{1}",
    "Ilse Brandt: {0}",
    "Mara: {0}\n\n{1}",
    "**Ilse:** {0}\n{1}",
    "[00:12:03] Ilse: {0}",
    "00:12:03 Ilse Brandt\n{0}",
    "Ilse (CFO, Norda): {0}",
    "Q: {0}?\nA: {1}",
    "Q1. {0}?\n{1}",
    "Result: {0}",
    "Internal: {0}",
    "Our view:\n- {0}\n- {1}",
    "<p>{0}</p>",
    "<blockquote><p>{0}</p><p>— Ilse Brandt, CFO</p></blockquote>",
    "```\n{0}\n```",
    "{{{{pullquote `\n  author: Ilse\n  quote: |\n    {0}\n    {1}\n`}}}}",
    "“{0}. {1}.”\n— Ilse Brandt",
    "\\[04:18\\] {0} \\[laughter\\]",
    "Date: {0}",
    "Participants:\n- {0}",
    "{0} \\[crosstalk\\] {1}",
    "Read more\n{0}",
    "![{0}](a.png)",
    "---\n{0}\n---",
    "<!-- {0}\n{1} -->",
    "{0}: {1}",
    "{0}\n{0}",
)


def read(text: str, name: str = "a.md") -> Document:
    return ingest(name, text.encode("utf-8", "surrogatepass"), id=name, account=Account(), redact="off")


words = st.integers(0, 999_999).map(lambda n: f"word{n}x")
phrase = st.lists(words, min_size=1, max_size=8).map(" ".join)
piece = st.builds(lambda form, one, two: form.format(one, two), st.sampled_from(FORMS), phrase, phrase)
document = st.builds(
    lambda gap, pieces: gap.join(pieces), st.sampled_from(("\n", "\n\n")), st.lists(piece, min_size=1, max_size=12)
)


@settings(max_examples=300, deadline=None)
@given(document)
def test_no_word_is_left_out_of_all_blocks(text: str) -> None:
    found = read(text)
    covered = " ".join(found.text[block.start : block.end] for block in found.blocks)
    labelled = " ".join(block.speaker or "" for block in found.blocks)
    assert set(re.findall(r"word\d+x", found.text)) <= set(re.findall(r"word\d+x", covered + " " + labelled))


anything = st.text(
    alphabet=st.sampled_from("aB é王\n\n\t :.?!\"'“”«»`*_#>-|[](){}<>/\\0123456789,;—…%$\u202e\u200b"),
    min_size=1,
    max_size=400,
)


@settings(max_examples=300, deadline=None)
@given(anything.filter(lambda text: re.search(r"\w", text) is not None))
def test_any_text_makes_a_document_whose_places_hold(text: str) -> None:
    found = read(text, "a.txt")
    at = 0
    for block in found.blocks:
        assert at <= block.start < block.end <= len(found.text)
        assert not found.text[block.start].isspace()
        assert not found.text[block.end - 1].isspace()
        at = block.end
    for passage in passages(found):
        assert found.text[passage.start : passage.end] == passage.text
        assert passage.sentences
        assert passage.sentences[0].start == passage.start
        assert passage.sentences[-1].end == passage.end
    for notice in found.notices:
        assert 0 <= notice.start <= notice.end <= len(found.text)
    for person in found.people:
        assert person.span is None or person.span.of(found.text)
        assert person.title_span is None or person.title_span.of(found.text)


sentence = st.one_of(
    st.builds(
        lambda n, unit: f"The close went from {n} {unit} to {n // 2 + 1} {unit}.",
        st.integers(1, 90_000),
        st.sampled_from(("days", "hours", "users")),
    ),
    st.builds(lambda n: f"It saves ${n:,}.50 a month, or 3.5 % of all.", st.integers(1, 9_000_000)),
    st.builds(
        lambda n: f"“We waited {n} days. Now we do not. That is 1,200 hours,” says Ilse Brandt.", st.integers(1, 99)
    ),
    st.just('Dr. Ek, vs. 2.5 others, said: "No. Not at 10 a.m. on 1.5 machines."'),
    st.just(
        "Nobody had asked us before, which is odd enough when one thinks about it for a while and looks at the numbers"
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(sentence, min_size=1, max_size=25), st.sampled_from(("", "Ilse Brandt: ", "- ")))
def test_no_passage_cuts_a_figure_or_a_quotation(sentences: list[str], lead: str) -> None:
    found = read(f"Mara Voss: How is it?\n\n{lead}{' '.join(sentences)}\n\nMara Voss: And now?\n")
    cuts = {edge for passage in passages(found) for edge in (passage.start, passage.end)}
    for figure in figures.find(found.text):
        assert not any(figure.start < cut < figure.end for cut in cuts), found.text[figure.start : figure.end]
    for quotation in marks.pairs(found.text):
        assert not any(quotation.inner_start < cut < quotation.inner_end for cut in cuts)


@settings(max_examples=100, deadline=None)
@given(document)
def test_all_evidence_is_in_passages_and_nothing_else(text: str) -> None:
    found = read(text)
    made = passages(found)
    for block in found.blocks:
        inside = [p for p in made if block.start <= p.start and p.end <= block.end]
        assert bool(inside) <= (block.kind in EVIDENCE)
        if block.kind in EVIDENCE:
            words = re.findall(r"word\d+x", found.text[block.start : block.end])
            assert words == re.findall(r"word\d+x", " ".join(p.text for p in inside))
