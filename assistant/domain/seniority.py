"""Seniority from a title: whole-word rules, not a model; each answer names the rule that gave it.

Levels and traps are those of the domain handbook, section 4.
"""

import re
import unicodedata
from typing import NamedTuple

from assistant.domain import titlewords

UNKNOWN = "unknown"
# From the lowest to the highest.
LEVELS = ("individual_contributor", "manager", "director", "senior_director", "vp", "c_level")
IC, MANAGER, DIRECTOR, SENIOR_DIRECTOR, VP, C_LEVEL = LEVELS


class Seniority(NamedTuple):
    """A level, and the rule that gave it."""

    level: str
    rule: str


class Rule(NamedTuple):
    """A pattern over whole words of one part of a title; the first rule that fits a part decides it."""

    level: str
    name: str
    pattern: re.Pattern[str]


def _rule(level: str, name: str, *patterns: str) -> Rule:
    return Rule(level, name, re.compile(rf"\b(?:{'|'.join(patterns)})\b"))


# Managers of a thing, not of people, unless "senior" or "group" says otherwise.
_MANAGED = (
    "(?:key |strategic |enterprise |technical )?account|product|product marketing|project|program|programme|"
    "customer success|client success|success|community|case|office|social media|partner|engagement|delivery|"
    "release|change|content|campaign"
)
_CRAFT = (
    "engineer|developer|programmer|tester|architect|designer|scientist|researcher|analyst|specialist|coordinator|"
    "co ordinator|consultant|administrator|admin|assistant|associate|intern|trainee|apprentice|student|worker|"
    "planner|buyer|clerk|technician|representative|rep|agent|officer|writer|editor|recruiter|accountant|bookkeeper|"
    "auditor|controller|counsel|lawyer|paralegal|nurse|physician|doctor|teacher|professor|lecturer|instructor|"
    "trainer|cook|operator|scheduler|dispatcher|strategist|advocate|executive|secretary|receptionist|librarian|"
    "driver|mechanic|electrician|steward|scrum master|coach|projektmanager(?:in)?|produktmanager(?:in)?|"
    r"referent(?:in)?|sachbearbeiter(?:in)?|werkstudent(?:in)?|praktikant(?:in)?|chargee? de|\w*entwickler(?:in)?|"
    r"\w*berater(?:in)?|\w*ingenieur(?:in)?|analista|tecnico"
)
_OFFICER = "ceo|cfo|coo|cto|cio|cmo|cro|cpo|cso|ciso|chro|cdo|cco|clo|cao|cxo|cdao"
_SERVED = f"{_OFFICER}|(?:vice )?president|chairman|chair|vp|director|executive|personal|management"

