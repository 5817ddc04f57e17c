"""The stages that write: draft, repair and polish."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.domain.errors import ModelFailed, ReplyCut
from assistant.domain.story import ClaimKind
from assistant.writing.generative.answers import DraftAnswer, PolishAnswer, RepairAnswer
from assistant.writing.generative.asking import Desk
from assistant.writing.generative.bench import Attempt, Bench
from assistant.writing.generative.exhibits import Exhibit, Exhibits, lines
from assistant.writing.generative.gathering import Gathered, question_of
from assistant.writing.generative.words import sentences_of
from assistant.writing.kinds import Shape
from assistant.writing.material import Material
from assistant.writing.proposal import Remark
from assistant.writing.style import HouseStyle

ROUNDS = 2
_TOGETHER = 25  # refused sentences in one question
_SEE = 6  # evidence named for a part
_LONGER = 1.25  # how much longer polishing may make a sentence
_NEAR = 1  # neighbours of cited evidence that a repair is shown


@dataclass(frozen=True)
class Drafted:
    """A draft as it came: sentences to check, and what it would put at the head."""

    attempts: tuple[Attempt, ...]
    titles: tuple[tuple[str, tuple[Exhibit, ...]], ...]
    summary: tuple[tuple[str, tuple[Exhibit, ...]], ...]


@dataclass(frozen=True)
class Writer:
    """Asks for the words of one story."""

    material: Material
    shape: Shape
    exhibits: Exhibits
    style: HouseStyle
    desk: Desk

    def draft(self, gathered: Gathered, shown: Sequence[Exhibit]) -> Drafted:
        """Return a first draft; one that is too long for the model is asked for in halves.

        Raises:
            ModelFailed: it did not come.
        """
        self.desk.progress("drafting")
        parts = list(self.shape.parts)
        try:
            answers = self.desk.in_parts(parts, lambda some: self._ask(gathered, shown, some))
        except ReplyCut:
            strongest = sorted(shown, key=lambda one: -gathered.strength.get(one, 0))[: max(1, len(shown) // 3)]
            kept = [one for one in shown if one in set(strongest)]
            answers = self.desk.in_parts(parts, lambda some: self._ask(gathered, kept, some))
        return self._drafted(answers)

    def repaired(self, attempts: Sequence[Attempt], bench: Bench) -> tuple[list[Attempt], list[Remark]]:
        """Return the attempts after at most two rounds of repair; what is still refused is for the caller to drop."""
        current = list(attempts)
        for round_ in range(1, ROUNDS + 1):
            refused = [one for one in current if not one.holds and one.text]
            if not refused:
                break
            self.desk.progress(f"repairing {len(refused)} sentences, round {round_}")
            batches = [refused[at : at + _TOGETHER] for at in range(0, len(refused), _TOGETHER)]
            results = self.desk.together([partial(self._mend, batch) for batch in batches])
            mended = {one.key: one for result in results if not isinstance(result, ModelFailed) for one in result}
            checked = {one.key: one for one in bench.checked(list(mended.values()), self.desk)}
            asked = {one.key for one in refused}
            given_up = {key for key in asked if key not in checked}
            current = [replace(one, text="") if one.key in given_up else checked.get(one.key, one) for one in current]
            failed = [result for result in results if isinstance(result, ModelFailed)]
            if failed:
                return current, [Remark("stage_failed", f"Refused sentences were not all repaired: {failed[0]}.")]
        return current, []

    def polished(self, held: Sequence[Attempt], bench: Bench) -> tuple[list[Attempt], list[Remark]]:
        """Return the sentences in better words where those hold too, else as they were."""
        editable = {one.key: one for one in held if one.wording and one.wording.kind is not ClaimKind.QUOTE}
        if not editable:
            return list(held), []
        self.desk.progress("polishing")
        values = {
            "language": self.material.language,
            "style": self.style.rules(),
            "sentences": [
                f"[{one.key}] {one.text}" if one.key in editable else f"(quotation) {one.text}" for one in held
            ],
        }
        try:
            answer = self.desk.ask("polish", values, PolishAnswer)
        except ModelFailed as error:
            return list(held), [Remark("stage_failed", f"The wording was not polished: {error}.")]
        edits = {edit.id.strip("[] "): edit.text for edit in answer.sentences}
        tried = [
            replace(one, text=texts[0])
            for one in editable.values()
            for texts in [sentences_of(edits.get(one.key, ""))]
            if len(texts) == 1 and self._is_edit(one.text, texts[0])
        ]
        better = {one.key: one for one in bench.checked(tried, self.desk) if one.holds and one.wording}
        return [better.get(one.key, one) for one in held], []

    def _is_edit(self, before: str, after: str) -> bool:
        longest = max(len(before.split()) * _LONGER, len(before.split()) + 2)
        return after != before and len(after.split()) <= longest

    def _ask(self, gathered: Gathered, shown: Sequence[Exhibit], parts: Sequence[str]) -> DraftAnswer:
        visible = set(shown)

        def see(exhibits: Iterable[Exhibit]) -> list[str]:
            return [one.id for one in exhibits if one in visible][:_SEE]

        described = [
            {"part": part, "text": question_of(part, self.material.kind), "evidence": see(gathered.parts.get(part, ()))}
            for part in parts
        ]
        values = {
            "account": self.material.account_name or "the customer",
            "kind": self.material.kind.value,
            "language": self.material.language,
            "least": self.shape.least,
            "most": self.shape.most,
            "quotations": self.shape.quotations,
            "parts": described,
            "lead": see(gathered.lead) or ["the evidence"],
            "style": self.style.rules(),
            "evidence": lines(shown),
            "figures": lines(self.exhibits.figures_of(shown)),
        }
        return self.desk.ask("draft", values, DraftAnswer)

    def _drafted(self, answers: Sequence[DraftAnswer]) -> Drafted:
        seen: set[str] = set()
        attempts: list[Attempt] = []
        for section in (section for answer in answers for section in answer.sections):
            part = section.part if section.part in self.shape.parts else self.shape.parts[-1]
            for sentence in section.sentences:
                for text in sentences_of(sentence.text):
                    if text and text.casefold() not in seen:
                        seen.add(text.casefold())
                        cited = self.exhibits.named(sentence.evidence)
                        attempts.append(Attempt(f"s{len(attempts) + 1}", part, text, cited))
        titles = tuple((answer.title.text, self.exhibits.named(answer.title.evidence)) for answer in answers)
        summary = tuple(
            (text, self.exhibits.named(sentence.evidence))
            for sentence in answers[0].summary
            for text in sentences_of(sentence.text)
        )
        return Drafted(tuple(attempts), titles, summary)

    def _mend(self, refused: Sequence[Attempt]) -> list[Attempt]:
        places = {cite for one in refused for exhibit in one.exhibits for cite in exhibit.cites}
        near = {
            index + step
            for index, exhibit in enumerate(self.exhibits.all)
            if exhibit.cite in places
            for step in range(-_NEAR, _NEAR + 1)
        }
        shown = [exhibit for index, exhibit in enumerate(self.exhibits.all) if index in near]
        values = {
            "account": self.material.account_name or "the customer",
            "evidence": lines(shown),
            "figures": lines(self.exhibits.figures_of(shown)),
            "refused": [_refused(one) for one in refused],
        }
        answer = self.desk.ask("repair", values, RepairAnswer)
        asked = {one.key: one for one in refused}
        mended = []
        for sentence in answer.sentences:
            attempt = asked.pop(sentence.id.strip("[] "), None)
            texts = sentences_of(sentence.text)
            if attempt is not None and len(texts) == 1:
                cited = self.exhibits.named(sentence.evidence) or attempt.exhibits
                mended.append(replace(attempt, text=texts[0], exhibits=cited))
        return mended


def _refused(attempt: Attempt) -> str:
    named = ", ".join(exhibit.id for exhibit in attempt.exhibits) or "none"
    return f"{attempt.key}: {attempt.text} ({named}) Refused: {'; '.join(attempt.reasons)}"
