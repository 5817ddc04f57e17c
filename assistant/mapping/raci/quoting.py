"""Citations of what was written in TOML: a line of a charter, the owner of a right."""

import json
import re

from assistant.domain.documents import NamedBytes
from assistant.domain.raci import CellCitation
from assistant.domain.rights import Policy
from assistant.domain.tomlfile import text_of


def in_charter(file: NamedBytes, activity: str) -> CellCitation | None:
    """Return where a charter lists an activity; None where it is written with escapes."""
    text = text_of(file)
    start = text.find(activity)
    if start < 0:
        return None
    return CellCitation(document=file.name, start=start, end=start + len(activity), text=activity)


def in_policy(policy: Policy, right: str) -> CellCitation | None:
    """Return where a policy names the owner of a right; None where it is written with escapes."""
    if policy.file is None:
        return None
    text = text_of(policy.file)
    name = rf"(?:{re.escape(right)}|{re.escape(json.dumps(right))})"
    # As a table of its own, or in line: the owner is what follows the name of the right next.
    told = re.search(rf"(?<![\w-]){name}\s*(?:\]|=\s*\{{|\.)[^\[]*?(owner\s*=\s*(?:\"[^\"\n]*\"|'[^'\n]*'))", text)
    if told is None:
        return None
    start, end = told.span(1)
    return CellCitation(document=policy.file.name, start=start, end=end, text=text[start:end])
