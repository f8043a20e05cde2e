"""What an unfinished build made, and how the next build from the same sources replaces it.

A build which a service did not answer makes a graph all the same: papers under the ids that were
known, links that a better source would have named otherwise. Each node and relationship that such
a build creates is marked with its sources. When they are loaded again, what is so marked counts as
not there: what the load brings replaces it as a whole, what it does not bring is taken away, and
of the papers' ids only the name stays, as an alias. What such a build only changes keeps the
values from before it, and gets them back. So a build that is run again gives the graph of a build
that nothing has disturbed, and what other builds have made is left alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from citeloom.graph import identity, schema
from citeloom.graph.loading.merge import list_changes
from citeloom.graph.loading.spool import NAMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from citeloom.graph.loading.spool import Spool
    from citeloom.graph.stores.store import Store

    Props = dict[str, Any]

MARK, BEFORE = schema.UNFINISHED.name, schema.BEFORE_UNFINISHED.name


@dataclass(frozen=True, slots=True)
class Sources:
    """From what a load is made.

    Attributes:
        keys: A key of each listing, the same for the same content; none where nobody will load
            the same again.
        complete: Whether all that could be known of them is in the load.
    """

    keys: tuple[str, ...] = ()
    complete: bool = True

    @property
    def mark(self) -> list[str] | None:
        """What is written to the nodes and relationships that the load creates, if anything."""
        return None if self.complete or not self.keys else sorted(set(self.keys))

    def covers(self, mark: Iterable[str]) -> bool:
        """Tell whether all that a mark names is loaded again."""
        return set(mark) <= set(self.keys)


UNKNOWN = Sources()


def find_replaced(spool: Spool, store: Store, sources: Sources, noted: Mapping[str, Any]) -> None:
    """Write into the spool which nodes and relationships of a store are to be replaced.

    Args:
        spool: Its tables `replaced` and `replaced_links` are filled.
        store: Where unfinished builds may have left something.
        sources: What is loaded.
        noted: What the graph's own node says; it names what was left unfinished.
    """
    if not set(noted.get(MARK) or ()) & set(sources.keys):
        return
    for node in schema.NODE_TYPES:
        if node is not schema.GRAPH:  # which only says what is unfinished
            _find_nodes(spool, store, sources, node)
    for kind in schema.RELATIONSHIP_TYPES:
        _find_links(spool, store, sources, kind)


def _find_nodes(spool: Spool, store: Store, sources: Sources, node: schema.NodeType) -> None:
    found = store.read(
        f"MATCH (n:{node.label}) WHERE n.{MARK} IS NOT NULL "
        f"RETURN n.id AS id, n.{MARK} AS mark, n.{BEFORE} AS before, "
        f"n.{_ALIASES.get(node.label, 'id')} AS aliases"
    )
    for key, mark, before, aliases in found.rows:
        if not sources.covers(mark):
            continue
        if before is not None:
            spool.add_node(node.label, key, {})  # so that it gets its values back
        else:
            names = aliases if node.label in NAMED else ()
            spool.add_replaced(node.label, key, names or ())


def _find_links(
    spool: Spool, store: Store, sources: Sources, kind: schema.RelationshipType
) -> None:
    found = store.read(
        f"MATCH (a:{kind.start})-[r:{kind.kind}]->(b:{kind.end}) WHERE r.{MARK} IS NOT NULL "
        f"RETURN a.id AS start, b.id AS finish, r.{MARK} AS mark, r.{BEFORE} AS before"
    )
    for start, end, mark, before in found.rows:
        if not sources.covers(mark):
            continue
        if before is not None:
            spool.add_relationship(kind.kind, start, end, {})
        else:
            spool.add_replaced_link(kind.kind, start, end)


def read_finished(known: Props | None, sources: Sources) -> Props | None:
    """Return what a store knows of a node or relationship, without marks.

    Where an unfinished build from the same sources changed it, as it was before; what another
    build says too is no longer unfinished.

    Args:
        known: Its properties, or None where it is not there.
        sources: What is loaded.
    """
    if known is None or MARK not in known:
        return known
    found = {key: value for key, value in known.items() if key not in {MARK, BEFORE}}
    if BEFORE in known and sources.covers(known[MARK]):
        found |= json.loads(known[BEFORE])
    return {key: value for key, value in found.items() if value is not None}


def mark_unfinished(known: Props | None, props: Props, sources: Sources) -> Props:
    """Return what is to be written, marked where the load is unfinished and says something new.

    Args:
        known: What finished builds know, or None where they have made nothing.
        props: What is to be written.
        sources: What is loaded.
    """
    if sources.mark is None:
        return props
    if known is None:
        return {**props, MARK: sources.mark}
    before = {key: known.get(key) for key in list_changes(known, props)}
    if not before:
        return props
    return {**props, MARK: sources.mark, BEFORE: json.dumps(before, ensure_ascii=False)}


_ALIASES = dict.fromkeys(NAMED, "aliases")


def keep_names(spool: Spool) -> None:
    """Give the ids of replaced nodes to the nodes that replace them, as aliases.

    Args:
        spool: Its records have their final ids.
    """
    for label, old, aliases in list(spool.replaced()):
        names = {_name(label, each) for each in (old, *aliases)}
        holders = {name: set(_find_holders(spool, label, name)) for name in names}
        own = holders[_name(label, old)]
        found = own or set().union(*holders.values())
        if len(found) != 1:  # nobody, or two papers that the old node took for one
            continue
        (node,) = found
        for name, held in holders.items():
            if held <= found and name != node:
                spool.add_name(label, node, name)


def take_away(spool: Spool, store: Store) -> int:
    """Take away the relationships that were to be replaced and are not; return how many."""
    gone = 0
    for kind in schema.RELATIONSHIP_TYPES:
        links = list(spool.links_left_over(kind.kind))
        if kind.kind == "AUTHORED":
            spool.touch(start for start, _ in links)
        for start in range(0, len(links), _ROWS):
            rows = [{"start": a, "finish": b} for a, b in links[start : start + _ROWS]]
            gone += store.write_rows(
                f"UNWIND $rows AS row MATCH (:{kind.start} {{id: row.start}})-[r:{kind.kind}]->"
                f"(:{kind.end} {{id: row.finish}}) DELETE r",
                rows,
            ).relationships_deleted
    return gone


_ROWS = 5_000


def _name(label: str, text: str) -> str:
    return identity.make_name(text) if label == "Paper" else text


def _find_holders(spool: Spool, label: str, name: str) -> Iterator[str]:
    """Yield the nodes that are loaded and have a name."""
    yield from spool.column(
        "SELECT DISTINCT nodes.id FROM names "
        "LEFT JOIN merged ON merged.label = names.label AND merged.id = names.id "
        "JOIN nodes ON nodes.label = names.label AND nodes.id = COALESCE(into_id, names.id) "
        "WHERE names.label = ? AND names.name = ?",
        label, name,
    )  # fmt: skip
