"""Who is let in, and what a page may do: tried over HTTP, without a browser."""

from __future__ import annotations

import re

import pytest
import requests


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


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", ""])
def test_a_foreign_host_is_refused(address: str, host: str) -> None:
    assert get(address, Host=host).status_code in (400, 403, 421)


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
