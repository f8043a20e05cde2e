"""Shapes are compared so that a difference shows, whichever side it is on."""

from __future__ import annotations

from typing import Any

import pytest

from tests.world.key_paths import list_idle, list_missing, list_untold_types, read_shape

TRUE = {"id": "W1", "place": {"source": None, "names": ["a"]}, "words": {"of": [1], "all": [2]}}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(1.5, {"": {"number"}}, id="a bare value"),
        pytest.param({"a": 1}, {"": {"object"}, "a": {"number"}}, id="an object"),
        pytest.param(
            [{"a": True}, {"a": None}],
            {"": {"array"}, "[]": {"object"}, "[].a": {"boolean", "null"}},
            id="a list of objects",
        ),
        pytest.param({"a": [[""]]}, {"": {"object"}, "a": {"array"}, "a[]": {"array"},
                                     "a[][]": {"string"}}, id="lists in lists"),
        pytest.param({"a": []}, {"": {"object"}, "a": {"array"}}, id="an empty list"),
    ],
)  # fmt: skip
def test_a_shape_has_each_path_with_its_types(value: Any, expected: dict[str, set[str]]) -> None:
    assert read_shape([value]) == expected


def test_keys_that_are_data_are_one_path() -> None:
    shape = read_shape([TRUE], folded=["words"])
    assert [path for path in shape if path.startswith("words")] == ["words", "words.*", "words.*[]"]


def test_several_values_have_one_shape() -> None:
    assert read_shape([{"a": 1}, {"a": None, "b": ""}])["a"] == {"number", "null"}


@pytest.mark.parametrize(
    ("given", "excused", "missing"),
    [
        pytest.param(TRUE, [], [], id="the same"),
        pytest.param({**TRUE, "more": 1}, [], [], id="more than is wanted"),
        pytest.param({"id": "", "words": TRUE["words"]}, [],
                     ["place", "place.names", "place.names[]", "place.source"], id="a branch"),
        pytest.param({"id": "", "words": TRUE["words"]}, ["place"], [], id="a branch, excused"),
        pytest.param({"id": "", "words": TRUE["words"]}, ["place.names", "plac"],
                     ["place", "place.source"], id="an excuse covers whole keys"),
        pytest.param({**TRUE, "place": {"source": None, "names": []}}, [],
                     ["place.names[]"], id="a list that is always empty"),
        pytest.param({**TRUE, "place": {"source": None, "names": []}}, ["place.names"],
                     [], id="a list that is always empty, excused"),
    ],
)  # fmt: skip
def test_paths_that_are_missing_are_named(
    given: Any, excused: list[str], missing: list[str]
) -> None:
    assert list_missing(read_shape([TRUE]), read_shape([given]), excused) == missing


@pytest.mark.parametrize(
    ("given", "excused", "untold"),
    [
        pytest.param({"a": None, "b": 1}, [], [], id="both types"),
        pytest.param({"a": 1.0, "b": 2}, [], ["a: null"], id="one of two types"),
        pytest.param({"a": 1.0, "b": 2}, ["a: null"], [], id="one of two types, excused"),
        pytest.param({"a": None, "b": "2"}, [], ["b: number"], id="another type"),
    ],
)
def test_types_that_are_never_shown_are_named(
    given: Any, excused: list[str], untold: list[str]
) -> None:
    wanted = read_shape([{"a": None}, {"a": 1, "b": 0.5}])
    assert list_untold_types(wanted, read_shape([given, {"a": 1}]), excused) == untold


def test_an_excuse_that_is_not_needed_is_named() -> None:
    assert list_idle(["a", "b", "c"], ["a.x", "b[]", "cc"]) == ["c"]
