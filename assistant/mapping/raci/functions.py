"""Which function of the vendor a title belongs to, and how notes call the functions."""

import re
from collections.abc import Mapping
from types import MappingProxyType

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "client_outcomes": "Client outcomes (CSM)",
        "cs_sales": "Customer success sales",
        "sales": "Sales",
        "onboarding_pm": "Onboarding project manager",
        "solutions_architect": "Solutions architect",
        "training": "Training",
        "support": "Support",
        "cs_architect": "Architects",
        "community": "Community",
        "cs_operations": "Customer success operations",
        "enablement": "Enablement",
        "executive": "Executive",
        "marketing": "Marketing",
        "legal": "Legal",
        "partner_team": "Partner team",
        "customer": "Customer",
    }
)
"""How functions are called; a process may call its columns otherwise."""

# The first that fits decides: narrow titles stand before the wide ones that they contain.
_TITLES = (
    ("executive", r"chief \w+(?: \w+)? officer|c[eofmrtpi]o|[se]?vp|vice president|managing director|president"),
    (
        "cs_sales",
        (
            r"renewals?(?: \w+)? (?:manager|specialist|representative|lead|director)"
            r"|(?:customer |client )?success sales(?: \w+)?|renewals"
        ),
    ),
    (
        "cs_architect",
        r"(?:customer |client )?success architects?|technical success \w+|technical account managers?|tam",
    ),
    (
        "solutions_architect",
        (
            r"solutions? (?:architect|engineer|consultant)s?|implementation (?:architect|engineer|consultant)s?"
            r"|enterprise architect"
        ),
    ),
    (
        "cs_operations",
        (
            r"(?:customer |client )?success op(?:eration)?s(?: \w+)?|cs op(?:eration)?s"
            r"|(?:revenue|business|sales|post-?sales) op(?:eration)?s|revops"
        ),
    ),
    ("enablement", "enablement"),
    ("client_outcomes", r"(?:customer|client) (?:success|outcomes?)|csm|success managers?"),
    ("training", "trainers?|instructors?|training|customer education|education services"),
    (
        "onboarding_pm",
        (
            r"onboarding|implementation(?: \w+)? (?:manager|lead)|project managers?|program(?:me)? managers?"
            r"|delivery managers?"
        ),
    ),
    ("partner_team", "partners? managers?|alliances?|channel|partnerships?"),
    ("community", "community"),
    ("support", r"(?:technical |customer |product )?support|help ?desk|service desk"),
    ("legal", "legal|counsel|lawyer|paralegal"),
    ("marketing", "marketing|advocacy|communications"),
    ("sales", "account executives?|account managers?|sales|business development|ae"),
)
_PATTERNS = tuple((function, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for function, words in _TITLES)
_LONGEST = 300  # characters of a title

# How notes speak of a function: people by what they are called, areas only as a team of theirs.
_CREW = r" (?:team|crowd|people|desk|department|guys|folks|engineers?|managers?|leads?|reps?|representatives?|group)"
_PEOPLE: Mapping[str, str] = MappingProxyType(
    {
        "client_outcomes": r"csms?|(?:customer|client) success managers?|customer success",
        "cs_sales": r"renewals? managers?",
        "sales": r"account executives?|aes?|account managers?|sales",
        "onboarding_pm": r"onboarding project managers?|project managers?|onboarding managers?",
        "solutions_architect": r"solutions? architects?|solutions? engineers?",
        "training": r"trainers?|instructors?",
        "support": r"(?:technical |customer )?support",
        "cs_architect": r"success architects?|technical account managers?|tams?",
        "cs_operations": r"cs ops|revops",
        "executive": r"s?vps?|executives?|ceo|cro|cco|chief \w+ officer",
        "legal": r"legal counsel|lawyers?",
    }
)
_AREAS: Mapping[str, str] = MappingProxyType(
    {
        "cs_sales": r"renewals?",
        "onboarding_pm": r"onboarding|implementation",
        "training": r"training",
        "cs_architect": r"technical success",
        "community": r"community",
        "cs_operations": r"(?:customer success )?operations|ops",
        "enablement": r"enablement",
        "executive": r"leadership",
        "marketing": r"marketing",
        "legal": r"legal",
        "partner_team": r"partners?",
    }
)


def function_of(title: str | None) -> tuple[str, str] | None:
    """Return the function that a vendor's title belongs to, with the words that say so; None where none fits."""
    for function, pattern in _PATTERNS if title else ():
        if title and (match := pattern.search(title[:_LONGEST])):
            return function, match[0]
    return None


def spoken_of(column: str) -> re.Pattern[str] | None:
    """Return how notes speak of a function, with "our", "your", "their" or "the" before it; None if unknown."""
    people, area = _PEOPLE.get(column), _AREAS.get(column)
    forms = [rf"(?:{people})(?:{_CREW})?"] if people else []
    forms += [rf"(?:{area}){_CREW}"] if area else []
    if not forms:
        return None
    return re.compile(rf"\b(?P<whose>our|your|their|the) (?:own )?(?:{'|'.join(forms)})\b", re.IGNORECASE)
