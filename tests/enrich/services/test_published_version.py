"""What a record of OpenAlex says of a publication, where its values contradict each other."""

from __future__ import annotations

from typing import Any

import pytest

from citeloom.enrich.services.openalex_work import read_work
from citeloom.enrich.services.published_version import choose_published_version
from citeloom.enrich.services.venue_names import guess_category, read_venue_name

ARXIV = {
    "id": "pmh:oai:arXiv.org:1310.4546",
    "landing_page_url": "http://arxiv.org/abs/1310.4546",
    "source": {"id": "S1", "display_name": "arXiv (Cornell University)", "type": "repository"},
}
JOURNAL = {"id": "https://openalex.org/S2", "display_name": "A Journal", "type": "journal"}
MEETING = {"id": "https://openalex.org/S3", "display_name": "A Meeting", "type": "conference"}
DATA = {"id": "https://openalex.org/S4", "display_name": "Data Manager", "type": "repository"}
BOOKS = {"id": "https://openalex.org/S5", "display_name": "P eBooks", "type": "ebook platform"}


def place(source: dict[str, Any] | None, doi: str = "", **details: Any) -> dict[str, Any]:
    address = f"https://doi.org/{doi}" if doi else "https://example.org/paper"
    return {"source": source, "landing_page_url": address, **details}


def decide(*places: dict[str, Any], **details: Any) -> Any:
    body = {"id": "https://openalex.org/W1", "display_name": "On the Weighing of Evidence"}
    found = {"primary_location": places[0] if places else None, "locations": list(places)}
    return choose_published_version(read_work({**body, **found, **details}))


@pytest.mark.parametrize(
    ("source", "raw", "venue"),
    [
        pytest.param(JOURNAL, None, ("S2", "A Journal", "journal"), id="a source"),
        pytest.param(
            None,
            "Proceedings of the 2019 Conference of the North",
            (
                "name:proceedings of the 2019 conference of the north",
                "Proceedings of the 2019 Conference of the North",
                "conference",
            ),
            id="a name alone",
        ),
        pytest.param(
            {"id": None, "display_name": "Machine Learning", "type": None},
            None,
            ("name:machine learning", "Machine Learning", "journal"),
            id="a source without id",
        ),
        pytest.param(
            {**JOURNAL, "type": None, "display_name": "Workshop on Graphs"},
            None,
            ("S2", "Workshop on Graphs", "conference"),
            id="a source without type",
        ),
        pytest.param(
            BOOKS,
            "Last Stand",
            ("name:last stand", "Last Stand", "book"),
            id="a book",
        ),
        pytest.param(BOOKS, "P eBooks", ("S5", "P eBooks", "ebook platform"), id="a platform"),
        pytest.param(None, "http://x.org/a.pdf", None, id="an address"),
        pytest.param(None, "", None, id="nothing"),
        pytest.param(None, None, None, id="null"),
    ],
)
def test_the_venue_is_the_source_or_the_name(
    source: dict[str, Any] | None, raw: str | None, venue: tuple[str, str, str] | None
) -> None:
    kind = "book-chapter" if source is BOOKS else "article"
    found = decide(place(source, raw_source_name=raw), type=kind).venue
    assert (found and found[:3]) == venue


def test_a_published_copy_names_the_venue_before_the_repository_does() -> None:
    assert decide(ARXIV, place(MEETING)).venue.id == "S3"


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("The World Wide Web Conference", True),
        ("SPE International Health, Safety & Environment Conference", True),
        ("2019 IEEE/CVF Conference on Computer Vision (ICCV)", True),
        ("自然资源学报", True),
        ("PLoS ONE", True),
        ("www.example.org/papers", False),
        ("paper_final.pdf", False),
        ("10.1000/182", False),
        ("someone@example.org", False),
        ("Journal of Things, vol. 3, no. 2, pp. 10-20, 2009", False),
        ("Things 12(3): 45-67 (2009)", False),
        ("On the Weighing of Evidence", False),
        ("A. Author, On the weighing of evidence, Things", False),
        ("2019", False),
        ("…", False),
        ("word " * 100, False),
    ],
)
def test_a_string_that_names_no_venue_is_none(text: str, *, is_name: bool) -> None:
    assert (read_venue_name(text, "On the Weighing of Evidence") is not None) == is_name


@pytest.mark.parametrize(
    ("name", "raw", "kind", "category"),
    [
        ("The Web Conference", None, "article", "conference"),
        ("EMNLP", "proceedings-article", "article", "conference"),
        ("Machine Learning", None, "article", "journal"),
        ("Advances in Things", "book-chapter", "book-chapter", "book"),
        ("bioRxiv", None, "preprint", "repository"),
        ("Some Series", None, "book", "book series"),
        ("Some Office", None, "report", "other"),
    ],
)
def test_the_category_of_a_name_follows_from_what_is_known(
    name: str, raw: str | None, kind: str, category: str
) -> None:
    assert guess_category(name, raw, kind) == category


