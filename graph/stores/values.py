"""What a store answers: the same frozen values from every store."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Node:
    """A node in an answer. `key` joins it to relationships of the same answer, and only there."""

    key: str
    labels: tuple[str, ...]
    properties: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship in an answer; `start` and `end` are the keys of nodes."""

    key: str
    kind: str
    start: str
    end: str
    properties: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Path:
    """A path in an answer: n nodes and n - 1 relationships."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: named columns and rows of plain values, Node, Relationship, Path, list or dict.

    `truncated` tells that a row limit cut the answer.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False

    def dicts(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Counters:
    """What a write changed, as the store counts it."""

    nodes_created: int = 0
    relationships_created: int = 0
    nodes_deleted: int = 0
    relationships_deleted: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What a store would do for a statement, without doing it.

    `kind` is `r`, `w`, `rw` or `s` (schema); `operators` are the names of the plan's steps in
    the store's own words; `procedures` those that it calls.
    """

    kind: str
    operators: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    notifications: tuple[str, ...] = field(default=())
