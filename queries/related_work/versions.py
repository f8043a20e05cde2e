"""Versions of one paper that are several nodes: the same title in near years, or a known alias."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.graph.normalise_title import compact, normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from citeloom.queries.related_work.paper_facts import Facts

NEAR_YEARS = 2  # from preprint to proceedings


def make_version_finder(facts: Facts) -> Callable[[int], int | None]:
    """Return a function that is given papers one by one, the best first.

    It answers with the earlier paper of which this one is a version, or with None. The first
    version is the one that stays.
    """
    by_title: dict[str, list[int]] = {}
    by_id: dict[str, int] = {}

    def first(paper: int) -> int | None:
        own = {facts.ids[paper], *facts.aliases.get(paper, ())}
        earlier = next((by_id[name] for name in sorted(own) if name in by_id), None)
        title = compact(normalise(facts.titles[paper] or ""))
        if earlier is None and title:
            earlier = next(
                (
                    other
                    for other in by_title.get(title, [])
                    if is_near(facts.years[paper], facts.years[other])
                ),
                None,
            )
        if title:
            by_title.setdefault(title, []).append(paper if earlier is None else earlier)
        by_id.update(dict.fromkeys(own, paper if earlier is None else earlier))
        return earlier

    return first


def is_near(one: int | None, other: int | None) -> bool:
    """Say whether two years can be those of one paper; an unknown year can be any."""
    return one is None or other is None or abs(one - other) <= NEAR_YEARS


def mark_known(first: Callable[[int], int | None], papers: Iterable[int]) -> None:
    """Let the function know papers whose versions are not wanted."""
    for paper in papers:
        first(paper)
