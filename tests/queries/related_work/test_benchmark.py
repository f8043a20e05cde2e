"""The benchmark hides what it asks for, and counts as its documentation says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from bench.related import CORA, hide, judge, measure, read
from bench.related_baselines import METHODS
from citeloom.graph.citation_index import CitationIndex

if TYPE_CHECKING:
    from pathlib import Path


def test_hidden_references_are_gone_and_all_else_is_left() -> None:
    citing, cited, size = read(CORA)
    whole = CitationIndex.build(citing, cited, size)
    trial = hide(citing, cited, size, seed=0, turn=0)
    assert trial.papers
    for paper, hidden in zip(trial.papers, trial.hidden, strict=True):
        left, before = set(trial.index.references(paper)), set(whole.references(paper))
        assert not left & set(hidden)
        assert set(hidden) <= before
        assert len(before - left) == len(before) // 5
        assert all(trial.index.in_degree[hidden] > 0)
    hidden_count = sum(map(len, trial.hidden)) + trial.not_asked
    assert whole.cites.nnz - trial.index.cites.nnz == hidden_count


def test_rounds_hide_different_references_and_a_seed_the_same() -> None:
    citing, cited, size = read(CORA)
    rounds = [hide(citing, cited, size, seed=0, turn=turn) for turn in range(5)]
    pairs = [
        {(paper, int(x)) for paper, of in zip(t.papers, t.hidden, strict=True) for x in of}
        for t in rounds
    ]
    assert sum(map(len, pairs)) == len(set().union(*pairs))
    again = hide(citing, cited, size, seed=0, turn=0)
    assert again.papers == rounds[0].papers


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


def test_ours_finds_more_on_cora_than_every_baseline() -> None:
    trials = [hide(*read(CORA), seed=7, turn=turn) for turn in range(2)]
    recall = {name: rows[:, 0].mean() for name, rows in measure(trials, METHODS).items()}
    assert max(recall, key=lambda name: recall[name]) == "ours"
    assert recall["ours"] > 0.7


def test_a_file_with_a_wrong_line_is_refused_with_its_number(tmp_path: Path) -> None:
    file = tmp_path / "wrong.txt"
    file.write_text("# citing cited\n1 2\n3\n")
    with pytest.raises(SystemExit, match=r"wrong.txt:3: expected"):
        read(file)
