"""The application before it knows a session: one key to the other language, help, a question before quitting."""

from typing import ClassVar

import pytest
from textual.binding import Binding

from station.actions import ScreenId
from station.modals.confirm import Confirm
from station.modals.help import Help
from station.widgets.jump_overlay import JumpOverlay
from station.widgets.name_search import NameSearch
from tally.words import Lang
from tests.station.keys import settle
from tests.station.painted import text_of
from tests.station.widgets.gallery import EntryStage, Gallery, SearchStage, Stage


@pytest.mark.asyncio
async def test_one_key_says_everything_in_the_other_language_and_back():
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        before = text_of(app)
        await pilot.press("f7")
        await settle(pilot)
        seen = text_of(app)
        for said in ("NO NETWORK", "REAL", "Save", "F1 Help", "Entering strike ballots"):
            assert said in seen
        assert app.words.lang is Lang.EN
        await pilot.press("f7")
        await settle(pilot)
        assert text_of(app) == before


@pytest.mark.asyncio
async def test_a_screen_under_another_changes_its_language_too():
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1", "f7", "escape")
        await settle(pilot)
        assert "F1 Help" in text_of(app)


@pytest.mark.asyncio
async def test_themes_go_round_those_that_the_terminal_can_show():
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)):
        names = [app.theme]
        for _ in range(2):
            app.action_theme()
            names.append(app.theme)
        assert names == ["night", "paper", "night"]


@pytest.mark.asyncio
async def test_help_speaks_of_the_field_one_is_in_and_does_what_is_chosen():
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1")
        assert isinstance(app.screen, Help)
        assert app.screen.helped.screen is ScreenId.ENTRY_STRIKE
        assert app.screen.helped.field == "widget.help.entry"
        assert "help" not in {act.id for act in app.screen.helped.acts}
        await pilot.press(*"nghi van", "enter")
        await settle(pilot)
        assert app.screen is app.stage
        assert app.stage.acts == ["F4"]
        await pilot.press("f1", "enter")
        await settle(pilot)
        assert app.stage.acts == ["F4"]


@pytest.mark.asyncio
async def test_help_leaves_out_what_the_screen_says_cannot_be_done(monkeypatch):
    monkeypatch.setattr(EntryStage, "check_action", lambda self, action, _: action != "undo", raising=False)
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1")
        assert "undo" not in {act.id for act in app.screen.helped.acts}


@pytest.mark.asyncio
async def test_what_a_field_stands_in_is_helped_where_the_field_has_nothing_to_say():
    app = Gallery(SearchStage)
    async with app.run_test(size=(80, 24)) as pilot:
        search = app.stage.query_one(NameSearch)
        assert app.focused is not None
        app.focused.help_key = None
        await pilot.press("f1")
        assert app.screen.helped.field == search.help_key == "widget.help.search"


@pytest.mark.asyncio
async def test_a_screen_without_a_name_has_no_help_and_nothing_focused_has_no_field():
    class Bare(Stage):
        def middle(self):
            yield from ()

    app = Gallery(Bare)
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_help()
        assert app.screen.helped.field is None
        await pilot.press("escape")
        app.stage.screen_id = None
        app.action_help()
        assert app.screen is app.stage


@pytest.mark.asyncio
@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_quitting_takes_the_word_and_is_asked_once(key):
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key, key)
        assert [type(screen) for screen in app.screen_stack[1:]] == [Confirm]
        await pilot.press("enter")
        assert app.screen is app.stage
        await pilot.press(key, *"thoat", "enter")
    assert app.return_code == 0
    assert app.return_value == 0


@pytest.mark.asyncio
async def test_nothing_of_textuals_own_is_ever_seen():
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        before = text_of(app)
        await pilot.press("ctrl+p")
        app.action_help_quit()
        await settle(pilot)
        assert text_of(app) == before
        assert app.screen is app.stage


@pytest.mark.asyncio
async def test_jumping_goes_to_the_part_and_not_from_before_a_question():
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2")
        assert isinstance(app.screen, JumpOverlay)
        await pilot.press("1")
        assert app.screen is app.stage
        await pilot.press("f1")
        app.action_jump()
        assert isinstance(app.screen, Help)


class Failing(Gallery):
    """An application with a fault, in which a PIN has just been typed."""

    BINDINGS: ClassVar = [
        Binding("f9", "fail", show=False, priority=True),
        Binding("f10", "act", show=False, priority=True),
    ]

    def action_fail(self):
        pin = "4711"
        raise ValueError(f"{pin} is no number")

    def action_act(self):
        self.flow(self._act())
        self.flow(self._act())

    async def _act(self):
        self.action_fail()


@pytest.mark.parametrize("key", ["f9", "f10"])
def test_a_fault_of_the_program_ends_it_with_a_sentence_and_shows_nothing_of_what_was_typed(key, capsys):
    async def type_it(pilot):
        await pilot.press(key)

    app = Failing(EntryStage)
    app.run(headless=True, auto_pilot=type_it)
    said = " ".join(capsys.readouterr().err.split())
    assert app.return_code == 1
    assert said.startswith("Chương trình gặp lỗi ngoài dự kiến và đã dừng (ValueError")
    assert said.endswith("báo dòng này cho người phụ trách kỹ thuật.")
    assert "4711" not in said
    assert "Traceback" not in said
