"""Who holds what: a build replaces what it made before, and leaves alone what others made.

Whoever loads may say who they are, as a holder: a project, a user's own listings, or what a user
decided. Each node and relationship that a holder brings carries its key in `held_by`. When the
holder loads again, what only it holds counts as not there: what the load brings replaces it as a
whole, and what the load does not bring is taken away. What several holders say differently is kept
apart in `parts`, so that each can take its own part back. What was loaded without a holder stays.

So a graph is always what its holders say now, in whatever order they spoke, and a build that a
service did not answer, or that was killed, is mended by running it again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from citeloom.graph import schema
from citeloom.graph.loading.spool import OTHERS, RELEASED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citeloom.graph.loading.spool import Spool
    from citeloom.graph.stores.store import Store

    Props = dict[str, Any]

NOBODY = ""  # whoever loaded without saying who they are
HELD_BY, PARTS, FIRST_SEEN = schema.HELD_BY.name, schema.PARTS.name, schema.FIRST_SEEN.name
MARKS = frozenset({HELD_BY, PARTS, FIRST_SEEN})
ROWS = 5_000


def find_replaced(spool: Spool, store: Store, holder: str) -> None:
    """Write into the spool what a holder has in a store.

    Args:
        spool: What only the holder has is noted in it as replaced, the rest as shared.
        store: Where the holder may have something.
        holder: The key of who loads.
    """
    if holder == NOBODY:
        return
    for node in schema.NODE_TYPES:
        if node is not schema.GRAPH:
            found = store.read(
                f"MATCH (n:{node.label}) WHERE n.{HELD_BY} IS NOT NULL "
                f"RETURN n.id AS id, n.{HELD_BY} AS holders"
            )
            spool.add_held(
                node.label, [(key, is_alone(holders, holder)) for key, holders in found.rows
                             if holder in split_holders(holders)]
            )  # fmt: skip
    for kind in schema.RELATIONSHIP_TYPES:
        if kind not in _DERIVED:
            for ids in spool.held(kind.start):
                found = store.read(
                    f"MATCH (a:{kind.start})-[r:{kind.kind}]->(b:{kind.end}) "
                    f"WHERE a.id IN $ids AND r.{HELD_BY} IS NOT NULL "
                    f"RETURN a.id AS start, b.id AS finish, r.{HELD_BY} AS holders",
                    {"ids": ids},
                )
                spool.add_held_links(
                    kind.kind, [(start, end, is_alone(holders, holder)) for start, end, holders
                                in found.rows if holder in split_holders(holders)]
                )  # fmt: skip


_DERIVED = (schema.AFFILIATED_WITH,)


def split_holders(text: str | None) -> list[str]:
    """Return the keys that a `held_by` names; nobody's key where there is none."""
    return [NOBODY if each == _NOBODY else each for each in (text or _NOBODY).split(" ")]


def is_alone(text: str | None, holder: str) -> bool:
    """Tell whether a `held_by` names one holder and no other."""
    return split_holders(text) == [holder]


_NOBODY = "-"


def read_others(known: Mapping[str, Any] | None, holder: str) -> dict[str, Props]:
    """Return what each other holder says of a node or relationship, by the holder's key.

    Args:
        known: Its properties in the store, or None where it is not there.
        holder: Who loads.
    """
    if known is None:
        return {}
    bare = {key: value for key, value in known.items() if key != "id" and key not in MARKS}
    holders = split_holders(known.get(HELD_BY))
    if holder == NOBODY and holders == [NOBODY]:
        return {NOBODY: bare}  # what one says without a name stays, and is added to
    parts: dict[str, Props] = json.loads(known.get(PARTS) or "{}")
    return {
        each: parts.get(each, bare)
        for each in holders
        if each != holder or each == NOBODY
    }  # fmt: skip


def keep_parts(known: Mapping[str, Any], holder: str) -> Props:
    """Return what is to be written of a node or relationship that goes on as another one.

    Args:
        known: Its properties in the store.
        holder: Who loads.
    """
    return {RELEASED: True, OTHERS: read_others(known, holder)}


def write_marks(holder: str, own: Props | None, others: Mapping[str, Props]) -> Props:
    """Return who holds a node or relationship from now on, and what each says where they differ.

    Args:
        holder: Who loads.
        own: What it says, merged, or None where it does not hold it any more.
        others: What the others say.
    """
    parts = others if own is None else {**others, holder: own}
    if set(parts) <= {NOBODY}:
        return {}
    marks: Props = {HELD_BY: " ".join(sorted(each or _NOBODY for each in parts))}
    texts = {each: _encode(part) for each, part in parts.items()}
    if len(set(texts.values())) > 1:
        marks[PARTS] = _encode({each: json.loads(text) for each, text in texts.items()})
    return marks


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def take_away(spool: Spool, store: Store) -> int:
    """Take away the relationships that were to be replaced and are not; return how many."""
    gone = 0
    for kind in schema.RELATIONSHIP_TYPES:
        links = list(spool.links_left_over(kind.kind))
        if kind.kind == "AUTHORED":
            spool.touch(start for start, _ in links)
        for rows in _cut([{"start": a, "finish": b} for a, b in links]):
            gone += store.write_rows(
                f"UNWIND $rows AS row MATCH (:{kind.start} {{id: row.start}})-[r:{kind.kind}]->"
                f"(:{kind.end} {{id: row.finish}}) DELETE r",
                rows,
            ).relationships_deleted
    return gone


def _cut(rows: list[Props]) -> Iterator[list[Props]]:
    for start in range(0, len(rows), ROWS):
        yield rows[start : start + ROWS]
