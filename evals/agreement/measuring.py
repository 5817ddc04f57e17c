"""Agreement in figures: kappa, a confusion table, the area under the curve, each with what it left out."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.domain.verdicts import Verdict
from evals.estimates.areas import area, drawn
from evals.estimates.clusters import Pair, Point
from evals.estimates.intervals import NONE, Estimate, rate

VERDICTS = tuple(verdict.value for verdict in Verdict)
Numbers = NDArray[np.float64]


class Opinion(NamedTuple):
    """One text: what people said and what was answered; None where it was not said."""

    id: str
    cluster: str
    label: str | None
    answer: str | None
    score: float | None = None
    reason: str = ""


class Agreement(NamedTuple):
    """Agreement over all texts that have both.

    Attributes:
        kappa: Cohen's, over the four verdicts.
        kappa_supported: over supported and not.
        recall: by label, the share that was answered with it.
        unscored: by label, texts without an answer; "no label" counts those that people could not tell.
    """

    confusion: dict[str, dict[str, int]]
    agreed: Estimate
    kappa: Estimate
    kappa_supported: Estimate
    balanced: Estimate
    auroc: Estimate
    recall: dict[str, Estimate]
    unscored: dict[str, int]


def agreement(opinions: Sequence[Opinion], seed: int) -> Agreement:
    """Return how far answers agree with labels, in the order-free way that all figures of the evals have."""
    both = sorted(
        (o for o in opinions if o.label is not None and o.answer is not None), key=lambda o: (o.cluster, o.id)
    )
    left = Counter("no label" if o.label is None else o.label for o in opinions if o.label is None or o.answer is None)
    pairs = [Pair(o.cluster, o.id, o.label == "supported", o.score) for o in both if o.score is not None]
    tables = _tables(both)
    halves = _halved(tables)
    return Agreement(
        confusion={
            label: {answer: sum(o.label == label and o.answer == answer for o in both) for answer in VERDICTS}
            for label in VERDICTS
            if any(o.label == label for o in both)
        },
        agreed=rate([Point(o.cluster, float(o.label == o.answer)) for o in both]),
        kappa=_bootstrapped(kappa, tables, seed),
        kappa_supported=_bootstrapped(kappa, halves, seed),
        balanced=_bootstrapped(balanced, halves, seed),
        auroc=area(pairs, seed),
        recall={
            label: rate([Point(o.cluster, float(o.answer == label)) for o in both if o.label == label])
            for label in VERDICTS
            if any(o.label == label for o in both)
        },
        unscored=dict(sorted(left.items())),
    )


def kappa(tables: Numbers) -> Numbers:
    """Return Cohen's kappa (Educational and Psychological Measurement 20, 1960) of each table, labels by answers.

    It is NaN where chance alone agrees wholly: one and the same verdict everywhere.
    """
    total = tables.sum(axis=(1, 2))
    seen = np.trace(tables, axis1=1, axis2=2) / total
    chance = (tables.sum(axis=1) * tables.sum(axis=2)).sum(axis=1) / total**2
    room = 1 - chance
    return np.asarray(
        np.divide(seen - chance, room, out=np.full(len(tables), np.nan), where=room > 0), dtype=np.float64
    )


def balanced(tables: Numbers) -> Numbers:
    """Return the mean of the rates at which each label is told; NaN where a label does not occur."""
    rows = tables.sum(axis=2)
    right = np.diagonal(tables, axis1=1, axis2=2)
    shares = np.divide(right, rows, out=np.full(rows.shape, np.nan), where=rows > 0)
    return np.asarray(shares.mean(axis=1), dtype=np.float64)


def as_json(found: Agreement) -> dict[str, Any]:
    """Return it for other programs; an estimate is an object with value, low, high, clusters and weight."""
    plain = found._asdict()
    for name, value in plain.items():
        if isinstance(value, Estimate):
            plain[name] = value._asdict()
    return {**plain, "recall": {label: each._asdict() for label, each in found.recall.items()}}


def _tables(opinions: Sequence[Opinion]) -> Numbers:
    """Return a table of labels by answers for each cluster."""
    names = sorted({opinion.cluster for opinion in opinions})
    tables = np.zeros((len(names), len(VERDICTS), len(VERDICTS)))
    for opinion in opinions:
        if opinion.label is not None and opinion.answer is not None:
            tables[names.index(opinion.cluster), VERDICTS.index(opinion.label), VERDICTS.index(opinion.answer)] += 1
    return tables


def _halved(tables: Numbers) -> Numbers:
    """Return the tables of supported and not."""
    supported = VERDICTS.index("supported")
    fold = np.zeros((len(VERDICTS), 2))
    fold[:, 1] = 1
    fold[supported] = (1, 0)
    return np.asarray(fold.T @ tables @ fold, dtype=np.float64)


def _bootstrapped(figure: Callable[[Numbers], Numbers], tables: Numbers, seed: int) -> Estimate:
    """Return a figure of the summed tables, with the middle 95 % of it over clusters drawn again."""
    if not len(tables):
        return NONE
    value = float(figure(tables.sum(axis=0)[None])[0])
    if np.isnan(value):
        return NONE
    if len(tables) < 2:  # noqa: PLR2004  one cluster tells nothing about others
        return Estimate(value, None, None, len(tables), float(tables.sum()))
    draws = np.einsum("bc,cij->bij", drawn(len(tables), seed), tables)
    low, high = np.nanpercentile(figure(draws), [2.5, 97.5])
    return Estimate(value, float(low), float(high), len(tables), float(tables.sum()))
