"""Listening for others: everybody shows the token, and it does not stay in the address bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import requests

from citeloom.commands.explore import choose_access, make_address
from citeloom.viz.explorer.protection import Access
from tests.viz.explorer.conftest import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOKEN = "a-token-for-this-test"  # noqa: S105 - opens nothing but the server of this test


@pytest.fixture(scope="module")
def guarded(example: Path) -> Iterator[str]:
    names = frozenset({"127.0.0.1"})
    with served(example, access=Access(names=names, any_address=True, token=TOKEN)) as address:
        yield address


@pytest.fixture
def visitor() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        yield session


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        pytest.param("/", {}, 401, id="nothing shown"),
        pytest.param("/api/graph", {}, 401, id="nothing shown to the API"),
        pytest.param("/?token=wrong", {}, 401, id="a wrong token"),
        pytest.param("/api/graph", {"Authorization": "Bearer wrong"}, 401, id="a wrong header"),
        pytest.param("/api/graph", {"Authorization": f"Bearer {TOKEN}"}, 200, id="the header"),
        pytest.param("/?token=" + TOKEN, {}, 200, id="the address that was printed"),
        pytest.param("/", {"Host": "evil.example"}, 421, id="a foreign name"),
    ],
)
def test_only_who_shows_the_token_is_let_in(
    guarded: str, visitor: requests.Session, path: str, headers: dict[str, str], status: int
) -> None:
    assert visitor.get(guarded + path, headers=headers, timeout=30).status_code == status


def test_the_token_moves_from_the_address_into_a_cookie(
    guarded: str, visitor: requests.Session
) -> None:
    page = visitor.get(f"{guarded}/read/W1?token={TOKEN}&tab=cites", timeout=30)
    assert page.url == f"{guarded}/read/W1?tab=cites"
    assert visitor.get(f"{guarded}/api/graph", timeout=30).status_code == 200
    assert all(cookie.has_nonstandard_attr("HttpOnly") for cookie in visitor.cookies)


@pytest.mark.parametrize(
    ("host", "needs_token"),
    [
        ("127.0.0.1", False),
        ("localhost", False),
        ("::1", False),
        ("0.0.0.0", True),  # noqa: S104 - nothing listens there
        ("::", True),
        ("192.0.2.7", True),
    ],
)
def test_listening_beyond_this_machine_demands_a_token(host: str, *, needs_token: bool) -> None:
    access = choose_access(host)
    assert (access.token is not None) == needs_token
    assert ("?token=" in make_address(host, 8765, access.token)) == needs_token
