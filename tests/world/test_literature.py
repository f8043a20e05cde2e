"""Literature from files, served as OpenAlex serves it."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
import requests

from bench.literature import make_universe, mend_names, read_literature
from tests.world import World

if TYPE_CHECKING:
    from pathlib import Path

CITATIONS = """# citing cited
P3 P1
P3 P2
P2 P1
P2 P2
P3 P1
P4 P3
"""
PAPERS = [
    {"id": "P1", "title": "The first", "year": 1999, "venue": "Sample & Co", "authors": []},
    {"id": "P2", "title": "The second", "year": 2001, "authors": ["Amble, Tore", "J&ouml", "n, A"]},
    {"id": "P3", "title": "The third", "year": 2003, "venue": None, "authors": ["Amble, Tore"]},
    {"id": "P5", "title": "Alone"},
]


def write(folder: Path) -> tuple[Path, Path]:
    """Write the citations as text, the papers gzipped."""
    citations, papers = folder / "cites.txt", folder / "papers.jsonl.gz"
    citations.write_text(CITATIONS, encoding="utf-8")
    with gzip.open(papers, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(paper) + "\n" for paper in PAPERS)
    return citations, papers


def test_works_have_what_the_files_say(tmp_path: Path) -> None:
    """W-ids are numbers, citations are counted once, authors of one name are one author."""
    literature = read_literature(*write(tmp_path))
    works = make_universe(literature).works

    def tell(key: str) -> tuple[str | None, int | None, int, list[str]]:
        work = works[literature.work_ids[key]]
        names = [each["author"]["display_name"] for each in work["authorships"]]
        return work["title"], work["publication_year"], work["cited_by_count"], names

    assert {key: tell(key) for key in literature.work_ids} == {
        "P1": ("The first", 1999, 2, []),
        "P2": ("The second", 2001, 1, ["Tore Amble", "A Jön"]),
        "P3": ("The third", 2003, 1, ["Tore Amble"]),
        "P4": (None, None, 0, []),
        "P5": ("Alone", None, 0, []),
    }
    second, third = (works[literature.work_ids[key]] for key in ("P2", "P3"))
    assert second["authorships"][0]["author"]["id"] == third["authorships"][0]["author"]["id"]
    assert works[literature.work_ids["P1"]]["primary_location"]["source"]["display_name"] == (
        "Sample & Co"
    )


def test_papers_are_taken_out_and_the_others_keep_their_ids(tmp_path: Path) -> None:
    """What is taken out is cited by nothing and counts for nothing."""
    literature = read_literature(*write(tmp_path))
    whole, part = make_universe(literature), make_universe(literature, without=["P2"])
    ids = literature.work_ids
    assert whole.works.keys() - part.works.keys() == {ids["P2"]}
    third = part.works[ids["P3"]]
    assert third["referenced_works"] == [f"https://openalex.org/{ids['P1']}"]
    assert part.works[ids["P1"]]["cited_by_count"] == 1


def test_a_world_serves_it(tmp_path: Path) -> None:
    """Lists by id and by what is cited answer as OpenAlex does."""
    literature = read_literature(*write(tmp_path))
    ids = literature.work_ids
    with World(make_universe(literature)) as world:

        def ask(text: str) -> list[str]:
            address = f"{world.openalex_url}/works?filter={text}&sort=cited_by_count:desc"
            session = requests.Session()
            session.trust_env = False
            with session:
                found = session.get(address, timeout=30).json()["results"]
            return [each["id"].rpartition("/")[2] for each in found]

        assert ask(f"cites:{ids['P1']}") == [ids["P2"], ids["P3"]]
        assert ask(f"cites:{ids['P1']}|{ids['P3']}") == [ids["P2"], ids["P3"], ids["P4"]]
        assert ask(f"openalex_id:{ids['P5']}|W1") == [ids["P5"]]


@pytest.mark.parametrize(
    ("pieces", "names"),
    [
        (["Amble, Tore"], ("Tore Amble",)),
        (["Haji&#x10D", ", Jan", "Hric, Jan"], ("Jan Hajič", "Jan Hric")),
        (["J&ouml", "nsson, Arne"], ("Arne Jönsson",)),
        (["Sampl&eacute"], ("Samplé",)),
        (["AT&T Labs"], ("AT&T Labs",)),
        (["", " , "], ()),
    ],
)
def test_names_that_were_cut_are_whole_again(pieces: list[str], names: tuple[str, ...]) -> None:
    """An entity of HTML ends in a semicolon, at which the names were cut."""
    assert mend_names(pieces) == names


@pytest.mark.parametrize(
    ("text", "line"),
    [("P1 P2 P3\n", ":1: expected `citing cited`"), ("P1 P2\n\nP1\n", ":3: expected `citing")],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, text: str, line: str) -> None:
    """Nothing is dropped silently."""
    file = tmp_path / "cites.txt"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=line):
        read_literature(file)


def test_a_paper_without_an_id_is_named(tmp_path: Path) -> None:
    """A paper must have an id."""
    citations, papers = write(tmp_path)
    papers = tmp_path / "papers.jsonl"
    papers.write_text('{"title": "x"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=":1: expected a paper with an id"):
        read_literature(citations, papers)
