"""The stand-in for OpenAlex behaves as OpenAlex does where it hurts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import requests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.world import Universe, World


@pytest.fixture
def universe(universe: Universe) -> Universe:
    universe.add_work("W1001", "Attention, Please", arxiv="1706.03762", cited_by=1)
    universe.add_work("W1002", "Attention Please Again", doi="10.1000/b", cited_by=99, authors=130)
    universe.add_work("W1003", "Hidden", arxiv="2401.00003", hidden=True)
    universe.merged["W9001"] = "W1001"
    return universe


@pytest.fixture
def client() -> Iterator[requests.Session]:
    with requests.Session() as made:
        made.trust_env = False
        yield made


def ids(response: requests.Response) -> list[str]:
    return [each["id"].rpartition("/")[2] for each in response.json()["results"]]


@pytest.mark.parametrize(
    ("query", "credits_"),
    [
        ("?filter=title.search:Attention,+please", 10),
        ("?filter=title.search:Attention%2C+please", 10),
        ("?filter=doi:" + "|".join(f"10.1/{place}" for place in range(101)), 1),
        ("?filter=doi:10.1/a&filter=doi:10.1/b", 1),
        ("?filter=colour:red", 1),
        ("?limit=5", 1),
        ("?per-page=101", 1),
        ("?page=0", 1),
        ("?page=101&per-page=100", 1),
        ("?per-page=many", 1),
        ("?select=id,colour", 1),
        ("?sort=colour:desc", 1),
        ("/W1001?select=id,colour", 0),
    ],
)
def test_a_question_it_does_not_understand_is_400_and_costs_as_much_as_one_that_it_does(
    world: World, client: requests.Session, query: str, credits_: int
) -> None:
    response = client.get(f"{world.openalex_url}/works{query}")
    assert response.status_code == 400
    assert response.json()["error"] == "Invalid query parameters error."
    assert response.headers["X-RateLimit-Credits-Used"] == str(credits_)
    assert world.credits() == credits_


def test_a_line_that_is_too_long_is_400_as_json_and_free(
    world: World, client: requests.Session
) -> None:
    response = client.get(f"{world.openalex_url}/works?filter=doi:{'1' * 8_190}")
    assert response.status_code == 400
    assert "too long" in response.json()["message"]
    assert world.credits() == 0


@pytest.mark.parametrize(
    ("path", "credits_"),
    [
        ("W1001", 0),
        ("doi:10.48550/arxiv.1706.03762", 0),
        ("doi:10.48550%2FARXIV.1706.03762", 0),
        ("doi%3A10.48550%2Farxiv.1706.03762", 1),
        ("https://doi.org/10.48550/arxiv.1706.03762", 1),
        ("?filter=doi:10.48550/arxiv.1706.03762", 1),
        ("?filter=title.search:attention", 10),
    ],
)
def test_each_kind_of_call_has_its_price(
    world: World, client: requests.Session, path: str, credits_: int
) -> None:
    separator = "" if path.startswith("?") else "/"
    response = client.get(f"{world.openalex_url}/works{separator}{path}")
    assert response.status_code == 200
    assert response.headers["X-RateLimit-Credits-Used"] == str(credits_)
    assert response.headers["X-RateLimit-Remaining"] == str(1_000 - credits_)
    assert world.credits() == credits_


def test_lists_hide_xpac_works_and_cut_authors(world: World, client: requests.Session) -> None:
    works = f"{world.openalex_url}/works"
    assert ids(client.get(works)) == ["W1001", "W1002"]
    assert ids(client.get(works, params={"include_xpac": "true"})) == ["W1001", "W1002", "W1003"]
    listed: dict[str, Any] = client.get(works).json()["results"][1]
    assert (len(listed["authorships"]), listed["is_authors_truncated"]) == (100, True)
    single = client.get(f"{works}/W1002").json()
    assert len(single["authorships"]) == 130
    assert "is_authors_truncated" not in single


@pytest.mark.parametrize("work_id", ["W7777", "W9001"], ids=["unknown", "merged"])
def test_an_id_that_is_not_there_is_404_as_html(
    world: World, client: requests.Session, work_id: str
) -> None:
    response = client.get(f"{world.openalex_url}/works/{work_id}", allow_redirects=False)
    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("text/html")


def test_a_merged_id_leads_on_where_openalex_keeps_its_promise(
    world: World, client: requests.Session, universe: Universe
) -> None:
    universe.leads_on = True
    moved = client.get(f"{world.openalex_url}/works/W9001?select=id", allow_redirects=False)
    assert moved.status_code == 301
    assert moved.headers["Location"].endswith("/works/W1001?select=id")


def test_a_search_puts_the_better_cited_near_title_first(
    world: World, client: requests.Session
) -> None:
    found = client.get(f"{world.openalex_url}/works?filter=title.search:attention+please")
    assert ids(found) == ["W1002", "W1001"]
    assert ids(client.get(f"{world.openalex_url}/works?filter=title.search:nothing")) == []


def test_a_spent_budget_is_429_until_midnight_and_single_works_stay_free(
    world: World, client: requests.Session
) -> None:
    world.openalex_budget = 9
    response = client.get(f"{world.openalex_url}/works?filter=title.search:attention")
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 3_600
    assert response.json()["creditsRemaining"] == 9
    assert client.get(f"{world.openalex_url}/works?filter=doi:10.1/a").status_code == 200
    world.openalex_budget = 1
    assert client.get(f"{world.openalex_url}/works").status_code == 429
    assert client.get(f"{world.openalex_url}/works/W1001").status_code == 200


def test_pages_follow_one_another(world: World, client: requests.Session) -> None:
    works = f"{world.openalex_url}/works"
    assert ids(client.get(works, params={"per-page": 1, "page": 2})) == ["W1002"]
    first = client.get(works, params={"per-page": 1, "cursor": "*"}).json()
    second = client.get(works, params={"per-page": 1, "cursor": first["meta"]["next_cursor"]})
    assert ids(second) == ["W1002"]
    last = client.get(works, params={"per-page": 1, "cursor": second.json()["meta"]["next_cursor"]})
    assert (ids(last), last.json()["meta"]["next_cursor"]) == ([], None)


def test_hidden_works_are_shown_in_the_new_way_and_in_the_old(
    world: World, client: requests.Session
) -> None:
    for shown in ("corpus=all", "include_xpac=true"):
        found = client.get(f"{world.openalex_url}/works?filter=openalex_id:W1003&{shown}")
        assert ids(found) == ["W1003"]
    assert ids(client.get(f"{world.openalex_url}/works?filter=openalex_id:W1003")) == []
    world.unknown_to_openalex.add("corpus")
    assert client.get(f"{world.openalex_url}/works?corpus=all").status_code == 400


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("http://arxiv.org/abs/1706.03762", ["W1001"]),
        ("https://arxiv.org/abs/1706.03762", []),
        ("http://arxiv.org/abs/1706", []),
        ("http://arxiv.org/abs/1706.03762|https://arxiv.org/abs/1706.03762", ["W1001"]),
    ],
    ids=["as it stands", "another scheme", "its beginning", "either"],
)
def test_an_address_is_an_exact_term(
    world: World, client: requests.Session, address: str, found: list[str]
) -> None:
    query = f"filter=locations.landing_page_url:{address}"
    assert ids(client.get(f"{world.openalex_url}/works?{query}")) == found


@pytest.mark.parametrize(
    ("query", "key", "status"),
    [
        ("filter=title.search:attention", None, 503),
        ("search=attention", None, 503),
        ("filter=title.search:attention", "k", 200),
        ("filter=openalex_id:W1001", None, 200),
    ],
    ids=["a title", "a search", "with a key", "a list"],
)
def test_only_searches_without_a_key_are_paused(
    world: World, client: requests.Session, query: str, key: str | None, status: int
) -> None:
    world.search_paused = "60"
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    response = client.get(f"{world.openalex_url}/works?{query}", headers=headers)
    assert response.status_code == status
    if status == 503:
        assert response.headers["Retry-After"] == "60"
        assert "free key" in response.json()["message"]
        assert not [name for name in response.headers if name.startswith("X-RateLimit")]


def test_a_cursor_ends_in_an_empty_page(world: World, client: requests.Session) -> None:
    works = f"{world.openalex_url}/works"
    cursor, pages = "*", []
    while cursor is not None:
        page = client.get(works, params={"per-page": 1, "cursor": cursor})
        pages.append(ids(page))
        cursor = page.json()["meta"]["next_cursor"]
    assert pages == [["W1001"], ["W1002"], []]
