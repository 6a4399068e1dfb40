"""The application: the first screen, who is let in, what is told, and how it ends."""

import os
import shutil
import signal

import pytest

from station.actions import ScreenId
from station.app import LOCK_AFTER
from station.board import load
from station.journal.database import Journal
from station.journal.errors import JournalFull, JournalIO
from station.modals.choose import Choose
from station.modals.problem import Problem
from station.screens.board import BoardScreen
from station.screens.day import DayScreen
from station.screens.locked import LockedScreen
from station.screens.people import PeopleScreen
from station.session.closing import OpenBoard
from station.session.people import SignIn, SignOut
from station.widgets.data_rows import DataRows
from tally.record.document import Observation
from tally.record.refusal import Refused
from tally.words import Lang
from tests.station.keys import settle
from tests.station.painted import text_of
from tests.station.screens.entry_days import HEAD, MEMBER, PINS, STRIKE, TYPIST, Days, document, struck
from tests.station.worlds import Hands, app, opened, world

BROKEN = (Observation(check="interfaces", clear=False, seen="eth0"), Observation(check="swap", clear=True))


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def days(tmp_path):
    return Days(tmp_path)


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def made(days, hands, **given):
    return app(days.service, world(days.home, hands), **given)


async def press(pilot, *keys):
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def test_a_day_that_is_opened_is_locked_whoever_was_there(days, hands):
    days.sit(TYPIST)
    station = made(days, hands)
    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(station.screen, LockedScreen)
        assert station.day.at_keys is None
        station.screen.query_one(DataRows).mark(MEMBER)
        await press(pilot, "enter", *PINS[MEMBER], "enter")
        assert isinstance(station.screen, DayScreen)
        assert station.day.at_keys == MEMBER


async def test_a_wrong_pin_lets_nobody_in(days, hands):
    station = made(days, hands)
    async with station.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", *"9999", "enter")
        assert isinstance(station.screen, Problem)
        assert station.day.at_keys is None
        await press(pilot, "escape")
        await press(pilot, "enter", "escape")
        assert isinstance(station.screen, LockedScreen)


async def test_the_head_is_taken_in_before_anybody_else(tmp_path, hands):
    station = app(opened(tmp_path, document()), world(tmp_path, hands))
    async with station.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        assert isinstance(station.screen, PeopleScreen)
        await press(pilot, "f2", "1", *"1111", "enter", *"2222", "enter", *"1111", "enter", *"1111", "enter")
        assert [one.name for one in station.day.people] == ["Nguyễn Thị Hạnh"]
        assert station.day.at_keys == station.day.people[0].id, "whoever has just typed the PIN twice is at the keys"
        await press(pilot, "f2")
        assert isinstance(station.screen, Choose), "and takes in the others at once"
        await press(pilot, "escape", "f8")
        assert station.screen_is(ScreenId.DAY)
        await press(pilot, "f9")
        assert isinstance(station.screen, LockedScreen)


async def test_where_another_person_sits_down_the_day_is_shown(days, hands):
    days.start()
    station = made(days, hands)
    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        station.submit(SignIn(person=HEAD, pin=PINS[HEAD]))
        station.signed_in(HEAD)
        station.go(ScreenId.RESULT, STRIKE)
        await settle(pilot)
        station.action_lock()
        station.action_lock()
        await settle(pilot)
        assert isinstance(station.screen, LockedScreen)
        station.submit(SignIn(person=HEAD, pin=PINS[HEAD]))
        station.signed_in(HEAD)
        await settle(pilot)
        assert station.screen_is(ScreenId.RESULT)
        station.action_lock()
        await settle(pilot)
        station.submit(SignIn(person=TYPIST, pin=PINS[TYPIST]))
        station.signed_in(TYPIST)
        await settle(pilot)
        assert station.screen_is(ScreenId.DAY)


async def test_five_minutes_without_a_key_lock_the_screen(days, hands):
    station = made(days, hands)
    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        station.submit(SignIn(person=HEAD, pin=PINS[HEAD]))
        station.signed_in(HEAD)
        await press(pilot, "down")
        hands.now += LOCK_AFTER - 1
        station._lock_when_idle()
        assert station.day.at_keys == HEAD
        hands.now += 2
        station._lock_when_idle()
        assert station.day.at_keys is None


