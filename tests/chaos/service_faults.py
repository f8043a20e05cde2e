"""Each fault of a service: for its first two answers, and for all of them."""

from __future__ import annotations

import ssl
import subprocess
import threading
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

from tests.chaos.builds import BUILD, check_end, check_rerun, hurried, patient, write_listing
from tests.chaos.trial import Trial
from tests.citeloom.command_line import over
from tests.citeloom.disturbed_builds import make_universe
from tests.world import World
from tests.world.faults import PLAYS, REFUSALS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.world.faults import Kind

SERVICES = ("openalex", "hub", "s2", "github")
KINDS: tuple[Kind, ...] = (*REFUSALS, *PLAYS)  # type: ignore[assignment]  # the keys are kinds
SPANS = {"first two": 2, "sustained": 10_000}
# Said of something that is there, it cannot be told from the truth: it is kept as an answer.
BELIEVED = {(service, "404-html", "first two") for service in SERVICES}
# Without the header `Link` a list of the Hub ends with its first page, and nobody can tell.
BELIEVED |= {("hub", "no-headers", span) for span in SPANS}
ODD = {"X-RateLimit-Remaining": "1e300", "RateLimit": '"api";r=1;t=99999999999999', "X": "\u00ff"}
ADDRESSES = {
    "openalex": "OPENALEX_URL", "hub": "HF_ENDPOINT", "s2": "S2_API_URL",
    "github": "GITHUB_API_URL",
}  # fmt: skip


def list_service_faults() -> Iterator[Trial]:
    """Yield a trial for each kind of fault, service and span."""
    for span, times in SPANS.items():
        for service in SERVICES:
            for kind in KINDS:
                if kind == "timed-out" and service != "openalex":  # the only one that says so
                    continue
                run = partial(_disturb, service, kind, times, (service, kind, span) in BELIEVED)
                yield Trial("faults of a service", f"{service} {kind} {span}", run)


def _disturb(service: str, kind: Kind, times: int, is_believed: bool, home: Path) -> str:  # noqa: FBT001 - bound by position
    listing = write_listing(home)
    with World(make_universe()) as world, hurried():
        run = over(world, home)
        path = "/works" if kind == "timed-out" else ""
        headers = ODD if kind == "odd-headers" else None
        world.faults.add(service, kind, times=times, path=path, seconds=5, headers=headers)
        why = check_end(run(*BUILD, listing))
        return why if is_believed else why or check_rerun(run, listing, world)


def list_network_faults() -> Iterator[Trial]:
    """Yield a trial for each way not to reach a service, and each service."""
    for service in SERVICES:
        for way in ("no such name", "nobody listens", "no TLS", "a certificate of nobody"):
            run = partial(_cut_off, service, way)
            yield Trial("names, ports and certificates", f"{service}: {way}", run)


def _cut_off(service: str, way: str, home: Path) -> str:
    listing = write_listing(home)
    with World(make_universe()) as world, hurried(), _open_other(way, home) as address:
        cut = over(world, home)
        cut.environment[ADDRESSES[service]] = address
        why = check_end(cut(*BUILD, listing), (3,))
        return why or check_rerun(over(world, home), listing, world)


@contextmanager
def _open_other(way: str, home: Path) -> Iterator[str]:
    """Yield an address at which no service can be reached."""
    if way == "no such name":
        yield "https://nowhere.invalid"
        return
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as other:
        port = other.server_address[1]
        if way == "a certificate of nobody":
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*_make_certificate(home))
            other.socket = context.wrap_socket(other.socket, server_side=True)
        if way == "nobody listens":
            other.server_close()
            yield f"http://127.0.0.1:{port}"
            return
        thread = threading.Thread(target=other.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"https://127.0.0.1:{port}"
        finally:
            other.shutdown()
            thread.join()


def _make_certificate(home: Path) -> tuple[Path, Path]:
    certificate, key = home / "certificate.pem", home / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",  # noqa: S607 - whichever there is
         "-subj", "/CN=127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key


def list_budgets() -> Iterator[Trial]:
    """Yield a trial for each number of credits after which the allowance is used up."""
    for credits_ in range(50):
        yield Trial("an allowance that runs out", f"after {credits_}", partial(_spend, credits_))


def _spend(credits_: int, home: Path) -> str:
    listing = write_listing(home)
    with World(make_universe(), openalex_budget=credits_) as world, patient():
        run = over(world, home)
        why = check_end(run(*BUILD, listing))
        if world.openalex_spent > credits_:
            return f"{world.openalex_spent} credits were spent of {credits_}"
        return why or check_rerun(run, listing, world)
