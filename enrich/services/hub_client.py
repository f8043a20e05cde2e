"""huggingface_hub with our limits: time, bytes, attempts, pauses, and the count of requests.

The library takes its HTTP client from one global factory, waits for ever, and retries on some
calls and not on others. The factory is set once per process, to a client that looks whether the
call is ours: if so our own session sends it, otherwise everything is as the library has it.
"""

from __future__ import annotations

import threading
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx2
from huggingface_hub import HfApi, get_session, is_offline_mode, set_client_factory
from huggingface_hub.errors import HfHubHTTPError

from citeloom.enrich.services.refusals import GONE, KEPT, make_confused
from citeloom.graph.errors import ServiceError, ServiceUnreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from citeloom.enrich.services.service_session import ServiceSession

SERVICE = "hub"
READ = ("content-type", "link", "x-request-id", "x-error-code", "x-error-message")  # by the library


@dataclass(slots=True)
class _Call:
    """One call of ours that is going on: who sends its requests, and what was answered."""

    session: ServiceSession
    kind: str
    bodies: list[Any] = field(default_factory=list)
    more: bool = False  # whether the last answer says that there is another page

    def send(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request of the library's, and answer as its own client would."""
        answer = self.session.send(request, kind=self.kind)
        headers = {key: answer.headers[key] for key in READ if key in answer.headers}
        response = httpx2.Response(
            answer.status,
            headers={key: value for key, value in headers.items() if value.isascii()},
            content=answer.body,
            request=request,
        )
        if answer.is_success:
            self.bodies.append(answer.json)
            self.more = "next" in response.links
        return response


_OURS: ContextVar[_Call | None] = ContextVar("citeloom_hub_call", default=None)


class _SharedClient(httpx2.Client):
    """The client that huggingface_hub shares between all calls of the process."""

    def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """Send with our limits where the call is ours, else as the library does."""
        call = _OURS.get()
        return super().send(request, **options) if call is None else call.send(request)


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
    """Calls huggingface_hub through a session of ours. May be used from several threads.

    Every call either returns the Hub's own JSON or raises one of Citeloom's service errors.

    Args:
        session: A session for the Hub, with the token if any. A token that the user has saved on
            disk is never used.
    """

    def __init__(self, session: ServiceSession) -> None:
        self.session = session
        self._api = HfApi(endpoint=session.base_url, token=False)
        install()

    def call(self, ask: Callable[[HfApi], object], *, kind: str = "") -> list[Any] | None:
        """Call the library and return the JSON of each answer in turn.

        Args:
            ask: Calls one method of HfApi; what is iterable in its result is read to the end.
            kind: What kind of question it is; see `CircuitBreaker`.

        Returns:
            The bodies, or None where the Hub says that there is no such thing.

        Raises:
            ServiceError: As `ServiceSession.send` raises them; ServiceConfused also for an answer
                of another shape than the library expects.
        """
        if is_offline_mode():
            raise ServiceUnreachable(
                "The Hugging Face Hub is not asked, because HF_HUB_OFFLINE is set",
                kept=KEPT,
                todo="Unset HF_HUB_OFFLINE",
            )
        call = _Call(self.session, kind)
        mark = _OURS.set(call)
        try:
            _read_all(ask(self._api))
        except ServiceError:
            raise
        except HfHubHTTPError as error:
            if error.response.status_code in GONE:
                return None
            raise make_confused(SERVICE, f"status {error.response.status_code}") from error
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            # The library is stricter than need be: the caller reads what was answered in full.
            if call.bodies and not call.more:
                return call.bodies
            raise make_confused(SERVICE, "it has another shape than the Hub documents") from error
        finally:
            _OURS.reset(mark)
        return call.bodies


def _read_all(result: object) -> None:
    """Read a lazy result of the library to its end, so that all its requests are sent."""
    if not isinstance(result, str | bytes) and hasattr(result, "__iter__"):
        items: Iterable[object] = result
        for _ in items:
            pass
