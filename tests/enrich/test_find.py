"""Finding papers: the steps from free to dear, and what is never believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from citeloom.enrich.entry import Entry
from citeloom.graph.errors import BudgetSpent
from citeloom.graph.records import Paper

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
}


@pytest.mark.parametrize("letters", ["", "PMC"])
@pytest.mark.parametrize(
    "ids",
    [{"pmid": "33301246"}, {"pmcid": "PMC7745181"}, {"pmid": "33301246", "pmcid": "PMC7745181"}],
    ids=["PMID", "PMCID", "both"],
)
@pytest.mark.parametrize("hidden", [False, True], ids=["in lists", "hidden from lists"])
def test_a_number_of_pubmed_alone_is_enough(
    setup: Setup, universe: Universe, ids: dict[str, str], letters: str, *, hidden: bool
) -> None:
    address = f"https://www.ncbi.nlm.nih.gov/pmc/articles/{letters}7745181"
    in_openalex(universe, doi="10.1000/own", hidden=hidden, ids={**PUBMED, "pmcid": address})
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


def published(universe: Universe, title: str = TITLE, **more: Any) -> None:
    """Add a work whose DOI is the publisher's; its copy at arXiv stands among the locations."""
    in_openalex(universe, title, **{"arxiv": ARXIV, "doi": "10.1000/published", **more})


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize(
    ("details", "match"),
    [({"arxiv_id": ARXIV}, "id"), ({"arxiv_id": ARXIV, "title": TITLE}, "id"), ({}, "exact")],
    ids=["an id", "an id and a title", "a title that the Hub knows"],
)
def test_a_published_version_is_found_by_the_address_of_its_copy_for_a_credit(
    setup: Setup, universe: Universe, details: dict[str, str], match: str, scheme: str
) -> None:
    published(universe)
    universe.works[WORK]["locations"][-1]["landing_page_url"] = f"{scheme}://arxiv.org/abs/{ARXIV}"
    on_the_hub(universe, upvotes=7)
    (found,) = setup.find(entry(**details) if details else listed())
    assert (found.match, found.step, found.openalex_id) == (match, "arxiv", WORK)
    assert found.arxiv_id == ARXIV
    assert setup.world.credits() == 2, "a list by DOI and one by address, and no search"


def test_published_versions_are_asked_for_fifty_to_a_call(setup: Setup, universe: Universe) -> None:
    ids = [f"2401.9{place:04}" for place in range(120)]
    for place, arxiv in enumerate(ids):
        published(
            universe, f"Subject {place}", work=f"W{7_100 + place}", arxiv=arxiv,
            doi=f"10.1000/published-{place}",
        )  # fmt: skip
    found = setup.find(*(entry(arxiv_id=each) for each in ids))
    assert {each.step for each in found} == {"arxiv"}
    by_address = [each for each in setup.asked("openalex") if "landing_page_url" in each]
    assert len(by_address) == 3
    assert setup.world.credits() == 2 + 2 + 3, "by DOI, by DOI for what is hidden, by address"


@pytest.mark.parametrize(
    "trouble",
    ["another address", "the filter is not known", "nothing is answered"],
)
def test_without_an_answer_by_address_the_title_is_searched_for(
    setup: Setup, universe: Universe, trouble: str
) -> None:
    published(universe)
    if trouble == "another address":
        address = f"http://arxiv.org/pdf/{ARXIV}"
        universe.works[WORK]["locations"][-1]["landing_page_url"] = address
    elif trouble == "the filter is not known":
        setup.world.unknown_to_openalex.add("locations.landing_page_url")
    else:
        universe.works[WORK]["locations"][-1]["landing_page_url"] = None
    on_the_hub(universe, upvotes=7)
    (found,) = setup.find(entry(arxiv_id=ARXIV, title=TITLE))
    assert (found.match, found.step, found.openalex_id) == ("exact", "title-search", WORK)
    assert "The titles are equal" in found.evidence
    assert found.warnings == ()
    (again,) = setup.find(listed())
    assert (again.step, again.arxiv_id) == ("title-search", ARXIV)
    by_address = [each for each in setup.asked("openalex") if "landing_page_url" in each]
    assert len(by_address) == 1, "a filter that OpenAlex does not know is tried once"


