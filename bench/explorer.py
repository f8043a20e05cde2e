"""How long the explorer keeps people waiting, on 100,000 papers with 2,000,000 citations.

``python -m bench.explorer`` starts `citeloom explore` on the graph of `bench.queries` and asks it
over HTTP, first alone and then as ten people at once: search as one types, opening a node in one
direction, and the card of a paper. Beside it stands the shortest Cypher for the same, sent straight
through kglite in this process by one person: no HTTP, no names, no evidence.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kglite
import numpy as np
import requests
from platformdirs import user_cache_path

from bench.queries import CITES, PAPERS, VERSION, embedded_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PEOPLE, ROUNDS = 10, 40
TYPED = ("lo", "loom", "looms and gr", "part 4", "part 431", "part 43127", "author 77", "code12")
SEARCH = (
    "MATCH (p:Paper) WHERE toLower(p.title) CONTAINS $typed "
    "RETURN p.id AS id, p.title AS title ORDER BY p.cited_by_count DESC LIMIT 8"
)
OPEN = (
    "MATCH (p:Paper {id: $id})<-[:CITES]-(q:Paper) "
    "RETURN q ORDER BY q.cited_by_count DESC, q.id LIMIT 25"
)
CARD = (
    "MATCH (p:Paper {id: $id}) OPTIONAL MATCH (p)<-[s:AUTHORED]-(a:Author) "
    "RETURN p, collect(a) AS authors"
)
MOST_CITED = (
    "MATCH (p:Paper)<-[:CITES]-(q:Paper) WITH p.id AS id, count(q) AS cited "
    "RETURN id, cited ORDER BY cited DESC, id LIMIT 2000"
)


@contextmanager
def explorer(graph: Path) -> Iterator[tuple[str, int]]:
    """Run the command; give its address and the number of its process."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "citeloom", "explore", "--port", "0", "--no-browser",
               "--graph", str(graph)]  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:  # noqa: S603 - our own command
        assert process.stderr is not None  # noqa: S101 - asked for above
        found = None
        while found is None:
            found = re.search(r"http://\S+/", process.stderr.readline())
        try:
            yield found.group().rstrip("/"), process.pid
        finally:
            process.terminate()


def search(session: requests.Session, address: str, chance: random.Random) -> None:
    """Search for what somebody has typed so far."""
    typed = chance.choice(TYPED)
    session.get(f"{address}/api/search", params={"q": typed}, timeout=60).raise_for_status()


def expand(papers: list[str]) -> Callable[..., None]:
    """Return a question that opens a node, most often a hub."""

    def asked(session: requests.Session, address: str, chance: random.Random) -> None:
        node = f"Paper:{chance.choice(papers)}"
        step = {"open": {"node": node, "kind": "CITES", "way": "in", "limit": 25}}
        body = {"steps": [{"show": node}, step]}
        session.post(f"{address}/api/explore", json=body, timeout=60).raise_for_status()

    return asked


def card(papers: list[str]) -> Callable[..., None]:
    """Return a question that opens the card of a paper."""

    def asked(session: requests.Session, address: str, chance: random.Random) -> None:
        session.get(
            f"{address}/api/paper", params={"id": chance.choice(papers)}, timeout=60
        ).raise_for_status()

    return asked


def times(address: str, ask: Callable[..., None], people: int) -> list[float]:
    """Let so many people ask at once; return how long each waited, in milliseconds."""
    waited: list[float] = []

    def one(seed: int) -> None:
        chance = random.Random(seed)
        with requests.Session() as session:
            session.trust_env = False
            for _ in range(ROUNDS):
                began = time.perf_counter()
                ask(session, address, chance)
                waited.append((time.perf_counter() - began) * 1000)

    threads = [threading.Thread(target=one, args=(seed,)) for seed in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waited


def resident(process: int) -> int:
    """Memory of a process in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found.group(1)) // 1024 if found else 0


def line(name: str, waited: list[float]) -> None:
    """Print one line."""
    print(
        f"{name:44} median {np.median(waited):7.1f} ms   p95 {np.percentile(waited, 95):7.1f} ms",
        flush=True,
    )


def plain(
    graph: Any, statement: str, values: Callable[[random.Random], dict[str, str]]
) -> list[float]:
    """Send a statement straight through kglite, one after the other."""
    chance, waited = random.Random(0), []
    for _ in range(ROUNDS):
        given = values(chance)
        began = time.perf_counter()
        graph.freeze().cypher(statement, params=given).to_list()
        waited.append((time.perf_counter() - began) * 1000)
    return waited


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=user_cache_path("citeloom") / "bench")
    folder: Path = parser.parse_args().cache / f"queries-{VERSION}"
    folder.mkdir(parents=True, exist_ok=True)
    path = embedded_graph(folder)
    graph = kglite.load(str(path))
    papers = [row["id"] for row in graph.freeze().cypher(MOST_CITED).to_list()]
    print(f"{PAPERS:,} papers, {CITES:,} citations; papers are drawn from the 2,000 most cited\n")
    with explorer(path) as (address, process):
        session = requests.Session()
        session.trust_env = False
        for name in ("first search (makes the index of words)", "first node (makes the arrays)"):
            began = time.perf_counter()
            (search if "search" in name else expand(papers))(session, address, random.Random(1))
            print(f"{name:44} {time.perf_counter() - began:14.2f} s")
        print(f"{'memory of the explorer':44} {resident(process):14} MB\n")
        for name, ask, statement, values in (
            ("search as one types", search, SEARCH, lambda chance: {"typed": chance.choice(TYPED)}),
            ("open a node: 25 who cite it", expand(papers), OPEN,
             lambda chance: {"id": chance.choice(papers)}),
            ("the card of a paper", card(papers), CARD,
             lambda chance: {"id": chance.choice(papers)}),
        ):  # fmt: skip
            line(name, times(address, ask, 1))
            line(f"{name}, {PEOPLE} people at once", times(address, ask, PEOPLE))
            line("  plain Cypher in this process", plain(graph, statement, values))


if __name__ == "__main__":
    main()
