"""The credentials report: the figures of the congress from the list of everybody summoned, and never against the roll.

The texts are written by hand from the form and the rules, the figures reckoned by hand.
"""

from dataclasses import replace
from datetime import date

import pytest

from tally.contest import Biography, Sex
from tally.papers.credentials import RollDiffers, credentials
from tally.papers.kinds import KINDS, papers_of_roll
from tally.papers.source import OfRoll
from tally.person import Birth
from tally.summoned import CameAs, Summoned
from tests import making
from tests.cli.made import contest, person
from tests.papers.made import EN, VI, event, pages, text
from tests.papers.meetings import cell

EX_OFFICIO, ELECTED, APPOINTED = CameAs.EX_OFFICIO, CameAs.ELECTED, CameAs.APPOINTED


def one(number, name, born, status="present", **given):
    plain = {"sex": Sex.MALE, "ethnicity": "Kinh", "body": "Chi bộ 1", "came_as": ELECTED}
    return Summoned(number=number, name=name, born=born, status=status, **plain | given)


def said_of(education="", theory=""):
    return Biography(education=education, theory=theory)


PEOPLE = (
    one(1, "Lê Văn An", Birth(year=1965, month=2, day=14), came_as=EX_OFFICIO, biography=said_of("Đại học", "Cao cấp")),
    one(2, "Hà Thị Bình", Birth(year=1985, month=2, day=15), sex=Sex.FEMALE, ethnicity="Tày",
        biography=said_of("đại  học", "Trung cấp")),
    one(3, "Vũ Chi", Birth(year=1990), body="Chi bộ 2", biography=said_of("Thạc sĩ")),
    one(4, "Đỗ Dũng", Birth(year=1974, month=6, day=1), "replaced", body="Chi bộ 2", biography=said_of("Trung cấp")),
    one(5, "Bùi Em", Birth(year=1974, month=6, day=1), "absent", body="", came_as=APPOINTED),
)  # fmt: skip
"""On 14 February 2025 they are 60, 39, 35, 50 and 50 years old: 46,8 on average."""
HALL = making.meeting("delegates", present=3, replaced=1, absent=1, bodies=(2, 2))
GOLDEN = """
ĐẢNG BỘ VÍ DỤ ĐẠI HỘI VÍ DỤ NHIỆM KỲ 2025-2030 * Số -BC/ĐH
ĐẢNG CỘNG SẢN VIỆT NAM Ví dụ, ngày 14 tháng 02 năm 2025
BÁO CÁO Thẩm tra tư cách đại biểu dự Đại hội ví dụ nhiệm kỳ 2025-2030 -----
Ban thẩm tra tư cách đại biểu báo cáo kết quả thẩm tra, lập từ danh sách từng người được triệu tập; số người theo từng
diện khớp với số liệu của đại hội.
Tỷ lệ % trong báo cáo này tính trên 5 đại biểu chính thức được triệu tập; cột “Có mặt” là những người có tên trong danh
sách và có mặt.
1. Người được triệu tập và người dự
Tổng số đại biểu chính thức được triệu tập: 5 đồng chí. Có mặt: 4 đồng chí; vắng mặt: 1 đồng chí.
Trong số có mặt có 1 đại biểu dự khuyết thay đại biểu chính thức vắng mặt.
Có đại biểu của 2 trong số 2 tổ chức đảng trực thuộc.
Đủ số người để tiến hành (Điều lệ Đảng, Điều 11; cần đối chiếu nguyên văn).
Người được triệu tập Triệu tập Tỷ lệ %
Có mặt 3/5 60,00 % Vắng mặt, có đại biểu dự khuyết thay 1/5 20,00 % Vắng mặt, không thuộc diện được trừ 1/5 20,00 %
2. Đại biểu theo cách được cử
Theo Quy chế bầu cử trong Đảng (Quyết định 190-QĐ/TW, 10/10/2024), ba số sau đây tính riêng, không gộp với nhau (Điều
18):
Nội dung Triệu tập Tỷ lệ % Có mặt
Đại biểu đương nhiên 1/5 20,00 % 1 Đại biểu do cấp dưới bầu 3/5 60,00 % 2 Đại biểu được chỉ định 1/5 20,00 % 0
3. Giới tính, dân tộc
Nội dung Triệu tập Tỷ lệ % Có mặt
Nam 4/5 80,00 % 2 Nữ 1/5 20,00 % 1 Người dân tộc thiểu số (không phải dân tộc Kinh) 1/5 20,00 % 1
4. Theo tổ chức đảng cử đại biểu
Nội dung Triệu tập Tỷ lệ % Có mặt
Chi bộ 1 2/5 40,00 % 2 Chi bộ 2 2/5 40,00 % 1 Danh sách không nêu 1/5 20,00 % 0
5. Trình độ chuyên môn
Nội dung Triệu tập Tỷ lệ % Có mặt
Đại học 2/5 40,00 % 2 Thạc sĩ 1/5 20,00 % 1 Trung cấp 1/5 20,00 % 0 Danh sách không nêu 1/5 20,00 % 0
6. Lý luận chính trị
Nội dung Triệu tập Tỷ lệ % Có mặt
Cao cấp 1/5 20,00 % 1 Trung cấp 1/5 20,00 % 1 Danh sách không nêu 3/5 60,00 % 1
7. Tuổi
Tuổi bình quân (tuổi tròn, tính đến ngày đại hội): 46,8.
Trẻ tuổi nhất, 35 tuổi: Vũ Chi (1990). Cao tuổi nhất, 60 tuổi: Lê Văn An (14/02/1965).
Người chỉ biết năm sinh được tính như sinh ngày 01/01 năm đó.
Nội dung Triệu tập Tỷ lệ % Có mặt
Dưới 40 tuổi 2/5 40,00 % 2 Từ 40 đến 50 tuổi 2/5 40,00 % 0 Trên 50 tuổi 1/5 20,00 % 1
T/M BAN THẨM TRA TƯ CÁCH ĐẠI BIỂU
"""


