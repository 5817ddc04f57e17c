"""Closed tables of words that stand for one another; kept small, each entry can be defended."""

from collections.abc import Mapping
from types import MappingProxyType

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
