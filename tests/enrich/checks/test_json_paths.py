"""A JSON compared with what is expected of it."""

from __future__ import annotations

from typing import Any

import pytest

from citeloom.enrich.checks.json_paths import find_differences, place_below

SHAPE = {
    "": "object",
    "id": "text",
    "score": "number|null",
    "people": "list",
    "people[]": "object",
    "people[].name": "text|missing",
    "people[].home": "object|null|unseen",
    "people[].home.town": "text|unseen",
}
RIGHT: dict[str, Any] = {"id": "a", "score": 1, "people": [{"name": "b", "home": {"town": "c"}}]}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(RIGHT, id="as expected"),
        pytest.param(RIGHT | {"more": [1]}, id="a key more"),
        pytest.param(RIGHT | {"score": None}, id="null where it is allowed"),
        pytest.param(RIGHT | {"people": [{"home": None}]}, id="left out where it is allowed"),
    ],
)
def test_what_fits_has_no_differences(body: Any) -> None:
    assert find_differences(body, SHAPE, {"id": "A"}) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param([], ["the answer is list instead of object"], id="another whole"),
        pytest.param(RIGHT | {"id": 7}, ["id is whole instead of text"], id="type"),
        pytest.param(RIGHT | {"score": True}, ["score is truth instead of number or null"],
                     id="truth is no number"),
        pytest.param({k: RIGHT[k] for k in ("score", "people")},
                     ["id is missing instead of text"], id="renamed"),
        pytest.param(RIGHT | {"people": {}}, ["people is object instead of list"],
                     id="nothing is told below what differs"),
        pytest.param(RIGHT | {"people": []}, ["people[] is nowhere"], id="empty list"),
        pytest.param(RIGHT | {"people": [RIGHT["people"][0], {"home": 3}, {"home": []}]},
                     ["people[].home is list and whole instead of object or null"],
                     id="one of several"),
    ],
)  # fmt: skip
def test_a_difference_is_named_by_its_place(body: Any, said: list[str]) -> None:
    assert find_differences(body, SHAPE, {}) == said


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param({"ids": ["b", "c"]}, "ids[] is b, c instead of a", id="other values"),
        pytest.param({"ids": []}, "ids[] is nowhere instead of a", id="no value"),
        pytest.param({"ids": [None]}, "ids[] is null instead of a", id="null"),
        pytest.param({"ids": list("bcde")}, "ids[] is b, c, d instead of a", id="many"),
        pytest.param({"ids": [{"a": "a"}]}, "ids[] is object instead of a", id="an object"),
    ],
)
def test_another_value_is_shown(body: Any, said: str) -> None:
    assert find_differences(body, {}, {"ids[]": "a"}) == [said]


def test_one_is_not_true() -> None:
    assert find_differences({"a": True}, {}, {"a": 1}) == ["a is True instead of 1"]


def test_a_shape_stands_below_a_path() -> None:
    placed = place_below("[]", {"": "object", "id": "text", "[]": "list"})
    assert placed == {"[]": "object", "[].id": "text", "[][]": "list"}
