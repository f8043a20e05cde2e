from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeloom.enrich.listing import read_daily_papers, read_listing
from citeloom.enrich.listing.piece import settle

EXAMPLE = Path(__file__).parents[3] / "examples" / "daily-papers.txt"
PROSE = "We study this at length. It works well, as we show. More follows."
FOOT = "  • 3 authors\n·\nDec 2, 2025"


def page(*blocks: str) -> bytes:
    return "\n\n".join(blocks).encode()


def test_the_example_gives_every_paper_and_no_problem() -> None:
    listing = read_listing(EXAMPLE)
    entries = listing.entries
    assert (listing.name, listing.form) == ("daily-papers.txt", "daily-papers")
    assert len(entries) == 46
    assert sum(entry.author_count is not None for entry in entries) == 45
    assert sum(entry.date is not None for entry in entries) == 45
    assert [one.listing_count for one in entries if one.listing_count is not None] == [3, 2, 1, 1]
    assert all(entry.abstract for entry in entries)
    assert (listing.problems, listing.duplicates) == ((), 0)


def test_the_paper_without_a_foot_and_its_neighbours_are_three_papers() -> None:
    entries = read_listing(EXAMPLE).entries
    at = [one.title for one in entries].index("Value-Based Pre-Training with Downstream Feedback")
    assert (entries[at].author_count, entries[at].date) == (None, None)
    assert entries[at].line == 165
    assert entries[at - 1].title == "Strategies for Pre-training Graph Neural Networks"
    assert entries[at + 1].title == "Self-Distillation for Further Pre-training of Transformers"
    assert entries[at + 1].author_count == 5


def test_latex_leftovers_are_cleaned_in_the_example() -> None:
    abstracts = " ".join(one.abstract or "" for one in read_listing(EXAMPLE).entries)
    assert "99.34% accuracy" in abstracts
    assert "\\%" not in abstracts


@pytest.mark.parametrize(
    ("foot", "authors", "date", "count"),
    [
        pytest.param("  • 3 authors\n·\nDec 2, 2025 3", 3, "2025-12-02", 3, id="count behind"),
        pytest.param("• 1 authors\n·\nMay 2, 2025", 1, "2025-05-02", None, id="1 authors"),
        pytest.param("• 1 author · 2 Dec 2025", 1, "2025-12-02", None, id="on one line"),
        pytest.param("· 12 authors · December 2, 2025 · 7", 12, "2025-12-02", 7, id="long month"),
        pytest.param("•\n3 authors\n•\n2025-12-02", 3, "2025-12-02", None, id="ISO"),
        pytest.param("• 3 authors", 3, None, None, id="no date"),
        pytest.param("• 3 authors\n\nPublished on Sept. 2, 2025", 3, "2025-09-02", None, id="on"),
    ],
)
def test_feet_of_other_layouts_are_read(
    foot: str, authors: int, date: str | None, count: int | None
) -> None:
    (entry,) = read_listing(page("A title", PROSE, foot), name="x").entries
    assert (entry.author_count, entry.date, entry.listing_count) == (authors, date, count)


