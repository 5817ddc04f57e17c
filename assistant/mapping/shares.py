"""Seniority of use: share of events, of active people and of things built, by level, with what is not known.

share = value / (total - unknown); below_senior_director sums the levels under senior director, and lies
between B / T and (B + U) / T (domain handbook, section 7).
"""

from collections.abc import Sequence

from assistant.domain.people import LevelShare, LevelUse, Seniority, SeniorityOfUse
from assistant.domain.seniority import LEVELS

_BELOW = ("individual_contributor", "manager", "director")


def seniority_of_use(levels: Sequence[LevelUse]) -> SeniorityOfUse | None:
    """Return the first metric with the others beside it; None where no user is known."""
    if not levels:
        return None
    first, *others = (_of(each) for each in levels)
    return first.model_copy(update={"others": tuple(others)})


def _of(use: LevelUse) -> SeniorityOfUse:
    total = sum(value for _, value in use.by_level.values())
    unknown = use.by_level.get("unknown", (0, 0))[1]
    known = total - unknown
    below = sum(use.by_level[level][1] for level in _BELOW if level in use.by_level)
    names: Sequence[Seniority] = LEVELS  # type: ignore[assignment]  # the very values
    return SeniorityOfUse(
        metric=use.metric,
        total=total,
        unknown=unknown,
        shares=tuple(
            LevelShare(
                seniority=level,
                people=use.by_level[level][0],
                value=use.by_level[level][1],
                share=round(use.by_level[level][1] / known, 4) if known else None,
            )
            for level in names
            if level in use.by_level
        ),
        below_senior_director=round(below / known, 4) if known else None,
        below_low=round(below / total, 4) if total else None,
        below_high=round((below + unknown) / total, 4) if total else None,
    )
