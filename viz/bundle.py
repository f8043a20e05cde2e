"""The drawing code of the browser, for one page or for a server."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

import jinja2

HERE = Path(__file__).parent
ASSETS = HERE / "assets"
TEMPLATES = HERE / "templates"
ENTRY = "page.js"  # the module that begins a page
IMPORT = re.compile(r"""^import (\{[^}]*\}) from "\./([a-z-]+\.js)";\n""", re.MULTILINE)
EXPORT = re.compile(r"^export (?:function\*?|class|const) (\w+)", re.MULTILINE)
# Comments for the type checker.
COMMENT = re.compile(r"^ */\*\*(?:(?!\*/).)*\*/\n", re.MULTILINE | re.DOTALL)
STYLES = ("colours", "page")
DARK = "dark"
NODE_COLUMNS = (
    ("title", "Title or name"), ("kind", "Kind"), ("year", "Year"), ("cited", "Citations"),
    ("topic", "Topic"), ("listed", "In my list"),
)  # fmt: skip
EDGE_COLUMNS = (("start", "From"), ("kind", "Link"), ("end", "To"))


def load_template(name: str, *folders: Path) -> jinja2.Template:
    """Return a template, from our own folder or from others; it knows the columns of the tables."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([TEMPLATES, *folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(node_columns=NODE_COLUMNS, edge_columns=EDGE_COLUMNS)
    return environment.get_template(name)


@cache
def join_scripts() -> str:
    """Join the modules of a page into one script that needs no loader; no text in them ends it.

    Each module comes after those that it imports, as a function that returns what it exports.
    """
    modules: dict[str, str] = {}
    _add_module(ENTRY, modules)
    return '(() => {\n"use strict";\nconst modules = {};\n' + "".join(modules.values()) + "})();\n"


def _add_module(name: str, modules: dict[str, str]) -> None:
    text = (ASSETS / name).read_text(encoding="utf-8")
    for _, imported in IMPORT.findall(text):
        if imported not in modules:
            _add_module(imported, modules)
    exported = ", ".join(EXPORT.findall(text))
    text = IMPORT.sub(r'const \1 = modules["\2"];\n', COMMENT.sub("", text))
    text = EXPORT.sub(lambda found: found.group().removeprefix("export "), text)
    modules[name] = f'modules["{name}"] = (() => {{\n{text}return {{ {exported} }};\n}})();\n'


@cache
def join_styles() -> str:
    """Join the style sheets, but for the dark one."""
    return "\n".join(read_style(name) for name in STYLES)


@cache
def read_style(name: str) -> str:
    """Read a style sheet."""
    return (ASSETS / f"{name}.css").read_text(encoding="utf-8")


def hash_inline(text: str) -> str:
    """Hash of an inline script or style as a Content-Security-Policy names it."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
