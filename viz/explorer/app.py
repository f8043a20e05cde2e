"""The explorer as an application: pages, the drawing code, and an API that only reads."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from citeloom.graph.errors import CiteloomError, UsageError
from citeloom.viz import bundle
from citeloom.viz.explorer import ask_questions, collection, start_page
from citeloom.viz.explorer.exploration import node, scene
from citeloom.viz.explorer.neighbours import Name
from citeloom.viz.explorer.paper_card import card, citing
from citeloom.viz.explorer.protection import Door, Protection
from citeloom.viz.explorer.responses import answer, body, failed, number, text, texts
from citeloom.viz.explorer.snapshot import Current
from citeloom.viz.explorer.word_index import LABELS
from citeloom.viz.explorer.workers import GoneError, Workers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from starlette.requests import Request

    from citeloom.graph.stores.store import Store
    from citeloom.viz.explorer.snapshot import Snapshot

    Work = Callable[[Snapshot], Any]
    Handler = Callable[[Request], Awaitable[Response]]

HERE = Path(__file__).parent
VIEWS = ("", "explore", "ask", "read", "take")
KEYS = (
    ("/", "search titles, people and repositories"), ("g s", "start"), ("g e", "explore"),
    ("g a", "ask"), ("g r", "read"), ("g t", "take"), ("d", "light or dark"), ("?", "this list"),
)  # fmt: skip
GRAPH_KEYS = (
    ("← ↑ ↓ →", "walk from node to node"), ("Shift ← →", "move the view"),
    ("Enter", "go to the details"), ("x", "hide the node"), ("p", "pin it, or let it go"),
    ("a", "add the paper to the list"), ("u", "undo"), ("y", "arrange by year or by links"),
    ("t", "table"), ("l", "legend"), ("+ - 0", "closer, further, everything"), ("Esc", "let go"),
)  # fmt: skip
NEIGHBOURS = 100  # papers that a card shows at once


def make_app(open_store: Callable[[], Store], *, door: Door | None = None) -> Starlette:
    """Make the explorer of a graph.

    Args:
        open_store: Opens the graph for reading; called when it is first asked for, and again
            where that failed.
        door: Who is let in; by default whoever is on this machine.
    """
    current, workers = Current(open_store), Workers()

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        workers.begin(current.warm)
        try:
            yield
        finally:
            workers.close()
            current.close()

    def ask(work: Callable[[Snapshot, dict[str, Any]], Any], *, slow: bool = False) -> Handler:
        """Make a handler of what a body asks for."""

        async def handler(request: Request) -> Response:
            try:
                given = await body(request) if request.method == "POST" else _parameters(request)
            except CiteloomError as error:
                return failed(request, error)

            def reading() -> tuple[Any, str]:
                snapshot = current.snapshot()
                return work(snapshot, given), snapshot.stamp

            try:
                found, stamp = await workers.run(request, reading, slow=slow)
            except GoneError:
                return PlainTextResponse("", status_code=499)  # for nobody
            except Exception as error:  # noqa: BLE001 - every error becomes three sentences
                return failed(request, error)
            return answer(found, stamp=stamp)

        return handler

    async def page(_: Request) -> Response:
        return HTMLResponse(_page())

    api = [
        Route("/graph", ask(lambda snapshot, _: {"stamp": snapshot.stamp})),
        Route("/start/{part}", ask(_start, slow=True)),
        Route("/catalogue", ask(lambda *_: start_page.areas())),
        Route("/search", ask(_search)),
        Route("/node", ask(lambda snapshot, given: node(snapshot, Name.read(given.get("id", ""))))),
        Route("/scene", ask(scene), methods=["POST"]),
        Route("/paper", ask(lambda snapshot, given: card(snapshot, text(given, "id")))),
        Route("/citing", ask(_citing)),
        Route("/names", ask(_names), methods=["POST"]),
        Route("/ask", ask(_ask, slow=True), methods=["POST"]),
        Route("/draw", ask(_draw, slow=True), methods=["POST"]),
        Route("/cypher", ask(_cypher, slow=True), methods=["POST"]),
        Route("/formats", ask(lambda *_: collection.formats())),
        Route("/related", ask(collection.related, slow=True), methods=["POST"]),
        Route("/export", ask(collection.export, slow=True), methods=["POST"]),
    ]
    pages = [Route(f"/{view}", page) for view in VIEWS]
    pages += [Route(f"/{view}/{{rest:path}}", page) for view in VIEWS if view]
    return Starlette(
        routes=[
            *pages,
            Mount("/api", routes=api),
            Mount("/assets", Assets(directory=HERE / "assets")),
            Mount("/drawing", Assets(directory=bundle.ASSETS)),
        ],
        lifespan=lifespan,
        middleware=[Middleware(Protection, door=door or Door())],
        exception_handlers={HTTPException: _not_there},
    )


class Assets(StaticFiles):
    """Our own scripts and styles: kept by the browser, asked again each time."""

    def file_response(self, *args: Any, **options: Any) -> Response:
        """Serve a file."""
        found = super().file_response(*args, **options)
        found.headers["Cache-Control"] = "no-cache"
        return found


def _parameters(request: Request) -> dict[str, Any]:
    return {**request.query_params, **request.path_params}


def _start(snapshot: Snapshot, given: dict[str, Any]) -> Any:
    part = start_page.PARTS.get(given["part"])
    if part is None:
        raise UsageError(f"The start page has no part {given['part']}")
    return snapshot.once(f"start {given['part']}", lambda: part(snapshot))


def _search(snapshot: Snapshot, given: dict[str, Any]) -> Any:
    chosen = [label for label in str(given.get("labels") or "").split(",") if label]
    if unknown := sorted(set(chosen) - set(LABELS)):
        raise UsageError(f"There is no search for {', '.join(unknown)}")
    limit = number({"limit": _whole(given.get("limit", "8"))}, "limit", 8, 100)
    found = snapshot.words.search(str(given.get("q", ""))[:500], chosen or LABELS, limit)
    return [
        {"node": f"{each.label}:{each.id}", "label": each.label, "id": each.id,
         "name": each.name, "year": each.year, "listed": each.listed}
        for each in found
    ]  # fmt: skip


def _whole(written: str) -> int | str:
    return int(written) if written.isdecimal() else written


def _citing(snapshot: Snapshot, given: dict[str, Any]) -> Any:
    way = "in" if given.get("way") == "in" else "out"
    limit = number({"limit": _whole(given.get("limit", "100"))}, "limit", NEIGHBOURS, 500)
    return citing(snapshot, text(given, "id"), way, limit)


def _names(snapshot: Snapshot, given: dict[str, Any]) -> Any:
    return ask_questions.names(snapshot.store, texts(given, "ids", most=collection.PAPERS))


def _ask(snapshot: Snapshot, given: dict[str, Any]) -> Any:
    if "form" in given:
        written = ask_questions.as_text(
            snapshot, text(given, "name"), _values(given), text(given, "form", longest=20)
        )
        return {"text": written}
    return ask_questions.ask(snapshot, text(given, "name"), _values(given))


def _draw(snapshot: Snapshot, given: dict[str, Any]) -> Any:
    return ask_questions.draw(snapshot, text(given, "name"), _values(given))


def _cypher(snapshot: Snapshot, given: dict[str, Any]) -> Any:
    return ask_questions.own(snapshot, text(given, "statement", longest=100_000), _values(given))


def _values(given: dict[str, Any]) -> dict[str, Any]:
    values = given.get("parameters") or {}
    if not isinstance(values, dict):
        raise UsageError("`parameters` has to be an object")
    return values


async def _not_there(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    said = {
        "what": f"There is nothing at {request.url.path}" if status == 404 else str(error),  # noqa: PLR2004 - not found
        "kept": "The graph is as it was",
        "todo": "Begin at the start page",
    }
    return JSONResponse({"error": said}, status_code=status)


@cache
def _page() -> str:
    modules = sorted(path.name for path in (HERE / "assets").glob("*.js") if path.stem != "first")
    return bundle.template("explorer.html", HERE / "templates").render(
        keys=KEYS,
        graph_keys=GRAPH_KEYS,
        modules=modules,
        listed=True,
        colour="",
        colourings=(),  # filled for each drawing
    )
