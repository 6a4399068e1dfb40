"""Two stations enter the same ballots by themselves; one takes the other's entry in and compares."""

import asyncio

import pytest

from station.actions import ScreenId
from station.modals.ask import Ask
from station.modals.choose import Choose
from station.modals.confirm import Confirm
from station.modals.modal import Modal
from station.screens.machines_steps import give_out
from station.screens.machines_view import groups
from station.session.phase import Phase, phase
from station.session.round import Way
from station.widgets.data_rows import DataRows
from station.widgets.meter import Meter
from tally.record.document import Observation
from tally.words import Lang
from tests.cli.opened import PASSPHRASE
from tests.station.ceremony.days import stick
from tests.station.keys import settle
from tests.station.screens.closing_pilot import cheap, cheap_keys  # noqa: F401
from tests.station.screens.entry_days import HEAD, OTHER, STRIKE, TYPIST, Days, document, struck
from tests.station.screens.entry_pilot import at
from tests.station.screens.machines_days import BALLOTS, DIGITS, ONE, TWO, UNLOCK, Sitting, machine, own_stick
from tests.station.worlds import Hands

pytestmark = [pytest.mark.usefixtures("cheap"), pytest.mark.asyncio]

LONGEST = 30.0
"""Seconds that a loaded machine may take for what takes a tenth of one."""
OTHERWISE = [BALLOTS[0], [struck(1), struck(2, 5)]]
"""As the first machine typed it; the second struck 6 out where this one has 5."""


async def until(here, is_so):
    async with asyncio.timeout(LONGEST):
        while not is_so():
            await asyncio.sleep(0.01)
            await here.pilot.pause()
    await settle(here.pilot)


async def asked(here, kind):
    await until(here, lambda: isinstance(here.screen, kind) and here.screen.is_mounted)


async def free(here):
    """Wait until nothing is asked and nothing is at work."""

    def is_free():
        flows = [one for one in here.app.workers if one.group == "flow" and not one.is_finished]
        return not isinstance(here.screen, Modal) and not flows

    await until(here, is_free)


async def unlock(here):
    """Choose the trust file, type its digits, open the machine's key."""
    await asked(here, Choose)
    await here.keys("1")
    await asked(here, Ask)
    await here.type("123\r")
    await until(here, lambda: "60" in here.text)
    await here.keys(*["backspace"] * 3)
    await here.type(f"{DIGITS}\r")
    await until(here, lambda: "VD.1/station-" in here.text and isinstance(here.screen, Ask))
    await here.type(f"{PASSPHRASE}\r")


def hands(home, of):
    """A machine's own stick, and the one that goes between the two."""
    return Hands(sticks=(own_stick(home, of), stick(home, "chung")))


async def carried(home, ballots):
    """The second machine has put its entry on the stick."""
    screen = Sitting(
        machine(home, "two", by=OTHER, ballots=ballots),
        home,
        *UNLOCK,
        1,
        sticks=(own_stick(home, TWO), stick(home, "chung")),
        person=HEAD,
    )
    await give_out(screen)
    assert screen.noted


async def taken(here):
    """Take in what lies on the stick, once it was seen whose it is."""
    await here.keys("f5", "f4")
    await unlock(here)
    await asked(here, Confirm)
    seen = here.text
    await here.keys("right", "enter")
    await free(here)
    return seen


async def test_two_machines_that_typed_alike_come_to_a_result(tmp_path):
    """From the table of batches of the one to the result at the other; both show the same digits of the file."""
    async with at(machine(tmp_path, "two", by=OTHER), HEAD, hands=hands(tmp_path, TWO)) as here:
        assert "F5" in here.text
        await here.keys("f5", "f3")
        await unlock(here)
        await until(here, lambda: "ra USB nào" in here.text)
        await here.keys("2")
        await free(here)
        assert not here.screen.query_one(Meter).display, "nothing is at work any more"
        there = here.text
    (file,) = stick(tmp_path, "chung").path.iterdir()
    assert file.name in there
    assert all(line in there for line in groups(file.read_bytes()))
    async with at(machine(tmp_path, "one"), HEAD, hands=hands(tmp_path, ONE)) as here:
        seen = await taken(here)
        assert all(line in seen and line in here.text for line in groups(file.read_bytes()))
        assert "VD.1/station-2 (Máy hai)" in seen
        assert "Người nhập: Đỗ Thị Duyên" in seen
        assert phase(here.day, STRIKE) is Phase.READY
        assert "khớp nhau" in here.text
        await here.keys("f8")
        assert here.screen.screen_id is ScreenId.RESULT


