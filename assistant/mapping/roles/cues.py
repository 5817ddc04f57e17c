# ruff: noqa: E501  patterns read better on one line
"""Which words a reason must have to speak of a role at all, whoever gives it: wide, and never enough alone.

A model may read what no pattern of ours lists, such as "knocked it together"; it may not call somebody a
sponsor because she fills in a form. German, French and Spanish stems stand beside the English ones.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from assistant.domain.people import Role
from assistant.mapping.roles.words_stance import INFLUENCE, SELLING, STAKE

_STEMS: Mapping[str, str] = MappingProxyType(
    {
        Role.EXECUTIVE_SPONSOR: r"sponsor|mandat|back(?:s|ed|ing)|bless|kick\w*|launch|open(?:s|ed)|behind|support|remov|clear|unblock|priorit|commit|initiat|green light|insist|ask(?:s|ed)|want(?:s|ed)|order(?:s|ed)|schirmherr|auftrag|unterstutz|soutien|soutient|parrain|patrocin|impuls",
        Role.ECONOMIC_BUYER: r"budget|money|spend|fund|pay|pays|paid|sign|approv|purse|cost|invest|invoice|contract|orders?|cheque|afford|price|wallet|unterschr|bezahl|genehmig|zahlt|paie|finance|approuv|firm|presupuest|aprueb|aprob|paga",
        Role.DECISION_MAKER: r"deci[ds]|calls?|shots|chos|choos|pick|approv|sign|scope|prioriti|determin|settle|word|status|steer|go-ahead|veto|entscheid|bestimm|freigab|tranch|elig",
        Role.CHAMPION: r"champion|advocat|fursprech|ambassad|embajador",
        Role.COACH: r"tell|told|warn|heads|between|confiden|record|tips?|tipped|know|inside|hint|advis|quiet|guid|posted|informed|vertrau|sagt|prevenu|entre nous|confianza|avis",
        Role.SOLUTION_OWNER: r"own|answer|responsib|accountab|charge|run|runs|looks? after|looked after|maintain|baby|keep|take[sn]? care|lead|drive|verantwort|zustandig|gehort|responsable|pilote|duen|encarg",
        Role.BUILDER: r"buil[dt]|creat|made|make|design|develop|configur|set|sets|wrote|writ|automat|assembl|knock|put|cobbl|program|cod(?:ed|es)|craft|model|gebaut|erstell|entwick|programmier|eingericht|constru|cree|concu|mont[eo]|developp|monte|configur|desarroll|hice|hizo",
        Role.ADMINISTRATOR: r"admin|users?|permission|access|rights|licen|seats?|setting|accounts?|instance|workspace|configur|onboard|provision|password|groups?|log-?ins?|benutzer|zugang|rechte|utilisateur|acces|droits|usuari|permisos",
        Role.PEOPLE_MANAGER: r"teams?|report|people|staff|crew|lead|led|manag|supervis|coach|direct|shift|everyone|everybody|leite|mitarbeit|equipe|equip[eo]|diri[gj]",
        Role.POWER_USER: r"know|trick|shortcut|expert|power|super|guru|wizard|most|everything|all day|asks?|help|every|teach|lives?|kennt|fragt|connait|astuce|conoce|truco|preguntan",
        Role.END_USER: r"us(?:e|es|ing)|fill|log|enter|update|check|open|work|submit|read|typ|record|look|nutz|benutz|trag|fulle|arbeite|utilis|saisi|rempli|travaill|usa|uso|rellen|trabaj|consult",
        Role.TECHNICAL_EVALUATOR: r"secur|architect|integrat|sso|saml|api|technic|complian|privacy|gdpr|data|review|evaluat|test|vet|assess|audit|penetration|sicherheit|datenschutz|pruf|securite|conformite|seguridad|revis",
        Role.PROCUREMENT: r"procure|purchas|sourc|negotiat|terms|contract|paper|quote|bid|tender|rf[pq]|vendor|einkauf|verhandel|angebot|achat|negoci|devis|compras|ofertas",
        Role.INFLUENCER: r"listen|trust|opinion|look|follow|respect|word|voice|influen|weight|sway|pull|clout|defer|hor[et]|wort|ecoute|avis|escuch|opini",
        Role.DETRACTOR: r"against|never|not|block|oppos|resist|hat(?:e|es|ed)|dislik|useless|waste|refus|scept|skept|critic|slow|cancel|replac|back to|instead|worse|complain|fights?|fought|stall|doubt|rather|convinced|gegen|blockier|nie|nicht|unnutz|contre|jamais|inutile|bloqu|contra|nunca|inutil",
        SELLING: r"show|present|took|take|told|tell|sell|sold|pitch|demo|convinc|persuad|recommend|advocat|push|argu|spread|case|evangel|brought|bring|champion|fought|prais|talk|vorgestell|gezeigt|uberzeug|empfiehl|empfohl|montr|convainc|recommand|mostr|convenc|recom",
        INFLUENCE: r"board|steer|c[eofi]o|committee|leadership|influen|pull|sway|clout|listen|budget|approv|secur|won|got|convinc|persuad|report|ear|vorstand|geschaftsfuhr|direction|comite|direccion|junta",
        STAKE: r"bonus|promot|proud|targets?|objectiv|goals?|measur|depend|gain|win|lose|hours?|times?|days?|back|invest|reputat|neck|career|kpi|okr|review|riding|stolz|ziel|stunden|fier|fiere|objectif|heures|orgullos|objetiv|horas",
    }
)  # fmt: skip
_PATTERNS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {role: re.compile(rf"\b(?:{stems})", re.IGNORECASE) for role, stems in _STEMS.items()}
)
KNOWN = frozenset(_PATTERNS)


def may_speak_for(role: str, words: str) -> bool:
    """Tell whether words, plain and without accents, are of the kind that can speak for a role or a sign."""
    return role in _PATTERNS and bool(_PATTERNS[role].search(words))
