from assistant.domain.story import Story
from assistant.rendering.notes import Notes, cited_by


def test_a_place_has_one_number_in_reading_order(story: Story) -> None:
    notes = Notes(story)

    assert [note.number for note in notes.all] == list(range(1, len(notes.all) + 1))
    assert len({note.citation for note in notes.all}) == len(notes.all)
    assert notes.of(story.claims[0].citations) == (1,)
    assert notes.of_claims(story.summary_claims) == (2, 5)


def test_a_metric_shares_the_note_of_its_evidence(story: Story) -> None:
    notes = Notes(story)

    assert notes.of_evidence(story.metrics[0].citations) == notes.of_claims(["c2"])


def test_evidence_that_no_claim_cites_gets_a_note_of_its_own(story: Story) -> None:
    notes = Notes(story)
    (number,) = notes.of_evidence(story.quotes[1].citations)

    note = notes.all[number - 1]
    assert note.citation.text.startswith("For the first time")
    assert number not in cited_by(story, notes)


def test_every_note_knows_its_evidence_or_fact(story: Story) -> None:
    for note in Notes(story).all:
        assert note.evidence is not None
        assert (note.fact is not None) == (note.citation.usage_fact is not None)


def test_unknown_ids_have_no_note(story: Story) -> None:
    notes = Notes(story)

    assert notes.of_claims(["nobody"]) == ()
    assert notes.of_evidence(["nothing"]) == ()
