"""Write the template of drafts again: ``python -m tools.draft_template`` writes it where it ships, ``… FILE`` there.

It has the measures of ``layout.typ`` and no words. Word opens it as it is: what stands in braces docxtpl fills in, and
every line has a style by which an office may change how it looks. The same measures give the same bytes.
"""

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.oxml.parser import parse_xml
from docx.shared import Twips

from tally.files.packing import packed_again
from tally.papers.engine import TEMPLATES
from tally.papers.measures import measures, twips
from tools.draft_styles import MARK_LINE, W, settings, styles

HOME = TEMPLATES / "draft.docx"
PAGE = (11906, 16838)
"""A4, in twips."""
ROOM = PAGE[0] - twips(measures()["margin"]["inside"]) - twips(measures()["margin"]["outside"])
DROPPED = (
    "thumbnail",
    "customXml",
    "extended-properties",
    "theme",
    "numbering",
    "fontTable",
    "webSettings",
    "stylesWith",
)
"""What python-docx begins with and no draft needs."""


def template() -> bytes:
    """Give the bytes of the template."""
    document: Any = Document()
    for rels in (document.part.package.rels, document.part.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.rpartition("/")[2].startswith(DROPPED)]:
            rels.pop(key)
    for element, parts in ((document.styles.element, styles()), (document.settings.element, settings())):
        element[:] = [parse_xml(part) for part in parts]
    _page(document)
    _head(document)
    _text(document)
    _sections(document)
    _signatures(document)
    _proofs(document)
    about = document.core_properties
    about.author = about.comments = about.title = about.last_modified_by = ""
    about.created = about.modified = datetime(1980, 1, 1)
    made = BytesIO()
    document.save(made)
    return packed_again(made.getvalue())


def _page(document: Any) -> None:
    """Lay out the page: what it is at its top, under that its number where the paper has it, from page 2 on."""
    section, measure = document.sections[0], measures()
    margin = measure["margin"]
    section.page_width, section.page_height = (Twips(side) for side in PAGE)
    section.top_margin, section.bottom_margin = Twips(twips(margin["top"])), Twips(twips(margin["bottom"]))
    section.left_margin, section.right_margin = Twips(twips(margin["inside"])), Twips(twips(margin["outside"]))
    section.header_distance = Twips(twips(measure["page-number"]["from-top"]) - MARK_LINE)
    section.footer_distance = Twips(twips(measure["foot-from-bottom"]))
    section.different_first_page_header_footer = True
    for top in (section.first_page_header, section.header):
        _line(top, "{{ marks }}", "Draft Mark")
    number = section.header.add_paragraph(style="Header")
    number._p.append(parse_xml(f'<w:fldSimple {W} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'))
    for bottom in (section.first_page_footer, section.footer):
        _line(bottom, "{{ foot }}", "Footer")


def _head(document: Any) -> None:
    """Superior and issuing body on the left, the Party with its rule on the right."""
    left, right = _table(document, 1, 2, caption="head").rows[0].cells
    _each(left, "it in head.superior", lambda: _line(left, "{{ it }}", "Superior"))
    _each(left, "it in head.body", lambda: _line(left, "{{ it }}", "Issuing Body"))
    _line(left, "{{ head.star }}", "Issuing Body")
    _line(left, "{{ head.number }}", "Document Number")
    _line(right, "{{ head.party }}", "Party")
    _line(right, "{{ head.place_date }}", "Date")


def _text(document: Any) -> None:
    _line(document, "{{ name }}", "Title")
    _each(document, "it in subject", lambda: _line(document, "{{ it }}", "Subtitle"))
    _line(document, "{{ hyphens }}", "Hyphens")
    _each(document, "it in addressees", lambda: _line(document, "{{ it }}", "Addressee"))
    _each(document, "it in opening", lambda: _line(document, "{{ it }}", "Body Text"))


def _sections(document: Any) -> None:
    def table() -> None:
        _if(document, "table.has_line", lambda: _line(document, "{{ table.label }}", "Body Text"))
        _rows(document)

    def section() -> None:
        _if(document, "part.title is not none", lambda: _line(document, "{{ part.title }}", "Heading 1"))
        _each(document, "it in part.lines", lambda: _line(document, "{{ it }}", "Body Text"))
        _each(document, "table in part.tables", table)
        _each(document, "it in part.rest", lambda: _line(document, "{{ it }}", "Body Text"))

    _each(document, "part in sections", section)


