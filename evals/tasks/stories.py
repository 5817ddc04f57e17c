"""Stories: is what is said carried, is what matters said, is what is open left open?"""

import re
from collections.abc import Sequence

from evals.cases import Case, wanted
from evals.measures import CaseResult, Detail, Measure, MeasureSpec
from evals.scorers import faithfulness, honesty, metrics, style
from evals.scorers.story import Told
from evals.subjects import Json, Stopwatch, Subject, Text
from evals.tasks.base import Options, Suite, TaskCase
from evals.tasks.spending import cost_of, tokens_of

_REPORTING = re.compile(r"(,|[”»“]),? (?:says|adds|explains|recalls|notes) [^“”]{2,90}\.$")


class Stories:
    """One story for each account, in the kind that the account asks for."""

    name = "stories"
    suites: frozenset[Suite] = frozenset(("smoke", "full"))
    uses_engine = True
    measures = (
        MeasureSpec("claims_supported", True, "rate", "claims that the checker finds carried by what they cite"),
        MeasureSpec("claims_carried", True, "rate", "claims whose words and denials stand in what they cite"),
        MeasureSpec("figures_right", True, "rate", "figures that stand in what is cited"),
        MeasureSpec("citations_exact", True, "rate", "citations that are the text at their span"),
        MeasureSpec("quotes_verbatim", True, "rate", "quotations that stand in the notes"),
        MeasureSpec("quotes_credited", True, "rate", "quotations under the name of who said them"),
        MeasureSpec("outcomes_told", True, "rate", "main outcomes of the notes that are told"),
        MeasureSpec("changes_right", True, "rate", "changes listed that the notes report"),
        MeasureSpec("changes_computed", True, "rate", "changes that their own figures give"),
        MeasureSpec("contradictions_told", True, "rate", "contradictions that are reported"),
        MeasureSpec("unknowns_asked", True, "rate", "open points that are asked about"),
        MeasureSpec("bans_kept", True, "rate", "statements kept out that may not be made"),
        MeasureSpec("usage_right", True, "rate", "active users told as the table has them"),
        MeasureSpec("length_kept", True, "rate", "stories no longer than their kind allows"),
        MeasureSpec("style_kept", True, "rate", "rules of style kept"),
    )

    def cases(self, options: Options) -> Sequence[TaskCase]:
        """Return a case for each account."""
        return [TaskCase(case.id, case.id, case) for case in wanted(options.suite)][: options.limit]

    def run(self, case: TaskCase, subject: Subject) -> CaseResult:
        """Draft, and score what came out."""
        account: Case = case.payload
        watch = Stopwatch()
        story = subject.draft(account.files, account.kind)
        seconds = watch.seconds
        measures, details = scored(story, account, subject)
        return CaseResult(
            case.id,
            case.cluster,
            measures=tuple(measures),
            details=tuple(details),
            output=read_aloud(story),
            seconds=seconds,
            tokens=tokens_of(story),
            cost_usd=cost_of(story),
        )


def scored(story: Json, case: Case, subject: Subject) -> tuple[list[Measure], list[Detail]]:
    """Return every measure of a story; the subject's checker is asked for one of them only."""
    told = Told(story)
    account = story["account"]["name"]
    quoted, quote_details = faithfulness.quotations(told, case)
    changes, change_details = metrics.changes_right(told, case)
    parts = [
        claims_supported(told, subject, account),
        faithfulness.claims_carried(told, account),
        faithfulness.figures_right(told),
        metrics.told_outcomes(told, case),
        honesty.contradictions_told(told, case),
        honesty.unknowns_asked(told, case),
        honesty.bans_kept(told, case),
        metrics.usage_right(told, case),
        style.style_kept(told, case),
    ]
    alone = [faithfulness.citations_exact(told), style.length_kept(told)]
    details = [*quote_details, *change_details, *(detail for _, found in parts for detail in found)]
    return [measure for measure, _ in parts] + alone + quoted + changes, details


def claims_supported(told: Told, subject: Subject, account: str | None) -> tuple[Measure, list[Detail]]:
    """Every claim, put to the checker once more, with what it cites and with the names that are given."""
    hits, details = 0, list[Detail]()
    for claim in told.claims:
        sources = [Text("cited", told.cited(claim)), Text("formulas", told.formulas(claim)), given(told, account)]
        answer = subject.verify(_unreported(claim["text"]), [source for source in sources if source.text])
        hits += answer["verdict"] == "supported"
        if answer["verdict"] != "supported":
            reasons = "; ".join(reason for sentence in answer["sentences"] for reason in sentence["reasons"])
            details.append(Detail(f"claim {answer['verdict']}", False, f"{claim['text']} ({reasons})"))
    return Measure.rate("claims_supported", hits, len(told.claims), "no claim in the story"), details


def _unreported(text: str) -> str:
    """Return a claim without the words that say who says it: attribution has its own measure."""
    return _REPORTING.sub(lambda match: "." if match[1] == "," else match[1], text)


def given(told: Told, account: str | None) -> Text:
    """Return who is known without a passage: the account, the speakers of the evidence and their titles."""
    speakers = dict.fromkeys(item["speaker"] for item in told.story["evidence"] if item["speaker"])
    titled = {quote["speaker"]: quote["title"] for quote in told.story["quotes"] if quote["title"]}
    lines = [f"{name}, {titled[name]}." if name in titled else f"{name}." for name in speakers]
    return Text("given", "\n".join([f"{account}." if account else "", *lines]))


def read_aloud(story: Json) -> str:
    """Return a story as text to read beside another."""
    lines = [story["title"], "", story["summary"]]
    for section in story["sections"]:
        lines += ["", section["heading"].upper(), *(claim["text"] for claim in section["claims"])]
    lines += ["", *(f"open: {gap['question']}" for gap in story["gaps"])]
    lines += [f"contradiction: {each['text']}" for each in story["contradictions"]]
    return "\n".join(lines)
