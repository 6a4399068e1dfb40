"""The columns of a list of persons, and the headings by which each is known.

Headings are compared without regard to case, diacritics, punctuation, spaces and line breaks, so that ``Họ và tên``,
``HỌ VÀ TÊN`` and ``Ho va ten`` are one. ``LIST`` are those of a short-biography list, ``ROLL`` those of a roll: of a
list, ``Đơn vị`` is where somebody works, and of a roll the lower body that sent somebody.
"""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from tally.congress import STATUSES

__all__ = [
    "LIST",
    "MOST_LOOKED_AT",
    "NEUTRAL",
    "RIVALS",
    "ROLL",
    "STATUS_COLUMNS",
    "UNDER",
    "Column",
    "Headings",
    "folded",
    "heading",
    "is_word_of",
    "words_of",
]

MOST_LOOKED_AT = 2_000
"""Characters: a text that is longer is no heading, and no mark, date or name. Its letters are not even taken apart, for
over a long row of marks that takes minutes."""


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
    HOME = "Quê quán"
    POSITION = "Chức vụ, đơn vị"
    WORKPLACE = "Đơn vị công tác"
    EDUCATION = "Trình độ chuyên môn"
    THEORY = "Lý luận chính trị"
    ADMITTED = "Ngày vào Đảng: Dự bị"
    OFFICIAL = "Ngày vào Đảng: Chính thức"
    STANDING = "Tái cử hay mới"
    INCUMBENT = "Tái cử"
    NEW = "Mới"
    NOMINATED_BY = "Nguồn giới thiệu"
    SCIENCE_TECHNOLOGY = "Khoa học công nghệ"
    BODY = "Đơn vị / Đoàn đại biểu"
    CAME_AS = "Tư cách đại biểu"
    EX_OFFICIO = "Đương nhiên"
    ELECTED = "Bầu"
    APPOINTED = "Chỉ định"
    STATUS = "Tình trạng"
    PRESENT = "Có mặt"
    REPLACED = "Vắng, có dự khuyết thay"
    ABSENT = "Vắng"
    TEMPORARY_ELSEWHERE_ABSENT = "Sinh hoạt tạm thời nơi khác, không dự"
    EXEMPT_ABSENT = "Miễn sinh hoạt, không dự"
    BARRED = "Đình chỉ sinh hoạt, khởi tố, tạm giam"
    EXCUSED_WHOLE = "Vắng suốt đại hội, có lý do được đồng ý"
    CONVENING_ABSENT = "Cấp ủy viên triệu tập, vắng suốt đại hội"
    UNREPLACED = "Vắng suốt đại hội, không có dự khuyết thay"
    READ_PAST = "—"
    """A known column that what is read has no place for."""


