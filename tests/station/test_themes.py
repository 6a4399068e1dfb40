"""The looks: 7:1 between any text and what it stands on, no colour where none is wanted, and no glyph a font may lack.

The contrast is that of WCAG 2.2, level AAA: https://www.w3.org/TR/WCAG22/#contrast-enhanced.
"""

import re
from unicodedata import category, normalize

import pytest
from textual.color import Color

from station.actions import ScreenId, actions_of
from station.modals.confirm import Confirm, Question
from station.modals.help import Help, Helped
from station.modals.problem import Problem, Trouble
from station.themes import THEMES
from station.themes.glyphs import GLYPHS
from station.themes.ink import COLOURS, PAPERS, Ink
from station.widgets.jump_overlay import JumpOverlay, parts_of
from tally.words import Lang
from tests.station.painted import contrast, in_256, painted
from tests.station.widgets.gallery import (
    DayStage,
    EntryStage,
    Gallery,
    NoticeStage,
    ResultStage,
    SearchStage,
)

ENOUGH = 7
STAGES = (EntryStage, ResultStage, DayStage, NoticeStage, SearchStage)
coloured = pytest.mark.parametrize("name", ["night", "paper"])
VIETNAMESE = frozenset(
    normalize("NFC", letter + tone)
    for letter in "aăâeêioôơuưyđAĂÂEÊIOÔƠUƯYĐ"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)


def rgb(name: str, variable: str) -> tuple[int, int, int]:
    theme = THEMES[name]
    return Color.parse({**theme.to_color_system().generate(), **theme.variables}[variable]).rgb


def test_contrast_is_reckoned_as_wcag_has_it():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.478, abs=0.001)
    assert contrast((255, 0, 0), (0, 0, 255)) == pytest.approx(2.149, abs=0.001)


@coloured
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("ink", COLOURS)
def test_any_ink_on_any_paper_is_clear(name, ink, paper):
    one, other = rgb(name, ink), rgb(name, paper)
    assert contrast(one, other) >= ENOUGH
    assert contrast(in_256(one), in_256(other)) >= ENOUGH


@coloured
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("text", "background"),
        ("text-muted", "surface"),
        ("text-disabled", "surface"),
        ("foreground-muted", "surface"),
        ("block-cursor-foreground", "block-cursor-background"),
        ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
        ("input-cursor-foreground", "input-cursor-background"),
        ("input-selection-foreground", "input-selection-background"),
    ],
)
def test_what_textual_draws_of_itself_is_clear_too(name, ink, paper):
    assert contrast(rgb(name, ink), rgb(name, paper)) >= ENOUGH


@pytest.mark.parametrize("ink", Ink)
def test_an_ink_is_a_colour_of_the_theme_and_never_faded(ink):
    *looks, colour = ink.split()
    assert colour.removeprefix("$") in COLOURS
    assert set(looks) <= {"bold", "reverse"}


def test_every_colour_of_the_list_is_some_ink():
    assert {re.search(r"\$(\S+)", ink).group(1) for ink in Ink} == set(COLOURS)


def test_the_theme_without_colours_has_the_terminals_own_alone():
    generated = THEMES["plain"].to_color_system().generate()
    assert {generated[name] for name in COLOURS} == {"ansi_default"}


@coloured
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.asyncio
async def test_all_that_is_painted_is_clear(name, stage):
    app = Gallery(stage, theme=name)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "space", "9")
        assert_clear(app)
        if stage is EntryStage:
            await pilot.press("9")
            assert_clear(app)


@coloured
@pytest.mark.asyncio
async def test_what_stands_before_a_screen_leaves_it_and_itself_clear(name):
    app = Gallery(EntryStage, theme=name)
    async with app.run_test(size=(80, 24)) as pilot:
        trouble = Trouble(happened="Đĩa đầy.", safe="Không mất gì.", todo="Bấm Esc.")
        acts = actions_of(ScreenId.ENTRY_STRIKE)
        for modal in (
            Problem(app.words, trouble),
            Confirm(app.words, Question(title="Xong?")),
            Help(app.words, Helped(screen=ScreenId.ENTRY_STRIKE, acts=acts, field="widget.help.entry")),
            JumpOverlay(app.words, parts_of(app.screen)),
        ):
            app.push_screen(modal)
            await pilot.press("down", "x")
            assert_clear(app)
            await pilot.press("escape")


def assert_clear(app):
    for line in painted(app):
        for piece in line:
            if piece.text.strip():
                assert piece.ink is not None
                assert piece.paper is not None
                assert contrast(piece.ink, piece.paper) >= ENOUGH, piece


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.asyncio
async def test_without_colours_none_is_painted(stage):
    app = Gallery(stage, theme="plain")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "9")
        pieces = [piece for line in painted(app) for piece in line]
        assert {piece.ink for piece in pieces} | {piece.paper for piece in pieces} == {None}


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.asyncio
async def test_every_character_painted_stands_in_the_fonts(stage, lang):
    app = Gallery(stage, lang=lang)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("3", "9", "9")
        seen = {sign for line in painted(app) for piece in line for sign in piece.text}
    ascii_letters = {chr(code) for code in range(32, 127)}
    assert seen - ascii_letters - VIETNAMESE - {"\u00a0"} <= GLYPHS


def test_the_glyphs_are_one_cell_wide_each_and_no_letters():
    assert all(len(normalize("NFC", sign)) == 1 and not category(sign).startswith("L") for sign in GLYPHS)
