"""What is on the screen: nodes and links for the steps that somebody took.

A step shows a node, opens a node in one direction, asks a query, or joins two nodes by a path.
The address bar holds the steps, so that the same address gives the same view.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from citeloom.graph import schema
from citeloom.graph.errors import CiteloomError, UsageError
from citeloom.graph.stores.values import Node, Path, Relationship, Table
from citeloom.queries.catalogue import find_query, run_query
from citeloom.queries.tabular import find_nodes
from citeloom.viz.drawing import Caption, Drawing, drawing_from_table
from citeloom.viz.explorer import neighbours
from citeloom.viz.explorer.neighbours import TIMEOUT, Name
from citeloom.viz.explorer.responses import number, text, texts
from citeloom.viz.facts import facts_of
from citeloom.viz.layout import lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citeloom.viz.drawing import DrawnNode
    from citeloom.viz.explorer.snapshot import Snapshot

STEPS = 200
KNOWN = 5_000
FARTHEST = 8  # steps of a path
# Topics and venues join nearly everything with everything, which says little.
TELLING = ("CITES", "AUTHORED", "HAS_CODE", "HAS_MODEL", "HAS_DATASET", "HAS_SPACE")
# From which end of a relationship it is read: that which has few of its kind.
FEW = {"AUTHORED": "end"}


def scene(snapshot: Snapshot, given: dict[str, Any]) -> dict[str, Any]:
    """Return what steps bring to the screen.

    Args:
        snapshot: The graph.
        given: `steps`, each an object with `show`, `open`, `query` or `path`; `known`, names of
            the nodes that the screen has already; `place`, whether to say where the nodes of a
            query go.

    Returns:
        `nodes` and `edges` that the screen lacks, and for each step the names of its nodes, or
        the error that it met.
    """
    steps = given.get("steps")
    if not isinstance(steps, list) or len(steps) > STEPS:
        raise UsageError(f"`steps` has to be a list of at most {STEPS}")
    known = [Name.read(each) for each in texts(given, "known", most=KNOWN)]
    drawings: list[Drawing] = []
    reports: list[dict[str, Any]] = []
    wanted: dict[Name, None] = {}
    for step in steps:
        try:
            report, names, drawing = _step(snapshot, step, place=bool(given.get("place")))
        except CiteloomError as error:
            said = {"what": error.what, "kept": error.kept, "todo": error.todo}
            report, names, drawing = {"nodes": [], "error": said}, [], None
        reports.append(report)
        wanted |= dict.fromkeys(names)
        if drawing is not None:
            drawings.append(drawing)
    seen = {Name.read(node.id) for drawing in drawings for node in drawing.nodes}
    old = set(known)
    fresh = [name for name in wanted if name not in old]
    nodes = list(_read(snapshot, fresh))
    among = {str(name) for name in seen}  # a query draws its own links
    links = [
        each
        for each in _links(snapshot, list({*fresh, *seen} - old), [*known, *(seen & old)])
        if not {each.start, each.end} <= among
    ]
    drawings.append(_drawn(snapshot, [*nodes, *links]))
    return _answer(drawings, reports, {str(name) for name in known})


def node(snapshot: Snapshot, name: Name) -> dict[str, Any]:
    """Return what a node leads to: counts by direction, and which neighbours come first.

    Raises:
        UsageError: The graph does not have it.
    """
    found = neighbours.count_neighbours(snapshot, name)
    if found is None:
        raise UsageError(
            f"The graph has no {name.label} with the id {name.id}",
            todo="It may have been there before the graph was built anew; begin from the search",
        )
    return {"id": str(name), "kinds": found}


def _step(
    snapshot: Snapshot, step: Any, *, place: bool
) -> tuple[dict[str, Any], list[Name], Drawing | None]:
    match step:
        case {"show": str(shown)}:
            name = Name.read(shown)
            return {"nodes": [shown]}, [name], None
        case {"open": dict(opened)}:
            name = Name.read(text(opened, "node", longest=1000))
            at = neighbours.choose_direction(
                name.label, text(opened, "kind", longest=40), text(opened, "way", longest=3)
            )
            limit = number(opened, "limit", 25, neighbours.MOST)
            names, total = neighbours.expand(snapshot, name, at, limit)
            return {"nodes": [str(each) for each in names], "total": total}, [name, *names], None
        case {"query": {"name": str(name), "parameters": dict(parameters)}}:
            drawing = _asked(snapshot, name, parameters)
            report: dict[str, Any] = {
                "nodes": [each.id for each in drawing.nodes], "left_out": drawing.caption.left_out,
            }  # fmt: skip
            if place:
                layout = lay_out(drawing)
                report["places"] = {
                    each.id: [round(float(layout.x[at])), round(float(layout.y[at]))]
                    for at, each in enumerate(drawing.nodes)
                }
            return report, [], drawing
        case {"path": [str(begin), str(end)]}:
            names = path(snapshot, Name.read(begin), Name.read(end))
            return {"nodes": [str(each) for each in names]}, names, None
    raise UsageError("A step of this address cannot be read", todo="Begin from the search")


def _asked(snapshot: Snapshot, name: str, parameters: dict[str, Any]) -> Drawing:
    answer = run_query(snapshot.store, find_query(name), parameters, timeout=TIMEOUT)
    caption = Caption(answer.query.title, left_out=" ".join(answer.notes))
    return drawing_of(snapshot, answer.table, caption)


def drawing_of(snapshot: Snapshot, table: Table, caption: Caption) -> Drawing:
    """Make a drawing of an answer, with what the graph knows of its papers."""
    ids = {
        str(each.properties["id"])
        for each in find_nodes(table.rows)
        if each.labels[:1] == ("Paper",) and "id" in each.properties
    }
    return drawing_from_table(table, caption=caption, facts=facts_of(snapshot.store, ids))


def path(snapshot: Snapshot, begin: Name, end: Name) -> list[Name]:
    """Return the nodes of a shortest path, both ends included.

    Raises:
        UsageError: There is none, or both ends are the same.
    """
    if begin == end:
        raise UsageError("A path joins two different nodes", todo="Choose another node")
    ends = {begin.label, end.label}
    kinds = [
        each.kind
        for each in schema.RELATIONSHIP_TYPES
        if each.kind in TELLING or ends & {each.start, each.end} - {"Paper", "Author"}
    ]
    rows = snapshot.store.read(
        f"MATCH (a:{begin.label} {{id: $begin}}) MATCH (b:{end.label} {{id: $end}}) "
        f"MATCH p = shortestPath((a)-[:{'|'.join(kinds)}*..{FARTHEST}]-(b)) RETURN p AS path",
        {"begin": begin.id, "end": end.id},
        timeout=TIMEOUT,
    ).rows
    if not rows or not isinstance(rows[0][0], Path):
        raise UsageError(
            f"No path of up to {FARTHEST} steps joins these two",
            todo="Show more around them first, or choose other ends; common topics and venues "
            "are not counted as a connection",
        )
    return [Name(each.labels[0], str(each.properties["id"])) for each in rows[0][0].nodes]


def _read(snapshot: Snapshot, names: Iterable[Name]) -> Iterator[Node]:
    """Read nodes; what is not there is left out. Their keys are their names."""
    by_label: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_label[name.label].append(name.id)
    for label, ids in by_label.items():
        statement = f"MATCH (n:{label}) WHERE n.id IN $ids RETURN n AS node"
        for (found,) in snapshot.store.read(statement, {"ids": ids}, timeout=TIMEOUT).rows:
            yield replace(found, key=f"{label}:{found.properties['id']}")


def _links(
    snapshot: Snapshot, fresh: Sequence[Name], known: Sequence[Name]
) -> Iterator[Relationship]:
    """Read the relationships between fresh nodes, and between fresh and known ones."""
    new, old = _by_label(fresh), _by_label(known)
    for each in schema.RELATIONSHIP_TYPES:
        starts = new[each.start], old[each.start]
        ends = new[each.end], old[each.end]
        if each.kind == "CITES":
            yield from _citations(snapshot, starts[0], [*starts[0], *starts[1]])
            continue
        for some, others in (
            ((starts[0], [*ends[0], *ends[1]]), (starts[1], ends[0]))
            if each.kind not in FEW
            else (([*starts[0], *starts[1]], ends[0]), (starts[0], ends[1]))
        ):
            if some and others:
                yield from _between(snapshot, each, some, others)


def _by_label(names: Iterable[Name]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        found[name.label].append(name.id)
    return found


def _between(
    snapshot: Snapshot, each: schema.RelationshipType, starts: list[str], ends: list[str]
) -> Iterator[Relationship]:
    # A topic or a venue may have half of the graph, a paper has a handful of each.
    first, second = ("b", "a") if FEW.get(each.kind) == "end" else ("a", "b")
    pattern = f"(a:{each.start})-[r:{each.kind}]->(b:{each.end})"
    if first == "b":
        pattern = f"(b:{each.end})<-[r:{each.kind}]-(a:{each.start})"
    statement = (
        f"MATCH {pattern} WHERE {first}.id IN ${first} AND {second}.id IN ${second} "
        "RETURN a.id AS start, r AS link, b.id AS finish"
    )
    rows = snapshot.store.read(statement, {"a": starts, "b": ends}, timeout=TIMEOUT).rows
    for start, link, end in rows:
        begin, finish = f"{each.start}:{start}", f"{each.end}:{end}"
        yield replace(link, key=f"{begin} {each.kind} {finish}", start=begin, end=finish)


def _citations(snapshot: Snapshot, new: list[str], every: list[str]) -> Iterator[Relationship]:
    """Read the citations among papers of which at least one is new; the arrays know which."""
    citations = snapshot.citations
    numbers = {place: paper for paper in every if (place := citations.index(paper)) is not None}
    fresh = set(new)
    pairs = [
        [paper, numbers[other]]
        for place, paper in numbers.items()
        for other in snapshot.index.references(place).tolist()
        if other in numbers and (paper in fresh or numbers[other] in fresh)
    ]
    if not pairs:
        return
    statement = (
        "UNWIND $pairs AS pair MATCH (a:Paper {id: pair[0]})-[r:CITES]->(b:Paper {id: pair[1]}) "
        "RETURN a.id AS start, r AS link, b.id AS finish"
    )
    for start, link, end in snapshot.store.read(statement, {"pairs": pairs}, timeout=TIMEOUT).rows:
        begin, finish = f"Paper:{start}", f"Paper:{end}"
        yield replace(link, key=f"{begin} CITES {finish}", start=begin, end=finish)


def _drawn(snapshot: Snapshot, found: list[Node | Relationship]) -> Drawing:
    # Relationships to nodes that the screen has already need these nodes as ends.
    have = {each.key for each in found if isinstance(each, Node)}
    lacking = {
        end
        for each in found
        if isinstance(each, Relationship)
        for end in (each.start, each.end)
        if end not in have
    }
    ends = [
        Node(end, (end.partition(":")[0],), {"id": end.partition(":")[2]})
        for end in sorted(lacking)
    ]
    table = Table(("found",), tuple((each,) for each in (*found, *ends)))
    ids = {each.properties["id"] for each in found if isinstance(each, Node)}
    facts = facts_of(snapshot.store, ids)
    return drawing_from_table(table, caption=Caption(""), facts=facts)


def _answer(
    drawings: Sequence[Drawing], reports: list[dict[str, Any]], known: set[str]
) -> dict[str, Any]:
    nodes: dict[str, dict[str, Any]] = {}
    edges: dict[tuple[str, str, str], dict[str, Any]] = {}
    papers: dict[str, list[str | None]] = {}
    for drawing in drawings:
        for each in drawing.nodes:
            if each.id not in known and each.id not in nodes:
                nodes[each.id] = drawn(each)
        for edge in drawing.edges:
            said = {name: value for name, value in asdict(edge).items() if value not in ((), None)}
            edges.setdefault((edge.start, edge.kind, edge.end), said)
        papers |= {key: [line.title, line.short, line.url] for key, line in drawing.papers.items()}
    return {
        "nodes": list(nodes.values()),
        "edges": list(edges.values()),
        "papers": papers,
        "steps": reports,
    }


def drawn(each: DrawnNode) -> dict[str, Any]:
    """Return a node of a drawing as the browser reads it."""
    return {
        "id": each.id,
        "kind": each.kind,
        "short": each.short,
        "title": each.title,
        "year": each.year,
        "cited": each.cited,
        "topic": each.topic,
        "listed": each.listed,
        "details": [[line.name, line.text, line.url] for line in each.details],
    }
