"""The generative engine: a model plans, extracts, drafts, repairs and polishes; code checks, counts and decides.

    plan ∥ extract → draft → check → repair (≤ 2 rounds) → drop → polish → check

The model names evidence and writes words. Figures of the table, gaps, contradictions, headings and ids come
from the same code as for the built-in engine; what the checker refuses is dropped. See `assistant.writing.engine`.
"""

import time
from collections.abc import Callable, Sequence

from assistant.domain.story import Kind
from assistant.grounding.across import asserts_no_detail
from assistant.grounding.languages import COVERED
from assistant.retrieval.protocols import AskModel, StageCache
from assistant.writing.candidates import candidates
from assistant.writing.gaps import gaps
from assistant.writing.generative.asking import Desk, MemoryCache, Progress
from assistant.writing.generative.bench import Attempt, Bench, CheckerOf
from assistant.writing.generative.composing import Drafted, Writer
from assistant.writing.generative.exhibits import Exhibits
from assistant.writing.generative.gathering import Gathered, chosen, gather
from assistant.writing.generative.heads import summary_lines, title_lines
from assistant.writing.generative.judging import ModelJudge
from assistant.writing.generative.translating import Translator
from assistant.writing.headings import heading
from assistant.writing.headline import last_title
from assistant.writing.kinds import shape_of
from assistant.writing.material import Material
from assistant.writing.measures import measures_of, usage_measures
from assistant.writing.outcomes.contradictions import contradictions
from assistant.writing.outcomes.search import findings, statements
from assistant.writing.proposal import Line, Proposal, ProposedClaim, ProposedSection, Remark, Wording
from assistant.writing.scoring import Scored, scored
from assistant.writing.style import HouseStyle

PARALLEL = 8
RESULT_WEIGHT = 2.0  # what opens a story is dropped last where it is too long
USAGE_WEIGHT = 1.5
NOTHING = Drafted((), (), ())


