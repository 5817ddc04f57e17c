"""The words of job titles."""

from collections.abc import Mapping
from types import MappingProxyType

from assistant.grounding.wordset import wordset

INITIALS = wordset("ceo cfo coo cto cio cmo cro cpo ciso chro vp svp evp avp md gm")
"""Titles written by their initials."""

CORE = wordset(
    "officer president director manager head lead leader engineer developer analyst architect administrator",
    "consultant founder cofounder",
    "co-founder owner partner chair chairman chairwoman chairperson coordinator specialist associate",
    "executive supervisor controller",
    "accountant treasurer secretary editor producer professor scientist researcher designer strategist",
    "planner buyer principal",
)
"""Words that make a title of the words before them."""

SHORT: Mapping[str, str] = MappingProxyType(
    {
        "ceo": "chief executive officer",
        "cfo": "chief financial officer",
        "coo": "chief operating officer",
        "cto": "chief technology officer",
        "cio": "chief information officer",
        "cmo": "chief marketing officer",
        "cro": "chief revenue officer",
        "ciso": "chief information security officer",
        "vp": "vice president",
        "svp": "senior vice president",
        "evp": "executive vice president",
        "sr": "senior",
        "ops": "operations",
        "md": "managing director",
        "gm": "general manager",
        "it": "information technology",
        "hr": "human resources",
    }
)
"""Short forms, written out."""