_OF_ALL = {
    Column.NUMBER: "TT | STT | Số TT | Số thứ tự | Thứ tự",
    Column.NAME: "Họ và tên | Họ tên | Họ và tên khai sinh | Họ tên khai sinh | Họ và tên ứng viên"
    " | Họ và tên nhân sự | Họ và tên đại biểu | Họ và tên đảng viên",
    Column.SEX: "Giới tính | Giới | Nam/Nữ | Giới tính (Nam/Nữ)",
    Column.MALE: "Nam",
    Column.FEMALE: "Nữ | Là nữ",
    Column.BORN: "Năm sinh | Sinh năm | Ngày sinh | Ngày tháng năm sinh | Ngày, tháng, năm sinh (dd/mm/yyyy)",
    Column.BORN_MALE: "Năm sinh nam",
    Column.BORN_FEMALE: "Năm sinh nữ",
    Column.ETHNICITY: "Dân tộc | Thành phần dân tộc",
    Column.HOME: "Quê quán",
    Column.POSITION: "Chức vụ | Chức vụ, đơn vị | Chức vụ, đơn vị công tác | Chức vụ, chức danh | Chức vụ hiện nay"
    " | Chức vụ, nơi công tác",
    Column.WORKPLACE: "Đơn vị công tác | Nơi công tác | Cơ quan công tác | Cơ quan, đơn vị | Cơ quan, đơn vị công tác",
    Column.EDUCATION: "Trình độ chuyên môn | Chuyên môn | Trình độ chuyên môn nghiệp vụ | Chuyên môn nghiệp vụ",
    Column.THEORY: "Lý luận chính trị | Trình độ lý luận chính trị | LLCT | Trình độ LLCT | Chính trị"
    " | Trình độ chính trị",
    Column.ADMITTED: "Ngày vào Đảng | Vào Đảng | Ngày vào Đảng dự bị | Vào Đảng dự bị | Ngày dự bị | Dự bị"
    " | Ngày kết nạp | Ngày kết nạp Đảng",
    Column.OFFICIAL: "Ngày vào Đảng chính thức | Vào Đảng chính thức | Ngày chính thức | Chính thức",
    Column.READ_PAST: """
        Trình độ | Chuyên ngành | Trình độ học vấn | Học vấn | Học hàm, học vị | Trình độ văn hóa | Văn hóa
        | Giáo dục phổ thông | Ngoại ngữ | Tin học | Nơi sinh | Nơi ở | Nơi ở hiện nay | Chỗ ở hiện nay | Tôn giáo
        | Điện thoại | Sức khỏe | Chức danh | Nghề nghiệp | Số thẻ đảng viên | Khen thưởng | Kỷ luật
        | Khen thưởng, kỷ luật | Cơ cấu | Ghi chú""",
}
_OF_LIST = {
    Column.WORKPLACE: "Đơn vị",
    Column.STANDING: "Tái cử hay mới | Tái cử hoặc mới | Tái cử/mới | Mới/tái cử | Tái cử hay lần đầu | Tái cử/lần đầu",
    Column.INCUMBENT: "Tái cử",
    Column.NEW: "Mới | Lần đầu | Tham gia lần đầu | Tham gia mới",
    Column.NOMINATED_BY: "Giới thiệu | Nguồn giới thiệu | Hình thức giới thiệu | Nơi giới thiệu",
    Column.SCIENCE_TECHNOLOGY: "Khoa học công nghệ | Khoa học và công nghệ | KHCN | KH&CN | KH và CN",
    Column.READ_PAST: "Chi bộ | Đảng bộ",
}
_OF_ROLL = {
    Column.BODY: """
        Đơn vị / Đoàn đại biểu | Đơn vị | Đoàn đại biểu | Đoàn | Thuộc đoàn | Đơn vị bầu | Đơn vị cử | Chi bộ | Đảng bộ
        | Chi bộ, đảng bộ | Đảng bộ, chi bộ | Đảng bộ, chi bộ trực thuộc | Tổ chức đảng | Tổ chức đảng trực thuộc""",
    Column.CAME_AS: "Tư cách đại biểu | Tư cách | Diện đại biểu | Loại đại biểu",
    Column.EX_OFFICIO: "Đương nhiên | Đại biểu đương nhiên",
    Column.ELECTED: "Bầu | Được bầu | Do bầu | Đại biểu bầu | Đại biểu được bầu | Cấp dưới bầu | Do cấp dưới bầu",
    Column.APPOINTED: "Chỉ định | Được chỉ định | Đại biểu chỉ định | Đại biểu được chỉ định",
    Column.STATUS: "Tình trạng | Tình hình | Tình hình tham dự | Tham dự | Điểm danh | Có mặt/Vắng | Có mặt/Vắng mặt",
    Column.PRESENT: "Có mặt",
    Column.REPLACED: "Vắng, có dự khuyết thay | Vắng mặt, có đại biểu dự khuyết thay | Có dự khuyết thay",
    Column.ABSENT: "Vắng | Vắng mặt | Vắng mặt, không thuộc diện được trừ",
    Column.TEMPORARY_ELSEWHERE_ABSENT: "Sinh hoạt tạm thời nơi khác, không dự"
    " | Đang sinh hoạt tạm thời ở nơi khác, không dự",
    Column.EXEMPT_ABSENT: "Miễn sinh hoạt, không dự | Được miễn sinh hoạt, không dự"
    " | Được miễn công tác và sinh hoạt đảng, không dự",
    Column.BARRED: "Đình chỉ sinh hoạt, khởi tố, tạm giam"
    " | Bị đình chỉ sinh hoạt, bị khởi tố, truy tố hoặc tạm giam | Đình chỉ sinh hoạt | Bị đình chỉ sinh hoạt",
    Column.EXCUSED_WHOLE: "Vắng suốt đại hội, có lý do được đồng ý"
    " | Vắng mặt suốt thời gian đại hội, có lý do được cấp ủy triệu tập đồng ý",
    Column.CONVENING_ABSENT: "Cấp ủy viên triệu tập, vắng suốt đại hội"
    " | Cấp ủy viên của cấp triệu tập, vắng mặt suốt thời gian đại hội",
    Column.UNREPLACED: "Vắng suốt đại hội, không có dự khuyết thay"
    " | Đại biểu vắng mặt suốt thời gian đại hội, không có đại biểu dự khuyết thay",
    Column.READ_PAST: "Số thẻ đại biểu | Số ghế | Tổ | Tổ thảo luận | Ký tên | Ký nhận | Chữ ký",
}