def report(people=PEOPLE, meeting=HALL, words=VI, congress=None):
    return credentials(words, congress or event(meeting), meeting, people)


def said(*given, **further):
    return text(report(*given, **further))


def test_the_report_has_its_parts_in_their_order():
    assert said() == " ".join(GOLDEN.split())


def test_nobody_goes_against_the_roll_and_each_status_that_differs_is_named_with_both_figures():
    with pytest.raises(RollDiffers) as told:
        report(meeting=making.meeting("delegates", present=4, absent=1, bodies=(2, 2)))
    assert told.value.statuses == (("present", 3, 4), ("replaced", 1, 0))
    assert told.value.bodies == ()


def test_the_lower_bodies_that_differ_are_named_too():
    with pytest.raises(RollDiffers) as told:
        report(meeting=replace(HALL, bodies=making.meeting("delegates", present=1, bodies=(3, 2)).bodies))
    assert (told.value.statuses, told.value.bodies) == ((), (("summoned", 2, 3),))


@pytest.mark.parametrize("people", [PEOPLE, tuple(replace(one, body="") for one in PEOPLE)])
def test_lower_bodies_that_one_side_does_not_name_are_not_compared(people):
    bare = replace(HALL, bodies=None)
    assert "Đủ số người" in said(people, bare)
    assert ("tổ chức đảng trực thuộc" in said(people, bare)) is False


def test_what_the_list_does_not_have_is_left_to_be_filled_in():
    people = tuple(replace(one, body="", came_as=None, biography=None) for one in PEOPLE)
    told = said(people)
    dots = "Danh sách không có số liệu này, ghi bằng tay: ………………………………"
    assert f"2. Đại biểu theo cách được cử {dots} 3. Giới" in told
    assert (
        f"4. Theo tổ chức đảng cử đại biểu {dots} 5. Trình độ chuyên môn {dots} 6. Lý luận chính trị {dots} 7." in told
    )


def test_a_delegate_of_whom_the_right_is_not_said_is_counted_apart():
    told = said((*PEOPLE[:4], replace(PEOPLE[4], came_as=None)))
    assert "Đại biểu được chỉ định 0/5 0,00 % 0 Danh sách không nêu 1/5 20,00 % 0 3. Giới" in told


