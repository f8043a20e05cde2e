"""Every signal against the sum in its docstring, written out with sets and networkx."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from citeloom.graph.citation_index import CitationIndex
from citeloom.queries.related_work import signals
from tests.queries.related_work.graphs import Pairs, facts, indexed, random_graphs

if TYPE_CHECKING:
    from collections.abc import Callable

    Drawn = tuple[Pairs, int, list[int]]
    ByHand = Callable[["nx.DiGraph[int]", list[int], int], float]


def directed(pairs: Pairs, size: int) -> nx.DiGraph[int]:
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from((a, b) for a, b in pairs if a != b)
    return graph


def cites(graph: nx.DiGraph[int], paper: int) -> set[int]:
    return set(graph.successors(paper))


def citers(graph: nx.DiGraph[int], paper: int) -> set[int]:
    return set(graph.predecessors(paper))


def both_ways(graph: nx.DiGraph[int], paper: int) -> list[int]:
    return [*graph.successors(paper), *graph.predecessors(paper)]


def votes_by_hand(graph: nx.DiGraph[int], seeds: list[int], x: int) -> float:
    return sum(
        len(cites(graph, y) & set(seeds)) ** 2 / graph.out_degree(y)
        for y in citers(graph, x) - set(seeds)
    ) / len(seeds)


def co_citation_by_hand(graph: nx.DiGraph[int], seeds: list[int], x: int) -> float:
    return sum(bool(citers(graph, s) & citers(graph, x)) for s in seeds) / len(seeds)


def coupling_by_hand(graph: nx.DiGraph[int], seeds: list[int], x: int) -> float:
    if not cites(graph, x):
        return float("nan")
    return sum(bool(cites(graph, s) & cites(graph, x)) for s in seeds) / len(seeds)


def citing_by_hand(graph: nx.DiGraph[int], seeds: list[int], x: int) -> float:
    return len(cites(graph, x) & set(seeds)) / len(seeds) if cites(graph, x) else float("nan")


BY_HAND: list[tuple[str, ByHand]] = [
    ("votes_of_citing", votes_by_hand),
    ("co_citation", co_citation_by_hand),
    ("coupling", coupling_by_hand),
    ("citing", citing_by_hand),
]


@pytest.mark.parametrize(("name", "by_hand"), BY_HAND, ids=[name for name, _ in BY_HAND])
@given(drawn=random_graphs())
def test_a_signal_is_what_its_docstring_says(name: str, by_hand: ByHand, drawn: Drawn) -> None:
    pairs, size, seeds = drawn
    found = getattr(signals, name)(indexed(pairs, size), np.array(seeds))
    graph = directed(pairs, size)
    wanted = [0 if x in seeds else by_hand(graph, seeds, x) for x in range(size)]
    assert found == pytest.approx(wanted, rel=1e-4, abs=1e-6, nan_ok=True)
    assert found.dtype == np.float32


@given(drawn=random_graphs())
def test_the_walk_is_personalised_pagerank_cut_after_eight_steps(drawn: Drawn) -> None:
    pairs, size, seeds = drawn
    index = indexed(pairs, size)
    graph = directed(pairs, size)
    linked = [seed for seed in seeds if both_ways(graph, seed)]
    if not linked:
        assert not signals.walk(index, np.array(seeds)).any()
        return
    found = signals.walk(index, np.array(seeds))
    weighted: nx.Graph[int] = nx.Graph()
    for a, b in graph.edges:
        old = weighted.get_edge_data(a, b, {"weight": 0})["weight"]
        weighted.add_edge(a, b, weight=old + 1)
    exact = nx.pagerank(weighted, personalization=dict.fromkeys(linked, 1), max_iter=1_000)
    # What is not walked yet after eight steps is 0.85 to the eighth of everything, on each side.
    assert sum(abs(found[x] - exact.get(x, 0)) for x in range(size)) <= 2 * 0.85**8 + 1e-4
    assert found.sum() == pytest.approx(1, abs=1e-4)


@given(drawn=random_graphs())
def test_the_flow_is_what_the_walk_hands_on_along_citations_and_a_tenth_of_it(drawn: Drawn) -> None:
    pairs, size, seeds = drawn
    index = indexed(pairs, size)
    graph = directed(pairs, size)
    walk = signals.walk(index, np.array(seeds))
    handed_on = [
        sum(walk[y] / len(both_ways(graph, y)) for y in citers(graph, x)) for x in range(size)
    ]
    wanted = [0 if x in seeds else 0.9 * handed_on[x] + 0.1 * walk[x] for x in range(size)]
    assert signals.citation_flow(index, np.array(seeds)) == pytest.approx(wanted, rel=1e-4)


@given(drawn=random_graphs())
def test_the_index_drops_self_citations_and_repetitions_and_reads_both_ways(drawn: Drawn) -> None:
    pairs, size, _ = drawn
    index = indexed(pairs, size)
    wanted = {(a, b) for a, b in pairs if a != b}
    assert {(a, int(b)) for a in range(size) for b in index.references(a)} == wanted
    assert {(int(a), b) for b in range(size) for a in index.citers(b)} == wanted
    assert index.degree.sum() == 2 * len(wanted)


@pytest.mark.parametrize(
    ("citing", "cited", "size", "sentence"),
    [
        ([0, 1], [1], 2, "each citation needs"),
        ([0], [2], 2, "outside 0 … 1"),
        ([-1], [0], 2, "outside 0 … 1"),
    ],
    ids=["lengths differ", "past the end", "negative"],
)
def test_arrays_that_are_no_citations_are_refused(
    citing: list[int], cited: list[int], size: int, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        CitationIndex.build(np.array(citing), np.array(cited), size)


def test_a_rare_thing_in_common_weighs_more_than_a_frequent_one() -> None:
    rows = [(0, "rare"), (1, "rare"), *((at, "common") for at in (0, 2, 3, 4, 5))]
    known = facts(6, has={"repository": rows})
    found = signals.shared(known.things["repository"].has, np.array([0]))
    rare, common = 1 / log(1 + 2), 1 / log(1 + 5)
    assert found == pytest.approx([0, rare, common, common, common, common])


NAN = float("nan")


@pytest.mark.parametrize(
    ("authors", "found"),
    [
        ([(0, "a"), (1, "a"), (2, "b")], [0, 1, 0, NAN]),
        ([(0, "a"), (0, "b"), (1, "a"), (1, "b")], [0, 2, NAN, NAN]),
        ([(1, "a")], [0, 0, NAN, NAN]),
    ],
    ids=["one of them", "both of them", "the seed's are not known"],
)
def test_authors_in_common_are_counted_where_authors_are_known(
    authors: list[tuple[int, str]], found: list[float]
) -> None:
    known = facts(4, has={"author": authors})
    counted = signals.has_author_of(known.things["author"].has, np.array([0]))
    assert counted == pytest.approx(found, nan_ok=True)


def test_closeness_is_the_cosine_with_all_seeds_and_unknown_without_words() -> None:
    titles = {0: "graph networks", 1: "graph poems", 2: "graph networks poems", 3: "sea"}
    known = facts(5, titles=titles)
    assert known.texts is not None
    found = signals.closeness(known.texts, np.array([0, 1]))
    assert found[2] > 0.9
    assert found[:2].tolist() == [0, 0], "seeds are not compared with themselves"
    assert found[3] == 0
    assert np.isnan(found[4])


def test_a_profile_has_the_words_of_the_titles_that_cite_it() -> None:
    titles = {0: "graph networks", 1: "attention", 2: "graph networks"}
    known = facts(3, titles=titles)
    assert known.texts is not None
    profiles = signals.make_profiles(indexed([(2, 1)], 3), known.texts)
    alone = signals.closeness(known.texts, np.array([0]))[1]
    assert alone == 0
    assert signals.closeness(profiles, np.array([0]))[1] > 0.5
    assert np.allclose(np.sqrt((profiles**2).sum(axis=1)), 1)


@pytest.mark.parametrize(
    ("year", "a_year"), [(2020, 2 / 1), (2019, 2 / 2), (2011, 2 / 10), (2024, 2 / 1)]
)
def test_citations_a_year_count_the_years_up_to_the_newest_seed(year: int, a_year: float) -> None:
    index = indexed([(1, 0), (2, 0)], 3)
    years = np.array([year, np.nan, np.nan], np.float32)
    assert signals.citations_a_year(index, years, 2020)[0] == pytest.approx(a_year)
