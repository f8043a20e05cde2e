r"""Mathematics between dollar signs in titles: what may stay as it is.

A title comes from outside. Between its dollar signs only listed commands of LaTeX and amsmath are
let through; anything else is text like any other, dollar signs included.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citeloom.graph.plain_text import read_words

if TYPE_CHECKING:
    from collections.abc import Iterator

WITH_ARGUMENT = read_words(
    """
    mathbb mathbf mathcal mathfrak mathit mathrm mathsf mathtt boldsymbol text textrm textbf textit
    texttt operatorname hat bar tilde vec dot ddot acute grave check breve widehat widetilde
    overline underline sqrt
    """
)
MATHEMATICS = WITH_ARGUMENT | read_words(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi
    varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda
    Xi Pi Sigma Upsilon Phi Psi Omega aleph ell hbar imath jmath nabla partial infty emptyset
    varnothing forall exists nexists neg top bot angle prime backprime
    pm mp times div cdot ast star circ bullet oplus ominus otimes oslash odot dagger ddagger
    amalg cap cup uplus sqcap sqcup vee wedge setminus smallsetminus wr diamond lozenge square
    triangle boxplus boxminus boxtimes boxdot ltimes rtimes
    le leq leqq leqslant ge geq geqq geqslant ll gg lesssim gtrsim ne neq equiv sim simeq approx
    approxeq cong propto asymp doteq triangleq prec succ preceq succeq subset supset subseteq
    supseteq subsetneq supsetneq nsubseteq in ni notin mid nmid parallel nparallel perp models
    vdash dashv vDash bowtie smile frown nleq ngeq nless ngtr
    to gets leftarrow rightarrow leftrightarrow longleftarrow longrightarrow longleftrightarrow
    Leftarrow Rightarrow Leftrightarrow Longleftarrow Longrightarrow Longleftrightarrow uparrow
    downarrow updownarrow Uparrow Downarrow Updownarrow mapsto longmapsto hookleftarrow
    hookrightarrow nearrow searrow swarrow nwarrow rightleftharpoons iff implies
    rightsquigarrow leftrightsquigarrow twoheadrightarrow
    sum prod coprod int iint iiint oint bigcap bigcup bigvee bigwedge bigoplus bigotimes
    log ln lg exp sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan min max inf sup lim
    arg deg det dim gcd ker hom Pr
    ldots cdots vdots ddots dots langle rangle lceil rceil lfloor rfloor lbrace rbrace vert Vert
    quad qquad frac
    therefore because wp Re Im
    """
)
COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
# What a subscript or superscript may be without braces; other commands are several things.
IN_SCRIPT = read_words(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma
    tau phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega ell infty ast
    star circ dagger ddagger prime top bot perp pm mp times
    """
)
# amssymb has open letters for capitals only, and prints nothing for the others.
NO_SUCH_LETTER = re.compile(r"\\mathbb\s*\{?\s*[^A-Z{\s]")
# As pandoc reads tex_math_dollars: "$5 and $10" is money.
MATH = re.compile(r"\$(?=[^\s$])((?:[^$\\]|\\[^$])*?)(?<=\S)\$(?!\d)")
LIKE_MATH = re.compile(r"[\\^_=+<>(){}/|-]")
# What TeX stops at. Stricter than TeX where telling would need a parser: such mathematics is
# printed as its source.
_ATOM = r"\s*(?:\{[^{}]*\}|\\[A-Za-z]+|[^\s{}\\])"
MISTAKES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\\(?:{'|'.join(sorted(WITH_ARGUMENT))})(?![A-Za-z])(?!\s*[{{A-Za-z0-9])",
        r"\\frac(?![A-Za-z])(?!\s*\{[^{}]*\}\s*\{)",
        rf"[_^]\s*(?!\s|[{{A-Za-z0-9*+-]|\\(?:{'|'.join(sorted(IN_SCRIPT))})(?![A-Za-z]))",
        rf"\^{_ATOM}\s*\^|_{_ATOM}\s*_",
        rf"(?:[_^]{_ATOM}\s*){{3}}",
        r"\}\s*\}\s*[_^]",
        r"'.*\^|\^.*'|'\s+'",
        r"\\$",
    )
)
SPACES_IN_MATH = frozenset(",;:!")


def split_math(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the text in pieces, each with whether it is mathematics."""
    done = place = 0
    while (match := MATH.search(text, place)) is not None:
        if is_math(match[1]):
            if match.start() > done:
                yield text[done : match.start()], False
            yield match[0], True
            done = place = match.end()
        else:
            place = match.start() + 1
    if done < len(text):
        yield text[done:], False


def is_math(content: str) -> bool:
    r"""Tell whether what stands between two ``$`` may stay as it is.

    It must look like mathematics, use listed commands only, and be balanced; a second ``^`` is
    refused because TeX reads ``^^5c`` as a backslash.
    """
    if not content.isascii() or re.search(r"[%#&~$]|\^\^", content):
        return False
    if " " in content and not LIKE_MATH.search(content):
        return False
    for command in COMMAND.findall(content):
        if command not in MATHEMATICS and command not in SPACES_IN_MATH:
            return False
    return (
        not any(pattern.search(content) for pattern in MISTAKES)
        and not NO_SUCH_LETTER.search(content)
        and _is_balanced(content)
    )


def _is_balanced(content: str) -> bool:
    depth = 0
    for character in content:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0
