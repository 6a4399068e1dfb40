"""The headings of a short-biography list: which column holds what.

Headings are compared without regard to case, diacritics, punctuation, spaces and line breaks, so that ``Họ và tên``,
``HỌ VÀ TÊN`` and ``Ho va ten`` are one. They stand in one row, or in two: ``Năm sinh`` over ``Nam`` and ``Nữ``.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tally.faults import BadInput, Fault
from tally.files.spreadsheet_grid import Sheet, cell_name

__all__ = [
    "FIRST_ROWS",
    "MOST_LOOKED_AT",
    "Column",
    "Header",
    "find_header",
    "folded",
    "heading",
    "known_headings",
    "shown",
    "words_of",
]

FIRST_ROWS = 20
"""The header stands within so many rows; titles may stand above it."""
MOST_LOOKED_AT = 2_000
"""Characters: a text that is longer is no heading, and no mark, date or name. Its letters are not even taken apart, for
over a long row of marks that takes minutes."""
FEWEST_KNOWN = 3
"""A row with so many known headings is the header: no title and no person has as many."""


class Column(StrEnum):
    """What a column holds; the value is the heading by which a fault names it."""

    NUMBER = "TT"
    NAME = "Họ và tên"
    SEX = "Giới tính"
    MALE = "Nam"
    FEMALE = "Nữ"
    BORN = "Năm sinh"
    BORN_MALE = "Năm sinh: Nam"
    BORN_FEMALE = "Năm sinh: Nữ"
    ETHNICITY = "Dân tộc"
    STANDING = "Tái cử hay mới"
    INCUMBENT = "Tái cử"
    NEW = "Mới"
    NOMINATED_BY = "Nguồn giới thiệu"
    SCIENCE_TECHNOLOGY = "Khoa học công nghệ"
    READ_PAST = "—"
    """A known column that the congress file has no place for."""


_SPELLINGS = {
    Column.NUMBER: "TT | STT | Số TT | Số thứ tự | Thứ tự",
    Column.NAME: "Họ và tên | Họ tên | Họ và tên khai sinh | Họ tên khai sinh | Họ và tên ứng viên | Họ và tên nhân sự",
    Column.SEX: "Giới tính | Giới | Nam/Nữ | Giới tính (Nam/Nữ)",
    Column.MALE: "Nam",
    Column.FEMALE: "Nữ | Là nữ",
    Column.BORN: "Năm sinh | Sinh năm | Ngày sinh | Ngày tháng năm sinh | Ngày, tháng, năm sinh (dd/mm/yyyy)",
    Column.BORN_MALE: "Năm sinh nam",
    Column.BORN_FEMALE: "Năm sinh nữ",
    Column.ETHNICITY: "Dân tộc | Thành phần dân tộc",
    Column.STANDING: "Tái cử hay mới | Tái cử hoặc mới | Tái cử/mới | Mới/tái cử | Tái cử hay lần đầu | Tái cử/lần đầu",
    Column.INCUMBENT: "Tái cử",
    Column.NEW: "Mới | Lần đầu | Tham gia lần đầu | Tham gia mới",
    Column.NOMINATED_BY: "Giới thiệu | Nguồn giới thiệu | Hình thức giới thiệu | Nơi giới thiệu",
    Column.SCIENCE_TECHNOLOGY: "Khoa học công nghệ | Khoa học và công nghệ | KHCN | KH&CN | KH và CN",
    Column.READ_PAST: """
        Trình độ | Trình độ chuyên môn | Chuyên môn | Trình độ chuyên môn nghiệp vụ | Chuyên môn nghiệp vụ
        | Chuyên ngành | Trình độ học vấn | Học vấn | Học hàm, học vị | Trình độ văn hóa | Văn hóa
        | Giáo dục phổ thông | Ngoại ngữ | Tin học | Lý luận chính trị | Trình độ lý luận chính trị | LLCT | Chính trị
        | Quê quán | Nơi sinh | Nơi ở | Nơi ở hiện nay | Chỗ ở hiện nay | Tôn giáo | Điện thoại | Sức khỏe
        | Chức vụ | Chức danh | Chức vụ, đơn vị | Chức vụ, đơn vị công tác | Chức vụ, chức danh | Chức vụ hiện nay
        | Chức vụ, nơi công tác | Đơn vị | Đơn vị công tác | Nơi công tác | Cơ quan công tác | Nghề nghiệp
        | Ngày vào Đảng | Vào Đảng | Ngày vào Đảng dự bị | Ngày vào Đảng chính thức | Ngày dự bị | Ngày chính thức
        | Dự bị | Chính thức | Ngày kết nạp | Ngày kết nạp Đảng | Số thẻ đảng viên | Chi bộ | Đảng bộ
        | Khen thưởng | Kỷ luật | Khen thưởng, kỷ luật | Cơ cấu | Ghi chú""",
}

_UNDER = {
    (Column.SEX, Column.MALE): Column.MALE,
    (Column.SEX, Column.FEMALE): Column.FEMALE,
    (Column.BORN, Column.MALE): Column.BORN_MALE,
    (Column.BORN, Column.FEMALE): Column.BORN_FEMALE,
    (Column.STANDING, Column.INCUMBENT): Column.INCUMBENT,
    (Column.STANDING, Column.NEW): Column.NEW,
    (Column.READ_PAST, Column.READ_PAST): Column.READ_PAST,
    (Column.READ_PAST, Column.SCIENCE_TECHNOLOGY): Column.SCIENCE_TECHNOLOGY,
}
"""What a heading means under another; pairs that are not here, such as ``Chức vụ`` over ``Mới``, mean nothing known."""

_RIVALS = {
    Column.BORN: {Column.BORN, Column.BORN_MALE, Column.BORN_FEMALE},
    Column.BORN_MALE: {Column.BORN, Column.BORN_MALE},
    Column.BORN_FEMALE: {Column.BORN, Column.BORN_FEMALE},
    Column.STANDING: {Column.STANDING, Column.INCUMBENT, Column.NEW},
    Column.INCUMBENT: {Column.STANDING, Column.INCUMBENT},
    Column.NEW: {Column.STANDING, Column.NEW},
    Column.READ_PAST: set[Column](),
}
"""The columns that would say the same thing again; of every other column, only itself."""


def words_of(text: str) -> str:
    """Give the text with every run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def heading(text: str) -> Column | None:
    """Give the column that the text is a heading of. Words such as ``Nữ`` or ``Mới`` are headings too."""
    return _HEADINGS.get(folded(text))


