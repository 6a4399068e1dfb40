"""The roll of a meeting is read whole, person by person, or refused cell by cell; nobody is taken for present."""

from datetime import datetime

import pytest

from tally.congress import STATUSES, Bodies, MeetingKind, Roll
from tally.contest import Biography, Sex
from tally.faults import BadInput
from tally.files.spreadsheet_columns import STATUS_COLUMNS
from tally.files.spreadsheet_roll import read_roll
from tally.person import Birth
from tally.summoned import CameAs, Summoned, bodies_of, roll_of
from tally.words import Lang, Words
from tests.files.test_spreadsheet import csv_bytes, somebody, xlsx

DELEGATES, MEMBERS = MeetingKind.DELEGATES, MeetingKind.MEMBERS
PLAIN = ["TT", "Họ và tên", "Giới tính", "Năm sinh", "Dân tộc"]
HEADINGS = [*PLAIN, "Đơn vị", "Tư cách đại biểu", "Tình trạng"]
AN = [1, "Lê Thị An", "Nữ", "01/05/1986", "Kinh", "Chi bộ thôn Đông", "Bầu", "Có mặt"]
BINH = [2, "Trần Văn Bình", "Nam", "1980", "Tày", "Chi bộ thôn Đoài", "Đương nhiên", "Vắng"]

AN_READ = Summoned(
    number=1,
    name="Lê Thị An",
    sex=Sex.FEMALE,
    born=Birth(year=1986, month=5, day=1),
    ethnicity="Kinh",
    status="present",
    body="Chi bộ thôn Đông",
    came_as=CameAs.ELECTED,
)
BINH_READ = Summoned(
    number=2,
    name="Trần Văn Bình",
    sex=Sex.MALE,
    born=Birth(year=1980),
    ethnicity="Tày",
    status="absent",
    body="Chi bộ thôn Đoài",
    came_as=CameAs.EX_OFFICIO,
)


def outcome(name, data, kind=DELEGATES):
    """Give everybody summoned, or the faults as (cell, key, params)."""
    try:
        return read_roll(name, data, kind).people
    except BadInput as bad:
        return [(fault.location, fault.key, dict(fault.params)) for fault in bad.faults if fault.path == name]


def both(*rows, kind=DELEGATES):
    """Read the rows from a workbook and from a text file; they must come to the same."""
    from_xlsx, from_csv = outcome("a.xlsx", xlsx(rows), kind), outcome("a.csv", csv_bytes(rows), kind)
    assert from_xlsx == from_csv
    return from_xlsx


def people(*rows, kind=DELEGATES):
    read = both(*rows, kind=kind)
    assert isinstance(read, tuple), read
    return read


def faults(*rows, kind=DELEGATES):
    found = both(*rows, kind=kind)
    assert isinstance(found, list), found
    return found


def places(*rows, kind=DELEGATES):
    return [(place, key) for place, key, _ in faults(*rows, kind=kind)]


def changed(person, heading, value):
    return [value if known == heading else old for known, old in zip(HEADINGS, person, strict=True)]


def members(*statuses, headings=("Tình trạng",)):
    """A roll of members of whom only the status differs, each given as the cells of its columns."""
    rows = [[n, somebody(n), "Nam", 1980, "Kinh", *cells] for n, cells in enumerate(statuses, 1)]
    return [[*PLAIN, *headings], *rows]


def test_a_roll_is_read_person_by_person():
    assert people(HEADINGS, AN, BINH) == (AN_READ, BINH_READ)


def test_what_is_read_adds_up_to_roll_and_bodies():
    """R8, R14: those summoned by status, and the lower bodies of which somebody came."""
    read = people(HEADINGS, AN, BINH, [3, *changed(AN, "Họ và tên", "Vũ Văn Chi")[1:]])
    assert roll_of(read) == Roll(present=2, absent=1)
    assert bodies_of(read) == Bodies(summoned=2, present=1)


def test_a_roll_as_offices_keep_it_is_read_whole():
    """Years of birth in two columns, "x" marks, dates as text, merged headings, titles above and a foot below."""
    top = ["TT", "Họ và tên", "Năm sinh", "", "Dân tộc", "Đoàn đại biểu", "Tư cách đại biểu", "", "", "Có mặt", "Vắng"]
    low = ["", "", "Nam", "Nữ", "", "", "Đương nhiên", "Bầu", "Chỉ định", "", ""]
    an = [1, "Lê Thị An", "", "01/05/1986", "Kinh", "Chi bộ thôn Đông", "", "x", "", "X", ""]
    binh = [2, "Trần Văn Bình", 1980, "", "Tày", "Chi bộ thôn Đoài", "x", "", "", "", "x"]
    title, foot = ["DANH SÁCH ĐẠI BIỂU"], ["", "", "", "", "", "Cao An, ngày 14/02/2025"]
    merged = ["A1:K1", "C2:D2", "G2:I2", *(f"{column}2:{column}3" for column in "ABEFJK")]
    data = xlsx([title, top, low, an, binh, [], foot], merged=merged)
    assert outcome("a.xlsx", data) == (AN_READ, BINH_READ)
    assert people(title, top, low, an, binh, [], foot) == (AN_READ, BINH_READ)


