"""Which queries speak of works that came by growing, and how one asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from citeloom.graph import records as r
from citeloom.queries.catalogue import find_query, list_queries, run_query
from citeloom.queries.papers import read_papers
from citeloom.viz.explorer.paper_card import SHOWN_FIELDS
from citeloom.viz.node_details import list_details
from tests.queries.stores import embedded, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.graph.stores.store import Store
    from citeloom.queries.catalogue import Query

WITH_GROWN = {"by-year", "lost-code", "newest", "same-title", "shared-repositories", "stars"}
WIDE = {"followers": "what it asks for are works that cite the list"}
GROWN = "W7"
CODE = "github.com/sample/code"
# The grown work has all that a listed paper has.
RECORDS: list[r.Record] = [
    *(r.Paper(id=key, title="One title", year=2020, listed=True) for key in ("W1", "W2")),
    r.Paper(id="W3", title="Cited", year=2010),
    r.Paper(id=GROWN, title="One title", year=2021, reason="citing", is_retracted=True),
    r.Paper(id="W8", title="Asked for", year=2022),
    r.Author(id="A1", name="Author"), r.Author(id="A2", name="Author of the grown work"),
    r.Institution(id="I1"), r.Venue(id="S1"), r.Topic(id="T1"),
    r.Repository(id=CODE, status="gone", stars=1), r.Model(id="a/m"),
    r.WebPage(id="https://example.org/"),
    *(r.Cites(start=key, end="W3") for key in ("W1", "W2")),
    *(r.Cites(start=key, end=end) for key in (GROWN, "W8") for end in ("W1", "W2", "W3")),
    *(r.Authored(start="A1", end=key) for key in ("W1", "W2", GROWN)),
    r.Authored(start="A2", end=GROWN), r.AffiliatedWith(start="A2", end="I1", papers=1),
    *(
        link
        for key in ("W1", "W2", GROWN)
        for link in (
            r.PublishedIn(start=key, end="S1"), r.HasTopic(start=key, end="T1"),
            r.HasCode(start=key, end=CODE, relation="own"), r.HasModel(start=key, end="a/m"),
            r.LinksTo(start=key, end="https://example.org/"),
        )
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with embedded(tmp_path_factory.mktemp("grown")) as opened:
        fill(opened, RECORDS)
        yield opened


def answer(store: Store, query: Query, **values: Any) -> str:
    return repr(run_query(store, query, values).table.dicts())


OF_THE_LIST = [
    query
    for query in list_queries()
    if not any(parameter.required for parameter in query.parameters)
]


@pytest.mark.parametrize("query", OF_THE_LIST, ids=lambda query: query.name)
def test_what_starts_from_nothing_named_leaves_grown_works_out(store: Store, query: Query) -> None:
    if query.name not in WIDE:
        assert repr(GROWN) not in answer(store, query), (
            "Give it the parameter `grown`, as `newest` has it, or a reason in WIDE"
        )
    else:
        assert repr(GROWN) in answer(store, query), "it needs no place in WIDE any more"


@pytest.mark.parametrize("name", sorted(WITH_GROWN))
def test_grown_works_are_there_when_asked_for(store: Store, name: str) -> None:
    assert answer(store, find_query(name), grown=True) != answer(store, find_query(name))


def test_the_parameter_is_worded_and_used_alike_everywhere() -> None:
    found = {
        query.name: (parameter.type, parameter.default, parameter.description)
        for query in list_queries()
        for parameter in query.parameters
        if parameter.name == "grown"
    }
    assert set(found) == WITH_GROWN
    assert set(found.values()) == {
        ("boolean", False, "Whether works that came by growing count too.")
    }
    for name in found:
        assert "$grown OR p.reason IS NULL" in find_query(name).statement


def test_where_a_grown_work_is_shown_its_reason_is(store: Store) -> None:
    (row,) = run_query(store, find_query("paper"), {"paper": GROWN}).table.dicts()
    assert row["reason"] == "citing"
    assert "reason" in SHOWN_FIELDS
    known = read_papers(store, [GROWN], fields=["reason"])[GROWN]
    told = list_details("Paper", known.properties, None)
    assert "Added because it cites the list." in [each.text for each in told]
