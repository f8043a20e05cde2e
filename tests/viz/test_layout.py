"""Layouts are settled, spacious, and the same every time."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from scipy.spatial import cKDTree

from citeloom.queries.communities import connect, find_communities
from citeloom.viz.drawing import Drawing, DrawnNode
from citeloom.viz.layout import COLLAPSE_ABOVE, LARGEST, MOST, lay_out
from citeloom.viz.timeline import place_by_year
from tests.viz.drawings import CAPTION, large, small


def test_the_same_drawing_has_the_same_layout() -> None:
    one, two = (lay_out(large(600, 1800)) for _ in range(2))
    assert np.array_equal(one.x, two.x)
    assert np.array_equal(one.y, two.y)
    assert np.array_equal(one.community, two.community)


def test_communities_are_as_good_as_those_of_networkx() -> None:
    drawing = large(1200, 4800)
    number = {node.id: i for i, node in enumerate(drawing.nodes)}
    graph = nx.Graph([(number[edge.start], number[edge.end]) for edge in drawing.edges])
    graph.add_nodes_from(range(1200))
    start, end = np.array(graph.edges).T
    ours = find_communities(connect(1200, start, end, np.ones(start.size)))
    groups = [set(np.flatnonzero(ours == one).tolist()) for one in range(int(ours.max()) + 1)]
    theirs = nx.community.louvain_communities(graph, seed=1)
    least = nx.community.modularity(graph, theirs) - 0.02
    assert nx.community.modularity(graph, groups) >= least


def test_communities_of_two_cliques_are_the_cliques() -> None:
    graph = nx.barbell_graph(6, 0)
    start, end = np.array(graph.edges).T
    found = find_communities(connect(12, start, end, np.ones(start.size)))
    assert {frozenset(np.flatnonzero(found == one)) for one in (0, 1)} == {
        frozenset(range(6)), frozenset(range(6, 12)),
    }  # fmt: skip


def test_neighbours_lie_closer_than_strangers() -> None:
    drawing = large(500, 1500)
    layout = lay_out(drawing)
    number = {node.id: i for i, node in enumerate(drawing.nodes)}
    start = np.array([number[edge.start] for edge in drawing.edges])
    end = np.array([number[edge.end] for edge in drawing.edges])
    linked = np.hypot(layout.x[start] - layout.x[end], layout.y[start] - layout.y[end])
    strange = np.hypot(layout.x[start] - np.roll(layout.x[end], 7),
                       layout.y[start] - np.roll(layout.y[end], 7))  # fmt: skip
    assert np.median(linked) < 0.7 * np.median(strange)


@pytest.mark.parametrize(("size", "links"), [(300, 900), (2000, 6000), (3000, 9000)])
def test_hardly_a_node_covers_another(size: int, links: int) -> None:
    layout = lay_out(large(size, links))
    tree = cKDTree(np.column_stack((layout.x, layout.y)))
    near = tree.query_pairs(2 * float(layout.radius.max()), output_type="ndarray")
    away = np.hypot(*(tree.data[near[:, 0]] - tree.data[near[:, 1]]).T)
    covered = away < (layout.radius[near[:, 0]] + layout.radius[near[:, 1]]) * 0.9
    assert covered.sum() <= size * 0.01


def test_a_small_drawing_is_shown_as_it_is() -> None:
    assert lay_out(small()).groups == ()


def test_a_large_drawing_is_divided_into_groups_that_hold_everything() -> None:
    size = COLLAPSE_ABOVE + 1500
    layout = lay_out(large(size, 3 * size))
    tops = [group for group in layout.groups if group.parent < 0]
    assert sum(group.members for group in tops) == size
    assert 1 < len(tops) <= MOST
    assert np.bincount(layout.group).max() <= LARGEST
    for number, group in enumerate(layout.groups):
        inside = layout.group == number
        away = np.hypot(layout.x[inside] - group.x, layout.y[inside] - group.y)
        assert (away <= group.radius).all()


def test_groups_do_not_overlap() -> None:
    layout = lay_out(large(4000, 12000))
    tops = [group for group in layout.groups if group.parent < 0]
    for i, one in enumerate(tops):
        for two in tops[:i]:
            assert np.hypot(one.x - two.x, one.y - two.y) > 0.97 * (one.radius + two.radius)


def test_a_large_drawing_without_structure_is_divided_all_the_same() -> None:
    nodes = tuple(DrawnNode(f"Paper:{number:05}", "Paper", "", "", None) for number in range(3300))
    layout = lay_out(Drawing(nodes, (), {}, CAPTION))
    assert np.bincount(layout.group).max() <= LARGEST


@pytest.mark.parametrize("size", [0, 1, 2])
def test_tiny_drawings_have_a_layout(size: int) -> None:
    nodes = tuple(DrawnNode(f"Paper:{i}", "Paper", "", "", 2000) for i in range(size))
    layout = lay_out(Drawing(nodes, (), {}, CAPTION))
    assert layout.x.size == size
    assert np.isfinite(layout.x).all()
    assert np.isfinite(layout.timeline.x).all()


def test_time_runs_to_the_right_and_nodes_without_a_year_come_last() -> None:
    years = [2020, 2018, None, 2020, 2019]
    timeline = place_by_year(np.array([0.0, 5.0, 2.0, 1.0, 3.0]), years)
    order = [years[index] for index in np.argsort(timeline.x, kind="stable")]
    assert order == [2018, 2019, 2020, 2020, None]
    assert [band.year for band in timeline.bands] == [2018, 2019, 2020, None]
