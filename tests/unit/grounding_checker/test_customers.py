"""What customers say of a change, and what is made of it: one line a claim under the source that it is held to."""

from collections.abc import Callable

import pytest

CASES = {
    "Dele said: “About 420 people use the board.”": [
        ("Dele said 420 people use the board.", ""),
        ("Dele said about 420 people use the board.", "supported"),
    ],
    "Not only did adoption rise, but tickets fell by 20%.": [
        ("Adoption rose and tickets fell by 20%.", "supported"),
    ],
    "Not only the planners but also the drivers use the board.": [
        ("The planners and the drivers use the board.", "supported"),
        ("The planners do not use the board.", ""),
    ],
    "No fewer than 300 people log in each week.": [
        ("At least 300 people log in each week.", "supported"),
        ("Fewer than 300 people log in each week.", ""),
    ],
    "No more than 300 people log in each week.": [
        ("At least 300 people log in each week.", ""),
        ("At most 300 people log in each week.", "supported"),
    ],
    "The board can take up to 40 lines at once.": [
        ("The board can take 40 lines at once.", ""),
        ("The board can take up to 40 lines at once, and no more.", "supported"),
    ],
    "The team never failed to close the month on time.": [
        ("The team failed to close the month on time.", ""),
        ("The team always closed the month on time.", "supported"),
    ],
    "It is not unusual to see ten reports a day.": [
        ("It is unusual to see ten reports a day.", ""),
    ],
    "The new tool is faster than the old spreadsheet.": [
        ("The old spreadsheet is faster than the new tool.", ""),
        ("The new tool is faster than the old spreadsheet was.", "supported"),
        ("The new tool is slower than the old spreadsheet.", "contradicted"),
    ],
    "Churn in Spain was lower than in Italy.": [
        ("Churn in Italy was lower than in Spain.", ""),
    ],
    "Brightway renewed for three years in January 2025.": [
        ("Brightway renewed for two years in January 2025.", "contradicted"),
        ("Brightway renewed for 36 months in January 2025.", "supported"),
    ],
    "Brightway may renew in January.": [
        ("Brightway renewed in January.", ""),
    ],
    "Brightway has agreed to renew in January.": [
        ("Brightway agreed to renew in January.", "supported"),
    ],
    "We hope to reach 90% adoption by June.": [
        ("Adoption reached 90% in June.", ""),
    ],
    "Adoption reached 90% of the 400 seats in June.": [
        ("Adoption reached 90% of 400 seats in June.", "supported"),
        ("360 of the 400 seats were adopted in June.", "supported"),
        ("340 of the 400 seats were adopted in June.", ""),
    ],
    "Seats grew from 120 to 300.": [
        ("Seats grew from 300 to 120.", ""),
        ("Seats grew 2.5x.", "supported"),
        ("Seats grew by 150%.", "supported"),
        ("Seats grew by 180.", "supported"),
        ("Seats shrank from 120 to 300.", "contradicted"),
    ],
    "Our CFO, Lena Frost, signed off the budget. Jan Mohr is the plant manager.": [
        ("Jan Mohr is the CFO.", ""),
        ("Lena Frost is the CFO.", "supported"),
        ("Jan Mohr signed off the budget.", "refused"),
    ],
    "Lena: The vendor's team migrated the data for us.\nJan: We only tested it.\n": [
        ("The vendor's team migrated the data.", "supported"),
    ],
    "Keel's consultants migrated the data. Brightway's team tested it.": [
        ("Brightway's team migrated the data.", "refused"),
        ("Keel's consultants migrated the data.", "supported"),
        ("Brightway's team tested the data.", "supported"),
    ],
    'Lena Frost said: "It saved us 30 hours a week."': [
        ('"It saved us 30 hours a week," said Lena Frost.', "supported"),
        ('"It saved us 30 hours a month," said Lena Frost.', ""),
        ("Lena Frost said it saved them 30 hours a week.", "supported"),
    ],
    "Support answered within 4 hours on average.": [
        ("Support answered within 4 minutes on average.", "contradicted"),
        ("Support answered within 240 minutes on average.", "supported"),
    ],
    "The plant makes 40 tonnes per hour.": [
        ("The plant makes 40 tonnes per day.", ""),
    ],
    "The licence costs $30 per seat per month.": [
        ("The licence costs $30 per month.", ""),
        ("The licence costs $30 per seat per month.", "supported"),
    ],
    "Ticket volume halved between May and July.": [
        ("Ticket volume fell by 50% between May and July.", "supported"),
        ("Ticket volume doubled between May and July.", "contradicted"),
        ("Ticket volume fell by half between May and July.", "supported"),
    ],
    "Two thirds of the planners log in daily.": [
        ("Two thirds of the planners log in weekly.", ""),
        ("67% of the planners log in daily.", "supported"),
        ("One third of the planners log in daily.", "contradicted"),
    ],
    "The report used to take a day. Now it takes ten minutes.": [
        ("The report took a day before and now takes ten minutes.", "supported"),
        ("The report used to take ten minutes.", ""),
        ("The report takes ten minutes.", "supported"),
    ],
    "Marta thinks the tool pays for itself. Finance has not confirmed it.": [
        ("Finance confirmed the tool pays for itself.", ""),
        ("Finance has not confirmed that the tool pays for itself.", "supported"),
    ],
    "All plants except Turin went live in May.": [
        ("Turin went live in May.", ""),
        ("All plants went live in May.", ""),
        ("All plants except Turin went live in May 2024.", ""),
    ],
    "The go-live was moved from 3 March to 17 March.": [
        ("The go-live was moved to 17 March.", "supported"),
    ],
    "Nobody in Turin uses the mobile app.": [
        ("Everybody in Turin uses the mobile app.", "contradicted"),
        ("No one in Turin uses the mobile app.", "supported"),
    ],
    "Usage is up 40% year over year.": [
        ("Usage grew 40% year over year.", "supported"),
        ("Usage is down 40% year over year.", "contradicted"),
        ("Usage grew 40% month over month.", ""),
    ],
    "They run 120 stores, 80 of them in Norway.": [
        ("They run 80 stores in Norway.", "supported"),
        ("Two thirds of their stores are in Norway.", "supported"),
    ],
    "Response time is three times faster than before.": [
        ("Response time is 3x faster than before.", "supported"),
        ("Response time is three times slower than before.", "contradicted"),
    ],
    "It cost less than we had feared.": [
        ("It cost more than we had feared.", "contradicted"),
    ],
    "The API handled 2.5 million calls in May.": [
        ("The API handled 2,500,000 calls in May.", "supported"),
        ("The API handled 2.5 billion calls in May.", ""),
        ("The API handled nearly 3 million calls in May.", ""),
    ],
    "We went with Keel instead of Norda.": [
        ("They went with Norda instead of Keel.", ""),
        ("They chose Keel instead of Norda.", "supported"),
    ],
    "We replaced Norda with Keel.": [
        ("They replaced Keel with Norda.", ""),
        ("Keel replaced Norda.", "supported"),
        ("Norda replaced Keel.", ""),
    ],
    "We moved from Norda to Keel in 2023.": [
        ("They moved from Keel to Norda in 2023.", ""),
    ],
    "The team refused to go back to spreadsheets.": [
        ("The team went back to spreadsheets.", ""),
        ("The team did not go back to spreadsheets.", "supported"),
    ],
    "Without the board, the night shift would have missed 12 orders.": [
        ("The night shift missed 12 orders.", ""),
    ],
    "If we roll it out to Turin, we will save 200 hours.": [
        ("They saved 200 hours in Turin.", ""),
        ("They will save 200 hours.", ""),
    ],
    "In the first quarter of 2024 churn fell to 3%.": [
        ("In Q1 2024 churn fell to 3%.", "supported"),
        ("In Q2 2024 churn fell to 3%.", ""),
    ],
    "The CFO asked whether the savings were real.": [
        ("The CFO said the savings were real.", ""),
    ],
    "Planning takes 20 minutes instead of two hours.": [
        ("Planning takes two hours instead of 20 minutes.", ""),
        ("Planning time fell from two hours to 20 minutes.", "supported"),
        ("Planning takes 100 minutes less.", "supported"),
    ],
}

Hold = Callable[[str, str, str], None]


@pytest.mark.parametrize(
    ("source", "claim", "verdict"),
    [(source, *row) for source, rows in CASES.items() for row in rows],
)
def test_claims_against_their_source(hold: Hold, source: str, claim: str, verdict: str) -> None:
    hold(source, claim, verdict)
