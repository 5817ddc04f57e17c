import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from assistant.domain.evidence import Citation, UsageFact
from assistant.domain.story import Claim, ClaimKind, Section, Story, StoryDocument
from assistant.domain.verdicts import Verdict
from assistant.rendering.formats import render

HOSTILE = "</style></mark></div><script>alert(1)</script><img src=x onerror=alert(2)>\" ' &amp; {{ 7*7 }} \x00\x1b[31m"
VOID = {"meta", "input", "img", "br", "hr", "link"}


class Reader(HTMLParser):
    """Reads a page strictly: elements must nest, ids must be unique."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.marked: dict[str, str] = {}
        self._marks: list[list[str]] = []
        self._in_anchor = False
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.attributes += [(tag, name) for name in values]
        if "id" in values:
            self.ids.append(values["id"])
        if values.get("href", "").startswith("#"):
            self.targets.append(values["href"][1:])
        if tag == "mark":
            self._marks.append(values["class"].split())
        self._in_anchor = values.get("class") == "at"
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "mark":
            self._marks.pop()
        self._in_anchor = False

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self._marks and not self._in_anchor:
            for note in self._marks[-1]:
                self.marked[note] = self.marked.get(note, "") + data


def test_every_link_has_its_target_and_ids_are_unique(story: Story) -> None:
    page = Reader(render(story, "html"))

    assert len(page.ids) == len(set(page.ids))
    assert set(page.targets) <= set(page.ids)
    assert {f"claim-c{number}" for number in range(1, 10)} <= set(page.ids)


def test_marked_passages_are_the_cited_words_even_where_they_overlap(story: Story) -> None:
    page = Reader(render(story, "html"))

    cited = {citation.text for claim in story.claims for citation in claim.citations if citation.document}
    assert cited <= set(page.marked.values())


def test_nothing_is_loaded_and_nothing_can_run(story: Story) -> None:
    source = render(story, "html")
    page = Reader(source)

    assert "<script" not in source
    assert {name for _, name in page.attributes} & {"style", "src", "srcset", "onclick", "onload"} == set()
    assert re.findall(r"url\(|@import|https?://", source) == []
    css = source[source.index("<style>") + 7 : source.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', source)
    assert policy is not None
    assert "default-src &#39;none&#39;" in policy[1]
    assert f"sha256-{digest}" in policy[1].replace("&#43;", "+")


def hostile(story: Story) -> Story:
    text = f"{HOSTILE} \u202e\u05e9\u05dc\u05d5\u05dd"
    document = StoryDocument(id=HOSTILE, sha256="0" * 64, media_type="text/plain", text=text)
    citation = Citation(evidence=HOSTILE, document=HOSTILE, start=3, end=len(text) - 2, text=text[3:-2])
    claim = Claim(
        id="c1",
        text=HOSTILE,
        kind=ClaimKind.FACT,
        citations=(citation,),
        verdict=Verdict.PARTIAL,
        reasons=(HOSTILE,),
    )
    return story.model_copy(
        update={
            "title": HOSTILE,
            "summary": HOSTILE,
            "sections": (Section(heading=HOSTILE, claims=(claim,)),),
            "documents": (document,),
        }
    )


def test_hostile_text_is_shown_as_text(story: Story) -> None:
    source = render(hostile(story), "html")
    page = Reader(source)

    assert "<script" not in source
    assert "<img" not in source
    shown = HOSTILE.replace("\x00", "\u2400").replace("\x1b", "\u241b")
    assert page.texts.count(shown) >= 4
    assert "49" not in "".join(page.texts).split("7*7")[0]


def test_each_claim_that_does_not_hold_is_said_in_words(story: Story) -> None:
    text = "".join(Reader(render(story, "html")).texts)

    assert "Not supported" in text
    assert "figure: a third is in no cited text" in text
    assert "Checks not passed" in text


def test_five_hundred_claims(story: Story) -> None:
    text = "".join(f"Line {number} says {number}. " for number in range(500))
    document = StoryDocument(id="long.txt", sha256="0" * 64, media_type="text/plain", text=text)

    def claim(number: int) -> Claim:
        words = f"Line {number} says {number}."
        start = text.index(words)
        citation = Citation(evidence="e", document="long.txt", start=start, end=start + len(words), text=words)
        return Claim(id=f"c{number}", text=words, kind=ClaimKind.FACT, citations=(citation,), verdict=Verdict.SUPPORTED)

    claims = tuple(claim(number) for number in range(500))
    big = story.model_copy(
        update={"sections": (Section(heading="All", claims=claims),), "documents": (document,), "title_claims": ()}
    )

    page = Reader(render(big, "html"))
    assert sum(name.startswith("claim-") for name in page.ids) == 500
    assert {claim.text for claim in claims} <= set(page.marked.values())


@pytest.mark.parametrize("name", ["title", "summary"])
def test_right_to_left_text_carries_its_own_direction(story: Story, name: str) -> None:
    source = render(story.model_copy(update={name: "\u05e9\u05dc\u05d5\u05dd"}), "html")

    assert re.search(r'<(h1|p)[^>]* dir="auto"[^>]*>\u05e9', source)


def test_use_by_seniority_is_drawn_with_its_numbers(story: Story) -> None:
    facts = tuple(
        UsageFact(id=f"s{at}", name="share_by_seniority", value=share, unit="share", subject=level, query="SELECT 1",
                  sentence=level, details={"total": 1000, "unknown": 20})
        for at, (level, share) in enumerate((("vp", 0.2), ("manager", 0.8)))
    )  # fmt: skip
    page = render(story.model_copy(update={"usage_facts": (*story.usage_facts, *facts)}), "html")

    assert 'aria-label="Use by seniority: Manager 80%, Vice president 20%."' in page
    assert "Of 1,000 events; 20 by people whose level is not known are left out." in page
    assert page.count("<rect") >= 2
    assert 'aria-label="Use by seniority' not in render(story, "html")
