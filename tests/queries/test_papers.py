"""Papers are read in parts, in batches, alike from both stores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from citeloom.graph import records as r
from citeloom.queries.known_paper import (
    KnownPaper,
    PaperAuthor,
    PaperLink,
    PaperTopic,
    PaperVenue,
)
from citeloom.queries.papers import BATCH, find_known_papers, read_papers, read_part
from tests.queries.stores import embedded, fill, server

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citeloom.graph.stores.store import Store
    from citeloom.queries.papers import Part
    from tests.neo4j_server import Neo4jAddress

RECORDS: list[r.Record] = [
    r.Paper(id="W1", title="One", year=2020, listed=True, aliases=("W9",)),
    r.Paper(id="W2", title="Two"),
    r.Paper(id="W3", is_retracted=True, fetched_at="2026-11-24", references_source="s2"),
    *(r.Author(id=f"A{number}", name=f"Author {number}") for number in range(7)),
    r.Author(id="A9"),
    *(r.Authored(start=f"A{6 - number}", end="W1", position=number) for number in range(6)),
    r.Authored(start="A9", end="W1", position=6, corresponding=True, institutions=("I1", "I2")),
    r.Authored(start="A0", end="W1"),
    r.Authored(start="A1", end="W2", position=0),
    r.Venue(id="S1", name="A server", category="repository"),
    r.Venue(id="S2", name="A journal", category="journal"),
    r.PublishedIn(start="W1", end="S1"), r.PublishedIn(start="W1", end="S2"),
    r.PublishedIn(start="W2", end="S1"),
    *(r.Topic(id=f"T{number}", name=f"Topic {number}") for number in range(3)),
    r.HasTopic(start="W1", end="T0"), r.HasTopic(start="W1", end="T1", score=0.5),
    r.HasTopic(start="W1", end="T2", score=0.9), r.HasTopic(start="W2", end="T2", score=0.1),
    *(r.Repository(id=f"github.com/a/{name}", url=f"https://github.com/a/{name}", name=name,
                   owner="a", host="github.com") for name in ("own", "named", "guess")),
    r.HasCode(start="W1", end="github.com/a/own", relation="own", confidence=0.9),
    r.HasCode(start="W1", end="github.com/a/guess", relation="candidate"),
    r.HasCode(start="W2", end="github.com/a/guess", relation="candidate"),
    r.HasCode(start="W2", end="github.com/a/named", relation="mentioned"),
    r.Model(id="a/m", url="https://huggingface.co/a/m", likes=3),
    r.HasModel(start="W2", end="a/m", source="hub"),
    r.Cites(start="W1", end="W2"), r.Cites(start="W3", end="W2"), r.Cites(start="W2", end="W1"),
]  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with embedded(tmp_path_factory.mktemp("papers")) as store:
        fill(store, RECORDS)
        yield store


@pytest.fixture(scope="module")
def neo4j(neo4j_address: Neo4jAddress) -> Iterator[Store]:
    with server(neo4j_address) as store:
        fill(store, RECORDS)
        yield store


@pytest.fixture(scope="module", params=["file", "neo4j"])
def store(request: pytest.FixtureRequest) -> Store:
    found: Store = request.getfixturevalue(request.param)
    return found


class Counted:
    """A store that notes what it is asked."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.asked: list[tuple[str, int]] = []

    def read(
        self, statement: str, parameters: Mapping[str, Any], *, timeout: float | None = None
    ) -> Any:
        self.asked.append((statement, len(parameters["ids"])))
        return self.store.read(statement, parameters, timeout=timeout)


def test_a_paper_without_parts_is_its_id(store: Store) -> None:
    assert read_papers(store, ["W2"]) == {"W2": KnownPaper("W2")}


def test_properties_that_are_asked_for_and_known_are_read(store: Store) -> None:
    fields = ("title", "year", "listed", "match", "aliases")
    found = read_papers(store, ["W1", "W3"], fields=fields)
    assert found["W1"].properties["title"] == "One"
    assert set(found["W1"].properties) == {"title", "year", "listed", "aliases"}
    assert found["W3"].properties == {}


