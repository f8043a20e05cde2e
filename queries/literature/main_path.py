"""The main path through the literature around some papers: how one work led to the next."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter
from heapq import heappop, heappush
from typing import TYPE_CHECKING

import numpy as np

from citeloom.graph.stores.values import Table
from citeloom.graph.vocabulary import SAMPLE
from citeloom.queries.literature.break_circles import break_circles
from citeloom.queries.literature.join_versions import join_versions
from citeloom.queries.literature.search_paths import count_search_paths, find_key_routes
from citeloom.queries.literature.words import write_count, write_number, write_share
from citeloom.queries.literature.works_around import Work, find_papers, read_works_around
from citeloom.queries.tabular import write_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citeloom.graph.stores.store import Store
    from citeloom.queries.literature.search_paths import Citation
    from citeloom.queries.literature.works_around import WorksAround

ROUTES = 10  # as in Liu and Lu's example
COLUMNS = ("id", "title", "year", "listed", "share", "cites", "cites_shares")
TOLD = 20  # citations left out that are named one by one


@dataclass(frozen=True, slots=True)
class PathWork:
    """A work on the main path. `share` is the part of all search paths through it, 0 to 1."""

    work: Work
    share: float


@dataclass(frozen=True, slots=True)
class PathCitation:
    """A citation on the main path, by the ids of its works, and its share of all search paths."""

    citing: str
    cited: str
    share: float

    @property
    def reason(self) -> str:
        """What the share says, as a sentence."""
        return f"Lies on {write_share(self.share)} of all search paths."


@dataclass(frozen=True, slots=True)
class LeftOutCitation:
    """A citation that was left out because it closes a circle, and why this one was."""

    citing: str
    cited: str
    reason: str


@dataclass(frozen=True)
class MainPath:
    """The main path through the works around some papers.

    Attributes:
        papers: Ids of the papers that were asked about.
        works: The works on the path, each after all of them that it cites.
        citations: The citations on it.
        search_paths: All search paths, counted exactly.
        left_out: The citations that were left out because they close a circle.
        notes: In sentences: what the path rests on, and what was left out.
    """

    papers: tuple[str, ...]
    works: tuple[PathWork, ...]
    citations: tuple[PathCitation, ...]
    search_paths: int
    left_out: tuple[LeftOutCitation, ...]
    notes: tuple[str, ...]

    @property
    def table(self) -> Table:
        """The path as a table: a row for each work, the oldest first."""
        shares: dict[str, list[PathCitation]] = defaultdict(list)
        for each in self.citations:
            shares[each.citing].append(each)
        return Table(
            COLUMNS,
            tuple(
                (
                    on.work.id,
                    on.work.title,
                    on.work.year,
                    on.work.listed,
                    on.share,
                    [each.cited for each in shares[on.work.id]],
                    [each.share for each in shares[on.work.id]],
                )
                for on in self.works
            ),
        )

    def _repr_markdown_(self) -> str:
        """Show the path in a notebook."""
        return write_markdown(self.table) + "".join(f"\n{note}\n" for note in self.notes)


def read_main_path(store: Store, papers: Sequence[str] = (), *, routes: int = ROUTES) -> MainPath:
    """Find the main path through the works around some papers.

    Args:
        store: The graph; a bounded part of it is read.
        papers: By id, arXiv id, DOI, or part of the title; none means all that are listed.
        routes: How many citations with the largest search path counts the path goes through.

    Raises:
        PaperNotFound: A paper is not in the graph.
        QueryError: The name of a paper is unclear.
        UsageError: No paper is named and none is listed.
        StoreError: The graph cannot be read.
    """
    around = read_works_around(store, find_papers(store, papers))
    found = find_main_path(around, routes=routes)
    return replace(found, notes=(*found.notes, SAMPLE)) if store.info().sample else found


def find_main_path(around: WorksAround, *, routes: int = ROUTES) -> MainPath:
    """Find the main path through works and their citations.

    Args:
        around: The works, and who cites whom.
        routes: How many citations with the largest search path counts the path goes through.
    """
    works = around.works
    rank = _rank(around)
    stands = join_versions(works, rank)
    pairs = sorted({(stands[citing], stands[cited]) for citing, cited in around.citations})
    citations, left_out = _leave_out_circles(works, pairs)
    paths = count_search_paths(citations, len(works))
    chosen = find_key_routes(citations, paths, routes=routes, rank=rank)
    return MainPath(
        papers=around.papers,
        works=tuple(
            PathWork(works[work], paths.by_work[work] / paths.total)
            for work in _order(works, [citations[place] for place in chosen])
        ),
        citations=tuple(
            PathCitation(
                works[citations[place][0]].id,
                works[citations[place][1]].id,
                paths.by_citation[place] / paths.total,
            )
            for place in chosen
        ),
        search_paths=paths.total,
        left_out=left_out,
        notes=(
            _tell_basis(around, len(citations), paths.total, min(routes, len(citations))),
            *around.notes,
            *_tell_versions(works, stands),
            *_tell_left_out(left_out),
        ),
    )


def _rank(around: WorksAround) -> list[int]:
    """Return each work's place in the order in which works are preferred.

    Papers that were asked about come first, then works that more of the others cite, then older
    ones, then by id.
    """
    cited = [0] * len(around.works)
    for _, work in around.citations:
        cited[work] += 1
    asked = set(around.papers)

    def order(number: int) -> tuple[bool, int, bool, int, str]:
        work = around.works[number]
        return work.id not in asked, -cited[number], work.year is None, work.year or 0, work.id

    rank = [0] * len(around.works)
    for place, number in enumerate(sorted(range(len(rank)), key=order)):
        rank[number] = place
    return rank


def _order(works: Sequence[Work], citations: Sequence[Citation]) -> Iterator[int]:
    """Yield the works of some citations, each after all that it cites, and else by year."""
    sorter: TopologicalSorter[int] = TopologicalSorter()
    for citing, cited in citations:
        sorter.add(citing, cited)
    sorter.prepare()
    ready: list[tuple[float, str, int]] = []
    while sorter.is_active():
        for number in sorter.get_ready():
            year = works[number].year
            heappush(ready, (math.inf if year is None else year, works[number].id, number))
        number = heappop(ready)[-1]
        yield number
        sorter.done(number)


def _leave_out_circles(
    works: Sequence[Work], pairs: Sequence[Citation]
) -> tuple[list[Citation], tuple[LeftOutCitation, ...]]:
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    found = break_circles(ends[:, 0], ends[:, 1], [work.year for work in works])
    left_out = tuple(
        LeftOutCitation(works[citing].id, works[cited].id, _say_why(works[citing], works[cited]))
        for citing, cited in (pairs[place] for place in found.left_out.tolist())
    )
    return [pairs[place] for place in found.kept.tolist()], left_out


def _say_why(citing: Work, cited: Work) -> str:
    if citing.id == cited.id:
        return "it cites itself, or another version of itself"
    if citing.year is None or cited.year is None:
        return "a year is not known, and of such citations those to a later id are left out"
    if citing.year < cited.year:
        return f"it goes from {citing.year} to {cited.year}, to a newer work"
    if citing.year == cited.year:
        return f"both are of {cited.year}, and of such citations those to a later id are left out"
    return "no other citation of its circle is more doubtful, and it goes to a later id"


def _tell_basis(around: WorksAround, citations: int, total: int, routes: int) -> str:
    papers, others = len(around.papers), len(around.works) - len(around.papers)
    said = f"{write_count(papers, 'paper')} and {write_count(others, 'work')} around"
    if not total:
        return (
            f"{said}, and no citation among them in the graph, so that there is no path; "
            "`citeloom query without-references` says why."
        )
    return (
        f"{said}, {write_count(citations, 'citation')}, {write_number(total)} "
        f"search path{'s' * (total != 1)}; the main path goes through the "
        f"{write_count(routes, 'citation')} with most of them."
    )


def _tell_versions(works: Sequence[Work], stands: Sequence[int]) -> Iterator[str]:
    joined = [f"{works[number].id} with {works[first].id}"
              for number, first in enumerate(stands) if number != first]  # fmt: skip
    if joined:
        yield (
            f"{write_count(len(joined), 'work')} counted as a version of another, which has the "
            f"same title in a near year: {_list(joined)}."
        )


def _tell_left_out(left_out: Sequence[LeftOutCitation]) -> Iterator[str]:
    if left_out:
        named = [f"{each.citing} cites {each.cited} ({each.reason})" for each in left_out]
        yield f"{write_count(len(named), 'citation')} left out to break circles: {_list(named)}."


def _list(items: Sequence[str]) -> str:
    more = f"; and {len(items) - TOLD:,} more, which Python's API names" if items[TOLD:] else ""
    return "; ".join(items[:TOLD]) + more
