# ruff: noqa: E501 - listings of others are as wide as they are
"""Listings as people have them, one case of each kind that was once read wrongly, and its relatives.

Each case is a listing and what it holds: `title | date | family given, … | ids`, then the problems
by their line. The papers do not exist.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from citeloom.enrich.listing import look_at
from citeloom.print_listing import make_listing_values, write_entry_ids


class Case(NamedTuple):
    """A listing, the name of its file, and what it holds."""

    name: str
    form: str
    papers: list[str]
    problems: list[int]
    text: str


CASES = {
    "bibtex: suffixes between family and given name": Case(
        "x.txt",
        "bibtex",
        ["Trees and suffixes | 2001 | King Martin Jr., Hicks Michael III | -"],
        [],
        (
            "@article{a, title={Trees and suffixes}, author={King, Jr., Martin and Hicks, III, Michael}, year={2001}}"
        ),
    ),
    "bibtex: suffix in reading order": Case(
        "x.txt",
        "bibtex",
        ["Trees | - | Downey Robert III, Steele Guy L. Jr. | -"],
        [],
        "@article{a, title={Trees}, author={Robert Downey III and Guy L. Steele Jr.}}",
    ),
    "bibtex: commas where and should stand": Case(
        "x.txt",
        "bibtex",
        ["T | 2019 | Alder A., Birch B., Cedar C. | -"],
        [],
        "@article{j, title={T}, author={A. Alder, B. Birch, C. Cedar}, year={2019}}",
    ),
    "bibtex: semicolons where and should stand": Case(
        "x.txt",
        "bibtex",
        ["T | - | Alder A., Birch B. | -"],
        [],
        "@article{k, title={T}, author={Alder, A.; Birch, B.}}",
    ),
    "bibtex: pairs of family and initials": Case(
        "x.txt",
        "bibtex",
        ["T | - | Alder A., Birch B. C. | -"],
        [],
        "@article{k, title={T}, author={Alder, A., Birch, B. C.}}",
    ),
    "bibtex: one author with two family names": Case(
        "x.txt",
        "bibtex",
        ["T | - | de la Cruz Maria Jose | -"],
        [],
        "@article{k, title={T}, author={de la Cruz, Maria Jose}}",
    ),
    "bibtex: a list in braces of its own": Case(
        "x.txt",
        "bibtex",
        ["Domains | 2001 | Alder U., Birch A., Cedar K. D. | doi:10.1000/1.13"],
        [],
        (
            "@article{N, author = {{Alder, U. and Birch, A. and Cedar, K. D.}}, title = {{Domains}}, year = {{2001}}, doi = {{10.1000/1.13}}}"
        ),
    ),
    "bibtex: an organisation in braces": Case(
        "x.txt",
        "bibtex",
        ["T | - | Barnes and Noble, Roe Jane | -"],
        [],
        "@article{N, author = {{Barnes and Noble} and Roe, Jane}, title = {T}}",
    ),
    "bibtex: an organisation with a comma": Case(
        "x.txt",
        "bibtex",
        ["T | - | University of California, Berkeley | -"],
        [],
        "@article{N, author = {{University of California, Berkeley}}, title = {T}}",
    ),
    "bibtex: a family name in braces": Case(
        "x.txt",
        "bibtex",
        ["T | - | de la Fontaine Jean | -"],
        [],
        "@article{N, author = {Jean {de la Fontaine}}, title = {T}}",
    ),
    "bibtex: and others": Case(
        "x.txt",
        "bibtex",
        ["T | - | Roe Jane | -"],
        [],
        "@article{N, author = {Roe, Jane and others}, title = {T}}",
    ),
    "bibtex: et al. as an author": Case(
        "x.txt",
        "bibtex",
        ["T | - | Roe Jane | -"],
        [],
        "@article{N, author = {Roe, Jane and et al.}, title = {T}}",
    ),
    "bibtex: entities in title and author": Case(
        "x.txt",
        "bibtex",
        ["R&D of B. alnus CO2 | - | Gröner Rene | -"],
        [],
        "@article{a,title={R&amp;D of <i>B. alnus</i> CO<sub>2</sub>},author={Gr&ouml;ner, Rene}}",
    ),
    "bibtex: entities escaped twice": Case(
        "x.txt",
        "bibtex",
        ["R&D in vitro | - | - | -"],
        [],
        "@article{a,title={R&amp;amp;D &lt;i&gt;in vitro&lt;/i&gt;}}",
    ),
    "bibtex: DBLP: CoRR and volume": Case(
        "x.txt",
        "bibtex",
        ["Trees | 2019 | Roe Jane | arXiv:1901.00001"],
        [],
        (
            "@article{DBLP:x, author={Jane Roe}, title={Trees}, journal={CoRR}, volume={abs/1901.00001}, year={2019}}"
        ),
    ),
    "bibtex: DBLP: an old id": Case(
        "x.txt",
        "bibtex",
        ["Trees | 2001 | - | arXiv:cs/0102003"],
        [],
        "@article{DBLP:y, title={Trees}, journal={CoRR}, volume={cs.CL/0102003}, year={2001}}",
    ),
    "bibtex: Google Scholar: journal": Case(
        "x.txt",
        "bibtex",
        ["Trees | 2019 | Roe Jane | arXiv:1901.00002"],
        [],
        (
            "@article{roe2019trees, title={Trees}, author={Roe, Jane and others}, journal={arXiv preprint arXiv:1901.00002}, year={2019}}"
        ),
    ),
    "bibtex: Zotero: journal with classes": Case(
        "x.txt",
        "bibtex",
        ["T | - | - | arXiv:1901.00003"],
        [],
        "@article{l, title={T}, journal={arXiv:1901.00003 [cs, stat]}}",
    ),
    "bibtex: Zotero: number": Case(
        "x.txt",
        "bibtex",
        ["T | - | - | arXiv:1901.00004"],
        [],
        "@misc{l, title={T}, number={arXiv:1901.00004}, publisher={arXiv}}",
    ),
    "bibtex: Zotero: bare number of a preprint": Case(
        "x.txt",
        "bibtex",
        ["T | - | - | arXiv:1901.00004"],
        [],
        "@misc{l, title={T}, number={1901.00004}, publisher={arXiv}}",
    ),
    "bibtex: ADS: eid and pages": Case(
        "x.txt",
        "bibtex",
        ["T | - | - | arXiv:1901.00005"],
        [],
        "@article{l, title={T}, eid={arXiv:1901.00005}, pages={arXiv:1901.00005}}",
    ),
    "bibtex: a field of its own": Case(
        "x.txt",
        "bibtex",
        ["T | - | - | doi:10.1000/l arXiv:1901.00006"],
        [],
        "@article{l, title={T}, preprint={https://arxiv.org/abs/1901.00006}, doi={10.1000/l}}",
    ),
    "bibtex: an old id with its class": Case(
        "x.txt",
        "bibtex",
        ["Old | - | - | arXiv:hep-th/9901001"],
        [],
        '@article{o, title="Old", eprint="9901001", archivePrefix="arXiv", primaryClass="hep-th"}',
    ),
    "bibtex: an old id in journal, with version": Case(
        "x.txt",
        "bibtex",
        ["Old | - | - | arXiv:hep-th/9901002"],
        [],
        '@article{o, title="Old", journal="arXiv:hep-th/9901002v2"}',
    ),
    "bibtex: several ids in a note name other papers": Case(
        "x.txt",
        "bibtex",
        ["T | - | - | -"],
        [],
        '@article{o, title="T", note="see arXiv:1901.00007 and arXiv:1901.00008"}',
    ),
    "bibtex: ids in abstract, keywords and file are others'": Case(
        "x.txt",
        "bibtex",
        ["T | - | - | -"],
        [],
        (
            '@article{o, title="T", abstract="as in arXiv:1901.00009", keywords="arXiv:1901.00010", file="arXiv:1901.00011.pdf"}'
        ),
    ),
    "bibtex: PubMed in eprint": Case(
        "x.txt",
        "bibtex",
        ["T | - | - | PMID:30000001"],
        [],
        '@article{o, title="T", eprint="30000001", eprinttype="pubmed"}',
    ),
    "bibtex: a field given twice": Case(
        "x.txt",
        "bibtex",
        ["T | - | - | doi:10.1000/dup"],
        [],
        "@article{L, title={T}, doi={10.1000/dup}, funding_details={1}, funding_details={2}}",
    ),
    "bibtex: notes given twice": Case(
        "x.txt",
        "bibtex",
        ["T | - | - | -"],
        [],
        "@article{L, title={T}, note={first}, note={second}}",
    ),
    "bibtex: no key": Case(
        "x.txt",
        "bibtex",
        ["Prompt Trees | - | Roe Jane | arXiv:2512.14982", "Next | 2001 | - | -"],
        [],
        (
            "@misc{title = {Prompt {Trees}}, author = {Roe, Jane}, eprint = {2512.14982}}\n"
            "@article{k, title={Next}, year=2001}"
        ),
    ),
    "bibtex: an empty key": Case(
        "x.txt",
        "bibtex",
        ["T | - | - | -"],
        [],
        "@misc{, title = {T}}",
    ),
    "bibtex: words in typewriter": Case(
        "x.txt",
        "bibtex",
        ["The tree.II Library, Version 9 | - | - | -"],
        [],
        "@article{d, title={The \\texttt{tree.II} Library, Version 9}}",
    ),
    "bibtex: commands that print their name, and unknown ones": Case(
        "x.txt",
        "bibtex",
        ["The LaTeX of K-trees and Sans bar baz | - | - | -"],
        [],
        "@article{d, title={The \\LaTeX\\ of \\mbox{K-trees} and \\textsf{Sans} \\foo{bar} \\baz}}",
    ),
    "bibtex: a link as a title": Case(
        "x.txt",
        "bibtex",
        ["Trees of x | - | - | -"],
        [],
        "@article{d, title={\\href{https://example.org}{Trees} of \\input{x}}}",
    ),
    "bibtex: formulas stay": Case(
        "x.txt",
        "bibtex",
        ["A $\\alpha$-tree | - | - | -"],
        [],
        "@article{d, title={A {$\\alpha$}-tree}}",
    ),
    "bibtex: an unclosed brace in keywords": Case(
        "x.txt",
        "bibtex",
        ["T | 2020 | - | doi:10.1000/x", "Next | - | - | -"],
        [1],
        (
            "@article{k, title={T}, doi={10.1000/x}, keywords={a, {b, year={2020}\n"
            "}\n"
            "@article{m, title={Next}}"
        ),
    ),
    "bibtex: an unclosed quote": Case(
        "x.txt",
        "bibtex",
        ["T | 2020 | - | -"],
        [1],
        '@article{k, title={T}, note="open,\n  year={2020}\n}',
    ),
    "bibtex: no closing brace": Case(
        "x.txt",
        "bibtex",
        ["T | 2020 | - | -", "Next | - | - | -"],
        [1],
        "@article{k, title={T}, year={2020}\n@article{m, title={Next}}",
    ),
    "bibtex: concatenations and abbreviations": Case(
        "x.txt",
        "bibtex",
        ["Of Trees and Journal of | 2020 | - | -"],
        [],
        '@string{v = "Journal of "}\n@article{k, title = "Of " # {Trees} # " and " # v, year = 2020}',
    ),
    "bibtex: round brackets": Case(
        "x.txt",
        "bibtex",
        ["T | 2020 | - | -"],
        [],
        "@article(k, title = {T}, year = 2020)",
    ),
    "bibtex: month as a number": Case(
        "x.txt",
        "bibtex",
        ["T | 2020-06 | - | -"],
        [],
        "@article{k, title={T}, year={2020}, month={6}}",
    ),
    "bibtex: what the user keeps with an entry": Case(
        "x.txt",
        "bibtex",
        ["T | - | - | -"],
        [],
        (
            "@article{k, title={T}, keywords={trees; leaves}, groups={To read}, note={good}, file={:roe.pdf:PDF}}"
        ),
    ),
    "bibtex: a wrong DOI is said": Case(
        "x.txt",
        "bibtex",
        ["T | - | - | -"],
        [1],
        "@article{k, title={T}, doi={n.a.}}",
    ),
    "bibtex: a comment with an address": Case(
        "x.txt",
        "bibtex",
        ["T | - | - | -"],
        [1],
        "% https://arxiv.org/abs/1901.00012\n@article{k, title={T}}",
    ),
    "bibtex: text around the entries": Case(
        "x.txt",
        "bibtex",
        ["T | - | - | -"],
        [],
        "This file was made by hand.\n@article{k, title={T}}\n@comment{jabref-meta: x}",
    ),
    "ris: Cochrane: two blanks": Case(
        "x.txt",
        "ris",
        ["One record | 2011 | Alder T | doi:10.1000/x1", "Another | 2012 | Roe T | -"],
        [],
        (
            "Record #1 of 2\n"
            "Provider: John Wiley\n"
            "\n"
            "TY  -  JOUR\n"
            "A1  -  Alder, T\n"
            "T1  -  One record\n"
            "PY  -  2011\n"
            "DO  -  10.1000/x1\n"
            "ER  -  \n"
            "\n"
            "Record #2 of 2\n"
            "Provider: John Wiley\n"
            "\n"
            "TY  -  JOUR\n"
            "A1  -  Roe, T\n"
            "T1  -  Another\n"
            "PY  -  2012\n"
            "ER  -  \n"
        ),
    ),
    "ris: A1 before AU": Case(
        "x.txt",
        "ris",
        ["Order | - | Cedar Danko, Alder Leon, Birch Avi | -"],
        [],
        "TY  - JOUR\nA1  - Cedar, Danko\nAU  - Alder, Leon\nAU  - Birch, Avi\nTI  - Order\nER  - \n",
    ),
    "ris: AU before A1": Case(
        "x.txt",
        "ris",
        ["Order | - | Cedar Danko, Alder Leon | -"],
        [],
        "TY  - JOUR\nAU  - Cedar, Danko\nA1  - Alder, Leon\nTI  - Order\nER  - \n",
    ),
    "ris: a suffix behind": Case(
        "x.txt",
        "ris",
        ["T | - | King Martin Jr. | -"],
        [],
        "TY  - JOUR\nAU  - King, Martin, Jr.\nTI  - T\nER  - \n",
    ),
    "ris: Rayyan: a tag glued behind": Case(
        "x.txt",
        "ris",
        ["T | - | - | doi:10.1000/rayyan-1"],
        [],
        "TY  - JOUR\nTI  - T\nDO  - 10.1000/rayyan-1     LK  - https://x.org/atoz\nER  - \n",
    ),
    "ris: EBSCO: L3": Case(
        "x.txt",
        "ris",
        ["T | 2024-04-03 | - | doi:10.1000/ebsco"],
        [],
        "TY  - JOUR\nT1  - T\nY1  - 2024/04/03/\nL3  - 10.1000/ebsco\nER  - \n",
    ),
    "ris: Springer: M3": Case(
        "x.txt",
        "ris",
        ["T | - | - | doi:10.1000/springer-2"],
        [],
        "TY  - JOUR\nT1  - T\nM3  - doi:10.1000/springer-2\nER  - \n",
    ),
    "ris: a publisher's address": Case(
        "x.txt",
        "ris",
        ["T | - | - | doi:10.1007/s00000-010-0000-1"],
        [],
        (
            "TY  - JOUR\n"
            "T1  - T\n"
            "UR  - https://link.springer.com/article/10.1007/s00000-010-0000-1\n"
            "ER  - \n"
        ),
    ),
    "ris: L2, L1 and JO": Case(
        "x.txt",
        "ris",
        [
            "A | - | - | arXiv:1901.00001",
            "B | - | - | arXiv:1901.00002",
            "C | - | - | arXiv:1901.00003",
        ],
        [],
        (
            "TY  - JOUR\n"
            "T1  - A\n"
            "L2  - https://arxiv.org/abs/1901.00001\n"
            "ER  - \n"
            "TY  - JOUR\n"
            "T1  - B\n"
            "L1  - https://arxiv.org/pdf/1901.00002.pdf\n"
            "ER  - \n"
            "TY  - JOUR\n"
            "T1  - C\n"
            "JO  - arXiv preprint arXiv:1901.00003\n"
            "ER  - \n"
        ),
    ),
    "ris: entities and keywords": Case(
        "x.txt",
        "ris",
        ["R&D x | - | - | -"],
        [],
        "TY  - JOUR\nT1  - R&amp;D <i>x</i>\nKW  - one\nKW  - two\nN1  - mine\nER  - \n",
    ),
    "ris: no end, no blank": Case(
        "x.txt",
        "ris",
        ["T | 2020 | - | -"],
        [],
        "TY - JOUR\nTI - T\nPY - 2020\n",
    ),
    "tagged: PubMed": Case(
        "x.txt",
        "pubmed",
        [
            "A title that is long | 2019-03-05 | Roe Jane A | doi:10.1000/p.1 PMID:30000001 PMC6000001",
            "Another | 2020 | van der Poe KL | PMID:30000002",
        ],
        [],
        (
            "PMID- 30000001\n"
            "TI  - A title that is\n"
            "      long.\n"
            "FAU - Roe, Jane A\n"
            "AU  - Roe JA\n"
            "DP  - 2019 Mar 5\n"
            "LID - 10.1000/p.1 [doi]\n"
            "PMC - PMC6000001\n"
            "\n"
            "PMID- 30000002\n"
            "TI  - Another.\n"
            "AU  - van der Poe KL\n"
            "DP  - 2020\n"
        ),
    ),
    "tagged: Ovid": Case(
        "x.txt",
        "ovid",
        [
            "A stop behind | 2018 | Alder L., Birch B Jr | doi:10.1000/o.1 PMID:30000003",
            "Of Embase | 2019 | - | -",
        ],
        [],
        (
            "<1. >\n"
            "VN  - Ovid Technologies\n"
            "DB  - Ovid MEDLINE(R)\n"
            "UI  - 30000003\n"
            "TI  - A stop behind.\n"
            "AU  - Alder L.\n"
            "AU  - Birch B Jr\n"
            "DO  - https://dx.doi.org/10.1000/o.1\n"
            "YR  - 2018\n"
            "\n"
            "<2. >\n"
            "VN  - Ovid Technologies\n"
            "DB  - Embase\n"
            "UI  - 600000000\n"
            "TI  - Of Embase.\n"
            "YR  - 2019\n"
        ),
    ),
    "tagged: Web of Science": Case(
        "x.txt",
        "web-of-science",
        [
            "A title over two lines | 2019 | Roe Jane, Poe Kim | doi:10.1000/w.1",
            "Second | 2020 | Doe A | -",
        ],
        [],
        (
            "FN Clarivate Analytics Web of Science\n"
            "VR 1.0\n"
            "PT J\n"
            "AU Roe, J\n"
            "   Poe, K\n"
            "AF Roe, Jane\n"
            "   Poe, Kim\n"
            "TI A title over\n"
            "   two lines\n"
            "PY 2019\n"
            "DI 10.1000/w.1\n"
            "CR Other A, 2001, J, V1, DOI 10.1000/other\n"
            "ER\n"
            "\n"
            "PT C\n"
            "AU Doe, A\n"
            "TI Second\n"
            "PY 2020\n"
            "ER\n"
            "\n"
            "EF\n"
        ),
    ),
    "tagged: EndNote": Case(
        "x.txt",
        "endnote",
        [
            "Trees | 2017 | Roe Jane, Poe Kim | arXiv:1901.00001",
            "Second | 2018 | Roe J | doi:10.1000/e2",
        ],
        [],
        (
            "%0 Journal Article\n"
            "%T Trees\n"
            "%A Roe, Jane\n"
            "%A Poe, Kim\n"
            "%J arXiv preprint arXiv:1901.00001\n"
            "%D 2017\n"
            "\n"
            "%0 Journal Article\n"
            "%T Second\n"
            "%A Roe, J\n"
            "%R 10.1000/e2\n"
            "%D 2018\n"
        ),
    ),
    "tagged: RefWorks": Case(
        "x.txt",
        "refworks",
        ["Trees | 2011 | Roe Jane, Poe Kim | doi:10.1000/rw", "A book | 2001 | Doe A. | -"],
        [],
        (
            "RT Journal Article\n"
            "SR Electronic\n"
            "ID 12\n"
            "A1 Roe,Jane\n"
            "A1 Poe,Kim\n"
            "T1 Trees\n"
            "YR 2011\n"
            "DO 10.1000/rw\n"
            "\n"
            "RT Book\n"
            "A1 Doe,A.\n"
            "T1 A book\n"
            "YR 2001\n"
        ),
    ),
    "tagged: bibitem": Case(
        "x.txt",
        "bbl",
        [
            "Trees in autumn | 2019 | Roe Jane, Poe Kim | arXiv:1901.00001",
            "Trees in spring | 2020 | Doe A. | -",
        ],
        [],
        (
            "\\begin{thebibliography}{1}\n"
            "\\bibitem[Roe and Poe(2019)]{roe}\n"
            "Jane Roe and Kim Poe.\n"
            "\\newblock Trees in autumn.\n"
            "\\newblock {\\em J. Trees}, 2019.\n"
            "\\newblock arXiv:1901.00001.\n"
            "\n"
            "\\bibitem{doe}\n"
            "A.~Doe, ``Trees in spring,'' 2020.\n"
            "\\end{thebibliography}\n"
        ),
    ),
    "tagged: bibitems on the line that begins the bibliography": Case(
        "x.txt",
        "bbl",
        ["Trees in autumn | 2019 | Roe Jane | -", "Trees in spring | 2020 | Doe Kim | -"],
        [],
        (
            "\\begin{thebibliography}{1}\\bibitem{1a} Jane Roe. \\newblock Trees in autumn. "
            "\\newblock 2019. \\bibitem{2b} Kim Doe. \\newblock Trees in spring. "
            "\\newblock 2020.\n"
            "\\end{thebibliography}\n"
        ),
    ),
    "tagged: bibitem of ACM": Case(
        "x.txt",
        "bbl",
        ["Trees | 2019 | Roe Jane | doi:10.1000/acm"],
        [],
        (
            "\\begin{thebibliography}{1}\n"
            "\\bibitem[Roe(2019)]{roe}\n"
            "\\bibfield{author}{\\bibinfo{person}{Jane Roe}.} \\bibinfo{year}{2019}\\natexlab{}.\n"
            "\\newblock \\showarticletitle{Trees}. \\href{https://doi.org/10.1000/acm}{doi:}\n"
            "\\end{thebibliography}\n"
        ),
    ),
    "tagged: biblatex's bbl": Case(
        "x.txt",
        "bbl",
        ["Trees of Life | 2019 | Roe Jane | doi:10.1000/bl"],
        [],
        (
            "% $ biblatex auxiliary file $\n"
            "\\entry{roe}{article}{}{}\n"
            "  \\name{author}{1}{}{%\n"
            "    {{hash=1}{%\n"
            "       family={Roe},\n"
            "       familyi={R\\bibinitperiod},\n"
            "       given={Jane},\n"
            "       giveni={J}}}%\n"
            "  }\n"
            "  \\field{title}{Trees of {Life}}\n"
            "  \\field{year}{2019}\n"
            "  \\verb{doi}\n"
            "  \\verb 10.1000/bl\n"
            "  \\endverb\n"
            "\\endentry\n"
        ),
    ),
    "json: dates, ids and markup of CSL-JSON": Case(
        "x.txt",
        "csl-json",
        [
            "Effects in vitro R&D | 2017-06-03 | Alder-Giménez José, van den Berg Anna, Smith J Jr. | PMID:28000090",
            "Preprint | 2017 | - | arXiv:1701.00002",
            "Extra | 2017-06 | - | doi:10.1000/abc arXiv:1701.00004",
            "Old | 2017 | - | arXiv:1701.00005",
            "List | 2017-05-01 | - | doi:10.1000/list",
            "- | - | - | doi:10.1000/f",
            "Editor | 2017 | Doe J | -",
        ],
        [],
        (
            '[{"id":"a","type":"article-journal","title":"Effects <i>in vitro</i> R&amp;D","author":[{"family":"Alder-Gim&eacute;nez","given":"Jos&eacute;"},{"family":"Berg","given":"Anna","non-dropping-particle":"van den"},{"family":"Smith","given":"J","suffix":"Jr."}],"issued":{"date-parts":[["2017","Jun",3]]},"PMID":"28000090"},\n'
            '{"id":"b","title":"Preprint","container-title":"arXiv preprint arXiv:1701.00002","issued":{"date-parts":[[2017]],"season":"1"}},\n'
            '{"id":"d","title":"Extra","note":"arXiv: 1701.00004 [cs]\\nDOI: 10.1000/abc","issued":{"date-parts":[["2017",6,null]]}},\n'
            '{"id":"http://zotero.org/users/1/items/X","title":"Old","URL":"http://arxiv.org/abs/1701.00005","issued":{"year":2017}},\n'
            '{"id":"e","title":["List"],"DOI":["10.1000/list"],"issued":"2017-05-01"},\n'
            '{"id":"f","DOI":"https://dx.doi.org/10.1000/F","issued":{"date-parts":[[]]}},\n'
            '{"id":"g","title":"Editor","editor":[{"family":"Doe","given":"J"}],"issued":{"date-parts":[[2017,13,45]]}}]'
        ),
    ),
    "json: more shapes of issued": Case(
        "x.txt",
        "csl-json",
        [
            "a | 2016-06 | - | -",
            "b | 2017-06 | - | -",
            "c | 2018 | - | -",
            "d | 2019-01 | - | -",
            "e | 2020-06 | - | -",
            "f | 2021-02 | - | -",
            "g | 2022 | - | -",
        ],
        [],
        (
            '[{"title":"a","issued":[{"year":"2016","month":"6"}]},{"title":"b","issued":{"raw":"June 2017"}},{"title":"c","issued":{"literal":"2018"}},{"title":"d","issued":{"date-parts":[[2019,1],[2019,2]]}},{"title":"e","issued":"2020-06~"},{"title":"f","issued":{"date-parts":[[null]]},"published-print":{"date-parts":[[2021,2]]}},{"title":"g","issued":2022}]'
        ),
    ),
    "json: Crossref's answer": Case(
        "x.txt",
        "csl-json",
        ["Of Crossref | 2019 | Roe Jane | doi:10.1000/cr"],
        [],
        (
            '{"status":"ok","message":{"title":["Of Crossref"],"DOI":"10.1000/cr","author":[{"given":"Jane","family":"Roe"}],"issued":{"date-parts":[[2019]]},"reference":[{"DOI":"10.1000/other"}]}}'
        ),
    ),
    "json: Semantic Scholar": Case(
        "x.txt",
        "json",
        [
            "From S2 | 2019 | Roe Jane | doi:10.1000/s2 arXiv:1901.00001 PMID:30000001 ACL:N19-1423 CorpusId:12 s2:0123456789abcdef0123456789abcdef01234567"
        ],
        [],
        (
            '[{"paperId":"0123456789abcdef0123456789abcdef01234567","externalIds":{"ArXiv":"1901.00001","DOI":"10.1000/s2","CorpusId":12,"PubMed":"30000001","ACL":"N19-1423"},"title":"From S2","year":2019,"authors":[{"authorId":"1","name":"Jane Roe"}]}]'
        ),
    ),
    "json: Semantic Scholar: one paper with references": Case(
        "x.txt",
        "json",
        ["The one | - | - | s2:0123456789abcdef0123456789abcdef01234567"],
        [],
        (
            '{"references":[{"title":"Other"}],"paperId":"0123456789abcdef0123456789abcdef01234567","title":"The one"}'
        ),
    ),
    "json: OpenAlex": Case(
        "x.txt",
        "json",
        ["From OpenAlex | 2019-05-02 | Roe Jane | doi:10.1000/oa W2000000001 PMID:30000001"],
        [],
        (
            '{"meta":{"count":1},"results":[{"id":"https://openalex.org/W2000000001","doi":"https://doi.org/10.1000/oa","display_name":"From OpenAlex","publication_date":"2019-05-02","authorships":[{"author":{"display_name":"Jane Roe"}}],"ids":{"pmid":"https://pubmed.ncbi.nlm.nih.gov/30000001"},"abstract_inverted_index":{"Trees":[0],"grow":[1]}}]}'
        ),
    ),
    "json: the Hub": Case(
        "x.txt",
        "json",
        ["From the Hub | 2019-01-02 | Roe Jane | arXiv:1901.00001"],
        [],
        (
            '[{"paper":{"id":"1901.00001","title":"From the Hub","summary":"Trees.","authors":[{"name":"Jane Roe"}],"publishedAt":"2019-01-02T00:00:00.000Z","upvotes":3},"title":"From the Hub","numComments":1}]'
        ),
    ),
    "json: JSON lines, one broken": Case(
        "x.txt",
        "json-lines",
        ["One | - | - | W2000000001", "Two | 2020 | - | -"],
        [2],
        (
            '{"id": "https://openalex.org/W2000000001", "display_name": "One"}\n'
            '{"broken\n'
            '{"display_name": "Two", "publication_year": 2020}\n'
        ),
    ),
    "json: half of a pair in a title": Case(
        "x.txt",
        "csl-json",
        ["Trees and more | - | - | -"],
        [],
        '[{"title":"Trees \\ud83d and more"}]',
    ),
    "table: PubMed's CSV": Case(
        "x.csv",
        "csv",
        ["Of trees | 2020 | Polack FP, Thomas SJ, Kitchin N. | PMID:30000001 PMC7000001"],
        [],
        (
            "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI\n"
            '30000001,"Of trees","Polack FP, Thomas SJ, Kitchin N.","J. 2020",Polack FP,J,2020,2021/12/10,PMC7000001,,\n'
        ),
    ),
    "table: Scopus: a row longer than the header": Case(
        "x.csv",
        "csv",
        ["A title | 2020 | Roe J., Poe K. | doi:10.1000/sc1"],
        [2],
        (
            "Authors,Title,Year,DOI,Funding Text 1,References,EID\n"
            '"Roe J., Poe K.","A title",2020,"10.1000/sc1","one","two","10.1000/other","2-s2.0-1"\n'
        ),
    ),
    "table: Scopus: full names": Case(
        "x.csv",
        "csv",
        ["T | 2020 | Roe Jane, Poe Kim | doi:10.1000/sc2"],
        [],
        (
            "Authors,Author full names,Author(s) ID,Title,Year,Source title,DOI,EID\n"
            '"Roe J.; Poe K.","Roe, Jane (57200000001); Poe, Kim (57200000002)",1,"T",2020,J,10.1000/sc2,2-s2.0-2\n'
        ),
    ),
    "table: Dimensions: a preamble": Case(
        "x.csv",
        "csv",
        ["Of Dimensions | 2019-03-02 | Roe Jane, Poe Joe | doi:10.1000/dim1"],
        [],
        (
            '"About the data: Exported on Nov 25, 2026."\n'
            "Rank,Publication ID,DOI,PMID,PMCID,Title,Abstract,Acknowledgements,Source title,PubYear,Publication Date,Authors,Authors (Raw Affiliation)\n"
            '500,pub.1,10.1000/dim1,,,Of Dimensions,abs,,J,2019,2019-03-02,"Roe, Jane; Poe, Joe",\n'
        ),
    ),
    "table: Web of Science: tabs": Case(
        "x.txt",
        "csv",
        ["Tab | 2019 | Roe Jane, Poe Kim | doi:10.1000/wt"],
        [],
        (
            "PT\tAU\tBA\tBE\tGP\tAF\tTI\tSO\tDT\tDI\tPY\tAB\n"
            "J\tRoe, J; Poe, K\t\t\t\tRoe, Jane; Poe, Kim\tTab\tNATURE\tArticle\t10.1000/wt\t2019\tabs\n"
        ),
    ),
    "table: SpringerLink: glued names": Case(
        "x.csv",
        "csv",
        ["A chapter | 2022 | Roe Jane R., McPoe Kim P., LeDoe Yann | doi:10.1000/978-3_33"],
        [],
        (
            "Item Title,Publication Title,Book Series Title,Journal Volume,Journal Issue,Item DOI,Authors,Publication Year,URL,Content Type\n"
            '"A chapter","A volume","","","","10.1000/978-3_33","Jane R. RoeKim P. McPoeYann LeDoe","2022","http://link.springer.com/chapter/10.1000/978-3_33","Chapter"\n'
        ),
    ),
    "table: Zotero: Date Added is no year": Case(
        "x.csv",
        "csv",
        ["Domains | - | Alder U., Birch A. | -"],
        [],
        (
            '"Key","Item Type","Publication Year","Author","Title","DOI","Url","Date","Date Added"\n'
            '"A","book","","Alder, U.; Birch, A.","Domains","","","","2022-01-01 10:00:00"\n'
        ),
    ),
    "table: Embase: a link and a source": Case(
        "x.csv",
        "csv",
        ["Cysts | 2014 | Liu R., Adler D.G. | doi:10.1000/cyst"],
        [],
        (
            "Title,Author Names,Source,Abstract,Open URL Link,Copyright\n"
            '"Cysts","Liu R., Adler D.G.",J. Cysts (2014) 3:3 (152-160). Date of Publication: 2014,"x",http://sfx.library.example.edu/u?sid=EMBASE&id=doi:10.1000%2Fcyst&date=2014,"C"\n'
        ),
    ),
    "table: IEEE Xplore": Case(
        "x.csv",
        "csv",
        ["Of circuits | 2020 | Roe J., Poe K. | doi:10.1000/ieee"],
        [],
        (
            '"Document Title",Authors,"Author Affiliations","Publication Title",Date Added To Xplore,"Publication Year","Abstract","DOI",PDF Link,"Author Keywords"\n'
            '"Of circuits","J. Roe; K. Poe","","Conf","1 Jan 2021","2020","abs","10.1000/ieee","https://ieeexplore.ieee.org/stamp/stamp.jsp?arnumber=1","trees;leaves"\n'
        ),
    ),
    "table: The Lens": Case(
        "x.csv",
        "csv",
        ["Of lenses | 2019-03-01 | Roe Jane, Poe Kim | doi:10.1000/lens PMID:30000001"],
        [],
        (
            "Lens ID,Title,Date Published,Publication Year,Publication Type,Source Title,Author/s,Abstract,DOI,PMID\n"
            '001-1,"Of lenses",2019-03-01,2019,journal article,J,"Jane Roe; Kim Poe","x",10.1000/lens,30000001\n'
        ),
    ),
    "table: OpenAlex's CSV": Case(
        "x.csv",
        "csv",
        ["Of works | 2019 | Roe Jane, Poe Kim | doi:10.1000/oac W2000000001"],
        [],
        (
            "id,doi,display_name,publication_year,authorships.author.display_name,cited_by_count\n"
            "https://openalex.org/W2000000001,https://doi.org/10.1000/oac,Of works,2019,Jane Roe|Kim Poe,3\n"
        ),
    ),
    "table: Rayyan's CSV": Case(
        "x.csv",
        "csv",
        ["Of rayyan | 2019 | Roe Jane, Poe Kim | doi:10.1000/ray PMID:30000001"],
        [],
        (
            "key,title,year,month,day,journal,issn,volume,issue,pages,authors,url,language,publisher,location,abstract,notes,doi,keywords,pubmed_id,pmc_id\n"
            'rayyan-1,Of rayyan,2019,3,1,J,,,,,"Roe, Jane and Poe, Kim",https://doi.org/10.1000/ray,en,,,abs,my note,10.1000/ray,"a, b",30000001,\n'
        ),
    ),
    "table: Elicit's CSV": Case(
        "x.csv",
        "csv",
        ["Of elicit | 2019 | Roe Jane, Poe Kim | doi:10.1000/el"],
        [],
        (
            "Title,Authors,DOI,DOI link,Venue,Citation count,Year,Filename,Abstract\n"
            'Of elicit,"Jane Roe, Kim Poe",10.1000/el,https://doi.org/10.1000/el,J,3,2019,,abs\n'
        ),
    ),
    "table: a Python list of authors": Case(
        "x.csv",
        "csv",
        ["T | 2019 | Roe Jane, Poe Kim | -"],
        [],
        "title,authors,year\nT,\"['Jane Roe', 'Kim Poe']\",2019\n",
    ),
    "table: a number made of a PubMed id, and nan": Case(
        "x.csv",
        "csv",
        ["T | - | - | PMID:30000001"],
        [],
        "title,pmid,doi\nT,30000001.0,nan\n",
    ),
    "table: et al. in a cell": Case(
        "x.csv",
        "csv",
        ["T | - | Roe J., Poe K. | -"],
        [],
        "title;authors\nT;Roe, J., Poe, K., et al.\n",
    ),
    "table: the separator said above": Case(
        "x.csv",
        "csv",
        ["T | 2019 | - | -"],
        [],
        "sep=;\ntitle;year\nT;2019\n",
    ),
    "table: LaTeX in a cell": Case(
        "x.csv",
        "csv",
        ["Trees of x | 2019 | - | -"],
        [],
        'title,year\n"\\href{https://x.org}{Trees} of \\input{x} \\begin{array}",2019\n',
    ),
    "lines: arXiv ids with their prefix": Case(
        "x.txt",
        "lines",
        [
            "- | - | - | arXiv:1901.00001",
            "- | - | - | arXiv:1901.00002",
            "- | - | - | arXiv:1901.00003",
        ],
        [],
        "arXiv:1901.00001\narXiv:1901.00002\narXiv:1901.00003\n",
    ),
    "lines: DOIs with their prefix": Case(
        "x.txt",
        "lines",
        ["- | - | - | doi:10.1000/one", "- | - | - | doi:10.1000/two"],
        [],
        "doi:10.1000/one\ndoi:10.1000/two\n",
    ),
    "lines: arXiv's DOIs": Case(
        "x.txt",
        "lines",
        ["- | - | - | arXiv:1901.00001", "- | - | - | arXiv:1901.00002"],
        [],
        "10.48550/arXiv.1901.00001\n10.48550/arXiv.1901.00002\n",
    ),
    "lines: ids as copying leaves them": Case(
        "x.txt",
        "lines",
        [
            "- | - | - | doi:10.1000/s41586",
            "- | - | - | arXiv:1901.00001",
            "- | - | - | doi:10.1000/330701",
            "- | - | - | doi:10.1000/182",
            "- | - | - | doi:10.1000/quoted",
            "- | - | - | arXiv:1901.00002",
            "- | - | - | arXiv:1901.00003",
        ],
        [],
        (
            "10.1000/s41586\u200b\n"
            "\u200earXiv:1901.00001\n"
            "https://doi.org/10.1000/330701/\n"
            "10.1000/182)\n"
            '"10.1000/quoted"\n'
            "arXiv.1901.00002\n"
            "(https://arxiv.org/abs/1901.00003).\n"
        ),
    ),
    "lines: ids of PubMed": Case(
        "x.txt",
        "lines",
        [
            "- | - | - | PMID:30000001",
            "- | - | - | PMID:30000002",
            "- | - | - | PMID:30000003",
            "- | - | - | PMC7000001",
        ],
        [5],
        "30000001\nPMID: 30000002\nhttps://pubmed.ncbi.nlm.nih.gov/30000003/\nPMC7000001\n17\n",
    ),
    "lines: ids of the ACL and Semantic Scholar": Case(
        "x.txt",
        "lines",
        [
            "- | - | - | ACL:N19-1423",
            "- | - | - | doi:10.18653/v1/2020.acl-main.1 ACL:2020.acl-main.1",
            "- | - | - | CorpusId:12",
            "- | - | - | s2:0123456789abcdef0123456789abcdef01234567",
        ],
        [5],
        (
            "N19-1423\n"
            "https://aclanthology.org/2020.acl-main.1/\n"
            "CorpusId:12\n"
            "https://www.semanticscholar.org/paper/Trees/0123456789abcdef0123456789abcdef01234567\n"
            "10/gfvbd6\n"
        ),
    ),
    "lines: publishers' addresses": Case(
        "x.txt",
        "lines",
        [
            "- | - | - | doi:10.1000/3292500",
            "- | - | - | doi:10.1007/s1-w",
            "- | - | - | doi:10.1002/x.2019",
            "- | - | - | doi:10.1101/2020.01.01.1",
            "- | - | - | doi:10.1371/journal.pone.1",
            "- | - | - | doi:10.1038/s41586-021-1",
            "- | - | - | doi:10.3389/f.2020.1",
        ],
        [9],
        (
            "https://dl.acm.org/doi/10.1000/3292500\n"
            "https://dl.acm.org/doi/pdf/10.1000/3292500?download=true\n"
            "https://link.springer.com/article/10.1007/s1-w\n"
            "https://onlinelibrary.wiley.com/doi/full/10.1002/x.2019\n"
            "https://www.biorxiv.org/content/10.1101/2020.01.01.1v2.full\n"
            "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.1\n"
            "https://www.nature.com/articles/s41586-021-1\n"
            "https://www.frontiersin.org/articles/10.3389/f.2020.1/full\n"
            "https://openreview.net/forum?id=abc\n"
        ),
    ),
    "lines: a reference with an id": Case(
        "x.txt",
        "lines",
        ["Trees in winter | - | - | arXiv:1901.00001"],
        [],
        '[1] J. Roe and K. Poe, "Trees in winter," in Proc. Trees, 2019. arXiv:1901.00001\n',
    ),
    "lines: several ids on a line": Case(
        "x.txt",
        "lines",
        ["- | - | - | doi:10.1000/a", "- | - | - | arXiv:1901.00001"],
        [],
        "read 10.1000/a, then arXiv:1901.00001 and so on\n",
    ),
    "mixed: an awesome list": Case(
        "x.md",
        "mixed",
        [
            "A Survey of Trees | - | - | arXiv:1901.00001",
            "Trees Are All You Need | - | - | doi:10.1000/tr arXiv:1901.00002",
            "Trees are Few-Shot | - | - | arXiv:1901.00003",
        ],
        [12],
        (
            "# Awesome Trees\n"
            "\n"
            "A curated list. Contributions welcome!\n"
            "\n"
            "## Contents\n"
            "- [Surveys](#surveys)\n"
            "\n"
            "## Surveys\n"
            "- **A Survey of Trees** (2023), J. Roe et al. [[pdf]](https://arxiv.org/abs/1901.00001) [[code]](https://github.com/a/b)\n"
            "- [Trees Are All You Need](https://arxiv.org/abs/1901.00002) [[DOI](https://doi.org/10.1000/tr)] (2017)\n"
            "- [2020/05] **[Trees are Few-Shot](https://arxiv.org/abs/1901.00003)** - T-3.\n"
            "- [Tool](https://github.com/c/d)\n"
        ),
    ),
    "mixed: a README with a cite block": Case(
        "x.md",
        "mixed",
        [
            "Trees of Life | - | - | arXiv:1901.00001",
            "TREE | - | - | arXiv:1901.00002",
            "A Survey | 2023 | - | arXiv:1901.00003",
        ],
        [],
        (
            "# Awesome X\n"
            "## Papers\n"
            "- [Trees of Life](https://arxiv.org/abs/1901.00001)\n"
            "- [TREE](https://arxiv.org/abs/1901.00002)\n"
            "## Cite\n"
            "```\n"
            "@article{x,\n"
            "  title={A Survey},\n"
            "  year={2023},\n"
            "  journal={arXiv preprint arXiv:1901.00003}\n"
            "}\n"
            "```\n"
        ),
    ),
    "mixed: notes with ids and BibTeX": Case(
        "x.txt",
        "mixed",
        [
            "- | - | - | arXiv:1901.00001",
            "- | - | - | doi:10.1000/notes",
            "Something | 2020 | - | -",
            "- | - | - | arXiv:1901.00002",
            "Trees are all you need | - | - | -",
        ],
        [],
        (
            "# to read\n"
            "1901.00001\n"
            "10.1000/notes\n"
            "@article{x,\n"
            "  title={Something},\n"
            "  year={2020}\n"
            "}\n"
            "https://arxiv.org/abs/1901.00002\n"
            "Trees are all you need\n"
        ),
    ),
    "mixed: a table": Case(
        "x.md",
        "mixed",
        ["Trees at Night | - | - | arXiv:1901.00001", "Trees by Day | - | - | doi:10.1000/day"],
        [],
        (
            "| Year | Title | Link |\n"
            "| --- | --- | --- |\n"
            "| 2019 | Trees at Night | [pdf](https://arxiv.org/pdf/1901.00001.pdf) |\n"
            "| 2020 | Trees by Day | [paper](https://doi.org/10.1000/day) |\n"
        ),
    ),
    "mixed: references by number": Case(
        "x.md",
        "mixed",
        ["Trees of Life | - | - | arXiv:1901.00001", "- | - | - | arXiv:1901.00002"],
        [],
        (
            "- [Trees of Life][1]\n"
            "- See [this][2]\n"
            "\n"
            "[1]: https://arxiv.org/abs/1901.00001\n"
            "[2]: https://arxiv.org/abs/1901.00002\n"
        ),
    ),
    "mixed: items within items": Case(
        "x.md",
        "mixed",
        ["Oaks | - | - | arXiv:1901.00001", "Elms | - | - | arXiv:1901.00002"],
        [2, 4],
        (
            "## List\n"
            "- Trees\n"
            "  - [Oaks](https://arxiv.org/abs/1901.00001)\n"
            "  - [Elms](https://arxiv.org/abs/1901.00002), and a follow-up [later](https://arxiv.org/abs/1901.00003)\n"
        ),
    ),
    "mixed: prose with links": Case(
        "x.md",
        "mixed",
        ["Trees of Life | - | - | arXiv:1901.00001"],
        [],
        (
            "## About\n"
            "We build on [Trees of Life](https://arxiv.org/abs/1901.00001) and use [this tool](https://example.org/x).\n"
        ),
    ),
    "mixed: HTML in Markdown": Case(
        "x.md",
        "mixed",
        ["Trees of Life | - | - | arXiv:1901.00001"],
        [],
        (
            '<p align="center"><img src="x.png"></p>\n'
            "\n"
            '<ul><li><a href="https://arxiv.org/abs/1901.00001">Trees of Life</a></li></ul>\n'
        ),
    ),
    "page: an organisation in the foot": Case(
        "x.txt",
        "daily-papers",
        ["Trees: LLM Agents that Grow | 2024-10-07 | - | -", "Soft Trees | 2025-10-23 | - | -"],
        [],
        (
            "Daily Papers\n"
            "by AK and the research community\n"
            "\n"
            "Mar 25\n"
            "\n"
            "Trees: LLM Agents that Grow\n"
            "\n"
            "Much was said of trees. We say more. It works well.\n"
            "\n"
            "  • 2 authors\n"
            "·\n"
            "Oct 7, 2024 3\n"
            "\n"
            "Soft Trees\n"
            "\n"
            "More was said of trees. We say more. It works.\n"
            "\n"
            " Google\n"
            "·\n"
            "Oct 23, 2025 1\n"
        ),
    ),
    "page: an organisation under a title without abstract": Case(
        "x.txt",
        "daily-papers",
        ["A Title of Trees | 2025-10-23 | - | -", "Next Title | 2023-10-26 | - | -"],
        [],
        (
            "Daily Papers\n"
            "\n"
            "A Title of Trees\n"
            "\n"
            " Forestry Lab\n"
            "·\n"
            "Oct 23, 2025\n"
            "\n"
            "Next Title\n"
            "\n"
            "  • 6 authors\n"
            "·\n"
            "Oct 26, 2023\n"
        ),
    ),
    "page: dates without a year": Case(
        "x.txt",
        "daily-papers",
        ["A Title of Trees | - | - | -", "Next Title | - | - | -"],
        [],
        (
            "Daily Papers\n"
            "\n"
            "A Title of Trees\n"
            "\n"
            "Much was said of trees. We say more. It works.\n"
            "\n"
            "  • 6 authors\n"
            "·\n"
            "Jan 12 2\n"
            "\n"
            "Next Title\n"
            "\n"
            "Much was said of trees. We say more. It works.\n"
            "\n"
            " Lab\n"
            "·\n"
            "Jan 13\n"
        ),
    ),
    "page: addresses under the links": Case(
        "x.txt",
        "daily-papers",
        [
            "A Title of Trees | 2026-01-12 | - | arXiv:2601.00001",
            "Next Title | 2025-12-30 | - | arXiv:2601.00002",
        ],
        [],
        (
            "Daily Papers\n"
            "\n"
            "A Title of Trees\n"
            "https://huggingface.co/papers/2601.00001\n"
            "\n"
            "Much was said of trees. We say more. It works.\n"
            "\n"
            "  • 6 authors\n"
            "·\n"
            "Jan 12 2\n"
            "\n"
            "Next Title <https://huggingface.co/papers/2601.00002>\n"
            "\n"
            "Much was said of trees. We say more. It works.\n"
            "\n"
            "  • 1 author\n"
            "·\n"
            "Dec 30\n"
        ),
    ),
    "page: a copy as Markdown": Case(
        "x.md",
        "daily-papers",
        ["Trees: A Core | 2026-05-30 | - | arXiv:2606.00001"],
        [],
        (
            "# Daily Papers\n"
            "\n"
            "## by [![](https://huggingface.co/p.png)AK](https://huggingface.co/akhaliq) and the research community\n"
            "\n"
            "- Daily\n"
            "- Weekly\n"
            "\n"
            "Oct 2\n"
            "\n"
            "[101](https://huggingface.co/login?next=%2Fpapers%2F2606.00001)\n"
            "\n"
            "### [Trees: A Core](https://huggingface.co/papers/2606.00001)\n"
            "\n"
            "[Much was said of trees. However, more is to say.](https://huggingface.co/papers/2606.00001)\n"
            "\n"
            "[- 7 authors](https://huggingface.co/papers/2606.00001)\n"
            "\n"
            "·\n"
            "\n"
            "May 30, 2026 [3](https://huggingface.co/papers/2606.00001#community)\n"
        ),
    ),
    "page: a page saved as HTML": Case(
        "x.html",
        "daily-papers-html",
        ["Trees & Leaves | 2026-06-01 | Roe Jane | arXiv:2606.00001"],
        [],
        (
            '<!DOCTYPE html><html><body><div class="SVELTE_HYDRATER contents" data-target="DailyPapers" data-props="{&quot;dailyPapers&quot;:[{&quot;paper&quot;:{&quot;id&quot;:&quot;2606.00001&quot;,&quot;title&quot;:&quot;Trees &amp;amp; Leaves&quot;,&quot;authors&quot;:[{&quot;name&quot;:&quot;Jane Roe&quot;}],&quot;publishedAt&quot;:&quot;2026-06-01T00:00:00.000Z&quot;}}]}"></div></body></html>'
        ),
    ),
    "page: a page saved without its JSON": Case(
        "x.html",
        "daily-papers-html",
        ["Trees of Life | - | - | arXiv:2606.00001"],
        [],
        (
            '<html><body><article><h3><a href="/papers/2606.00001">Trees of Life</a></h3></article></body></html>'
        ),
    ),
    "ris: Rayyan: a tag glued with one blank": Case(
        "x.txt",
        "ris",
        ["T | - | - | doi:10.1000/x"],
        [],
        "TY  - JOUR\nTI  - T\nDO  - 10.1000/x LK  - https://x.org/a\nER  - \n",
    ),
    "table: authors as Python's dictionaries": Case(
        "x.csv",
        "csv",
        ["T | 2019 | Roe Jane, Poe Kim | -"],
        [],
        (
            "title,authors,year\n"
            "T,\"[{'authorId': '1', 'name': 'Jane Roe'}, {'authorId': None, 'name': 'Kim Poe'}]\",2019\n"
        ),
    ),
    "page: an organisation on the line of the date": Case(
        "x.txt",
        "daily-papers",
        ["Trees of Life | 2025-10-23 | - | -", "Trees of Death | - | - | -"],
        [],
        (
            "Daily Papers\n"
            "\n"
            "Trees of Life\n"
            "\n"
            "Much was said. We say more. It works.\n"
            "\n"
            "Forestry · Oct 23, 2025 1\n"
            "\n"
            "Trees of Death\n"
            "\n"
            "Much was said. We say more. It works.\n"
            "\n"
            "• 3 authors · Jan 4\n"
        ),
    ),
    "mixed: a letter with ids in it": Case(
        "x.txt",
        "mixed",
        ["- | - | - | arXiv:1901.00001", "- | - | - | arXiv:1901.00002"],
        [],
        (
            "Dear all,\n"
            "We met last week and it was decided that we should read more about trees. I think that\n"
            "the paper https://arxiv.org/abs/1901.00001 is a good start, because it has no trees.\n"
            "Then you could look at what they did in arXiv:1901.00002. It is long. We have time.\n"
            "This is what we are going to do. I will not be there, but she will.\n"
        ),
    ),
    "lines: a title with its id behind a dash": Case(
        "x.txt",
        "lines",
        [
            "Trees are all you need | - | - | arXiv:1901.00001",
            "Of leaves | - | - | arXiv:1901.00002",
        ],
        [],
        "Trees are all you need - https://arxiv.org/abs/1901.00001\n1901.00002: Of leaves\n",
    ),
}


def shown(text: str, name: str) -> tuple[str, list[str], list[int]]:
    listing = look_at(text.encode("utf-8", "surrogatepass"), name=name)
    papers = []
    for entry, told in zip(listing.entries, make_listing_values(listing)["entries"], strict=True):
        names = ((each["family"], each["given"], each.get("suffix")) for each in told["authors"])
        authors = ", ".join(" ".join(part for part in name if part) for name in names)
        parts = (entry.title, entry.date or entry.year, authors, write_entry_ids(entry))
        papers.append(" | ".join(str(part or "-") for part in parts))
    return listing.form, papers, [each.line for each in listing.problems]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_listing_is_read_as_its_writer_meant_it(case: Case) -> None:
    assert shown(case.text, case.name) == (case.form, case.papers, case.problems)
