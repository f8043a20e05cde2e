"""Errors name places of the statement as it was written; words of clauses may be names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from citeloom.graph.cypher_tokens import blank_comments
from citeloom.graph.errors import StatementFailed, StatementRefused, StoreError
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
# The same twice: with names that are put into quotes, and with names as long that are not.
LIKE = {
    "before it": ("MATCH (set:Paper) WHERE set.year > RETURN 1", {"set": "abc"}),
    "a line above": ("MATCH (use:Paper)\nWHERE 1 > RETURN 1", {"use": "abc"}),
    "after it": ("MATCH (p:Paper) WHERE 1 > RETURN p.x AS set", {"set": "abc"}),
    "in the same line below": (
        "MATCH (p:Paper)\r\nWITH p AS load, 1 AS set WHERE set > RETURN 1",
        {"set": "abc", "load": "defg"},
    ),
}

WORDS = (
    "set", "load", "show", "use", "create", "delete", "merge", "call", "remove", "drop", "foreach",
    "detach",
)  # fmt: skip
# Where WORD may stand as a name.
PLACES = {
    "a node": "MATCH (WORD:Paper) RETURN WORD.title LIMIT 1",
    "a property": "MATCH (n) WHERE n.WORD = 1 RETURN n.id AS a",
    "a column": "MATCH (n) WHERE n.WORD = 1 RETURN n AS WORD",
    "a column alone": "RETURN 1 AS WORD",
    "a column that orders": "MATCH (p:Paper) RETURN p.id AS WORD ORDER BY WORD DESC LIMIT 2",
    "a variable": "WITH 1 AS WORD, 2 AS b RETURN WORD + b AS c",
    "a variable that is matched": "MATCH (p) WITH p AS WORD MATCH (WORD)-[:CITES]->(q) RETURN q.id",
    "a label": "MATCH (n:WORD) RETURN n",
    "a label in a condition": "MATCH (n) WHERE n:WORD OR n:Paper RETURN n LIMIT 1",
    "a type": "MATCH (a)-[:WORD]->(b) RETURN a",
    "one of several types": "MATCH (a:Paper)-[:CITES|WORD]->(b) RETURN a.id AS a LIMIT 1",
    "a relationship": "MATCH (a:Paper)-[WORD:CITES]->(b) RETURN type(WORD) AS a LIMIT 1",
    "a path": "MATCH WORD = (:Paper)-[:CITES]->(:Paper) RETURN length(WORD) AS n LIMIT 1",
    "keys of a map": "RETURN {WORD: 1, b: {a: 1, WORD: 2}} AS WORD",
    "a key of a projection": "MATCH (p:Paper) RETURN p {.WORD, .id} AS m LIMIT 1",
    "a parameter": "RETURN $WORD AS m",
    "an element": "UNWIND [1, 2] AS WORD RETURN [WORD IN [WORD] WHERE WORD > 1 | WORD * 2] AS n",
    "a condition of all": "RETURN all(WORD IN [1, 2] WHERE WORD > 1) AS n",
    "a sum": "RETURN reduce(WORD = 0, x IN [1, 2] | WORD + x) AS n",
    "a factor": "WITH 2 AS WORD RETURN 4 * WORD AS a, 4 / WORD AS b, WORD * WORD ^ WORD AS c",
    "a pattern of text": "WITH 'a' AS WORD WHERE 'a' =~ WORD AND 'a' STARTS WITH WORD RETURN WORD",
    "a case": "WITH 1 AS WORD RETURN CASE WORD WHEN 1 THEN WORD ELSE WORD END AS n",
    "a list": "WITH [1, 2] AS WORD WHERE 1 IN WORD RETURN WORD[0], WORD[0..1], size(WORD) AS n",
    "what a subquery sees": "MATCH (WORD) CALL (WORD) { MATCH (WORD)-->(q) RETURN q } RETURN q",
    "what must exist": "MATCH (WORD:Paper) WHERE EXISTS { (WORD)-->() } RETURN count(WORD) AS n",
    "what a procedure yields": "CALL db.labels() YIELD label AS WORD RETURN WORD",
    "in quotes": "MATCH (`WORD`:Paper) RETURN `WORD`.title AS `WORD` LIMIT 1",
}  # fmt: skip

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
    "call of a procedure after all": "WITH * CALL apoc.load.json('x') YIELD value RETURN value",
    "create after a quantifier": "MATCH ((a)-->(b))* CREATE (n:Paper {id: 'x'})",
    "create after a product": "WITH 2 AS x RETURN 2 * x CREATE (n:Paper {id: 'x'})",
    "delete of a list": "MATCH (n) DELETE [n][0]",
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


@pytest.mark.parametrize("place", PLACES)
def test_every_word_of_a_clause_may_be_every_name(either: Store, place: str) -> None:
    refused = {}
    for word in WORDS:
        try:
            run_read_only(either, PLACES[place].replace("WORD", word), {word: 1})
        except StoreError as error:
            refused[word] = str(error)
    assert not refused


@pytest.mark.parametrize("case", LIKE)
def test_quotes_that_are_put_in_move_no_place(either: Store, case: str) -> None:
    statement, others = LIKE[case]
    unlike = re.sub(r"\w+", lambda match: others.get(match[0], match[0]), statement)
    places = []
    for each in (statement, unlike):
        with pytest.raises(StatementFailed) as caught:
            run_read_only(either, each)
        places.append(_place(caught.value))
    assert places[0] == places[1]


def test_a_word_that_the_store_keeps_to_itself_is_told_as_its_own(example: Store) -> None:
    with pytest.raises(StatementFailed, match=r"graph does not accept.*WITH.*reserved.*backtick"):
        run_read_only(example, "MATCH (with:Paper) RETURN with.title")
    assert run_read_only(example, "MATCH (`with`:Paper) RETURN `with`.title LIMIT 1").rows


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
