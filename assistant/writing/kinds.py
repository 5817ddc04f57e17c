"""The kinds of story and their bounds, as one small table (lengths: domain handbook, section 6)."""

from dataclasses import dataclass

from assistant.domain.errors import NotBuilt
from assistant.domain.story import Kind


@dataclass(frozen=True)
class Shape:
    """What a kind of story may hold.

    `most` words of section claims is a hard bound; `least` holds as far as the evidence carries;
    `aim` is where selection stops taking sentences that carry neither a figure nor a quotation;
    `claims` bounds their number.
    """

    least: int
    most: int
    aim: int
    claims: int
    parts: tuple[str, ...]  # parts of the plan that the kind tells
    quotations: int  # the strongest ones, in a section of their own


_ALL = ("result", "who", "why", "what", "spread", "changed", "words", "next")

SHAPES: dict[Kind, Shape] = {
    Kind.ONE_LINER: Shape(least=0, most=30, aim=30, claims=1, parts=_ALL, quotations=0),
    Kind.BRIEF: Shape(
        least=100, most=150, aim=130, claims=8, parts=("result", "who", "why", "what", "changed", "words"), quotations=1
    ),
    Kind.STORY: Shape(least=600, most=1200, aim=850, claims=75, parts=_ALL, quotations=3),
    Kind.ONE_PAGER: Shape(least=0, most=350, aim=310, claims=20, parts=_ALL, quotations=1),
}


def shape_of(kind: Kind) -> Shape:
    """Return the bounds of a kind.

    Raises:
        NotBuilt: the kind is planned and not there yet.
    """
    shape = SHAPES.get(kind)
    if shape is None:
        raise NotBuilt(f'kind "{kind.value}"')
    return shape
