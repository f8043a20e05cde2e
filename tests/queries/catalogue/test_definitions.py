"""Queries with a definition are compared with that definition in Python, over random graphs."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise
from math import isclose, sqrt
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from citeloom.graph import records as r
from citeloom.queries.catalogue import bind_parameters, find_query
from tests.queries.random_graphs import PAPERS, PEOPLE, graphs
from tests.queries.stores import embedded, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.graph.stores.store import Store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with embedded(tmp_path_factory.mktemp("definitions")) as opened:
        yield opened


class Reference:
    """The random graph in plain Python."""

    def __init__(self, records: list[r.Record]) -> None:
        self.papers = {p.id: p for p in records if isinstance(p, r.Paper)}
        self.cites = {(c.start, c.end) for c in records if isinstance(c, r.Cites)}
        self.signed = {(a.start, a.end) for a in records if isinstance(a, r.Authored)}
        self.listed = {key for key, paper in self.papers.items() if paper.listed}
        order = {key: place for place, key in enumerate(PAPERS)}
        rows = [order[a] for a, _ in self.cites]
        columns = [order[b] for _, b in self.cites]
        size = (len(PAPERS), len(PAPERS))
        matrix = sparse.csr_array((np.ones(len(rows), int), (rows, columns)), size)
        self.coupling = (matrix @ matrix.T).toarray()
        self.co_citation = (matrix.T @ matrix).toarray()
        self.order = order

    def cited(self, key: str) -> set[str]:
        return {b for a, b in self.cites if a == key}

    def citing(self, key: str) -> set[str]:
        return {a for a, b in self.cites if b == key}

    def known(self, key: str) -> int:
        count = self.papers[key].cited_by_count
        return -1 if count is None else count

    def year(self, key: str, otherwise: int) -> int:
        return self.papers[key].year or otherwise


def ask(store: Store, name: str, **given: Any) -> list[dict[str, Any]]:
    query = find_query(name)
    return store.read(query.statement, bind_parameters(query, {"limit": 1000, **given})).dicts()


def over_random_graphs(test: Any) -> Any:
    drawn = given(records=graphs(), data=st.data())(test)
    return settings(max_examples=40, deadline=None)(drawn)


@over_random_graphs
def test_co_citation_and_coupling_are_products_of_the_citation_matrix(
    store: Store, records: list[r.Record], data: st.DataObject
) -> None:
    fill(store, records)
    known = Reference(records)
    paper = data.draw(st.sampled_from(PAPERS))
    cases = (
        ("co-cited", "together", known.co_citation, known.citing),
        ("coupled", "shared", known.coupling, known.cited),
    )
    for name, column, matrix, degree in cases:
        own = matrix[known.order[paper]]
        expected = [
            (-own[place], other, own[place] / sqrt(len(degree(paper)) * len(degree(other))))
            for other, place in known.order.items()
            if other != paper and own[place]
        ]
        found = ask(store, name, paper=paper)
        assert [row["id"] for row in found] == [other for _, other, _ in sorted(expected)], name
        for row, (count, other, cosine) in zip(found, sorted(expected), strict=True):
            assert row[column] == -count
            assert isclose(row["cosine"], cosine)
            assert set(row["papers"]) == degree(paper) & degree(other)


@over_random_graphs
def test_foundations_and_followers(
    store: Store, records: list[r.Record], data: st.DataObject
) -> None:
    fill(store, records)
    known = Reference(records)
    least = data.draw(st.integers(1, 3))
    citing = {key: known.citing(key) & known.listed for key in PAPERS}
    outside = [key for key in PAPERS if key not in known.listed]
    expected = sorted(
        (key for key in outside if len(citing[key]) >= least),
        key=lambda key: (-len(citing[key]), -known.known(key), key),
    )
    found = ask(store, "foundations", at_least=least)
    assert [row["id"] for row in found] == expected
    assert [set(row["papers"]) for row in found] == [citing[key] for key in expected]
    speaking = sum(bool(known.cited(key)) for key in known.listed)
    assert all(isclose(row["share"], len(row["papers"]) / speaking) for row in found)

    cited = {key: known.cited(key) & known.listed for key in outside}

    def newer(key: str) -> bool:
        years = [known.papers[one].year for one in cited[key]]
        latest = max((year for year in years if year), default=0)
        return known.year(key, 9999) >= latest

    followers = sorted(
        (key for key in outside if len(cited[key]) >= least and newer(key)),
        key=lambda key: (-len(cited[key]), -known.year(key, 0), key),
    )
    assert [row["id"] for row in ask(store, "followers", at_least=least)] == followers


@over_random_graphs
def test_paths_are_shortest_and_come_first(
    store: Store, records: list[r.Record], data: st.DataObject
) -> None:
    fill(store, records)
    known = Reference(records)
    first, last = data.draw(st.permutations(PAPERS))[:2]
    directed: nx.DiGraph[str] = nx.DiGraph()
    directed.add_nodes_from(PAPERS)
    directed.add_edges_from(known.cites)
    for name, graph in (("path", directed.to_undirected()), ("lineage", directed)):
        found = ask(store, name, **{"from": first, "to": last})
        reachable = nx.has_path(graph, first, last)
        chains = list(nx.all_shortest_paths(graph, first, last)) if reachable else [[]]
        best = min(chains) if len(chains[0]) <= 7 else []
        assert [row["id"] for row in found] == best, name
        assert [row["step"] for row in found] == list(range(len(best)))
        if name == "path":
            joins = [row["next"] for row in found]
            pairs = pairwise(best)
            words = ["cites" if pair in known.cites else "is cited by" for pair in pairs]
            assert joins == [*words, None][: len(best)]


@over_random_graphs
def test_similarity_bridges_and_works_cited_together(
    store: Store, records: list[r.Record], data: st.DataObject
) -> None:
    fill(store, records)
    known = Reference(records)
    least = data.draw(st.integers(1, 2))
    shared = {
        (a, b): known.cited(a) & known.cited(b) for a, b in combinations(sorted(known.listed), 2)
    }
    alike = {
        pair: len(works) / sqrt(len(known.cited(pair[0])) * len(known.cited(pair[1])))
        for pair, works in shared.items()
        if works and len(works) >= least
    }
    found = ask(store, "alike", at_least=least)
    expected = sorted(alike, key=lambda pair: (-alike[pair], -len(shared[pair]), pair))
    assert [(row["id"], row["other"]) for row in found] == expected
    assert [row["papers"] for row in found] == [sorted(shared[pair]) for pair in expected]

    bridges: Counter[str] = Counter(
        next(iter(works))
        for (a, b), works in shared.items()
        if len(works) == 1 and not {(a, b), (b, a)} & known.cites
    )
    citing = {key: len(known.citing(key) & known.listed) for key in PAPERS}
    expected_bridges = sorted(bridges, key=lambda key: (-bridges[key], citing[key], key))
    rows = ask(store, "bridges")
    assert [(row["id"], row["pairs"]) for row in rows] == [
        (key, bridges[key]) for key in expected_bridges
    ]

    outside = [key for key in PAPERS if key not in known.listed]
    together = {
        (a, b): known.citing(a) & known.citing(b) & known.listed
        for a, b in combinations(outside, 2)
    }
    wanted = sorted(
        (pair for pair, papers in together.items() if papers and len(papers) >= least),
        key=lambda pair: (-len(together[pair]), pair),
    )
    rows = ask(store, "cited-together", at_least=least)
    assert [(row["id"], row["other"]) for row in rows] == wanted
    assert [row["papers"] for row in rows] == [sorted(together[pair]) for pair in wanted]
    drawn = ask(store, "co-citation-map", at_least=least)
    assert [
        (row["work"].properties["id"], row["other"].properties["id"], row["together"])
        for row in drawn
    ] == [(a, b, len(together[a, b])) for a, b in wanted]


@over_random_graphs
def test_order_to_read_isolation_and_retraction(
    store: Store, records: list[r.Record], data: st.DataObject
) -> None:
    fill(store, records)
    known = Reference(records)
    members = set(data.draw(st.lists(st.sampled_from(PAPERS), unique=True)))
    chosen = members or known.listed
    expected = sorted(
        chosen, key=lambda key: (known.year(key, 9999), -len(known.citing(key) & chosen), key)
    )
    found = ask(store, "reading-order", **({"papers": sorted(members)} if members else {}))
    assert [row["id"] for row in found] == expected
    assert [set(row["cites_within"]) for row in found] == [
        known.cited(key) & chosen for key in expected
    ]

    def alone(key: str) -> bool:
        others = known.listed - {key}
        near = (known.cited(key) | known.citing(key)) & others
        return not near and not any(known.cited(key) & known.cited(one) for one in others)

    isolated = {key for key in known.listed if alone(key)}
    assert {row["id"] for row in ask(store, "isolated")} == isolated
    retracted = {
        key for key, paper in known.papers.items()
        if paper.is_retracted and (key in known.listed or known.citing(key) & known.listed)
    }  # fmt: skip
    assert {row["id"] for row in ask(store, "retracted")} == retracted


@over_random_graphs
def test_people(store: Store, records: list[r.Record], data: st.DataObject) -> None:
    fill(store, records)
    known = Reference(records)
    papers = {key: {p for a, p in known.signed if a == key} for key in PEOPLE}
    listed = {key: papers[key] & known.listed for key in PEOPLE}
    rows = ask(store, "authors")
    assert {row["id"]: row["papers"] for row in rows} == {
        key: sorted(found) for key, found in listed.items() if found
    }
    author = data.draw(st.sampled_from(PEOPLE))
    rows = ask(store, "co-authors", author=author)
    assert {row["id"]: row["papers"] for row in rows} == {
        key: sorted(papers[key] & papers[author])
        for key in PEOPLE
        if key != author and papers[key] & papers[author]
    }
    first, second = ["A0"], ["A1", "A2"]
    by = {side: set().union(*(papers[key] for key in group))
          for side, group in (("with_first", first), ("with_second", second))}  # fmt: skip
    rows = ask(store, "connectors", first=first, second=second)
    assert {(row["id"], row["with_first"], row["with_second"]) for row in rows} == {
        (key, len(papers[key] & by["with_first"]), len(papers[key] & by["with_second"]))
        for key in ("A3", "A4")
        if papers[key] & by["with_first"] and papers[key] & by["with_second"]
    }