@pytest.mark.parametrize("details", [{"title": TITLE}, {}], ids=["a title", "the Hub's title"])
def test_a_copy_that_openalex_joined_to_another_paper_is_not_taken(
    setup: Setup, universe: Universe, details: dict[str, str]
) -> None:
    published(universe, OTHER, authors=("Xaver Xylem", "Yara Yew"), year=2011)
    on_the_hub(universe)
    (found,) = setup.find(entry(arxiv_id=ARXIV, **details))
    assert (found.match, found.step, found.openalex_id) == ("id", "hub", None)
    assert found.arxiv_id == ARXIV, "the listing's own id is not doubted for it"


# What Semantic Scholar has.


@pytest.mark.parametrize(
    ("ids", "known"),
    [
        ({"doi": "10.1000/proceedings"}, {"doi": "10.1000/proceedings", "arxiv": ARXIV}),
        ({"arxiv_id": ARXIV}, {"doi": "10.1000/published", "arxiv": ARXIV}),
    ],
    ids=["a DOI that OpenAlex lacks", "an arXiv id that OpenAlex lacks"],
)
def test_what_openalex_lacks_is_found_by_the_ids_that_semantic_scholar_knows(
    setup: Setup, universe: Universe, ids: dict[str, str], known: dict[str, str]
) -> None:
    in_openalex(universe, doi="10.1000/published", arxiv=None if "arxiv_id" in ids else ARXIV)
    universe.add_s2_paper("s2-own", TITLE, **known)
    (found,) = setup.find(entry(**ids))
    assert (found.match, found.openalex_id) == ("id", WORK)
    assert all(".search:" not in each for each in setup.asked("openalex"))


def test_semantic_scholar_gives_a_title_and_ids_where_openalex_has_no_record(
    setup: Setup, universe: Universe
) -> None:
    universe.add_s2_paper("s2-own", TITLE, doi="10.1000/own", arxiv=ARXIV, year=2019)
    made = setup.assemble(entry(doi="10.1000/own"))
    (paper,) = (each for each in made if isinstance(each, Paper))
    assert (paper.title, paper.year, paper.s2_id) == (TITLE, 2019, "s2-own")
    assert (paper.doi, paper.arxiv_id) == ("10.1000/own", ARXIV)


@pytest.mark.parametrize("title", [None, "", "  "])
def test_semantic_scholar_gives_a_title_where_the_record_of_openalex_has_none(
    setup: Setup, universe: Universe, title: str | None
) -> None:
    in_openalex(universe, doi="10.1000/own", display_name=title, title=title)
    universe.add_s2_paper("s2-own", TITLE, doi="10.1000/own")
    for named in ({"doi": "10.1000/own"}, {"openalex_id": WORK}):
        made = setup.assemble(entry(**named))
        (paper,) = (each for each in made if isinstance(each, Paper))
        assert (paper.id, paper.title, paper.s2_id) == (WORK, TITLE, None)


@pytest.mark.parametrize(
    ("authors", "on_hub", "believed"),
    [(PEOPLE, False, True), (PEOPLE, True, True), ((), True, False), ((), False, False)],
    ids=["its authors", "its authors, on the Hub", "on the Hub", "nothing speaks for it"],
)
def test_a_paper_that_semantic_scholar_calls_otherwise_keeps_its_id_where_something_confirms_it(
    setup: Setup, universe: Universe, authors: tuple[str, ...], *, on_hub: bool, believed: bool
) -> None:
    paper = universe.add_s2_paper("s2-own", OTHER, arxiv=ARXIV, doi="10.1000/published")
    paper["authors"] = [{"authorId": None, "name": each} for each in authors]
    if on_hub:
        on_the_hub(universe)
    (found,) = setup.find(listed(arxiv_id=ARXIV))
    assert (found.elsewhere.value is not None) is believed
    assert found.match == ("id" if on_hub else "none" if believed else "ambiguous")
    assert found.arxiv_id == (ARXIV if on_hub or believed else None)


@pytest.mark.parametrize(
    ("authors", "match"), [(PEOPLE, "exact"), (("Xaver Xylem", "Yara Yew"), "ambiguous")]
)
def test_authors_that_semantic_scholar_knows_help_to_tell_works_of_one_title_apart(
    setup: Setup, universe: Universe, authors: tuple[str, ...], match: str
) -> None:
    in_openalex(universe, year=2019)
    in_openalex(universe, work="W7002", year=2003, authors=("Zoe Zelkova",))
    paper = universe.add_s2_paper("s2-own", TITLE, doi="10.1000/own", year=2019)
    paper["authors"] = [{"authorId": None, "name": each} for each in authors]
    (found,) = setup.find(entry(doi="10.1000/own"))
    assert (found.match, found.openalex_id) == (match, WORK if match == "exact" else None)


