"""The Hugging Face Hub's part of the world: papers, daily listings, and lists by arXiv tag."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from tests.world.hub_papers import LINKED, linked_item, list_entry
from tests.world.wire import Answer, Asked

if TYPE_CHECKING:
    from tests.world.server import World

Json = dict[str, Any]
GIVEN = 4  # artefacts of each kind that a paper's own record holds
LIST_PAGE = 3  # artefacts per page of a list; the true Hub has 1,000
LIMIT_HEADERS = {
    "RateLimit": '"api";r=480;t=120',
    "RateLimit-Policy": '"fixed window";"api";q=500;w=300',
}


def answer(world: World, asked: Asked) -> Answer:
    """Answer as the Hub's API does."""
    parts = asked.path.strip("/").split("/")
    match parts:
        case ["api", "papers", "search"]:
            return ok(search(world, asked))
        case ["api", "papers", *rest] if rest:
            paper = world.universe.hub_papers.get("/".join(rest))
            return ok(single(paper)) if paper else missing("Paper not found")
        case ["api", "daily_papers"]:
            return daily(world, asked)
        case ["api", kind] if kind in LINKED:
            return linked(world, asked, kind)
    return missing("Sorry, we can't find the page you are looking for.")


def search(world: World, asked: Asked) -> list[Json]:
    """Find papers that share words with the query, most upvotes first among equals."""
    words = set((asked.first("q") or "").lower().split())
    found = []
    for paper in world.universe.hub_papers.values():
        shared = len(words & set(paper["title"].lower().split()))
        if shared * 2 >= len(words):
            found.append((-shared, -paper.get("upvotes", 0), paper["id"], paper))
    limit = int(asked.first("limit") or 120)
    return [list_entry(paper) for *_, paper in sorted(found, key=lambda each: each[:3])[:limit]]


def daily(world: World, asked: Asked) -> Answer:
    """List the papers of a day, of a week, or the newest of all days, the newest day first."""
    days = world.universe.hub_daily
    day, week = asked.first("date"), asked.first("week")
    if week:
        chosen = [d for d in sorted(days) if iso_week(d) == week]
    elif day:
        chosen = [day] if day in days else []
    else:
        chosen = sorted(days, reverse=True)
    cards = [
        list_entry(
            {**world.universe.hub_papers[arxiv_id], "submittedOnDailyAt": f"{each}T00:00:00.000Z"}
        )
        for each in chosen
        for arxiv_id in days[each]
    ]
    limit, page = int(asked.first("limit") or 50), int(asked.first("p") or 0)
    if limit > 100:
        return Answer(400, {"error": '"limit" must be less than or equal to 100'})
    return ok(cards[page * limit : (page + 1) * limit])


def linked(world: World, asked: Asked, kind: str) -> Answer:
    """List the artefacts with an `arxiv:` tag, page by page with a Link header."""
    tag = asked.first("filter") or ""
    paper = world.universe.hub_papers.get(tag.removeprefix("arxiv:"), {})
    every = sorted(paper.get(LINKED[kind], []), key=lambda each: -each.get("likes", 0))
    start = int(asked.first("cursor") or 0)
    headers = {}
    if start + LIST_PAGE < len(every):
        query = [(k, v) for k, v in asked.query if k != "cursor"]
        query.append(("cursor", str(start + LIST_PAGE)))
        headers["Link"] = f'<{world.hub_url}/api/{kind}?{urlencode(query)}>; rel="next"'
    shown = enumerate(every[start : start + LIST_PAGE], start)
    return ok([linked_item(kind, each, place, tag) for place, each in shown], headers)


def single(paper: Json) -> Json:
    """Cut the lists of artefacts as the Hub does; the totals stay."""
    cut = {field: paper.get(field, [])[:GIVEN] for field in LINKED.values()}
    return {**paper, **cut}


def iso_week(day: str) -> str:
    """Return the ISO week of a day, as the Hub writes it."""
    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year}-W{week:02}"


def ok(body: Any, headers: dict[str, str] | None = None) -> Answer:
    return Answer(200, body, {**LIMIT_HEADERS, **(headers or {})})


def missing(message: str) -> Answer:
    return Answer(404, {"error": message}, LIMIT_HEADERS)
