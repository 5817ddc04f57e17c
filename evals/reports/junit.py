"""A run as JUnit's XML, which every CI shows: a suite for each task and engine, a test for each figure."""

import re
from collections.abc import Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from evals.gates.verdicts import Failure
from evals.reports.rows import interval, shown
from evals.running.record import Figure, Run, Time

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(run: Run, failures: Sequence[Failure], times: Sequence[Time] = ()) -> str:
    """Return the report; gates that did not hold are failures, figures without a value are skipped."""
    suites = Element("testsuites", name=f"evals {run.suite}")
    for (engine, task), figures in groupby(run.figures, key=lambda figure: (figure.engine, figure.task)):
        own = [failure for failure in failures if (failure.engine, failure.task) == (engine, task)]
        seconds = sum(time.seconds for time in times if (time.engine, time.task) == (engine, task))
        _suite(suites, f"{task} ({engine})", list(figures), own, seconds)
    for name in ("tests", "failures"):
        suites.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suites, encoding="unicode")}\n'


def _suite(parent: Element, name: str, figures: Sequence[Figure], failures: Sequence[Failure], seconds: float) -> None:
    suite = SubElement(parent, "testsuite", name=_clean(name))
    measured = [(figure.measure, figure) for figure in figures]
    others: list[tuple[str, Figure | None]] = [(f.measure, None) for f in failures if f.measure not in dict(measured)]
    cases = [_case(suite, name, measure, figure, failures) for measure, figure in [*measured, *others]]
    failed = sum(case.find("failure") is not None for case in cases)
    skipped = sum(case.find("skipped") is not None for case in cases)
    counts = {"tests": len(cases), "failures": failed, "errors": 0, "skipped": skipped, "time": f"{seconds:.3f}"}
    for attribute, count in counts.items():
        suite.set(attribute, str(count))


def _case(suite: Element, name: str, measure: str, figure: Figure | None, failures: Sequence[Failure]) -> Element:
    case = SubElement(suite, "testcase", classname=_clean(name), name=_clean(measure), time="0")
    own = [str(failure) for failure in failures if failure.measure == measure]
    if own:
        failure = SubElement(case, "failure", message=_clean(own[0]), type="gate")
        failure.text = _clean("\n".join(own))
    elif figure is not None and figure.value is None:
        SubElement(case, "skipped", message=f"unscored in all {figure.unscored} cases")
    if figure is not None:
        out = SubElement(case, "system-out")
        out.text = f"{shown(figure.value)} {interval(figure)}, {figure.scored} scored, {figure.unscored} unscored"
    return case


def _clean(text: str) -> str:
    """Return text without what XML cannot write."""
    return _NO_XML.sub("\ufffd", text)
