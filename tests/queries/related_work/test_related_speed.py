"""The benchmark of speed: its literature is as asked for, its figures are those of the command."""

from __future__ import annotations

import os
import sys
from collections import defaultdict

import numpy as np
import pytest

from bench.made_up_literature import LISTED, grow_literature, list_parts
from bench.related_speed import run_measured


@pytest.mark.parametrize(("papers", "each"), [(2_000, 5), (5_000, 20)])
def test_a_literature_has_the_size_that_was_asked_for(papers: int, each: int) -> None:
    made = grow_literature(papers, papers * each)
    assert len(made.citing) == papers * each
    assert len(set(zip(made.citing.tolist(), made.cited.tolist(), strict=True))) == papers * each
    assert (made.cited < made.citing).all()
    assert (made.year[made.cited] <= made.year[made.citing]).all()
    assert len(made.listed) == LISTED
    counts = np.sort(np.bincount(made.cited))[::-1]
    assert counts[0] > 5 * np.median(counts), "Few papers are cited much more often than most."


def test_a_literature_is_the_same_every_time() -> None:
    one, other = ([(name, list(rows)) for name, rows in list_parts(grow_literature(500, 2_000))]
                  for _ in range(2))  # fmt: skip
    assert one == other


def test_titles_share_the_words_of_their_topic() -> None:
    made = grow_literature(1_000, 5_000)
    parts = {name: list(rows) for name, rows in list_parts(made)}
    topics = {row["id"]: row["name"].lower().split() for row in parts["Topic"]}
    of = {row["start"]: topics[row["finish"]] for row in parts["HAS_TOPIC"]}
    for paper in parts["Paper"]:
        title = paper["title"].lower()
        assert all(word in title for word in of[paper["id"]])
    positions: dict[str, list[int]] = defaultdict(list)
    for row in parts["AUTHORED"]:
        positions[row["finish"]].append(row["position"])
    assert positions.keys() == {paper["id"] for paper in parts["Paper"]}
    assert sum(paper.get("listed", False) for paper in parts["Paper"]) == LISTED


def test_what_a_command_takes_is_its_own() -> None:
    code = "held = bytearray(b'x') * 300_000_000; print(sum(range(3_000_000)))"
    cost, printed = run_measured([sys.executable, "-c", code], os.environ)
    assert printed.strip() == str(sum(range(3_000_000)))
    assert cost.memory > 280
    assert cost.processor > 0
    assert cost.passed > 0


def test_a_command_that_fails_is_no_figure() -> None:
    with pytest.raises(RuntimeError, match="No paper here"):
        run_measured([sys.executable, "-c", "raise SystemExit('No paper here')"], os.environ)
