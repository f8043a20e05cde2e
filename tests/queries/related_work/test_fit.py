"""Fitting gives the same weights each time, none of evidence below 0, and chances that fit."""

from __future__ import annotations

import numpy as np
import pytest

from bench.fit_related import (
    Question,
    choose_scales,
    expect_hits,
    fit_chance,
    fit_model,
    fit_weights,
    score,
)
from bench.half import count, measure_calibration
from citeloom.queries.related_work.fusion import FITTED, MAY_BE_LESS, read_model

WIDTH = len(FITTED)


def make_questions(seed: int, *, telling: str) -> list[Question]:
    """Make questions in which one signal tells what is hidden, and the others tell nothing."""
    chance = np.random.default_rng(seed)
    questions = []
    for _ in range(60):
        columns = chance.random((40, WIDTH)).astype(np.float32)
        odds = 6 * columns[:, FITTED.index(telling)] - 5
        hidden = chance.random(40) < 1 / (1 + np.exp(-odds))
        hidden[0] = True
        columns[5, 3] = np.nan
        questions.append(Question(columns, hidden, 10))
    return questions


@pytest.mark.parametrize("telling", ["flow", "co-citation", "author"])
def test_the_signal_that_tells_gets_the_weight(telling: str) -> None:
    questions = make_questions(1, telling=telling)
    scales = choose_scales(questions)
    terms = fit_weights(questions, scales)
    assert fit_weights(questions, scales) == terms, "the same questions give the same weights"
    assert max(terms, key=lambda name: terms[name].weight) == telling
    assert all(terms[name].weight >= 0 for name in FITTED if name not in MAY_BE_LESS)


def test_chances_promise_what_is_there() -> None:
    questions = make_questions(2, telling="flow")
    terms = fit_weights(questions, choose_scales(questions))
    scores = [score(question, terms) for question in questions]
    chance = fit_chance(questions, scores)
    told = sum(expect_hits(of, 10, chance) for of in scores)
    assert told == pytest.approx(sum(question.hidden.sum() for question in questions), rel=0.02)


def test_a_fitted_model_is_one_that_the_ranking_reads() -> None:
    written = fit_model(make_questions(3, telling="profile"))
    model = read_model(written)
    assert set(FITTED) <= set(model.terms)
    assert model.spread[0] < 0 < model.spread[1]


@pytest.mark.parametrize(
    ("chances", "hits", "error"),
    [
        ([0.0] * 10 + [1.0] * 10, [0] * 10 + [1] * 10, 0),
        ([0.5] * 20, [0, 1] * 10, 0),
        ([1.0] * 10, [0] * 10, 1),
        ([0.3] * 20, [0] * 20, 0.3),
    ],
    ids=["sure and right", "half and half", "sure and wrong", "a little too much"],
)
def test_calibration_error_is_the_mean_distance_between_promised_and_found(
    chances: list[float], hits: list[int], error: float
) -> None:
    measured = measure_calibration(np.array(chances), np.array(hits, np.float64))
    assert measured == pytest.approx(error)


def test_recall_is_the_share_of_what_is_wanted() -> None:
    best = [f"W{number}" for number in range(50)]
    assert count(best, {"W0", "W19", "W20", "W99"}) == (0.5, 0.75)
