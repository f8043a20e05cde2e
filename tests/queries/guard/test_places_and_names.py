"""Errors name places of the statement as it was written; words of clauses may be names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from citeloom.graph.errors import StatementFailed, StatementRefused
from citeloom.queries.cypher_tokens import blank_comments
from citeloom.queries.guard import clean_statement, run_read_only

if TYPE_CHECKING:
    from citeloom.graph.stores.store import Store

WRONG = {
    "a clause": "MATCH (p:Paper) RETRN p.id AS id",
    "blanks before": "   MATCH (p:Paper) WHERE p.year > RETURN p",
    "the second line": "MATCH (p:Paper)\nWHERE p.year >\nRETURN p.id AS id",
    "after a comment": "/* a long comment */ MATCH (p:Paper) WHERE p.year > RETURN p",
    "empty lines before": "\n\nMATCH (p:Paper) WHERE p.year > RETURN p",
    "a bracket": "MATCH (p:Paper RETURN p",
    "an end": "MATCH (p:Paper) RETURN p LIMIT",
}

NAMES = {
    "a node": "MATCH (set:Paper) WHERE set.year > 1900 RETURN set.id AS id ORDER BY set.id",
    "several nodes": "MATCH (use:Paper)-[show:CITES]->(create:Paper) RETURN use.id, create.id",
    "an alias": "MATCH (p:Paper) RETURN p.id AS load ORDER BY load",
    "an alias that goes on": "MATCH (p:Paper) WITH p AS set, p.id AS load RETURN set.id AS a, load",
    "an element of a list": "UNWIND [1, 2] AS use RETURN [x IN [use] WHERE use > 1 | x] AS found",
    "in a comprehension": "RETURN [set IN [1, 2] WHERE set > 1 | set] AS found",
    "in arithmetic": "WITH 1 AS set, 2 AS load RETURN set + load AS n",
    "in a condition": "WITH true AS show, false AS use WHERE show AND NOT use RETURN show",
    "in a case": "WITH 1 AS set RETURN CASE WHEN set = 1 THEN set ELSE set END AS n",
    "in a function": "MATCH (merge:Paper) RETURN count(DISTINCT merge) AS n",
    "in a map": "WITH 1 AS set RETURN {set: set, load: 2} AS map",
    "a property": "MATCH (p:Paper) RETURN p.set AS n LIMIT 1",
}

REFUSED = {
    "set after an alias": "MATCH (p:Paper) WITH p AS set SET p.title = 'x'",
    "create after a variable called as": "MATCH (as:Paper) WITH as CREATE (n)",
    "create after a variable called in": "WITH 1 AS in CREATE (n:Paper {id: 'x'})",
    "create after a variable called return": "WITH 1 AS return CREATE (n:Paper {id: 'x'})",
    "create after all": "MATCH (p:Paper) RETURN * CREATE (n:Paper {id: 'x'})",
    "delete after a bracket": "MATCH (delete:Paper) DELETE delete",
    "set after a list": "WITH [1] AS set SET set.x = 1",
    "foreach": "FOREACH (set IN [1] | CREATE (n:Paper {id: 'x'}))",
    "remove after a string": "MATCH (p:Paper) WHERE p.id = 'x' REMOVE p.title",
}


@pytest.mark.parametrize("case", WRONG)
def test_an_error_names_the_place_that_was_written(either: Store, case: str) -> None:
    """The store's own words about the statement itself, which nothing stands before."""
    with pytest.raises(StatementFailed) as caught:
        run_read_only(either, WRONG[case])
    with pytest.raises(StatementFailed) as plain:
        either.read(blank_comments(WRONG[case]))
    assert _place(caught.value) == _place(plain.value)
    assert "EXPLAIN" not in str(caught.value)


def _place(error: StatementFailed) -> tuple[str, ...]:
    places = re.findall(r"line \d+, col(?:umn)? \d+|offset: \d+", error.what)
    assert places, f"no place in {error.what}"
    return tuple(places)


@pytest.mark.parametrize("case", NAMES)
def test_a_word_of_a_clause_may_be_a_name(either: Store, case: str) -> None:
    run_read_only(either, NAMES[case])


@pytest.mark.parametrize("case", REFUSED)
def test_a_clause_after_such_a_name_is_refused(either: Store, case: str) -> None:
    with pytest.raises(StatementRefused):
        clean_statement(REFUSED[case])
    with pytest.raises(StatementRefused):
        run_read_only(either, REFUSED[case])


@pytest.mark.parametrize(
    ("statement", "columns"),
    [
        ("MATCH (set:Paper) RETURN set.title, set.id LIMIT 1", ("set.title", "set.id")),
        ("WITH 1 AS remove RETURN remove", ("remove",)),
        ("WITH {set: 1, load: 2} AS m RETURN m.set, m.load", ("m.set", "m.load")),
        ("MATCH (`set`:Paper) RETURN `set`.id LIMIT 1", ("set.id",)),
        ("RETURN 1 AS `two words`", ("two words",)),
        ("MATCH (p:Paper) RETURN p.id LIMIT 1", ("p.id",)),
    ],
)
def test_columns_are_named_as_they_were_written_without_quotes(
    either: Store, statement: str, columns: tuple[str, ...]
) -> None:
    assert run_read_only(either, statement).columns == columns
