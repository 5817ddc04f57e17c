"""The kinds of story and their bounds, as one small table (lengths: domain handbook, section 6)."""

from dataclasses import dataclass

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
    quoted: bool = True  # False: nobody is quoted anywhere
    opens: tuple[str, ...] = ("why", "what", "spread", "changed")  # parts whose sentences may be the result


_ALL = ("result", "who", "why", "what", "spread", "changed", "words", "next")

SHAPES: dict[Kind, Shape] = {
    Kind.ONE_LINER: Shape(least=0, most=30, aim=30, claims=1, parts=_ALL, quotations=0),
    Kind.BRIEF: Shape(
        least=100, most=150, aim=130, claims=8, parts=("result", "who", "why", "what", "changed", "words"), quotations=1
    ),
    Kind.STORY: Shape(least=600, most=1200, aim=850, claims=75, parts=_ALL, quotations=3),
    Kind.ONE_PAGER: Shape(least=0, most=350, aim=310, claims=20, parts=_ALL, quotations=1),
    Kind.SAVE: Shape(
        least=0,
        most=600,
        aim=450,
        claims=40,
        parts=("who", "why", "what", "result", "changed", "words", "next"),
        quotations=2,
        opens=("changed",),
    ),
    Kind.RENEWAL: Shape(
        least=0,
        most=600,
        aim=450,
        claims=40,
        parts=("result", "changed", "spread", "what", "why", "next", "words"),
        quotations=2,
        opens=("changed",),
    ),
    Kind.PARTNER: Shape(
        least=0,
        most=350,
        aim=310,
        claims=20,
        parts=("result", "who", "why", "what", "spread", "changed", "next"),
        quotations=0,
        quoted=False,
    ),
}


def shape_of(kind: Kind) -> Shape:
    """Return the bounds of a kind."""
    return SHAPES[kind]
