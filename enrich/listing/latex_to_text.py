"""LaTeX in BibTeX fields to plain text."""

from __future__ import annotations

import re

from pylatexenc.latex2text import LatexNodes2Text

_TO_TEXT = LatexNodes2Text(math_mode="verbatim", strict_latex_spaces=False)
_MARKUP = re.compile(r"[\\$~]|``|''|--")
LONGEST = 20_000  # characters; pylatexenc takes about a second for 150,000 of dense markup


def plain(text: str) -> str:
    r"""Decode accents, commands and braces (`Erd{\\H o}s`, `{BERT}`); formulas stay readable.

    What pylatexenc cannot read (braces nested a thousand deep, very long markup) only loses its
    braces.
    """
    if _MARKUP.search(text) and len(text) <= LONGEST:
        # A bare % begins a comment in LaTeX; in a BibTeX field people mean per cent.
        guarded = re.sub(r"(?<!\\)%", r"\\%", text)
        try:
            return " ".join(str(_TO_TEXT.latex_to_text(guarded)).split())
        except (RecursionError, ValueError, IndexError):
            pass
    return " ".join(text.replace("{", "").replace("}", "").split())
