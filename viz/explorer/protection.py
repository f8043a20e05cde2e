"""Who may talk to the explorer: names, origins, a token, and what a browser is told to refuse.

A web page from elsewhere can send requests to this machine, and by rebinding a name it can even
read the answers; so the name in `Host` must be ours, and what a browser marks as coming from
another site is refused. The explorer reads the graph and writes nothing but decisions, which only
who is on this machine can make; and no page of it holds inline code.
"""

from __future__ import annotations

import contextlib
import hmac
import ipaddress
import re
from dataclasses import dataclass
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from citeloom.viz.explorer.json_values import PlainJSON

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
LONGEST = 2_000_000  # bytes of a request's body
DRAINED = 10 * LONGEST  # read of a longer one, so that its sender hears why it is refused
# RFC 9110, 7.2: a name or an address, in brackets where it has colons, and perhaps a port.
HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([0-9a-z._-]+))(?::[0-9]{1,5})?")
POLICY = "; ".join((  # noqa: FLY002 - one rule a line reads better
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
))  # fmt: skip
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@dataclass(frozen=True, slots=True)
class Access:
    """Who is let in.

    Attributes:
        names: Names and addresses under which this explorer may be asked for, without port.
        any_address: Whether a bare IP address will do as well, because the explorer listens on
            all addresses of the machine; an address, unlike a name, cannot be made to point
            elsewhere.
        token: What everybody must show, or None where only this machine can connect.
    """

    names: frozenset[str] = LOOPBACK
    any_address: bool = False
    token: str | None = None

    def is_named(self, host: str) -> bool:
        """Say whether a `Host` header names this explorer."""
        found = HOST.fullmatch(host.strip().lower())
        if found is None:
            return False
        name = found[1] or found[2]
        return name in self.names or (self.any_address and _is_address(name))

    def accepts(self, shown: str | None) -> bool:
        """Say whether a token is the right one; takes equally long for every wrong one."""
        if self.token is None:
            return True
        return shown is not None and hmac.compare_digest(shown.encode(), self.token.encode())

    @property
    def cookie(self) -> str:
        """Name of the cookie that holds the token: cookies do not tell ports apart."""
        return "citeloom-" + sha256((self.token or "").encode()).hexdigest()[:12]


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class Protection:
    """Middleware that refuses what is not meant for this explorer, and adds the headers."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        body, started = _Body(receive), False

        async def sealed(message: Message) -> None:
            nonlocal started
            if body.too_long and not started:
                return  # the refusal is the answer
            if message["type"] == "http.response.start":
                started = True
                _add_headers(message)
            await send(message)

        refused = self._find_refusal(scope)
        if refused is not None:
            await refused(scope, receive, sealed)
            return
        with contextlib.suppress(ClientDisconnect):  # who has left needs no answer
            await self._app(scope, body.receive, sealed)
        if body.too_long and not started:
            await body.drain()
            body.too_long = False
            await _refuse_length()(scope, receive, sealed)

    def _find_refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        host = hosts[0] if len(hosts) == 1 else ""
        if not self._access.is_named(host):
            return _make_refusal(
                421, "This explorer is not called by that name",
                "Open the address that `citeloom explore` printed",
            )  # fmt: skip
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return _make_refusal(405, "The explorer answers no such request", "Use GET or POST")
        wrong = _tell_origin(scope, headers, host)
        if wrong is not None:
            return _make_refusal(403, wrong, "Open the explorer itself, and ask there")
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()) or int(length[:20]) > LONGEST:
            return _refuse_length()
        return self._check_token(scope, headers)

    def _check_token(  # noqa: PLR0911 - each way in and out in its turn
        self, scope: Scope, headers: Headers
    ) -> Response | None:
        access = self._access
        if access.token is None:
            return None
        path: str = scope["path"]
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        shown = dict(pairs).get("token")
        if shown is not None and scope["method"] == "GET" and not path.startswith("/api/"):
            if not access.accepts(shown):
                return _ask_for_token()
            # The token moves into a cookie and out of the address bar.
            rest = urlencode([pair for pair in pairs if pair[0] != "token"])
            # A path that begins with two slashes would lead to another host.
            clean = "/" + path.lstrip("/")
            entered = RedirectResponse(clean + (f"?{rest}" if rest else ""), status_code=303)
            entered.set_cookie(access.cookie, shown, httponly=True, samesite="lax", path="/")
            return entered
        bearer = headers.get("authorization", "")
        if bearer.startswith("Bearer ") and access.accepts(bearer[len("Bearer ") :].strip()):
            return None
        if access.accepts(_find_cookie(headers.get("cookie", ""), access.cookie)):
            return None
        if path.startswith("/api/"):
            return _make_refusal(
                401, "This explorer asks for its token",
                "Open the address that `citeloom explore` printed when it began",
            )  # fmt: skip
        return _ask_for_token()


def _tell_origin(scope: Scope, headers: Headers, host: str) -> str | None:
    """Say in which way a request comes from another site, or None where it does not."""
    site = headers.get("sec-fetch-site")
    opening = headers.get("sec-fetch-mode") == "navigate" and scope["method"] == "GET"
    api = scope["path"].startswith("/api/")
    if site not in (None, "same-origin", "none") and not (opening and not api):
        return "This request comes from another site"
    origin = headers.get("origin")
    if origin is not None and origin.lower() not in (
        f"http://{host}".lower(), f"https://{host}".lower(),
    ):  # fmt: skip
        return "This request comes from another site"
    if scope["method"] == "POST":
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            return "A question must be sent as JSON"
    return None


class _Body:
    """The body of a request, which ends where it is longer than allowed, whatever its header said.

    Attributes:
        too_long: Whether it was.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._read = 0
        self._more = True
        self.too_long = False

    async def receive(self) -> Message:
        """Return the next piece; a client that sends too much has gone, for the application."""
        message = await self._take()
        if self._read > LONGEST:
            self.too_long = True
            return {"type": "http.disconnect"}
        return message

    async def drain(self) -> None:
        """Read what is left of it, up to a limit, and throw it away."""
        while self._more and self._read < DRAINED:
            await self._take()

    async def _take(self) -> Message:
        message = await self._receive()
        self._read += len(message.get("body", b""))
        self._more = bool(message.get("more_body"))
        return message


def _add_headers(message: Message) -> None:
    """Add to the beginning of an answer what a browser is told."""
    headers = MutableHeaders(scope=message)
    for name, value in HEADERS.items():
        headers[name] = value
    if "cache-control" not in headers:
        headers["Cache-Control"] = "no-store"


def _find_cookie(header: str, name: str) -> str | None:
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return None
    return found.value if found else None


def _refuse_length() -> Response:
    return _make_refusal(413, "That is more than the explorer reads at once", "Ask for less")


def _make_refusal(status: int, what: str, todo: str) -> Response:
    said = {"what": what, "kept": "The graph is as it was", "todo": todo}
    return PlainJSON({"error": said}, status_code=status)


def _ask_for_token() -> Response:
    return PlainTextResponse(
        "This explorer asks for its token.\n"
        "Open the address that `citeloom explore` printed when it began: it ends in ?token=…\n",
        status_code=401,
    )