async def test_where_two_machines_differ_the_paper_is_read_again_and_no_figure_is_seen(tmp_path):
    """Whichever of the two struck which name, every word here is the same: only the papers and names are told."""
    pages = []
    for name, there, here_ in (("a", BALLOTS, OTHERWISE), ("b", OTHERWISE, BALLOTS)):
        home = tmp_path / name
        home.mkdir()
        await carried(home, there)
        async with at(machine(home, "one", ballots=here_), HEAD, hands=hands(home, ONE)) as here:
            await taken(here)
            assert phase(here.day, STRIKE) is Phase.COMPARE
            await here.keys("f8")
            assert here.screen.screen_id is ScreenId.COMPARE
            assert here.table() == [["Tập 2 phiếu 2", "5 Vũ Minh Đức, 6 Đào Thị Hà", "còn"]]
            pages.append(here.text)
    assert pages[0] == pages[1]


async def test_an_entry_of_other_papers_is_dropped_on_the_way_and_ballots_are_typed_again(tmp_path):
    await carried(tmp_path, OTHERWISE)
    async with at(machine(tmp_path, "one"), HEAD, hands=hands(tmp_path, ONE), lang=Lang.EN) as here:
        await here.keys("f5", "f4")
        await unlock(here)
        await asked(here, Confirm)
        await here.keys("right", "enter")
        await free(here)
        await here.keys("escape")
        assert here.screen.screen_id is ScreenId.ENTRY_STRIKE, "Esc goes back where one came from"
        await here.keys("f8")
        assert here.screen.screen_id is ScreenId.COMPARE
        await here.keys("f5", "f6")
        await asked(here, Confirm)
        assert "VD.1/station-2" in here.text
        await here.type("\r")
        await free(here)
        assert here.day.work(STRIKE).entries[1].source == TWO, "no by default"
        await here.keys("down", "f6")
        await asked(here, Confirm)
        await here.type("2\r")
        await asked(here, Ask)
        await here.type("other papers\r")
        await free(here)
        assert here.day.work(STRIKE).entries[1].source is None
        assert "was dropped" in here.text
        assert not here.screen.check_action("drop_entry", ())
        await here.keys("escape")
        assert here.screen.screen_id is ScreenId.ENTRY_STRIKE, "there is nothing left to compare"


async def test_while_entering_is_stopped_nothing_goes_out_or_in(tmp_path):
    days = Days(tmp_path, document(mode="real")).start().typed(1, 1, BALLOTS[0], by=TYPIST)
    seen = (Observation(check="interfaces", clear=False, seen="eth0"),)
    async with at(days, HEAD, screen=ScreenId.MACHINES, hands=Hands(seen=seen)) as here:
        await until(here, lambda: here.day.watch.looked)
        assert "nối mạng" in here.text
        for act in ("give_out", "take_in", "drop_entry", "proceed"):
            assert not here.screen.check_action(act, ())
        await here.keys("escape")


async def test_of_tally_sheets_there_is_nothing_to_exchange(tmp_path):
    days = Days(tmp_path).start(way=Way.SHEETS)
    async with at(days, HEAD, screen=ScreenId.COMPARE) as here:
        await here.keys("f5")
        assert here.screen.screen_id is ScreenId.COMPARE
        assert here.rung


async def test_leaving_a_round_that_is_over_goes_back(tmp_path):
    days = machine(tmp_path, "one")
    for batch, papers in enumerate(BALLOTS, start=1):
        days.typed(2, batch, papers)
    async with at(days, HEAD, screen=ScreenId.MACHINES) as here:
        mine = here.screen
        assert mine.query_one(DataRows).row_count == 2
        here.app.go(ScreenId.LOG)
        await settle(here.pilot)
        days.close()
        here.app.pop_screen()
        await settle(here.pilot)
        assert here.screen is not mine
