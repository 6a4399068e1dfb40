"""The world as it is: a clock, chance, and what the system shows."""

import re

from station.world import real_world
from tally.record.document import Observation


def test_the_world_has_a_clock_chance_and_what_the_system_shows(tmp_path):
    world = real_world(tmp_path)
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", world.minute())
    assert world.seconds() <= world.seconds()
    assert len(world.random(32)) == 32
    assert world.random(32) != world.random(32)
    assert all(isinstance(one, Observation) for one in world.observe())
    assert isinstance(world.sticks(), tuple)
    assert world.home == tmp_path
