"""Measures the checker on public development data: `python -m scripts.grounding_report --data FOLDER`.

The folder holds WiCE (dev), FRANK (validation) and BEGIN (dev) as published; sets that are not there are
left out. Nothing is fitted here: the figures are those of the shipped checker, beside the lexical bar.
"""

import argparse
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.domain.errors import BadInput
from assistant.grounding.claim import Claim
from assistant.grounding.sentences import split
from assistant.grounding.sources import SourceText, whole
from assistant.grounding.support.carrying import support
from assistant.grounding.support.index import Index
from assistant.workflow.verification import verify
from benches.lexical_baseline import baseline
from evals.external.labelled import Case, load
from scripts.grounding_planted import planted
from scripts.grounding_statistics import (
    Numbers,
    auroc,
    balanced_accuracy,
    bootstrap,
    partial_correlation,
    ranks,
)

MEASURES = ("coverage", "together", "near", "order", "score")


class Scored(NamedTuple):
    """What was said of each case of a set."""

    labels: Numbers
    checker: Numbers
    verdicts: Numbers
    baseline: Numbers


def scored(cases: list[Case]) -> Scored:
    """Run the checker and the bar over a set; a text without a sentence counts as supported by both."""
    rows = []
    for case in cases:
        try:
            result = verify(case.text, [SourceText("source", case.source)])
        except BadInput:
            result = {"score": 1.0, "verdict": "supported"}
        bar = min((baseline(span.of(case.text), case.source) for span in split(case.text)), default=1.0)
        rows.append((float(case.supported), result["score"], float(result["verdict"] == "supported"), bar))
    return Scored(*np.array(rows, dtype=np.float64).T)


def report(name: str, cases: list[Case]) -> None:
    """Print the figures of one set."""
    s = scored(cases)

    def area(scores: Numbers, rows: NDArray[np.intp]) -> float:
        return auroc(s.labels[rows], scores[rows])

    size = len(cases)
    print(f"{name}: {size} texts, {int(s.labels.sum())} supported")
    print(f"  AUROC checker   {bootstrap(lambda rows: area(s.checker, rows), size)}")
    print(f"  AUROC baseline  {bootstrap(lambda rows: area(s.baseline, rows), size)}")
    print(f"  difference      {bootstrap(lambda rows: area(s.checker, rows) - area(s.baseline, rows), size)}")
    accuracy = bootstrap(lambda rows: balanced_accuracy(s.labels[rows], s.verdicts[rows]), size)
    print(f"  balanced accuracy of the verdict {accuracy}")
    if all(case.factuality is not None for case in cases):
        human = np.array([case.factuality for case in cases], dtype=np.float64)
        models = [case.model for case in cases]
        for label, scores in (("checker", s.checker), ("baseline", s.baseline)):
            pearson = partial_correlation(human, scores, models)
            spearman = partial_correlation(ranks(human), ranks(scores), models)
            print(f"  partial correlation, {label}: Pearson {pearson:.3f}, Spearman {spearman:.3f}")


def measures(name: str, cases: list[Case]) -> None:
    """Print the AUROC of each measure of support alone and of their mean, without the exact checks."""
    rows = []
    for case in cases:
        index = Index(whole([SourceText("source", case.source)]))
        claims = [Claim(span.of(case.text)) for span in split(case.text)]
        found = [support(claim.content, claim.words, index) for claim in claims if claim.content]
        rows.append([min((getattr(one, measure) for one in found), default=1.0) for measure in MEASURES])
    labels = np.array([case.supported for case in cases], dtype=np.float64)
    columns = np.array(rows, dtype=np.float64).T
    shown = "  ".join(f"{m} {auroc(labels, c):.3f}" for m, c in zip(MEASURES, columns, strict=True))
    print(f"{name} without the exact checks: {shown}")


def main() -> None:
    """Print the figures of every set in the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with wice, frank and begin")
    parser.add_argument("--measures", action="store_true", help="each measure of support alone, too")
    parser.add_argument("--planted", action="store_true", help="errors planted into the sources' sentences, too")
    options = parser.parse_args()
    sets = load(options.data)
    for name, cases in sets.items():
        report(name, cases)
    if options.measures:
        for name, cases in sets.items():
            measures(name, cases)
    if options.planted:
        sources = [case.source for name in ("WiCE", "FRANK") for case in sets.get(name, [])]
        for kind, verdicts in planted(sources):
            total = sum(verdicts.values())
            shown = ", ".join(f"{verdict} {count / total:.3f}" for verdict, count in sorted(verdicts.items()))
            print(f"planted, {kind}: {total} sentences: {shown}")


if __name__ == "__main__":
    main()
