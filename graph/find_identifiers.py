"""Ids of papers within a text: the one place that every reader of listings asks.

What counts as an id is decided by `identifiers` and `paper_addresses`; here the text is only cut
into what may be one. An arXiv id counts with its prefix only: 1706.03762 within a sentence is a
number.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.graph.identifiers import (
    BRACKETS,
    OPENED_BY,
    UNSEEN,
    read_acl_id,
    read_arxiv_id,
    read_corpus_id,
    read_doi,
    read_openalex_id,
    read_pmcid,
    read_pmid,
    read_s2_id,
)
from citeloom.graph.paper_addresses import read_address_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BEFORE = 200  # characters of a text that show whether it can be an id
# Most texts that are asked about are words: an id has a digit in its first word, or a label there.
_MAY_BE_ID = re.compile(
    r"\W{0,20}(?:(?:arxiv|doi|urn|info|pmid|pmcid|pmc|corpus(?:\ ?id)?|acl|s2|openalex)\b"
    r"|\S{0,180}[0-9]|\S{181}|https?:|www\.|[0-9a-f]{40})",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"[0-9]")
LONGEST_TEXT = 50_000  # characters of a text that are looked through

_READERS = (
    # arXiv's own DOIs name an arXiv paper, so arXiv is asked before the DOIs.
    ("arxiv_id", read_arxiv_id),
    ("doi", read_doi),
    ("openalex_id", read_openalex_id),
    ("pmid", read_pmid),
    ("pmcid", read_pmcid),
    ("corpus_id", read_corpus_id),
    ("s2_id", read_s2_id),
    ("acl_id", read_acl_id),
)
_CANDIDATE = re.compile(
    r"""
      (?:https?://|www\.)[^\s<>"{}|\\^`\[\]\u201c\u201d]{4,1000}
    | (?<![\w.])(?:[a-z]{2,12}\.)?(?:arxiv\.org|doi\.org|hf\.co|huggingface\.co|openalex\.org
        |aclanthology\.org|semanticscholar\.org|ncbi\.nlm\.nih\.gov|biorxiv\.org)/[^\s<>"\[\]]{3,1000}
    | (?<!\w)arxiv(?:[:._/-]\ {0,2}|\ )(?:abs/)?[a-z0-9.-]{4,30}(?:/[0-9]{7}(?:v[0-9]{1,2})?)?
    | (?<![\w/])abs/[0-9]{4}\.[0-9]{4,5}(?:v[0-9]{1,2})?(?!\w)
    | (?<!\w)(?:pmcid|pmid)(?::\ ?|\ )[a-z0-9.]{1,14}
    | (?<!\w)PMC[0-9]{4,8}
    | (?<!\w)corpus\ ?id:\ ?[0-9]{1,12}
    | (?<![\w./])10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,4}(?:/|%2F)[^\s"\u201c\u201d]{1,500}
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Where one id ends and the next begins although no blank stands between them.
_NEXT = re.compile(r"[,;|](?=10\.[0-9]{4,9}/|https?:|arxiv:|doi:)|</|&lt;/|\\", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundIds:
    """Ids that one place of a text gives, by the name of their field, and where it is."""

    start: int
    end: int
    ids: dict[str, str]


def identify(text: str | None) -> dict[str, str]:
    """Take a whole text for the id that it is; ids by the name of their field, mostly one."""
    if not text or not _MAY_BE_ID.match(text[:MOST_BEFORE]):
        return {}
    for field, read in _READERS:
        name = read(text)
        if name:
            more = read_address_ids(UNSEEN.sub("", text).strip()) if field == "acl_id" else {}
            return {**more, field: name}
    return read_address_ids(UNSEEN.sub("", text).strip())


def find_identifiers(text: str) -> Iterator[FoundIds]:
    """Find the places of a text that name a paper by an id, in their order.

    Args:
        text: Any text; what lies beyond 50,000 characters is not looked at.
    """
    text = text[:LONGEST_TEXT]
    place = 0
    if not _DIGIT.search(text):
        return  # every id has one
    while found := _CANDIDATE.search(text, place):
        shown = found[0]
        following = _NEXT.search(shown)
        if following and following.start():
            shown = shown[: following.start()]
        shown = _closed(shown)
        ids = identify(html.unescape(shown))
        if ids:
            yield FoundIds(found.start(), found.start() + len(shown), ids)
        place = found.start() + max(1, len(shown))


def find_first_identifiers(text: str) -> dict[str, str]:
    """Return the first id of each kind in a text."""
    ids: dict[str, str] = {}
    for found in find_identifiers(text):
        for field, name in found.ids.items():
            ids.setdefault(field, name)
    return ids


def _closed(text: str) -> str:
    """Cut a text before the first bracket that closes what was opened before the text."""
    depth = dict.fromkeys(BRACKETS, 0)
    for place, character in enumerate(text):
        if character in depth:
            depth[character] += 1
        elif character in OPENED_BY:
            opening = OPENED_BY[character]
            if not depth[opening] and character != ">":  # an old DOI may hold "2<3::AID>"
                return text[:place]
            depth[opening] -= 1
    return text