def test_what_else_is_known_is_a_biography():
    headings = [*HEADINGS, "Chức vụ, đơn vị công tác", "Lý luận chính trị", "Ngày vào Đảng"]
    an, binh = people(headings, [*AN, "Bí thư", "Cao cấp", "03/02/2010"], [*BINH, "", "", ""])
    assert an.biography == Biography(position="Bí thư", theory="Cao cấp", admitted=Birth(year=2010, month=2, day=3))
    assert binh.biography is None


def test_a_unit_is_the_body_that_sent_somebody_and_no_place_of_work():
    """In a short-biography list the same heading is where somebody works."""
    an, _ = people([*HEADINGS, "Đơn vị công tác"], [*AN, "UBND xã"], [*BINH, ""])
    assert (an.body, an.biography) == ("Chi bộ thôn Đông", Biography(position="UBND xã"))


@pytest.mark.parametrize(
    "heading",
    ["Đơn vị / Đoàn đại biểu", "ĐOÀN", "Chi bộ", "Đảng bộ, chi bộ trực thuộc", "Tổ chức đảng", "Đơn vị bầu"],
)
def test_the_body_has_many_headings(heading):
    assert people([heading if one == "Đơn vị" else one for one in HEADINGS], AN, BINH) == (AN_READ, BINH_READ)


def test_the_body_may_be_left_open():
    (an,) = people(HEADINGS, changed(AN, "Đơn vị", ""))
    assert an.body == ""
    without = [at for at, heading in enumerate(HEADINGS) if heading != "Đơn vị"]
    assert people(*([row[at] for at in without] for row in (HEADINGS, AN))) == (an,)


@pytest.mark.parametrize(
    ("word", "came_as"),
    [
        ("Đương nhiên", CameAs.EX_OFFICIO),
        ("Bầu", CameAs.ELECTED),
        ("được bầu", CameAs.ELECTED),
        ("DO CẤP DƯỚI BẦU", CameAs.ELECTED),
        ("Chỉ định", CameAs.APPOINTED),
    ],
)
def test_by_what_right_somebody_comes_is_a_word_or_a_mark(word, came_as):
    """R12: three numbers that a credentials report keeps apart."""
    (an,) = people(HEADINGS, changed(AN, "Tư cách đại biểu", word))
    assert an.came_as is came_as
    headings = [*PLAIN, word, "Tình trạng"]
    (marked,) = people(headings, [*AN[:5], "x", "Có mặt"])
    assert marked.came_as is came_as


def test_the_right_must_be_told_and_only_one():
    told = "Đương nhiên / Bầu / Chỉ định"
    headings = [*PLAIN, "Đương nhiên", "Bầu", "Chỉ định", "Tình trạng"]
    rows = [*AN[:5], "", "", "", "Có mặt"], [*BINH[:5], "", "x", "x", "Có mặt"]
    assert faults(headings, *rows) == [
        ("F2", "missing.cell", {"column": told}),
        ("H3", "bad_value.both", {"columns": "Bầu / Chỉ định"}),
    ]
    word = {"value": "Khách", "expected": "Đương nhiên; Bầu; Chỉ định"}
    assert faults(HEADINGS, changed(AN, "Tư cách đại biểu", "Khách")) == [("G2", "bad_value.word", word)]


@pytest.mark.parametrize("kind", MeetingKind)
def test_every_status_of_a_meeting_is_read_in_the_words_of_the_catalogue(kind):
    words = Words(Lang.VI)
    headings, *rows = members(*([words(f"term.status.{status}")] for status in STATUSES[kind]))
    if kind is DELEGATES:
        headings, rows = [*headings, "Bầu"], [[*row, "x"] for row in rows]
    assert [person.status for person in people(headings, *rows, kind=kind)] == list(STATUSES[kind])


