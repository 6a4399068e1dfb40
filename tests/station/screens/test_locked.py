"""The first screens: who sits down, and once what may look wrong in this terminal."""

import pytest

from station.app import StationApp
from station.screens.locked import LockedScreen, locked_notice
from station.session import Day
from station.session.people import SignIn
from station.terminal import prepare
from station.widgets.drawing import say
from tally.words import Lang, Words
from tests.station.keys import settle
from tests.station.painted import text_of
from tests.station.screens.entry_days import HEAD, PINS, Days
from tests.station.worlds import world

SAID = {
    Lang.VI: ("Man hinh nay co the thieu chu co dau.", "hay mo tram trong mot cua so terminal."),
    Lang.EN: ("This console may lack letters with marks.", "start the station in a terminal window."),
}


def seen(app):
    return " ".join(text_of(app).replace("║", " ").split())


@pytest.mark.asyncio
@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("is_open", [True, False])
async def test_what_may_look_wrong_is_said_on_the_first_screen_with_what_to_do(tmp_path, lang, is_open):
    service = Days(tmp_path).service if is_open else None
    console = prepare({"TERM": "linux"})
    app = StationApp(world(tmp_path / "home"), Words(lang), console, opened=service)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert all(part in seen(app) for part in SAID[lang])


@pytest.mark.asyncio
async def test_it_is_said_once(tmp_path):
    app = StationApp(
        world(tmp_path / "home"), Words(Lang.VI), prepare({"TERM": "linux"}), opened=Days(tmp_path).service
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.submit(SignIn(person=HEAD, pin=PINS[HEAD]))
        app.signed_in(HEAD)
        await settle(pilot)
        app.action_lock()
        await settle(pilot)
        assert isinstance(app.screen, LockedScreen)
        assert SAID[Lang.VI][0] not in seen(app)


@pytest.mark.parametrize(("lang", "first"), [(Lang.VI, "Trưởng ban kiểm phiếu"), (Lang.EN, "The head of the board")])
def test_before_anybody_is_taken_in_it_says_that_the_head_comes_first(tmp_path, lang, first):
    words = Words(lang)
    (before,) = [say(one, words) for one in locked_notice(Day()).said]
    (after,) = [say(one, words) for one in locked_notice(Days(tmp_path).day).said]
    assert first in before
    assert "Enter" in before
    assert first not in after
