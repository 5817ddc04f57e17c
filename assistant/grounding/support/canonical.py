"""Words in the form they are compared in: stems, with irregular forms, numerals and close synonyms made one.

Closed tables only. Every group holds words that may stand for one another in a report of results;
antonyms, months, names and words that differ in degree are kept apart on purpose.
"""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from assistant.grounding.words import Token, stem, tokens

_NUMERALS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty
"""

# Irregular forms, the base first.
IRREGULAR = """
arise arose arisen
become became
begin began begun
bear born
bite bit bitten
break broke broken
bring brought
build built
buy bought
catch caught
choose chose chosen
come came
deal dealt
draw drew drawn
drive drove driven
eat ate eaten
fall fell fallen
feel felt
fight fought
find found
flee fled
fly flew flown
forget forgot forgotten
get got gotten
give gave given
go went gone
grow grew grown
hold held
keep kept
know knew known
lead led
leave left
lend lent
lose lost
make made
mean meant
meet met
pay paid
ride rode ridden
rise rose risen
run ran
say said says
see saw seen
seek sought
sell sold
send sent
shake shook shaken
shoot shot
show showed shown
shrink shrank shrunk
sing sang sung
sit sat
sleep slept
speak spoke spoken
spend spent
stand stood
steal stole stolen
strike struck
swear swore sworn
swim swam swum
take took taken
teach taught
tell told
think thought
throw threw thrown
understand understood
wake woke woken
wear wore worn
win won
write wrote written
child children
man men
woman women
person people persons
foot feet
life lives
wife wives
good better best
bad worse worst
die died dying dead death
"""

_SYNONYMS = """
film movie
television tv
company firm business
begin start commence
buy purchase
child kid
doctor physician
employee staff worker employ
help assist
job role position post
photo photograph picture
show display
city town
car vehicle
agency bureau
client customer
allow enable permit
also additionally
cut reduce reduction decrease lower
rise increase grow growth
quick quickly fast faster rapid rapidly
big large
small little
need require
use utilise utilize usage
get receive obtain
make create produce
build construct construction
choose select selection
pick select
end finish
famous well-known renowned
award prize
attorney lawyer
murder kill
jail prison
injury wound
marry wed marriage
soccer football
university college
road street
website site
near close
hospital clinic
holiday vacation
worldwide global globally
approximately about roughly
team squad
boss manager
found establish founder founding
own owner ownership
decide decision
acquire acquisition
appoint appointment
announce announcement
argue argument
arrive arrival
believe belief
depart departure
describe description
develop development
explain explanation
fail failure
invest investment
move movement
perform performance
permit permission
propose proposal
receive reception
refuse refusal
renew renewal
resign resignation
save saving
sell sale
serve service
succeed success successful successfully
approve approval
survive survival
"""


@lru_cache(maxsize=1)
def _table() -> Mapping[str, str]:
    table = {stem(word): str(value) for value, word in enumerate(_NUMERALS.split())}
    for line in (*IRREGULAR.strip().splitlines(), *_SYNONYMS.strip().splitlines()):
        words = list(map(stem, line.split()))
        head = table.get(words[0], words[0])
        table.update({word: head for word in words if word not in table and word != head})
    return MappingProxyType(table)


def canonical(word_stem: str) -> str:
    """Return the stem, without accents, that stands for all that may stand for one another."""
    plain = word_stem if word_stem.isascii() else folded(word_stem)
    return _table().get(plain, plain)


def reading(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text with canonical stems."""
    return tuple(word._replace(stem=canonical(word.stem)) for word in tokens(text))


def root(word: str) -> str:
    """Return the canonical stem of one word."""
    return canonical(stem(word))


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """Return the word without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
