"""The entry line: keys in the order they were typed, none lost, none made into another ballot."""

import pytest
from textual import events

from station.modals.problem import Problem, Trouble
from station.themes.ink import Ink
from station.widgets.drawing import Sentence
from station.widgets.entry_line import EntryLine, Reading, Standing, Typed, draw_line
from station.widgets.number_grid import NumberGrid
from tally.words import Lang, Words
from tests.station.keys import burst, forwarded, settle
from tests.station.painted import text_of
from tests.station.widgets.gallery import EntryStage, Gallery

VI, EN = Words(Lang.VI), Words(Lang.EN)
OPEN, GOOD, ODD, BAD = (Reading(standing=standing, word="gạch 2", echo="3 An · 9 Bình") for standing in Standing)


def drawn(typed: Typed, width: int = 40, height: int = 3) -> list[str]:
    return draw_line(typed, VI, width, height).plain.split("\n")


# What is seen


def test_what_was_typed_stands_with_its_word_and_is_spelled_out_under_it():
    assert drawn(Typed(text="3 9", reading=GOOD)) == [f"3 9{'✓ gạch 2':>37}", "3 An · 9 Bình"]


@pytest.mark.parametrize(("reading", "mark"), [(OPEN, " gạch"), (GOOD, "✓ gạch"), (BAD, "✗ gạch")])
def test_what_a_line_is_worth_is_told_without_colours(reading, mark):
    assert mark in drawn(Typed(text="3", reading=reading))[0]


def test_what_is_wrong_is_in_the_ink_of_what_is_wrong():
    styles = {str(span.style) for span in draw_line(Typed(text="99", reading=BAD), VI, 40, 3).spans}
    assert Ink.BAD in styles
    assert Ink.GOOD not in styles


def test_a_long_line_shows_its_end_where_the_next_digit_comes():
    line = drawn(Typed(text=" ".join(map(str, range(1, 40))), reading=GOOD))[0]
    assert line.startswith("…")
    assert " 38 39 " in line
    assert len(line) == 40


def test_names_for_which_there_is_no_room_show_their_end():
    many = Reading(standing=Standing.GOOD, echo=" · ".join(f"{number} Nguyễn Văn An" for number in range(1, 9)))
    lines = drawn(Typed(text="1", reading=many))
    assert len(lines) == 3
    assert lines[-1].endswith("8 Nguyễn Văn An")


def test_a_long_word_is_cut_before_what_was_typed_is():
    line = drawn(Typed(text="1 2 3", reading=Reading(standing=Standing.BAD, word="x" * 80)))[0]
    assert line.startswith("1 2 3 ")
    assert line.endswith("x…")
    assert len(line) == 40


def test_what_there_is_to_say_comes_before_the_names():
    said = Typed(text="9", reading=GOOD, said=Sentence(key="widget.entry.not_stored"))
    assert drawn(said, width=60)[1].startswith("⚠ Chưa lưu được tờ này.")
    assert drawn(said, width=60)[2] == "3 An · 9 Bình"
    assert draw_line(said, EN, 60, 3).plain.split("\n")[1].startswith("⚠ This ballot was not saved.")


def test_a_hostile_echo_is_its_characters():
    line = drawn(Typed(text="1", reading=Reading(standing=Standing.GOOD, word="[b]", echo="[red]x[/]")))
    assert "[b]" in line[0]
    assert line[1] == "[red]x[/]"


# What the keys do


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("stream", "ballots", "left"),
    [
        ("3 9\r", ["3 9"], ""),
        ("3.9\r3,9\r", ["3 9", "3 9"], ""),
        ("3  9", [], "3 9"),
        (" .,3 9", [], "3 9"),
        ("3-9", [], "3-9"),
        ("3 8\x7f9\r", ["3 9"], ""),
        ("3 8\x089\r", ["3 9"], ""),
        ("\x7f\x7f3 9\r", ["3 9"], ""),
        ("3 9\x1bOM", ["3 9"], ""),
        ("\x1bOs\x1bOn\x1bOy\x1bOM", ["3 9"], ""),
        ("1 2\r3 4\r5 6\r7 8\r", ["1 2", "3 4", "5 6", "7 8"], ""),
        ("\r\r\r3 9\r\r", ["3 9"], ""),
        ("3 9\r+", ["3 9", "+"], ""),
        ("+3 9\r+", ["+", "3 9", "+"], ""),
        ("3 9\r\x1bOS", ["3 9", "F4"], ""),
        ("\x1bOS3 9\r", ["F4", "3 9"], ""),
    ],
)
async def test_keys_are_done_in_the_order_they_came(stream, ballots, left):
    """Backspace as 0x7F and as 0x08, both key pads, and any number of keys in one read."""
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        await burst(app, pilot, stream)
        assert app.stage.acts == ballots
        assert app.stage.query_one(EntryLine).text == left


@pytest.mark.unmeasured
@pytest.mark.asyncio
async def test_two_hundred_ballots_at_once_lose_no_key():
    app = Gallery(EntryStage)
    typed = [f"{number % 17 + 1} {(number + 5) % 17 + 1}" for number in range(200)]
    async with app.run_test(size=(80, 24)) as pilot:
        await burst(app, pilot, "\r".join(typed) + "\r")
        assert app.stage.acts == typed


