"""Who is let in, and what a page may do: tried over HTTP, without a browser."""

from __future__ import annotations

import re
import socket

import pytest
import requests

from citeloom.viz.explorer.protection import Access


def get(address: str, path: str = "/", **headers: str) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.get(address + path, headers=headers, timeout=30)


def post(address: str, path: str, **headers: str) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        body = {"statement": "RETURN 1 AS one"}
        return session.post(address + path, json=body, headers=headers, timeout=30)


def test_every_answer_carries_a_strict_policy(address: str) -> None:
    for path in ("/", "/ask/foundations", "/api/catalogue", "/nowhere"):
        headers = get(address, path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_the_page_has_no_inline_script_or_handler(address: str) -> None:
    page = get(address).text
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\son[a-z]+=", page)
    assert "http://" not in page
    assert "https://" not in page


FOREIGN = (
    "evil.example", "127.0.0.1.evil.example", "evil.example:80", "", "127.0.0.1:8765@evil.com",
    "127.0.0.1@evil.com", "127.0.0.1:@evil.com", "[::1]evil", "[::1]evil:80", "[::1].evil.com",
    "[::1]:80@evil.com", "[::1", "::1]", "127.0.0.1:80:80", "127.0.0.1:x", "127.0.0.1:",
    "127.0.0.1/evil", "127.0.0.1#evil", "127.0.0.1?evil", "127.0.0.1 evil", "localhost.evil.com",
    "evil.com#localhost", "localhost,evil.com", "user@localhost", "[127.0.0.1]evil", "0x7f000001",
    "2130706433", "127.1",
)  # fmt: skip
OURS = ("127.0.0.1", "127.0.0.1:8765", "localhost", "LOCALHOST:1", "[::1]", "[::1]:8765")


@pytest.mark.parametrize("host", FOREIGN)
def test_a_foreign_host_is_refused(address: str, host: str) -> None:
    assert get(address, Host=host).status_code in (400, 403, 421)
    assert not Access().is_named(host)


@pytest.mark.parametrize("host", FOREIGN)
def test_a_foreign_host_is_refused_where_any_address_will_do(host: str) -> None:
    assert not Access(any_address=True, token="t").is_named(host)  # noqa: S106 - opens nothing


@pytest.mark.parametrize("host", OURS)
def test_our_own_host_is_let_in(address: str, host: str) -> None:
    assert get(address, Host=host).status_code == 200


def test_two_hosts_are_none_of_ours(address: str) -> None:
    head = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n"
    assert send(address, head.encode()) in (400, 421)


# Bodies

DEEP = b"[" * 100_000
LONG = b"x" * 2_000_001


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b'{"statement": "RETURN 1 AS one"}', 200, id="a question"),
        pytest.param(b"", 400, id="nothing"),
        pytest.param(b"{", 400, id="cut"),
        pytest.param(b"[]", 400, id="a list"),
        pytest.param(b"null", 400, id="null"),
        pytest.param(b'"text"', 400, id="a text"),
        pytest.param(DEEP, 400, id="deep, cut"),
        pytest.param(DEEP + b"]" * 100_000, 400, id="deep"),
        pytest.param(b'{"a":' * 50_000 + b"1" + b"}" * 50_000, 400, id="deep objects"),
        pytest.param(b"NaN", 400, id="NaN"),
        pytest.param(b'{"statement": "RETURN $x AS x", "parameters": {"x": NaN}}', 400,
                     id="NaN within"),
        pytest.param(b'{"statement": "RETURN $x AS x", "parameters": {"x": -Infinity}}', 400,
                     id="infinite"),
        pytest.param(b'{"statement": "RETURN $x AS x", "parameters": {"x": 1e999}}', 400,
                     id="a number too large"),
        pytest.param(b'{"statement": "RETURN $x AS x", "parameters": {"x": 1' + b"0" * 40 + b"}}",
                     400, id="more than 64 bits"),
        pytest.param(b'{"statement": "RETURN $x AS x", "parameters": {"x": 1' + b"0" * 9999 + b"}}",
                     400, id="ten thousand digits"),
        pytest.param(b'{"statement": "RETURN 1 AS one \\ud800"}', 400, id="half a character"),
        pytest.param(b'{"statement": "\xff\xfe"}', 400, id="not UTF-8"),
        pytest.param(b'{"statement": 7}', 400, id="a number for a text"),
        pytest.param(b'{"statement": "RETURN 1 AS one", "parameters": []}', 200,
                     id="no parameters"),
        pytest.param(b'{"statement": "RETURN 1 AS one", "parameters": [1]}', 400,
                     id="a list of parameters"),
        pytest.param(LONG, 413, id="too long"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("chunked", [False, True], ids=["whole", "in chunks"])
def test_a_body_is_answered_or_refused_and_breaks_nothing(
    address: str, body: bytes, status: int, *, chunked: bool
) -> None:
    given = iter([body[:1000], body[1000:]] if len(body) > 1000 else [body]) if chunked else body
    if chunked and not body:
        given = iter(())
    with requests.Session() as session:
        session.trust_env = False
        answer = session.post(
            address + "/api/cypher",
            data=given,
            headers={"Content-Type": "application/json"},
            timeout=30,
        )
    assert answer.status_code == status, answer.text[:300]
    if status != 200:
        assert set(answer.json()["error"]) >= {"what", "kept", "todo"}
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", [
    "/api/explore", "/api/names", "/api/ask", "/api/draw", "/api/cypher", "/api/related",
    "/api/export",
])  # fmt: skip
@pytest.mark.parametrize(
    "body",
    [
        pytest.param(DEEP, id="deep"),
        pytest.param(b'{"x": NaN}', id="NaN"),
        pytest.param(b'{"ids": ["\\ud800"], "papers": ["\\udfff"], "name": "\\ud800"}', id="half"),
        pytest.param(b'{"ids": [null], "papers": {}, "name": [], "steps": [[[]]]}', id="odd"),
        pytest.param(b'{"name": "foundations", "parameters": {"limit": "9e99"}}', id="a value"),
    ],
)
def test_no_question_makes_the_explorer_fail(address: str, path: str, body: bytes) -> None:
    with requests.Session() as session:
        session.trust_env = False
        headers = {"Content-Type": "application/json"}
        answer = session.post(address + path, data=body, headers=headers, timeout=30)
    assert answer.status_code < 500, answer.text[:300]


