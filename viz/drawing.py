"""A drawing: what an answer looks like as nodes and edges, before it has a place on the screen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from citeloom.graph.stores.values import Node, Path, Relationship
from citeloom.graph.vocabulary import RELATIONS, name_source, relationship_words
from citeloom.graph.web_addresses import choose_paper_address, find_addresses, make_safe_address
from citeloom.viz.short_labels import find_title, make_short_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from citeloom.graph.stores.values import Table
    from citeloom.viz.facts import Facts

PAPER = "Paper"
# Columns that make a row an edge between two nodes, and the one that holds its weight.
PAIRS = (("source", "target", "weight", "RELATED"), ("work", "other", "together", "CO_CITED"))
BEHIND = ("papers", "citations")
SHOWN_AUTHORS = 12


@dataclass(frozen=True, slots=True)
class Detail:
    """A line of the side panel: a name, a text, and where the text leads to if anywhere."""

    name: str
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A node of a drawing. `id` is the label and the id in the graph, joined by a colon.

    `cited` is the number of papers that cite it: within the graph where that is known, else
    within the drawing. `topic` is None where there is none.
    """

    id: str
    kind: str
    short: str
    title: str
    year: int | None = None
    cited: int = 0
    topic: str | None = None
    listed: bool = False
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """An edge between two nodes of a drawing.

    `papers` are the ids, in the graph, of the papers behind it, such as those that cite both
    ends; `evidence` says in sentences why the edge is there.
    """

    start: str
    end: str
    kind: str
    weight: float = 1.0
    directed: bool = True
    papers: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper that is behind an edge, in one line."""

    title: str
    short: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Caption:
    """What a page says about itself.

    `date` is the day of the youngest record, `left_out` a sentence on what is not shown.
    """

    title: str
    question: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    date: str | None = None
    left_out: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """Nodes and edges in an order that depends on nothing but their ids."""

    nodes: tuple[DrawnNode, ...]
    edges: tuple[DrawnEdge, ...]
    papers: Mapping[str, PaperLine]
    caption: Caption


def drawing_from_table(
    table: Table, *, caption: Caption, facts: Mapping[str, Facts] | None = None
) -> Drawing:
    """Make a drawing of an answer.

    Nodes, relationships and paths are taken from wherever they are in a row, lists and maps
    included. A row with nodes in the columns `source` and `target`, or `work` and `other`, is an
    edge between the two, with the papers behind it in the column `papers`; docs/pages.md has the
    details.

    Args:
        table: The answer.
        caption: What the page is to say about itself; a missing date is taken from the records,
            and what the answer itself lacks is added to what was left out.
        facts: What the graph knows of the papers, by id (`facts.facts_of`).
    """
    facts = facts or {}
    nodes: dict[str, Node] = {}
    by_key: dict[str, str] = {}
    relationships: dict[str, Relationship] = {}
    edges: list[DrawnEdge] = []
    behind: dict[str, Node] = {}
    for row in table.dicts():
        pair = _pair(row)
        aside = {name: row.pop(name, None) for name in BEHIND} if pair else {}
        for value in _values(row.values()):
            if isinstance(value, Node):
                nodes.setdefault(node_id(value), value)
                by_key[value.key] = node_id(value)
            else:
                relationships.setdefault(value.key, value)
        if pair:
            papers = [_paper(item, behind) for item in aside["papers"] or ()]
            edges.append(_edge_of_row(row, pair, papers))
    loose = 0
    for relationship in relationships.values():
        if relationship.start in by_key and relationship.end in by_key:
            start, end = by_key[relationship.start], by_key[relationship.end]
            edges.append(_edge_of(relationship, start, end))
        else:
            loose += 1
    edges = _joined(edges)
    cited = Counter(edge.end for edge in edges if edge.kind == "CITES")
    topics = _topics(nodes, edges)
    drawn = tuple(
        _drawn(name, nodes[name], facts, cited[name], topics.get(name)) for name in sorted(nodes)
    )
    lines = {
        paper: _line(paper, facts.get(paper), behind.get(paper) or nodes.get(f"{PAPER}:{paper}"))
        for paper in sorted({paper for edge in edges for paper in edge.papers})
    }
    stamps = [
        str(properties.get("fetched_at") or "")[:10]
        for properties in (
            *(node.properties for node in nodes.values()),
            *(link.properties for link in relationships.values()),
        )
    ]
    caption = replace(
        caption,
        date=caption.date or max(stamps, default="") or None,
        left_out=" ".join(part for part in (caption.left_out, _cut(table), _loose(loose)) if part),
        sample=caption.sample or any(node.properties.get("sample") for node in nodes.values()),
    )
    return Drawing(drawn, tuple(edges), lines, caption)


def node_id(node: Node) -> str:
    """Name a node in a drawing: its label and its id, or its key where it has no id."""
    return f"{_label(node)}:{node.properties.get('id', node.key)}"


def _label(node: Node) -> str:
    return node.labels[0] if node.labels else "Node"


def _values(items: Iterable[Any]) -> Iterator[Node | Relationship]:
    """Walk through whatever a row holds and give what can be drawn."""
    for item in items:
        if isinstance(item, Node | Relationship):
            yield item
        elif isinstance(item, Path):
            yield from item.nodes
            yield from item.relationships
        elif isinstance(item, list | tuple):
            yield from _values(item)
        elif isinstance(item, dict):
            yield from _values(item.values())


def _paper(item: Any, behind: dict[str, Node]) -> str:
    if isinstance(item, Node):
        paper = str(item.properties.get("id", item.key))
        behind.setdefault(paper, item)
        return paper
    return str(item)


def _pair(row: Mapping[str, Any]) -> tuple[str, str, str, str] | None:
    """Columns of a row that is an edge by itself, and the kind that it has by default."""
    for pair in PAIRS:
        if isinstance(row.get(pair[0]), Node) and isinstance(row.get(pair[1]), Node):
            return pair
    return None


def _edge_of_row(
    row: Mapping[str, Any], pair: tuple[str, str, str, str], papers: list[str]
) -> DrawnEdge:
    weight = row.get(pair[2])
    evidence = row.get("evidence")
    said = evidence if isinstance(evidence, list | tuple) else [evidence] if evidence else []
    return DrawnEdge(
        start=node_id(row[pair[0]]),
        end=node_id(row[pair[1]]),
        kind=str(row.get("kind") or pair[3]),
        weight=float(weight) if isinstance(weight, int | float) else float(len(papers) or 1),
        directed=bool(row.get("directed") or False),
        papers=tuple(sorted(set(papers))),
        evidence=tuple(_sentence(str(text)) for text in said),
    )


def _edge_of(relationship: Relationship, start: str, end: str) -> DrawnEdge:
    said = relationship.properties
    evidence = []
    if said.get("relation"):
        relation = RELATIONS.get(str(said["relation"]))
        evidence.append(_sentence(relation.told) if relation else str(said["relation"]))
    if said.get("evidence"):
        evidence.append(_sentence(str(said["evidence"])))
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


def _sentence(text: str) -> str:
    """Begin with a capital and end with a full stop, so that sentences can follow one another."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def _joined(edges: list[DrawnEdge]) -> list[DrawnEdge]:
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
    return [joined[key] for key in sorted(joined)]