@pytest.mark.parametrize("screen", [ScreenId.BOARD, ScreenId.TRANSFER])
async def test_what_the_hall_or_a_camera_looks_at_stays_in_sight_and_nothing_under_it_is_reached(days, hands, screen):
    station = made(days, hands)
    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        station.submit(SignIn(person=HEAD, pin=PINS[HEAD]))
        station.signed_in(HEAD)
        station.go(screen, STRIKE)
        await settle(pilot)
        hands.now += LOCK_AFTER + 1
        station._lock_when_idle()
        await settle(pilot)
        assert station.day.at_keys is None
        assert station.screen_is(screen)
        await press(pilot, "escape")
        assert station.screen_is(ScreenId.LOCKED)
        await press(pilot, "escape")
        assert station.screen_is(ScreenId.LOCKED)
        station.submit(SignIn(person=HEAD, pin=PINS[HEAD]))
        station.signed_in(HEAD)
        await settle(pilot)
        assert station.screen_is(ScreenId.DAY)


async def test_what_the_air_gap_shows_is_noted_at_both_edges(days, hands):
    station = made(days, hands)
    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        hands.seen = BROKEN
        station.look()
        await station.workers.wait_for_complete()
        assert station.day.watch.broken == {"interfaces": "eth0"}
        hands.seen = ()
        station.look()
        await station.workers.wait_for_complete()
        assert station.day.watch.broken == {}
        assert len(station.day.watch.edges) == 2


async def test_the_other_language_is_said_everywhere_at_once(days, hands):
    station = made(days, hands)
    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "MÀN HÌNH ĐANG KHÓA" in text_of(station)
        await press(pilot, "f7")
        assert "THE SCREEN IS LOCKED" in text_of(station)
        assert station.words.lang is Lang.EN


async def test_without_a_day_nothing_can_be_done_but_choosing_one(tmp_path, hands):
    station = app(None, world(tmp_path / "days", hands))
    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert station.screen_is(ScreenId.OPEN)
        assert station.submit(SignIn(person=HEAD, pin="1111")) is None
        station.action_lock()
        assert station.screen_is(ScreenId.OPEN)
        station.open_day(opened(tmp_path, document()))
        await settle(pilot)
        assert isinstance(station.screen, LockedScreen)


async def test_a_journal_that_failed_is_opened_anew(days, hands, monkeypatch):
    station = made(days, hands)
    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)

        def full(_drafts):
            raise JournalFull("day.journal")

        with monkeypatch.context() as broken:
            broken.setattr(days.service._journal, "append", full)
            assert station.submit(SignIn(person=HEAD, pin=PINS[HEAD])) is None
            await settle(pilot)
            assert "đã đầy" in text_of(station)
        await press(pilot, "escape")
        assert station.service is not days.service
        assert station.submit(SignIn(person=HEAD, pin=PINS[HEAD])) is not None
    station.service.close()


async def test_a_trouble_stays_in_sight_until_it_was_read_and_then_the_lock_that_was_asked_for_comes(
    days, hands, monkeypatch
):
    station = made(days, hands)
    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        station.submit(SignIn(person=HEAD, pin=PINS[HEAD]))
        station.signed_in(HEAD)
        await settle(pilot)

        def full(_drafts):
            raise JournalFull("day.journal")

        with monkeypatch.context() as broken:
            broken.setattr(days.service._journal, "append", full)
            await press(pilot, "f9")
            assert "đã đầy" in text_of(station)
            hands.seen = BROKEN
            await station.looked()
            await press(pilot, "f9")
            assert sum(isinstance(screen, Problem) for screen in station.screen_stack) == 1
            assert isinstance(station.screen, Problem)
        await press(pilot, "escape")
        assert isinstance(station.screen, LockedScreen)
        assert not station.day.at_keys
    station.service.close()


async def test_a_stick_that_is_plugged_in_again_goes_on_with_all_that_was_acknowledged(stick, hands):
    days = Days(stick)
    station = made(days, hands)
    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        days.service.submit(SignIn(person=HEAD, pin=PINS[HEAD]))
        drawn = stick.rename(stick.with_name("drawn"))
        assert station.submit(SignOut()) is None
        await settle(pilot)
        assert "Không còn thấy tệp nhật ký" in text_of(station)
        drawn.rename(stick)
        await press(pilot, "escape")
        assert not isinstance(station.screen, Problem)
        assert station.submit(SignIn(person=MEMBER, pin=PINS[MEMBER])) is not None
    station.service.close()


