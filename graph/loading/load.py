"""Loading: a stream of records becomes nodes and relationships of a store, in any order.

Nodes first; a relationship only matches its ends, and one whose end does not exist is counted
and left out. Every statement gives the same graph when it runs again, and only what differs from
the store is written, so that loading the same twice changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from citeloom.graph import schema
from citeloom.graph.loading.affiliations import derive
from citeloom.graph.loading.holders import NOBODY, find_replaced, take_away
from citeloom.graph.loading.spool import opened
from citeloom.graph.loading.unify import split_batches, unify
from citeloom.graph.loading.write_rows import Writing, Written, write_nodes, write_relationships

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from citeloom.graph.loading.spool import Spool
    from citeloom.graph.loading.write_rows import FirstSeen, Progress
    from citeloom.graph.records import NodeRecord, RelationshipRecord
    from citeloom.graph.stores.store import Store


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did.

    Attributes:
        changed: Whether the graph is another one than before.
        version: Its version now.
        nodes: What became of the nodes, by label.
        relationships: What became of the relationships, by kind.
        derived: Relationships that were created, changed or taken away because they follow from
            others: AFFILIATED_WITH, where authors work.
        united: Nodes that were taken away because they were found to be one with another.
        left: Nodes that were taken away because their holder does not bring them any more.
        mismatches: A sentence for each count that does not add up.
        apart: A sentence for each id that two works share which stay two.
    """

    changed: bool
    version: int
    nodes: dict[str, Written]
    relationships: dict[str, Written]
    derived: int
    united: int
    left: int
    mismatches: tuple[str, ...]
    apart: tuple[str, ...]


def load(  # noqa: PLR0913 - what is loaded, and what is said about it
    store: Store,
    records: Iterable[NodeRecord | RelationshipRecord],
    *,
    loaded_at: str,
    sample: bool = False,
    on_progress: Progress | None = None,
    holder: str = NOBODY,
    told: str | None = None,
    first_seen: FirstSeen = lambda *_: {},
) -> LoadReport:
    """Load a stream of records into a store, and publish it.

    Args:
        store: A store opened for writing.
        records: Nodes and relationships in any order, repeated as often as they come.
        loaded_at: When this load happens, ISO 8601; kept when the graph changes.
        sample: Whether the records are sample data.
        on_progress: Called with a stage (`reading`, a label or a kind), what is done, and how
            much there is, 0 while that is unknown.
        holder: Who loads: what it loaded before and does not bring now is taken away; see
            `holders`.
        told: What the store is to keep of the holder; an empty text for nothing any more, None
            for what it has.
        first_seen: Tells, of a label or kind and of ids or ends that are new to the store, when
            they first came, as far as that is known.

    Returns:
        Counts of what was attempted and what the store says it did.

    Raises:
        StoreError: The store failed; running again goes on from there.
    """
    before = _counts(store)
    with opened() as spool:
        writing = Writing(
            spool, store, before, on_progress or _silent, str(loaded_at)[:10], holder, first_seen
        )
        spool.fill(records, lambda count: writing.tell("reading", count, 0))
        noted = _read_notes(store)
        find_replaced(spool, store, holder)
        gone, apart = unify(spool, store, before, holder)
        _begin(store, holder, told)
        missing = _leave_out(spool)
        nodes = {label: write_nodes(writing, label) for label in spool.labels()}
        relationships = {kind: write_relationships(writing, kind) for kind in spool.kinds()}
        _count_missing(relationships, missing, writing.mismatches)
        dropped = take_away(spool, store)
        united = _remove(store, gone)
        left = _remove(store, {each.label: spool.nodes_left_over(each.label) for each in _LABELS})
        new_places = nodes.get("Institution", Written()).created > 0
        late = new_places and before["AUTHORED"] > 0
        derived = derive(
            spool,
            store,
            day=None if holder == NOBODY else str(loaded_at)[:10],
            search=late,
            interrupted=bool(noted.get("loading")),
        )
        after = {"sample": sample, "listings": _listings(store, spool, holder)}
    done = [*nodes.values(), *relationships.values()]
    changed = bool(
        dropped or united or left or derived or any(each.created or each.changed for each in done)
    )
    changed, version = _end(store, noted, after, loaded_at, changed=changed)
    store.commit()
    return LoadReport(
        changed=changed,
        version=version,
        nodes=nodes,
        relationships=relationships,
        derived=derived,
        united=united,
        left=left,
        mismatches=tuple(writing.mismatches),
        apart=tuple(apart),
    )


