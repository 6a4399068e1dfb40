"""The report on the structure: the plan against the list against the elected, and nothing of it bars anybody (R16).

The texts are written by hand from the rules, the figures reckoned by hand.
"""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.contest import Category, MeasuredOn, Plan, Sex, Share, Target
from tally.course import begin
from tally.papers.kinds import papers_of_file
from tally.papers.source import file_of
from tally.papers.structure import Structure
from tally.person import Birth
from tally.record.fingerprint import fingerprint
from tests import making
from tests.papers.made import EN, VI, course_of, event, pages, record_of, text, totals
from tests.papers.meetings import cell

DAY = date(2025, 7, 1)


def target(category, on="elected", *, least=None, most=None, persons=None, **given):
    bounds = {
        "at_least": Share(percent=least) if least is not None else Share(count=persons) if persons else None,
        "at_most": Share(percent=most) if most is not None else None,
    }
    return Target(category=Category(category), measured_on=MeasuredOn(on), **bounds, **given)


PLAN = Plan(
    age_on=DAY,
    targets=(
        target("women", least=15),
        target("young", below=42, least=30),
        target("age", "nominees", first=40, last=50, least=40, most=50),
        target("ethnic_minority", persons=1),
        target("incumbent", most=67),
        target("attribute", name="science_technology", least=5),
    ),
)
PEOPLE = (
    making.candidate(1, "Vũ Minh Khoa", born=Birth(year=1971, month=8, day=1), incumbent=True),
    making.candidate(2, "Đoàn Xuân Dũng", born=Birth(year=1974, month=3, day=15), incumbent=True, ethnicity="Tày"),
    making.candidate(3, "Lê Hồng Hằng", born=Birth(year=1980, month=7, day=1), incumbent=True, sex=Sex.FEMALE),
    making.candidate(4, "Trần Văn Nam", born=Birth(year=1983)),
    making.candidate(
        5,
        "Phạm Ngọc Ánh",
        born=Birth(year=1990, month=7, day=2),
        sex=Sex.FEMALE,
        attributes=frozenset({"science_technology"}),
    ),
)
"""On 1 July 2025 they are 53, 51, 45, 42 and 34 years old, the fourth perhaps 41."""
VOTES = totals({1: 20, 2: 19, 3: 18, 4: 11, 5: 13}, valid=22)
"""Of 23 over half is 12: all but the fourth are elected."""
GOLDEN = """
CHI BỘ THÔN ĐÔNG ĐẠI HỘI LẦN THỨ XII NHIỆM KỲ 2025-2027 * Số -BC/ĐH
ĐẢNG CỘNG SẢN VIỆT NAM Thôn Đông, ngày 14 tháng 02 năm 2025
BÁO CÁO CƠ CẤU So sánh đề án nhân sự, danh sách bầu cử và kết quả bầu cử nhiệm kỳ 2025-2027 -----
Chỉ tiêu cơ cấu là mục tiêu của đề án nhân sự, không phải là điều kiện để trúng cử (văn bản năm 2019, chưa rõ số
hiệu, cần đối chiếu nguyên văn); theo Quy chế bầu cử trong Đảng, ai trúng cử do số phiếu quyết định (Điều 30).
Tỷ lệ của đề án đổi ra số người: mức ít nhất làm tròn lên, mức nhiều nhất làm tròn xuống (cách hiểu của phần mềm, cần
đối chiếu nguyên văn). Tỷ lệ % trong báo cáo này tính trên số người trong danh sách hoặc số người trúng cử, không tính
trên số người được triệu tập.
1. Bầu Chi ủy khóa XII
Danh sách bầu cử 5 đồng chí; bầu 4 đồng chí; trúng cử 4 đồng chí. Kết quả: đã bầu đủ số lượng.
Chỉ tiêu Mức của đề án Danh sách Trúng cử Đánh giá
Nữ (người trúng cử) ít nhất 15 %, là 1 trong 4 người 2/5 (40,00 %) 2/4 (50,00 %) đạt
Dưới 42 tuổi (người trúng cử) ít nhất 30 %, là 2 trong 4 người 1/5 (20,00 %) 1/4 (25,00 %) chưa đạt
Từ 40 đến 50 tuổi (người trong danh sách) ít nhất 40 %, là 2 trong 5 người và nhiều nhất 50 %, là 2 trong 5 người
2/5 (40,00 %) 1/4 (25,00 %) đạt
Người dân tộc thiểu số (người trúng cử) ít nhất 1 người 1/5 (20,00 %) 1/4 (25,00 %) đạt
Tái cử (người trúng cử) nhiều nhất 67 %, là 2 trong 4 người 3/5 (60,00 %) 3/4 (75,00 %) chưa đạt
Có trình độ về khoa học, công nghệ (người trúng cử) ít nhất 5 %, là 1 trong 4 người 1/5 (20,00 %) 1/4 (25,00 %) đạt
Biểu đồ: danh sách (thanh trắng) và người trúng cử (thanh gạch chéo) so với mức của đề án; vạch liền là mức ít nhất,
vạch chấm là mức nhiều nhất.
Cơ cấu của danh sách và của những người trúng cử:
Cơ cấu Danh sách Trúng cử
Nữ 2/5 (40,00 %) 2/4 (50,00 %)
Dưới 42 tuổi 1/5 (20,00 %) 1/4 (25,00 %)
Từ 40 đến 50 tuổi 2/5 (40,00 %) 1/4 (25,00 %)
Người dân tộc thiểu số 1/5 (20,00 %) 1/4 (25,00 %)
Tái cử 3/5 (60,00 %) 3/4 (75,00 %)
Tham gia lần đầu 2/5 (40,00 %) 1/4 (25,00 %)
Có trình độ về khoa học, công nghệ 1/5 (20,00 %) 1/4 (25,00 %)
Tuổi tròn, tính đến ngày 01 tháng 7 năm 2025:
Tuổi Danh sách Trúng cử
Tuổi bình quân 45,0 45,8 Trẻ nhất 34 34 Cao tuổi nhất 53 53
Cảnh báo: Số 4 chỉ ghi năm sinh, nên chưa chắc có thuộc chỉ tiêu “trẻ tuổi” hay không. Hãy ghi đủ ngày, tháng, năm sinh.
(văn bản năm 2019, chưa rõ số hiệu, cần đối chiếu nguyên văn)
Nơi nhận: - Đoàn chủ tịch đại hội, - Cấp ủy cấp trên trực tiếp, - Lưu hồ sơ bầu cử.
T/M ĐOÀN CHỦ TỊCH
Dãy số đối chiếu của bản ghi kết quả số 1: {fingerprint}
Mã QR bên cạnh là mã băm SHA-256 của bản ghi. tally papers --check chứng minh giấy này lập đúng từ bản ghi ấy.
"""


