"""The people of the day: the board by its names, operators by theirs, each with a PIN that only they know."""

import json

import pytest

from station.actions import ScreenId
from station.modals.choose import Choose
from station.modals.pin_pad import PinPad
from station.modals.problem import Problem
from station.screens.people import PeopleScreen, to_enrol
from station.session.people import Enrol, SignOut, matches
from station.session.state import Duty
from tests.station.painted import text_of
from tests.station.screens.entry_days import HEAD, MEMBER, NAMES, TYPIST, Days, document
from tests.station.screens.entry_pilot import at
from tests.station.worlds import opened

BOARD = [("Nguyễn Thị Hạnh", Duty.HEAD), ("Mai Quang Minh", Duty.MEMBER)]


@pytest.fixture
def days(tmp_path):
    return Days(tmp_path)


def with_member(name):
    return document(board=[*json.loads(document())["board"], {"name": name, "role": "member"}])


def test_before_the_head_nobody_else_can_be_taken_in(tmp_path):
    assert to_enrol(opened(tmp_path, document()).day) == (BOARD[0],)


def test_then_whoever_of_the_board_is_not_there_yet(days, tmp_path):
    assert to_enrol(days.day) == ()
    more = Days(tmp_path / "more", with_member("Hồ Thị Mới")) if (tmp_path / "more").mkdir() is None else None
    assert to_enrol(more.day) == (("Hồ Thị Mới", Duty.MEMBER),)


async def test_an_operator_is_taken_in_by_name_and_types_the_pin_twice(days):
    async with at(days, HEAD, screen=ScreenId.PEOPLE) as here:
        assert isinstance(here.screen, PeopleScreen)
        await here.keys("f2", "1")
        await here.type("Le Van Moi")
        await here.keys("enter", *"5555", "enter", *"5555", "enter")
        new = here.day.people[-1]
        assert (new.name, new.duty) == ("Le Van Moi", Duty.OPERATOR)
        assert matches(here.day.pins[new.id], "5555")
        assert "Le Van Moi" in text_of(here.app)


async def test_two_pins_that_differ_are_asked_for_again(days):
    async with at(days, HEAD, screen=ScreenId.PEOPLE) as here:
        before = here.day.pins[TYPIST]
        await here.keys("down", "down", "enter", *"5555", "enter", *"6666", "enter")
        assert isinstance(here.screen, PinPad)
        assert "khác nhau" in text_of(here.app)
        await here.keys(*"7777", "enter", *"7777", "enter")
        assert here.day.pins[TYPIST] != before
        assert matches(here.day.pins[TYPIST], "7777")


@pytest.mark.parametrize("left", [["escape"], [*"5555", "enter", "escape"]])
async def test_whoever_leaves_keeps_the_pin_there_was(days, left):
    async with at(days, HEAD, screen=ScreenId.PEOPLE) as here:
        before = here.day
        await here.keys("enter", *left)
        assert here.day.pins == before.pins


async def test_where_the_head_is_not_there_two_members_set_another_pin(tmp_path):
    """Nothing comes to a stop because one person has left, or has forgotten a PIN."""
    days = Days(tmp_path, with_member("Hồ Thị Mới"))
    days.do(Enrol(name="Hồ Thị Mới", duty=Duty.MEMBER, pin="5656", salt=b"5"))
    async with at(days, MEMBER, screen=ScreenId.PEOPLE) as here:
        await here.keys("enter")
        assert isinstance(here.screen, Choose)
        assert "cùng quyết định" in text_of(here.app)
        await here.keys("2", *"5656", "enter", *"7777", "enter", *"7777", "enter")
        assert matches(here.day.pins[HEAD], "7777")
        await here.keys("f2", "2", *"5656", "enter", "1")
        await here.type("Le Van Moi")
        await here.keys("enter", *"8888", "enter", *"8888", "enter")
        assert here.day.people[-1].name == "Le Van Moi"


@pytest.mark.parametrize("keys", [["f2"], ["enter"]])
async def test_a_member_alone_changes_nobodys_pin_and_takes_in_nobody(days, keys):
    async with at(days, MEMBER, screen=ScreenId.PEOPLE) as here:
        before = here.day
        await here.keys(*keys)
        assert isinstance(here.screen, Choose)
        await here.keys("escape")
        assert isinstance(here.screen, PeopleScreen)
        assert (here.day.people, here.day.pins) == (before.people, before.pins)


@pytest.mark.parametrize("keys", [["f2"], ["enter"]])
async def test_who_may_not_is_told_before_a_name_or_a_pin_is_typed(days, keys):
    async with at(days, TYPIST, screen=ScreenId.PEOPLE) as here:
        await here.keys(*keys)
        assert isinstance(here.screen, Problem)
        await here.keys("escape")
        assert isinstance(here.screen, PeopleScreen)
        here.app.submit(SignOut())
        await here.keys(*keys)
        assert isinstance(here.screen, Problem)
        assert "Chưa có ai đăng nhập" in text_of(here.app)


@pytest.mark.parametrize("name", [NAMES[TYPIST].upper(), NAMES[MEMBER]])
async def test_a_name_that_is_known_is_told_before_a_pin_is_typed_and_keeps_its_own(days, name):
    async with at(days, HEAD, screen=ScreenId.PEOPLE) as here:
        before = here.day
        await here.keys("f2", "1")
        await here.type(name)
        await here.keys("enter")
        assert isinstance(here.screen, Problem)
        assert (here.day.people, here.day.pins) == (before.people, before.pins)


async def test_a_member_of_the_board_is_chosen_and_not_typed(tmp_path):
    days = Days(tmp_path, with_member("Hồ Thị Mới"))
    async with at(days, HEAD, screen=ScreenId.PEOPLE) as here:
        await here.keys("f2")
        assert "Hồ Thị Mới – ủy viên ban kiểm phiếu" in text_of(here.app)
        await here.keys("1", *"5555", "enter", *"5555", "enter")
        assert here.day.people[-1].name == "Hồ Thị Mới"


@pytest.mark.parametrize("keys", [["f2", "escape"], ["f2", "1", "escape"]])
async def test_nobody_is_taken_in_who_was_not_named(days, keys):
    async with at(days, HEAD, screen=ScreenId.PEOPLE) as here:
        before = here.day.people
        await here.keys(*keys)
        assert here.day.people == before


async def test_a_name_is_found_without_its_marks(days):
    async with at(days, HEAD, screen=ScreenId.PEOPLE) as here:
        await here.keys("f3")
        await here.type("canh")
        await here.keys("enter")
        assert here.rows.marked == TYPIST
        await here.keys("f3")
        await here.type("nobody")
        await here.keys("enter")
        assert here.rows.marked == TYPIST
        assert here.rung
        await here.keys("f3", "escape")
        assert here.rows.marked == TYPIST
        assert NAMES[TYPIST] in text_of(here.app)
        await here.keys("f8")
        assert here.app.screen_is(ScreenId.DAY)


async def test_a_board_without_a_head_is_told_so(tmp_path):
    from tests.station.keys import settle
    from tests.station.worlds import app, world

    members = [{"name": "Mai Quang Minh", "role": "member"}]
    station = app(opened(tmp_path, document(board=members)), world(tmp_path))
    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await pilot.press("f2")
        await settle(pilot)
        assert isinstance(station.screen, Problem)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(station.screen, PeopleScreen)