@pytest.mark.parametrize(
    ("blocks", "papers", "problems"),
    [
        pytest.param(("T", PROSE, FOOT), [("T", 1)], 0, id="title of one character"),
        pytest.param(("A title", FOOT), [("A title", 0)], 0, id="no abstract"),
        pytest.param(("T1", PROSE, PROSE, FOOT), [("T1", 2)], 0, id="two paragraphs"),
        pytest.param(
            ("T1", PROSE, "Code: https://github.com/a/b", FOOT), [("T1", 2)], 0, id="link paragraph"
        ),
        pytest.param(
            ("T1", PROSE, "where x is small", FOOT), [("T1", 2)], 0, id="lower-case paragraph"
        ),
        pytest.param(
            ("T1", PROSE, "T2", PROSE, FOOT), [("T1", 1), ("T2", 1)], 0, id="first has no foot"
        ),
        pytest.param(
            ("T1", PROSE, "T2", FOOT), [("T1", 1), ("T2", 0)], 0, id="foot but no abstract"
        ),
        pytest.param(
            ("T1", PROSE, FOOT, "T2", PROSE), [("T1", 1), ("T2", 1)], 0, id="last has no foot"
        ),
        pytest.param(
            ("Subscribe", PROSE, FOOT), [("Subscribe", 1)], 0, id="a word of the page as a title"
        ),
        pytest.param(
            ("Daily Papers", "Mar 4", "T1", PROSE, FOOT, "Previous", "Next"),
            [("T1", 1)],
            0,
            id="the page around",
        ),
        pytest.param(
            ("Submitted by", "someone", "229", "T1", FOOT), [("T1", 0)], 0, id="submitter, upvotes"
        ),
        pytest.param(
            ("T1", PROSE, FOOT, "A heading that may be a paper", "T2", FOOT),
            [("T1", 1), ("T2", 0)],
            1,
            id="a lonely heading is reported",
        ),
        pytest.param((PROSE * 9, FOOT, "T1", FOOT), [("T1", 0)], 2, id="prose without a title"),
        pytest.param((FOOT, "T1", FOOT, "• 9 authors"), [("T1", 0)], 2, id="feet of no paper"),
        pytest.param(
            ("T1", PROSE, "• 3 authors\n·\nFeb 30, 2025"), [("T1", 1)], 1, id="no such day"
        ),
    ],
)
def test_paragraphs_become_papers_or_are_reported(
    blocks: tuple[str, ...], papers: list[tuple[str, int]], problems: int
) -> None:
    listing = read_listing(page(*blocks), name="x")
    shapes = [
        (one.title, len(one.abstract.split("\n\n")) if one.abstract else 0)
        for one in listing.entries
    ]
    assert shapes == papers
    assert len(listing.problems) == problems, listing.problems


def test_papers_of_one_title_stay_two_and_word_for_word_repeats_are_counted() -> None:
    listing = read_listing(
        page("T1", PROSE, FOOT, "T1", PROSE + " And more.", FOOT, "T1", PROSE, FOOT), name="x"
    )
    assert [one.title for one in listing.entries] == ["T1", "T1"]
    assert listing.duplicates == 1


def test_a_page_with_wrapped_lines_is_joined() -> None:
    (entry,) = read_listing(
        page("A title that\nis wrapped", PROSE + "\n" + PROSE, FOOT), name="x"
    ).entries
    assert entry.title == "A title that is wrapped"
    assert entry.abstract == f"{PROSE} {PROSE}"


def test_an_abstract_of_a_megabyte_is_kept_whole() -> None:
    abstract = "word " * 200_000 + "end."
    (entry,) = read_listing(page("T1", abstract, FOOT), name="x").entries
    assert entry.abstract == abstract


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    PROSE,
                    FOOT,
                    "T1",
                    "T2",
                    "Subscribe",
                    "12",
                    "·",
                    "Mar 4",
                    "Submitted by",
                    "• 2 authors",
                ]
            ),
            st.text(max_size=20),
        ),
        max_size=12,
    )
)
def test_every_line_is_in_exactly_one_piece_and_the_counts_add_up(blocks: list[str]) -> None:
    text = "\n\n".join(blocks).replace("\r", "\n")
    pieces = list(read_daily_papers.parse(text))
    covered = [line for piece in pieces for line in range(piece.first, piece.last + 1)]
    filled = {n for n, line in enumerate(text.split("\n"), 1) if line.split()}
    assert len(covered) == len(set(covered)), "a line was read twice"
    assert filled <= set(covered), "a line was dropped"
    listing = settle("x", "daily-papers", pieces)
    papers = sum(piece.entry is not None for piece in pieces)
    problems = sum(piece.problem is not None for piece in pieces)
    both = sum(piece.entry is not None and piece.problem is not None for piece in pieces)
    neither = sum(piece.entry is None and piece.problem is None for piece in pieces)
    assert papers == len(listing.entries) + listing.duplicates
    assert problems == len(listing.problems)
    assert len(pieces) == papers + problems - both + neither
