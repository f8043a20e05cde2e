"""The session that every question to a service goes through, and its one loop of attempts."""

from __future__ import annotations

import threading
import time
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Self

import httpx2

from citeloom.enrich.services.circuit_breaker import CircuitBreaker
from citeloom.enrich.services.exchange import Answer, Connection, read_json
from citeloom.enrich.services.http_client import check_address, find_proxy, open_client
from citeloom.enrich.services.pace import Limiter, Pace
from citeloom.enrich.services.refusals import (
    Failure,
    find_partial,
    is_gone,
    judge,
    make_confused,
    make_misconfigured,
)
from citeloom.graph.errors import BudgetSpent, ServiceRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from citeloom.enrich.services.ledger import Meter

USER_AGENT = f"citeloom/{version('citeloom')}"
REDIRECTS = 5


class ServiceSession:
    """A session for one service. May be used from several threads.

    Every question either gets an answer that can be used (2xx with JSON, or one that means that
    there is no such thing, mostly 404 or 410) or raises one of Citeloom's service errors.

    Args:
        service: `openalex`, `hub`, `s2` or `github`.
        base_url: Address of the service; https, or http on loopback.
        meter: Counts requests and credits.
        pace: Limits of time, bytes, attempts and speed.
        headers: Headers of every request, such as those with a key. They go to `base_url` only.
        translate: Says the service's own headers in the words that others use.
        landmark: A path that is always there and costs nothing; see `_check_address`.
    """

    def __init__(  # noqa: PLR0913 - what a service differs in
        self,
        service: str,
        base_url: str,
        *,
        meter: Meter,
        pace: Pace | None = None,
        headers: Mapping[str, str] | None = None,
        translate: Callable[[Mapping[str, str]], Mapping[str, str]] = dict,
        landmark: str = "",
    ) -> None:
        self.service = service
        self.base_url = check_address(base_url)
        self.meter = meter
        self.pace = pace or Pace()
        self._headers = {"User-Agent": USER_AGENT, **(headers or {})}
        self._landmark = landmark
        self._found = threading.Event()  # once something was there, the address is right
        self._checking = threading.Lock()
        self._limiter = Limiter(self.pace.per_second)
        self._breaker = CircuitBreaker(service, self.pace.give_up_after)
        client = open_client(self.base_url, self.pace)
        proxied = find_proxy(self.base_url) is not None
        self._connection = Connection(service, client, self.pace, meter, translate, proxied)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._connection.client.close()

    def ask(
        self,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        body: Any | None = None,
        kind: str = "",
    ) -> Any | None:
        """Get a path, or post `body` to it as JSON, and return the JSON of the answer.

        Args:
            path: Below the base address, with a slash in front.
            params: Parameters of the query.
            body: What is posted.
            kind: What kind of question it is; see `CircuitBreaker`.

        Returns:
            The answer, or None where the service says that there is no such thing.
        """
        address = self.base_url + path
        if body is None:
            request = httpx2.Request("GET", address, params=params)
        else:
            request = httpx2.Request("POST", address, params=params, json=body)
        return self.send(request, kind=kind).json

    def send(self, request: httpx2.Request, *, kind: str = "") -> Answer:
        """Send a request with all limits applied, and follow redirects on the same host.

        Raises:
            ServiceUnreachable: No connection, or only failures that did not pass in time.
            ServiceRefused: The service refuses the key or the request.
            ServiceConfused: An answer that is too long, too slow, not JSON, or leads elsewhere.
            BudgetSpent: The allowance is used up.
        """
        for _ in range(REDIRECTS + 1):
            if _find_origin(request.url) != _find_origin(httpx2.URL(self.base_url)):
                raise make_confused(self.service, "it redirects to another host")
            request.headers.update(self._headers)
            answer = self._ask_until_answered(request, kind)
            if answer.is_success:
                self._found.set()
            elif not answer.is_redirect:
                self._check_address()
            if not answer.is_redirect:
                return answer
            request = self._follow(request, answer)
        raise make_confused(self.service, "too many redirects")

    def _check_address(self) -> None:
        """Look for what is always there, before it is believed that something is not there.

        At a wrong address nothing is, and that would be kept as "no such paper" for good.
        """
        with self._checking:
            if self._found.is_set() or not self._landmark:
                return
            address = self.base_url + self._landmark
            request = httpx2.Request("GET", address, headers=self._headers)
            if not self._ask_until_answered(request, "landmark").is_success:
                raise make_misconfigured(self.service)
            self._found.set()

    def _ask_until_answered(self, request: httpx2.Request, kind: str) -> Answer:
        """Ask until there is an answer or the attempts are used up."""
        attempt, waited = 1, 0.0
        while True:
            self._breaker.check(kind)
            self._limiter.wait()
            try:
                answer = self._ask_once(request)
            except (BudgetSpent, ServiceRefused):
                self._breaker.note_answer(kind)
                raise
            if isinstance(answer, Answer):
                self._breaker.note_answer(kind)
                return answer
            waited += answer.wait or 0.0
            attempts = min(self.pace.attempts, answer.attempts or self.pace.attempts)
            if attempt >= attempts or waited > self.pace.wait_limit or not answer.passes:
                self._breaker.note_failure(kind, answer)
                raise answer.error
            time.sleep(self.pace.pause(attempt, answer.wait))
            attempt += 1

    def _ask_once(self, request: httpx2.Request) -> Answer | Failure:
        answer = self._connection.exchange(request)
        if isinstance(answer, Failure):
            return answer
        failure = judge(
            self.service, answer.status, answer.headers, answer.body,
            wait_limit=self.pace.wait_limit,
        )  # fmt: skip
        if failure is not None:
            return failure
        if answer.is_success:
            found = read_json(self.service, answer)
            if isinstance(found, Failure):
                self._breaker.note_unreadable(found.error)
                return found
            self.meter.note_left_out(self.service, found.left_out)
            return find_partial(self.service, found.json) or found
        if answer.is_redirect or is_gone(self.service, answer.status, answer.body):
            return answer
        why = f"status {answer.status} is not what was asked for"
        return Failure(make_confused(self.service, why), passes=False)

    def _follow(self, request: httpx2.Request, answer: Answer) -> httpx2.Request:
        if request.method != "GET":
            raise make_confused(self.service, "it redirects what was sent to it")
        try:
            target = request.url.join(answer.headers["location"])
        except (httpx2.InvalidURL, ValueError) as error:
            raise make_confused(self.service, "it redirects to what is no address") from error
        headers = {key: value for key, value in request.headers.items() if key.lower() != "host"}
        return httpx2.Request("GET", target, headers=headers)


def _find_origin(address: httpx2.URL) -> tuple[str, str, int | None]:
    return address.scheme, address.host, address.port
