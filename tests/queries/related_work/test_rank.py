from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given

from citeloom.graph.errors import UsageError
from citeloom.queries.related_work.fusion import read_models
from citeloom.queries.related_work.neighbourhood import read_neighbourhood
from citeloom.queries.related_work.paper_facts import make_unknown_facts, read_facts
from citeloom.queries.related_work.rank import rank_related
from citeloom.queries.related_work.reasons import MOST_IDS, TITLE_LENGTH, shorten_title
from citeloom.queries.related_work.suggest import shorten_reason
from citeloom.queries.related_work.wishes import Wishes
from citeloom.queries.related_work.word_weights import weigh_words
from tests.queries.example_graph import example_records
from tests.queries.related_work.graphs import KINDS, Pairs, around, facts, random_graphs
from tests.queries.stores import embedded, fill

if TYPE_CHECKING:
    from pathlib import Path

    from citeloom.queries.related_work.suggestion import Related

    Drawn = tuple[Pairs, int, list[int]]

# 0 is the seed and cites 2 and 3; 1 cites 2, 3 and 4; 5 cites 0 and 4; 6 and 7 are apart.
SMALL: Pairs = [(0, 2), (0, 3), (1, 2), (1, 3), (1, 4), (5, 0), (5, 4), (6, 7)]


def ranked(answer: Related) -> list[str]:
    return [suggestion.id for suggestion in answer.suggestions]


def test_what_is_cited_with_the_seeds_references_comes_first() -> None:
    answer = rank_related(around(SMALL, 8, [0]), facts(8))
    assert ranked(answer)[0] == "P4"
    assert set(ranked(answer)) <= {"P1", "P4", "P5"}, "the seed and what it cites are known"


def test_several_seeds_keep_what_they_cite_and_one_does_not() -> None:
    assert {"P2", "P3"} <= set(ranked(rank_related(around(SMALL, 8, [0, 1]), facts(8))))
    assert not {"P2", "P3"} & set(ranked(rank_related(around(SMALL, 8, [0]), facts(8))))


@given(drawn=random_graphs())
def test_ranking_twice_gives_the_same_and_seeds_never_appear(drawn: Drawn) -> None:
    pairs, size, seeds = drawn
    known = facts(size, has={"author": [(at, f"A{at % 3}") for at in range(size)]})
    once = rank_related(around(pairs, size, seeds), known, limit=1_000_000)
    again = rank_related(around(pairs[::-1], size, seeds[::-1]), known, limit=1_000_000)
    assert once == again
    assert not {f"P{seed}" for seed in seeds} & set(ranked(once))
    assert len(set(ranked(once))) == len(ranked(once))
    assert len(ranked(once)) == once.basis.candidates


@given(drawn=random_graphs())
def test_contributions_add_up_to_the_score_and_scores_fall(drawn: Drawn) -> None:
    pairs, size, seeds = drawn
    answer = rank_related(around(pairs, size, seeds), facts(size), limit=100)
    for suggestion in answer.suggestions:
        parts = sum(part.contribution for part in suggestion.signals.values())
        assert parts == pytest.approx(suggestion.score, rel=1e-4)
    scores = [suggestion.score for suggestion in answer.suggestions]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(("limit", "length"), [(0, 0), (1, 1), (2, 2), (1_000_000, 3)])
def test_a_limit_cuts_the_list_and_nothing_else(limit: int, length: int) -> None:
    answer = rank_related(around(SMALL, 8, [0]), facts(8), limit=limit)
    whole = rank_related(around(SMALL, 8, [0]), facts(8), limit=8)
    assert answer.suggestions == whole.suggestions[:length]
    assert answer.basis.missing == whole.basis.missing
    assert answer.basis.candidates == whole.basis.candidates
    assert answer.basis.expected == pytest.approx(sum(s.chance or 0 for s in answer.suggestions))


def test_a_limit_below_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="-1"):
        rank_related(around(SMALL, 8, [0]), facts(8), limit=-1)


def test_a_paper_with_nothing_related_says_so() -> None:
    answer = rank_related(around([(0, 0)], 3, [0]), make_unknown_facts(["P0", "P1", "P2"]))
    assert answer.suggestions == ()
    assert "Nothing in the graph is related to it." in answer.basis.text
    assert "0 of 1 paper have references" in answer.basis.text


def test_a_paper_without_citations_is_ranked_by_what_else_is_known() -> None:
    known = facts(8, has={"author": [(7, "A1"), (6, "A1"), (3, "A2")]})
    answer = rank_related(around([(0, 1)], 8, [7]), known)
    assert ranked(answer) == ["P6"]
    assert "No citation from or to this paper is known" in answer.basis.text
    assert answer.suggestions[0].reason == "same author as this paper: A1"


