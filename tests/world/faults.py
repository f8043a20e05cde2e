"""What goes wrong on a bad day, played on the wire in place of an answer."""

from __future__ import annotations

import contextlib
import gzip
import socket
import struct
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from tests.world.wire import Answer, Asked

if TYPE_CHECKING:
    from tests.world.server import World

Kind = Literal[
    "400", "401", "403", "404-html", "429-second", "429-daily", "500", "502", "503", "504",
    "reset", "truncated", "html-200", "json-cut", "wrong-shape", "endless", "drip", "slow",
    "redirect-away", "redirect-loop", "redirect-nowhere", "redirect-bytes", "null-200",
    "packed-twice", "header-drip", "extension-drip", "odd-headers", "no-headers", "timed-out",
    "403-secondary", "429-everybody",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One answer that goes wrong. `retry_after` and `seconds` are in seconds.

    `headers` are those of a refusal, or of `odd-headers`, where the answer is right otherwise.
    """

    service: str
    kind: Kind
    path: str = ""
    retry_after: float | None = None
    seconds: float = 5.0
    headers: tuple[tuple[str, str], ...] = ()


class Faults:
    """A queue of faults; a fault is played for the next question that it fits."""

    def __init__(self) -> None:
        self._queue: list[Fault] = []
        self._skips: dict[str, int] = {}
        self._lock = threading.Lock()

    def add(
        self,
        service: str,
        kind: Kind,
        *,
        times: int = 1,
        path: str = "",
        retry_after: float | None = None,
        seconds: float = 5.0,
        headers: dict[str, str] | None = None,
    ) -> None:
        """Let the next `times` answers of a service go wrong, where `path` is in the path."""
        told = tuple((headers or {}).items())
        fault = Fault(service, kind, path, retry_after, seconds, told)
        with self._lock:
            self._queue += [fault] * times

    def skip(self, service: str, answers: int) -> None:
        """Let the next `answers` that faults fit go right first."""
        with self._lock:
            self._skips[service] = answers

    def take(self, service: str, path: str) -> Fault | None:
        """Take the first fault that fits a question."""
        with self._lock:
            for place, fault in enumerate(self._queue):
                if fault.service == service and fault.path in path:
                    if self._skips.get(service, 0) > 0:
                        self._skips[service] -= 1
                        return None
                    return self._queue.pop(place)
        return None

    def left(self) -> int:
        """Return how many faults have not been played."""
        with self._lock:
            return len(self._queue)

    def clear(self) -> None:
        """Let everything go right again."""
        with self._lock:
            self._queue.clear()


def play(fault: Fault, handler: Any, world: World, asked: Asked) -> None:
    """Play a fault on the connection of a request handler, and log it."""
    kind = fault.kind
    if kind in REFUSALS:
        status, body, given = REFUSALS[kind]
        headers = dict(given)
        if fault.retry_after is not None:
            headers = {**headers, "Retry-After": f"{fault.retry_after:g}"}
        headers |= dict(fault.headers)
        answer = Answer(status, body, headers)
        world.log(asked, answer)
        handler.reply(answer)
        return
    world.log(asked, Answer(0 if kind in ("reset", "slow") else 200))
    handler.close_connection = True
    PLAYS[kind](fault, handler, world, asked)


def _reset(fault: Fault, handler: Any, world: World, asked: Asked) -> None:
    del fault, world, asked
    # Linger on, for no seconds: closing sends RST instead of FIN.
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def _slow(fault: Fault, handler: Any, world: World, asked: Asked) -> None:
    del handler, asked
    world.closing.wait(fault.seconds)


def _truncated(fault: Fault, handler: Any, world: World, asked: Asked) -> None:
    del fault
    payload = world.answer(asked).payload()
    _head(handler, {"Content-Length": str(len(payload) + 100)})
    handler.wfile.write(payload)


def _json_cut(fault: Fault, handler: Any, world: World, asked: Asked) -> None:
    """Cut the body where its length is not announced, so that only the JSON tells."""
    del fault
    payload = world.answer(asked).payload()
    _head(handler, {"Connection": "close"})
    handler.wfile.write(payload[: len(payload) // 2])


def _endless(fault: Fault, handler: Any, world: World, asked: Asked) -> None:
    del fault, asked
    _head(handler, {"Connection": "close"})
    _pour(handler, world, b" " * 65_536, pause=0.0)


def _drip(fault: Fault, handler: Any, world: World, asked: Asked) -> None:
    del fault, asked
    _head(handler, {"Connection": "close"})
    _pour(handler, world, b" ", pause=0.01)


def _header_drip(fault: Fault, handler: Any, world: World, asked: Asked) -> None:
    del fault, asked
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _pour(handler, world, b"x", pause=0.01)


def _extension_drip(fault: Fault, handler: Any, world: World, asked: Asked) -> None:
    """Drip within the extension of a chunk, where no byte of a body comes."""
    del fault, asked
    _head(handler, {"Transfer-Encoding": "chunked"})
    handler.wfile.write(b"5;slow=")
    _pour(handler, world, b"x", pause=0.01)


def _packed_twice(fault: Fault, handler: Any, world: World, asked: Asked) -> None:
    del fault
    payload = gzip.compress(gzip.compress(world.answer(asked).payload()))
    length = str(len(payload))
    _head(handler, {"Content-Encoding": "gzip, gzip", "Content-Length": length})
    handler.wfile.write(payload)


def _odd_headers(fault: Fault, handler: Any, world: World, asked: Asked) -> None:
    answer = world.answer(asked)
    handler.close_connection = False
    handler.reply(Answer(answer.status, answer.body, {**answer.headers, **dict(fault.headers)}))


def _timed_out(fault: Fault, handler: Any, world: World, asked: Asked) -> None:
    """Give a half of the results, and say so where OpenAlex does."""
    del fault
    answer = world.answer(asked)
    body = answer.body
    half = {"results": body["results"][: len(body["results"]) // 2]}
    meta = {"meta": {**body["meta"], "timed_out": True}}
    handler.close_connection = False
    handler.reply(Answer(answer.status, {**body, **half, **meta}, answer.headers))


def _no_headers(fault: Fault, handler: Any, world: World, asked: Asked) -> None:
    del fault
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n" + world.answer(asked).payload())


def _pour(handler: Any, world: World, piece: bytes, *, pause: float) -> None:
    with contextlib.suppress(OSError):  # until the client has had enough, or the world ends
        while not world.closing.wait(pause):
            handler.wfile.write(piece)


def _head(handler: Any, headers: dict[str, str]) -> None:
    handler.send_response(200)
    for key, value in {"Content-Type": "application/json", **headers}.items():
        handler.send_header(key, value)
    handler.end_headers()


HTML = {"Content-Type": "text/html; charset=utf-8"}
PAGE = b"<!doctype html><html><body><h1>Sorry</h1><p>Back soon.</p></body></html>"
DAILY = {
    "X-RateLimit-Limit": "1000",
    "X-RateLimit-Remaining": "0",
    "X-RateLimit-Credits-Required": "10",
    "X-RateLimit-Reset": "40000",
    "Retry-After": "40000",
}
SECOND = {
    "X-RateLimit-Limit": "1000",
    "X-RateLimit-Remaining": "900",
    "X-RateLimit-Credits-Required": "1",
    "Retry-After": "0",
}
# What everybody behind one address shares ran out for this second, not for the day.
EVERYBODY = {
    "X-RateLimit-Limit": "1000",
    "X-RateLimit-Remaining": "0",
    "X-RateLimit-Credits-Required": "1",
    "X-RateLimit-Cost-Required-USD": "0.0001",
    "X-RateLimit-Limit-USD": "0.1",
    "X-RateLimit-Remaining-USD": "0",
    "X-RateLimit-Prepaid-Remaining-USD": "0",
    "X-RateLimit-Onetime-Remaining": "0",
    "X-RateLimit-Reset": "23456",
    "Retry-After": "1",
}
FULL = {
    "error": "Rate limit exceeded",
    "message": "More than 10 requests per second from this address.",
    "retryAfter": 0.2,
    "costUsd": 0.0001,
    "dailyRemainingUsd": 0,
    "prepaidRemainingUsd": 0.0,
    "creditsRequired": 1,
    "creditsRemaining": 0,
    "onetimeCreditsRemaining": 0,
}
SECONDARY = {
    "message": "You have exceeded a secondary rate limit. "
    "Please wait a few minutes before you try again.",
    "documentation_url": "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api",
}
REFUSALS: dict[str, tuple[int, Any, dict[str, str]]] = {
    "400": (400, {"error": "Invalid query parameters error.", "message": "Not so."}, {}),
    "401": (401, {"error": "Invalid or missing API key", "message": "Not you."}, {}),
    "403": (403, {"error": "Forbidden", "message": "Not this."}, {}),
    "403-secondary": (403, SECONDARY, {"X-RateLimit-Remaining": "37"}),
    "404-html": (404, PAGE, HTML),
    "429-everybody": (429, FULL, EVERYBODY),
    "429-second": (429, {"error": "Rate limit exceeded", "message": "Slow down."}, SECOND),
    "429-daily": (429, {"error": "Rate limit exceeded", "message": "Spent."}, DAILY),
    "500": (500, {"error": "Internal Server Error"}, {}),
    "502": (502, PAGE, HTML),
    "503": (503, PAGE, HTML),
    "504": (504, {"error": "Gateway timeout"}, {}),
    "html-200": (200, PAGE, HTML),
    "wrong-shape": (200, {"hello": "world"}, {}),
    "redirect-away": (301, b"", {"Location": "http://127.0.0.2:9/works/W1"}),
    "redirect-loop": (302, b"", {"Location": "/openalex/works/W1"}),
    "redirect-nowhere": (302, b"", {"Location": "http://["}),
    "redirect-bytes": (302, b"", {"Location": "/openalex/\u00e9\u00ff\u0080"}),
    "null-200": (200, None, {}),
}
PLAYS = {
    "reset": _reset,
    "slow": _slow,
    "truncated": _truncated,
    "json-cut": _json_cut,
    "endless": _endless,
    "drip": _drip,
    "header-drip": _header_drip,
    "extension-drip": _extension_drip,
    "packed-twice": _packed_twice,
    "odd-headers": _odd_headers,
    "no-headers": _no_headers,
    "timed-out": _timed_out,
}
