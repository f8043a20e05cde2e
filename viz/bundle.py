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
# In the order in which they need each other; names at the top level are unique across them.
MODULES = (
    "scene", "theme", "shapes", "labels", "paint", "svg", "view",
    "elements", "panel", "legend", "years", "search", "table", "stage", "page",
)  # fmt: skip
STYLES = ("graph", "page")
NODE_COLUMNS = (
    ("title", "Title or name"), ("kind", "Kind"), ("year", "Year"), ("cited", "Citations"),
    ("topic", "Topic"), ("listed", "In my list"),
)  # fmt: skip
EDGE_COLUMNS = (("start", "From"), ("kind", "Link"), ("end", "To"))


def template(name: str, *folders: Path) -> jinja2.Template:
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
def script() -> str:
    """Join the modules into one script that needs no loader; it must not contain `</`."""
    parts = []
    for name in MODULES:
        text = (ASSETS / f"{name}.js").read_text(encoding="utf-8")
        text = re.sub(r"^import [^;]*;\n", "", text, flags=re.MULTILINE)
        parts.append(re.sub(r"^export ", "", text, flags=re.MULTILINE))
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n"


@cache
def style() -> str:
    """Join the style sheets."""
    return "\n".join((ASSETS / f"{name}.css").read_text(encoding="utf-8") for name in STYLES)


def fingerprint(text: str) -> str:
    """Hash of an inline script or style as a Content-Security-Policy names it."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
