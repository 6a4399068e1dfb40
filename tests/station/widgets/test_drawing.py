"""What all drawing rests on: data as its characters, sentences in either language, cuts that leave what tells."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from station.terminal import clean
from station.themes.ink import Ink
from station.widgets.drawing import Drawn, Sentence, centred, datum, fit, lines, say, shorten, side_by_side
from tally.words import Lang, Words

VI, EN = Words(Lang.VI), Words(Lang.EN)
HOSTILE = ["[red]x[/]", "[/]", "[link=x]", "\\[b]", "$ink-bad", "a[@click=app.quit]b[/]", "\x1b[31mx"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_datum_is_never_markup(name):
    drawn = datum(name, Ink.BAD)
    assert drawn.plain == name.replace("\x1b", "\ufffd")
    assert [(span.start, span.end, span.style) for span in drawn.spans] == [(0, len(name), Ink.BAD)]


def test_a_datum_in_nfd_is_the_same_drawing():
    assert datum(normalize("NFD", "Nguyễn Đức")).is_same(datum("Nguyễn Đức"))


def test_a_sentence_is_said_in_either_language_and_a_datum_in_none():
    sentence = Sentence(key="widget.bars.threshold", params={"needed": 1079})
    assert say(sentence, VI) == "quá nửa: cần 1.079"
    assert say(sentence, EN) == "over half: 1,079 needed"
    assert say("x\ny", VI) == "x y"


def test_what_a_sentence_takes_in_is_cleaned_too():
    sentence = Sentence(key="widget.confirm.write", params={"word": "A\x1bB"})
    assert "A\ufffdB" in say(sentence, VI)


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (30, "Nguyễn Thị Thanh Hương"),
        (22, "Nguyễn Thị Thanh Hương"),
        (21, "Nguyễn Thị Tha… Hương"),
        (13, "Nguyễn… Hương"),
        (9, "Ng… Hương"),
        (8, "Nguyễn …"),
        (1, "…"),
    ],
)
def test_a_name_is_cut_in_its_middle_for_the_given_name_tells(width, shown):
    assert shorten("Nguyễn Thị Thanh Hương", width) == shown


def test_a_name_of_one_word_is_cut_at_its_end():
    assert shorten("Phươngphương", 6) == "Phươn…"


@given(st.text().map(clean), st.integers(1, 40))
def test_a_cut_name_is_never_wider_than_it_may_be(name, width):
    assert Content(shorten(name, width)).cell_length <= width


@given(st.text(), st.integers(0, 40))
def test_a_fitted_drawing_is_exactly_as_wide_as_asked(text, width):
    assert fit(datum(text), width).cell_length == width


def test_two_drawings_on_a_line_and_the_left_one_cut():
    assert side_by_side(Content("abc"), Content("de"), 8).plain == "abc   de"
    assert side_by_side(Content("abcdef"), Content("de"), 6).plain == "ab… de"


def test_a_drawing_in_the_middle_fills_the_width():
    assert centred(Content("ab"), 7).plain == "  ab   "
    assert centred(Content("abcdef"), 4).plain == "abc…"


def test_drawings_under_each_other():
    assert lines([Content("a"), Content("b")]).plain == "a\nb"


def test_a_widget_that_draws_nothing_of_its_own_says_so():
    with pytest.raises(NotImplementedError):
        Drawn(VI, "x").draw(10, 1)
