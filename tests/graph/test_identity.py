"""Which paper is which, by itself and in every store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from citeloom.graph import identity
from citeloom.graph import records as r
from citeloom.graph.loading.load import load
from tests.graph_dump import dump

if TYPE_CHECKING:
    from citeloom.graph.loading.load import LoadReport
    from citeloom.graph.stores.store import Store

NOON = "2026-11-24T12:00:00Z"


def loaded(store: Store, *records: r.NodeRecord | r.RelationshipRecord) -> LoadReport:
    return load(store, records, loaded_at=NOON)


def nodes(store: Store, label: str = "Paper") -> dict[str, dict[str, Any]]:
    return {
        node: {key: value for key, value in properties.items() if key != "id"}
        for (found, node), properties in dump(store).nodes.items()
        if found == label
    }


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"openalex_id": "W7", "arxiv_id": "1", "doi": "10.1/x", "s2_id": "s"}, "W7"),
        ({"arxiv_id": "2101.00001", "doi": "10.1/x"}, "arxiv:2101.00001"),
        ({"doi": "10.1/X"}, "doi:10.1/x"),
        ({"doi": "10.48550/arXiv.2101.00001"}, "arxiv:2101.00001"),
        ({"s2_id": "abc", "title": "T"}, "s2:abc"),
    ],
)
def test_a_paper_is_called_by_the_first_id_that_is_known(
    known: dict[str, str], expected: str
) -> None:
    assert identity.make_paper_id(**known) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("w12", "W12"),
        ("10.1/AB", "doi:10.1/ab"),
        ("doi:10.48550/arXiv.2101.00001v2", "arxiv:2101.00001"),
        ("arXiv:2101.00001v3", "arxiv:2101.00001"),
        ("arxiv:cs/0112017", "arxiv:cs/0112017"),
        ("github.com/a/b", "github.com/a/b"),
    ],
)
def test_an_id_has_one_spelling(text: str, expected: str) -> None:
    assert identity.make_name(text) == expected


def test_a_title_key_ignores_spelling_but_not_year_and_authors() -> None:
    key = identity.make_title_key("Graphs: A Survey", 2020, 3)
    assert key == identity.make_title_key(" graphs -- a survey.", 2020, 3)
    assert key.startswith("title:")
    others = {
        identity.make_title_key("Graphs: A Survey", 2021, 3),
        identity.make_title_key("Graphs: A Survey", 2020, 4),
        identity.make_title_key("Graphs: A Survey 2", 2020, 3),
        identity.make_title_key("Graphs: A Survey", None, None),
    }
    assert len(others | {key}) == 5


@pytest.mark.parametrize("title", ["?", "…", "数", " "])
def test_a_title_without_letters_still_has_its_own_key(title: str) -> None:
    assert identity.make_title_key(title, None, None) != identity.make_title_key("!", None, None)


def test_a_paper_of_which_nothing_is_known_has_no_id() -> None:
    with pytest.raises(ValueError, match="without any id"):
        identity.make_paper_id()


@pytest.mark.parametrize(
    "other",
    [
        r.Paper(id="arxiv:1", arxiv_id="1"),
        r.Paper(id="doi:10.48550/arxiv.1", doi="10.48550/arXiv.1"),
        r.Paper(id="doi:10.5/a", doi="10.5/A"),
        r.Paper(id="s2:x", s2_id="x"),
        r.Paper(id="W2", openalex_id="W2"),
        r.Paper(id="title:t"),
        r.Paper(id="W3", openalex_id="W3", aliases=("W1",)),
    ],
    ids=lambda record: record.id,
)
@pytest.mark.parametrize("at_once", [True, False], ids=["one load", "two loads"])
def test_records_that_share_an_id_are_one_paper(
    store: Store, other: r.Paper, *, at_once: bool
) -> None:
    first = r.Paper(
        id="W1", openalex_id="W1", arxiv_id="1", doi="10.5/a", s2_id="x", aliases=("W2", "title:t")
    )
    if at_once:
        loaded(store, other, first)
    else:
        loaded(store, first)
        loaded(store, other)
    assert len(nodes(store)) == 1, "two records of one paper became two nodes"


def test_a_paper_built_offline_takes_the_better_id_when_it_is_found_later(store: Store) -> None:
    key = identity.make_title_key("One", 2020, 2)
    loaded(store, r.Paper(id=key, title="One", listed=True), r.Topic(id="T1"),
           r.HasTopic(start=key, end="T1"))  # fmt: skip
    loaded(
        store,
        r.Paper(id="W1", openalex_id="W1", doi="10.1/a", aliases=(key,)),
        r.Paper(id="W2", openalex_id="W2"),
        r.Cites(start="W2", end="W1"),
    )
    assert nodes(store)["W1"] == {
        "title": "One", "listed": True, "openalex_id": "W1", "doi": "10.1/a", "aliases": [key],
    }  # fmt: skip
    assert list(dump(store).relationships) == [("CITES", "W2", "W1"), ("HAS_TOPIC", "W1", "T1")]


def test_two_nodes_that_turn_out_to_be_one_are_united_with_all_they_have(store: Store) -> None:
    loaded(
        store,
        r.Paper(id="arxiv:1", arxiv_id="1", title="Preprint", listed=True, listings=("a",)),
        r.Paper(id="W1", openalex_id="W1", doi="10.1/a", year=2021),
        r.Paper(id="W2", openalex_id="W2"),
        r.Author(id="A1"),
        r.Institution(id="I1"),
        r.Authored(start="A1", end="arxiv:1", position=0, institutions=("I1",)),
        r.Authored(start="A1", end="W1", position=0, institutions=("I1",)),
        r.Cites(start="arxiv:1", end="W2", source="s2"),
        r.Cites(start="W1", end="W2", source="openalex"),
        r.Cites(start="W2", end="arxiv:1"),
        r.Cites(start="arxiv:1", end="W1"),
    )
    assert dump(store).relationships["AFFILIATED_WITH", "A1", "I1"] == ({"papers": 2},)

    report = loaded(store, r.Paper(id="W1", openalex_id="W1", arxiv_id="1"))

    assert report.united == 1
    assert nodes(store)["W1"] == {
        "arxiv_id": "1", "doi": "10.1/a", "listed": True, "listings": ["a"], "openalex_id": "W1",
        "title": "Preprint", "year": 2021,
    }  # fmt: skip
    assert dump(store).relationships == {
        ("AFFILIATED_WITH", "A1", "I1"): ({"papers": 1},),
        ("AUTHORED", "A1", "W1"): ({"institutions": ["I1"], "position": 0},),
        ("CITES", "W1", "W2"): ({"source": "s2"},),
        ("CITES", "W2", "W1"): ({},),
    }
    assert not loaded(store, r.Paper(id="W1", openalex_id="W1", arxiv_id="1")).changed


def test_a_merged_work_keeps_its_old_id_as_an_alias(store: Store) -> None:
    loaded(store, r.Paper(id="W5", openalex_id="W5"), r.Paper(id="W9", openalex_id="W9"))
    loaded(store, r.Paper(id="W9", openalex_id="W9", aliases=("W5",)))
    assert nodes(store) == {"W9": {"openalex_id": "W9", "aliases": ["W5"]}}

    loaded(store, r.Paper(id="W1"), r.Cites(start="W1", end="W5"), r.Paper(id="W5", year=2000))
    assert nodes(store)["W9"] == {"openalex_id": "W9", "aliases": ["W5"], "year": 2000}
    assert list(dump(store).relationships) == [("CITES", "W1", "W9")]


def test_a_second_doi_becomes_an_alias_and_the_published_one_is_shown(store: Store) -> None:
    loaded(
        store,
        r.Paper(id="W1", doi="10.48550/arxiv.1", arxiv_id="1", fetched_at="2026-02-01"),
        r.Paper(id="W1", doi="10.1/b", fetched_at="2026-01-01"),
        r.Paper(id="W1", doi="10.1/a", fetched_at="2025-01-01"),
    )
    assert nodes(store)["W1"] == {
        "aliases": ["doi:10.1/a"], "arxiv_id": "1", "doi": "10.1/b", "fetched_at": "2026-02-01",
        "older": ["doi 2026-01-01"],
    }  # fmt: skip


def test_two_papers_of_one_title_stay_two(store: Store) -> None:
    loaded(
        store,
        r.Paper(id=identity.make_title_key("One", 2020, 2), title="One", year=2020),
        r.Paper(id=identity.make_title_key("One", 2021, 2), title="One", year=2021),
    )
    assert len(nodes(store)) == 2


@pytest.mark.parametrize("first", ["github.com/old/x", "github.com/new/x"])
def test_a_repository_that_moved_is_one_node(store: Store, first: str) -> None:
    loaded(store, r.Paper(id="W1"), r.Paper(id="W2"), r.Repository(id=first, stars=1),
           r.HasCode(start="W1", end=first))  # fmt: skip
    loaded(
        store,
        r.Repository(id="github.com/new/x", aliases=("github.com/old/x",), status="moved"),
        r.HasCode(start="W2", end="github.com/old/x"),
    )
    assert len(nodes(store, "Repository")) == 1
    assert list(dump(store).relationships) == [
        ("HAS_CODE", "W1", "github.com/new/x"),
        ("HAS_CODE", "W2", "github.com/new/x"),
    ]
