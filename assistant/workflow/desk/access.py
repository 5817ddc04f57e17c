"""Who may: every use case asks here first. What is not yours to see is not found, so that its name tells nothing."""

from assistant.domain.accounts import Account
from assistant.domain.errors import NotAllowed, NotFound
from assistant.domain.review import StoryRecord
from assistant.domain.users import Permission, User, UserRole
from assistant.retrieval.store.work import Work


def permit(user: User, permission: Permission) -> None:
    """Let a user pass whose role allows something.

    Raises:
        NotAllowed: it does not, or the user is no longer active.
    """
    if not user.may(permission):
        raise NotAllowed(f"your role, {user.role.value}, does not allow you to {_WORDS[permission]}")


def account_of(work: Work, user: User, permission: Permission, account: str) -> Account:
    """Return an account that a user may do something with.

    Raises:
        NotAllowed: the role does not allow it.
        NotFound: no such account, or it is not theirs to see.
    """
    permit(user, permission)
    if not user.sees(account):
        raise NotFound(f"no account {account!r} is kept here")
    return work.account(account)


def story_of(work: Work, user: User, permission: Permission, story: str) -> StoryRecord:
    """Return the record of a story that a user may do something with.

    Raises:
        NotAllowed: the role does not allow it.
        NotFound: no such story, or its account is not theirs to see.
    """
    permit(user, permission)
    record = work.stories.get(story)
    if not user.sees(record.account):
        raise NotFound(f"no story {story!r} is kept here")
    return record


def visible(user: User) -> frozenset[str] | None:
    """Return the accounts that a user sees; None is all of them.

    Raises:
        NotAllowed: the role reads nothing.
    """
    permit(user, Permission.READ)
    return frozenset(user.accounts) if user.role is UserRole.CSM else None


_WORDS = {
    Permission.READ: "read accounts and stories",
    Permission.WRITE: "change accounts and stories",
    Permission.DECIDE: "decide on stories",
    Permission.PUBLISH: "publish, withdraw or export stories",
    Permission.ERASE: "erase documents and people",
    Permission.OPERATE: "look after jobs and the audit log",
    Permission.ADMINISTER: "look after users and tokens",
}
