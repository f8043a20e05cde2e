# ruff: noqa: RUF001 - letters and dashes that look like others are what these tests are about
from __future__ import annotations

import re
import unicodedata
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citeloom.graph.plain_text import clean
from citeloom.queries.exports.bibtex_title import escape_title
from citeloom.queries.exports.escape_latex import (
    ACCENTS,
    COMMANDS,
    SIGNS,
    escape,
    escape_mixed,
    has_other_letters,
    list_plain_forms,
    split_characters,
)
from citeloom.queries.exports.latex_math import MATHEMATICS, SPACES_IN_MATH, is_math, split_math
from tests.queries.exports import cases, latex_tools

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# What a command may be followed by: symbols that print a character of text.
PRINTED = set("&%$#_")


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        ("Attention Is All You Need", "Attention Is All You Need"),
        ("BERT: Pre-training of Models", "{BERT}: Pre-training of Models"),
        ("GPT-4 (GPT-4) and 3D X-ray", "{GPT-4} ({GPT-4}) and {3D} {X-ray}"),
        ("Vision-Language-Action Models", "Vision-Language-Action Models"),
        ("A study of Bayesian inference in Paris", "A study of {Bayesian} inference in {Paris}"),
        ("iPhone Vitamin C", "{iPhone} Vitamin {C}"),
        ("On Erdős–Rényi Graphs", r"On {Erd{\H{o}}s{\textendash}R{\'e}nyi} Graphs"),
        ("ÉCOLE Über", r"{{\'E}COLE} {\"U}ber"),
        ("$k$-NN in $O(N)$ Time", "{$k$-NN} in {$O(N)$} Time"),
        ("D$^2$NeRF", "{D$^2$NeRF}"),
        (r"$\pi_0$: A Model", r"{$\pi_0$}: A Model"),
        ("From $5 and $10 & 50% #1 a_b", r"From \$5 and \$10 \& 50\% \#1 a\_b"),
        (
            "τ-bench ≤ ∞",
            r"{{\ensuremath{\tau}}}-bench {{\ensuremath{\leq}}} {{\ensuremath{\infty}}}",
        ),
        ("深度学习", "深度学习"),
        ("Αθήνα", "Αθήνα"),
    ],
)
def test_a_title_keeps_what_a_style_would_lower(title: str, latex: str) -> None:
    assert escape_title(title) == latex


@pytest.mark.parametrize(
    "content",
    ["k", "O(n^2)", r"\mathcal{O}(n \log n)", r"x_{i}^2", r"\alpha\to\beta", r"\frac{1}{2}", "n+1"],
)
def test_mathematics_stays(content: str) -> None:
    assert escape_mixed(f"a ${content}$ b") == f"a ${content}$ b"


@pytest.mark.parametrize(
    "content",
    [
        r"\input{/etc/passwd}", r"\write18{ls}", r"\def\x{}", r"\csname x\endcsname", "^^5cinput",
        "x^", "x_}", "{x", "x}", "x^2^3",
        "x'^2", r"x_\hat{x}", r"x^\sum", "x^{a}_{b}^c", r"\sqrt[3",
        "100 dollars", "a%b", "a#b", "α", r"\frac{1}", r"\sqrt",
        r"\mathbb", r"\mathbb{1}", r"\href{x}{y}", "\\", r"\$",
    ],
)  # fmt: skip
def test_what_is_not_mathematics_is_text(content: str) -> None:
    assert not is_math(content)
    assert "".join(re.findall(r"(?<!\\)\$", escape_mixed(f"a ${content}$ b"))) == ""


def read_plain(text: str) -> str:
    """Return a text with plain characters for those that LaTeX can write in no other way."""
    plain = {} if has_other_letters(text) else list_plain_forms()
    return "".join(
        unicodedata.normalize("NFKC", each) if ord(each) in plain else each for each in text
    )


def write_read(latex: str) -> str:
    """Return what the reader makes of LaTeX."""
    return str(latex_tools.READER.latex_to_text(latex))


@given(cases.awkward_text | cases.latin_text)
@example("--help ''quoted'' ?`!` ``")
@example("{}}{ \\ ^^5c")
@example("Ǖ ễ ű ħ ŉ ǰ")
@example("Ａ；＝ ﬁ ⑴ 𝒜 ㎏ x⁴")
def test_latex_reads_back_to_the_same_text(text: str) -> None:
    assert write_read(escape(text)) == write_read(escape(read_plain(clean(text))))
    if not set(map(ord, clean(text))) & {*list_plain_forms(), *map(ord, SIGNS)}:
        assert write_read(escape(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        pytest.param("a；b＝c", "a{;}b{=}c", id="wide signs"),
        pytest.param("ﬁnd Ⅳ ① ㎏", "{fi}nd {IV} {1} {kg}", id="joined and circled"),
        pytest.param(
            "10⁴ and H₂O",
            r"10{\textsuperscript{4}} and H{\textsubscript{2}}O",
            id="exponents and indices",
        ),
        pytest.param("𝒜 and 𝟘", "{A} and {0}", id="script and double letters"),
        pytest.param(
            "−1, √2, x′",
            r"{{\ensuremath{-}}}1, {{\ensuremath{\surd}}}2, "
            r"x{{\ensuremath{'}}}",
            id="signs of mathematics",
        ),
        pytest.param(
            "＼ｉｎｐｕｔ｛ｘ｝％",
            r"{{\textbackslash}}{i}{n}{p}{u}{t}{{\textbraceleft}}{x}"
            r"{{\textbraceright}}{\%}",
            id="wide signs of TeX",
        ),
        pytest.param("深度学习：综述", "深度学习：综述", id="wide signs beside Chinese stay"),
    ],
)
def test_what_latex_has_no_form_for_is_written_plainly(text: str, latex: str) -> None:
    assert escape(text) == latex


