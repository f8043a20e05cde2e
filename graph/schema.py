"""The graph as frozen declarations, derived from `graph.records`.

::

    from citeloom.graph.schema import PAPER, CITES

    PAPER.label, PAPER.names      # "Paper", ("id", "title", …)

Constraints, indexes, the loading Cypher and ``docs/schema.md`` are made from what stands here.
"""

from __future__ import annotations

import types
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Union, get_args, get_origin

from pydantic import Field

from citeloom.graph import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

SCHEMA_VERSION = 2
GRAPH_ID = "citeloom"

ValueType = Literal["string", "integer", "float", "boolean", "list of strings"]
_TYPES: dict[Any, ValueType] = {
    str: "string", int: "integer", float: "float", bool: "boolean",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its type, what it means, and the values it may have where they are few."""

    name: str
    type: ValueType
    description: str
    indexed: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NodeType:
    """A label. `id` is the first property, and unique."""

    label: str
    description: str
    properties: tuple[Property, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the properties."""
        return tuple(each.name for each in self.properties)


@dataclass(frozen=True, slots=True)
class RelationshipType:
    """A kind of relationship between two labels."""

    kind: str
    start: str
    end: str
    description: str
    properties: tuple[Property, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the properties."""
        return tuple(each.name for each in self.properties)


class Bookkeeping(records.NodeRecord):
    """The one node that says what the graph is; a user's own Cypher does not meet it.

    `citeloom status` tells what it says.
    """

    label: ClassVar[str] = "Graph"
    id: records.Id = Field(GRAPH_ID, description=f"Always `{GRAPH_ID}`.")
    schema_version: int | None = Field(None, description="Version of this schema.")
    version: int | None = Field(
        None, description="Grows with every load that changed something, and only then."
    )
    loaded_at: str | None = Field(None, description="When such a load last ended, ISO 8601.")
    loading: bool | None = Field(
        None, description="True while a load is under way, and after one that did not end."
    )
    sample: bool | None = Field(None, description="True where the graph holds sample data.")
    listings: tuple[str, ...] | None = Field(None, description="Names of the listings loaded.")


class HolderNote(records.NodeRecord):
    """Who builds the graph, and from what; a user's own Cypher does not meet it."""

    label: ClassVar[str] = "Holder"
    id: records.Id = Field(description="The holder's key.")
    told: str | None = Field(None, description="Listings and options, as JSON.")


# Properties that loading adds to what the records declare.
OLDER = Property(
    "older",
    "list of strings",
    "Properties that are known from an earlier fetch than `fetched_at`: name, and date if any.",
)

HELD_BY = Property(
    "held_by",
    "string",
    "Keys of the holders that bring it, which are projects or listings of one's own, between "
    "blanks; `-` is what was loaded without one. Nobody but they take it away.",
)

PARTS = Property(
    "parts", "string", "Only where holders say different things: what each says, as JSON."
)

FIRST_SEEN = Property("first_seen", "string", "Day when it first came into the graph, ISO 8601.")

MARKS = (HELD_BY, PARTS, FIRST_SEEN)


def _properties(record: type[records.Record]) -> tuple[Property, ...]:
    found = [
        _property(name, field)
        for name, field in record.model_fields.items()
        if name not in {"start", "end"}
    ]
    found.sort(key=lambda each: each.name != "id")
    if "fetched_at" in record.model_fields:
        found.append(OLDER)
    if record in {Bookkeeping, HolderNote}:
        return tuple(found)
    # Where authors work follows from other relationships, which have their holders.
    return (*found, *(MARKS if record is not records.AffiliatedWith else (FIRST_SEEN,)))


def _property(name: str, field: FieldInfo) -> Property:
    kinds = [each for each in _alternatives(field.annotation) if each is not type(None)]
    kind = kinds[0]
    values: tuple[str, ...] = ()
    if get_origin(kind) is Literal:
        values, kind = get_args(kind), str
    extra = field.json_schema_extra
    return Property(
        name=name,
        type="list of strings" if get_origin(kind) is tuple else _TYPES[kind],
        description=field.description or "",
        indexed=isinstance(extra, dict) and bool(extra.get("indexed")),
        values=values,
    )


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) in (Union, types.UnionType):
        return get_args(annotation)
    return (annotation,)


def _text(record: type[records.Record]) -> str:
    return " ".join((record.__doc__ or "").split())


def _node(record: type[records.NodeRecord]) -> NodeType:
    return NodeType(record.label, _text(record), _properties(record))


def _relationship(record: type[records.RelationshipRecord]) -> RelationshipType:
    return RelationshipType(
        record.kind, record.start_label, record.end_label, _text(record), _properties(record)
    )


PAPER = _node(records.Paper)
AUTHOR = _node(records.Author)
INSTITUTION = _node(records.Institution)
VENUE = _node(records.Venue)
TOPIC = _node(records.Topic)
REPOSITORY = _node(records.Repository)
MODEL = _node(records.Model)
DATASET = _node(records.Dataset)
SPACE = _node(records.Space)
WEB_PAGE = _node(records.WebPage)
GRAPH = _node(Bookkeeping)
HOLDER = _node(HolderNote)

CITES = _relationship(records.Cites)
AUTHORED = _relationship(records.Authored)
AFFILIATED_WITH = _relationship(records.AffiliatedWith)
PUBLISHED_IN = _relationship(records.PublishedIn)
HAS_TOPIC = _relationship(records.HasTopic)
HAS_CODE = _relationship(records.HasCode)
HAS_MODEL = _relationship(records.HasModel)
HAS_DATASET = _relationship(records.HasDataset)
HAS_SPACE = _relationship(records.HasSpace)
LINKS_TO = _relationship(records.LinksTo)

NODE_TYPES: tuple[NodeType, ...] = (
    PAPER, AUTHOR, INSTITUTION, VENUE, TOPIC, REPOSITORY, MODEL, DATASET, SPACE, WEB_PAGE, GRAPH,
)  # fmt: skip
RELATIONSHIP_TYPES: tuple[RelationshipType, ...] = (
    CITES, AUTHORED, AFFILIATED_WITH, PUBLISHED_IN, HAS_TOPIC,
    HAS_CODE, HAS_MODEL, HAS_DATASET, HAS_SPACE, LINKS_TO,
)  # fmt: skip
# What is in a store beside the graph itself.
STORED_TYPES: tuple[NodeType, ...] = (*NODE_TYPES, HOLDER)
# What says what the graph is; a user's own statements do not meet it.
NOTES: tuple[NodeType, ...] = (GRAPH, HOLDER)
NODE_TYPE: dict[str, NodeType] = {each.label: each for each in NODE_TYPES}
RELATIONSHIP_TYPE: dict[str, RelationshipType] = {each.kind: each for each in RELATIONSHIP_TYPES}

FULL_TEXT = "words"
FULL_TEXT_LABELS = ("Paper", "Author", "Repository")
FULL_TEXT_PROPERTIES = ("title", "abstract", "name", "owner")


def list_definitions() -> Iterator[str]:
    """Yield the statements that create constraints and indexes where there are none."""
    for node in STORED_TYPES:
        name = node.label.lower()
        yield (
            f"CREATE CONSTRAINT {name}_id IF NOT EXISTS FOR (n:{node.label}) REQUIRE n.id IS UNIQUE"
        )
        for each in node.properties:
            if each.indexed:
                yield (
                    f"CREATE INDEX {name}_{each.name} IF NOT EXISTS "
                    f"FOR (n:{node.label}) ON (n.{each.name})"
                )


def write_full_text_definition() -> str:
    """Return the statement that creates the full-text index; only Neo4j takes it as it is."""
    fields = ", ".join(f"n.{name}" for name in FULL_TEXT_PROPERTIES)
    return (
        f"CREATE FULLTEXT INDEX {FULL_TEXT} IF NOT EXISTS "
        f"FOR (n:{'|'.join(FULL_TEXT_LABELS)}) ON EACH [{fields}]"
    )


def merge_nodes(label: str) -> str:
    """Return the statement that loads nodes of one label from rows of `id` and `props`."""
    # kglite makes up a title for a new node that has none; null takes it away, and changes
    # nothing in Neo4j.
    return (
        f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) "
        "ON CREATE SET n.title = null SET n += row.props"
    )


def merge_relationships(kind: str) -> str:
    """Return the statement that loads relationships from rows of `start`, `finish` and `props`."""
    of = RELATIONSHIP_TYPE[kind]
    return (
        f"UNWIND $rows AS row MATCH (a:{of.start} {{id: row.start}}) "
        f"MATCH (b:{of.end} {{id: row.finish}}) "
        f"MERGE (a)-[r:{kind}]->(b) SET r += row.props"
    )
