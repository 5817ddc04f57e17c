# ruff: noqa: E501  patterns read better on one line
"""What speaks for champions and coaches, for those who are listened to, for those against, and for leaving."""

from assistant.mapping.roles.signals import ARTICLE, OWN, ROLE_IS, SUBJECT, P, Q, Signal, signal

_LABEL = r"\s?(?:is|was|:|=|—|–|-|\()\s?(?:\*\*\s?)?"
_INSIDE = (
    r"(?:steering|board|group|committee|leadership|executives?|execs?|management|directors?|regions?|plants?|sites?|departments?|"
    r"colleagues|boss|managers|teams|cfo|ceo|coo|cio|vp|council|all-hands|town hall|division|countries|business units?)"
)
_SOMEBODY = (
    rf"(?:{Q}(?:'s\s\w+)?|them|us|me|him|her|people|others|everyone(?:\selse)?|everybody(?:\selse)?|"
    r"(?:the|our|their|all|most|some|two|three|other)\s(?:\w+\s){0,3}?\w+)"
)
_PLANS = (
    r"(?:plans?|proposals?|requests?|budgets?|orders?|contracts?|ideas?|approvals?|expansions?|moves?|migrations?|launch|pilots?|"
    r"upgrades?|efforts?|initiatives?|use|training|switch|adoption|extension|process(?:es)?|forms?|templates?|workflows?)"
)
_AGAINST = (
    r"(?:against|opposed to|hostile to|critical of|fed up with|unhappy with|not a fan of|frustrated with|sick of|not convinced (?:of|by|about)|"
    r"unconvinced (?:of|by|about)|sceptical (?:of|about)|skeptical (?:of|about))"
)
_PRODUCT = r"(?:tool|boards?|system|platform|product|dashboards?|app|software|roll-?out|project|programme|program|renewal|purchase|change)"
_KIN = rf" of (?:{Q}'s|his|her|their) (?:\w+ )?(?:sons?|daughters?|kids?|child(?:ren)?|wife|husband|family|parents|boys?|girls?)\b"
SELLING, INFLUENCE, STAKE = "selling", "influence", "stake"

