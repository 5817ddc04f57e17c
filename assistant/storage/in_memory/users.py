"""Users and their secrets in memory."""

from assistant.domain.users import Token, User
from assistant.storage.in_memory.shelves import Shelves


class MemoryUsers:
    """See `assistant.retrieval.store.users.Users`."""

    def __init__(self, shelves: Shelves) -> None:
        self._at = shelves

    def get(self, user: str) -> User:
        """Return a user; NotFound."""
        return self._at.users.get(user, f"user {user!r}")

    def by_email(self, email: str) -> User | None:
        """Return the user with that address, whatever its case."""
        wanted = email.casefold()
        found = (row for row in self.list() if row.email is not None and row.email.casefold() == wanted)
        return next(found, None)

    def list(self) -> tuple[User, ...]:
        """Return every user, by id."""
        rows = self._at.users.rows
        return tuple(rows[key] for key in sorted(rows))

    def save(self, user: User) -> None:
        """Keep or replace a user."""
        self._at.users.put(user.id, user)

    def token(self, sha256: str) -> Token | None:
        """Return the secret with this hash."""
        return next((row for row in self._at.tokens.rows.values() if row.sha256 == sha256), None)

    def tokens(self, user: str) -> tuple[Token, ...]:
        """Return a user's secrets, oldest first."""
        found = [row for row in self._at.tokens.rows.values() if row.user == user]
        return tuple(sorted(found, key=lambda row: (row.created_at, row.id)))

    def save_token(self, token: Token) -> None:
        """Keep or replace a secret; NotFound when its user is not kept."""
        self.get(token.user)
        self._at.tokens.put(token.id, token)
