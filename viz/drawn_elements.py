"""What an answer holds that can be drawn: nodes, and edges between them.

Nodes, relationships and paths are taken from wherever they are in a row, lists and maps included.
A row with nodes in the columns `source` and `target`, or `work` and `other`, is an edge between the
two, with the papers behind it in the column `papers`; docs/pages.md has the details.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from citeloom.graph.stores.values import Node, Path, Relationship
from citeloom.graph.vocabulary import RELATIONS, name_source
from citeloom.viz.drawing import PAPER, DrawnEdge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from citeloom.graph.stores.values import Table

# Columns that make a row an edge between two nodes, and the one that holds its weight.
PAIRS = (("source", "target", "weight", "RELATED"), ("work", "other", "together", "CO_CITED"))
BEHIND = ("papers", "citations")


@dataclass(frozen=True, slots=True)
class Elements:
    """What can be drawn of one answer or of several.

    Attributes:
        nodes: The nodes, by the name that they have in a drawing (`find_node_id`).
        edges: Edges between them.
        behind: Papers that are behind an edge, by their ids, where the answer brought them.
        fetched: The youngest time at which a node or relationship was fetched, or "".
        left_out: Sentences on what the answer itself lacks.
    """

    nodes: Mapping[str, Node] = field(default_factory=dict)
    edges: tuple[DrawnEdge, ...] = ()
    behind: Mapping[str, Node] = field(default_factory=dict)
    fetched: str = ""
    left_out: str = ""

    def list_papers(self) -> set[str]:
        """Return the ids of the papers that are drawn, or that are behind an edge."""
        drawn = {
            str(node.properties["id"])
            for node in self.nodes.values()
            if node.labels[:1] == (PAPER,) and "id" in node.properties
        }
        return drawn | {paper for edge in self.edges for paper in edge.papers}


def find_elements(table: Table) -> Elements:
    """Find the nodes, relationships, paths and edges that an answer holds."""
    nodes: dict[str, Node] = {}
    by_key: dict[str, str] = {}
    relationships: dict[str, Relationship] = {}
    edges: list[DrawnEdge] = []
    behind: dict[str, Node] = {}
    for row in table.dicts():
        pair = _find_pair(row)
        aside = {name: row.pop(name, None) for name in BEHIND} if pair else {}
        for value in _walk(row.values()):
            if isinstance(value, Node):
                nodes.setdefault(find_node_id(value), value)
                by_key[value.key] = find_node_id(value)
            else:
                relationships.setdefault(value.key, value)
        if pair:
            papers = [_note_paper(item, behind) for item in aside["papers"] or ()]
            edges.append(_make_edge_of_row(row, pair, papers))
    loose = 0
    for relationship in relationships.values():
        if relationship.start in by_key and relationship.end in by_key:
            start, end = by_key[relationship.start], by_key[relationship.end]
            edges.append(make_edge(relationship, start, end))
        else:
            loose += 1
    return Elements(
        nodes=nodes,
        edges=tuple(edges),
        behind=behind,
        fetched=find_youngest([*nodes.values(), *relationships.values()]),
        left_out=" ".join(part for part in (_tell_cut(table), _tell_loose(loose)) if part),
    )


def join_elements(parts: Iterable[Elements]) -> Elements:
    """Join what several answers hold; of nodes that several have, the first is taken."""
    nodes: dict[str, Node] = {}
    behind: dict[str, Node] = {}
    edges: list[DrawnEdge] = []
    fetched = ""
    sentences: dict[str, None] = {}
    for part in parts:
        nodes = {**part.nodes, **nodes}
        behind = {**part.behind, **behind}
        edges.extend(part.edges)
        fetched = max(fetched, part.fetched)
        sentences.setdefault(part.left_out)
    return Elements(nodes, tuple(edges), behind, fetched, " ".join(filter(None, sentences)))


def find_node_id(node: Node) -> str:
    """Name a node in a drawing: its label and its id, or its key where it has no id."""
    return f"{find_label(node)}:{node.properties.get('id', node.key)}"


def find_label(node: Node) -> str:
    """Return the first label of a node."""
    return node.labels[0] if node.labels else "Node"


def find_youngest(found: Iterable[Node | Relationship]) -> str:
    """Return the day on which the youngest of some records was fetched, or ""."""
    return max((str(each.properties.get("fetched_at") or "")[:10] for each in found), default="")


def make_edge(relationship: Relationship, start: str, end: str) -> DrawnEdge:
    """Make an edge of a relationship between two nodes, named as in the drawing."""
    said = relationship.properties
    evidence = []
    if said.get("relation"):
        relation = RELATIONS.get(str(said["relation"]))
        evidence.append(_make_sentence(relation.told) if relation else str(said["relation"]))
    if said.get("evidence"):
        evidence.append(_make_sentence(str(said["evidence"])))
    if said.get("source"):
        day = f", {str(said['fetched_at'])[:10]}" if said.get("fetched_at") else ""
        evidence.append(f"According to {name_source(str(said['source']))}{day}.")
    weight = said.get("papers")
    return DrawnEdge(
        start=start,
        end=end,
        kind=relationship.kind,
        weight=float(weight) if isinstance(weight, int | float) else 1.0,
        evidence=tuple(evidence),
    )


def join_edges(edges: Iterable[DrawnEdge]) -> tuple[DrawnEdge, ...]:
    """Make one edge of those of one kind between the same two nodes, in a settled order."""
    joined: dict[tuple[str, str, str, bool], DrawnEdge] = {}
    for edge in edges:
        start, end = edge.start, edge.end
        if not edge.directed and end < start:
            start, end = end, start
        key = (start, end, edge.kind, edge.directed)
        known = joined.get(key)
        if known is None:
            joined[key] = replace(edge, start=start, end=end)
        elif known.papers != edge.papers or known.evidence != edge.evidence:
            joined[key] = replace(
                known,
                weight=max(known.weight, edge.weight),
                papers=tuple(sorted({*known.papers, *edge.papers})),
                evidence=tuple(dict.fromkeys((*known.evidence, *edge.evidence))),
            )
    return tuple(joined[key] for key in sorted(joined))


def _walk(items: Iterable[Any]) -> Iterator[Node | Relationship]:
    """Walk through whatever a row holds and give what can be drawn."""
    for item in items:
        if isinstance(item, Node | Relationship):
            yield item
        elif isinstance(item, Path):
            yield from item.nodes
            yield from item.relationships
        elif isinstance(item, list | tuple):
            yield from _walk(item)
        elif isinstance(item, dict):
            yield from _walk(item.values())


def _note_paper(item: Any, behind: dict[str, Node]) -> str:
    """Return the id of a paper behind an edge, and note the paper where the answer brought it."""
    if isinstance(item, Node):
        paper = str(item.properties.get("id", item.key))
        behind.setdefault(paper, item)
        return paper
    return str(item)


def _find_pair(row: Mapping[str, Any]) -> tuple[str, str, str, str] | None:
    """Find the columns that make a row an edge, and the kind that it has by default."""
    for pair in PAIRS:
        if isinstance(row.get(pair[0]), Node) and isinstance(row.get(pair[1]), Node):
            return pair
    return None


def _make_edge_of_row(
    row: Mapping[str, Any], pair: tuple[str, str, str, str], papers: list[str]
) -> DrawnEdge:
    weight = row.get(pair[2])
    evidence = row.get("evidence")
    said = evidence if isinstance(evidence, list | tuple) else [evidence] if evidence else []
    return DrawnEdge(
        start=find_node_id(row[pair[0]]),
        end=find_node_id(row[pair[1]]),
        kind=str(row.get("kind") or pair[3]),
        weight=float(weight) if isinstance(weight, int | float) else float(len(papers) or 1),
        directed=bool(row.get("directed") or False),
        papers=tuple(sorted(set(papers))),
        evidence=tuple(_make_sentence(str(text)) for text in said),
    )


def _make_sentence(text: str) -> str:
    """Begin with a capital and end with a full stop, so that sentences can follow one another."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def _tell_cut(table: Table) -> str:
    return f"The answer was cut after {len(table.rows):,} rows." if table.truncated else ""


def _tell_loose(count: int) -> str:
    if not count:
        return ""
    links = "1 link leads" if count == 1 else f"{count:,} links lead"
    return f"{links} to nodes that the answer does not contain."
