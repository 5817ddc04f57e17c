"""Levels of titles: whole words, and the traps of the handbook."""

import pytest

from assistant.domain.seniority import classify, level

CASES = {
    "c_level": (
        "Chief Revenue Officer|CEO & Co-Founder|C.F.O.|Interim CFO|President|Managing Director|Founder|"
        "Owner|Managing Partner|Chief Information Security Officer|Geschäftsführer|Directeur général|"
        "Präsidentin"
    ),
    "vp": (
        "VP of Sales|Vice President, Operations|SVP|Regional Vice President|Sales Director / VP|"
        "Vice-présidente|Vizepräsident"
    ),
    "senior_director": ("Senior Director, PMO|Sr. Director|Executive Director|Group Director"),
    "director": (
        "Director of IT|Associate Director|Head of Operations|General Manager|Chief of Staff|Bereichsleiterin"
    ),
    "manager": (
        "Engineering Manager|Senior Manager|Team Lead|Supervisor|Head Chef|Head Nurse|Chief Engineer|"
        "Senior Project Manager|Manager of Program Managers|Teamleiterin|Abteilungsleiter*in|"
        "Jefe de ventas"
    ),
    "individual_contributor": (
        "Software Engineer|Principal Engineer|Lead Developer|Cook|Social Media Coordinator|"
        "Project Manager|Account Manager|Customer Success Manager|Executive Assistant|"
        "Assistant to the Chief Executive Officer|Secretary to the CFO|Office of the CIO|Art Director|"
        "Creative Director|Product Owner|Partner Manager|Headcount Planner|Sachbearbeiterin"
    ),
    "unknown": ("|n/a|😀|John Smith|Acme Inc|MVP|Former CEO|ex-VP|Board Member|Non-Executive Director|Advisor|Partner"),
}


@pytest.mark.parametrize(
    ("title", "expected"), [(title, name) for name, titles in CASES.items() for title in titles.split("|")]
)
def test_level(title: str, expected: str) -> None:
    assert level(title) == expected


def test_the_rule_is_named() -> None:
    assert classify("Director, Customer Success").rule == "director"
    assert classify("Director of Operations and Assistant to the CEO").level == "director"


def test_a_hostile_title_takes_no_time() -> None:
    assert level("chief " * 100_000) == "unknown"
