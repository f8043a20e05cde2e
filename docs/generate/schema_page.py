"""``docs/schema.md``, made from `graph.schema` by ``python -m docs.generate.schema_page``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from citeloom.graph import schema
from citeloom.graph.vocabulary import LABELS, RELATIONSHIPS, make_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[1] / "schema.md"

_HEAD = """\
# The graph

This page is made from the declarations in `graph/records.py`, by
`python -m docs.generate.schema_page`; do not edit it. Schema version {version}.

A property that is not known is absent. Every `id` is unique within its label, and every value
comes from a source: nothing is filled in. Where two records of one thing disagree, the one fetched
later wins (`graph/loading/merge.py` has the whole rule).
"""


def page() -> str:
    """Return the page as Markdown, with a diagram for mermaid."""
    return "\n".join([_HEAD.format(version=schema.SCHEMA_VERSION), *_diagram(), *_sections()])


def _diagram() -> Iterator[str]:
    yield "```mermaid\nflowchart LR"
    for kind in schema.RELATIONSHIP_TYPES:
        yield f"  {kind.start} -- {kind.kind} --> {kind.end}"
    yield "```\n"


def _sections() -> Iterator[str]:
    yield "## Nodes\n"
    for node in schema.NODE_TYPES:
        words = LABELS[node.label]
        told = dict.fromkeys((words.one, words.many, words.heading, words.link))
        yield f"### `{node.label}`\n\n{node.description}\nIn words: “{'”, “'.join(told)}”.\n"
        yield from _table(node.properties)
    yield "## Relationships\n"
    for kind in schema.RELATIONSHIP_TYPES:
        ends = RELATIONSHIPS[kind.kind]
        yield f"### `(:{kind.start})-[:{kind.kind}]->(:{kind.end})`\n\n{kind.description}"
        yield f"In words: “{ends.forward}”, from the other end “{ends.backward}”.\n"
        yield from _table(kind.properties)
    yield from _values()
    yield "## Constraints and indexes\n"
    yield "Created when a graph is opened for writing:\n\n```cypher"
    for statement in schema.list_definitions():
        yield f"{statement};"
    yield "```\n\nOn Neo4j also, for the search of `graph.full_text`:\n\n```cypher"
    yield f"{schema.write_full_text_definition()};\n```\n"
    yield "## How records are loaded\n"
    yield "One statement for each label and kind, with rows as a parameter, such as\n\n```cypher"
    yield f"{schema.merge_nodes('Paper')};\n{schema.merge_relationships('CITES')};\n```"


def _values() -> Iterator[str]:
    yield "## Values in words\n"
    words = make_vocabulary()
    yield "| value of | value | in words |\n|---|---|---|"
    for name in ("matches", "steps", "relations", "sources"):
        for value, told in words[name].items():
            forms = [told] if isinstance(told, str) else told.values()
            yield f"| {name} | `{value}` | “{'”, “'.join(dict.fromkeys(forms))}” |"
    yield ""


def _table(properties: tuple[schema.Property, ...]) -> Iterator[str]:
    if not properties:
        yield "No properties.\n"
        return
    yield "| property | type | meaning |\n|---|---|---|"
    for each in properties:
        meaning = each.description
        if each.values:
            meaning += f" One of {', '.join(f'`{value}`' for value in each.values)}."
        if each.name == "id":
            meaning += " Unique."
        elif each.indexed:
            meaning += " Indexed."
        yield f"| `{each.name}` | {each.type} | {meaning.strip()} |"
    yield ""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
