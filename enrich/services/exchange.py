"""One question and its answer on the wire, bounded in time and bytes, to one address only.

All services are asked through this: by ourselves, and by pyalex and huggingface_hub, whose own
clients wait for ever, follow redirects anywhere and read bodies of any length.
"""

from __future__ import annotations

import json
import os
import ssl
import urllib.request
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx2

from citeloom.enrich.loopback import is_loopback
from citeloom.enrich.services.deadline import LimitedTransport, is_over, time_limit
from citeloom.enrich.services.limit_headers import read_budget, read_price
from citeloom.enrich.services.refusals import Failure, make_confused, make_unreachable
from citeloom.graph.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from citeloom.enrich.services.ledger import Meter
    from citeloom.enrich.services.pace import Pace

CONNECTIONS = 16
PACKINGS = ("", "identity", "gzip", "deflate")  # once; a few bytes packed twice fill any memory
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service answered.

    Attributes:
        status: The status code.
        headers: The headers, their names in lower case.
        body: The body, unpacked.
        json: The body as JSON; None before it is read, and where it is not of a success.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    json: Any = None

    @property
    def is_success(self) -> bool:
        """Whether it is what was asked for."""
        return 200 <= self.status < 300  # noqa: PLR2004 - as HTTP says

    @property
    def is_redirect(self) -> bool:
        """Whether it leads to another address."""
        return self.status in REDIRECTS and "location" in self.headers


@dataclass(frozen=True, slots=True)
class Connection:
    """Connections to one service, and the limits of what is exchanged over them.

    Attributes:
        service: The service, as it is metered and named in errors.
        client: Carries requests; it follows no redirects.
        pace: Limits of time and bytes.
        meter: Counts requests, and what headers say of their price.
        translate: Says a service's own headers in the words that others use.
        proxied: Whether a proxy stands in between.
    """

    service: str
    client: httpx2.Client
    pace: Pace
    meter: Meter
    translate: Callable[[Mapping[str, str]], Mapping[str, str]]
    proxied: bool

    def exchange(self, request: httpx2.Request) -> Answer | Failure:
        """Send a request once and read the answer whole.

        Returns:
            The answer, or a failure where there is none.
        """
        # A library that built the request has written its own time-out, none, into it.
        timeout = self.client.timeout.as_dict()
        request.extensions = {**request.extensions, "timeout": timeout}
        request.headers["Accept-Encoding"] = "gzip, deflate"
        with time_limit(self.pace.total):
            try:
                response = self.client.send(request, stream=True, follow_redirects=False)
            except httpx2.HTTPError as error:
                self.meter.count(self.service)
                if is_over():
                    return self._fail_late()
                why = _explain(error, proxied=self.proxied)
                return Failure(make_unreachable(self.service, why), reached=False)
            try:
                return self._read(response)
            finally:
                response.close()

    def _read(self, response: httpx2.Response) -> Answer | Failure:
        headers = self._count(response)
        if headers.get("content-encoding", "").strip().lower() not in PACKINGS:
            return self._fail("it is packed in a way that was not asked for")
        pieces: list[bytes] = []
        left = self.pace.max_bytes
        try:
            for piece in response.iter_bytes():
                left -= len(piece)
                if left < 0:
                    return self._fail(f"its answer is longer than {self.pace.max_bytes} bytes")
                pieces.append(piece)
        except httpx2.HTTPError as error:
            if is_over():
                return self._fail_late()
            why = f"its answer broke off ({type(error).__name__})"
            return Failure(make_confused(self.service, why))
        return Answer(response.status_code, headers, b"".join(pieces))

    def _count(self, response: httpx2.Response) -> Mapping[str, str]:
        """Count a request as soon as the headers tell its price, and return them."""
        raw = {key.lower(): value for key, value in response.headers.items()}
        headers = self.translate(raw)
        self.meter.count(
            self.service,
            credits_=read_price(response.status_code, headers),
            budget=read_budget(headers),
        )
        return headers

    def _fail_late(self) -> Failure:
        return self._fail(f"its answer takes longer than {self.pace.total:g} seconds")

    def _fail(self, why: str) -> Failure:
        return Failure(make_confused(self.service, why), passes=False)


def open_client(base_url: str, pace: Pace) -> httpx2.Client:
    """Return a client for one address.

    Raises:
        SettingsError: The environment names a proxy or certificates that cannot be used.
    """
    encrypted = base_url.startswith("https://")
    trusted = _load_certificates() if encrypted else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    limits = httpx2.Limits(max_connections=CONNECTIONS)
    try:
        transport = LimitedTransport(verify=trusted, limits=limits, proxy=find_proxy(base_url))
    except (ValueError, ImportError, httpx2.InvalidURL) as error:
        raise SettingsError(
            "The proxy that the environment names cannot be used",
            todo="Name an http proxy in HTTPS_PROXY, or none",
        ) from error
    timeout = httpx2.Timeout(pace.read, connect=pace.connect)
    return httpx2.Client(transport=transport, timeout=timeout, trust_env=False)


def find_proxy(base_url: str) -> str | None:
    """Return the proxy that the environment names for an address, or None."""
    parts = urlsplit(base_url)
    # A proxy cannot reach this machine's loopback.
    if is_loopback(parts.hostname) or urllib.request.proxy_bypass(parts.netloc):
        return None
    proxies = urllib.request.getproxies()
    found = proxies.get(parts.scheme) or proxies.get("all")
    return f"http://{found}" if found and "://" not in found else found


def read_json(service: str, answer: Answer) -> Answer | Failure:
    """Read a success as JSON; anything else may be a page that stands in for it."""
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        kind = answer.headers.get("content-type", "").partition(";")[0].strip()
        shown = kind if kind.isascii() and kind.isprintable() and kind else "no type"
        return Failure(make_confused(service, f"its answer is not JSON ({shown[:60]})"))
    if found is None:  # else it would be kept as "there is no such thing"
        return Failure(make_confused(service, "its answer is null"))
    return replace(answer, json=found)


def check_address(address: str) -> str:
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


def _explain(error: httpx2.HTTPError, *, proxied: bool) -> str:
    """Say in plain words what broke; the library's own text may hold an address with a key."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return "its certificate is not accepted"
        cause = cause.__cause__ or cause.__context__
    no_connection = isinstance(error, (httpx2.ConnectError, httpx2.ConnectTimeout))
    if isinstance(error, httpx2.ProxyError) or (proxied and no_connection):
        return "the proxy does not answer"
    if isinstance(error, httpx2.ConnectTimeout):
        return "no connection in time"
    if isinstance(error, httpx2.TimeoutException):
        return "no answer in time"
    return "no connection, or it broke"


@cache
def _load_certificates() -> ssl.SSLContext:
    """Return the certificates that are trusted: those the environment names, or the system's."""
    named = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")
    try:
        if named:
            folder = os.path.isdir(named)  # noqa: PTH112 - a text of the environment
            return ssl.create_default_context(
                cafile=None if folder else named, capath=named if folder else None
            )
        return httpx2.create_ssl_context()
    except OSError as error:
        raise SettingsError(
            f"The certificates that the environment names cannot be read: {error.strerror}",
            todo="Correct REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE or SSL_CERT_FILE",
        ) from error
