"""A drawing as one HTML file that needs nothing else, and that shows itself in a notebook."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from citeloom.graph.errors import OutputError
from citeloom.viz import bundle
from citeloom.viz.columns import ABSTRACTS_UP_TO, make_columns

if TYPE_CHECKING:
    import os

    import jinja2

    from citeloom.viz.drawing import Drawing
    from citeloom.viz.legend import Colour

Theme = Literal["light", "dark"]

LONGEST = 160  # characters of a parameter that a heading shows
KEYS = (
    ("/", "search"), ("← ↑ ↓ →", "walk from node to node, when the graph has the focus"),
    ("Shift ← →", "move the view"), ("Enter", "read the details, or open a community"),
    ("Esc", "let go"), ("+ - 0", "closer, further, the whole graph"),
    ("y", "arrange by year or by links"), ("t", "table"), ("l", "legend"), ("d", "light or dark"),
    ("?", "this list"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is ready to be saved or shown.

    Args:
        title: Its title.
        html: The whole file.
    """

    title: str
    html: str

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page to a file, whole or not at all.

        Raises:
            OutputError: The file cannot be written.
        """
        place = Path(path)
        try:
            with tempfile.NamedTemporaryFile(
                "w",
                encoding="utf-8",
                errors="replace",
                dir=place.parent,
                prefix=".page-",
                delete=False,
            ) as file:
                file.write(self.html)
            draft = Path(file.name)
            draft.chmod(0o644)  # a page is made to be passed on
            draft.replace(place)
        except OSError as problem:
            reason = problem.strerror or problem
            raise OutputError(
                f"The page cannot be written to {place}: {reason}",
                todo="Name a file in a folder that exists and that you may write to",
            ) from problem
        return place

    def _repr_html_(self) -> str:
        """Show the page in a notebook: in a frame of its own that cannot reach the notebook."""
        return (
            f'<iframe srcdoc="{escape(self.html)}" title="{escape(self.title)}" width="100%"'
            ' height="640" sandbox="allow-scripts allow-downloads allow-popups'
            ' allow-popups-to-escape-sandbox allow-modals" style="border:1px solid #ccc;'
            'border-radius:8px"></iframe>'
        )


def make_page(
    drawing: Drawing,
    *,
    colour: Colour | None = None,
    theme: Theme | None = None,
    by_year: bool = False,
) -> Page:
    """Make the page of a drawing.

    Args:
        drawing: What to draw.
        colour: What colours mean at first; by default what `legend.choose_colour` chooses. The
            reader can switch.
        theme: Light or dark; by default what the reader's system prefers.
        by_year: Arrange by year at first and not by links. The reader can switch.
    """
    caption = drawing.caption
    parameters = [(key, _shorten(value)) for key, value in caption.parameters]
    left_out = caption.left_out
    if len(drawing.nodes) > ABSTRACTS_UP_TO:
        left_out = f"{left_out} Abstracts are left out of so large a page.".strip()
    html = _load_template().render(
        caption=caption,
        parameters=parameters,
        left_out=left_out,
        name=re.sub(r"[^a-z0-9]+", "-", caption.title.lower()).strip("-")[:60] or "graph",
        theme=theme,
        by_year=by_year,
        policy=_make_policy(),
        style=Markup(bundle.join_styles()),  # noqa: S704 - our own file
        dark=Markup(bundle.read_style(bundle.DARK)),  # noqa: S704 - our own file
        script=Markup(bundle.join_scripts()),  # noqa: S704 - our own files
        data=htmlsafe_json_dumps(
            make_columns(drawing, colour=colour), separators=(",", ":"), ensure_ascii=False
        ),
        counts=_count_all(drawing),
        listed=any(node.listed for node in drawing.nodes),
        keys=KEYS,
    )
    return Page(caption.title, html)


def _shorten(value: str) -> str:
    return value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"


def _count_all(drawing: Drawing) -> str:
    return f"{len(drawing.nodes):,} nodes, {len(drawing.edges):,} links"


@cache
def _load_template() -> jinja2.Template:
    return bundle.load_template("page.html")


@cache
def _make_policy() -> str:
    """Content-Security-Policy of a page: its script, its styles, pictures it made."""
    styles = (bundle.join_styles(), bundle.read_style(bundle.DARK))
    return "; ".join((
        "default-src 'none'",
        f"script-src {bundle.hash_inline(bundle.join_scripts())}",
        f"style-src {' '.join(map(bundle.hash_inline, styles))}",
        "img-src data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
    ))  # fmt: skip