@pytest.mark.parametrize("there", ["nothing", "another day", "an older copy"])
async def test_what_stands_in_the_place_of_the_journal_is_not_taken_for_it_and_the_station_ends(stick, hands, there):
    """What was acknowledged since an older copy was made is not in it: going on there would lose it in silence."""
    days = Days(stick)
    days.service.close()
    older = shutil.copytree(stick, stick.with_name("older"))
    days.service = days.service.again()
    days.start()
    station = made(days, hands)
    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        stick.rename(stick.with_name("drawn"))
        if there == "another day":
            stick.mkdir()
            opened(stick, document(present=31)).close()
        elif there == "an older copy":
            older.rename(stick)
        before = stored(stick)
        assert station.submit(SignIn(person=HEAD, pin=PINS[HEAD])) is None
        await press(pilot, "escape")
        assert "Không còn thấy tệp nhật ký" in text_of(station)
        assert station.return_code is None
        await press(pilot, "escape")
    assert station.return_code == 3
    assert stored(stick) == before


def stored(folder):
    """How many entries each journal of a folder has."""
    found = {}
    for path in folder.glob("*.journal"):
        journal = Journal.open(str(path), random=bytes)
        found[path.name] = journal.length
        journal.close()
    return found


async def test_what_an_act_could_not_read_is_told_and_the_journal_opened_anew(days, hands):
    station = made(days, hands)

    async def reads(error):
        raise error

    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        station.flow(reads(JournalIO("day.journal", what="EIO")))
        await settle(pilot)
        assert "Đĩa báo lỗi (EIO)" in text_of(station)
        assert station.service is days.service
        await press(pilot, "escape")
        assert station.service is not days.service
        station.flow(reads(Refused("changed_meanwhile", name="1.record")))
        await settle(pilot)
        assert isinstance(station.screen, Problem)
    assert station.return_code is None
    station.service.close()


async def test_before_a_day_is_open_a_journal_that_cannot_be_read_is_told_and_the_choice_stays(tmp_path, hands):
    async def reads():
        raise JournalIO("day.journal", what="EIO")

    station = app(None, world(tmp_path, hands))
    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        station.flow(reads())
        await settle(pilot)
        assert "Đĩa báo lỗi (EIO)" in text_of(station)
        await press(pilot, "escape")
        assert station.screen_is(ScreenId.OPEN)


async def test_a_signal_ends_it_with_its_own_number(days, hands):
    station = made(days, hands)
    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        os.kill(os.getpid(), signal.SIGTERM)
        await settle(pilot)
    assert station.return_code == 128 + signal.SIGTERM


async def test_the_hall_is_shown_what_the_head_has_opened_and_nothing_before(days, hands):
    days.start(papers=12, batch=12)
    ballots = [struck(3)] * 12
    days.typed(1, 1, ballots).typed(2, 1, ballots)
    station = made(days, hands)
    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        station.submit(SignIn(person=HEAD, pin=PINS[HEAD]))
        station.signed_in(HEAD)
        assert load(station.board_path) is None
        station.go(ScreenId.BOARD, STRIKE)
        await settle(pilot)
        assert isinstance(station.screen, BoardScreen)
        assert "trưởng ban kiểm phiếu công bố" in text_of(station)
        assert "MẠNG" not in text_of(station)
        assert "close_board" in station.screen.without()
        await press(pilot, "f4", "enter")
        assert load(station.board_path) is None
        await press(pilot, "f4", "right", "enter")
        assert load(station.board_path).contests[0].contest == STRIKE
        assert "Lê Thị An" in text_of(station)
        assert "Trang 1/" not in text_of(station), "there is only one"
        assert "open_board" in station.screen.without()
        await press(pilot, "pagedown", "up", "down")
        await press(pilot, "f3", "enter")
        assert load(station.board_path).contests
        await press(pilot, "f3", "right", "enter")
        assert load(station.board_path).contests == ()
        assert "Lê Thị An" not in text_of(station)
        await press(pilot, "f4", "right", "enter")
        station.screen._turn()
        (days.home / "board.json").write_bytes(b"{}")
        station.screen.refresh_day()
        await settle(pilot)
        assert "trưởng ban kiểm phiếu công bố" in text_of(station)
        station.submit(OpenBoard(contest=STRIKE))
        await press(pilot, "escape")
        assert station.screen_is(ScreenId.DAY)


def test_before_a_day_is_open_the_hall_is_shown_nothing(tmp_path):
    station = app(None, world(tmp_path, Hands()))
    station.show_hall()
    assert not list(tmp_path.rglob("board.json"))
