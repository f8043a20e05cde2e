"""The weights of words are those of the formula, worked out by hand."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pytest

from citeloom.queries.related_work.word_weights import split_words, weigh_words


def test_a_weight_is_that_of_the_formula() -> None:
    """Of three texts, two have `graph`, one has `model`, and in one it stands three times."""
    found = weigh_words(["Graph model", "graph graph graph", "poem"])
    assert found is not None
    assert found.dtype == np.float32
    graph, model = 1 + log(4 / 3), 1 + log(4 / 2)
    length = sqrt(graph**2 + model**2)
    expected = [[graph / length, model / length, 0], [1, 0, 0], [0, 0, 1]]
    assert found.toarray() == pytest.approx(np.array(expected), abs=1e-6)


def test_a_word_that_stands_often_weighs_more_but_not_as_often_as_it_stands() -> None:
    found = weigh_words(["graph graph graph model", "graph", "model"])
    assert found is not None
    assert found[[0]].toarray()[0, 0] / found[[0]].toarray()[0, 1] == pytest.approx(1 + log(3))


def test_a_text_without_words_is_a_row_of_zeros() -> None:
    found = weigh_words(["", "of the", "a b c", "graphs"])
    assert found is not None
    assert np.diff(found.indptr).tolist() == [0, 0, 0, 1]


@pytest.mark.parametrize("texts", [[], [""], ["the", " of \n", "x y"]])
def test_texts_that_say_nothing_have_no_weights(texts: list[str]) -> None:
    assert weigh_words(texts) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Graph of GRAPHS", ["graph", "graphs"]),
        ("Über naïve Café", ["uber", "naive", "cafe"]),
        ("re\u0301sume\u0301 and résumé", ["resume", "resume"]),
        ("fine-tuning, x1 and 2020 (v_2)", ["fine", "tuning", "x1", "2020", "v_2"]),
        ("\ufb01ne \uff12\uff10", ["fine", "20"]),
        ("注意力 機制", ["注意力", "機制"]),
        ("don't", ["don"]),
        ("a e i", []),
    ],
)
def test_words_are_read_without_case_accents_and_what_says_nothing(
    text: str, words: list[str]
) -> None:
    assert list(split_words(text)) == words
