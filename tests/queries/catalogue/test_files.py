"""The loader is strict: a header that drifts from its text names file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.queries.catalogue import list_queries
from citeloom.queries.catalogue.read_questions import CatalogueError, read_catalogue, read_query

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
// name: good
// title: A good one
// summary: Says what it does,
//   on two lines.
// when: Always.
// kind: table
// param: limit (integer, default 25) How many lines at most.
// param: word (string, required) A word.
// returns: id (paper) The id.
// returns: year (integer?) The year.
// needs: listing
// since: 0.1
// plan-deny: AllNodesScan
// plan-allow: NodeByLabelScan It counts everything.
// see: https://example.org/a

MATCH (p:Paper) // not a header: $nothing
WHERE p.url <> 'https://example.org/$none // no comment' AND p.`a // $b` <> $word
RETURN p.id AS id, p.year AS year ORDER BY id LIMIT $limit
"""


def write(folder: Path, text: str, name: str = "good") -> Path:
    path = folder / "area" / f"{name}.cypher"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_becomes_a_frozen_query(tmp_path: Path) -> None:
    query = read_query(write(tmp_path, GOOD))
    assert (query.name, query.area, query.kind) == ("good", "area", "table")
    assert query.summary == "Says what it does, on two lines."
    assert [(p.name, p.type, p.required, p.default) for p in query.parameters] == [
        ("limit", "integer", False, 25),
        ("word", "string", True, None),
    ]
    assert [(c.name, c.type, c.optional) for c in query.columns] == [
        ("id", "paper", False),
        ("year", "integer", True),
    ]
    assert query.plan_allow == {"NodeByLabelScan": "It counts everything."}
    assert query.statement.startswith("MATCH (p:Paper)")


@pytest.mark.parametrize(
    ("before", "after", "line", "says"),
    [
        ("$limit", "25", 7, "param limit is not used"),
        ("p.`a // $b` <> $word", "p.x = $word + $other", 18, "$other is used"),
        ("p.year AS year", "p.year AS when", 10, "year is not returned"),
        ("p.year AS year", "p.year AS year, 1 AS one", 9, "declared as"),
        ("p.year AS year", "p.year", 19, "has no name"),
        ("// when: Always.", "// wenn: Always.", 5, "knows no `wenn`"),
        ("// when: Always.", "// title: Again", 5, "`title` is there twice"),
        ("// when: Always.\n", "", 1, "lacks `when`"),
        ("// when: Always.", "//when", 5, "a header line reads"),
        ("(integer, default 25)", "(integer)", 7, "a parameter reads"),
        ("(integer, default 25)", "(number, default 25)", 7, "parameter limit"),
        ("(integer, default 25)", "(integer, default x)", 7, "parameter limit"),
        ("// param: word", "// param: limit", 8, "limit is there twice"),
        ("(paper) The id", "(papr) The id", 9, "column id"),
        ("id (paper) The id.", "id The id.", 9, "a column reads"),
        ("// kind: table", "// kind: chart", 6, "kind"),
        ("// needs: listing", "// needs: money", 11, "needs"),
        ("// name: good", "// name: better", 1, "the name is better"),
        ("'https", "\"'https", 18, "does not end"),
        ("// since", "// total: RETURN 1 AS total\n// since", 12, "need each other"),
        ("// since", "// left-out: {shown}\n// total: RETURN 1 AS n\n// since", 13, "one column"),
        ("// since", "// left-out: {shown} {many}\n// total: RETURN 1 AS total\n// since", 12,
         "names many"),
    ],
)  # fmt: skip
def test_drift_names_file_and_line(
    tmp_path: Path, before: str, after: str, line: int, says: str
) -> None:
    assert before in GOOD
    path = write(tmp_path, GOOD.replace(before, after, 1))
    with pytest.raises(CatalogueError) as caught:
        read_query(path)
    assert caught.value.file == "area/good.cypher"
    assert (says in str(caught.value), caught.value.line) == (True, line), str(caught.value)


def test_two_files_of_one_name_are_an_error(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    other = tmp_path / "other" / "good.cypher"
    other.parent.mkdir()
    other.write_text(GOOD, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"other/good\.cypher.*area/good\.cypher"):
        read_catalogue(tmp_path)


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_every_query_keeps_the_rules_of_the_catalogue(query) -> None:  # noqa: ANN001 - as parametrised
    assert "ORDER BY" in query.statement, "a list needs a total order"
    limit = next((p for p in query.parameters if p.name == "limit"), None)
    assert limit or query.statement.rstrip().endswith("LIMIT 1"), "a list needs a limit"
    for operator in ("AllNodesScan", "CartesianProduct"):
        assert operator in query.plan_deny or operator in query.plan_allow, (
            f"deny {operator} in the header, or allow it with a reason"
        )
    if query.kind == "graph":
        graph = {"node", "nodes", "relationship", "relationships", "path"}
        assert graph & {column.type for column in query.columns}
    else:
        ids = {"paper", "papers", "author", "authors", "topic", "institution", "venue", "artefact"}
        counts_only = query.name == "contents"
        assert counts_only or ids & {column.type for column in query.columns}, "lines carry ids"


def test_row_models_can_be_made_of_every_header() -> None:
    for query in list_queries():
        fields = query.row_model.model_fields
        assert tuple(fields) == tuple(column.name for column in query.columns)


def test_the_catalogue_has_the_questions_that_were_promised() -> None:
    areas = {"overview", "reading", "related", "code", "people", "graph"}
    assert {query.area for query in list_queries()} == areas
    assert sum(query.kind == "graph" for query in list_queries()) >= 7
    assert sum(query.kind == "table" for query in list_queries()) >= 30
