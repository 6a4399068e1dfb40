"""The list in columns: every number is somewhere, the one typed last is in sight, and marks need no colour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.widgets.number_grid import Grid, Listed, NumberGrid, draw_grid, page_of, pages
from tally.words import Lang, Words
from tests.station.keys import burst, settle
from tests.station.painted import text_of
from tests.station.widgets.gallery import LISTED, MANY, EntryStage, Gallery

VI = Words(Lang.VI)


def drawn(grid: Grid, width: int, height: int) -> list[str]:
    return draw_grid(grid, VI, width, height).plain.split("\n")


def test_the_list_goes_down_the_columns():
    assert [line.rstrip() for line in drawn(Grid(listed=LISTED[:5]), 50, 3)] == [
        "  1 Lê Thị An               4 Hoàng Thị Dung",
        "  2 Trần Văn Bình           5 Vũ Minh Đức",
        "  3 Phạm Quốc Cường",
    ]


def test_a_list_that_fits_in_one_column_stands_in_one():
    assert pages(LISTED, 120, 17).columns == 1
    assert pages(LISTED, 120, 16).columns == 2
    assert pages(LISTED, 76, 6).columns == 3


@pytest.mark.parametrize(("width", "height", "count"), [(78, 12, 4), (54, 12, 6), (118, 26, 2), (118, 30, 1)])
def test_a_hundred_and_twenty_names_have_so_many_pages(width, height, count):
    assert pages(MANY, width, height).count == count


@given(st.integers(1, 120), st.integers(10, 130), st.integers(2, 40))
def test_every_number_is_on_the_page_that_shows_it(number, width, height):
    grid = Grid(listed=MANY, seen=number)
    lines = drawn(grid, width, height)
    assert len(lines) <= height
    assert all(len(line) <= width for line in lines)
    found = [int(word) for line in lines for word in line.split() if word.isdecimal()]
    assert number in found


@given(st.integers(30, 130), st.integers(3, 40))
def test_the_pages_together_have_every_number_once(width, height):
    laid = pages(MANY, width, height)
    grids = [Grid(listed=MANY, seen=MANY[page * laid.size].number) for page in range(laid.count)]
    assert [page_of(grid, laid) for grid in grids] == list(range(laid.count))
    found = [
        int(word)
        for grid in grids
        for line in drawn(grid, width, height)[: laid.rows]
        for word in line.split()
        if word.isdecimal()
    ]
    assert sorted(found) == list(range(1, 121))


def test_the_page_is_said_where_there_are_more():
    assert drawn(Grid(listed=MANY), 78, 12)[-1] == "trang 1/4 · ↓ ↑ xem trang khác"
    assert "trang" not in drawn(Grid(listed=LISTED), 78, 17)[-1]


def test_what_is_marked_has_a_cross_and_nothing_else_has():
    lines = drawn(Grid(listed=LISTED, marked=frozenset({3, 9})), 60, 17)
    assert [number for number, line in enumerate(lines, 1) if "✗" in line] == [3, 9]
    assert lines[2].startswith("✗  3 Phạm Quốc Cường")


def test_two_of_one_name_are_told_apart_however_narrow_it_is():
    twins = tuple(Listed(number=n, name="Nguyễn Thị Thanh Hương", note=year) for n, year in ((1, "1975"), (2, "1981")))
    one, two = drawn(Grid(listed=twins), 24, 5)
    assert one.rstrip() == "  1 Nguyễn… Hương (1975)"
    assert two.rstrip() == "  2 Nguyễn… Hương (1981)"


def test_a_hostile_name_is_its_characters():
    lines = drawn(Grid(listed=(Listed(number=1, name="[red]x[/]\x1b[2J"),)), 40, 3)
    assert lines[0].rstrip() == "  1 [red]x[/]\ufffd[2J"


def test_an_empty_list_draws_nothing():
    assert drawn(Grid(listed=()), 40, 3) == [""]


@pytest.mark.asyncio
async def test_pages_are_turned_round_and_the_number_typed_is_looked_up():
    app = Gallery(EntryStage, listed=MANY, seats=100)
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.stage.query_one(NumberGrid)
        first = pages(MANY, grid.content_size.width, grid.content_size.height)
        assert first.count > 2
        await pilot.press("down")
        assert page_of(grid.value, first) == 1
        grid.turn(-2)
        assert page_of(grid.value, first) == first.count - 1
        await pilot.press("5", "5")
        assert 55 in {one.number for one in MANY[page_of(grid.value, first) * first.size :][: first.size]}
        assert grid.value.marked == {55}


@pytest.mark.asyncio
async def test_every_mark_is_painted_and_painted_out_again():
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for stream, marked in (("3", {3}), (" 9", {3, 9}), ("\x7f", {3}), ("\x7f\x7f", set()), ("17", {17})):
            await burst(app, pilot, stream)
            seen = [line for line in text_of(app).split("\n") if line.startswith("✗")]
            assert {int(line.split()[1]) for line in seen} == marked


def test_the_widget_draws_the_page():
    grid = Grid(listed=MANY, marked=frozenset({40}), seen=40)
    assert NumberGrid(VI, grid).draw(78, 12).plain.split("\n") == drawn(grid, 78, 12)
