"""Writing the records of one label or one kind: in batches, only what differs, and counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from citeloom.graph import schema
from citeloom.graph.loading.holders import (
    FIRST_SEEN,
    HELD_BY,
    NOBODY,
    PARTS,
    read_others,
    write_marks,
)
from citeloom.graph.loading.merge import list_changes, merge_values
from citeloom.graph.loading.spool import OTHERS, RELEASED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from citeloom.graph.loading.spool import Spool
    from citeloom.graph.stores.store import Store

    Progress = Callable[[str, int, int], None]
    Props = dict[str, Any]
    Ends = tuple[str, str]
    # Of a label or kind, and ids or ends that are new to a store: the days that are known.
    FirstSeen = Callable[[str, Sequence[Any]], Mapping[Any, str]]

_Key = TypeVar("_Key")

ROWS = 5_000
DATES = {"fetched_at", "older", PARTS}  # when something was fetched is no change of it
CHARACTERS = 8_000_000  # of a batch: an abstract may be long


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the records of one label or one kind.

    Attributes:
        records: Records in the stream.
        distinct: Nodes or relationships that they are about.
        created: How many of them are new, as the store counted.
        changed: How many were there and differed in more than dates.
        missing: Relationships among the records that have an end which does not exist.
    """

    records: int = 0
    distinct: int = 0
    created: int = 0
    changed: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Writing:
    """From where to where.

    Attributes:
        stored: What the store had before, counted by label and kind.
        day: Today, ISO 8601.
        holder: Who loads; see `holders`.
        first_seen: When things that are new to the store first came, as far as that is known.
    """

    spool: Spool
    store: Store
    stored: dict[str, int]
    tell: Progress
    day: str
    holder: str
    first_seen: FirstSeen
    mismatches: list[str] = field(default_factory=list)

    def date(self, props: Props, old: Props | None, known: str | None) -> Props:
        """Return when a node or relationship was first seen; what nobody holds has no such day."""
        if HELD_BY not in props:
            return {}
        return {FIRST_SEEN: (old or {}).get(FIRST_SEEN) or known or self.day}


def write_nodes(writing: Writing, label: str) -> Written:
    """Write the nodes of a label."""
    store, total = writing.store, writing.spool.count("nodes", "label", label)
    statement = schema.merge_nodes(label)
    counted = _Counts()
    contested = writing.spool.list_contested(label)
    for batch in _batches(writing.spool.nodes(label)):
        there = _stored_nodes(store, label, batch) if writing.stored[label] else {}
        days = writing.first_seen(label, [node for node, _ in batch if node not in there])
        rows: list[Props] = []
        for node, parts in batch:
            counted.records += len(parts)
            ids = [part.pop("_id") for part in parts if "_id" in part]
            old = there.get(node)

            def merge(said: Sequence[Props], node: str = node, ids: list[str] = ids) -> Props:
                return merge_values(label, node, said, ids, without=contested)

            props = _settle(parts, old, writing.holder, merge)
            props |= writing.date(props, old, days.get(node))
            if counted.is_written(props, old):
                rows.append(
                    {"id": node, "props": props if old is None else list_changes(old, props)}
                )
        counted.distinct += len(batch)
        if rows:
            counted.created += store.write_rows(statement, rows).nodes_created
        writing.tell(label, counted.records, total)
    return counted.written(writing, label)


def write_relationships(writing: Writing, kind: str) -> Written:
    """Write the relationships of a kind, whose ends are all there."""
    store, total = writing.store, writing.spool.count("relationships", "kind", kind)
    statement = schema.merge_relationships(kind)
    holder = NOBODY if kind == schema.AFFILIATED_WITH.kind else writing.holder
    counted = _Counts()
    for batch in _batches(writing.spool.relationships(kind)):
        there = _stored_relationships(store, kind, batch) if writing.stored[kind] else {}
        days = writing.first_seen(kind, [ends for ends, _ in batch if ends not in there])
        rows: list[Props] = []
        for ends, parts in batch:
            counted.records += len(parts)
            old = there.get(ends)
            props = _settle(parts, old, holder, lambda said: merge_values(kind, "", said))
            props |= writing.date(props, old, days.get(ends))
            if counted.is_written(props, old):
                change = props if old is None else list_changes(old, props)
                rows.append({"start": ends[0], "finish": ends[1], "props": change})
        counted.distinct += len(batch)
        if rows:
            counted.created += store.write_rows(statement, rows).relationships_created
        if kind == "AUTHORED":
            writing.spool.touch(row["start"] for row in rows if "institutions" in row["props"])
        writing.tell(kind, counted.records, total)
    return counted.written(writing, kind)


def _settle(
    parts: list[Props],
    old: Props | None,
    holder: str,
    merge: Callable[[Sequence[Props]], Props],
) -> Props:
    """Return what a node or relationship is from now on, and who says so.

    Args:
        parts: What the holder says, one record or several.
        old: What the store has, or None.
        holder: Who loads.
        merge: Makes one of several that are about the same.
    """
    others = read_others(old, holder)
    for part in parts:
        for each, told in part.get(OTHERS, {}).items():
            others[each] = merge([others[each], told]) if each in others else told
    said = [part for part in parts if RELEASED not in part]
    if NOBODY in others and holder == NOBODY:
        said.append(others.pop(NOBODY))
    own = merge(said) if said else None
    props = own if own is not None and not others else merge([*said, *others.values()])
    return {**props, **write_marks(holder, own, others)}


@dataclass(slots=True)
class _Counts:
    records: int = 0
    distinct: int = 0
    new: int = 0
    created: int = 0
    changed: int = 0

    def is_written(self, props: Props, old: Props | None) -> bool:
        if old is None:
            self.new += 1
            return True
        differs = list_changes(old, props)
        self.changed += bool(differs.keys() - DATES)
        return bool(differs)

    def written(self, writing: Writing, shape: str) -> Written:
        if self.created != self.new:
            writing.mismatches.append(
                f"{self.new} {shape} were to be created, the store counted {self.created}"
            )
        return Written(self.records, self.distinct, self.created, self.changed)


def _batches(
    items: Iterable[tuple[_Key, list[Props], int]],
) -> Iterator[list[tuple[_Key, list[Props]]]]:
    batch: list[tuple[_Key, list[Props]]] = []
    held = 0
    for key, parts, size in items:
        if batch and (len(batch) >= ROWS or held + size > CHARACTERS):
            yield batch
            batch, held = [], 0
        batch.append((key, parts))
        held += size
    if batch:
        yield batch


def _stored_nodes(
    store: Store, label: str, batch: list[tuple[str, list[Props]]]
) -> dict[str, Props]:
    ids = [node for node, _ in batch]
    rows = store.read(f"MATCH (n:{label}) WHERE n.id IN $ids RETURN n", {"ids": ids}).rows
    return {row[0].properties["id"]: row[0].properties for row in rows}


def _stored_relationships(
    store: Store, kind: str, batch: list[tuple[Ends, list[Props]]]
) -> dict[Ends, Props]:
    of = schema.RELATIONSHIP_TYPE[kind]
    rows = store.read(
        f"UNWIND $rows AS row MATCH (a:{of.start} {{id: row.start}})-[r:{kind}]->"
        f"(b:{of.end} {{id: row.finish}}) RETURN row.start AS start, row.finish AS finish, r",
        {"rows": [{"start": start, "finish": end} for (start, end), _ in batch]},
    ).rows
    return {(start, end): found.properties for start, end, found in rows}
