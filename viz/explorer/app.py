"""The explorer as an application: pages, the drawing code, and an API that only reads."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from citeloom.graph.errors import CiteloomError, UsageError
from citeloom.graph.vocabulary import make_vocabulary
from citeloom.queries.exports.key_memory import NoMemory
from citeloom.viz import bundle
from citeloom.viz.explorer import ask_questions, collection, start_page
from citeloom.viz.explorer.deciding import decide, read_news, tell_decisions
from citeloom.viz.explorer.exploration import count_directions, explore
from citeloom.viz.explorer.json_values import PlainJSON
from citeloom.viz.explorer.neighbours import Name
from citeloom.viz.explorer.paper_card import list_citing, make_card
from citeloom.viz.explorer.protection import Access, Protection
from citeloom.viz.explorer.responses import (
    make_answer,
    read_body,
    read_number,
    read_text,
    read_texts,
    tell_failure,
)
from citeloom.viz.explorer.snapshot import Current
from citeloom.viz.explorer.word_index import LABELS
from citeloom.viz.explorer.workers import GoneError, Workers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from starlette.requests import Request

    from citeloom.graph.stores.store import Store
    from citeloom.queries.exports.key_memory import KeyMemory
    from citeloom.viz.explorer.deciding import Deciding
    from citeloom.viz.explorer.snapshot import Snapshot

    Work = Callable[[Snapshot], Any]
    Handler = Callable[[Request], Awaitable[Response]]

HERE = Path(__file__).parent
# Scripts that the explorer does not load as modules: one runs before all else, one begins a page.
FIRST, PAGE = "/explorer/assets/apply-theme.js", f"/assets/{bundle.ENTRY}"
VIEWS = ("", "explore", "ask", "read", "take", "news")
KEYS = (
    ("/", "search titles, people and repositories"), ("g s", "start"), ("g e", "explore"),
    ("g a", "ask"), ("g r", "read"), ("g t", "take"), ("g n", "news"), ("d", "light or dark"),
    ("?", "this list"),
)  # fmt: skip
GRAPH_KEYS = (
    ("← ↑ ↓ →", "walk from node to node"), ("Shift ← →", "move the view"),
    ("Enter", "go to the details"), ("x", "hide the node"), ("p", "pin it, or let it go"),
    ("a", "add the paper to the list"), ("u", "undo"), ("y", "arrange by year or by links"),
    ("t", "table"), ("l", "legend"), ("+ - 0", "closer, further, everything"), ("Esc", "let go"),
)  # fmt: skip
NEIGHBOURS = 100  # papers that a card shows at once


def make_app(
    open_store: Callable[[], Store],
    *,
    access: Access | None = None,
    keys: KeyMemory | None = None,
    deciding: Deciding | None = None,
) -> Starlette:
    """Make the explorer of a graph.

    Args:
        open_store: Opens the graph for reading; called when it is first asked for, and again
            where that failed.
        access: Who may ask; by default whoever is on this machine.
        keys: Where citation keys are remembered; by default nowhere.
        deciding: How decisions are written and read; without it there are none.
    """
    current, workers = Current(open_store), Workers()
    memory = keys or NoMemory()

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
                given = (
                    await read_body(request)
                    if request.method == "POST"
                    else _read_parameters(request)
                )
            except CiteloomError as error:
                return tell_failure(request, error)

            def reading() -> tuple[Any, str]:
                snapshot = current.snapshot()
                return work(snapshot, given), snapshot.stamp

            try:
                found, stamp = await workers.run(request, reading, slow=slow)
            except GoneError:
                return PlainTextResponse("", status_code=499)  # for nobody
            except Exception as error:  # noqa: BLE001 - every error becomes three sentences
                return tell_failure(request, error)
            return make_answer(found, stamp=stamp)

        return handler

    def _decide(_: Snapshot, given: dict[str, Any]) -> Any:
        done = decide(deciding, given)
        current.look_again()
        return done

    async def show_page(_: Request) -> Response:
        return HTMLResponse(_render_page())

    api = [
        Route("/graph", ask(lambda snapshot, _: {"stamp": snapshot.stamp})),
        Route("/start/{part}", ask(_read_start_part, slow=True)),
        Route("/catalogue", ask(lambda *_: start_page.list_areas())),
        Route("/search", ask(_search)),
        Route("/node", ask(_count_directions)),
        Route("/explore", ask(explore), methods=["POST"]),
        Route("/paper", ask(partial(_make_card, deciding))),
        Route(
            "/decide",
            ask(_decide, slow=True),
            methods=["POST"],
        ),
        Route("/news", ask(lambda _, given: read_news(deciding, given))),
        Route("/citing", ask(_list_citing)),
        Route("/names", ask(_name_papers), methods=["POST"]),
        Route("/ask", ask(_answer_question, slow=True), methods=["POST"]),
        Route("/draw", ask(_draw_answer, slow=True), methods=["POST"]),
        Route("/cypher", ask(_answer_cypher, slow=True), methods=["POST"]),
        Route("/formats", ask(lambda *_: collection.list_formats())),
        Route("/related", ask(collection.suggest_related, slow=True), methods=["POST"]),
        Route(
            "/export",
            ask(partial(collection.export_papers, memory=memory), slow=True),
            methods=["POST"],
        ),
    ]
    pages = [Route(f"/{view}", show_page) for view in VIEWS]
    pages += [Route(f"/{view}/{{rest:path}}", show_page) for view in VIEWS if view]
    return Starlette(
        routes=[
            *pages,
            Mount("/api", routes=api),
            # As they lie on disk, so that a module's import leads to the same file here and there.
            Mount("/explorer/assets", Assets(directory=HERE / "assets")),
            Mount("/assets", Assets(directory=bundle.ASSETS)),
        ],
        lifespan=lifespan,
        middleware=[Middleware(Protection, access=access or Access())],
        exception_handlers={HTTPException: _tell_not_found},
    )


class Assets(StaticFiles):
    """Our own scripts and styles: kept by the browser, asked again each time."""

    def file_response(self, *args: Any, **options: Any) -> Response:
        """Serve a file."""
        found = super().file_response(*args, **options)
        found.headers["Cache-Control"] = "no-cache"
        return found


def _read_parameters(request: Request) -> dict[str, Any]:
    return {**request.query_params, **request.path_params}


def _make_card(deciding: Deciding | None, snapshot: Snapshot, given: dict[str, Any]) -> Any:
    card = make_card(snapshot, read_text(given, "id"))
    return {**card, **tell_decisions(deciding, card["paper"])}


def _count_directions(snapshot: Snapshot, given: dict[str, Any]) -> Any:
    return count_directions(snapshot, Name.read(given.get("id", "")))


def _read_start_part(snapshot: Snapshot, given: dict[str, Any]) -> Any:
    part = start_page.PARTS.get(given["part"])
    if part is None:
        raise UsageError(f"The start page has no part {given['part']}")
    return snapshot.once(f"start {given['part']}", lambda: part(snapshot))


def _search(snapshot: Snapshot, given: dict[str, Any]) -> Any:
    chosen = [label for label in str(given.get("labels") or "").split(",") if label]
    if unknown := sorted(set(chosen) - set(LABELS)):
        raise UsageError(f"There is no search for {', '.join(unknown)}")
    limit = read_number({"limit": _read_whole(given.get("limit", "8"))}, "limit", 8, 100)
    found = snapshot.words.search(str(given.get("q", ""))[:500], chosen or LABELS, limit)
    return [
        {"node": f"{each.label}:{each.id}", "label": each.label, "id": each.id,
         "name": each.name, "year": each.year, "listed": each.listed}
        for each in found
    ]  # fmt: skip


def _read_whole(written: str) -> int | str:
    return int(written) if written.isdecimal() else written


def _list_citing(snapshot: Snapshot, given: dict[str, Any]) -> Any:
    way = "in" if given.get("way") == "in" else "out"
    limit = read_number({"limit": _read_whole(given.get("limit", "100"))}, "limit", NEIGHBOURS, 500)
    return list_citing(snapshot, read_text(given, "id"), way, limit)


def _name_papers(snapshot: Snapshot, given: dict[str, Any]) -> Any:
    return ask_questions.find_names(
        snapshot.store, read_texts(given, "ids", most=collection.PAPERS)
    )


def _answer_question(snapshot: Snapshot, given: dict[str, Any]) -> Any:
    if "form" in given:
        written = ask_questions.write_text(
            snapshot,
            read_text(given, "name"),
            _read_values(given),
            read_text(given, "form", longest=20),
        )
        return {"text": written}
    return ask_questions.ask(snapshot, read_text(given, "name"), _read_values(given))


def _draw_answer(snapshot: Snapshot, given: dict[str, Any]) -> Any:
    return ask_questions.draw(snapshot, read_text(given, "name"), _read_values(given))


def _answer_cypher(snapshot: Snapshot, given: dict[str, Any]) -> Any:
    return ask_questions.ask_own(
        snapshot, read_text(given, "statement", longest=100_000), _read_values(given)
    )


def _read_values(given: dict[str, Any]) -> dict[str, Any]:
    values = given.get("parameters") or {}
    if not isinstance(values, dict):
        raise UsageError("`parameters` has to be an object")
    return values


async def _tell_not_found(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    said = {
        "what": f"There is nothing at {request.url.path}" if status == 404 else str(error),  # noqa: PLR2004 - not found
        "kept": "The graph is as it was",
        "todo": "Begin at the start page",
    }
    return PlainJSON({"error": said}, status_code=status)


@cache
def _render_page() -> str:
    ours = (f"/explorer/assets/{path.name}" for path in (HERE / "assets").glob("*.js"))
    drawing = (f"/assets/{path.name}" for path in bundle.ASSETS.glob("*.js"))
    modules = sorted({*ours, *drawing} - {FIRST, PAGE})
    return bundle.load_template("explorer.html", HERE / "templates").render(
        keys=KEYS,
        graph_keys=GRAPH_KEYS,
        modules=modules,
        vocabulary=json.dumps(make_vocabulary(), ensure_ascii=False),
        listed=True,
    )
