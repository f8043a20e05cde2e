"""What `citeloom related` takes as a user waits for it: the whole command, from start to answer.

    python -m bench.related_speed [--papers 100000] [--store file] [--keep FOLDER]

A made-up literature (`bench.made_up_literature`) is loaded into a graph file and into Neo4j; then
the command is run for one paper and for the list of 46, and the seconds that passed, the seconds of
the processor that the command used, and its peak memory are printed, the first time and the median
of those after it. Neo4j's own processor seconds stand beside. Baseline: personalised PageRank by
networkx on the same citations, building its graph included. All figures are of processes of their
own, so that none counts what another left in memory.

`--keep` names a folder where the graphs stay, to be used again; a million papers take some 5 GB
there. The graph file of a million papers is left out unless `--store file` asks for it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.neo4j_server import Neo4jMissing, running

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.neo4j_server import Server

SIZES = {100_000: 20, 1_000_000: 12}  # papers, and citations of each
FILE_UP_TO = 100_000  # papers of a graph file by default
RUNS, LIMIT = 4, 20
HEAP, PAGES = "2g", "2g"
HEAD = ("papers", "where", "for", "passed", "again", "CPU", "again", "MB", "server CPU", "again")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: seconds passed, seconds of processor, megabytes, the server's seconds.

    `server` is None where there is none, or where the system does not tell.
    """

    passed: float
    processor: float
    memory: float
    server: float | None = None


def run_measured(
    command: Sequence[str], environment: Mapping[str, str], server: Server | None = None
) -> tuple[Cost, str]:
    """Run a command to its end and return what it took, and what it printed.

    Raises:
        RuntimeError: It failed; says what it printed.
    """
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        before, start = _server_seconds(server), time.perf_counter()
        process = subprocess.Popen(command, env=dict(environment), stdout=out, stderr=err)  # noqa: S603 - ours
        _, status, used = os.wait4(process.pid, 0)
        passed, after = time.perf_counter() - start, _server_seconds(server)
        process.returncode = os.waitstatus_to_exitcode(status)
        for file in (out, err):
            file.seek(0)
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)} failed:\n{err.read()[-2000:]}")
        served = None if before is None or after is None else after - before
        cost = Cost(passed, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, served)
        return cost, out.read()


def _server_seconds(server: Server | None) -> float | None:
    """Return the processor seconds of a server so far, where the system tells (Linux)."""
    stat = Path(f"/proc/{server.process.pid}/stat") if server else None
    if stat is None or not stat.exists():
        return None
    fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def make_literature(folder: Path, papers: int) -> dict[str, Any]:
    """Make the literature in a process of its own, and return what it says of itself."""
    about = folder / "about.json"
    if not about.exists():
        _run_step("make", str(folder), str(papers))
    found: dict[str, Any] = json.loads(about.read_text(encoding="utf-8"))
    return found


