"""One line a case: what the sources say, what is claimed, the verdict, and the code of a reason ("" for none)."""

import pytest

from assistant.domain.documents import Side
from assistant.grounding.checker import Checker
from assistant.grounding.givens import Givens
from assistant.grounding.sources import SourceText

BAKERY = (
    "Harbour Bakery runs 14 shops in Leeds and Hull. Before the change, the night team planned deliveries by hand,"
    " which took 6 hours a week. In March 2025 the bakery rolled out the routing board to all drivers."
    " Planning now takes 90 minutes a week. Fuel costs fell by 12% in the first quarter."
    " The bakery plans to open a shop in York next year. It may add a second oven."
    " The old spreadsheet was not shared with the drivers. Mina Okafor, Head of Logistics, owns the routing board."
    " Tidewater Foods acquired Pennine Flour in 2019. Customer complaints dropped from 40 to 25 a month."
)
TALK = (
    "Priya Nair: We cut the month-end close from ten days to four days. I would never go back.\n"
    "Tom Ellery: I was against it at first. The old reports were wrong half of the time.\n"
    "Priya Nair: My team of eight people saved about 300 hours last year.\n"
    "Tom Ellery: It has not replaced the warehouse system. We think it could help the Oslo plant.\n"
)

FIGURES = [
    ("Harbour Bakery runs 14 shops in Leeds and Hull.", "supported", ""),
    ("Harbour Bakery runs fourteen shops in Leeds and Hull.", "supported", ""),
    ("Harbour Bakery runs 15 shops in Leeds and Hull.", "contradicted", "figure"),
    ("The bakery runs 14 shops.", "supported", ""),
    ("Fuel costs fell by 12% in the first quarter.", "supported", ""),
    ("Fuel costs fell by 12 percent in the first quarter.", "supported", ""),
    ("Fuel costs fell by 21% in the first quarter.", "contradicted", "figure"),
    ("Fuel costs fell by 12% in the second quarter.", "contradicted", ""),
    ("Planning now takes 90 minutes a week.", "supported", ""),
    ("Planning now takes 1.5 hours a week.", "supported", ""),
    ("Planning now takes 80 minutes a week.", "contradicted", "figure"),
    ("Planning took 6 hours a week by hand before the change.", "supported", ""),
    ("In March 2025 the bakery rolled out the routing board.", "supported", ""),
    ("In May 2025 the bakery rolled out the routing board.", "contradicted", ""),
    ("In March 2024 the bakery rolled out the routing board.", "contradicted", ""),
    ("Customer complaints dropped from 40 to 25 a month.", "supported", ""),
    ("Customer complaints dropped from 40 to 15 a month.", "contradicted", "figure"),
    ("Tidewater Foods acquired Pennine Flour in 2018.", "contradicted", ""),
    ("The bakery has 1,200 employees.", "unsupported", "figure"),
    ("The bakery saved £250,000 on fuel.", "unsupported", "figure"),
]

NAMES = [
    ("Mina Okafor owns the routing board.", "supported", ""),
    ("Mina Okafor, Head of Logistics, owns the routing board.", "supported", ""),
    ("Okafor owns the routing board.", "supported", ""),
    ("Lena Okafor owns the routing board.", "", "name"),
    ("Mina Duval owns the routing board.", "", "name"),
    ("Mina Okafor, Head of Finance, owns the routing board.", "", "title"),
    ("Mina Okafor, Chief Executive Officer, owns the routing board.", "", "title"),
    ("Brightline Bakery runs 14 shops in Leeds and Hull.", "", "name"),
    ("Harbour Bakery runs 14 shops in Leeds and Dover.", "", "name"),
    ("Zalando acquired Pennine Flour in 2019.", "", "name"),
    ("Tidewater Foods acquired Pennine Flour.", "supported", ""),
    ("Pennine Flour was acquired by Tidewater Foods in 2019.", "supported", ""),
    ("Pennine Flour acquired Tidewater Foods in 2019.", "contradicted", "roles"),
    ("The night team planned deliveries by hand.", "supported", ""),
    ("The GHT team planned deliveries by hand.", "", "name"),
]

POLARITY = [
    ("The old spreadsheet was not shared with the drivers.", "supported", ""),
    ("The old spreadsheet was shared with the drivers.", "contradicted", "negation"),
    ("The old spreadsheet wasn't shared with the drivers.", "supported", ""),
    ("The old spreadsheet was never shared with the drivers.", "supported", ""),
    ("The bakery did not roll out the routing board to all drivers in March 2025.", "contradicted", "negation"),
    ("Fuel costs did not fall by 12% in the first quarter.", "contradicted", "negation"),
    ("Mina Okafor does not own the routing board.", "contradicted", "negation"),
    ("Tidewater Foods never acquired Pennine Flour in 2019.", "contradicted", "negation"),
    ("Planning no longer takes 90 minutes a week.", "contradicted", "negation"),
    ("The night team never planned deliveries by hand before the change.", "contradicted", "negation"),
]

