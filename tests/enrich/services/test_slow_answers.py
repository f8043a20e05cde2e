"""However slowly bytes come, an exchange ends at its deadline, whoever asks; no pause is believed.

A plain socket plays the service, since no server of a library would send such answers.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest

from citeloom.enrich.services.hub_client import HubClient
from citeloom.enrich.services.ledger import Meter
from citeloom.enrich.services.pace import Pace
from citeloom.enrich.services.service_session import ServiceSession
from citeloom.graph.errors import ServiceConfused
from tests.enrich.services.test_http_client import listening

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterable, Iterator

    Ask = Callable[[ServiceSession], Any]

# No time-out of a single step ends them: only the deadline of the whole exchange can.
PACE = Pace(connect=60.0, read=60.0, total=0.3, backoff=0.001, per_second=10_000)
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
LENGTH = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99999\r\n\r\n"
TLS_RECORD = b"\x16\x03\x03\x40\x00"  # a handshake of 16,384 bytes begins


def drip(start: bytes, piece: bytes) -> Callable[[], Iterator[bytes]]:
    """Send the start at once, and then a piece a hundred times a second."""
    return lambda: itertools.chain((start,), itertools.repeat(piece))


def stall(start: bytes) -> Callable[[], Iterator[bytes]]:
    """Send the start, and nothing more."""
    return lambda: itertools.chain((start,), itertools.repeat(b""))


PLAIN = {
    "a status line that drips": drip(b"HTTP/1.1 200 ", b"O"),
    "a header that drips": drip(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x"),
    "headers that drip": drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
    "a header that stalls": stall(b"HTTP/1.1 200 OK\r\nX-Slow: "),
    "go on, again and again": drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "early hints, again and again": drip(b"", b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"),
    "a body that drips": drip(LENGTH, b" "),
    "a body that stalls": stall(LENGTH),
    "the extension of a chunk that drips": drip(CHUNKED + b"5;slow=", b"x"),
    "the length of a chunk that drips": drip(CHUNKED, b"0"),
    "small chunks": drip(CHUNKED, b"1\r\n \r\n"),
    "a trailer that drips": drip(CHUNKED + b"2\r\n{}\r\n0\r\nX: ", b"x"),
    "nothing at all": stall(b""),
}
ENCRYPTED = {
    "a handshake that stalls": stall(b""),
    "a handshake that stops in the middle": stall(TLS_RECORD),
    "a handshake that drips": drip(TLS_RECORD, b"\x02"),
}
CASES = [
    *(("http", case, sent) for case, sent in PLAIN.items()),
    *(("https", case, sent) for case, sent in ENCRYPTED.items()),
]
CLIENTS: dict[str, Ask] = {
    "ours": lambda session: session.ask("/works/W1"),
    "the Hub's": lambda session: HubClient(session).call(lambda api: api.paper_info("2401.00001")),
    "the Hub's, a list": lambda session: HubClient(session).call(
        lambda api: api.list_models(filter="arxiv:2401.00001", limit=5)
    ),
}


def speak(connection: socket.socket, pieces: Iterable[bytes]) -> None:
    """Send pieces until the other side has gone."""
    connection.settimeout(0.01)
    for piece in pieces:
        connection.sendall(piece)
        try:
            if not connection.recv(65_536):
                return
        except TimeoutError:
            continue


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize(
    ("scheme", "sent"),
    [(scheme, sent) for scheme, _, sent in CASES],
    ids=[case for _, case, _ in CASES],
)
def test_it_ends_at_the_deadline_after_one_request(
    scheme: str, sent: Callable[[], Iterator[bytes]], client: str
) -> None:
    meter = Meter()
    with (
        listening(lambda connection: speak(connection, sent())) as port,
        ServiceSession("hub", f"{scheme}://127.0.0.1:{port}", meter=meter, pace=PACE) as session,
        pytest.raises(ServiceConfused, match=r"takes longer than 0\.3 seconds"),
    ):
        CLIENTS[client](session)
    assert meter.total("hub").requests == 1
