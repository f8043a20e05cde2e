"""A small list for each way to find a paper, what disturbs its build, and graphs compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citeloom.graph.stores.open_store import open_store
from tests.graph_dump import dump
from tests.queries.example_graph import wipe
from tests.queries.stores import server as open_server
from tests.world import Universe
from tests.world.universe import authorship, institution, s2_paper, source, topic

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.citeloom.command_line import CommandLine
    from tests.neo4j_server import Neo4jAddress
    from tests.world import World

    Break = Callable[[World], None]
    Content = dict[tuple[str, ...], Any]

DATED = ("fetched_at", "older")  # when something was fetched, not what it is

# One paper for each way to be found, and for each way in which an outage can lead astray.
LISTING = """\
Loom: Weaving Graphs of Papers from Lists
a study of looms and their weavers
arXiv:2401.00003
https://doi.org/10.1000/four
PMID: 555
W1006
Only the Search by Title Knows This One
A Paper Whose References Only the Second Source Has
arXiv:2401.00009
A Title That No Service Knows at All
arXiv:2401.00011
doi:10.1000/hidden
"""


def make_universe() -> Universe:
    known = Universe()
    place = institution("I1", "Institute of Weaving")
    ada = authorship("Ada Weaver", 0, 2, "777", institutions=(place,))
    bob = authorship("Bob Spinner", 1, 2, None, institutions=(place,))
    venue, subject = source("S1", "Journal of Looms"), topic("T1", "Weaving")
    details: dict[str, Any] = {"authors": (ada, bob), "source": venue, "topics": (subject,)}
    known.add_work(
        "W1001", "Loom: weaving graphs of papers from lists", arxiv="2401.00001",
        references=("W2001", "W2002", "W2999"), abstract="We weave.", cited_by=2, **details,
    )  # fmt: skip
    known.add_hub_paper(
        "2401.00001", "Loom: Weaving Graphs of Papers from Lists", upvotes=7,
        summary="We weave. Code: https://github.com/weavers/loom-old and https://x.example/loom",
        repository="https://github.com/weavers/loom-old", models=tuple(f"w/m{n}" for n in range(6)),
        project_page="https://x.example/loom",
    )  # fmt: skip
    known.add_work("W1002", "A Study of Looms and Their Weavers", doi="10.1000/two", **details)
    known.add_hub_paper("2401.00003", "The Third Paper of This List", summary="A third.")
    known.add_work("W1003", "The third paper of this list", arxiv="2401.00003", **details)
    known.add_work(
        "W1004", "The Fourth Paper", doi="10.1000/four", references=("W1001", "W2001"), cited_by=2
    )
    known.add_work("W1005", "The Fifth Paper", ids={"pmid": "https://pubmed.ncbi.nlm.nih.gov/555"})
    known.add_work("W1016", "The Sixth Paper, Merged")
    known.merged["W1006"] = "W1016"
    known.add_work("W1007", "Only the search by title knows this one", cited_by=3)
    known.add_hub_paper("2401.00008", "A Paper Whose References Only the Second Source Has")
    known.add_work(
        "W1008", "A Paper Whose References Only the Second Source Has", arxiv="2401.00008"
    )
    known.add_work("W1009", "The Ninth Paper", arxiv="2401.00009", references=("W2001", "W2003"))
    of_nine = (s2_paper("r91", "Known by S2 only", year=2011), s2_paper("r92", "Two", doi="10.9/z"))
    known.add_s2_paper("s9", "The Ninth Paper", arxiv="2401.00009", references=of_nine)
    of_eight = (
        s2_paper("r81", "A Reference without a DOI", year=1999),
        s2_paper("r82", "A Cited Work", doi="10.2000/one"),
        s2_paper("r83", "A Hidden Cited Work", doi="10.2000/hidden"),
    )
    known.add_s2_paper("s8", "A Paper Whose References", arxiv="2401.00008", references=of_eight)
    known.add_hub_paper("2401.00011", "Known to the Hub Alone", authors=("Cy Hub",), upvotes=2)
    known.add_work("W1012", "A Hidden Work", doi="10.1000/hidden", hidden=True, authors=130)
    known.add_work(
        "W2001", "A Cited Work", doi="10.2000/one", references=("W2002", "W4001"), cited_by=9
    )
    known.add_work("W2002", "Another Cited Work", **details)
    known.add_work("W2003", "A Third Cited Work")
    known.add_work("W2004", "A Hidden Cited Work", doi="10.2000/hidden", hidden=True)
    known.add_work("W3001", "A Work that Cites Two", references=("W1001", "W1004", "W4001"))
    known.add_work("W3002", "A Work that Cites One", references=("W1004", "W4002", "W4999"))
    known.add_work("W4001", "A Work Around the List", references=("W2002", "W1002"), **details)
    known.add_work("W4002", "Another Work Around the List", references=("W4001",))
    known.add_repository("weavers/loom", number=42, stars=5)
    known.moved_repositories["weavers/loom-old"] = "weavers/loom"
    return known


def fail(service: str, kind: Any = "401", path: str = "") -> Break:
    return lambda world: world.faults.add(service, kind, times=1_000, path=path)


def fail_after(service: str, answers: int) -> Break:
    def begin(world: World) -> None:
        world.faults.add(service, "401", times=1_000)
        world.faults.skip(service, answers)

    return begin


def spend(credits_: int) -> Break:
    def begin(world: World) -> None:
        world.openalex_budget = credits_

    return begin


def all_at_once(*breaks: Break) -> Break:
    return lambda world: [each(world) for each in breaks] and None


OUTAGES: dict[str, Break] = {
    "OpenAlex is down": fail("openalex"),
    "the Hub is down": fail("hub"),
    "Semantic Scholar is down": fail("s2"),
    "GitHub is down": fail("github"),
    "all are down": all_at_once(fail("openalex"), fail("hub"), fail("s2"), fail("github")),
    "OpenAlex and the Hub are down": all_at_once(fail("openalex"), fail("hub")),
    "the Hub's search is down": fail("hub", path="search"),
    "the Hub's pages are down": fail("hub", path="papers/2401"),
    "the Hub's models are down": fail("hub", path="models"),
    "OpenAlex's lists are down": fail("openalex", "400", "/works"),
    "OpenAlex is spent at once": spend(0),
    **{f"OpenAlex is spent after {n}": spend(n) for n in (1, 2, 12, 22, 32, 42, 46, 47, 48)},
    **{f"OpenAlex fails after {n} answers": fail_after("openalex", n) for n in (1, 2, 4, 7, 9, 11)},
    **{f"the Hub fails after {n} answers": fail_after("hub", n) for n in (1, 3, 5, 8)},
}


def read_content(home: Path) -> Content:
    with open_store(str(home / "graph.kgl"), mode="read") as store:
        return flatten(store)


def flatten(store: Any) -> Content:
    found = dump(store)
    content: Content = {("node", *key): timeless(node) for key, node in found.nodes.items()}
    for key, links in found.relationships.items():
        content["link", *key] = [timeless(each) for each in links]
    return content


def timeless(properties: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in properties.items() if key not in DATED}


def compare(found: Content, wanted: Content) -> list[str]:
    """Say, node by node and link by link, in what two graphs differ."""
    return [
        f"{key}: {found.get(key)} instead of {wanted.get(key)}"
        for key in sorted({*found, *wanted})
        if found.get(key) != wanted.get(key)
    ]


def mend(world: World) -> None:
    world.faults.clear()
    world.faults.skip("openalex", 0)
    world.faults.skip("hub", 0)
    world.openalex_budget, world.openalex_spent = 1_000, 0


def use_server(run: CommandLine, server: Neo4jAddress) -> None:
    """Let a command line load into a server, which is emptied."""
    run.environment |= {
        "NEO4J_URI": server.uri,
        "NEO4J_USERNAME": server.username,
        "NEO4J_PASSWORD": server.password,
        "NEO4J_DATABASE": server.database,
    }
    with open_server(server) as store:
        wipe(store)
        store.write("MATCH (n:Graph) SET n.listings = [], n.sample = false, n.unfinished = null")
