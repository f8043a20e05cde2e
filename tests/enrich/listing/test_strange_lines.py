"""Which single lines look like code, and which titles must not."""

from __future__ import annotations

import pytest

from citeloom.enrich.listing.strange_lines import find_strange_lines


@pytest.mark.parametrize(
    "title",
    [
        "GottBERT: a pure German Language Model",
        "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding",
        "node2vec: Scalable Feature Learning for Networks",
        "fastText: A Library",
        "GPT-4: all you need",
        "Trees: a survey",
    ],
)
def test_a_title_with_a_colon_is_no_code(title: str) -> None:
    assert find_strange_lines([title]) == ([], "")


@pytest.mark.parametrize(
    "line",
    ["on: push", "runs-on: ubuntu-latest", "all: build test lint docs", "steps:", "- name: Check"],
)
def test_a_line_of_a_configuration_is_code(line: str) -> None:
    assert find_strange_lines([line]) == ([0], "code")
