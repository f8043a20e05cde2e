"""The explorer over the example graph, served on loopback, and a browser that tells on it."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
import uvicorn

import citeloom
from citeloom.graph.stores.open_store import open_store
from citeloom.settings import Settings
from citeloom.viz.explorer.app import make_app
from tests.citeloom.command_line import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext
    from playwright.sync_api import Page as Tab

    from citeloom.graph.stores.store import Store
    from citeloom.viz.explorer.deciding import Deciding
    from citeloom.viz.explorer.protection import Access

    OpenTab = Callable[..., Tab]


@contextmanager
def served(
    graph: Path | Callable[[], Store],
    *,
    access: Access | None = None,
    deciding: Deciding | None = None,
) -> Iterator[str]:
    """Serve the explorer of a graph on a free port of loopback; give its address.

    The graph is a file, or a function that opens a store.
    """
    opening = graph if callable(graph) else lambda: open_store(str(graph), mode="read")
    app = make_app(opening, access=access, deciding=deciding)
    listening = socket.socket(proto=socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph file of the example listing."""
    home: Path = tmp_path_factory.mktemp("explorer")
    citeloom.build(
        ROOT / "examples/daily-papers.txt",
        archive=ROOT / "examples/sample-archive.jsonl",
        offline=True,
        citing=5,
        settings=Settings(citeloom_home=home),
    )
    return home / "graph.kgl"


@pytest.fixture(scope="session")
def address(example: Path) -> Iterator[str]:
    """Where the explorer of the example listens."""
    with served(example) as found:
        yield found


@pytest.fixture
def open_tab(browser: Browser, address: str) -> Iterator[OpenTab]:
    """Open an address of the explorer; a console error or a foreign request fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(
        path: str = "/", *, at: str = address, width: int = 1280, height: int = 800,
        scheme: str = "light",
    ) -> Tab:  # fmt: skip
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]  # light or dark
            accept_downloads=True,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        context.on("console", lambda said: _hear(said.type, said.text, said.location["url"]))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on("request", lambda request: _see(request.url))
        tab = context.new_page()
        tab.goto(at + path)
        tab.locator("html[data-ready=yes]").wait_for()
        tab.wait_for_load_state("networkidle")
        return tab

    def _hear(kind: str, text: str, url: str) -> None:
        # That our own API refused something is told in the page; the browser notes it as well.
        refused = "the server responded with a status of 4" in text and "/api/" in url
        if kind in ("error", "warning") and not refused:
            complaints.append(f"{kind}: {text}")

    def _see(url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            complaints.append(f"request: {url}")

    yield opened
    for context in contexts:
        context.close()
    assert not complaints, "The browser complained; mend the explorer:\n" + "\n".join(complaints)
