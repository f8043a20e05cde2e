"""Text without the markup that publishers and pages leave in it: HTML, JATS, MathML, entities.

The one reader of such text. Only elements that are known are taken for markup, so that `List<T>`
and `a < b` in a title survive. Elements that stand on lines of their own become a blank, so that
no words grow together; those within a word leave nothing.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from citeloom.graph.latex_text import read_latex
from citeloom.graph.plain_text import read_words

ROUNDS = 3  # of text that was escaped several times
NESTING = 200  # elements within each other

INLINE = read_words(
    """
    a abbr acronym alternatives annotation annotation-xml b big bold cite code disp-quote em
    email ext-link fixed-case font i inf inline-formula inline-graphic italic italics kbd latex
    mark math monospace named-content q roman s sans-serif sc scp small span strike strong
    styled-content sub sup superscript subscript tex tex-math tt u underline uri var xref
    """
)
BLOCK = read_words(
    """
    abstract article-title blockquote br break center dd def disp-formula div dl dt fig h1 h2 h3
    h4 h5 h6 hr li list list-item ol p para pre sec section simple-para subtitle table tbody td
    th title tr trans-title ul
    """
)
IN_FORMULA = read_words(
    """
    maction menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts
    mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover
    semantics
    """
)
# What begins so is no element of a text, and where it ends.
COMMENTS = (("<!--", "-->"), ("<?", ">"), ("<!doctype", ">"))
HIDDEN = frozenset({"annotation", "annotation-xml", "mphantom"})
TEX = frozenset({"tex-math", "tex", "latex"})
FORMULAS = frozenset({"math", "inline-formula", "disp-formula", "alternatives"})
BLANKS = frozenset({"mspace", "mtd", "mtr"})
SELF_CLOSING = frozenset({"br", "hr", "break", "mspace", "mprescripts", "inline-graphic"})
TAG = re.compile(r"<(/?)((?:[a-z]+:)?([a-z][a-z0-9-]*))(\s[^<>]*|/)?>", re.IGNORECASE)
DOCUMENT = re.compile(r"\\begin\{document\}(.*?)\\end\{document\}", re.DOTALL)
# Characters that stand for others while a text is read; no text holds them.
EITHER, OPEN, LESS, AND = "\ue000\ue001\ue002\ue003"
PRIVATE = dict.fromkeys(map(ord, (EITHER, OPEN, LESS, AND)), " ")
AWAY = str.maketrans({"<": LESS, "&": AND})
BACK = str.maketrans({LESS: "<", AND: "&"})
PREFIXES = frozenset({"", "jats", "mml", "m", "x", "ce", "sb"})


def strip_markup(text: str | None) -> str | None:
    r"""Return the text that markup shows, on one line; None where nothing is left.

    Entities are resolved, also those that were escaped several times. A formula is shown once:
    as MathML has it, else as its TeX. `<mfrac>` and `<msqrt>` keep their signs.

    >>> strip_markup("<p>H<sub>2</sub>O &amp;amp; <i>E. coli</i></p><p>List<T></p>")
    'H2O & E. coli List<T>'
    """
    return " ".join(strip_lines(text).split()) or None


def strip_lines(text: str | None) -> str:
    """Return the text that markup shows, its own blanks and line ends kept."""
    text = text or ""
    for place in range(ROUNDS):
        before = text
        if "<" in text:
            text = _read_elements(text, paired=place > 0)
        if "&" in text:
            text = html.unescape(text)
        if text == before:
            break
    # What is left of `<` and `>` is text, and so is an entity that names itself.
    return text


class _Reader(HTMLParser):
    """Collects the text of known elements; what is open stands on a stack of parts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._names: list[str] = [""]
        self._parts: list[list[str]] = [[]]

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        name = tag.rpartition(":")[2]
        if name in BLOCK or name in BLANKS:
            self._parts[-1].append(" ")
        if name in SELF_CLOSING or len(self._names) > NESTING:
            return
        self._names.append(name)
        self._parts.append([])

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.handle_starttag(tag, attrs)
        if tag.rpartition(":")[2] not in SELF_CLOSING:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in self._names[1:]:
            while self._close() != name:
                pass
        if name in BLOCK:
            self._parts[-1].append(" ")

    def handle_data(self, data: str) -> None:
        in_formula = any(name in IN_FORMULA or name == "math" for name in self._names)
        if in_formula and self._names[-1] != "mtext":
            data = "".join(data.split())
        if data:
            self._parts[-1].append(data)

    def finish(self) -> str:
        self.close()
        while len(self._names) > 1:
            self._close()
        return "".join(self._parts[0])

    def _close(self) -> str:
        name, parts = self._names.pop(), self._parts.pop()
        self._parts[-1].append(_show(name, parts))
        return name


def _show(name: str, parts: list[str]) -> str:
    """Return what an element shows, given what its children show."""
    if name in HIDDEN:
        return ""
    if name in TEX:
        return f"{EITHER}{_read_tex(''.join(parts))}{EITHER}"
    if name in FORMULAS:
        return _choose_formula("".join(parts))
    if name == "mfrac" and len(parts) == 2:  # noqa: PLR2004 - above and below
        return "/".join(part if len(part) == 1 or part.isalnum() else f"({part})" for part in parts)
    if name == "msqrt":
        inner = "".join(parts)
        return f"√{inner}" if len(inner) == 1 or inner.isdecimal() else f"√({inner})"
    return "".join(parts)


def _choose_formula(text: str) -> str:
    """Keep of a formula that is given twice the MathML."""
    pieces = text.split(EITHER)
    shown = "".join(pieces[::2])
    return shown if shown.strip() else "".join(pieces)


def _read_tex(text: str) -> str:
    document = DOCUMENT.search(text)
    formula = (document[1] if document else text).strip().strip("$").strip()
    shown = read_latex(f"${html.unescape(formula.translate(BACK))}$", formulas="text")
    return html.escape(shown, quote=False)


def _read_elements(text: str, *, paired: bool) -> str:
    """Return a text without its elements; with `paired`, only of those that are closed.

    What was escaped once may be markup or speak of markup; a pair of tags is markup.
    """
    text = _drop_comments(text.translate(PRIVATE))
    text = text.replace("<![CDATA[", "").replace("]]>", "")
    ends = {found[2].lower() for found in TAG.finditer(text) if found[1]} if paired else None

    def keep(found: re.Match[str]) -> str:
        prefix = found[2][: -len(found[3])].rstrip(":").lower()
        name = found[3].lower()
        known = prefix in PREFIXES and (name in INLINE or name in BLOCK or name in IN_FORMULA)
        if known and (ends is None or found[2].lower() in ends or name in SELF_CLOSING):
            return f"{OPEN}{found[0][1:]}"
        return found[0]

    marked = TAG.sub(keep, text)
    if OPEN not in marked:
        return text
    reader = _Reader()
    # What is no known element is text, and so are entities here: the reader sees neither.
    reader.feed(marked.translate(AWAY).replace(OPEN, "<"))
    return reader.finish().translate(BACK).replace(EITHER, "")


def _drop_comments(text: str) -> str:
    parts: list[str] = []
    place = 0
    lowered = text.lower()
    while (start := text.find("<", place)) >= 0:
        opening, closing = next(
            (pair for pair in COMMENTS if lowered.startswith(pair[0], start)), ("", "")
        )
        end = text.find(closing, start + len(opening)) if opening else -1
        if opening and end < 0:
            break
        parts.append(text[place : start if opening else start + 1])
        place = end + len(closing) if opening else start + 1
    parts.append(text[place:])
    return "".join(parts)
