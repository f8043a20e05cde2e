"""Values that no graph can hold, from every service: the build goes on, and so does the next."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from citeloom.enrich.archive import Archive
from citeloom.graph.stores.open_store import open_store
from tests.citeloom.command_line import over
from tests.graph_dump import dump
from tests.world import Universe, World

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.graph_dump import Dump

    Spoil = Callable[[dict[str, Any]], None]

HUGE = 10**30
NAN = float("nan")
HALF = "Half \ud835 a pair"


def nest(depth: int) -> Any:
    return [nest(depth - 1)] if depth else "inside"


def put(**values: Any) -> Spoil:
    return lambda record: record.update(values)


# The service, what its record says, and the words about what is left out of it.
SPOILT: dict[str, tuple[str, Spoil, str]] = {
    "OpenAlex, half of a pair": ("openalex", put(display_name=HALF, title=HALF), ""),
    "OpenAlex, a year": ("openalex", put(publication_year=HUGE), "publication_year of"),
    "OpenAlex, a year that is real": ("openalex", put(publication_year=1e30), "publication_year"),
    "OpenAlex, citations": ("openalex", put(cited_by_count=HUGE), "cited_by_count of"),
    "OpenAlex, no number": ("openalex", put(fwci=NAN), "fwci of"),
    "OpenAlex, more than a number": ("openalex", put(fwci=float("inf")), "fwci of"),
    "OpenAlex, a long title": ("openalex", put(display_name="long " * 400_000), "display_name of"),
    "OpenAlex, an abstract of one word": (
        "openalex", put(abstract_inverted_index={"word": list(range(300_000))}), "",
    ),
    "OpenAlex, places in an abstract": (
        "openalex", put(abstract_inverted_index={HALF: [HUGE, 0], "b": [1]}), "a number",
    ),
    "OpenAlex, lists in lists": ("openalex", put(topics=nest(300)), "topics of"),
    "OpenAlex, other types": (
        "openalex",
        put(publication_year="soon", authorships={"a": 1}, topics="x", biblio=[], ids=7,
            locations=None, primary_location="x", language=9),
        "",
    ),
    "the Hub, half of a pair": ("hub", put(title=HALF, summary=HALF), ""),
    "the Hub, upvotes": ("hub", put(upvotes=HUGE), "upvotes of 2401.00001"),
    "the Hub, stars": ("hub", put(githubStars=-HUGE), "githubStars of 2401.00001"),
    "the Hub, no number": ("hub", put(upvotes=NAN), "upvotes of"),
    "the Hub, likes": (
        "hub", put(linkedModels=[{"id": "a/b", "likes": HUGE}, {"id": ""}]), "likes of a/b",
    ),
    "the Hub, names": ("hub", put(authors=[{"name": HALF}, {"name": 4}, 5]), ""),
    "the Hub, other types": (
        "hub",
        put(authors=5, title=7, summary=[1], publishedAt={}, upvotes="many",
            linkedModels=[4, "x", []], linkedSpaces=[], numTotalModels="many",
            githubRepo=1, projectPage=False),
        "",
    ),
    "GitHub, stars": ("github", put(stargazers_count=HUGE), "stargazers_count of"),
    "GitHub, half of a pair": ("github", put(language=HALF, license={"spdx_id": HALF}), ""),
    "GitHub, other types": (
        "github", put(stargazers_count="many", language=[], license=[], pushed_at=4, id="x"), "",
    ),
    "Semantic Scholar, half of a pair": ("s2", put(title=HALF), ""),
    "Semantic Scholar, a year": ("s2", put(year=HUGE), "year of"),
    "Semantic Scholar, lists in lists": ("s2", put(year=nest(200)), "year of"),
    "Semantic Scholar, other types": (
        "s2", put(year={}, title=3, references=[{"paperId": 1, "externalIds": {}}]), "",
    ),
}  # fmt: skip


def make_universe() -> Universe:
    found = Universe()
    found.add_repository("a/b", stars=3)
    found.add_hub_paper("2401.00001", "A Paper of Some Length", repository="https://github.com/a/b")
    found.add_work("W1000", "A Paper of Some Length", arxiv="2401.00001", references=("W2000",))
    found.add_work("W2000", "A Cited Paper")
    found.add_hub_paper("2401.00002", "Another Paper of Some Length")
    found.add_s2_paper("s1", "Another Paper of Some Length", arxiv="2401.00002")
    return found


def list_records(universe: Universe, service: str) -> list[dict[str, Any]]:
    return list(
        {
            "openalex": universe.works,
            "hub": universe.hub_papers,
            "github": universe.repositories,
            "s2": universe.s2_papers,
        }[service].values()
    )


def read_graph(home: Path) -> Dump:
    with open_store(str(home / "graph.kgl"), mode="read") as store:
        return dump(store)


@pytest.fixture
def listing(tmp_path: Path) -> str:
    path = tmp_path / "list.txt"
    path.write_text("arXiv:2401.00001\narXiv:2401.00002\n", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("case", SPOILT)
def test_a_value_that_nothing_can_hold_is_left_out_and_named(
    tmp_path: Path, listing: str, case: str
) -> None:
    service, spoil, words = SPOILT[case]
    universe = make_universe()
    for record in list_records(universe, service):
        spoil(record)
    with World(universe) as world:
        run = over(world, tmp_path)
        done = run("--debug", "build", listing, "--report", str(tmp_path / "report.json"))
        assert done.code == 0, done.err
        assert words in done.err
        told = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["left_out"]
        assert bool(told) is bool(words)
        built = read_graph(tmp_path)
        assert run("build", listing, "-q", "--offline").code == 0
        assert read_graph(tmp_path) == built, "the archive gives another graph than the answers"
        again = run("build", listing, "-q", "--refresh")
    assert again.code == 0, again.err


@pytest.mark.parametrize("case", SPOILT)
def test_an_archive_that_holds_such_values_gives_a_graph(
    tmp_path: Path, listing: str, case: str
) -> None:
    service, spoil, words = SPOILT[case]
    with World(make_universe()) as world:
        run = over(world, tmp_path)
        assert run("build", listing, "-q").code == 0
        path = tmp_path / "archive.sqlite"
        with Archive.open(path, mode="write") as archive:
            rows = [each for each in archive.read_all() if each.service == service]
            for row in rows:
                if isinstance(row.body, dict) and "title" not in row.kind:
                    spoil(row.body)
            archive.put_many(rows)
        done = run("--debug", "build", listing)
        assert done.code == 0, done.err
        assert "list" in case or words in done.err
