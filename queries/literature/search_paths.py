"""Search path counts, and the main path through the citations that most search paths share.

A search path leads along citations from a work that cites no other here to one that no other cites.
The search path count of a citation is the number of search paths that use it (Hummon, Doreian,
"Connectivity in a citation network: the development of DNA theory", Social Networks 11, 1989). It
is the product of two numbers that one pass each gives, which takes time in proportion to the
citations (Batagelj, "Efficient algorithms for citation network analysis", 2003). The main path is
the union of key routes: the citations with the largest counts, each with the path through it whose
counts have the largest sum (Liu, Lu, "An integrated approach for main path analysis: development of
the Hirsch index as an example", JASIST 63, 2012; their global search).

Counts grow exponentially with the length of paths. They are Python's integers, which are exact at
any size; only shares are floats.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Citation = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SearchPaths:
    """How many search paths there are, by work and by citation.

    Attributes:
        total: All search paths; works without citations have none.
        by_work: The search paths through each work.
        by_citation: The search paths along each citation, in the order that was given.
        order: The works, each after all that it cites.
    """

    total: int
    by_work: tuple[int, ...]
    by_citation: tuple[int, ...]
    order: tuple[int, ...]


def count_search_paths(citations: Sequence[Citation], size: int) -> SearchPaths:
    """Count the search paths along citations without circles.

    Args:
        citations: Pairs of works, 0 … size - 1: which cites, and which is cited; each pair once.
        size: Number of works.

    Raises:
        graphlib.CycleError: The citations go in a circle.
    """
    references: dict[int, list[int]] = defaultdict(list)
    citers: dict[int, list[int]] = defaultdict(list)
    for citing, cited in citations:
        references[citing].append(cited)
        citers[cited].append(citing)
    sorter = TopologicalSorter({work: references.get(work, ()) for work in range(size)})
    order = tuple(sorter.static_order())
    # Paths from the works that cite nothing to each work, and from each to those that none cites.
    behind, ahead = [0] * size, [0] * size
    for work in order:
        behind[work] = sum(behind[other] for other in references.get(work, ())) or 1
    for work in reversed(order):
        ahead[work] = sum(ahead[other] for other in citers.get(work, ())) or 1
    linked = {work for citation in citations for work in citation}
    return SearchPaths(
        total=sum(behind[work] for work in linked if work not in citers),
        by_work=tuple(behind[w] * ahead[w] if w in linked else 0 for w in range(size)),
        by_citation=tuple(behind[cited] * ahead[citing] for citing, cited in citations),
        order=order,
    )


def find_key_routes(
    citations: Sequence[Citation], paths: SearchPaths, *, routes: int, rank: Sequence[int]
) -> list[int]:
    """Return the places of the citations on the main path, ascending.

    Args:
        citations: What was counted.
        paths: What `count_search_paths` counted.
        routes: How many citations with the largest counts the path goes through.
        rank: Place of each work in an order: of citations with one count, and of paths with one
            sum, the one whose works come first in it is taken.
    """

    def by_works(place: int) -> tuple[int, int]:
        citing, cited = citations[place]
        return rank[cited], rank[citing]

    counts = paths.by_citation
    largest = sorted(range(len(citations)), key=lambda place: (-counts[place], by_works(place)))
    onward = _find_best(citations, paths, rank, forward=True)
    back = _find_best(citations, paths, rank, forward=False)
    chosen: set[int] = set()
    for key in largest[:routes]:
        chosen.add(key)
        for step, end in ((onward, 0), (back, 1)):
            place = step.get(citations[key][end])
            while place is not None:
                chosen.add(place)
                place = step.get(citations[place][end])
    return sorted(chosen)


def _find_best(
    citations: Sequence[Citation],
    paths: SearchPaths,
    rank: Sequence[int],
    *,
    forward: bool,
) -> dict[int, int]:
    """Return, for each work, the citation that begins the path from it with the largest sum.

    `forward` leads to works that cite, otherwise to works that are cited.
    """
    near, far = (1, 0) if forward else (0, 1)
    leaving: dict[int, list[int]] = defaultdict(list)
    for place, citation in enumerate(citations):
        leaving[citation[near]].append(place)
    best: dict[int, int] = {}
    sums = [0] * len(paths.order)
    for work in reversed(paths.order) if forward else paths.order:
        options = leaving.get(work)
        if not options:
            continue
        lengths = {place: paths.by_citation[place] + sums[citations[place][far]]
                   for place in options}  # fmt: skip
        most = max(lengths.values())
        equal = [place for place in options if lengths[place] == most]
        best[work] = min(equal, key=lambda place: rank[citations[place][far]])
        sums[work] = most
    return best
