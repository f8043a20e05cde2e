"""Write ``docs/queries.md`` out of the catalogue's files, with answers from an example graph.

``python -m queries.catalogue.docs GRAPH`` prints the page.
"""

from __future__ import annotations

import sys
from itertools import groupby, permutations
from typing import TYPE_CHECKING, Any

from citeloom.graph.stores.open_store import open_store
from citeloom.graph.stores.values import Node, Path, Relationship
from citeloom.queries.catalogue.find_query import find_query, list_queries
from citeloom.queries.catalogue.run_query import run_query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.graph.stores.store import Store
    from citeloom.queries.catalogue.prebuilt_query import Query
    from citeloom.queries.catalogue.run_query import Answer

LINES = 3  # of an example answer
WIDTH = 60  # characters of a cell
ITEMS = 3  # of a list in a cell
AREAS = {
    "overview": "What the graph holds, and how far it can be trusted.",
    "reading": "What to read, in which order, and what it rests on.",
    "related": "What belongs together.",
    "code": "What can be run.",
    "people": "Who works on this, and where.",
    "graph": "Answers made of nodes and relationships, ready for drawing.",
}
INTRODUCTION = (
    "`citeloom query` lists them, `citeloom query NAME -p key=value` asks one. Each is a file "
    "`queries/questions/<area>/<name>.cypher`, which also runs as it stands in Neo4j Browser. "
    "A paper can be named by its id, arXiv id, DOI, or part of its title; an author by id, ORCID, "
    "or part of the name. Every list has a total order, so that two runs give the same lines. The "
    "answers below come from the example graph and show its first lines."
)
NOTICE = (
    "<!-- Generated from queries/questions/*/*.cypher by queries.catalogue.docs. Do not edit. -->"
)


def render_docs(store: Store) -> str:
    """Return the page about all queries, in Markdown.

    Args:
        store: The example graph, whose answers the page shows.
    """
    candidates = _candidates(store)
    lines = [
        NOTICE, "", "# The queries", "",
        INTRODUCTION, "",
    ]  # fmt: skip
    by_area = {area: list(found) for area, found in groupby(list_queries(), lambda one: one.area)}
    for area in AREAS:
        names = ", ".join(f"[{query.name}](#{query.name})" for query in by_area[area])
        lines.append(f"* **{area}**: {names}")
    for area, about in AREAS.items():
        lines += ["", f"## {area}", "", about]
        for query in by_area[area]:
            lines += _section(store, query, candidates)
    return "\n".join(lines) + "\n"


def _section(store: Store, query: Query, candidates: dict[str, list[str]]) -> Iterator[str]:
    yield from ("", f"### {query.name}", "", f"**{query.title}.** {query.summary}", "", query.when)
    if query.parameters:
        yield from ("", "| parameter | type | default | |", "|---|---|---|---|")
    for parameter in query.parameters:
        default = "required" if parameter.required else f"`{_default(parameter.default)}`"
        about = _escaped(parameter.description)
        yield f"| `{parameter.name}` | {parameter.type} | {default} | {about} |"
    yield from ("", "| column | type | |", "|---|---|---|")
    for column in query.columns:
        empty = ", may be empty" if column.optional else ""
        yield f"| `{column.name}` | {column.type}{empty} | {_escaped(column.description)} |"
    given, answer = _ask(store, query, candidates)
    asked = " ".join(f'-p {name}="{_asked(value)}"' for name, value in given.items())
    yield from ("", "```sh", f"citeloom query {query.name} {asked}".rstrip(), "```", "")
    yield from _example(answer)
    for source in query.see:
        yield from ("", f"See: {source}")


def _example(answer: Answer) -> Iterator[str]:
    if not answer.table.rows:
        yield answer.notes[0] if answer.notes else "The example graph has no answer."
        return
    yield f"| {' | '.join(answer.table.columns)} |"
    yield f"|{'---|' * len(answer.table.columns)}"
    for row in answer.table.rows[:LINES]:
        yield f"| {' | '.join(_cell(value) for value in row)} |"
    if len(answer.table.rows) > LINES:
        yield f"\n{len(answer.table.rows)} lines in all."


def _candidates(store: Store) -> dict[str, list[str]]:
    """Return values by type of parameter that the example graph probably has answers to."""
    rows = {
        name: run_query(store, find_query(name), {"limit": 4}).table.dicts()
        for name in ("within", "alike", "most-cited", "list-artefacts", "authors", "listing")
    }
    papers = [row["cited"] for row in rows["within"]]
    papers += [row[side] for row in rows["alike"] for side in ("id", "other")]
    papers += [row["id"] for row in rows["most-cited"]]
    papers += [paper for row in rows["list-artefacts"] for paper in row["papers"]]
    papers += [row["id"] for row in rows["listing"]]
    named = rows["most-cited"] + rows["listing"]
    return {
        "paper": list(dict.fromkeys(papers)),
        "author": [row["id"] for row in rows["authors"]],
        "string": [word for row in named + rows["authors"]
                   for word in str(row.get("title") or row.get("name") or "").split()[:1]],
    }  # fmt: skip


def _ask(
    store: Store, query: Query, candidates: dict[str, list[str]]
) -> tuple[dict[str, Any], Answer]:
    """Ask a query with the first candidates that it has an answer to."""
    required = [parameter for parameter in query.parameters if parameter.required]
    kinds = {parameter.type.removesuffix("s") for parameter in required}
    values = candidates[next(iter(kinds))] if kinds else []
    several = sum(parameter.type.endswith("s") for parameter in required)
    size = 2 if several == 1 else len(required)
    first = None
    for chosen in permutations(values, size):
        given: dict[str, Any] = dict(zip((p.name for p in required), chosen, strict=False))
        if several == 1:
            given = {required[0].name: list(chosen)}
        answer = run_query(store, query, given)
        if answer.table.rows:
            return given, answer
        first = first or (given, answer)
    return first or ({}, run_query(store, query, {}))


def _default(value: Any) -> str:
    return "none" if value in ([], None) else str(value)


def _asked(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case Node():
            text = f"({value.labels[0]} {value.properties['id']})"
        case Relationship():
            text = f"[{value.kind}]"
        case Path():
            text = " - ".join(str(node.properties["id"]) for node in value.nodes)
        case list() | tuple():
            more = ", …" if len(value) > ITEMS else ""
            return ", ".join(_cell(one) for one in value[:ITEMS]) + more
        case float():
            text = f"{value:.3g}"
        case _:
            text = str(value)
    return _escaped(text if len(text) <= WIDTH else f"{text[: WIDTH - 1].rstrip()}…")


def _escaped(text: str) -> str:
    # Titles are data: nothing in them may become a table's edge, a tag or a link.
    plain = " ".join(text.split())
    for sign in "\\|<[*":
        plain = plain.replace(sign, f"\\{sign}")
    return plain


if __name__ == "__main__":
    with open_store(sys.argv[1], mode="read") as opened:
        sys.stdout.write(render_docs(opened))
