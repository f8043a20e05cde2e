"""A user's own statements do not meet the nodes in which a graph notes what it is."""

from __future__ import annotations

import pytest

from citeloom.graph.stores.hide_notes import hide_notes

CHANGED = {
    "a node": ("MATCH (n) RETURN n", "MATCH (n<:>) RETURN n"),
    "no name": ("MATCH () RETURN count(*)", "MATCH (<:>) RETURN count(*)"),
    "in quotes": ("MATCH (`n (x`) RETURN 1", "MATCH (`n (x`<:>) RETURN 1"),
    "properties": ("MATCH (n {id: 'x'}) RETURN n", "MATCH (n <:>{id: 'x'}) RETURN n"),
    "a condition": ("MATCH (n WHERE n.a = 1) RETURN n", "MATCH (n <:>WHERE n.a = 1) RETURN n"),
    "optional": ("OPTIONAL MATCH (n) RETURN n", "OPTIONAL MATCH (n<:>) RETURN n"),
    "in small letters": ("match (n) return n", "match (n<:>) return n"),
    "several": (
        "MATCH (a), (b:Paper), p = (c) RETURN a",
        "MATCH (a<:>), (b:Paper), p = (c<:>) RETURN a",
    ),
    "beside a path": (
        "MATCH (a)-->(b), (c) RETURN a", "MATCH (a)-->(b), (c<:>) RETURN a",
    ),
    "not this label": ("MATCH (n:!Paper) RETURN n", "MATCH (n:(!Paper)<&>) RETURN n"),
    "any label": ("MATCH (n:%) RETURN n", "MATCH (n:(%)<&>) RETURN n"),
    "its own label": ("MATCH (g:Graph) RETURN g", "MATCH (g:(Graph)<&>) RETURN g"),
    "the other one": (
        "MATCH (h:Holder|Paper) RETURN h", "MATCH (h:(Holder|Paper)<&>) RETURN h",
    ),
    "a path of no step": (
        "MATCH p = (a)-[*0..2]-(b) RETURN p", "MATCH p = (a<:>)-[*0..2]-(b<:>) RETURN p",
    ),
    "a part that repeats": (
        "MATCH ((a)-->(b) WHERE f(a)){0,2} RETURN 1",
        "MATCH ((a<:>)-->(b<:>) WHERE f(a)){0,2} RETURN 1",
    ),
    "any shortest": (
        "MATCH ANY SHORTEST (a)-->*(b) RETURN a",
        "MATCH ANY SHORTEST (a<:>)-->*(b<:>) RETURN a",
    ),
    "counted": ("RETURN COUNT { (n) } AS c", "RETURN COUNT { (n<:>) } AS c"),
    "in a subquery": (
        "MATCH (p:Paper) WHERE EXISTS { MATCH (n) WHERE n.id = p.id } RETURN p",
        "MATCH (p:Paper) WHERE EXISTS { MATCH (n<:>) WHERE n.id = p.id } RETURN p",
    ),
    "in a condition of a node": (
        "MATCH (p:Paper WHERE COUNT { (n) } > 1) RETURN p",
        "MATCH (p:Paper WHERE COUNT { (n<:>) } > 1) RETURN p",
    ),
    "after another clause": (
        "UNWIND [1] AS x MATCH (n) WHERE (n.a + 1) * 2 = x RETURN (n.a)",
        "UNWIND [1] AS x MATCH (n<:>) WHERE (n.a + 1) * 2 = x RETURN (n.a)",
    ),
}  # fmt: skip
KEPT = {
    "a path": "MATCH (a)-[r]->(b)<--(c) RETURN a",
    "a label": "MATCH (n:Paper|Author) RETURN n",
    "shortest path": "MATCH p = shortestPath((a:Paper)-[*]-(b:Paper)) RETURN p",
    "no pattern": "RETURN (1 + 2) * count(*)",
    "a variable called match": "WITH 1 AS match RETURN match + (2)",
    "a property called match": "MATCH (p:Paper) RETURN p.match, (p.id)",
    "a text": "RETURN 'MATCH (n)' AS text",
    "not closed": "MATCH (n RETURN n",
    "not ended": "MATCH (n) RETURN 'x",
}


@pytest.mark.parametrize("case", CHANGED)
def test_a_pattern_that_the_node_could_match_excludes_it(case: str) -> None:
    written, marked = CHANGED[case]
    expected = marked.replace("<:>", ":!Graph&!Holder ").replace("<&>", "&!Graph&!Holder ")
    sent, added = hide_notes(written)
    assert sent == expected
    assert "".join(sign for at, sign in enumerate(sent) if at not in {*added}) == written


@pytest.mark.parametrize("case", KEPT)
def test_what_cannot_meet_the_node_stays_as_it_is(case: str) -> None:
    assert hide_notes(KEPT[case]) == (KEPT[case], [])
