"""OpenAlex as it answers: prices, the comma rule, hidden works, ghosts, merged ids, cut lists."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.world.wire import Answer, Asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.world.server import World
    from tests.world.universe import Json, Universe

SEARCH = 10  # credits
PAUSED = "Search without a key is paused while demand is high. Use a free key to go on searching."
LONGEST_LINE = 8_190
CHARGED = (200, 400)  # a question that is not understood costs as much as one that is
VALUES = 100
PER_PAGE = 100
DEEPEST = 10_000
LISTED_AUTHORS = 100
PARAMETERS = {
    "filter", "search", "sort", "select", "per-page", "per_page", "page", "cursor", "mailto",
    "include_xpac", "corpus", "sample", "seed", "group-by", "group_by", "api_key",
}  # fmt: skip
FIELDS = {
    "id", "doi", "title", "display_name", "relevance_score", "publication_year",
    "publication_date", "ids", "language", "primary_location", "type", "indexed_in",
    "open_access", "authorships", "is_authors_truncated", "cited_by_count", "fwci", "biblio",
    "is_retracted", "is_paratext", "is_xpac", "primary_topic", "topics", "keywords",
    "locations_count", "locations", "best_oa_location", "awards", "funders",
    "referenced_works_count", "referenced_works",
    "related_works", "abstract_inverted_index", "cited_by_api_url", "counts_by_year",
    "updated_date", "created_date",
}  # fmt: skip
PAID = {"from_created_date", "from_updated_date"}  # filters
# The work that OpenAlex's documentation shows is there for everybody.
ALWAYS = {"W2741809807": {"id": "https://openalex.org/W2741809807"}}
STOP_WORDS = frozenset("a an and are as at be by for in is it of on or the to with".split())  # noqa: SIM905 - reads as a line of text
PAGE_404 = b"<!doctype html><title>404 Not Found</title><h1>Not Found</h1>"


class Refused(Exception):  # noqa: N818 - reads as the sentence it stands for
    """A question that OpenAlex answers with 400."""


class TooLong(Exception):  # noqa: N818 - as above
    """A question that OpenAlex's front answers with 400, before anybody looks at it."""


def answer(world: World, asked: Asked) -> Answer:
    """Answer a question, and charge for it."""
    if asked.method != "GET" or not re.fullmatch(r"/works(/.+)?", asked.path):
        return _not_found()
    cost = _cost(asked)
    if world.search_paused and cost == SEARCH and "authorization" not in asked.headers:
        said = {"error": "Search unavailable", "message": PAUSED}
        return Answer(503, said, {"Retry-After": world.search_paused})
    left = world.openalex_budget - world.openalex_spent
    headers = _limits(world.openalex_budget, left)
    if cost > left:
        said = {
            "error": "Rate limit exceeded",
            "message": "Insufficient credits.",
            "retryAfter": 40_000,
            "costUsd": cost / 10_000,
            "dailyRemainingUsd": left / 10_000,
            "prepaidRemainingUsd": 0,
            "creditsRequired": cost,
            "creditsRemaining": left,
            "onetimeCreditsRemaining": 0,
        }
        needed = {
            "X-RateLimit-Credits-Required": str(cost),
            "X-RateLimit-Cost-Required-USD": f"{cost / 10_000:g}",
            "Retry-After": "40000",
        }
        return Answer(429, said, {**headers, **needed})
    try:
        found = _single(world, asked) if asked.path != "/works" else _list(world, asked, cost)
    except TooLong:
        said = {"error": "Bad request", "message": "The request line is too long."}
        return Answer(400, said, {**headers, "X-OpenAlex-Edge-Reject": "request_line_too_long"})
    except Refused as refused:
        said = {"error": "Invalid query parameters error.", "message": str(refused)}
        found = Answer(400, said)
    if found.status not in CHARGED:
        return Answer(found.status, found.body, {**headers, **found.headers})
    world.openalex_spent += cost
    paid = {
        **_limits(world.openalex_budget, left - cost),
        "X-RateLimit-Credits-Used": str(cost),
        "X-RateLimit-Cost-USD": f"{cost / 10_000:g}",
    }
    return Answer(found.status, found.body, paid, cost)


