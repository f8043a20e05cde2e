"""The world as a pytest fixture. In a conftest: `from tests.world.fixtures import *`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.world.server import World
from tests.world.universe import Universe

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["universe", "world"]


@pytest.fixture
def universe() -> Universe:
    return Universe()


@pytest.fixture
def world(universe: Universe) -> Iterator[World]:
    with World(universe) as running:
        yield running
