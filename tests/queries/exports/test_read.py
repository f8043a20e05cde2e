from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.graph.errors import PaperNotFound
from citeloom.graph.stores.values import Table
from citeloom.queries.exports.read_references import find_paper_ids, read_references
from citeloom.queries.exports.reference import Link, Reference
from citeloom.queries.exports.reference_formats import FORMATS
from docs.generate.example_exports import make_examples
from tests.queries.exports.conftest import AWKWARD

if TYPE_CHECKING:
    from pathlib import Path

    from citeloom.graph.stores.store import Store


def test_a_paper_is_read_with_all_that_a_bibliography_needs(store: Store) -> None:
    assert read_references(store, ["W1"]) == [
        Reference(
            paper_id="W1",
            title="Attention Is All You Need",
            authors=("Ashish Vaswani", "Noam Shazeer"),
            authors_truncated=True,
            year=2017,
            date="2017-06-12",
            venue="Neural Information Processing Systems",
            venue_category="conference",
            arxiv_id="1706.03762",
            arxiv_class="cs.CL",
            openalex_id="W1",
            cited_by_count=100_000,
            abstract=AWKWARD,
            links=(
                Link(
                    kind="code", name="github.com/c/d", url="https://github.com/c/d",
                    relation="own", evidence=AWKWARD,
                ),
                Link(
                    kind="code", name="github.com/a/b", url="https://github.com/a/b",
                    relation="candidate", source="hub",
                ),
                Link(
                    kind="model", name="t5/base", url="https://huggingface.co/t5/base",
                    source="hub", evidence="the card mentions it",
                ),
            ),
        )
    ]  # fmt: skip


@pytest.mark.parametrize("batch", [1, 2, 1000])
def test_the_order_of_the_ids_is_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr("citeloom.queries.papers.BATCH", batch)
    ids = ["W2", "arxiv:2401.00001", "W1", "W2"]
    assert [reference.paper_id for reference in read_references(store, ids)] == ids


def test_what_is_unknown_is_absent(store: Store) -> None:
    assert read_references(store, ["arxiv:2401.00001"]) == [Reference(paper_id="arxiv:2401.00001")]


def test_a_paper_that_the_graph_lacks_is_named(store: Store) -> None:
    with pytest.raises(PaperNotFound, match="no paper W404"):
        read_references(store, ["W1", "W404"])


def test_no_paper_is_no_reference(store: Store) -> None:
    assert read_references(store, []) == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("MATCH (p:Paper) RETURN p ORDER BY p.id", ["W1", "W2", "arxiv:2401.00001"]),
        ("MATCH (p:Paper) RETURN p.id AS id, p.year AS year ORDER BY id DESC LIMIT 2",
         ["arxiv:2401.00001", "W2"]),
        ("MATCH (p:Paper) RETURN collect(p.id) AS papers, 1 AS n",
         ["W1", "W2", "arxiv:2401.00001"]),
        ("MATCH path = (:Paper {id: 'W2'})-[:CITES]->(:Paper) RETURN path", ["W2", "W1"]),
        ("MATCH (a:Author) RETURN a, a.id AS id", []),
        ("MATCH (p:Paper) RETURN p.title AS title", []),
    ],
)  # fmt: skip
def test_the_papers_of_an_answer_are_found(store: Store, statement: str, found: list[str]) -> None:
    ids = find_paper_ids(store, store.read(statement))
    assert sorted(ids) == sorted(found)
    if "ORDER BY" in statement:
        assert ids == found


def test_an_empty_answer_has_no_papers(store: Store) -> None:
    assert find_paper_ids(store, Table(("id",), ())) == []


def test_the_examples_are_made_from_a_graph_and_made_again_the_same(
    store: Store, tmp_path: Path
) -> None:
    files = make_examples(store, tmp_path)
    first = {path.name: path.read_bytes() for path in files}
    assert len(first) == len(FORMATS) + 1
    assert {path.name: path.read_bytes() for path in make_examples(store, tmp_path)} == first
