"""The wire format of a drawing, and the script that reads it."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from citeloom.viz import bundle
from citeloom.viz.columns import make_columns
from citeloom.viz.layout import COLLAPSE_ABOVE, compute_radius
from tests.viz.drawings import co_citation, large, small

if TYPE_CHECKING:
    from citeloom.viz.drawing import Drawing

DECLARED = (Path(bundle.ASSETS) / "columns.d.ts").read_text(encoding="utf-8")


def declared(interface: str) -> set[str]:
    """The names that an interface of columns.d.ts has."""
    body = re.search(rf"interface {interface} {{\n(.*?)\n}}", DECLARED, re.DOTALL).group(1)
    return set(re.findall(r"^  (\w+): ", body, re.MULTILINE))


@pytest.mark.parametrize("drawing", [small(), co_citation(), large(30, 60)])
def test_what_is_sent_is_what_the_scripts_declare(drawing: Drawing) -> None:
    columns = make_columns(drawing)
    assert declared("Columns") == set(columns), "tell columns.d.ts what you changed, or the reverse"
    for interface, part in (("Node", "nodes"), ("Edge", "edges"), ("Group", "groups")):
        assert declared(f"{interface}Columns") == set(columns[part])
    for legend in columns["legends"].values():
        assert declared("Legend") == set(legend)
        assert all(declared("LegendEntry") == set(entry) for entry in legend["entries"])


@pytest.mark.parametrize("drawing", [small(), large(30, 60), large(COLLAPSE_ABOVE + 10, 3000)])
def test_columns_are_equally_long_and_name_what_is_there(drawing: Drawing) -> None:
    columns = make_columns(drawing)
    nodes, edges, groups = columns["nodes"], columns["edges"], columns["groups"]
    assert {len(column) for column in nodes.values()} == {len(drawing.nodes)}
    assert {len(edges[name]) for name in ("start", "end", "kind", "weight", "directed")} == {
        len(drawing.edges)
    }
    assert {len(column) for column in groups.values()} == {len(groups["parent"])}
    assert set(nodes["kind"]) <= set(range(len(columns["kinds"])))
    assert set(edges["kind"]) <= set(range(len(columns["edgeKinds"])))
    assert set(nodes["group"]) <= {-1, *range(len(groups["parent"]))}
    for legend in columns["legends"].values():
        assert set(legend["of"]) == set(range(len(legend["entries"])))
    assert columns["colour"] in columns["legends"]
    assert json.loads(json.dumps(columns)) is not None


def test_a_radius_grows_by_the_same_for_ten_times_as_many_citations() -> None:
    sizes = [compute_radius("Paper", 10**power - 1) for power in range(5)]
    steps = {round(two - one, 6) for one, two in pairwise(sizes)}
    assert len(steps) == 1
    assert steps.pop() > 4, "5,061 citations must not look like 300"
    assert compute_radius("Author", 900) == compute_radius("Author", 0)


def test_the_script_of_a_page_is_one_and_imports_nothing() -> None:
    script = bundle.join_scripts()
    assert not re.search(r"^\s*(import|export) ", script, re.MULTILINE)
    assert "</script" not in script
    assert "@param" not in script, "comments for the type checker are of no use to a reader"
    order = [script.index(f'modules["{name}"] = (') for name in ("dom.js", "map.js", "page.js")]
    assert order == sorted(order), "a module comes after those that it imports"


def test_a_page_carries_every_script_that_draws() -> None:
    script = bundle.join_scripts()
    missing = [
        path.name
        for path in bundle.ASSETS.glob("*.js")
        if f'modules["{path.name}"] = (' not in script
    ]
    assert not missing, "nothing of a page reaches these; they belong to the explorer, or nowhere"
