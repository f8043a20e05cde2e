"""Finding papers: the steps from free to dear, and what is never believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from citeloom.enrich.entry import Entry
from citeloom.graph.errors import BudgetSpent

if TYPE_CHECKING:
    from tests.enrich.conftest import Setup
    from tests.world import Universe

TITLE = "Learning Graphs from Reading Lists with Patience"
OTHER = "Deep Residual Cooking of Sample Vegetables"
ARXIV = "2401.90001"
WORK = "W7001"
PEOPLE = ("Ada Alder", "Ben Birch", "Cora Cedar")


def entry(**details: Any) -> Entry:
    return Entry(line=1, **details)


def on_the_hub(universe: Universe, title: str = TITLE, arxiv: str = ARXIV, **more: Any) -> None:
    universe.add_hub_paper(arxiv, title, **{"authors": PEOPLE, **more})


def in_openalex(universe: Universe, title: str = TITLE, work: str = WORK, **more: Any) -> None:
    universe.add_work(work, title, **{"authors": PEOPLE, **more})


def listed(**more: Any) -> Entry:
    return entry(title=TITLE, authors=PEOPLE, author_count=3, year=2024, **more)


# Each step is taken only for what the earlier ones left open.


def test_a_title_costs_nothing_beyond_one_list_where_hub_and_openalex_have_it(
    setup: Setup, universe: Universe
) -> None:
    on_the_hub(universe)
    in_openalex(universe, arxiv=ARXIV)
    (found,) = setup.find(listed())
    assert (found.match, found.step, found.arxiv_id, found.openalex_id) == (
        "exact", "doi", ARXIV, WORK,
    )  # fmt: skip
    assert len(setup.asked("hub")) == 2, "a search and a page"
    assert len(setup.asked("openalex")) == 1, "one list, no single look-up, no search"
    assert setup.world.credits() == 1
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("ids", "step", "requests", "credits_"),
    [
        ({"arxiv_id": ARXIV}, "doi", 1, 1),
        ({"doi": "10.1000/own"}, "doi", 1, 1),
        ({"openalex_id": WORK}, "id", 1, 1),
    ],
    ids=["arXiv id", "DOI", "W-id"],
)
def test_an_id_alone_is_enough(
    setup: Setup, universe: Universe, ids: dict[str, str], step: str, requests: int, credits_: int
) -> None:
    doi = ids.get("doi")
    in_openalex(universe, arxiv=ARXIV, doi=doi)
    on_the_hub(universe)
    (found,) = setup.find(entry(**ids))
    assert (found.match, found.step, found.openalex_id) == ("id", step, WORK)
    assert found.arxiv_id == ARXIV, "OpenAlex or the listing knows it"
    assert setup.asked("hub") == [f"/api/papers/{ARXIV}"], "the page is read, nothing is searched"
    assert (len(setup.asked("openalex")), setup.world.credits()) == (requests, credits_)


PUBMED = {
    "openalex": f"https://openalex.org/{WORK}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/33301246",
    "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/7745181",
}


@pytest.mark.parametrize(
    "ids",
    [{"pmid": "33301246"}, {"pmcid": "PMC7745181"}, {"pmid": "33301246", "pmcid": "PMC7745181"}],
    ids=["PMID", "PMCID", "both"],
)
@pytest.mark.parametrize("hidden", [False, True], ids=["in lists", "hidden from lists"])
def test_a_number_of_pubmed_alone_is_enough(
    setup: Setup, universe: Universe, ids: dict[str, str], *, hidden: bool
) -> None:
    in_openalex(universe, doi="10.1000/own", hidden=hidden, ids=PUBMED)
    (found,) = setup.find(entry(**ids))
    assert (found.match, found.openalex_id) == ("id", WORK)
    assert found.step == ("single" if hidden else "id")
    assert setup.world.credits() == len(ids), "a list for each register, and no search"
    assert setup.asked("s2") == [], "what OpenAlex has nobody else is asked for"
    again = setup.find(entry(**ids))
    assert (again[0].openalex_id, setup.world.credits()) == (WORK, len(ids)), "asked once"


CORPUS = sum(map(ord, "s2-own"))  # as the stand-in numbers it


@pytest.mark.parametrize(
    ("ids", "known"),
    [
        ({"acl_id": "N19-1423"}, {"acl": "N19-1423", "doi": "10.1000/own"}),
        ({"corpus_id": str(CORPUS)}, {"doi": "10.1000/own"}),
        ({"corpus_id": str(CORPUS)}, {"arxiv": ARXIV}),
        ({"s2_id": "s2-own"}, {"doi": "10.1000/own"}),
        ({"pmid": "33301246"}, {"pmid": "33301246", "doi": "10.1000/own"}),
    ],
    ids=["ACL", "CorpusId, DOI", "CorpusId, arXiv", "Semantic Scholar's own", "PMID"],
)
def test_an_id_that_only_semantic_scholar_takes_leads_to_the_work(
    setup: Setup, universe: Universe, ids: dict[str, str], known: dict[str, str]
) -> None:
    in_openalex(universe, doi=known.get("doi"), arxiv=ARXIV)
    universe.add_s2_paper("s2-own", TITLE, **known)
    (found,) = setup.find(entry(**ids))
    assert (found.match, found.openalex_id) == ("id", WORK)
    assert all(".search:" not in each for each in setup.asked("openalex"))
    assert len(setup.asked("s2")) == 1


def test_what_semantic_scholar_alone_has_is_said_and_searched_for_by_its_title(
    setup: Setup, universe: Universe
) -> None:
    universe.add_s2_paper("s2-own", TITLE, acl="N19-1423")
    (found,) = setup.find(entry(acl_id="N19-1423"))
    assert found.match == "none"
    assert TITLE in found.evidence
    assert "Semantic Scholar" in found.evidence


def test_an_id_at_semantic_scholar_that_leads_to_another_title_is_doubtful(
    setup: Setup, universe: Universe
) -> None:
    in_openalex(universe, OTHER, doi="10.1000/own")
    universe.add_s2_paper("s2-own", OTHER, acl="N19-1423", doi="10.1000/own")
    (found,) = setup.find(listed(acl_id="N19-1423"))
    assert (found.match, found.openalex_id) == ("ambiguous", None)
    assert "leads to another title" in found.evidence


def test_what_lists_hide_is_looked_up_singly_and_free(setup: Setup, universe: Universe) -> None:
    in_openalex(universe, arxiv=ARXIV, hidden=True)
    (found,) = setup.find(entry(arxiv_id=ARXIV))
    assert (found.match, found.step, found.openalex_id) == ("id", "single", WORK)
    assert setup.world.credits() == 1


def test_what_a_free_look_up_finds_is_not_searched_for_by_title(
    setup: Setup, universe: Universe
) -> None:
    in_openalex(universe, arxiv=ARXIV, hidden=True)
    (found,) = setup.find(listed(arxiv_id=ARXIV))
    assert (found.step, found.openalex_id) == ("single", WORK)
    assert setup.world.credits() == 1, "a list; the single look-up is free"


def test_many_hidden_works_are_asked_for_a_hundred_to_a_call(
    setup: Setup, universe: Universe
) -> None:
    ids = [f"2401.9{place:04}" for place in range(30)]
    for place, arxiv in enumerate(ids):
        in_openalex(universe, f"Subject {place}", f"W{7_100 + place}", arxiv=arxiv, hidden=True)
    found = setup.find(*(entry(arxiv_id=each) for each in ids))
    assert {each.step for each in found} == {"single"}
    assert len(setup.asked("openalex")) == 2, "one list that hides them, one that shows them"


def test_the_hub_knows_it_and_openalex_does_not(setup: Setup, universe: Universe) -> None:
    on_the_hub(universe)
    (found,) = setup.find(listed())
    assert (found.match, found.step, found.openalex_id) == ("exact", "hub", None)
    assert found.arxiv_id == ARXIV


def test_a_published_version_is_found_by_title_and_tells_the_arxiv_id(
    setup: Setup, universe: Universe
) -> None:
    # Merged: `doi` is the publisher's, the arXiv copy stands among the locations.
    in_openalex(universe, arxiv=ARXIV, doi="10.1000/published")
    on_the_hub(universe, upvotes=7)
    (found,) = setup.find(entry(arxiv_id=ARXIV, title=TITLE))
    assert (found.match, found.step, found.openalex_id) == ("exact", "title-search", WORK)
    assert "The titles are equal" in found.evidence
    (again,) = setup.find(listed())
    assert (again.step, again.arxiv_id) == ("title-search", ARXIV)


def test_the_hubs_page_is_read_for_an_arxiv_id_that_only_a_title_search_tells(
    setup: Setup, universe: Universe
) -> None:
    in_openalex(universe, arxiv=ARXIV, doi="10.1000/published")
    on_the_hub(universe, "Its earlier name was not like that at all", upvotes=7)
    (found,) = setup.find(listed())
    assert (found.step, found.arxiv_id) == ("title-search", ARXIV)
    assert f"/api/papers/{ARXIV}" in setup.asked("hub")


def test_a_second_time_nobody_is_asked(setup: Setup, universe: Universe) -> None:
    on_the_hub(universe)
    entries = (listed(), entry(title=OTHER), entry(doi="10.1000/nowhere"), entry(title="?"))
    first = setup.find(*entries)
    before = len(setup.asked())
    assert setup.find(*entries) == first
    assert len(setup.asked()) == before
    assert setup.find(*entries, offline=True) == first
    setup.find(*entries, refresh=True)
    assert len(setup.asked()) == 2 * before


def test_progress_of_each_stage_ends_at_its_total(setup: Setup, universe: Universe) -> None:
    on_the_hub(universe)
    setup.find(listed(), entry(title=OTHER), entry(doi="10.1000/nowhere", title="Nowhere at all"))
    last = {stage: (done, total) for stage, done, total in setup.stages}
    assert last
    assert all(done == total for done, total in last.values()), last
    assert all(0 < done <= total for _, done, total in setup.stages)


# What is unclear is never linked.


def test_two_works_of_one_title_are_ambiguous_and_linked_to_neither(
    setup: Setup, universe: Universe
) -> None:
    in_openalex(universe, work="W7001", year=2012, authors=("Xaver Xylem",))
    in_openalex(universe, work="W7002", year=2018, authors=("Yara Yew", "Zoe Zelkova"))
    (found,) = setup.find(listed())
    assert (found.match, found.step) == ("ambiguous", None)
    assert (found.openalex_id, found.arxiv_id) == (None, None)
    assert {each.split()[0] for each in found.candidates} == {"W7001", "W7002"}


WRONG = {"authors": ("Xaver Xylem", "Yara Yew"), "year": 2011}


@pytest.mark.parametrize(
    ("ids", "named"),
    [
        ({"doi": "10.1000/wrong"}, "DOI 10.1000/wrong"),
        ({"openalex_id": "W7002"}, "W7002"),
        ({"arxiv_id": "2401.90002"}, "arXiv:2401.90002"),
        ({"arxiv_id": ARXIV, "doi": "10.1000/wrong"}, "DOI 10.1000/wrong"),
        ({"openalex_id": WORK, "doi": "10.1000/wrong"}, "DOI 10.1000/wrong"),
    ],
    ids=[
        "DOI",
        "W-id",
        "arXiv id",
        "a right arXiv id and a wrong DOI",
        "a right W-id, a wrong DOI",
    ],
)
def test_an_id_that_leads_to_another_title_is_doubtful_and_names_nothing(
    setup: Setup, universe: Universe, ids: dict[str, str], named: str
) -> None:
    in_openalex(universe, arxiv=ARXIV)
    on_the_hub(universe)
    in_openalex(universe, OTHER, "W7002", arxiv="2401.90002", doi="10.1000/wrong", **WRONG)
    on_the_hub(universe, OTHER, "2401.90002", authors=WRONG["authors"])
    (found,) = setup.find(listed(**ids))
    assert (found.match, found.step) == ("ambiguous", None)
    assert found.evidence == f"The listing's {named} leads to another title: {OTHER}."
    assert (found.openalex_id, found.arxiv_id, found.doi) == (None, None, None)
    assert OTHER in found.candidates[0]


@pytest.mark.parametrize("doi", [None, "10.1000/retitled"])
def test_a_retitled_paper_keeps_its_authors_and_is_believed(
    setup: Setup, universe: Universe, doi: str | None
) -> None:
    in_openalex(universe, OTHER, arxiv=ARXIV, doi=doi)
    on_the_hub(universe, OTHER)
    (found,) = setup.find(listed(arxiv_id=ARXIV, doi=doi))
    assert (found.match, found.openalex_id) == ("id", WORK)


@pytest.mark.parametrize(
    "there",
    [
        {"authors": ("Lei Wang", "Wei Zhang", "Min Chen")},
        {"authors": ("Lei Wang",)},
        {"authors": (*PEOPLE[:1], "Wei Zhang", "Min Chen")},
        {"authors": PEOPLE, "year": 2009},
    ],
    ids=["one common name", "one author of that name", "one author shared", "fifteen years apart"],
)
def test_a_shared_name_does_not_make_another_title_the_same_paper(
    setup: Setup, universe: Universe, there: dict[str, Any]
) -> None:
    in_openalex(universe, OTHER, doi="10.1000/wrong", **there)
    here = entry(
        title=TITLE,
        authors=("Lei Wang", *PEOPLE) if "Lei Wang" in there["authors"] else PEOPLE,
        year=2024,
        doi="10.1000/wrong",
    )
    (found,) = setup.find(here)
    assert found.match == "ambiguous", found.evidence


@pytest.mark.parametrize("sequel", [f"{TITLE} Revisited", f"{TITLE} v2"])
def test_an_id_of_a_sequel_is_doubtful_though_the_authors_are_the_same(
    setup: Setup, universe: Universe, sequel: str
) -> None:
    in_openalex(universe, sequel, doi="10.1000/sequel")
    (found,) = setup.find(listed(doi="10.1000/sequel"))
    assert found.match == "ambiguous", found.evidence


def test_a_work_with_another_arxiv_id_is_another_paper(setup: Setup, universe: Universe) -> None:
    on_the_hub(universe)
    in_openalex(universe, arxiv="2312.00009", doi="10.1000/namesake")
    (found,) = setup.find(listed())
    assert (found.step, found.openalex_id) == ("hub", None)


def test_an_unknown_doi_names_the_paper_though_its_title_is_ambiguous(
    setup: Setup, universe: Universe
) -> None:
    in_openalex(universe, work="W7001", year=2012, authors=("Xaver Xylem",))
    in_openalex(universe, work="W7002", year=2018, authors=("Yara Yew", "Zoe Zelkova"))
    (found,) = setup.find(listed(doi="10.1000/new"))
    assert (found.match, found.openalex_id, found.doi) == ("ambiguous", None, "10.1000/new")


def test_two_papers_of_one_title_stay_two(setup: Setup, universe: Universe) -> None:
    title = "On the Patience of Sample Readers in Long Libraries"
    on_the_hub(universe, title, "1201.9001", published="2012-01-09", authors=("Xaver Xylem",))
    on_the_hub(universe, title, "2401.90002", published="2024-01-09", authors=PEOPLE)
    old, new = setup.find(
        entry(title=title, year=2012, author_count=1), entry(title=title, year=2024, author_count=3)
    )
    assert (old.arxiv_id, new.arxiv_id) == ("1201.9001", "2401.90002")


@pytest.mark.parametrize("title", ["X", "?", "\\LaTeX", "数", "…", "a" * 20_000])
def test_odd_titles_are_looked_for_and_reported(
    setup: Setup, universe: Universe, title: str
) -> None:
    on_the_hub(universe, "X", year=2019)
    in_openalex(universe, "X", year=1984, authors=1)
    (found,) = setup.find(entry(title=title))
    assert found.match in ("none", "ambiguous")
    assert found.evidence
    assert found.openalex_id is None


def test_a_megabyte_of_abstract_is_evidence_like_any_other(
    setup: Setup, universe: Universe
) -> None:
    on_the_hub(universe)
    abstract = "every word of this abstract is about patience " * 22_000
    (found,) = setup.find(entry(title=TITLE, abstract=abstract, year=2024, author_count=3))
    assert found.arxiv_id == ARXIV


# Merged ids.


def test_an_old_w_id_leads_to_the_work_that_survived(setup: Setup, universe: Universe) -> None:
    in_openalex(universe)
    universe.merged["W1"] = WORK
    universe.leads_on = True
    (found,) = setup.find(entry(openalex_id="W1"))
    assert (found.match, found.step, found.openalex_id) == ("id", "single", WORK)


# Bad days.


def test_offline_with_an_empty_archive_every_paper_says_why(setup: Setup) -> None:
    found = setup.find(
        listed(), entry(doi="10.1000/x"), entry(arxiv_id=ARXIV), entry(openalex_id=WORK),
        offline=True,
    )  # fmt: skip
    assert {each.match for each in found} == {"none"}
    for each in found:
        assert each.evidence.startswith("Not asked to the end: The archive does not have")
        assert each.warnings
    assert setup.asked() == []


def test_hub_down_papers_are_found_at_openalex_and_that_is_told(
    setup: Setup, universe: Universe
) -> None:
    in_openalex(universe, arxiv=ARXIV)
    setup.world.faults.add("hub", "401", times=99)
    for found in setup.find(
        listed(), entry(doi=f"10.48550/arxiv.{ARXIV}"), entry(openalex_id=WORK)
    ):
        assert found.openalex_id == WORK
        assert [type(each).__name__ for each in found.warnings] == ["ServiceRefused"]
    setup.world.faults.clear()
    on_the_hub(universe)
    again = setup.find(listed(), entry(openalex_id=WORK))
    assert [each.warnings for each in again] == [(), ()]


def test_openalex_down_papers_are_found_on_the_hub_and_that_is_told(
    setup: Setup, universe: Universe
) -> None:
    in_openalex(universe, arxiv=ARXIV)
    on_the_hub(universe)
    setup.world.faults.add("openalex", "401", times=99)
    (found,) = setup.find(listed())
    assert (found.match, found.step, found.openalex_id) == ("exact", "hub", None)
    assert [type(each).__name__ for each in found.warnings] == ["ServiceRefused"]
    setup.world.faults.clear()
    (again,) = setup.find(listed())
    assert (again.openalex_id, again.warnings) == (WORK, ())


def test_the_same_refusal_thrice_ends_the_questions(setup: Setup) -> None:
    setup.world.faults.add("hub", "403", times=500)
    setup.world.faults.add("openalex", "403", times=500)
    setup.find(*(entry(title=f"Subject number {place} of many") for place in range(100)))
    assert len(setup.asked("hub")) < 30
    assert len(setup.asked("openalex")) < 30


def test_a_page_that_fails_does_not_lose_what_the_search_found(
    setup: Setup, universe: Universe
) -> None:
    on_the_hub(universe)
    in_openalex(universe, arxiv=ARXIV)
    setup.world.faults.add("hub", "403", path=f"/api/papers/{ARXIV}", times=9)
    (found,) = setup.find(listed())
    assert (found.step, found.openalex_id) == ("doi", WORK)
    assert found.warnings, "upvotes and models are missing, and that is told"
    assert setup.world.credits() == 1, "no search by title was paid for"


def test_a_refresh_on_a_bad_day_forgets_nothing(setup: Setup, universe: Universe) -> None:
    on_the_hub(universe)
    in_openalex(universe, arxiv=ARXIV)
    (before,) = setup.find(listed())
    setup.world.faults.add("hub", "401", times=99)
    setup.world.faults.add("openalex", "401", times=99)
    (found,) = setup.find(listed(), refresh=True)
    assert (found.match, found.step, found.openalex_id) == (before.match, "doi", WORK)
    assert len(found.warnings) == 2


def test_a_spent_budget_stops_the_searches_and_the_next_run_goes_on(
    setup: Setup, universe: Universe
) -> None:
    titles = [f"Subject number {place} of a long list of subjects" for place in range(12)]
    for place, title in enumerate(titles):
        in_openalex(universe, title, f"W{7_100 + place}")
    entries = [entry(title=title, authors=PEOPLE, year=2024) for title in titles]
    setup.world.openalex_budget = 45
    found = setup.find(*entries)
    done = [each for each in found if each.openalex_id]
    assert len(done) == 4
    rest = [each for each in found if not each.openalex_id]
    assert {each.match for each in rest} == {"none"}
    assert all(isinstance(each.warnings[0], BudgetSpent) for each in rest)
    refused = [each for each in setup.world.asked("openalex") if each.status == 429]
    assert len(refused) <= 8, "those that were under way; nothing is asked after that"
    setup.world.openalex_budget = 1_000
    again = setup.find(*entries)
    assert all(each.openalex_id and not each.warnings for each in again)
    assert setup.world.credits() == 120, "each search was paid for once"
