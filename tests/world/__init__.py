"""The world that Citeloom asks: the four services, stood in for by a real server on loopback."""

from tests.world.faults import Fault, Faults
from tests.world.server import World
from tests.world.universe import Universe
from tests.world.wire import Answer, Asked

__all__ = ["Answer", "Asked", "Fault", "Faults", "Universe", "World"]
