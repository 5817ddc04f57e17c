"""Which column means what: by explicit mapping first, then by name, matched loosely."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from assistant.domain.errors import BadInput

# Our name -> header names in order of preference, as `normal` writes them.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "user": (
        *("user_id", "userid", "user", "user_email", "email", "e_mail", "email_address", "mail", "actor", "actor_id"),
        *(
            "actor_email",
            "member_id",
            "member",
            "member_email",
            "username",
            "user_name",
            "login",
            "person",
            "person_id",
        ),
        *(
            "employee",
            "employee_id",
            "contact",
            "contact_email",
            "contact_id",
            "benutzer",
            "nutzer",
            "utilisateur",
            "usuario",
        ),
    ),
    "time": (
        *("event_time", "event_timestamp", "timestamp", "occurred_at", "event_at", "time", "datetime", "date_time"),
        *(
            "event_date",
            "usage_date",
            "activity_date",
            "activity_time",
            "log_date",
            "logged_at",
            "received_at",
            "created_at",
        ),
        *(
            "date",
            "day",
            "ts",
            "week",
            "week_start",
            "week_starting",
            "week_of",
            "week_commencing",
            "month",
            "month_start",
        ),
        *("period", "period_start", "datum", "zeit", "zeitpunkt", "zeitstempel", "fecha", "date_heure"),
    ),
    "account": (
        *(
            "account_id",
            "account",
            "accountid",
            "customer_id",
            "customer",
            "customerid",
            "organisation_id",
            "organization_id",
        ),
        *("organisation", "organization", "org_id", "org", "tenant_id", "tenant", "company_id", "company", "client_id"),
        *("client", "workspace_id", "workspace", "kunde", "kundennummer"),
    ),
    "account_name": (
        *("account_name", "customer_name", "company_name", "organisation_name", "organization_name", "org_name"),
        *("tenant_name", "client_name", "workspace_name"),
    ),
    "feature": (
        *("feature", "feature_name", "feature_id", "module", "module_name", "product_area", "capability", "area"),
        *("component", "tool", "funktion", "modul"),
    ),
    "action": (
        "action",
        "event_action",
        "event",
        "event_name",
        "event_type",
        "activity",
        "activity_type",
        "operation",
        "verb",
        "aktion",
    ),
    "object": (
        *(
            "object_id",
            "object",
            "object_name",
            "report_id",
            "report",
            "report_name",
            "sheet_id",
            "sheet",
            "sheet_name",
        ),
        *(
            "dashboard_id",
            "dashboard",
            "dashboard_name",
            "item_id",
            "item",
            "document_id",
            "document",
            "asset_id",
            "asset",
        ),
        *("resource_id", "resource", "board_id", "board", "project_id", "project", "workflow_id", "workflow"),
    ),
    "count": (
        *(
            "count",
            "usage_count",
            "event_count",
            "events",
            "number_of_events",
            "num_events",
            "events_count",
            "total_events",
        ),
        *("hits", "quantity", "clicks", "views", "uses", "usage", "sessions", "anzahl"),
    ),
    "event_id": ("event_id", "usage_id", "event_uuid", "log_id", "record_id", "message_id", "uuid", "id"),
    "title": ("job_title", "jobtitle", "title", "user_title", "position", "role", "job_role", "berufsbezeichnung"),
    "team": ("team", "team_name", "department", "dept", "business_unit", "division", "group", "unit", "abteilung"),
    "active_users": (
        *("active_users", "weekly_active_users", "monthly_active_users", "daily_active_users", "wau", "mau", "dau"),
        *("unique_users", "distinct_users", "users", "user_count", "active_user_count", "nutzerzahl"),
    ),
    "seats": (
        "seats",
        "seats_bought",
        "seats_purchased",
        "seat_count",
        "licences",
        "licenses",
        "license_count",
        "purchased_seats",
    ),
    "seats_assigned": (
        "seats_assigned",
        "assigned_seats",
        "seats_used",
        "assigned_licenses",
        "assigned_licences",
        "provisioned_seats",
    ),
    "start": ("start_date", "subscription_start", "contract_start", "starts_at", "start"),
    "end": ("end_date", "subscription_end", "contract_end", "ends_at", "end"),
    "email": ("email", "user_email", "e_mail", "email_address", "mail"),
    "name": ("full_name", "name", "display_name", "user_name"),
}
# What somebody may write for our names in an account file.
OUR_NAMES = {
    **{name: name for name in SYNONYMS},
    "user_id": "user",
    "timestamp": "time",
    "date": "time",
    "event": "action",
}
SHOWN = 30
OPTIONS = {"date_order": ("dmy", "mdy"), "decimal": (",", ".")}


def normal(header: str) -> str:
    """Return a header in lower case, without accents, words joined by `_`: "User ID" and "userId" are "user_id"."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", header.strip())
    plain = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def match(headers: Iterable[str]) -> dict[str, str]:
    """Return our name -> header, by name alone; `email` and `name` may share a header with `user`."""
    by_name: dict[str, str] = {}
    for header in headers:
        by_name.setdefault(normal(header), header)
    return {
        ours: next(by_name[name] for name in names if name in by_name)
        for ours, names in SYNONYMS.items()
        if any(name in by_name for name in names)
    }


def explicit(mapping: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Split the account's `columns` into (our name -> their column) and options such as `date_order`.

    Raises:
        BadInput: a name that is not ours, or an option with a value that means nothing.
    """
    columns: dict[str, str] = {}
    options: dict[str, str] = {}
    for key, value in mapping.items():
        ours = normal(key)
        if ours in OPTIONS:
            if value not in OPTIONS[ours]:
                raise BadInput("columns", f"{ours} cannot be {value!r}", mend=f"use one of {', '.join(OPTIONS[ours])}")
            options[ours] = value
        elif ours in OUR_NAMES:
            columns[OUR_NAMES[ours]] = value
        else:
            known = ", ".join([*SYNONYMS, *OPTIONS])
            raise BadInput("columns", f"{key!r} is not a name of ours", mend=f"use one of {known}")
    return columns, options


def resolve(wanted: str, headers: Iterable[str]) -> str | None:
    """Return the header that an explicit mapping means: the very name, else the same name matched loosely."""
    known = list(headers)
    if wanted in known:
        return wanted
    return next((header for header in known if normal(header) == normal(wanted)), None)


def check_known(columns: Mapping[str, str], headers_by_file: Mapping[str, Iterable[str]]) -> None:
    """Refuse an explicit mapping to a column that none of the files has.

    Raises:
        BadInput: naming the column, and the columns there are.
    """
    for ours, theirs in columns.items():
        if not any(resolve(theirs, headers) for headers in headers_by_file.values()):
            there = [header for headers in headers_by_file.values() for header in headers]
            shown = ", ".join(there[:SHOWN]) + (", …" if len(there) > SHOWN else "")
            where = ", ".join(headers_by_file)
            raise BadInput(
                where, f"the mapping of {ours} names a column {theirs!r} that is not there", mend=f"choose from {shown}"
            )
