"""What every store promises about reading, writing, limits and errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.graph import errors
from citeloom.graph.stores.statements import check_reading, find_procedures
from citeloom.graph.stores.values import Node, Path, Relationship

if TYPE_CHECKING:
    from citeloom.graph.stores.store import Store


@pytest.fixture
def filled(store: Store) -> Store:
    store.write_rows(
        "UNWIND $rows AS row MERGE (n:Paper {id: row.id}) ON CREATE SET n.title = null "
        "SET n += row.props",
        [
            {"id": "W1", "props": {"title": "One", "year": 2020, "listings": ["a"], "fwci": 1.0}},
            {"id": "W2", "props": {}},
        ],
    )
    store.write(
        "MATCH (a:Paper {id: 'W1'}), (b:Paper {id: 'W2'}) MERGE (a)-[r:CITES]->(b) "
        "SET r.source = 's2'"
    )
    store.write("MERGE (n:Author {id: 'A1'}) ON CREATE SET n.title = null SET n.name = 'Ada'")
    return store


def test_nodes_relationships_and_paths_come_as_the_same_values(filled: Store) -> None:
    table = filled.read(
        "MATCH p = (a:Paper)-[r:CITES]->(b:Paper) RETURN a, r, p, [b] AS list, {of: b} AS map"
    )
    (first, link, path, listed, mapped) = table.rows[0]
    assert table.columns == ("a", "r", "p", "list", "map")
    assert isinstance(first, Node)
    assert (first.labels, first.properties) == (
        ("Paper",),
        {"id": "W1", "title": "One", "year": 2020, "listings": ["a"], "fwci": 1.0},
    )
    assert isinstance(link, Relationship)
    assert (link.kind, link.properties, link.start) == ("CITES", {"source": "s2"}, first.key)
    assert isinstance(path, Path)
    assert [node.properties["id"] for node in path.nodes] == ["W1", "W2"]
    assert path.relationships[0].end == path.nodes[1].key
    assert listed == [path.nodes[1]]
    assert mapped == {"of": Node(link.end, ("Paper",), {"id": "W2"})}


def test_a_title_that_is_unknown_is_null(filled: Store) -> None:
    table = filled.read("MATCH (p:Paper) WHERE p.title IS NULL RETURN p.id, p.title")
    assert table.rows == (("W2", None),)


def test_a_name_is_no_title(filled: Store) -> None:
    assert filled.read("MATCH (a:Author) RETURN a").rows[0][0].properties == {
        "id": "A1",
        "name": "Ada",
    }


def test_dates_come_as_text(store: Store) -> None:
    assert store.read("RETURN date('2026-11-24') AS day, [date('2026-01-01')] AS days").rows == (
        ("2026-11-24", ["2026-01-01"]),
    )


def test_an_answer_keeps_its_columns_without_rows(store: Store) -> None:
    table = store.read("MATCH (p:Paper) RETURN p.id AS id, p.year AS year")
    assert (table.columns, table.rows, table.truncated) == (("id", "year"), (), False)


@pytest.mark.parametrize(
    ("limit", "expected", "truncated"), [(3, 3, True), (10, 10, False), (None, 10, False)]
)
def test_a_limit_cuts_and_says_so(
    store: Store, limit: int | None, expected: int, *, truncated: bool
) -> None:
    table = store.read("UNWIND range(1, 10) AS x RETURN x", limit=limit)
    assert (len(table.rows), table.truncated) == (expected, truncated)


def test_a_property_that_no_node_has_yet_matches_nothing(store: Store) -> None:
    assert store.read("MATCH (p:Paper {language: 'en'}) RETURN p").rows == ()
    assert store.read("MATCH (m:Model {likes: 1}) RETURN m").rows == ()
    assert store.read("MATCH (:Paper)-[r:HAS_CODE {relation: 'own'}]->() RETURN r").rows == ()


def test_counters_tell_what_was_written(filled: Store) -> None:
    made = filled.write("MERGE (p:Paper {id: 'W9'})")
    again = filled.write("MERGE (p:Paper {id: 'W9'})")
    gone = filled.write("MATCH (p:Paper {id: 'W1'}) DETACH DELETE p")
    assert (made.nodes_created, again.nodes_created) == (1, 0)
    assert (gone.nodes_deleted, gone.relationships_deleted) == (1, 1)


def test_an_id_is_unique(filled: Store) -> None:
    with pytest.raises(errors.StatementFailed):
        filled.write("CREATE (p:Paper {id: 'W1'})")


def test_a_statement_that_takes_too_long_is_stopped(store: Store) -> None:
    endless = (
        "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b "
        "WITH a, b WHERE a * b = 7 RETURN count(*) AS n"
    )
    with pytest.raises(errors.StatementTimeout):
        store.read(endless, timeout=0.3)
    assert store.read("RETURN 1 AS one").rows == ((1,),), "the store works on"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:Paper {id: 'x'})",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n:Paper) SET n.year = 1 RETURN n",
        "CREATE INDEX x FOR (n:Paper) ON (n.pages)",
        "RETURN 1; RETURN 2",
        "RETURN 1; CREATE (n:Paper {id: 'x'})",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "load /* ' */ csv FROM 'file:///etc/passwd' AS line RETURN line",
    ],
)
def test_reading_never_writes_and_never_opens_files(filled: Store, statement: str) -> None:
    with pytest.raises(errors.StatementRefused):
        filled.read(statement)
    assert filled.read("MATCH (n) RETURN count(n)").rows == ((3,),)


@pytest.mark.parametrize(
    "statement", ["MATCH (n", "RETURN nothing(1)", "RETURN $missing", "", "MATCH (n) RETURN m"]
)
def test_a_statement_that_is_wrong_is_named_as_such(store: Store, statement: str) -> None:
    with pytest.raises(errors.StatementFailed, match="does not accept"):
        store.read(statement)


@pytest.mark.parametrize("value", [2**70, object(), {1: 2}])
def test_a_parameter_that_cypher_does_not_have_is_refused(store: Store, value: object) -> None:
    with pytest.raises(errors.StatementFailed):
        store.read("RETURN $value AS value", {"value": value})


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("MATCH (p:Paper) RETURN p", "r"),
        ("CREATE (p:Paper {id: 'x'})", "w"),
        ("MATCH (p:Paper) SET p.year = 1 RETURN p", "rw"),
        ("CREATE INDEX x FOR (n:Paper) ON (n.pages)", "s"),
    ],
)
def test_a_plan_says_whether_a_statement_writes(filled: Store, statement: str, kind: str) -> None:
    before = filled.read("MATCH (n) RETURN count(n)").rows
    assert filled.explain(statement).kind == kind
    assert filled.read("MATCH (n) RETURN count(n)").rows == before, "explaining did it"


def test_a_plan_names_procedures(store: Store) -> None:
    plan = store.explain("CALL db.labels() YIELD label RETURN label") if (
        store.info().kind == "neo4j"
    ) else store.explain("CALL pagerank() YIELD node RETURN node")  # fmt: skip
    assert plan.procedures in {("db.labels",), ("pagerank",)}


@pytest.mark.parametrize(
    "statement",
    [
        "RETURN 'a; b' AS text",
        "RETURN 1 AS `a;b`;",
        "RETURN 1 AS a // ; CREATE",
        "RETURN 'LOAD CSV' AS text",
        'RETURN "it\\"; x" AS text',
    ],
)
def test_literals_and_comments_are_no_keywords(store: Store, statement: str) -> None:
    check_reading(statement)
    assert len(store.read(statement).rows) == 1


def test_procedures_in_strings_are_not_called() -> None:
    assert find_procedures("RETURN 'CALL a.b()' // CALL c.d()\nCALL e.f() YIELD x") == ("e.f",)
