"""Whether something is really to be done: no until somebody goes to yes, or writes the word."""

import pytest

from station.modals.confirm import Confirm, Question
from station.widgets.drawing import Sentence
from tests.station.keys import burst, settle
from tests.station.painted import text_of
from tests.station.widgets.gallery import EntryStage, Gallery

PLAIN = Question(title="Kết thúc tập 4?", said=("[b]25[/b] tờ.",))
DANGEROUS = Question(title="Hủy tập 4?", word="XÓA 4")


async def answered(question: Question, stream: str) -> tuple[list[bool | None], str]:
    """Give what was answered after these keys, and what was seen at the end."""
    app = Gallery(EntryStage)
    answers: list[bool | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Confirm(app.words, question), answers.append)
        await settle(pilot)
        await burst(app, pilot, stream)
        return answers, text_of(app)


RIGHT, LEFT = "\x1b[C", "\x1b[D"


@pytest.mark.unmeasured
@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("stream", "answers"),
    [
        ("\r", [False]),
        (f"{RIGHT}\r", [True]),
        (f"{LEFT}\r", [True]),
        ("\t\r", [True]),
        (f"{RIGHT}{LEFT}\r", [False]),
        ("1", []),
        ("y", []),
        (" ", []),
    ],
)
async def test_the_answer_is_no_until_somebody_goes_to_yes(stream, answers):
    assert (await answered(PLAIN, stream))[0] == answers


@pytest.mark.asyncio
async def test_escape_is_no():
    app = Gallery(EntryStage)
    answers: list[bool | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        for question in (PLAIN, DANGEROUS):
            app.push_screen(Confirm(app.words, question), answers.append)
            await settle(pilot)
            await pilot.press("right", "tab", "tab", "escape")
            await settle(pilot)
        assert answers == [False, False]


@pytest.mark.asyncio
async def test_an_enter_typed_before_the_question_was_seen_confirms_nothing():
    """The key is on its way to the line when the question comes up before it."""
    app = Gallery(EntryStage)
    answers: list[bool | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Confirm(app.words, PLAIN), answers.append)
        await burst(app, pilot, "\r\r\r")
        await settle(pilot)
        assert answers == [False]
        assert app.stage.acts == []


@pytest.mark.unmeasured
@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("stream", "answers"),
    [
        ("\r", [False]),
        (" \r", [False]),
        ("XÓA 4\r", [True]),
        ("xoa 4\r", [True]),
        ("xoa  4 \r", [True]),
        ("xoa\r", []),
        ("xoa 44\r", []),
        (f"{RIGHT}\r", [False]),
    ],
)
async def test_a_dangerous_act_takes_the_word_marks_and_capitals_aside(stream, answers):
    assert (await answered(DANGEROUS, stream))[0] == answers


@pytest.mark.asyncio
async def test_another_word_says_that_nothing_was_done():
    answers, seen = await answered(DANGEROUS, "co\r")
    assert answers == []
    assert "Chữ vừa gõ không đúng. Chưa làm gì cả." in seen


@pytest.mark.asyncio
async def test_the_question_is_its_characters_and_changes_its_language():
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Confirm(app.words, PLAIN))
        await settle(pilot)
        assert "[b]25[/b] tờ." in text_of(app)
        assert "▸ Không" in text_of(app)
        await pilot.press("f7", "right")
        await settle(pilot)
        assert "▸ Yes" in text_of(app)
        await pilot.press("escape")
        worded = Question(title=Sentence(key="widget.quit.title"), word=Sentence(key="widget.quit.word"))
        answers: list[bool | None] = []
        app.push_screen(Confirm(app.words, worded), answers.append)
        await settle(pilot)
        assert "Write QUIT" in text_of(app)
        await pilot.press("f7")
        assert "Gõ THOÁT" in text_of(app)
        await pilot.press(*"thoat", "enter")
        await settle(pilot)
        assert answers == [True]
