"""The end of the day: a contest's records made, signed by the board, and copied to two sticks, all by keys."""

import os
import shutil

from station.modals.ask import Ask
from station.modals.choose import Choose
from station.screens.result import ResultScreen
from station.screens.sign import SignScreen
from station.sticks import Stick
from tally.record import trust
from tests.station.robot.trustees import PASSPHRASE


def stick(path, name):
    """A stick that is a folder."""
    path.mkdir(exist_ok=True)
    return Stick(
        path=path,
        id=name,
        label=name,
        free=10**9,
        read_only=False,
        device=f"/dev/{name}1",
        disk=name,
        filesystem=os.stat(path).st_dev,
    )


class Ceremony:
    """Signs what a robot's board has counted. ``hands`` is what the world shows; sticks are folders of ``home``."""

    def __init__(self, robot, hands, trustees, home):
        self.robot, self.hand, self.hands, self.trustees, self.home = robot, robot.hand, hands, trustees, home

    def plug(self, *names):
        """Have these sticks in the computer, and no others."""
        self.hands.sticks = tuple(stick(self.home / name, name) for name in names)

    async def sign(self, contest, members):
        """Make the records of a contest and sign them by these members of the board, each with the own key."""
        hand, robot = self.hand, self.robot
        await robot.sit(robot.board[0])
        await robot.open(contest, ResultScreen)
        hand.press("f9")
        await hand.on(SignScreen)
        await self._make(contest)
        for name in members:
            await self._sign(contest, name)

    async def _make(self, contest):
        hand, day = self.hand, self.robot.day
        is_first = not any(state.kept for state in day.contests.values())
        if is_first:
            office = stick(self.home / "office", "office").path
            (office / "danh-sach.trust").write_bytes(self.trustees.trust_file())
            self.trustees.put(office, self.trustees.station)
        self.plug("office")
        hand.press("enter")
        if is_first:
            await hand.choose(1)
            await hand.write(Ask, trust.read(self.trustees.trust_file()).fingerprint)
        await hand.write(Ask, PASSPHRASE)
        rounds = len(day.contest(contest).course.held)
        await hand.until(lambda: len(self._kept(contest)) == rounds, f"{rounds} records of {contest} are kept")

    def _kept(self, contest):
        return self.robot.day.contest(contest).kept

    async def _sign(self, contest, name):
        hand, robot = self.hand, self.robot
        await hand.on(SignScreen)
        key = next(key for key, holder in self.trustees.board.items() if holder == name)
        self.trustees.put(stick(self.home / "own", "own").path, key)
        self.plug("own")
        await hand.mark(name)
        hand.press("enter")
        if robot.day.at_keys != robot.person(name).id:
            await hand.pin(robot.pin_of(name))
        await hand.write(Ask, PASSPHRASE)
        await hand.until(lambda: all(self._has_signed(one, key) for one in self._kept(contest)), f"{name} has signed")
        shutil.rmtree(self.home / "own")

    def _has_signed(self, kept, key):
        return key in {signed.key for signed in kept.signatures}

    async def copy(self, contest, first, second):
        """Copy everything to two sticks; it is done only once what came back from both was verified."""
        hand = self.hand
        self.plug(first, second)
        hand.press("f8")
        await hand.choose(1)
        await hand.asked(Choose)
        hand.type("1")
        await hand.until(lambda: all(one.verified for one in self._kept(contest)), f"{contest} is verified")
        assert all(one.sticks == {first, second} for one in self._kept(contest))
