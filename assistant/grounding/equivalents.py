"""Closed tables of words that stand for one another; kept small, each entry can be defended."""

from collections.abc import Mapping
from types import MappingProxyType

from assistant.grounding.wordset import wordset

_PLACES = (
    "america american americas us usa states united",
    "britain british uk briton britons kingdom",
    "england english",
    "scotland scottish",
    "wales welsh",
    "ireland irish",
    "france french",
    "germany german germans",
    "italy italian italians",
    "spain spanish",
    "portugal portuguese",
    "netherlands dutch holland",
    "belgium belgian",
    "switzerland swiss",
    "austria austrian",
    "sweden swedish",
    "norway norwegian",
    "denmark danish",
    "finland finnish",
    "poland polish",
    "russia russian russians",
    "ukraine ukrainian",
    "turkey turkish",
    "greece greek",
    "china chinese",
    "japan japanese",
    "korea korean",
    "india indian",
    "pakistan pakistani",
    "australia australian aussie",
    "canada canadian",
    "mexico mexican",
    "brazil brazilian",
    "argentina argentine argentinian",
    "chile chilean",
    "egypt egyptian",
    "israel israeli",
    "iran iranian",
    "iraq iraqi",
    "libya libyan",
    "syria syrian",
    "nigeria nigerian",
    "kenya kenyan",
    "philippines philippine filipino",
    "thailand thai",
    "vietnam vietnamese",
    "europe european eu",
    "africa african",
    "asia asian",
    "armenia armenian",
    "romania romanian",
    "hungary hungarian",
    "iceland icelandic",
)
_NAMES = (
    "mike michael",
    "bob robert rob",
    "bill william will",
    "jim james jamie",
    "tom thomas",
    "dan daniel danny",
    "dave david",
    "chris christopher",
    "steve steven stephen",
    "matt matthew",
    "joe joseph",
    "tony anthony",
    "nick nicholas",
    "kate katherine catherine kathy",
    "liz elizabeth beth",
    "sue susan",
    "jen jennifer jenny",
    "sam samuel samantha",
    "alex alexander alexandra",
    "ben benjamin",
    "ed edward",
    "andy andrew",
    "greg gregory",
    "jeff jeffrey",
    "ken kenneth",
    "pat patrick patricia",
    "pete peter",
    "phil philip phillip",
    "ron ronald",
    "tim timothy",
    "vicky victoria",
    "becky rebecca",
    "maggie margaret meg",
    "corp corporation",
    "inc incorporated",
    "ltd limited",
    "co company",
    "dept department",
    "univ university",
    "intl international",
    "st saint street",
)


def _table(groups: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for group in groups:
        words = group.split()
        for word in words:
            table.setdefault(word, []).extend(other for other in words if other != word)
    return MappingProxyType({word: tuple(others) for word, others in table.items()})


_VARIANTS = _table(_PLACES + _NAMES)


def name_variants(word: str) -> tuple[str, ...]:
    """Return other spellings of one word of a name, lower-cased: short forms, and the people of a place."""
    return _VARIANTS.get(word, ())


FIRST_NAMES = wordset(
    "adam adrian alan albert alex alexander alexis alice alison amanda amy andrea andrew andy angela ann anna anne",
    "anthony antonio ashley barbara ben benjamin bernard beth bill billy bob brenda brian bruce carl carlos carol",
    "caroline catherine charles charlotte chloe chris christian christina christine christopher claire clare",
    "claudia colin craig dan daniel danny darren dave david dean deborah debra denise dennis derek diana diane",
    "dominic donald donna dorothy douglas duncan edward eleanor elena elizabeth ella ellen ellie emily emma eric",
    "erik ethan eva evan evelyn fiona frances francesca francis frank fred frederick gareth gary gavin gemma geoff",
    "george gerald gerard giles gillian glen glenn gordon graham greg hannah harold harriet harry heather helen",
    "henry holly howard hugh hugo ian isaac isabel isabella ivan jack jackie jacob jake james jamie jane janet",
    "janice jason jay jean jeff jeffrey jenna jennifer jenny jeremy jerry jessica jim jimmy joan joanna joanne joe",
    "joel john johnny jon jonas jonathan jordan jorge jose joseph josh joshua juan judith judy julia julian julie",
    "justin karen karl kate katherine kathleen katie kay keith kelly ken kenneth kevin kim kirsty kyle larry laura",
    "lauren lee leon leonard lewis liam linda lisa liz lorraine louis louise lucas lucy luis luke lynn malcolm",
    "marcus margaret maria marie mark martha martin mary matt matthew maureen maurice mauricio max megan melanie",
    "melissa michael michelle miguel mike mohamed mohammed molly nancy naomi natalie nathan neil nicholas nick",
    "nicola nicole nigel nina noah norman oliver olivia oscar owen pamela patricia patrick paul paula pauline pedro",
    "peter phil philip phillip phoebe rachel ralph raymond rebecca rhys richard rob robert roberto robin roger ron",
    "ronald rory rosie ross roy russell ruth ryan sally sam samantha samuel sandra sara sarah scott sean sebastian",
    "sharon shaun sheila simon sophia sophie stacey stanley stella stephanie stephen steve steven stewart stuart",
    "sue susan suzanne sylvia tara ted teresa terry theo theresa thomas tim timothy tina toby todd tom tommy tony",
    "tracey tracy trevor tyler vanessa vera vernon veronica victor victoria vincent virginia walter warren wayne",
    "wendy wesley william yvonne zach zoe",
)
"""Common given names, to know one in a text without capitals."""
