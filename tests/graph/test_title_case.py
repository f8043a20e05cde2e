from __future__ import annotations

import pytest

from citeloom.graph.title_case import choose_better_written


@pytest.mark.parametrize(
    ("theirs", "ours", "shown"),
    [
        ("ATTENTION IS ALL YOU NEED", "Attention Is All You Need", "Attention Is All You Need"),
        ("attention is all you need", "Attention Is All You Need", "Attention Is All You Need"),
        ("PRE TRAINING OF TREES", "Pre-training of Trees", "Pre-training of Trees"),
        ("Attention Is All You Need", "Attention is all you need", "Attention Is All You Need"),
        ("ATTENTION IS ALL YOU NEED", "attention is all you need", "ATTENTION IS ALL YOU NEED"),
        ("TREES OF LIFE", "Trees of Lives", "TREES OF LIFE"),
        ("BERT", None, "BERT"),
    ],
)
def test_the_better_written_title_is_shown(theirs: str, ours: str | None, shown: str) -> None:
    assert choose_better_written(theirs, ours) == shown