@pytest.mark.parametrize(
    ("part", "attribute", "value"),
    [
        ("authors", "author_names", tuple(f"Author {number}" for number in (6, 5, 4, 3, 2, 1, 0))),
        ("first authors", "author_names", tuple(f"Author {number}" for number in (6, 5, 4, 3))),
        ("venues", "venues", (PaperVenue("S1", "A server", "repository"),
                              PaperVenue("S2", "A journal", "journal"))),
        ("venues", "venue", PaperVenue("S2", "A journal", "journal")),
        ("topics", "topics", (PaperTopic("T2", "Topic 2", 0.9), PaperTopic("T1", "Topic 1", 0.5),
                              PaperTopic("T0", "Topic 0"))),
        ("citations", "citations", 1),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_each_part_is_read_in_its_order(
    store: Store, part: Part, attribute: str, value: object
) -> None:
    assert getattr(read_papers(store, ["W1"], parts=[part])["W1"], attribute) == value


def test_authors_come_with_what_the_paper_says_of_them(store: Store) -> None:
    *_, corresponding, without_place = read_papers(store, ["W1"], parts=["authors"])["W1"].authors
    assert corresponding == PaperAuthor(
        "A9", position=6, corresponding=True, institutions=("I1", "I2")
    )
    assert without_place == PaperAuthor("A0", "Author 0")


def test_links_come_by_kind_with_their_evidence(store: Store) -> None:
    assert read_papers(store, ["W2"], parts=["links"])["W2"].links == (
        PaperLink("HAS_CODE", "github.com/a/guess", "https://github.com/a/guess", "candidate"),
        PaperLink("HAS_CODE", "github.com/a/named", "https://github.com/a/named", "mentioned"),
        PaperLink("HAS_MODEL", "a/m", "https://huggingface.co/a/m", source="hub", likes=3),
    )


def test_the_only_venue_is_named_even_if_it_is_a_server_of_preprints(store: Store) -> None:
    venue = read_papers(store, ["W2"], parts=["venues"])["W2"].venue
    assert venue == PaperVenue("S1", "A server", "repository")


@pytest.mark.parametrize("batch", [1, 2, BATCH])
def test_papers_come_in_the_order_of_the_ids_each_once(
    store: Store, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr("citeloom.queries.papers.BATCH", batch)
    ids = ["W3", "absent", "W1", "W3", "W2"]
    found = read_papers(store, ids, fields=["title"], parts=["authors", "citations"])
    assert list(found) == ["W3", "W1", "W2"]
    assert [len(paper.authors) for paper in found.values()] == [0, 8, 1]
    assert [paper.citations for paper in found.values()] == [0, 1, 2]
    assert find_known_papers(store, ids) == ["W3", "W1", "W2"]


def test_a_part_that_nobody_asks_for_costs_nothing(
    file: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citeloom.queries.papers.BATCH", 2)
    counted = Counted(file)
    read_papers(counted, ["W1", "W2", "W3"], fields=["title"])  # type: ignore[arg-type]  # only reads
    assert [size for _, size in counted.asked] == [2, 1]
    counted.asked.clear()
    read_papers(counted, ["W1", "W2", "W3"], parts=["topics", "links"])  # type: ignore[arg-type]  # as above
    assert len(counted.asked) == 6
    assert not any("AUTHORED" in statement for statement, _ in counted.asked)
    counted.asked.clear()
    assert read_papers(counted, []) == {}  # type: ignore[arg-type]  # as above
    assert counted.asked == []


def test_rows_have_the_fields_that_are_asked_for(store: Store) -> None:
    rows = read_part(store, "topics", ["W1", "W2"], fields=("name", "id"))
    assert sorted(rows) == [
        ("W1", "Topic 0", "T0"), ("W1", "Topic 1", "T1"), ("W1", "Topic 2", "T2"),
        ("W2", "Topic 2", "T2"),
    ]  # fmt: skip
