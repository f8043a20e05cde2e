"""What unites two nodes, what only hints at it, and what forbids it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.graph import records as r
from citeloom.graph.loading.load import load
from tests.graph_dump import dump

if TYPE_CHECKING:
    from citeloom.graph.stores.store import Store

NOON = "2026-11-24T12:00:00Z"


def work(number: int, title: str | None = "One", **ids: str) -> r.Paper:
    aliases = tuple(filter(None, (ids.pop("alias", None),))) or None
    known = {"openalex_id": f"W{number}", "title": title, "aliases": aliases}
    return r.Paper(id=f"W{number}", **known, **ids)


def other(title: str | None = "One", **ids: str) -> r.Paper:
    (kind, value), *_ = ids.items()
    name = {"doi": "doi", "arxiv_id": "arxiv", "s2_id": "s2"}[kind]
    return r.Paper(id=f"{name}:{value}", title=title, title_source="s2", **ids)


X = "10.1/x"
HINT = f"doi:{X}"


@pytest.mark.parametrize(
    ("records", "groups"),
    [
        pytest.param((work(1, doi=X), work(2, doi=X)), "W1+W2", id="one DOI, one title"),
        pytest.param((work(1, doi=X), work(2, "Two", doi=X)), "W1 W2", id="one DOI, two titles"),
        pytest.param((work(1, doi=X), work(2, None, doi=X)), "W1+W2", id="one DOI, no title"),
        pytest.param(
            (work(1, arxiv_id="1"), work(2, "ONE.", arxiv_id="1")), "W1+W2", id="a title's spelling"
        ),
        pytest.param(
            (work(1, arxiv_id="1"), work(2, "Two", arxiv_id="1")),
            "W1 W2",
            id="arXiv id",
        ),
        pytest.param((work(1), work(2, "Two", alias="W1")), "W1+W2", id="a merged work"),
        pytest.param((work(1, alias=HINT), work(2, alias=HINT)), "W1 W2", id="a copy's DOI, twice"),
        pytest.param((work(1, alias=HINT), work(2, doi=X)), "W1 W2", id="and its own"),
        pytest.param((work(1, alias=HINT), other(doi=X)), "W1+doi:10.1/x", id="a copy's DOI alone"),
        pytest.param(
            (work(1, alias=HINT), other("Two", doi=X)),
            "W1 doi:10.1/x",
            id="another title",
        ),
        pytest.param((work(1, doi=X), other("Two", doi=X)), "W1+doi:10.1/x", id="its own DOI"),
    ],
)
@pytest.mark.parametrize("loads", ["one load", "one by one", "backwards"])
def test_nodes_are_united_by_what_is_theirs(
    store: Store, records: tuple[r.Paper, ...], groups: str, loads: str
) -> None:
    if loads == "one load":
        load(store, records, loaded_at=NOON)
    else:
        for record in records if loads == "one by one" else reversed(records):
            load(store, (record,), loaded_at=NOON)
    found = {
        node: {node, *(properties.get("aliases") or ()), properties.get("openalex_id")}
        for (label, node), properties in dump(store).nodes.items()
        if label == "Paper"
    }
    assert len(found) == len(groups.split()), f"{groups} was expected, {sorted(found)} is there"
    for group in groups.split():
        works = {name for name in group.split("+") if name.startswith("W")}
        assert any(works <= names for names in found.values()), f"{works} are not one: {found}"


def test_a_record_between_two_works_joins_one_of_them(store: Store) -> None:
    between = other(arxiv_id="1", doi=X)
    load(store, (work(1, doi=X), work(2, "Two", arxiv_id="1"), between), loaded_at=NOON)
    papers = sorted(node for label, node in dump(store).nodes if label == "Paper")
    assert papers == ["W1", "W2"]


def test_a_name_that_only_hints_at_two_works_is_nobodys(store: Store) -> None:
    load(store, (work(1, alias=HINT),), loaded_at=NOON)
    load(store, (work(2, "Two", alias=HINT),), loaded_at=NOON)
    assert not any("aliases" in each for each in dump(store).nodes.values())


def test_that_two_works_stay_two_is_told(store: Store) -> None:
    report = load(store, (work(1, doi=X), work(2, "Two", doi=X)), loaded_at=NOON)
    assert report.apart == ("doi:10.1/x names W1 and W2, whose titles differ: they stay two",)


NAMED = r.Venue(id="name:some meeting", name="Some Meeting", category="conference")
KNOWN = r.Venue(id="S1", name="Some Meeting", issn_l="1234-5678", aliases=(NAMED.id,))
SAME_NAME = r.Venue(id="S2", name="Some meeting", aliases=(NAMED.id,))


@pytest.mark.parametrize(
    ("venues", "count"),
    [
        pytest.param((NAMED, NAMED), 1, id="equal names meet"),
        pytest.param((NAMED, KNOWN), 1, id="a name meets its source"),
        pytest.param((KNOWN, SAME_NAME), 2, id="two sources of one name stay two"),
        pytest.param((KNOWN, SAME_NAME, NAMED), 3, id="a name of two sources is neither"),
    ],
)
@pytest.mark.parametrize("at_once", [True, False], ids=["one load", "one by one"])
def test_a_venue_known_by_name_joins_the_one_source_of_that_name(
    store: Store, venues: tuple[r.Venue, ...], count: int, *, at_once: bool
) -> None:
    for records in (venues,) if at_once else ((venue,) for venue in venues):
        load(store, records, loaded_at=NOON)
    assert sum(label == "Venue" for label, _ in dump(store).nodes) == count


def test_papers_of_a_venue_by_name_and_of_its_source_share_it(store: Store) -> None:
    load(
        store,
        (work(1), NAMED, r.PublishedIn(start="W1", end=NAMED.id)),
        loaded_at=NOON,
    )
    load(store, (work(2, "Two"), KNOWN, r.PublishedIn(start="W2", end="S1")), loaded_at=NOON)
    ends = {end for kind, _, end in dump(store).relationships if kind == "PUBLISHED_IN"}
    assert len(ends) == 1
