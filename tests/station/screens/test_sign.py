"""The ceremony as people go through it: made, signed, carried to two sticks, verified there, and only then done."""

from dataclasses import replace

import pytest

from station.journal.errors import JournalClosed
from station.modals.ask import Ask
from station.modals.choose import Choose
from station.modals.pin_pad import PinPad
from station.modals.problem import Problem
from station.session.denied import Denied
from station.widgets.data_rows import DataRows
from station.widgets.meter import Meter
from station.widgets.paragraphs import Paragraph, Paragraphs
from tally.record.refusal import Refused
from tests.cli.made import process
from tests.cli.opened import key_file
from tests.cli.sealed import STATION, WHOLE
from tests.record.ceremony import BOARD
from tests.station.ceremony.days import (
    BINH,
    CUC,
    FIRST,
    HEAD,
    PIN_OF_TRUST,
    SECOND,
    C,
    Desk,
    put_keys,
    stick,
)
from tests.station.screens.closing_pilot import DONE, ScreenId, at, cheap, cheap_keys, made, plugged, signed  # noqa: F401
from tests.station.worlds import Hands

pytestmark = [pytest.mark.usefixtures("cheap"), pytest.mark.asyncio]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path).vote(WHOLE)


async def test_a_ceremony_from_its_first_key_to_its_proof(desk, tmp_path):
    hands = plugged(tmp_path, STATION, FIRST, SECOND)
    async with at(desk, tmp_path, ScreenId.SIGN, C, hands=hands) as here:
        assert "Chưa lập 1 bản ghi." in here.said("#state")
        assert not here.screen.check_action("copy_records", ())
        await made(here)
        [kept] = here.day.contest(C).kept
        assert "2 trong 3 chữ ký là đủ. Đã có 0." in here.said("#state")
        await signed(here, 0)
        await signed(here, 1, BINH)
        assert (here.day.at_keys, here.said("#state")[:33]) == (BINH, "2 trong 3 chữ ký là đủ. Đã có 2. ")
        await here.keys("f8")
        await here.asked(Choose)
        assert not here.day.contest(C).kept[0].verified
        await here.keys("1")
        await here.until(lambda: "USB thứ hai" in here.seen)
        assert not here.day.contest(C).kept[0].verified, "one stick is not two"
        await here.keys("1")
        await here.free()
        assert here.said("#state").endswith(DONE)
        [kept] = here.day.contest(C).kept
        assert (kept.verified, kept.sticks) == (True, {"id-A", "id-B"})
        assert not here.screen.query_one(Meter).display
    for one in hands.sticks:
        folder = one.path / "VD.1-2025-02-14"
        line = ("verify", folder / kept.file, "--trust", folder / "trust-1.trust", "--pin", PIN_OF_TRUST)
        assert process(*line).status == 0


async def test_keys_are_seen_in_the_sticks_as_they_come(desk, tmp_path):
    desk.make()
    hands = Hands()
    usb = stick(tmp_path, "A")
    put_keys(usb, FIRST)
    async with at(desk, tmp_path, ScreenId.SIGN, C, hands=hands) as here:
        assert here.seen.count("chờ cắm khóa") == 3
        hands.sticks = (usb,)
        here.screen.look_at_sticks()
        await here.until(lambda: "đã thấy khóa" in here.seen)
        here.screen.look_at_sticks()
        await here.free()
        assert here.seen.count("chờ cắm khóa") == 2


async def test_who_may_not_sign_signs_nothing(desk, tmp_path):
    desk.make().sign(HEAD)
    hands = plugged(tmp_path, SECOND)
    async with at(desk, tmp_path, ScreenId.SIGN, C, hands=hands) as here:
        await here.keys("enter")
        assert here.screen.screen_id is ScreenId.SIGN, "who has signed is asked for nothing"
        here.screen.query_one(DataRows).move_cursor(row=1)
        await here.keys("enter")
        await here.asked(PinPad)
        await here.keys("escape")
        await here.free()
        await here.keys("enter")
        await here.asked(PinPad)
        await here.type("9999")
        await here.asked(Problem)
        await here.keys("escape")
        await here.free()
        here.screen.query_one(DataRows).move_cursor(row=2)
        await here.keys("enter")
        await here.asked(PinPad)
        await here.pin(CUC)
        await here.asked(Problem)
        assert "Không thấy khóa của Lê Thị Cúc" in here.seen
        await here.keys("escape")
        await here.free()
        assert len(here.day.contest(C).kept[0].signatures) == 1


