"""What is known without a citation: names and titles from the account file and header fields."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Givens:
    """Names and titles that a claim may use freely.

    Attributes:
        names: people, organisations and products that were given, in any spelling of case.
        titles: job titles that were given (`[[people]]` only; a title otherwise needs a citation).
    """

    names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
