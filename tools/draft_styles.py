"""The styles and settings of the template of drafts, in the XML of Word, from the measures of ``layout.typ``.

Styles that Word itself has bear its names, so that it shows them in the language of the office.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tally.papers.measures import measures, twips

__all__ = ["MARK_LINE", "W", "settings", "styles"]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FONT = "Times New Roman"
"""The face whose widths the font of the papers has; every office has it."""
MARK_LINE = 240
"""How high the line is that says what the file is, in twips."""
BUILT_IN = ("header", "footer", "heading 1", "Title", "Subtitle", "Body Text", "Date", "Signature")


@dataclass(frozen=True, kw_only=True, slots=True)
class Style:
    """How a kind of line looks: the size of its letters, and lengths in twips; it is based on Normal."""

    name: str
    size: str = "text"
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    side: str = "left"
    line: int = 0
    before: int = 0
    after: int = 0
    indent: int = 0
    with_next: bool = False
    outline: bool = False


def _lines() -> Iterator[Style]:
    measure = measures()
    gap, line, table = twips(measure["paragraph"]), twips(measure["line"]), twips(measure["table-line"])
    half, sign = gap // 2, twips(measure["signature-gap"])
    yield Style(name="Draft Mark", size="proof-text", bold=True, side="center", line=MARK_LINE)
    yield Style(name="header", size="page-number", side="center", line=table)
    yield Style(name="footer", size="foot", italic=True, side="center", line=240)
    yield Style(name="Superior", size="superior", side="center")
    yield Style(name="Issuing Body", size="body-name", bold=True, side="center")
    yield Style(name="Document Number", size="number", side="center")
    yield Style(name="Party", size="party", bold=True, underlined=True, side="center")
    yield Style(name="Date", size="place-date", italic=True, side="center")
    yield Style(name="Title", size="type-name", bold=True, side="center", before=line)
    yield Style(name="Subtitle", size="subject", bold=True, side="center", before=half)
    yield Style(name="Hyphens", size="subject", side="center", after=gap)
    yield Style(name="Addressee", size="addressees", side="center", after=gap)
    yield Style(name="Body Text", side="both", before=half, after=half, indent=twips(measure["indent"]))
    yield Style(name="heading 1", bold=True, before=gap + half, after=half, with_next=True, outline=True)
    yield Style(name="Table Heading", size="table-text", bold=True, side="center", line=table, with_next=True)
    yield Style(name="Table Text", size="table-text", line=table)
    yield Style(name="Table Sum", size="table-text", bold=True, line=table)
    yield Style(name="Between Signatures", line=line, with_next=True)
    yield Style(name="On Behalf", size="signature", bold=True, side="center", with_next=True)
    yield Style(name="Signature", size="signature", side="center", with_next=True)
    yield Style(name="Signer", size="signature", bold=True, side="center", before=sign, with_next=True)
    yield Style(name="Recipients Title", size="recipients-name", underlined=True, with_next=True)
    yield Style(name="Recipients", size="recipients", line=table, with_next=True)
    yield Style(name="Record Title", size="proof-text", bold=True, line=table, before=line, with_next=True)
    yield Style(name="Record Digits", size="proof-text", bold=True, line=table, with_next=True)
    yield Style(name="Record", size="proof-text", line=table)


def styles() -> list[str]:
    """Give the parts of the styles' document, in their order."""
    measure = measures()
    inset = {axis: twips(measure["table-inset"][axis]) for axis in "xy"}
    rule = round(8 * float(measure["table-rule"].removesuffix("pt")))
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{rule}" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{inset[axis]}" w:type="dxa"/>'
        for side, axis in (("top", "y"), ("left", "x"), ("bottom", "y"), ("right", "x"))
    )
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    line = f'<w:spacing w:before="0" w:after="0" w:line="{twips(measure["line"])}" w:lineRule="exact"/>'
    lang = '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
    return [
        f"<w:docDefaults {W}><w:rPrDefault><w:rPr><w:rFonts {fonts}/>{_size('text')}{lang}</w:rPr></w:rPrDefault>"
        "<w:pPrDefault/></w:docDefaults>",
        f'<w:style {W} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{line}</w:pPr></w:style>",
        f'<w:style {W} w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>',
        f'<w:style {W} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>',
        f'<w:style {W} w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>',
        *(_line_style(style) for style in _lines()),
        f'<w:style {W} w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr>'
        f"<w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>",
    ]


def _size(measure: str) -> str:
    """Give a size of letters, which Word counts in half points."""
    size = measures()[measure]
    halves = twips(size if isinstance(size, str) else size["size"]) // 10
    return f'<w:sz w:val="{halves}"/><w:szCs w:val="{halves}"/>'


def _line_style(style: Style) -> str:
    own = "" if style.name in BUILT_IN else ' w:customStyle="1"'
    line = f' w:line="{style.line}" w:lineRule="exact"' if style.line else ""
    paragraph = "".join(
        [
            "<w:keepNext/><w:keepLines/>" if style.with_next else "",
            f'<w:spacing w:before="{style.before}" w:after="{style.after}"{line}/>',
            f'<w:ind w:firstLine="{style.indent}"/>' if style.indent else "",
            f'<w:jc w:val="{style.side}"/>',
            '<w:outlineLvl w:val="0"/>' if style.outline else "",
        ]
    )
    letters = "".join(
        [
            "<w:b/><w:bCs/>" if style.bold else "",
            "<w:i/><w:iCs/>" if style.italic else "",
            _size(style.size),
            '<w:u w:val="single"/>' if style.underlined else "",
        ]
    )
    return (
        f'<w:style {W} w:type="paragraph"{own} w:styleId="{style.name.title().replace(" ", "")}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def settings() -> list[str]:
    """Give the settings: the back of a sheet is mirrored, and Word takes the file for one of its own."""
    version = 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
    return [
        f'<w:zoom {W} w:percent="100"/>',
        f"<w:mirrorMargins {W}/>",
        f'<w:defaultTabStop {W} w:val="720"/>',
        f"<w:compat {W}><w:compatSetting {version}/></w:compat>",
    ]
