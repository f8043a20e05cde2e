"""Which records of a spool, and which nodes of a store, are one."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from citeloom.graph import identity, schema
from citeloom.graph.loading.holders import keep_parts
from citeloom.graph.loading.keep_apart import Claim, is_work, settle
from citeloom.graph.loading.spool import NAMED, RELEASED
from citeloom.graph.normalise_title import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from citeloom.graph.loading.spool import Spool
    from citeloom.graph.stores.store import Store
    from citeloom.graph.stores.values import Node

    Props = dict[str, Any]

BATCH = 5_000
_HINTS = ("doi:", identity.NAME_PREFIX)  # as aliases, these only hint; see identity.list_hints


def split_batches(rows: Iterable[str], size: int = BATCH) -> Iterator[list[str]]:
    """Cut a stream into lists."""
    source = iter(rows)
    while batch := list(islice(source, size)):
        yield batch


def unify(
    spool: Spool, store: Store, counts: dict[str, int], holder: str
) -> tuple[dict[str, list[str]], list[str]]:
    """Give every record of the spool the id of the node that it is about.

    Args:
        spool: The records; their ids, and those of the ends of relationships, are replaced.
        store: Where nodes may be already.
        counts: How many nodes of each label the store has.
        holder: Who loads; see `holders`.

    Returns:
        For each label the ids of nodes in the store that have to go, because another node of
        the store is the same; what the store knows about them has been added to the spool.
        And a sentence for each name that two works share which are not one.
    """
    gone: dict[str, list[str]] = {}
    apart: list[str] = []
    for node_type in schema.NODE_TYPES:
        label = node_type.label
        if label in NAMED:
            _add_ends_to_names(spool, label)
        if counts[label]:
            _look_up(spool, store, label)
        if label in NAMED:
            spool.sql.execute("CREATE INDEX IF NOT EXISTS name_order ON names (label, name)")
            found = _join(spool, store, label, apart)
            if found:
                gone[label] = found
    for label, ids in gone.items():
        for node in ids:
            _take_over(spool, store, label, node, holder)
    _rename(spool)
    spool.release()
    return gone, apart


def _ends_without_record(label: str) -> str:
    parts = [
        f"SELECT {column} FROM relationships WHERE kind = '{kind.kind}'"  # noqa: S608 - names from the schema
        for kind in schema.RELATIONSHIP_TYPES
        for column, end in (("start", kind.start), ("finish", kind.end))
        if end == label
    ]
    return (
        f"SELECT * FROM ({' UNION '.join(parts)}) "  # noqa: S608 - as above
        f"EXCEPT SELECT id FROM nodes WHERE label = '{label}'"
        if parts
        else "SELECT id FROM nodes WHERE 0"
    )


def _add_ends_to_names(spool: Spool, label: str) -> None:
    # An end may be called by any name of its node.
    for ids in split_batches(spool.column(_ends_without_record(label))):
        spool.sql.executemany(
            "INSERT INTO names VALUES (?, ?, ?, 0)",
            [(label, each, node) for node in ids for each in identity.list_names(label, node, {})],
        )


def _look_up(spool: Spool, store: Store, label: str) -> None:
    """Find the nodes of the store that the spool speaks of."""
    if label not in NAMED:
        for ids in split_batches(spool.column(_ends_without_record(label))):
            _keep(spool, label, [(node, node) for node in _existing(store, label, ids)])
        return
    aliased: dict[str, str] = {}
    found = store.read(
        f"MATCH (n:{label}) WHERE n.aliases IS NOT NULL RETURN n.id AS id, n.aliases AS aliases"
    )
    for node, aliases in found.rows:
        for alias in aliases:
            aliased[alias] = node
    # A copy, because what is found is added to the names.
    spool.sql.execute("DROP TABLE IF EXISTS wanted")
    spool.sql.execute(
        "CREATE TABLE wanted AS SELECT DISTINCT name FROM names WHERE label = ?", (label,)
    )
    for batch in split_batches(spool.column("SELECT name FROM wanted")):
        called = [(name, aliased[name]) for name in batch if name in aliased]
        _keep(spool, label, called, hints=_HINTS)
        spool.sql.executemany(
            "INSERT OR IGNORE INTO old_names VALUES (?, ?)", [(label, name) for name, _ in called]
        )
        pairs: list[tuple[str, str]] = []
        for prop, values in sort_by_property(label, batch).items():
            rows = store.read(
                f"MATCH (n:{label}) WHERE n.{prop} IN $values RETURN n.{prop} AS value, n.id AS id",
                {"values": list(values)},
            ).rows
            pairs += [(values[value], node) for value, node in rows]
        _keep(spool, label, pairs)
    # A record whose id is not spelt like its name.
    for ids in split_batches(spool.column("SELECT DISTINCT id FROM nodes WHERE label = ?", label)):
        _keep(spool, label, [(node, node) for node in _existing(store, label, ids)], named=False)


def _existing(store: Store, label: str, ids: list[str]) -> list[str]:
    rows = store.read(f"MATCH (n:{label}) WHERE n.id IN $ids RETURN n.id", {"ids": ids}).rows
    return [row[0] for row in rows]


def sort_by_property(label: str, names: list[str]) -> dict[str, dict[str, str]]:
    """Return, for each property to look in, the values to look for and the names they mean."""
    found: dict[str, dict[str, str]] = {"id": {name: name for name in names}}
    if label == "Paper":
        found |= {"openalex_id": {}, "arxiv_id": {}, "doi": {}, "s2_id": {}}
        for name in names:
            kind, _, value = name.partition(":")
            if kind == "arxiv":
                found["arxiv_id"][value] = name
                found["doi"][f"10.48550/arxiv.{value}"] = name
            elif kind == "doi":
                found["doi"][value] = name
            elif kind == "s2":
                found["s2_id"][value] = name
            elif not value:
                found["openalex_id"][name] = name
    return {prop: values for prop, values in found.items() if values}


def _keep(
    spool: Spool,
    label: str,
    pairs: list[tuple[str, str]],
    *,
    named: bool = True,
    hints: tuple[str, ...] = (),
) -> None:
    pairs = [pair for pair in pairs if not spool.is_replaced(label, pair[1])]
    spool.sql.executemany(
        "INSERT OR IGNORE INTO stored VALUES (?, ?)", [(label, node) for _, node in pairs]
    )
    if named and label in NAMED:
        spool.sql.executemany(
            "INSERT INTO names VALUES (?, ?, ?, ?)",
            [(label, name, node, name.startswith(hints)) for name, node in pairs],
        )


def _join(spool: Spool, store: Store, label: str, apart: list[str]) -> list[str]:
    """Write into `merged` which ids become which, and return those that the store loses."""
    unions = identity.Unions()
    previous = ("", "")
    shared = spool.sql.execute(
        "SELECT name, id FROM names WHERE label = ?1 AND name IN ("
        "  SELECT name FROM names WHERE label = ?1 GROUP BY name HAVING COUNT(DISTINCT id) > 1"
        ") ORDER BY name, id",
        (label,),
    )
    for name, node in shared:
        if name == previous[0]:
            unions.join(previous[1], node)
        previous = (name, node)
    gone: list[str] = []
    groups = list(unions.groups())
    there = _read_stored(spool, store, label, groups)
    for group in (part for each in groups for part in _part(spool, label, each, there, apart)):
        stored = _members(spool, "stored", "id", label, group)
        proposed = _members(spool, "nodes", "id", label, group)
        candidates = [*stored, *proposed]
        if not candidates:  # ends of relationships that lead to no node
            continue
        aliases = _aliases(spool, label, group)
        best = min(candidates, key=lambda each: (each in aliases, identity.rank(each)))
        spool.sql.executemany(
            "INSERT INTO merged VALUES (?, ?, ?)",
            [(label, member, best) for member in group if member != best],
        )
        gone += [node for node in stored if node != best]
    return gone


def _part(
    spool: Spool, label: str, group: list[str], there: Mapping[str, Props], apart: list[str]
) -> list[list[str]]:
    """Part a group of nodes that share names into those that are one; note what is contested."""
    claims = [
        Claim(name, node, bool(is_hint))
        for node in group
        for name, is_hint in spool.sql.execute(
            "SELECT DISTINCT name, is_hint FROM names WHERE label = ? AND id = ?", (label, node)
        )
    ]
    for node in group:
        known = there.get(node, {})
        hints = identity.list_hints(label, node, known)
        names = identity.list_names(label, node, known)
        claims += [Claim(name, node, name in hints) for name in names]
    works = {claim.name for claim in claims if is_work(claim.name)}
    if len(works) < 2 and not any(claim.is_hint for claim in claims):  # noqa: PLR2004 - two of them
        return [group]
    settled = settle(claims, *_list_titles(spool, label, group, there))
    for name, one, other in settled.apart:
        apart.append(f"{name} names {one} and {other}, whose titles differ: they stay two")
    if settled.contested:
        spool.contest(label, settled.contested)
        for node in group:
            if node in there:
                spool.add_node(label, node, {RELEASED: True})  # written without the name
    return settled.groups


def _read_stored(
    spool: Spool, store: Store, label: str, groups: Iterable[list[str]]
) -> dict[str, Props]:
    """Return what the store knows about the nodes of groups, by id."""
    ids = (node for group in groups for node in _members(spool, "stored", "id", label, group))
    found: dict[str, Props] = {}
    for batch in split_batches(ids):
        rows = store.read(f"MATCH (n:{label}) WHERE n.id IN $ids RETURN n", {"ids": batch}).rows
        found |= {row[0].properties["id"]: row[0].properties for row in rows}
    return found


def _list_titles(
    spool: Spool, label: str, group: list[str], there: Mapping[str, Props]
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the titles of papers as they are compared, by id: OpenAlex's, and all."""
    own: dict[str, frozenset[str]] = {}
    every: dict[str, frozenset[str]] = {}
    for node in group if label == "Paper" else ():
        texts = spool.column("SELECT props FROM nodes WHERE label = ? AND id = ?", label, node)
        for known in (*map(json.loads, texts), there.get(node, {})):
            # What a listing calls a paper is no more than a hint itself.
            title, source = known.get("title"), known.get("title_source")
            if not title or source in {"authors", "listing"}:
                continue
            key = frozenset({normalise(title)})
            every[node] = every.get(node, frozenset()) | key
            if source is None and known.get("openalex_id"):
                own[node] = own.get(node, frozenset()) | key
    return own, every


