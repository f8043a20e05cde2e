"""The verdict on each kind of forgery, and on true entries in the variants that people write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from citeloom.enrich.bibliography_check import check_bibliography
from citeloom.enrich.listing import read_listing
from tests.enrich.bibliography_check.small_library import (
    SURVEYS,
    make_library,
    write_entry,
    write_fields,
)
from tests.world.universe import source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citeloom.enrich.bibliography_check import BibliographyCheck
    from tests.enrich.conftest import Setup
    from tests.world import Universe


@pytest.fixture
def universe() -> Universe:
    return make_library()


def check(setup: Setup, text: str, *, offline: bool = False) -> BibliographyCheck:
    listing = read_listing(text.encode(), name="x.bib")
    with setup.services(offline=offline) as services:
        return check_bibliography(listing, text, services, setup.progress)


def tell(done: BibliographyCheck) -> list[tuple[str, list[str]]]:
    return [(each.verdict, [one.name for one in each.contradictions]) for each in done.entries]


CARPET = {
    "title": "Attention to Every Thread of a Large Carpet",
    "author": "Carpet, Fay and Rug, Gil",
    "year": "2017",
}
# Kind of forgery: the entry, the verdict, and the fields that contradict.
FORGERIES: dict[str, tuple[str, str, list[str]]] = {
    "invented paper": (
        write_entry(title="Unravelling Sweaters by Moonlight", doi=None), "not-found", [],
    ),
    "invented paper with an invented DOI": (
        write_entry(title="Unravelling Sweaters by Moonlight", doi="10.1000/never"),
        "not-found", ["doi"],
    ),
    "invented DOI": (write_entry(doi="10.1000/never"), "differs", ["doi"]),
    "dead DOI": (write_entry(doi="10.1000/weav"), "differs", ["doi"]),
    "no DOI at all in its field": (write_entry(doi="10,1000/weave"), "differs", ["doi"]),
    "real id, other title and authors": (
        write_entry(title="Spinning Threads Faster than Looms Can Take Them",
                    author="Spinner, Ada and Dyer, Bob", year="2018"),
        "other-paper", ["title", "authors", "doi"],
    ),
    "real id, title of another paper": (
        write_entry(title="Attention to Every Thread of a Large Carpet"), "differs", ["title"],
    ),
    "real title, other authors": (
        write_entry(author="Doe, John and Poe, Ann"), "differs", ["authors"],
    ),
    "real title, other authors, no id": (
        write_entry(author="Doe, John and Poe, Ann", doi=None), "differs", ["authors"],
    ),
    "swapped venue": (write_entry(journal="Annals of Knitting"), "differs", ["venue"]),
    "swapped year": (write_entry(year="2014"), "differs", ["year"]),
    "title altered in a word": (
        write_entry(title="Weaving Graphs of Quotations: A Study of Warps"), "differs", ["title"],
    ),
    "title turned round by a word": (
        write_entry(title="Weaving Graphs without Citations: A Study of Warps"),
        "other-paper", ["title", "doi"],
    ),
    "two papers merged": (
        write_entry(title="Weaving Graphs of Large Carpets",
                    author="Müller, Kim and Carpet, Fay and Rug, Gil"),
        "other-paper", ["title", "authors", "doi"],
    ),
    "arXiv id of another paper": (
        write_entry(eprint="1705.00002v2", archiveprefix="arXiv"), "other-paper", ["arxiv_id"],
    ),
    "retracted": (
        write_fields("dye", "article", {"title": "Dyeing without Colour", "author": "Dyer, Bob",
                                        "year": "2015", "doi": "10.1000/dye"}),
        "retracted", [],
    ),
    "preprint, though it was published": (
        write_fields("f", "misc", {**CARPET, "eprint": "1706.00005", "archiveprefix": "arXiv"}),
        "published", [],
    ),
    "preprint in the field of a journal, though it was published": (
        write_fields("f", "article", {**CARPET, "journal": "arXiv preprint arXiv:1706.00005"}),
        "published", [],
    ),
    "authors in another order": (
        write_entry(author="Müller, Kim and García Márquez, Jane and Иванов, Иван"),
        "differs", ["authors"],
    ),
    "an author left out": (
        write_entry(author="García Márquez, Jane and Müller, Kim"), "differs", ["authors"],
    ),
    "an author too many": (
        write_entry(author="García Márquez, Jane and Müller, Kim and Müller, Tim and Иванов, Иван"),
        "differs", ["authors"],
    ),
    "wrong pages": (write_entry(pages="531--548"), "differs", ["pages"]),
    "wrong last page": (write_entry(pages="431--440"), "differs", ["pages"]),
    "wrong volume": (write_entry(volume="21", pages=None), "differs", ["volume"]),
}  # fmt: skip


@pytest.mark.parametrize("kind", FORGERIES)
def test_each_kind_of_forgery_is_caught_and_the_forged_field_named(setup: Setup, kind: str) -> None:
    text, verdict, fields = FORGERIES[kind]
    done = check(setup, text)
    assert tell(done) == [(verdict, fields)], done.entries[0].evidence
    assert done.exit_code == 1


HONEST = {
    "all of it": write_entry(),
    "venue abbreviated": write_entry(journal="J. Loom Surv."),
    "given names as initials": write_entry(
        author="García Márquez, J. and Müller, K. and Иванов, И."
    ),
    "given names first": write_entry(author="Jane García Márquez and Kim Müller and Иван Иванов"),
    "half of a double name": write_entry(author="García, J. and Müller, K. and Иванов, И."),
    "and others": write_entry(author="García Márquez, Jane and others"),
    "names transliterated": write_entry(
        author="Garcia Marquez, Jane and Mueller, Kim and Ivanov, Ivan"
    ),
    "LaTeX": write_entry(
        author=r"Garc{\'i}a M{\'a}rquez, Jane and M{\"u}ller, Kim and Ivanov, Ivan",
        title="{W}eaving {G}raphs of \\emph{Citations}: {A} Study of {Warps}",
    ),
    "capitals": write_entry(title="WEAVING GRAPHS OF CITATIONS: A STUDY OF WARPS"),
    "subtitle left out": write_entry(title="Weaving Graphs of Citations"),
    "year of the online version": write_entry(year="2018"),
    "year of the printed version": write_entry(year="2020"),
    "last page shortened": write_entry(pages="431-48"),
    "first page only": write_entry(pages="431"),
    "pages within the paper": write_entry(pages="1--18"),
    "no id": write_entry(doi=None),
    "no id, subtitle left out": write_entry(doi=None, title="Weaving Graphs of Citations"),
    "DOI as an address": write_entry(doi=None, url="https://doi.org/10.1000/WEAVE"),
    "an acronym": write_fields(
        "f", "inproceedings", {**CARPET, "booktitle": "NeurIPS", "eprint": "1706.00005v3"}
    ),
    "an ordinal and a place": write_fields(
        "s", "inproceedings",
        {"title": "Spinning Threads Faster than Looms Can Take Them",
         "author": "Spinner, Ada and Dyer, Bob", "year": "2018",
         "booktitle": "Proc. of the 7th Conf. on Comput. Looms, Vienna, Austria"},
    ),
    "a preprint that is not published": write_fields(
        "k", "misc",
        {"title": "A Preprint on Knots That Nobody Has Published Yet", "year": "2021",
         "author": "Knot, Cy and Knot, Di and Rope, Ed", "eprint": "2101.00004v2"},
    ),
    "published, where the services know the preprint only": write_fields(
        "k", "article",
        {"title": "A Preprint on Knots That Nobody Has Published Yet", "year": "2023",
         "author": "Knot, Cy and Knot, Di and Rope, Ed", "eprint": "2101.00004",
         "journal": "Journal of Rope", "pages": "1--9", "doi": "10.1000/unknown-yet"},
    ),
    "a retraction that the entry itself tells": write_fields(
        "d", "article", {"title": "Dyeing without Colour", "author": "Dyer, Bob",
                         "year": "2015", "doi": "10.1000/dye", "note": "Retracted in 2016"},
    ),
    "a later edition of a book": write_fields(
        "b", "book", {"title": "Weaving Graphs of Citations: A Study of Warps", "year": "2024",
                      "author": "García Márquez, Jane and Müller, Kim and Иванов, Иван",
                      "doi": "10.1000/weave"},
    ),
    "nothing but a DOI": "@misc{d, doi={10.1000/weave}}\n",
}  # fmt: skip


@pytest.mark.parametrize("variant", HONEST)
def test_true_entries_are_no_alarm_in_any_variant(setup: Setup, variant: str) -> None:
    done = check(setup, HONEST[variant])
    assert tell(done) == [("agrees", [])], done.entries[0].evidence
    assert done.exit_code == 0


def test_an_entry_under_two_keys_is_a_duplicate_of_the_first(setup: Setup) -> None:
    text = write_entry("one") + write_entry("two", doi=None, journal="J. Loom Surv.")
    done = check(setup, text)
    assert [each.verdict for each in done.entries] == ["agrees", "duplicate"]
    assert "Entry one (line 1)" in done.entries[1].evidence


def test_an_entry_that_is_there_twice_with_one_key_is_not_dropped(setup: Setup) -> None:
    done = check(setup, write_entry("one") * 2)
    assert [(each.line, each.verdict) for each in done.entries] == [
        (1, "agrees"),
        (10, "duplicate"),
    ]


def test_of_a_talk_and_its_article_of_one_title_the_one_that_fits_is_meant(
    setup: Setup, universe: Universe
) -> None:
    title = "Planning the Weaving of Carpets in Advance"
    venues = (source("S7", "Meeting of Carpet Planners", kind="conference"), SURVEYS)
    for work_id, year, venue in (("W3001", 2009, venues[0]), ("W3002", 2013, venues[1])):
        universe.add_work(work_id, title, year=year, source=venue, authors=("A Roe", "B Poe"))
    fields = {"title": title, "author": "Roe, A. and Poe, B."}
    article = {**fields, "year": "2013", "journal": "J. Loom Surv."}
    talk = {**fields, "year": "2009", "booktitle": "Proc. of the Meeting of Carpet Planners"}
    done = check(
        setup, write_fields("a", "article", article) + write_fields("t", "inproceedings", talk)
    )
    assert tell(done) == [("agrees", []), ("agrees", [])]


def test_two_papers_of_one_title_are_no_duplicates(setup: Setup, universe: Universe) -> None:
    universe.add_work(
        "W2001", "A Study of Looms and Their Weavers", year=2010, doi="10.1/a", authors=("A Roe",)
    )
    universe.add_work(
        "W2002", "A Study of Looms and Their Weavers", year=2011, doi="10.1/b", authors=("A Roe",)
    )
    fields = {"title": "A Study of Looms and Their Weavers", "author": "Roe, A."}
    done = check(
        setup,
        write_fields("a", "article", {**fields, "year": "2010", "doi": "10.1/a"})
        + write_fields("b", "article", {**fields, "year": "2011", "doi": "10.1/b"}),
    )
    assert [each.verdict for each in done.entries] == ["agrees", "agrees"]


def number_keys(texts: Iterable[str]) -> str:
    """Join entries, each under a key of its own."""
    return "".join(re.sub(r"\{\w+,", f"{{key{n},", text, count=1) for n, text in enumerate(texts))


EVERY = number_keys(text for text, _, _ in FORGERIES.values())


@pytest.mark.parametrize("down", [("openalex",), ("openalex", "hub", "s2")], ids=" and ".join)
def test_while_services_are_down_every_entry_is_not_asked(
    setup: Setup, down: tuple[str, ...]
) -> None:
    for service in down:
        setup.world.faults.add(service, "503", times=10_000)
    done = check(
        setup, number_keys([*HONEST.values(), *(text for text, _, _ in FORGERIES.values())])
    )
    assert {each.verdict for each in done.entries} == {"not-asked"}
    assert done.exit_code == 3
    assert done.warnings


def test_offline_without_an_archive_every_entry_is_not_asked(setup: Setup) -> None:
    done = check(setup, EVERY + HONEST["nothing but a DOI"], offline=True)
    assert len(done.entries) == len(FORGERIES) + 1
    assert {each.verdict for each in done.entries} == {"not-asked"}
    assert setup.asked() == []


def test_offline_an_archive_gives_the_same_verdicts(setup: Setup) -> None:
    online = check(setup, EVERY)
    before = len(setup.asked())
    assert check(setup, EVERY, offline=True).entries == online.entries
    assert len(setup.asked()) == before


def test_while_the_hub_is_down_what_openalex_knows_is_judged(setup: Setup) -> None:
    setup.world.faults.add("hub", "503", times=10_000)
    done = check(setup, write_entry() + write_entry("b", year="2014"))
    assert [each.verdict for each in done.entries] == ["agrees", "differs"]


@pytest.mark.parametrize("name", ["all of it", "an acronym", "a preprint that is not published"])
def test_an_entry_with_an_id_costs_three_credits_at_most(setup: Setup, name: str) -> None:
    assert check(setup, HONEST[name]).entries[0].verdict == "agrees"
    assert setup.world.credits() <= 3


def test_other_formats_are_compared_without_venue_and_pages(setup: Setup) -> None:
    ris = (
        "TY  - JOUR\nTI  - Weaving Graphs of Citations: A Study of Warps\nAU  - Roe, Jane\n"
        "AU  - Poe, Ann\nPY  - 2019\nDO  - 10.1000/weave\nJO  - Annals of Knitting\nER  - \n"
    )
    (entry,) = check(setup, ris).entries
    assert entry.verdict == "differs"
    assert [each.name for each in entry.fields] == ["title", "authors", "year", "doi"]


def test_a_suggestion_names_the_right_values(setup: Setup) -> None:
    (entry,) = check(setup, write_entry(year="2014", pages="1431--1448")).entries
    assert entry.suggestion == "Correct: year = 2019, pages = 431-448."
    (entry,) = check(setup, FORGERIES["preprint, though it was published"][0]).entries
    assert "venue = Advances in Neural Information Processing Systems" in entry.suggestion
