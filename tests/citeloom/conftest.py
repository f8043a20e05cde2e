"""Commands are tried against services on this machine, which nobody has to spare."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from citeloom.enrich.services.access import PACES
from citeloom.enrich.services.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module", autouse=True)
def _at_full_speed() -> Iterator[None]:
    """Ask as fast as answers come; tests/enrich/services tries that the speed is kept."""
    with pytest.MonkeyPatch.context() as patch:
        for service in ("openalex", "hub", "s2", "github"):
            usual = PACES.get(service, Pace())
            patch.setitem(PACES, service, replace(usual, per_second=1_000.0))
        yield
