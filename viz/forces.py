"""A force-directed layout that settles many graphs of any size at once.

Nodes repel each other by their mass over their distance, links pull, and a weak pull to the
middle keeps parts together: the forces of ForceAtlas2 (Jacomy, Venturini, Heymann, Bastian 2014).
Repulsion is summed on a mesh by Fourier transform, as in particle-mesh simulation (Hockney and
Eastwood 1981), so that a step costs the same however crowded the graph is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import fft, spatial

from citeloom.queries.communities import SEED, connect

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]

GRAVITY = 0.2
COARSE = 0.6  # part of the steps for which a coarse mesh will do


@dataclass(frozen=True, slots=True)
class Links:
    """Links by the numbers of the nodes at both ends, with weights."""

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    weight: NDArray[np.float64]


def settle(part: Numbers, links: Links, *, steps: int, flat: float = 1.0) -> tuple[Floats, Floats]:
    """Lay out the parts of a graph, each around its own origin.

    Args:
        part: For each node the number of the part that it is laid out in, from 0.
        links: Links; those between two parts are ignored.
        steps: Steps of the simulation.
        flat: Above 1 for a picture that is wider than it is high, as screens are.

    Returns:
        The coordinates x and y of each node, in a unit of which two neighbours are about one
        apart. The same input gives the same output.
    """
    size = part.size
    if int(np.bincount(part, minlength=1).max()) < 2:  # noqa: PLR2004 - whoever is alone lies at the origin
        return np.zeros(size), np.zeros(size)
    inside = (part[links.start] == part[links.end]) & (links.start != links.end)
    start, end, weight = links.start[inside], links.end[inside], links.weight[inside]
    weight = weight / max(float(weight.mean()), 1e-9) if weight.size else weight
    weight = np.minimum(weight, 4.0)  # one very strong link must not crush its two ends together
    degree = np.bincount(start, minlength=size) + np.bincount(end, minlength=size)
    mass = (1.0 + degree).astype(np.float64)
    population = np.bincount(part)
    # Weak enough that a part of n nodes comes to rest about sqrt(n) wide.
    repulsion = mass / (np.bincount(part, mass) / population)[part]
    x, y = _begin(part, population, Links(start, end, weight))
    largest = int(population.max())
    cells = 32 if largest <= 400 else 64 if largest <= 6000 else 128  # noqa: PLR2004
    # While nodes still travel far, a mesh with a quarter of the cells says enough.
    coarse, fine = _Mesh(part, cells // 2), _Mesh(part, cells)
    reach = np.sqrt(population)[part]
    # Nodes without links are held closer, or they would make the rest small.
    inward = GRAVITY * np.where(degree > 0, mass, 5.0)
    for step in range(steps):
        mesh = coarse if step < COARSE * steps else fine
        push_x, push_y = mesh.sum_repulsion(x, y, mass)
        pull_x, pull_y = (x[end] - x[start]) * weight, (y[end] - y[start]) * weight
        force_x = repulsion * push_x - inward / flat * x
        force_y = repulsion * push_y - inward * flat * y
        force_x += np.bincount(start, pull_x, size) - np.bincount(end, pull_x, size)
        force_y += np.bincount(start, pull_y, size) - np.bincount(end, pull_y, size)
        # The longest move shrinks as the simulation goes on, so that it ends settled.
        longest = 0.35 * reach * (1 - step / steps) ** 1.5 + 0.01
        force = np.hypot(force_x, force_y) + 1e-9
        move = np.minimum(force / mass, longest) / force
        x = x + force_x * move
        y = y + force_y * move
    return _level(x, y, part, population)


def part_circles(
    x: Floats, y: Floats, radius: Floats, gap: float, part: Numbers | None = None
) -> tuple[Floats, Floats]:
    """Push discs apart until none overlaps another of its own part.

    Args:
        x: Centres.
        y: Centres.
        radius: Radius of each disc.
        gap: Least distance between the rims of two discs.
        part: Discs of different parts are free to overlap.
    """
    x, y = x.copy(), y.copy()
    if x.size < 2:  # noqa: PLR2004 - one disc is alone
        return x, y
    # Discs of different parts are kept away from one another by a third coordinate.
    apart = np.zeros(x.size) if part is None else part * (4.0 * float(radius.max()) + 2 * gap)
    widest = float(np.partition(radius, -2)[-2:].sum()) + gap
    for _ in range(50):
        pairs = spatial.cKDTree(np.column_stack((x, y, apart))).query_pairs(
            widest, output_type="ndarray"
        )
        if pairs.size == 0:
            break
        one, two = pairs[:, 0], pairs[:, 1]
        away_x, away_y = x[two] - x[one], y[two] - y[one]
        distance = np.hypot(away_x, away_y)
        need = radius[one] + radius[two] + gap
        close = distance < need * 0.999
        if not close.any():
            break
        one, two = one[close], two[close]
        away_x, away_y, distance, need = (
            away_x[close],
            away_y[close],
            distance[close],
            need[close],
        )
        same = distance < 1e-6  # noqa: PLR2004 - on one spot: leave in directions that differ
        turn = (one * 2.399 + two).astype(float)
        away_x = np.where(same, np.cos(turn), away_x / np.maximum(distance, 1e-6))
        away_y = np.where(same, np.sin(turn), away_y / np.maximum(distance, 1e-6))
        # The smaller disc goes further.
        share = radius[two] ** 2 / (radius[one] ** 2 + radius[two] ** 2)
        step = (need - distance) * 0.55
        size = x.size
        x += np.bincount(two, away_x * step * (1 - share), size)
        y += np.bincount(two, away_y * step * (1 - share), size)
        x -= np.bincount(one, away_x * step * share, size)
        y -= np.bincount(one, away_y * step * share, size)
    return x, y


def _begin(part: Numbers, population: Numbers, links: Links) -> tuple[Floats, Floats]:
    """Start from the two slowest modes of diffusion, which show the large shape of a graph."""
    size = part.size
    generator = np.random.default_rng(SEED)
    matrix = connect(size, links.start, links.end, links.weight)
    degree = np.asarray(matrix.sum(axis=1)).ravel() + 1e-9
    mean = np.bincount(part, degree)
    first = generator.standard_normal(size)
    second = generator.standard_normal(size)
    for _ in range(40):
        first = 0.5 * first + 0.5 * (matrix @ first) / degree
        second = 0.5 * second + 0.5 * (matrix @ second) / degree
        first -= (np.bincount(part, first * degree) / mean)[part]
        second -= (np.bincount(part, second * degree) / mean)[part]
        inner = np.bincount(part, first * second * degree).astype(np.float64)
        first /= np.sqrt(np.bincount(part, first * first * degree) / mean + 1e-30)[part]
        inner /= np.sqrt(np.bincount(part, second * second * degree) * mean + 1e-30)
        second /= np.sqrt(np.bincount(part, second * second * degree) / mean + 1e-30)[part]
        second -= (inner / np.sqrt(mean + 1e-30))[part] * first
    spread = 0.5 * np.sqrt(population)[part]
    jitter = generator.standard_normal((2, size)) * 0.35
    x = np.clip(first, -2.5, 2.5) * spread * 0.8 + jitter[0] * spread
    y = np.clip(second, -2.5, 2.5) * spread * 0.8 + jitter[1] * spread
    return x, y


def _level(x: Floats, y: Floats, part: Numbers, population: Numbers) -> tuple[Floats, Floats]:
    """Turn each part so that its longest direction lies level, as screens do, and centre it."""
    x = x - (np.bincount(part, x) / population)[part]
    y = y - (np.bincount(part, y) / population)[part]
    turn = 0.5 * np.arctan2(2 * np.bincount(part, x * y), np.bincount(part, x * x - y * y))[part]
    return x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)


class _Mesh:
    """The mesh on which repulsion is summed; one sheet for each part."""

    def __init__(self, part: Numbers, cells: int) -> None:
        self.part = part
        self.sheets = int(part.max()) + 1
        self.cells = cells
        reach = np.fft.fftfreq(2 * cells, 1 / (2 * cells))
        across, down = np.meshgrid(reach, reach)
        square = across**2 + down**2 + 0.3  # softened below one cell
        self.kernel_x = fft.rfft2((across / square).astype(np.float32))
        self.kernel_y = fft.rfft2((down / square).astype(np.float32))

    def sum_repulsion(self, x: Floats, y: Floats, mass: Floats) -> tuple[Floats, Floats]:
        """Field at each node: the sum of mass / distance, pointing away, over its part."""
        part, cells = self.part, self.cells
        low_x, low_y = _find_lowest(x, part, self.sheets), _find_lowest(y, part, self.sheets)
        wide = -_find_lowest(-x, part, self.sheets) - low_x
        high = -_find_lowest(-y, part, self.sheets) - low_y
        cell = np.maximum(np.maximum(wide, high), 1e-6)[part] / (cells - 2)
        column, row = (x - low_x[part]) / cell, (y - low_y[part]) / cell
        left, top = column.astype(np.int64), row.astype(np.int64)
        right, below = column - left, row - top
        span = 2 * cells
        base = (part * span + top) * span + left
        corners = (
            (base, (1 - right) * (1 - below)),
            (base + 1, right * (1 - below)),
            (base + span, (1 - right) * below),
            (base + span + 1, right * below),
        )
        field = np.zeros(self.sheets * span * span)
        for place, share in corners:
            field += np.bincount(place, share * mass, field.size)
        waves = fft.rfft2(field.reshape(self.sheets, span, span).astype(np.float32))
        shape = (span, span)
        field_x = fft.irfft2(waves * self.kernel_x, s=shape).ravel()
        field_y = fft.irfft2(waves * self.kernel_y, s=shape).ravel()
        push_x = sum(field_x[place] * share for place, share in corners)
        push_y = sum(field_y[place] * share for place, share in corners)
        return push_x / cell, push_y / cell


def _find_lowest(value: Floats, part: Numbers, sheets: int) -> Floats:
    """Smallest value of each part."""
    if sheets == 1:
        return np.array([value.min()])
    low = np.full(sheets, np.inf)
    np.minimum.at(low, part, value)
    return low
