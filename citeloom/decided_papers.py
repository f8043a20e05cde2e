"""What the user said of papers, written into the graph: notes, tags, marks and collections.

The decisions are a holder of their own (`graph.loading.holders`): one that is undone leaves the
graph with the next load, and nothing else changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from citeloom.graph.identity import make_name
from citeloom.graph.loading.load import load
from citeloom.graph.loading.unify import sort_by_property, split_batches
from citeloom.graph.records import Paper

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citeloom.enrich.decisions import Decision, Decisions
    from citeloom.graph.stores.store import Store

SUFFIX = "/decisions"  # after the key of the holder whose decisions they are


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of the decisions about papers.

    Attributes:
        papers: Papers of the graph that something was decided about.
        without: Decisions about papers that the graph does not have.
        changed: Whether the graph is another one than before.
    """

    papers: int = 0
    without: int = 0
    changed: bool = False


def decide_on_papers(store: Store, decisions: Decisions, holder: str, at: str) -> Decided:
    """Write into a graph what the user decided about its papers.

    Args:
        store: The graph, open for writing.
        decisions: What was decided.
        holder: Who builds the graph.
        at: The moment, ISO 8601.
    """
    key = f"{holder}{SUFFIX}"
    if not decisions.of_papers and not _holds(store, key):
        return Decided()
    ids = find_paper_names(store, {n for each in decisions.of_papers for n in each.about}, key)
    said: dict[str, dict[str, Any]] = {}
    without = 0
    for each in decisions.of_papers:
        paper = next((ids[name] for name in each.about if name in ids), None)
        if paper is None:
            without += 1
        else:
            _say(said.setdefault(paper, {}), each)
    records = [Paper(id=paper, **values) for paper, values in sorted(said.items())]
    report = load(store, records, loaded_at=at, holder=key)
    return Decided(len(said), without, report.changed)


def find_paper_names(store: Store, names: Iterable[str], without: str = "") -> dict[str, str]:
    """Return which papers of a graph names lead to.

    Args:
        store: The graph.
        names: Ids of any kind, in one spelling each; see `graph.identity`.
        without: A holder whose own papers do not count.

    Returns:
        The id of the paper by name, for the names that lead to one.
    """
    found: dict[str, str] = {}
    held = "(p.held_by IS NULL OR p.held_by <> $holder)"
    for batch in split_batches(sorted({make_name(name) for name in names})):
        rows = store.read(
            "MATCH (p:Paper) WHERE p.aliases IS NOT NULL AND any(a IN p.aliases WHERE a IN $names) "
            f"AND {held} RETURN p.id AS id, p.aliases AS aliases",
            {"names": batch, "holder": without},
        ).rows
        found |= {alias: paper for paper, aliases in rows for alias in aliases}
        for prop, values in reversed(sort_by_property("Paper", batch).items()):
            rows = store.read(
                f"MATCH (p:Paper) WHERE p.{prop} IN $values AND {held} "
                f"RETURN p.{prop} AS value, p.id AS id",
                {"values": list(values), "holder": without},
            ).rows
            found |= {values[value]: paper for value, paper in rows}
    return found


def _holds(store: Store, key: str) -> bool:
    found = store.read(
        "MATCH (p:Paper) WHERE p.held_by CONTAINS $key RETURN p.id AS id LIMIT 1", {"key": key}
    )
    return bool(found.rows)


def _say(values: dict[str, Any], decision: Decision) -> None:
    match decision.kind:
        case "ignore":
            values["ignored"] = True
        case "mark":
            values["read"] = decision.value == "read"
        case "note":
            values["note"] = decision.value
        case "tag":
            values["tags"] = (*values.get("tags", ()), decision.value)
        case "collect":
            values["collections"] = (*values.get("collections", ()), decision.value)
