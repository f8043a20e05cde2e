"""Certificates, proxies and handshakes: what stands between us and a service."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from citeloom.enrich.services import http_client
from citeloom.enrich.services.http_client import find_proxy
from citeloom.enrich.services.ledger import Meter
from citeloom.enrich.services.pace import Pace
from citeloom.enrich.services.service_session import ServiceSession
from citeloom.graph.errors import ServiceError, ServiceUnreachable, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PACE = Pace(attempts=1, connect=5.0, total=10.0)
ANSWER = b'HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{"ok":true}'
FORBIDDEN = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
CERTIFICATES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR")


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in (*PROXIES, *(each.upper() for each in PROXIES), *CERTIFICATES):
        monkeypatch.delenv(name, raising=False)
    http_client._load_certificates.cache_clear()
    yield
    http_client._load_certificates.cache_clear()


@contextmanager
def listening(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    """Listen on loopback and serve each connection; yield the port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    with connection, suppress(OSError):
                        serve(connection)

        thread = threading.Thread(target=accept)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine that nobody has signed, with its key, in one file."""
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl to make a certificate")
    path: Path = tmp_path_factory.mktemp("certificate") / "both.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",  # noqa: S607 - found above
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", path, "-out", path.with_suffix(".crt")],
        check=True, capture_output=True,
    )  # fmt: skip
    with path.open("a") as both:
        both.write(path.with_suffix(".crt").read_text())
    return path


@pytest.fixture
def encrypted(certificate: Path) -> Iterator[str]:
    """The address of a server that answers over TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def serve(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as wrapped:
            wrapped.recv(65_536)
            wrapped.sendall(ANSWER)

    with listening(serve) as port:
        yield f"https://localhost:{port}"


def ask(address: str) -> object:
    with ServiceSession("openalex", address, meter=Meter(), pace=PACE) as session:
        return session.ask("/works/W1")


def test_a_certificate_that_nobody_trusts_is_not_accepted(encrypted: str) -> None:
    with pytest.raises(ServiceUnreachable, match="its certificate is not accepted"):
        ask(encrypted)


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"])
def test_a_certificate_that_the_environment_names_is_trusted(
    encrypted: str, certificate: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, str(certificate.with_suffix(".crt")))
    assert ask(encrypted) == {"ok": True}


def test_certificates_that_are_not_there_are_a_setting_to_mend(
    encrypted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "nowhere.pem"))
    with pytest.raises(SettingsError, match="REQUESTS_CA_BUNDLE"):
        ask(encrypted)


def drip(connection: socket.socket) -> None:
    """Begin a handshake, as long as it may be, a byte at a time."""
    connection.sendall(b"\x16\x03\x03\x40\x00")
    connection.settimeout(0.02)
    while True:
        connection.sendall(b"\x02")
        with suppress(TimeoutError):
            if not connection.recv(65_536):
                return


def test_a_handshake_that_drips_ends_in_time() -> None:
    pace = Pace(attempts=1, connect=60.0, read=60.0, total=0.3)
    with (
        listening(drip) as port,
        ServiceSession(
            "openalex", f"https://localhost:{port}", meter=Meter(), pace=pace
        ) as session,
        pytest.raises(ServiceError, match=r"takes longer than 0\.3 seconds"),
    ):
        session.ask("/works/W1")


@pytest.mark.parametrize(
    ("environment", "address", "proxy"),
    [
        ({}, "https://api.openalex.org", None),
        ({"https_proxy": "http://p:3128"}, "https://api.openalex.org", "http://p:3128"),
        ({"https_proxy": "p:3128"}, "https://api.openalex.org", "http://p:3128"),
        ({"all_proxy": "http://p:3128"}, "https://api.openalex.org", "http://p:3128"),
        ({"http_proxy": "http://p:3128"}, "https://api.openalex.org", None),
        ({"https_proxy": "http://p:3128", "no_proxy": "openalex.org"}, "https://api.openalex.org",
         None),
        ({"https_proxy": "http://p:3128", "no_proxy": "*"}, "https://api.openalex.org", None),
        ({"http_proxy": "http://p:3128", "all_proxy": "http://p:3128"}, "http://127.0.0.1:80",
         None),
    ],
)  # fmt: skip
def test_the_proxy_is_the_one_that_the_environment_names(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], address: str, proxy: str | None
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert find_proxy(address) == proxy


def test_a_proxy_that_refuses_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []

    def refuse(connection: socket.socket) -> None:
        asked.append(connection.recv(65_536))
        connection.sendall(FORBIDDEN)

    with listening(refuse) as port:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
        with pytest.raises(ServiceUnreachable, match="the proxy does not answer"):
            ask("https://service.invalid")
    assert asked[0].startswith(b"CONNECT service.invalid:443 ")


def test_a_proxy_that_is_down_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:  # bound but not listening: the address refuses connections
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(ServiceUnreachable, match="the proxy does not answer"):
            ask("https://service.invalid")


@pytest.mark.parametrize("proxy", ["ftp://p:21", "http://p:port", "socks5://127.0.0.1:1080"])
def test_a_proxy_that_cannot_be_used_is_a_setting_to_mend(
    monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    monkeypatch.setenv("https_proxy", proxy)
    with pytest.raises(SettingsError, match="HTTPS_PROXY"):
        ask("https://service.invalid")
