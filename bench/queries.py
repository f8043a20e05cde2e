"""How fast the catalogue answers, beside the same Cypher sent straight through a store's client.

``python -m bench.queries`` makes 100,000 papers with 2,000,000 citations of power-law popularity,
with authors, topics and code, loads them into kglite (by `graph.loading.load`'s statements) and
into Neo4j (by ``neo4j-admin database import``), and asks every query 20 times with varied
parameters. The generated graph is kept in a cache folder between runs.

Papers to start from are listed ones and works that they cite in turn; the latter are drawn as often
as they are cited, so that the most popular works of the graph are among them.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from contextlib import ExitStack
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kglite
import neo4j
import numpy as np
from platformdirs import user_cache_path
from pydantic import SecretStr

from bench.fill_stores import fill_file, import_tables, write_tables
from citeloom.graph.stores.open_store import open_store
from citeloom.graph.stores.store import Credentials
from citeloom.queries.catalogue import bind_parameters, list_queries, run_query
from tests.neo4j_server import Neo4jMissing, running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.fill_stores import Part
    from citeloom.graph.stores.store import Store
    from citeloom.queries.catalogue import Query

PAPERS, CITES, LISTED = 100_000, 2_000_000, 100
AUTHORS, PLACES, VENUES, TOPICS, REPOSITORIES = 120_000, 2_000, 500, 400, 8_000
POPULARITY = 0.6  # in-degrees then fall as a power law of exponent 1 + 1 / 0.6, about 2.7
RUNS = 20
VERSION = 1  # of the generated graph


def citations(chance: np.random.Generator) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Draw distinct pairs (citing, cited); older papers are cited more, as a power law.

    Returns:
        An integer array of shape (CITES, 2); the second number is below the first.
    """
    citing = np.repeat(np.arange(1, PAPERS), CITES * 5 // 4 // PAPERS)
    draw = chance.random(citing.size) ** (1 / (1 - POPULARITY))
    pairs = np.unique(np.stack([citing, (citing * draw).astype(np.int64)], axis=1), axis=0)
    chosen = chance.choice(len(pairs), CITES, replace=False)
    return pairs[np.sort(chosen)]


def nodes() -> Iterator[Part]:
    """Yield labels with rows of properties."""
    chance = random.Random(1)
    recent = PAPERS * 9 // 10
    listed = set(chance.sample(range(recent, PAPERS), LISTED))
    yield "Paper", [
        {"id": f"W{10_000_000 + n}", "title": f"On looms and graphs, part {n}",
         "year": 1990 + n * 36 // PAPERS, "date": f"{1990 + n * 36 // PAPERS}-05-01",
         "cited_by_count": n * 37 % 1009, "openalex_id": f"W{10_000_000 + n}",
         "is_retracted": n % 5_000 == 0,
         **({"listed": True, "match": "exact", "listings": ["bench.txt"]} if n in listed else {})}
        for n in range(PAPERS)
    ]  # fmt: skip
    yield "Author", [{"id": f"A{10_000 + n}", "name": f"Author {n}"} for n in range(AUTHORS)]
    yield (
        "Institution",
        [
            {"id": f"I{n}", "name": f"Institution {n}", "country": ("DE", "US", "CN", "FR")[n % 4]}
            for n in range(PLACES)
        ],
    )
    yield "Venue", [{"id": f"S{n}", "name": f"Venue {n}"} for n in range(VENUES)]
    yield (
        "Topic",
        [{"id": f"T{n}", "name": f"Topic {n}", "field": f"Field {n % 20}"} for n in range(TOPICS)],
    )
    yield "Repository", [
        {"id": f"github.com/owner/code{n}", "stars": n * 13 % 4001, "archived": n % 50 == 0,
         "status": "gone" if n % 70 == 0 else "ok", "language": ("Python", "C++")[n % 2]}
        for n in range(REPOSITORIES)
    ]  # fmt: skip
    for label in ("Model", "Dataset", "Space"):
        yield label, [{"id": f"owner/{label.lower()}{n}", "likes": n % 97} for n in range(500)]
    yield "WebPage", [{"id": f"https://example.org/{n}", "category": "project"} for n in range(500)]


def relationships() -> Iterator[Part]:
    """Yield kinds with rows of `start`, `finish` and properties."""
    chance = random.Random(2)

    def paper(number: int) -> str:
        return f"W{10_000_000 + number}"

    pairs = citations(np.random.default_rng(3))
    yield "CITES", [{"start": paper(a), "finish": paper(b)} for a, b in pairs.tolist()]
    signed = [
        (int(AUTHORS * chance.random() ** 2), n, place) for n in range(PAPERS) for place in range(4)
    ]
    yield (
        "AUTHORED",
        [
            {"start": f"A{10_000 + a}", "finish": paper(n), "position": place}
            for (a, n), place in {(a, n): place for a, n, place in signed}.items()
        ],
    )
    yield (
        "AFFILIATED_WITH",
        [
            {"start": f"A{10_000 + n}", "finish": f"I{n % PLACES}", "papers": 1}
            for n in range(AUTHORS)
        ],
    )
    yield (
        "PUBLISHED_IN",
        [{"start": paper(n), "finish": f"S{chance.randrange(VENUES)}"} for n in range(PAPERS)],
    )
    yield (
        "HAS_TOPIC",
        [
            {"start": paper(n), "finish": f"T{topic}", "score": 0.9}
            for n in range(PAPERS)
            for topic in chance.sample(range(TOPICS), 2)
        ],
    )
    yield "HAS_CODE", [
        {"start": paper(n), "finish": f"github.com/owner/code{chance.randrange(REPOSITORIES)}",
         "relation": ("own", "mentioned", "candidate")[n // 5 % 3]}
        for n in range(0, PAPERS, 5)
    ]  # fmt: skip
    for kind, label in (("HAS_MODEL", "model"), ("HAS_DATASET", "dataset"), ("HAS_SPACE", "space")):
        yield (
            kind,
            [
                {"start": paper(n), "finish": f"owner/{label}{chance.randrange(500)}"}
                for n in range(0, PAPERS, 20)
            ],
        )
    yield (
        "LINKS_TO",
        [
            {"start": paper(n), "finish": f"https://example.org/{n % 500}"}
            for n in range(0, PAPERS, 30)
        ],
    )


def embedded_graph(folder: Path) -> Path:
    """Return the kglite file, made at the first time."""
    path = folder / "graph.kgl"
    if not path.exists():
        fill_file(path, chain(nodes(), relationships()))
    return path


def questions(store: Store) -> Callable[[Query, int], dict[str, Any]]:
    """Return a function that gives the parameters of the n-th run of a query."""
    chance = random.Random(4)
    listed = [row[0] for row in store.read(
        "MATCH (p:Paper {listed: true}) RETURN p.id AS id ORDER BY id").rows]  # fmt: skip
    starts = "MATCH (:Paper {listed: true})"
    works = f"{starts}-[:CITES]->(w:Paper) RETURN w.id AS id ORDER BY id"
    cited = [row[0] for row in store.read(works).rows]
    people_of = f"{starts}<-[:AUTHORED]-(a:Author) RETURN a.id AS id ORDER BY id"
    authors = [row[0] for row in store.read(people_of).rows]
    for each in (listed, cited, authors):
        chance.shuffle(each)

    def given(query: Query, number: int) -> dict[str, Any]:
        papers = [(listed if n % 2 else cited)[(7 * number + n // 2) % len(listed)]
                  for n in range(number, number + 5)]  # fmt: skip
        people = [authors[(3 * number + n) % len(authors)] for n in range(4)]
        values: dict[str, Any] = {}
        for parameter in query.parameters:
            match parameter.type if parameter.required else "":
                case "paper":
                    values[parameter.name] = papers.pop()
                case "papers":
                    values[parameter.name] = papers
                case "author":
                    values[parameter.name] = people.pop()
                case "authors":
                    values[parameter.name] = [people.pop(), people.pop()]
                case "string":
                    values[parameter.name] = f"part {number}7"
        return values

    return given


def measure(name: str, store: Store, raw: Callable[[str, dict[str, Any]], int], only: str) -> None:
    """Print median and 95th percentile of each query, in ms, and the ratio to the raw client."""
    given = questions(store)
    print(f"\n{name}: {PAPERS:,} papers, {CITES:,} citations, {RUNS} runs; milliseconds")
    print(f"{'query':26} {'median':>8} {'p95':>8} {'raw median':>11} {'raw p95':>8} {'ratio':>6}")
    for query in list_queries():
        if only and only not in (query.name, query.area):
            continue
        ours: list[float] = []
        theirs: list[float] = []
        for number in range(RUNS + 1):
            asked = given(query, number)
            bound = bind_parameters(query, asked)
            calls = (
                (ours, partial(run_query, store, query, asked)),
                (theirs, partial(raw, query.statement, bound)),
            )
            for times, call in calls if number % 2 else reversed(calls):
                start = time.perf_counter()
                call()
                times.append((time.perf_counter() - start) * 1000)
        ours, theirs = ours[1:], theirs[1:]  # the first one plans and warms up
        ratio = statistics.median(ours) / statistics.median(theirs)
        print(
            f"{query.name:26} {statistics.median(ours):8.1f} {_p95(ours):8.1f} "
            f"{statistics.median(theirs):11.1f} {_p95(theirs):8.1f} {ratio:6.2f}",
            flush=True,
        )


def _p95(times: list[float]) -> float:
    return float(np.percentile(times, 95))


def measure_embedded(folder: Path, only: str) -> None:
    """Measure kglite."""
    path = embedded_graph(folder)
    graph = kglite.load(str(path))

    def raw(statement: str, values: dict[str, Any]) -> int:
        return len(graph.freeze().cypher(statement, params=values).to_list())

    with open_store(str(path), mode="read") as store:
        measure("kglite", store, raw, only)


def measure_server(folder: Path, only: str) -> None:
    """Measure Neo4j, on a server of our own."""
    with ExitStack() as stack:
        server = stack.enter_context(running("2g", "1g"))
        write_tables(folder / "csv", chain(nodes(), relationships()))
        import_tables(server, folder / "csv")
        where = server.address
        credentials = Credentials(where.username, SecretStr(where.password), where.database)
        store = stack.enter_context(open_store(where.uri, mode="write", credentials=credentials))
        driver = stack.enter_context(
            neo4j.GraphDatabase.driver(
                where.uri, auth=(where.username, where.password), notifications_min_severity="OFF"
            )
        )

        def raw(statement: str, values: dict[str, Any]) -> int:
            with driver.session(
                database=where.database, default_access_mode=neo4j.READ_ACCESS
            ) as session:
                return session.execute_read(lambda work: len(list(work.run(statement, values))))  # type: ignore[arg-type]  # the text is ours

        measure("Neo4j", store, raw, only)


def main() -> None:
    """Measure both stores, or one."""
    parser = argparse.ArgumentParser(description="The catalogue, beside the stores' own clients.")
    parser.add_argument("--store", choices=["kglite", "neo4j"])
    parser.add_argument("--only", default="", help="one query, or one area")
    parser.add_argument("--cache", type=Path, default=user_cache_path("citeloom") / "bench")
    given = parser.parse_args()
    folder: Path = given.cache / f"queries-{VERSION}"
    folder.mkdir(parents=True, exist_ok=True)
    if given.store != "neo4j":
        measure_embedded(folder, given.only)
    if given.store != "kglite":
        try:
            measure_server(folder, given.only)
        except Neo4jMissing as missing:
            print(f"\nNeo4j: not measured. {missing}")


if __name__ == "__main__":
    main()
