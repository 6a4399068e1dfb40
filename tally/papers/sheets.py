"""The tables of a paper as sheets of an .xlsx, to look things up and to reckon with.

Before them stands a sheet that says which paper they are from, and of which record. A figure is a number, so are per
cent, and votes with what they are reckoned on are two; all else is text, also what a program would take for a formula
or, such as 5/12, for a day.
"""

import re
from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from tally.files.packing import packed_again
from tally.papers.engine import Paper
from tally.papers.office import check_letters
from tally.papers.tables import APART, FIGURE, PERCENT, Table, is_of_sections, tables_of, with_bases
from tally.words import Lang, Words

if TYPE_CHECKING:
    from tally.files.xlsx_library import Worksheet

__all__ = ["has_tables", "xlsx"]

MOST_IN_NAME = 31
"""Letters that the name of a sheet may have, as Excel counts them: in units of UTF-16."""
NOT_IN_NAME = re.compile(r"[\[\]:*?/\\]")
TAKEN = "history"
"""A name that Excel keeps for itself."""
LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads ``_x0041_`` as a letter."""
NARROWEST, WIDEST, WHOLE = 8, 60, 100
"""Widths in letters: of the columns of a table, and of the one column of the first sheet."""
LINE = 16
"""Points from line to line of a sentence that goes over the whole width of a table."""


def has_tables(paper: Paper) -> bool:
    """Whether a paper has tables that other programs can take."""
    tree: Any = paper.tree
    words = Words(Lang(tree["lang"]))
    return is_of_sections(paper) and any([*tables_of(words, part)] for part in tree["sections"])


def xlsx(paper: Paper) -> bytes:
    """Write the tables of a paper that has some; the same paper gives the same bytes. Raises NotPrintable."""
    from tally.files.xlsx_library import ExcelWriter, Workbook

    check_letters(paper)
    tree: Any = paper.tree
    words = Words(Lang(tree["lang"]))
    book = Workbook()
    names, title = [words("paper.sheets.about")], words("paper.sheets.table")
    book.worksheets[0].title = names[0]
    _tell(book.worksheets[0], tree, words)
    for part in tree["sections"]:
        title = part["title"] or title
        for table in tables_of(words, part):
            names.append(_name(title, [*names, TAKEN]))
            _fill(book.create_sheet(names[-1]), tree, part, with_bases(words, table))
    about = book.properties
    about.title, about.creator = tree["title"], tree["author"]
    about.created = about.modified = datetime.combine(paper.made, time())
    made = BytesIO()
    ExcelWriter(book, ZipFile(made, "w")).save()  # a book that saves itself says that it was changed just now
    return packed_again(made.getvalue())


def _name(title: str, taken: Sequence[str]) -> str:
    """Give the name of a sheet from its title: what Excel takes, and none that there is."""
    plain = " ".join(NOT_IN_NAME.sub(" ", title).split())
    there = {name.casefold() for name in taken}
    ends = ("", *(f" ({number})" for number in range(2, len(taken) + 2)))
    names = (_cut(plain, MOST_IN_NAME - len(end)) + end for end in ends)
    return next(name for name in names if name.casefold() not in there)


def _cut(text: str, most: int) -> str:
    """Cut a text after a word, or within a long one; a quotation mark stands neither first nor last."""
    cut = text
    while len(cut.encode("utf-16-le")) > 2 * most:
        cut = cut.rpartition(" ")[0] or cut[:-1]
    return cut.strip("' ,;:") or "-"


def _tell(sheet: "Worksheet", tree: Any, words: Words) -> None:
    """Say what the tables are from: the paper, who issued it, and by what its records are known."""
    head, mark = tree["head"], [tree["mark"]] if tree["mark"] else []
    lines = [*mark, tree["name"], *tree["subject"], "", *head["superior"], *head["body"], head["place_date"], ""]
    for proof in tree["proofs"]:
        lines += [proof["title"], *proof["digits"], ""]
    lines.append(words("paper.sheets.from", paper=tree["title"]))
    for row, line in enumerate(lines, 1):
        _put(sheet, row, 1, line, bold=line in (*mark, tree["name"]))
    sheet.column_dimensions["A"].width = WHOLE


def _fill(sheet: "Worksheet", tree: Any, part: Any, table: Table) -> None:
    """Fill a sheet: the mark if there is one, the table, and under it what its section says, which names the base."""
    from tally.files.xlsx_library import get_column_letter

    lang, top = Lang(tree["lang"]), 2 if tree["mark"] else 1
    sums_from = top + 1 + len(table.rows) - table.sums
    if tree["mark"]:
        _put(sheet, 1, 1, tree["mark"], bold=True, is_wrapped=False)
    for row, texts in enumerate([table.headings, *table.rows], top):
        for column, text in enumerate(texts, 1):
            _put(sheet, row, column, text, bold=row == top or row >= sums_from, lang=lang)
    widths = [
        min(max(NARROWEST, *map(len, texts)), WIDEST) + 2 for texts in zip(table.headings, *table.rows, strict=True)
    ]
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    said = [part["title"] or "", table.label, *part["lines"], *part["rest"]]
    for row, line in enumerate(filter(None, said), top + len(table.rows) + 2):
        _put(sheet, row, 1, line)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(widths))
        sheet.row_dimensions[row].height = LINE * -(-len(line) // sum(widths))
    sheet.freeze_panes = f"A{top + 1}"
    sheet.print_title_rows = f"1:{top}"
    _set_page(sheet, is_wide=bool(tree["landscape"]))


def _put(
    sheet: "Worksheet",
    row: int,
    column: int,
    text: str,
    *,
    bold: bool = False,
    lang: Lang | None = None,
    is_wrapped: bool = True,
) -> None:
    """Put a text into a cell, or the figure or the per cent that it is, as they are written in ``lang``."""
    from tally.files.xlsx_library import Alignment, Font

    cell = sheet.cell(row, column)
    if lang and re.fullmatch(FIGURE[lang], text):
        is_apart = APART[lang] in text
        cell.value, cell.number_format = int(text.replace(APART[lang], "")), "#,##0" if is_apart else "0"
    elif lang and (percent := PERCENT[lang].fullmatch(text)):
        cell.value, cell.number_format = Decimal(".".join(percent.groups())), "0.00"
    elif text:
        cell.value, cell.number_format = LIKE_AN_ESCAPE.sub("_x005F_", text), "@"
        cell.data_type = "s"  # whatever it looks like
    cell.font, cell.alignment = Font(bold=bold), Alignment(wrap_text=is_wrapped, vertical="top")


def _set_page(sheet: "Worksheet", *, is_wide: bool) -> None:
    """Print on A4 with lines between the cells, no wider than the page."""
    page = sheet.page_setup
    page.paperSize, page.orientation = sheet.PAPERSIZE_A4, "landscape" if is_wide else "portrait"
    page.fitToPage, page.fitToHeight = True, 0
    sheet.print_options.gridLines = True