@pytest.mark.parametrize(
    ("source", "raw", "stated", "doi", "decided"),
    [
        pytest.param(JOURNAL, "journal-article", "book-chapter", "10.7717/peerj.1", "article",
                     id="the host calls it an article"),
        pytest.param(JOURNAL, None, "book-chapter", "10.7717/peerj.1", "article",
                     id="a journal, and no DOI of a book"),
        pytest.param(JOURNAL, None, "book-chapter", "10.1007/1-4020-4102-0_13", "book-chapter",
                     id="a DOI with an ISBN"),
        pytest.param(JOURNAL, "book-chapter", "book-chapter", "10.1/x", "book-chapter",
                     id="the host calls it a chapter"),
        pytest.param(MEETING, "book-chapter", "book-chapter", "10.1/x", "book-chapter",
                     id="no journal"),
        pytest.param(JOURNAL, None, "conference-paper", "10.1/x", "conference-paper", id="new"),
        pytest.param(None, None, "never-seen", "10.1/x", "never-seen", id="unknown type"),
    ],
)  # fmt: skip
def test_a_type_is_bounded_by_the_source(
    source: dict[str, Any] | None, raw: str | None, stated: str, doi: str, decided: str
) -> None:
    found = decide(place(source, doi, raw_type=raw), type=stated, doi=f"https://doi.org/{doi}")
    assert found.work_type == decided
    assert bool(found.overruled) == (decided != stated), "what is overruled is told, and only that"


@pytest.mark.parametrize(
    ("places", "details", "expected"),
    [
        pytest.param(
            (ARXIV, place(DATA, "10.57702/abc")),
            {"publication_year": 2025, "doi": "https://doi.org/10.57702/abc"},
            (2013, "10.48550/arxiv.1310.4546", ("10.57702/abc",)),
            id="a data DOI and its year",
        ),
        pytest.param(
            (ARXIV,),
            {"publication_year": 2025, "doi": "https://doi.org/10.65215/abc"},
            (2013, "10.48550/arxiv.1310.4546", ("10.65215/abc",)),
            id="a DOI of no copy",
        ),
        pytest.param(
            (place(JOURNAL, "10.1000/x"), ARXIV),
            {"publication_year": 2017, "doi": "https://doi.org/10.1000/x"},
            (2017, "10.1000/x", ()),
            id="a late journal is believed",
        ),
        pytest.param(
            (ARXIV,), {"publication_year": 2014, "doi": None}, (2014, None, ()), id="a year later"
        ),
        pytest.param(
            (ARXIV,), {"publication_year": 2020, "doi": None}, (2013, None, ()), id="many years"
        ),
        pytest.param(
            (place(DATA, "10.5281/zenodo.1"),),
            {"publication_year": 2020, "doi": "https://doi.org/10.5281/zenodo.1"},
            (2020, "10.5281/zenodo.1", ()),
            id="a repository's DOI where it is all there is",
        ),
        pytest.param(
            (place(JOURNAL, "10.1371/journal."), place(DATA, "10.6084/m9.figshare.1.v1")),
            {"publication_year": 2013, "doi": "https://doi.org/10.1038/493159a"},
            (2013, "10.1038/493159a", ("10.6084/m9.figshare.1.v1",)),
            id="a DOI that is cut off is none",
        ),
    ],
)
def test_year_and_doi_are_those_of_the_paper(
    places: tuple[dict[str, Any], ...],
    details: dict[str, Any],
    expected: tuple[int, str | None, tuple[str, ...]],
) -> None:
    found = decide(*places, type="article", **details)
    assert (found.year, found.doi, found.other_dois) == expected


def test_a_dataset_on_arxiv_is_a_paper() -> None:
    assert decide(ARXIV, type="dataset").work_type == "preprint"


LONG_NAME = (
    "Proceedings of the 2019 Conference of the North American Chapter of the Association for "
    "Computational Linguistics: Human Language Technologies, Volume 1 (Long and Short Papers)"
)
ARXIV_NAME = "arXiv (Cornell University)"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (LONG_NAME, LONG_NAME),
        ("Advances in Neural Information Processing Systems 30", None),
        ("CA: A Cancer Journal for Clinicians", None),
        ("Research and Development in Intelligent Systems XXX", None),
        ("World Wide Web 2019", None),
        ("In: Advances in Cryptology", "Advances in Cryptology"),
        ("arXiv preprint arXiv:1706.03762", ARXIV_NAME),
        ("arXiv:cs/0701001", ARXIV_NAME),
        ("arXiv", ARXIV_NAME),
        *((text, "") for text in (
            "PeerJ, Vol 6, p e4375 (2018)",
            "PeerJ, 2018, 6, pp.e4375-e4375",
            "Journal of Machine Learning Research 15 (2014) 1929-1958",
            "PLoS ONE 12(3): e0173664",
            "Smith, J. (2014). A title. Journal of X, 3(2), 1-20.",
            'J. Smith and A. Doe, "A title," in Proc. ICML, 2014, pp. 1-9',
            "https://www.semanticscholar.org", "www.example.org", "a/b.pdf", "10.1145/3308558",
            "doi:10.1145/3308558", "ISBN 978-3-16-148410-0", "ISSN 1234-5678",
            "N/A", "null", "None", "unknown", "Not available", "Unpublished", "2014", "-", " ",
        )),
    ],
)  # fmt: skip
def test_a_string_names_a_venue_or_none(text: str, name: str | None) -> None:
    """None: the string is the name; empty: it names none."""
    wanted = text if name is None else name or None
    assert read_venue_name(text, "On the Weighing of Evidence") == wanted
