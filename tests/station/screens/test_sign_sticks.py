"""What is on the sticks is told as it is, and nothing is called done before it was proved."""

import pytest

from station.ceremony import carrying
from station.modals.ask import Ask
from station.modals.choose import Choose
from station.modals.problem import Problem
from station.modals.reading import Reading
from station.sticks import copying
from tests.cli.sealed import WHOLE
from tests.station.ceremony.days import (
    C,
    Desk,
)
from tests.station.screens.closing_pilot import DONE, ScreenId, at, cheap, cheap_keys, made, plugged, signed  # noqa: F401
from tests.station.worlds import Hands

pytestmark = [pytest.mark.usefixtures("cheap"), pytest.mark.asyncio]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path).vote(WHOLE)


async def test_while_a_stick_fails_it_says_what_is_where_and_it_is_not_done(desk, tmp_path, monkeypatch):
    desk.make().sign()
    plain = copying.disk.put

    def failing(path, data, **given):
        if "/B/" in path:
            raise OSError(28, "full")
        plain(path, data, **given)

    monkeypatch.setattr(copying.disk, "put", failing)
    async with at(desk, tmp_path, ScreenId.SIGN, C, hands=plugged(tmp_path)) as here:
        await here.keys("f8")
        await here.asked(Choose)
        await here.keys("1")
        await here.until(lambda: "USB thứ hai" in here.seen)
        await here.keys("1")
        await here.asked(Problem)
        assert "Không đủ chỗ" in here.seen
        assert "Chưa có trên USB" in here.seen
        await here.keys("escape")
        await here.free()
        [kept] = here.day.contest(C).kept
        assert (kept.verified, kept.sticks) == (False, {"id-A"})
        assert DONE not in here.said("#state")


async def test_what_is_not_valid_on_the_stick_is_never_called_done(desk, tmp_path, monkeypatch):
    """The check has what came back, not what was sent."""
    desk.make().sign()
    plain = carrying.read
    monkeypatch.setattr(
        carrying, "read", lambda folder, name, most: plain(folder, name, most).replace(b'"valid": 18', b'"valid": 17')
    )
    async with at(desk, tmp_path, ScreenId.SIGN, C, hands=plugged(tmp_path)) as here:
        await here.keys("f8")
        await here.asked(Choose)
        await here.keys("1")
        await here.asked(Problem)
        assert "KHÔNG hợp lệ" in here.seen
        await here.keys("escape")
        await here.free()
        [kept] = here.day.contest(C).kept
        assert (kept.verified, kept.sticks) == (False, frozenset())


async def test_sticks_are_looked_for_again_and_the_copy_may_be_left(desk, tmp_path):
    desk.make().sign()
    hands = Hands()
    async with at(desk, tmp_path, ScreenId.SIGN, C, hands=hands) as here:
        await here.keys("f8")
        await here.asked(Choose)
        assert "Không thấy USB nào" in here.seen
        hands.sticks = plugged(tmp_path).sticks
        await here.keys("1")
        await here.until(lambda: "2 B" in here.seen)
        await here.keys("escape")
        await here.free()
        assert here.day.contest(C).kept[0].sticks == frozenset()


async def test_a_copy_that_the_journal_does_not_note_counts_for_nothing(desk, tmp_path):
    desk.make().sign()
    async with at(desk, tmp_path, ScreenId.SIGN, C, hands=plugged(tmp_path)) as here:
        plain = here.app.submit
        here.app.submit = lambda command, **given: (
            None if type(command).__name__ == "NoteCopy" else plain(command, **given)
        )
        await here.keys("f8")
        await here.asked(Choose)
        await here.keys("1")
        await here.free()
        assert not here.day.contest(C).kept[0].verified


async def test_finding_lists_go_to_a_stick_of_their_own(desk, tmp_path):
    desk.make()
    hands = plugged(tmp_path)
    usb = hands.sticks[1]
    async with at(desk, tmp_path, ScreenId.SIGN, C, hands=hands) as here:

        async def asked_for_lists():
            await here.keys("f5")
            await here.asked(Choose)
            await here.keys("2")
            await here.asked(Ask)

        await asked_for_lists()
        await here.passphrase()
        await here.until(lambda: "Chọn USB" in here.seen)
        await here.keys("2")
        await here.asked(Reading)
        assert "Bảng tra phiếu đã ở trên USB" in here.seen
        await here.keys("escape")
        await here.free()
        await here.keys("f5")
        await here.asked(Choose)
        await here.keys("escape")
        await here.free()
        await asked_for_lists()
        await here.keys("escape")
        await here.free()
        await asked_for_lists()
        await here.passphrase()
        await here.until(lambda: "Chọn USB" in here.seen)
        await here.keys("escape")
        await here.free()
        next((usb.path / "bang-tra-phieu").iterdir()).write_text("khác")
        await asked_for_lists()
        await here.passphrase()
        await here.until(lambda: "Chọn USB" in here.seen)
        await here.keys("2")
        await here.asked(Problem)
        assert here.screen.trouble.happened.key == "stick.exists_other"
        await here.keys("escape")
        await here.free()
    assert all(path.name.endswith(".finding-list.csv") for path in (usb.path / "bang-tra-phieu").iterdir())


async def test_the_papers_of_the_contest_are_one_key_away(desk, tmp_path):
    desk.make()
    async with at(desk, tmp_path, ScreenId.SIGN, C) as here:
        await here.keys("f5")
        await here.asked(Choose)
        await here.keys("1")
        await here.until(lambda: here.app.screen_is(ScreenId.PAPERS))


async def test_nothing_is_exported_before_there_is_a_record(desk, tmp_path):
    async with at(desk, tmp_path, ScreenId.SIGN, C) as here:
        here.screen.action_copy_records()
        await here.free()
        assert here.day.contest(C).kept == ()
