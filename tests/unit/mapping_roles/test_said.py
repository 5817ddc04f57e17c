"""Sentences labelled by hand before they were run, paraphrases and traps among them: who is said to be what."""

import csv
from pathlib import Path

from assistant.domain.accounts import Account
from assistant.domain.documents import NamedBytes, Side
from assistant.mapping.material import RoleMaterial
from assistant.mapping.rolemap import LASTING, Scene
from assistant.workflow.drafting import read_notes

LABELLED = Path(__file__).with_name("said.tsv")
HEAD = """\
Account: Brightwater
Participants: Dana Reyes (Operations Manager, Brightwater), Tomasz Wolny (VP Operations, Brightwater), \
Ines Faro (Planner, Brightwater), Bo Lind (Clerk, Brightwater), Kim Osei (Customer Success Manager, Loomwork)

"""


def read(speaker: str, sentence: str) -> set[tuple[str, str]]:
    """Return (person, role) as one sentence tells them."""
    file = NamedBytes("talk.txt", f"{HEAD}{speaker}: {sentence}\n\nKim Osei: Thanks.\n".encode())
    notes = read_notes((file,), Account.named("Brightwater"), "off", lambda _: None)
    scene = Scene(RoleMaterial(notes.account, notes.documents))
    return {
        (scene.individuals[person].name, hit.signal.role)
        for person, hits in scene.hits.items()
        for hit in hits
        if hit.reading.holds and scene.sides[person] is not Side.VENDOR and hit.signal.role not in LASTING
    }


def test_sentences_are_read_as_labelled() -> None:
    with LABELLED.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t"))
    right = found = wanted = 0
    wrong = []
    for speaker, sentence, person, role in rows:
        want = {(person, role)} if person else set()
        got = read(speaker, sentence)
        right, found, wanted = right + len(want & got), found + len(got), wanted + len(want)
        wrong += [(sentence, each) for each in got - want]

    assert len(rows) >= 140
    assert right / found > 0.95, wrong
    assert right / wanted > 0.8