class GenerativeEngine:
    """Writes with a language model; see `assistant.writing.engine.Engine`.

    Args:
        model: who answers.
        checker_of: makes the checker, over given sources, that decides what is carried.
        cache: answers already paid for; a retry after a failure asks only for what is missing.
        style: the house style.
        judge: the second opinion that `checker_of` hears.
        parallel: questions at the same time.
        clock: seconds, monotonic.
        progress: is told each stage.
    """

    name = "openai"

    def __init__(  # noqa: PLR0913  the parts of an engine, each by name
        self,
        model: AskModel,
        *,
        checker_of: CheckerOf,
        cache: StageCache | None = None,
        style: HouseStyle | None = None,
        judge: ModelJudge | None = None,
        parallel: int = PARALLEL,
        clock: Callable[[], float] = time.monotonic,
        progress: Progress = lambda _: None,
    ) -> None:
        self._ask_model = model
        self._checker_of = checker_of
        self._cache = cache or MemoryCache()
        self._style = style or HouseStyle()
        self._judge = judge
        self._parallel = parallel
        self._clock, self._progress = clock, progress

    @property
    def model(self) -> str | None:
        """The model that takes part."""
        return self._ask_model.model

    def write(self, material: Material) -> Proposal:
        """Return the story that the model wrote and the checker left.

        Raises:
            ModelFailed: the service stays down; what was answered so far is kept for another try.
        """
        shape = shape_of(material.kind)
        desk = Desk(self._ask_model, self._cache, self._parallel, self._clock, self._progress)
        found = candidates(material)
        told = statements(found)
        outcomes = findings(told)
        ranked = scored(material, found, outcomes)
        metrics = measures_of(outcomes)
        exhibits = Exhibits(material, found)
        bench = Bench(material, exhibits, metrics, self._checker_of, judged=self._judge is not None)
        exhibits.offer(bench.offered())
        writer = Writer(material, shape, exhibits, self._style, desk)
        gathered = gather(material, shape, exhibits, ranked, desk) if exhibits.all else Gathered()
        drafted = writer.draft(gathered, chosen(gathered, exhibits, shape, ranked)) if exhibits.all else NOTHING
        held, remarks = self._held(drafted, writer, bench)
        titles = title_lines(drafted, held, outcomes, material, bench)
        summary = summary_lines(drafted, held, bench)
        language = material.wanted if material.translates else None
        if language is not None and held:
            held, titles, summary, more = self._translated(held, titles, summary, material, desk)
            remarks += more
        cited = {exhibit.candidate.order for one in held for exhibit in one.exhibits if exhibit.candidate}
        first_use = min((series.points[0][0] for series in material.series if series.points), default=None)
        proposal = Proposal(
            titles=titles,
            summary=summary,
            sections=_sections(held, material, ranked),
            metrics=(*(metric for metric, _ in metrics), *usage_measures(material.facts)),
            gaps=gaps(
                material,
                found,
                [item for item in ranked if item.candidate.order in cited],
                outcomes,
                quoted=any(one.wording is not None and one.wording.quoted for one in held),
            ),
            contradictions=contradictions(told, outcomes, material.facts, first_use),
            flags=(*gathered.remarks, *remarks),
            effort=desk.effort(),
            language=language,
        )
        self._cache.clear()
        return proposal

    def _held(self, drafted: Drafted, writer: Writer, bench: Bench) -> tuple[list[Attempt], list[Remark]]:
        """Return the sentences that the checker carries, in their final words, and what the reviewer should know."""
        desk = writer.desk
        desk.progress("checking the draft")
        checked = bench.checked(drafted.attempts, desk)
        repaired, remarks = writer.repaired(checked, bench)
        held = _distinct([one for one in repaired if one.holds])
        dropped = len(repaired) - len(held)
        if dropped:
            number = "1 sentence" if dropped == 1 else f"{dropped} sentences"
            remarks.append(
                Remark("refused", f"{number} of the model's were dropped: the evidence does not carry them.")
            )
        if writer.material.kind is Kind.ONE_LINER:
            return held, remarks
        polished, more = writer.polished(held, bench)
        return _distinct(polished), [*remarks, *more]

    def _translated(
        self, held: Sequence[Attempt], titles: Sequence[Line], summary: Sequence[Line], material: Material, desk: Desk
    ) -> tuple[list[Attempt], tuple[Line, ...], tuple[Line, ...], list[Remark]]:
        """Return sentences and head in the language asked for; a line that could not stand there is not sent."""
        target = material.wanted or material.language
        given = material.account_name or ""
        able = self._judge is not None and target in COVERED

        def may_stand(line: Line) -> bool:
            return line.text is None or able or asserts_no_detail(line.text, material.language, given)

        first = [line for line in titles[:1] if len(titles) > 1 and may_stand(line)]
        lines = (*first, *filter(may_stand, summary))
        translator = Translator(desk, self._style, material.language, target)
        rendered, shown, remarks = translator.story(held, lines)
        plain = Line(last_title(material, target), ())
        return rendered, (*shown[: len(first)], plain), shown[len(first) :], remarks


def _distinct(attempts: Sequence[Attempt]) -> list[Attempt]:
    """Leave out a sentence that says what another one says word for word."""
    return list({one.text.casefold(): one for one in reversed(attempts)}.values())[::-1]


def _sections(held: Sequence[Attempt], material: Material, ranked: Sequence[Scored]) -> tuple[ProposedSection, ...]:
    worth = {item.candidate.order: item.weight for item in ranked}

    def claim(attempt: Attempt, wording: Wording) -> ProposedClaim:
        orders = [exhibit.candidate.order for exhibit in attempt.exhibits if exhibit.candidate]
        weight = max((worth.get(order, 0.0) for order in orders), default=USAGE_WEIGHT)
        return ProposedClaim(attempt.key, (wording,), weight + RESULT_WEIGHT * (attempt.part == "result"))

    made = []
    for part in shape_of(material.kind).parts:
        claims = tuple(claim(one, one.wording) for one in held if one.part == part and one.wording)
        if claims:
            made.append(ProposedSection(heading(part, material.wanted or material.language, material.kind), claims))
    return tuple(made)
