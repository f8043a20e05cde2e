r"""LaTeX to text, so that no word is lost: what is not known is taken away around the word.

pylatexenc knows letters, accents and symbols. It drops the argument of commands that it knows to
have one and nothing to print (`\texttt`, `\mbox`), the name of those without (`\LaTeX`), and
raises at some (`\href`, `\input`). So every command that is no letter, accent or symbol is peeled
off before it is asked, and what it refuses is peeled off whole.
"""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from citeloom.graph.plain_text import read_words

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

Formulas = Literal["verbatim", "text"]

LONGEST = 20_000  # characters; pylatexenc takes about a second for 150,000 of dense markup
NESTING = 20  # braces or formulas; no title has more
MARKUP = re.compile(r"[\\$~{}%]|``|''|--")
_UNESCAPED = re.compile(r"(?<!\\)([%&#])")
_FORMULA = re.compile(r"(\$\$?[^$]{0,2000}\$\$?)")
_COMMAND = re.compile(
    r"\\(?P<name>[a-zA-Z]+)\*?(?P<blank>[ \t\n]*)(?P<group>(?=\{[^}]|\[[^\[\]{}]{0,100}\]\{))?"
)
_ENVIRONMENT = re.compile(r"\\(?:begin|end)[ \t]{0,9}\{[a-zA-Z*]{0,40}\}(?:\{[clr|]{1,40}\})?")
# The first argument of these is an address or a colour, not a word of the text.
_HIDDEN = re.compile(
    r"\\(?:href|textcolor|colorbox|fcolorbox|hyperref)[ \t]{0,9}\{[^{}]{0,2000}\}(?=\s{0,9}\{)"
)
# Commands that change how the text looks, or join it, and print nothing.
_SILENT = read_words(
    """
    bf bfseries boldmath cal em footnotesize it itshape large Large LARGE huge Huge left mathbf
    mathcal mathit mathrm mathsf mathtt mdseries newblock noindent normalfont normalsize
    nocite par protect relax right rm rmfamily sc scriptsize scshape sf sffamily sl slshape small
    tiny tt ttfamily unboldmath upshape xspace allowbreak break linebreak newline hfill hspace
    displaystyle textstyle centering begingroup endgroup bgroup egroup ignorespaces unskip
    """
)
_WRITTEN = {"slash": "/", "textbackslash": " ", "and": " and "}

# What it finds strange in a command it says on its own; here the text is kept in any case.
logging.getLogger("pylatexenc").addHandler(logging.NullHandler())


def read_latex(text: str, *, formulas: Formulas = "verbatim") -> str:
    r"""Decode accents, commands and braces (`Erd{\H o}s`, `{BERT}`) to plain text on one line.

    Args:
        text: A value of BibTeX, or a title that may hold LaTeX.
        formulas: Whether formulas stay as they are written or become text as well.
    """
    if not MARKUP.search(text):
        return " ".join(text.split())
    if len(text) <= LONGEST and text.count("{") <= NESTING * 5 and text.count("$") <= NESTING:
        try:
            peeled = _peeled(_UNESCAPED.sub(r"\\\1", text))
            return " ".join(str(_converter(formulas).latex_to_text(peeled)).split())
        except Exception:  # noqa: BLE001, S110 - pylatexenc raises what its tables happen to raise
            pass
    return strip_latex(text)


def strip_latex(text: str) -> str:
    """Take braces and the backslashes of commands away, and nothing else."""
    text = re.sub(r"\\([^a-zA-Z\s])", r"\1", _peel_commands(text, frozenset()))
    return " ".join(re.sub(r"[{}\\]|(?<!\w)[~](?!\w)", " ", text).split())


def _peeled(text: str) -> str:
    parts = _FORMULA.split(text)
    return "".join(
        part if place % 2 else _peel_commands(part, _symbols()) for place, part in enumerate(parts)
    )


def _peel_commands(text: str, known: frozenset[str]) -> str:
    if "\\" not in text:
        return text
    text = _HIDDEN.sub("", _ENVIRONMENT.sub(" ", text))

    def peel(found: re.Match[str]) -> str:
        name = found["name"]
        if name in known:
            return found[0]
        if name in _WRITTEN:
            return _WRITTEN[name]
        if found["group"] is not None or name in _SILENT:
            return found["blank"] and " "
        return f"{name}{found['blank']}"

    return _COMMAND.sub(peel, text)


@cache
def _symbols() -> frozenset[str]:
    """Return the commands that stand for a letter, an accent or a symbol."""
    from pylatexenc.latex2text import get_default_latex_context_db

    db = get_default_latex_context_db()
    names = set()
    for category in db.category_list:
        for name, spec in db.d[category]["macros"].items():
            shown = spec.simplify_repl
            is_symbol = isinstance(shown, str) and shown.strip() and not re.search("[%<]", shown)
            if is_symbol or (callable(shown) and len(name) == 1):
                names.add(name)
    return frozenset(names)


@cache
def _converter(formulas: Formulas) -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text  # slow to import, and seldom needed

    return LatexNodes2Text(math_mode=formulas, strict_latex_spaces=False, keep_comments=True)
