"""What can go wrong. Catch AssistantError, or one of

├── BadInput        the caller can mend it: names the file, the place in it and the mend
├── NotBuilt        asked for a command, kind or format that does not exist yet
├── NotFound        names a document, account or story that is not kept
├── StoreConflict   the data folder cannot be used like this; says what to do
├── NotAllowed      the user's role or assignments do not allow it
├── IllegalMove     a story cannot do that from the state it is in
├── Blocked         keeps `blockers`: what stands in the way of publishing
├── EditConflict    somebody else changed it in between; read it again
├── Busy            a limit on jobs or requests is reached; try later
└── ModelFailed     keeps `provider` and `attempts`; the vendor's error is its `__cause__`
    ├── ReplyCut     the answer or the question is longer than the model takes: ask for less
    └── LimitReached the calls, tokens or seconds that a story may take are spent
"""


class AssistantError(Exception):
    """The root of every error that a user may see; its text is one clear line."""


class BadInput(AssistantError):
    """Input that the caller can mend.

    Args:
        where: the file, field or option at fault, as the caller named it.
        problem: what is wrong, in plain words.
        mend: what to do about it.
        place: where in the file, such as "line 12" or "page 3"; empty when it is the whole.
    """

    def __init__(self, where: str, problem: str, *, mend: str, place: str = "") -> None:
        self.where = where
        self.problem = problem
        self.mend = mend
        self.place = place
        located = f"{where}, {place}" if place else where
        super().__init__(" ".join(f"{located}: {problem}; {mend}".split()))


class NotBuilt(AssistantError):
    """A command, kind or format that is planned and not there yet."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is not built yet")


class NotFound(AssistantError):
    """Something named that is not kept here."""


class StoreConflict(AssistantError):
    """A data folder that cannot be used like this, with the way out in its text."""


class NotAllowed(AssistantError):
    """The user's role, or the accounts assigned to them, do not allow it."""


class IllegalMove(AssistantError):
    """A move that is none from the state a story is in.

    Args:
        state: where the story stands.
        move: what was asked for.
        legal: what could be done instead.
    """

    def __init__(self, state: str, move: str, legal: tuple[str, ...]) -> None:
        self.state = state
        self.move = move
        self.legal = legal
        can = ", ".join(legal) or "nothing"
        super().__init__(f"a story that is {_words(state)} cannot {_words(move)}; it can: {_words(can)}")


class Blocked(AssistantError):
    """Something stands in the way of publishing.

    Args:
        blockers: one line each, in a reviewer's words; at least one.
    """

    def __init__(self, blockers: tuple[str, ...]) -> None:
        self.blockers = blockers
        super().__init__(f"this cannot go out yet: {'; '.join(blockers)}")


class EditConflict(AssistantError):
    """Somebody else changed it in between."""


class Busy(AssistantError):
    """A limit on running work is reached; the same may be asked again later."""


class ModelFailed(AssistantError):
    """A model service that did not answer, or not usably.

    Args:
        provider: host of the endpoint; never with credentials.
        problem: what it did, in plain words.
        attempts: number of calls made before giving up.
    """

    def __init__(self, provider: str, problem: str, *, attempts: int) -> None:
        self.provider = provider
        self.attempts = attempts
        super().__init__(f"{provider}: {problem} (after {attempts} attempts)")


class ReplyCut(ModelFailed):
    """An answer cut off at the model's length limit, or a question beyond it; less at a time may work."""


class LimitReached(ModelFailed):
    """What one story may take of a model service, in calls, tokens or seconds, is spent."""


def _words(name: str) -> str:
    return name.replace("_", " ")
