"""What a node leads to: counts by kind of relationship beforehand, then the first of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from citeloom.graph import schema
from citeloom.graph.errors import UsageError
from citeloom.graph.vocabulary import find_relationship_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from citeloom.viz.explorer.snapshot import Snapshot

Way = Literal["out", "in"]
TIMEOUT = 20.0
MOST = 500  # neighbours that one step may show


@dataclass(frozen=True, slots=True)
class Name:
    """A node as the browser names it: its label and its id, joined by a colon."""

    label: str
    id: str

    @classmethod
    def read(cls, text: str) -> Name:
        """Read a name.

        Raises:
            UsageError: It is none.
        """
        label, colon, key = text.partition(":")
        if not colon or not key or label not in schema.NODE_TYPE:
            raise UsageError(f"`{text[:80]}` names no node", todo="Begin from the search")
        return cls(label, key)

    def __str__(self) -> str:
        return f"{self.label}:{self.id}"


@dataclass(frozen=True, slots=True)
class Direction:
    """A kind of relationship seen from one of its ends."""

    kind: str
    way: Way
    other: str

    @property
    def pattern(self) -> str:
        """The relationship in Cypher, from n to m."""
        left, right = ("-", "->") if self.way == "out" else ("<-", "-")
        return f"(n){left}[r:{self.kind}]{right}(m:{self.other})"


def list_directions(label: str) -> list[Direction]:
    """List the directions that lead from nodes of a label."""
    found = []
    for each in schema.RELATIONSHIP_TYPES:
        if each.start == label:
            found.append(Direction(each.kind, "out", each.end))
        if each.end == label:
            found.append(Direction(each.kind, "in", each.start))
    return found


def choose_direction(label: str, kind: str, way: str) -> Direction:
    """Return one direction.

    Raises:
        UsageError: Nodes of this label have none like it.
    """
    for each in list_directions(label):
        if (each.kind, each.way) == (kind, way):
            return each
    raise UsageError(f"Nothing of the kind {kind} leads {way} from a {label}")


def count_neighbours(snapshot: Snapshot, name: Name) -> list[dict[str, Any]] | None:
    """Count what a node leads to, by direction; None where it is not in the graph."""
    ways = list_directions(name.label)
    columns = ", ".join(
        f"COUNT {{ {_bare(each.pattern)} }} AS c{place}" for place, each in enumerate(ways)
    )
    statement = f"MATCH (n:{name.label} {{id: $id}}) RETURN {columns}"
    rows = snapshot.store.read(statement, {"id": name.id}, timeout=TIMEOUT).rows
    if not rows:
        return None
    found = dict(zip(ways, rows[0], strict=True))
    for each in ways:
        if each.kind == "CITES":
            found[each] = len(find_cited_or_citing(snapshot, name.id, each.way))
    return [
        {
            "kind": each.kind,
            "way": each.way,
            "other": each.other,
            "phrase": _phrase(each),
            "count": count,
            "order": describe_order(each),
        }
        for each, count in found.items()
        if count
    ]


def _phrase(each: Direction) -> str:
    words = find_relationship_words(each.kind)
    return words.forward if each.way == "out" else words.backward


def _bare(pattern: str) -> str:
    return pattern.replace("[r:", "[:")


def describe_order(each: Direction) -> str:
    """Say in words which neighbours come first."""
    if each.kind == "CITES":
        return "most cited by the list"
    if each.other == "Paper":
        return "listed or most cited"
    return {
        "AUTHORED": "first authors", "HAS_TOPIC": "surest", "AFFILIATED_WITH": "with most papers",
    }.get(each.kind, "first by name")  # fmt: skip


def expand(snapshot: Snapshot, name: Name, each: Direction, limit: int) -> tuple[list[Name], int]:
    """Return the first neighbours in a direction, and how many there are.

    Args:
        snapshot: The graph.
        name: The node.
        each: The direction.
        limit: How many neighbours at most.
    """
    if each.kind == "CITES":
        others = find_cited_or_citing(snapshot, name.id, each.way)
        first = order_papers(snapshot, others)[:limit]
        return [Name("Paper", found) for found in snapshot.citations.ids[first].tolist()], len(
            others
        )
    begin = f"MATCH (n:{name.label} {{id: $id}}) "
    rows = snapshot.store.read(
        f"{begin}MATCH {each.pattern} RETURN m.id AS id ORDER BY {_order(each)} LIMIT $limit",
        {"id": name.id, "limit": limit},
        timeout=TIMEOUT,
    ).rows
    total = snapshot.store.read(
        f"{begin}RETURN COUNT {{ {_bare(each.pattern)} }} AS total",
        {"id": name.id},
        timeout=TIMEOUT,
    ).rows
    names = [Name(each.other, str(row[0])) for row in rows]
    return names, int(total[0][0]) if total else 0


def find_cited_or_citing(snapshot: Snapshot, paper: str, way: str) -> NDArray[np.int32]:
    """Return the numbers of the papers that a paper cites, or that cite it; itself is neither."""
    number = snapshot.citations.index(paper)
    if number is None:
        return np.zeros(0, np.int32)
    index = snapshot.index
    return index.references(number) if way == "out" else index.citers(number)


def order_papers(snapshot: Snapshot, papers: NDArray[np.int32]) -> NDArray[np.int32]:
    """Put papers that the list cites most first, then those that all others do, then by id."""
    cited, by_list = snapshot.index.in_degree, snapshot.cited_by_list
    return papers[np.lexsort((papers, -cited[papers], -by_list[papers]))]


def _order(each: Direction) -> str:
    if each.other == "Paper":
        return "CASE WHEN m.listed THEN 0 ELSE 1 END, coalesce(m.cited_by_count, -1) DESC, m.id"
    return {
        "AUTHORED": "coalesce(r.position, 100000), m.id",
        "HAS_TOPIC": "coalesce(r.score, 0.0) DESC, m.id",
        "AFFILIATED_WITH": "coalesce(r.papers, 0) DESC, m.id",
    }.get(each.kind, "m.id")
