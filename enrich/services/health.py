"""Which services answer, asked by one free request each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.enrich.services.access import LANDMARKS, open_session
from citeloom.enrich.services.pace import Pace
from citeloom.graph.errors import CiteloomError

if TYPE_CHECKING:
    from citeloom.enrich.services.access import Access
    from citeloom.enrich.services.ledger import Budget, Meter

PACE = Pace(connect=4.0, read=6.0, total=8.0, attempts=1, wait_limit=0.0)
# A path of each service that costs nothing and says little.
PATHS = {
    "openalex": "/works/W2741809807?select=id",
    "hub": LANDMARKS["hub"],
    "s2": "/graph/v1/paper/ARXIV:1706.03762?fields=title",
    "github": LANDMARKS["github"],
}


@dataclass(frozen=True, slots=True)
class Health:
    """Whether a service answers, and the allowance that it reports."""

    service: str
    answers: bool
    said: str
    budget: Budget | None


def check_services(access: Access, meter: Meter) -> list[Health]:
    """Ask each service whether it is there, all at once; takes a few seconds at most."""

    def ask(service: str) -> Health:
        try:
            with open_session(service, access, meter, PACE) as session:
                session.ask(PATHS[service])
        except CiteloomError as error:
            return Health(service, answers=False, said=error.what, budget=None)
        return Health(service, answers=True, said="answers", budget=meter.total(service).budget)

    with ThreadPoolExecutor(len(PATHS)) as pool:
        return list(pool.map(ask, PATHS))
