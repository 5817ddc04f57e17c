"""`evals agree`: asks the checker or a model about labelled texts, and tells how far it agrees."""

import json
from collections.abc import Sequence
from pathlib import Path

from assistant.domain.errors import AssistantError
from assistant.retrieval.protocols import AskModel
from evals.agreement.judging import judge as judged_by
from evals.agreement.labels import Labelled, read_labels
from evals.agreement.measuring import VERDICTS, Agreement, Opinion, as_json
from evals.agreement.measuring import agreement as measured
from evals.estimates.intervals import Estimate
from evals.running.engines import Engine, Renewed
from evals.running.plan import SEED
from evals.subjects import BuiltIn, Subject

_MOST = 10  # disagreements that are told


def agreement(path: Path, *, judge: str | None, base_url: str | None, as_json: bool) -> str:
    """Return the agreement with the labels of a file, as text or as JSON.

    Raises:
        BadInput: the file cannot be used, or no service is named for the judge.
    """
    labels = read_labels(path)
    if judge is None:
        opinions = [by_checker(BuiltIn(), label) for label in labels]
    else:
        engine = Engine(kind="openai", model=judge, base_url=base_url)
        opinions = [by_model(_model(engine), label) for label in labels]
    found = measured(opinions, SEED)
    return _json(found, opinions) if as_json else text(found, opinions)


def by_checker(subject: Subject, label: Labelled) -> Opinion:
    """Return what the checker says of a text."""
    told = label.label.value if label.label else None
    try:
        answer = subject.verify(label.text, label.texts)
    except AssistantError as error:
        return Opinion(label.id, label.group, told, None, reason=str(error))
    return Opinion(label.id, label.group, told, answer["verdict"], answer["score"], _reasons(answer))


def by_model(model: AskModel, label: Labelled) -> Opinion:
    """Return what a model says of a text."""
    told = label.label.value if label.label else None
    answer = judged_by(model, label.text, [source.text for source in label.sources])
    return Opinion(label.id, label.group, told, answer.verdict, answer.score, answer.why)


def text(found: Agreement, opinions: Sequence[Opinion]) -> str:
    """Return an agreement as lines to read."""
    rows = [
        ("agreement", found.agreed),
        ("kappa, four verdicts", found.kappa),
        ("kappa, supported or not", found.kappa_supported),
        ("balanced accuracy", found.balanced),
        ("AUROC of the score", found.auroc),
        *((f"recall, {label}", each) for label, each in found.recall.items()),
    ]
    lines = [f"{name:<26}{_told(estimate)}" for name, estimate in rows]
    lines += ["", f"{'label / answer':<18}{''.join(f'{answer:>14}' for answer in VERDICTS)}"]
    lines += [
        f"{label:<18}{''.join(f'{count:>14}' for count in row.values())}" for label, row in found.confusion.items()
    ]
    lines += ["", f"unscored: {', '.join(f'{count} {label}' for label, count in found.unscored.items()) or 'none'}"]
    apart = [o for o in opinions if o.label and o.answer and o.label != o.answer]
    lines += [
        f"{o.id}: people {o.label}, answer {o.answer}{f' ({o.reason})' if o.reason else ''}" for o in apart[:_MOST]
    ]
    return "\n".join(lines)


def _told(estimate: Estimate) -> str:
    if estimate.value is None:
        return "unscored"
    shown = "" if estimate.low is None else f" [{estimate.low:.3f}, {estimate.high:.3f}]"
    return f"{estimate.value:.3f}{shown}, {estimate.weight:g} texts in {estimate.clusters} clusters"


def _json(found: Agreement, opinions: Sequence[Opinion]) -> str:
    cases = [opinion._asdict() for opinion in sorted(opinions)]
    return json.dumps({**as_json(found), "cases": cases}, ensure_ascii=False, indent=2, sort_keys=True)


def _reasons(answer: dict[str, object]) -> str:
    sentences = answer["sentences"]
    told = (
        [reason for s in sentences if isinstance(s, dict) for reason in s["reasons"]]
        if isinstance(sentences, list)
        else []
    )
    return "; ".join(map(str, told[:2]))


def _model(engine: Engine) -> AskModel:
    from assistant.bootstrap.asking import chat_model

    return Renewed(lambda: chat_model(model=engine.model or "", base_url=engine.base_url), engine.model or "")