def _run_step(*arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-m", "bench.related_speed", "--step", *arguments],
        check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return done.stdout


def measure_command(
    name: str, graph: str, about: Mapping[str, Any], environment: Mapping[str, str],
    server: Server | None = None,
) -> None:  # fmt: skip
    """Print what the command takes for one paper and for the list."""
    citeloom = shutil.which("citeloom", path=str(Path(sys.executable).parent)) or "citeloom"
    for asked, papers in ((1, [about["one"]]), (about["listed"], [])):
        with tempfile.TemporaryDirectory() as home:  # nothing is kept from one row to the next
            fresh = {**environment, "CITELOOM_HOME": home, "XDG_CACHE_HOME": home}
            command = [citeloom, "related", *papers, "--limit", str(LIMIT), "--graph", graph,
                       "--format", "json"]  # fmt: skip
            costs = []
            for _ in range(RUNS):
                cost, answer = run_measured(command, fresh, server)
                costs.append(cost)
            print_row(about["papers"], name, asked, costs, len(json.loads(answer)["papers"]))


def measure_file(folder: Path, about: Mapping[str, Any]) -> None:
    """Measure the command on a graph file, which is made where it is not there."""
    path = folder / "graph.kgl"
    if not path.exists():
        start = time.perf_counter()
        _run_step("file", str(folder), str(about["papers"]))
        _tell(f"the file was made in {time.perf_counter() - start:,.0f} s")
    measure_command("file", str(path), about, _environment())


def measure_server(folder: Path, about: Mapping[str, Any]) -> None:
    """Measure the command on a Neo4j server of our own, which is filled where it is not."""
    with ExitStack() as stack:
        server = stack.enter_context(running(HEAP, PAGES))
        data, filled = folder / "neo4j", folder / "neo4j" / "filled"
        own = server.home / "data"
        server.stop()
        if filled.exists():
            shutil.rmtree(own)
        else:
            shutil.rmtree(data, ignore_errors=True)
            shutil.move(own, data)
        own.symlink_to(data.resolve())
        server.start(HEAP)
        if not filled.exists():
            start = time.perf_counter()
            _run_step("tables", str(folder), str(about["papers"]))
            from bench.fill_stores import import_tables

            import_tables(server, folder / "tables", HEAP)
            filled.touch()
            shutil.rmtree(folder / "tables")
            _tell(f"Neo4j was filled in {time.perf_counter() - start:,.0f} s")
        where = server.address
        login = {
            "NEO4J_USERNAME": where.username,
            "NEO4J_PASSWORD": where.password,
            "NEO4J_DATABASE": where.database,
        }
        measure_command("Neo4j", where.uri, about, {**_environment(), **login}, server)


def measure_networkx(folder: Path, about: Mapping[str, Any]) -> None:
    """Print what the baseline takes, in a process of its own for each row."""
    for asked, case in ((1, "one"), (about["listed"], "list")):
        command = [sys.executable, "-m", "bench.related_speed", "--step", "networkx", str(folder),
                   case]  # fmt: skip
        cost, answer = run_measured(command, os.environ)
        print_row(about["papers"], "networkx", asked, [cost], int(answer))


def rank_by_networkx(folder: Path, case: str) -> int:
    """Rank all papers by personalised PageRank, and return how many of the best are taken."""
    import networkx as nx
    import numpy as np

    ends = np.load(folder / "citations.npz")
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from(zip(ends["citing"].tolist(), ends["cited"].tolist(), strict=True))
    seeds = ends["one"].tolist() if case == "one" else ends["listed"].tolist()
    scores = nx.pagerank(graph, personalization=dict.fromkeys(seeds, 1))
    best = sorted(scores.keys() - set(seeds), key=scores.__getitem__, reverse=True)
    return len(best[:LIMIT])


def print_row(
    papers: int, name: str, asked: int, costs: Sequence[Cost], suggestions: int
) -> None:  # fmt: skip
    """Print a row: the first run, and the median of those after it."""
    if suggestions < LIMIT:
        raise RuntimeError(f"{name} gave {suggestions} suggestions instead of {LIMIT}")
    cells = [f"{papers:,}", name, f"{asked} paper{'s' * (asked > 1)}"]
    for field in ("passed", "processor", "memory", "server"):
        first, *later = (getattr(cost, field) for cost in costs)
        shown = [first, statistics.median(later) if later and None not in later else None]
        if field == "memory":
            shown = [max(getattr(cost, field) for cost in costs)]
        form = ".0f" if field == "memory" else ".2f"
        cells += ["" if value is None else f"{value:{form}}" for value in shown]
    _print_cells(cells)


def _print_cells(cells: Sequence[str]) -> None:
    widths = (9, 8, 9, 8, 8, 8, 8, 7, 10, 8)
    print("  ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip(),
          flush=True)  # fmt: skip


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _environment() -> dict[str, str]:
    """Return the environment without the settings of whoever runs this."""
    ours = ("CITELOOM_", "NEO4J_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def do_step(name: str, folder: Path, argument: str) -> None:
    """Do what needs much memory, in the process of this call: make a literature, or load it."""
    if name == "networkx":
        print(rank_by_networkx(folder, argument))
        return
    import numpy as np

    from bench.fill_stores import fill_file, write_tables
    from bench.made_up_literature import grow_literature, list_parts, name_paper

    papers = int(argument)
    made = grow_literature(papers, papers * SIZES.get(papers, 12))
    if name == "file":
        fill_file(folder / "graph.kgl", list_parts(made))
    elif name == "tables":
        write_tables(folder / "tables", list_parts(made))
    else:
        one = int(made.listed[-1])
        np.savez(
            folder / "citations.npz",
            citing=made.citing, cited=made.cited, listed=made.listed, one=np.array([one]),
        )  # fmt: skip
        about = {"papers": papers, "citations": len(made.citing), "one": name_paper(one),
                 "listed": len(made.listed)}  # fmt: skip
        (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")


def main() -> None:
    """Measure all sizes on both stores, or what the options choose."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--papers", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--store", choices=["file", "neo4j", "networkx"], nargs="*")
    parser.add_argument("--keep", type=Path, help="folder where the graphs stay")
    parser.add_argument("--step", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        do_step(given.step[0], Path(given.step[1]), given.step[2])
        return
    with ExitStack() as stack:
        keep = given.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        print(f"citeloom related --limit {LIMIT}: seconds the first time, and the median of the "
              f"{RUNS - 1} runs after it; the most memory of all")  # fmt: skip
        _print_cells(HEAD)
        for papers in given.papers:
            folder = keep / f"related-speed-{papers}"
            folder.mkdir(parents=True, exist_ok=True)
            about = make_literature(folder, papers)
            stores = given.store or ["file", "neo4j", "networkx"]
            if "file" in stores and papers > FILE_UP_TO and not given.store:
                _tell(f"the file of {papers:,} papers is left out; --store file measures it")
            elif "file" in stores:
                measure_file(folder, about)
            if "neo4j" in stores:
                try:
                    measure_server(folder, about)
                except Neo4jMissing as missing:
                    _tell(f"Neo4j: not measured. {missing}")
            if "networkx" in stores:
                measure_networkx(folder, about)


if __name__ == "__main__":
    main()
