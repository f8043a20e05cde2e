"""Parameters for every query of the catalogue, over a given graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.queries.catalogue import Query


def parameters(
    query: Query, papers: Sequence[str], authors: Sequence[str], text: str = "o"
) -> dict[str, Any]:
    """Give each required parameter a value out of some ids; the others keep their defaults."""
    given: dict[str, Any] = {}
    next_paper, next_author = iter(papers), iter(authors)
    for parameter in query.parameters:
        match parameter.type if parameter.required else "":
            case "paper":
                given[parameter.name] = next(next_paper)
            case "papers":
                given[parameter.name] = list(papers)
            case "author":
                given[parameter.name] = next(next_author)
            case "authors":
                given[parameter.name] = [next(next_author)]
            case "string":
                given[parameter.name] = text
    return given
