"""All that the world answers, by kind, as `recordings.py` sorts what the services answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.world.recordings import sort_paper
from tests.world.semantic_scholar import FIELDS

if TYPE_CHECKING:
    import requests

    from tests.world.server import World


def ask_everything(world: World, client: requests.Session) -> dict[str, list[Any]]:
    """Ask the world for each record that it has, and some questions that it refuses.

    Returns:
        Kind → the bodies of the answers, or the records out of them.
    """
    return (
        _ask_openalex(world, client)
        | _ask_hub(world, client)
        | _ask_s2(world, client)
        | _ask_github(world, client)
    )


def _ask_openalex(world: World, client: requests.Session) -> dict[str, list[Any]]:
    works, lists = [], []
    cursor: str | None = "*"
    address = f"{world.openalex_url}/works"
    while cursor is not None:
        asked = {"per-page": "100", "cursor": cursor, "include_xpac": "true"}
        said = client.get(address, params=asked).json()
        works += said.pop("results")
        lists.append(said)
        cursor = said["meta"]["next_cursor"]
    page = client.get(address, params={"per-page": "1", "page": "1"}).json()
    works += page.pop("results")
    wrong = ("filter=colour:red", "select=colour", "filter=doi:" + "1" * 9_000)
    return {
        "OpenAlex work": works,
        "OpenAlex list": [*lists, page],
        "OpenAlex refusal": [client.get(f"{address}?{each}").json() for each in wrong],
    }


def _ask_hub(world: World, client: requests.Session) -> dict[str, list[Any]]:
    address = f"{world.hub_url}/api"
    found: dict[str, list[Any]] = {
        "Hub paper": [
            client.get(f"{address}/papers/{each}").json() for each in world.universe.hub_papers
        ],
        "Hub list": [
            *client.get(f"{address}/daily_papers?limit=100").json(),
            *client.get(f"{address}/papers/search?q=sample").json(),
        ],
    }
    for kind, name in (
        ("models", "Hub model"),
        ("datasets", "Hub dataset"),
        ("spaces", "Hub Space"),
    ):
        found[name] = [
            item
            for each in world.universe.hub_papers
            for item in client.get(f"{address}/{kind}?filter=arxiv:{each}").json()
        ]
    return found


def _ask_s2(world: World, client: requests.Session) -> dict[str, list[Any]]:
    address = f"{world.s2_url}/graph/v1/paper/batch?fields="
    ids = {"ids": list(world.universe.s2_papers)}
    found: dict[str, list[Any]] = {
        "Semantic Scholar refusal": [
            client.post(f"{address}colour", json=ids).json(),
            client.get(f"{world.s2_url}/elsewhere").json(),
        ],
    }
    for paper in client.post(address + ",".join(sorted(FIELDS)), json=ids).json():
        for kind, each in sort_paper(paper):
            found.setdefault(kind, []).append(each)
    return found


def _ask_github(world: World, client: requests.Session) -> dict[str, list[Any]]:
    address = f"{world.github_url}/repos"
    known = world.universe
    there, away = known.repositories, (*known.moved_repositories, "nobody/nothing")
    return {
        "GitHub repository": [client.get(f"{address}/{each}").json() for each in there],
        "GitHub refusal": [
            client.get(f"{address}/{each}", allow_redirects=False).json() for each in away
        ],
    }
