"""Statements of one's own: what is known to get past guards is refused, harmless questions pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.graph.errors import StatementFailed, StatementRefused, StatementTimeout
from citeloom.queries.guard import check_statement, clean_statement, run_read_only

if TYPE_CHECKING:
    from pathlib import Path

    from citeloom.graph.stores.store import Store

BYPASSES = {
    "create": "CREATE (n:Paper {id: 'x'})",
    "after a read": "MATCH (p:Paper) CREATE (n:Paper {id: 'x'})",
    "merge": "MERGE (n:Paper {id: 'x'}) RETURN n",
    "set": "MATCH (p:Paper) SET p.title = 'x' RETURN p.id AS id",
    "set map": "MATCH (p:Paper) SET p += {title: 'x'}",
    "delete": "MATCH (p:Paper) DELETE p",
    "detach delete": "MATCH (p:Paper) DETACH DELETE p",
    "nodetach delete": "MATCH (p:Paper) NODETACH DELETE p",
    "remove": "MATCH (p:Paper) REMOVE p.title",
    "insert": "INSERT (n:Paper {id: 'x'})",
    "lower case": "match (p:Paper) set p.title = 'x'",
    "comment between": "MATCH (p:Paper) SET/* a */p.title = 'x'",
    "line comment between": "MATCH (p:Paper) // RETURN p\nSET p.title = 'x'",
    "comment with a quote": "MATCH (p:Paper) /* ' */ SET p.title = 'x' /* ' */ RETURN p",
    "comment with a return": "MATCH (p:Paper) //\r SET p.title = 'x'",
    "comment in a comment": "RETURN 1 AS x /* /* */ */ CREATE (n)",
    "foreach": "FOREACH (x IN [1] | CREATE (n:Paper {id: 'x'}))",
    "foreach after": "MATCH (p:Paper) FOREACH (x IN [1] | SET p.title = 'x')",
    "call write": "CALL { CREATE (n:Paper {id: 'x'}) RETURN n } RETURN n.id AS id",
    "call import write": "MATCH (p:Paper) CALL { WITH p SET p.title = 'x' } RETURN p.id AS id",
    "call scope write": "MATCH (p:Paper) CALL (p) { SET p.title = 'x' } RETURN p.id AS id",
    "in transactions": "MATCH (p:Paper) CALL (p) { DELETE p } IN TRANSACTIONS OF 1 ROWS",
    "read in transactions": "MATCH (p:Paper) CALL (p) { RETURN 1 AS x } IN TRANSACTIONS RETURN x",
    "union": "RETURN 1 AS x UNION CREATE (n) RETURN 2 AS x",
    "exists write": "RETURN EXISTS { CREATE (n) } AS x",
    "variable as": "MATCH (as:Paper) WITH as CREATE (n)",
    "number with a dot": "RETURN 1. CREATE (n)",
    "second statement": "RETURN 1 AS x; CREATE (n:Paper {id: 'x'})",
    "second after a string": "RETURN ';' AS x; MATCH (p) DETACH DELETE p",
    "load csv file": "LOAD CSV FROM 'file:///{secret}' AS line RETURN line",
    "load csv path": "LOAD CSV FROM '{secret}' AS line RETURN line",
    "load csv http": "LOAD CSV FROM 'http://127.0.0.1:1/x' AS line RETURN line",
    "load csv headers": "LOAD CSV WITH HEADERS FROM 'https://example.org/' AS l RETURN l",
    "load csv later": "MATCH (p:Paper) LOAD CSV FROM 'file:///{secret}' AS line RETURN line",
    "load csv comment": "LOAD/**/CSV FROM 'file:///{secret}' AS line RETURN line",
    "load csv lines": "WITH 1 AS x\nLOAD\n// c\nCSV FROM 'file:///{secret}' AS line RETURN line",
    "load csv in call": "CALL { LOAD CSV FROM 'file:///{secret}' AS l RETURN l } RETURN l",
    "load csv parameter": "WITH $url AS u LOAD CSV FROM u AS line RETURN line",
    "load csv after a name": "MATCH (as:Paper) WITH as LOAD CSV FROM 'file:///x' AS l RETURN l",
    "apoc json": "CALL apoc.load.json('file:///{secret}') YIELD value RETURN value",
    "apoc http": "CALL apoc.load.json('http://127.0.0.1:1/') YIELD value RETURN value",
    "apoc quoted": "CALL `apoc`.`load`.`json`('http://127.0.0.1:1/') YIELD value RETURN value",
    "apoc whole name quoted": "CALL `apoc.load.json`('http://127.0.0.1:1/') YIELD value RETURN 1",
    "apoc comment": "CALL /* x */ apoc /**/ . load.json('file:///x') YIELD value RETURN value",
    "apoc do it": "CALL apoc.cypher.doIt('CREATE (n)', {{}}) YIELD value RETURN value",
    "apoc function": "RETURN apoc.cypher.runFirstColumnMany('CREATE (n)', {{}}) AS x",
    "apoc function quoted": "RETURN `apoc`.`cypher`.`runFirstColumnMany`('x', {{}}) AS x",
    "apoc spaced": "RETURN apoc . load . json('x') AS x",
    "apoc optional": "OPTIONAL CALL apoc.load.json('http://127.0.0.1:1/') YIELD value RETURN 1",
    "genai": "RETURN genai.vector.encode('x', 'OpenAI', {{token: 't'}}) AS x",
    "dbms": "CALL dbms.listConfig() YIELD name, value RETURN name, value",
    "dbms security": "CALL dbms.showCurrentUser()",
    "clear caches": "CALL db.clearQueryCaches()",
    "create label": "CALL db.createLabel('x')",
    "await indexes": "CALL db.awaitIndexes(10)",
    "kglite table": "CALL table.upsert({{table: 'x', row: {{id: 1}}}})",
    "kglite capture": "CALL db.cdc.enable()",
    "kglite embeddings": "CALL db.node_embeddings.drop({{type: 'Paper'}})",
    "kglite ontology": "CALL db.ontology.declare({{json: 'x'}})",
    "kglite time": "FOR VALID_TIME AS OF date('2020-01-01') MATCH (n:Paper) RETURN n.id AS id",
    "use": "USE system MATCH (n) RETURN n",
    "use inside": "CALL { USE system MATCH (n) RETURN n } RETURN n",
    "show users": "SHOW USERS",
    "show settings": "SHOW SETTINGS YIELD name, value",
    "show transactions": "SHOW TRANSACTIONS",
    "terminate": "TERMINATE TRANSACTIONS 'x'",
    "index": "CREATE INDEX x IF NOT EXISTS FOR (n:Paper) ON (n.title)",
    "constraint": "DROP CONSTRAINT paper_id",
    "database": "CREATE DATABASE x",
    "user": "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "explain": "EXPLAIN MATCH (n) RETURN n",
    "profile": "PROFILE MATCH (n:Paper) SET n.x = 1",
    "cypher version": "CYPHER 25 MATCH (n:Paper) SET n.x = 1",
    "escaped keyword": "MATCH (p:Paper) \\u0053ET p.title = 'x'",
    "escaped create": "\\u0043REATE (n)",
    "escaped quote": "RETURN '\\u0027 CREATE (n) //' AS x",
    "escaped quote, more u": "RETURN '\\uuu0027 CREATE (n) //' AS x",
    "escaped double quote": 'RETURN "\\u0022 CREATE (n) //" AS x',
    "escaped backtick": "MATCH (`a\\u0060) DETACH DELETE (b`) RETURN 1 AS x",
    "escaped comment end": "/* \\u002a\\u002f CREATE (n) /* */ RETURN 1 AS x",
    "escaped line end": "// \\u000a CREATE (n)\nRETURN 1 AS x",
    "escaped backslash": "RETURN '\\u005c' CREATE (n) //' AS x",
    "line separator": "// \u2028 CREATE (n)\nRETURN 1 AS x",
    "next line": "RETURN 1 AS x // \u0085 CREATE (n)",
    "unfinished string": "RETURN 'x",
    "unfinished comment": "RETURN 1 AS x /* CREATE (n)",
    "only a comment": "// nothing",
    "nothing": "",
    "too long": "RETURN " + "1 + " * 40_000 + "1 AS x",
}
HARMLESS = (
    "MATCH (p:Paper) RETURN p.id AS id ORDER BY id LIMIT 5",
    "match (p:Paper) return count(p) as n",
    "MATCH (p:Paper) RETURN count(*) AS n;",
    "MATCH (p:Paper {listed: true}) RETURN p.title AS title ORDER BY title",
    "MATCH (p:Paper) WHERE p.title CONTAINS 'CREATE' RETURN p.id AS id",
    "MATCH (p:Paper) WHERE p.title = 'LOAD CSV FROM x' RETURN p.id AS id",
    'MATCH (p:Paper) WHERE p.title = "DETACH DELETE; SET x" RETURN p.id AS id',
    "MATCH (p:Paper) WHERE p.title = 'it\\'s // no comment' RETURN p.id AS id",
    "MATCH (p:Paper) WHERE p.title CONTAINS 'M\\u00fcller' RETURN p.id AS id",
    "// papers\nMATCH (p:Paper) // all of them, also those to DELETE\nRETURN count(p) AS n",
    "MATCH (p:Paper) /* SET is\n not here */ RETURN count(p) AS n",
    "MATCH (p:Paper)\r\nRETURN count(p) AS n\r\n",
    "MATCH (`create`:Paper) RETURN `create`.id AS id ORDER BY id LIMIT 1",
    "MATCH (p:Paper) RETURN p.set AS x, p.delete AS y LIMIT 1",
    "MATCH (p:Paper) RETURN {set: p.id, load: 1} AS map ORDER BY p.id LIMIT 1",
    "MATCH (start:Paper)-[:CITES]->(stop:Paper) RETURN start.id AS a, stop.id AS b LIMIT 3",
    "MATCH (p:Paper)-[:CITES]->(q:Paper) RETURN p.id AS a, q.id AS b ORDER BY a, b LIMIT 3",
    "MATCH (p:Paper)-[c:CITES|HAS_TOPIC]->(x) RETURN type(c) AS t, count(*) AS n ORDER BY t",
    "MATCH (p:Paper {id: $id})-[:CITES*1..2]->(q:Paper) RETURN DISTINCT q.id AS id LIMIT 9",
    "MATCH c = shortestPath((:Paper {id: $id})-[:CITES*..4]-(:Paper {id: 'W2001'})) RETURN c",
    "MATCH (a:Author)-[:AUTHORED]->(p:Paper) WITH a, count(p) AS n WHERE n > 2 RETURN a.name AS a",
    "OPTIONAL MATCH (p:Paper {id: 'nobody'}) RETURN p.id AS id",
    "UNWIND [1, 2, 3] AS x RETURN x, x * 2 AS y",
    "WITH 1 AS x RETURN x",
    "RETURN 1 AS x",
    "RETURN 'a' + 'b' AS x, 7 / 2 AS y, 7 % 2 AS z",
    "RETURN 1 AS x UNION RETURN 2 AS x",
    "RETURN 1 AS x UNION ALL RETURN 1 AS x",
    "RETURN [x IN range(1, 5) WHERE x % 2 = 0 | x * x] AS squares",
    "RETURN reduce(s = 0, x IN [1, 2] | s + x) AS sum",
    "RETURN date('2026-01-02').year AS year",
    "RETURN duration.between(date('2026-01-01'), date('2026-02-01')).months AS months",
    "RETURN date.truncate('month', date('2026-01-15')) AS day",
    "RETURN coalesce(null, 'x') AS x, toUpper('set') AS y, size('merge') AS z",
    "RETURN CASE WHEN true THEN 'create' ELSE 'delete' END AS x",
    "RETURN {a: 1, b: [1, 2]} AS map",
    "RETURN $id AS id",
    "MATCH (p:Paper) WHERE p.id IN $ids RETURN p.id AS id ORDER BY id",
    "MATCH (p:Paper) WHERE p.id =~ 'W1.*' RETURN count(p) AS n",
    "MATCH (p:Paper) WHERE p.year >= 2020 AND NOT p.title STARTS WITH 'A' RETURN count(p) AS n",
    "MATCH (p:Paper) WHERE EXISTS { (p)-[:HAS_CODE]->(:Repository) } RETURN count(p) AS n",
    "MATCH (p:Paper) RETURN p.id AS id, COUNT { (p)-[:CITES]->() } AS n ORDER BY id LIMIT 3",
    "MATCH (p:Paper) CALL (p) { MATCH (p)-[:CITES]->(w) RETURN count(w) AS n } RETURN sum(n) AS n",
    "CALL () { RETURN 1 AS x } RETURN x",
    "MATCH (p:Paper) RETURN p.year AS year, collect(p.id)[..3] AS ids ORDER BY year LIMIT 3",
    "MATCH (p:Paper) RETURN p ORDER BY p.id SKIP 1 LIMIT 1",
    "MATCH c = (:Paper)-[:CITES]->(:Paper) RETURN c LIMIT 1",
    "MATCH (p:Paper)-[c:HAS_CODE]->(r) RETURN c.relation AS kind, count(*) AS n ORDER BY kind",
    "MATCH (p:Paper) RETURN avg(p.year) AS mean, min(p.year) AS first, max(p.year) AS last",
    "MATCH (p:Paper) RETURN DISTINCT labels(p) AS labels",
    "MATCH (n) RETURN count(n) AS n",
    "CALL db.labels() YIELD label RETURN label ORDER BY label",
    "CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType ORDER BY 1",
    "CALL `db`.`labels`() YIELD label RETURN count(label) AS n",
)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.csv"
    path.write_text("hidden\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("statement", BYPASSES.values(), ids=BYPASSES)
def test_bypasses_are_refused(either: Store, secret: Path, statement: str) -> None:
    text = statement.replace("{secret}", str(secret)).replace("{{", "{").replace("}}", "}")
    before = either.read("MATCH (n) RETURN count(n) AS n").rows
    with pytest.raises(StatementRefused):
        run_read_only(either, text, {"url": f"file://{secret}"})
    assert either.read("MATCH (n) RETURN count(n) AS n").rows == before


@pytest.mark.parametrize("statement", HARMLESS)
def test_harmless_questions_pass(either: Store, statement: str) -> None:
    table = run_read_only(either, statement, {"id": "W1009", "ids": ["W1009", "W2001"]})
    assert table.columns


def test_there_are_fifty_harmless_questions() -> None:
    assert len(set(HARMLESS)) >= 50


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (p:Paper) CREATE (n:Paper {id: 'x'})",
        "CALL () { CREATE (n:Paper {id: 'x'}) } RETURN 1 AS x",
        "MATCH (p:Paper) FOREACH (x IN [1] | SET p.title = 'x')",
        "CALL db.awaitIndexes(10)",
        "LOAD CSV FROM 'file:///x' AS line RETURN line",
    ],
)
def test_the_later_layers_hold_without_the_first(
    either: Store, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citeloom.queries.guard.clean_statement", lambda text: text)
    monkeypatch.setattr("citeloom.queries.guard._find_procedures", lambda _: [])
    with pytest.raises((StatementRefused, StatementFailed)):
        run_read_only(either, statement)


def test_a_row_limit_says_that_it_cut(either: Store) -> None:
    whole = run_read_only(either, "MATCH (p:Paper) RETURN p.id AS id ORDER BY id")
    cut = run_read_only(either, "MATCH (p:Paper) RETURN p.id AS id ORDER BY id", limit=3)
    assert (len(cut.rows), cut.truncated, whole.truncated) == (3, True, False)
    assert cut.rows == whole.rows[:3]


def test_a_time_limit_says_that_it_cut(either: Store) -> None:
    endless = "UNWIND range(1, 3000000) AS x UNWIND range(1, 3000000) AS y RETURN sum(x * y) AS s"
    with pytest.raises(StatementTimeout, match=r"stopped after 0\.2 seconds"):
        run_read_only(either, endless, timeout=0.2)


def test_comments_do_not_reach_the_store() -> None:
    assert clean_statement("MATCH (p) // a\nRETURN 'x // y' AS x /* b */;") == (
        "MATCH (p)     \nRETURN 'x // y' AS x"
    )


def test_a_refusal_says_what_and_what_instead(either: Store) -> None:
    with pytest.raises(StatementRefused, match=r"`SET` is not a reading clause.*may only read"):
        check_statement(either, "MATCH (p:Paper) SET p.x = 1")
