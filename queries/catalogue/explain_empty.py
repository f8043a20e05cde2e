"""Say why an answer is empty, where the graph knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citeloom.graph.stores.store import Store
    from citeloom.queries.catalogue.prebuilt_query import Query

LISTED = "MATCH (p:Paper {listed: true}) RETURN count(p) AS n"
LISTED_WITHOUT = {
    "references": ("NOT EXISTS { (p)-[:CITES]->(:Paper) }", "have no references"),
    "citations": ("NOT EXISTS { (p)<-[:CITES]-(:Paper) }", "are not cited in the graph"),
    "authors": ("NOT EXISTS { (p)<-[:AUTHORED]-(:Author) }", "have no authors"),
    "institutions": (
        "NOT EXISTS { (p)<-[:AUTHORED]-(:Author)-[:AFFILIATED_WITH]->(:Institution) }",
        "have no author with a known institution",
    ),
    "venues": ("NOT EXISTS { (p)-[:PUBLISHED_IN]->(:Venue) }", "have no venue"),
    "topics": ("NOT EXISTS { (p)-[:HAS_TOPIC]->(:Topic) }", "have no topics"),
    "code": ("NOT EXISTS { (p)-[:HAS_CODE]->(:Repository) }", "name no repository"),
    "artefacts": (
        "NOT EXISTS { (p)-[:HAS_MODEL|HAS_DATASET|HAS_SPACE]->() }",
        "have no model, dataset or Space",
    ),
    "citing": (
        "NOT EXISTS { (p)<-[:CITES]-(c:Paper) WHERE NOT coalesce(c.listed, false) }",
        "are not cited by a paper outside the listing",
    ),
}
# What is in a graph only where the user has decided something, and the command for it.
DECIDED = {
    "tagged": "`citeloom tag PAPER TAG` tags a paper",
    "notes": "`citeloom note PAPER TEXT` notes something about a paper",
    "already-read": "`citeloom mark PAPER read` marks a paper",
    "ignored": "`citeloom ignore PAPER` hides a paper from suggestions",
    "collections": "`citeloom collect COLLECTION PAPER` puts a paper into a collection",
}
HINTS = {
    "citations": "`citeloom build --citing N` asks for papers that cite the listed ones",
    "citing": "`citeloom build --citing N` asks for papers that cite the listed ones",
    "references": "`citeloom query without-references` says why",
}


def explain_empty(
    store: Store, query: Query, values: Mapping[str, Any] | None = None
) -> str | None:
    """Explain an empty answer by what the graph lacks.

    Args:
        store: The graph.
        query: The query that gave no rows.
        values: The parameters that it was run with; papers and authors as ids.

    Returns:
        A sentence such as "12 of 46 listed papers have no references.", or None.
    """
    if query.name in DECIDED:
        return f"There is none: {DECIDED[query.name]}."
    values = values or {}
    named = [
        values[parameter.name]
        for parameter in query.parameters
        if parameter.type == "paper" and values.get(parameter.name)
    ]
    papers = [str(paper) for paper in named]
    if not papers and "listing" in query.needs:
        total = _count(store, LISTED, {})
        if total == 0:
            return "The graph has no listed papers; `citeloom build LISTING` loads some."
    for need in query.needs:
        if need not in LISTED_WITHOUT:
            continue
        lacking, words = LISTED_WITHOUT[need]
        hint = f" {HINTS[need]}." if need in HINTS else ""
        if papers:
            # `x have no references` becomes `x has no references` when it is about one paper.
            statement = (
                f"MATCH (p:Paper) WHERE p.id IN $papers AND {lacking} RETURN p.id AS id ORDER BY id"
            )
            without = [str(row[0]) for row in store.read(statement, {"papers": papers}).rows]
            if without:
                return f"{' and '.join(without)} {_agree(words, len(without))}.{hint}"
        elif total := _count(store, LISTED, {}):
            statement = f"MATCH (p:Paper {{listed: true}}) WHERE {lacking} RETURN count(p) AS n"
            count = _count(store, statement, {})
            if count:
                return f"{count} of {total} listed papers {_agree(words, count)}.{hint}"
    return None


def _agree(words: str, count: int) -> str:
    if count > 1:
        return words
    verb, rest = words.split(" ", 1)
    return f"{ {'have': 'has', 'are': 'is', 'name': 'names'}[verb] } {rest}"


def _count(store: Store, statement: str, values: Mapping[str, Any]) -> int:
    return int(store.read(statement, values).rows[0][0])
