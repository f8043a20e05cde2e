"""The works around some papers, and who cites whom among them: read from a graph, never the whole.

The works are the papers themselves, what they cite, and what cites them; a paper that thousands
cite brings those that are cited most. Both stores answer the same statements.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.queries.catalogue.resolve_name import resolve_paper
from citeloom.queries.listed_papers import list_listed_papers
from citeloom.queries.literature.words import write_count
from citeloom.queries.papers import BATCH, read_fields, read_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citeloom.graph.stores.store import Store

CITING_AT_MOST = 200  # papers that cite one of the papers asked about
WORKS_AT_MOST = 5_000

_REFERENCES = """
UNWIND $ids AS key
MATCH (:Paper {id: key})-[:CITES]->(w:Paper)
RETURN key, collect(w.id) AS cited
"""
_CITING = """
UNWIND $ids AS key
CALL (key) {
  MATCH (:Paper {id: key})<-[:CITES]-(w:Paper)
  WITH DISTINCT w
  ORDER BY coalesce(w.cited_by_count, -1) DESC, w.id
  LIMIT $most
  RETURN w.id AS id
}
RETURN key, id
"""


@dataclass(frozen=True, slots=True)
class Work:
    """A paper as far as its place in time needs it; `year` and `title` are None where unknown."""

    id: str
    title: str | None = None
    year: int | None = None
    listed: bool = False
    cited_by_count: int | None = None


@dataclass(frozen=True, slots=True)
class WorksAround:
    """Papers, the works around them, and all citations of the graph among these.

    Attributes:
        papers: The ids of the papers that were asked about, sorted.
        works: These and the works around them, sorted by id; a work's number is its place here.
        citations: Pairs of numbers: the work that cites, and the one that is cited. Sorted.
        notes: Sentences on what was left out because there was too much of it.
    """

    papers: tuple[str, ...]
    works: tuple[Work, ...]
    citations: tuple[tuple[int, int], ...]
    notes: tuple[str, ...] = ()


def find_papers(store: Store, names: Sequence[str]) -> list[str]:
    """Return the ids of the named papers, or of all listed ones where none is named; sorted.

    Raises:
        PaperNotFound: A paper is not in the graph.
        QueryError: The name of a paper is unclear.
        UsageError: None is named and none is listed.
    """
    if names:
        return sorted({resolve_paper(store, name) for name in names})
    return list_listed_papers(store, "whose literature is meant")


def read_works_around(
    store: Store,
    papers: Sequence[str],
    *,
    citing_at_most: int = CITING_AT_MOST,
    works_at_most: int = WORKS_AT_MOST,
) -> WorksAround:
    """Read the works around some papers.

    Args:
        store: The graph; it is only read.
        papers: Ids of papers in the graph.
        citing_at_most: How many of the works that cite one paper are taken, the most cited ones.
        works_at_most: How many works are taken in all: the papers themselves, whose number is the
            caller's, then those that cite or are cited by most of them, then the most cited.

    Raises:
        StoreError: The graph cannot be read.
    """
    seeds = sorted(set(papers))
    ties: Counter[str] = Counter()
    for cited in read_references(store, seeds).values():
        ties.update(set(cited))
    citing = read_citing(store, seeds, citing_at_most)
    for found in citing.values():
        ties.update(found)
    around = [work for work in ties if work not in set(seeds)]
    known = {work.id: work for work in _read_works(store, [*seeds, *around])}
    around.sort(key=lambda one: (-ties[one], -(known[one].cited_by_count or 0), one))
    taken = sorted({*seeds, *around[: max(works_at_most - len(seeds), 0)]})
    number = {work: place for place, work in enumerate(taken)}
    citations = {
        (number[work], number[other])
        for work, cited in read_references(store, taken).items()
        for other in cited
        if other in number
    }
    notes = [*_tell_citing(store, citing, citing_at_most), *_tell_works(len(known), len(taken))]
    return WorksAround(
        tuple(seeds),
        tuple(known[work] for work in taken),
        tuple(sorted(citations)),
        tuple(notes),
    )


def read_references(store: Store, ids: Sequence[str]) -> dict[str, list[str]]:
    """Return the ids of the works that each of some papers cites, as far as it cites any."""
    return {
        str(key): cited
        for batch in _split(ids)
        for key, cited in store.read(_REFERENCES, {"ids": batch}).rows
    }


def read_citing(store: Store, ids: Sequence[str], most: int) -> dict[str, list[str]]:
    """Return the ids of the works that cite each of some papers: the `most` most cited ones."""
    found: dict[str, list[str]] = defaultdict(list)
    for batch in _split(ids):
        for key, work in store.read(_CITING, {"ids": batch, "most": most}).rows:
            found[str(key)].append(str(work))
    return found


def _split(ids: Sequence[str]) -> Iterator[list[str]]:
    for begin in range(0, len(ids), BATCH):
        yield list(ids[begin : begin + BATCH])


def _read_works(store: Store, ids: Sequence[str]) -> Iterable[Work]:
    fields = ("title", "year", "listed", "cited_by_count")
    for key, title, year, listed, cited_by_count in read_fields(store, ids, fields):
        yield Work(str(key), title, year, bool(listed), cited_by_count)


def _tell_citing(store: Store, citing: dict[str, list[str]], most: int) -> Iterator[str]:
    full = [paper for paper, works in citing.items() if len(works) == most]
    cut = sorted((count, paper) for paper, count in read_part(store, "citations", full)
                 if count > most)  # fmt: skip
    if cut:
        count, paper = cut[-1]
        yield (
            f"Of the works that cite a paper the {most:,} most cited are taken; "
            f"{write_count(len(cut), 'paper')} had more ({count:,} cite {paper})."
        )


def _tell_works(found: int, taken: int) -> Iterator[str]:
    if found > taken:
        yield (
            f"{taken:,} of {found:,} works around these papers are taken: those that cite or are "
            "cited by most of them."
        )
