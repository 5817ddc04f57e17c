"""Level and department of titles, against a set labelled by hand before the program saw it."""

import csv
from collections import Counter
from pathlib import Path
from typing import cast

import pytest

from assistant.domain.people import Role, Seniority
from assistant.domain.seniority import level
from assistant.mapping.departments import department
from assistant.mapping.roles import titles

LABELLED = Path(__file__).with_name("titles.tsv")
BLIND = Path(__file__).with_name("titles_blind.tsv")
Pairs = list[tuple[str, str]]


def labelled() -> list[list[str]]:
    with LABELLED.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream, delimiter="\t"))


def accuracy(pairs: Pairs) -> float:
    return sum(want == got for want, got in pairs) / len(pairs)


def macro_f1(pairs: Pairs) -> float:
    right = Counter(want for want, got in pairs if want == got)
    wanted, given = Counter(want for want, _ in pairs), Counter(got for _, got in pairs)
    return sum(2 * right[label] / (wanted[label] + given[label]) for label in wanted) / len(wanted)


def test_titles_are_labelled_in_number() -> None:
    assert len(labelled()) >= 200


def test_seniority_is_well_above_five_patterns() -> None:
    pairs = [(want, level(title)) for title, want, _ in labelled()]

    assert accuracy(pairs) > 0.93
    assert macro_f1(pairs) > 0.93


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "nl"])
def test_titles_of_six_languages_labelled_before_they_were_run(language: str) -> None:
    with BLIND.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.reader(stream, delimiter="\t") if row[3] == language]

    assert len(rows) >= 25
    assert accuracy([(want, level(title)) for title, want, _, _ in rows]) > 0.92
    assert accuracy([(want, str(department(title))) for title, _, want, _ in rows]) > 0.9


def test_departments_are_told() -> None:
    pairs = [(want, str(department(title))) for title, _, want in labelled()]

    assert accuracy(pairs) > 0.93
    assert macro_f1(pairs) > 0.9


def test_a_team_says_more_than_a_title() -> None:
    assert department("Analyst", "Finance & Controlling") == "finance"
    assert department("Manager", "") == "unknown"


@pytest.mark.parametrize("title", [row[0] for row in labelled()])
def test_a_title_gives_neither_stance_nor_deed_nor_certainty(title: str) -> None:
    found = titles.roles(title, cast("Seniority", level(title)), department(title))

    never = {Role.CHAMPION, Role.COACH, Role.POWER_USER, Role.BUILDER, Role.INFLUENCER, Role.DETRACTOR}
    assert not never & {each.role for each in found}
    assert all(each.confidence <= titles.CAP for each in found)
