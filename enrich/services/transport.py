"""The session that every request to OpenAlex, Semantic Scholar and GitHub goes through.

`requests` waits for ever by default, follows redirects anywhere and reads bodies of any length;
pyalex adds a Retry-After without bound. Here time, bytes, attempts and pauses all have an end.
"""

from __future__ import annotations

import io
import json
import random
import threading
import time
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase

from citeloom.enrich.loopback import is_loopback
from citeloom.enrich.services.refusals import (
    AGAIN,
    KEPT,
    Passing,
    broken,
    budget_of,
    credits_of,
    judge,
    name,
    sentence,
)
from citeloom.graph.errors import ServiceConfused, ServiceError, ServiceUnreachable, SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citeloom.enrich.services.ledger import Meter

REDIRECTS = 5
CHUNK = 65_536
CONNECTIONS = 16


@dataclass(frozen=True, slots=True)
class Pace:
    """How long to wait, how often to try, how fast to ask. All times in seconds.

    Args:
        connect: Until a connection stands.
        read: Between two pieces of an answer.
        total: For one answer, from the question to its last byte.
        max_bytes: Of one answer, unpacked.
        attempts: How often one question is asked while the trouble may pass.
        backoff: Before the second attempt; doubled before each further one, and shortened at
            random by up to a half, so that several clients do not come back at once.
        backoff_limit: The longest such pause.
        wait_limit: The longest pause that a service may ask for. With 429 more counts as a spent
            budget; otherwise the service is not asked again.
        per_second: Questions per second, with as many at once after a rest.
        give_up_after: Questions in a row that fail before the service is left alone.
    """

    connect: float = 10.0
    read: float = 30.0
    total: float = 120.0
    max_bytes: int = 64 * 2**20
    attempts: int = 4
    backoff: float = 0.5
    backoff_limit: float = 8.0
    wait_limit: float = 60.0
    per_second: float = 8.0
    give_up_after: int = 3