def _members(spool: Spool, table: str, column: str, label: str, group: list[str]) -> list[str]:
    return [
        member
        for member in group
        if spool.sql.execute(
            f"SELECT 1 FROM {table} WHERE label = ? AND {column} = ? LIMIT 1",  # noqa: S608 - ours
            (label, member),
        ).fetchone()
    ]


def _aliases(spool: Spool, label: str, group: list[str]) -> set[str]:
    """Return what the records of a group, or nodes of the store, call an alias."""
    found = set(_members(spool, "old_names", "name", label, group))
    for member in group:
        rows = spool.sql.execute(
            "SELECT each.value FROM nodes, json_each(nodes.props, '$.aliases') AS each "
            "WHERE nodes.label = ? AND nodes.id = ?",
            (label, member),
        )
        found |= {identity.make_name(row[0]) if label == "Paper" else row[0] for row in rows}
    return found


def _take_over(spool: Spool, store: Store, label: str, node: str, holder: str) -> None:
    """Add to the spool what the store knows about a node that will go."""
    found = store.read(f"MATCH (n:{label} {{id: $id}}) RETURN n", {"id": node}).rows
    for row in found:
        properties: Node = row[0]
        spool.add_node(label, node, keep_parts(properties.properties, holder))
    for kind in schema.RELATIONSHIP_TYPES:
        for end, other, outgoing in ((kind.start, kind.end, True), (kind.end, kind.start, False)):
            if end != label:
                continue
            pattern = (
                f"(n)-[r:{kind.kind}]->(m:{other})"
                if outgoing
                else (f"(n)<-[r:{kind.kind}]-(m:{other})")
            )
            rows = store.read(
                f"MATCH (n:{label} {{id: $id}}) MATCH {pattern} RETURN m.id AS id, r", {"id": node}
            ).rows
            for far, relationship in rows:
                ends = (node, far) if outgoing else (far, node)
                _move(spool, kind, ends, keep_parts(relationship.properties, holder))