def test_a_candidate_whose_citations_are_unknown_is_not_ranked_below_everything() -> None:
    chain = [(0, at) for at in range(1, 6)] + [(at, at + 5) for at in range(1, 6)]
    known = facts(12, has={"repository": [(0, "github.com/a/b"), (11, "github.com/a/b")]})
    answer = rank_related(around(chain, 12, [0]), known)
    place = ranked(answer).index("P11")
    assert place < len(ranked(answer)) / 2
    assert set(answer.suggestions[place].signals) == {"repository"}, "what is unknown adds nothing"


@pytest.mark.parametrize("lacking", ["titles", "years", "author"])
def test_what_is_not_known_of_a_paper_is_not_held_against_it(lacking: str) -> None:
    """2 and 3 are cited alike, and alike by what is known; of 3 one thing less is known."""
    pairs = [(at, cited) for at in (4, 5) for cited in (0, 1, 2, 3)]
    papers = [at for at in range(6) if at != 3]
    titles = {at: f"Graph networks {at}{at}" for at in range(6)}
    years = dict.fromkeys(range(6), 2020)
    authors = [(at, f"A{at}") for at in range(6)]
    known = facts(
        6,
        titles={at: titles[at] for at in papers} if lacking == "titles" else titles,
        years={at: years[at] for at in papers} if lacking == "years" else years,
        has={"author": [row for row in authors if row[0] != 3 or lacking != "author"]},
    )
    answer = rank_related(around(pairs, 6, [0, 1]), known)
    signals = {each.id: each.signals for each in answer.suggestions}
    of_it = {"titles": {"title"}, "years": {"older", "newer", "citations a year"}}
    assert not of_it.get(lacking, {"author"}) & set(signals["P3"])
    assert "P3" in ranked(answer)[:2]


def test_chances_are_not_told_for_lists_much_longer_than_those_of_the_experiment() -> None:
    longest = read_models()["list"].longest
    for length, told in ((2 * longest, True), (2 * longest + 1, False)):
        size = length + 2
        pairs = [(length + 1, cited) for cited in range(length + 1)]
        answer = rank_related(around(pairs, size, range(length)), facts(size))
        assert (answer.suggestions[0].chance is not None) == told
        assert (answer.basis.missing is not None) == told
        assert ("not told" in answer.basis.text) != told


def test_versions_of_one_paper_appear_once() -> None:
    pairs = [(0, 2), *((1, at) for at in (2, 4, 5, 6, 7, 8)), (3, 2), (3, 4), (3, 5)]
    known = facts(
        9,
        titles={0: "Seed", 4: "A Study", 5: "A study.", 6: "A Study", 7: "SEED", 8: "Other"},
        years={0: 2020, 4: 2020, 5: 2021, 6: 1999, 7: 2021, 8: 2020},
        aliases={8: ("P6",)},
    )
    answer = rank_related(around(pairs, 9, [0]), known, limit=20)
    by_id = {suggestion.id: suggestion for suggestion in answer.suggestions}
    assert "P7" not in by_id, "a version of the seed is the seed"
    assert len({"P4", "P5"} & set(by_id)) == 1, "equal titles in near years are one paper"
    assert len({"P6", "P8"} & set(by_id)) == 1, "an alias names the same paper"
    assert {name for s in answer.suggestions for name in s.versions} == {"P4", "P5", "P6", "P8"} - (
        set(by_id)
    )


def test_a_retracted_work_is_left_out_or_marked_first_of_all() -> None:
    answer = rank_related(around(SMALL, 8, [0]), facts(8, retracted=[4]))
    assert not answer.suggestions[0].retracted
    assert "1 retracted work was left out" in answer.basis.text
    shown = Wishes(retracted=True)
    answer = rank_related(around(SMALL, 8, [0]), facts(8, retracted=[4]), wishes=shown)
    assert answer.suggestions[0].retracted
    assert answer.suggestions[0].reason.startswith("has been retracted; ")
    assert [
        shorten_reason(each).startswith("has been retracted; ") for each in answer.suggestions
    ] == [each.retracted for each in answer.suggestions]


@pytest.mark.parametrize(
    ("seeds", "says"),
    [
        ([0], "1 of the papers given has been retracted"),
        ([0, 5], "2 of the papers given have been retracted"),
    ],
    ids=["one", "two"],
)
def test_retracted_papers_among_those_given_are_said(seeds: list[int], says: str) -> None:
    answer = rank_related(around(SMALL, 8, seeds), facts(8, retracted=[0, 5]))
    assert says in answer.basis.text
    answer = rank_related(around(SMALL, 8, seeds), facts(8, retracted=[7]))
    assert "papers given" not in answer.basis.text


