"""A sentence put into another language: its quotation marks stand around the same words."""

import pytest

from assistant.grounding.across import differences

SAID = "“No-shows fell from 18% to 11%,” says Ines Okafor."


@pytest.mark.parametrize(
    "rendering",
    [
        "“No-shows fell from 18% to 11%,” sagt Ines Okafor.",
        "„No-shows fell from 18% to 11%,“ sagt Ines Okafor.",
        '"No-shows fell from 18% to 11%," sagt Ines Okafor.',
    ],
)
def test_a_quotation_stays_in_marks_of_any_language(rendering: str) -> None:
    assert list(differences(rendering, SAID, "de", "en")) == []


@pytest.mark.parametrize(
    "rendering",
    [
        "“Wir “No-shows fell from 18% to 11%,” sagt Ines Okafor.",
        "“No-shows fell from 18% to 11%,” sagt Ines Okafor.”",
        "„No-shows fell from 18% to 11%, sagt Ines Okafor.",
    ],
)
def test_a_mark_too_many_or_too_few_is_refused(rendering: str) -> None:
    assert list(differences(rendering, SAID, "de", "en")) == ["quotation: quoted words stay as they were said"]
