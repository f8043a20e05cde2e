"""Communities are those that were planted, as good as networkx's, and the same every time."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.compare_communities import agreement, modularity, plant
from bench.held_out import read_citations
from bench.related import CORA
from citeloom.queries.communities import connect, find_communities


def found_in(
    pairs: list[tuple[int, int]], size: int, weights: list[float] | None = None
) -> list[int]:
    ends = np.array(pairs, np.int64).reshape(-1, 2)
    weight = np.ones(len(ends)) if weights is None else np.array(weights)
    return find_communities(connect(size, ends[:, 0], ends[:, 1], weight)).tolist()


def test_planted_communities_are_found() -> None:
    (start, end, size), group = plant()
    found = find_communities(connect(size, start, end, np.ones(start.size)))
    assert agreement(found, group) > 0.8
    assert modularity(start, end, found) > 0.57


def test_cora_is_divided_no_worse_than_networkx_does() -> None:
    start, end, size = read_citations(CORA)
    graph = nx.Graph(zip(start.tolist(), end.tolist(), strict=True))
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    theirs = np.zeros(size, np.int64)
    for number, part in enumerate(nx.community.louvain_communities(graph, seed=1)):
        theirs[list(part)] = number
    ours = find_communities(connect(size, start, end, np.ones(start.size)))
    assert modularity(start, end, ours) >= modularity(start, end, theirs) - 0.002


def test_communities_are_numbered_from_the_largest() -> None:
    pairs = [(0, 1), *((a, b) for a in range(2, 6) for b in range(2, a))]
    assert found_in(pairs, 7) == [1, 1, 0, 0, 0, 0, 2]


def test_a_strong_link_weighs_more_than_several_weak_ones() -> None:
    pairs = [(0, 1), (2, 3), (0, 2), (0, 3), (1, 2), (1, 3)]
    assert found_in(pairs, 4, [9, 9, 1, 1, 1, 1]) == [0, 0, 1, 1]


def test_a_higher_resolution_gives_more_communities() -> None:
    (start, end, size), _ = plant()
    matrix = connect(size, start, end, np.ones(start.size))
    few, many = (find_communities(matrix, resolution=each).max() for each in (0.5, 2.0))
    assert few < many


@pytest.mark.parametrize("size", [0, 1, 3])
def test_nodes_without_links_are_alone(size: int) -> None:
    assert found_in([], size) == list(range(size))
    assert found_in([(at, at) for at in range(size)], size) == list(range(size))


@given(
    pairs=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40),
)
def test_communities_hang_together_and_are_the_same_every_time(
    pairs: list[tuple[int, int]],
) -> None:
    found = found_in(pairs, 10)
    assert found == found_in(pairs[::-1], 10)
    assert sorted(set(found)) == list(range(max(found) + 1))
    graph = nx.Graph(pairs)
    graph.add_nodes_from(range(10))
    for one in set(found):
        members = [node for node in range(10) if found[node] == one]
        assert len({*members} & nx.node_connected_component(graph, members[0])) == len(members)
