"""A real browser that fails a test on any console error and on any request that leaves."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext
    from playwright.sync_api import Page as Tab

    from citeloom.viz.page import Page

    OpenPage = Callable[..., Tab]

CHROMIUM = os.environ.get("CITELOOM_CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass
class Complaints:
    """What a browser complained about while a test ran."""

    lines: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Write down errors on the console, errors of scripts, and requests to anywhere."""
        context.on("console", lambda message: self._console(message.type, message.text))
        context.on("weberror", lambda error: self.lines.append(f"error: {error.error}"))
        context.on("request", lambda request: self._request(request.url))

    def _console(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.lines.append(f"console {kind}: {text}")

    def _request(self, url: str) -> None:
        if not url.startswith(("file:", "data:", "blob:", "about:")):
            self.lines.append(f"request: {url}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    missing = ""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing = "Playwright for Python is not installed"
    if not Path(CHROMIUM).exists():
        missing = f"there is no Chromium at {CHROMIUM} (set CITELOOM_CHROMIUM)"
    if missing and os.environ.get("CITELOOM_REQUIRE_BROWSER"):
        pytest.fail(f"The browser tests are required, but {missing}.")
    if missing:
        pytest.skip(f"The browser tests are left out: {missing}.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Complaints of the browser; any that are left at the end fail the test."""
    found = Complaints()
    yield found
    assert not found.lines, "The browser complained; mend the page:\n" + "\n".join(found.lines)


@pytest.fixture
def open_page(browser: Browser, complaints: Complaints, tmp_path: Path) -> Iterator[OpenPage]:
    """A function that saves a page and opens the file, as somebody does who was mailed it."""
    contexts: list[BrowserContext] = []

    def opened(page: Page, *, width: int = 1280, height: int = 800, scheme: str = "light") -> Tab:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]  # light or dark
            accept_downloads=True,
            reduced_motion="reduce",
        )
        contexts.append(context)
        complaints.watch(context)
        tab = context.new_page()
        tab.goto(page.save(tmp_path / f"page-{len(contexts)}.html").as_uri())
        tab.wait_for_selector("html[data-ready]", state="attached")
        return tab

    yield opened
    for context in contexts:
        context.close()
