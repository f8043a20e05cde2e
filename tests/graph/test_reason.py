"""The mark of works that came by growing, in every order of builds."""

from __future__ import annotations

from itertools import permutations, product
from typing import TYPE_CHECKING

import pytest

from citeloom.graph.loading.load import load
from citeloom.graph.records import Cites, Paper

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citeloom.graph.records import Reason
    from citeloom.graph.stores.store import Store

    Build = list[Paper | Cites]

X = "W5"


def grown(reason: Reason, date: str = "2026-01-01") -> Build:
    """Build another list, around which the work is found."""
    return [
        Paper(id=X, openalex_id=X, title="X", reason=reason, fetched_at=date),
        Paper(id="W9", openalex_id="W9", listed=True),
        Cites(start=X, end="W9"),
    ]


LISTED: Build = [Paper(id=X, openalex_id=X, title="X", listed=True, listings=("a",))]
CITED: Build = [
    Paper(id=X, openalex_id=X, title="X", fetched_at="2025-01-01"),
    Paper(id="W1", openalex_id="W1", listed=True),
    Cites(start="W1", end=X),
]
ASKED_FOR: Build = [Paper(id=X, openalex_id=X, title="X", fetched_at="2027-01-01")]
BY_DOI: Build = [Paper(id="doi:10.1/x", doi="10.1/x", aliases=(X,), listed=True)]

CASES: dict[str, tuple[list[Build], str | None]] = {
    "grown alone": ([grown("near")], "near"),
    "grown twice": ([grown("near"), grown("citing")], "citing"),
    "grown twice, the later as near": ([grown("citing"), grown("near", "2027-01-01")], "citing"),
    "grown and listed": ([grown("near"), LISTED], None),
    "grown and cited": ([grown("citing"), CITED], None),
    "grown and asked for": ([grown("citing"), ASKED_FOR], None),
    "grown twice and cited": ([grown("citing"), grown("near"), CITED], None),
    "grown, cited and listed": ([grown("citing"), CITED, LISTED], None),
    "grown, and listed under another id": ([grown("citing"), BY_DOI], None),
}


def read_reason(store: Store, builds: Iterable[Build]) -> str | None:
    for build in builds:
        load(store, build, loaded_at="2026-11-26T00:00:00")
    rows = store.read("MATCH (p:Paper) WHERE p.title = 'X' RETURN p.reason").rows
    assert len(rows) == 1
    reason: str | None = rows[0][0]
    return reason


@pytest.mark.parametrize(
    ("case", "order"),
    [
        (case, order)
        for case, (builds, _) in CASES.items()
        for order in permutations(range(len(builds)))
    ],
)
def test_a_work_that_is_listed_cited_or_asked_for_has_no_mark_in_any_order(
    store: Store, case: str, order: tuple[int, ...]
) -> None:
    builds, wanted = CASES[case]
    assert read_reason(store, (builds[at] for at in order)) == wanted
    assert read_reason(store, (builds[at] for at in order)) == wanted, "built again"


@pytest.mark.parametrize(
    ("first", "second"), list(product([grown("near"), CITED], repeat=2)), ids=str
)
def test_a_holder_that_loads_again_leaves_no_mark_that_it_would_not_set_now(
    store: Store, first: Build, second: Build
) -> None:
    load(store, first, loaded_at="2026-11-26T00:00:00", holder="a")
    load(store, second, loaded_at="2026-11-26T00:00:00", holder="a")
    rows = store.read("MATCH (p:Paper {id: 'W5'}) RETURN p.reason").rows
    assert rows == ((None if second is CITED else "near",),)
