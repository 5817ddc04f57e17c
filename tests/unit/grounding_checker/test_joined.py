"""Who did it, and what belongs together: one line a claim under the source that it is held to."""

from collections.abc import Callable

import pytest

DOERS = {
    "Maria built the dashboard and Tom pays for it.": [
        ("Tom built the dashboard.", "refused"),
        ("Maria built the dashboard.", "supported"),
        ("Maria pays for the dashboard.", ""),
        ("Tom pays for the dashboard.", "supported"),
        ("The dashboard was built by Tom.", "refused"),
        ("The dashboard was built by Maria.", "supported"),
    ],
    (
        "[00:03:40] Interviewer: So you built the first board yourself?\n[00:03:44] Owen Lattimer: "
        "No, no. I'd love to say it was. Dele built it. She sat with the night crew for a "
        "week.\nShe built the first changeover board in a weekend.\n[00:04:10] Interviewer: And "
        "then?\n[00:04:12] Owen Lattimer: I took it to the plant directors.\n"
    ): [
        ("Owen Lattimer built the first changeover board.", "refused"),
        ("Dele built the first changeover board.", "supported"),
        ("Owen Lattimer took it to the plant directors.", "supported"),
        ("Dele took it to the plant directors.", "refused"),
    ],
    "The dashboard was built by Maria in March. Tom uses it daily.": [
        ("Tom built the dashboard.", "refused"),
        ("Maria built the dashboard in March.", "supported"),
    ],
    "Anna Holm led the rollout. She trained 40 planners herself. Pia Lund joined later.": [
        ("Pia Lund trained 40 planners.", "refused"),
        ("Anna Holm trained 40 planners.", "supported"),
    ],
    "Priya: We rebuilt the pipeline in a month.\nSam: I wrote the tests.\n": [
        ("Sam wrote the tests.", "supported"),
        ("Priya wrote the tests.", "refused"),
    ],
    "Greta Solberg, who runs the plant, approved the budget. Ola Dahl signed the contract.": [
        ("Ola Dahl approved the budget.", "refused"),
        ("Greta Solberg approved the budget.", "supported"),
    ],
    "Brightway hired Keel Analytics, and Keel Analytics trained the staff.": [
        ("Brightway trained the staff.", "refused"),
        ("Keel Analytics trained the staff.", "supported"),
    ],
}

FUSION = {
    "The pilot ran in Lyon. The plant in Nantes will follow in June.": [
        ("The pilot ran in Nantes.", "refused"),
        ("The pilot ran in Lyon.", "supported"),
        ("The plant in Nantes will follow in June.", "supported"),
        ("The plant in Lyon will follow in June.", ""),
    ],
    "The kick-off was in March. The contract was renewed in October.": [
        ("The kick-off was in October.", ""),
        ("The contract was renewed in October.", "supported"),
        ("The contract was renewed in March.", ""),
    ],
    "Stockholm uses the scheduler. Oslo still works with paper.": [
        ("Oslo uses the scheduler.", ""),
    ],
    "Training took 3 days. The migration took 9 days.": [
        ("Training took 9 days.", ""),
        ("The migration took 9 days.", "supported"),
    ],
    "The team in Porto has 12 agents. The team in Graz has 30 agents.": [
        ("The team in Porto has 30 agents.", ""),
        ("The team in Graz has 30 agents.", "supported"),
    ],
}

Hold = Callable[[str, str, str], None]


@pytest.mark.parametrize(
    ("source", "claim", "verdict"),
    [(source, *row) for table in (DOERS, FUSION) for source, rows in table.items() for row in rows],
)
def test_claims_against_their_source(hold: Hold, source: str, claim: str, verdict: str) -> None:
    hold(source, claim, verdict)
