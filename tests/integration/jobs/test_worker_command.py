"""`outcome-stories worker` as a program, beside nothing but a database."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from assistant.domain.accounts import Account
from assistant.domain.jobs import Job, JobKind, JobOrder, JobState
from assistant.retrieval.kept import KeptDocument
from assistant.storage.open_store import OpenStore
from assistant.storage.opening import open_service
from ingest.documents import ingest
from ingest.passages import passages

PATIENCE = 90.0
NOTES = b"Mira Voss: The monthly close took nine days, and now it takes three."


def test_a_worker_drafts_what_waits_and_stops_when_asked_to(tmp_path: Path, postgres_url: str) -> None:
    now = datetime.now(UTC)
    account = Account(id="acme", name="Acme")
    order = JobOrder(kind=JobKind.DRAFT, account=account.id)
    with open_service(tmp_path / "server", postgres_url, secret=b"shared") as opened:
        document = ingest("call.txt", NOTES, id="call.txt", account=account, redact="off")
        opened.repository.keep_account(account)
        opened.repository.keep_documents(account.id, [KeptDocument(document, tuple(passages(document)))])
        with opened.store.write() as work:
            work.jobs.save(Job(id="job_0001", order=order, owner="u1", created_at=now, updated_at=now))
        worker = subprocess.Popen(
            [Path(sys.executable).with_name("outcome-stories"), "worker", "--data", tmp_path / "worker"],
            env={
                **os.environ,
                "OUTCOME_STORIES_DATABASE_URL": postgres_url,
                "OUTCOME_STORIES_CHROMA_URL": "http://127.0.0.1:9",  # not asked: evidence is found by words alone
                "OUTCOME_STORIES_SECRET_KEY": "shared",
                "OUTCOME_STORIES_EMBEDDER": "lexical",
            },
        )
        try:
            end = time.monotonic() + PATIENCE
            while not (job := _job(opened)).is_final:
                assert time.monotonic() < end, job
                assert worker.poll() is None
                time.sleep(0.1)
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(PATIENCE) == 0
        finally:
            worker.kill()
            worker.wait()
        assert (job.state, job.problem) == (JobState.DONE, None)
        with opened.store.read() as work:
            assert work.stories.get(str(job.story)).account == "acme"


def _job(opened: OpenStore) -> Job:
    with opened.store.read() as work:
        return work.jobs.get("job_0001")
