"""The draft of a paper, for the secretary to go on writing: what stands on the paper, as .docx.

It looks as ``templates/draft.docx`` has it, which an office may restyle in Word; ``tools/draft_template.py`` makes that
from the measures of ``layout.typ``. A datum is text: it is never read as XML, nor as a part of the template.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from tally.files.packing import packed_again
from tally.papers.engine import TEMPLATES, Paper
from tally.papers.measures import measures, twips, widths_in
from tally.papers.office import check_letters
from tally.papers.tables import is_of_sections, tables_of
from tally.words import Lang, Words

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["docx", "has_draft"]

LOCALES = {Lang.VI: "vi-VN", Lang.EN: "en-GB"}
"""The languages in which Word looks for mistakes of spelling."""
MOST_TOLD = 255
"""Letters that Word takes for the title and the author of a file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Columns:
    """The columns of a table: their widths; and of a table in a section, how its texts stand.

    ``text`` and ``line`` are the sizes of its letters and lines where they are not those of other tables. A table that
    ``is_whole`` stays on one page.
    """

    widths: Sequence[str]
    sides: Sequence[str] = ()
    text: str = ""
    line: str = ""
    is_whole: bool = False


def has_draft(paper: Paper) -> bool:
    """Whether there is a draft of a paper: nobody goes on writing a ballot."""
    return is_of_sections(paper)


def docx(paper: Paper) -> bytes:
    """Write the draft of a paper that has one; the same paper gives the same bytes. Raises NotPrintable."""
    from docxtpl import DocxTemplate

    check_letters(paper)
    tree: Any = paper.tree
    words = Words(Lang(tree["lang"]))
    template = DocxTemplate(TEMPLATES / "draft.docx")
    template.render(_filled(tree, words), _environment(), autoescape=True)
    document: Any = template.docx
    if tree["landscape"]:
        _turn(document)
    _lay_out(document, _columns(words, tree))
    _tell(document, paper, title=f"{words('paper.draft.mark')} – {tree['title']}", locale=LOCALES[words.lang])
    made = BytesIO()
    document.save(made)
    return packed_again(made.getvalue())


def _environment() -> "Environment":
    """Give what fills in the template: an office may have changed it, so it can do nothing but that.

    docxtpl reads ``{_{`` in what is filled in as two braces: a brace of a datum is told as a number.
    """
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment
    from markupsafe import Markup, escape

    def as_text(datum: object) -> Markup:
        return Markup(str(escape(datum)).replace("{", "&#123;").replace("}", "&#125;"))

    return SandboxedEnvironment(undefined=StrictUndefined, finalize=as_text)


def _filled(tree: Any, words: Words) -> dict[str, Any]:
    """Give the names that the template knows: those of the tree, some of them made ready for Word."""
    mark = words("paper.draft.mark")
    return {
        **tree,
        "marks": f"{mark} – {tree['mark']}" if tree["mark"] else mark,
        "sections": [{**part, "tables": [*_tables(words, part)]} for part in tree["sections"]],
        "signatures": _signatures(tree),
        "of_the_records": words("paper.draft.of_the_records", n=len(tree["proofs"])),
    }


def _tables(words: Words, part: Any) -> Iterator[dict[str, Any]]:
    """Give the tables of a section; each has a line before it, be it empty: Word makes one of two tables that touch."""
    for before, table in enumerate(tables_of(words, part)):
        has_line = bool(before or table.label) or not (part["title"] or part["lines"])
        sums_from = len(table.rows) - table.sums
        rows = [{"cells": row, "is_sum": at >= sums_from} for at, row in enumerate(table.rows)]
        yield {"has_line": has_line, "label": table.label, "headings": table.headings, "rows": rows}


def _signatures(tree: Any) -> list[list[dict[str, Any]]]:
    """Give the rows of blocks to sign; where copies go to somebody, the first place of each row is kept for that."""
    nobody: dict[str, Any] = {"behalf": [], "position": [], "name": "", "copies": None}
    rows = [[{**nobody, **block} for block in row] for row in tree["signatures"]]
    if tree["recipients"] is not None:
        for at, row in enumerate(rows):
            row.insert(0, nobody if at else {**nobody, "copies": tree["recipients"]})
    return rows


def _columns(words: Words, tree: Any) -> Iterator[_Columns]:
    """Give the columns of the tables that the template knows by a caption, in their order."""
    shapes, usual = measures()["shapes"], {"text": "", "line": "", "whole": measures()["whole-table"]}
    yield _Columns(widths=measures()["head-columns"])
    for part in tree["sections"]:
        for table in tables_of(words, part):
            shape = usual | shapes[table.shape]
            yield _Columns(
                widths=shape["widths"],
                sides=shape["sides"],
                text=shape["text"],
                line=shape["line"],
                is_whole=len(table.rows) <= shape["whole"],
            )
    for row in _signatures(tree):
        count = len(row)
        first = "1fr" if tree["recipients"] is None else f"{count - 1}fr"
        yield _Columns(widths=[first, *["1fr"] * (count - 1)])


def _lay_out(document: Any, columns: Iterator[_Columns]) -> None:
    """Give the tables their widths and sides, which no template can know."""
    from docx.oxml.ns import qn
    from docx.shared import Emu

    section = document.sections[0]
    room = Emu(section.page_width - section.left_margin - section.right_margin).twips
    found = [table for table in document.element.body.tbl_lst if table.tblPr.find(qn("w:tblCaption")) is not None]
    for table, shape in zip(found, columns, strict=True):
        table.tblPr.remove(table.tblPr.find(qn("w:tblCaption")))
        _set_widths(table, widths_in(room, shape.widths))
        if shape.sides:
            _set_lines(table, shape)


def _set_widths(table: Any, widths: Sequence[int]) -> None:
    from docx.shared import Twips

    for column, width in zip(table.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Twips(width)
    for row in table.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Twips(width)


def _set_lines(table: Any, shape: _Columns) -> None:
    """Put the texts on their sides, and keep a short table on one page with the line before it."""
    from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
    from docx.shared import Twips
    from docx.text.font import Font
    from docx.text.parfmt import ParagraphFormat

    ParagraphFormat(table.getprevious()).keep_with_next = True
    headings, last = table.tr_lst[0], table.tr_lst[-1]
    for row in table.tr_lst:
        for cell, side in zip(row.tc_lst, shape.sides, strict=True):
            for line in map(ParagraphFormat, cell.p_lst):
                if side != "left" and row is not headings:
                    line.alignment = WD_PARAGRAPH_ALIGNMENT[side.upper()]
                if shape.is_whole and row is not last:
                    line.keep_with_next = True
                if shape.line:
                    line.line_spacing = Twips(twips(shape.line))
            for letters in cell.xpath("./w:p/w:r") if shape.text else ():
                Font(letters).size = Twips(twips(shape.text))


def _turn(document: Any) -> None:
    """Turn the page on its side."""
    from docx.enum.section import WD_ORIENT

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def _tell(document: Any, paper: Paper, *, title: str, locale: str) -> None:
    """Say what the file is, by whom, of which day and in which language."""
    from docx.oxml.ns import qn

    about, author = document.core_properties, str(paper.tree["author"])
    about.title, about.author, about.language = title[:MOST_TOLD], author[:MOST_TOLD], locale
    about.created = about.modified = datetime.combine(paper.made, time())
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), locale)