# The order matters: traps stand before the rules that they would trip.
RULES = (
    _rule(
        UNKNOWN,
        "former title",
        "former|formerly|^ex|retired|previously|past|emerit(?:us|a)|ehemals|ehemalige[rn]?|ancien(?:ne)?",
    ),
    _rule(UNKNOWN, "no executive post", "board member|member of the board|non executive director|ned|advis[eo]r"),
    _rule(IC, "assistant", f"(?:{_SERVED})(?: s)? (?:assistant|secretary|aide)"),
    _rule(IC, "assistant elsewhere", *titlewords.SERVES),
    _rule(IC, "office of somebody", f"(?:{_OFFICER}|president|chairman)(?: s)? office"),
    _rule(
        MANAGER,
        "head of a craft",
        "head (?:chef|nurse|coach|cook|teacher)",
        "chief (?:engineer|petty officer|nurse|steward|mate)",
    ),
    _rule(
        IC,
        "craft, not people",
        "(?:art|creative) director|director of photography|lead singer",
        "(?:art|kreativ)direktor(?:in)?",
    ),
    _rule(IC, "leading craft", rf"(?:lead|principal|staff) (?:\w+ )?(?:{_CRAFT})"),
    _rule(DIRECTOR, "chief of staff", "chief of staff"),
    _rule(VP, "vice president", r"vice ?president\w*|vizeprasident(?:in)?|vp|svp|evp|rvp|avp|gvp"),
    _rule(
        C_LEVEL,
        "chief officer",
        r"chief(?: \w+){0,5} officer|chief executive",
        _OFFICER,
    ),
    _rule(
        C_LEVEL,
        "founder or president",
        "(?:co ?)?founder|(?:business|company|co) owner|owner operator|president|prasident(?:in)?|pdg",
        "managing (?:partner|director)",
    ),
    _rule(
        C_LEVEL,
        "head of the company elsewhere",
        r"gesch(?:a|ae)ftsf(?:u|ue)hrer(?:in)?|gesch(?:a|ae)ftsf(?:u|ue)hrende\w? gesellschafter(?:in)?|inhaber(?:in)?",
        r"vorst(?:and|ands|andsvorsitzende\w?|andsmitglied|andin)",
        "directeur general|directrice generale|directora? general",
        *titlewords.C_LEVEL,
    ),
    _rule(IC, "leads work, not people", *titlewords.LEADS_PROJECTS),
    _rule(
        SENIOR_DIRECTOR,
        "senior director",
        "(?:senior|sr|executive|group) director",
        r"(?:senior|sr) (?!associate|deputy|assistant)(?:\w+ ){1,2}director",
    ),
    _rule(
        DIRECTOR,
        "director",
        r"directora?|\w*direktor(?:in)?|bereichsleit(?:er|erin|ung)|directeur|directrice|responsable de direction",
        *titlewords.DIRECTOR,
    ),
    _rule(DIRECTOR, "head of, general manager", "head of|global head|general manager|(?<!team )head$"),
    _rule(
        MANAGER,
        "craft manager with people",
        rf"(?:senior|sr|group) (?:{_MANAGED})(?: \w+)? manager",
        r"manager of (?:\w+ ){0,3}managers",
    ),
    _rule(IC, "craft manager", rf"(?:{_MANAGED}) managers?"),
    _rule(
        MANAGER,
        "leads a team",
        "manager(?:in)?|team ?lead(?:er)?|supervisor|foreman|forewoman|superintendent|(?:section|shift) lead",
        "(?:team|abteilungs|gruppen)leit(?:er|erin|ung)|chef(?:fe)? de service|jefe|jefa|gerente",
        *titlewords.MANAGER,
    ),
    _rule(IC, "craft", rf"{_CRAFT}|(?:senior|staff|principal|junior) \w+"),
    _rule(IC, "craft elsewhere", *titlewords.CRAFT),
    _rule(IC, "lead of a craft", r"\w+ lead$"),
    _rule(IC, "owner of a thing", r"\w+ owner"),
    _rule(C_LEVEL, "owner", "owner"),
)
_SPLIT = re.compile(r"\s*(?:[,;|/]|\s[-–—]\s|\s(?:and|und|et|y|at|@|bei|chez)\s)\s*")
_TO_SOMEBODY = re.compile(
    r"\b(?:(?P<serves>(?:assistant|secretary|aide|pa) to|office of|"
    r"(?:assistent(?:in)?|assistenz|referent(?:in)?) d(?:er|es)|assistante? du)|to the|report(?:s|ing)? to)\b"
)
_BEFORE = re.compile(r"\((?:former(?:ly)?|previously|ex)\b[^)]*\)")
_ONE_OFFICE = re.compile(r"\b(chief (?!engineer|petty|nurse|steward|mate|of\b)\w+) and (\w+ officer)\b")
_DOTTED = re.compile(r"(?<![a-z.])(?:[a-z]\.){2,4}")
LONGEST = 300


def level(title: str) -> str:
    """Return the level of a title: one of LEVELS, or `unknown`."""
    return classify(title).level


def classify(title: str) -> Seniority:
    """Return the level of a title with the rule that gave it; of several parts the highest counts."""
    text = _normal(title)
    served = _TO_SOMEBODY.search(text)
    parts = _SPLIT.split(text[: served.start()] if served else text)
    found = [each for part in parts if (each := _part(part)) is not None]
    if served and (served["serves"] or not found):
        found.append(Seniority(IC, "assistant to somebody"))
    if found and found[0].rule == "former title":
        return found[0]
    known = [each for each in found if each.level != UNKNOWN]
    if known:
        return max(known, key=lambda each: LEVELS.index(each.level))
    return found[0] if found else Seniority(UNKNOWN, "no rule fits" if text else "empty")


def _part(text: str) -> Seniority | None:
    words = re.sub(r"[^\w]+", " ", text).strip()
    fits = (Seniority(rule.level, rule.name) for rule in RULES if rule.pattern.search(words))
    return next(fits, None)


def _normal(title: str) -> str:
    """Return a title in lower case, without accents, gender marks and doubled spaces."""
    text = unicodedata.normalize("NFKD", title[:LONGEST].replace("&", " and "))
    text = "".join(char for char in text if not unicodedata.combining(char)).lower().replace("ß", "ss")
    text = re.sub(r"\([mwfdx](?:/[mwfdx])*\)|(?<=\w)[*:_](?:in|innen)\b", "", _BEFORE.sub("", text))
    text = _DOTTED.sub(lambda match: match.group().replace(".", "") + " ", text)
    text = " ".join(re.sub(r"\bc[./ -]([a-z])[./ -]o\b", r"c\1o", text).split())
    return _ONE_OFFICE.sub(r"\1 \2", text)
