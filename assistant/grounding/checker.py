"""Decides sentence by sentence what the evidence carries (design: decisions 2 and 4)."""

from collections.abc import Sequence

from assistant.domain.verdicts import Judgement, SourceSpan, Verdict
from assistant.grounding.givens import Givens
from assistant.grounding.judge import Judge
from assistant.grounding.sources import SourceText, cut, whole


class Checker:
    """Checks any number of sentences against one set of sources, which are indexed once."""

    def __init__(self, sources: Sequence[SourceText], givens: Givens | None = None, judge: Judge | None = None) -> None:
        self._sources = {source.id: source for source in sources}
        self._givens = givens or Givens()
        self._judge = judge

    def check(
        self, sentence: str, *, cited: Sequence[SourceSpan] | None = None, figures: Sequence[str] = ()
    ) -> Judgement:
        """Judge one sentence.

        Args:
            sentence: what is claimed.
            cited: the only stretches that may carry it; None looks through all sources and returns what it found.
            figures: figures as written that are carried by a computation over cited figures.

        Raises:
            KeyError, ValueError: a citation names no source, or lies outside it.
        """
        pieces = whole(self._sources.values()) if cited is None else cut(self._sources, cited)
        wanted = {word.strip(".,;:").lower() for word in sentence.split()} - {word.lower() for word in figures}
        best, score = None, 0.0
        for piece in pieces:
            found = wanted & {word.strip(".,;:").lower() for word in piece.text.split()}
            if len(found) > score * len(wanted):
                best, score = piece, len(found) / len(wanted)
        verdict = Verdict.SUPPORTED if score > 0.8 else Verdict.PARTIAL if score > 0.5 else Verdict.UNSUPPORTED
        return Judgement(verdict=verdict, score=score, citations=(best.span(0, len(best.text)),) if best else ())