CHAMPION = (
    signal(
        SELLING,
        "sells it inside",
        0.8,
        rf"{SUBJECT}(?:took|takes?|taking|brought|brings?|presented|presents?|pitched|pitches|showed|shows?|demoed|demos?|sold|sells?|walked|carried)\s"
        rf"(?:it|this|that|them|everyone|(?:the|our|{Q}'s)\s(?:\S+\s){{0,4}}?\S+)\s(?:\w+\s)?(?:up\s)?(?:to|through|in front of|at)\s(?:(?:the|our|{Q}'s|all|every|other|each)\s)?(?:\w+\s){{0,2}}{_INSIDE}\b",
        rf"{SUBJECT}(?:keeps?|kept)\s(?:on\s)?(?:telling|pushing|selling|saying|asking|showing|convincing|recommending|presenting)\b",
        rf"\bwhat {P} tells? (?:people|everyone|everybody|them|others|the other \w+)\b",
        rf"{SUBJECT}(?:convinced|convinces|persuaded|persuades|won over|wins over|lobbied|lobbies|pushed for|pushes for|fought for|fights for|"
        r"made the case|makes the case|argued for|argues for|advocated|advocates|evangeli[sz]e[sd]?|campaigned for|went to bat for|vouche[sd] for|stuck (?:his|her|my) neck out)\b(?!.{0,12}\b(?:it does not|against)\b)",
        rf"{SUBJECT}(?:talked|brought|got|gets|brings)\s{_SOMEBODY}\s(?:into it|on board|into (?:using|buying|trying))\b",
        rf"{SUBJECT}(?:spread|spreads)\sthe\sword\b",
        rf"{SUBJECT}preach(?:es|ed)?\s(?:it|this)\sto\b",
        rf"{SUBJECT}(?:recommends?|recommended)\s(?:it|this)\sto\b",
        rf"{SUBJECT}(?:champions|championed)\s(?:it|this|the|us|our)\b",
    ),
    signal(
        "champion",
        "is called the champion",
        0.6,
        rf"{ROLE_IS}{ARTICLE}(?:\w+\s)?(?:champion|advocate)\b",
        rf"\b(?:our|the|internal|adoption|account|main|strong)?\s?champions?{_LABEL}{P}",
        rf"{P}\s?(?:\([^)]{{0,60}}|,\s(?:our|the|their)\s)(?:\w+\s)?champion\b",
        rf"\b(?:our|the|their|internal)\schampion,?\s{P}",
        state=True,
    ),
    signal(
        INFLUENCE,
        "gets things through",
        0.75,
        rf"{SUBJECT}(?:fought for|got|won|secured|obtained|found)\s(?:us\s|me\s)?(?:the|{Q}'s|our|more|a|extra|approval for the)\s(?:\w+\s){{0,2}}(?:budget|money|approval|funding|sign-off|headcount|seats|buy-in)\b",
        rf"{SUBJECT}(?:took|takes|brought|presented|pitched|presents)\s(?:\S+\s){{1,6}}(?:to|at|through|in front of)\s(?:the|our|{Q}'s)?\s?(?:\w+\s){{0,2}}(?:steering|board|committee|leadership|executives?|council|management|cfo|ceo|coo)\b",
        rf"{SUBJECT}(?:reports?|reporting)\s(?:directly\s|straight\s)?to\s(?:the|our)\s(?:ceo|cfo|coo|cio|board|chief|managing)\b",
        rf"{SUBJECT}(?:sits?|is)\son\s(?:the|our)\s(?:steering|board|leadership|management|executive)\b",
        rf"{SUBJECT}(?:convinced|persuaded|won over)\s(?:the|our|{Q}'s|{Q})\s?(?:board|cfo|ceo|coo|leadership|management|steering|boss|director|vp|chief)?\b",
        rf"{SUBJECT}has\s(?:a lot of |real |great |considerable |some |enough )?(?:influence|sway|pull|clout|weight|the ear of)\b",
    ),
    signal(
        STAKE,
        "has something to gain",
        0.75,
        rf"{P}'s\s(?:\w+\s){{0,2}}(?:bonus|promotion|reputation|neck|name is on|scorecard|(?:targets?|objectives?|goals?|kpis?|okrs?|career|numbers?|review)\s(?:depends?|rides?|hangs?|hinges?|is tied|are tied|is on the line))\b",
        rf"{SUBJECT}(?:proud|most proud|proudest)\b(?!{_KIN})|\bthe one {P} is (?:most )?proud(?:est)? of\b",
        rf"{P} is (?:really |very |so |most )?proud(?:est)?\b(?!{_KIN})",
        rf"{P} would (?:not|never) (?:ever )?(?:go|want to go) back\b",
        rf"{SUBJECT}(?:has|had)\s(?:a lot|everything|something|much|{Q}'s \w+|a stake|skin)\s(?:riding|at stake|to gain|in the game|in it|to win|to lose|hanging)\b",
        rf"{SUBJECT}(?:stands?)\sto\s(?:gain|win|benefit)\b",
        rf"\b(?:saves?|saved|gives?|gave|buys?) {P} (?:\S+ ){{0,3}}(?:hours?|days?|time|a week|back)\b",
        rf"\b(?:makes|made) {P} look\b",
        rf"{SUBJECT}(?:personally invested|invested in (?:it|this|the))\b",
        rf"{SUBJECT}(?:got|was|is being|is up for being|is)\s(?:promoted|measured)\s(?:\S+\s){{0,3}}(?:for|because|on|after)\b",
        bitter=True,
    ),
)
COACH = (
    signal(
        "coach",
        "tells us how things stand",
        0.75,
        rf"\b(?:between us|between you and {Q}|between you and me|off the record|do not quote {Q} on|just so you know|confidentially|in confidence|you did not hear (?:this|it) from {Q})\b",
        bitter=True,
    ),
    signal(
        "coach",
        "tells us how things stand",
        0.7,
        rf"{SUBJECT}(?:told|tells|warned|warns|tipped|tips)\sus\s(?:off\s)?(?:\S+\s){{0,3}}(?:in confidence|privately|off the record|quietly|early|in advance|between)\b",
        rf"{SUBJECT}(?:gave|gives|given)\sus\s(?:a|an|the|early)\s(?:\w+\s)?(?:heads-up|heads up|warning|tip|inside (?:view|track))\b",
        rf"{SUBJECT}(?:keeps?)\sus\s(?:posted|informed|in the loop|up to date)\b",
        rf"{ROLE_IS}{ARTICLE}(?:\w+\s)?coach\b(?!\s(?:of|for)\b)",
        rf"\bcoach{_LABEL}{P}",
    ),
)
_QUIETLY = r"\b(?:between us|between you and me|off the record|confidentially|in confidence)\b"
REPORTED_COACH = (
    signal(
        "coach",
        "tells us how things stand",
        0.7,
        rf"{_QUIETLY}.{{0,160}}?\b(?:says|said|told us|adds|added)\s{P}",
        rf"{P}(?:\s\w+){{0,2}}\s(?:said|says|told us|tells us)\b.{{0,60}}?{_QUIETLY}",
        bitter=True,
    ),
)
INFLUENCER = (
    signal(
        "influencer",
        "is listened to",
        0.8,
        rf"\b(?:everyone|everybody|people|they all|the whole \w+|the (?:\w+\s){{1,2}}(?:all)?|the team|most people|the others)\s(?:listens?|looks?|look up|defers?|pays attention)\s(?:to|up to)\s{P}",
        rf"\b(?:everyone|everybody|people|they all|the whole \w+|the team|the others)\s(?:follows?|trusts?|respects?|copies)\s{P}",
        rf"\bwhat {P} (?:says|thinks) (?:goes|counts|matters|carries)\b",
        rf"\btakes? (?:their|its) (?:cue|lead) from {P}",
        rf"{P}'s (?:opinion|word|view|voice|judgement|judgment) (?:counts|matters|carries|weighs|is law|goes a long way)\b",
        rf"\bif {P} (?:likes? it|is on board|says yes|is convinced|is happy),? (?:then )?(?:everyone|everybody|the|they|others|people)\b",
        rf"{ROLE_IS}{ARTICLE}(?:\w+\s)?influencer\b",
        rf"\b(?:key )?influencer{_LABEL}{P}",
        rf"{P}\s?\([^)]{{0,60}}\binfluencer\b",
        rf"{SUBJECT}has\s(?:a lot of |real |great |considerable )(?:influence|sway|pull|clout)\b",
    ),
)
DETRACTOR = (
    signal(
        "detractor",
        "works or speaks against it",
        0.8,
        rf"{SUBJECT}(?:never\s|did not\s|does not\s|do not\s|can not\s)?(?:really\s|ever\s)?(?:saw|see|sees|seen|got|get|understood)\sthe\s(?:point|need|use|sense)\b",
        rf"{SUBJECT}(?:blocked|blocks|blocking|stalled|stalls|vetoed|killed|opposed|opposes|resisted|resists|undermine[sd]?|sabotage[sd]?|torpedoed|"
        rf"pushed back (?:on|against)|pushes back (?:on|against))\s(?:{OWN}(?:[\w-]+\s){{0,3}}(?:{_PRODUCT}|{_PLANS})|it|this|us|everything|{Q})\b",
        rf"{SUBJECT}(?:drags?|dragged|dragging)\s(?:his|her|their|{Q}'s)\s(?:feet|heels)\b",
        rf"{SUBJECT}(?:bad-?mouths?|moans? about|grumbles? about|complains? about|runs down)\s(?:it|this|us|{OWN}(?:\w+\s)?{_PRODUCT})\b",
        rf"{SUBJECT}(?:hates?|dislikes?|detests?|despises?|can not stand|does not like|do not like|does not trust|do not trust)\s(?:the|this|your|our)\s(?:new\s)?(?:\w+\s)?(?:tool|boards?|system|platform|product|dashboards?|app|software|roll-?out)\b",
        rf"\b(?:detractor|blocker|opponent|sceptic|skeptic)s?{_LABEL}{P}",
        rf"{P}\s?\([^)]{{0,60}}\b(?:detractor|blocker|sceptic|skeptic)\b",
        rf"{SUBJECT}(?:thinks?|says?|said|believes?|finds?|found)\s(?:that\s)?(?:it|this|the \w+|{Q})\s(?:is|was)\s(?:just\s|all\s)?(?:an? (?:complete |total )?waste|useless|pointless|too (?:complicated|slow|expensive)|rubbish|a toy|worse)\b",
        rf"{SUBJECT}(?:refuse[sd]?|refusing)\sto\s(?:use|log|adopt|touch|move|work|sign|switch)\b",
        rf"{SUBJECT}(?:wants?|wanted)\s(?:it|this|us|the \w+)\s(?:out|gone|stopped|cancelled|canceled|replaced|switched off)\b",
        rf"{SUBJECT}(?:wants?|wanted|tries|tried|plans|threatens|threatened)\sto\s(?:cancel|replace (?:it|us|you|this)|get rid of (?:it|this|us|the)|kill|leave for|go back to|switch (?:back|away))\b",
        rf"{SUBJECT}(?:would )?(?:rather|prefers?)\s(?:to\s)?(?:go back to|keep|stay with|use|stick with)\s(?:the\s|{Q}'s\s)?(?:old|spreadsheets?|excel|paper|e-?mail)\b",
        bitter=True,
    ),
    signal(
        "detractor",
        "is against it",
        0.8,
        rf"{SUBJECT}(?:\w+,?\s){{0,2}}{_AGAINST}\s(?:the|this|your|our)\s(?:\w+\s)?{_PRODUCT}\b",
        state=True,
        bitter=True,
    ),
    signal(
        "detractor",
        "is against it",
        0.75,
        rf"{SUBJECT}(?:\w+,?\s){{0,2}}(?:{_AGAINST}|against (?:it|this|us)|not convinced|unconvinced|sceptical|skeptical)(?=$|[\s.,;!])",
        rf"{SUBJECT}(?:hates?|dislikes?|detests?|can not stand|does not like|does not trust)\s(?:it|this|us|using|working in)\b",
        state=True,
        bitter=True,
        others=True,
    ),
    signal(
        "detractor",
        "is called a detractor",
        0.8,
        rf"{ROLE_IS}{ARTICLE}(?:\w+\s)?(?:detractor|blocker|opponent|sceptic|skeptic|critic|enemy|non-supporter)\b",
        state=True,
    ),
    signal(
        "detractor",
        "speaks against it",
        0.65,
        rf"\bwaste of (?:{Q}'s )?(?:time|money)\b.{{0,60}}?\b(?:said|says|told us|thinks)\s{P}",
        bitter=True,
    ),
)
_WHEN_LEFT = (
    r"(?=\s*(?:$|[.,;!)\"”]|(?:and|but|so|last|this|next|recently|earlier|us|yesterday|soon|before|after|from|as|two|three)\b|"
    r"the (?:company|business|firm|organi[sz]ation|team|role|hospital|plant|group|bank)\b|on \d|at the end\b|for (?:a|another)\b|"
    r"in (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter|20\d\d|the|two|three|a)\b|"
    r"to (?:join|become|run|start)\b))"
)
LEFT = (
    signal(
        "left",
        "has left or is leaving",
        0.9,
        rf"{SUBJECT}(?:left|resigned|retired|quit|moved on|departed|stepped down|been let go|let go|made redundant){_WHEN_LEFT}",
        rf"{P}'s (?:departure|exit|retirement|resignation|successor|replacement)\b",
        rf"\b(?:took over from|replaced|replaces|replacing|succeeds|succeeded|successor (?:to|of)|takes over from)\s{P}",
        rf"\bsince {P} (?:left|retired|moved on)\b",
        others=True,
    ),
    signal(
        "left",
        "is leaving",
        0.9,
        rf"{P} (?:is |will |will be )(?:also |now |soon )?(?:leave|leaves|leaving|retire|retiring|moving on|stepping down|resigning|departing){_WHEN_LEFT}",
        rf"{P} (?:leaves|retires|steps down){_WHEN_LEFT}",
        rf"{SUBJECT}(?:handed in|gave|given)\s(?:\S+\s){{0,2}}(?:notice|resignation)\b",
        rf"{P}'s last day\b",
    ),
    signal(
        "left",
        "is no longer there",
        0.9,
        rf"{P} (?:is |has )?(?:no longer|not) (?:with (?:the|us)|at (?:the|our)|there anymore|here anymore|working (?:at|for)|employed)\b",
        bitter=True,
    ),
)
NEW_BOSS = (
    signal(
        "new_boss",
        "is new in charge",
        0.8,
        rf"{ROLE_IS}(?:our|the|their|{Q}'s|a)\snew\s(?:boss|cfo|ceo|coo|cio|cto|vp|director|manager|head|sponsor|chief|president|managing|vice)\b",
        rf"\bnew\s(?:boss|cfo|ceo|coo|cio|cto|vp|director|manager|head|sponsor|chief|managing director)(?:\s\w+){{0,4}}?[,:]?\s(?:is\s|called\s)?{P}",
        rf"{P}(?:,\s|\s\()(?:the|our|their|{Q}'s)\snew\s(?:boss|cfo|ceo|coo|cio|cto|vp|director|manager|head|sponsor|chief|president)\b",
        rf"{P} (?:(?:has |will )?(?:took over|takes over|taken over|take over)\s(?:from|as)\b|(?:replaced|replaces|succeeds|succeeded)\s{Q})",
    ),
)
STANCE: tuple[Signal, ...] = (*CHAMPION, *COACH, *REPORTED_COACH, *INFLUENCER, *DETRACTOR)
CHANGES: tuple[Signal, ...] = (*LEFT, *NEW_BOSS)
