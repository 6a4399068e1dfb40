"""A day played in a process of its own until somebody kills it: it tells what was acknowledged, and types on.

``python -m tests.station.robot.until_killed HOME FOLDER BATCH``.
"""

import asyncio
import sys
from pathlib import Path

from station.starting import begin_day
from tests.station.robot.day import Robot
from tests.station.robot.papers import congress
from tests.station.worlds import app, world


async def play(home, folder, batch):
    own = world(home)
    of = congress(folder, batch=batch)
    service = begin_day("congress.json", of.document.encode(), own)
    station = app(service, own)
    submit = service.submit

    def told(command, **given):
        happened = submit(command, **given)
        print(service.day.entries, flush=True)
        return happened

    service.submit = told
    async with station.run_test(size=(80, 24)):
        await Robot(station, of).play()


if __name__ == "__main__":
    asyncio.run(play(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
