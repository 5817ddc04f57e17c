"""A drafting process whose drafts go wrong as the account's id says; run by path."""

import os
import signal
import time
from pathlib import Path

from assistant.domain.errors import BadInput
from assistant.domain.evidence import Citation, Evidence
from assistant.domain.story import Checks, Claim, ClaimKind, Provenance, Section, Story, StoryAccount, StoryDocument
from assistant.domain.verdicts import Verdict
from assistant.jobs.answering import answer
from assistant.jobs.brief import Brief, Progress, Settings, Writer


def writer_of(settings: Settings) -> Writer:
    log = Path(settings["log"])

    def write(brief: Brief, progress: Progress) -> Story:
        with log.open("a") as file:
            file.write(f"write {brief.job} {brief.account.id} {os.getpid()}\n")
        progress("finding the evidence")
        _go_wrong(brief, log.parent)
        progress("writing")
        time.sleep(float(settings.get("seconds", 0.0)))
        print("a library that prints must not spoil the answers")  # noqa: T201  that is the point
        return _story(brief)

    return write


def _go_wrong(brief: Brief, folder: Path) -> None:
    how = brief.account.id.split("-")[0]
    marker = folder / f"crashed-{brief.job}"
    if how == "killed" or (how == "once" and not marker.exists()):
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "slow":
        time.sleep(60)
    if how == "greedy":
        _ = bytearray(8 * 1024**3)
    if how == "bad":
        raise BadInput("usage.csv", "it has no column for time", mend="name one")
    if how == "fault":
        raise RuntimeError("the secret words of the notes")


def _story(brief: Brief) -> Story:
    documents = tuple(
        StoryDocument(id=each.id, sha256=each.sha256, media_type=each.media_type, text=each.text)
        for each in brief.documents
    )
    words, document = brief.passages[0].text, brief.documents[0].id
    start = brief.documents[0].text.index(words)
    evidence = Evidence(
        id="e1", type="passage", document=document, start=start, end=start + len(words), text=words, rank=1
    )
    cited = Citation(evidence="e1", document=document, start=start, end=start + len(words), text=words)
    claim = Claim(id="c1", text=words, kind=ClaimKind.FACT, citations=(cited,), verdict=Verdict.SUPPORTED, score=1.0)
    return Story(
        account=StoryAccount(id=brief.account.id, name=brief.account.name),
        kind=brief.kind,
        engine="extractive",
        language="en",
        title="A story",
        summary="",
        sections=(Section(heading="What happened", claims=(claim,)),),
        evidence=(evidence,),
        documents=documents,
        checks=Checks(supported=1),
        provenance=Provenance(engine="extractive", embedder="none", version="0"),
    )


if __name__ == "__main__":
    answer(writer_of)
