"""A small world for lists that change, and short ways to build from it and to look at graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citeloom.graph.stores.open_store import open_store
from tests.world import Universe

if TYPE_CHECKING:
    from pathlib import Path

    from citeloom.graph.stores.store import Store

PAPERS = {
    "W1001": "Weaving Graphs of Papers from Reading Lists",
    "W1002": "A Study of Looms and of Their Weavers",
    "W1003": "Threads That Nobody Has Counted Before",
}
TWINS = ("W1101", "W1102")
TWIN_TITLE = "Introduction"


def make_universe() -> Universe:
    """Make three papers that cite works of their own and one in common, and two twins."""
    known = Universe()
    for number, (key, title) in enumerate(PAPERS.items()):
        known.add_work(
            key, title, year=2020, doi=f"10.1000/{key.lower()}",
            references=("W2000", f"W200{number + 1}"),
        )  # fmt: skip
    for number in range(4):
        known.add_work(
            f"W200{number}", f"Cited Work Number {number}", year=2001, cited_by=9 - number
        )
    for number, key in enumerate(TWINS):
        known.add_work(key, TWIN_TITLE, year=2010 + number, references=("W2003",))
    code = "We weave. Code: https://github.com/weavers/loom and see https://github.com/others/tool"
    known.add_work("W1004", "A Paper with Code", arxiv="2401.00004", year=2024, abstract=code)
    known.add_hub_paper("2401.00004", "A Paper with Code", summary=code)
    known.add_repository("weavers/loom", number=1, stars=5)
    known.add_repository("others/tool", number=2, stars=900)
    return known


def bib(*keys: str, **fields: str) -> str:
    """Return a BibTeX file of some of the papers, with keys of the user's own."""
    more = "".join(f", {name} = {{{value}}}" for name, value in fields.items())
    return "\n".join(
        f"@article{{my-{key.lower()}, title = {{{PAPERS[key]}}}, year = 2020, "
        f"doi = {{10.1000/{key.lower()}}}{more}}}"
        for key in keys
    )


def list_papers(graph: Path | str) -> dict[str, list[str] | None]:
    """Return the papers of a graph file by id, with the listings that name them."""
    with open_store(str(graph), mode="read") as store:
        return list_papers_in(store)


def list_papers_in(store: Store) -> dict[str, list[str] | None]:
    rows = store.read("MATCH (p:Paper) RETURN p.id AS id, p.listings AS listings ORDER BY id").rows
    return {key: None if listings is None else sorted(listings) for key, listings in rows}


def read_paper(graph: Path | str, key: str) -> dict[str, Any]:
    """Return the properties of a paper of a graph file."""
    with open_store(str(graph), mode="read") as store:
        rows = store.read("MATCH (p:Paper {id: $id}) RETURN p", {"id": key}).rows
        found: dict[str, Any] = rows[0][0].properties
        return found
