"""The drawing code of the browser, for one page or for a server."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
ASSETS = HERE / "assets"
TEMPLATES = HERE / "templates"
# In the order in which they need each other; names at the top level are unique across them.
MODULES = (
    "scene", "theme", "shapes", "labels", "paint", "svg", "view",
    "elements", "panel", "legend", "years", "search", "table", "page",
)  # fmt: skip
STYLES = ("graph", "page")


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
