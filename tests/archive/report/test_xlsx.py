"""The report as a workbook: each question a sheet, figures that are figures, and no name that is a formula."""

import re
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest

from tally.archive.report import xlsx
from tally.archive.report.answers import Kind
from tally.archive.report.questions import TABLES
from tally.archive.report.xlsx import write_xlsx
from tally.files.xlsx_library import load_workbook, unescape
from tally.percent import percent
from tally.words import Lang, Words
from tally.words.phrases import capital
from tests.archive.report import pages
from tests.archive.report.asked import programmed
from tests.archive.report.reported import DAY, HOSTILE, hostile, reported, sentence


def written(report, lang="vi"):
    made = BytesIO()
    write_xlsx(report, Words(Lang(lang)), made, say=sentence)
    return made.getvalue()


def sheets(report, lang="vi"):
    return load_workbook(BytesIO(written(report, lang))).worksheets


def test_every_question_has_a_sheet_with_headings_that_stay_and_filters(answered):
    first, *others = sheets(answered)
    assert len(others) == len(TABLES)
    for sheet, table in zip(others, answered.tables, strict=True):
        assert sheet.freeze_panes == ("C2" if table.is_of_units else "A2")
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.auto_filter.ref.endswith(str(len(table.rows) + 1))
        assert sheet.max_row == max(2, len(table.rows) + 1)
        headings = [cell.value for cell in sheet[1]]
        assert all(headings)
        assert len({*headings}) == len(headings)
        assert sheet.print_title_rows == "$1:$1"
        assert all(8 < one.width < 60 for one in sheet.column_dimensions.values())
    assert first.title == "Về báo cáo"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_first_sheet_says_what_it_is_of_which_day_and_that_paper_is_the_truth(answered, lang):
    words = Words(Lang(lang))
    lines = [str(cell.value) for (cell,) in sheets(answered, lang)[0].iter_rows()]
    assert lines[0] == words("report.training")
    assert words("archive.paper") in lines
    assert any("2025" in line and "10" in line for line in lines)
    assert words("archive.report.about.sums") in lines
    assert any(words("archive.report.table.progress") in line for line in lines)


def test_a_share_is_so_many_of_so_many_and_a_number_in_per_cent(answered):
    """R17: every percentage that the workbook prints is that of the two figures beside it."""
    checked = 0
    for sheet in sheets(answered, "en")[1:]:
        headings = [cell.value for cell in sheet[1]]
        places = [at for at, name in enumerate(headings) if name.endswith(": %")]
        for row in sheet.iter_rows(min_row=2):
            for at in places:
                of, share = row[at - 1], row[at]
                if of.value is None:
                    assert share.value is None
                    continue
                part, whole = (int(figure.replace(",", "")) for figure in of.value.split("/"))
                assert f"{Decimal(str(share.value)):.2f}" == percent(part, whole)
                assert (of.data_type, share.number_format) == ("s", "0.00")
                checked += 1
    assert checked > 500


def test_figures_days_and_changes_are_what_they_are(answered):
    others = sheets(answered)[1:]
    looks = {}
    for sheet, table in zip(others, answered.tables, strict=True):
        wide = [
            kind
            for column in table.columns
            if column.key != "level"
            for kind in {Kind.UNIT: [Kind.TEXT] * 5, Kind.PERCENT: [Kind.TEXT, Kind.PERCENT]}.get(
                column.kind, [column.kind]
            )
        ]
        for row in sheet.iter_rows(min_row=2, max_row=1 + len(table.rows)):
            for cell, kind in zip(row, wide, strict=True):
                if cell.value is not None:
                    looks.setdefault(kind, set()).add((cell.data_type, cell.number_format))
    assert looks[Kind.NUMBER] == {("n", "#,##0")}
    assert looks[Kind.DAY] == {("d", "dd/mm/yyyy")}
    assert looks[Kind.CHANGE] == {("n", "+#,##0;-#,##0;0")}
    assert looks[Kind.POINTS] == {("n", "+0.00;-0.00;0.00")}
    assert looks[Kind.TEXT] | looks[Kind.WORD] == {("s", "@")}


