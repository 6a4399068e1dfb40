"""A form: lines to write and to choose from, and nothing is taken before all of it is right."""

import pytest

from station.modals.form import Blank, Form, Sheet, Wrong
from station.widgets.drawing import Sentence
from tally.words import Lang, Words
from tests.station.keys import burst, settle
from tests.station.painted import text_of
from tests.station.widgets.gallery import EntryStage, Gallery

SEXES = (("female", Sentence(key="term.sex.female")), ("male", Sentence(key="term.sex.male")))
BLANKS = (
    Blank(key="name", label="Họ và tên", text="Lê"),
    Blank(key="sex", label=Sentence(key="list.field.sex"), text="male", options=SEXES),
    Blank(key="born", label="Sinh", longest=4),
)


def read(values):
    if not values["born"]:
        raise Wrong("born", Sentence(key="draft.wrong.empty"))
    return dict(values)


SHEET = Sheet(title="[b]Người[/b]", said=("một câu",), blanks=BLANKS, read=read)


async def filled(stream="", *keys, sheet=SHEET, lang=None):
    app = Gallery(EntryStage)
    answers = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Form(app.words, sheet), answers.append)
        await settle(pilot)
        if stream:
            await burst(app, pilot, stream)
        await pilot.press(*keys)
        if lang:
            app.reword(Words(lang))
        await settle(pilot)
        return answers, text_of(app)


@pytest.mark.asyncio
async def test_enter_goes_from_line_to_line_and_takes_the_form_at_the_last():
    answers, _ = await filled(" Thị An\r\r1980\r")
    assert answers == [{"name": "Lê Thị An", "sex": "male", "born": "1980"}]


@pytest.mark.asyncio
async def test_f8_takes_it_from_anywhere_once_it_is_right_and_else_goes_to_what_is_wrong():
    answers, shown = await filled("", "f8")
    assert answers == []
    assert "Dòng này còn trống." in shown
    answers, _ = await filled("", "f8", *"1979", "f8")
    assert answers == [{"name": "Lê", "sex": "male", "born": "1979"}]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("keys", "sex"),
    [
        (("1",), "female"),
        (("2",), "male"),
        (("left",), "female"),
        (("right",), "female"),
        (("space", "right"), "male"),
        (("9",), "male"),
    ],
)
async def test_one_of_a_few_is_chosen_by_its_digit_or_the_arrows(keys, sex):
    answers, _ = await filled("", "down", *keys, "down", *"1979", "enter")
    assert answers[0]["sex"] == sex


@pytest.mark.asyncio
async def test_the_arrows_go_up_again_and_escape_gives_nothing():
    answers, _ = await filled("", "down", "up", "x", "f8", *"80", "f8")
    assert answers[0]["name"] == "Lêx"
    assert (await filled("", "escape"))[0] == [None]


@pytest.mark.asyncio
async def test_all_that_is_asked_is_in_sight_as_its_characters_in_either_language():
    _, vi = await filled()
    assert {"[b]Người[/b]", "một câu", "Nam hay nữ", "1 nữ", "▸2 nam"} <= {part for part in SEEN if part in vi}
    _, en = await filled(lang=Lang.EN)
    assert "1 female" in en
    assert "▸2 male" in en


SEEN = ("[b]Người[/b]", "một câu", "Nam hay nữ", "1 nữ", "▸2 nam")


@pytest.mark.asyncio
async def test_options_that_have_no_room_are_shown_one_at_a_time():
    many = tuple((str(place), f"lựa chọn dài thứ {place}") for place in range(1, 12))
    sheet = Sheet(title="x", blanks=(Blank(key="one", label="Một", text="?", options=many),), read=dict)
    answers, shown = await filled("", "right", sheet=sheet)
    assert "← → 2/11 ▸2 lựa chọn dài thứ 2" in shown
    assert answers == []
    assert (await filled("", "left", "enter", sheet=sheet))[0] == [{"one": "11"}]


@pytest.mark.asyncio
async def test_keys_typed_ahead_go_where_the_mark_is_by_then_and_nowhere_once_the_form_is_taken():
    app = Gallery(EntryStage)
    answers = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Form(app.words, SHEET), answers.append)
        await settle(pilot)
        await burst(app, pilot, " An\r1x\r1986\r99\r")
        await settle(pilot)
        assert answers == [{"name": "Lê An", "sex": "female", "born": "1986"}]
        assert app.stage.acts == []


@pytest.mark.asyncio
@pytest.mark.parametrize("step", ["\x1b[19~", "\r"])  # F8, and Enter at the last line, which has options
async def test_a_digit_typed_behind_a_form_that_is_wrong_is_for_the_line_that_is_wrong(step):
    name, sex, born = BLANKS
    sheet = Sheet(title="x", blanks=(born, name, sex), read=read)
    app = Gallery(EntryStage)
    answers = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Form(app.words, sheet), answers.append)
        await settle(pilot)
        await pilot.press("down")
        await burst(app, pilot, f" Thị An\r{step}1979\x1b[19~")
        assert answers == [{"born": "1979", "name": "Lê Thị An", "sex": "male"}]


@pytest.mark.asyncio
async def test_a_digit_typed_behind_tab_is_for_the_line_that_tab_goes_to():
    app = Gallery(EntryStage)
    answers = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Form(app.words, SHEET), answers.append)
        await settle(pilot)
        await burst(app, pilot, " An\t\t19\x1b[Z1\t86\x1b[19~")
        assert answers == [{"name": "Lê An", "sex": "female", "born": "1986"}]


@pytest.mark.asyncio
async def test_what_is_typed_before_the_form_is_up_goes_to_its_lines_in_its_order():
    app = Gallery(EntryStage)
    answers = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(Form(app.words, SHEET), answers.append)
        await burst(app, pilot, " Thị An\r1\r1980\r")
        assert answers == [{"name": "Lê Thị An", "sex": "female", "born": "1980"}]


@pytest.mark.asyncio
@pytest.mark.parametrize("keys", [("7",), ("up", "space")])
async def test_what_was_wrong_is_said_no_more_once_it_is_corrected(keys):
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Form(app.words, Sheet(title="x", blanks=BLANKS, read=read)))
        await settle(pilot)
        await pilot.press("f8")
        await settle(pilot)
        foot = app.screen.query_one("_Under")
        assert foot.value.wrong
        await pilot.press(*keys)
        await settle(pilot)
        assert not foot.value.wrong


@pytest.mark.asyncio
async def test_nothing_is_chosen_behind_escape():
    answers, _ = await filled("\t\x1b\x1b1\x1b[19~")
    assert answers == [None]
