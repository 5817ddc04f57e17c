"""Words of titles in German, French, Spanish, Italian and Dutch, by level; plain, without accents, as patterns.

They stand apart from the English rules, which are about traps; here it is mostly vocabulary.
"""

SERVES = (
    r"assistent(?:in)? der geschaftsfuhrung|assistenz der geschaftsfuhrung|assistante? de (?:direction|gestion)",
    r"secretaire de direction|directie(?:secretaresse|secretaris|assistente?)|secretari[oa] de direccion",
    r"assistente (?:di|alla|della) direzione|segretari[oa] di direzione|managementassistente?",
)
"""Assistants, whose titles name whom they serve."""

LEADS_PROJECTS = (
    r"\w*pro[jk]e[ck]tleit(?:er|erin|ung)|pro[jk]e[ck]tleid(?:er|ster)|pro[jk]e[ck]tmanager(?:in)?",
    r"chef(?:fe)? de (?:projet|produit|publicite)s?|jef[ea] de (?:proyecto|producto|obra)s?|capo ?progetto",
    r"respons(?:able|abile) (?:de |di |du )?(?:projets?|proyectos?|progett[oi])",
)
"""Those who lead work and not people, as a rule."""

C_LEVEL = (
    r"secretaire generale?|gerante?|geschaftsleit(?:er|erin|ung)|unternehmer(?:in)?",
    r"consejer[oa] delegad[oa]|gerente general|presidente|presidenta|director(?:a)? ejecutiv[oa]",
    r"amministrat(?:ore|rice) (?:delegat[oa]|unic[oa])|dirett(?:ore|rice) generale",
    r"titolare|propietari[oa]|proprietari[oa]",
    r"algemeen directeur|bestuurder|bestuursvoorzitter|(?:mede)?oprichter|eigenaar|zaakvoerder",
    r"(?:mit)?grunder(?:in)?|(?:co ?)?fondat(?:eur|rice|ore)|(?:co ?)?fundador(?:a)?",
)
"""Those who head or own a company."""

DIRECTOR = (
    r"(?:leiter|leiterin|leitung)",
    (
        r"(?:bereichs|hauptabteilungs|werks?|betriebs|produktions|personal|vertriebs|verkaufs|marketing|einkaufs|finanz|it|edv"
        r"|entwicklungs|standort|regional|niederlassungs|rechts|logistik|qualitats|ressort|geschaftsbereichs|landes)"
        r"leit(?:er|erin|ung)"
    ),
    r"prokurist(?:in)?|sous direct(?:eur|rice)|subdirector(?:a)?|(?:vice)?dirett(?:ore|rice)|adjunct directeur|hoofd",
)
"""Those who head a part of a company; "Leiter" compounds of smaller parts are managers."""

MANAGER = (
    r"(?:team|gruppen|schicht|abteilungs|filial|markt|lager|sachgebiets|kuchen|stations|referats)leit(?:er|erin|ung)",
    r"vorarbeiter(?:in)?|(?:werk|industrie|schicht|lager)?meister(?:in)?|polier(?:in)?",
    r"chef(?:fe)? comptable|chef(?:fe)? d (?:equipe|atelier|agence|unite)",
    r"chef(?:fe)? de (?:bureau|rayon|groupe|departement|secteur|poste|quart)",
    r"respons(?:able|abile)|superviseu(?:r|se)|supervisora?|encargad[oa]|capata[zs]|coordinador(?:a)? de equipo",
    r"capo ?(?:reparto|squadra|ufficio|turno|area|cantiere|servizio)|caposquadra|capoufficio|caporeparto",
    r"(?:team|ploeg|groeps|unit|winkel)leid(?:er|ster)|(?:afdelings|team)hoofd",
    r"(?!pro[jk]e[ck]t|produ[ck]t|account|case|community|content|kampagnen|campagne|event)\w{4,}manager(?:in)?",
)
"""Those who lead people."""