def test_all_who_are_the_youngest_are_named():
    people = tuple(replace(one, born=Birth(year=1980, month=1, day=1)) for one in PEOPLE[:2]) + PEOPLE[3:]
    told = said((*people, replace(PEOPLE[2], born=Birth(year=1979))))
    assert "Trẻ tuổi nhất, 45 tuổi: Lê Văn An (01/01/1980) và Hà Thị Bình (01/01/1980)." in told
    assert "Cao tuổi nhất, 50 tuổi: Đỗ Dũng (01/06/1974) và Bùi Em (01/06/1974)." in told


def test_where_every_day_of_birth_is_known_nothing_is_taken_for_granted():
    assert "01/01" not in said(tuple(replace(one, born=Birth(year=1980, month=2, day=3)) for one in PEOPLE))


@pytest.mark.parametrize(
    ("years", "average"),
    [((2025 - 40, 2025 - 41), "40,5"), ((1985, 1985, 1984), "40,3"), ((1985, 1984, 1984), "40,7"), ((1985,), "40,0")],
)
def test_the_average_has_one_decimal_in_whole_numbers(years, average):
    people = [one(number, f"Người {number}", Birth(year=year)) for number, year in enumerate(years, 1)]
    meeting = making.meeting("delegates", present=len(people))
    assert f"tính đến ngày đại hội): {average}." in said(people, meeting)


def test_half_of_a_tenth_is_rounded_up():
    """Nineteen are 40 and one is 41: 40,05 on average."""
    people = [one(number, f"Người {number}", Birth(year=1985 if number > 1 else 1984)) for number in range(1, 21)]
    assert "): 40,1." in said(people, making.meeting("delegates", present=20))


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (1986, "Dưới 40 tuổi"),
        (1985, "Từ 40 đến 50 tuổi"),
        (1975, "Từ 40 đến 50 tuổi"),
        (1974, "Trên 50 tuổi"),
    ],
)
def test_forty_and_fifty_stand_in_the_middle_band(born, band):
    made = report([one(1, "An", Birth(year=born))], making.meeting("delegates", present=1))
    assert [row[0] for row in made.tree["sections"][-1]["table"]["rows"] if row[1] == "1/1"] == [band]


def test_a_meeting_that_is_not_quorate_says_so():
    people = [one(1, "An", Birth(year=1980)), one(2, "Bình", Birth(year=1980), "absent")]
    assert "CHƯA ĐỦ số người để tiến hành" in said(people, making.meeting("delegates", present=1, absent=1))


@pytest.mark.parametrize(
    ("kind", "subject", "behalf"),
    [
        ("members", "Thẩm tra tư cách đảng viên dự Đại hội lần thứ XII", "T/M CẤP ỦY TRIỆU TẬP ĐẠI HỘI"),
        ("committee", "Người dự Hội nghị chi ủy", "T/M CẤP ỦY TRIỆU TẬP HỘI NGHỊ"),
        ("cell_conference", "Đảng viên dự Hội nghị chi bộ", "T/M CẤP ỦY TRIỆU TẬP HỘI NGHỊ"),
    ],
)
def test_nobody_is_sent_to_another_meeting_and_so_nobody_s_right_is_asked(kind, subject, behalf):
    people = [one(1, "An", Birth(year=1980), body="", came_as=None)]
    meeting = making.meeting(kind, present=1)
    told = said(people, meeting, congress=cell(meeting))
    assert f"BÁO CÁO {subject} nhiệm kỳ 2025-2027" in told
    assert told.endswith(behalf)
    assert "theo cách được cử" not in told
    assert "tổ chức đảng cử" not in told


def test_two_hundred_bodies_and_a_name_of_two_hundred_letters_go_over_pages():
    people = [one(n, "W" * 200, Birth(year=1800 + n), body=f"#Chi bộ $x$ \\ <{n}>") for n in range(1, 201)]
    told = " ".join(pages(report(people, making.meeting("delegates", present=200))))
    assert "#Chi bộ $x$ \\ <200>" in told


