"""Links that the user confirmed or rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.graph.records import HasCode, RelationshipRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from citeloom.enrich.decisions import Decision
    from citeloom.graph.records import NodeRecord

    Record = NodeRecord | RelationshipRecord


def judge(records: Iterable[Record], judged: Mapping[str, Decision]) -> Iterator[Record]:
    """Yield the records of links as the user sees them.

    A rejected link is left out; a confirmed one is the paper's own, and says who says so.

    Args:
        records: Nodes and relationships that a paper's links lead to.
        judged: What was decided, by the id of what a link leads to, or by a former name of it.
    """
    records = list(records)
    if not judged:
        yield from records
        return
    found = {
        node.id: judged[name]
        for node in records
        if not isinstance(node, RelationshipRecord)
        for name in (node.id, *(getattr(node, "aliases", None) or ()))
        if name in judged
    }
    for record in records:
        target = record.end if isinstance(record, RelationshipRecord) else record.id
        decision = found.get(target)
        if decision is None:
            yield record
        elif decision.kind == "confirm":
            yield _confirm(record, decision)


def _confirm(record: Record, decision: Decision) -> Record:
    if not isinstance(record, RelationshipRecord):
        return record
    told = f"You confirmed it on {decision.day}."
    before = getattr(record, "evidence", None)
    update: dict[str, object] = {"evidence": f"{told} {before}" if before else told}
    if isinstance(record, HasCode):
        update |= {"relation": "own", "confidence": 1.0}
    return record.model_copy(update=update)
