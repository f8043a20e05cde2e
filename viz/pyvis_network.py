"""A drawing as a pyvis network, for those who want to go on with pyvis or vis-network.

What `citeloom view` writes is `viz.page`, which draws itself; docs/decisions/drawing.md says why.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from citeloom.viz.layout import lay_out

if TYPE_CHECKING:
    from pyvis.network import Network

    from citeloom.viz.drawing import Drawing, DrawnNode

# Colours that colour-blind readers tell apart (Okabe and Ito), for the largest communities.
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442")
OTHERS = "#999999"
SHAPES = {"Paper": "dot", "Author": "triangle", "Repository": "square", "Institution": "hexagon"}
OTHER_SHAPE = "diamond"
OPTIONS = {
    "physics": {"enabled": False},
    "edges": {"smooth": False, "color": {"color": "#b0b0b0", "opacity": 0.6}},
    "interaction": {"hover": True, "tooltipDelay": 100},
}


def make_network(drawing: Drawing, *, height: str = "750px") -> Network:
    """Make a pyvis network with our places, sizes and colours; its physics is switched off.

    `generate_html()` of the network writes the page of pyvis, which asks a CDN for a style sheet
    even when it is told to be in line; for a page that asks nobody use `viz.page.view`. Adding a
    node takes pyvis time in proportion to the nodes that are there, so that some thousand nodes
    are what it is good for.

    Args:
        drawing: What to draw.
        height: Height of the picture, in CSS.
    """
    from pyvis.network import Network

    layout = lay_out(drawing)
    made = Network(height=height, width="100%", directed=True, cdn_resources="in_line")
    for at, node in enumerate(drawing.nodes):
        community = int(layout.community[at])
        made.add_node(
            node.id,
            label=node.short,
            title=_make_title(node),
            shape=SHAPES.get(node.kind, OTHER_SHAPE),
            color=COLOURS[community] if community < len(COLOURS) else OTHERS,
            size=round(float(layout.radius[at]), 1),
            borderWidth=3 if node.listed else 1,
            x=round(float(layout.x[at]), 1),
            y=round(float(layout.y[at]), 1),
        )
    for edge in drawing.edges:
        made.add_edge(
            edge.start,
            edge.end,
            title=escape(" ".join((edge.kind, *edge.evidence))),
            arrows="to" if edge.directed else "",
            width=min(1.0 + edge.weight**0.5 / 2, 6.0),
        )
    made.set_options(json.dumps(OPTIONS))
    return made


def _make_title(node: DrawnNode) -> str:
    # pyvis takes a title that contains "href" for markup, so that it has to be escaped here.
    year = f" ({node.year})" if node.year is not None else ""
    return escape(f"{node.title}{year}")