def _move(spool: Spool, kind: schema.RelationshipType, ends: tuple[str, str], props: Props) -> None:
    start, end = ends
    spool.add_relationship(kind.kind, start, end, props)
    for label, node in ((kind.start, start), (kind.end, end)):
        spool.sql.execute("INSERT OR IGNORE INTO stored VALUES (?, ?)", (label, node))
    if kind.kind == "AUTHORED":
        spool.touch([start])


def _rename(spool: Spool) -> None:
    any_merged = spool.sql.execute("SELECT COUNT(*) FROM merged").fetchone()[0]
    if not any_merged:
        return
    spool.sql.execute("BEGIN")
    # The old id stays with the record, as one more of its names.
    spool.sql.execute(
        "UPDATE nodes SET props = json_set(props, '$._id', nodes.id), id = ("
        "  SELECT into_id FROM merged WHERE merged.label = nodes.label AND merged.id = nodes.id) "
        "WHERE (label, id) IN (SELECT label, id FROM merged)"
    )
    for kind in schema.RELATIONSHIP_TYPES:
        if kind.start == kind.end and kind.start in NAMED:
            # What a preprint says about its own published version is no citation.
            spool.sql.execute(
                "DELETE FROM relationships WHERE kind = ?1 AND start <> finish AND "
                "COALESCE((SELECT into_id FROM merged WHERE label = ?2 AND id = start), start) = "
                "COALESCE((SELECT into_id FROM merged WHERE label = ?2 AND id = finish), finish)",
                (kind.kind, kind.start),
            )
        for column, label in (("start", kind.start), ("finish", kind.end)):
            if label in NAMED:
                spool.sql.execute(
                    f"UPDATE relationships SET {column} = ("  # noqa: S608 - one of two
                    f"  SELECT into_id FROM merged WHERE label = ?2 AND id = {column}) "
                    f"WHERE kind = ?1 AND {column} IN (SELECT id FROM merged WHERE label = ?2)",
                    (kind.kind, label),
                )
    spool.sql.execute("COMMIT")
