"""`raci check`: a matrix as somebody wrote it, held against the rules (contract: `raci check`)."""

from typing import Any

from assistant.domain.documents import NamedBytes
from assistant.domain.raci import Chart, Finding, Findings
from assistant.domain.variants import VARIANTS
from assistant.mapping.raci.reading import charts_of
from assistant.mapping.raci.rules import check
from ingest.matrices import read_grids


def check_matrix(file: NamedBytes, variant: str = "raci") -> dict[str, Any]:
    """Check every table of a file.

    Returns:
        `rows`, `errors` and `warnings` as the contract has them; `tables` with the columns of each; `notes` on
        what was left out or read in a way that a reader should know.

    Raises:
        BadInput: the file cannot be read, or holds no matrix; names the row and the column.
    """
    charts = charts_of(file.name, read_grids(file), VARIANTS[variant])
    findings = [_named(check(chart), chart, number) if len(charts) > 1 else check(chart)
                for number, chart in enumerate(charts, start=1)]  # fmt: skip
    return {
        "rows": sum(len(chart.rows) for chart in charts),
        "errors": [found.model_dump() for each in findings for found in each.errors],
        "warnings": [found.model_dump() for each in findings for found in each.warnings],
        "variant": variant,
        "tables": [
            {"name": chart.name or None, "rows": len(chart.rows), "columns": list(chart.columns)} for chart in charts
        ],
        "notes": [note for chart in charts for note in chart.notes],
    }


def _named(findings: Findings, chart: Chart, number: int) -> Findings:
    """Say of each finding in which of several tables it is."""
    table = chart.name or f"table {number}"

    def named(found: Finding) -> Finding:
        return found.model_copy(update={"table": table})

    return Findings(errors=tuple(map(named, findings.errors)), warnings=tuple(map(named, findings.warnings)))