def test_a_long_body_in_chunks_is_refused_also_where_none_is_expected(address: str) -> None:
    head = f"GET /api/graph HTTP/1.1\r\nHost: {address[7:]}\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunk = b"%x\r\n%s\r\n0\r\n\r\n" % (len(LONG), LONG)
    assert send(address, head.encode() + chunk) in (200, 413)
    assert get(address, "/api/graph").status_code == 200, "it goes on"


@pytest.mark.parametrize("length", ["-1", "x", "1e9", "99999999999999999999999", "\xb2"])
def test_a_length_that_is_none_is_refused(address: str, length: str) -> None:
    head = (
        f"POST /api/cypher HTTP/1.1\r\nHost: {address[7:]}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {length}\r\n\r\n"
    )
    assert send(address, head.encode("latin-1")) in (400, 413)


@pytest.mark.parametrize("statement", [
    "RETURN 0.0 / 0.0 AS x", "RETURN 1.0 / 0.0 AS x", "RETURN [1e308 * 10] AS x",
    "RETURN {a: log(-1)} AS x",
])  # fmt: skip
def test_an_answer_that_json_cannot_hold_has_nothing_in_its_place(
    address: str, statement: str
) -> None:
    with requests.Session() as session:
        session.trust_env = False
        given = {"statement": statement}
        answer = session.post(address + "/api/cypher", json=given, timeout=30)
    assert answer.status_code in (200, 400), answer.text
    assert "NaN" not in answer.text
    assert "Infinity" not in answer.text


def send(address: str, request: bytes) -> int:
    """Send bytes as they are, and return the status of the answer."""
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(request)
        return int(connection.makefile("rb").readline().split()[1])


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_request_from_another_site_is_refused(address: str, headers: dict[str, str]) -> None:
    assert post(address, "/api/cypher", **headers).status_code == 403


def test_a_question_of_our_own_page_is_answered(address: str) -> None:
    answer = post(address, "/api/cypher", Origin=address)
    assert answer.status_code == 200, answer.text


def test_an_error_says_what_happened_and_what_to_do(address: str) -> None:
    answer = get(address, "/api/paper?id=nothing-of-this-name")
    assert answer.status_code == 404
    assert set(answer.json()["error"]) >= {"what", "kept", "todo"}
