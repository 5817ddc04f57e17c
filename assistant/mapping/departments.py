# ruff: noqa: E501  a table of words read better on one line
"""Department from a title or a team: whole-word rules in order, over the text without accents and marks."""

import re
from typing import NamedTuple

from assistant.domain.people import Department
from assistant.domain.text import plain_words


class DepartmentRule(NamedTuple):
    """Words that name a department; the first rule that fits decides."""

    department: Department
    pattern: re.Pattern[str]


def _rule(department: Department, *words: str) -> DepartmentRule:
    return DepartmentRule(department, re.compile(rf"\b(?:{'|'.join(words)})\b"))


# What is more particular stands first: "sales operations" is sales, "customer support engineer" is support.
RULES = (
    _rule(
        "procurement",
        "procurement|sourcing|purchas(?:ing|er)|buyer|vendor (?:management|manager|relations)|supplier (?:manager|"
        "management|relations)|category manager|commodity manager|einkauf\\w*|strategischer einkaufer|einkaufer(?:in)?",
        "achats?|acheteu(?:r|se)|compras|comprador(?:a)?|inkoop|inkoper|acquisti|supply chain (?:buyer|procurement)",
    ),
    _rule(
        "customer_success",
        "customer success|client success|customer outcomes?|client outcomes?|csm|customer onboarding|customer experience|chief customer",
        "renewals? manager|kundenerfolg|kundenbetreu\\w+|succes client|exito del cliente|cx|customer relationship",
    ),
    _rule(
        "support",
        "(?:customer|technical|product|client|user|application|it) support|help ?desk|service ?desk|support",
        "customer (?:service|care)|contact cent(?:er|re)|call cent(?:er|re)|kundendienst|kundenservice|serviceleit\\w+",
        "service client|atencion al cliente|klantenservice|assistenza|soporte|supporto|klantcontact\\w*|storingsdienst",
    ),
    _rule(
        "legal",
        "legal|counsel|lawyer|attorney|paralegal|compliance|clo|privacy|data protection|dpo|contracts? (?:manager|"
        "administrator|specialist)|recht\\w*|jurist(?:in)?|juridique|juriste|avocate?|abogad[oa]|datenschutz\\w*|syndikus|regulatory affairs",
        "justiziar(?:in)?|avvocat[oa]|legale|juridisch\\w*|juridico|\\w*anwalt|\\w*anwaltin|notar|notaire",
    ),
    _rule(
        "hr",
        "hr|human resources?|people (?:operations|ops|partner|officer|and culture|team|director|manager|lead)|talent",
        "head of people|chief people|chro|recruit(?:er|ing|ment)|recrut\\w+|payroll|learning and development|l and d|training",
        "trainer|personal\\w*|personalreferent(?:in)?|ressources humaines|rrhh|recursos humanos|drh|rh|vp people|workforce",
        "compensation|benefits|employee (?:relations|experience)|diversity|personeelszaken|organi[sz]ational development|personeel\\w*|risorse umane|paie|nomina|nominas|lohn(?!buch)\\w*|gehalts\\w*|salaris\\w*|learning (?:experience|designer)|learning|seleccion|formation|formazione",
    ),
    _rule(
        "finance",
        "finance|financial|cfo|accountant|accounting|accounts (?:payable|receivable)|treasur(?:y|er)|controller|comptroller",
        "controlling|audit(?:or)?|tax|bookkeeper|fp a|fp and a|investor relations|billing|credit|actuar\\w+|finanz\\w*",
        "buchhalt\\w+|finances?|financier|comptab(?:le|ilite)|contable|contabilidad|finanzas|contador(?:a)?|budget",
        "finanzen|steuer\\w*|daf|directeur administratif et financier|boekhoud\\w*|investment|underwrit\\w+|cost|rechnungswesen|controller(?:in)?|\\w*buchhalt\\w*|financien|financiera|finanzen",
        "kaufmannische[rn]? leit\\w*|contr(?:ole|oleur|oleuse) de gestion|financier[oa]s?|finanziari[oa]|financieel|financiele|ragionier[ea]|contabil\\w*|tesorer\\w*|fiscal\\w*|fiscaal",
    ),
    _rule(
        "marketing",
        "marketing|cmo|brand|communications?|content|seo|pr|public relations|social media|demand generation|growth",
        "campaign|events?|marketeer|copywriter|media|advertising|community|mercadotecnia|kommunikation|communicatie|web editor|marketing\\w*|mercadeo|offentlichkeits\\w*|presse\\w*|comunicacion|comunicazione",
    ),
    _rule(
        "data",
        "data (?:scien\\w+|analy\\w+|engineer\\w*|governance|steward|warehouse|architect|platform|manager|lead|office)",
        "data|analytics|business intelligence|bi|machine learning|ai|cdo|cdao|statisti\\w+|datos|donnees|daten\\w*|insights",
        "reporting (?:analyst|manager|lead|specialist)|artificial intelligence",
    ),
    _rule(
        "product",
        "product (?:manager|management|owner|director|lead|officer|strategy|operations|designer|design|analyst|marketing)",
        "(?:vp|head|director|svp|group|chief|senior|vice president)(?: of)? product|cpo|ux|ui|user experience|products?",
        "produktmanag\\w+|produkt(?!ion)\\w*|produit|producto|prodotto",
    ),
    _rule(
        "it",
        "it|cio|ciso|information (?:technology|systems?|security|officer)|chief information|sys ?admin|system administrator",
        "systems? (?:admin\\w*|analyst|manager|engineer)|network|infrastructure|platform administrator|security|cyber\\w*",
        "(?:enterprise|solutions?|cloud|security|technical|integration|systems?|domain|infrastructure) architect",
        "identity|sso|database administrator|dba|(?:salesforce|sap|crm|erp|jira|workday|sharepoint|application|applications)",
        "edv|informatik\\w*|informatique|informatica|dsi|sistemas|technology|tech ops|devsecops|desktop|digital workplace",
        "systemadministrator(?:in)?|digital (?:transformation|officer|technology)|it\\w*leit\\w+|telecom\\w*|web administrator|systemes? d information",
        "systemes? et reseaux?|reseaux?|systeembeheer\\w*|\\w*beheerder|applicatie\\w*|informatico|informatici|ict|sistemista|netzwerk\\w*|netwerk\\w*|redes",
    ),
    _rule(
        "engineering",
        "engineer(?:ing|s)?|developer|development|programmer|devops|sre|cto|software|architect|qa|quality assurance|tester",
        "r and d|research|technical (?:lead|director|officer|manager)|scientist|\\w*entwickl(?:er|erin|ung)|forschung\\w*|ingenieure?(?:in)?",
        "ingenierie|ingenier[oa]|desarroll\\w+|developpeu(?:r|se)|ontwikkelaar|\\w*ontwikkelaar|sviluppat\\w+|progettista|konstruktion\\w*|ingegner\\w+|programmat\\w+|programador(?:a)?|programmeu\\w+|programmierer(?:in)?|frontend|backend|full ?stack|firmware",
        "konstrukt\\w+|technik|technisch\\w*|technique|mechanical|electrical|engineer\\w*|scrum master|agile coach",
    ),
    _rule(
        "sales",
        "sales|account (?:executive|manager|director)|key account|business development|cro|revenue|commercial|bdr|sdr",
        "partner(?:ships?)? manager|channel|pre ?sales|vertrieb\\w*|verkauf\\w*|ventes?|ventas|comercial|verkoop|vendite|commerciale?|verkoop\\w*|verkoper|vendit\\w+|vendedor(?:a)?|vendeu(?:r|se)|vertegenwoordiger|accountmanager|solutions? consultant|ejecutiv[oa] de (?:cuentas|ventas)",
        "territory|deal desk|partnerships?|alliances|inside sales|reseller|aussendienst\\w*|kundenberater(?:in)?",
    ),
    _rule(
        "administration",
        "(?:executive|personal|administrative|office|team|management) (?:assistant|secretary|coordinator)|secretary",
        "office manager|receptionist|administrative|assistant to|assistentin|sekretar\\w*|assistante? de direction|assistenz|administrativ[oa]s?|administratief|kaufmannische angestellte\\w?|assistente (?:alla|di|della) direzione|amministrativ[oa]|\\w*secretaresse|segretari\\w+",
        "clerk|facilit(?:y|ies)|front desk|data entry|verwaltung\\w*|secretaria|secretaire(?! general)|empfang|administration|admin",
        "office administrator|registrar|workplace|auxiliar administrativ[oa]",
    ),
    _rule(
        "operations",
        "operations?|operating|ops|operational|coo|logistics?|supply chain|warehouse|production|manufacturing|plant|shift|planner|planning",
        "business analysts?|pmo|program(?:me)?s?|project|transformation|process|continuous improvement|lean|quality|maintenance|fleet|fulfil\\w+",
        "dispatch\\w*|scheduler|inventory|store|branch|foreman|line (?:lead|supervisor|manager)|production\\w*|produktion\\w*",
        "logistik\\w*|betrieb\\w*|lager\\w*|projekt\\w*|operaciones|logistica|produccion|exploitation|site|field|delivery",
        "health and safety|ehs|safety|chantier|projet|proyectos?|operativ\\w*|change manager|implementation|nurs(?:e|ing)",
        "fertigung\\w*|instandhaltung\\w*|werk\\w*|magazijn|operatie\\w*|schicht\\w*|planungs?\\w*|supervisor|construction|logisti\\w+|qualite|calidad|qualita|kwaliteit\\w*|produzione|reliability|montage|montaggio|qualitats\\w*",
        "travaux|almacen\\w*|magazzin\\w*|stabilimento|reparto|turno|productie\\w*|pro[jk]e[ck]tleid\\w+|usine|atelier|planta|fabrica|entrepot|cantiere|obra",
    ),
    _rule(
        "general_management",
        "ceo|chief executive\\w*|founder|co founder|cofounder|owner|president|managing (?:director|partner)|general manager",
        "chief of staff|strategy|chief (?:strategy|transformation|administrative) officer|geschaftsfuhr\\w+|vorstand\\w*|pdg",
        "directeur general|directrice generale|directora? general|inhaber(?:in)?|gerente general|board|chair\\w*|principal",
        "business owner|non executive director|company director|prasident(?:in)?|algemeen directeur|amministratore delegato|niederlassungsleit\\w+|gerante?|soci[oa] fond\\w*|fondat\\w+|fundador\\w*|grunder\\w*|oprichter|consejer[oa] delegad[oa]",
        "dirett(?:ore|rice) generale|presidente|presidenta|vicepresident[ea]|bestuur\\w*|prokurist\\w*|secretaire generale?|geschaftsleit\\w+|zaakvoerder",
    ),
    _rule("administration", "sachbearbeiter(?:in)?"),
    _rule(
        "other",
        "electrician|plumber|teacher|lecturer|professor|doctor|physician|surgeon|driver|artist|journalist|editor|writer|pilot|student|chef|cook",
        "librarian|pharmacist|scholar|translator|photographer|social worker|therapist|consultant|berater(?:in)?|clinical",
        "musician|coach|dean|curator|police|officer|lehrer(?:in)?|arzt|arztin|medical|designer|art director|creative director",
    ),
)
_ABOUT_LEVEL = re.compile(r"\b(?:vice president|president of|assistant (?:vice president|director|manager))\b")
_ASSISTANT = re.compile(r"\b(?:assistant|secretary|aide|pa) to\b|\boffice of\b|\b(?:executive|personal) assistant\b")


def department(title: str, team: str = "") -> Department:
    """Return the department that a team says, else the one that a title says; `unknown` where neither does."""
    named = _fits(plain_words(team)) if team else None
    if named not in (None, "other"):
        return named
    words = plain_words(title)
    if _ASSISTANT.search(words):
        return "administration"
    return _fits(_ABOUT_LEVEL.sub(" ", words)) or named or "unknown"


def _fits(words: str) -> Department | None:
    return next((rule.department for rule in RULES if rule.pattern.search(words)), None)