def folded(text: str) -> str:
    """Give the text as headings are compared: lower case, no diacritics, only letters, digits and single spaces.

    A text that is too long for a heading gives what no heading is.
    """
    if len(text) > MOST_LOOKED_AT:
        return "…"
    plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d").replace("ð", "d")
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", " ", letters).strip()


_HEADINGS = {folded(spelling): column for column, spellings in _SPELLINGS.items() for spelling in spellings.split("|")}
_NEUTRAL = folded("Cơ cấu")
"""A heading over others that adds nothing to them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Header:
    """The header of a list: its last row, where each known column is, which columns are headed at all, its faults."""

    last_row: int
    columns: Mapping[Column, int]
    headed: frozenset[int]
    faults: tuple[Fault, ...]


def known_headings(texts: Iterable[str]) -> int:
    """Give how many of the texts of a row are known headings."""
    return sum(heading(text) is not None for text in texts)


def find_header(sheet: Sheet) -> Header:
    """Find the header and say what each column holds; unknown, repeated and hidden headings are among its faults.

    Raises BadInput if no row among the first 20 has three known headings.
    """
    first = ((row, known_headings(texts.values())) for row, texts in sheet.rows.items() if row <= FIRST_ROWS)
    top = next((row for row, known in first if known >= FEWEST_KNOWN), None)
    if top is None:
        raise BadInput([sheet.whole_fault("missing.header_row", rows=FIRST_ROWS)])
    bottom = top + 1 if _is_second_row(sheet, top) else top
    columns: dict[Column, int] = {}
    headed: set[int] = set()
    hidden = sorted({top, bottom} & sheet.hidden_rows)
    faults = [sheet.fault(row, min(sheet.rows[row]), "bad_value.hidden_row") for row in hidden]
    for place, group, leaf in _headings(sheet, top, bottom):
        headed.add(place[1])
        if sheet.hides_column(place[1]):
            faults.append(sheet.fault(*place, "bad_value.hidden_column"))
        column = _column_of(folded(group), folded(leaf))
        if column is None:
            faults.append(sheet.fault(*place, "unknown_column.heading", heading=shown(f"{group} {leaf}")))
            continue
        rival = next((known for known in columns if known in _RIVALS.get(column, {column})), None)
        if rival is not None:
            other = cell_name(top, columns[rival])
            faults.append(sheet.fault(*place, "bad_value.same_column", column=rival.value, cell=other))
        columns.setdefault(column, place[1])
    return Header(last_row=bottom, columns=columns, headed=frozenset(headed), faults=tuple(faults))


def shown(text: str) -> str:
    """Give a text as a fault may tell it: what can be seen of it, at most 100 characters."""
    text = unicodedata.normalize("NFC", words_of(text)[:MOST_LOOKED_AT])
    return "".join(character for character in text if character.isprintable())[:100]


def _is_second_row(sheet: Sheet, top: int) -> bool:
    """Whether the row below belongs to the header: it has texts, but neither a number nor a name."""
    names = {column for column, text in sheet.rows[top].items() if heading(text) is Column.NAME}
    numbers = {column for column, text in sheet.rows[top].items() if heading(text) is Column.NUMBER}
    below = sheet.rows.get(top + 1, {})
    return bool(names and below) and (names | numbers).isdisjoint(below)


def _headings(sheet: Sheet, top: int, bottom: int) -> Iterator[tuple[tuple[int, int], str, str]]:
    """Give the cell of each heading, the heading above it (or nothing), and itself.

    A heading of the second row under an empty cell belongs to the nearest heading above on its left, if that one has
    a heading under itself: so a merged heading reads once the merge is gone.
    """
    above = sheet.rows[top]
    below = sheet.rows[bottom] if bottom > top else {}
    group = ""
    for column in sorted(above.keys() | below.keys()):
        if column in above:
            group = above[column] if column in below else ""
        if column in below:
            yield (bottom, column), group, below[column]
        else:
            yield (top, column), "", above[column]


def _column_of(group: str, leaf: str) -> Column | None:
    joined = _HEADINGS.get(f"{group} {leaf}".strip())
    if joined is not None:
        return joined
    if group == _NEUTRAL:
        return _HEADINGS.get(leaf)
    over, under = _HEADINGS.get(group), _HEADINGS.get(leaf)
    return _UNDER.get((over, under)) if over and under else None