@given(cases.latin_text)
@example("a $k$-NN, {b}")
def test_a_title_reads_back_to_the_same_text(title: str) -> None:
    assert write_read(escape_title(title)) == write_read(escape_title(read_plain(clean(title))))
    if not set(map(ord, clean(title))) & {*list_plain_forms(), *map(ord, SIGNS)}:
        assert write_read(escape_title(title)) == clean(title)


@pytest.mark.parametrize("write", [escape, escape_title, escape_mixed])
@given(text=cases.awkward_text | st.text("$\\{}^_abinput %#&~ ", max_size=30))
@example(text=r"$\input{x}$ \input{x} \write18{x} ^^5cinput")
def test_no_command_leaves_that_is_not_listed(write: Callable[[str], str], text: str) -> None:
    latex = write(text)
    commands = set(re.findall(r"\\([A-Za-z]+|.)", latex, re.DOTALL))
    allowed = COMMANDS | ACCENTS | PRINTED | MATHEMATICS | SPACES_IN_MATH
    assert commands <= allowed
    assert "^^" not in latex
    assert not re.search(r"(?<!\\)[%#&~]", latex), latex


@pytest.mark.parametrize("write", [escape, escape_title, escape_mixed])
@given(text=cases.awkward_text | st.text("${}\\^_a ", max_size=30))
def test_braces_are_balanced_as_bibtex_counts_them(write: Callable[[str], str], text: str) -> None:
    depth = 0
    for character in write(text):
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0


@given(st.text("$\\{}^_ab1+ ", max_size=40))
def test_splitting_loses_nothing(text: str) -> None:
    assert "".join(piece for piece, _ in split_math(text)) == text


def test_pdflatex_prints_every_character_that_is_written_as_latex(tmp_path: Path) -> None:
    every = split_characters() | list_plain_forms()
    assert len(every) > 2_000
    lines = [f"{latex} {{{latex}}}\n" for latex in every.values()]
    document = (
        r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage{amsmath,amssymb,textcomp}"
        r"\begin{document}" + "\n".join(lines) + r"\end{document}"
    )
    (tmp_path / "all.tex").write_text(document, encoding="utf-8")
    latex_tools.pdflatex(tmp_path, "all")
    log = (tmp_path / "all.log").read_text(encoding="utf-8", errors="replace")
    assert "Missing character" not in log, "take the command out of its list"


def test_pdflatex_knows_every_command_of_mathematics(tmp_path: Path) -> None:
    commands = [
        rf"$\{name}{{x}}{{y}}$" if name == "frac" else rf"$\{name} {{x}}$"
        for name in sorted(MATHEMATICS)
    ]
    document = (
        r"\documentclass{article}\usepackage{amsmath,amssymb}\begin{document}"
        + "\n\n".join(commands)
        + r"\end{document}"
    )
    (tmp_path / "math.tex").write_text(document, encoding="utf-8")
    latex_tools.pdflatex(tmp_path, "math")


FRAGMENTS = [
    *"xyn12+-=()[]/|<>,.'^_{} ", "^{", "_{", r"\alpha", r"\mathcal{O}", r"\frac{1}{2}", r"\sqrt",
    r"\sqrt{x}", r"\hat", r"\log", r"\sum", r"\text{ab}", r"\mathbb{R}", r"\,", r"\frac",
]  # fmt: skip


def test_pdflatex_takes_whatever_is_kept_as_mathematics(tmp_path: Path) -> None:
    random = Random(7)  # a fixed sample: one run of pdflatex for all of them
    candidates = {
        "".join(random.choices(FRAGMENTS, k=random.randint(1, 8))).strip() for _ in range(20_000)
    }
    kept = sorted(each for each in candidates if escape_mixed(f"${each}$") == f"${each}$")
    assert len(kept) > 500, "the sample must say something"
    document = (
        r"\documentclass{article}\usepackage{amsmath,amssymb}\begin{document}"
        + "\n\n".join(f"${each}$" for each in kept)
        + r"\end{document}"
    )
    (tmp_path / "kept.tex").write_text(document, encoding="utf-8")
    latex_tools.pdflatex(tmp_path, "kept")
