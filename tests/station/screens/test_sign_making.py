"""A record is made by who leads, under a trust file that was compared, with the air gap looked at right before."""

import pytest

from station.modals.ask import Ask
from station.modals.choose import Choose
from station.modals.problem import Problem
from tally.record import trust
from tally.record.document import Observation
from tests.cli.opened import key_file
from tests.cli.sealed import HOLDERS, STATION, WHOLE
from tests.record.ceremony import trust_file, trusted
from tests.station.ceremony.days import (
    DELEGATES,
    PIN_OF_TRUST,
    TYPIST,
    C,
    Desk,
    document,
    stick,
)
from tests.station.screens.closing_pilot import DONE, ScreenId, at, cheap, cheap_keys, made, plugged, signed  # noqa: F401
from tests.station.worlds import Hands

pytestmark = [pytest.mark.usefixtures("cheap"), pytest.mark.asyncio]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path).vote(WHOLE)


async def test_the_air_gap_is_looked_at_right_before_and_the_board_may_overrule_it(desk, tmp_path):
    hands = plugged(tmp_path)
    async with at(desk, tmp_path, ScreenId.SIGN, C, hands=hands) as here:
        await here.until(lambda: here.day.watch.looked)
        hands.seen = (Observation(check="interfaces", clear=False, seen="eth0 is connected"),)
        await here.keys("enter")
        await here.asked(Choose)
        await here.keys("1")
        await here.asked(Ask)
        await here.trust()
        await here.until(lambda: "nối mạng" in here.seen)
        await here.keys("escape")
        await here.free()
        assert here.day.contest(C).kept == ()
        await here.keys("enter")
        await here.until(lambda: "nối mạng" in here.seen)
        await here.keys("1")
        await here.asked(Ask)
        await here.type("cáp của máy in")
        await here.until(lambda: "VD.1/station-1" in here.seen)
        await here.passphrase()
        await here.free()
        assert here.day.watch.overruled == "cáp của máy in"
    [seen] = desk.record().tree["air_gap"]
    assert (seen["check"], seen["clear"], seen["seen"]) == ("interfaces", False, "eth0 is connected")


@pytest.mark.unmeasured
async def test_nothing_is_made_without_who_leads(desk, tmp_path):
    async with at(desk, tmp_path, ScreenId.SIGN, C, hands=plugged(tmp_path), sits=TYPIST) as here:
        await here.keys("enter")
        await here.asked(Problem)
        assert "trưởng ban" in here.seen
        await here.keys("escape")
        assert here.day.contest(C).kept == ()


@pytest.mark.parametrize("leave_at", [1, 2, 3])
async def test_whoever_leaves_on_the_way_has_made_nothing(desk, tmp_path, leave_at):
    async with at(desk, tmp_path, ScreenId.SIGN, C, hands=plugged(tmp_path)) as here:
        await here.keys("enter")
        await here.asked(Choose)
        if leave_at > 1:
            await here.keys("1")
            await here.asked(Ask)
        if leave_at > 2:
            await here.trust()
            await here.until(lambda: "VD.1/station-1" in here.seen)
        await here.keys("escape")
        await here.free()
        assert here.day.contest(C).kept == ()


async def test_a_fingerprint_that_does_not_fit_is_asked_for_again_and_a_passphrase_too(desk, tmp_path):
    async with at(desk, tmp_path, ScreenId.SIGN, C, hands=plugged(tmp_path)) as here:
        await here.keys("enter")
        await here.asked(Choose)
        await here.keys("1")
        await here.asked(Ask)
        await here.type("123")
        await here.until(lambda: "60" in here.seen and "3" in here.seen and isinstance(here.screen, Ask))
        await here.keys(*["backspace"] * 3)
        await here.trust()
        await here.until(lambda: "VD.1/station-1" in here.seen)
        await here.type("sai")
        await here.asked(Problem)
        await here.keys("escape")
        await here.free()
        assert here.day.contest(C).kept == ()
        await here.keys("enter")
        await here.until(lambda: "VD.1/station-1" in here.seen)
        await here.passphrase()
        await here.free()
        assert len(here.day.contest(C).kept) == 1, "the fingerprint was typed once"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "Không thấy danh sách khóa nào"),
        ({"t": trust_file()}, "Không thấy khóa của máy kiểm phiếu"),
        ({"t": trust_file(trusted(board=2))}, "Chưa làm gì"),
        ({"t": trust_file(), "k": "VD.1/station-2"}, "VD.1/station-2"),
    ],
)
async def test_what_is_missing_is_told_and_nothing_is_made(desk, tmp_path, files, said):
    usb = stick(tmp_path, "A")
    for name, data in files.items():
        (usb.path / name).write_bytes(data if isinstance(data, bytes) else key_file(data, "Máy khác"))
    pin = PIN_OF_TRUST if files.get("t") == trust_file() else None
    async with at(desk, tmp_path, ScreenId.SIGN, C, hands=Hands(sticks=(usb,))) as here:
        await here.keys("enter")
        if files:
            await here.asked(Choose)
            await here.keys("1")
            await here.asked(Ask)
            await here.type(pin or fingerprint_of(files["t"]))
        await here.asked(Problem)
        assert said in here.seen
        await here.keys("escape")
        await here.free()
        assert here.day.contest(C).kept == ()


def fingerprint_of(data):
    return trust.read(data).fingerprint


async def test_of_several_keys_one_is_chosen(desk, tmp_path):
    hands = plugged(tmp_path)
    (hands.sticks[1].path / "khac.key").write_bytes(key_file(STATION, HOLDERS[STATION]))
    async with at(desk, tmp_path, ScreenId.SIGN, C, hands=hands) as here:
        await here.keys("enter")
        await here.asked(Choose)
        await here.keys("1")
        await here.asked(Ask)
        await here.trust()
        await here.until(lambda: "Dùng khóa nào" in here.seen)
        await here.keys("escape")
        await here.free()
        await here.keys("enter")
        await here.until(lambda: "Dùng khóa nào" in here.seen)
        await here.keys("2")
        await here.asked(Ask)
        await here.passphrase()
        await here.free()
        assert len(here.day.contest(C).kept) == 1


async def test_a_record_that_the_journal_does_not_take_is_told(desk, tmp_path):
    async with at(desk, tmp_path, ScreenId.SIGN, C, hands=plugged(tmp_path)) as here:
        plain = here.app.submit
        here.app.submit = lambda command, **given: None if given.get("files") else plain(command, **given)
        await made(here)
        assert here.day.contest(C).kept == ()


async def test_the_next_record_is_made_with_what_the_journal_keeps(tmp_path):
    """The trust file is compared once a day; the station's key asks for its passphrase each time."""
    desk = Desk(tmp_path, document(C, DELEGATES)).vote(WHOLE).make().vote(WHOLE, DELEGATES)
    async with at(desk, tmp_path, ScreenId.SIGN, DELEGATES) as here:
        await here.keys("enter")
        await here.asked(Ask)
        assert "VD.1/station-1" in here.seen
        await here.passphrase()
        await here.free()
        assert [kept.sequence for kept in here.day.contest(DELEGATES).kept] == [2]
