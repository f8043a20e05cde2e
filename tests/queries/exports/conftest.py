from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from citeloom.graph import schema
from citeloom.graph.stores.open_store import open_store
from citeloom.queries.exports import stream_graph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from citeloom.graph.stores.store import Store

AWKWARD = "Quoted \"text\", <b>&amp;</b>; =1+1 'x' 王\nsecond line"
NODES: dict[str, list[dict[str, Any]]] = {
    "Paper": [
        {
            "id": "W1", "title": "Attention Is All You Need", "year": 2017, "date": "2017-06-12",
            "arxiv_id": "1706.03762", "arxiv_class": "cs.CL", "openalex_id": "W1",
            "authors_truncated": True, "cited_by_count": 100_000, "aliases": ["W7", "a;b"],
            "fwci": 1.5, "listed": True, "abstract": AWKWARD,
        },
        {"id": "W2", "title": AWKWARD, "year": 2019, "is_retracted": True, "cited_by_count": 5},
        {"id": "arxiv:2401.00001", "listed": False},
    ],
    "Author": [
        {"id": "A1", "name": "Noam Shazeer"},
        {"id": "A2", "name": "Ashish Vaswani", "orcid": "0000-0001-2345-6789"},
        {"id": "A3"},
    ],
    "Venue": [
        {"id": "S1", "name": "arXiv (Cornell University)", "category": "repository"},
        {"id": "S2", "name": "Neural Information Processing Systems", "category": "conference"},
    ],
    "Topic": [{"id": "W1", "name": "A topic whose id is also a paper's"}],
    "Repository": [
        {"id": "github.com/a/b", "url": "https://github.com/a/b", "stars": 7, "archived": False},
        {"id": "github.com/c/d", "url": "https://github.com/c/d"},
    ],
    "Model": [{"id": "t5/base", "url": "https://huggingface.co/t5/base"}],
    "Graph": [{"id": "citeloom", "version": 3, "sample": True}],
}  # fmt: skip
RELATIONSHIPS: dict[str, list[tuple[str, str, dict[str, Any]]]] = {
    "CITES": [("W2", "W1", {"source": "openalex"}), ("W1", "W2", {}), ("W1", "W1", {})],
    "AUTHORED": [
        ("A1", "W1", {"position": 1}),
        ("A2", "W1", {"position": 0, "institutions": ["I1", "I2"]}),
        ("A3", "W1", {"position": 2}),
    ],
    "PUBLISHED_IN": [("W1", "S1", {}), ("W1", "S2", {})],
    "HAS_TOPIC": [("W1", "W1", {"score": 0.25})],
    "HAS_CODE": [
        ("W1", "github.com/a/b", {"relation": "candidate", "source": "hub", "confidence": 0.5}),
        ("W1", "github.com/c/d", {"relation": "own", "evidence": AWKWARD}),
    ],
    "HAS_MODEL": [("W1", "t5/base", {"source": "hub", "evidence": "the card mentions it"})],
}
COUNTS = {kind: len(rows) for kind, rows in (NODES | RELATIONSHIPS).items()}


def fill(store: Store) -> None:
    """Write a small graph that has every awkward thing once."""
    for label, nodes in NODES.items():
        store.write_rows(
            f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) "
            "ON CREATE SET n.title = null SET n += row.props",
            [{"id": node["id"], "props": node} for node in nodes],
        )
    for kind, rows in RELATIONSHIPS.items():
        ends = schema.RELATIONSHIP_TYPE[kind]
        store.write_rows(
            f"UNWIND $rows AS row MATCH (a:{ends.start} {{id: row.a}}) "
            f"MATCH (b:{ends.end} {{id: row.b}}) MERGE (a)-[r:{kind}]->(b) SET r += row.props",
            [{"a": start, "b": end, "props": props} for start, end, props in rows],
        )


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("graph") / "graph"
    with open_store(str(path), mode="write") as store:
        fill(store)
        yield store


@pytest.fixture(params=[1, 2, stream_graph.PAGE], ids="page{}".format)
def page(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Small pages, so that a few nodes already make several."""
    monkeypatch.setattr(stream_graph, "PAGE", request.param)
    return int(request.param)