def _topics(nodes: Mapping[str, Node], edges: Iterable[DrawnEdge]) -> dict[str, str]:
    """Topic of each paper, where the answer itself brings it; the first by name of several."""
    topics: dict[str, str] = {}
    for edge in edges:
        if edge.kind == "HAS_TOPIC" and edge.end in nodes:
            name = str(nodes[edge.end].properties.get("name") or "")
            topics[edge.start] = min(topics.get(edge.start, name), name)
    return topics


def _drawn(
    name: str, node: Node, facts: Mapping[str, Facts], cited: int, topic: str | None
) -> DrawnNode:
    kind, said = _label(node), node.properties
    known = facts.get(str(said.get("id"))) if kind == PAPER else None
    year = said.get("year")
    title = find_title(kind, said)
    return DrawnNode(
        id=name,
        kind=kind,
        short=make_short_label(kind, title, year, known.authors if known else ()),
        title=title,
        year=year if isinstance(year, int) else None,
        cited=known.cited if known else cited,
        topic=(known.topic if known else None) or topic,
        listed=bool(said.get("listed")),
        details=tuple(_details(kind, said, known)),
    )


def _details(kind: str, said: Mapping[str, Any], known: Facts | None) -> Iterator[Detail]:
    if known and known.authors:
        names = known.authors[:SHOWN_AUTHORS]
        more = len(known.authors) - len(names)
        yield Detail("Authors", ", ".join(names) + (f" and {more} more" if more else ""))
    if known and known.venue:
        yield Detail("Venue", known.venue)
    if said.get("is_retracted"):
        yield Detail("Note", "This work has been retracted.")
    for key, name in (
        ("date", "Date"), ("cited_by_count", "Citations (OpenAlex)"), ("upvotes", "Upvotes"),
        ("country", "Country"), ("subfield", "Subfield"), ("field", "Field"),
        ("language", "Language"), ("stars", "Stars"), ("likes", "Likes"),
        ("downloads", "Downloads last month"), ("status", "Status"), ("category", "Category"),
        ("match_evidence", "How it was found"),
    ):  # fmt: skip
        if said.get(key) is not None:
            yield Detail(name, str(said[key]))
    for place, url in find_addresses(kind, said):
        yield Detail("Link", place, url)
    for link in known.links if known else ():
        relation = RELATIONS.get(link.relation or "")
        said_of = (relation.short if relation else "", link.evidence or "")
        about = ": ".join(part for part in said_of if part)
        text = f"{link.item} ({about})" if about else link.item
        name = relationship_words(link.kind).forward.capitalize()
        yield Detail(name, text, make_safe_address(link.url))
    if said.get("abstract"):
        yield Detail("Abstract", str(said["abstract"]))


def _line(paper: str, known: Facts | None, node: Node | None) -> PaperLine:
    said = node.properties if node else {}
    title = (known.title if known else None) or said.get("title") or paper
    year = (known.year if known else None) or said.get("year")
    return PaperLine(
        title=str(title),
        short=make_short_label(PAPER, str(title), year, known.authors if known else ()),
        url=choose_paper_address(paper, said),
    )


def _cut(table: Table) -> str:
    return f"The answer was cut after {len(table.rows):,} rows." if table.truncated else ""


def _loose(count: int) -> str:
    if not count:
        return ""
    links = "1 link leads" if count == 1 else f"{count:,} links lead"
    return f"{links} to nodes that the answer does not contain."
