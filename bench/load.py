"""How fast records are loaded, beside the shortest loader that one could write by hand.

``python -m bench.load`` loads 20,000 papers with 200,000 citations and their authors into each
store, with `graph.loading.load` and with the loader written by hand in turn, each in its own
process, and prints rows per second and peak memory; and the peak for half the listing, which
shows whether memory grows with it. Neo4j is started from Maven artifacts, or named in
`CITELOOM_TEST_NEO4J`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from citeloom.graph import records as r
from citeloom.graph import schema
from citeloom.graph.loading.load import load
from citeloom.graph.loading.write_rows import ROWS
from citeloom.graph.stores.open_store import is_server, open_store
from citeloom.graph.stores.store import Credentials
from tests.neo4j_server import Neo4jMissing, from_environment, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.graph.stores.store import Store

PAPERS = 20_000
CITES = 10  # of each paper
AUTHORS = 4  # of each paper
FETCHED = "2026-11-24T12:00:00Z"


def stream(papers: int) -> Iterator[r.NodeRecord | r.RelationshipRecord]:
    """Yield made-up papers with their authors and citations, as enrichment would."""
    chance = random.Random(papers)
    people = papers * 2
    abstract = "We study how graphs of papers are woven, and what they tell. " * 15
    for number in range(papers):
        work = f"W{number}"
        yield r.Paper(
            id=work,
            openalex_id=work,
            doi=f"10.1/{number}",
            title=f"On looms and graphs, part {number}",
            abstract=abstract,
            year=1990 + number % 35,
            cited_by_count=number % 500,
            listed=number % 10 == 0,
            fetched_at=FETCHED,
        )
        for position in range(AUTHORS):
            author = f"A{chance.randrange(people)}"
            yield r.Author(id=author, name=f"Author {author}")
            yield r.Authored(start=author, end=work, position=position, corresponding=not position)
        for _ in range(CITES):
            yield r.Cites(
                start=work, end=f"W{chance.randrange(papers)}", source="openalex",
                fetched_at=FETCHED,
            )  # fmt: skip


def ours(store: Store, papers: int) -> None:
    """Load with Citeloom."""
    load(store, stream(papers), loaded_at=FETCHED)


def by_hand(store: Store, papers: int) -> None:
    """Load with the shortest code that does it: everything in memory, batch by batch."""
    nodes: dict[str, dict[str, dict[str, Any]]] = {}
    relationships: dict[str, list[dict[str, Any]]] = {}
    for record in stream(papers):
        props = record.model_dump(exclude_none=True, exclude={"id", "start", "end"})
        if isinstance(record, r.RelationshipRecord):
            row = {"start": record.start, "finish": record.end, "props": props}
            relationships.setdefault(record.kind, []).append(row)
        else:
            nodes.setdefault(record.label, {})[record.id] = {"id": record.id, "props": props}
    for label, found in nodes.items():
        rows = list(found.values())
        for place in range(0, len(rows), ROWS):
            store.write_rows(schema.merge_nodes(label), rows[place : place + ROWS])
    for kind, rows in relationships.items():
        for place in range(0, len(rows), ROWS):
            store.write_rows(schema.merge_relationships(kind), rows[place : place + ROWS])
    store.commit()


LOADERS = {"ours": ours, "by hand": by_hand}


def one(address: str, loader: str, papers: int) -> dict[str, Any]:
    """Load once, in this process, and return what it took."""
    with open_store(address, mode="write", credentials=_credentials(address)) as store:
        start = time.perf_counter()
        LOADERS[loader](store, papers)
        seconds = time.perf_counter() - start
        nodes = store.read("MATCH (n) RETURN count(n)").rows[0][0]
        relationships = store.read("MATCH ()-[r]->() RETURN count(r)").rows[0][0]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "rows": nodes + relationships, "peak": peak}


def measured(address: str, loader: str, papers: int) -> dict[str, Any]:
    """Load once, in a process of its own, into an empty graph."""
    if is_server(address):
        _empty(address)
    done = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-m", "bench.load", "--one", address, loader, str(papers)],
        check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def compare(name: str, addresses: Iterator[str], papers: int, rounds: int) -> None:
    """Print what both loaders take, in turn, and ours for half the papers."""
    runs: dict[str, list[dict[str, Any]]] = {loader: [] for loader in LOADERS}
    for number in range(rounds):
        order = list(LOADERS) if number % 2 else list(reversed(LOADERS))
        for loader in order:
            runs[loader].append(measured(next(addresses), loader, papers))
    best = {loader: min(each, key=lambda run: run["seconds"]) for loader, each in runs.items()}
    print(f"\n{name}: {papers:,} papers, {best['ours']['rows']:,} rows, best of {rounds}")
    for loader, run in best.items():
        rate = run["rows"] / run["seconds"]
        print(f"  {loader:8} {rate:9,.0f} rows/s  {run['seconds']:6.1f} s  {run['peak']:5.0f} MB")
    ratio = (best["ours"]["rows"] / best["ours"]["seconds"]) / (
        best["by hand"]["rows"] / best["by hand"]["seconds"]
    )
    print(f"  ratio    {ratio:9.2f} of the loader by hand")
    half = measured(next(addresses), "ours", papers // 2)
    print(f"  half the listing: {half['peak']:.0f} MB against {best['ours']['peak']:.0f} MB")


def _credentials(address: str) -> Credentials | None:
    if not is_server(address):
        return None
    return Credentials(
        os.environ["NEO4J_USERNAME"], SecretStr(os.environ["NEO4J_PASSWORD"]), "neo4j"
    )


def _empty(address: str) -> None:
    with open_store(address, mode="write", credentials=_credentials(address)) as store:
        while store.write("MATCH (n) WITH n LIMIT 500 DETACH DELETE n").nodes_deleted:
            pass


def _files(folder: Path) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield str(folder / f"{number}.kgl")


def _again(address: str) -> Iterator[str]:
    while True:
        yield address


def main() -> None:
    """Compare on each store."""
    parser = argparse.ArgumentParser(description="Loading, beside a loader written by hand.")
    parser.add_argument("--one", nargs=3, metavar=("ADDRESS", "LOADER", "PAPERS"))
    parser.add_argument("--papers", type=int, default=PAPERS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=["kglite", "neo4j"])
    given = parser.parse_args()
    if given.one:
        address, loader, papers = given.one
        print(json.dumps(one(address, loader, int(papers))))
        return
    if given.only != "neo4j":
        with tempfile.TemporaryDirectory() as folder:
            compare("kglite", _files(Path(folder)), given.papers, given.rounds)
    if given.only != "kglite":
        try:
            with ExitStack() as stack:
                server = from_environment() or stack.enter_context(running("1g")).address
                os.environ |= {"NEO4J_USERNAME": server.username, "NEO4J_PASSWORD": server.password}
                compare("Neo4j", _again(server.uri), given.papers, given.rounds)
        except Neo4jMissing as missing:
            print(f"\nNeo4j: not measured. {missing}")


if __name__ == "__main__":
    main()
