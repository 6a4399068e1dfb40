"""What the application takes from the world: clock, chance, the disk's sticks and the checks of the air gap.

Everything below the screens is handed what it needs of it, so that a test, or a whole simulated day, is another world.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from station.airgap import observe
from station.sticks import Stick, sticks
from tally.record.chance import Random
from tally.record.document import Observation

__all__ = ["World", "real_world"]


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """``minute`` is the computer's clock as ``2025-02-14T09:31``; ``seconds`` never goes back; ``home`` holds the days.

    ``home`` is the folder of the journals, one file a day.
    """

    minute: Callable[[], str]
    seconds: Callable[[], float]
    random: Random
    observe: Callable[[], tuple[Observation, ...]]
    sticks: Callable[[], tuple[Stick, ...]]
    home: Path


def real_world(home: Path) -> World:
    """Give the world as it is."""
    return World(
        minute=lambda: datetime.now().strftime("%Y-%m-%dT%H:%M"),
        seconds=time.monotonic,
        random=os.urandom,
        observe=observe,
        sticks=sticks,
        home=home,
    )