DIRECTION = [
    ("Fuel costs rose by 12% in the first quarter.", "contradicted", "direction"),
    ("Fuel costs increased by 12% in the first quarter.", "contradicted", "direction"),
    ("Fuel costs dropped by 12% in the first quarter.", "supported", ""),
    ("Fuel costs decreased by 12% in the first quarter.", "supported", ""),
    ("Customer complaints rose from 40 to 25 a month.", "contradicted", "direction"),
    ("Customer complaints fell from 40 to 25 a month.", "supported", ""),
    ("After the change, the night team planned deliveries by hand.", "contradicted", "direction"),
    ("Tidewater Foods sold Pennine Flour in 2019.", "contradicted", "direction"),
    ("Tidewater Foods bought Pennine Flour in 2019.", "supported", ""),
    ("The new spreadsheet was not shared with the drivers.", "contradicted", "direction"),
]

MODALITY = [
    ("The bakery plans to open a shop in York next year.", "supported", ""),
    ("The bakery has opened a shop in York.", "unsupported", "modality"),
    ("The bakery opened a shop in York.", "unsupported", "modality"),
    ("The bakery may add a second oven.", "supported", ""),
    ("The bakery could add a second oven.", "supported", ""),
    ("The bakery added a second oven.", "partial", "modality"),
    ("The bakery intends to open a shop in York next year.", "supported", ""),
]

OFFICE = (
    "Maria Lopez is VP of Finance at Northwind Traders. She said the team cut invoice processing time"
    " from 14 days to 3 days."
    " Support tickets fell 35% after the rollout in May 2023. The company saved $1.2 million in the first year."
    " About 300 people use the tool every week. Kevin Park, the IT Director, was skeptical at first."
    " Kevin Park said adoption was slow in Berlin. Northwind chose Contoso over Fabrikam."
    " Only two of the five plants use the new module. Error rates dropped from 8% to 2%."
    " Maria's team has 12 analysts, and Kevin's team has 20 engineers. Training took less than a week."
)

PLACES = [
    ("Invoice processing time went from 14 days to 3 days.", "supported", ""),
    ("The team reduced invoice processing from two weeks to three days.", "supported", ""),
    ("Invoice processing time went from 14 hours to 3 hours.", "", "figure"),
    ("Invoice processing time went from 3 days to 14 days.", "contradicted", "roles"),
    ("Error rates dropped from 2% to 8%.", "contradicted", "roles"),
    ("Northwind chose Fabrikam over Contoso.", "contradicted", "roles"),
    ("Northwind selected Contoso over Fabrikam.", "supported", ""),
    ("Maria's team has 20 engineers.", "unsupported", "figure"),
    ("Kevin's team has 20 engineers.", "supported", ""),
    ("Kevin's team has 12 analysts.", "unsupported", "figure"),
    ("Kevin Park is VP of Finance at Northwind Traders.", "", "title"),
    ("Maria Lopez, the IT Director, was skeptical at first.", "", "title"),
    ("Maria Lopez said adoption was slow in Berlin.", "unsupported", "attribution"),
    ("The company saved €1.2 million in the first year.", "", "figure"),
    ("The company saved $1.2 billion in the first year.", "", "figure"),
    ("The company saved $1.2 million in the second year.", "contradicted", "quantity"),
    ("The company lost $1.2 million in the first year.", "contradicted", "direction"),
    ("About 300 people use the tool every day.", "contradicted", "figure"),
    ("Exactly 300 people use the tool every week.", "", "figure"),
    ("All five plants use the new module.", "contradicted", "quantity"),
    ("Only three of the five plants use the new module.", "contradicted", "figure"),
    ("Training took less than a month.", "contradicted", "figure"),
    ("Training took under a week.", "supported", ""),
    ("Support tickets fell 35% because of the rollout in May 2023.", "partial", "cause"),
    ("Support tickets fell 35% before the rollout in May 2023.", "contradicted", "direction"),
]

COVERAGE = [
    ("The night team planned deliveries by hand before the change.", "supported", ""),
    ("Deliveries were planned by hand by the night team.", "supported", ""),
    ("The routing board was rolled out to all drivers.", "supported", ""),
    ("The drivers won a national safety award.", "unsupported", "coverage"),
    ("The board replaced an expensive legacy platform from a competitor.", "unsupported", "coverage"),
    ("Employees love the colourful new uniforms.", "unsupported", "coverage"),
    ("The routing board was rolled out to all drivers after a pilot with the union.", "partial", "coverage"),
    ("Complaints about stale bread disappeared.", "unsupported", "coverage"),
    ("Planning is done by artificial intelligence.", "unsupported", "coverage"),
]

NOTHING_ASSERTED = [
    "Hello!",
    "Thank you very much.",
    "Thanks for reading!",
    "What do you think?",
    "How about you?",
    "I don't know.",
    "I agree.",
    "Yes.",
    "Dear all,",
    "Good morning, everyone!",
    "Would you like to know more?",
]

