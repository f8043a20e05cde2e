"""One question and its answer on the wire, bounded in time and bytes, to one address only.

All services are asked through this: by ourselves, and by pyalex and huggingface_hub, whose own
clients wait for ever, follow redirects anywhere and read bodies of any length.
"""

from __future__ import annotations

import json
import ssl
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import httpx2

from citeloom.enrich.services.clean_answer import read_answer
from citeloom.enrich.services.deadline import is_over, time_limit
from citeloom.enrich.services.limit_headers import read_budget, read_price
from citeloom.enrich.services.refusals import Failure, make_confused, make_unreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from citeloom.enrich.services.ledger import Meter
    from citeloom.enrich.services.pace import Pace

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
        left_out: What the body says and nothing can hold; it is not in `json`.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    json: Any = None
    left_out: tuple[str, ...] = ()

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


def read_json(service: str, answer: Answer) -> Answer | Failure:
    """Read a success as JSON; anything else may be a page that stands in for it.

    The body becomes what was read, so that a library which reads it again finds nothing else.
    """
    try:
        found, left_out = read_answer(answer.body)
    except (ValueError, RecursionError):
        kind = answer.headers.get("content-type", "").partition(";")[0].strip()
        shown = kind if kind.isascii() and kind.isprintable() and kind else "no type"
        return Failure(make_confused(service, f"its answer is not JSON ({shown[:60]})"))
    if found is None:  # else it would be kept as "there is no such thing"
        return Failure(make_confused(service, "its answer is null"))
    body = json.dumps(found).encode()
    return replace(answer, body=body, json=found, left_out=left_out)


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
