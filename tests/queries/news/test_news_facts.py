"""Facts of a graph: read alike from both stores, remembered, compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from citeloom.graph.records import (
    Cites,
    Dataset,
    HasCode,
    HasDataset,
    HasModel,
    Model,
    Paper,
    PublishedIn,
    Repository,
    Venue,
)
from citeloom.queries.news.compare_facts import compare_facts
from citeloom.queries.news.read_facts import read_facts
from citeloom.queries.news.remembered_facts import (
    Facts,
    LinkFact,
    PaperFacts,
    RepositoryFacts,
    VenueFact,
)
from tests.queries.stores import embedded, fill, server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from citeloom.graph.stores.store import Store

RECORDS = (
    Paper(id="W1001", title="Ours", year=2024, doi="10.1/a", arxiv_id="2401.1", listed=True,
          openalex_id="W1001", match="id", match_evidence="by id", aliases=("title:x",)),
    Paper(id="W1002", title="Theirs", openalex_id="W1002", is_retracted=True, date="2025-01-01"),
    Paper(id="title:y", title="Nobody knows", listed=True, match="none"),
    Cites(start="W1002", end="W1001"),
    Cites(start="W1001", end="W1002"),
    Venue(id="S1", name="A Journal", category="journal"),
    PublishedIn(start="W1001", end="S1"),
    Repository(id="github.com/a/b", url="https://github.com/A/b", status="ok", archived=False),
    HasCode(start="W1001", end="github.com/a/b", relation="own", evidence="e", source="hub"),
    Model(id="m/1"), Model(id="m/2"), Dataset(id="d/1"),
    HasModel(start="W1001", end="m/2", evidence="card", source="hub"),
    HasModel(start="W1001", end="m/1", evidence="card", source="hub"),
    HasDataset(start="W1001", end="d/1"),
)  # fmt: skip
FACTS = Facts(
    papers={
        "W1001": PaperFacts(
            title="Ours", year=2024, doi="10.1/a", arxiv_id="2401.1", openalex_id="W1001",
            aliases=("title:x",), listed=True, match="id", evidence="by id",
            venues=(VenueFact("S1", "A Journal", "journal"),),
            code=(LinkFact("github.com/a/b", "e", "hub", "own"),),
            models=(LinkFact("m/1", "card", "hub"), LinkFact("m/2", "card", "hub")),
            datasets=(LinkFact("d/1", None, None),),
        ),
        "W1002": PaperFacts(
            title="Theirs", openalex_id="W1002", retracted=True, date="2025-01-01"
        ),
        "title:y": PaperFacts(title="Nobody knows", listed=True, match="none"),
    },
    repositories={
        "github.com/a/b": RepositoryFacts(
            url="https://github.com/A/b", status="ok", archived=False
        ),
    },
    citing={"W1001": ("W1002",)},
    cited={"W1002": 1},
)  # fmt: skip


@pytest.fixture(params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "embedded":
        with embedded(tmp_path) as opened:
            yield opened
    else:
        with server(request.getfixturevalue("neo4j_address"), strict=False) as opened:
            yield opened


def test_both_stores_tell_the_same(store: Store) -> None:
    fill(store, RECORDS)
    assert read_facts(store) == FACTS


def test_an_empty_graph_has_no_facts(store: Store) -> None:
    fill(store, ())
    assert read_facts(store) == Facts()


def test_what_is_remembered_is_read_again() -> None:
    again = Facts.model_validate(FACTS.as_json())
    assert (again.papers, again.repositories, again.citing) == (
        FACTS.papers, FACTS.repositories, FACTS.citing,
    )  # fmt: skip


def test_what_joins_is_remembered_as_it_came_and_what_is_known_stays() -> None:
    later = Facts(
        papers={
            "W1001": PaperFacts(title="Renamed", listed=True),
            "title:x": PaperFacts(title="An old name of W1001"),
            "W7": PaperFacts(title="New", listed=True),
        },
        citing={"W1001": ("W1002", "W3"), "W7": ("W1002",)},
    )
    joined = FACTS.add_unknown(later)
    assert joined.papers == {**FACTS.papers, "W7": PaperFacts(title="New", listed=True)}
    assert joined.citing == {"W1001": ("W1002",), "W7": ("W1002",)}


def make_paper(**details: Any) -> PaperFacts:
    usual: dict[str, Any] = {
        "title": "On graphs", "year": 2024, "arxiv_id": "2401.1", "doi": "10.48550/arxiv.2401.1",
        "openalex_id": "W1001", "listed": True, "match": "id",
        "venues": (VenueFact("S1", "arXiv", "repository"),),
    }  # fmt: skip
    return PaperFacts(**(usual | details))


JOURNAL = VenueFact("S2", "A Journal", "journal")
CODE, MODEL = LinkFact("github.com/a/b", "e", "hub", "own"), LinkFact("m/1", "card", "hub")
UNFOUND = {"openalex_id": None, "match": "none"}
ROWS: dict[str, tuple[dict[str, Any], dict[str, Any], list[str]]] = {
    "nothing": ({}, {}, []),
    "capitals and punctuation": ({}, {"title": "On Graphs."}, []),
    "another title": ({}, {"title": "On trees"}, ["changed"]),
    "a title that was not known": ({"title": None}, {}, []),
    "another year": ({}, {"year": 2025}, ["changed"]),
    "a year that was not known": ({"year": None}, {}, []),
    "retracted": ({}, {"retracted": True}, ["retracted"]),
    "retracted by mistake": ({"retracted": True}, {}, ["changed"]),
    "published": ({}, {"venues": (JOURNAL,), "doi": "10.1/x"}, ["published"]),
    "published, the old venue stays": (
        {}, {"venues": (VenueFact("S1", "arXiv", "repository"), JOURNAL)}, ["published"],
    ),
    "another copy on a server": (
        {"venues": ()}, {"venues": (VenueFact("S1", "arXiv", "repository"),)}, [],
    ),
    "a venue under another id": (
        {"venues": (JOURNAL,)}, {"venues": (VenueFact("S3", "A  journal", "journal"),)}, [],
    ),
    "another venue": (
        {"venues": (JOURNAL,)}, {"venues": (VenueFact("S3", "Another", "journal"),)}, ["changed"],
    ),
    "a DOI of arXiv's own": ({"doi": None}, {}, []),
    "code": ({}, {"code": (CODE,)}, ["code"]),
    "code that is only mentioned": ({}, {"code": (CODE._replace(relation="mentioned"),)}, []),
    "code that went": ({"code": (CODE,)}, {}, []),
    "a model": ({}, {"models": (MODEL,)}, ["model"]),
    "a model of a paper that is not listed": (
        {"listed": False}, {"listed": False, "models": (MODEL,)}, [],
    ),
    "a dataset": ({}, {"datasets": (MODEL,)}, ["dataset"]),
    "found": (UNFOUND, {"models": (MODEL,)}, ["found"]),
    "found on the Hub only": (UNFOUND, {"openalex_id": None}, ["found"]),
    "in OpenAlex at last": ({"openalex_id": None}, {}, ["found"]),
    "lost again": ({}, UNFOUND, []),
    "found, and retracted": (UNFOUND, {"retracted": True}, ["retracted", "found"]),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_what_of_a_paper_is_news(name: str) -> None:
    before, after, kinds = ROWS[name]
    found = compare_facts(
        Facts(papers={"P": make_paper(**before)}), Facts(papers={"P": make_paper(**after)}), {}
    )
    assert [each.kind for each in found] == kinds


def test_a_paper_is_known_again_under_its_new_id() -> None:
    before = Facts(papers={"title:x": PaperFacts(title="On graphs", listed=True, match="none")})
    after = Facts(papers={"W1001": make_paper(aliases=("title:x",))})
    (item,) = compare_facts(before, after, {})
    assert (item.kind, item.subject) == ("found", "W1001")


STATES: dict[str, tuple[dict[str, Any], dict[str, Any], list[str]]] = {
    "gone": ({}, {"status": "gone", "archived": None}, ["gone"]),
    "not asked": ({}, {"status": "unknown", "archived": None}, []),
    "gone, and nobody knew": ({"status": "unknown"}, {"status": "gone"}, []),
    "archived": ({}, {"archived": True}, ["archived"]),
    "archived, and nobody knew": ({"archived": None, "status": "unknown"}, {"archived": True}, []),
    "opened again": ({"archived": True}, {}, ["back"]),
    "back": ({"status": "gone"}, {}, ["back"]),
    "moved": ({}, {"status": "moved", "aliases": ("github.com/old/b",)}, ["moved"]),
    "moved before": (
        {"status": "moved", "aliases": ("github.com/old/b",)},
        {"status": "moved", "aliases": ("github.com/old/b",)}, [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STATES)
def test_what_of_a_repository_is_news(name: str) -> None:
    usual = {"url": "https://github.com/a/b", "status": "ok", "archived": False}
    before, after, kinds = STATES[name]
    papers = {"P": make_paper(code=(CODE,))}
    found = compare_facts(
        Facts(papers=papers, repositories={CODE.id: RepositoryFacts(**(usual | before))}),
        Facts(papers=papers, repositories={CODE.id: RepositoryFacts(**(usual | after))}),
        {},
    )
    assert [each.kind for each in found] == kinds


def test_only_works_that_have_begun_to_cite_are_news_not_what_growing_brings() -> None:
    papers = {"W1001": make_paper()}
    others = {key: PaperFacts(title=key, openalex_id=key) for key in ("W2001", "W2002", "W2003")}
    before = Facts(papers=papers, citing={"W1001": ("W2003",)})
    after = Facts(papers={**papers, **others}, citing={"W1001": ("W2001", "W2002", "W2003")})
    found = compare_facts(before, after, {"W1001": ("W2001", "W2003")})
    assert [(each.kind, each.subject) for each in found] == [("citing", "W2001")]
