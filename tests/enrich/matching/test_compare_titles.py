from __future__ import annotations

import pytest

from citeloom.enrich.matching.compare_titles import (
    Relation,
    compare_titles,
    is_beginning,
    is_misspelling,
)
from citeloom.enrich.matching.plain_titles import is_distinctive, is_generic, is_short
from citeloom.enrich.matching.title_vetoes import find_numbers, find_veto

LONG = "Learning to Compose Soft Prompts for Zero-Shot Learning"


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        (LONG, LONG.upper(), Relation.EQUAL),
        ("Pre-training Works", "Pretraining works", Relation.EQUAL),
        ("Pre-training works well", "Pretraining Works Well!", Relation.EQUAL),
        ("Scaling to 1 2 Hours", "Scaling to 12 Hours", Relation.OTHER),
        ("", "Anything", Relation.FAR),
        ("?!", "?!", Relation.FAR),
        (LONG, "Sorting in Linear Time", Relation.FAR),
        # 0.90 of ratio is the least that is near
        ("aaaaa bbbbb ccccc ddddd", "aaaaa bbbbb ccccc ddddx", Relation.NEAR),
        ("aaaaa bbbbb cccc", "aaaaa bbbbb ccxx", Relation.FAR),  # 0.875
        ("graph theory of trees", "graph theory on trees", Relation.NEAR),
        ("The Theory of Graphs and Trees", "Theory of Graphs and Trees", Relation.SPELLING),
        ("A Theory of Graphs and Trees", "The Theory of Graphs and Trees", Relation.SPELLING),
        ("Compositional Transformars in Vision", "Compositional Transformers in Vision",
         Relation.SPELLING),
        ("Composition of Transformer Models in Vision",
         "Composition of Transformers Model in Vision", Relation.NEAR),
        ("Self Supervised Learning of Visual Models on Data",
         "Selfsupervised Learning of Visual Modles on Data", Relation.SPELLING),
        ("Deep Graph Learning in the Wild", "Deep Graph Learning Wild", Relation.FAR),
        ("Deep Graph Representation Learning in Wild", "Deep Graph Representation Learning Wild",
         Relation.NEAR),
        # a subtitle has two words, says no number and makes no sequel
        (f"{LONG}: A Simple Approach", LONG, Relation.SUBTITLE),
        (f"{LONG}: Simply Said", LONG, Relation.SUBTITLE),
        (f"{LONG}: Simply", LONG, Relation.NEAR),
        (f"{LONG}: A Survey", LONG, Relation.OTHER),
        (f"{LONG}: An Extended Study", LONG, Relation.OTHER),
        (f"{LONG}: Version 2", LONG, Relation.OTHER),
        (f"{LONG}: With 7 More", LONG, Relation.OTHER),
        (f"{LONG}: With 7 Further Tasks", LONG, Relation.NEAR),
        ("Compose Soft Prompts. For Zeros: And Read", "Compose Soft Prompts. For Zeros",
         Relation.SUBTITLE),
        ("Learning to Compose…", LONG, Relation.FAR),
        ("Learning to Compose Soft…", LONG, Relation.SUBTITLE),
        ("Learning to Compose Soft Prom...", LONG, Relation.SUBTITLE),
        ("Learning to Compose Soft…", "Sorting in Linear Time", Relation.FAR),
    ],
)  # fmt: skip
def test_two_titles_relate(first: str, second: str, relation: Relation) -> None:
    assert compare_titles(first, second).relation is relation
    assert compare_titles(second, first).relation is relation


def test_a_subtitle_may_stand_behind_any_of_the_first_separators() -> None:
    assert is_beginning("One: Two: Three: Four", "One: Two: Three")
    assert not is_beginning("One: Two: Three", "One: Two: Three")
    assert not is_beginning("One: Two: Three", "One: Tw")


@pytest.mark.parametrize(
    ("first", "second", "misspelt"),
    [
        ("transformers", "transformars", True),
        ("language", "langauge", True),
        ("contrastive", "contrastve", True),
        ("model", "modal", True),
        ("modl", "mdel", False),  # too short
        ("nets", "nats", False),
        ("network", "networks", False),
        ("faster", "fasted", False),
        ("symmetric", "asymmetric", False),
        ("sample", "simple", False),  # the second letter
        ("attention", "attontein", False),  # two letters
        ("layer2x", "layer3x", False),
    ],
)
def test_a_misspelt_word_differs_by_one_letter_within(
    first: str,
    second: str,
    misspelt: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert is_misspelling(first, second) is misspelt


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("part ii of it", "part iii of it", "the numbers differ (2, 3)"),
        ("part two of it", "part 2 of it", ""),  # a written numeral is its digit
        ("gpt 4.5 now", "gpt 4.6 now", "the numbers differ (4.5, 4.6)"),
        ("graphs here", "graphs here 2", "the numbers differ (none, 2)"),
        ("graphs here", "graphs revisited here", "only one of them says revisited"),
        ("graphs here", "graphs not here", "only one of them says not"),
        ("qwen large here", "qwen here", "only one of them says large"),
        ("graphs on trees", "trees on graphs", "the words stand in another order"),
        ("learning c here", "learning c++ here", "only one of them has a +, # or *"),
        ("a search here", "a* search here", "only one of them has a +, # or *"),
        ("graphs of trees", "graphs on trees", ""),
    ],
)
def test_some_differences_are_never_linked(left: str, right: str, reason: str) -> None:
    assert find_veto(tuple(left.split()), tuple(right.split())) == reason


def test_numbers_are_read_in_digits_and_words() -> None:
    assert find_numbers(["seven", "of", "ix", "in", "3.5", "h2o"]) == ("7", "9", "3.5", "2")


@pytest.mark.parametrize(
    ("title", "generic", "short", "distinctive"),
    [
        ("Introduction", True, True, False),
        ("An Overview", True, True, False),
        ("Conclusion and Future Work", True, False, False),
        ("Three Long Words", False, True, False),
        ("Four Words Are Enough", False, False, False),
        ("A B C D E F", False, True, False),  # six letters
        ("Abcd Efgh Ij K", False, True, False),  # eleven
        ("Abcd Efgh Ij Kl", False, False, False),  # twelve
        ("深度学习", False, True, False),
        ("深度学习论", False, False, False),  # five characters
        ("深度 学习 的 论", False, False, False),
        ("深 学 的 论", False, True, False),  # four characters
        ("One Two Three Four Five Six Seven", False, False, False),
        ("One Two Three Four Five Six Seven Eight", False, False, True),
    ],
)
def test_a_title_names_one_paper_when_it_is_long_enough(
    title: str,
    generic: bool,  # noqa: FBT001 - a column of the table
    short: bool,  # noqa: FBT001 - a column of the table
    distinctive: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert (is_generic(title), is_short(title), is_distinctive(title)) == (
        generic,
        short,
        distinctive,
    )