SPEECH = [
    ("Priya Nair said her team of eight people saved about 300 hours last year.", "supported", ""),
    ("According to Priya Nair, the month-end close was cut from ten days to four days.", "supported", ""),
    ("Tom Ellery said the month-end close was cut from ten days to four days.", "", "attribution"),
    ("According to Tom Ellery, the team of eight people saved about 300 hours last year.", "", "attribution"),
    ("Priya Nair said the old reports were wrong half of the time.", "", "attribution"),
    ("The team of eight saved about 300 hours last year.", "supported", ""),
    ("The team of eight saved exactly 300 hours last year.", "", "figure"),
    ("It has replaced the warehouse system.", "contradicted", "negation"),
    ("The month-end close was cut from ten days to five days.", "contradicted", "figure"),
    ("The month-end close was cut from 10 days to 4 days.", "supported", ""),
    ("I visited the team in Oslo.", "", "voice"),
]

QUOTATIONS = [
    ("“We cut the month-end close from ten days to four days,” says Priya Nair.", "supported", ""),
    ('"I would never go back," said Priya Nair.', "supported", ""),
    ('"I would always go back," said Priya Nair.', "", "quotation"),
    ('"I would go back," said Priya Nair.', "", "quotation"),
    ('"We cut the month-end close from ten days to two days," says Priya Nair.', "", "quotation"),
    ('"I would never go back," said Tom Ellery.', "contradicted", "quotation"),
    ('"It is the best thing we ever bought," said Priya Nair.', "unsupported", "quotation"),
    ('"The old reports were wrong half of the time," Tom Ellery recalls.', "supported", ""),
    ('"The old reports were wrong all of the time," Tom Ellery recalls.', "", "quotation"),
]


@pytest.mark.parametrize(
    ("speaker", "verdict"), [("Bo", "supported"), ("Ek", "supported"), ("Bo Ek", "supported"), ("Ann", "contradicted")]
)
def test_a_speaker_may_be_named_by_any_part_of_the_name(speaker: str, verdict: str) -> None:
    source = 'Bo Ek runs the mill, and Ann Hale the shop. Bo explains: "We never stopped the big saw for a day."'
    assert _judge(source, f'"We never stopped the big saw for a day," says {speaker}.')[0] == verdict


def _judge(source: str, sentence: str) -> tuple[str, tuple[str, ...]]:
    judgement = Checker([SourceText("notes", source)]).check(sentence)
    return judgement.verdict.value, judgement.reasons


def _codes(reasons: tuple[str, ...]) -> set[str]:
    return {reason.split(":")[0] for reason in reasons}


def _expect(source: str, sentence: str, verdict: str, code: str) -> None:
    """An empty verdict stands for any but `supported`; an empty code asks for none of its own."""
    got, reasons = _judge(source, sentence)
    assert (got == verdict) if verdict else (got != "supported"), (got, reasons)
    assert not code or code in _codes(reasons), reasons
    if verdict == "supported":
        assert reasons == ()


@pytest.mark.parametrize(
    ("sentence", "verdict", "code"), FIGURES + NAMES + POLARITY + DIRECTION + MODALITY + COVERAGE, ids=str
)
def test_notes(sentence: str, verdict: str, code: str) -> None:
    _expect(BAKERY, sentence, verdict, code)


@pytest.mark.parametrize(("sentence", "verdict", "code"), PLACES, ids=str)
def test_who_when_and_how_much(sentence: str, verdict: str, code: str) -> None:
    _expect(OFFICE, sentence, verdict, code)


@pytest.mark.parametrize(("sentence", "verdict", "code"), SPEECH + QUOTATIONS, ids=str)
def test_transcript(sentence: str, verdict: str, code: str) -> None:
    _expect(TALK, sentence, verdict, code)


@pytest.mark.parametrize("sentence", NOTHING_ASSERTED)
def test_what_asserts_nothing_is_supported(sentence: str) -> None:
    judgement = Checker([SourceText("notes", BAKERY)]).check(sentence)
    assert (judgement.verdict.value, judgement.score, judgement.reasons) == ("supported", 1.0, ("no_assertion",))


@pytest.mark.parametrize(
    "sentence",
    [
        "The team is great.",
        "Revenue grew.",
        "They were really good bakers.",
        "Did Harbour Bakery win the Golden Loaf?",
        "Is it 40 shops now?",
    ],
)
def test_what_asserts_something_is_checked(sentence: str) -> None:
    assert "no_assertion" not in _judge(BAKERY, sentence)[1]


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Ada Quist of Norrland Paper says the close was cut from ten days to four days.", "supported"),
        ("Ada Quist, Plant Controller, says the close was cut from ten days to four days.", "supported"),
        ("Ada Quist, Chief Pilot, says the close was cut from ten days to four days.", "partial"),
        ("Bo Lind of Norrland Paper says the close was cut from ten days to four days.", "unsupported"),
    ],
)
def test_given_names_titles_and_cited_speakers_need_no_source(sentence: str, verdict: str) -> None:
    source = SourceText("p1", "We cut the close from ten days to four days.", "Ada Quist", Side.CUSTOMER, 1)
    checker = Checker([source], Givens(("Norrland Paper",), ("Plant Controller",)))
    assert checker.check(sentence).verdict.value == verdict
