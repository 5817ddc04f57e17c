"""Documents, slides and PDF, opened again with a library for them: what the story holds must be in each."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pypdf import PdfReader

from assistant.domain.evidence import Citation
from assistant.domain.story import Claim, ClaimKind, Flag, Kind, Section, Story, Translation
from assistant.domain.verdicts import Verdict
from assistant.rendering.formats import render_bytes
from assistant.rendering.layout import lines
from assistant.rendering.notes import Notes

FILES = ("docx", "pdf", "pptx")
HOSTILE = (
    '#eval("1") #read("/etc/passwd") $x$ @note1 <n1> *b* _i_ `c` [l](javascript:alert(1)) \\u{41} // gone /* gone */ '
    '"; <w:t>&lt;/w:t> <script> =HYPERLINK("http://x") _x0041_ \x00\x1b\x7f \ud800 \uffff {{ x }} #("a" + "b")'
)
SHOWN = (
    '#eval("1")',
    '#read("/etc/passwd")',
    "$x$ @note1 <n1> *b* _i_ `c`",
    "// gone /* gone */",
    "<w:t>&lt;/w:t>",
    "_x0041_",
    '#("a" + "b")',
)


def text_of_docx(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    paragraphs = list(document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"))
    feet = [paragraph.text for section in document.sections for paragraph in section.footer.paragraphs]
    told = ["".join(node.text or "" for node in each.iter() if node.tag.endswith("}t")) for each in paragraphs]
    return "\n".join([*told, *feet])


def frames_of(data: bytes) -> Iterator[Any]:
    for slide in Presentation(io.BytesIO(data)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame
            if shape.has_table:
                yield from (cell.text_frame for row in shape.table.rows for cell in row.cells)
        if slide.has_notes_slide:
            yield slide.notes_slide.notes_text_frame


def text_of_pptx(data: bytes) -> str:
    return "\n".join(frame.text for frame in frames_of(data))


def text_of_pdf(data: bytes) -> str:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    return "\n".join(re.sub(r"Draft for review –.*|^\d+ / \d+$", "", page, flags=re.MULTILINE) for page in pages)


READERS: dict[str, Callable[[bytes], str]] = {"docx": text_of_docx, "pdf": text_of_pdf, "pptx": text_of_pptx}


def squeezed(text: str) -> str:
    """Letters and signs alone: each program breaks lines and sets spaces and marks in its own way."""
    return re.sub(r"[\s‘’'“”\"\xad\u200b]|-(?=\n)", "", text).replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff")


@pytest.mark.parametrize("name", FILES)
def test_every_claim_citation_and_remark_is_there(story: Story, name: str) -> None:
    text = squeezed(READERS[name](render_bytes(story, name)))

    wanted = [story.title, story.summary, *(section.heading for section in story.sections)]
    wanted += [claim.text for claim in story.claims]
    for note in Notes(story).all:
        wanted += note.citation.text.splitlines()
        wanted += [f"characters {note.citation.start}–{note.citation.end}"] if note.citation.document else []
    wanted += ["figure: a third is in no cited text", "Not supported", "(8 - 16) / 16 * 100", "+15 points"]
    wanted += ["7 of 8 claims supported; not publishable", "engine extractive", "c7 is not supported", "tone"]
    wanted += ["ask Ciara Dunne", "usage shows 104.", "A passage reads like an instruction.", "PHONE NUMBER".lower()]
    wanted += ["SELECT count(DISTINCT user) FROM usage", "Production Planning Manager", "interview.txt, sha256"]
    assert [part for part in wanted if squeezed(part) not in text] == []


@pytest.mark.parametrize("name", FILES)
def test_numbers_at_claims_are_those_of_the_notes(story: Story, name: str) -> None:
    text = squeezed(READERS[name](render_bytes(story, name)))

    notes = Notes(story)
    for claim in story.claims:
        numbers = ",".join(map(str, notes.of(claim.citations)))
        assert squeezed(claim.text) + numbers in text


@pytest.mark.parametrize("name", FILES)
def test_the_same_story_gives_the_same_bytes(story: Story, name: str) -> None:
    assert render_bytes(story, name) == render_bytes(story.model_copy(), name)


@pytest.mark.parametrize("name", ["docx", "pptx"])
def test_a_package_tells_no_time_and_no_name_of_this_machine(story: Story, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(render_bytes(story, name))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert "dcterms:created" not in core
    assert "python" not in core
    assert story.title in core


def hostile(story: Story) -> Story:
    words = f"{story.documents[0].text}\n{HOSTILE}"
    start = len(words) - len(HOSTILE)
    document = story.documents[0].model_copy(update={"text": words, "id": f"{HOSTILE}.txt"})
    cited = Citation(evidence="e9", document=document.id, start=start, end=len(words), text=HOSTILE)
    claim = Claim(id="c1", text=HOSTILE, kind=ClaimKind.FACT, citations=(cited,), verdict=Verdict.PARTIAL,
                  reasons=(HOSTILE,))  # fmt: skip
    metric = story.metrics[0].model_copy(update={"name": f'=HYPERLINK("http://x") {HOSTILE}', "note": HOSTILE})
    return story.model_copy(
        update={
            "title": HOSTILE,
            "summary": HOSTILE,
            "sections": (Section(heading=HOSTILE, claims=(claim,)),),
            "metrics": (metric,),
            "quotes": (story.quotes[0].model_copy(update={"text": HOSTILE, "speaker": HOSTILE}),),
            "flags": (Flag(kind=HOSTILE, text=HOSTILE, citations=(cited,)),),
            "documents": (document,),
        }
    )


@pytest.mark.parametrize("name", FILES)
def test_hostile_text_stays_text(story: Story, name: str) -> None:
    text = squeezed(READERS[name](render_bytes(hostile(story), name)))

    assert [part for part in SHOWN if text.count(squeezed(part)) < 8] == []
    assert "root:x:0" not in text


@pytest.mark.parametrize("name", ["docx", "pptx"])
def test_nothing_from_the_notes_is_a_formula_or_a_link_to_outside(story: Story, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(render_bytes(hostile(story), name))) as package:
        books = [package.read(part) for part in package.namelist() if part.endswith(".xlsx")]
        links = [part for part in package.namelist() if part.endswith(".rels") and b"External" in package.read(part)]
    assert links == []
    assert books
    for book in books:
        with zipfile.ZipFile(io.BytesIO(book)) as workbook:
            sheet = workbook.read("xl/worksheets/sheet1.xml")
            assert b"<f>" not in sheet
            assert b"hyperlink" not in sheet


@settings(max_examples=25)
@given(st.text(max_size=200))
def test_any_text_can_be_written_and_read_back(text: str) -> None:
    claim = Claim(id="c1", text=text, kind=ClaimKind.LINK)
    story = Story.model_validate(
        {
            "account": {"name": text}, "kind": "brief", "engine": "extractive", "language": "en", "title": text,
            "summary": text, "sections": (Section(heading=text, claims=(claim,)),),
            "provenance": {"engine": "extractive", "embedder": "lexical"},
        }
    )  # fmt: skip
    for name in FILES:
        assert READERS[name](render_bytes(story, name))


@pytest.mark.parametrize("kind", Kind)
def test_a_story_of_next_to_nothing_can_be_written(kind: Kind) -> None:
    story = Story.model_validate(
        {
            "account": {}, "kind": kind, "engine": "extractive", "language": "und", "title": "", "summary": "",
            "sections": [{"heading": "Empty", "claims": []}],
            "provenance": {"engine": "extractive", "embedder": "lexical"},
        }
    )  # fmt: skip
    for name in FILES:
        assert "Account not named" in READERS[name](render_bytes(story, name))


def long_story(story: Story, count: int) -> Story:
    cited = story.claims[1].citations
    claims = tuple(
        Claim(id=f"c{number}", text=f"Claim number {number} says that the plan went from 16 hours to 8 hours.",
              kind=ClaimKind.FACT, citations=cited, verdict=Verdict.SUPPORTED, score=0.9)
        for number in range(count)
    )  # fmt: skip
    sections = tuple(Section(heading=f"Part {at}", claims=claims[at : at + 50]) for at in range(0, count, 50))
    return story.model_copy(update={"sections": sections, "title_claims": (), "summary_claims": ()})


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("kind", [Kind.STORY, Kind.ONE_PAGER])
def test_five_hundred_claims_are_all_there(story: Story, name: str, kind: Kind) -> None:
    many = long_story(story, 500).model_copy(update={"kind": kind})

    text = squeezed(READERS[name](render_bytes(many, name)))

    assert [n for n in range(500) if f"Claimnumber{n}saysthat" not in text] == []


def test_text_of_a_slide_stays_on_the_slide_as_far_as_can_be_told(story: Story) -> None:
    for kind in (Kind.STORY, Kind.ONE_PAGER):
        data = render_bytes(long_story(story, 60).model_copy(update={"kind": kind}), "pptx")
        for slide in Presentation(io.BytesIO(data)).slides:
            for shape in slide.shapes:
                if shape.has_text_frame and shape.width:
                    wide = shape.width / 914400
                    needed = sum(
                        lines(paragraph.text, wide, size) * size * 1.22 / 72
                        for paragraph in shape.text_frame.paragraphs
                        if paragraph.runs and (size := paragraph.runs[0].font.size.pt)
                    )
                    assert shape.top + needed * 914400 <= 7.5 * 914400
                assert 0 <= shape.left <= shape.left + shape.width <= 13.34 * 914400


def test_plots_are_native_charts_with_their_table(story: Story) -> None:
    shapes = [shape for slide in Presentation(io.BytesIO(render_bytes(story, "pptx"))).slides for shape in slide.shapes]
    charts = [shape.chart for shape in shapes if shape.has_chart]

    assert [tuple(chart.plots[0].series[0].values) for chart in charts] == [
        (16, 8),
        (300, 600),
        (78, 93),
        (10, 71, 104),
    ]
    with zipfile.ZipFile(io.BytesIO(render_bytes(story, "docx"))) as package:
        names = package.namelist()
        assert sum(name.startswith("word/charts/") and name.endswith(".xml") for name in names) == 4
        assert sum(name.startswith("word/embeddings/") for name in names) == 4
        body = package.read("word/document.xml").decode()
    assert 'descr="Weekly active users: 10 (2026-02-23) to 104 (2026-08-24)."' in body
    assert "2026-03-02" in body


def test_a_document_links_numbers_to_notes(story: Story) -> None:
    with zipfile.ZipFile(io.BytesIO(render_bytes(story, "docx"))) as package:
        body = package.read("word/document.xml").decode()

    linked = set(re.findall(r'w:anchor="(note\d+)"', body))
    marked = re.findall(r'w:bookmarkStart w:id="\d+" w:name="(note\d+)"', body)
    assert linked == set(marked)
    assert len(marked) == len(set(marked)) == len(Notes(story).all)


def test_every_page_of_a_pdf_says_how_its_checks_stand(story: Story) -> None:
    pages = PdfReader(io.BytesIO(render_bytes(story, "pdf"))).pages

    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert "Draft for review – 7 of 8 claims supported; not publishable; engine extractive" in text
        assert f"{number} / {len(pages)}" in text


def test_a_pdf_is_tagged_and_names_its_language_and_title(story: Story) -> None:
    reader = PdfReader(io.BytesIO(render_bytes(story, "pdf")))

    assert "'/Marked': True" in str(reader.root_object["/MarkInfo"])
    assert str(reader.root_object["/Lang"]) == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == story.title
    assert sum(len(page.get("/Annots") or []) for page in reader.pages) >= len(Notes(story).all)


@pytest.mark.parametrize("name", [*FILES, "md", "html"])
def test_a_partner_asset_leaves_room_for_the_partner_and_says_until_when(story: Story, name: str) -> None:
    asset = story.model_copy(update={"kind": Kind.PARTNER, "expires": date(2027, 3, 31), "quotes": ()})
    read = READERS.get(name, bytes.decode)

    text = read(render_bytes(asset, name))
    for part in ("Partner’s logo", "Partner’s contact", "Call to action", "until 2027-03-31"):
        assert squeezed(part) in squeezed(text)
    assert "expirydatenotset" in squeezed(read(render_bytes(asset.model_copy(update={"expires": None}), name))).lower()
    assert squeezed("Call to action") not in squeezed(read(render_bytes(story, name)))


@pytest.mark.parametrize("name", [*FILES, "md", "html"])
def test_a_partner_is_shown_claims_and_nothing_of_what_stands_behind_them(story: Story, name: str) -> None:
    asset = story.model_copy(update={"kind": Kind.PARTNER, "quotes": ()})
    read = READERS.get(name, bytes.decode)

    shown = squeezed(unescape(re.sub(r"</?bdi>", "", read(render_bytes(asset, name)))))
    told = squeezed(" ".join([story.title, story.summary, *(claim.text for claim in story.claims)]))
    behind = [
        *(item.text for item in story.evidence),
        *(flag.text for flag in story.flags),
        *(gap.question for gap in story.gaps),
        *(conflict.text for conflict in story.contradictions),
        *(document.id for document in story.documents),
        *(fact.query for fact in story.usage_facts),
        *(metric.formula for metric in story.metrics if metric.formula),
    ]
    assert len(behind) > 10
    assert [text for text in behind if squeezed(text) not in told and squeezed(text) in shown] == []
    assert all(squeezed(claim.text) in shown for claim in story.claims)
    assert squeezed("claims supported; not publishable") in shown
    assert squeezed(f"engine {story.engine}") in shown
    assert json.loads(render_bytes(asset, "json"))["evidence"]


@pytest.mark.parametrize("name", [*FILES, "md", "html"])
def test_a_translation_of_a_quotation_stands_beside_it_and_names_who_made_it(story: Story, name: str) -> None:
    made = Translation(text="Die Tafel ist ehrlich", language="de", translator="model-x")
    quoted = story.quotes[0].model_copy(update={"translation": made})

    data = render_bytes(story.model_copy(update={"quotes": (quoted,)}), name)
    shown = squeezed(unescape(READERS.get(name, bytes.decode)(data)))

    assert squeezed("ranslated to de by model-x") in shown
    assert shown.index(squeezed(quoted.text)[:40]) < shown.index(squeezed(made.text))


def test_zones_of_a_slide_touch_no_claim(story: Story) -> None:
    asset = long_story(story, 12).model_copy(update={"kind": Kind.PARTNER})

    slide = Presentation(io.BytesIO(render_bytes(asset, "pptx"))).slides[0]

    zones = [shape for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text.startswith("[")]
    others = [shape for shape in slide.shapes if shape not in zones]
    assert len(zones) == 3
    for zone in zones:
        for other in others:
            apart = (
                zone.left >= other.left + other.width
                or other.left >= zone.left + zone.width
                or zone.top >= other.top + other.height
                or other.top >= zone.top + zone.height
            )
            assert apart


@pytest.mark.parametrize("name", ["docx", "pptx"])
def test_what_is_written_from_right_to_left_is_set_so(story: Story, name: str) -> None:
    arabic = story.model_copy(update={"title": "خفضت الشركة وقت التخطيط من 16 ساعة إلى 8 ساعات", "language": "ar"})

    with zipfile.ZipFile(io.BytesIO(render_bytes(arabic, name))) as package:
        part = package.read("word/document.xml" if name == "docx" else "ppt/slides/slide1.xml").decode()

    assert ("<w:bidi/>" if name == "docx" else 'rtl="1"') in part
