"""What a kglite file has to know of the schema before anything is asked of it.

kglite refuses to match on a property that no node of the label ever had, so that each property is
given once to nodes that go away again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citeloom.graph import schema

if TYPE_CHECKING:
    import kglite

_SAMPLES: dict[str, Any] = {
    "string": "x", "integer": 1, "float": 1.5, "boolean": True, "list of strings": ["x"],
}  # fmt: skip
NOBODY = ""  # no record has this id


def declare_properties(graph: kglite.KnowledgeGraph) -> bool:
    """Declare the labels, kinds and properties that a graph does not know yet.

    What is known of a label without nodes kglite does not say, so that it is declared once more.

    Returns:
        Whether something was new, as far as that can be told.
    """
    known, labels = graph.schema(), graph.node_types
    nodes = {
        node.label: _find_missing(node.properties, known["node_types"].get(node.label))
        for node in schema.STORED_TYPES
    }
    relationships = {
        kind: missing
        for kind in schema.RELATIONSHIP_TYPES
        if (missing := _find_missing(kind.properties, known["connection_types"].get(kind.kind)))
        is not None
    }
    wanted = {label for label, missing in nodes.items() if missing is not None}
    wanted |= {end for kind in relationships for end in (kind.start, kind.end)}
    for label in wanted:
        graph.cypher(
            f"CREATE (n:{label}) SET n += $props",
            params={"props": {"id": NOBODY, **(nodes[label] or {})}},
        )
    for kind, missing in relationships.items():
        graph.cypher(
            f"MATCH (a:{kind.start} {{id: '{NOBODY}'}}), (b:{kind.end} {{id: '{NOBODY}'}}) "
            f"CREATE (a)-[r:{kind.kind}]->(b) SET r += $props",
            params={"props": missing},
        )
    for label in wanted:
        graph.cypher(f"MATCH (n:{label} {{id: '{NOBODY}'}}) DETACH DELETE n")
    new = {label for label, missing in nodes.items() if missing is not None}
    return bool(relationships) or any(
        label in known["node_types"] or label not in labels for label in new
    )


def _find_missing(
    properties: tuple[schema.Property, ...], known: dict[str, Any] | None
) -> dict[str, Any] | None:
    """Return a value for each property that is not known, None where nothing is missing."""
    has = known["properties"] if known else {}
    missing = {
        each.name: _SAMPLES[each.type]
        for each in properties
        if each.name != "id" and each.name not in has
    }
    return missing if missing or known is None else None
