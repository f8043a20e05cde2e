# ruff: noqa: E501, W291 - files of others are as wide as they are
"""One small listing of each format, with papers that do not exist, for the fuzz and other tests."""

from __future__ import annotations

SEEDS = {
    "zotero.bib": r"""@string{venue = "Proc. of "}
% made by hand
@article{roe_graphs_2019,
	title = {Graphs of {Small} Worlds: A \textit{Study} of {$\alpha$}-cuts},
	author = {Roe, Jane and von Poe, Kim and {\'E}mile Zola and others},
	journal = {arXiv:1901.01234 [cs, stat]},
	month = mar,
	year = {2019},
	keywords = {graphs, small worlds},
	file = {Full Text:files/12/roe.pdf:application/pdf},
	note = {read this},
}
@inproceedings{x, title = "Other {Thing}", booktitle = venue # "Things", year = 2020, doi = {10.1000/abc}}
""",
    "export.ris": """TY  - JOUR
A1  - Roe, Jane
AU  - Poe, Kim, Jr.
TI  - On the colour of trees
PY  - 2018/03/01/
DO  - 10.1000/trees
KW  - trees
N1  - a note
UR  - https://arxiv.org/abs/1803.00001
ER  - 

TY  - CONF
T1  - Second
ER  - 
""",
    "pubmed.nbib": """PMID- 30000001
OWN - NLM
TI  - A trial of something that takes
      more than one line.
FAU - Roe, Jane A
AU  - Roe JA
DP  - 2019 Mar 5
LID - 10.1000/trial.1 [doi]
PMC - PMC6000001
MH  - Humans

PMID- 30000002
TI  - Another.
DP  - 2020
""",
    "records.ovd": """<1. >
VN  - Ovid Technologies
DB  - Ovid MEDLINE(R)
UI  - 30000003
TI  - Ovid prints a stop.
AU  - Behan L
AU  - Rubbo B
DO  - https://dx.doi.org/10.1000/ovid.1
YR  - 2018

""",
    "savedrecs.txt": """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Roe, J
   Poe, K
AF Roe, Jane
   Poe, Kim
TI A title over
   two lines
PY 2019
DI 10.1000/wos.9
ER

EF
""",
    "list.enw": """%0 Journal Article
%T Trees in winter
%A Roe, Jane
%A Poe, Kim
%J arXiv preprint arXiv:1901.00001
%D 2019
%K trees

%0 Book
%T A book of trees
%D 2001
""",
    "refworks.txt": """RT Journal Article
SR Electronic
ID 12
A1 Roe,Jane
A1 Poe,Kim
T1 A tagged paper
JF Journal
YR 2011
DO 10.1000/rw.1
""",
    "csl.json": """[{"id": "roe", "type": "article-journal", "title": "In <i>vitro</i> R&amp;D",
 "author": [{"family": "Roe", "given": "J"}], "issued": {"date-parts": [["2017", "Jun", 3]]},
 "DOI": "10.1000/csl", "note": "arXiv: 1706.00001 [cs]"},
 {"title": ["A list"], "issued": "2017-05"}]
""",
    "s2.json": """{"total": 1, "data": [{"paperId": "0123456789abcdef0123456789abcdef01234567",
"externalIds": {"ArXiv": "1901.00002", "CorpusId": 12}, "title": "From S2", "year": 2019,
"authors": [{"authorId": "1", "name": "Jane Roe"}]}]}
""",
    "openalex.jsonl": """{"id": "https://openalex.org/W2000000001", "display_name": "One line", "publication_year": 2018, "authorships": [{"author": {"display_name": "Jane Roe"}}]}
{"id": "https://openalex.org/W2000000002", "display_name": "Another line", "publication_year": 2019}
""",
    "scopus.csv": """Authors,Title,Year,DOI,Funding Text 1,EID
"Roe J., Poe K.","A title, with a comma",2020,"10.1000/sc1","fund","2-s2.0-1"
"Doe A.","Second",2021,,,,"more"
""",
    "wos.tsv": "PT\tAU\tAF\tTI\tDI\tPY\nJ\tRoe, J; Poe, K\tRoe, Jane; Poe, Kim\tTab\t10.1000/t\t2019\n",
    "lines.txt": """# to read
arXiv:1901.00003
10.1000/lines
- A title of some words
[3] Another: title (1901.00004)
PMID: 30000004
W2741809807, W2741809808
""",
    "awesome.md": """# Awesome trees
[![badge](https://img.example.org/a.svg)](https://example.org)

A list of papers. Contributions are welcome!

## Contents
- [Surveys](#surveys)

## Surveys
- **A Survey of Trees** (2019), J. Roe et al. [[pdf]](https://arxiv.org/abs/1901.00005) [[code]](https://github.com/a/b)
- [Trees in Summer](https://arxiv.org/abs/1901.00006) [[DOI](https://doi.org/10.1000/summer)]

| Paper | Link |
| --- | --- |
| Trees at night | [pdf](https://arxiv.org/pdf/1901.00007.pdf) |

```bibtex
@article{cite, title={Cite Us}, year={2023}}
```
""",
    "daily.txt": """Daily Papers
by AK and the research community

Mar 25

Trees: A Title of a Paper

Much has been said of trees. We say more, at some length. It works.

  • 2 authors
·
Oct 7, 2024 3

Second Title of the Page

More has been said of trees. We say it again. It works.

 Forestry
·
Jan 12 1
""",
    "refs.bbl": r"""\begin{thebibliography}{10}
\bibitem[Roe and Poe(2019)]{roe2019}
Jane Roe and Kim Poe.
\newblock Trees in autumn.
\newblock {\em Journal of Trees}, 2019.
\newblock arXiv:1901.00008.

\bibitem{doe}
A.~Doe, ``Trees in spring,'' 2020.
\end{thebibliography}
""",
}
