"""Loading: counts, idempotence, merging, missing ends; the same on every store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from citeloom.graph import records as r
from citeloom.graph.loading.load import load
from citeloom.graph.schema import SCHEMA_VERSION
from tests.graph_dump import dump

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citeloom.graph.loading.load import LoadReport
    from citeloom.graph.stores.store import Store

NOON = "2026-11-24T12:00:00Z"
LATER = "2026-11-25T12:00:00Z"


def loaded(store: Store, *records: r.NodeRecord | r.RelationshipRecord) -> LoadReport:
    return load(store, records, loaded_at=NOON)


def papers(store: Store) -> dict[str, dict[str, Any]]:
    found = dump(store).nodes
    return {node: properties for (label, node), properties in found.items() if label == "Paper"}


def kinds(store: Store) -> list[tuple[str, str, str]]:
    return list(dump(store).relationships)


GRAPH: tuple[r.NodeRecord | r.RelationshipRecord, ...] = (
    r.Cites(start="W1", end="W2", source="openalex"),
    r.Paper(id="W1", openalex_id="W1", title="One", year=2020, listed=True, listings=("a.txt",)),
    r.Paper(id="W2", openalex_id="W2", title="Two", year=2019, fwci=1.5, fetched_at=NOON),
    r.Author(id="A1", name="Ada"),
    r.Institution(id="I1", name="Institute", country="DE"),
    r.Authored(start="A1", end="W1", position=0, corresponding=True, institutions=("I1",)),
    r.Authored(start="A1", end="W2", position=3, institutions=("I1", "I9")),
    r.Venue(id="S1", name="Journal"),
    r.PublishedIn(start="W1", end="S1"),
    r.Topic(id="T1", name="Topic"),
    r.HasTopic(start="W1", end="T1", score=0.75),
    r.Repository(id="github.com/a/b", name="b", owner="A", host="github.com", stars=1),
    r.HasCode(start="W1", end="github.com/a/b", relation="own", evidence="Code at …"),
    r.Model(id="a/m", likes=2),
    r.HasModel(start="W1", end="a/m", source="hub"),
    r.WebPage(id="https://x.org/", url="https://x.org", category="project"),
    r.LinksTo(start="W1", end="https://x.org/", source="abstract"),
)


def test_everything_that_was_given_is_in_the_graph(store: Store) -> None:
    report = loaded(store, *GRAPH)

    found = dump(store)
    assert report.mismatches == ()
    assert report.version == 1
    assert found.nodes["Paper", "W1"] == {
        "id": "W1", "listed": True, "listings": ["a.txt"], "openalex_id": "W1", "title": "One",
        "year": 2020,
    }  # fmt: skip
    assert found.nodes["Model", "a/m"] == {"id": "a/m", "likes": 2}
    assert found.nodes["Graph", "citeloom"] == {
        "id": "citeloom", "listings": ["a.txt"], "sample": False, "schema_version": SCHEMA_VERSION,
    }  # fmt: skip
    assert found.relationships == {
        ("AFFILIATED_WITH", "A1", "I1"): ({"papers": 2},),
        ("AUTHORED", "A1", "W1"): ({"corresponding": True, "institutions": ["I1"], "position": 0},),
        ("AUTHORED", "A1", "W2"): ({"institutions": ["I1", "I9"], "position": 3},),
        ("CITES", "W1", "W2"): ({"source": "openalex"},),
        ("HAS_CODE", "W1", "github.com/a/b"): ({"evidence": "Code at …", "relation": "own"},),
        ("HAS_MODEL", "W1", "a/m"): ({"source": "hub"},),
        ("HAS_TOPIC", "W1", "T1"): ({"score": 0.75},),
        ("LINKS_TO", "W1", "https://x.org/"): ({"source": "abstract"},),
        ("PUBLISHED_IN", "W1", "S1"): ({},),
    }


def test_loading_the_same_again_changes_nothing_at_all(store: Store) -> None:
    loaded(store, *GRAPH)
    first = dump(store, bookkeeping=True)

    report = load(store, reversed(GRAPH), loaded_at=LATER)

    assert dump(store, bookkeeping=True) == first
    assert not report.changed
    assert store.info().graph_version == 1


def test_the_version_grows_with_a_load_that_changes_something(store: Store) -> None:
    loaded(store, *GRAPH)
    load(store, [r.Paper(id="W1", cited_by_count=5)], loaded_at=LATER)

    node = dump(store, bookkeeping=True).nodes["Graph", "citeloom"]
    assert (node["version"], node["loaded_at"]) == (2, LATER)


def test_sample_data_marks_the_graph(store: Store) -> None:
    load(store, GRAPH, loaded_at=NOON, sample=True)
    assert store.info().sample


def test_an_empty_stream_leaves_an_empty_graph(store: Store) -> None:
    report = loaded(store)
    assert (report.changed, report.version, dump(store).nodes) == (False, 0, {})


def test_a_relationship_without_its_end_is_counted_and_left_out(store: Store) -> None:
    report = loaded(
        store, r.Paper(id="W1"), r.Cites(start="W1", end="W404"), r.Cites(start="W1", end="W1")
    )
    assert kinds(store) == [("CITES", "W1", "W1")], "a paper that cites itself is kept"
    assert report.relationships["CITES"].missing == 1
    assert report.mismatches == ("1 CITES name a node that is neither loaded nor there",)


def test_an_end_may_be_in_the_store_already(store: Store) -> None:
    loaded(store, r.Paper(id="W2", openalex_id="W2"), r.Venue(id="S1"))
    report = loaded(
        store,
        r.Paper(id="W1"),
        r.Cites(start="W1", end="W2"),
        r.PublishedIn(start="W1", end="S1"),
    )
    assert report.mismatches == ()
    assert kinds(store) == [("CITES", "W1", "W2"), ("PUBLISHED_IN", "W1", "S1")]


def test_cycles_are_loaded_as_they_are(store: Store) -> None:
    loop = [r.Cites(start=f"W{i}", end=f"W{(i + 1) % 3}") for i in range(3)]
    loaded(store, *(r.Paper(id=f"W{i}") for i in range(3)), *loop)
    assert kinds(store) == [("CITES", "W0", "W1"), ("CITES", "W1", "W2"), ("CITES", "W2", "W0")]


def test_what_is_unknown_never_overwrites(store: Store) -> None:
    loaded(store, r.Paper(id="W1", title="One", year=2020, fetched_at=NOON))
    loaded(store, r.Paper(id="W1", abstract="Text", fetched_at=LATER))
    assert papers(store)["W1"] == {
        "id": "W1", "title": "One", "year": 2020, "abstract": "Text", "fetched_at": LATER,
        "older": [f"title {NOON}", f"year {NOON}"],
    }  # fmt: skip


def test_the_later_fetch_wins_whichever_is_loaded_first(store: Store) -> None:
    loaded(store, r.Paper(id="W1", cited_by_count=7, fetched_at=LATER))
    loaded(store, r.Paper(id="W1", cited_by_count=9, fetched_at=NOON))
    assert papers(store)["W1"]["cited_by_count"] == 7


def test_listings_are_united_and_listed_stays(store: Store) -> None:
    loaded(store, r.Paper(id="W1", listed=True, listings=("b",)))
    loaded(store, r.Paper(id="W1", listed=False, listings=("a",)), r.Paper(id="W1"))
    assert papers(store)["W1"] == {"id": "W1", "listed": True, "listings": ["a", "b"]}


def test_affiliations_follow_what_the_papers_say(store: Store) -> None:
    base = (r.Author(id="A1"), r.Paper(id="W1"), r.Paper(id="W2"))
    loaded(store, *base, r.Authored(start="A1", end="W1", institutions=("I1",)))
    assert kinds(store) == [("AUTHORED", "A1", "W1")], "there is no institution yet"

    loaded(store, r.Institution(id="I1"))
    assert ("AFFILIATED_WITH", "A1", "I1") in kinds(store), "the institution came later"

    loaded(store, r.Authored(start="A1", end="W2", institutions=("I1", "I1")))
    assert dump(store).relationships["AFFILIATED_WITH", "A1", "I1"] == ({"papers": 2},)


def test_more_rows_than_a_batch_are_all_loaded(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citeloom.graph.loading.write_rows.ROWS", 7)
    monkeypatch.setattr("citeloom.graph.loading.unify.BATCH", 7)
    count = 50
    records: list[r.NodeRecord | r.RelationshipRecord] = [
        *(r.Paper(id=f"W{i}", doi=f"10.1/{i}") for i in range(count)),
        *(r.Cites(start=f"W{i}", end=f"W{i * 7 % count}") for i in range(count)),
    ]
    report = load(store, records, loaded_at=NOON)
    again = load(store, records, loaded_at=NOON)
    assert (report.nodes["Paper"].created, report.relationships["CITES"].created) == (50, 50)
    assert not again.changed


def test_a_long_abstract_is_kept_whole(store: Store) -> None:
    text = "Weaving a loom. " * 65_536
    loaded(store, *(r.Paper(id=f"W{i}", abstract=text) for i in range(10)))
    assert {len(each["abstract"]) for each in papers(store).values()} == {len(text)}


@pytest.mark.parametrize(
    "text",
    ["`)-[x]->", "'; MATCH (n) DETACH DELETE n //", "{a: $b}", "é\u2028\U0001f600", 'a"b\\', " "],
)
def test_text_is_data(store: Store, text: str) -> None:
    loaded(store, r.Paper(id=f"W{text}", title=text, listings=(text,)))
    assert papers(store)[f"W{text}"]["title"] == text


def test_progress_is_told_by_stage(store: Store) -> None:
    told: list[tuple[str, int, int]] = []
    load(store, GRAPH, loaded_at=NOON, on_progress=lambda *each: told.append(each))
    assert ("reading", len(GRAPH), 0) in told
    assert ("Paper", 2, 2) in told
    assert ("CITES", 1, 1) in told


def stream(count: int) -> Iterable[r.NodeRecord]:
    return (r.Paper(id=f"W{i}") for i in range(count))


def test_a_stream_is_read_once(store: Store) -> None:
    assert load(store, stream(3), loaded_at=NOON).nodes["Paper"].distinct == 3


def test_a_load_that_did_not_end_is_counted_by_the_next_one(store: Store) -> None:
    loaded(store, *GRAPH)
    store.write("MATCH (g:Graph) SET g.loading = true")
    report = loaded(store, *GRAPH)
    assert (report.changed, report.version) == (True, 2)
    assert (loaded(store, *GRAPH).version, store.info().graph_version) == (2, 2)


def test_a_load_of_which_nothing_stays_leaves_no_trace(store: Store) -> None:
    report = loaded(store, r.Cites(start="W1", end="W2"))
    assert (report.changed, report.version, dump(store).nodes) == (False, 0, {})