@pytest.mark.parametrize("kind", MeetingKind)
def test_every_status_is_read_in_the_word_that_its_faults_and_the_template_offer(kind):
    rows = [[STATUS_COLUMNS[status].value] for status in STATUSES[kind]]
    headings, *people_of = members(*rows)
    if kind is DELEGATES:
        headings, people_of = [*headings, "Bầu"], [[*row, "x"] for row in people_of]
    assert [person.status for person in people(headings, *people_of, kind=kind)] == list(STATUSES[kind])


@pytest.mark.parametrize("kind", MeetingKind)
def test_every_status_may_be_a_mark_in_a_column_of_its_own(kind):
    words = Words(Lang.VI)
    spelled = [words(f"term.status.{status}").capitalize() for status in STATUSES[kind]]
    marks = [["x" if one == other else "" for other in spelled] for one in spelled]
    headings, *rows = members(*marks, headings=spelled)
    if kind is DELEGATES:
        headings, rows = [*headings, "Bầu"], [[*row, "x"] for row in rows]
    assert [person.status for person in people(headings, *rows, kind=kind)] == list(STATUSES[kind])


def test_statuses_may_stand_under_one_heading():
    top = [*PLAIN, "Tình trạng", ""]
    low = ["", "", "", "", "", "Có mặt", "Vắng mặt"]
    rows = members(["x", ""], ["", "1"], headings=["", ""])[1:]
    assert [person.status for person in people(top, low, *rows, kind=MEMBERS)] == ["present", "absent"]


def test_whoever_has_no_status_is_a_fault_and_not_absent():
    assert places(*members([""], ["Có mặt"]), kind=MEMBERS) == [("F2", "missing.cell")]
    rows = members(["", ""], ["x", "x"], ["", "x"], headings=["Có mặt", "Vắng"])
    assert faults(*rows, kind=MEMBERS) == [
        ("F2", "missing.cell", {"column": "Có mặt / Vắng"}),
        ("G3", "bad_value.both", {"columns": "Có mặt / Vắng"}),
    ]
    assert places(*members([""], ["x"], headings=["Có mặt"]), kind=MEMBERS) == [("F2", "missing.cell")]


@pytest.mark.parametrize("said", ["Vắng có lý do", "Đi muộn", "x", "Có", "Vắng suốt đại hội"])
def test_a_word_that_may_be_one_status_or_another_is_not_guessed(said):
    """Whether somebody leaves the base hangs on it (R8)."""
    ((place, key, params),) = faults(*members([said]), kind=MEMBERS)
    assert (place, key, params["value"]) == ("F2", "bad_value.word", said)
    for word in params["expected"].split("; "):
        assert people(*members([word]), kind=MEMBERS)


def test_a_status_of_another_kind_of_meeting_is_a_fault():
    word = "Vắng, có dự khuyết thay"
    assert people(*members(["Có mặt"]), kind=MEMBERS)
    assert places(*members([word]), kind=MEMBERS) == [("F2", "bad_value.word")]
    rows = members(["x", "", ""], ["", "", "x"], headings=["Có mặt", "Vắng", word])
    assert faults(*rows, kind=MEMBERS) == [("H3", "bad_value.other_meeting", {"column": word})]
    assert people(*rows[:2], kind=MEMBERS)


@pytest.mark.parametrize("kind", [kind for kind in MeetingKind if kind is not DELEGATES])
def test_nobody_is_a_delegate_in_a_meeting_that_nobody_was_elected_to(kind):
    open_right = changed(AN, "Tư cách đại biểu", "")
    (an,) = people(HEADINGS, open_right, kind=kind)
    assert an.came_as is None
    told = {"column": "Tư cách đại biểu"}
    assert faults(HEADINGS, AN, kind=kind) == [("G2", "bad_value.other_meeting", told)]


def test_a_delegates_roll_says_by_what_right_they_come_and_every_roll_the_status():
    assert faults([*PLAIN, "Ghi chú"], [*AN[:5], ""]) == [
        ("-", "missing.heading", {"column": "Tư cách đại biểu"}),
        ("-", "missing.heading", {"column": "Tình trạng"}),
    ]
    assert faults([*PLAIN, "Vắng, có dự khuyết thay"], [*AN[:5], "x"], kind=MEMBERS)[0] == (
        "-",
        "missing.heading",
        {"column": "Tình trạng"},
    )


