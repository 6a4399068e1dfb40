"""Whatever way a list is laid out and spelled, the persons read are the persons written."""

import unicodedata
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally.faults import BadInput
from tally.files.spreadsheet import read_list
from tests.files.test_spreadsheet import csv_bytes, xlsx

pytestmark = pytest.mark.unmeasured

SYLLABLES = ["Nguyễn", "Lê", "Thị", "Văn", "Đặng", "Hòa", "Ất", "Ý", "Ửng", "H'Bia", "Nữ", "Mới", "Bình"]
ETHNICITIES = ["Kinh", "Tày", "H'Mông", "Ê-đê", "Sán Dìu", "Nùng"]
NOMINATED_BY = {"committee": "Cấp ủy triệu tập", "floor": "Đại hội đề cử", "self": "Tự ứng cử"}

NUMBER = ["TT", "STT", "Số TT", "Số thứ tự"]
NAME = ["Họ và tên", "Họ tên", "Họ, tên"]
BORN = ["Năm sinh", "Ngày sinh", "Ngày, tháng, năm sinh"]
READ_PAST = ["Nơi sinh", "Tôn giáo", "Trình độ học vấn", "Ngoại ngữ", "Số thẻ đảng viên", "Ghi chú"]
POST, UNIT = ["Bí thư", "Chủ tịch, xã", "12", "-"], ["xã Cao An", "thôn Đông"]
TEXTS = {"home": ["Cao An", "Hải Dương"], "education": ["ĐH Luật", "12/12"], "theory": ["Cao cấp", "Không"]}
BESIDES = {
    "home": ["Quê quán"],
    "education": ["Trình độ chuyên môn", "Chuyên môn"],
    "theory": ["Lý luận chính trị", "LLCT"],
}


@st.composite
def persons(draw):
    count = draw(st.integers(1, 8))
    numbers = draw(st.lists(st.integers(1, 10_000_000), min_size=count, max_size=count, unique=True))
    told = draw(st.sampled_from([[], ["home"], ["theory", "official"], [*BESIDES, "position", "admitted", "official"]]))
    last = 1933 if "official" in told else 2099  # nobody is admitted before 1950 here, or as a child
    births = st.dates(date(1900, 1, 1), date(last, 12, 31))
    return [
        {
            "number": number,
            "name": f"{draw(given_names)} {'ABCDEFGH'[place]}",
            "sex": draw(st.sampled_from(["female", "male"])),
            "born": draw(st.one_of(st.integers(1900, last).map(str), births.map(str))),
            "ethnicity": draw(st.sampled_from(ETHNICITIES)),
            "incumbent": draw(st.booleans()),
            "nominated_by": draw(st.sampled_from(list(NOMINATED_BY))),
            "attributes": draw(st.sampled_from([[], ["science_technology"]])),
        }
        | ({"biography": {key: draw(said[key]) for key in told}} if told and draw(st.booleans()) else {})
        for place, number in enumerate(numbers)
    ]


given_names = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=5).map(" ".join)
said = {key: st.sampled_from(texts) for key, texts in TEXTS.items()}
said |= {"position": st.builds(", ".join, st.tuples(st.sampled_from(POST), st.sampled_from(UNIT)))}
said |= {"admitted": st.dates(date(1950, 1, 1), date(2010, 1, 1)).map(str), "official": st.just("2011")}


def told_of(person, key):
    return person.get("biography", {}).get(key, "")


def born_as(person, form):
    return day_as(person["born"], form)


def day_as(text, form):
    if len(text) in (0, 4):
        return text
    day = date.fromisoformat(text)
    return form.format(day=day.day, month=day.month, year=day.year)


def mark(is_marked):
    return "x" if is_marked else ""


def sexed(is_written, person, text):
    return text if person["sex"] == is_written else ""


