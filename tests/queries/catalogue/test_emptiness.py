"""An empty answer says why, and an answer that a limit cut says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.graph import records as r
from citeloom.queries.catalogue import find_query, list_queries, run_query
from tests.queries.stores import embedded, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.graph.stores.store import Store


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with embedded(tmp_path_factory.mktemp("empty")) as opened:
        yield opened


LISTED = [r.Paper(id=f"W{number}", listed=True) for number in range(100, 104)]
WORK = r.Paper(id="W200")


@pytest.mark.parametrize(
    ("records", "query", "given", "says"),
    [
        ([], "foundations", {}, "The graph has no listed papers"),
        (LISTED, "foundations", {}, "4 of 4 listed papers have no references."),
        ([*LISTED, WORK, *(r.Cites(start=p.id, end="W200") for p in LISTED[1:])],
         "alike", {"at_least": "9"}, "1 of 4 listed papers has no references."),
        (LISTED, "with-code", {}, "4 of 4 listed papers name no repository."),
        (LISTED, "by-topic", {}, "4 of 4 listed papers have no topics."),
        (LISTED, "authors", {}, "4 of 4 listed papers have no authors."),
        (LISTED, "followers", {}, "outside the listing. `citeloom build --citing N`"),
        (LISTED, "references", {"paper": "W100"}, "W100 has no references."),
        (LISTED, "co-cited", {"paper": "W101"}, "W101 is not cited in the graph."),
        (LISTED, "shared-references", {"first": "W100", "second": "W101"},
         "W100 and W101 have no references."),
        (LISTED, "artefacts", {"paper": "W100"}, "W100 has no model, dataset or Space."),
    ],
)  # fmt: skip
def test_an_empty_answer_says_why(
    store: Store, records: list[r.Record], query: str, given: dict[str, str], says: str
) -> None:
    fill(store, records)
    answer = run_query(store, find_query(query), given)
    assert answer.table.rows == ()
    assert len(answer.notes) == 1
    assert says in answer.notes[0]


def test_nothing_is_said_where_nothing_is_known(store: Store) -> None:
    fill(store, [*LISTED, WORK, *(r.Cites(start=paper.id, end="W200") for paper in LISTED)])
    assert run_query(store, find_query("retracted"), {}).notes == ()


def test_a_cut_answer_says_so(store: Store) -> None:
    fill(store, LISTED)
    notes = run_query(store, find_query("listing"), {"limit": 2}).notes
    assert notes == ("The answer stops at limit=2; there may be more.",)
    assert run_query(store, find_query("listing"), {}).notes == ()


def test_every_query_survives_an_empty_graph(store: Store) -> None:
    fill(store, [WORK, r.Author(id="A1", name="One")])
    for query in list_queries():
        given = {
            p.name: {"paper": "W200", "papers": ["W200"], "author": "A1", "authors": ["A1"]}.get(
                p.type, "x"
            )
            for p in query.parameters
            if p.required
        }
        run_query(store, query, given)
