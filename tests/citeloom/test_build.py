"""`citeloom build`: good days, bad input, and bad days, with the real clients."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from citeloom.enrich.listing import read_listing
from citeloom.graph.stores.open_store import open_store
from tests.citeloom.command_line import ROOT, CommandLine, over
from tests.graph_dump import dump
from tests.queries.example_graph import wipe
from tests.queries.stores import server
from tests.world import World
from tests.world.sample import sample_universe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from citeloom.graph.stores.store import Store
    from tests.graph_dump import Dump
    from tests.neo4j_server import Neo4jAddress

LISTING = ROOT / "examples/daily-papers.txt"
ARCHIVE = ROOT / "examples/sample-archive.jsonl"
SHIPPED = ("build", str(LISTING), "--archive", str(ARCHIVE), "--offline", "--quiet")
DATED = ("fetched_at", "older")  # when something was fetched, not what it is
IN_FLIGHT = 8  # requests that are under way at once


@pytest.fixture
def world() -> Iterator[World]:
    with World(sample_universe(read_listing(LISTING).entries)) as running:
        yield running


def graph_of(home: Path) -> Dump:
    with open_store(str(home / "graph.kgl"), mode="read") as store:
        return timeless(dump(store))


def timeless(found: Dump) -> Dump:
    def without(properties: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in properties.items() if key not in DATED}

    return type(found)(
        {key: without(node) for key, node in found.nodes.items()},
        {key: tuple(map(without, some)) for key, some in found.relationships.items()},
    )


# The example.


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory, neo4j_address: Neo4jAddress
) -> Iterator[dict[str, Store]]:
    home: Path = tmp_path_factory.mktemp("both")
    embedded = CommandLine(home)
    assert embedded(*SHIPPED).code == 0
    with server(neo4j_address) as emptied:
        wipe(emptied)
    on_server = CommandLine(
        home,
        NEO4J_URI=neo4j_address.uri,
        NEO4J_USERNAME=neo4j_address.username,
        NEO4J_PASSWORD=neo4j_address.password,
        NEO4J_DATABASE=neo4j_address.database,
    )
    done = on_server(*SHIPPED)
    assert done.code == 0, done.err
    with (
        open_store(str(home / "graph.kgl"), mode="read") as file,
        server(neo4j_address) as bolt,
    ):
        yield {"embedded": file, "neo4j": bolt}


@pytest.fixture(params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest, both: dict[str, Store]) -> Store:
    return both[request.param]


def test_both_stores_hold_the_same_graph_node_by_node(both: dict[str, Store]) -> None:
    embedded, neo4j = dump(both["embedded"]), dump(both["neo4j"])
    assert embedded.nodes == neo4j.nodes
    assert embedded.relationships == neo4j.relationships


def test_the_example_is_46_papers_of_which_45_have_date_and_author_count(store: Store) -> None:
    listed = "MATCH (p:Paper {listed: true}) "
    counts = store.read(
        listed + "RETURN count(p), count(p.date), count(p.listed_author_count)"
    ).rows[0]
    numbers = store.read(
        listed + "WHERE p.listing_count IS NOT NULL RETURN p.listing_count ORDER BY p.listing_count"
    ).rows
    assert counts == (46, 45, 45)
    assert [row[0] for row in numbers] == [1, 1, 2, 3]


def test_the_example_names_thirteen_addresses_and_one_candidate(store: Store) -> None:
    code = store.read(
        "MATCH (:Paper {listed: true})-[r:HAS_CODE {source: 'abstract'}]->(c) "
        "RETURN r.relation, c.id ORDER BY c.id"
    ).rows
    pages = store.read(
        "MATCH (:Paper {listed: true})-[r:LINKS_TO {source: 'abstract'}]->(w) "
        "RETURN w.id, w.category, r.evidence ORDER BY w.id"
    ).rows
    assert Counter(relation for relation, _ in code) == {"own": 10, "candidate": 1}
    assert ("candidate", "github.com/mikewangwzhl/vdlm") in code
    assert ("own", "github.com/batsresearch/csp") in code
    assert [(page, kind) for page, kind, _ in pages] == [
        ("aka.ms/BLURB", "other"),
        ("huggingface.co/faisalq", "profile"),
        ("mikewangwzhl.github.io/VDLM", "project"),
    ]
    assert all("://" in sentence for *_, sentence in pages)


def test_sample_data_says_that_it_is_sample_data(store: Store) -> None:
    told = store.read("MATCH (p:Paper) WHERE p.openalex_id IS NOT NULL RETURN DISTINCT p.sample")
    assert told.rows == ((True,),)
    assert store.info().sample


# Asked once.


def test_a_second_build_asks_nothing_and_changes_nothing(world: World, tmp_path: Path) -> None:
    run = over(world, tmp_path)
    assert run("build", str(LISTING)).code == 0
    before, asked = graph_of(tmp_path), len(world.asked())
    again = run("build", str(LISTING))
    assert (again.code, len(world.asked())) == (0, asked)
    assert "nothing new" in again.out
    assert graph_of(tmp_path) == before


def test_refresh_asks_again(world: World, tmp_path: Path) -> None:
    run = over(world, tmp_path)
    run("build", str(LISTING), "-q")
    asked = len(world.asked())
    assert run("build", str(LISTING), "-q", "--refresh").code == 0
    assert len(world.asked()) - asked > asked * 0.9, "a refresh asks for nearly all of it again"


def test_offline_opens_no_socket(tmp_path: Path) -> None:
    watched = (
        "import sys\n"
        "def hook(event, arguments):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo', 'socket.sendto'):\n"
        "        sys.stderr.write('SOCKET ' + event); sys.stderr.flush(); raise SystemExit(77)\n"
        "sys.addaudithook(hook)\n"
        "from citeloom.cli import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", watched, *SHIPPED],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "CITELOOM_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("after", [3, 30, 70, 95, 110])
def test_killed_and_run_again_it_ends_the_same_and_pays_nothing_twice(
    world: World, tmp_path: Path, after: int
) -> None:
    clean = over(world, tmp_path / "clean")
    assert clean("build", str(LISTING), "-q").code == 0
    wanted = graph_of(tmp_path / "clean")
    begin = len(world.asked())
    run = over(world, tmp_path / "killed")
    with subprocess.Popen(
        [sys.executable, "-m", "citeloom", "build", str(LISTING), "-q"],
        env={**os.environ, **run.environment, "PYTHONPATH": str(ROOT)},
    ) as victim:
        while len(world.asked()) - begin < after and victim.poll() is None:
            time.sleep(0.002)
        victim.send_signal(signal.SIGKILL)
    assert run("build", str(LISTING), "-q").code == 0
    assert graph_of(tmp_path / "killed") == wanted
    paths = Counter((each.service, each.path) for each in world.asked()[begin:])
    twice = [path for path, count in paths.items() if count > 1]
    assert len(twice) <= IN_FLIGHT, f"only what was under way may be asked again, not {twice}"


def paid_for(world: World) -> Counter[tuple[str, ...]]:
    """Count how often each thing was asked of OpenAlex for money, one by one in lists of many."""
    paid: Counter[tuple[str, ...]] = Counter()
    for each in world.asked("openalex"):
        if each.credits and each.status == 200:
            asked = dict(each.query)
            wanted = asked.pop("filter", "").split("|")
            paid.update((each.path, str(sorted(asked.items())), one) for one in wanted)
    return paid


def test_a_budget_that_runs_out_keeps_what_is_done_and_goes_on(
    world: World, tmp_path: Path
) -> None:
    run = over(world, tmp_path / "short")
    world.openalex_budget = 12
    first = run("build", str(LISTING))
    assert first.code == 3
    assert "allowance" in first.err or "budget" in first.err.lower(), first.err
    assert "Run the same command again" in first.err
    with open_store(str(tmp_path / "short" / "graph.kgl"), mode="read") as store:
        listed = store.read("MATCH (p:Paper {listed: true}) RETURN count(p)").rows[0][0]
    assert listed == 46
    assert world.credits() > 0
    world.openalex_budget, world.openalex_spent = 1_000, 0
    assert run("build", str(LISTING), "-q").code == 0
    twice = [what for what, count in paid_for(world).items() if count > 1]
    assert twice == [], "what was paid for is in the archive, and not asked again"
    clean = over(world, tmp_path / "clean")
    assert clean("build", str(LISTING), "-q").code == 0
    assert graph_of(tmp_path / "short") == graph_of(tmp_path / "clean")


# One paper is one node.


def test_the_order_of_a_listing_does_not_matter(world: World, tmp_path: Path) -> None:
    titles = [entry.title or "" for entry in read_listing(LISTING).entries]
    for name, lines in (("forth", titles), ("back", titles[::-1])):
        path = tmp_path / name / "list.txt"
        path.parent.mkdir()
        path.write_text("\n".join(lines), encoding="utf-8")
        assert over(world, path.parent)("build", str(path), "-q").code == 0
    assert graph_of(tmp_path / "forth") == graph_of(tmp_path / "back")


def test_the_order_of_listings_does_not_matter(world: World, tmp_path: Path) -> None:
    entries = [entry for entry in read_listing(LISTING).entries if entry.title]
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text("\n".join(str(e.title) for e in entries[:30]), encoding="utf-8")
    second.write_text("\n".join(str(e.title) for e in entries[20:]), encoding="utf-8")
    for name, order in (("ab", (first, second)), ("ba", (second, first))):
        run = over(world, tmp_path / name)
        for path in order:
            assert run("build", str(path), "-q").code == 0
    assert graph_of(tmp_path / "ab") == graph_of(tmp_path / "ba")


def test_a_paper_built_offline_takes_its_id_when_it_is_found_and_keeps_the_old_as_alias(
    world: World, tmp_path: Path
) -> None:
    path = tmp_path / "list.txt"
    path.write_text("Learning to Compose Soft Prompts for Compositional Zero-Shot Learning\n")
    run = over(world, tmp_path)
    assert run("build", str(path), "--offline", "-q").code == 3
    ((_, key),) = [node for node in graph_of(tmp_path).nodes if node[0] == "Paper"]
    assert key.startswith("title:")
    assert run("build", str(path), "-q").code == 0
    (found,) = [n for n in graph_of(tmp_path).nodes.values() if n.get("listed")]
    assert found["id"] == found["openalex_id"]
    assert key in found["aliases"]


# Other sources.


def test_a_listing_comes_from_stdin(world: World, tmp_path: Path) -> None:
    run = over(world, tmp_path)
    done = run("build", "-", text="GottBERT: a pure German Language Model\n")
    assert done.code == 0, done.err
    assert "papers in stdin" in done.out


def test_a_listing_comes_from_the_hub(world: World, tmp_path: Path) -> None:
    ids = sorted(world.universe.hub_papers)[:5]
    world.universe.hub_daily["2025-12-02"] = ids
    done = over(world, tmp_path)("build", "hf:2025-12-02")
    assert done.code == 0, done.err
    assert "5  papers in hf:2025-12-02" in done.out


def test_papers_that_cite_are_added_on_request(world: World, tmp_path: Path) -> None:
    run = over(world, tmp_path)
    assert run("build", str(LISTING), "--citing", "3", "-q").code == 0
    newer = [
        n
        for n in graph_of(tmp_path).nodes.values()
        if n.get("title", "").startswith("Sample follow-up")
    ]
    assert newer


# Reports.


def test_the_report_adds_up(world: World, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    run = over(world, tmp_path)
    assert run("build", str(LISTING), "--report", str(path), "-q").code == 0
    told = json.loads(path.read_text(encoding="utf-8"))
    papers = told["papers"]
    assert papers["papers"] == sum(each["papers"] for each in told["listings"]) == 46
    assert papers["papers"] == sum(papers["found"].values()) + len(papers["ambiguous"]) + len(
        papers["not_found"]
    )
    assert sum(papers["reference_lists"].values()) == 46
    assert papers["references"] == papers["references_found"] + papers["references_missing"]
    for name, spent in told["spending"].items():
        assert spent["requests"] == len(world.asked(name))
    assert told["spending"]["openalex"]["credits"] == world.credits()
    assert told["complete"] is True
    loaded = told["graph"]
    graph = json.loads(run("status", "--offline", "--format", "json").out)["graph"]
    for part, extra in (("nodes", 0), ("relationships", loaded["derived"])):
        written = sum(each["created"] for each in loaded[part].values())
        assert written + extra == sum(graph[part].values()), part


def test_quiet_says_nothing(tmp_path: Path) -> None:
    done = CommandLine(tmp_path)(*SHIPPED)
    assert (done.code, done.out, done.err) == (0, "", "")


def test_a_dry_run_asks_and_writes_nothing(world: World, tmp_path: Path) -> None:
    done = over(world, tmp_path)("build", str(LISTING), "--dry-run")
    assert done.code == 0
    assert "46 by title" in done.out
    assert (world.asked(), list(tmp_path.iterdir())) == ([], [])


# Bad input.


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("empty.txt", b"", "empty", id="empty"),
        pytest.param("folder", None, "is a directory", id="a directory"),
        pytest.param("binary.txt", bytes(range(256)) * 40, "a binary file", id="binary"),
        pytest.param("broken.json", b'[{"title": "x",]', "line 1", id="not a listing"),
    ],
)
def test_a_listing_that_cannot_be_read_costs_nothing(
    world: World, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    path = tmp_path / name
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    done = over(world, tmp_path / "home")("build", str(path))
    assert (done.code, done.out) == (2, "")
    assert said in done.err, done.err
    assert len(done.err.strip().splitlines()) == 1
    assert world.asked() == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("nowhere.txt", "does not exist"),
        ("hf:someday", "hf:daily"),
        ("hf:2025-13-01", "calendar"),
        ("hf:2099-01-01", "ahead of today"),
        ("hf:2099-W02", "ahead of today"),
    ],
)
def test_a_source_that_is_none_is_named(tmp_path: Path, source: str, said: str) -> None:
    done = CommandLine(tmp_path)("build", source)
    assert done.code == 2
    assert said in done.err


@pytest.mark.parametrize(
    ("lines", "papers"),
    [
        pytest.param(["X"], 1, id="a title of one character"),
        pytest.param(["One title of some length", "One title of some length"], 1, id="twice"),
        pytest.param(
            ["A title", "", "An abstract. " * 80_000, "", "• 3 authors", "·", "Mar 4, 2024"],
            1,
            id="an abstract of a megabyte",
        ),
    ],
)
def test_odd_listings_are_loaded(
    world: World, tmp_path: Path, lines: list[str], papers: int
) -> None:
    path = tmp_path / "list.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert over(world, tmp_path)("build", str(path), "-q").code == 0
    listed = [n for n in graph_of(tmp_path).nodes.values() if n.get("listed")]
    assert len(listed) == papers


def test_fifty_thousand_papers_are_loaded(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("".join(f"A paper of number {n} in a long list\n" for n in range(50_000)))
    done = CommandLine(tmp_path)("build", str(path), "--offline", "-q")
    assert done.code == 3
    with open_store(str(tmp_path / "graph.kgl"), mode="read") as store:
        assert store.read("MATCH (p:Paper {listed: true}) RETURN count(p)").rows == ((50_000,),)


# Bad days.


@pytest.mark.parametrize(
    ("service", "kind", "said"),
    [
        pytest.param("openalex", "401", "OPENALEX_API_KEY", id="a refused key"),
        pytest.param("openalex", "429-daily", "allowance", id="a spent budget"),
        pytest.param("hub", "401", "HF_TOKEN", id="a refused token"),
        pytest.param("s2", "403", "Semantic Scholar", id="no reference lists"),
        pytest.param("github", "429-daily", "GitHub", id="a spent limit"),
    ],
)
def test_a_service_that_fails_is_told_and_the_rest_is_done(
    world: World, tmp_path: Path, service: str, kind: Any, said: str
) -> None:
    world.faults.add(service, kind, times=500)
    done = over(world, tmp_path)("build", str(LISTING))
    assert done.code == 3
    assert said in done.err, done.err
    assert "Traceback" not in done.err
    listed = [n for n in graph_of(tmp_path).nodes.values() if n.get("listed")]
    assert len(listed) == 46
    world.faults.clear()
    assert over(world, tmp_path)("build", str(LISTING), "-q").code == 0


def test_a_home_that_cannot_be_written_stops_before_anything_is_asked(
    world: World, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.write_text("a file where a folder should be")
    done = over(world, home, CITELOOM_CONFIG=str(tmp_path / "none.toml"))("build", str(LISTING))
    assert (done.code, done.out) == (1, "")
    assert str(home) in done.err
    assert world.asked() == []


@pytest.mark.parametrize(
    ("graph", "said"),
    [
        pytest.param("damaged", "--offline", id="a damaged file"),
        pytest.param("bolt://127.0.0.1:1", "NEO4J", id="a server that is down"),
        pytest.param("http://127.0.0.1:1", "bolt://", id="no graph's address"),
    ],
)
def test_a_graph_that_cannot_be_written_costs_nothing(
    world: World, tmp_path: Path, graph: str, said: str
) -> None:
    if graph == "damaged":
        graph = str(tmp_path / "damaged.kgl")
        (tmp_path / "damaged.kgl").write_bytes(b"this is not a graph" * 100)
    done = over(world, tmp_path, NEO4J_PASSWORD="secret-word")(  # noqa: S106 - of no server
        "build", str(LISTING), "--graph", graph
    )
    assert done.code in (1, 2)
    assert done.out == ""
    assert "secret-word" not in done.err
    assert world.asked() == []
    assert len(done.err.strip().splitlines()) == 1, done.err
    assert said.lower() in done.err.lower() or graph in done.err, done.err


def test_a_wrong_password_is_told_without_repeating_it(
    neo4j_address: Neo4jAddress, tmp_path: Path
) -> None:
    run = CommandLine(
        tmp_path,
        NEO4J_URI=neo4j_address.uri,
        NEO4J_USERNAME="neo4j",
        NEO4J_PASSWORD="wrong-word",  # noqa: S106 - it is wrong
    )
    done = run(*SHIPPED)
    assert done.code == 1
    assert "NEO4J_PASSWORD" in done.err
    assert "wrong-word" not in done.err


def test_a_graph_held_by_another_process_is_told(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "graph.kgl"), mode="write"):
        done = subprocess.run(
            [sys.executable, "-m", "citeloom", *SHIPPED],
            env={**os.environ, "CITELOOM_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "another process" in done.stderr.lower(), done.stderr


def test_a_report_that_cannot_be_written_is_told_before_the_work(
    world: World, tmp_path: Path
) -> None:
    done = over(world, tmp_path)("build", str(LISTING), "--report", str(tmp_path / "no/r.json"))
    assert done.code == 1
    assert world.asked() == []


# Secrets.


def test_keys_are_in_no_output_and_no_file(world: World, tmp_path: Path) -> None:
    keys = {
        "OPENALEX_API_KEY": "key-of-openalex",
        "HF_TOKEN": "hf_tokenofthehub",
        "S2_API_KEY": "key-of-s2",
        "GITHUB_TOKEN": "ghp_tokenofgithub",
    }
    world.faults.add("openalex", "500", times=1)
    done = over(world, tmp_path, **keys)("--debug", "build", str(LISTING))
    assert done.code == 0, done.err
    sent = " ".join(str(each.headers) for each in world.asked())
    for key in keys.values():
        assert key in sent, "the keys must be used for this test to say anything"
        assert key not in done.out + done.err
        for path in tmp_path.rglob("*"):
            if path.is_file():
                assert key.encode() not in path.read_bytes(), path
