"""Something to read stays until Esc, and what is longer than the screen is read on with the arrows."""

import pytest

from station.modals.reading import Read, Reading
from tests.station.keys import settle
from tests.station.painted import text_of
from tests.station.widgets.gallery import EntryStage, Gallery

LONG = Read(title="Danh sách", texts=tuple(f"dòng {number}." for number in range(1, 41)))


async def seen(read, *keys):
    app = Gallery(EntryStage)
    answers = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Reading(app.words, read), answers.append)
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)
        return text_of(app), answers


@pytest.mark.asyncio
async def test_it_stays_through_enter_and_digits_and_goes_with_escape():
    shown, answers = await seen(Read(title="Mã", texts=("[b]12345[/b]", "", "67890")), "enter", "1")
    assert ("[b]12345[/b]" in shown, answers) == (True, [])
    _, answers = await seen(Read(title="Mã", texts=("12345",)), "escape")
    assert answers == [None]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("keys", "first", "last"),
    [
        ((), 1, 15),
        (("down", "down"), 3, 17),
        (("pagedown", "up"), 10, 24),
        (("pagedown",) * 9, 26, 40),
        (("pageup",), 1, 15),
    ],
)
async def test_what_is_longer_is_read_on_and_it_says_how_far_one_is(keys, first, last):
    shown, _ = await seen(LONG, *keys)
    assert f"dòng {first}." in shown
    assert f"dòng {last}." in shown
    assert f"dòng {last + 1}." not in shown
    assert f"{last} / 40" in shown