def test_the_dates_of_the_citations_are_the_first_and_the_last() -> None:
    known = replace(facts(8), fetched={0: "2026-03-01", 1: "2026-01-01", 5: "2026-02-01"})
    basis = rank_related(around(SMALL, 8, [0, 1, 5]), known).basis
    assert (basis.fetched_from, basis.fetched_to) == ("2026-01-01", "2026-03-01")


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("A  short\ntitle", "A short title"),
        ("x" * TITLE_LENGTH, "x" * TITLE_LENGTH),
        ("word, " * TITLE_LENGTH, None),
    ],
    ids=["short", "just fits", "long"],
)
def test_a_long_title_is_cut_at_a_word(title: str, short: str | None) -> None:
    cut = shorten_title(title)
    if short is not None:
        assert cut == short
    else:
        assert cut.endswith("word…"), "no comma before the dots, no half word"
        assert len(cut) <= TITLE_LENGTH + 1


@given(drawn=random_graphs())
def test_evidence_is_true(drawn: Drawn) -> None:
    pairs, size, seeds = drawn
    cites = {(f"P{a}", f"P{b}") for a, b in pairs if a != b}
    mine = {f"P{seed}" for seed in seeds}
    answer = rank_related(around(pairs, size, seeds), facts(size), limit=100)
    referenced = {b for a, b in cites if a in mine}
    for suggestion in answer.suggestions:
        x = suggestion.id
        assert suggestion.evidence, f"{x} is suggested without a reason"
        for evidence in suggestion.evidence:
            proof = set(evidence.ids)
            assert proof, f"{evidence.kind} without proof"
            assert set(evidence.seeds) <= mine
            assert len(proof) == min(evidence.count, MOST_IDS)
            if evidence.kind == "cited":
                assert proof == {a for a, b in cites if b == x} & mine
            elif evidence.kind == "cites":
                assert proof == {b for a, b in cites if a == x} & mine
            elif evidence.kind == "co-citation":
                assert proof == {
                    a for a, b in cites if b == x and any((a, s) in cites for s in mine)
                }
                assert set(evidence.seeds) == {
                    s for s in mine if any((a, s) in cites for a in proof)
                }
            elif evidence.kind == "coupling":
                assert proof == {b for a, b in cites if a == x} & referenced
            elif evidence.kind == "cited with references":
                assert all((a, x) in cites and a not in mine for a in proof)
                assert all(any((a, r) in cites for r in referenced - {x}) for a in proof)
            else:
                assert evidence.kind == "flow"
                assert all((a, x) in cites for a in proof) or all((x, a) in cites for a in proof)


@pytest.mark.parametrize("kind", KINDS)
def test_things_in_common_are_named_with_their_ids(kind: str) -> None:
    known = facts(4, has={kind: [(0, "t1"), (1, "t1"), (0, "t2"), (1, "t2"), (2, "t3")]})
    answer = rank_related(around([(0, 3)], 4, [0]), known)
    found = {e.kind: e for e in answer.suggestions[0].evidence}
    assert found[kind].ids == ("t1", "t2")
    assert found[kind].text == f"same {kind} as this paper: t1 and t2"


def test_evidence_counts_papers_of_the_users_listings() -> None:
    pairs = [(2, 0), (2, 1), (3, 0), (3, 1), (4, 0), (4, 1)]
    known = facts(5, titles={1: "One"})
    answer = rank_related(around(pairs, 5, [0], listed=[2, 3]), known)
    assert answer.suggestions[0].reason == (
        "cited together with this paper by 3 papers (2 of them in your listings)"
    )
    answer = rank_related(around(pairs, 5, [0]), known)
    assert answer.suggestions[0].reason == "cited together with this paper by 3 papers"


def test_words_in_titles_and_abstracts_bring_papers_together() -> None:
    rows = weigh_words(["graph neural networks", "graph networks", "a poem of the sea", ""])
    assert rows is not None
    cosines = (rows @ rows.T).toarray()
    assert cosines[0, 1] > 0.5
    assert cosines[0, 2] == 0
    assert weigh_words(["", " "]) is None


def test_a_store_gives_the_facts_and_the_whole_listing_gives_a_list(tmp_path: Path) -> None:
    with embedded(tmp_path) as store:
        fill(store, example_records())
        found = read_neighbourhood(store, [])
        known = read_facts(store, found.ids)
    answer = rank_related(found, known, limit=20)
    assert len(answer.suggestions) == 20
    assert "from OpenAlex" in answer.basis.text
    assert not {s.id for s in answer.suggestions} & {found.ids[at] for at in found.given}
    assert all(suggestion.evidence for suggestion in answer.suggestions)
    assert {kind for kind in KINDS if known.things[kind].ids} >= {"author", "topic", "repository"}
    assert known.texts is not None
    assert known.texts.shape[0] == len(found.ids)
    lengths = np.sqrt((known.texts**2).sum(axis=1))
    assert np.all((np.abs(lengths - 1) < 1e-3) | (lengths == 0))
