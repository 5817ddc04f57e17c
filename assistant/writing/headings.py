"""Headings of the parts of a story, in the language of the notes where we have them, else in English."""

from collections.abc import Mapping

from assistant.domain.story import Kind
from assistant.writing.casting import CASTS

_ENGLISH: Mapping[str, str] = {
    "result": "The result",
    "who": "Who they are",
    "why": "Why they set out",
    "what": "What they built",
    "spread": "How it spread",
    "changed": "What changed",
    "words": "In their own words",
    "next": "What comes next",
}
_OTHERS: Mapping[str, Mapping[str, str]] = {
    "de": {
        "result": "Das Ergebnis", "who": "Wer sie sind", "why": "Warum", "what": "Was sie gebaut haben",
        "spread": "Wie es sich verbreitet hat", "changed": "Was sich verändert hat", "words": "In eigenen Worten",
        "next": "Wie es weitergeht",
    },
    "fr": {
        "result": "Le résultat", "who": "Qui ils sont", "why": "Pourquoi", "what": "Ce qu’ils ont construit",
        "spread": "Comment l’usage s’est étendu", "changed": "Ce qui a changé", "words": "En leurs propres mots",
        "next": "La suite",
    },
    "es": {
        "result": "El resultado", "who": "Quiénes son", "why": "Por qué", "what": "Lo que construyeron",
        "spread": "Cómo se extendió", "changed": "Qué cambió",
        "words": "En sus propias palabras", "next": "Próximos pasos",
    },
}  # fmt: skip


def heading(part: str, language: str, kind: Kind = Kind.STORY) -> str:
    """Return the heading of a part of a kind; headings hold no figure, name or quotation."""
    own = CASTS[kind].headings if kind in CASTS else {}
    return own.get(part) or _OTHERS.get(language, _ENGLISH)[part]