def test_the_english_copy_says_the_same():
    told = said(words=EN)
    assert "Credentials of the delegates to Đại hội ví dụ" in told
    assert "(Decision 190-QĐ/TW, 10/10/2024) these three numbers are kept apart (Art. 18):" in told
    assert "Elected by lower bodies 3/5 60.00 % 2" in told
    assert "Average age (completed years, on the day of the congress): 46.8." in told
    assert report(words=EN).name == "credentials-m-en"


def test_it_is_a_kind_of_its_own_source():
    given = OfRoll(congress=event(HALL), meeting=HALL, people=PEOPLE)
    assert [paper.name for paper in papers_of_roll(VI, given, KINDS)] == ["credentials-m"]
    assert papers_of_roll(VI, given, ["minutes"]) == ()
    assert given.congress.date == date(2025, 2, 14)


# The command reads the list beside the congress file.

LIST = """TT,Họ và tên,Giới tính,Năm sinh,Dân tộc,Đơn vị / Đoàn đại biểu,Tư cách đại biểu,Tình trạng,Trình độ chuyên môn
1,Lê Văn An,Nam,14/02/1965,Kinh,Chi bộ 1,Đương nhiên,Có mặt,Đại học
2,Hà Thị Bình,Nữ,15/02/1985,Tày,Chi bộ 1,Bầu,Có mặt,Đại học
3,Vũ Chi,Nam,1990,Kinh,Chi bộ 2,Chỉ định,Vắng,Thạc sĩ
"""


@pytest.fixture
def hall(desk):
    meetings = [
        {"id": "first", "kind": "committee", "roll": {"present": 3}},
        {"id": "m", "kind": "delegates", "roll": {"present": 2, "absent": 1}, "bodies": {"summoned": 2, "present": 1}},
    ]
    desk.congress(("bch", contest([person(1), person(2)], 1)), meetings=meetings)
    desk.put("list.csv", LIST.encode())
    return desk


def made(desk):
    return sorted(path.name for path in (desk.folder / "papers").glob("*"))


def test_the_command_makes_the_report_from_the_list(hall):
    line = ("papers", "congress.json", "--roll", "list.csv", "--kind", "credentials", "-o", "papers")
    assert hall.tally(*line).status == 0
    assert made(hall) == ["credentials-m.pdf"]


def test_without_a_kind_it_makes_the_others_too_and_without_a_list_none(hall):
    assert hall.tally("papers", "congress.json", "--roll", "list.csv", "-o", "papers").status == 0
    assert {"credentials-m.pdf", "ballot-a4-bch-1.pdf"} <= set(made(hall))
    answer = hall.tally("papers", "congress.json", "--kind", "credentials", "-o", "papers")
    assert answer.status == 2
    assert "no_papers" in answer.err


def test_a_list_against_the_roll_is_refused_with_both_figures_and_nothing_is_made(hall):
    hall.put("list.csv", LIST.replace("Chi bộ 1,Bầu,Có mặt", "Chi bộ 3,Bầu,Vắng").encode())
    answer = hall.tally("papers", "congress.json", "--roll", "list.csv", "-o", "papers")
    assert answer.status == 2
    assert answer.err.splitlines() == [
        "list.csv: roll.present: roll_differs: Số người có mặt: danh sách có 1, tệp đại hội ghi 2. "
        "Hãy sửa chỗ sai rồi chạy lại.",
        "list.csv: roll.absent: roll_differs: Số người vắng mặt, không thuộc diện được trừ: danh sách có 2, "
        "tệp đại hội ghi 1. Hãy sửa chỗ sai rồi chạy lại.",
        "list.csv: bodies.summoned: roll_differs: Số tổ chức đảng: danh sách có 3, tệp đại hội ghi 2. "
        "Hãy sửa chỗ sai rồi chạy lại.",
    ]
    assert not (hall.folder / "papers").exists()


def test_a_list_goes_with_a_congress_file_alone(sealed):
    for more in (("-o", "papers"), ("--check", "x.pdf")):
        answer = sealed.tally("papers", "out/001-bch-1.record", "--roll", "list.csv", *more)
        assert answer.status == 2
        assert answer.err.startswith("tally: --roll: usage:")
