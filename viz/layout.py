"""Where everything in a drawing lies: settled, and the same every time."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from citeloom.queries.communities import connect, find_communities
from citeloom.viz.forces import Links, part_circles, settle
from citeloom.viz.timeline import Timeline, place_by_year

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from citeloom.viz.drawing import Drawing

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]

COLLAPSE_ABOVE = 2000
LARGEST = 1000
SMALLEST = 6
MOST = 120
GAP = 16.0
# Radii: of a paper that nobody cites, what ten times as many citations add, and of other nodes.
SMALL, TENFOLD, OTHER = 5.0, 7.0, 7.0


@dataclass(frozen=True, slots=True)
class Group:
    """A community that is drawn as one node until it is opened.

    `parent` is the number of the group around it, or -1; `members` counts the nodes in it at
    any depth; `rest` marks a group of what belongs to no larger community. The coordinates are
    those of its centre, by links and by year.
    """

    parent: int
    members: int
    rest: bool
    x: float
    y: float
    radius: float
    time_x: float
    time_y: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Places by links (`x`, `y`) and by year (`timeline`), radii, and communities.

    `community` numbers the communities from the largest; `group` is the number of the innermost
    group that holds a node, or -1 in a drawing that is small enough to be shown as it is.
    """

    x: Floats
    y: Floats
    radius: Floats
    community: Numbers
    group: Numbers
    groups: tuple[Group, ...]
    timeline: Timeline


def compute_radius(kind: str, cited: int) -> float:
    """Return the radius of a node, in pixels at full size: the same in every drawing.

    Citations differ by orders of magnitude, so that ten times as many add `TENFOLD` pixels.
    """
    return SMALL + TENFOLD * math.log10(1 + cited) if kind == "Paper" else OTHER


def lay_out(drawing: Drawing) -> Layout:
    """Compute the places of all nodes of a drawing; takes about a second for 50,000 nodes."""
    position = {node.id: number for number, node in enumerate(drawing.nodes)}
    size = len(drawing.nodes)
    links = Links(
        np.array([position[edge.start] for edge in drawing.edges], dtype=np.int64),
        np.array([position[edge.end] for edge in drawing.edges], dtype=np.int64),
        np.array([max(edge.weight, 0.0) for edge in drawing.edges], dtype=np.float64),
    )
    radius = np.array(
        [compute_radius(node.kind, node.cited) for node in drawing.nodes], dtype=float
    )
    matrix = connect(size, links.start, links.end, links.weight)
    community = find_communities(matrix)
    if size <= COLLAPSE_ABOVE:
        one = np.zeros(size, dtype=np.int64)
        x, y, _ = _spread(one, links, radius, steps=300, flat=1.7)
        group, tree = np.full(size, -1), _Tree([], [], [])
    else:
        group, tree = _grow(matrix, community)
        x, y, discs = _nest(group, tree, links, radius)
    timeline = place_by_year(y, [node.year for node in drawing.nodes])
    groups: tuple[Group, ...] = ()
    if tree.parent:
        groups = _measure(group, tree, discs, timeline)
    return Layout(x, y, radius, community, group, groups, timeline)


@dataclass(frozen=True, slots=True)
class _Tree:
    """Groups while they are being found: the parent, the depth, whether it is a rest."""

    parent: list[int]
    depth: list[int]
    rest: list[bool]

    def add(self, parent: int, *, rest: bool) -> int:
        self.rest.append(rest)
        self.parent.append(parent)
        self.depth.append(self.depth[parent] + 1 if parent >= 0 else 0)
        return len(self.parent) - 1


