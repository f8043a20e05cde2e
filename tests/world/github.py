"""GitHub's part of the world: repositories, renames by id, and the hourly limit."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from tests.world.wire import Answer, Asked

if TYPE_CHECKING:
    from tests.world.server import World

LIMIT, LIMIT_WITH_TOKEN = 60, 5_000
DOCUMENTATION = "https://docs.github.com/rest"


def answer(world: World, asked: Asked) -> Answer:
    """Answer as GitHub's REST API does. A token is anything that begins with `Bearer `."""
    signed = asked.headers.get("authorization", "").startswith("Bearer ")
    left = LIMIT_WITH_TOKEN if signed else world.github_left
    if asked.path == "/rate_limit":  # free
        return Answer(200, {"resources": {}}, limits(left, LIMIT))
    if left <= 0:
        said = {
            "message": "API rate limit exceeded for 127.0.0.1. (But here's the good news: "
            "Authenticated requests get a higher rate limit.)",
            "documentation_url": f"{DOCUMENTATION}/overview/rate-limits-for-the-rest-api",
        }
        return Answer(403, said, limits(0, LIMIT))
    if not signed:
        world.github_left = left = left - 1
    headers = limits(left, LIMIT_WITH_TOKEN if signed else LIMIT)
    match asked.path.strip("/").split("/"):
        case ["repos", owner, name]:
            return by_name(world, f"{owner}/{name}".lower(), headers)
        case ["repositories", number]:
            for repository in world.universe.repositories.values():
                if str(repository["id"]) == number:
                    return Answer(200, repository, headers)
    return missing(headers)


def by_name(world: World, key: str, headers: dict[str, str]) -> Answer:
    """Give a repository, or lead from an old name to its id."""
    known = world.universe
    if key in world.withheld:
        status, block = world.withheld[key]
        return Answer(status, {"message": "Repository access blocked", "block": block}, headers)
    if key in known.repositories:
        return Answer(200, known.repositories[key], headers)
    moved = known.repositories.get(known.moved_repositories.get(key, "").lower())
    if moved is None:
        return missing(headers)
    address = f"{world.github_url}/repositories/{moved['id']}"
    body = {"message": "Moved Permanently", "url": address, "documentation_url": DOCUMENTATION}
    return Answer(301, body, {**headers, "Location": address})


def missing(headers: dict[str, str]) -> Answer:
    body: dict[str, Any] = {
        "message": "Not Found",
        "documentation_url": f"{DOCUMENTATION}/repos/repos#get-a-repository",
        "status": "404",
    }
    return Answer(404, body, headers)


def limits(left: int, limit: int) -> dict[str, str]:
    return {
        "X-RateLimit-Limit": str(limit),
        "X-RateLimit-Remaining": str(left),
        "X-RateLimit-Used": str(limit - left),
        "X-RateLimit-Reset": str(int(time.time()) + 1_800),
        "X-RateLimit-Resource": "core",
    }
