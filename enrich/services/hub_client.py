"""huggingface_hub with our limits: time, bytes, attempts, pauses, and the count of requests.

The library takes its HTTP client from one global factory, waits for ever, and retries on some
calls and not on others. The factory is set once per process, to a client that looks whether the
call is ours: if so our own client sends it, otherwise everything is as the library has it.
"""

from __future__ import annotations

import json
import random
import threading
import time
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx2
from huggingface_hub import HfApi, get_session, is_offline_mode, set_client_factory
from huggingface_hub.errors import HfHubHTTPError
from huggingface_hub.utils import (  # type: ignore[attr-defined]  # documented, not re-exported
    parse_ratelimit_headers,
)

from citeloom.enrich.services.ledger import Budget
from citeloom.enrich.services.refusals import AGAIN, KEPT, Passing, broken, judge, name, sentence
from citeloom.enrich.services.transport import (
    CONNECTIONS,
    REDIRECTS,
    Breaker,
    Limiter,
    Pace,
    checked_address,
    user_agent,
)
from citeloom.graph.errors import ServiceConfused, ServiceError, ServiceUnreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from citeloom.enrich.services.ledger import Meter

SERVICE = "hub"
# The Hub counts by windows of five minutes; waiting for the next one is better than stopping.
HUB_PACE = Pace(wait_limit=310.0, per_second=20.0)


@dataclass(slots=True)
class _Call:
    """One call of ours that is going on: who sends its requests, and what was answered."""

    client: HubClient
    bodies: list[Any] = field(default_factory=list)
    more: bool = False  # whether the last answer says that there is another page


_OURS: ContextVar[_Call | None] = ContextVar("citeloom_hub_call", default=None)


class _SharedClient(httpx2.Client):
    """The client that huggingface_hub shares between all calls of the process."""

    def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """Send with our limits where the call is ours, else as the library does."""
        call = _OURS.get()
        if call is None:
            return super().send(request, **options)
        response, body = call.client.send(request)
        if response.is_success:
            call.bodies.append(body)
            call.more = "next" in response.links
        return response


_installing = threading.Lock()
_installed = threading.Event()


def install() -> None:
    """Set the library's factory when it is first needed, and never again."""
    with _installing:
        if _installed.is_set():
            return
        hooks = get_session().event_hooks  # the library's own, or those that a user has set

        def factory() -> httpx2.Client:
            return _SharedClient(event_hooks=hooks, follow_redirects=True, timeout=None)

        set_client_factory(factory)
        _installed.set()