def _grow(matrix: Any, community: Numbers) -> tuple[Numbers, _Tree]:
    """Divide the nodes into groups of at most `LARGEST`, at most `MOST` beside one another."""
    tree = _Tree([], [], [])
    group = np.full(community.size, -1)
    open_parts = [(-1, np.arange(community.size), community)]
    while open_parts:
        parent, nodes, labels = open_parts.pop()
        labels, rest = _gather(labels)
        if int(np.bincount(labels).max()) > 0.9 * labels.size > LARGEST:
            # No structure to go by: pieces of equal size, so that the division ends.
            labels = np.arange(labels.size) * (-(-labels.size // LARGEST)) // labels.size
        for label in range(int(labels.max()) + 1):
            members = nodes[labels == label]
            number = tree.add(parent, rest=label == rest)
            if members.size <= LARGEST:
                group[members] = number
                continue
            open_parts.append((number, members, find_communities(matrix[members][:, members])))
    return group, tree


def _gather(labels: Numbers) -> tuple[Numbers, int]:
    """Put the communities that are too small, or one too many, together into the last.

    Returns:
        The new labels, and the label of those that were put together.
    """
    population = np.bincount(labels)
    order = np.argsort(-population, kind="stable")
    kept = [label for label in order[: MOST - 1] if population[label] >= SMALLEST]
    number = np.full(population.size, len(kept))
    number[kept] = np.arange(len(kept))
    return number[labels], len(kept)


def _spread(
    part: Numbers, links: Links, radius: Floats, *, steps: int, flat: float = 1.0
) -> tuple[Floats, Floats, Floats]:
    """Settle parts and give room to discs; return centres and the radius around each part."""
    x, y = settle(part, links, steps=steps, flat=flat)
    count = int(part.max(initial=-1)) + 1
    if not count:
        return x, y, np.zeros(0)
    population = np.bincount(part, minlength=count)
    room = np.bincount(part, (radius + GAP) ** 2, count)
    wide = np.sqrt(np.bincount(part, x * x + y * y, count) / np.maximum(population, 1))
    scale = np.sqrt(room * 1.1) / np.maximum(wide, 1e-9)
    scale = np.where(population > 1, scale, 0.0)
    x, y = part_circles(x * scale[part], y * scale[part], radius, GAP, part)
    around = np.zeros(count)
    np.maximum.at(around, part, np.hypot(x, y) + radius)
    return x, y, around


def _nest(
    group: Numbers, tree: _Tree, links: Links, radius: Floats
) -> tuple[Floats, Floats, dict[int, tuple[float, float, float]]]:
    """Lay out groups within groups, from the inside out, so that no two discs overlap."""
    leaves, part = np.unique(group, return_inverse=True)
    x, y, around = _spread(part, links, radius, steps=100)
    size_of = dict(zip(leaves.tolist(), (around * 1.06 + GAP).tolist(), strict=True))
    offset: dict[int, tuple[float, float]] = {}
    parents = np.array([*tree.parent, -1])
    ends = group[links.start], group[links.end]
    for depth in range(max(tree.depth), -1, -1):
        level = [number for number, deep in enumerate(tree.depth) if deep == depth]
        slot = np.full(len(tree.parent) + 1, -1)
        slot[level] = np.arange(len(level))
        _, sheet = np.unique(parents[level], return_inverse=True)
        one, two = _raise(ends[0], tree, depth), _raise(ends[1], tree, depth)
        linked = (one != two) & (slot[one] >= 0) & (slot[two] >= 0)
        joined = sparse.coo_array(
            (links.weight[linked], (slot[one[linked]], slot[two[linked]])),
            shape=(len(level), len(level)),
        ).tocsr().tocoo()  # fmt: skip
        discs = np.array([size_of[number] for number in level])
        between = Links(
            joined.row.astype(np.int64), joined.col.astype(np.int64), np.sqrt(joined.data)
        )
        # The outermost level fills the screen; the others fill a disc.
        flat = 1.0 if depth else 1.7
        at_x, at_y, wide = _spread(sheet, between, discs, steps=120, flat=flat)
        for index, number in enumerate(level):
            offset[number] = (float(at_x[index]), float(at_y[index]))
            parent = tree.parent[number]
            if parent >= 0:
                size_of[parent] = float(wide[sheet[index]]) * 1.04 + GAP
    discs_at: dict[int, tuple[float, float, float]] = {}
    for number in sorted(offset, key=lambda number: tree.depth[number]):
        parent = tree.parent[number]
        base = discs_at[parent] if parent >= 0 else (0.0, 0.0, 0.0)
        own = offset[number]
        discs_at[number] = (base[0] + own[0], base[1] + own[1], size_of[number])
    centre_x = np.array([discs_at[number][0] for number in leaves.tolist()])
    centre_y = np.array([discs_at[number][1] for number in leaves.tolist()])
    return x + centre_x[part], y + centre_y[part], discs_at


def _raise(group: Numbers, tree: _Tree, depth: int) -> Numbers:
    """Replace each group by the group around it at a depth; shallower ones become -1."""
    upward = np.arange(len(tree.parent))
    for number in range(len(tree.parent)):  # parents come before their children
        if tree.depth[number] > depth:
            upward[number] = upward[tree.parent[number]]
        elif tree.depth[number] < depth:
            upward[number] = -1
    return upward[group]


def _measure(
    group: Numbers, tree: _Tree, discs: dict[int, tuple[float, float, float]], timeline: Timeline
) -> tuple[Group, ...]:
    count = len(tree.parent)
    members = np.bincount(group, minlength=count).astype(float)
    sum_x = np.bincount(group, timeline.x, count)
    sum_y = np.bincount(group, timeline.y, count)
    for number in range(count - 1, -1, -1):
        parent = tree.parent[number]
        if parent >= 0:
            members[parent] += members[number]
            sum_x[parent] += sum_x[number]
            sum_y[parent] += sum_y[number]
    return tuple(
        Group(
            parent=tree.parent[number],
            members=int(members[number]),
            rest=tree.rest[number],
            x=discs[number][0],
            y=discs[number][1],
            radius=discs[number][2],
            time_x=float(sum_x[number] / max(members[number], 1)),
            time_y=float(sum_y[number] / max(members[number], 1)),
        )
        for number in range(count)
    )