def _limits(budget: int, left: int) -> dict[str, str]:
    """Say in headers what there is for the day and what is left of it, in credits and dollars."""
    return {
        "X-RateLimit-Limit": str(budget),
        "X-RateLimit-Limit-USD": f"{budget / 10_000:g}",
        "X-RateLimit-Remaining": str(left),
        "X-RateLimit-Remaining-USD": f"{left / 10_000:g}",
        "X-RateLimit-Prepaid-Remaining-USD": "0",
        "X-RateLimit-Onetime-Remaining": "0",
        "X-RateLimit-Reset": "40000",
    }


def _cost(asked: Asked) -> int:
    if asked.path != "/works":
        segment = asked.raw_path.partition("?")[0].removeprefix("/works/")
        # The price list knows `doi:` only as it is written, not percent-encoded.
        return 0 if re.match(r"W\d|doi:|pmid:|pmcid:", segment) else 1
    searches = any(key.startswith("search") for key, _ in asked.query)
    return SEARCH if searches or ".search:" in (asked.first("filter") or "") else 1


def _single(world: World, asked: Asked) -> Answer:
    _check_parameters(world, asked)
    universe = world.universe
    key = re.sub(r"^https?://(dx\.)?doi\.org/", "doi:", asked.path.removeprefix("/works/"))
    if key in universe.merged and universe.leads_on:
        query = f"?{asked.raw_query}" if asked.raw_query else ""
        target = f"{world.openalex_url}/works/{universe.merged[key]}{query}"
        return Answer(301, b"", {"Location": target})
    register, _, number = key.partition(":")
    if register in ("pmid", "pmcid"):
        work = next(filter(_any_id(register, [number]), universe.works.values()), None)
    elif key.startswith("doi:"):
        address = f"https://doi.org/{key.removeprefix('doi:').lower()}"
        work = next((each for each in universe.works.values() if each["doi"] == address), None)
    else:
        work = universe.works.get(key, ALWAYS.get(key))
    return Answer(200, _selected(work, asked)) if work is not None else _not_found()


def _list(world: World, asked: Asked, cost: int) -> Answer:
    if len(asked.raw_path) > LONGEST_LINE:
        raise TooLong
    _check_parameters(world, asked)
    per_page = _number(asked, ("per-page", "per_page"), 25)
    page = _number(asked, ("page",), 1)
    if not 1 <= per_page <= PER_PAGE:
        raise Refused("per-page parameter must be between 1 and 100")
    if page < 1 or page * per_page > DEEPEST:
        raise Refused("Maximum results size of 10,000 records is exceeded. Use a cursor.")
    shown_all = asked.first("include_xpac") == "true" or asked.first("corpus") == "all"
    works = [
        each
        for key, each in world.universe.works.items()
        if key not in world.universe.hidden or shown_all
    ]
    scores: dict[str, float] = {}
    for name, value in _filters(asked.first("filter")):
        if name in world.unknown_to_openalex:
            raise Refused(f"{name} is not a valid field.")
        works = _filtered(world.universe, works, name, value, scores)
    works = _sorted(works, asked.first("sort"), scores)
    start = (page - 1) * per_page
    meta: Json = {
        "count": len(works),
        "db_response_time_ms": 1,
        "page": page,
        "per_page": per_page,
        "groups_count": None,
        "cost_usd": cost / 10_000,
    }
    if (cursor := asked.first("cursor")) is not None:
        start = 0 if cursor == "*" else int(cursor)
        # A page that is not empty leads to another one, even where it is the last.
        more = str(start + per_page) if start < len(works) else None
        meta |= {"page": None, "next_cursor": more}
    shown = [_selected(_cut(each), asked) for each in works[start : start + per_page]]
    return Answer(200, {"meta": meta, "results": shown, "group_by": []})


def _check_parameters(world: World, asked: Asked) -> None:
    names = [key for key, _ in asked.query]
    for name in names:
        if name not in PARAMETERS - world.unknown_to_openalex:
            raise Refused(f"{name} is not a valid parameter.")
        if names.count(name) > 1:
            raise Refused(f"{name} is given more than once.")


def _filters(text: str | None) -> list[tuple[str, str]]:
    """Split a filter at its commas, which were decoded before; only double quotes protect one."""
    found = []
    for piece in re.findall(r'(?:"[^"]*"|[^,])+', text or ""):
        name, colon, value = piece.partition(":")
        if not colon:
            raise Refused(f"raw_comma_filter: Invalid query parameter in {piece}.")
        found.append((name.replace("-", "_"), value))
    return found


