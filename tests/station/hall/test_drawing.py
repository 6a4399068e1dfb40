"""The hall's board drawn: names in the order of the list, figures beside their base, and a word for each."""

from dataclasses import replace
from random import Random

import pytest

from station.board import BoardView, ElectedRow, Row, Standing
from station.hall.drawing import Leaf, draw_board, leaves, persons
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


def lines_of(view, words=EN, width=80, height=40, page=0):
    return draw_board(Leaf(view=view, page=page), words, width, height).plain.split("\n")


def many(count):
    return tuple(
        Row(number=number, name=f"Lê Thị {number}", votes=number, standing=Standing.COUNTING)
        for number in range(1, count + 1)
    )


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
    wide = lines_of(VIEW, width=200, height=14)
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


BESIDE, AROUND = 4, 4
"""Cells and lines of the station's screen that are not the board's."""
CHANCE = Random(3)
SIZES = [(80, 24), (120, 40), *((CHANCE.randint(80, 400), CHANCE.randint(24, 120)) for _ in range(60))]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_pages_together_show_everybody_exactly_once_in_the_order_of_the_list(size):
    width, height = size[0] - BESIDE, size[1] - AROUND
    for count in range(1, 121):
        rows = many(count)
        pages = leaves(rows, width, height)
        assert [row for page in pages for column in page for row in column] == [*rows]


@pytest.mark.parametrize("size", SIZES[:12], ids=str)
@pytest.mark.parametrize("count", [1, 5, 6, 15, 16, 24, 78, 120])
def test_every_page_is_whole_on_the_screen_and_says_which_it_is_and_how_many_are_elsewhere(size, count):
    width, height = size[0] - BESIDE, size[1] - AROUND
    view = replace(VIEW, rows=many(count))
    pages, seen = len(leaves(view.rows, width, height)), []
    for page in range(pages):
        drawn = lines_of(view, VI, width, height, page)
        assert len(drawn) <= height
        assert all(len(line) <= width for line in drawn)
        here = [row.number for row in view.rows if f"{row.number:>3} Lê Thị {row.number} " in "\n".join(drawn)]
        seen += here
        told = f"Trang {page + 1}/{pages} · còn {count - len(here)}/{count} người"
        assert (told in drawn[-1]) is (pages > 1), "of one page alone there is nothing to say"
        assert pages > 1 or "Trang" not in "".join(drawn)
    assert seen == [*range(1, count + 1)]


def test_behind_the_list_of_a_later_round_stand_those_whom_a_round_before_has_elected():
    """R9, R10: four are elected, two are run off; the hall sees six."""
    earlier = tuple(ElectedRow(number=n, name=f"Trần Văn {n}", votes=80 + n, round=1) for n in (1, 2, 3, 4))
    now = ElectedRow(number=6, name="Lê Thị 6", votes=9, round=2)
    view = replace(VIEW, round=2, needed=None, rows=many(6)[4:], elected=(*earlier, now))
    assert [one.number for one in persons(view)] == [5, 6, 1, 2, 3, 4], "nobody stands there twice"
    text = "\n".join(lines_of(view, VI, 100, 40))
    assert text.index("Lê Thị 6") < text.index("Trần Văn 1") < text.index("Trần Văn 4")
    assert text.count("✓ trúng cử, vòng 1") == 4
    assert "81 phiếu" in text
    assert "81/100" not in text, "the base that is drawn is of this round"
    small = [lines_of(view, EN, 60, 12, page) for page in range(len(leaves(persons(view), 60, 12)))]
    assert len(small) > 1
    assert "Trần Văn 4" in "\n".join(small[-1])
    assert "of 6 people on other pages" in small[-1][-1]


def test_past_the_last_page_it_begins_again():
    view = replace(VIEW, rows=many(78))
    pages = len(leaves(view.rows, 76, 20))
    assert pages > 1
    assert lines_of(view, width=76, height=20, page=pages) == lines_of(view, width=76, height=20)


def test_a_column_is_full_before_the_next_one_begins_where_there_are_more_pages():
    (first, *_, _) = leaves(many(100), 116, 36)
    assert [len(column) for column in first] == [15, 15]
    assert first[1][0].number == 16
