"""Records as the services truly give them, from the list to what a researcher is shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.citeloom.command_line import CommandLine, over
from tests.world import Universe, World
from tests.world.openalex_works import location
from tests.world.universe import authorship, source

if TYPE_CHECKING:
    from collections.abc import Iterator

LISTING = r"""
@inproceedings{loom, title = {Loom: Weaving Graphs of Papers}, year = {2021},
  eprint = {2101.00001}, archiveprefix = {arXiv}}
@misc{nameless, eprint = {1810.00002}, archiveprefix = {arXiv}}
@article{cloth, title = {Cloth}, doi = {10.7717/loom.4375}}
@article{shade, title = {A Shade between $\lambda$ and $\beta$: Looms}, doi = {10.1000/shade}}
@article{dye, title = {Dyeing by Numbers}, year = {1999}, doi = {10.1000/dye}}
"""
JOURNAL = source("S1", "PeerLoom", kind="journal")
REPOSITORY = source("S2", "Data Manager", kind="repository")
COPY, HOST = "a copy in a repository", "the host calls it journal-article"
PROCEEDINGS = "Proceedings of the 2019 Conference of the North"
MATHS = (
    "<p>A shade <italic>between</italic><br/><inline-formula><mml:math><mml:mi>λ</mml:mi>"
    "</mml:math></inline-formula> and β:&amp;nbsp;<sc>Looms</sc></p>"
)


def make_universe() -> Universe:
    known = Universe()
    weaver = authorship("Ming\u2010Wei Weaver", 0, 2, "1")
    thread = authorship("Kenton Thread", 1, 2, "2")
    # Known by a name alone, as one venue in five is; and published with a data DOI years later.
    known.add_work(
        "W1001", "Loom: weaving graphs of papers", year=2025, arxiv="2101.00001",
        doi="10.6084/m9.loom.1", source=REPOSITORY, authors=(weaver, thread),
        type="article", references=("W1002", "W1006", "W1007", "W1008", "W1010"),
    )  # fmt: skip
    known.add_work(
        "W1002", "", year=2019, doi="10.18653/v1/n19-0002", arxiv="1810.00002",
        raw_source_name=PROCEEDINGS, raw_type="proceedings-article",
        authors=(authorship("Jacob Weaver", 0, 2, "3"), weaver), cited_by=30_214,
        references=("W1006", "W1007", "W1008", "W1010"),
    )  # fmt: skip
    known.add_hub_paper("1810.00002", "BERTA: Nameless in One Place", published="2018-10-11")
    known.add_work(
        "W1003", "Cloth", doi="10.7717/loom.4375", source=JOURNAL, raw_type="journal-article",
        type="book-chapter", references=("W1006", "W1007", "W1008"),
    )  # fmt: skip
    known.add_work(
        "W1004",
        MATHS,
        doi="10.1000/shade",
        source=JOURNAL,
        references=("W1006", "W1007", "W1008", "W1010"),
    )
    known.add_work(
        "W1005", "Dyeing by numbers", doi="10.1000/dye", type="conference-paper",
        raw_source_name="Conference on Dyes", references=("W1006", "W1007", "W1008", "W1010"),
    )  # fmt: skip
    known.add_work("W1006", None, year=2014, doi="10.3115/glove", raw_source_name=PROCEEDINGS,
                   authors=("Jeffrey Pennypacker", "Richard Sock", "Chris Mend"))  # fmt: skip
    known.add_s2_paper("s6", "GloVes: Vectors for Hands", doi="10.3115/glove", year=2014)
    known.add_work("W1007", "", year=2012, authors=("Ada Nameless", "Bea Nameless", "Cy Nameless"))
    # A prefix of a DOI in the place of one, in two works that have nothing to do with each other.
    broken = location(None, JOURNAL, doi="10.1371/journal.")
    known.add_work("W1008", "A study of warps", doi="10.1371/journal.1", locations=[broken])
    known.add_work("W1010", "Wefts, and what they are for", doi="10.1371/journal.2",
                   locations=[broken])  # fmt: skip
    return known


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    home = tmp_path_factory.mktemp("true")
    listing = home / "list.bib"
    listing.write_text(LISTING, encoding="utf-8")
    with World(make_universe()) as world:
        command = over(world, home)
        built = command("build", str(listing))
        assert built.code == 0, built.err
        yield command


@pytest.fixture(scope="module")
def papers(run: CommandLine) -> dict[str, dict[str, Any]]:
    """What the graph knows of each work, by W-id."""
    asked = (
        "MATCH (p:Paper) WHERE p.openalex_id IS NOT NULL OPTIONAL MATCH (p)-[:PUBLISHED_IN]->(v) "
        "RETURN p.openalex_id AS id, p.title AS title, p.title_source AS title_source, "
        "p.year AS year, p.year_source AS year_source, p.work_type AS work_type, p.doi AS doi, "
        "p.overruled AS overruled, v.id AS venue_id, v.name AS venue"
    )
    lines = run("cypher", asked, "--format", "jsonl").out.splitlines()
    return {found["id"]: found for found in map(json.loads, lines)}


@pytest.fixture(scope="module")
def bibtex(run: CommandLine) -> str:
    return run("cypher", "MATCH (p:Paper) RETURN p", "--format", "bibtex").out


@pytest.mark.parametrize(
    ("work", "known"),
    [
        pytest.param(
            "W1002",
            {
                "title": "BERTA: Nameless in One Place",
                "title_source": "hub",
                "venue": PROCEEDINGS,
                "venue_id": "name:proceedings of the 2019 conference of the north",
            },
            id="a listed paper without a title takes the next source's",
        ),
        pytest.param(
            "W1006",
            {
                "title": "GloVes: Vectors for Hands",
                "title_source": "s2",
                "venue_id": "name:proceedings of the 2019 conference of the north",
            },
            id="and so does a cited one; equal names are one venue",
        ),
        pytest.param(
            "W1007",
            {"title": "Nameless et al. 2012", "title_source": "authors"},
            id="at last it is called by its authors",
        ),
        pytest.param(
            "W1001",
            {
                "year": 2021,
                "doi": "10.48550/arxiv.2101.00001",
                "venue": "arXiv (Cornell University)",
                "overruled": [
                    f"DOI 10.6084/m9.loom.1: it is that of {COPY}, beside arXiv 2101.00001",
                    "year 2025: arXiv 2101.00001 is of 2021, and no publisher dates it",
                ],
            },
            id="the arXiv id bounds the year and the DOI",
        ),
        pytest.param(
            "W1003",
            {
                "work_type": "article",
                "overruled": [
                    f"type book-chapter: PeerLoom is a journal, and {HOST}",
                ],
            },
            id="the source bounds the type",
        ),
        pytest.param(
            "W1004",
            {"title": "A shade between λ and β: Looms"},
            id="markup is read, and no words grow together",
        ),
        pytest.param(
            "W1005",
            {"year": 1999, "year_source": "listing", "venue": "Conference on Dyes"},
            id="the listing's year outranks where an id found the paper",
        ),
        pytest.param("W1008", {"title": "A study of warps", "doi": "10.1371/journal.1"}, id="one"),
        pytest.param(
            "W1010",
            {"title": "Wefts, and what they are for", "doi": "10.1371/journal.2"},
            id="and another one stay two",
        ),
    ],
)
def test_a_record_is_weighed(
    papers: dict[str, dict[str, Any]], work: str, known: dict[str, object]
) -> None:
    assert work in papers, f"{work} is not in the graph: {sorted(papers)}"
    assert {key: papers[work][key] for key in known} == known


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(
            "@inproceedings{nameless,\n  title = {{BERTA}: Nameless in One Place},\n"
            "  author = {Weaver, Jacob and Weaver, Ming-Wei},\n"
            f"  booktitle = {{{PROCEEDINGS}}},",
            id="a conference known by name, and a hyphen of typesetting",
        ),
        pytest.param("@article{cloth,", id="no chapter of a journal"),
        pytest.param("@misc{loom,", id="a preprint with a data DOI"),
        pytest.param(
            "@inproceedings{dye,\n  title = {Dyeing by numbers},\n"
            "  author = {{Author 0 of W1005}},\n  booktitle = {Conference on Dyes},\n"
            "  year = {1999},",
            id="a new type",
        ),
        pytest.param("title = {Nameless et al. 2012}", id="never without a title"),
        pytest.param(
            "between {{\\ensuremath{\\lambda}}} and {{\\ensuremath{\\beta}}}: Looms}",
            id="letters",
        ),
    ],
)
def test_an_entry_is_written_as_it_was_published(bibtex: str, entry: str) -> None:
    assert entry in bibtex


@pytest.mark.parametrize("asked", ["Ming-Wei Weaver", "ming\u2010wei", "Wei Weaver"])
def test_an_author_is_found_whatever_the_hyphen(run: CommandLine, asked: str) -> None:
    found = json.loads(run("query", "find-author", "-p", f"text={asked}", "--format", "json").out)
    assert [each["name"] for each in found] == ["Ming-Wei Weaver"]


def test_what_was_overruled_is_on_the_paper_s_card(run: CommandLine) -> None:
    card = run("query", "paper", "-p", "paper=W1003", "--format", "json").out
    assert "PeerLoom is a journal" in card


@pytest.mark.parametrize("paper", ["W1002", "W1005"])
def test_what_was_tried_is_told_with_its_price(run: CommandLine, paper: str) -> None:
    rows = json.loads(run("query", "how-found", "-p", f"paper={paper}", "--format", "json").out)
    assert rows, "no step is told"
    assert any("credit" in json.dumps(row) for row in rows)
