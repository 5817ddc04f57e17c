# ruff: noqa: E501  patterns read better on one line
"""What speaks for those who own, build, run, lead and use."""

from assistant.mapping.roles.signals import ARTICLE, OWN, ROLE_IS, SUBJECT, P, Q, Signal, signal

_LABEL = r"\s?(?:is|was|:|=|—|–|-|\()\s?(?:\*\*\s?)?"
_THING = (
    r"(?:boards?|dashboards?|sheets?|forms?|reports?|work ?flows?|flows?|automations?|templates?|rules?|trackers?|apps?|tools?|"
    r"integrations?|solutions?|portals?|bots?|scripts?|process(?:es)?|views?|charts?|databases?|pages?|models?|pipelines?|"
    r"queues?|macros?|prototypes?|version|set-?up|grids?|connectors?|intake|calculators?|check ?lists?|registers?|calendars?|"
    r"workspace|instance|scorecards?|logic|configuration|planner|catalogue|catalog|knowledge base)"
)
_MADE = r"(?:built|build|builds|created|creates|create|set up|sets up|put together|designed|configured|developed|automated|assembled|coded)"

SOLUTION_OWNER = (
    signal(
        "solution_owner",
        "owns it",
        0.8,
        rf"{SUBJECT}(?:owns?|owned)\s(?:it\b|(?!(?:an?|the (?:company|business|budget|money)|{Q}'s (?:own|company|business|home|house|budget))\b)(?:{OWN}(?:\w+\s){{0,3}}(?:{_THING}|programme|program|system|platform|intake|use case|onboarding|planning|scheduling|reporting|whole thing|rollout|adoption|side of)\b))",
        rf"\b(?:this|that|it) (?:is|was) {P}'s (?:\w+\s){{0,2}}(?:{_THING}|baby|system|programme|program)\b",
        rf"{ROLE_IS}{ARTICLE}(?:\w+\s)?(?:solution|process|business|system|service|platform|tool|application|programme|program|workflow)[ -]owner\b",
        rf"\b(?:solution|process|business|system|platform|application|workflow|overall) owner{_LABEL}{P}",
        rf"{P}\s?(?:\([^)]{{0,60}}|,\s(?:our|the|their)\s)(?:solution|process|business|system|platform) owner\b",
        rf"{ROLE_IS}(?:the owner of|responsible for|accountable for|in charge of)\s{OWN}(?:\w+\s){{0,3}}(?:{_THING}|programme|program|system|platform|roll-?out)\b",
        rf"{SUBJECT}(?:has|carries|bears|took over)\s(?:the\s)?(?:final |overall |full |sole )?responsibility\sfor\s{OWN}(?:\w+\s){{0,3}}(?:{_THING}|programme|program|system|platform|roll-?out)\b",
        rf"\b(?:{_THING}|system|platform) belongs to {P}",
        rf"{SUBJECT}owns?\s(?:\S+\s){{1,4}}end[ -]to[ -]end\b",
        rf"{SUBJECT}(?:looks? after|runs?|maintains?|answers? for)\s(?:the|our|this|that)\s(?:\w+\s){{0,2}}(?:{_THING}|system|platform)\b",
        state=True,
    ),
)
BUILDER = (
    signal(
        "builder",
        "built it",
        0.85,
        rf"{SUBJECT}(?:actually\s)?{_MADE}\s(?:it|them|that|this|all of (?:it|them|this)|most of (?:it|them)|the whole thing|everything)\b(?!\s+(?:with (?:a )?(?:team|company)|as a company))",
        rf"{SUBJECT}(?:actually\s)?(?:{_MADE}|made|wrote)\s(?:up\s)?(?:all\s)?(?:the|our|an?|most of the|every|this|that|these|those|two|three|four|five|\d+|{Q}'s|first|new|some|most)\s?(?:[\w'-]+\s){{0,4}}{_THING}\b",
        rf"{SUBJECT}(?:{_MADE}|made)\s{_THING}\b",
        rf"(?<!gets )(?<!get )\b{_MADE}\s(?:entirely\s|mostly\s|all\s)?by\s{P}",
        rf"{SUBJECT}(?:knocked|cobbled|threw|hacked|patched|stitched)\s(?:it|this|that|everything|{OWN}(?:[\w'-]+\s){{0,3}}{_THING})\stogether\b",
        rf"{SUBJECT}(?:wired up|rigged up|cobbled up|came up with)\s(?:all\s)?(?:the|our|an?|every|this|that|these|those)\s?(?:[\w'-]+\s){{0,4}}(?:{_THING}|alerts?|first version)\b",
        rf"\bis {P}'s (?:own )?(?:handiwork|creation|invention)\b",
        rf"{ROLE_IS}(?:the\s)(?:\w+\s)?builder\b",
        rf"\bbuilder{_LABEL}{P}",
        rf"{P}\s?\([^)]{{0,60}}\bbuilder\b",
        rf"\bit was {P} who {_MADE}\b",
    ),
)
ADMINISTRATOR = (
    signal(
        "administrator",
        "keeps the instance",
        0.85,
        rf"{ROLE_IS}{ARTICLE}(?:[\w-]+\s){{0,2}}(?:admin|administrator|sys ?admin|system administrator)\b(?!\s+(?:assistant|work|staff))",
        rf"\b(?:system |platform |tool |our |the |site |account )?(?:admin|administrator)s?{_LABEL}{P}",
        rf"{P}\s?(?:\([^)]{{0,60}}|,\s(?:our|the|their)\s(?:\w+\s)?)(?:admin|administrator)\b(?!\s+assistant)",
        rf"{SUBJECT}(?:administers?|administrates?)\b",
        rf"{SUBJECT}(?:keeps?|runs?|maintains?)\sthe\s(?:instance|tenant|workspace)\b",
        state=True,
    ),
    signal(
        "administrator",
        "manages users and settings",
        0.8,
        rf"{SUBJECT}(?:adds?|manages?|invites?|removes?|provisions?|de-?activates?|sets? up|creates?|assigns?|looks? after|handles?|changes?|controls?|gives?|grants?)\s"
        r"(?:and \w+\s)?(?:(?:the|all|all the|new|our|every|any|people's|their)\s){0,2}(?:user\s)?(?:users?|accounts?|permissions?|access|rights|licen[cs]es|seats|log-?ins?|user groups|settings)\b(?!\s+(?:receivable|payable|manager|executive))",
        rf"{SUBJECT}(?:passed|completed|finished|took|did|went through|has done)\s{OWN}(?:admin|administrator)(?:'s|s)?\s(?:training|certification|course|exam)\b",
        rf"{SUBJECT}(?:hands? out|issues?)\s(?:the\s|all\s|all the\s|new\s)?(?:log-?ins?|accounts?|passwords?|licen[cs]es|seats)\b",
        rf"{SUBJECT}takes? care of\s(?:the\s|all\s|all the\s|our\s)?(?:user\s)?(?:settings|users|permissions|access|accounts|log-?ins?|licen[cs]es)\b",
        rf"\b(?:admin|administrator) (?:training|certification) (?:was |is )?(?:passed|completed|done) by {P}",
    ),
)
PEOPLE_MANAGER = (
    signal(
        "people_manager",
        "leads people who work with it",
        0.75,
        rf"{P}'s\s(?:\w+\s)?(?:team|crew|people|staff|group|department)\s(?:of\s(?:about\s|around\s|roughly\s)?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)|has|have|are|is using|uses?|log|fill|work)\b",
        rf"{SUBJECT}(?:leads?|led|manages?|managed|runs?|heads?|heads up|supervises?|supervised)\s{OWN}(?:[\w'-]+\s){{0,3}}(?:team|group|crew|department|unit|people|staff|shift|planners|analysts|technicians|agents|nurses|reps)\b",
        rf"\b(?:report|reports|reporting)\s(?:in)?to\s{P}",
        rf"\b(?:people|planners|analysts|agents|technicians|nurses|reps|staff|supervisors|leads)\s(?:all\s)?answer\sto\s{P}",
        rf"{SUBJECT}has\s(?:\w+\s)?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)\s(?:\w+\s)?(?:people|direct reports|reports|staff|planners|analysts|agents|technicians|nurses)\b",
        rf"{SUBJECT}(?:makes?|made|gets?|got|coach(?:es|ed)?|requires?|asks?|asked)\s(?:them|everyone|everybody|{Q}'s team|the team|{Q}'s people|people|every \w+|the \w+)\s(?:to\s)?(?:log|use|fill|enter|do it|work in|update|record)\b",
        rf"\b(?:team lead|line manager|people manager){_LABEL}{P}",
    ),
    signal(
        "people_manager", "has a team", 0.55, rf"\b(?:on|in|across|within|for|of)\s{P}'s\s(?:\w+\s)?team\b", own=True
    ),
)
POWER_USER = (
    signal(
        "power_user",
        "is whom others ask",
        0.8,
        rf"\b(?:ask|asks|asking|go to|goes to|turn to|see|talk to|speak to)\s{P}(?!')(?=.{{0,40}}\b(?:tricks?|knows?|help|questions?|stuck|shortcuts?|expert)\b)",
        others=True,
    ),
    signal(
        "power_user",
        "uses more of it than others do",
        0.8,
        rf"{SUBJECT}(?:knows?)\s(?:every|all the|all its|each|all of the)\s(?:\w+\s)?(?:tricks?|shortcuts?|features?|corners?|functions?|inch|buttons?|formulas?)\b",
        rf"{ROLE_IS}{ARTICLE}(?:\w+\s){{0,2}}(?:power[- ]?user|super[- ]?user|key user|expert user|go-to (?:person|expert)|guru|wizard|whi[zs]z?)\b",
        rf"\b(?:power[- ]?user|super[- ]?user|key user)s?{_LABEL}{P}",
        rf"{P}\s?\([^)]{{0,60}}(?:power|super|key)[- ]?user\b",
        rf"{SUBJECT}(?:lives?|lived)\sin\s(?:it\b|the\s(?:tool|dashboards?|boards?|app|system|platform)\b)",
        rf"{SUBJECT}(?:uses?|used)\s(?:it|this|everything|every feature|all of it)\s(?:all day|constantly|more than (?:anyone|anybody|all)|for everything|all the time|every (?:single )?hour)\b",
        rf"\bstuck,?\s(?:\w+\s){{0,2}}(?:runs?|goe?s?|comes?|turns?)\sto\s{P}",
        rf"\b(?:goes|go|come|comes|turns?) to {P} (?:for help|with (?:their )?questions|when they (?:are|get) stuck)\b",
    ),
)
END_USER = (
    signal(
        "end_user",
        "works in it",
        0.75,
        rf"{SUBJECT}(?:fills?(?: in| out)?|logs?|enters?|updates?|submits?|checks?|opens?|uses?|records?|looks? at|works? in|starts?|types?|reads?)\s(?!.{{0,30}}\b(?:coffee|office|door|shop|windows?|fridge|inbox|newspapers?|car|gate)\b)(?:\S+\s){{0,8}}"
        r"(?:(?:each|every|once a|twice a|in the|all|most|first thing in the|at the (?:start|end) of (?:the|my|each|every))\s(?:single\s)?(?:morning|day|week|shift|monday|tuesday|wednesday|thursday|friday|afternoon|evening|time|night|hour|visit|patient|job|order)|daily|weekly|day to day|day in,? day out)\b",
        rf"{ROLE_IS}{ARTICLE}(?:\w+\s)?(?:end|daily|regular|everyday|day-to-day)[ -]?user\b",
        rf"\b(?:end|daily|regular)[ -]users?{_LABEL}{P}",
        rf"{P}\s?\([^)]{{0,60}}\bend[ -]?user\b",
    ),
    signal(
        "end_user",
        "uses it",
        0.55,
        rf"{SUBJECT}(?:uses?|fills? in|fills? out)\s(?:the|this|our|that)\s(?:\w+\s){{0,2}}{_THING}\b",
        own=True,
    ),
)
WORK: tuple[Signal, ...] = (
    *SOLUTION_OWNER, *BUILDER, *ADMINISTRATOR, *PEOPLE_MANAGER, *POWER_USER, *END_USER,
)  # fmt: skip
