"""The stage that puts a checked story into the language asked for, sentence by sentence.

Figures, names and quotations are compared by code (`assistant.grounding.across`). A translation that fails is
asked for once more, with the reason; one that fails again leaves its sentence in the language of the notes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.domain.errors import ModelFailed
from assistant.grounding.across import differences
from assistant.grounding.quotes import quotations
from assistant.writing.generative.answers import TranslateAnswer, TranslatedSentence
from assistant.writing.generative.asking import Desk
from assistant.writing.generative.bench import Attempt
from assistant.writing.generative.words import plain_refusal, sentences_of
from assistant.writing.proposal import Line, Remark, Rendering
from assistant.writing.style import HouseStyle

ROUNDS = 2
_TOGETHER = 40  # sentences in one question
_UNCHANGED = 3  # words that may be the same in both languages


@dataclass(frozen=True)
class Translator:
    """Asks for translations of one story's sentences."""

    desk: Desk
    style: HouseStyle
    source: str
    target: str

    def story(
        self, held: Sequence[Attempt], lines: Sequence[Line]
    ) -> tuple[list[Attempt], tuple[Line, ...], list[Remark]]:
        """Return sentences and the lines of the head with their renderings, where those hold, and what went wrong."""
        self.desk.progress("translating")
        heads = {f"h{number}": line.text for number, line in enumerate(lines) if line.text}
        found, remarks = self._translated({**{one.key: one.wording.text for one in held if one.wording}, **heads})
        rendered = tuple(
            replace(line, rendering=_unended(found[key].text, line.text or "")) if key in found else line
            for key, line in ((f"h{number}", line) for number, line in enumerate(lines))
        )
        return [self._with(one, found.get(one.key)) for one in held], rendered, remarks

    def _translated(self, texts: Mapping[str, str]) -> tuple[dict[str, TranslatedSentence], list[Remark]]:
        found: dict[str, TranslatedSentence] = {}
        reasons: dict[str, str] = {}
        for _ in range(ROUNDS):
            asked = [(key, text) for key, text in texts.items() if key not in found]
            batches = [asked[at : at + _TOGETHER] for at in range(0, len(asked), _TOGETHER)]
            results = self.desk.together([partial(self._ask, batch, dict(reasons)) for batch in batches])
            for answer in (answer for result in results if not isinstance(result, ModelFailed) for answer in result):
                for sentence in answer.sentences:
                    key = sentence.id.strip("[] ")
                    if key in texts and key not in found:
                        made = sentence.model_copy(update={"text": " ".join(sentences_of(sentence.text))})
                        reason = self._refusal(made.text, texts[key])
                        reasons[key] = reason
                        found |= {} if reason else {key: made}
            if failed := [result for result in results if isinstance(result, ModelFailed)]:
                return found, [Remark("stage_failed", f"Not everything was translated: {failed[0]}.")]
        return found, []

    def _refusal(self, text: str, original: str) -> str:
        """Return why a translation cannot stand, or ""."""
        if len(sentences_of(text)) != 1:
            return "form: one sentence stays one sentence"
        if text.casefold() == original.casefold() and len(text.split()) > _UNCHANGED:
            return "language: it is not translated"
        return plain_refusal(text) or next(differences(text, original, self.target, self.source), "")

    def _ask(self, batch: Sequence[tuple[str, str]], reasons: Mapping[str, str]) -> list[TranslateAnswer]:
        def ask(some: Sequence[tuple[str, str]]) -> TranslateAnswer:
            shown = [
                f"[{key}] {text}" + (f" (refused before: {reasons[key]})" if reasons.get(key) else "")
                for key, text in some
            ]
            values = {"language": self.target, "style": self.style.rules(), "sentences": shown}
            return self.desk.ask("translate", values, TranslateAnswer)

        return self.desk.in_parts(batch, ask)

    def _with(self, attempt: Attempt, found: TranslatedSentence | None) -> Attempt:
        if found is None or attempt.wording is None:
            return attempt
        gloss = " ".join(sentences_of(found.quotation))
        glosses = (gloss,) if gloss and len(quotations(attempt.wording.text)) == 1 and not plain_refusal(gloss) else ()
        model = self.desk.model.model_for("translate")
        rendering = Rendering(found.text, self.target, model, glosses)
        return replace(attempt, wording=replace(attempt.wording, rendering=rendering))


def _unended(rendering: str, original: str) -> str:
    """Take off the full stop of a headline that has none."""
    return rendering if original.endswith(".") else rendering.rstrip(".")
