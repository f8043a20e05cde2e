from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeloom.graph.identifiers import read_arxiv_id, read_doi, read_openalex_id, read_orcid


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2204.03574", "2204.03574", id="bare"),
        pytest.param("  2204.03574v3\n", "2204.03574", id="version and blanks"),
        pytest.param("0704.0001", "0704.0001", id="first of the new scheme"),
        pytest.param("1412.9999", "1412.9999", id="last of four digits"),
        pytest.param("arXiv:2204.03574", "2204.03574", id="prefix"),
        pytest.param("arXiv: 2204.03574", "2204.03574", id="prefix and blank"),
        pytest.param("arXiv:2204.03574v2 [cs.LG]", "2204.03574", id="class behind"),
        pytest.param("https://arxiv.org/abs/2204.03574v1", "2204.03574", id="abs"),
        pytest.param("http://www.arxiv.org/pdf/2204.03574.pdf", "2204.03574", id="pdf"),
        pytest.param("arxiv.org/pdf/2204.03574v2.pdf#page=3", "2204.03574", id="fragment"),
        pytest.param("https://export.arxiv.org/abs/2204.03574?context=cs", "2204.03574", id="q"),
        pytest.param("https://ar5iv.labs.arxiv.org/html/2204.03574", "2204.03574", id="ar5iv"),
        pytest.param("https://huggingface.co/papers/2204.03574", "2204.03574", id="Hub page"),
        pytest.param("hf.co/papers/2204.03574", "2204.03574", id="Hub, short"),
        pytest.param("https://doi.org/10.48550/arXiv.2204.03574", "2204.03574", id="arXiv's DOI"),
        pytest.param("10.48550/ARXIV.HEP-TH/9901001", "hep-th/9901001", id="old in a DOI"),
        pytest.param("hep-th/9901001", "hep-th/9901001", id="old"),
        pytest.param("math.GT/0309136v1", "math/0309136", id="old with class"),
        pytest.param("cond-mat.mes-hall/0309136", "cond-mat/0309136", id="old with long class"),
        pytest.param("https://arxiv.org/abs/cs/0112017", "cs/0112017", id="old address"),
        pytest.param("2213.03574", None, id="no such month"),
        pytest.param("2204.0357", None, id="too few digits for 2022"),
        pytest.param("1412.99999", None, id="too many digits for 2014"),
        pytest.param("0703.0001", None, id="before the scheme"),
        pytest.param("2204.03574 and more", None, id="more than an id"),
        pytest.param("madeup/0309136", None, id="no such archive"),
        pytest.param("10.1145/3292500.3330701", None, id="another DOI"),
        pytest.param("२२०४.०३५७४", None, id="digits of another script"),
        pytest.param("", None, id="empty"),
        pytest.param(None, None, id="nothing"),
    ],
)
def test_an_arxiv_id_is_read_whole_and_without_its_version(
    text: str | None, expected: str | None
) -> None:
    assert read_arxiv_id(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("10.18653/v1/N19-1423", "10.18653/v1/n19-1423", id="bare"),
        pytest.param("doi:10.1000/ABC", "10.1000/abc", id="prefix"),
        pytest.param("DOI: 10.1000/abc", "10.1000/abc", id="prefix and blank"),
        pytest.param("https://doi.org/10.1000/abc", "10.1000/abc", id="resolver"),
        pytest.param("http://dx.doi.org/10.1000/abc", "10.1000/abc", id="old resolver"),
        pytest.param("doi.org/10.1000%2Fabc", "10.1000/abc", id="percent-encoded"),
        pytest.param("10.1000/abc.", "10.1000/abc", id="full stop behind"),
        pytest.param("10.1002/(SICI)1:2<3::AID>3.0", "10.1002/(sici)1:2<3::aid>3.0", id="SICI"),
        pytest.param("10.48550/arXiv.2204.03574", "10.48550/arxiv.2204.03574", id="arXiv's own"),
        pytest.param("10.1000/abc def", None, id="a blank"),
        pytest.param("10.1000", None, id="no suffix"),
        pytest.param("9.1000/abc", None, id="not 10"),
    ],
)
def test_a_doi_is_read_whole_in_lower_case(text: str, expected: str | None) -> None:
    assert read_doi(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("W2741809807", "W2741809807", id="bare"),
        pytest.param("w2741809807", "W2741809807", id="lower case"),
        pytest.param("https://openalex.org/W2741809807", "W2741809807", id="address"),
        pytest.param("https://api.openalex.org/works/W2741809807", "W2741809807", id="API"),
        pytest.param("https://openalex.org/works/w2741809807", "W2741809807", id="new address"),
        pytest.param("A2741809807", None, id="an author"),
        pytest.param("W3C", None, id="a word"),
        pytest.param("W2741809807 x", None, id="more than an id"),
    ],
)
def test_an_openalex_id_is_read_whole(text: str, expected: str | None) -> None:
    assert read_openalex_id(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("0000-0002-1825-0097", "0000-0002-1825-0097", id="bare"),
        pytest.param("https://orcid.org/0000-0002-1694-233X", "0000-0002-1694-233X", id="X"),
        pytest.param("0000-0002-1825-0098", None, id="wrong check digit"),
        pytest.param("0000000218250097", None, id="no hyphens"),
    ],
)
def test_an_orcid_is_read_only_with_its_right_check_digit(text: str, expected: str | None) -> None:
    assert read_orcid(text) == expected


@given(st.text(max_size=60))
def test_reading_what_was_read_changes_nothing(text: str) -> None:
    for read in (read_arxiv_id, read_doi, read_openalex_id, read_orcid):
        found = read(text)
        assert found is None or read(found) == found


@given(
    st.sampled_from(["", "arXiv:", "https://arxiv.org/abs/", "https://doi.org/10.48550/arXiv."]),
    st.integers(min_value=1501, max_value=2612),
    st.integers(min_value=0, max_value=99_999),
    st.sampled_from(["", "v1", "v12"]),
)
def test_every_way_to_write_an_arxiv_id_gives_the_same_id(
    prefix: str, month: int, serial: int, version: str
) -> None:
    bare = f"{month:04}.{serial:05}"
    expected = bare if 1 <= month % 100 <= 12 else None
    assert read_arxiv_id(f"{prefix}{bare}{version}") == expected
