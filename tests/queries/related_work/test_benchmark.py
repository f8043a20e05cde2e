"""The benchmark hides what it asks for, and counts as its documentation says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from bench.held_out import (
    ALL_YEARS,
    Corpus,
    Draw,
    grow_around,
    hide_fifth,
    hide_half,
    make_corpus,
)
from bench.literature import read_literature
from bench.related import CORA, baselines, judge, measure, ours
from citeloom.graph.citation_index import CitationIndex

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def cora() -> Corpus:
    return make_corpus(read_literature(CORA))


def test_hidden_references_are_gone_and_all_else_is_left(cora: Corpus) -> None:
    whole = CitationIndex.build(cora.citing, cora.cited, cora.size)
    trials = list(hide_fifth(cora, Draw(), 0, seed=0, uncited=True))
    assert trials
    for trial in trials:
        (paper,) = trial.given.tolist()
        left, before = set(trial.index.references(paper)), set(whole.references(paper))
        assert not left & set(trial.hidden)
        assert set(trial.hidden) == before - left
        assert len(trial.hidden) == len(before) // 5
        assert set(trial.seeds) == left | {paper}
    hidden = sum(len(trial.hidden) for trial in trials)
    assert whole.cites.nnz - trials[0].index.cites.nnz == hidden


def test_what_nobody_else_cites_is_asked_for_only_where_that_is_wanted(cora: Corpus) -> None:
    asked = list(hide_fifth(cora, Draw(), 0, seed=0))
    assert all((trial.index.in_degree[trial.hidden] > 0).all() for trial in asked)
    every = list(hide_fifth(cora, Draw(), 0, seed=0, uncited=True))
    assert sum(len(t.hidden) for t in asked) < sum(len(t.hidden) for t in every)


def test_rounds_hide_different_references_and_a_seed_the_same(cora: Corpus) -> None:
    rounds = [list(hide_fifth(cora, Draw(), turn, seed=0)) for turn in range(5)]
    pairs = [{(int(t.given[0]), int(x)) for t in of for x in t.hidden} for of in rounds]
    assert sum(map(len, pairs)) == len(set().union(*pairs))
    again = hide_fifth(cora, Draw(), 0, seed=0)
    assert {(int(t.given[0]), int(x)) for t in again for x in t.hidden} == pairs[0]


# 0 cites 1 to 4, each of which something else cites too; 5 cites 1 and 2, 6 cites 3 and 4 and 7.
LITERATURE = """
0 1
0 2
0 3
0 4
5 1
5 2
6 3
6 4
6 7
"""


def test_half_of_a_bibliography_is_the_list_and_the_other_half_is_wanted(tmp_path: Path) -> None:
    file = tmp_path / "citations.txt"
    file.write_text(LITERATURE)
    corpus = make_corpus(read_literature(file))
    trial = hide_half(corpus, 0, ALL_YEARS, seed=0)
    assert trial is not None
    ids = trial.facts.ids
    given, hidden = ({ids[at] for at in places} for places in (trial.given, trial.hidden))
    assert "0" not in ids, "the paper is out of the world"
    assert len(given) == 2
    assert trial.wanted == 2
    assert given | hidden <= {"1", "2", "3", "4"}
    assert not given & hidden
    assert trial.candidates.sum() == len(ids) - 2
    assert hide_half(corpus, 7, ALL_YEARS, seed=0) is None, "it cites nothing"


def test_a_graph_is_grown_by_citing_works_then_by_what_is_pointed_at(tmp_path: Path) -> None:
    file = tmp_path / "citations.txt"
    file.write_text(LITERATURE)
    corpus = make_corpus(read_literature(file))
    world = CitationIndex.build(corpus.citing, corpus.cited, corpus.size)
    place = {key: at for at, key in enumerate(corpus.facts.ids)}
    names = {at: key for key, at in place.items()}

    def grown(works: int) -> set[str]:
        return {names[at] for at in grow_around(world, np.array([place["3"]]), works).tolist()}

    assert grown(0) == {"3"}
    assert grown(2) - {"3"} <= {"0", "6", "1", "2", "4", "7"}
    assert grown(100) == {"3", "0", "6", "1", "2", "4", "7"}


@pytest.mark.parametrize(
    ("scores", "hidden", "recall", "reciprocal"),
    [
        ([9, 8, 7], [0], 1, 1),
        ([9, 8, 7], [2], 1, 1 / 3),
        ([0] * 40, [3], 0.5, 1 / 20.5),
        ([*range(40)], [39, 0], 0.5, 1),
    ],
    ids=["first", "third", "forty that tie", "one of two"],
)
def test_a_place_counts_as_documented(
    scores: list[int], hidden: list[int], recall: float, reciprocal: float
) -> None:
    known = np.array([], np.int64)
    found = judge(np.array(scores, np.float32), known, np.array(hidden))
    assert found == pytest.approx((recall, reciprocal))


def test_known_references_take_no_place() -> None:
    scores = np.arange(30, dtype=np.float32)
    assert judge(scores, np.arange(10, 30), np.array([9])) == (1, 1)


def test_ours_finds_more_on_cora_than_other_systems(cora: Corpus) -> None:
    trials = [trial for turn in range(2) for trial in hide_fifth(cora, Draw(), turn, seed=7)]
    found = measure(trials, {"ours": ours} | baselines())
    recall = {name: rows[:, 0].mean() for name, rows in found.items()}
    others = {name: value for name, value in recall.items() if not name.startswith("ours")}
    assert recall["ours"] >= max(others.values())
    assert recall["ours"] > 0.7
