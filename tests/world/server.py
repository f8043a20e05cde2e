"""A threaded HTTP/1.1 server on loopback with one path prefix per service.

    with World(universe) as world:
        ... OPENALEX_URL=world.openalex_url ...
        world.requests        # what was asked: service, method, path, credits, status
        world.faults.add("openalex", "500", times=2)

Each service is a function from a question to an answer, in the module of its name.
"""

from __future__ import annotations

import contextlib
import gzip
import importlib
import socket
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, unquote

from tests.world.faults import Faults, play
from tests.world.universe import Universe
from tests.world.wire import Answer, Asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MODULES = {  # path prefix, which is also the service's name → the module with `answer`
    "openalex": "tests.world.openalex",
    "hub": "tests.world.hub",
    "s2": "tests.world.semantic_scholar",
    "github": "tests.world.github",
}


@dataclass(frozen=True, slots=True)
class Request:
    """One line of the world's log."""

    service: str
    method: str
    path: str
    credits: int
    status: int
    headers: dict[str, str]
    query: tuple[tuple[str, str], ...] = ()


class World:
    """The four services.

    Args:
        universe: What they know.
        delay: Seconds before each answer, for benchmarks.
        openalex_budget: Credits that OpenAlex grants for the day.
    """

    def __init__(
        self,
        universe: Universe | None = None,
        *,
        delay: float = 0.0,
        openalex_budget: int = 1_000,
    ) -> None:
        self.universe = universe or Universe()
        self.delay = delay
        self.openalex_budget = openalex_budget
        self.openalex_spent = 0
        self.github_left = 60
        # Repositories that GitHub has closed, by `owner/name` in lower case: status, and why.
        self.withheld: dict[str, tuple[int, dict[str, Any]]] = {}
        self.search_paused = ""  # Retry-After of what OpenAlex says to searches without a key
        self.unknown_to_openalex: set[str] = set()  # parameters and filters
        self.in_flight = self.most_in_flight = 0
        self.requests: list[Request] = []
        self.broken: list[Exception] = []
        self.faults = Faults()
        self.closing = threading.Event()
        self.lock = threading.RLock()
        self._sockets: set[socket.socket] = set()
        self._server = _Server(self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()
        if self.broken:
            raise RuntimeError("the world itself broke; mend tests/world") from self.broken[0]

    def close(self) -> None:
        """Stop answering and cut every connection."""
        self.closing.set()
        self._server.shutdown()
        with self.lock:
            for each in self._sockets:
                _cut(each)
        self._thread.join()
        self._server.server_close()

    @property
    def address(self) -> str:
        """Where the server listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def openalex_url(self) -> str:
        return f"{self.address}/openalex"

    @property
    def hub_url(self) -> str:
        return f"{self.address}/hub"

    @property
    def s2_url(self) -> str:
        return f"{self.address}/s2"

    @property
    def github_url(self) -> str:
        return f"{self.address}/github"

    def asked(self, service: str | None = None) -> list[Request]:
        """Return the log, of one service or of all."""
        with self.lock:
            return [each for each in self.requests if service in (None, each.service)]

    def credits(self, service: str = "openalex") -> int:
        """Return the credits that were charged."""
        return sum(each.credits for each in self.asked(service))

    def answer(self, asked: Asked) -> Answer:
        """Let the service answer, and log it."""
        module = MODULES.get(asked.service)
        if module is None:
            return Answer(404, b"<h1>Not Found</h1>", {"Content-Type": "text/html"})
        service: Callable[[World, Asked], Answer] = importlib.import_module(module).answer
        with self.lock:
            return service(self, asked)

    def log(self, asked: Asked, answer: Answer) -> None:
        """Write down a question and its answer."""
        with self.lock:
            self.requests.append(
                Request(
                    asked.service,
                    asked.method,
                    asked.raw_path,
                    answer.credits,
                    answer.status,
                    asked.headers,
                    asked.query,
                )
            )

    @contextlib.contextmanager
    def counted(self) -> Iterator[None]:
        """Count a question as being answered while the block lasts."""
        with self.lock:
            self.in_flight += 1
            self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            yield
        finally:
            with self.lock:
                self.in_flight -= 1

    def connected(self, connection: socket.socket, *, here: bool) -> None:
        """Keep track of open connections, so that `close` can cut them."""
        with self.lock:
            (self._sockets.add if here else self._sockets.discard)(connection)


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # joined by server_close, so that no test leaves a thread behind
    block_on_close = True
    request_queue_size = 128

    def __init__(self, world: World) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.world = world

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing about clients that went away: that is what many tests are about."""


def _cut(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    @property
    def world(self) -> World:
        return self.server.world

    def setup(self) -> None:
        super().setup()
        self.world.connected(self.connection, here=True)

    def finish(self) -> None:
        self.world.connected(self.connection, here=False)
        super().finish()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Print nothing."""

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_HEAD(self) -> None:
        self._serve()

    def _serve(self) -> None:
        asked = self._asked()
        with self.world.counted():
            self._answer(asked)

    def _answer(self, asked: Asked) -> None:
        if self.world.delay:
            time.sleep(self.world.delay)
        fault = self.world.faults.take(asked.service, asked.path)
        if fault is not None:
            play(fault, self, self.world, asked)
            return
        try:
            answer = self.world.answer(asked)
        except Exception as error:
            self.world.broken.append(error)
            raise
        self.world.log(asked, answer)
        self.reply(answer)

    def _asked(self) -> Asked:
        raw_path, _, query = self.path.partition("?")
        _, service, *rest = raw_path.split("/", 2)
        inner = "/" + (rest[0] if rest else "")
        size = int(self.headers.get("Content-Length") or 0)
        return Asked(
            service=service,
            method=self.command,
            path=unquote(inner),
            raw_path=inner + (f"?{query}" if query else ""),
            query=tuple(parse_qsl(query, keep_blank_values=True)),
            raw_query=query,
            headers={key.lower(): value for key, value in self.headers.items()},
            body=self.rfile.read(size) if size else b"",
        )

    def reply(self, answer: Answer) -> None:
        """Send an answer in one piece, compressed where the client allows it."""
        payload = answer.payload()
        headers = {"Content-Type": "application/json", **answer.headers}
        if "gzip" in self.headers.get("Accept-Encoding", "") and len(payload) > 1_000:
            payload = gzip.compress(payload, compresslevel=1)
            headers["Content-Encoding"] = "gzip"
        self.send_response(answer.status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(payload)
