"""What a reader sees first: the headlines to try, and the summary of who they are, what came of it and how."""

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.domain.story import ClaimKind
from assistant.writing.gaps import OWNER
from assistant.writing.headline import headlines, last_title, sentence_title, summary_line
from assistant.writing.material import Material
from assistant.writing.narration import GENERIC
from assistant.writing.outcomes.findings import Finding
from assistant.writing.planning import Plan, clusters_of
from assistant.writing.prominence import as_title, of_finding, prominence
from assistant.writing.proposal import Line, ProposedClaim, ProposedSection
from assistant.writing.scoring import Scored

_SUMMED = 40  # words of the longest sentence that a summary takes
_BUILT = 2  # sentences that say who built it
_BUILT_BY = re.compile(
    OWNER.pattern + r"|\b(?:she|he|they|[A-Z]\w+) (?:built|developed|wrote|created|designed|migrated|rewrote|moved)\b"
)
_SUMMARY = 4  # sentences of a summary


class Front:
    """Headlines and summary over the told sentences of a plan; `keys` names the claim that tells each."""

    def __init__(
        self, material: Material, plan: Plan, keys: Mapping[int, str], sections: Sequence[ProposedSection]
    ) -> None:
        self._material = material
        self._plan = plan
        self._keys = keys
        self._claims = {claim.key: claim for section in sections for claim in section.claims}
        self._known = "\n".join(material.texts.values())

    def titles(self, outcomes: Sequence[Finding]) -> tuple[Line, ...]:
        """Return headlines, best first; the last asserts nothing and can always stand."""
        told = [finding for finding in outcomes if all(s.place in self._keys for s in finding.statements)]
        told.sort(key=lambda finding: -of_finding(finding))
        found = [line for finding in told for line in self._of_finding(finding)]
        return (*found, *self._of_sentences(), Line(last_title(self._material), ()))

    def summary(self) -> tuple[Line, ...]:
        """Return who they are, what came of it, and how: each the words of a claim, put so that it stands alone."""
        picked = [*self._who(), *self._result(), *self._how()]
        lines = [summary_line(self._claims[key]) for key in dict.fromkeys(picked) if key in self._claims]
        return tuple(lines[:_SUMMARY])

    def _of_finding(self, finding: Finding) -> Iterator[Line]:
        keys = tuple(dict.fromkeys(self._keys[statement.place] for statement in finding.statements))
        if finding.form == "compound":
            text = sentence_title(self._claims[keys[0]].wordings[0], self._material)
            if text:
                yield Line(text, keys)
        who = self._material.account_name or GENERIC.capitalize()
        yield from (Line(text, keys) for text in headlines(who, finding, self._known))

    def _of_sentences(self) -> Iterator[Line]:
        """Yield told sentences that can be a headline, the most prominent first; our words before quoted ones."""
        quoted_last = self._material.account_name is not None
        ranked = sorted(
            (item for item in self._plan.told if not item.candidate.leans and item.part != "next"),
            key=lambda item: (quoted_last and self._is_quote(item), -as_title(item)),
        )
        for item in ranked:
            key = self._keys[item.candidate.order]
            text = sentence_title(self._claims[key].wordings[0], self._material) if key in self._claims else ""
            if text:
                yield Line(text, (key,))

    def _is_quote(self, item: Scored) -> bool:
        claim = self._claim(item)
        return claim is not None and claim.wordings[0].kind is ClaimKind.QUOTE

    def _claim(self, item: Scored) -> ProposedClaim | None:
        return self._claims.get(self._keys[item.candidate.order])

    def _who(self) -> list[str]:
        """Name the sentence that says who they are: it names the account, where that has a name."""
        name = (self._material.account_name or "").casefold()
        able = [
            item
            for item in self._short("who")
            if not self._is_quote(item)
            and (claim := self._claim(item)) is not None
            and name in claim.wordings[0].text.casefold()
        ]
        able.sort(
            key=lambda item: (
                item.candidate.spoken or not item.candidate.leads,
                not self._opens_with(item, name),
                item.candidate.order,
            )
        )
        return [self._keys[item.candidate.order] for item in able[:1]]

    def _opens_with(self, item: Scored, name: str) -> bool:
        claim = self._claim(item)
        return claim is not None and claim.wordings[0].text.casefold().startswith(name)

    def _result(self) -> list[str]:
        """Name the first result, with the other half of a pair told in two sentences."""
        told = list(self._plan.parts.get("result", ())) or sorted(self._short("changed"), key=prominence)[-1:]
        if not told:
            return []
        shared = [finding for finding in told[0].findings if len(finding.statements) > 1]
        both = [item for item in told if item is told[0] or any(finding in item.findings for finding in shared)]
        return [self._keys[item.candidate.order] for item in both]

    def _how(self) -> list[str]:
        """Name what they built, by whom where that is told; else the best quotation."""
        for cluster in clusters_of(self._plan.parts.get("what", ())):
            short = cluster[0] in self._short("what") and len(cluster) <= _BUILT
            if short and any(_BUILT_BY.search(item.candidate.text) for item in cluster):
                return [self._keys[item.candidate.order] for item in cluster]
        built = [item for item in self._short("what") if not self._is_quote(item) and item.weight >= 1]
        told = sorted(built, key=lambda item: -item.weight) or self._short("words")
        return [self._keys[item.candidate.order] for item in told[:1]]

    def _short(self, part: str) -> list[Scored]:
        return [
            item
            for item in self._plan.parts.get(part, ())
            if not item.candidate.leans and item.candidate.words <= _SUMMED
        ]
