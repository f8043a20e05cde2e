"""A few works of every kind that a bibliography cites, and the entry that says all of one of them.

All are sample data.
"""

from __future__ import annotations

from tests.world import Universe
from tests.world.universe import authorship, source

SURVEYS = source("S1", "Journal of Loom Surveys")
LOOMS = source("S2", "Conference on Computer Looms", kind="conference")
NEURAL = source("S3", "Advances in Neural Information Processing Systems", kind="conference")

TRUE = {
    "title": "Weaving Graphs of Citations: A Study of Warps",
    "author": "García Márquez, Jane and Müller, Kim and Иванов, Иван",
    "year": "2019",
    "journal": "Journal of Loom Surveys",
    "volume": "12",
    "pages": "431--448",
    "doi": "10.1000/weave",
}


def make_library() -> Universe:
    """Return the world in which the works are known."""
    known = Universe()
    known.add_work(
        "W1001", TRUE["title"], year=2019, doi="10.1000/weave", source=SURVEYS,
        authors=(
            authorship("Jane García Márquez", 0, 3, "1"),
            authorship("Kim Müller", 1, 3, "2"),
            authorship("Иван Иванов", 2, 3, "3"),
        ),
        biblio={"volume": "12", "issue": "3", "first_page": "431", "last_page": "448"},
    )  # fmt: skip
    known.add_work(
        "W1002", "Spinning Threads Faster than Looms Can Take Them", year=2018, doi="10.1000/spin",
        arxiv="1705.00002", source=LOOMS, authors=("Ada Spinner", "Bob Dyer"),
        biblio={"volume": None, "issue": None, "first_page": "11", "last_page": "20"},
    )  # fmt: skip
    known.add_work(
        "W1003", "RETRACTED: Dyeing without Colour", year=2015, doi="10.1000/dye", source=SURVEYS,
        authors=("Bob Dyer",), is_retracted=True,
    )  # fmt: skip
    known.add_work(
        "W1004", "A Preprint on Knots That Nobody Has Published Yet", year=2021,
        arxiv="2101.00004", authors=("Cy Knot", "Di Knot", "Ed Rope"),
    )  # fmt: skip
    known.add_work(
        "W1005", "Attention to Every Thread of a Large Carpet", year=2017, source=NEURAL,
        arxiv="1706.00005", authors=("Fay Carpet", "Gil Rug"),
    )  # fmt: skip
    known.add_hub_paper(
        "1706.00005", "Attention to Every Thread of a Large Carpet", published="2017-06-12",
        authors=("Fay Carpet", "Gil Rug"),
    )  # fmt: skip
    return known


def write_entry(key: str = "roe", kind: str = "article", **changes: str | None) -> str:
    """Return the entry that says all of W1001 in BibTeX, with fields changed or (None) left out."""
    return write_fields(key, kind, {**TRUE, **changes})


def write_fields(key: str, kind: str, fields: dict[str, str | None]) -> str:
    """Return an entry in BibTeX; fields that are None are left out."""
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value is not None]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"