CRAFT = (
    # German; the last part of a compound tells
    (
        r"\w*(?:administrator|referent|bearbeiter|mitarbeiter|buchhalter|kaufer|techniker|mechaniker|mechatroniker|monteur"
        r"|elektroniker|elektriker|assistent|controller|jurist|justiziar|spezialist|koordinator|planer|disponent|redakteur"
        r"|gestalter|pfleger|chemiker|physiker|informatiker|programmierer|fahrer|prufer|revisor|sekretar|texter|grafiker"
        r"|konstrukteur|zeichner|laborant|mathematiker|aktuar|lagerist|schlosser|schweisser|lehrer|dolmetscher|ubersetzer)(?:in)?"
    ),
    r"\w*(?:kaufmann|kauffrau|fachkraft|beauftragte[rn]?|anwalt|anwaltin|arzt|arztin|hilfe|angestellte[rn]?|auszubildende[rn]?)",
    # French
    r"developpeu(?:r|se)|comptable|acheteu(?:r|se)|ingenieure?|technicien(?:ne)?|juriste|avocate?",
    r"administrat(?:eur|rice)",
    r"commerciale?|controleu(?:r|se)|conduct(?:eur|rice)|chargee? d",
    r"secretaire|assistante?|gestionnaire|conseill(?:er|ere)",
    r"consultante?|redact(?:eur|rice)|vendeu(?:r|se)|analyste|architecte|stagiaire|alternante?|ouvri(?:er|ere)|employee?",
    r"coordinat(?:eur|rice)|format(?:eur|rice)|infirmi(?:er|ere)|medecin|graphiste|concept(?:eur|rice)|programmeu(?:r|se)",
    r"attachee?|magasini(?:er|ere)|operat(?:eur|rice)|preparat(?:eur|rice)|caissi(?:er|ere)|traduct(?:eur|rice)|actuaire",
    # Spanish
    r"ingenier[oa]|contable|comprador(?:a)?|desarrollador(?:a)?|administrativ[oa]|abogad[oa]|auxiliar|administrador(?:a)?",
    r"comercial|tecnic[oa]|programador(?:a)?|asistente|secretari[oa]|consultor(?:a)?|vendedor(?:a)?|especialista|becari[oa]",
    r"coordinador(?:a)?|asesor(?:a)?|enfermer[oa]|medic[oa]|disenador(?:a)?|operari[oa]|agente|gestor(?:a)?|contador(?:a)?",
    r"economista|arquitect[oa]|recepcionista|redactor(?:a)?|almacener[oa]|traductor(?:a)?|actuario|soldador(?:a)?",
    # Italian
    r"ragionier[ea]|sviluppat(?:ore|rice)|ingegnere|impiegat[oa]|avvocat[oa]|addett[oa]",
    r"programmat(?:ore|rice)|segretari[oa]",
    r"consulente|vendit(?:ore|rice)|specialista|stagista|tirocinante|coordinat(?:ore|rice)|operai[oa]|operat(?:ore|rice)",
    r"contabile|commercialista|progettista|architett[oa]|infermier[ea]|collaborat(?:ore|rice)|sistemista|magazzinier[ea]",
    r"amministrat(?:ore|rice)|acquirente|attuario|traduttore|traduttrice|grafic[oa]",
    # Dutch
    r"inkoper",
    r"inkoopster|boekhoud(?:er|ster)|\w*ontwikkelaar|\w*beheerder|\w*adviseur|verkoper|verkoopster|\w*medewerk(?:er|ster)",
    r"\w*secretaresse|consulent|technicus|programmeur|stagiaire?|assistente?|vertegenwoordiger|analist|verpleegkundige|docent",
    r"magazijnier|administratief|actuaris|vertaler|\w*ingenieur|werkvoorbereider|ontwerper",
    # English words that the table of crafts lacks
    r"(?:\w+ )?business partner|actuary|copywriter|talent acquisition|underwriter|surveyor",
    r"chemist|pharmacist|statistician",
    r"economist|translator|cashier|sales(?:man|woman|person)|teller|therapist|machinist|welder|merchandiser|estimator|\w*administrateur",
    r"ejecutiv[oa] de (?:cuentas|ventas)|(?:account|project|product)manager|\w*(?:innen|aussen)dienst",
)
"""Those who do the work."""
