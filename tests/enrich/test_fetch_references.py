"""Where reference lists lead: works, merged and hidden ones, ghosts, and what nobody was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.enrich.assemble import ListedPaper
from citeloom.enrich.entry import Entry
from citeloom.graph.errors import BudgetSpent, ServiceRefused
from tests.world import universe as make

if TYPE_CHECKING:
    from citeloom.enrich.assemble.reference_lists import References
    from tests.enrich.conftest import Setup
    from tests.world import Universe

LISTED, RECENT = "W1000", "2401.00009"
GHOSTS = ("W4285719527", "W4285719528", "W4285719529")
CITED = ("W2001", "W2002", "W9002", *GHOSTS)
ENTRY = Entry(line=1, openalex_id=LISTED)


@pytest.fixture
def universe(universe: Universe) -> Universe:
    universe.add_work(LISTED, "The Listed Work", references=CITED)
    universe.add_work("W2001", "A Cited Work")
    universe.add_work("W2002", "Another Cited Work", doi="10.1000/two")
    universe.add_work("W2003", "What Became of a Merged Work")
    universe.merged["W9002"] = "W2003"
    universe.leads_on = True
    return universe


def references_of(setup: Setup, entry: Entry, *, offline: bool = False) -> References:
    assembled = setup.assemble(entry, offline=offline)
    (listed,) = (each for each in assembled if isinstance(each, ListedPaper))
    return listed.references


def singles(setup: Setup) -> list[str]:
    return [each for each in setup.asked("openalex") if each.startswith("/works/W")]


def test_a_list_leads_to_works_and_merged_works_and_its_ghosts_are_counted(setup: Setup) -> None:
    found = references_of(setup, ENTRY)
    assert (found.source, found.works) == ("openalex", ("W2001", "W2002", "W2003"))
    assert found.merged == (("W9002", "W2003"),)
    assert (found.named, found.missing, found.unasked) == (6, 3, 0)


def test_ghosts_are_looked_up_singly_once_for_nothing_and_remembered(setup: Setup) -> None:
    references_of(setup, ENTRY)
    assert len(singles(setup)) == len(GHOSTS) + 2, "the ghosts, the merged id, where it leads"
    paid, asked = setup.world.credits(), len(setup.asked())
    setup.stages.clear()
    assert references_of(setup, ENTRY) == references_of(setup, ENTRY, offline=True)
    assert "Cited works, one by one" not in {stage for stage, *_ in setup.stages}, "not even tried"
    assert (setup.world.credits(), len(setup.asked())) == (paid, asked)


def test_ghosts_are_looked_up_several_at_once_and_never_again(
    setup: Setup, universe: Universe
) -> None:
    ghosts = tuple(f"W42857{number:05}" for number in range(24))
    universe.add_work(LISTED, "The Listed Work", references=("W2001", *ghosts))
    setup.find(ENTRY)
    setup.world.delay, setup.world.most_in_flight = 0.2, 0
    found = references_of(setup, ENTRY)
    assert (found.named, found.missing) == (25, 24)
    assert len(singles(setup)) == 24
    assert setup.world.most_in_flight > 1, "one after the other"
    assert references_of(setup, ENTRY) == found
    assert references_of(setup, ENTRY, offline=True) == found
    assert len(singles(setup)) == 24
    assert [each.credits for each in setup.world.asked() if "/works/W" in each.path] == [0] * 24


def test_what_lists_could_not_say_is_unasked_and_not_missing(setup: Setup) -> None:
    setup.find(ENTRY)
    setup.world.openalex_budget = setup.world.openalex_spent
    gathered = setup.gather(ENTRY)
    assert [type(each) for each in gathered.warnings] == [BudgetSpent]
    assert gathered.references.unasked == set(CITED)
    found = references_of(setup, ENTRY, offline=True)
    assert (found.named, found.missing, found.unasked, found.works) == (6, 0, 6, ())


def test_offline_without_the_cited_works_that_is_told(setup: Setup) -> None:
    setup.find(ENTRY)
    gathered = setup.gather(ENTRY, offline=True)
    (warning,) = gathered.warnings
    assert "the network is not to be used" in str(warning)
    assert gathered.references.unasked == set(CITED)


def test_a_ghost_that_could_not_be_looked_up_singly_is_missing_all_the_same(setup: Setup) -> None:
    setup.world.faults.add("openalex", "403", times=99, path="/works/W42857")
    gathered = setup.gather(ENTRY)
    assert {type(each) for each in gathered.warnings} == {ServiceRefused}
    assert set(gathered.references.works) == {"W2001", "W2002", "W9002"}
    assert gathered.references.unasked == frozenset()


# Lists that only Semantic Scholar has.


@pytest.fixture
def recent(universe: Universe) -> Entry:
    universe.add_hub_paper(RECENT, "A Recent Paper")
    universe.add_work("W3001", "A Hidden Work", arxiv="2301.00001", hidden=True)
    references = (
        make.s2_paper("s1", "Another Cited Work", doi="10.1000/two"),
        make.s2_paper("s2", "A Hidden Work", arxiv="2301.00001"),
        make.s2_paper("s3", "Known Nowhere Else", arxiv="2301.00002"),
        make.s2_paper("s4", "Without Any Id Elsewhere"),
        {**make.s2_paper("s5", "Not Resolved"), "paperId": None, "externalIds": None},
    )
    universe.add_s2_paper("p1", "A Recent Paper", arxiv=RECENT, references=references)
    return Entry(line=1, arxiv_id=RECENT)


def test_a_list_of_semantic_scholar_leads_to_works_hidden_ones_included(
    setup: Setup, recent: Entry
) -> None:
    found = references_of(setup, recent)
    assert (found.source, found.works) == ("s2", ("W2002", "W3001"))
    assert [each.id for each in found.others] == ["arxiv:2301.00002", "s2:s4"]
    assert (found.named, found.missing, found.unasked) == (5, 1, 0)
    before = len(setup.asked())
    assert references_of(setup, recent) == found
    assert len(setup.asked()) == before


def test_what_may_be_a_work_of_openalex_gets_no_node_of_its_own(
    setup: Setup, recent: Entry
) -> None:
    setup.find(recent)
    setup.world.openalex_budget = setup.world.openalex_spent
    found = references_of(setup, recent)
    assert [each.id for each in found.others] == ["s2:s4"], "a node of its own would stay"
    assert (found.works, found.missing, found.unasked) == ((), 1, 3)


def test_without_semantic_scholar_the_paper_has_no_list_and_that_is_told(
    setup: Setup, recent: Entry
) -> None:
    setup.world.faults.add("s2", "403", times=9)
    gathered = setup.gather(recent)
    assert {type(each) for each in gathered.warnings} == {ServiceRefused}
    assert references_of(setup, recent, offline=True).source is None
