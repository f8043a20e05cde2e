"""A prebuilt query as a value: what it answers, what it takes, what it gives."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, create_model

from citeloom.graph.stores.values import Node, Path, Relationship

ParameterType = Literal[
    "integer", "float", "boolean", "string", "strings", "paper", "papers", "author", "authors"
]
ColumnType = Literal[
    "integer", "float", "boolean", "string", "strings",
    "paper", "papers", "author", "authors", "institution", "venue", "topic",
    "repository", "artefact", "webpage",
    "node", "nodes", "relationship", "relationships", "path",
]  # fmt: skip
Need = Literal[
    "listing", "references", "citations", "citing", "authors", "institutions", "venues",
    "topics", "code", "artefacts",
]  # fmt: skip

PYTHON_TYPES: dict[str, Any] = {
    "integer": int, "float": float, "boolean": bool, "strings": tuple[str, ...],
    "papers": tuple[str, ...], "authors": tuple[str, ...],
    "node": Node, "nodes": tuple[Node, ...], "relationship": Relationship,
    "relationships": tuple[Relationship, ...], "path": Path,
}  # fmt: skip


class Frozen(BaseModel):
    """Base of what a catalogue is made of."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Parameter(Frozen):
    """What a query takes. A `paper` or an `author` is an id once it is bound."""

    name: str
    type: ParameterType
    required: bool
    default: Any = None
    description: str


class Column(Frozen):
    """What a query gives. A column of type `paper` and so on holds ids of such nodes."""

    name: str
    type: ColumnType
    optional: bool
    description: str


class Row(Frozen):
    """Base of the rows of all queries; each query has its own model, made from its header."""


class Query(Frozen):
    """A prebuilt query.

    `statement` is the Cypher without its header; `needs` are the parts of the graph without
    which the answer is empty; `total` counts what a graph might show, and `left_out` says in a
    sentence with `{shown}` and `{total}` what part of it is shown; `plan_deny` are operators
    that must not appear in Neo4j's plan, and `plan_allow` those that would be denied otherwise,
    with the reason.
    """

    name: str
    area: str
    kind: Literal["table", "graph"]
    title: str
    summary: str
    when: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    needs: tuple[Need, ...]
    since: str
    plan_deny: tuple[str, ...]
    plan_allow: dict[str, str]
    total: str | None
    left_out: str | None
    see: tuple[str, ...]
    statement: str
    file: str

    def __hash__(self) -> int:
        return hash((self.area, self.name))

    @property
    def row_model(self) -> type[Row]:
        """Return the model of one row, made from the declared columns."""
        return _make_row_model(self)

    def describe(self) -> dict[str, Any]:
        """Return what a page shows of this query, as values for JSON."""
        shown = self.model_dump(
            mode="json", include={"name", "area", "kind", "title", "summary", "when", "see"}
        )
        return {
            **shown,
            "parameters": [parameter.model_dump(mode="json") for parameter in self.parameters],
            "columns": [column.model_dump(mode="json") for column in self.columns],
        }


@cache
def _make_row_model(query: Query) -> type[Row]:
    fields: dict[str, Any] = {}
    for column in query.columns:
        python = PYTHON_TYPES.get(column.type, str)
        fields[column.name] = (python | None, None) if column.optional else (python, ...)
    name = "".join(part.capitalize() for part in query.name.split("-")) + "Row"
    return create_model(name, __base__=Row, __doc__=query.summary, **fields)
