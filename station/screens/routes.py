"""Which screen a contest is worked on, and where each screen is found; a screen is imported when it is first shown."""

from importlib import import_module
from typing import TYPE_CHECKING

from station.actions import ScreenId
from station.session import Day
from station.session.phase import Phase, phase
from station.session.round import Way
from tally.ballot import BallotKind

if TYPE_CHECKING:
    from station.screens.base import StationScreen

__all__ = ["made", "screen_of"]

_PLACES = {
    ScreenId.OPEN: "open:OpenScreen",
    ScreenId.PEOPLE: "people:PeopleScreen",
    ScreenId.LOCKED: "locked:LockedScreen",
    ScreenId.DAY: "day:DayScreen",
    ScreenId.ROLL: "roll:RollScreen",
    ScreenId.LIST: "list:ListScreen",
    ScreenId.PREPARE: "prepare:PrepareScreen",
    ScreenId.BOX: "box:BoxScreen",
    ScreenId.ENTRY_STRIKE: "entry:StrikeScreen",
    ScreenId.ENTRY_BOXES: "entry:BoxesScreen",
    ScreenId.SHEETS: "sheets:SheetsScreen",
    ScreenId.MACHINES: "machines:MachinesScreen",
    ScreenId.COMPARE: "compare:CompareScreen",
    ScreenId.DOUBTFUL: "doubtful:DoubtfulScreen",
    ScreenId.RESULT: "result:ResultScreen",
    ScreenId.SIGN: "sign:SignScreen",
    ScreenId.CLOSE: "close:CloseScreen",
    ScreenId.TRANSFER: "transfer:TransferScreen",
    ScreenId.PAPERS: "papers:PapersScreen",
    ScreenId.LOG: "log:LogScreen",
    ScreenId.BOARD: "board:BoardScreen",
}
_OF_DAY = frozenset({ScreenId.OPEN, ScreenId.PEOPLE, ScreenId.LOCKED, ScreenId.DAY, ScreenId.CLOSE, ScreenId.LOG})
"""Screens that are of the whole day; every other one is of a contest."""


def made(screen: ScreenId, contest: str | None = None) -> "StationScreen":
    """Make a screen; of a contest if it is of one."""
    module, _, name = _PLACES[screen].partition(":")
    kind = getattr(import_module(f"station.screens.{module}"), name)
    found: StationScreen = kind() if screen in _OF_DAY else kind(contest)
    return found


def screen_of(day: Day, contest: str) -> ScreenId:
    """Say on which screen a contest is worked on now."""
    now = phase(day, contest)
    if now in (Phase.WAITING, Phase.PREPARE):
        return ScreenId.PREPARE
    if now in (Phase.BOX, Phase.EXCESS):
        return ScreenId.BOX
    if now in (Phase.RESULT, Phase.READY):
        return ScreenId.RESULT
    work = day.work(contest)
    if work.way is Way.SHEETS:
        return ScreenId.SHEETS
    if now is Phase.COMPARE:
        return ScreenId.COMPARE
    return ScreenId.ENTRY_STRIKE if work.paper.kind is BallotKind.STRIKE else ScreenId.ENTRY_BOXES
