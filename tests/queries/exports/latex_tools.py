"""LaTeX as a judge: `bibtex` and `pdflatex` where the machine has them."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

if TYPE_CHECKING:
    from pathlib import Path

# pylatexenc's reader lacks these commands of LaTeX, and reads the last as the modifier letter.
PRINTS = {
    "textbraceleft": "{", "textbraceright": "}", "textless": "<", "textgreater": ">",
    "textbar": "|", "textasciicircum": "^",
}  # fmt: skip
CONTEXT = get_default_latex_context_db()
CONTEXT.add_context_category(
    "ascii", prepend=True, macros=[MacroTextSpec(name, text) for name, text in PRINTS.items()]
)
READER = LatexNodes2Text(latex_context=CONTEXT, math_mode="verbatim", strict_latex_spaces=True)
PACKAGES = {"bibtex": "texlive-binaries", "pdflatex": "texlive-latex-base"}


def run(tool: str, folder: Path, *arguments: str) -> str:
    """Run a tool of LaTeX in a folder; fail with its own words, skip where it is absent."""
    program = shutil.which(tool)
    if program is None:
        sentence = f"`{tool}` is not on this machine; Debian has it in {PACKAGES[tool]}."
        if os.environ.get("CITELOOM_REQUIRE_LATEX") == "1":
            pytest.fail(sentence)
        pytest.skip(sentence)
    done = subprocess.run([program, *arguments], cwd=folder, check=False, capture_output=True)
    output = done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")
    assert done.returncode == 0, f"{tool} does not accept what was written:\n{output[-3000:]}"
    return output


def compile_bibliography(
    folder: Path, bibliography: str, style: str, keys: tuple[str, ...] = ("*",)
) -> str:
    """Let `bibtex` make the list of entries; return its complaints and the list that it wrote."""
    (folder / "list.bib").write_text(bibliography, encoding="utf-8")
    (folder / "list.aux").write_text(
        "".join(f"\\citation{{{key}}}\n" for key in keys)
        + f"\\bibstyle{{{style}}}\n\\bibdata{{list}}\n",
        encoding="utf-8",
    )
    output = run("bibtex", folder, "list")
    # Strictly UTF-8: bibtex counts bytes, and half a letter must not come out.
    return output + (folder / "list.bbl").read_text(encoding="utf-8")


def pdflatex(folder: Path, name: str) -> str:
    """Compile a document twice around bibtex."""
    options = ("-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", name)
    run("pdflatex", folder, *options)
    if r"\bibdata" in (folder / f"{name}.aux").read_text(encoding="utf-8"):
        run("bibtex", folder, name)
        run("pdflatex", folder, *options)
    return run("pdflatex", folder, *options)