def _filtered(
    universe: Universe, works: list[Json], name: str, value: str, scores: dict[str, float]
) -> list[Json]:
    negated, value = value.startswith("!"), value.removeprefix("!")
    values = value.split("|")
    if len(values) > VALUES:
        raise Refused(f"Maximum number of values exceeded for {name}.")
    short = {_short(each) for each in values}
    citing = universe.list_citing(short) if name == "cites" else ()
    of_citing = {work["id"] for work in citing}
    tests: dict[str, Callable[[Json], bool]] = {
        "doi": _any_doi(values),
        "pmid": _any_id("pmid", values),
        "pmcid": _any_id("pmcid", values),
        "openalex_id": lambda work: _short(work["id"]) in short,
        "ids.openalex": lambda work: _short(work["id"]) in short,
        "locations.landing_page_url": lambda work: any(
            place["landing_page_url"] in values for place in work["locations"] or ()
        ),
        "cites": lambda work: work["id"] in of_citing,
        "from_publication_date": lambda work: (work["publication_date"] or "") >= value,
        "title.search": lambda work: _search(work, values, scores),
        "display_name.search": lambda work: _search(work, values, scores),
    }
    if name in PAID:
        raise Refused(f"{name} needs a paid plan.")
    if name not in tests:
        raise Refused(f"{name} is not a valid field.")
    return [work for work in works if tests[name](work) != negated]


def _any_id(name: str, values: list[str]) -> Callable[[Json], bool]:
    wanted = {each.rstrip("/").rpartition("/")[2] for each in values}
    return lambda work: str(work["ids"].get(name) or "").rpartition("/")[2] in wanted


def _any_doi(values: list[str]) -> Callable[[Json], bool]:
    wanted = {re.sub(r"^https?://doi\.org/", "", each.lower()) for each in values}
    return lambda work: bool(work["doi"]) and work["doi"].partition("doi.org/")[2] in wanted


def _search(work: Json, values: list[str], scores: dict[str, float]) -> bool:
    """Find all stemmed words, in any order; a phrase counts twice, and citations lift the score."""
    title = _words(work["title"] or "")
    best = 0.0
    for value in values:
        words = _words(value)
        if words and set(words) <= set(title):
            phrase = f" {' '.join(words)} " in f" {' '.join(title)} "
            boost = 1 + math.log10(1 + work["cited_by_count"])
            best = max(best, (2 if phrase else 1) * len(words) * boost)
    if best:
        scores[work["id"]] = best
    return bool(best)


@cache
def _words(text: str) -> list[str]:
    found = re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.lower())
    return [_stem(each) for each in found if each not in STOP_WORDS]


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    return re.sub(r"(?<=\w{3})(ing|ed|es|s)$", "", word)


def _sorted(works: list[Json], order: str | None, scores: dict[str, float]) -> list[Json]:
    if order is None:
        return sorted(works, key=lambda work: -scores.get(work["id"], 0.0))
    name, _, direction = order.partition(":")
    if name not in ("cited_by_count", "publication_date") or direction not in ("", "asc", "desc"):
        raise Refused(f"{order} is not a valid sort.")
    known = [work for work in works if work[name] is not None]
    unknown = [work for work in works if work[name] is None]
    return sorted(known, key=lambda work: work[name], reverse=direction == "desc") + unknown


def _cut(work: Json) -> Json:
    if len(work["authorships"]) <= LISTED_AUTHORS:
        return work
    shown = work["authorships"][:LISTED_AUTHORS]
    return {**work, "authorships": shown, "is_authors_truncated": True}


def _selected(work: Json, asked: Asked) -> Json:
    select = asked.first("select")
    if select is None:
        return work
    names = select.split(",")
    if unknown := [each for each in names if each not in FIELDS]:
        raise Refused(f"{unknown[0]} is not a valid select field.")
    return {name: work[name] for name in names if name in work}


def _number(asked: Asked, names: tuple[str, ...], default: int) -> int:
    text = next((asked.first(name) for name in names if asked.first(name)), None)
    try:
        return int(text) if text else default
    except ValueError:
        raise Refused(f"Param {names[0]} must be a number.") from None


def _short(address: Any) -> str:
    return str(address).rpartition("/")[2]


def _not_found() -> Answer:
    return Answer(404, PAGE_404, {"Content-Type": "text/html; charset=utf-8"})
