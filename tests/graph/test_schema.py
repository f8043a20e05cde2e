"""The declarations, and the page that is made from them."""

from __future__ import annotations

from citeloom.graph import records, schema
from docs.generate.schema_page import PAGE, page


def test_every_record_is_declared() -> None:
    assert [each.label for each in schema.NODE_TYPES[:-1]] == [
        each.label for each in records.NODE_RECORDS
    ]
    assert [each.kind for each in schema.RELATIONSHIP_TYPES] == [
        each.kind for each in records.RELATIONSHIP_RECORDS
    ]


def test_every_property_says_what_it_means() -> None:
    silent = [
        f"{getattr(shape, 'label', None) or getattr(shape, 'kind', None)}.{each.name}"
        for shape in (*schema.NODE_TYPES, *schema.RELATIONSHIP_TYPES)
        for each in shape.properties
        if not each.description
    ]
    assert silent == [], "give these fields a description in graph/records.py"


def test_no_property_has_a_name_that_kglite_uses_itself() -> None:
    names = {each.name for shape in schema.NODE_TYPES for each in shape.properties}
    assert "type" not in names
    both = [shape.label for shape in schema.NODE_TYPES if {"title", "name"} <= set(shape.names)]
    assert both == [], "kglite keeps title and name in one place"


def test_the_schema_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page() + "\n", (
        "docs/schema.md is stale: run `python -m docs.generate.schema_page`"
    )
