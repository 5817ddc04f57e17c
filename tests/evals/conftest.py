"""Runs made by hand, for what compares and reports them."""

from collections.abc import Callable, Mapping, Sequence

import pytest

from evals.running.record import Line, Mark, Record, Run, Spec, Value
from evals.running.summary import summed

SPECS = (
    Spec(task="stories", name="faithful", kind="rate", higher_is_better=True, title="claims that are carried"),
    Spec(task="stories", name="slips", kind="mean", higher_is_better=False, title="slips of style"),
    Spec(task="grounding", name="auroc", kind="auroc", higher_is_better=True, title="true above untrue"),
)
RunMaker = Callable[..., Run]


def story(account: int, share: float | None, wrong: Sequence[str], error: str | None) -> Record:
    value = Value(
        name="faithful", value=share, weight=8.0 if share is not None else 0.0, reason="" if share else "none"
    )
    return Record(
        engine="extractive",
        task="stories",
        case=f"case-{account:02}",
        cluster=f"account-{account:02}",
        measures=() if error else (value, Value(name="slips", value=1.0)),
        details=tuple(Line(label="claim", ok=False, text=text) for text in wrong),
        output=f"A story of account {account}.\nIt saved two hours.\n",
        error=error,
    )


@pytest.fixture
def made_run() -> RunMaker:
    """Make a run: shares of faithful claims by account, what is wrong, and scores that the checker gave."""

    def make(
        shares: Mapping[int, float | None],
        *,
        wrong: Mapping[int, Sequence[str]] | None = None,
        scores: Sequence[tuple[bool, float]] = (),
        errors: Mapping[int, str] | None = None,
    ) -> Run:
        records = [
            story(account, share, (wrong or {}).get(account, ()), (errors or {}).get(account))
            for account, share in shares.items()
        ]
        records += [
            Record(
                engine="built-in",
                task="grounding",
                case=f"text-{at:02}",
                cluster=f"source-{at // 2:02}",
                marks=(Mark(measure="auroc", label=label, score=score),),
            )
            for at, (label, score) in enumerate(scores)
        ]
        engines = tuple(sorted({record.engine for record in records}))
        run = Run(suite="full", seed=5, engines=engines, specs=SPECS, records=tuple(records))
        return summed(run)

    return make