async def test_a_member_who_has_not_signed_up_is_told(tmp_path):
    desk = Desk(tmp_path).vote(WHOLE).make()
    async with at(desk, tmp_path, ScreenId.SIGN, C) as here:
        here.app.service.day = replace(desk.day, people=desk.day.people[:1])
        here.screen.query_one(DataRows).move_cursor(row=2)
        await here.keys("enter")
        await here.asked(Problem)
        assert "chưa đăng ký hôm nay" in here.seen
        await here.keys("escape")


async def test_a_passphrase_that_is_left_and_a_key_of_another_sign_nothing(desk, tmp_path):
    desk.make()
    usb = stick(tmp_path, "A")
    (usb.path / "gia").write_bytes(key_file("VD.1/board-9", BOARD[0]))
    async with at(desk, tmp_path, ScreenId.SIGN, C, hands=Hands(sticks=(usb,))) as here:
        await here.keys("enter")
        await here.asked(Ask)
        assert "đang gõ mật khẩu" in here.app.screen_stack[-2].query_one(DataRows).get_row(BOARD[0])[2].plain
        await here.keys("escape")
        await here.free()
        await here.keys("enter")
        await here.asked(Ask)
        await here.passphrase()
        await here.asked(Problem)
        assert "VD.1/board-9" in here.seen
        await here.keys("escape")
        await here.free()
        assert here.day.contest(C).kept[0].signatures == ()


async def test_a_signature_that_is_refused_is_told(desk, tmp_path, monkeypatch):
    def refused(*_given):
        raise Refused("changed_meanwhile")

    monkeypatch.setattr("station.screens.sign_steps.signature", refused)
    desk.make()
    async with at(desk, tmp_path, ScreenId.SIGN, C, hands=plugged(tmp_path)) as here:
        await here.keys("enter")
        await here.asked(Ask)
        await here.passphrase()
        await here.asked(Problem)
        await here.keys("escape")
        await here.free()
        assert here.day.contest(C).kept[0].signatures == ()


async def test_of_two_records_the_second_is_not_signed_where_the_first_was_not(tmp_path):
    desk = Desk(tmp_path).run_off().make()
    async with at(desk, tmp_path, ScreenId.SIGN, C, hands=plugged(tmp_path)) as here:
        plain, tried = here.app.submit, []

        def submit(command, **given):
            if type(command).__name__ == "AddSignature":
                tried.append(command)
                return None
            return plain(command, **given)

        here.app.submit = submit
        await signed(here, 0)
        assert len(tried) == 1


async def test_a_journal_that_fails_is_told_and_the_screen_stays(desk, tmp_path):
    desk.make()
    async with at(desk, tmp_path, ScreenId.SIGN, C) as here:

        def gone(name):
            raise JournalClosed(str(tmp_path))

        here.app.service.file = gone
        here.screen._of = None
        here.screen.refresh_day()
        assert "Nhật ký" in here.said("#state")
        await here.keys("escape")
        assert here.screen.screen_id is ScreenId.DAY


async def test_a_screen_without_a_day_has_no_service(desk, tmp_path):
    async with at(desk, tmp_path, ScreenId.SIGN, C) as here:
        service, here.app.service = here.app.service, None
        with pytest.raises(Denied):
            _ = here.screen.service
        here.app.service = service


@pytest.mark.unmeasured
async def test_what_is_signed_can_be_read_to_its_end_while_the_board_has_the_keys(desk, tmp_path):
    hands = plugged(tmp_path, STATION, FIRST, SECOND)
    async with at(desk, tmp_path, ScreenId.SIGN, C, hands=hands) as here:
        await made(here)
        assert "F5 In" in here.seen, "once there are records, their papers can be printed"
        here.screen.query_one("#what", Paragraphs).show(tuple(Paragraph(text=f"dòng {n}.") for n in range(60)))
        await here.until(lambda: "còn nữa" in here.seen)
        marked = here.screen.query_one(DataRows).marked
        await here.keys("pagedown", "pagedown", "pagedown")
        assert "dòng 59." in here.seen
        assert here.screen.query_one(DataRows).marked == marked
