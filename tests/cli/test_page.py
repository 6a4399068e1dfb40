"""The page: columns stay straight whatever the names are, and nothing is cut off."""

import pytest
from rich.cells import cell_len
from rich.text import Text

from tally.cli.page import Column, Page
from tally.words import Lang, Words

NUMBER, NAME, RESULT = Column(heading="Số", is_figure=True), Column(heading="Họ và tên"), Column(heading="Kết quả")


def page(width=40, *, on_terminal=False):
    return Page(Words(Lang.VI), width=width, on_terminal=on_terminal)


def test_a_sentence_is_wrapped_between_words_and_hangs():
    one = page(20)
    one.line("một hai ba bốn năm sáu bảy", indent=2, hang=3)
    assert one.text() == "  một hai ba bốn năm\n     sáu bảy\n"


def test_a_space_that_does_not_break_keeps_a_figure_and_its_sign_together():
    one = page(12)
    one.line("tỷ lệ 95,54\N{NO-BREAK SPACE}% đạt")
    assert one.text() == "tỷ lệ\n95,54\N{NO-BREAK SPACE}% đạt\n"


def test_a_word_longer_than_the_line_stands_whole_on_its_own():
    one = page(10)
    one.line("a " + "b" * 25 + " c")
    assert one.text() == "a\n" + "b" * 25 + "\nc\n"


def test_wide_and_combining_characters_keep_their_columns():
    one = page()
    names = ["An", "漢字漢字", "Te\N{COMBINING GRAVE ACCENT}o", "Nguyễn Thị Ánh"]
    one.table([NUMBER, NAME, RESULT], [[str(place), name, "x"] for place, name in enumerate(names)])
    lines = one.text().splitlines()[1:]
    assert {cell_len(line) for line in lines} == {4 + 14 + 2 + 1}
    assert all(line.endswith("x") for line in lines)


def test_texts_give_way_from_the_last_column_and_figures_never_do():
    one = page(30)
    one.table([NUMBER, NAME, RESULT], [["1000000", "Nguyễn An", "một hai ba bốn năm"]])
    first, second = one.text().splitlines()[1:]
    assert first.split("  ") == ["1000000", "Nguyễn An", "một hai ba"]
    assert second.strip() == "bốn năm"


def test_a_name_that_no_line_can_hold_goes_on_in_the_next_and_is_whole():
    name = "Công Tằng Tôn Nữ " * 6
    one = page(40)
    one.table([NUMBER, NAME, RESULT], [["1", name.strip(), "x"]])
    lines = one.text().splitlines()[1:]
    assert all(cell_len(line) <= 40 for line in lines)
    assert (
        " ".join(word for line in lines for word in line.split()).replace("1 ", "", 1).replace(" x", "", 1)
        == name.strip()
    )


def test_a_bar_has_what_is_left_and_is_left_out_where_that_is_too_little():
    columns, row = [NUMBER, NAME], ["1", Text("An")]
    assert page(80).bar_width(columns, [row]) == 40
    assert page(40).bar_width(columns, [row], indent=2) == 40 - 2 - 2 - 9 - 4
    assert page(22).bar_width(columns, [row]) == 7
    assert page(20).bar_width(columns, [row]) == 0


def test_a_blank_line_never_begins_a_page_and_is_never_doubled():
    one = page()
    one.blank()
    one.line("a")
    one.blank()
    one.blank()
    one.items(["b", "c"], indent=1)
    assert one.text() == "a\n\n - b\n - c\n"


@pytest.mark.parametrize("text", ["[b]An[/b]", "[/]", ":smile:", "{x}", "\\[a]"])
def test_nothing_is_read_as_markup(text):
    one = page(60)
    one.line(text, style="bold")
    one.table([NAME], [[text]])
    one.banner(text)
    assert one.text().count(text) == 3


def test_colour_only_where_there_is_a_terminal(monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    plain, coloured = page(), page(on_terminal=True)
    for one in (plain, coloured):
        one.line("a", style="red")
        one.table([NAME], [["An"]], styles=["green"])
    assert "\x1b" not in plain.text()
    assert "\x1b[31m" in coloured.text()
    assert "\x1b[32m" in coloured.text()
