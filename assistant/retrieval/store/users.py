"""Users and their secrets."""

from typing import Protocol

from assistant.domain.users import Token, User


class Users(Protocol):
    """Users and their secrets."""

    def get(self, user: str) -> User:
        """Return a user; NotFound."""
        ...

    def by_email(self, email: str) -> User | None:
        """Return the user with that address, whatever its case."""
        ...

    def list(self) -> tuple[User, ...]:
        """Return every user, by id."""
        ...

    def save(self, user: User) -> None:
        """Keep or replace a user."""
        ...

    def token(self, sha256: str) -> Token | None:
        """Return the secret with this hash."""
        ...

    def tokens(self, user: str) -> tuple[Token, ...]:
        """Return a user's secrets, oldest first."""
        ...

    def save_token(self, token: Token) -> None:
        """Keep or replace a secret."""
        ...
