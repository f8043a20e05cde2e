"""A reference: all that a bibliography may say about one paper, and why the paper is in it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal

from citeloom.graph.plain_text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

LinkKind = Literal["code", "model", "dataset", "space"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Code or a Hub artefact that a paper leads to.

    `relation` and `source` say on what grounds: a Hub link means that the artefact's card mentions
    the paper, which does not mean that the authors made it.
    """

    kind: LinkKind
    name: str
    url: str
    relation: str | None = None
    source: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One ground for a suggestion: in words, with the ids of the papers that the words name."""

    text: str
    signal: str | None = None
    weight: float | None = None
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One paper as a bibliography needs it. None, or an empty tuple, is unknown and not written.

    `authors` are display names in the order of the paper; `authors_truncated` tells that the
    source cut the list. `key`, `keywords`, `note`, `groups` and `files` are those of the user's
    listing. The last six fields say why the paper was suggested, `chance` how likely it belongs.
    """

    paper_id: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    authors_truncated: bool = False
    year: int | None = None
    date: str | None = None
    venue: str | None = None
    venue_category: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    doi: str | None = None
    arxiv_id: str | None = None
    arxiv_class: str | None = None
    openalex_id: str | None = None
    s2_id: str | None = None
    work_type: str | None = None
    language: str | None = None
    abstract: str | None = None
    is_retracted: bool = False
    cited_by_count: int | None = None
    key: str | None = None
    keywords: tuple[str, ...] = ()
    note: str | None = None
    groups: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    group: str | None = None
    reason: str | None = None
    score: float | None = None
    chance: float | None = None
    evidence: tuple[Evidence, ...] = ()


def group_references(references: Sequence[Reference]) -> list[tuple[str, list[Reference]]]:
    """Return the references by heading, headings in the order of their first reference.

    Papers without a group come last, as "Further papers"; the heading is empty where no paper has
    a group.
    """
    groups: dict[str, list[Reference]] = {}
    for reference in references:
        groups.setdefault(clean(reference.group), []).append(reference)
    rest = groups.pop("", [])
    further = {("Further papers" if groups else ""): rest} if rest else {}
    return [*groups.items(), *further.items()]


def keep_known(value: Any) -> dict[str, Any]:
    """Return a frozen value's known fields by name, nested ones likewise."""
    filled: dict[str, Any] = {}
    for field in fields(value):
        content = getattr(value, field.name)
        if content is None or content == () or content is False:
            continue
        if isinstance(content, tuple) and not isinstance(content[0], str):
            content = [keep_known(part) for part in content]
        filled[field.name] = content
    return filled
