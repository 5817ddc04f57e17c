"""The process that drafts: the real one, what it is told, and what others may see of it."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from assistant.bootstrap.working import CHILD, frame_of
from assistant.domain.jobs import JobState
from assistant.domain.story import Story
from assistant.jobs.brief import Brief, BriefReader, BriefVectors, packed, unpacked
from assistant.jobs.child import ChildLost, ChildPlan, ChildPool, drafting_command
from assistant.retrieval.keys import text_key
from assistant.settings import Settings


def test_the_real_process_drafts_from_what_is_kept(house: Any, tmp_path: Path) -> None:
    stories: list[Story] = []

    def keep(story: Story, /, **_: object) -> None:
        stories.append(story)

    plan = ChildPlan(drafting_command(CHILD), frame_of(Settings(embedder="lexical"), tmp_path / "answers"), 4096)
    with house.runner(child=plan, keep=keep) as runner:
        job = house.ended(runner, runner.submit(house.draft(house.account("acme")), "u1"))

    assert (job.state, job.problem) == (JobState.DONE, None)
    [story] = stories
    assert story.account.id == "acme"
    assert story.provenance.embedder == "lexical"
    assert any("nine days" in claim.text for claim in story.claims)
    assert {document.id for document in story.documents} == {"call.txt"}


def test_a_key_goes_by_pipe_and_stands_neither_in_arguments_nor_in_the_environment(
    house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OUTCOME_STORIES_API_KEY", "OPENAI_API_KEY"):
        monkeypatch.setenv(name, "hush")
    with house.runner() as runner:
        house.ended(runner, runner.submit(house.draft(house.account("acme")), "u1"))
        [(_, _, pid)] = house.written()
        seen = b"".join(Path(f"/proc/{pid}/{what}").read_bytes() for what in ("environ", "cmdline"))

    assert b"PATH=" in seen
    assert b"OMP_NUM_THREADS=1" in seen
    assert b"hush" not in seen


def test_the_frame_holds_what_drafting_needs_and_no_other_secret(tmp_path: Path) -> None:
    settings = Settings(
        api_key=SecretStr("hush"),
        secret_key=SecretStr("not this"),
        database_url=SecretStr("postgresql://nor:this@db/x"),
    )
    frame = frame_of(settings, tmp_path)

    assert frame["settings"]["api_key"] == "hush"
    assert "this" not in str(frame)
    assert Settings(**frame["settings"]).api_key == settings.api_key


def test_a_brief_is_the_same_beyond_the_pipe(house: Any) -> None:
    with house.runner() as runner:
        job = runner.submit(house.draft(house.account("acme")), "u1")
        house.ended(runner, job)
    passage = house.store.repository.documents("acme")[0].passages[0]
    house.store.repository.keep_vectors({text_key(passage.text): [0.5, -0.25, 1.0]}, "small")

    brief = BriefReader(house.store.repository, "small").read(job)
    again = Brief.model_validate(brief.model_dump(mode="json", by_alias=True))

    assert again == brief
    vectors = BriefVectors(again)
    assert list(vectors.vectors([text_key(passage.text), "other"], "small").values()) == [(0.5, -0.25, 1.0)]
    vectors.keep_vectors({"other": [1.0]}, "small")
    assert set(vectors.vectors(["other"], "small")) == {"other"}


def test_vectors_survive_packing() -> None:
    assert unpacked(packed([0.0, -1.5, 3.25])) == (0.0, -1.5, 3.25)


def test_a_pool_that_is_closed_lends_nothing(house: Any) -> None:
    pool = ChildPool(house.parts().child)
    pool.close()
    with pytest.raises(ChildLost, match="stopping"), pool.child("job_1"):
        pass
