"""Chances fall with the scores, add up to what is missing, and do not depend on a constant."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeloom.queries.related_work.author_distance import FAR, measure_author_distance
from citeloom.queries.related_work.chance import compute_chances, count_missing
from citeloom.queries.related_work.fusion import (
    FITTED,
    MAY_BE_LESS,
    WORDS,
    Chance,
    Model,
    Term,
    contribute,
    read_models,
)
from tests.queries.related_work.graphs import facts

MODEL = Model({}, Chance(offset=0.5, slope=1.0, size=1.0), (-1.0, 2.0), longest=20)
SCORES = st.lists(st.floats(-50, 50, width=32), min_size=1, max_size=20)


@given(scores=SCORES, more=st.floats(-30, 30, width=32))
def test_chances_follow_the_order_of_scores_and_not_their_level(
    scores: list[float], more: float
) -> None:
    score = np.array(scores, np.float32)
    everybody = np.ones(len(score), np.bool_)
    found = compute_chances(MODEL, score, everybody, 10)
    assert ((found >= 0) & (found <= 1)).all()
    order = np.argsort(score)
    assert (np.diff(found[order]) >= -1e-6).all()
    assert compute_chances(MODEL, score + np.float32(more), everybody, 10) == pytest.approx(
        found, abs=1e-3
    )


def test_what_is_no_candidate_has_no_chance() -> None:
    score = np.array([9.0, 1.0, 2.0], np.float32)
    found = compute_chances(MODEL, score, np.array([False, True, True]), 5)
    assert found[0] == 0
    assert found[2] > found[1] > 0
    assert not compute_chances(MODEL, score, np.zeros(3, np.bool_), 5).any()


def test_the_number_of_missing_papers_is_the_sum_of_chances_with_a_range_around_it() -> None:
    missing = count_missing(MODEL, np.array([0.5, 0.25, 0.25, 0], np.float32))
    assert (missing.expected, missing.low, missing.high) == (1.0, 0, 3)


def test_the_fitted_weights_are_whole_and_no_evidence_speaks_against_a_paper() -> None:
    models = read_models()
    assert set(models) == {"paper", "list"}
    for model in models.values():
        assert set(FITTED) <= set(model.terms) <= set(WORDS)
        assert all(model.terms[name].weight >= 0 for name in FITTED if name not in MAY_BE_LESS)
        assert model.spread[0] < 0 < model.spread[1]
        assert model.tells_chances(model.longest)


def test_a_contribution_is_what_a_paper_has_above_the_usual_and_nothing_where_it_is_unknown() -> (
    None
):
    values = {"a": np.array([0, np.e - 1, np.nan, 7], np.float32)}
    candidates = np.array([True, True, True, False])
    added = contribute({"a": Term(2.0, 1.0)}, values, candidates)["a"]
    assert added[:3] == pytest.approx([-1, 1, 0]), "the usual is the mean over known candidates"
    nothing = {"a": np.full(2, np.nan, np.float32)}
    assert contribute({"a": Term(2.0, 1.0)}, nothing, np.ones(2, np.bool_)) == {}


@pytest.mark.parametrize(
    ("authors", "distance"),
    [
        ([(0, "a"), (1, "a")], 0),
        ([(0, "a"), (2, "a"), (2, "b"), (1, "b")], 1),
        ([(0, "a"), (2, "a"), (2, "b"), (3, "b"), (3, "c"), (1, "c")], 2),
        ([(0, "a"), (1, "b")], FAR),
        ([(0, "a")], None),
        ([(1, "a")], None),
    ],
    ids=["shared", "co-authors", "two steps", "no path", "paper's unknown", "given unknown"],
)
def test_author_distance_counts_co_authorships(
    authors: list[tuple[int, str]], distance: int | None
) -> None:
    found = measure_author_distance(facts(4, has={"author": authors}), np.array([0]))[1]
    assert found == pytest.approx(np.nan if distance is None else distance, nan_ok=True)