STATUS_COLUMNS: Mapping[str, Column] = {
    status: Column[status.upper()] for statuses in STATUSES.values() for status in statuses
}
"""The column of marks for each status of a roll; its value is the word by which a column of words says it."""

_CAME_AS = (Column.EX_OFFICIO, Column.ELECTED, Column.APPOINTED)
_POST = (Column.POSITION, Column.WORKPLACE)

UNDER: Mapping[tuple[Column, Column], Column] = {
    (Column.SEX, Column.MALE): Column.MALE,
    (Column.SEX, Column.FEMALE): Column.FEMALE,
    (Column.BORN, Column.MALE): Column.BORN_MALE,
    (Column.BORN, Column.FEMALE): Column.BORN_FEMALE,
    (Column.STANDING, Column.INCUMBENT): Column.INCUMBENT,
    (Column.STANDING, Column.NEW): Column.NEW,
    (Column.ADMITTED, Column.ADMITTED): Column.ADMITTED,
    (Column.ADMITTED, Column.OFFICIAL): Column.OFFICIAL,
    **{(over, under): under for over in _POST for under in _POST},
    **{
        (over, under): under
        for over in (Column.READ_PAST, Column.EDUCATION)
        for under in (Column.EDUCATION, Column.THEORY, Column.SCIENCE_TECHNOLOGY, Column.READ_PAST)
    },
    **{(Column.CAME_AS, under): under for under in _CAME_AS},
    **{(Column.STATUS, under): under for under in STATUS_COLUMNS.values()},
}
"""What a heading means under another; pairs that are not here, such as ``Chức vụ`` over ``Mới``, mean nothing known."""

RIVALS: Mapping[Column, frozenset[Column]] = {
    Column.BORN: frozenset({Column.BORN, Column.BORN_MALE, Column.BORN_FEMALE}),
    Column.BORN_MALE: frozenset({Column.BORN, Column.BORN_MALE}),
    Column.BORN_FEMALE: frozenset({Column.BORN, Column.BORN_FEMALE}),
    Column.STANDING: frozenset({Column.STANDING, Column.INCUMBENT, Column.NEW}),
    Column.INCUMBENT: frozenset({Column.STANDING, Column.INCUMBENT}),
    Column.NEW: frozenset({Column.STANDING, Column.NEW}),
    Column.CAME_AS: frozenset({Column.CAME_AS, *_CAME_AS}),
    **{column: frozenset({Column.CAME_AS, column}) for column in _CAME_AS},
    Column.STATUS: frozenset({Column.STATUS, *STATUS_COLUMNS.values()}),
    **{column: frozenset({Column.STATUS, column}) for column in STATUS_COLUMNS.values()},
    Column.READ_PAST: frozenset(),
}
"""The columns that would say the same thing again; of every other column, only itself."""


def words_of(text: str) -> str:
    """Give the text with every run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """Give the text as headings are compared: lower case, no diacritics, only letters, digits and single spaces.

    A text that is too long for a heading gives what no heading is.
    """
    if len(text) > MOST_LOOKED_AT:
        return "…"
    plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d").replace("ð", "d")
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", " ", letters).strip()


Headings: TypeAlias = Mapping[str, Column]
"""The columns by their headings, each folded."""


def _headings(*tables: Mapping[Column, str]) -> Headings:
    return {
        folded(spelling): column
        for table in tables
        for column, spellings in table.items()
        for spelling in spellings.split("|")
    }


LIST: Headings = _headings(_OF_ALL, _OF_LIST)
ROLL: Headings = {**dict.fromkeys(LIST, Column.READ_PAST), **_headings(_OF_ALL, _OF_ROLL)}
NEUTRAL = folded("Cơ cấu")
"""A heading over others that adds nothing to them."""


def heading(text: str) -> Column | None:
    """Give the column of a list that the text is a heading of. Words such as ``Nữ`` or ``Mới`` are headings too."""
    return LIST.get(folded(text))


def is_word_of(column: Column, text: str) -> bool:
    """Whether the text is a heading of that column, and so says in a cell what the column says."""
    return column in (LIST.get(folded(text)), ROLL.get(folded(text)))
