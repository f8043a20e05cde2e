"""Lines that can be no title: tagged text, prose, code, logs.

A list of titles has to earn its name: each line that is taken for a title is searched for, which
costs. So the lines are looked at together, and what most of them look like is said.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from citeloom.graph.plain_text import read_words

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_TITLE = 400  # characters
FEW = 4  # lines; so few may all be titles that end with a full stop
SENTENCES = 0.15  # share of the lines of prose in which a sentence ends

_MARKUP = re.compile(
    r"</?[A-Za-z!?][^\n]{0,300}>$|[{}\[\];\\]$|^[{}@.][A-Za-z_]|^[{}]|^(?://|/\*|\*/|#!|<\?)"
    r"|\$[({@]|^[\"'].*[\"'],|^\[[\w.\"'-]{1,60}\]$|^\\[A-Za-z]"
)
_CODE = re.compile(
    r"""\s*(?:
        (?:def|class|fn|func|function|public|private|protected|static|const|let|var|import|package
          |using|namespace|template|struct|enum|return|elif|except|raise|assert|export|require)\b
          [^.]{0,300}[({:;=]
      | from\ \S{1,80}\ import\b | import\ [\w.]{1,80}(?:\ as\ \w{1,40})?$ | \#include\b
      | (?:if|for|while|with|else|try|switch)\b.{0,200}[:{]$
      | [\w.\[\]"']{1,80}\s?[-+*/|?:]?=\s?\S.{0,300}$ | [\w.]{1,80}\([^ ].{0,300}\)$
      | [a-z_./%][a-z_./%-]{0,59}:(?:\ [\w./-]{1,60}){0,2}$
      | [a-z_./%][a-z_./%-]{0,59}:(?:\ [a-z0-9_./-]{1,60}){0,9}$
      | -\ [\w-]{1,40}:\ \S | [\w-]{1,40}:$
      | \$\ \S | >>>\  | pip\ install | git\ clone
    )""",
    re.VERBOSE,
)
_LOG = re.compile(
    r"""\[?(?:
        [0-9]{4}[-/][0-9]{2}[-/][0-9]{2}[T ][0-9]{2}:[0-9]{2}
      | [0-9]{2}:[0-9]{2}:[0-9]{2}
      | [A-Z][a-z]{2}\ {1,2}[0-9]{1,2}\ [0-9]{2}:[0-9]{2}:[0-9]{2}
      | (?:INFO|DEBUG|WARN|WARNING|ERROR|TRACE|FATAL|CRITICAL)\b
      | [0-9]{1,3}(?:\.[0-9]{1,3}){3}\ -
    )""",
    re.VERBOSE,
)
_TAG = re.compile(r"(?P<tag>%[0-9A-Z]|[A-Z][A-Z0-9]{1,3} {0,4}-|[A-Z][A-Z0-9])(?: |$)")
_FIELD = re.compile(
    r"(?:title|authors?|year|doi|journal|abstract|url|date|volume|pages|issn|isbn|publisher|venue"
    r"|keywords?|type|id|notes?)\s?[:=]",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(
    r"(?<!\bal)(?<!\bvs)(?<!\b[A-Z])[\w)\"'\u201d][.!](?:\s+[A-Z\"(\u201c]|\s*$)"
)
_TALKING = read_words(
    """
    i we you he she they it this these those there who whom which that is are was were be been am
    has have had do does did will would can could should may might must shall said says not
    my our your his her their its me us him them because although however therefore so if when
    """
)


def find_strange_lines(lines: Sequence[str]) -> tuple[list[int], str]:
    """Find the lines that look like something else than titles.

    Args:
        lines: Lines without the ids.

    Returns:
        The places of such lines, and what most of them look like, in a word or two.
    """
    kinds: dict[int, str] = {}
    tags = {found["tag"] for line in lines if (found := _TAG.match(line))}
    tagged = len(tags) > 2 and sum(bool(_TAG.match(line)) for line in lines) * 2 > len(lines)  # noqa: PLR2004 - beyond chance
    ends = sum(bool(_SENTENCE_END.search(line)) for line in lines)
    is_prose = len(lines) >= FEW and ends >= SENTENCES * len(lines)
    for place, line in enumerate(lines):
        kind = _kind(line)
        if not kind and tagged and _TAG.match(line):
            kind = "tagged text"
        if not kind and is_prose and _is_sentence(line, lines[place - 1] if place else ""):
            kind = "prose"
        if kind:
            kinds[place] = kind
    commonest = Counter(kinds.values()).most_common(1)
    return list(kinds), commonest[0][0] if commonest else ""


def _kind(line: str) -> str:
    if len(line) > LONGEST_TITLE:
        return "prose"
    if _LOG.match(line):
        return "a log"
    if _FIELD.match(line):
        return "tagged text"
    is_code = not any(map(str.isalnum, line)) or _MARKUP.search(line) or _CODE.match(line)
    return "code" if is_code else ""


def _is_sentence(line: str, before: str) -> bool:
    """Whether a line is a sentence or a part of one, in a text in which sentences end."""
    spoken = sum(word.strip(".,;:!?\"'()").lower() in _TALKING for word in line.split())
    if _SENTENCE_END.search(line):
        return spoken > 0 or len(_SENTENCE_END.findall(line)) > 1
    goes_on = line[:1].islower() and before and not before.endswith((".", "!", "?"))
    return bool(goes_on) or before.endswith(",") or line.endswith(",") or spoken > 1