@pytest.mark.parametrize("heading", ["Họ và tên", "Giới tính", "Năm sinh", "Dân tộc"])
def test_what_a_credentials_report_is_made_from_must_be_there(heading):
    kept = [at for at, known in enumerate(HEADINGS) if known != heading]
    assert faults(*([row[at] for at in kept] for row in (HEADINGS, AN))) == [
        ("-", "missing.heading", {"column": heading})
    ]


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        ("01/05/1986", "01/05/1986", True),
        ("1986", "1986", True),
        ("01/05/1986", "1986", True),
        ("1986", "01/05/1986", True),
        ("01/05/1986", "02/05/1986", False),
        ("1986", "1987", False),
    ],
)
def test_the_same_name_and_birth_twice_names_both_cells(first, second, is_one):
    again = [3, "LÊ THỊ  An", "Nữ", second, "Kinh", "Chi bộ thôn Đông", "Bầu", "Có mặt"]
    rows = [HEADINGS, changed(AN, "Năm sinh", first), BINH, again]
    if is_one:
        assert faults(*rows) == [("B4", "repeated_person", {"cell": "B2"})]
    else:
        assert len(people(*rows)) == 3


def test_namesakes_are_told_apart_by_their_whole_births():
    days = [changed(AN, "Năm sinh", f"0{day}/05/1986") for day in (1, 2, 3)]
    rows = [[number, *row[1:]] for number, row in enumerate(days, 1)]
    assert len(people(HEADINGS, *rows)) == 3
    assert faults(HEADINGS, *rows, [4, *changed(AN, "Năm sinh", "1986")[1:]]) == [
        ("B5", "repeated_person", {"cell": "B2"})
    ]


def test_a_body_in_two_spellings_would_be_two_bodies():
    """R14: the quorum of bodies is counted."""
    rows = [HEADINGS, AN, BINH, [3, "Vũ Văn Chi", *changed(AN, "Đơn vị", "chi bộ  Thôn Đông")[2:]]]
    told = {"text": "Chi bộ thôn Đông", "cell": "F2"}
    assert faults(*rows) == [("F4", "bad_value.two_spellings", told)]


def test_all_faults_are_told_at_once_in_the_order_of_the_sheet():
    rows = [changed(AN, "Năm sinh", "86"), changed(BINH, "Tình trạng", "?"), ["", "", "", "", "", "x"], AN]
    assert places([*HEADINGS[:-1], "Tình  trạng", "Lạ"], *rows) == [
        ("I1", "unknown_column.heading"),
        ("D2", "bad_value.short_year"),
        ("H3", "bad_value.word"),
        ("F4", "bad_value.row_between"),
        ("A5", "repeated_candidate.number"),
    ]


def test_columns_that_only_a_list_of_candidates_has_are_read_past():
    headings = [*HEADINGS, "Tái cử", "Nguồn giới thiệu", "KHCN", "Số thẻ đại biểu", "Ghi chú"]
    assert people(headings, [*AN, "x", "Cấp ủy", "x", "7", "?"], [*BINH, *[""] * 5]) == (AN_READ, BINH_READ)


def test_a_roll_without_numbers_is_numbered_as_it_stands():
    assert people(*(row[1:] for row in (HEADINGS, AN, BINH))) == (AN_READ, BINH_READ)


def test_a_date_may_be_a_value_of_the_workbook():
    row = changed(AN, "Năm sinh", datetime(1986, 5, 1))
    assert outcome("a.xlsx", xlsx([HEADINGS, row])) == (AN_READ,)


def test_a_header_without_persons_is_no_roll():
    assert faults(HEADINGS) == [("-", "missing.people", {})]


def test_a_merged_body_is_nobody_s_until_it_is_unmerged():
    rows = [HEADINGS, AN, changed(BINH, "Đơn vị", "")]
    found = outcome("a.xlsx", xlsx(rows, merged=["F2:F3"]))
    assert [(place, key) for place, key, _ in found] == [("F2", "bad_value.merged"), ("F3", "bad_value.merged")]


def test_a_roll_has_at_most_five_thousand_persons():
    several = [[n, somebody(n), *AN[2:]] for n in range(1, 5_002)]
    assert len(outcome("a.csv", csv_bytes([HEADINGS, *several[:-1]]))) == 5_000
    found = outcome("a.csv", csv_bytes([HEADINGS, *several]))
    assert found == [("B5002", "bad_value.too_many_people", {"most": 5_000})]
    found = outcome("a.csv", b"a\n" * 10_001)
    assert found == [("-", "bad_value.too_many_rows", {"most": 10_000})]


@pytest.mark.unmeasured
def test_five_thousand_namesakes_are_told_soon():
    several = [[n, *AN[1:]] for n in range(1, 5_001)]
    found = outcome("a.csv", csv_bytes([HEADINGS, *several]))
    assert len(found) == 4_999
    assert {key for _, key, _ in found} == {"repeated_person"}
