"""Users and the hashes of their secrets in tables."""

from sqlalchemy import select

from assistant.domain.users import Token, User
from assistant.storage.in_tables.unit import Unit, stamp
from assistant.storage.tables.users import tokens, users


class TableUsers:
    """See `assistant.retrieval.store.users.Users`."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def get(self, user: str) -> User:
        """Return a user; NotFound."""
        return self._unit.record(User, select(users.c.record).where(users.c.id == user), f"user {user!r}")

    def by_email(self, email: str) -> User | None:
        """Return the user with that address, whatever its case."""
        query = select(users.c.record).where(users.c.email == email.casefold()).order_by(users.c.id).limit(1)
        return next(iter(self._unit.records(User, query)), None)

    def list(self) -> tuple[User, ...]:
        """Return every user, by id."""
        return self._unit.records(User, select(users.c.record).order_by(users.c.id))

    def save(self, user: User) -> None:
        """Keep or replace a user."""
        email = None if user.email is None else user.email.casefold()
        self._unit.put(users, id=user.id, email=email, record=user.model_dump_json())

    def token(self, sha256: str) -> Token | None:
        """Return the secret with this hash."""
        query = select(tokens.c.record).where(tokens.c.sha256 == sha256)
        return next(iter(self._unit.records(Token, query)), None)

    def tokens(self, user: str) -> tuple[Token, ...]:
        """Return a user's secrets, oldest first."""
        query = select(tokens.c.record).where(tokens.c.user == user).order_by(tokens.c.at, tokens.c.id)
        return self._unit.records(Token, query)

    def save_token(self, token: Token) -> None:
        """Keep or replace a secret; NotFound when its user is not kept."""
        self.get(token.user)
        columns = token.model_dump(include={"id", "user", "sha256"})
        self._unit.put(tokens, **columns, at=stamp(token.created_at), record=token.model_dump_json())
