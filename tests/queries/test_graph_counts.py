"""What is counted of a graph is what was put into it, in both stores."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from citeloom.graph import records as r
from citeloom.graph import schema
from citeloom.queries.catalogue import find_query
from citeloom.queries.graph_counts import Contents, Coverage, count_contents, count_coverage
from citeloom.queries.tabular import write_json
from tests.queries.example_graph import example_records
from tests.queries.stores import embedded, fill

if TYPE_CHECKING:
    from pathlib import Path

    from citeloom.graph.stores.store import Store

LISTED = ("W1", "W2", "W3", "W4", "W5")
RECORDS: list[r.Record] = [
    r.Paper(id="W1", listed=True, match="exact"),
    r.Paper(id="W2", listed=True, match="id"),
    r.Paper(id="W3", listed=True, match="fuzzy", references_source="openalex"),
    r.Paper(id="W4", listed=True, match="ambiguous"),
    r.Paper(id="W5", listed=True),
    r.Paper(id="W6", match="exact"),
    r.Author(id="A1"), r.Topic(id="T1"), r.Model(id="a/m"), r.Space(id="a/s"),
    *(r.Repository(id=f"github.com/a/{name}", url=f"https://github.com/a/{name}", name=name,
                   owner="a", host="github.com") for name in ("own", "guess")),
    r.Cites(start="W1", end="W6"), r.Cites(start="W6", end="W2"), r.Cites(start="W2", end="W1"),
    r.Authored(start="A1", end="W1"), r.Authored(start="A1", end="W6"),
    r.HasTopic(start="W2", end="T1"), r.HasTopic(start="W3", end="T1"),
    r.HasTopic(start="W4", end="T1"),
    r.HasCode(start="W1", end="github.com/a/guess", relation="candidate"),
    r.HasCode(start="W2", end="github.com/a/own", relation="own"),
    r.HasModel(start="W3", end="a/m"), r.HasSpace(start="W3", end="a/s"),
    r.HasSpace(start="W4", end="a/s"), r.HasModel(start="W6", end="a/m"),
]  # fmt: skip


def test_listed_papers_are_counted_by_what_is_known_of_them(tmp_path: Path) -> None:
    with embedded(tmp_path) as store:
        fill(store, RECORDS)
        found = count_coverage(store)
    assert found == Coverage(
        listed=5,
        found=3,
        ambiguous=1,
        not_found=0,
        with_references=2,  # W3 has a list of which nothing is in the graph
        with_authors=1,
        with_topics=3,
        with_own_code=1,  # W1 has a candidate that nobody confirmed
        with_artefacts=2,
    )
    assert found.without_references == 3


def test_an_empty_graph_has_nothing_of_anything(tmp_path: Path) -> None:
    with embedded(tmp_path) as store:
        assert count_contents(store) == Contents({}, {}, 0)
        assert count_coverage(store) == Coverage(0, 0, 0, 0, 0, 0, 0, 0, 0)


def test_nodes_and_relationships_are_counted_in_the_order_of_the_schema(either: Store) -> None:
    records = list(example_records())
    nodes = Counter(type(each).__name__ for each in records if isinstance(each, r.NodeRecord))
    kinds = Counter(each.kind for each in records if isinstance(each, r.RelationshipRecord))
    found = count_contents(either)
    assert found.nodes == dict(nodes)
    assert found.relationships == dict(kinds)
    grown = [each for each in records if isinstance(each, r.Paper) and each.reason]
    assert found.grown == len(grown) > 0
    assert list(found.nodes) == [each.label for each in schema.NODE_TYPES if nodes[each.label]]


def test_the_query_of_contents_names_everything_that_the_schema_has() -> None:
    statement = find_query("contents").statement
    for node in schema.NODE_TYPES:
        assert (f"name: '{node.label}'" in statement) == (node is not schema.GRAPH)
    for relationship in schema.RELATIONSHIP_TYPES:
        assert f"name: '{relationship.kind}'" in statement


def test_both_stores_tell_the_same_of_the_listing(example: Store, neo4j_example: Store) -> None:
    assert count_coverage(example) == count_coverage(neo4j_example)
    assert count_coverage(example).listed == 46
    query = find_query("coverage")
    values = {"limit": 100}
    assert write_json(example.read(query.statement, values)) == write_json(
        neo4j_example.read(query.statement, values)
    )
