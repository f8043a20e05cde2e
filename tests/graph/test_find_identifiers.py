# ruff: noqa: E501 - a case a line reads as a table
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeloom.graph.find_identifiers import find_first_identifiers, find_identifiers, identify


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param("arXiv preprint arXiv:1901.00001", {"arxiv_id": "1901.00001"}, id="prefix"),
        pytest.param("CoRR abs/1901.00001", {"arxiv_id": "1901.00001"}, id="abs"),
        pytest.param("a number 1901.00001 alone", {}, id="no prefix"),
        pytest.param("arXiv:hep-th/9901002v2 etc", {"arxiv_id": "hep-th/9901002"}, id="old"),
        pytest.param("arXiv:1901.00001 [cs, stat]", {"arxiv_id": "1901.00001"}, id="classes"),
        pytest.param("(doi:10.1000/a).", {"doi": "10.1000/a"}, id="brackets"),
        pytest.param("[[pdf](https://arxiv.org/pdf/1901.00001.pdf)]", {"arxiv_id": "1901.00001"}, id="Markdown"),
        pytest.param('<a href="https://doi.org/10.1000/a">10.1000/a</a>', {"doi": "10.1000/a"}, id="HTML"),
        pytest.param("10.1002/(SICI)1:2&lt;3::AID&gt;3.0", {"doi": "10.1002/(sici)1:2<3::aid>3.0"}, id="entities"),
        pytest.param("https://u.example.org/?id=doi:10.1000%2Fa&x=1", {"doi": "10.1000/a"}, id="encoded"),
        pytest.param("10.1000/a,10.1000/b", {"doi": "10.1000/a"}, id="without a blank between"),
        pytest.param("PMID: 30000001; PMCID: PMC7000001", {"pmid": "30000001", "pmcid": "PMC7000001"}, id="PubMed"),
        pytest.param("CorpusID: 12", {"corpus_id": "12"}, id="CorpusID"),
    ],
)  # fmt: skip
def test_ids_are_found_within_a_text(text: str, ids: dict[str, str]) -> None:
    assert find_first_identifiers(text) == ids


@pytest.mark.parametrize(
    ("address", "ids"),
    [
        ("https://dl.acm.org/doi/pdf/10.1145/1.2?download=true", {"doi": "10.1145/1.2"}),
        ("https://dl.acm.org/citation.cfm?doid=3292500.3330701", {"doi": "10.1145/3292500.3330701"}),
        ("https://link.springer.com/content/pdf/10.1007%2Fs1-2.pdf", {"doi": "10.1007/s1-2"}),
        ("https://onlinelibrary.wiley.com/doi/abs/10.1002/x.1", {"doi": "10.1002/x.1"}),
        ("https://www.biorxiv.org/content/10.1101/1.1v2.full.pdf+html", {"doi": "10.1101/1.1"}),
        ("https://www.nature.com/articles/nature14539", {"doi": "10.1038/nature14539"}),
        ("https://academic.oup.com/b/article/doi/10.1093/b/bt1/5813842", {"doi": "10.1093/b/bt1"}),
        ("https://elifesciences.org/articles/12345", {"doi": "10.7554/elife.12345"}),
        ("https://peerj.com/articles/cs-123", {"doi": "10.7717/peerj-cs-123"}),
        ("https://aclanthology.org/N19-1423.pdf", {"acl_id": "N19-1423", "doi": "10.18653/v1/n19-1423"}),
        ("https://aclanthology.org/L18-1001/", {"acl_id": "L18-1001"}),
        ("https://europepmc.org/article/MED/30000001", {"pmid": "30000001"}),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC7000001/", {"pmcid": "PMC7000001"}),
        ("https://api.semanticscholar.org/CorpusID:12", {"corpus_id": "12"}),
        ("https://openreview.net/forum?id=abc", {}),
        ("https://ieeexplore.ieee.org/document/8953697", {}),
        ("https://github.com/a/b", {}),
    ],
)  # fmt: skip
def test_an_address_names_a_paper_where_that_follows_from_it(
    address: str, ids: dict[str, str]
) -> None:
    assert identify(address) == ids


@given(st.text(max_size=300))
def test_what_is_found_is_an_id_by_itself_and_places_are_in_order(text: str) -> None:
    place = 0
    for found in find_identifiers(text):
        assert place <= found.start < found.end <= len(text)
        place = found.end
        assert all(
            identify(name) or field in ("pmid", "corpus_id") for field, name in found.ids.items()
        )
