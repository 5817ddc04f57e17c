"""Which column of a contact list means what; header names are matched loosely."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from assistant.grounding.wordset import wordset

# Header names as `normal` writes them, by what they mean; the first that fits counts.
NAMES: Mapping[str, frozenset[str]] = {
    "name": wordset(
        "name full_name fullname contact contact_name person display_name employee employee_name people stakeholder",
        "user_name member member_name attendee customer_contact key_contact nom_complet nombre nombre_completo",
        "vollstandiger_name ansprechpartner kontakt naam volledige_naam nome nome_completo",
    ),
    "first": wordset(
        "first first_name firstname given_name givenname forename vorname prenom voornaam primer_nombre",
    ),
    "last": wordset(
        "last last_name lastname surname family_name familyname nachname nom nom_de_famille apellido apellidos",
        "achternaam cognome",
    ),
    "title": wordset(
        "title job_title jobtitle position job role job_role function designation occupation headline current_title",
        "titel position_title funktion stelle berufsbezeichnung poste fonction intitule_du_poste cargo puesto",
        "functie ruolo qualifica job_position user_title",
    ),
    "email": wordset(
        "email e_mail mail email_address e_mail_address work_email primary_email business_email contact_email",
        "user_email courriel correo correo_electronico adresse_e_mail email_1",
    ),
    "company": wordset(
        "company company_name account account_name organisation organization organisation_name organization_name org",
        "employer customer customer_name firma unternehmen societe entreprise empresa azienda bedrijf kunde",
    ),
    "department": wordset(
        "department dept team team_name division business_unit unit group department_name abteilung bereich service",
        "departement departamento equipo afdeling reparto",
    ),
    "user": wordset("user user_id userid login username id_user account_user member_id employee_id"),
}
WORDS = {
    "name": ("contact_name", "full_name", "person_name", "customer_name_full"),
    "title": ("job_title", "title", "position", "designation"),
    "email": ("email", "e_mail", "mail"),
    "company": ("company", "organisation", "organization", "account_name"),
    "department": ("department", "dept"),
    "first": ("first_name", "given_name"),
    "last": ("last_name", "surname"),
}
_NOT_TITLES = frozenset(("salutation", "courtesy_title", "title_id", "email_opt_in", "email_status"))


def columns(header: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Return the places of the columns by what they mean; empty where no column names people.

    Two forms count as a header: a name (or first and last name), or an address together with a title.
    """
    found: dict[str, list[int]] = {}
    names = [normal(cell) for cell in header]
    for at, name in enumerate(names):
        meant = next((kind for kind, known in NAMES.items() if name in known), None) or _loosely(name)
        if meant is not None:
            found.setdefault(meant, []).append(at)
    _settle(found, names)
    has_name = "name" in found or "first" in found or "last" in found
    describes = {"title", "email", "company", "department"} & set(found)
    if not (has_name and (describes or len(header) == 1 or "last" in found)) and not {"email", "title"} <= set(found):
        return {}
    return {kind: tuple(places) for kind, places in found.items()}


def normal(cell: str) -> str:
    """Return a header in lower case, without accents, words joined by `_`."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cell.strip())
    plain = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def _loosely(name: str) -> str | None:
    """Return what a longer header such as `primary_contact_email` means, by a part of it in whole words."""
    if name in _NOT_TITLES or not name:
        return None
    padded = f"_{name}_"
    return next((kind for kind, parts in WORDS.items() if any(f"_{part}_" in padded for part in parts)), None)


def _settle(found: dict[str, list[int]], names: Sequence[str]) -> None:
    """Mend what single headers cannot tell: French "nom" beside "prenom", "user" alone, "title" as salutation."""
    if "last" in found and "first" not in found and "name" not in found:
        found["name"] = found.pop("last")
    if "title" in found and len(found["title"]) > 1:
        found["title"].sort(key=lambda at: names[at] in ("title", "role", "function"))
