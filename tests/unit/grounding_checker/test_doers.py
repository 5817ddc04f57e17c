"""A speaker's "we" may be the account that was given, and nobody else."""

from assistant.domain.verdicts import SourceSpan, Verdict
from assistant.grounding.checker import Checker
from assistant.grounding.givens import Givens
from assistant.grounding.sources import SourceText

SAID = "We make brass pumps and valves for fish farms at Brinewell. Thomas Kerr sells them."
GIVEN = Givens(names=("Brinewell Pumps", "Nora Feld", "Thomas Kerr"))


def verdict(sentence: str) -> Verdict:
    checker = Checker([SourceText("talk", SAID, "Nora Feld")], GIVEN)
    return checker.check(sentence, cited=[SourceSpan(source="talk", start=0, end=len(SAID))]).verdict


def test_we_may_be_the_account() -> None:
    assert verdict("Brinewell Pumps makes brass pumps and valves for fish farms.") is Verdict.SUPPORTED


def test_we_is_not_another_person() -> None:
    assert verdict("Thomas Kerr makes brass pumps and valves for fish farms.") is not Verdict.SUPPORTED