def _silent(*_: object) -> None:
    """Tell nobody."""


def _counts(store: Store) -> dict[str, int]:
    found: dict[str, int] = {}
    for node in schema.NODE_TYPES:
        found[node.label] = store.read(f"MATCH (n:{node.label}) RETURN count(n)").rows[0][0]
    for kind in schema.RELATIONSHIP_TYPES:
        found[kind.kind] = store.read(f"MATCH ()-[r:{kind.kind}]->() RETURN count(r)").rows[0][0]
    return found


def _leave_out(spool: Spool) -> dict[str, int]:
    """Take away the relationships that have an end which does not exist, and count them."""
    missing: dict[str, int] = {}
    for kind in schema.RELATIONSHIP_TYPES:
        for column, label in (("start", kind.start), ("finish", kind.end)):
            left = spool.sql.execute(
                f"DELETE FROM relationships WHERE kind = ?1 AND {column} NOT IN ("  # noqa: S608 - one of two
                "  SELECT id FROM nodes WHERE label = ?2"
                "  UNION SELECT id FROM stored WHERE label = ?2)",
                (kind.kind, label),
            ).rowcount
            if left:
                missing[kind.kind] = missing.get(kind.kind, 0) + left
    return missing


def _count_missing(
    relationships: dict[str, Written], missing: Mapping[str, int], mismatches: list[str]
) -> None:
    for kind, count in missing.items():
        found = relationships.get(kind, Written())
        relationships[kind] = replace(found, records=found.records + count, missing=count)
        mismatches.append(f"{count} {kind} name a node that is neither loaded nor there")


_LABELS = tuple(each for each in schema.NODE_TYPES if each is not schema.GRAPH)


def _remove(store: Store, gone: Mapping[str, Iterable[str]]) -> int:
    """Take away nodes, with the relationships that they still have."""
    removed = 0
    for label, ids in gone.items():
        for batch in split_batches(ids):
            removed += store.write_rows(
                f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) DETACH DELETE n",
                [{"id": node} for node in batch],
            ).nodes_deleted
    return removed


def _listings(store: Store, spool: Spool, holder: str) -> set[str]:
    """Return the names of the listings of a graph that is loaded."""
    brought = spool.column(
        "SELECT DISTINCT each.value FROM nodes, json_each(nodes.props, '$.listings') AS each "
        "WHERE nodes.label = 'Paper'"
    )
    if holder == NOBODY:
        return {*brought, *(_read_notes(store).get("listings") or ())}
    found = store.read("MATCH (p:Paper) WHERE p.listed RETURN DISTINCT p.listings AS names").rows
    return {name for (names,) in found for name in names or ()}


def _read_notes(store: Store) -> dict[str, Any]:
    """Return what the graph's own node says."""
    found = store.read("MATCH (g:Graph {id: $id}) RETURN g", {"id": schema.GRAPH_ID}).rows
    return found[0][0].properties if found else {}


def _begin(store: Store, holder: str, told: str | None) -> None:
    """Note that a load is under way, and who builds the graph from now on."""
    _note(store, {"loading": True, "schema_version": schema.SCHEMA_VERSION})
    if told:
        note = {"id": holder, "props": {"told": told}}
        store.write_rows(schema.merge_nodes(schema.HOLDER.label), [note])
    elif told is not None:
        store.write(f"MATCH (h:{schema.HOLDER.label} {{id: $id}}) DELETE h", {"id": holder})


def _end(
    store: Store,
    before: dict[str, Any],
    after: dict[str, Any],
    loaded_at: str,
    *,
    changed: bool,
) -> tuple[bool, int]:
    """Note that a load is over; return whether the graph is another one, and its version."""
    number = int(before.get("version") or 0)
    now = {
        "sample": bool(before.get("sample")) or after["sample"],
        "listings": sorted(after["listings"]),
    }
    if before.get("version") is not None and any(before.get(key) != now[key] for key in now):
        changed = True
    # A load that did not end may have changed something without counting it.
    if changed or before.get("loading"):
        _note(store, {**now, "version": number + 1, "loaded_at": loaded_at, "loading": None})
        return True, number + 1
    if before:
        _note(store, {"loading": None})
    else:
        store.write("MATCH (g:Graph {id: $id}) DELETE g", {"id": schema.GRAPH_ID})
    return False, number


def _note(store: Store, props: dict[str, Any]) -> None:
    store.write_rows(schema.merge_nodes("Graph"), [{"id": schema.GRAPH_ID, "props": props}])
