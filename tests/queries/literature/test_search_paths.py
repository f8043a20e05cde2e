"""Search path counts against counting by hand and by listing every path."""

from __future__ import annotations

from collections import Counter
from graphlib import CycleError
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeloom.queries.literature.search_paths import (
    count_search_paths,
    find_key_routes,
)

# `b cites a` is written (b, a): works are numbered from 0, the oldest first.
DIAMOND = [(1, 0), (2, 0), (3, 1), (3, 2)]
TWO_INTO_ONE = [(2, 0), (2, 1), (3, 2), (4, 2), (5, 2)]
SHORT_CUT = [(1, 0), (2, 1), (2, 0)]


@pytest.mark.parametrize(
    ("citations", "size", "total", "by_citation", "by_work"),
    [
        pytest.param([], 0, 0, (), (), id="nothing"),
        pytest.param([], 2, 0, (), (0, 0), id="works without citations have no path"),
        pytest.param([(1, 0)], 3, 1, (1,), (1, 1, 0), id="one citation"),
        pytest.param(DIAMOND, 4, 2, (1, 1, 1, 1), (2, 1, 1, 2), id="two ways"),
        pytest.param(TWO_INTO_ONE, 6, 6, (3, 3, 2, 2, 2), (3, 3, 6, 2, 2, 2), id="2 times 3"),
        pytest.param(SHORT_CUT, 3, 2, (1, 1, 1), (2, 1, 2), id="past a work, and through it"),
    ],
)
def test_counts_are_those_by_hand(
    citations: list[tuple[int, int]],
    size: int,
    total: int,
    by_citation: tuple[int, ...],
    by_work: tuple[int, ...],
) -> None:
    found = count_search_paths(citations, size)
    assert (found.total, found.by_citation, found.by_work) == (total, by_citation, by_work)


def test_counts_are_exact_at_any_size() -> None:
    # A ladder of 4,000 rungs, each of two works that cite both works of the rung before.
    rungs = 4_000
    citations = [
        (2 * rung + a, 2 * (rung - 1) + b)
        for rung in range(1, rungs)
        for a in (0, 1)
        for b in (0, 1)
    ]
    found = count_search_paths(citations, 2 * rungs)
    assert found.total == 2**rungs
    assert set(found.by_citation) == {2 ** (rungs - 2)}
    assert found.by_citation[0] / found.total == 0.25


def test_a_circle_is_refused() -> None:
    with pytest.raises(CycleError):
        count_search_paths([(0, 1), (1, 0)], 2)


@st.composite
def dags(draw: st.DrawFn) -> tuple[list[tuple[int, int]], int]:
    size = draw(st.integers(1, 8))
    possible = [(citing, cited) for citing in range(size) for cited in range(citing)]
    chosen = draw(st.lists(st.sampled_from(possible), unique=True)) if possible else []
    names = draw(st.permutations(range(size)))
    return [(names[citing], names[cited]) for citing, cited in chosen], size


def list_all_paths(citations: list[tuple[int, int]]) -> list[list[int]]:
    graph = nx.DiGraph(citations)
    ends = [
        (a, b) for a in graph if not graph.in_degree(a) for b in graph if not graph.out_degree(b)
    ]
    return [path for a, b in ends for path in nx.all_simple_paths(graph, a, b)]


@given(dags())
def test_counts_are_those_of_all_paths_listed(dag: tuple[list[tuple[int, int]], int]) -> None:
    citations, size = dag
    every = list_all_paths(citations)
    along = Counter(pair for path in every for pair in pairwise(path))
    through = Counter(work for path in every for work in path)
    found = count_search_paths(citations, size)
    assert found.total == len(every)
    assert found.by_citation == tuple(along[pair] for pair in citations)
    assert found.by_work == tuple(through[work] for work in range(size))
    place = {work: number for number, work in enumerate(found.order)}
    assert all(place[cited] < place[citing] for citing, cited in citations)


@given(dags(), st.integers(1, 4))
def test_a_key_route_has_the_largest_sum_of_all_paths_through_its_citation(
    dag: tuple[list[tuple[int, int]], int], routes: int
) -> None:
    citations, size = dag
    found = count_search_paths(citations, size)
    count = dict(zip(citations, found.by_citation, strict=True))
    every = [list(pairwise(path)) for path in list_all_paths(citations)]
    keys = sorted(citations, key=lambda pair: (-count[pair], pair[::-1]))[:routes]
    wanted = {
        key: max(sum(count[pair] for pair in path) for path in every if key in path) for key in keys
    }
    chosen = find_key_routes(citations, found, routes=routes, rank=range(size))
    union = {citations[place] for place in chosen}
    within = [path for path in every if set(path) <= union]
    for key, most in wanted.items():
        assert most == max(sum(count[pair] for pair in path) for path in within if key in path)
    if routes == 1 and citations:
        assert len(within) == 1


@pytest.mark.parametrize(
    ("citations", "routes", "rank", "path"),
    [
        pytest.param(TWO_INTO_ONE, 1, range(6), {(2, 0), (3, 2)}, id="of equal ones the first"),
        pytest.param(
            TWO_INTO_ONE, 1, (1, 0, 2, 4, 3, 5), {(2, 1), (4, 2)}, id="first by another order"
        ),
        pytest.param(TWO_INTO_ONE, 2, range(6), {(2, 0), (2, 1), (3, 2)}, id="two routes"),
        pytest.param(TWO_INTO_ONE, 99, range(6), set(TWO_INTO_ONE), id="more than there are"),
        pytest.param(SHORT_CUT, 1, range(3), {(1, 0), (2, 1)}, id="the sum, not the next step"),
        pytest.param([], 5, (), set(), id="nothing"),
    ],
)
def test_the_path_goes_through_the_citations_with_most_search_paths(
    citations: list[tuple[int, int]],
    routes: int,
    rank: range | tuple[int, ...],
    path: set[tuple[int, int]],
) -> None:
    size = len({work for pair in citations for work in pair})
    found = count_search_paths(citations, size)
    chosen = find_key_routes(citations, found, routes=routes, rank=rank)
    assert {citations[place] for place in chosen} == path