class HubClient:
    """Calls huggingface_hub for one endpoint. May be used from several threads.

    Every call either returns the Hub's own JSON or raises one of Citeloom's service errors.

    Args:
        endpoint: Address of the Hub; https, or http on loopback.
        token: Sent to the endpoint only; a token that the user has saved on disk is never used.
        meter: Counts requests.
        pace: Limits of time, bytes, attempts and speed.
    """

    def __init__(
        self,
        endpoint: str = "https://huggingface.co",
        *,
        meter: Meter,
        token: str | None = None,
        pace: Pace | None = None,
    ) -> None:
        self.endpoint = checked_address(endpoint)
        self.meter = meter
        self.pace = pace or HUB_PACE
        self._api = HfApi(endpoint=self.endpoint, token=token or False)
        self._limiter = Limiter(self.pace.per_second)
        self._breaker = Breaker(SERVICE, self.pace.give_up_after)
        parts = urlsplit(self.endpoint)
        self._client = httpx2.Client(
            timeout=httpx2.Timeout(self.pace.read, connect=self.pace.connect),
            limits=httpx2.Limits(max_connections=CONNECTIONS),
            # A proxy of the environment cannot reach this machine's loopback.
            trust_env=parts.scheme == "https",
        )
        install()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def call(self, ask: Callable[[HfApi], object]) -> list[Any] | None:
        """Call the library and return the JSON of each answer in turn.

        Args:
            ask: Calls one method of HfApi; what is iterable in its result is read to the end.

        Returns:
            The bodies, or None where the Hub says that there is no such thing.

        Raises:
            ServiceUnreachable: No connection, or only troubles that did not pass in time.
            ServiceRefused: The Hub refuses the token or the request.
            ServiceConfused: An answer that is too long, too slow, not JSON, of another shape
                than the library expects, or leads elsewhere.
            BudgetSpent: The Hub asks for a pause that is too long to wait for.
        """
        if is_offline_mode():
            raise ServiceUnreachable(
                "The Hugging Face Hub is not asked, because HF_HUB_OFFLINE is set",
                kept=KEPT,
                todo="Unset HF_HUB_OFFLINE",
            )
        call = _Call(self)
        mark = _OURS.set(call)
        try:
            exhaust(ask(self._api))
        except ServiceError:
            raise
        except HfHubHTTPError as error:
            if error.response.status_code in (404, 410):
                return None
            raise self._confused(f"status {error.response.status_code}") from error
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            # The library is stricter than need be: the caller reads what was answered in full.
            if call.bodies and not call.more:
                return call.bodies
            raise self._confused("it has another shape than the Hub documents") from error
        finally:
            _OURS.reset(mark)
        return call.bodies

    def send(self, request: httpx2.Request) -> tuple[httpx2.Response, Any]:
        """Send a request with all limits applied; return the answer and its JSON."""
        for _ in range(REDIRECTS + 1):
            if not self._is_home(request.url):
                raise self._confused("it sends us to another host")
            response, body = self._answer(request)
            if response.next_request is None:
                return response, body
            request = response.next_request
        raise self._confused("it sends us from address to address")

    def _answer(self, request: httpx2.Request) -> tuple[httpx2.Response, Any]:
        """Ask until there is an answer or the attempts are used up."""
        self._breaker.check()
        attempt = 1
        while True:
            self._limiter.wait()
            found = self._exchange(request)
            if not isinstance(found, Passing):
                self._breaker.note(answered=True)
                return found
            if attempt >= self.pace.attempts:
                self._breaker.note(answered=isinstance(found.error, ServiceConfused))
                raise found.error
            pause = min(self.pace.backoff * 2 ** (attempt - 1), self.pace.backoff_limit)
            pause *= random.uniform(0.5, 1.0)  # noqa: S311 - jitter is no secret
            time.sleep(max(pause, found.wait or 0.0))
            attempt += 1

    def _exchange(self, request: httpx2.Request) -> tuple[httpx2.Response, Any] | Passing:
        """Ask once."""
        request.headers["User-Agent"] = user_agent()
        # The library's shared client has written its own time-out, none, into the request.
        request.extensions = {**request.extensions, "timeout": self._client.timeout.as_dict()}
        deadline = time.monotonic() + self.pace.total
        try:
            response = self._client.send(request, stream=True, follow_redirects=False)
        except httpx2.HTTPError as error:
            self.meter.count(SERVICE)
            return Passing(broken(SERVICE, why(error)))
        headers = {key.lower(): value for key, value in response.headers.items()}
        self.meter.count(SERVICE, budget=budget_of(headers))
        try:
            content = self._read(response, deadline)
        except httpx2.HTTPError as error:
            return Passing(self._confused(f"its answer broke off ({type(error).__name__})"))
        finally:
            response.close()
        status = response.status_code
        passing = judge(
            SERVICE, status, with_pause(headers), content, wait_limit=self.pace.wait_limit
        )
        if passing is not None:
            return passing
        for header in ("Content-Encoding", "Content-Length", "Transfer-Encoding"):
            response.headers.pop(header, None)
        read = httpx2.Response(status, headers=response.headers, content=content, request=request)
        read.next_request = response.next_request
        if not response.is_success:
            return read, None
        try:
            return read, json.loads(content)
        except (ValueError, RecursionError):
            kind = headers.get("content-type", "").partition(";")[0].strip()
            shown = kind if kind.isascii() and kind.isprintable() and kind else "no type"
            return Passing(self._confused(f"its answer is not JSON ({shown[:60]})"))

    def _read(self, response: httpx2.Response, deadline: float) -> bytes:
        """Read a body piece by piece, so that a slow drip cannot outlast the deadline."""
        pieces: list[bytes] = []
        size = 0
        for piece in response.iter_bytes():
            size += len(piece)
            if size > self.pace.max_bytes:
                raise self._confused(f"its answer is longer than {self.pace.max_bytes} bytes")
            if time.monotonic() > deadline:
                raise self._confused(f"its answer takes longer than {self.pace.total:g} seconds")
            pieces.append(piece)
        return b"".join(pieces)

    def _is_home(self, url: httpx2.URL) -> bool:
        home = httpx2.URL(self.endpoint)
        return (url.scheme, url.host, url.port) == (home.scheme, home.host, home.port)

    def _confused(self, what: str) -> ServiceConfused:
        return ServiceConfused(
            sentence(f"{name(SERVICE)} gave an answer that cannot be used: {what}"),
            kept=KEPT,
            todo=AGAIN,
        )


def exhaust(result: object) -> None:
    """Read a lazy result of the library to its end, so that all its requests are sent."""
    if not isinstance(result, str | bytes) and hasattr(result, "__iter__"):
        items: Iterable[object] = result
        for _ in items:
            pass


def budget_of(headers: dict[str, str]) -> Budget | None:
    """Read the allowance of the current window from the Hub's RateLimit headers."""
    info = parse_ratelimit_headers(headers)
    if info is None:
        return None
    at = datetime.now(UTC) + timedelta(seconds=info.reset_in_seconds)
    return Budget(info.limit, info.remaining, at.isoformat(timespec="seconds"))


def with_pause(headers: dict[str, str]) -> dict[str, str]:
    """Say in Retry-After, which everybody reads, when the Hub's window begins anew."""
    info = parse_ratelimit_headers(headers)
    if info is None or info.remaining > 0 or "retry-after" in headers:
        return headers
    return {**headers, "retry-after": str(info.reset_in_seconds + 1)}


def why(error: httpx2.HTTPError) -> str:
    """Say in plain words what broke; the library's own text may hold an address."""
    if isinstance(error, httpx2.ConnectTimeout):
        return "no connection in time"
    if isinstance(error, httpx2.TimeoutException):
        return "no answer in time"
    if isinstance(error, httpx2.ProxyError):
        return "the proxy does not answer"
    return "no connection, or it broke"