def test_points_are_two_decimals_of_a_point(answered):
    at = [table.key for table in answered.tables].index("last_term_units")
    table, sheet = answered.tables[at], sheets(answered)[1 + at]
    place = [column.key for column in table.columns].index("women_points")
    headings = [cell.value for cell in sheet[1]]
    wide = headings.index(Words(Lang.VI)("archive.report.column.women_points"))
    told = [row[wide].value for row in sheet.iter_rows(min_row=2)]
    assert [round(value * 100) for value in told] == [row[place] for row in table.rows]


def test_no_name_is_a_formula_whatever_it_begins_with(archive):
    report = hostile(archive, today=DAY)
    data = written(report)
    texts = set()
    for sheet in load_workbook(BytesIO(data)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in "snd", (sheet.title, cell.coordinate, cell.value)
                texts.add(unescape(cell.value) if cell.data_type == "s" else cell.value)
    assert {*HOSTILE} <= texts
    with ZipFile(BytesIO(data)) as parts:
        assert not any("<f>" in parts.read(name).decode() for name in parts.namelist())
    assert "odd\\n\\x1b[31m.record" in texts, "what cannot be seen is written out"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_same_report_gives_the_same_bytes(answered, lang):
    assert written(answered, lang) == written(answered, lang)
    assert written(answered, "vi") != written(answered, "en")
    with ZipFile(BytesIO(written(answered))) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert re.findall(r"20\d\d-\d\d-\d\dT", parts.read("docProps/core.xml").decode()) == ["2025-04-10T"] * 2


def test_more_rows_than_a_sheet_takes_go_on_in_another(answered, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 10)
    found = [sheet for sheet in sheets(answered) if sheet.title.startswith("Từng đơn vị")]
    assert [sheet.title for sheet in found] == ["Từng đơn vị", "Từng đơn vị (2)"]
    assert [sheet.max_row for sheet in found] == [11, 9]


def test_a_long_table_is_written_whole(answered, monkeypatch):
    monkeypatch.setattr(xlsx, "LOOKED_AT", 3)
    at = [table.key for table in answered.tables].index("elections")
    assert sheets(answered)[1 + at].max_row == len(answered.tables[at].rows) + 1


def test_a_real_congress_is_not_called_an_exercise(answered):
    import dataclasses

    real = dataclasses.replace(answered, is_training=False, today=None, title=None)
    first = sheets(real)[0]
    assert first["A1"].value == Words(Lang.VI)("archive.report.title")
    assert not first.oddHeader.center.text
    assert sheets(answered)[3].oddHeader.center.text == Words(Lang.VI)("report.training")


def test_each_printed_page_says_of_which_question_and_day_it_is(answered):
    import dataclasses

    first, *others = sheets(answered)
    day = Words(Lang.VI)("archive.status.today", day="ngày 10 tháng 4 năm 2025")
    assert (first.oddHeader.left.text, first.oddFooter.left.text, first.oddFooter.right.text) == ("&A", day, "&P/&N")
    for sheet in others:
        assert (sheet.oddHeader.left.text, sheet.oddHeader.right.text) == ("&A", day)
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    no_day = sheets(dataclasses.replace(answered, today=None))
    assert not any(sheet.oddHeader.right.text or sheet.oddFooter.left.text for sheet in no_day)


def test_columns_that_are_too_wide_for_a_page_go_on_beside_it_with_the_unit(answered):
    found = {table.key: sheet for table, sheet in zip(answered.tables, sheets(answered)[1:], strict=True)}
    for table in answered.tables:
        sheet = found[table.key]
        across = sum(one.width for one in sheet.column_dimensions.values())
        assert sheet.page_setup.fitToWidth >= across // xlsx.ACROSS
        assert (sheet.print_title_cols == "$A:$B") == table.is_of_units
        assert sheet.page_setup.fitToHeight == 0
    assert found["last_term_units"].page_setup.fitToWidth == 2
    assert found["units"].page_setup.fitToWidth == 1
    assert xlsx._pages_across([10, 30, 170], staying=2) == 1
    assert xlsx._pages_across([10, 30, 171], staying=2) == 2
    assert xlsx._pages_across([211], staying=0) == 2


def test_the_one_column_of_the_first_sheet_is_no_wider_than_a_page(answered):
    """A page of A4 takes 70 letters between its margins; a column cannot be divided, so a wider one is cut off."""
    [width] = [one.width for one in sheets(answered)[0].column_dimensions.values()]
    assert width <= 70


def test_a_level_that_nobody_proved_stands_empty_and_none_of_none_has_no_per_cent(answered):
    import dataclasses

    units = [dataclasses.replace(answered.units[0], level=None), *answered.units[1:]]
    seats = answered.table("seats")
    at = [column.key for column in seats.columns].index("elected_share")
    rows = [(*seats.rows[0][:at], None, *seats.rows[0][at + 1 :])]
    tables = tuple(dataclasses.replace(one, rows=rows) if one is seats else one for one in answered.tables)
    found = {sheet.title: sheet for sheet in sheets(dataclasses.replace(answered, units=units, tables=tables), "en")}
    words = Words(Lang.EN)
    sheet = found[words("archive.report.table.units")]
    first, second = [row[4].value for row in sheet.iter_rows(min_row=2, max_row=3)]
    assert (first, second) == (None, capital(words("term.level.grassroots")))
    headings, values = ([cell.value for cell in row] for row in found[words("archive.report.table.seats")].iter_rows())
    told = dict(zip(headings, values, strict=True))
    assert [value for name, value in told.items() if name.endswith((": %", ": of all"))] == [None, None]


def test_what_nobody_took_on_faith_is_not_said_and_what_was_not_judged_stands_empty(answered):
    import dataclasses

    plan = answered.table("superior_plan")
    at = [column.key for column in plan.columns].index("have")
    [row, *_] = plan.rows
    not_judged = dataclasses.replace(plan, rows=[(*row[:at], None, None, None, "other_day")])
    tables = tuple(not_judged if table is plan else table for table in answered.tables)
    found = sheets(dataclasses.replace(answered, on_faith=0, behind=1, tables=tables), "en")
    about = " ".join(str(cell.value) for (cell,) in found[0].iter_rows())
    assert "fingerprint" not in about
    assert "1 file came, went or changed" in about
    [sheet] = [sheet for sheet in found if sheet.title == "Superior's plan"]
    headings, values = ([cell.value for cell in line] for line in sheet.iter_rows())
    told = dict(zip(headings, values, strict=True))
    assert (told["Have: of all"], told["Have: %"], told["At least"]) == (None, None, None)
    assert told["Met"] == "Not judged: ages on another day"


@pytest.mark.parametrize("lang", Lang)
def test_names_of_sheets_are_short_enough_and_each_another(lang):
    words = Words(lang)
    names = [words(f"archive.report.table.{key}").replace(":", " -") for key in TABLES]
    assert max(map(len, names)) <= 31
    assert len({name.casefold()[:26] for name in names}) == len(names)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_units_without_a_cluster_have_a_row_in_the_workbook_and_on_the_page(archive, lang):
    programmed(archive, lambda programme: programme["units"][0].update(cluster=None))
    archive.update()
    report, words = reported(archive, today=DAY), Words(Lang(lang))
    name = words("archive.report.word.no_cluster")
    book = load_workbook(BytesIO(written(report, lang)))
    for key in ("progress", "seats", "committees", "sent", "structure", "plans"):
        sheet = book[words(f"archive.report.table.{key}").replace(":", " -")]
        assert name in [row[1].value for row in sheet.iter_rows()], key
    data = pages.data_of(pages.written(report))
    place = next(at for at, pair in enumerate(data["terms"]) if name in pair)
    [progress] = [table for table in data["tables"] if table["key"] == "progress"]
    [row] = [row for row in progress["rows"] if row[1] == place]
    assert row[2] == 1
