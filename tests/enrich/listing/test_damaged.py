"""Damaged listings, refusals by name, and what the user keeps with an entry."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from citeloom.enrich.listing import read_listing, read_named
from citeloom.enrich.listing.recognise_format import measure_explained, read_pieces
from citeloom.graph.errors import ListingError
from citeloom.print_listing import write_entry_ids
from tests.enrich.listing.fuzz_listings import check, run
from tests.enrich.listing.listing_seeds import SEEDS

CASES = os.environ.get("CITELOOM_LISTING_CASES")


def test_damaged_listings_are_read_or_refused_and_the_counts_add_up() -> None:
    ended = run(300, seed=7)
    assert sum(ended.values()) == 300
    assert len(ended) > 8, f"the damage leaves too few formats to test: {ended}"


@pytest.mark.skipif(not CASES, reason="CITELOOM_LISTING_CASES names no folder of listings")
def test_each_listing_of_a_folder_is_read_or_refused_with_what_to_do() -> None:
    for path in sorted(Path(CASES or "").iterdir()):
        if ".expected." in path.name:
            continue
        assert check(path.read_bytes(), path.name), path.name


@pytest.mark.parametrize("name", SEEDS)
def test_a_format_explains_its_own_listing(name: str) -> None:
    form, pieces = read_pieces(SEEDS[name], name)
    assert measure_explained(SEEDS[name], pieces) > 0.9, form


def zipped(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "says", "todo"),
    [
        pytest.param(zipped("xl/workbook.xml"), "an Excel workbook", "CSV", id="xlsx"),
        pytest.param(zipped("word/document.xml"), "a Word document", "RIS", id="docx"),
        pytest.param(
            b"SQLite format 3\x00 CREATE TABLE itemAttachments", "Zotero's database",
            "Export Library", id="Zotero's database",
        ),
        pytest.param(
            b'<?xml version="1.0"?><xml><records><record>', "EndNote XML", "RefMan", id="EndNote"
        ),
        pytest.param(b"<?xml version='1.0'?><PubmedArticleSet>", "PubMed's XML", "Save", id="NLM"),
        pytest.param(b"<rdf:RDF xmlns:rdf='x'>", "Zotero RDF", "Export Library", id="RDF"),
        pytest.param(b"%PDF-1.7", "a PDF", "BibTeX", id="PDF"),
        pytest.param(b"\xd0\xcf\x11\xe0 old", "an old Excel or Word file", "CSV", id="xls"),
        pytest.param(b"{\\rtf1 text}", "an RTF document", "plain text", id="RTF"),
        pytest.param(
            b"a,year,b\n1,2,3\n", "understood: year; not understood: a, b", "columns", id="columns"
        ),
    ],
)  # fmt: skip
def test_what_is_not_read_is_refused_by_its_name_with_what_to_export(
    data: bytes, says: str, todo: str
) -> None:
    with pytest.raises(ListingError) as refused:
        read_listing(data, name="x.csv" if data.startswith(b"a,") else "x")
    assert says in refused.value.what
    assert todo in refused.value.todo


PROSE = "This is a sentence of a story that somebody wrote, number {}.\n"
WRAPPED = (
    "We went to the woods because we wished to\nlive among trees. It was a good year, and\n"
    "they grew. When the winter came we said\nthat it would not last. It did not.\n"
)
LOG = "2025-12-02 10:00:{:02} INFO started worker number {}\n"
TAGGED = "XX  - one thing\nYY  - another thing\nZZ  - a third\nQQ  - a fourth\n"
CODE = "def read(x):\n    return x + 1\nvalue = read(2)\nprint(value)\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("".join(PROSE.format(n) for n in range(300)), "prose", id="sentences"),
        pytest.param(WRAPPED * 5, "prose", id="wrapped prose"),
        pytest.param("".join(LOG.format(n, n) for n in range(50)), "a log", id="a log"),
        pytest.param(TAGGED * 5, "tagged text", id="unknown tags"),
        pytest.param(CODE * 5, "code", id="code"),
        pytest.param("Title: T\nAuthor: A\nYear: 2001\n" * 5, "tagged text", id="named fields"),
    ],
)
def test_lines_have_to_earn_that_they_are_titles(text: str, kind: str) -> None:
    with pytest.raises(ListingError, match=f"looks like {kind}"):
        read_listing(text.encode(), name="x.txt")


TITLES = "attention is all you need\nbert: pre-training of transformers\nlearning to learn\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TITLES, id="small letters"),
        pytest.param("Attention is all you need.\nTrees of life.\nWhat is a tree?\n", id="stops"),
        pytest.param("AI for Trees\nML for Leaves\nNLP for Roots\nAI for Bark\n", id="capitals"),
        pytest.param("Trees\n", id="one word"),
    ],
)
def test_titles_are_titles(text: str) -> None:
    listing = read_listing(text.encode(), name="x.txt")
    assert [entry.title for entry in listing.entries] == text.rstrip("\n").split("\n")


def test_a_folder_of_bib_files_is_one_listing(tmp_path: Path) -> None:
    (tmp_path / "b.bib").write_text("@article{b, title={B}}\n@article{c, year={2001}}\n")
    (tmp_path / "a.bib").write_text("@article{a, title={A}}\n")
    (tmp_path / "notes.txt").write_text("something else\n")
    listing = read_listing(tmp_path)
    assert listing.name == tmp_path.name
    assert [entry.key for entry in listing.entries] == ["a", "b"]
    assert [problem.reason for problem in listing.problems] == [
        "b.bib: an entry without title and ids"
    ]


@pytest.mark.parametrize(
    ("source", "ids"),
    [
        ("2204.03574", "arXiv:2204.03574"),
        ("https://arxiv.org/abs/1706.03762v5", "arXiv:1706.03762"),
        ("10.1000/ABC", "doi:10.1000/abc"),
        ("https://dl.acm.org/doi/10.1145/3292500.3330701", "doi:10.1145/3292500.3330701"),
        ("https://huggingface.co/papers/2606.00001", "arXiv:2606.00001"),
        ("PMID:30000001", "PMID:30000001"),
        ("papers.bib", None),
        ("folder/x.txt", None),
    ],
)
def test_an_id_or_an_address_is_a_listing_of_its_own(source: str, ids: str | None) -> None:
    listing = read_named(source)
    assert (write_entry_ids(listing.entries[0]) if listing else None) == ids


KEPT = {
    "x.bib": "@article{roe2019, title={T}, keywords={trees; leaves}, groups={To read}, "
    "note={good}, annote={very}, file={:roe.pdf:PDF}}",
    "x.ris": "TY  - JOUR\nTI  - T\nID  - roe2019\nKW  - trees\nKW  - leaves\nN1  - good\n"
    "N1  - very\nL1  - :roe.pdf:PDF\nER  - \n",
    "x.csv": "key,title,keywords,notes,extra,file,groups\n"
    "roe2019,T,trees; leaves,good,very,:roe.pdf:PDF,To read\n",
    "x.json": '[{"id": "roe2019", "type": "article", "title": "T", "keyword": "trees; leaves", '
    '"note": "good\\nvery"}]',
    "x.enw": "%0 Book\n%T T\n%F roe2019\n%K trees\n%K leaves\n%Z good\n%Z very\n",
}


@pytest.mark.parametrize("name", KEPT)
def test_key_keywords_and_notes_are_kept_with_the_entry(name: str) -> None:
    (entry,) = read_listing(KEPT[name].encode(), name=name).entries
    assert (entry.key, entry.keywords, entry.note) == ("roe2019", ("trees", "leaves"), "good\nvery")
    assert entry.files in ((":roe.pdf:PDF",), ())
    assert entry.groups in (("To read",), ())


def test_a_literal_sign_for_a_broken_letter_is_no_broken_byte() -> None:
    listing = read_listing("Trees \ufffd and more\n".encode(), name="x")
    assert listing.problems == ()


def test_utf16_of_web_of_science_is_read() -> None:
    text = SEEDS["savedrecs.txt"].replace("\n", "\r\n")
    listing = read_listing(text.encode("utf-16"), name="savedrecs.ciw")
    assert (listing.form, len(listing.entries)) == ("web-of-science", 1)