@pytest.fixture
def bells(monkeypatch) -> list[str]:
    rung: list[str] = []
    monkeypatch.setattr(Gallery, "bell", lambda app: rung.append(app.stage.query_one(EntryLine).text))
    return rung


@pytest.mark.asyncio
async def test_an_unknown_number_is_refused_as_it_is_typed_and_nothing_is_put_after_it(bells):
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        line = app.stage.query_one(EntryLine)
        await burst(app, pilot, "3 99")
        assert bells == ["3 99"]
        assert line.has_class("-stopped")
        assert "✗ không có số 99" in text_of(app)
        await burst(app, pilot, " 4\r")
        assert (line.text, app.stage.acts, len(bells)) == ("3 99", [], 4)
        await burst(app, pilot, "\x7f\r")
        assert (line.text, app.stage.acts) == ("", ["3 9"])
        assert not line.has_class("-stopped")


@pytest.mark.asyncio
async def test_a_refused_enter_and_what_is_typed_ahead_never_make_another_ballot(bells):
    """One number of the two needed, Enter, and the next ballot typed ahead: "14 5" would be a ballot nobody cast."""
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        line = app.stage.query_one(EntryLine)
        await burst(app, pilot, "1\r4 5\r")
        assert (line.text, app.stage.acts) == ("1", [])
        assert "⚠ Chưa nhận dòng này." in text_of(app)
        assert len(bells) == 5
        await pilot.press("escape")
        assert line.text == ""
        await burst(app, pilot, "4 5\r")
        assert app.stage.acts == ["4 5"]


@pytest.mark.asyncio
async def test_an_odd_ballot_is_asked_about_and_taken_only_when_nothing_came_between(bells):
    """Three numbers are odd in the gallery: a ballot, but one that is rarely meant."""
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        line = app.stage.query_one(EntryLine)
        await burst(app, pilot, "1 2 3\r\r\r")  # typed before the question could be read
        assert (line.text, app.stage.acts) == ("1 2 3", [])
        assert "⚠ ba tên?" in text_of(app)
        await burst(app, pilot, "4\r4")
        await burst(app, pilot, "\r")
        assert (line.text, app.stage.acts) == ("1 2 3", [])
        await burst(app, pilot, "\r")
        assert (line.text, app.stage.acts) == ("", ["1 2 3"])


@pytest.mark.asyncio
async def test_a_letter_is_not_taken_and_costs_no_digit(bells):
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        await burst(app, pilot, "3ắ")
        assert "⚠ Chỉ gõ chữ số" in text_of(app)
        assert bells == ["3"]
        await burst(app, pilot, " w9")
        assert "⚠" not in text_of(app)
        await burst(app, pilot, "\r")
        assert app.stage.acts == ["3 9"]


@pytest.mark.asyncio
async def test_what_was_not_stored_stays_on_the_line(bells):
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        app.stage.is_disk_full = True
        await burst(app, pilot, "3 9\r")
        assert "⚠ Chưa lưu được tờ này." in text_of(app)
        await burst(app, pilot, "4 5\r")
        line = app.stage.query_one(EntryLine)
        assert (line.text, app.stage.acts) == ("3 9", [])
        assert line.has_class("-stopped")
        line.put("")
        app.stage.is_disk_full = False
        await burst(app, pilot, "3 9\r")
        assert app.stage.acts == ["3 9"]


@pytest.mark.asyncio
async def test_while_something_stands_before_the_screen_the_keys_are_its_own():
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        line = app.stage.query_one(EntryLine)
        await burst(app, pilot, "3")
        app.push_screen(Problem(app.words, Trouble(happened="x", safe="y", todo="z")))
        line.post_message(forwarded("9", "9"))
        line.post_message(forwarded("enter", "\r"))
        await settle(pilot)
        assert (line.text, app.stage.acts) == ("3", [])
        line.post_message(forwarded("escape", "\x1b"))
        await settle(pilot)
        assert app.screen is app.stage
        assert line.text == "3"


@pytest.mark.asyncio
async def test_what_an_input_method_pastes_is_typed_but_its_line_end_stores_nothing(bells):
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(events.Paste("3 9\n"))
        await settle(pilot)
        assert (app.stage.query_one(EntryLine).text, app.stage.acts, bells) == ("3 9", [], ["3 9"])


@pytest.mark.asyncio
async def test_the_screen_hears_of_every_change_and_marks_it():
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        await burst(app, pilot, "3 9")
        assert app.stage.query_one(NumberGrid).value.marked == {3, 9}
        await pilot.press("escape")
        assert app.stage.query_one(NumberGrid).value.marked == frozenset()


@pytest.mark.asyncio
async def test_an_escape_on_an_empty_line_and_a_key_of_nobody_are_left_to_others():
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        await burst(app, pilot, "\x1b[24~\x1b[A\x1b[B")  # F12 is nobody's
        await pilot.press("tab")
        assert app.focused is app.stage.query_one(EntryLine)


@pytest.mark.asyncio
async def test_the_line_is_said_in_the_other_language_with_what_stands_on_it():
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        await burst(app, pilot, "3 99")
        await pilot.press("f7")
        assert "Entering strike ballots" in text_of(app)
        assert "⚠ This line is not taken." in text_of(app)
        assert app.stage.query_one(EntryLine).text == "3 99"
