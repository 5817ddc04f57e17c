"""Usage files come in, and what they show of an account is computed once for as long as nothing changes."""

from collections.abc import Sequence

from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput, NotFound
from assistant.domain.users import Permission, User
from assistant.workflow.desk.accounts import kept_account
from assistant.workflow.desk.auditing import record
from assistant.workflow.desk.desk import Desk
from assistant.workflow.desk.interviews import kept_documents
from assistant.workflow.drafting import Notes, Usage, read_usage


def keep_usage(desk: Desk, user: User, account: str, files: Sequence[NamedBytes]) -> Usage:
    """Keep usage files, one of the same name is replaced; return what all of them show now.

    Raises:
        NotAllowed: the role writes nothing.
        NotFound: no such account, or it is not theirs to see.
        BadInput: there are none, or one cannot be used or holds other accounts only; then nothing was kept.
    """
    if not files:
        raise BadInput("usage", "there is no file", mend="give at least one")
    known = kept_account(desk, user, Permission.WRITE, account)
    every = {file.name: file for file in (*usage_files(desk, account), *files)}
    notes = Notes(known, tuple(each.document for each in kept_documents(desk, account)), ())
    shown = read_usage(tuple(every.values()), notes, desk.parts.progress)
    desk.repository.keep_account(known)
    desk.repository.keep_usage(account, files)
    desk.shelf.forget(account)
    with desk.store.write() as work:
        tables = {table.file: table for table in shown.tables}
        for file in files:
            table = tables.get(file.name)
            subject = f"usage:{table.sha256[:16]}" if table else f"account:{account}"
            record(work, desk, user, "usage.kept", subject, account, rows=table.rows if table else 0)
    return shown


def usage(desk: Desk, user: User, account: str) -> Usage:
    """Return facts, series over time and tables of an account's usage files; nothing where there are none.

    Raises:
        NotAllowed: the role reads nothing.
        NotFound: no such account, or it is not theirs to see.
    """
    known = kept_account(desk, user, Permission.READ, account)
    files = usage_files(desk, account)
    if not files:
        return Usage()
    notes = Notes(known, tuple(each.document for each in kept_documents(desk, account)), ())
    return desk.shelf.usage(account, files, lambda: read_usage(files, notes, desk.parts.progress))


def usage_files(desk: Desk, account: str) -> tuple[NamedBytes, ...]:
    """Return the usage files that are kept of an account."""
    try:
        return desk.repository.usage(account)
    except NotFound:
        return ()
