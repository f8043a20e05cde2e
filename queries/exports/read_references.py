"""References read from a graph: chosen papers, and the papers of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citeloom.graph.errors import PaperNotFound
from citeloom.graph.stores.values import Node, Path
from citeloom.queries.exports.reference import Link, Reference
from citeloom.queries.papers import find_known_papers, read_papers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from citeloom.graph.stores.store import Store
    from citeloom.graph.stores.values import Table
    from citeloom.queries.exports.reference import LinkKind
    from citeloom.queries.known_paper import KnownPaper, PaperLink
    from citeloom.queries.papers import Part

FIELDS = (
    "title", "year", "date", "volume", "issue", "pages", "doi", "arxiv_id", "arxiv_class",
    "openalex_id", "s2_id", "work_type", "language", "abstract", "cited_by_count",
    "is_retracted", "authors_truncated", "note",
)  # fmt: skip
# What a listing gives, by other names or in other types here.
LISTED_FIELDS = ("citation_key", "keywords", "tags", "groups", "collections", "files")
# In an answer, a column of this name holds ids of papers.
ID_COLUMNS = frozenset({"id", "paper", "papers"})
LINK_KINDS: dict[str, LinkKind] = {
    "HAS_CODE": "code", "HAS_MODEL": "model", "HAS_DATASET": "dataset", "HAS_SPACE": "space",
}  # fmt: skip
RELATION_ORDER = {None: 0, "own": 0, "mentioned": 1, "candidate": 2}  # the surest first


def read_references(store: Store, paper_ids: Sequence[str]) -> list[Reference]:
    """Read papers as references, in the order of their ids.

    Where a paper appeared in several venues, one that is not a repository of preprints is taken.
    Code that is the paper's own comes before code that it mentions.

    Raises:
        PaperNotFound: The graph has no paper of one of these ids.
    """
    parts: tuple[Part, ...] = ("authors", "venues", "links")
    read = read_papers(store, paper_ids, fields=(*FIELDS, *LISTED_FIELDS), parts=parts)
    found = {paper.id: make_reference(paper) for paper in read.values()}
    missing = [paper for paper in paper_ids if paper not in found]
    if missing:
        raise PaperNotFound(f"the graph has no paper {missing[0]}")
    return [found[paper] for paper in paper_ids]


def find_paper_ids(store: Store, answer: Table) -> list[str]:
    """Return the ids of the papers in an answer, in the order in which they stand there.

    Papers are nodes, also within paths and lists, and texts in a column called `id`, `paper`,
    `papers`, or ending in `_id`, that the graph knows as the id of a paper.
    """
    named = [column in ID_COLUMNS or column.endswith("_id") for column in answer.columns]
    candidates = [
        candidate
        for row in answer.rows
        for value, is_id in zip(row, named, strict=True)
        for candidate in _papers_in(value, is_id=is_id)
    ]
    return find_known_papers(store, candidates)


def make_reference(paper: KnownPaper) -> Reference:
    """Make a reference of a paper that was read with authors, venues and links."""
    venue, known = paper.venue, paper.properties
    return Reference(
        paper_id=paper.id,
        **{name: value for name, value in known.items() if name not in LISTED_FIELDS},
        key=known.get("citation_key"),
        keywords=_join(known, "keywords", "tags"),
        groups=_join(known, "groups", "collections"),
        files=tuple(known.get("files") or ()),
        authors=paper.author_names,
        venue=venue.name if venue else None,
        venue_category=venue.category if venue else None,
        links=tuple(_make_links(paper)),
    )


def _join(known: Mapping[str, Any], *names: str) -> tuple[str, ...]:
    """Return what listings and the user give, each once."""
    return tuple(dict.fromkeys(each for name in names for each in known.get(name) or ()))


def _make_links(paper: KnownPaper) -> Iterator[Link]:
    """Yield code before models before data, and what is the paper's own before the rest."""
    kinds = list(LINK_KINDS)

    def order(link: PaperLink) -> tuple[int, int, str]:
        surest = RELATION_ORDER.get(link.relation, len(RELATION_ORDER))
        return kinds.index(link.kind), surest, link.id

    known = [link for link in paper.links if link.kind in LINK_KINDS and link.url]
    for link in sorted(known, key=order):
        yield Link(
            kind=LINK_KINDS[link.kind],
            name=link.id,
            url=link.url or "",
            relation=link.relation,
            source=link.source,
            evidence=link.evidence,
        )


def _papers_in(value: Any, *, is_id: bool) -> Iterator[str]:
    if isinstance(value, Node):
        if "Paper" in value.labels and isinstance(value.properties.get("id"), str):
            yield value.properties["id"]
    elif isinstance(value, Path):
        yield from _papers_in_all(value.nodes)
    elif isinstance(value, list | tuple):
        yield from _papers_in_all(value, is_id=is_id)
    elif is_id and isinstance(value, str):
        yield value


def _papers_in_all(values: Iterable[Any], *, is_id: bool = False) -> Iterator[str]:
    for value in values:
        yield from _papers_in(value, is_id=is_id)
