"""Who may join whom: two read a paper, one of them of the board; the head leads alone, others in twos (R2, Art. 8)."""

import pytest

from station.modals.choose import Choose
from station.modals.pin_pad import PinPad
from station.modals.problem import Problem
from station.screens.entry_questions import SEEN, doubt_choice, number_asked, splits
from station.screens.joining import board_beside, joined, led, witnesses
from station.session.marks import Seen
from station.widgets.drawing import Sentence
from tests.station.screens.entry_days import HEAD, MEMBER, NAMES, OTHER, PEOPLE, STRIKE, TYPIST, Days, document
from tests.station.screens.entry_pilot import at

TITLE = Sentence(key="compare.second")


def ids(people):
    return [one.id for one in people]


def test_beside_a_member_of_the_board_anybody_reads_a_paper(tmp_path):
    days = Days(tmp_path)
    days.sit(MEMBER)
    assert ids(witnesses(days.day, STRIKE)) == [HEAD, TYPIST, OTHER]
    assert ids(board_beside(days.day, STRIKE)) == [HEAD]


def test_beside_an_operator_only_the_board_does(tmp_path):
    days = Days(tmp_path)
    days.sit(TYPIST)
    assert ids(witnesses(days.day, STRIKE)) == [HEAD, MEMBER]
    days.leave()
    assert ids(witnesses(days.day, STRIKE)) == [HEAD, MEMBER]


def test_a_member_on_the_list_is_not_asked(tmp_path):
    days = Days(tmp_path, document(names=(NAMES[MEMBER], NAMES[OTHER], *PEOPLE)))
    days.sit(TYPIST)
    assert ids(witnesses(days.day, STRIKE)) == [HEAD]
    days.sit(HEAD)
    assert ids(witnesses(days.day, STRIKE)) == [TYPIST]


@pytest.mark.parametrize(
    ("members", "found"),
    [
        (1, ((1, 0),)),
        (2, ((2, 0),)),
        (3, ((3, 0), (2, 1), (2, 0))),
        (5, ((5, 0), (4, 1), (4, 0), (3, 2), (3, 1), (3, 0))),
    ],
)
def test_a_board_rules_only_by_more_than_half_of_its_members(members, found):
    assert splits(members) == found
    assert all(2 * agree > members >= agree + against for agree, against in splits(members))


def test_what_may_be_seen_is_asked_in_one_order():
    assert tuple(Seen) == SEEN
    assert [one.key for one in doubt_choice(3, "gạch 1").options] == [f"entry.seen.{seen}" for seen in Seen]


async def flowed(here, steps):
    """What comes of steps that ask on the way."""
    found = []

    async def run():
        found.append(await steps)

    here.app.flow(run())
    await here.settle()
    return found


@pytest.mark.asyncio
async def test_a_person_joins_by_name_and_pin(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        found = await flowed(here, joined(here.screen, witnesses(here.day, STRIKE), TITLE))
        assert isinstance(here.screen, Choose)
        await here.keys("2")
        assert isinstance(here.screen, PinPad)
        assert "Mã PIN của Mai Quang Minh" in here.text
        await here.keys(*"2222", "enter")
        assert found == [{MEMBER: "2222"}]


@pytest.mark.asyncio
async def test_nobody_joins_who_leaves_the_question_or_is_not_there(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        found = await flowed(here, joined(here.screen, witnesses(here.day, STRIKE), TITLE))
        await here.keys("escape")
        again = await flowed(here, joined(here.screen, witnesses(here.day, STRIKE), TITLE))
        await here.keys("1", "1", "escape")
        alone = await flowed(here, joined(here.screen, (), TITLE))
        assert isinstance(here.screen, Problem)
        assert found == again == alone == [None]


@pytest.mark.asyncio
async def test_the_head_leads_alone_and_a_member_with_another(tmp_path):
    async with at(Days(tmp_path).start(), HEAD) as here:
        assert await flowed(here, led(here.screen, STRIKE)) == [{}]
    (tmp_path / "two").mkdir()
    async with at(Days(tmp_path / "two").start(), MEMBER) as here:
        found = await flowed(here, led(here.screen, STRIKE))
        await here.keys("1", *"1111", "enter")
        assert found == [{HEAD: "1111"}]


@pytest.mark.asyncio
async def test_an_operator_is_told_who_leads(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        assert await flowed(here, led(here.screen, STRIKE)) == [None]
        assert "hoặc hai người của ban cùng làm" in here.text


@pytest.mark.asyncio
async def test_a_number_is_asked_until_it_is_one(tmp_path):
    async with at(Days(tmp_path).start(), HEAD) as here:
        found = await flowed(here, number_asked(here.screen, TITLE, "2x"))
        await here.keys("enter")
        assert "Chỉ gõ chữ số." in here.text
        await here.keys("backspace", "5", "enter")
        assert found == [25]
        found = await flowed(here, number_asked(here.screen, TITLE))
        await here.keys("escape")
        assert found == [None]
