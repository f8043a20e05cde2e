"""Whether a paper calls what it links to its own, by the words around the address.

After the idea of RepoFromPaper (Stankovski and Garijo, 2024): papers also name the tools that they
use, so the sentence decides and not the mere address. Here a few cues do, the nearest one wins,
and the confidence says how telling it is:

==== =============================================================================
0.95 own: the authors speak ("our code is available at", "we release … at")
0.90 own: an announcement ("code is available at", "will be released at")
0.85 own: a label ("Code:", "Project page:")
0.60 own: the address stands alone, with no sentence around it
0.80 mentioned: a cue of use ("built on", "using the toolkit at", "of Devlin et al.")
0.60 mentioned: a cue of use behind an announcement ("we release code based on")
0.50 mentioned: no cue at all
0.50 candidate: guessed from a project page, found by the Hub itself, or one of two readings
     of a broken line
==== =============================================================================
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citeloom.graph.records import Relation

CANDIDATE = 0.5
BEFORE, AFTER = 240, 80  # characters around the address that are looked at

_THING = (
    r"(?:source[ -]?)?(?:codes?|codebase|implementations?|models?|weights|checkpoints?|datasets?"
    r"|data|benchmarks?|corpus|corpora|scripts?|demos?|software|library|package|toolkit|framework"
    r"|resources?|materials?|repository|repo|prompts?|annotations?|artifacts?|videos?|results"
    r"|experiments|leaderboard|website|webpage|page|tool|simulator|details)"
)
_OPENED = (
    r"(?:available|released?|releasing|open[- ]?sourced?|public|published?|accessible|accessed"
    r"|hosted|provided|shared|found|downloaded|maintained|online|uploaded|documented)"
)
# Own wherever it ends behind the last cue of use.
_OWN = (
    (
        0.95,
        re.compile(
            r"\bwe (?:also |have |will |further |plan to |fully |publicly |then |hereby ){0,3}"
            r"(?:releas|open[- ]?sourc|publish|provid|shar|mak|made|host|offer|contribut|creat"
            r"|present|introduc|propos|develop)(?:e|ed|es|ing)?\b",
            re.IGNORECASE,
        ),
    ),
    (
        0.9,
        re.compile(
            r"(?<!which )(?<!that )\b(?:is|are|be|been|being)\b"
            rf"(?: [a-z-]{{1,20}}ly| made| now| also| open){{0,3}} {_OPENED}\b",
            re.IGNORECASE,
        ),
    ),
)
# Own where no cue of use is behind it: "our method extends the toolkit at".
_OURS = re.compile(rf"\bour\b[^.]{{0,60}}\b{_THING}\b", re.IGNORECASE)
# Own where there is no cue of use at all: "we use the toolkit available at".
_LABEL = re.compile(
    rf"\b(?:project|code|github|{_THING})(?: (?:page|website|link|repo|repository|url))?"
    r"(?: ?(?::|\(|\]\(|at|here|is))[\s:~(]{0,4}$",
    re.IGNORECASE,
)
_OPEN = re.compile(
    rf"\b{_THING}\b[^.]{{0,120}}\b{_OPENED}\b|\b{_OPENED} (?:at|on|in|from|via|under|here)\b",
    re.IGNORECASE,
)
_MENTIONED = re.compile(
    r"\b(?:built|build|builds|building|based) (?:up)?on\b"
    r"|\b(?:using|use|uses|used|utili[sz](?:e|es|ing)|adopt(?:s|ed|ing)?|employ(?:s|ed|ing)?"
    r"|leverag(?:e|es|ed|ing))\b"
    r"|\b(?:adapted|borrowed|forked|taken|derived|obtained|collected|downloaded|crawled) from\b"
    r"|\b(?:extend|extends|extending|following|follows?|modif(?:y|ies|ied)|fine-?tun\w{0,4})\b"
    r"|\b(?:implemented|trained|evaluated|compared?) (?:in|with|on|to|against)\b"
    r"|\bprovided by\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:original|official|authors'|existing) [\w-]{1,20} (?:of|by|for|from)\b|\bthird-party\b"
    r"|\btheir (?:code|model|data|implementation|repository)|\bet al\b",
    re.IGNORECASE,
)
_WE = re.compile(r"\b(?:our|we|this paper|this work)\b", re.IGNORECASE)
_SAID_AFTER = re.compile(
    rf"^[\s)\]}},.]{{0,4}}(?:for|contains?|hosts?|provides?)\b[^.]{{0,30}}\b(?:our|{_THING})\b",
    re.IGNORECASE,
)


def judge_relation(before: str, after: str) -> tuple[Relation, float]:
    """Classify an address by the words of its sentence around it.

    Args:
        before: The sentence up to the address, or from the address before it.
        after: The sentence behind it.

    Returns:
        `own` or `mentioned`, and the confidence from the table above.
    """
    head, tail = before[-BEFORE:], after[:AFTER]
    we_speak = bool(_WE.search(head))
    if not re.search(r"[A-Za-z]{2}", head) and not re.search(r"[A-Za-z]{3}", tail):
        return "own", 0.6
    if _THEIRS.search(head) and not we_speak:
        return "mentioned", 0.8
    own = [(found.end(), weight) for weight, cue in _OWN for found in cue.finditer(head)]
    own += [(found.start(), 0.95) for found in _OURS.finditer(head)]
    used = max((found.end() for found in _MENTIONED.finditer(head)), default=-1)
    nearer = [weight for place, weight in own if place >= used]
    if nearer:
        return "own", 0.95 if we_speak else max(nearer)
    if used >= 0:
        return "mentioned", 0.6 if own else 0.8
    if _OPEN.search(head) or _SAID_AFTER.search(tail):
        return "own", 0.9
    return ("own", 0.85) if _LABEL.search(head) else ("mentioned", 0.5)
