"""How the speakers of a transcript talk: who asks, who welcomes, who answers."""

import re
from collections.abc import Iterable

from assistant.domain.documents import BlockKind
from ingest.structure.draft import Draft
from ingest.structure.sides import Voice

_HOSTING = re.compile(
    r"\b(?:(?:thanks|thank you)(?: so much| again| very much)? for (?:joining|coming|sitting down|sharing"
    r"|taking the time|your time|making (?:the )?time)"
    r"|thank you so much for your time|welcome to (?:the|our|another|this)|welcome back to|(?:great|good|nice|happy"
    r"|excited) to have you|having you (?:here|on)"
    r"|in this episode|on (?:today's|this) (?:show|episode|call)|(?:I'm|we're|I am|we are) (?:here |joined "
    r"|talking )(?:today )?(?:with|by|to)"
    r"|I talk(?:ed)? (?:with|to)|my guest|our guest|today's guest|joining (?:me|us) (?:today|is)|tell (?:me"
    r"|us) (?:your name|about yourself|who you are)"
    r"|let's start (?:with|out)|what your name is|listen(?:ers)? of"
    r"|thanks (?:again )?to (?:our|all our) (?:friends|sponsors|partners)|thanks for listening|for more episodes"
    r"|click subscribe"
    r"|don't miss (?:a|an) (?:show|episode))\b",
    re.IGNORECASE,
)
_HOSTED = re.compile(
    r"\b(?:(?:thanks|thank you)(?: so much| again| very much)?(?:,? \w+,?)? for (?:having|inviting) (?:me|us)"
    r"|having (?:me|us)(?: over| on)?\b|for the invitation"
    r"|(?:happy|glad|pleasure|great|wonderful) (?:to be|being) (?:here|on))",
    re.IGNORECASE,
)
_SERVING = re.compile(
    r"\b(?:(?:I'll|we'll|I will|we will|I can|we can) (?:send|get|set|help|walk|show|offer|enable|share) you"
    r"|on our roadmap|our pricing|let me (?:show|walk) you"
    r"|shar(?:e|ing) my screen|we(?:'d)? (?:recommend|suggest|advise) (?:that )?you|your (?:account|contract|renewal"
    r"|subscription|licen[cs]es?|success plan)\b"
    r"|as your (?:csm|account manager|customer success manager))",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_CLOSING = " \t\n\"”'’)]*_\\"


def heard(text: str, drafts: Iterable[Draft]) -> list[Voice]:
    """Return one voice a speaker, in order of their first turn; a turn may be several drafts."""
    voices: dict[str, Voice] = {}
    last, asked = None, False
    for draft in drafts:
        if draft.kind not in (BlockKind.SPEECH, BlockKind.QUESTION) or draft.speaker is None:
            continue
        voice = voices.setdefault(draft.speaker, Voice(draft.speaker))
        words = text[draft.start : draft.end].replace("’", "'")
        if voice is last:
            voice.asking -= asked  # only a turn's last words tell whether it asks
        else:
            voice.turns += 1
        asked = words.rstrip(_CLOSING).endswith(("?", "？"))
        voice.asking += asked
        voice.words += len(_WORD.findall(words))
        voice.hosting += _HOSTING.search(words) is not None
        voice.hosted += _HOSTED.search(words) is not None
        voice.serving += _SERVING.search(words) is not None
        last = voice
    return list(voices.values())
