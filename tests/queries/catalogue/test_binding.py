"""Names and parameters: what is wrong, what it is for, and how it is written."""

from __future__ import annotations

from typing import Any

import pytest

from citeloom.graph.errors import QueryError
from citeloom.queries.catalogue import bind_parameters, find_query, list_queries, make_example


@pytest.mark.parametrize(
    ("name", "found"),
    [("co-cited", "co-cited"), ("co_cited", "co-cited"), (" Most-Cited ", "most-cited")],
)
def test_a_query_is_found_by_its_name(name: str, found: str) -> None:
    assert find_query(name).name == found


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [("fundations", "`foundations`"), ("mostcited", "`most-cited`"), ("cocited", "`co-cited`")],
)
def test_a_wrong_name_suggests_the_nearest(name: str, suggestion: str) -> None:
    with pytest.raises(QueryError, match="Did you mean") as caught:
        find_query(name)
    assert suggestion in str(caught.value)


def test_a_name_like_no_other_leads_to_the_catalogue() -> None:
    with pytest.raises(QueryError, match="lists the catalogue"):
        find_query("zzzzzz")


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("most-cited", {}, {"limit": 25}),
        ("most-cited", {"limit": "7"}, {"limit": 7}),
        ("most-cited", {"limit": 7}, {"limit": 7}),
        ("most-cited", {"limit": None}, {"limit": 25}),
        ("foundations", {"at_least": " 3 "}, {"at_least": 3, "limit": 25}),
        ("co-cited", {"paper": " W1 "}, {"paper": "W1", "at_least": 1, "limit": 25}),
        ("reading-order", {}, {"papers": [], "limit": 100}),
        ("reading-order", {"papers": "W1,W2"}, {"papers": ["W1", "W2"], "limit": 100}),
        ("reading-order", {"papers": "W1; Two, or more"}, {"papers": ["W1", "Two, or more"]}),
        ("reading-order", {"papers": '["a; b", "W2"]'}, {"papers": ["a; b", "W2"]}),
        ("reading-order", {"papers": ("W1", "W1")}, {"papers": ["W1"]}),
        # This DOI holds a semicolon, as those of JASIS do.
        ("reading-order", {"papers": "10.1002/x<1::A>3.0.CO;2-O; W2"},
         {"papers": ["10.1002/x<1::A>3.0.CO;2-O", "W2"]}),
    ],
)  # fmt: skip
def test_parameters_are_typed_and_defaults_filled_in(
    name: str, given: dict[str, Any], expected: dict[str, Any]
) -> None:
    bound = bind_parameters(find_query(name), given)
    assert {key: bound[key] for key in expected} == expected
    assert set(bound) == {parameter.name for parameter in find_query(name).parameters}


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("co-cited", {}, ("needs `paper`: The paper to start from", "DOI", "-p paper=2204.03574")),
        ("co-cited", {"paper": "  "}, ("`paper` of `co-cited`", "part of its title")),
        ("most-cited", {"limit": "ten"}, ("a whole number", "`ten`", "-p limit=25")),
        ("most-cited", {"limit": "-1"}, ("from 0 up", "`-1`")),
        ("most-cited", {"limit": "1.5"}, ("a whole number", "`1.5`")),
        ("most-cited", {"limit": True}, ("a whole number", "`True`")),
        ("most-cited", {"limit": 2**63}, ("a whole number",)),
        ("most-cited", {"limt": 1}, ("no parameter `limt`", "Did you mean `limit`?")),
        ("most-cited", {"zzz": 1}, ("no parameter `zzz`", "It takes limit")),
        ("connectors", {"first": "A1"}, ("needs `second`: The other group", '-p second="A')),
        ("reading-order", {"papers": "[1"}, ("separated by semicolons",)),
        ("search", {}, ("needs `text`: Words of the title", '-p text="citation graph"')),
    ],
)
def test_a_wrong_parameter_says_what_it_is_for(
    name: str, given: dict[str, Any], says: tuple[str, ...]
) -> None:
    with pytest.raises(QueryError) as caught:
        bind_parameters(find_query(name), given)
    for words in says:
        assert words in str(caught.value)


def test_every_example_is_a_value_that_fits() -> None:
    for query in list_queries():
        given = {p.name: make_example(p) for p in query.parameters if p.required}
        assert bind_parameters(query, given)


def test_the_catalogue_describes_itself_in_json() -> None:
    shown = find_query("foundations").describe()
    assert shown["name"] == "foundations"
    assert (shown["area"], shown["kind"]) == ("reading", "table")
    assert shown["parameters"][0] == {
        "name": "at_least", "type": "integer", "required": False, "default": 2,
        "description": "Listed papers that must cite a work.",
    }  # fmt: skip
    assert [column["name"] for column in shown["columns"]][:2] == ["id", "title"]
