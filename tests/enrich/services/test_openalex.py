"""OpenAlex through the real pyalex: what is found, what it costs, what is never asked twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pyalex
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citeloom.enrich.archive import Archive
from citeloom.enrich.services.ledger import Meter
from citeloom.enrich.services.openalex import OpenAlex
from citeloom.enrich.services.openalex_query import cut_to_fit, fits_filter, make_searchable
from citeloom.enrich.services.pace import Pace
from citeloom.enrich.services.service_session import ServiceSession
from citeloom.graph.errors import (
    BudgetSpent,
    ServiceConfused,
    ServiceError,
    ServiceRefused,
    ServiceUnreachable,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from citeloom.enrich.services.lookup import Lookup
    from citeloom.enrich.services.openalex_work import Work
    from tests.world import Universe, World
    from tests.world.faults import Kind

PACE = Pace(backoff=0.001, per_second=10_000, attempts=2, max_bytes=10_000_000)
GHOST = "W4285719527"


@pytest.fixture
def universe(universe: Universe) -> Universe:
    universe.add_work(
        "W1001",
        "Attention Is All You Need",
        arxiv="1706.03762",
        cited_by=100,
        references=("W1004", GHOST),
    )
    universe.add_work(
        "W1002", "Attention Is All You Need in Speech Separation", doi="10.1000/b", cited_by=9_000,
        references=("W1001",),
    )  # fmt: skip
    universe.add_work("W1003", "A Hidden Work", arxiv="2401.00003", hidden=True)
    universe.add_work("W1004", "A Work of Many", doi="10.1000/d", authors=120, cited_by=5)
    universe.merged["W9001"] = "W1001"
    universe.leads_on = True
    return universe


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.sqlite", mode="write") as opened:
        yield opened


@pytest.fixture
def session(world: World) -> Iterator[ServiceSession]:
    with ServiceSession("openalex", world.openalex_url, meter=Meter(), pace=PACE) as made:
        yield made


@pytest.fixture
def openalex(session: ServiceSession, archive: Archive) -> OpenAlex:
    return OpenAlex(session, archive)


def shown(results: dict[str, Lookup[Work]]) -> dict[str, str | None]:
    """Say for each key which work it led to, or what else is known."""
    return {
        key: each.value.id if each.value else "absent" if each.is_absent else None
        for key, each in results.items()
    }


EVERYTHING: dict[str, Callable[[OpenAlex], object]] = {
    "by doi": lambda o: o.find_by_doi(["10.48550/arxiv.1706.03762", "10.9/none"]),
    "by id": lambda o: o.find_by_id(["W1001", "W1002", GHOST]),
    "single": lambda o: o.look_up("W1004"),
    "single by doi": lambda o: o.look_up("10.48550/arxiv.2401.00003"),
    "single absent": lambda o: o.look_up("W7777"),
    "merged": lambda o: o.look_up("W9001"),
    "title": lambda o: o.search_title("Attention is all you need"),
    "citing": lambda o: o.find_citing("W1001", 5),
}


def test_dois_are_found_in_one_call_and_lists_hide_some(openalex: OpenAlex, world: World) -> None:
    asked = ["10.48550/arxiv.1706.03762", "10.48550/arxiv.2401.00003", "10.1000/b", "10.1/none"]
    assert shown(openalex.find_by_doi(asked)) == {
        "10.48550/arxiv.1706.03762": "W1001",
        "10.48550/arxiv.2401.00003": "absent",
        "10.1000/b": "W1002",
        "10.1/none": "absent",
    }
    assert [(each.credits, each.status) for each in world.asked("openalex")] == [(1, 200)]


def test_many_hidden_works_are_found_in_one_call_and_kept(
    openalex: OpenAlex, world: World, archive: Archive
) -> None:
    asked = ["10.48550/arxiv.2401.00003", "10.1/none"]
    expected = {"10.48550/arxiv.2401.00003": "W1003", "10.1/none": "absent"}
    assert shown(openalex.find_hidden_by_doi(asked)) == expected
    assert [(each.credits, each.status) for each in world.asked("openalex")] == [(1, 200)]
    again = OpenAlex(None, archive)
    assert shown(again.find_hidden_by_doi(asked)) == expected
    assert again.look_up("10.48550/arxiv.2401.00003").value, "a single look-up knows it as well"
    assert len(world.asked("openalex")) == 1


HIDDEN = ("10.48550/arxiv.2401.00003", "10.1/none")


def ways(world: World) -> list[tuple[int, str]]:
    """Return status and way of each question for hidden works."""
    told = [(each.status, dict(each.query)) for each in world.asked("openalex")]
    return [
        (status, name)
        for status, query in told
        for name in ("corpus", "include_xpac")
        if name in query
    ]


def test_hidden_works_are_asked_for_in_the_new_way(openalex: OpenAlex, world: World) -> None:
    openalex.find_hidden_by_doi(HIDDEN)
    openalex.find_hidden_by_doi(["10.1/other"])
    assert ways(world) == [(200, "corpus"), (200, "corpus")]


def test_a_way_that_is_not_known_is_tried_once_and_that_is_remembered(
    openalex: OpenAlex, world: World, session: ServiceSession, archive: Archive
) -> None:
    world.unknown_to_openalex.add("corpus")
    assert shown(openalex.find_hidden_by_doi(HIDDEN))[HIDDEN[0]] == "W1003"
    openalex.find_hidden_by_doi(["10.1/other"])
    OpenAlex(session, archive).find_hidden_by_doi(["10.1/of-another-run"])
    assert ways(world) == [(400, "corpus"), *[(200, "include_xpac")] * 3]


def test_a_way_that_was_not_known_long_ago_is_tried_again(
    openalex: OpenAlex, world: World, archive: Archive
) -> None:
    archive.put("openalex", "way", "corpus", None, "2020-01-01T00:00:00+00:00")
    openalex.find_hidden_by_doi(HIDDEN)
    assert ways(world) == [(200, "corpus")]


def test_many_threads_try_a_way_that_is_not_known_once(openalex: OpenAlex, world: World) -> None:
    world.unknown_to_openalex.add("corpus")
    world.delay = 0.05
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: openalex.find_hidden_by_doi([f"10.1/{n}"]), range(8)))
    assert {each for some in found for each in shown(some).values()} == {"absent"}
    assert sorted(ways(world)) == [*[(200, "include_xpac")] * 8, (400, "corpus")]


@pytest.mark.parametrize("kind", ["401", "403", "500"])
def test_a_refusal_for_another_reason_says_nothing_of_the_way(
    openalex: OpenAlex, world: World, archive: Archive, kind: Kind
) -> None:
    world.faults.add("openalex", kind, times=2)
    with pytest.raises(ServiceError):
        openalex.find_hidden_by_doi(HIDDEN)
    world.faults.clear()
    openalex.find_hidden_by_doi(HIDDEN)
    assert {name for _, name in ways(world)} == {"corpus"}
    assert ("openalex", "way") not in archive.count_records()


def test_copies_at_arxiv_are_found_by_address_and_offline_again(
    openalex: OpenAlex, universe: Universe, world: World, archive: Archive
) -> None:
    universe.add_work("W2201", "Published", arxiv="2401.00005", doi="10.1000/published")
    universe.add_work("W2202", "Old", arxiv="hep-th/9901001", doi="10.1000/old")
    asked = ["2401.00005", "hep-th/9901001", "2401.99999"]
    expected = {"2401.00005": "W2201", "hep-th/9901001": "W2202", "2401.99999": "absent"}
    assert shown(openalex.find_by_arxiv(asked)) == expected
    assert [(each.credits, each.status) for each in world.asked("openalex")] == [(1, 200)]
    assert shown(OpenAlex(None, archive).find_by_arxiv(asked)) == expected
    assert shown(openalex.find_by_arxiv(asked)) == expected
    assert len(world.asked("openalex")) == 1


def test_a_work_that_has_an_address_of_another_paper_too_is_found_by_its_own_only(
    openalex: OpenAlex, universe: Universe
) -> None:
    work = universe.add_work("W2203", "Joined", arxiv="2401.00006")
    work["locations"].append(
        {
            **work["locations"][0],
            "landing_page_url": "http://arxiv.org/abs/2401.00007",
            "id": None,
            "pdf_url": None,
        }
    )
    found = openalex.find_by_arxiv(["2401.00006", "2401.00007"])
    assert shown(found) == {"2401.00006": "W2203", "2401.00007": "absent"}


@pytest.mark.parametrize("letters", ["", "PMC"])
@pytest.mark.parametrize("hidden", [False, True], ids=["in lists", "hidden"])
def test_a_number_of_pubmed_central_is_found_however_openalex_spells_it(
    openalex: OpenAlex, universe: Universe, letters: str, *, hidden: bool
) -> None:
    ids = {"pmcid": f"https://www.ncbi.nlm.nih.gov/pmc/articles/{letters}7745181"}
    universe.add_work("W2204", "Of Medicine", ids=ids, hidden=hidden)
    key = "pmcid:7745181"
    found = openalex.look_up(key) if hidden else openalex.find_by_pubmed([key])[key]
    assert found.value is not None
    assert found.value.id == "W2204"


def test_a_single_look_up_by_doi_is_free_and_sees_hidden_works(
    openalex: OpenAlex, world: World
) -> None:
    found = openalex.look_up("10.48550/arxiv.2401.00003")
    assert found.value is not None
    assert (found.value.id, found.asked) == ("W1003", True)
    assert world.credits() == 0, "the colon of doi: has to stay as it is"
    assert world.asked("openalex")[0].path.startswith("/works/doi:10.48550%2Farxiv.2401.00003")


def test_a_single_look_up_has_all_authors_where_a_list_cuts_them(
    openalex: OpenAlex, world: World
) -> None:
    listed = openalex.find_by_id(["W1004"])["W1004"].value
    assert listed is not None
    assert (len(listed.authorships), listed.authors_truncated) == (100, True)
    single = openalex.look_up("W1004").value
    assert single is not None
    assert (len(single.authorships), single.authors_truncated) == (120, False)
    again = openalex.find_by_id(["W1004"])["W1004"].value
    assert again is not None
    assert len(again.authorships) == 120, "the archive has to keep the longer list"
    assert len(world.asked("openalex")) == 2


def test_a_work_that_a_list_gave_whole_is_not_asked_for_again(
    openalex: OpenAlex, world: World
) -> None:
    openalex.find_by_doi(["10.48550/arxiv.1706.03762"])
    assert openalex.look_up("W1001").value is not None
    assert openalex.look_up("10.48550/arxiv.1706.03762").value is not None
    assert len(world.asked("openalex")) == 1


def test_ghosts_are_absent_and_merged_ids_lead_to_the_survivor(openalex: OpenAlex) -> None:
    assert shown(openalex.find_by_id(["W1001", GHOST])) == {"W1001": "W1001", GHOST: "absent"}
    assert openalex.look_up(GHOST).is_absent
    merged = openalex.look_up("W9001")
    assert merged.value is not None
    assert (merged.key, merged.value.id) == ("W9001", "W1001")


def test_a_better_cited_near_title_comes_first_and_the_right_one_is_there(
    openalex: OpenAlex, world: World
) -> None:
    hits = openalex.search_title("Attention, is all you need!")
    assert [work.key for work in hits.value] == ["W1002", "W1001"]
    assert world.credits() == 10


@pytest.mark.parametrize(
    "title",
    [
        "Commas, commas, everywhere: a study",
        "Pipes | and \\emph{TeX} $\\alpha$",
        "!Not this (or THAT) AND that~2",
        '"Quoted" * wild? title',
        "Über-Größe, naïve café",
        "x" * 5_000,
        "?",
    ],
)
def test_any_title_can_be_searched_for(openalex: OpenAlex, world: World, title: str) -> None:
    hits = openalex.search_title(title)
    assert not hits.value
    assert {each.status for each in world.asked("openalex")} <= {200}
    assert hits.is_unknown is False


def test_a_title_of_a_single_mark_is_not_searched_for(openalex: OpenAlex, world: World) -> None:
    assert openalex.search_title("?!").key == ""
    assert world.asked() == []


def test_a_title_finds_the_work_that_has_it_whatever_its_punctuation(
    openalex: OpenAlex, universe: Universe
) -> None:
    title = "O'Neil's Model-level, two-step \"Search\": A/B (v2) & more"
    universe.add_work("W2001", title)
    assert [work.key for work in openalex.search_title(title).value] == ["W2001"]


def test_a_doi_that_a_filter_cannot_carry_is_looked_up_alone(
    openalex: OpenAlex, universe: Universe, world: World
) -> None:
    universe.add_work("W2002", "Odd", doi="10.1000/a,b|c")
    asked = ["10.1000/a,b|c", "10.1000/b"]
    assert shown(openalex.find_by_doi(asked)) == {"10.1000/a,b|c": "W2002", "10.1000/b": "W1002"}
    assert all(each.status == 200 for each in world.asked("openalex"))


def test_a_thousand_dois_are_ten_calls(
    openalex: OpenAlex, universe: Universe, world: World
) -> None:
    ids = [f"24{month:02}.{number:05}" for month in range(1, 11) for number in range(100)]
    for place, arxiv in enumerate(ids):
        universe.add_work(f"W{5_000 + place}", f"Work {place}", arxiv=arxiv)
    found = openalex.find_by_doi([f"10.48550/arxiv.{each}" for each in ids])
    assert all(each.value for each in found.values())
    assert [each.credits for each in world.asked("openalex")] == [1] * 10


def test_very_long_dois_are_cut_into_addresses_that_fit(openalex: OpenAlex, world: World) -> None:
    dois = [f"10.1000/{place}{'é' * 100}" for place in range(100)]
    assert set(shown(openalex.find_by_doi(dois)).values()) == {"absent"}
    assert {each.status for each in world.asked("openalex")} == {200}


def test_the_most_cited_citing_works_come_first_over_several_pages(
    openalex: OpenAlex, universe: Universe, world: World
) -> None:
    for place in range(230):
        universe.add_work(
            f"W{6_000 + place}", f"Citing {place}", references=("W1004",), cited_by=place
        )
    ids = openalex.find_citing("W1004", 205).value
    assert len(ids) == 205
    counts = [each.value.cited_by_count or 0 for each in openalex.find_by_id(ids).values()]
    assert counts == sorted(counts, reverse=True)
    assert len(world.asked("openalex")) == 3
    assert openalex.find_citing("W1004", 7).value == ids[:7]
    assert len(world.asked("openalex")) == 3, "fewer of what is known need no question"
    assert len(openalex.find_citing("W1004", 300).value) == 231, (
        "230 and the one that cites it anyway"
    )


def test_a_page_of_citing_works_that_is_known_is_not_asked_again(
    openalex: OpenAlex, universe: Universe, world: World
) -> None:
    for place in range(230):
        universe.add_work(
            f"W{6_000 + place}", f"Citing {place}", references=("W1004",), cited_by=place
        )
    for count, pages in ((100, 1), (200, 2), (200, 2), (150, 2)):
        assert len(openalex.find_citing("W1004", count).value) == count
        assert len(world.asked("openalex")) == pages


def test_where_two_works_claim_one_doi_the_better_cited_one_counts(
    openalex: OpenAlex, universe: Universe
) -> None:
    for work_id, cited_by in (("W2101", 3), ("W2102", 40), ("W2103", 40)):
        universe.add_work(work_id, "Claimed", doi="10.1000/claimed", cited_by=cited_by)
    assert shown(openalex.find_by_doi(["10.1000/claimed"])) == {"10.1000/claimed": "W2102"}


def test_what_the_archive_has_of_a_work_stays_whatever_is_asked_next(
    openalex: OpenAlex, universe: Universe
) -> None:
    first = {key: openalex.find_by_id([key])[key].value for key in ("W1002", "W1004")}
    for key in first:
        universe.works[key]["cited_by_count"] = 12_345
    later = openalex.find_by_doi(["10.1000/b", "10.1000/d"])
    assert [each.value for each in later.values()] == list(first.values())
    assert {key: each.value for key, each in openalex.find_by_id(first).items()} == first


@pytest.mark.parametrize("what", EVERYTHING)
def test_a_second_run_asks_nothing_and_says_the_same(
    what: str, world: World, session: ServiceSession, archive: Archive
) -> None:
    first = EVERYTHING[what](OpenAlex(session, archive))
    before = len(world.asked())
    assert before > 0
    again = EVERYTHING[what](OpenAlex(session, archive))
    assert len(world.asked()) == before, "asked for what is in the archive"
    offline = EVERYTHING[what](OpenAlex(None, archive))
    assert again == offline
    assert str(again).replace("asked=False", "asked=True") == str(first)


@pytest.mark.parametrize("what", EVERYTHING)
def test_offline_nobody_is_asked_and_unknown_is_not_absent(
    what: str, world: World, archive: Archive
) -> None:
    found = EVERYTHING[what](OpenAlex(None, archive))
    for each in found.values() if isinstance(found, dict) else [found]:
        assert each.is_unknown
        assert each.fetched_at is None
    assert world.asked() == []


@pytest.mark.parametrize("what", EVERYTHING)
def test_refresh_asks_once_more_and_then_knows(
    what: str, world: World, session: ServiceSession, archive: Archive
) -> None:
    EVERYTHING[what](OpenAlex(session, archive))
    before = len(world.asked())
    refreshing = OpenAlex(session, archive, refresh=True)
    EVERYTHING[what](refreshing)
    assert len(world.asked()) == 2 * before
    EVERYTHING[what](refreshing)
    assert len(world.asked()) == 2 * before


def test_refresh_takes_over_what_has_changed_and_forgets_nothing(
    session: ServiceSession, archive: Archive, universe: Universe
) -> None:
    OpenAlex(session, archive).find_by_id(["W1001", "W1002"])
    universe.works["W1001"]["cited_by_count"] = 101
    del universe.works["W1002"]
    found = OpenAlex(session, archive, refresh=True).find_by_id(["W1001", "W1002"])
    assert found["W1001"].value is not None
    assert found["W1001"].value.cited_by_count == 101
    assert found["W1002"].value is not None, "a work that is gone has been there"


FAULTS: list[tuple[Kind, type[ServiceError]]] = [
    ("400", ServiceRefused),
    ("401", ServiceRefused),
    ("403", ServiceRefused),
    ("429-second", ServiceUnreachable),
    ("429-daily", BudgetSpent),
    ("500", ServiceUnreachable),
    ("503", ServiceUnreachable),
    ("reset", ServiceUnreachable),
    ("slow", ServiceUnreachable),
    ("truncated", ServiceConfused),
    ("json-cut", ServiceConfused),
    ("html-200", ServiceConfused),
    ("wrong-shape", ServiceConfused),
    ("endless", ServiceConfused),
    ("redirect-away", ServiceConfused),
]


@pytest.mark.parametrize("what", ["by doi", "by id", "single", "title", "citing"])
@pytest.mark.parametrize(("kind", "error"), FAULTS)
def test_a_bad_day_is_a_sentence_and_leaves_no_wrong_answer(
    world: World, archive: Archive, kind: Kind, error: type[ServiceError], what: str
) -> None:
    world.faults.add("openalex", kind, times=5, seconds=60)
    pace = replace(PACE, read=0.1) if kind == "slow" else PACE
    with (
        ServiceSession("openalex", world.openalex_url, meter=Meter(), pace=pace) as session,
        pytest.raises(error) as caught,
    ):
        EVERYTHING[what](OpenAlex(session, archive))
    assert "OpenAlex" in str(caught.value)
    assert caught.value.kept
    assert caught.value.todo
    assert archive.count_records() == {}, "a failure must not be kept as an answer"
    world.faults.clear()
    with ServiceSession("openalex", world.openalex_url, meter=Meter(), pace=PACE) as better:
        found = EVERYTHING[what](OpenAlex(better, archive))
    assert "value=None, fetched_at=None" not in str(found)


LISTS = ["by doi", "by id", "title", "citing"]


@pytest.mark.parametrize("what", LISTS)
def test_half_an_answer_is_asked_for_again(world: World, openalex: OpenAlex, what: str) -> None:
    world.faults.add("openalex", "timed-out")
    found = EVERYTHING[what](openalex)
    assert len(world.asked()) == 2, "the half, and the whole"
    assert EVERYTHING[what](openalex) == found
    assert len(world.asked()) == 2
    assert "value=None, fetched_at=None" not in str(found)


@pytest.mark.parametrize("what", LISTS)
def test_half_an_answer_is_told_and_never_kept(
    world: World, openalex: OpenAlex, archive: Archive, what: str
) -> None:
    world.faults.add("openalex", "timed-out", times=9)
    with pytest.raises(ServiceConfused, match="ran out of time") as caught:
        EVERYTHING[what](openalex)
    assert caught.value.todo
    assert world.faults.left() == 7, "each attempt is paid, so there are two"
    assert archive.count_records() == {}
    world.faults.clear()
    assert "value=None, fetched_at=None" not in str(EVERYTHING[what](openalex))


@pytest.mark.parametrize("what", ["by doi", "by id", "title", "citing"])
def test_a_list_that_is_not_there_means_a_wrong_address(
    world: World, openalex: OpenAlex, archive: Archive, what: str
) -> None:
    world.faults.add("openalex", "404-html")
    with pytest.raises(ServiceConfused, match="OPENALEX_URL"):
        EVERYTHING[what](openalex)
    assert archive.count_records() == {}


def test_a_spent_budget_keeps_what_was_paid_and_free_calls_go_on(
    world: World, session: ServiceSession, archive: Archive, universe: Universe
) -> None:
    titles = [f"Quite Another Subject {word}" for word in ("alpha", "beta", "gamma", "delta")]
    for place, title in enumerate(titles):
        universe.add_work(f"W{7_000 + place}", title)
    world.openalex_budget = 25
    openalex = OpenAlex(session, archive)
    for title in titles[:2]:
        assert len(openalex.search_title(title).value) == 1
    for title in titles[2:]:
        with pytest.raises(BudgetSpent):
            openalex.search_title(title)
    assert len(world.asked()) == 3, "after the budget is spent no search is sent"
    assert openalex.look_up("W1001").value is not None
    assert openalex.find_by_id(["W1002"])["W1002"].value is not None, "five credits are left"
    assert OpenAlex(None, archive).search_title(titles[2]).is_unknown

    world.openalex_spent = 0  # midnight in UTC
    next_day = OpenAlex(session, archive)
    paid = world.credits()
    assert [len(next_day.search_title(title).value) for title in titles] == [1, 1, 1, 1]
    assert world.credits() - paid == 20, "two searches were paid for already"


def test_a_budget_that_ends_between_batches_is_taken_up_there(
    world: World, session: ServiceSession, archive: Archive, universe: Universe
) -> None:
    ids = [f"W{8_000 + place}" for place in range(350)]
    for each in ids:
        universe.add_work(each, f"Work {each}")
    world.openalex_budget = 2
    with pytest.raises(BudgetSpent):
        OpenAlex(session, archive).find_by_id(ids)
    kept = OpenAlex(None, archive).find_by_id(ids)
    assert sum(each.value is not None for each in kept.values()) == 200
    world.openalex_spent = 0
    found = OpenAlex(session, archive).find_by_id(ids)
    assert all(each.value for each in found.values())
    assert world.credits() == 4


def test_threads_can_ask_at_once(openalex: OpenAlex, universe: Universe, world: World) -> None:
    for place in range(60):
        universe.add_work(f"W{3_000 + place}", f"Work {place}", arxiv=f"2402.{place:05}")
    keys = [f"10.48550/arxiv.2402.{place:05}" for place in range(60)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(openalex.look_up, keys))
    assert [each.value.id if each.value else None for each in found] == [
        f"W{3_000 + place}" for place in range(60)
    ]
    assert len(world.asked()) == 60


def test_pyalex_is_used_as_it_is(openalex: OpenAlex) -> None:
    before = dict(pyalex.config)
    openalex.search_title("Attention")
    assert dict(pyalex.config) == before
    assert pyalex.api._get_requests_session.__module__ == "pyalex.api"


@settings(deadline=None)
@given(st.text(max_size=3_000))
def test_searchable_words_hold_no_operator(title: str) -> None:
    words = make_searchable(title)
    assert not set(words) & set(',|!"*?~()[]{}<>:;\\/+-&^%=#@$_')
    assert words == words.strip()
    assert len(words) <= 300
    assert make_searchable(words) == words


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=3_000), max_size=250))
def test_batches_lose_nothing_and_fit(values: list[str]) -> None:
    kept = [value for value in values if fits_filter(value)]
    cut = list(cut_to_fit(kept))
    assert [value for batch in cut for value in batch] == kept
    assert all(1 <= len(batch) <= 100 for batch in cut)