@st.composite
def layouts(draw):
    """Give columns as (group, heading, what is written of a person); the group, if any, is the heading above."""
    form = draw(st.sampled_from(["{day:02}/{month:02}/{year}", "{day}-{month}-{year}", "{day}.{month:02}.{year}"]))
    born = draw(st.sampled_from(BORN))
    standing = draw(st.sampled_from(["Tái cử hay mới", "Tái cử/Mới"]))
    years_by_sex = [
        [
            (born, "Nam", lambda p: sexed("male", p, born_as(p, form))),
            (born, "Nữ", lambda p: sexed("female", p, born_as(p, form))),
        ]
    ]
    years_apart = [
        [("", born, lambda p: born_as(p, form)), *sexes]
        for sexes in (
            [("", "Giới tính", lambda p: {"male": "Nam", "female": "Nữ"}[p["sex"]])],
            [("", "Nữ", lambda p: mark(p["sex"] == "female"))],
            [
                ("Giới tính", "Nam", lambda p: mark(p["sex"] == "male")),
                ("Giới tính", "Nữ", lambda p: mark(p["sex"] == "female")),
            ],
        )
    ]
    standings = [
        [("", standing, lambda p: "Tái cử" if p["incumbent"] else "Mới")],
        [("", "Tái cử", lambda p: mark(p["incumbent"]))],
        [("", "Lần đầu", lambda p: mark(not p["incumbent"]))],
        [(standing, "Tái cử", lambda p: mark(p["incumbent"])), (standing, "Mới", lambda p: mark(not p["incumbent"]))],
    ]
    blocks = [
        [("", draw(st.sampled_from(NUMBER)), lambda p: draw(st.sampled_from([p["number"], f"{p['number']:03}"])))],
        [("", draw(st.sampled_from(NAME)), lambda p: p["name"])],
        draw(st.sampled_from(years_by_sex + years_apart)),
        [("", "Dân tộc", lambda p: p["ethnicity"])],
        draw(st.sampled_from(standings)),
        [("", draw(st.sampled_from(["Giới thiệu", "Nguồn giới thiệu"])), lambda p: NOMINATED_BY[p["nominated_by"]])],
        [("", draw(st.sampled_from(["Khoa học công nghệ", "KH&CN"])), lambda p: mark(p["attributes"]))],
    ]
    posts = [
        [("", "Chức vụ, đơn vị công tác", lambda p: told_of(p, "position"))],
        [
            ("", "Chức vụ", lambda p: told_of(p, "position").rpartition(", ")[0]),
            ("", "Đơn vị", lambda p: told_of(p, "position").rpartition(", ")[2]),
        ],
    ]
    days = [
        ("Ngày vào Đảng", "Dự bị", lambda p: day_as(told_of(p, "admitted"), form)),
        ("Ngày vào Đảng", "Chính thức", lambda p: told_of(p, "official")),
    ]
    blocks += [draw(st.sampled_from(posts)), days]
    blocks += [[("", draw(st.sampled_from(BESIDES[key])), lambda p, key=key: told_of(p, key))] for key in BESIDES]
    others = draw(st.lists(st.sampled_from(READ_PAST), unique=True))
    blocks += [[("", heading, lambda p: draw(st.sampled_from(["", "Cao An", 12, "x"])))] for heading in others]
    return [column for block in draw(st.permutations(blocks)) for column in block]


def without_diacritics(text):
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


SPELLINGS = [
    str,
    str.upper,
    str.lower,
    without_diacritics,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: f"  {text.replace(' ', chr(10) + ' ')} ",
]


