"""Answers in JSON that are not what was asked for: told, not kept, and never believed later."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from citeloom.enrich.archive import Archive
from citeloom.enrich.services import Services, open_services
from citeloom.enrich.services.access import Access
from citeloom.enrich.services.ledger import Meter
from citeloom.graph.errors import ServiceConfused
from tests.enrich.services.test_http_client import listening

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from pathlib import Path

    Ask = Callable[[Services], Any]

WORK: Ask = lambda each: each.openalex.look_up("W1")  # noqa: E731 - as the rows below
LIST: Ask = lambda each: each.openalex.find_by_id(["W1"])  # noqa: E731
TITLE: Ask = lambda each: each.openalex.search_title("A title")  # noqa: E731
PAPER: Ask = lambda each: each.hub.find_paper("2401.00001")  # noqa: E731
SEARCH: Ask = lambda each: each.hub.search("A title")  # noqa: E731
REPOSITORY: Ask = lambda each: each.github.find_repository("a", "b")  # noqa: E731
BATCH: Ask = lambda each: each.s2.find_by_arxiv(["2401.00001"])  # noqa: E731
META = {"count": 1, "page": 1, "per_page": 1}

SHAPES: dict[str, tuple[Ask, Any]] = {
    "a work that is none": (WORK, {"id": 5}),
    "a work that is a text": (WORK, "W1"),
    "a work with the id of an author": (WORK, {"id": "https://openalex.org/A1"}),
    "a list with what is no work": (LIST, {"meta": META, "results": [{"id": None}]}),
    "a list that is none": (LIST, {"meta": META, "results": {"id": "W1"}}),
    "a search with what is no work": (TITLE, {"meta": META, "results": [[]]}),
    "a page of the Hub without an id": (PAPER, {"title": "A title"}),
    "a page of the Hub with an id of nothing": (PAPER, {"id": "hello"}),
    "a page of the Hub that is a list": (PAPER, [[1]]),
    "a search of the Hub that is none": (SEARCH, {"error": "Soon"}),
    "a repository with no name": (REPOSITORY, {"id": 1}),
    "a repository with a name of no repository": (REPOSITORY, {"full_name": "../.."}),
    "a repository that is a list": (REPOSITORY, []),
    "papers that are an object": (BATCH, {"data": []}),
    "fewer papers than were asked for": (BATCH, []),
    "papers that are none": (BATCH, [{"paperId": 5}]),
}


@pytest.mark.parametrize("case", SHAPES)
def test_it_is_told_and_not_kept(case: str, tmp_path: Path) -> None:
    ask, body = SHAPES[case]

    def answer(connection: socket.socket) -> None:
        connection.recv(65_536)
        said = json.dumps(body).encode()
        head = f"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {len(said)}\r\n\r\n"
        connection.sendall(head.encode() + said)

    with (
        listening(answer) as port,
        Archive.open(tmp_path / "archive.sqlite", mode="write") as archive,
    ):
        address = f"http://127.0.0.1:{port}"
        access = Access(address, address, address, address)
        with open_services(archive, access, Meter()) as services:
            with pytest.raises(ServiceConfused, match="gave an answer that cannot be used") as told:
                ask(services)
            assert [str(told.value)] == [str(each) for each in services.list_failures()]
        assert archive.count_records() == {}
