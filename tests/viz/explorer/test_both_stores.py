"""The explorer over a file and over a server: the same questions, the same answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import requests

from tests.citeloom.command_line import ROOT, CommandLine
from tests.queries.example_graph import wipe
from tests.queries.stores import server
from tests.viz.explorer.conftest import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.neo4j_server import Neo4jAddress

SEED = "W9800000009"
OTHER = "W9800000011"
NODE = f"Paper:{SEED}"


@pytest.fixture(scope="module")
def addresses(
    example: Path, neo4j_address: Neo4jAddress, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """Where the explorers of the file and of the server listen."""
    with server(neo4j_address) as emptied:
        wipe(emptied)
        emptied.write("MATCH (g:Graph) REMOVE g.listings")  # what other tests loaded
    run = CommandLine(
        tmp_path_factory.mktemp("server"),
        NEO4J_URI=neo4j_address.uri,
        NEO4J_USERNAME=neo4j_address.username,
        NEO4J_PASSWORD=neo4j_address.password,
        NEO4J_DATABASE=neo4j_address.database,
    )
    done = run(
        "build", str(ROOT / "examples/daily-papers.txt"), "--offline", "--citing", "5", "-q",
        "--archive", str(ROOT / "examples/sample-archive.jsonl"),
    )  # fmt: skip
    assert done.code == 0, done.err
    with served(example) as file, served(lambda: server(neo4j_address)) as bolt:
        yield file, bolt


def both(addresses: tuple[str, str], path: str, body: dict[str, Any] | None) -> list[Any]:
    """Ask both explorers; return their answers."""
    answers = []
    with requests.Session() as session:
        session.trust_env = False
        for address in addresses:
            if body is None:
                answer = session.get(address + path, timeout=60)
            else:
                answer = session.post(address + path, json=body, timeout=60)
            assert answer.status_code == 200, f"{address}{path}: {answer.text}"
            answers.append(answer.json())
    return answers


@pytest.mark.parametrize(
    ("path", "body"),
    [
        *((f"/api/start/{part}", None)
          for part in ("contents", "coverage", "years", "topics", "foundations", "code")),
        (f"/api/node?id={NODE}", None),
        (f"/api/paper?id={SEED}", None),
        (f"/api/citing?id={SEED}&way=in", None),
        ("/api/names", {"ids": [SEED, OTHER, "nothing"]}),
        ("/api/ask", {"name": "foundations", "parameters": {"limit": "10"}}),
        ("/api/ask", {"name": "references", "parameters": {"paper": SEED}, "form": "csv"}),
        ("/api/draw", {"name": "co-citation-map", "parameters": {"limit": "20"}}),
        ("/api/cypher", {"statement": "MATCH (p:Paper) WHERE p.listed RETURN count(p) AS n"}),
        ("/api/related", {"papers": [SEED], "dismissed": [], "limit": 10}),
        ("/api/export", {"format": "bibtex", "name": "x", "papers": [{"id": SEED}]}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_both_answer_alike(
    addresses: tuple[str, str], path: str, body: dict[str, Any] | None
) -> None:
    file, bolt = both(addresses, path, body)
    assert file == bolt


@pytest.mark.parametrize(
    "step",
    [
        {"show": NODE},
        {"open": {"node": NODE, "kind": "CITES", "way": "out", "limit": 25}},
        {"open": {"node": NODE, "kind": "AUTHORED", "way": "in", "limit": 25}},
        {"open": {"node": NODE, "kind": "HAS_MODEL", "way": "out", "limit": 25}},
        {"path": [NODE, f"Paper:{OTHER}"]},
        {"query": {"name": "listing-citations", "parameters": {"limit": "60"}}},
    ],
    ids=lambda step: next(iter(step)),
)
def test_both_show_the_same_nodes_and_links(
    addresses: tuple[str, str], step: dict[str, Any]
) -> None:
    body = {"steps": [{"show": NODE}, step]}
    file, bolt = both(addresses, "/api/explore", body)
    ours, theirs = (each["columns"] for each in (file, bolt))
    if "path" in step:  # several are shortest; either will do
        for part, column in (("nodes", "id"), ("edges", "start")):
            assert len(ours[part][column]) == len(theirs[part][column])
    else:
        assert ours == theirs
    assert "error" not in str(file["steps"])


@pytest.mark.parametrize(
    "typed", ["compose soft", "learning to comp", "sample asp", "batsresearch"]
)
def test_both_find_what_is_typed(addresses: tuple[str, str], typed: str) -> None:
    file, bolt = both(addresses, f"/api/search?q={typed}", None)
    assert file, "the embedded store finds nothing"
    assert {each["node"] for each in file} & {each["node"] for each in bolt}
