r"""Text from outside as LaTeX that prints the same text and can do nothing else.

pylatexenc knows a LaTeX form for some 1,500 characters. It is used for those that its own reader
turns back into the same character (it writes Hungarian ``ű`` as ``\'{u}``, which is ``ú``) and
whose commands stand in the lists below, so that no other command can leave this module and
what leaves it compiles with `pdflatex` and `amssymb`. Where neither has a form for a character
(a wide semicolon, a ligature, a script letter, a number in a circle), it is written as the plain
characters that Unicode gives for it. Everything else stays Unicode, for XeLaTeX, LuaLaTeX and
biber, and so do wide signs beside Chinese and the like. bibtexparser's own encoder is not used: it
takes all between the first and the last ``$`` of a title for mathematics, and wraps addresses in
``\url`` within ``url`` fields.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexencode import (
    RULE_DICT,
    RULE_REGEX,
    UnicodeToLatexConversionRule,
    UnicodeToLatexEncoder,
    get_builtin_uni2latex_dict,
)

from citeloom.graph.plain_text import clean, read_words
from citeloom.queries.exports.latex_math import COMMAND, MATHEMATICS, NO_SUCH_LETTER, split_math

ACCENTS = frozenset("'`^\"~=.uvHckrdbt")
LETTERS = read_words("AA aa AE ae DH dh DJ dj L l NG ng O o OE oe ss TH th i j")
SYMBOLS = read_words(
    """
    textasciicircum textasciitilde textbackslash textbar textbraceleft textbraceright textgreater
    textless textbullet textcent textcopyright textdagger textdaggerdbl textdegree textdiv
    textellipsis textemdash textendash texteuro textexclamdown textlnot textmu textonehalf
    textonequarter textonesuperior textordfeminine textordmasculine textparagraph
    textperiodcentered textperthousand textquestiondown textquotedblleft textquotedblright
    textquoteleft textquoteright textregistered textsection textsterling textthreequarters
    textthreesuperior texttimes texttrademark texttwosuperior textyen guillemotleft
    guillemotright guilsinglleft guilsinglright quotedblbase quotesinglbase ensuremath
    textleftarrow textrightarrow textuparrow textdownarrow
    """
)
COMMANDS = LETTERS | SYMBOLS | MATHEMATICS | {"surd", "textsuperscript", "textsubscript"}
SPECIAL = {
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    # BibTeX counts braces also behind a backslash, so that \{ would leave a field open.
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "\\": r"{\textbackslash}",
    "<": r"{\textless}",
    ">": r"{\textgreater}",
    "|": r"{\textbar}",
}
MARKS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u",
    "\u0307": ".", "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d",
    "\u0327": "c", "\u0328": "k", "\u0331": "b",
}  # fmt: skip
SIGNS = {
    "\N{MINUS SIGN}": r"\ensuremath{-}",
    "\N{SQUARE ROOT}": r"\ensuremath{\surd}",
    "\N{PRIME}": r"\ensuremath{'}",
    "\N{FRACTION SLASH}": "/",
    "\N{DOT OPERATOR}": r"\ensuremath{\cdot}",
}
RAISED = {"<super>": "textsuperscript", "<sub>": "textsubscript"}
COMPATIBLE = (
    *range(0xA0, 0x250), *range(0x2B0, 0x370), *range(0x1D00, 0x1DC0), *range(0x1E00, 0x1F00),
    *range(0x2000, 0x3100), *range(0x3200, 0x3400), *range(0xFB00, 0xFB07),
    *range(0xFE10, 0xFE70), *range(0xFF00, 0xFFF0), *range(0x1D400, 0x1D800),
    *range(0x1F100, 0x1F200),
)  # fmt: skip
COMPOSED = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))


def escape(text: str | None) -> str:
    """Return text as LaTeX that prints it, without mathematics: names, venues, headings."""
    return escape_part(clean(text))


def escape_mixed(text: str | None) -> str:
    """Return text as LaTeX with mathematics kept and capitals left alone: running text."""
    return "".join(part if math else escape_part(part) for part, math in split_math(clean(text)))


def escape_part(text: str) -> str:
    """Return text as LaTeX, keeping the blanks at its ends."""
    return str(_make_encoder(plain=not has_other_letters(text)).unicode_to_latex(text))


def has_other_letters(text: str) -> bool:
    """Say whether a text has letters without case, such as Chinese, which pdflatex cannot print."""
    return any(
        unicodedata.category(character) == "Lo" and not unicodedata.decomposition(character)
        for character in text
    )


@cache
def _make_encoder(*, plain: bool) -> UnicodeToLatexEncoder:
    """Return pylatexenc's encoder with this module's characters, and nothing else.

    Args:
        plain: Write as plain characters what LaTeX has no other form for.
    """
    characters = split_characters() | (list_plain_forms() if plain else {})
    return UnicodeToLatexEncoder(
        conversion_rules=[
            UnicodeToLatexConversionRule(
                RULE_REGEX,
                [
                    # Fonts of TeX join these: -- to a dash, '' to a quotation mark, ?` to ¿.
                    (re.compile(r"(?<=-)-"), "{}-"),
                    (re.compile(r"(?<=')'"), "{}'"),
                    (re.compile(r"(?<=[`?!])`"), "{}`"),
                    (re.compile(r"(?<=,),"), "{},"),
                    # A Greek word is a word, a Greek letter alone is a symbol.
                    (re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]{2,}"), r"\g<0>"),
                ],
            ),
            UnicodeToLatexConversionRule(RULE_DICT, characters),
        ],
        replacement_latex_protection="none",
        unknown_char_policy="keep",
        unknown_char_warning=False,
    )


@cache
def split_characters() -> dict[int, str]:
    """Return the characters that are written as LaTeX, each with its form in braces."""
    reader = LatexNodes2Text(math_mode="text", strict_latex_spaces=True)
    characters = {ord(character): latex for character, latex in SPECIAL.items()}
    for code, latex in get_builtin_uni2latex_dict().items():
        if code < 0x80 or not _is_listed(latex):  # noqa: PLR2004 - ASCII is in SPECIAL
            continue
        if unicodedata.combining(chr(code)) or reader.latex_to_text("{" + latex + "}") != chr(code):
            continue
        # A second pair, because BibTeX would change the case of \ensuremath{\mathbb{R}}.
        characters[code] = "{{" + latex + "}}" if "ensuremath" in latex else "{" + latex + "}"
    characters |= {ord(sign): f"{{{{{latex}}}}}" for sign, latex in SIGNS.items()}
    for code in COMPOSED:
        if code not in characters and (latex := _write_accent(chr(code))):
            characters[code] = "{" + latex + "}"
    return characters


@cache
def list_plain_forms() -> dict[int, str]:
    """Return the characters that are written as the plain ones of their compatibility form.

    These are those that have no LaTeX form of their own, where all of the plain ones can be written
    (Unicode's NFKC; indices and exponents stay where they are).
    """
    known = split_characters()
    plain: dict[int, str] = {}
    for code in COMPATIBLE:
        same = unicodedata.normalize("NFKC", chr(code))
        if code in known or same == chr(code):
            continue
        latex = "".join(known.get(ord(each), each) for each in same)
        if latex.isascii():
            command = RAISED.get(unicodedata.decomposition(chr(code)).partition(" ")[0])
            plain[code] = rf"{{\{command}{{{latex}}}}}" if command else f"{{{latex}}}"
    return plain


def _write_accent(letter: str) -> str:
    """Return a letter with marks as LaTeX accents around a letter of ASCII, else an empty string.

    For what pylatexenc lacks or has wrong: Hungarian double acutes, most of Vietnamese.
    """
    base, *marks = list(unicodedata.normalize("NFD", letter))
    if not (base.isascii() and base.isalpha() and marks and all(mark in MARKS for mark in marks)):
        return ""
    latex = base
    for mark in marks:
        latex = rf"\{MARKS[mark]}{{{latex}}}"
    return latex


def _is_listed(latex: str) -> bool:
    commands = COMMAND.findall(latex)
    listed = MATHEMATICS | SYMBOLS if "ensuremath" in latex else LETTERS | SYMBOLS | ACCENTS
    return bool(commands) and listed.issuperset(commands) and not NO_SUCH_LETTER.search(latex)
