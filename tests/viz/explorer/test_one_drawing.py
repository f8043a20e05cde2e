"""A page, an answer and the explorer are sent the same columns for the same drawing."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import requests

import citeloom

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEED = "W9800000009"
CODE = f"MATCH (p:Paper {{id: '{SEED}'}})-[r:HAS_CODE]->(c) RETURN p, r, c"
OPEN_CODE = {"open": {"node": f"Paper:{SEED}", "kind": "HAS_CODE", "way": "out", "limit": 25}}


@pytest.fixture
def visitor() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        yield session


def post(visitor: requests.Session, address: str, body: dict[str, Any]) -> Any:
    answer = visitor.post(address, json=body, timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.json()


def columns_of_page(graph: Path, query: str) -> Any:
    """The columns that stand in the file of a page."""
    with citeloom.open(graph) as opened:
        html = opened.view(query).html
    begins = r'<script type="application/json" id="drawing">'
    return json.loads(re.search(begins + r"(.*?)</script>", html, re.DOTALL).group(1))


@pytest.mark.parametrize("query", ["listing-citations", "co-citation-map", "topics-and-papers"])
def test_a_query_gives_the_same_columns_in_all_three(
    example: Path, address: str, visitor: requests.Session, query: str
) -> None:
    page = columns_of_page(example, query)
    asked = {"name": query, "parameters": {}}
    answer = post(visitor, f"{address}/api/draw", asked)["columns"]
    explored = post(visitor, f"{address}/api/explore", {"steps": [{"query": asked}]})["columns"]
    assert len(page["nodes"]["id"]) > 20
    for part in ("legends", "bands", "kindNames", "phrases", "colour"):
        assert page[part] == answer[part] == explored[part], part
    for column in page["nodes"]:
        ways = [each["nodes"][column] for each in (page, answer, explored)]
        assert ways[0] == ways[1] == ways[2], column
    assert page == answer == explored


def test_steps_and_ones_own_cypher_give_the_same_columns(
    address: str, visitor: requests.Session
) -> None:
    answer = post(visitor, f"{address}/api/cypher", {"statement": CODE})["drawing"]["columns"]
    explored = post(visitor, f"{address}/api/explore", {"steps": [OPEN_CODE]})["columns"]
    assert answer["nodes"]["id"] == [f"Paper:{SEED}", "Repository:github.com/batsresearch/csp"]
    assert answer == explored


def test_a_paper_has_the_same_size_in_every_drawing(
    address: str, visitor: requests.Session
) -> None:
    """And a paper that is cited more is larger, whatever else is on the screen."""
    query = {"query": {"name": "listing-citations", "parameters": {}}}
    sizes: dict[str, set[tuple[int, float]]] = {}
    for steps in ([query], [{"show": f"Paper:{SEED}"}], [OPEN_CODE, query]):
        nodes = post(visitor, f"{address}/api/explore", {"steps": steps})["columns"]["nodes"]
        for name, cited, radius in zip(nodes["id"], nodes["cited"], nodes["r"], strict=True):
            if name.startswith("Paper:"):
                sizes.setdefault(name, set()).add((cited, radius))
    assert all(len(each) == 1 for each in sizes.values()), "a size depends on the drawing"
    by_citations = sorted(each.pop() for each in sizes.values())
    assert [radius for _, radius in by_citations] == sorted(radius for _, radius in by_citations)
    assert by_citations[0][1] < by_citations[-1][1]


def test_what_is_hidden_is_neither_drawn_nor_counted(
    address: str, visitor: requests.Session
) -> None:
    steps = [OPEN_CODE]
    whole = post(visitor, f"{address}/api/explore", {"steps": steps})
    hidden = whole["columns"]["nodes"]["id"][1]
    left = post(visitor, f"{address}/api/explore", {"steps": steps, "hidden": [hidden]})
    assert left["columns"]["nodes"]["id"] == [f"Paper:{SEED}"]
    assert left["columns"]["edges"]["start"] == []
    assert left["columns"]["kindNames"] == [["Paper", "Papers"]]
    assert left["steps"] == whole["steps"], "a step says what it brings, hidden or not"


def test_a_query_draws_its_own_links_and_steps_add_theirs(
    address: str, visitor: requests.Session
) -> None:
    """A map of co-citations stays one when a paper is opened within it."""
    query = {"query": {"name": "co-citation-map", "parameters": {"limit": 20}}}
    alone = post(visitor, f"{address}/api/explore", {"steps": [query]})["columns"]
    assert alone["edgeKinds"] == ["CO_CITED"]
    first = alone["nodes"]["id"][0]
    opened = {"open": {"node": first, "kind": "CITES", "way": "in", "limit": 5}}
    both = post(visitor, f"{address}/api/explore", {"steps": [query, opened]})["columns"]
    names, edges = both["nodes"]["id"], both["edges"]
    cites = both["edgeKinds"].index("CITES")
    ends = [
        (names[start], names[end])
        for start, end, kind in zip(edges["start"], edges["end"], edges["kind"], strict=True)
        if kind == cites
    ]
    of_query = set(alone["nodes"]["id"])
    assert any(end == first for _, end in ends)
    brought = {start for start, end in ends if end == first} | {first}
    for start, end in ends:
        assert {start, end} <= brought or not {start, end} <= of_query, (start, end)
    kinds = [both["edgeKinds"][kind] for kind in edges["kind"]]
    assert kinds.count("CO_CITED") == len(alone["edges"]["kind"])


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({}, "`steps` has to be a list"),
        ({"steps": [{}] * 201}, "at most 200"),
        ({"steps": [], "hidden": "Paper:W1"}, "has to be a list of texts"),
    ],
)
def test_what_cannot_be_read_is_refused(
    address: str, visitor: requests.Session, body: dict[str, Any], says: str
) -> None:
    answer = visitor.post(f"{address}/api/explore", json=body, timeout=60)
    assert answer.status_code == 400
    assert says in answer.json()["error"]["what"]


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ({"show": "Nothing:1"}, "names no node"),
        ({"show": 7}, "cannot be read"),
        ({"open": {"node": f"Paper:{SEED}", "kind": "EATS", "way": "out"}}, "EATS"),
        ({"query": {"name": "no-such-query", "parameters": {}}}, "no-such-query"),
        ({"path": [f"Paper:{SEED}", f"Paper:{SEED}"]}, "two different nodes"),
    ],
)
def test_a_step_that_fails_says_so_and_the_others_are_drawn(
    address: str, visitor: requests.Session, step: dict[str, Any], says: str
) -> None:
    found = post(visitor, f"{address}/api/explore", {"steps": [OPEN_CODE, step]})
    assert says in found["steps"][1]["error"]["what"]
    assert len(found["columns"]["nodes"]["id"]) == 2
