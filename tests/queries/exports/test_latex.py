from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from citeloom.queries.exports import write_latex
from citeloom.queries.exports.citation_keys import make_citation_keys
from citeloom.queries.exports.reference import Reference
from tests.queries.exports import cases, latex_tools

if TYPE_CHECKING:
    from pathlib import Path


def test_the_section_is_grouped_and_says_why() -> None:
    text = write_latex.write(cases.REAL, ["Rests on 5 of 7 papers"])
    assert text.startswith("% Rests on 5 of 7 papers\n")
    assert re.findall(r"\\subsection\{(.*)\}", text) == [
        r"Sequence models \& attention",
        "Further papers",
    ]
    assert "% Why: Cited together with BERT by 7 papers of your list\n" in text
    assert "% Links: code https://github.com/tensorflow/tensor2tensor" in text
    assert r"Vaswani et al.~\cite{vaswani2017attention}" in text
    assert r"van der Maaten and Hinton~\cite{vandermaaten2008visualizing}" in text


def test_the_section_cites_exactly_the_keys_of_the_bibliography_beside_it() -> None:
    section, bibliography = write_latex.write_with_bibliography(cases.REAL, bibliography="mine")
    cited = re.findall(r"\\cite\{(.*?)\}", section)
    assert cited == re.findall(r"^@\w+\{(.*),$", bibliography, re.MULTILINE)
    assert r"\bibliography{mine}" in section


def test_pdflatex_makes_a_document_of_it(tmp_path: Path) -> None:
    latin = [paper for paper in cases.REAL if paper is not cases.RANDOM_GRAPHS]
    awkward = Reference(
        paper_id="W1",
        title=cases.RANDOM_GRAPHS.title,
        authors=("Pál Erdős", "Guy L. Steele Jr.", "Đặng Văn Tần"),
        year=2020,
        group=r"100% & \input{x} $5 ^^5c",
        reason="a\n\\end{document}",
        doi="10.1007/978-3-030-58452-8_13",
    )
    section, bibliography = write_latex.write_with_bibliography([*latin, awkward], ["one\ntwo"])
    (tmp_path / "section.tex").write_text(section, encoding="utf-8")
    (tmp_path / "references.bib").write_text(bibliography, encoding="utf-8")
    output = latex_tools.pdflatex(tmp_path, "section")
    assert "undefined" not in output.replace("\n", " "), "a citation has no entry"
    assert (tmp_path / "section.pdf").stat().st_size > 0


def test_no_paper_is_still_a_document(tmp_path: Path) -> None:
    (tmp_path / "empty.tex").write_text(write_latex.write([]) + "", encoding="utf-8")
    assert r"\bibliography" not in write_latex.write([])


@given(cases.lists)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_what_comes_from_outside_stands_in_comments_or_is_escaped(papers: list[Reference]) -> None:
    lines = write_latex.write(papers).splitlines()
    printed = [line for line in lines if not line.startswith("%")]
    assert sum(line.count(r"\cite{") for line in printed) == len(papers)
    commands = set(
        re.findall(r"\\(input|write|include|csname|def|immediate)\b", "\n".join(printed))
    )
    assert commands == set()
    assert [key for line in printed for key in re.findall(r"\\cite\{(\w+)\}", line)] != [] or (
        not make_citation_keys(papers)
    )