def _rows(document: Any) -> None:
    """Headings, which every page repeats, and rows of any number of cells; the last rows may be sums."""
    headings, each, row, end = _table(document, 4, 3, style="Table Grid", caption="rows").rows
    _cells(headings, "it in table.headings", lambda cell: _line(cell, "{{ it }}", "Table Heading"))
    headings._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {W}/>"))
    _line(each.cells[0], "{%tr for row in table.rows %}", "Table Text")
    _line(end.cells[0], "{%tr endfor %}", "Table Text")

    def cell_of(cell: Any) -> None:
        _line(cell, "{%p if row.is_sum %}", "Table Text")
        _line(cell, "{{ it }}", "Table Sum")
        _line(cell, "{%p else %}", "Table Text")
        _line(cell, "{{ it }}", "Table Text")
        _line(cell, "{%p endif %}", "Table Text")

    _cells(row, "it in row.cells", cell_of)


def _signatures(document: Any) -> None:
    """Rows of blocks to sign; the first has on its left to whom a copy goes."""

    def copies(cell: Any) -> None:
        _line(cell, "{{ it.copies.title }}", "Recipients Title")
        _each(cell, "line in it.copies.lines", lambda: _line(cell, "{{ line }}", "Recipients"))

    def block(cell: Any) -> None:
        _if(cell, "it.copies is not none", lambda: copies(cell))
        _each(cell, "line in it.behalf", lambda: _line(cell, "{{ line }}", "On Behalf"))
        _each(cell, "line in it.position", lambda: _line(cell, "{{ line }}", "Signature"))
        _line(cell, "{{ it.name }}", "Signer")

    def row() -> None:
        _line(document, "", "Between Signatures")
        _cells(_table(document, 1, 3, caption="signatures").rows[0], "it in row", block)

    _each(document, "row in signatures", row)


def _proofs(document: Any) -> None:
    def proof() -> None:
        _line(document, "{{ it.title }}", "Record Title")
        _each(document, "line in it.digits", lambda: _line(document, "{{ line }}", "Record Digits"))

    _each(document, "it in proofs", proof)
    _if(document, "proofs", lambda: _line(document, "{{ of_the_records }}", "Record"))
    _line(document, "", "Record")


def _line(where: Any, text: str, style: str) -> None:
    """Add a line, in place of the empty one that a new cell and a new header begin with."""
    lines = where.paragraphs
    line = lines[0] if len(lines) == 1 and not lines[0].text else where.add_paragraph()
    line.style = style
    line.add_run(text)


def _each(where: Any, what: str, add: Callable[[], None]) -> None:
    _line(where, f"{{%p for {what} %}}", "Body Text")
    add()
    _line(where, "{%p endfor %}", "Body Text")


def _if(where: Any, what: str, add: Callable[[], None]) -> None:
    _line(where, f"{{%p if {what} %}}", "Body Text")
    add()
    _line(where, "{%p endif %}", "Body Text")


def _cells(row: Any, what: str, add: Callable[[Any], None]) -> None:
    """Fill a row of three cells so that the middle one comes once for each of something."""
    begin, each, end = row.cells
    _line(begin, f"{{%tc for {what} %}}", "Table Text")
    add(each)
    _line(end, "{%tc endfor %}", "Table Text")


def _table(document: Any, rows: int, columns: int, *, style: str = "Normal Table", caption: str = "") -> Any:
    """Add a table as wide as the text, whose rows are not broken. It is found again by its ``caption``."""
    table = document.add_table(rows, columns)
    table.style, table.autofit = document.styles[style], False
    for row in table.rows:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {W}/>"))
        for cell in row.cells:
            cell.width = Twips(ROOM // columns)
            if caption == "rows":
                cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    if caption:
        table._tbl.tblPr.append(parse_xml(f'<w:tblCaption {W} w:val="{caption}"/>'))
    return table


def main(arguments: Sequence[str]) -> None:
    """Write the template."""
    Path(*arguments or [HOME]).write_bytes(template())


if __name__ == "__main__":
    main(sys.argv[1:])
