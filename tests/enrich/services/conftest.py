from tests.world.fixtures import *  # noqa: F403 - the fixtures `world` and `universe`
