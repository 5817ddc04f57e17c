"""Levels of titles: whole words, and the traps of the handbook, section 4, on titles labelled by its rules."""

import pytest

from assistant.domain.seniority import classify, level

CASES = {
    "c_level": (
        "Chief Executive Officer|Chief Operating Officer|Chief Digital Officer|"
        "Chief Information Security Officer|Chief People and Culture Officer|CEO|C.E.O.|CIO|CFO & COO|"
        "CTO / Co-Founder|Co-founder|Cofounder|Founder & CEO|Owner|Business Owner|Company Owner|President|"
        "President & CEO|Managing Partner|Managing Director|Acting CEO|Interim Chief Financial Officer|"
        "Geschäftsführerin|Geschäftsführender Gesellschafter|Mitglied des Vorstands|Vorstandsvorsitzender|"
        "PDG|Directeur général|Directrice générale|Director General|Group CEO|Global CFO|CHRO|CISO|"
        "Chief of Product Officer|Deputy CEO|President, EMEA|Chairman and CEO|Owner-Operator|"
        "Chief Customer Officer (CCO)|Inhaber|Président-directeur général|Co-Owner|Co-CEO|"
        "Chief Legal & Compliance Officer|Vorstand Finanzen|Chief Technology Officer, Europe|Interim CEO|"
        "Founder, President|Group Chief Financial Officer|Co-Founder & CTO|CEO and Chairman|"
        "Chief Happiness Officer|Geschäftsführer/in|Managing Director UK|Deputy Chief Executive|C-E-O|"
        "Chief Revenue Officer|CEO & Co-Founder|C.F.O.|Interim CFO|Founder|Geschäftsführer|Präsidentin"
    ),
    "vp": (
        "Vice President|Vice President of Engineering|VP|V.P. Sales|SVP, Marketing|EVP & General Manager|"
        "RVP West|AVP|Senior Vice President, Operations|Vice-Président|Vizepräsidentin|"
        "VP, Customer Success and Support|Executive Vice President|Assistant Vice President|"
        "Area Vice President|Group VP Product|Vice Presidents|Interim VP of Sales|Vice President - Finance|"
        "vicepresidente de ventas|Vice President and General Counsel|E.V.P. Operations|VP/GM|"
        "VP Customer Experience|Vice President, Head of Sales|Senior VP|VP & Chief of Staff|"
        "Vice-President (Interim)|Regional VP, South|First Vice President|VP of Sales|"
        "Vice President, Operations|SVP|Regional Vice President|Sales Director / VP|Vice-présidente|"
        "Vizepräsident"
    ),
    "senior_director": (
        "Senior Director of Engineering|Sr Director|Sr. Director, Data|Executive Director|"
        "Group Director, Brand|Senior Director & Head of PMO|Senior Product Director|Senior IT Director|"
        "Senior Director (formerly Director)|Sr Marketing Director|Senior Director, Strategy & Operations|"
        "Sr. Director of Product|Executive Director of Nursing|Senior Sales Director|Senior Director, PMO|"
        "Sr. Director|Group Director"
    ),
    "director": (
        "Director|Director, Client Services|IT Director|Associate Director of Nursing|Deputy Director|"
        "Head of Data|Head, Clinical Operations|General Manager|Chief of Staff|Chief of Staff to the CEO|"
        "Director of Product Management|Direktorin|Bereichsleiter Vertrieb|Directeur des opérations|"
        "Responsable de direction|Director, PMO|Global Head of Marketing|Finance Director|"
        "Managing Head of Operations|Regional Director|Acting Director|Director of Coordination|"
        "Abteilungsdirektor|Director/Manager|Sales Director|Directora de Marketing|"
        "Head of IT and Assistant to the CEO|Vice Director|Bereichsleitung Einkauf|"
        "Director (formerly Manager)|Head of EX|IT Head|Country Head|Director reporting to the CEO|"
        "Assistant Director|Project Director|Senior Associate Director|Director ¦ Platform|"
        "Head of Procurement EMEA|Associate Director - Clinical|General Manager, Plant 4|Interim Head of HR|"
        "Director of Sales Operations|Leiterin und Direktorin|Creative Services Director|"
        "Managing Editor and Head of News|Technical Director|Deputy Head of Finance|Director of IT|"
        "Associate Director|Head of Operations|Bereichsleiterin"
    ),
    "manager": (
        "Manager|IT Manager|Marketing Manager|Senior Manager, Finance|Team Lead|Team Leader|Supervisor|"
        "Foreman|Head Nurse|Head Chef|Chief Engineer|Chief Petty Officer|Engineering Manager|"
        "Operations Manager|Manager of Support|Manager, Customer Success Managers|Senior Account Manager|"
        "Senior Product Manager|Group Product Manager|Group Program Manager|Sr. Project Manager|"
        "Manager of Project Managers|Teamleiter Logistik|Teamleitung|Abteilungsleiterin|Chef de service|"
        "Jefe de Servicio|Gerente de operaciones|Manager, Data Platform|Sales Manager|Warehouse Supervisor|"
        "Finance Manager|Assistant Manager|Shift Supervisor|Head Coach|Team-Lead Support|Regional Manager|"
        "Store Manager|HR Manager|Facilities Manager|Production Supervisor|Jefa de equipo|"
        "Senior Customer Success Manager|Headcount Manager|Gruppenleitung|"
        "Chief Engineer and Compliance Officer|Manager reporting to CEO|Warehouse Manager|Team lead, Billing|"
        "Senior Community Manager|Line Supervisor|Demand Planning Manager|Head Teacher|"
        "Night Shift Supervisor|Manager - IT Service Desk|Group Account Manager|Service Delivery Team Leader|"
        "Quality Manager|Foreman (Assembly)|Call Centre Manager|Chef de service achats|"
        "Abteilungsleiter (m/w/d)|Senior Manager of Procurement|Senior Manager|Senior Project Manager|"
        "Manager of Program Managers|Teamleiterin|Abteilungsleiter*in|Jefe de ventas"
    ),
    "individual_contributor": (
        "Software Engineer|Senior Software Engineer|Staff Engineer|Principal Engineer|Lead Engineer|"
        "Lead Data Scientist|Principal Product Designer|Business Analyst|Financial Analyst|Specialist|"
        "Marketing Coordinator|Coordinator|Social Media Coordinator|Consultant|Senior Consultant|"
        "Administrator|System Administrator|Office Administrator|Assistant|Executive Assistant|"
        "Executive Assistant to the CEO|Assistant to the Director|Secretary to the Chief Financial Officer|"
        "PA to the Managing Director|Office of the CTO|Associate|Intern|Working Student|Account Manager|"
        "Key Account Manager|Product Manager|Technical Product Manager|Project Manager|Program Manager|"
        "Programme Manager|Customer Success Manager|Community Manager|Case Manager|Office Manager|"
        "Social Media Manager|Project Manager, Facilities|Art Director|Creative Director|"
        "Director of Photography|Cook|Line Cook|Director's Assistant|Product Owner|Process Owner|"
        "Partner Manager|Referentin|Sachbearbeiter|Chargé de mission|Chargée de clientèle|Headcount Analyst|"
        "MVP Developer|Research Scientist|Accountant|Nurse|Buyer|Procurement Specialist|Recruiter|Paralegal|"
        "Customer Support Representative|Help Desk Technician|Project Coordinator|Administrative Assistant|"
        "Product Marketing Manager|Associate Product Manager|Junior Project Manager|Data Steward|"
        "Scrum Master|Editor|Graphic Designer|Sales Executive|Account Executive|Sales Associate|"
        "Assistant to the Vice President of Sales|Aide to the President|Team Assistant|Entwickler*in|"
        "Projektmanagerin|Softwareentwickler|Werkstudent|Teacher|Solutions Architect|Security Engineer|"
        "QA Tester|Director of Photography, Studio 2|Lead Nurse|CEO Assistant|CEO's Office|"
        "President's Assistant|Vice President's Assistant|Assistent des Vorstands|"
        "Assistentin der Geschäftsführung|Assistante du directeur général|Senior Art Director|"
        "Lead Product Manager|CFO's Secretary|Kreativdirektor|Praktikantin|Agile Coach|Senior Data Analyst|"
        "Lead Electrician|Strategic Account Manager|Enterprise Customer Success Manager|Staff Nurse|"
        "Cook & Dishwasher|Junior Buyer|Operations Coordinator|Principal Scientist|"
        "Assistant to the Head of Sales|Secretary to the Board|Executive Assistant to VP Sales|"
        "Technical Writer|Payroll Specialist|Sous Chef Cook|Change Manager|IT Project Manager|"
        "Sales Representative|Maintenance Technician|Associate Consultant|Marketing Intern|Planner|"
        "Production Planner|Shift Planner|Warehouse Operator|Forklift Driver|Quality Engineer II|"
        "UX Researcher|Reporting Analyst|Sachbearbeiterin Einkauf|Full-stack Developer|Machine Operator|"
        "Office Assistant|Product Designer (Lead)|Lead Developer|Assistant to the Chief Executive Officer|"
        "Secretary to the CFO|Office of the CIO|Headcount Planner|Sachbearbeiterin"
    ),
    "unknown": (
        "|n/a|N/A|-|👍|Jane Miller|Northwind Ltd|Former Director|Ex-CEO|ex VP of Sales|Retired Chief Engineer|"
        "Formerly Head of IT|Board Member|Member of the Board of Directors|Non-Executive Director|Advisor|"
        "Senior Advisor|Strategic Adviser|Partner|TBD|customer|Non Executive Director and Advisor|"
        "Past President|Former Vice President, Sales|Advisor to the CEO|CIO Advisor|School Principal|"
        "Principal|Vice|Past Chairman|President Emeritus|Retired|MVP of the year|Maria Lopez|Contoso GmbH|"
        "ex-Director|Former Head of Ops|Retired Director|Board member and advisor|???|test|Member|User|"
        "Consultancy|Ned Stark|Partner, Energy|Independent|Emeritus Professor|😀|John Smith|Acme Inc|MVP|"
        "Former CEO|ex-VP"
    ),
}


@pytest.mark.parametrize(
    ("title", "expected"), [(title, name) for name, titles in CASES.items() for title in titles.split("|")]
)
def test_level(title: str, expected: str) -> None:
    assert level(title.replace("¦", "|")) == expected


@pytest.mark.parametrize(
    ("title", "rule"),
    [
        ("Director, Customer Success", "director"),
        ("Chief Engineer", "head of a craft"),
        ("Assistant to the CEO", "assistant to somebody"),
        ("CEO's Office", "office of somebody"),
        ("Former CEO", "former title"),
        ("Board Member", "no executive post"),
        ("Northwind Ltd", "no rule fits"),
        ("", "empty"),
    ],
)
def test_the_rule_is_named(title: str, rule: str) -> None:
    assert classify(title).rule == rule


@pytest.mark.parametrize(
    "title", ["chief " * 100_000, "a." * 100_000, "(ex" * 100_000, "senior " * 100_000 + "director"]
)
def test_a_hostile_title_takes_no_time(title: str) -> None:
    assert level(title) in {"unknown", "individual_contributor"}
