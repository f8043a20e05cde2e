r"""A related-work section to write into: groups, ``\cite`` keys, and why each paper is there.

The section stands in a document that compiles with pdfLaTeX, XeLaTeX and LuaLaTeX. pdfLaTeX has
no letters for scripts such as Chinese; there the other two are needed, with a font that has them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.graph.person_names import shorten_authors
from citeloom.graph.plain_text import clean
from citeloom.graph.web_addresses import make_safe_address
from citeloom.queries.exports import write_bibtex
from citeloom.queries.exports.citation_keys import make_citation_keys
from citeloom.queries.exports.escape_latex import escape, escape_mixed
from citeloom.queries.exports.reference import group_references

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.queries.exports.reference import Reference

BEGIN = r"""\documentclass{article}
\usepackage{iftex}
\ifPDFTeX\usepackage[T1]{fontenc}\else\usepackage{fontspec}\fi
\usepackage{amsmath,amssymb,textcomp}
\usepackage{url}
\begin{document}
"""
END = r"""
\bibliographystyle{plain}
\bibliography{%s}
\end{document}
"""


def write(
    references: Sequence[Reference], about: Sequence[str] = (), *, bibliography: str = "references"
) -> str:
    r"""Return the section as a LaTeX document.

    Each paper is a comment with its title and reason, and a sentence to be finished that cites
    it. What the graph says stands in comments, so that nothing is printed that its author has
    not written; the titles and the names are text.

    Args:
        references: The papers; `group` becomes a heading.
        about: What the list rests on; comments at the top.
        bibliography: PersonName of the .bib file beside it, without its ending.
    """
    keys = make_citation_keys(references)
    key_of = {reference.paper_id: key for reference, key in zip(references, keys, strict=True)}
    lines = [f"% {clean(line)}" for line in about]
    lines += [BEGIN.rstrip("\n"), r"\section{Related Work}"]
    for heading, members in group_references(references):
        if heading:
            lines += ["", rf"\subsection{{{escape(heading)}}}"]
        for reference in members:
            lines += ["", *_write_sentence(reference, key_of[reference.paper_id])]
    return "\n".join(lines) + "\n" + (END % bibliography if keys else "\\end{document}\n")


def write_with_bibliography(
    references: Sequence[Reference], about: Sequence[str] = (), *, bibliography: str = "references"
) -> tuple[str, str]:
    """Return the section and the BibTeX beside it; both use the same keys."""
    return write(references, about, bibliography=bibliography), write_bibtex.write(
        references, about
    )


def _write_sentence(reference: Reference, key: str) -> list[str]:
    grounds = clean(reference.reason) or "; ".join(clean(part.text) for part in reference.evidence)
    links = [
        f"{link.kind} {make_safe_address(link.url) or clean(link.name)}" for link in reference.links
    ]
    comments = [
        f"Why: {grounds}" if grounds else "",
        f"Links: {', '.join(links)}" if links else "",
        "Retracted" if reference.is_retracted else "",
    ]
    authors = escape(shorten_authors(reference.authors, truncated=reference.authors_truncated))
    title = escape_mixed(reference.title)
    subject = f"{authors}~" if authors else ""
    named = rf" \emph{{{title}}}" if title else ""
    return [
        *(f"% {comment}" for comment in comments if comment),
        rf"{subject}\cite{{{key}}}:{named} \dots",
    ]