class Limiter:
    """Lets `per_second` calls through per second; a bucket that holds one second's worth."""

    def __init__(self, per_second: float) -> None:
        self._per_second = per_second
        self._room = max(1.0, per_second)
        self._tokens = self._room
        self._since = time.monotonic()
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Return when the next call may be made."""
        with self._lock:
            moment = time.monotonic()
            gained = (moment - self._since) * self._per_second
            self._tokens = min(self._room, self._tokens + gained) - 1
            self._since = moment
            pause = -self._tokens / self._per_second
        if pause > 0:
            time.sleep(pause)


class Breaker:
    """Leaves a service alone after several questions in a row that it did not answer."""

    def __init__(self, service: str, give_up_after: int) -> None:
        self._service = service
        self._limit = give_up_after
        self._failures = 0
        self._lock = threading.Lock()

    def check(self) -> None:
        """Raise ServiceUnreachable where the service has been given up for this run."""
        with self._lock:
            failures = self._failures
        if failures >= self._limit:
            raise ServiceUnreachable(
                sentence(f"{name(self._service)} was not reached {failures} times in a row"),
                kept=KEPT,
                todo=AGAIN,
            )

    def note(self, *, answered: bool) -> None:
        """Note how a question ended."""
        with self._lock:
            self._failures = 0 if answered else self._failures + 1


class ServiceSession(requests.Session):
    """A session for one service.

    Every request either returns an answer that can be used (2xx with JSON, or 404 or 410, which
    mean that there is no such thing) or raises one of Citeloom's service errors. It may be used
    from several threads.

    Args:
        service: `openalex`, `s2`, `github`, …
        base_url: Address of the service; https, or http on loopback.
        meter: Counts requests and credits.
        pace: Limits of time, bytes, attempts and speed.
        headers: Headers of every request, such as those with a key. They go to `base_url` only.
    """

    def __init__(
        self,
        service: str,
        base_url: str,
        *,
        meter: Meter,
        pace: Pace | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self.service = service
        self.base_url = checked_address(base_url)
        self.meter = meter
        self.pace = pace or Pace()
        self._auth = _Signed({"User-Agent": user_agent(), **(headers or {})})
        self._limiter = Limiter(self.pace.per_second)
        self._breaker = Breaker(service, self.pace.give_up_after)
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        # A proxy of the environment cannot reach this machine's loopback.
        self.trust_env = not is_loopback(urlsplit(self.base_url).hostname)
        adapter = HTTPAdapter(pool_maxsize=CONNECTIONS, max_retries=0)
        self.mount("https://", adapter)
        self.mount("http://", adapter)

    def at(self, path: str) -> str:
        """Return the address of a path that begins with a slash."""
        return self.base_url + path

    def ask(
        self,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        body: Any | None = None,
    ) -> Any | None:
        """Get a path, or post `body` to it as JSON, and return the JSON of the answer.

        Returns:
            The answer, or None where the service says that there is no such thing.
        """
        method = "GET" if body is None else "POST"
        response = self.request(method, self.at(path), params=params, json=body)
        return response.json() if response.ok else None

    def prepare_request(self, request: requests.Request) -> requests.PreparedRequest:
        """Sign with our headers, whatever a client library or a .netrc file would have sent."""
        request.auth = self._auth
        return super().prepare_request(request)

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Keep `requests` from following redirects; `send` does it, and only to the same host."""
        del resp
        return None

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        """Send a request with all limits applied.

        Raises:
            ServiceUnreachable: No connection, or only troubles that did not pass in time.
            ServiceRefused: The service refuses the key or the request.
            ServiceConfused: An answer that is too long, too slow, not JSON, or leads elsewhere.
            BudgetSpent: The allowance is used up.
        """
        kwargs.update(stream=True, allow_redirects=False)
        kwargs["timeout"] = (self.pace.connect, self.pace.read)
        history: list[requests.Response] = []
        while True:
            self._stay_home(request.url or "")
            response = self._answer(request, kwargs)
            target = super().get_redirect_target(response)
            if target is None:
                response.history = history
                return response
            history.append(response)
            if len(history) > REDIRECTS or request.method != "GET":
                raise self._confused("it sends us from address to address")
            request = request.copy()
            request.url = urljoin(response.url, target)

    def _answer(
        self, request: requests.PreparedRequest, kwargs: dict[str, Any]
    ) -> requests.Response:
        """Ask until there is an answer or the attempts are used up."""
        self._breaker.check()
        attempt = 1
        while True:
            self._limiter.wait()
            found = self._exchange(request, kwargs)
            if isinstance(found, requests.Response):
                self._breaker.note(answered=True)
                return found
            too_long = (found.wait or 0.0) > self.pace.wait_limit
            if attempt >= self.pace.attempts or too_long:
                self._breaker.note(answered=isinstance(found.error, ServiceConfused))
                raise found.error
            time.sleep(self._pause(attempt, found.wait))
            attempt += 1

    def _exchange(
        self, request: requests.PreparedRequest, kwargs: dict[str, Any]
    ) -> requests.Response | Passing:
        """Ask once."""
        began = time.monotonic()
        try:
            response = super().send(request, **kwargs)
        except requests.RequestException as error:
            self.meter.count(self.service)
            return Passing(broken(self.service, _why(error)))
        self.meter.count(
            self.service,
            credits_=credits_of(response.status_code, response.headers),
            budget=budget_of(response.headers),
        )
        try:
            body = self._read(response, began + self.pace.total)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            return Passing(self._confused(f"its answer broke off ({type(error).__name__})"))
        finally:
            response.close()
        # `raw` is public, and requests reads `content` from it once: now from memory.
        response.raw = io.BytesIO(body)
        passing = judge(
            self.service,
            response.status_code,
            response.headers,
            body,
            wait_limit=self.pace.wait_limit,
        )
        if passing is None and response.ok and not response.is_redirect:
            return self._checked(response, body)
        return passing or response

    def _read(self, response: requests.Response, deadline: float) -> bytes:
        """Read a body piece by piece, so that a slow drip cannot outlast the deadline."""
        pieces: list[bytes] = []
        size = 0
        while piece := response.raw.read1(CHUNK, decode_content=True):
            size += len(piece)
            if size > self.pace.max_bytes:
                raise self._confused(f"its answer is longer than {self.pace.max_bytes} bytes")
            if time.monotonic() > deadline:
                raise self._confused(f"its answer takes longer than {self.pace.total:g} seconds")
            pieces.append(piece)
        return b"".join(pieces)

    def _checked(self, response: requests.Response, body: bytes) -> requests.Response | Passing:
        """Hand on an answer that is JSON; anything else may be a page that stands in for it."""
        try:
            json.loads(body)
        except (ValueError, RecursionError):
            kind = response.headers.get("Content-Type", "").partition(";")[0].strip()
            shown = kind if kind.isascii() and kind.isprintable() and kind else "no type"
            return Passing(self._confused(f"its answer is not JSON ({shown[:60]})"))
        return response

    def _pause(self, attempt: int, asked: float | None) -> float:
        pause: float = min(self.pace.backoff * 2 ** (attempt - 1), self.pace.backoff_limit)
        pause *= random.uniform(0.5, 1.0)  # noqa: S311 - jitter is no secret
        return max(pause, asked or 0.0)

    def _stay_home(self, address: str) -> None:
        if _origin(address) != _origin(self.base_url):
            raise self._confused("it sends us to another host")

    def _confused(self, why: str) -> ServiceError:
        return ServiceConfused(
            sentence(f"{name(self.service)} gave an answer that cannot be used: {why}"),
            kept=KEPT,
            todo=AGAIN,
        )


class _Signed(AuthBase):
    """Adds headers to a request. Not shown by repr, because they may hold a key."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._headers = dict(headers)

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers.update(self._headers)
        return request


def checked_address(address: str) -> str:
    """Return a base address without a trailing slash.

    Raises:
        SettingsError: It is neither https nor http on loopback.
    """
    try:
        parts = urlsplit(address)
        local = is_loopback(parts.hostname)
    except ValueError:
        parts, local = urlsplit(""), False
    if parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and local)):
        return address.rstrip("/")
    raise SettingsError(
        "The address of a service has to begin with https:// (http:// is for this machine only)",
        todo="Correct it in the environment or in the settings file",
    )


def user_agent() -> str:
    """Return how Citeloom introduces itself."""
    return f"citeloom/{version('citeloom')}"


def _origin(address: str) -> tuple[str, str | None, int | None]:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return "", None, None
    return parts.scheme, parts.hostname, port


def _why(error: requests.RequestException) -> str:
    """Say in plain words what broke; the library's own text may hold an address with a key."""
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return "no connection in time"
    if isinstance(error, requests.exceptions.Timeout):
        return "no answer in time"
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate is not accepted"
    if isinstance(error, requests.exceptions.ProxyError):
        return "the proxy does not answer"
    return "no connection, or it broke"
