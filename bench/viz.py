"""Pages beside plain pyvis: time to make, size, time until usable, longest frame while panning.

`python -m bench.viz` prints a table. Each graph is made at random from a seed, with communities.
Plain pyvis is what its documentation shows: `from_nx`, then `generate_html`, with its physics; it
gets 60 s for each step. It may not load the style sheet that it wants from a CDN. "Usable" is the
time from opening the file until the graph is drawn and, for pyvis, has settled.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
from playwright.sync_api import Error, sync_playwright
from rich.console import Console
from rich.table import Table

from citeloom.viz.drawing import Caption, Drawing, DrawnEdge, DrawnNode
from citeloom.viz.page import make_page

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

SIZES = ((200, 600), (2000, 6000), (5000, 15000), (50000, 200000))
PATIENCE = 60.0
CHROMIUM = os.environ.get("CITELOOM_CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
FRAMES = """() => { globalThis.frames_seen = []; let last = performance.now();
  const tick = now => { frames_seen.push(now - last); last = now; requestAnimationFrame(tick) };
  requestAnimationFrame(tick) }"""
TWO_FRAMES = "() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))"
OPEN_LARGEST = """() => { const s = citeloom.model; let most = s.items[0];
  for (const item of s.items) if (s.members[item] > s.members[most]) most = item;
  if (s.isGroup(most)) citeloom.view.openGroup(most) }"""
OPEN_ALL = """() => { const s = citeloom.model;
  for (let item = s.nodeCount; item < s.size; item++) s.open.add(item);
  s.rebuild(); citeloom.view.refresh(); citeloom.view.camera.fit(false) }"""


def graph(size: int, links: int) -> Drawing:
    """Make a graph with communities, hubs, years and topics."""
    generator = np.random.default_rng(1)
    groups = max(4, round(size**0.5 / 3))
    start = (size * generator.random(links) ** 2).astype(int)
    inside = generator.random(links) < 0.8  # noqa: PLR2004 - four of five links stay at home
    end = generator.integers(0, size, links)
    end = np.where(inside, end - end % groups + start % groups, end) % size
    pairs = sorted({(a, b) for a, b in zip(end.tolist(), start.tolist(), strict=True) if a != b})
    cited = np.bincount([b for _, b in pairs], minlength=size)
    nodes = tuple(
        DrawnNode(
            id=f"Paper:W{number}", kind="Paper", short=f"Paper {number}",
            title=f"Title of the paper with the number {number}", year=2000 + number % 26,
            cited=int(cited[number]), topic=f"Topic {number % groups}",
        )
        for number in range(size)
    )  # fmt: skip
    edges = tuple(DrawnEdge(f"Paper:W{a}", f"Paper:W{b}", "CITES") for a, b in pairs)
    return Drawing(nodes, edges, {}, Caption(f"{size:,} papers"))


def pan(tab: Tab) -> float:
    """Drag the view about and give the longest frame, in milliseconds."""
    tab.evaluate(FRAMES)
    tab.mouse.move(640, 690)
    tab.mouse.down()
    for step in range(60):
        tab.mouse.move(640 + 4 * step, 690 - 5 * step)
    for step in range(60):
        tab.mouse.move(880 - 6 * step, 390 + 3 * step)
    tab.mouse.up()
    tab.wait_for_timeout(600)  # what is painted after the view has come to rest counts too
    return float(tab.evaluate("() => Math.max(...frames_seen)"))


def ours(browser: Browser, folder: Path, drawing: Drawing) -> list[str]:
    """Make our page, open it, and pan it: at first, with one community open, with all open."""
    began = time.perf_counter()
    page = make_page(drawing)
    made = time.perf_counter() - began
    file = page.save(folder / "ours.html")
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    began = time.perf_counter()
    tab.goto(file.as_uri())
    tab.wait_for_selector("html[data-ready]", state="attached", timeout=1000 * PATIENCE)
    tab.evaluate(TWO_FRAMES)
    usable = time.perf_counter() - began
    tab.wait_for_timeout(500)
    frames = [pan(tab)]
    if tab.evaluate("() => citeloom.model.groupCount"):
        for opening in (OPEN_LARGEST, OPEN_ALL):
            tab.evaluate(opening)
            tab.wait_for_timeout(1500)
            frames.append(pan(tab))
    tab.close()
    shown = " / ".join(f"{frame:.0f} ms" for frame in frames)
    return [f"{made:.2f} s", f"{file.stat().st_size / 1e6:.2f} MB", f"{usable:.2f} s", shown]


def make_plain(drawing: Drawing, file: str, answer: Connection) -> None:
    """Do what the documentation of pyvis shows, in a process that can be stopped."""
    from pyvis.network import Network

    plain = nx.Graph()
    plain.add_nodes_from(
        (node.id, {"label": node.short, "title": node.title}) for node in drawing.nodes
    )
    plain.add_edges_from((edge.start, edge.end) for edge in drawing.edges)
    network = Network(cdn_resources="in_line", height="750px")
    began = time.perf_counter()
    network.from_nx(plain)
    answer.send(time.perf_counter() - began)
    began = time.perf_counter()
    html = network.generate_html(notebook=False)
    Path(file).write_text(html, encoding="utf-8")
    answer.send(time.perf_counter() - began)


def plain_pyvis(browser: Browser, folder: Path, drawing: Drawing) -> tuple[list[str], float | None]:
    """Make, open and pan the page of plain pyvis as far as it comes within its time."""
    late = f"not within {PATIENCE:.0f} s"
    file = folder / "plain.html"
    receive, send = multiprocessing.Pipe(duplex=False)
    work = multiprocessing.Process(target=make_plain, args=(drawing, str(file), send))
    work.start()
    taken: list[float] = []
    while len(taken) < 2 and receive.poll(PATIENCE):  # noqa: PLR2004 - two steps
        taken.append(receive.recv())
    work.terminate() if len(taken) < 2 else work.join()  # noqa: PLR2004 - as above
    if len(taken) < 2:  # noqa: PLR2004 - as above
        return [late, "–", "–", "–"], None  # noqa: RUF001 - nothing to show
    made = f"{taken[0]:.2f} + {taken[1]:.2f} s"
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    tab.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:")
              else route.abort())  # fmt: skip
    size = f"{file.stat().st_size / 1e6:.2f} MB"
    began = time.perf_counter()
    try:
        tab.goto(file.as_uri(), timeout=1000 * PATIENCE)
        tab.wait_for_function("() => globalThis.network && network.physics.stabilized",
                              timeout=1000 * PATIENCE)  # fmt: skip
        usable = f"{time.perf_counter() - began:.2f} s"
        frame = f"{pan(tab):.0f} ms"
    except Error:
        usable, frame = late, "–"  # noqa: RUF001 - nothing to show
    tab.close()
    return [made, size, usable, frame], taken[0]


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--nodes", type=int, default=SIZES[-1][0], help="largest graph")
    largest: Any = arguments.parse_args().nodes
    table = Table(title="Pages, beside plain pyvis 0.3.2")
    for head in ("nodes / links", "who", "make", "size", "usable after", "longest frame*"):
        table.add_column(head)
    notes = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        make_page(graph(20, 40))  # the libraries are loaded before the clock runs
        for size, links in (one for one in SIZES if one[0] <= largest):
            drawing = graph(size, links)
            label = f"{size:,} / {links:,}"
            began = time.perf_counter()
            make_page(drawing)
            again = time.perf_counter() - began
            table.add_row(label, "Citeloom", *ours(browser, folder, drawing))
            row, from_nx = plain_pyvis(browser, folder, drawing)
            table.add_row("", "pyvis", *row, end_section=True)
            if from_nx is not None:
                notes.append(
                    f"{label}: from_nx takes {from_nx / again:.1f} times as long as a page"
                )
        browser.close()
    console = Console(width=120)
    console.print(table)
    console.print("* while dragging: as opened / the largest community opened / all opened")
    for note in notes:
        console.print(note)


if __name__ == "__main__":
    main()
