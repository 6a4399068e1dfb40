"""The hall's board drawn: names in the order of the list, figures beside their base, and a word for each."""

from dataclasses import replace

import pytest

from station.board import BoardView, Row, Standing
from station.hall.drawing import draw_board
from tally.contest import Purpose
from tally.outcome import Status
from tally.words import Lang, Words

VI, EN = Words(Lang.VI), Words(Lang.EN)
ROWS = tuple(
    Row(number=number, name=f"Nguyễn Thị Thu Hương {number}", votes=votes, standing=standing)
    for number, (votes, standing) in enumerate(
        [
            (90, Standing.ELECTED),
            (60, Standing.TIED),
            (60, Standing.TIED),
            (20, Standing.NOT_ELECTED),
            (30, Standing.ALTERNATE),
            (10, Standing.UNDECIDED),
            (5, Standing.COUNTING),
        ],
        start=1,
    )
)
VIEW = BoardView(
    contest="bch",
    title="Bầu Ban Chấp hành",
    round=1,
    attempt=None,
    purpose=Purpose.FIRST,
    seats=2,
    base=100,
    needed=51,
    collected=98,
    counted=98,
    valid=97,
    invalid=1,
    status=Status.TIED,
    open=1,
    rows=ROWS,
    elected=(),
)


def lines_of(view, words=EN, width=80, height=40):
    return draw_board(view, words, width, height).plain.split("\n")


def test_nothing_is_shown_before_the_head_opens_it():
    assert "head of the board" in " ".join(lines_of(None))


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider_than_the_screen(width):
    assert all(len(line) <= width for line in lines_of(VIEW, width=width))


def test_every_name_has_its_figures_and_a_word():
    text = "\n".join(lines_of(VIEW))
    assert text.index("Hương 1") < text.index("Hương 2") < text.index("Hương 7")
    for word in ("elected", "tied", "not elected", "alternate", "undecided", "counting"):
        assert word in text
    assert "90/100" in text
    assert "98 ballots counted: 97 valid, 1 invalid" in text


def test_while_it_is_counted_that_is_said():
    text = "\n".join(lines_of(replace(VIEW, status=None, counted=50)))
    assert "Counting: 50 of 98 ballots" in text


def test_a_wide_screen_has_columns_read_from_top_to_bottom():
    wide = lines_of(VIEW, width=200, height=12)
    first = next(line for line in wide if "Hương 1" in line)
    assert "Hương 4" in first
    assert "Hương 2" not in first


def test_a_run_off_has_no_threshold():
    with_line = "\n".join(lines_of(VIEW))
    without = "\n".join(lines_of(replace(VIEW, needed=None)))
    assert with_line.count("│") == len(ROWS)
    assert "│" not in without


def test_nobody_on_the_list_is_a_board_too():
    assert lines_of(replace(VIEW, rows=(), base=0))
