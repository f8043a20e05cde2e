"""A work is read from OpenAlex's JSON, whatever of it is missing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citeloom.enrich.services.openalex_work import read_work
from citeloom.graph.errors import ServiceConfused
from tests.world import universe as make

ODD = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.none())
FIELDS = sorted(set(make.work("W100", "x")) - {"id"})


def test_a_whole_work_is_read() -> None:
    institution = make.institution("I100", "A University", ror="02nr0ka47")
    people = (
        make.authorship("First Author", 0, 2, "5001", orcid="0000-0002-1825-0097"),
        make.authorship("Only a Name", 1, 2, corresponding=True, institutions=(institution,)),
    )
    work = read_work(
        make.work(
            "W100",
            "A  Title",
            doi="10.1000/ABC",
            arxiv="2401.00001",
            authors=people,
            references=("W300", "W200", "W300"),
            abstract="a word and a word",
            source=make.source("S100", "A Journal", issn_l="1234-5678"),
            topics=(make.topic("T100", "A Topic", 0.5),),
            biblio={"volume": "7", "issue": None, "first_page": "1", "last_page": "9"},
        )
    )
    assert (work.id, work.title, work.year, work.date) == ("W100", "A Title", 2024, "2024-01-01")
    assert (work.own_doi, work.arxiv_id, work.pages) == ("10.1000/abc", "2401.00001", "1-9")
    assert work.references == ("W300", "W200")
    assert work.abstract == "a word and a word"
    assert [each.author.id for each in work.authorships] == ["A5001", None]
    assert [each.name for each in work.authorships] == ["First Author", "Only a Name"]
    assert [each.corresponding for each in work.authorships] == [False, True]
    assert work.authorships[0].author.orcid == "0000-0002-1825-0097"
    place = work.authorships[1].institutions[0]
    assert (place.id, place.ror, place.country) == ("I100", "02nr0ka47", "DE")
    source = work.places[0].source
    assert source is not None
    assert (source.id, source.issn_l) == ("S100", "1234-5678")
    topic = work.topics[0]
    assert (topic.id, topic.score, topic.field) == ("T100", 0.5, "Computer Science")


@pytest.mark.parametrize(
    "where",
    [
        {"doi": "https://doi.org/10.48550/arXiv.2401.00001"},
        {"ids": {"doi": "https://doi.org/10.48550/arxiv.2401.00001"}},
        {"locations": [{"landing_page_url": "http://arxiv.org/abs/2401.00001v2"}]},
        {"locations": [None, {"pdf_url": "https://arxiv.org/pdf/2401.00001.pdf"}]},
        {"locations": [{"id": "pmh:oai:arXiv.org:2401.00001"}]},
        {"primary_location": {"landing_page_url": "https://doi.org/10.48550/arxiv.2401.00001"}},
    ],
)
def test_the_arxiv_id_is_found_wherever_it_stands(where: dict[str, Any]) -> None:
    assert read_work({"id": "https://openalex.org/W100", **where}).arxiv_id == "2401.00001"


def test_the_published_doi_comes_first_and_the_others_stay_known() -> None:
    work = read_work(
        {
            "id": "https://openalex.org/W100",
            "doi": "https://doi.org/10.1000/published",
            "locations": [{"landing_page_url": "https://doi.org/10.48550/arxiv.2401.00001"}],
        }
    )
    assert work.own_doi == "10.1000/published"
    assert work.dois == ("10.1000/published", "10.48550/arxiv.2401.00001")


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), ODD))
def test_odd_fields_do_not_cost_the_work(fields: dict[str, Any]) -> None:
    work = read_work({**make.work("W100", "x"), **fields})
    assert work.id == "W100"
    assert work.arxiv_id is None
    assert all(each.id for each in work.topics)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), st.lists(st.dictionaries(st.text(), ODD))))
def test_odd_lists_do_not_cost_the_work(fields: dict[str, Any]) -> None:
    assert read_work({**make.work("W100", "x"), **fields}).id == "W100"


@pytest.mark.parametrize(
    "body", [None, [], "W100", {}, {"hello": 1}, {"id": None}, {"id": "https://openalex.org/A1"}]
)
def test_what_has_no_w_id_is_not_a_work(body: Any) -> None:
    with pytest.raises(ServiceConfused, match="not a work"):
        read_work(body)


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (None, None), ("", None), ("  ", None), (".", None), ("\u2014", None), ("<i></i>", None),
        ("(:unav)", None), (":unav", None), ("(:null)", None), ("[Not Available].", None),
        ("[No title available]", None), ("No Title.", None), ("null", None), ("undefined", None),
        (7, None), ("Untitled", "Untitled"), ("Null", None), ("C", "C"), ("\u2605", "\u2605"),
        ("Availability not available", "Availability not available"), ("1984", "1984"),
        ("\u81ea\u7136", "\u81ea\u7136"), ("No title fight", "No title fight"),
    ],
)  # fmt: skip
def test_what_stands_in_place_of_a_title_is_none(told: object, title: str | None) -> None:
    assert read_work({"id": "https://openalex.org/W100", "display_name": told}).title == title
