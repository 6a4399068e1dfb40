"""The table: rows keep their keys, only what changed is drawn again, and the mark stays where it was put."""

from time import perf_counter
from unicodedata import normalize

import pytest
from textual.app import ComposeResult
from textual.widgets import DataTable

from station.themes.ink import Ink
from station.widgets.data_rows import Cell, Column, DataRows, Row
from station.widgets.drawing import Sentence
from tests.station.keys import settle
from tests.station.painted import text_of
from tests.station.widgets.gallery import COLUMNS, ROWS, DayStage, Gallery, Stage


class TableStage(Stage):
    """One table, and every mark that was heard of."""

    def __init__(self, words, rows=ROWS, columns=COLUMNS) -> None:
        super().__init__(words)
        self.rows, self.columns = rows, columns
        self.marks: list[str] = []

    def middle(self) -> ComposeResult:
        yield DataRows(self.words, self.columns, self.rows)

    def on_data_rows_marked(self, event: DataRows.Marked) -> None:
        assert event.control is event.rows
        self.marks.append(event.key)


def row(key: str, *cells: str) -> Row:
    return Row(key=key, cells=tuple(Cell(cell) for cell in cells))


def numbered(count: int, *, changed: int | None = None) -> tuple[Row, ...]:
    return tuple(
        row(str(n), str(n), f"Nguyễn Văn {n}", "9", "9", "mới" if n == changed else "cũ") for n in range(count)
    )


@pytest.mark.asyncio
async def test_the_marked_row_is_pointed_at_and_enter_is_left_to_the_screen():
    app = Gallery(TableStage)
    async with app.run_test(size=(80, 24)) as pilot:
        table = app.stage.query_one(DataRows)
        assert "▸   1  Ban Chấp hành" in text_of(app)
        await pilot.press("down", "down", "enter")
        assert table.marked == "3"
        assert "▸   3  Ban Thường vụ" in text_of(app)
        assert text_of(app).count("▸") == 1
        assert app.stage.marks == ["1", "2", "3"]


@pytest.mark.asyncio
async def test_a_hostile_cell_is_its_characters_and_one_name_has_one_spelling():
    rows = (row("1", "1", "[red]x[/]\x1b[2J", "", "", normalize("NFD", "Đức")),)
    app = Gallery(TableStage, rows=rows)
    async with app.run_test(size=(80, 24)):
        assert "[red]x[/]\ufffd[2J" in text_of(app)
        assert "Đức" in text_of(app)


@pytest.mark.asyncio
async def test_only_what_changed_is_drawn_again(monkeypatch):
    drawn: list[tuple[str, str]] = []
    update = DataTable.update_cell
    monkeypatch.setattr(
        DataTable,
        "update_cell",
        lambda self, key, column, text: (drawn.append((key, column)), update(self, key, column, text)),
    )
    app = Gallery(TableStage, rows=numbered(50))
    async with app.run_test(size=(80, 24)) as pilot:
        table = app.stage.query_one(DataRows)
        drawn.clear()
        table.show_rows(numbered(50, changed=7))
        await settle(pilot)
        assert drawn == [("7", "state")]
        assert "mới" in text_of(app)


@pytest.mark.asyncio
async def test_the_marked_row_stays_marked_as_rows_come_and_go():
    app = Gallery(TableStage, rows=numbered(5))
    async with app.run_test(size=(80, 24)) as pilot:
        table = app.stage.query_one(DataRows)
        table.mark("3")
        table.show_rows(numbered(9))
        assert (table.marked, table.row_count) == ("3", 9)
        table.show_rows(numbered(9)[2:][::-1])
        assert (table.marked, table.row_count) == ("3", 7)
        table.show_rows(numbered(2))
        assert (table.marked, table.row_count) == ("0", 2)
        table.mark("nobody")
        assert table.marked == "0"
        table.show_rows(())
        await settle(pilot)
        assert (table.marked, table.row_count) == (None, 0)
        table.show_rows(numbered(2))
        await settle(pilot)
        assert table.marked == "0"


