from __future__ import annotations

import unicodedata

import pytest
from pylatexenc.latex2text import get_default_latex_context_db as texts
from pylatexenc.latexwalker import get_default_latex_context_db as commands

from citeloom.graph.latex_text import read_latex


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"The \texttt{deal.II} Library", "The deal.II Library"),
        (r"\mbox{K-trees} of \textsf{Sans}", "K-trees of Sans"),
        (r"The \LaTeX\ Companion, \LaTeX{} again", "The LaTeX Companion, LaTeX again"),
        (r"\foo{bar} and \baz", "bar and baz"),
        (r"\href{https://example.org}{Trees}", "Trees"),
        (r"\begin{array}{c} a \\ b \end{array}", "a b"),
        (r"Erd{\H o}s, \'{E}mile, \O{}stby, \ss", "Erdős, Émile, Østby, ß"),
        (r"{\bf Bold} {\em moves}", "Bold moves"),
        (r"100% and 5\% \& more", "100% and 5% & more"),
        (r"A $\alpha$-tree", r"A $\alpha$-tree"),
        ("plain  text", "plain text"),
        ("{" * 3_000 + "deep" + "}" * 3_000, "deep"),
    ],
)
def test_latex_becomes_text(latex: str, text: str) -> None:
    assert read_latex(latex) == text


def test_no_word_is_lost_to_any_command_that_is_known() -> None:
    names = {
        name
        for database in (commands(), texts())
        for category in database.category_list
        for name in database.d[category]["macros"]
    }
    assert len(names) > 1_000
    for name in sorted(names - {"\\"}):  # `\\[…]` is a length
        for latex in (
            rf"Oak \{name} Elm Yew",
            rf"Oak \{name}{{Elm}} Yew",
            rf"{{\{name} Oak Elm}} Yew",
        ):
            plain = unicodedata.normalize("NFD", read_latex(latex))
            letters = "".join(c for c in plain if not unicodedata.combining(c))
            # An accent may join the letter behind it: Øak.
            assert all(word in letters for word in ("ak", "lm", "ew")), (latex, plain)
