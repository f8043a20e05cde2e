from __future__ import annotations

from typing import TYPE_CHECKING

from neo4j import GraphDatabase

if TYPE_CHECKING:
    from tests.neo4j_server import Neo4jAddress


def test_the_server_for_tests_is_a_real_neo4j(neo4j_address: Neo4jAddress) -> None:
    auth = (neo4j_address.username, neo4j_address.password)
    with GraphDatabase.driver(neo4j_address.uri, auth=auth) as driver:
        records, _, _ = driver.execute_query(
            "CALL dbms.components() YIELD versions, edition", database_=neo4j_address.database
        )
    assert records[0]["versions"][0].startswith("5.")
