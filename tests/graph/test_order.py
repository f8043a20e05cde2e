"""The graph does not depend on the order in which records come, nor on how they are split."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citeloom.graph import identity
from citeloom.graph import records as r
from citeloom.graph.loading.load import load
from citeloom.graph.stores.embedded import EmbeddedStore
from tests.graph_dump import dump

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citeloom.graph.stores.store import Store
    from tests.graph_dump import Dump

AnyRecord = r.NodeRecord | r.RelationshipRecord

DATES = st.sampled_from([None, "2026-01-01", "2026-01-02", "2026-01-03"])
SMALL = st.integers(0, 4)


def optional(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


ONE_TITLE = st.sampled_from(["One", "ONE"])  # two ways to write it
TITLE_OF_WORK = {f"W{number}": f"Title {number % 2}" for number in range(5)}
HINTED = SMALL.map("doi:10.1/{}".format)


@st.composite
def papers(draw: st.DrawFn, *, contradict: bool = False) -> r.Paper:
    """Draw a paper; where they contradict, works of OpenAlex that share ids have two titles."""
    known = {
        "openalex_id": draw(optional(SMALL.map("W{}".format))),
        "arxiv_id": draw(optional(SMALL.map("2101.{}".format))),
        "doi": draw(optional(SMALL.map("10.1/{}".format))),
        "s2_id": draw(optional(SMALL.map("s{}".format))),
    }
    key = draw(optional(SMALL.map("title:{}".format)))
    hinted = draw(optional(HINTED)) if contradict else None
    work = known["openalex_id"]
    title = TITLE_OF_WORK[work] if contradict and work else draw(optional(ONE_TITLE))
    return r.Paper(
        id=identity.make_paper_id(**known) if any(known.values()) else key or "title:x",
        **known,
        aliases=tuple(filter(None, (key, hinted))) or None,
        title=title,
        title_source=None if work or not title else draw(st.sampled_from(["hub", "s2"])),
        year=draw(optional(SMALL)),
        fwci=draw(optional(st.sampled_from([0.5, 1.0]))),
        listed=draw(optional(st.booleans())),
        listings=draw(optional(st.sampled_from([("a",), ("b",), ("a", "b")]))),
        fetched_at=draw(DATES),
    )


@st.composite
def streams(draw: st.DrawFn, *, contradict: bool = False) -> list[AnyRecord]:
    found = draw(st.lists(papers(contradict=contradict), min_size=1, max_size=6))
    ends = st.sampled_from([paper.id for paper in found])
    cites = st.builds(
        r.Cites, start=ends, end=ends, source=st.sampled_from(["openalex", "s2"]), fetched_at=DATES
    )
    authors = [r.Author(id="A1", name="Ada"), r.Author(id="A2"), r.Institution(id="I1")]
    authored = st.builds(
        r.Authored,
        start=st.sampled_from(["A1", "A2"]),
        end=ends,
        position=optional(SMALL),
        institutions=st.sampled_from([None, ("I1",)]),
    )
    links = draw(st.lists(cites | authored, max_size=8))
    return [*found, *authors, *links]


def closed(part: Sequence[AnyRecord], whole: Sequence[AnyRecord]) -> list[AnyRecord]:
    """Add the nodes that the relationships of a part need: a load brings the ends along."""
    needed = {
        end
        for record in part
        if isinstance(record, r.RelationshipRecord)
        for end in (record.start, record.end)
    }
    return [*part, *(x for x in whole if isinstance(x, r.NodeRecord) and x.id in needed)]


def graph_of(store: Store, loads: Sequence[Sequence[AnyRecord]]) -> Dump:
    for records in loads:
        load(store, records, loaded_at="2026-11-24")
    return dump(store)


def fresh(loads: Sequence[Sequence[AnyRecord]]) -> Dump:
    with (
        tempfile.TemporaryDirectory() as folder,
        EmbeddedStore(Path(folder) / "graph.kgl", "write") as store,
    ):
        return graph_of(store, loads)


def content(found: Dump) -> tuple[Any, Any]:
    """Return a graph in which each paper is called by all its names.

    A node keeps the id that it was given first, so that which of its names is its id depends on
    the order of several loads, by design; nothing else does.
    """
    called: dict[tuple[str, str], Any] = {}
    nodes = set()
    for (label, node), properties in found.nodes.items():
        named = (label, *sorted(identity.list_names(label, node, properties)))
        called[label, node] = named
        rest = {k: v for k, v in properties.items() if k not in {"id", "aliases"}}
        nodes.add((named, repr(sorted(rest.items()))))
    relationships = set()
    for (kind, start, end), properties in found.relationships.items():
        label = {"CITES": "Paper"}.get(kind, "Author")
        other = {"AFFILIATED_WITH": "Institution"}.get(kind, "Paper")
        relationships.add((kind, called[label, start], called[other, end], repr(properties)))
    return nodes, relationships


@settings(max_examples=80, deadline=None)
@given(streams(), st.randoms(use_true_random=False))
def test_a_shuffled_stream_gives_the_same_graph(records: list[AnyRecord], random: Any) -> None:
    shuffled = random.sample(records, len(records))
    assert fresh([shuffled]) == fresh([records])


@settings(max_examples=80, deadline=None)
@given(streams(contradict=True), st.randoms(use_true_random=False))
def test_a_shuffled_stream_that_contradicts_itself_gives_the_same_graph(
    records: list[AnyRecord], random: Any
) -> None:
    shuffled = random.sample(records, len(records))
    assert fresh([shuffled]) == fresh([records])


@settings(max_examples=150, deadline=None)
@given(streams(contradict=True), st.randoms(use_true_random=False), st.integers(0, 20))
def test_no_two_works_of_different_titles_ever_meet(
    records: list[AnyRecord], random: Any, cut: int
) -> None:
    shuffled = random.sample(records, len(records))
    cut %= len(shuffled) + 1
    parts = [closed(shuffled[:cut], records), closed(shuffled[cut:], records), records]
    for (label, node), properties in fresh(parts).nodes.items():
        names = identity.list_names(label, node, properties) if label == "Paper" else ()
        titles = {TITLE_OF_WORK[name] for name in names if name in TITLE_OF_WORK}
        assert len(titles) <= 1, (
            f"{node} is called {sorted(names)}, which are works of different titles; "
            "see graph.loading.keep_apart"
        )


@settings(max_examples=80, deadline=None)
@given(streams(), st.randoms(use_true_random=False), st.integers(0, 20))
def test_two_loads_give_the_same_graph_as_one(
    records: list[AnyRecord], random: Any, cut: int
) -> None:
    shuffled = random.sample(records, len(records))
    cut %= len(shuffled) + 1
    parts = [closed(shuffled[:cut], records), closed(shuffled[cut:], records)]
    assert content(fresh(parts)) == content(fresh([records])), (
        "what the store kept of the first load must be enough to decide in the second; "
        "see graph.merging"
    )


@settings(max_examples=50, deadline=None)
@given(streams())
def test_loading_again_changes_nothing(records: list[AnyRecord]) -> None:
    assert fresh([records, records]) == fresh([records])


@pytest.mark.neo4j
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(records=streams())
@pytest.mark.parametrize("new_store", ["neo4j"], indirect=True)
def test_both_stores_hold_the_same_graph(
    new_store: Callable[[], Store], records: list[AnyRecord]
) -> None:
    half = len(records) // 2
    parts = [closed(records[:half], records), records]
    assert graph_of(new_store(), parts) == fresh(parts)
