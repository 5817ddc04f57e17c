"""Which language a text is in, offline: py3langid carries its model."""

import re
from functools import cache
from typing import Any

from assistant.grounding.wordset import wordset

UNDETERMINED = "und"

# Business languages that py3langid tells apart reliably. Each rare language left in would draw short
# texts away from a common one (Scots, Luxembourgish, Nynorsk, Galician and the like).
_LANGUAGES = wordset(
    "ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ml mr ms nl no pl pt ro ru sk sl sq sr",
    "sv sw ta te th tl tr uk ur vi zh",
)
_NOISE = re.compile(
    r"https?://\S{1,2000}|www\.\S{1,2000}|[\w.+-]{1,64}@[\w.-]{1,255}"  # addresses
    r"|<[^<>\n]{0,200}>"  # tags
    r"|^[ \t]*(?:\[[\d:. ]{4,16}\][ \t]*)?\*{0,2}[^\W\d_][^\n:*]{0,50}\*{0,2}:\*{0,2}(?=\s)"  # labels
    r"|[\d#*_`~|=\[\](){}<>@/\\+^$%&-]+",
    re.MULTILINE,
)
_LETTER = re.compile(r"[^\W\d_]")
_DENSE = re.compile(r"[\u0900-\u0e7f\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_ENOUGH = 16  # letters; one of a dense script, which says much in few of them, counts for four
_ENGLISH = wordset(
    "and are because but from have it it's our that that's the their there they this to what which with would you your"
)
_ENGLISH_SHARE = 0.13  # of the words of a sample; English articles and talk have 0.14 to 0.24
_LONG = 200  # words from which on a share says something
_CONFIDENT = 0.6  # of py3langid's normalised probability
_SAMPLE = 12_000  # characters; beyond this the answer does not change, and the model is slow
_PIECES = 6  # the sample is taken evenly over the text, for a header may be in another language


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language that most of `text` is in, or "und".

    Marks of Markdown, time stamps, labels and addresses do not count. "und" stands for too few
    letters and for an answer that the model itself is unsure of.
    """
    words = " ".join(_NOISE.sub(" ", _sample(text)).split())
    letters = len(_LETTER.findall(words)) + 3 * len(_DENSE.findall(words))
    if letters < _ENOUGH:
        return UNDETERMINED
    if _is_plainly_english(words.lower().split()):
        return "en"
    language, confidence = _identifier().classify(words.lower())
    return str(language) if confidence >= _CONFIDENT else UNDETERMINED


def _is_plainly_english(words: list[str]) -> bool:
    """Spare a long English text the model: loading it takes longer than all else that is read here.

    Only words that no other language writes like this are counted, and a text that is in two languages
    has too few of them.
    """
    known = sum(1 for word in words if word in _ENGLISH)
    return len(words) >= _LONG and known >= _ENGLISH_SHARE * len(words)


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    piece, step = _SAMPLE // _PIECES, len(text) // _PIECES
    return "\n".join(text[at : at + piece] for at in range(0, step * _PIECES, step))


@cache
def _identifier() -> Any:
    """Load the model, once a process: half a second and some 20 MB."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(_LANGUAGES))
    return identifier
