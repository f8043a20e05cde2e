"""From what was found to records: what outranks what, and what is never a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from citeloom.enrich.entry import Entry
from citeloom.enrich.links import find_links
from citeloom.enrich.paper_links import join_links
from citeloom.graph.records import Cites, HasCode, Paper, Repository

if TYPE_CHECKING:
    from tests.enrich.conftest import Setup
    from tests.world import Universe

TITLE = "Learning Graphs from Reading Lists with Patience"
ARXIV = "2401.90001"
WORK = "W7001"
PEOPLE = ("Ada Alder", "Ben Birch", "Cora Cedar")


def listed_of(records: list[Any]) -> Paper:
    (paper,) = (each for each in records if isinstance(each, Paper) and each.listed)
    return paper


def entry(**details: Any) -> Entry:
    return Entry(line=1, **details)


SAYS = {"title": TITLE, "abstract": "The listing's words.", "date": "2024-03-03", "year": 2024}


@pytest.mark.parametrize(
    ("in_openalex", "on_hub", "expected"),
    [
        pytest.param(
            {"date": "2024-01-01", "abstract": "OpenAlex's words."},
            {"published": "2024-02-02", "summary": "The Hub's words."},
            ("2024-01-01", 2024, "OpenAlex's words."),
            id="OpenAlex first",
        ),
        pytest.param(
            {"publication_date": None, "publication_year": None, "abstract": None},
            {"published": "2023-12-31", "summary": "The Hub's words."},
            ("2023-12-31", 2023, "The Hub's words."),
            id="then the Hub",
        ),
        pytest.param(
            None,
            {"published": "2023-12-31", "summary": "The Hub's words."},
            ("2023-12-31", 2023, "The Hub's words."),
            id="the Hub alone",
        ),
        pytest.param(None, None, ("2024-03-03", 2024, "The listing's words."), id="the listing"),
    ],
)
def test_openalex_outranks_the_hub_and_the_hub_the_listing(
    setup: Setup,
    universe: Universe,
    in_openalex: dict[str, Any] | None,
    on_hub: dict[str, Any] | None,
    expected: tuple[str, int, str],
) -> None:
    if in_openalex is not None:
        universe.add_work(WORK, TITLE, arxiv=ARXIV, authors=PEOPLE, **in_openalex)
    if on_hub is not None:
        universe.add_hub_paper(ARXIV, TITLE, authors=PEOPLE, **on_hub)
    paper = listed_of(setup.assemble(entry(arxiv_id=ARXIV, **SAYS)))
    assert (paper.date, paper.year, paper.abstract) == expected
    assert paper.id == (WORK if in_openalex else f"arxiv:{ARXIV}")


@pytest.mark.parametrize(
    ("ids", "aliases"),
    [
        pytest.param({}, True, id="a title alone"),
        pytest.param({"doi": "10.1000/own"}, False, id="a DOI"),
        pytest.param({"arxiv_id": ARXIV}, False, id="an arXiv id"),
        pytest.param({"openalex_id": WORK}, False, id="a W-id"),
    ],
)
def test_a_title_is_an_alias_only_where_the_listing_gives_nothing_else(
    setup: Setup, universe: Universe, ids: dict[str, str], *, aliases: bool
) -> None:
    universe.add_work(WORK, TITLE, doi="10.1000/own", authors=PEOPLE)
    paper = listed_of(setup.assemble(entry(title=TITLE, authors=PEOPLE, year=2024, **ids)))
    keys = [each for each in paper.aliases or () if each.startswith("title:")]
    assert bool(keys) is aliases


def test_a_work_that_cites_itself_does_not(setup: Setup, universe: Universe) -> None:
    universe.add_work(WORK, TITLE, references=(WORK, "W7002"))
    universe.add_work("W7002", "Another", references=("W7002", WORK))
    records = setup.assemble(entry(openalex_id=WORK))
    cited = {(each.start, each.end) for each in records if isinstance(each, Cites)}
    assert cited == {(WORK, "W7002"), ("W7002", WORK)}


def test_citations_of_merged_ids_lead_to_the_work_that_survived(
    setup: Setup, universe: Universe
) -> None:
    universe.merged["W9001"] = WORK
    universe.leads_on = True
    universe.add_work(WORK, TITLE, references=("W7002",))
    universe.add_work("W7002", "Another", references=("W9001", "W7003"))
    records = setup.assemble(entry(openalex_id="W9001"))
    cited = {(each.start, each.end) for each in records if isinstance(each, Cites)}
    assert cited == {(WORK, "W7002"), ("W7002", WORK)}
    assert Paper(id=WORK, openalex_id=WORK, aliases=("W9001",)) in records


def test_works_that_cite_are_taken_in_with_their_citation(setup: Setup, universe: Universe) -> None:
    universe.add_work(WORK, TITLE)
    for number in range(5):
        universe.add_work(f"W800{number}", f"Citing {number}", references=(WORK,), cited_by=number)
    records = setup.assemble(entry(openalex_id=WORK), citing=2)
    cited = {(each.start, each.end) for each in records if isinstance(each, Cites)}
    assert cited == {("W8004", WORK), ("W8003", WORK)}
    assert not [each for each in setup.assemble(entry(openalex_id=WORK)) if isinstance(each, Cites)]


def test_all_authors_of_a_listed_work_are_records(setup: Setup, universe: Universe) -> None:
    universe.add_work(WORK, TITLE, authors=120, doi="10.1000/own")
    (found,) = setup.find(entry(doi="10.1000/own"))
    assert found.work.value is not None
    assert len(found.work.value.authorships) == 120
    assert listed_of(setup.assemble(entry(doi="10.1000/own"))).authors_truncated is None


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"repository": "https://github.com/A/b"}, [("github.com/a/b", "ok", "own")]),
        ({"repository": "https://github.com/gone/gone"}, [("github.com/gone/gone", "gone", "own")]),
        ({"repository": "https://gitlab.com/a/b"}, [("gitlab.com/a/b", "unknown", "own")]),
        ({}, []),
    ],
)
def test_a_repository_has_the_state_that_github_tells(
    setup: Setup, universe: Universe, where: dict[str, str], expected: list[tuple[str, str, str]]
) -> None:
    universe.add_repository("A/b", stars=3)
    universe.add_hub_paper(ARXIV, TITLE, **where)
    records = setup.assemble(entry(arxiv_id=ARXIV))
    status = {each.id: each.status for each in records if isinstance(each, Repository)}
    code = [each for each in records if isinstance(each, HasCode)]
    assert [(each.end, status[each.end], each.relation) for each in code] == expected


def test_of_two_links_to_one_thing_the_more_certain_one_stays() -> None:
    (mentioned,) = find_links("Unlike https://github.com/a/b we do nothing.")
    (own,) = find_links("Our code is available at https://github.com/a/b.")
    assert (mentioned.relation, own.relation) == ("mentioned", "own")
    assert join_links([mentioned], [own]) == (own,)
    assert join_links([own], [mentioned]) == (own,)
