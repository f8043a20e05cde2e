"""What the reader hands on is what matching needs: names as formats print them, nicknames."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.enrich.listing import read_listing

if TYPE_CHECKING:
    from tests.enrich.conftest import Setup
    from tests.world import Universe

TITLE = "Opportunistic strategies of trees across several cohorts"
PEOPLE = ("Jane Roe", "Kim L. Poe", "Martin Luther King Jr.")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param(
            "x.csv", f'Title,Authors,Publication Year\n{TITLE},"Roe J, Poe KL, King ML Jr.",2019\n',
            id="PubMed",
        ),
        pytest.param(
            "x.csv", f'Title,Authors,Year\n{TITLE},"Roe J., Poe K.L., King M.L.",2019\n',
            id="Scopus",
        ),
        pytest.param(
            "x.bib",
            f"@article{{a, title={{{TITLE}}}, author={{King, Jr., Martin Luther and Roe, Jane and "
            "Poe, Kim}, year={2019}}", id="suffix",
        ),
        pytest.param(
            "x.bib", f"@article{{a, title={{{{{TITLE}}}}}, author={{{{Roe, J. and Poe, K. L. and "
            "King, M. L.}}, year={{2019}}}", id="in braces",
        ),
        pytest.param(
            "x.nbib", f"PMID- 30000001\nTI  - {TITLE}.\nAU  - Roe J\nAU  - Poe KL\nAU  - King ML Jr"
            "\nDP  - 2019\n", id="nbib",
        ),
    ],
)  # fmt: skip
def test_an_exact_title_of_the_same_year_is_found_with_its_authors(
    setup: Setup, universe: Universe, name: str, text: str
) -> None:
    universe.add_work("W7001", TITLE, authors=PEOPLE, year=2019)
    (entry,) = read_listing(text.encode(), name=name).entries
    (found,) = setup.find(entry)
    assert (found.match, found.openalex_id) == ("exact", "W7001"), found.evidence
    assert "authors" in found.evidence


def test_a_nickname_beside_an_id_does_not_speak_against_the_paper(
    setup: Setup, universe: Universe
) -> None:
    universe.add_work("W7001", TITLE, authors=PEOPLE, year=2019, arxiv="1901.00001")
    text = "## Trees\n- [TREE-3](https://arxiv.org/abs/1901.00001)\n"
    (entry,) = read_listing(text.encode(), name="x.md").entries
    assert entry.title == "TREE-3"
    (found,) = setup.find(entry)
    assert (found.match, found.openalex_id) == ("id", "W7001"), found.evidence