def chi_uy(plan=PLAN, people=PEOPLE, seats=4, **given):
    return making.contest(people, seats, **{"id": "chi-uy", "title": "Bầu Chi ủy khóa XII", "plan": plan} | given)


def course(plan=PLAN, votes=VOTES, **given):
    return course_of(cell(), chi_uy(plan, **given), votes)


def reports(*courses, words=VI):
    return papers_of_file(words, file_of(record_of(one) for one in courses), ["structure-report"])


def said_of(*courses, words=VI):
    [paper] = reports(*courses, words=words)
    return text(paper)


HEARD = """
Biểu đồ cơ cấu.
Nữ (người trúng cử): ít nhất 15 % – danh sách 2/5, 40,00 %; trúng cử 2/4, 50,00 %.
Dưới 42 tuổi (người trúng cử): ít nhất 30 % – danh sách 1/5, 20,00 %; trúng cử 1/4, 25,00 %.
Từ 40 đến 50 tuổi (người trong danh sách): ít nhất 40 % và nhiều nhất 50 % – danh sách 2/5, 40,00 %; trúng cử 1/4,
25,00 %.
Người dân tộc thiểu số (người trúng cử): ít nhất 1 người – danh sách 1/5, 20,00 %; trúng cử 1/4, 25,00 %.
Tái cử (người trúng cử): nhiều nhất 67 % – danh sách 3/5, 60,00 %; trúng cử 3/4, 75,00 %.
Có trình độ về khoa học, công nghệ (người trúng cử): ít nhất 5 % – danh sách 1/5, 20,00 %; trúng cử 1/4, 25,00 %.
"""


def test_the_plan_stands_against_the_list_and_the_elected():
    """The text without the chart, whose names and figures stand beside one another."""
    before, _, chart = said_of(course()).partition(" Chỉ tiêu mức của đề án Số người Tỷ lệ % Tính trên ")
    _, title, after = chart.partition(" Cơ cấu của danh sách")
    whole = GOLDEN.format(fingerprint=fingerprint(record_of(course()).record.text))
    assert before + title + after == " ".join(whole.split())


def test_it_is_named_by_how_far_the_records_have_come():
    assert [paper.name for paper in reports(course())] == ["structure-report-001"]
    assert [paper.name for paper in reports(course(), words=EN)] == ["structure-report-001-en"]


def test_where_no_contest_has_a_plan_there_is_no_report():
    assert reports(course(plan=None)) == ()