def test_semantic_scholar_is_not_asked_about_what_openalex_has(
    setup: Setup, universe: Universe
) -> None:
    in_openalex(universe, arxiv=ARXIV)
    setup.find(entry(arxiv_id=ARXIV), entry(openalex_id=WORK))
    assert setup.asked("s2") == []


def test_a_list_of_references_that_came_with_the_ids_is_not_asked_for_again(
    setup: Setup, universe: Universe
) -> None:
    on_the_hub(universe)
    universe.add_s2_paper("s2-own", TITLE, arxiv=ARXIV)
    setup.gather(entry(arxiv_id=ARXIV))
    assert len(setup.asked("s2")) == 1


def test_semantic_scholar_down_is_not_told_where_the_title_is_found_all_the_same(
    setup: Setup, universe: Universe
) -> None:
    in_openalex(universe, doi="10.1000/other")
    setup.world.faults.add("s2", "403", times=9)
    (found,) = setup.find(listed(doi="10.1000/own"))
    assert (found.openalex_id, found.warnings) == (WORK, ())


# What was tried is noted.

LIST, COPIES, FREE = "1 credit for up to 100 papers", "1 credit for up to 50 papers", "free"
ARXIV_DOI = f"10.48550/arxiv.{ARXIV}"


def test_each_step_is_noted_with_its_answer_and_price(setup: Setup, universe: Universe) -> None:
    on_the_hub(universe)
    in_openalex(universe, doi="10.1000/published")
    (found,) = setup.find(listed())
    assert [tuple(each) for each in found.tried] == [
        ("Hub by title", f"exact: arxiv:{ARXIV}", FREE),
        ("Hub pages", f"{ARXIV}: {ARXIV}", FREE),
        ("OpenAlex by id", f"{ARXIV_DOI}: not there", LIST),
        ("OpenAlex one by one", f"{ARXIV_DOI}: not there", FREE),
        ("OpenAlex by copy at arXiv", f"{ARXIV}: not there", COPIES),
        ("Semantic Scholar by id", f"{ARXIV}: not there", FREE),
        ("OpenAlex by title", f"exact: {WORK}", "10 credits"),
    ]
    assert setup.find(listed())[0].tried == found.tried
    assert setup.find(listed(), offline=True)[0].tried == found.tried


def test_what_kept_a_service_from_answering_is_noted_too(setup: Setup, universe: Universe) -> None:
    on_the_hub(universe)
    setup.world.search_paused = "40000"
    (found,) = setup.find(listed())
    step, answer, price = found.tried[-1]
    assert (step, price) == ("OpenAlex by title", "10 credits")
    assert answer.startswith("not asked to the end")
    assert "Use a free key" in answer
    (paper,) = (each for each in setup.assemble(listed()) if isinstance(each, Paper))
    assert len(paper.match_tried) == len(found.tried)
    assert all(line.count(" | ") == 2 for line in paper.match_tried)


def test_searches_that_are_paused_stop_neither_lists_nor_single_look_ups(
    setup: Setup, universe: Universe
) -> None:
    in_openalex(universe, arxiv=ARXIV, references=("W7801", "W4285719527"))
    universe.add_work("W7801", "A Cited Work")
    setup.world.search_paused = "40000"
    nowhere = [entry(title=f"Subject number {place} of a long list") for place in range(9)]
    gathered = setup.gather(*nowhere, entry(arxiv_id=ARXIV))
    assert gathered.findings[-1].openalex_id == WORK
    assert gathered.references.works == {"W7801": "W7801"}
    assert gathered.references.unasked == frozenset()
    assert {"Use a free key" in str(each) for each in gathered.warnings} == {True}
    assert {"OPENALEX_API_KEY" in str(each) for each in gathered.warnings} == {True}


# The title tells what ids do not.


def test_the_hubs_page_is_read_for_an_arxiv_id_that_only_a_title_search_tells(
    setup: Setup, universe: Universe
) -> None:
    published(universe)
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