@st.composite
def rows_of(draw, people):
    columns = draw(layouts())
    spelled = [draw(st.sampled_from(SPELLINGS)) for _ in columns]
    top, low = [], []
    for position, (group, heading, _) in enumerate(columns):
        repeated = position > 0 and group == columns[position - 1][0]
        top.append(spelled[position](heading) if not group else "" if repeated else spelled[position](group))
        low.append(spelled[position](heading) if group else "")
    header = [top, low] if any(low) else [top]
    name = next(position for position, (_, heading, _) in enumerate(columns) if heading in NAME)
    foot = ["" if position == name else "Tổng cộng" for position in range(len(columns))]
    rows = [["DANH SÁCH TRÍCH NGANG"]] * draw(st.integers(0, 5)) + header
    for person in people:
        rows += [[]] * draw(st.integers(0, 1))
        rows.append([write(person) for _, _, write in columns])
    return rows + draw(st.sampled_from([[], [foot], [[], foot, ["", "Lê Thị An"]]]))


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_the_persons_read_are_the_persons_written(data):
    people = data.draw(persons())
    rows = data.draw(rows_of(people))
    written = data.draw(st.sampled_from(["xlsx", ",", ";", "\t"]))
    if written == "xlsx":
        assert list(read_list("a.xlsx", xlsx(rows)).people) == people
    else:
        assert list(read_list("a.csv", csv_bytes(rows, separator=written)).people) == people


HEADINGS = ["TT", "Họ và tên", "Giới tính", "Năm sinh", "Dân tộc", "Tái cử hay mới", "Nguồn giới thiệu", "KHCN"]
PERSON = ["Lê Thị An", "Nữ", "1986", "Kinh", "Mới", "Đại hội", "x"]
DAMAGES = {
    "TT": ["", "0", "I", "1,5"],
    "Họ và tên": ["?", "=A1", "An\x00"],
    "Giới tính": ["", "F", "Nam/Nữ"],
    "Năm sinh": ["", "86", "13/13/1986", "1986 AD"],
    "Dân tộc": ["", "-", "#N/A"],
    "Tái cử hay mới": ["", "x", "cũ"],
    "Nguồn giới thiệu": ["", "Bạn bè"],
    "KHCN": ["không", "xx"],
}


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_each_damaged_cell_is_a_fault_of_that_cell_and_no_other_cell_is(data):
    order = data.draw(st.permutations(range(8)))
    above = data.draw(st.integers(0, 12))
    people = [[number, *PERSON] for number in range(1, data.draw(st.integers(2, 6)))] + [[99, *PERSON]]
    for place, person in enumerate(people):
        person[HEADINGS.index("Năm sinh")] = str(1980 + place)
    wounds = data.draw(st.sets(st.tuples(st.integers(0, len(people) - 1), st.sampled_from(HEADINGS)), min_size=1))
    for person, heading in wounds:
        people[person][HEADINGS.index(heading)] = data.draw(st.sampled_from(DAMAGES[heading]))
    rows = [["DANH SÁCH"]] * above + [[row[column] for column in order] for row in (HEADINGS, *people)]
    with pytest.raises(BadInput) as bad:
        read_list("a.csv", csv_bytes(rows))
    expected = sorted((above + 2 + person, order.index(HEADINGS.index(heading))) for person, heading in wounds)
    assert [fault.location for fault in bad.value.faults] == [f"{'ABCDEFGH'[column]}{row}" for row, column in expected]


def is_read_or_refused(name, data):
    try:
        return bool(read_list(name, data).people)
    except BadInput as bad:
        return all(fault.path == name and fault.location and fault.key for fault in bad.faults) and bool(bad.faults)


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_whatever_a_text_file_holds_it_is_read_or_refused(data):
    assert is_read_or_refused("a.csv", data)
    assert is_read_or_refused("a.csv", csv_bytes([HEADINGS, [1, *PERSON]]) + data)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_whatever_is_broken_in_a_workbook_it_is_read_or_refused(data):
    sound = xlsx([HEADINGS, [1, *PERSON], [2, *PERSON]])
    with ZipFile(BytesIO(sound)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    start = data.draw(st.integers(0, len(parts[name])))
    end = data.draw(st.integers(start, min(start + 20, len(parts[name]))))
    parts[name] = parts[name][:start] + data.draw(st.sampled_from([b"", b"9", b"<", b'"', b"A1"])) + parts[name][end:]
    broken = BytesIO()
    with ZipFile(broken, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    assert is_read_or_refused("a.xlsx", broken.getvalue())