def drawn(*courses):
    """Of each target its bars: length, pattern, and the places of the marks, dotted for the most there may be."""
    [paper] = reports(*courses)
    [groups] = [part["chart"]["groups"] for part in paper.tree["sections"] if "chart" in part]
    return [
        [(bar["length"], bar["pattern"], [(one["at"], one["most"]) for one in bar["marks"]]) for bar in group["bars"]]
        for group in groups
    ]


def test_the_list_and_the_elected_stand_side_by_side_each_with_the_mark_of_what_it_needs():
    assert drawn(course())[:5] == [
        [(4000, "empty", [(2000, 0)]), (5000, "hatched", [(2500, 0)])],
        [(2000, "empty", [(4000, 0)]), (2500, "hatched", [(5000, 0)])],
        [(4000, "empty", [(4000, 0), (4000, 1)]), (2500, "hatched", [(5000, 0), (5000, 1)])],
        [(2000, "empty", [(2000, 0)]), (2500, "hatched", [(2500, 0)])],
        [(6000, "empty", [(6000, 1)]), (7500, "hatched", [(5000, 1)])],
    ]


def test_whoever_listens_to_the_file_hears_the_chart():
    [paper] = reports(course())
    [alt] = [part["chart"]["alt"] for part in paper.tree["sections"] if "chart" in part]
    assert " ".join(alt.split()) == " ".join(HEARD.split())


def test_what_is_seen_of_the_chart_is_what_is_heard():
    [paper] = reports(course())
    [chart] = [part["chart"] for part in paper.tree["sections"] if "chart" in part]
    seen = text(paper)
    for group in chart["groups"]:
        told = "; ".join("{2} {0}, {1}".format(*bar["cells"]) for bar in group["bars"])
        assert f"{group['name']} – {told}." in chart["alt"]
        assert all(" ".join(" ".join(bar["cells"]).split()) in seen for bar in group["bars"])


def test_before_anybody_is_elected_nothing_of_the_elected_is_said_to_be_met_or_not():
    """A share of nobody is nobody, which would be met (R16): it is said that there is nobody yet."""
    nobody = course(votes=totals(dict.fromkeys(range(1, 6), 11), valid=22))
    said = said_of(nobody)
    assert "Danh sách bầu cử 5 đồng chí; bầu 4 đồng chí; trúng cử 0 đồng chí. Kết quả: chưa đủ số lượng." in said
    assert "Cuộc bầu chưa kết thúc: số liệu tính đến lần bầu thứ 1." in said
    assert "Nữ (người trúng cử) ít nhất 15 % 2/5 (40,00 %) chưa có chưa có" in said
    assert "Từ 40 đến 50 tuổi (người trong danh sách) ít nhất 40 %, là 2 trong 5 người" in said
    assert "Tuổi bình quân 45,0 chưa có Trẻ nhất 34 chưa có Cao tuổi nhất 53 chưa có" in said
    assert [len(bars) for bars in drawn(nobody)] == [1] * 6


def test_a_contest_left_open_is_over():
    said = said_of(course(leave_open=True, seats=5, people=(*PEOPLE, making.candidate(6)), votes=SIX))
    assert "bầu 5 đồng chí; trúng cử 4 đồng chí. Kết quả: đã kết thúc, để khuyết số còn thiếu. Chỉ tiêu" in said


SIX = totals({1: 20, 2: 19, 3: 18, 4: 11, 5: 13, 6: 11}, valid=22)


def test_a_tie_is_as_of_its_round():
    tied = totals({1: 20, 2: 19, 3: 18, 4: 13, 5: 13}, valid=22)
    assert "bầu 4 đồng chí; trúng cử 3 đồng chí. Kết quả: bằng phiếu nhau, chưa phân định. Cuộc bầu chưa" in said_of(
        course(votes=tied)
    )


def test_a_plan_that_names_no_ages_has_the_three_bands_of_2019():
    said = said_of(course(plan=Plan(age_on=DAY, targets=(target("women", least=15),))))
    assert "Đề án không nêu độ tuổi; dưới đây chia theo ba nhóm tuổi (văn bản năm 2019, chưa rõ số hiệu, " in said
    assert "Dưới 40 tuổi 1/5 (20,00 %) 1/4 (25,00 %) Từ 40 đến 50 tuổi 2/5 (40,00 %)" in said
    assert "Trên 50 tuổi 2/5 (40,00 %) 2/4 (50,00 %) Người dân tộc" in said


def test_who_is_fifty_is_of_the_middle_band():
    fifty = making.contest([making.candidate(1, born=Birth(year=1975, month=7, day=1))], 1, id="bt", kind="secretary")
    given = course_of(event(), replace(fifty, plan=Plan(age_on=DAY, targets=())), totals({1: 18}, valid=20))
    assert "Từ 40 đến 50 tuổi 1/1 (100,00 %) 1/1 (100,00 %) Trên 50 tuổi 0/1" in said_of(given)


