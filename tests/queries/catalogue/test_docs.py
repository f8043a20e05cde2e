"""The page about the queries is made of their files, and is not stale."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from citeloom.queries.catalogue import find_query, list_queries, run_query
from docs.generate.questions_page import _cell, render_docs

if TYPE_CHECKING:
    from citeloom.graph.stores.store import Store

PAGE = Path(__file__).parents[3] / "docs" / "queries.md"


def test_the_page_is_what_the_files_say(example: Store) -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert render_docs(example) == written, (
        "docs/queries.md is stale: run `python -m tests.queries.example_graph > docs/queries.md`"
    )


def test_every_query_and_column_is_on_the_page(example: Store) -> None:
    page = render_docs(example)
    for query in list_queries():
        section = page.split(f"\n### {query.name}\n", 1)[1].split("\n### ", 1)[0]
        for part in (*query.parameters, *query.columns):
            assert f"| `{part.name}` | " in section
        assert "The example graph has no answer" not in section


def test_titles_cannot_become_markup() -> None:
    assert _cell("a | <b> [c](d) *e*\nf") == r"a \| \<b> \[c](d) \*e\* f"


def test_an_example_is_what_the_query_answers(example: Store) -> None:
    first = run_query(example, find_query("most-cited"), {"limit": 1}).table.dicts()[0]
    assert f"| {first['id']} | {first['title']} |" in render_docs(example)
