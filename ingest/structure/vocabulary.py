"""Words that decide what a label, a name or a title is; all folded to lower case."""

from assistant.grounding.wordset import wordset


def phrases(text: str) -> frozenset[str]:
    """Return what stands between the commas of `text`."""
    return frozenset(part.strip() for part in text.replace("\n", " ").split(","))


NOTE_LABELS = phrases("""
note, notes, nb, result, results, outcome, outcomes, before, after, now, then, today, date, time, when, where, why,
what, how, who,
action, actions, action item, action items, next, next step, next steps, to do, todo, follow up, follow-up, followup,
summary,
overview, background, context, goal, goals, objective, objectives, challenge, challenges, problem, problems, pain,
pain points, solution,
solutions, impact, benefit, benefits, value, risk, risks, issue, issues, status, owner, owners, due, agenda, topic,
topics, subject,
attendees, participants, present, location, duration, recording, example, examples, tip, warning, caution, important,
update, updates,
decision, decisions, key takeaway, key takeaways, takeaway, takeaways, highlight, highlights, lowlights, metric,
metrics, figure, figures,
kpi, kpis, roi, usage, adoption, renewal, expansion, timeline, scope, cost, costs, price, pricing, budget, savings,
source, sources,
reference, references, link, links, url, email, phone, tel, fax, address, title, company, account, industry, segment,
size, region, product,
products, version, features, requirements, mission, vision, quote, quotes, caveat, chapter, section, part, step,
appendix, table, chart,
internal, my impression, our take, csm note, csm notes, csm view, sentiment, health, nps, csat, score, open question,
open questions,
ps, p.s, re, fwd, fw, cc, bcc, to, from, sent, however, therefore, remember, conclusion, introduction, description,
details, purpose,
baseline, target, current, current state, future state, use case, use cases, process, tools, tool, team, teams,
people, stakeholders,
champion, sponsor, executive sponsor, economic buyer, competitor, competitors, contract, renewal date, contract value,
arr, mrr, seats,
licenses, licences, users, onboarding, support, training, feedback, request, requests, ask, asks, win, wins, loss,
losses, good, bad,
strengths, weaknesses, opportunities, threats, pros, cons, positive, negative, positives, negatives, read more,
download, video podcast,
datum, teilnehmer, ergebnis, ergebnisse, vorher, nachher, ziel, problem, lösung, notiz, notizen, fazit, thema, ort,
kunde, firma,
participants présents, objet, résultat, résultats, avant, après, objectif, suite, conclusion, fecha, asistentes,
resultado, resultados,
antes, después, objetivo, notas, nota, tema, cliente
""")

NOT_PEOPLE = phrases("""
break, music, laughter, laughs, crosstalk, silence, applause, pause, intro, outro, jingle, ad, ads, ad break,
sponsor break, sponsor,
inaudible, background noise, noise, sound, sound effect, theme music, intermission, end of recording, recording ended,
recording started,
transcript, transcription, webvtt, chapter, commercial, commercial break, video, audio, clip
""")

VENDOR_ROLES = phrases("""
interviewer, host, moderator, facilitator, csm, customer success manager, customer success, account manager, am,
account executive, ae,
q, question, vendor, our team, us, interviewerin, moderatorin, presenter, narrator, podcast host, co-host, cohost,
anchor, reporter,
interviewer 1, interviewer 2, success manager, onboarding manager, solutions engineer, se
""")
CUSTOMER_ROLES = phrases("""
interviewee, guest, customer, client, a, answer, respondent, participant, user, end user, kunde, kundin, cliente,
subject matter expert,
interviewee 1, interviewee 2, customer 1, customer 2
""")
UNKNOWN_ROLES = phrases("""
speaker, unknown, unknown speaker, unidentified, unidentified speaker, voice, caller, attendee, male voice,
female voice, man, woman,
male speaker, female speaker, sprecher, locuteur, hablante, someone, others, all, multiple speakers, audience,
audience member
""")

TITLE_WORDS = wordset("""
ceo cto cfo coo cio cmo cro cpo cso ciso cdo chro cco vp svp evp rvp avp president chief officer director manager
managing head lead
leader engineer developer architect analyst administrator admin coordinator consultant specialist supervisor founder
co-founder cofounder owner
partner principal associate assistant executive designer scientist researcher editor producer planner buyer
controller accountant
treasurer secretary nurse doctor physician teacher professor chair chairman chairwoman chairperson advisor adviser
strategist marketer
recruiter technician operator foreman scrum csm representative rep agent supervisor pmo programmer dispatcher trainer
evangelist advocate
ambassador intern superintendent registrar dean pharmacist chef author journalist host cofounder sysadmin estimator
scheduler clerk inspector
leiter leiterin geschäftsführer geschäftsführerin vorstand direktor direktorin direktør teamleiter teamleiterin
abteilungsleiter
bereichsleiter referent referentin entwickler entwicklerin ingenieur ingenieurin chefin directeur directrice
responsable gérant gerente
jefe jefa directora ingeniero ingeniera analista coordinador coordinadora ingénieur ingénieure chargé chargée
dirigente responsabile direttore
direttrice fundador fundadora fondateur fondatrice gründer gründerin
""")
COMPANY_TITLES = wordset("""
ceo cto cfo coo cio cmo cro cpo founder co-founder cofounder president owner chairman chair editor officer
geschäftsführer host
gründer gründerin pdg
""")  # "CTO of Zapier": after these, "of X" names the company
DEPARTMENTS = wordset("""
engineering operations sales marketing finance product products support success customer it data security hr people
legal procurement
technology strategy growth design research development supply business global international revenue partnerships
partner programs
programmes platform infrastructure quality manufacturing logistics planning analytics communications accounting
administration innovation
transformation services service solutions digital information human customers risk compliance facilities production
merchandising retail ecommerce e-commerce r&d devops nursing clinical surgery medicine europe america americas emea
apac the
""")
PARTICLES = wordset(
    "de da do dos del della di der den van von und y e la le du bin ibn al el ten ter zu af av of mac mc st"
)
NAME_SUFFIXES = wordset("jr jr. sr sr. ii iii iv phd ph.d ph.d. md m.d. mba")
NOT_NAMES = wordset("""
the a an this that these those i we you he she it they my our your his her its their in on at by for from with to of
and or but if when while
after before since because so as is are was were be been has have had do does did not no yes yeah ok okay well hi
hello hey thanks
thank also then there here now today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday
january february march
april may june july august september october november december however therefore meanwhile finally first second third
initially
key main total monthly weekly daily annual quarterly average new old more most all each every some any one two three
four five six seven
eight nine ten what why how who where which let lets please dear regards sincerely best re fwd item phase stage
option goal result time cost
der die das ein eine wir ich sie und oder aber wenn le les un une nous je et ou mais el los las una nosotros yo pero
""")
GIVEN_NAMES = wordset("""
will mark grace bill rose art frank jack chase may june april hope faith dawn joy pat sue rob drew dean grant guy ray
rich chip skip wade miles max jay robin daisy lily violet iris ivy olive pearl ruby amber angel christian gene harry
herb jean josh lance nick norm peg penny pierce randy reed rusty sandy ted terry van victor woody dale glen heath kit
""")  # given names that are also everyday words