@pytest.mark.asyncio
async def test_the_wide_column_takes_what_is_left_and_names_are_cut_in_their_middle():
    app = Gallery(DayStage)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Đại biểu dự đại hội đạ… tiếp" in text_of(app)
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert "Đại biểu dự đại hội đại biểu Đảng bộ cấp trên trực tiếp" in text_of(app)


@pytest.mark.unmeasured
@pytest.mark.asyncio
async def test_two_thousand_rows_are_shown_and_changed_without_a_wait():
    app = Gallery(TableStage, rows=())
    async with app.run_test(size=(120, 40)) as pilot:
        table = app.stage.query_one(DataRows)
        start = perf_counter()
        table.show_rows(numbered(2_000))
        await settle(pilot)
        shown = perf_counter()
        table.show_rows(numbered(2_000, changed=5))
        await settle(pilot)
        assert shown - start < 5
        assert perf_counter() - shown < 2
        table.mark("1999")
        await settle(pilot)
        assert "Nguyễn Văn 1999" in text_of(app)


@pytest.mark.asyncio
async def test_headings_and_cells_change_their_language_and_their_theme():
    columns = (
        Column(key="number", heading=Sentence(key="widget.search.number"), width=4, side="right"),
        Column(key="name", heading="", width=None),
    )
    rows = (Row(key="1", cells=(Cell("1"), Cell(Sentence(key="widget.fate.tied"), Ink.WARN))),)
    app = Gallery(TableStage, rows=rows, columns=columns)
    async with app.run_test(size=(80, 24)) as pilot:
        table = app.stage.query_one(DataRows)
        assert "ngang phiếu" in text_of(app)
        before = table.get_cell("1", "name").style
        app.action_language()
        await settle(pilot)
        assert "No." in text_of(app)
        assert "tied" in text_of(app)
        app.action_theme()
        await settle(pilot)
        assert table.get_cell("1", "name").style != before
        assert table.marked == "1"


@pytest.mark.asyncio
async def test_a_table_not_laid_out_yet_keeps_what_it_was_given():
    app = Gallery(TableStage, rows=())
    table = DataRows(app.words, COLUMNS)
    table.show_rows(ROWS)
    assert table.marked == "1"
    async with app.run_test(size=(80, 24)) as pilot:
        table.display = False
        await app.stage.mount(table)
        table.reword(app.words)
        assert table.row_count == 0
        table.display = True
        await settle(pilot)
        assert table.row_count == len(ROWS)


@pytest.mark.asyncio
async def test_a_row_marked_while_the_table_is_hidden_is_the_marked_one_once_it_is_seen():
    app = Gallery(TableStage)
    async with app.run_test(size=(80, 24)) as pilot:
        table = DataRows(app.words, COLUMNS, ROWS)
        table.display = False
        await app.stage.mount(table)
        await settle(pilot)
        table.mark("3")
        table.display = True
        await settle(pilot)
        assert table.marked == "3"


@pytest.mark.asyncio
async def test_where_names_stand_whole_a_row_has_as_many_lines_as_they_take_and_keeps_the_mark():
    columns = (Column(key="n", heading="", width=56), Column(key="names", heading="", width=None, wraps=True))
    one, other = "Lê Thị An, Hồ Văn Nam", "Nguyễn Hoàng Thị Phương"
    app = Gallery(TableStage, columns=columns, rows=(row("1", "a", "An"), row("2", "b", one)))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        table = app.stage.query_one(DataRows)
        await pilot.press("down")
        assert str(table.get_cell("2", "names")) == "Lê Thị An,\nHồ Văn Nam"
        table.show_rows((row("1", "a", other), row("2", "c", one)))
        await settle(pilot)
        assert str(table.get_cell("1", "names")) == "Nguyễn Hoàng Thị\nPhương"
        assert table.marked == "2"
        shown = text_of(app)
        assert all(part in shown for part in ("Nguyễn Hoàng Thị", "Phương", "Lê Thị An,", "Hồ Văn Nam"))
