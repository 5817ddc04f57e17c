"""Users of the service, what their role allows, and what they sign in with."""

from datetime import datetime
from enum import StrEnum

from assistant.domain.base import Frozen


class UserRole(StrEnum):
    """What somebody is to the service; an admin may do everything that the others may."""

    CSM = "csm"
    REVIEWER = "reviewer"
    OPS = "ops"
    ADMIN = "admin"


class Permission(StrEnum):
    """What may be allowed. Nothing is unless a role says so."""

    READ = "read"  # accounts, documents, stories, roles, RACI, search, coverage
    WRITE = "write"  # keep notes and usage, draft, edit, comment, submit, consents
    DECIDE = "decide"  # approve, ask for changes, reject, override a verdict
    PUBLISH = "publish"  # publish, withdraw, export
    ERASE = "erase"  # delete documents and people for good
    OPERATE = "operate"  # jobs of others, audit, metrics, reindexing
    ADMINISTER = "administer"  # users, tokens, assignments, webhooks


_ALLOWED: dict[UserRole, frozenset[Permission]] = {
    UserRole.CSM: frozenset({Permission.READ, Permission.WRITE}),
    UserRole.REVIEWER: frozenset({Permission.READ, Permission.WRITE, Permission.DECIDE, Permission.PUBLISH}),
    UserRole.OPS: frozenset({Permission.OPERATE}),
    UserRole.ADMIN: frozenset(Permission),
}


class User(Frozen):
    """Somebody, or a program, that uses the service."""

    id: str
    name: str
    email: str | None = None
    role: UserRole
    accounts: tuple[str, ...] = ()  # ids assigned; of a CSM these are all that they see
    active: bool = True
    created_at: datetime

    def may(self, permission: Permission) -> bool:
        """Tell whether the role allows it; an inactive user may do nothing."""
        return self.active and permission in _ALLOWED[self.role]

    def sees(self, account: str) -> bool:
        """Tell whether the account is theirs to see: a CSM sees assigned ones, a reviewer and an admin all."""
        if not self.may(Permission.READ):
            return False
        return self.role is not UserRole.CSM or account in self.accounts


class TokenPurpose(StrEnum):
    """What a secret was given out for."""

    BEARER = "bearer"  # an API token
    SESSION = "session"  # a browser's session cookie
    SIGN_IN = "sign_in"  # a link that works once


class Token(Frozen):
    """A secret as it is kept: by its SHA-256 only, so that the store gives nothing away."""

    id: str
    user: str
    purpose: TokenPurpose
    label: str = ""
    sha256: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Tell whether it may still be used."""
        return self.revoked_at is None and now < self.expires_at
