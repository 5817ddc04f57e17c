# ruff: noqa: E501  patterns read better on one line
"""What speaks for sponsors, buyers, deciders, and those who follow what is bought and how."""

from assistant.mapping.roles.signals import ARTICLE, OWN, ROLE_IS, SUBJECT, P, Signal, signal

_LABEL = r"\s?(?:is|was|:|=|—|–|-|\()\s?(?:\*\*\s?)?"
_MONEY = r"(?:budget|purse strings?|money|spend(?:ing)?|che(?:que|ck) book|funding|funds|wallet)"
_PAPER = (
    r"(?:orders?|contracts?|spend(?:ing)?|purchase(?: order)?s?|che(?:que|ck)s?|money|budgets?|renewals?|deals?|"
    r"invoices?|agreement|order form|extension|subscription|seats|licen[cs]es?)"
)
_DESIGN = (
    r"(?:designs?|scope|plans?|requirements|changes?|layouts?|process(?:es)?|roll-?outs?|timelines?|timing|roadmap|"
    r"priorities|project|specs?|phases?|milestones?|blueprint|order of|sequence)"
)

EXECUTIVE_SPONSOR = (
    signal(
        "executive_sponsor",
        "is the sponsor",
        0.85,
        rf"{ROLE_IS}{ARTICLE}(?:\w+ )?(?:executive |exec |project |senior |programme |program )?sponsor\b(?!\s+(?:us|the)\b)",
        rf"\b(?:executive |exec |project |programme |program )?sponsor(?:s)?{_LABEL}{P}",
        rf"{P}\s?(?:\([^)]{{0,60}}|,\s(?:our|the|their)\s)(?:executive |exec |project )?sponsor\b",
        rf"\b(?:our|the|their|executive|exec|project)\s(?:not\s)?sponsor,?\s{P}",
        state=True,
    ),
    signal(
        "executive_sponsor",
        "sponsors the work",
        0.8,
        rf"{SUBJECT}(?:sponsors?|sponsored)\s(?:the|this|it|our|us)\b",
        rf"{SUBJECT}(?:gave|gives|given|lent|lends)\s(?:us |me |it |the \w+ )?{OWN}"
        r"(?:full |clear )?(?:mandate|backing|blessing|air cover|green light|political cover)\b",
        rf"\bwith {P}'s (?:full |personal )?(?:backing|sponsorship|blessing|mandate)\b",
        rf"{SUBJECT}(?:removed|removes|cleared|clears|unblocked|got rid of|took away)\s(?:the|that|an?|every|all|our)\s"
        r"(?:\w+\s){0,2}(?:obstacles?|blockers?|roadblocks?|path|way|hurdles?)\b",
        rf"{SUBJECT}(?:stands?|stood) behind (?:it|us|this|the (?:project|programme|program|roll-?out|work))\b",
    ),
    signal(
        "executive_sponsor",
        "gave the work its start",
        0.7,
        rf"{SUBJECT}(?:opened|kicked off|launched)\s(?:the|our)\s(?:\w+\s)?(?:kick-?off|programme|program|project|roll-?out|town hall|initiative)\b",
        rf"{SUBJECT}(?:asked|told|wants|wanted)\s(?:us|the team|everyone|everybody|all of us)\sto\b",
        rf"{P},? (?:personally )?(?:backs|backed|supports|mandated|ordered) (?:it|this|the (?:project|programme|program|roll-?out))\b",
        senior=True,
    ),
)
ECONOMIC_BUYER = (
    signal(
        "economic_buyer",
        "holds the money",
        0.85,
        rf"{SUBJECT}(?:holds?|owns?|controls?|manages?|runs?|sits? on)\s{OWN}(?:\w+\s)?{_MONEY}\b",
        rf"\b(?:out of|from|on|hits|comes off)\s{P}'s\s(?:\w+\s)?(?:budget|cost cent(?:er|re))\b",
        rf"\bit is {P}'s (?:budget|money)\b",
        rf"\bnothing (?:gets|is) (?:bought|ordered|signed|paid)\s(?:unless|without|until)\s{P}",
        rf"{SUBJECT}(?:has|keeps)\s(?:the\s)?(?:purse|purse strings|che(?:que|ck) book)\b",
        rf"\b(?:past|by|through|before)\s{P}(?=.{{0,30}}\b(?:budget|money|spend|cost)\b)",
        rf"{ROLE_IS}{ARTICLE}(?:\w+\s)?(?:economic buyer|budget (?:holder|owner))\b",
        rf"\b(?:economic buyer|budget (?:holder|owner)){_LABEL}{P}",
        rf"{P}\s?(?:\([^)]{{0,60}}|,\s(?:our|the|their)\s)(?:economic buyer|budget (?:holder|owner))\b",
        state=True,
    ),
    signal(
        "economic_buyer",
        "signs for the money",
        0.8,
        rf"{SUBJECT}(?:signs?|signed)(?:\soff)?\s(?:for\sit\b|(?:on\s|for\s)?(?!an?\s)(?:(?:the|our|your|this|that|every|all)\s)?(?:\w+\s){{0,2}}{_PAPER}\b)",
        rf"{SUBJECT}(?:approves?|approved|released?|releases|found|finds|freed up|withheld|withholds)\s"
        rf"{OWN}(?:\w+\s){{0,2}}(?:{_MONEY}|{_PAPER}|investment|cost)\b",
        rf"{SUBJECT}(?:funds?|funded|pays? for|paid for)\s(?:it|this|the|our|all)\b",
        rf"\b(?:get|got|take|took|run|ran|push|pushed)\s(?:it|this|that|the\s\w+)\s(?:past|by)\s{P}",
        rf"{SUBJECT}(?:has|had|gets?)\s(?:the\s)?(?:last|final)\s(?:word|say)\s(?:on|about|over|in)\s(?:the\s|any\s|all\s)?(?:spend|spending|money|budget|price|cost|purchases?)\b",
        rf"\b(?:signed|approved|funded|paid for)\s(?:off\s)?by\s{P}",
    ),
)
DECISION_MAKER = (
    signal(
        "decision_maker",
        "decides on the project",
        0.85,
        rf"{ROLE_IS}{ARTICLE}(?:\w+\s)?decision[ -]?maker\b",
        rf"\bdecision[ -]?maker{_LABEL}{P}",
        rf"{SUBJECT}(?:calls?|called)\sthe\sshots\b",
        rf"{P}\s?\([^)]{{0,60}}decision[ -]?maker\b",
        state=True,
    ),
    signal(
        "decision_maker",
        "decides scope, design or timing",
        0.75,
        rf"{SUBJECT}(?:decides?|decided|determines?|determined)\s(?:that\s|that we\s|we\s|which\s|what\s|who goes|how we\s|how the\s|when we\s|when the\s|where we\s|on the\s|the\s)"
        r"(?!.{0,20}\b(?:leave|quit|job|career|university|college)\b)",
        rf"{SUBJECT}decided to (?:start|move|roll|go live|use|adopt|switch|migrate|launch|pilot|bring|replace|build|postpone|delay|stop|cut)\b",
        rf"{SUBJECT}(?:chose|chooses|picked|picks|sets?|prioriti[sz]e[sd]?|settled)\s(?:which\s|what\s|on\s)?{OWN}(?:\w+\s){{0,2}}{_DESIGN}\b",
        rf"{SUBJECT}(?:signs?|signed)\soff\s(?:on\s)?{OWN}(?:\w+\s){{0,2}}{_DESIGN}\b",
        rf"{SUBJECT}(?:makes?|made|has|had)\s(?:the\s|all the\s)?(?:final\s|last\s|day-to-day\s)?(?:decisions?|call|say)\s(?:on|about|for|over)\s(?:the\s|all\s|any\s|every\s)?(?:\w+\s){{0,2}}{_DESIGN}\b",
        rf"{SUBJECT}(?:gets?|receives?)\sthe\sweekly\sstatus\b",
        rf"{SUBJECT}settles?\s(?:which|what|who|when|how)\b",
        rf"{SUBJECT}(?:has|had)\sthe\s(?:final\s|last\s)?say\s(?:on|over)\s(?:what|which|how|when|who)\b",
        rf"\b(?:go live|goes live|goes first|start|the scope|the design|the timing|the order)\sis\s(?:all\s)?up\sto\s{P}",
        rf"\bweekly status (?:report )?goes to {P}",
        rf"{SUBJECT}(?:approves?|approved)\s(?:the|our|all|every)\s(?:\w+\s){{0,2}}{_DESIGN}\b",
    ),
)
TECHNICAL_EVALUATOR = (
    signal(
        "technical_evaluator",
        "judges fit and security",
        0.8,
        rf"{SUBJECT}(?:ran|runs?|running|did|does|doing|leads?|led|owns?|handles?|handled|conducts?|conducted|completed|performed|"
        r"reviews?|reviewed|checks?|checked|assesse[sd]|vetted|vets|evaluate[sd]?|tested|tests|asked for|sent|wrote|signs off)\s"
        r"(?:\S+\s){0,4}(?:security|architecture|compliance|privacy|data[- ]protection|pen(?:etration)?[ -]test|technical|vendor[- ]risk|"
        r"infosec|gdpr|dpia|proof of concept|poc|soc ?2|sso|api)\b",
        rf"{SUBJECT}(?:needs?|needed|insists?|insisted|requires?|required|asks|asked|demands?|wants?|wanted)\s(?:\S+\s){{0,5}}"
        r"(?:SSO|SAML|SCIM|single sign-on|encryption|SOC ?2|ISO ?27001|data residency|penetration test|security questionnaire|audit logs?)\b",
        rf"{SUBJECT}(?:checked|checks|tested|looked into)\s(?:whether|if|how)\s(?:\S+\s){{0,6}}(?:single sign-on|sso|api|encrypt\w*|integrat\w+)\b",
        rf"{SUBJECT}(?:put|puts|took|takes)\s(?:\S+\s){{1,3}}through\s(?:\S+\s){{0,2}}(?:security|privacy|compliance|architecture)\b",
        rf"{ROLE_IS}{ARTICLE}(?:\w+\s)?(?:technical (?:evaluator|reviewer|lead on the evaluation)|security reviewer|security architect)\b",
        rf"\btechnical (?:evaluator|reviewer){_LABEL}{P}",
        rf"\b(?:security|architecture|technical) (?:review|assessment|evaluation) (?:is |was )?(?:by|with|from|done by|led by|run by)\s{P}",
    ),
)
PROCUREMENT = (
    signal(
        "procurement",
        "runs price and paperwork",
        0.8,
        rf"{ROLE_IS}(?:in|with|from|our|the|head of|part of|our contact in)\s(?:\w+\s){{0,2}}(?:procurement|purchasing|sourcing|vendor management|purchasing team)\b",
        rf"\b(?:procurement|purchasing|sourcing){_LABEL}{P}",
        rf"{P}\s?(?:\(|,\s?|from\s|in\s|of\s)(?:our\s|the\s)?(?:procurement|purchasing|sourcing)\b",
        rf"{SUBJECT}(?:negotiates?|negotiated|handles?|handled|runs?|manages?|does|looks? after)\s(?:\S+\s){{0,3}}"
        r"(?:contracts?|pricing|price|terms|paperwork|tenders?|rfps?|rfqs?|purchase orders?|msa|redlines?|vendor onboarding)\b",
        rf"{SUBJECT}(?:haggles?|haggled)\s(?:over|about)\b",
        rf"{SUBJECT}(?:needs?|wants?|wanted|asked for|asks for|collects?|collected|requires?|required)\s(?:at least\s)?(?:three|3|two|2|competing|several|other)\s(?:other\s)?(?:quotes|bids|offers)\b",
        rf"\bsend (?:it|that|the \w+(?: form)?) to {P} (?:in|at|for) (?:procurement|purchasing|sourcing|a purchase order)\b",
    ),
)
POWER: tuple[Signal, ...] = (
    *EXECUTIVE_SPONSOR, *ECONOMIC_BUYER, *DECISION_MAKER, *TECHNICAL_EVALUATOR, *PROCUREMENT,
)  # fmt: skip