def test_a_plan_without_targets_has_no_chart_and_still_tells_the_ages():
    [paper] = reports(course(plan=Plan(age_on=DAY, targets=())))
    assert not [part for part in paper.tree["sections"] if "chart" in part]
    assert "1. Bầu Chi ủy khóa XII Danh sách bầu cử 5 đồng chí" in text(paper)
    assert "Tuổi bình quân 45,0 45,8" in text(paper)


def test_a_group_that_two_targets_name_stands_once():
    twice = target("attribute", name="x", least=5), target("attribute", "nominees", name="x", least=10)
    said = said_of(course(plan=Plan(age_on=DAY, targets=twice)))
    assert said.count("Đạt tiêu chí “x” 0/5 (0,00 %)") == 1
    assert "Đạt tiêu chí “x” (người trong danh sách) ít nhất 10 %, là 1 trong 5 người" in said


def test_every_contest_with_a_plan_is_told_and_names_its_record():
    people = [making.candidate(1), making.candidate(2, sex=Sex.FEMALE)]
    other = making.contest(people, 1, id="bt", kind="secretary", title="Bầu Bí thư")
    secretary = making.contest(people, 1, id="pbt", kind="deputy_secretary", title="Bầu Phó Bí thư", plan=PLAN)
    votes = totals({1: 13, 2: 9}, valid=22)
    said = said_of(course(), course_of(cell(), other, votes), course_of(cell(), secretary, votes))
    assert "1. Bầu Chi ủy khóa XII" in said
    assert "2. Bầu Phó Bí thư Danh sách bầu cử 2 đồng chí; bầu 1 đồng chí; trúng cử 1 đồng chí." in said
    assert "Bầu Bí thư" not in said
    assert said.count("Dãy số đối chiếu") == 2


@pytest.mark.parametrize(
    ("kinds", "body", "chair"),
    [
        (("committee",), "CHI ỦY", "CHỦ TRÌ HỘI NGHỊ"),
        (("committee", "members"), "ĐẠI HỘI LẦN THỨ XII", "T/M ĐOÀN CHỦ TỊCH"),
    ],
)
def test_the_congress_issues_it_if_any_of_the_contests_was_held_there(kinds, body, chair):
    courses = [
        course_of(cell(making.meeting(kind, present=22)), chi_uy(id=f"c{place}"), VOTES)
        for place, kind in enumerate(kinds)
    ]
    said = said_of(*courses)
    assert f"CHI BỘ THÔN ĐÔNG {body}" in said
    assert f"Lưu hồ sơ bầu cử. {chair}" in said


@pytest.mark.unmeasured
def test_a_hundred_and_twenty_a_long_name_and_a_title_of_five_lines_stay_on_their_pages():
    people = [making.candidate(number, sex=Sex.FEMALE if number % 4 == 0 else Sex.MALE) for number in range(1, 121)]
    title = " ".join(["Bầu Ban Chấp hành Đảng bộ xã hợp nhất từ ba xã cũ, khóa thứ nhất"] * 5)
    many = tuple(target("attribute", name=f"tiêu chí {'dài ' * 12}{number}", least=5) for number in range(20))
    contest = making.contest(people, 100, id="bch", title=title, plan=Plan(age_on=DAY, targets=PLAN.targets + many))
    votes = totals({number: 200 - number for number in range(1, 121)}, valid=199)
    [paper] = reports(course_of(event(making.meeting(present=200)), contest, votes))
    assert title in text(paper)
    assert "30/120 (25,00 %)" in text(paper)
    of_chart = [page for page in pages(paper) if "% danh sách" in page]
    assert len(of_chart) > 2
    assert all("Chỉ tiêu mức của đề án Số người Tỷ lệ % Tính trên" in page for page in of_chart)


def test_one_person_is_of_an_age():
    one = making.contest([PEOPLE[4]], 1, id="bt", kind="secretary", plan=PLAN)
    said = said_of(course_of(event(), one, totals({5: 18}, valid=20)))
    assert "Tuổi bình quân 34,0 34,0 Trẻ nhất 34 34 Cao tuổi nhất 34 34" in said


@given(st.lists(st.integers(18, 90), min_size=1, max_size=60))
def test_the_average_has_one_decimal_exactly_half_rounded_up(ages):
    people = [making.candidate(n, born=Birth(year=2025 - age, month=1, day=1)) for n, age in enumerate(ages, 1)]
    of = Structure(words=EN, course=begin(event(), making.contest(people, 1, plan=PLAN)), plan=PLAN)
    written = Fraction(of.ages()["rows"][0][1])
    exact = Fraction(sum(ages), len(ages))
    assert -Fraction(1, 20) <= exact - written < Fraction(1, 20)
