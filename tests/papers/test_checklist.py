"""The checklist of the file of an election: what must be there, what is usual, and what must be done by when (R15).

The texts are written by hand from the rules, the days reckoned on a calendar by hand.
"""

from dataclasses import replace
from datetime import date

import pytest

from tally.contest import Category, MeasuredOn, NominatedBy, Plan, Share, Target
from tally.deadlines import DaysOff
from tally.files.disk import load_bytes
from tally.files.holidays import VIETNAM, read_holidays
from tally.papers.checklist import checklist
from tally.papers.engine import pdf
from tally.papers.proving import prove
from tally.papers.source import OfRecord, file_of
from tally.record import reading
from tally.record.document import text_of
from tally.regulation import REGULATIONS
from tests import making
from tests.papers.dossiers import file, of, of_cell, paper, record
from tests.papers.made import EN, VI, course_of, event, text, totals
from tests.papers.meetings import HALL, delegates
from tests.record.ceremony import STATION, content_of, signed

SHIPPED = read_holidays(VIETNAM, load_bytes(VIETNAM))
GOLDEN = """
CHI BỘ THÔN ĐÔNG ĐẠI HỘI LẦN THỨ XII NHIỆM KỲ 2025-2027 *
ĐẢNG CỘNG SẢN VIỆT NAM Thôn Đông, ngày 14 tháng 02 năm 2025
DANH MỤC HỒ SƠ BẦU CỬ VÀ CÁC THỜI HẠN Đại hội lần thứ XII nhiệm kỳ 2025-2027 -----
1. Hồ sơ theo quy chế
Quy chế bầu cử đòi hỏi những tài liệu sau (Điều 30, 33-35):
Đã có Tài liệu Số bản Theo bản ghi
□ Biên bản kiểm phiếu: Bầu Chi ủy khóa XII, lần 1 ……… bản ghi số 1: đã bầu đủ số lượng
□ Biên bản kiểm phiếu: Bầu Bí thư chi bộ, lần 1 ……… bản ghi số 2: đã bầu đủ số lượng
□ Danh sách trích ngang những người trúng cử ……… 2 người
□ Sơ yếu lý lịch của những người trúng cử ……… 2 người
□ Phiếu bầu đã niêm phong ……… 44 phiếu thu về, 2 lần bầu
2. Tài liệu thường có thêm
Những tài liệu sau thường có trong hồ sơ; hãy theo hướng dẫn của cấp ủy cấp trên:
Đã có Tài liệu Số bản Theo bản ghi
□ Tờ trình đề nghị chuẩn y ……… □ Báo cáo kết quả bầu cử ……… □ Biên bản đại hội (hội nghị) ………
□ Nhật ký nhập phiếu, in ra ……… □ Tệp bản ghi kết quả đã ký ……… số 1 và 2
3. Các thời hạn
Tính từ ngày 14 tháng 02 năm 2025, ngày của đại hội ghi trong bản ghi (Điều 30, 33-35). Nếu bế mạc hoặc bầu xong vào
ngày khác thì phải tính lại từ ngày đó.
Việc Thời hạn Hạn cuối Cách tính
Báo cáo kết quả bầu cử lên cấp ủy cấp trên 7 ngày làm việc ngày 25 tháng 02 năm 2025
Cấp ủy cấp trên chuẩn y 15 ngày làm việc ngày 18 tháng 3 năm 2025 nếu nhận ngày 25 tháng 02 năm 2025
Khiếu nại về bầu cử 15 ngày làm việc ngày 07 tháng 3 năm 2025
Lưu giữ phiếu bầu đã niêm phong 6 tháng ngày 14 tháng 8 năm 2025
hết hạn, nếu không có khiếu nại, chỉ hủy khi cấp ủy có quyết định
4. Cách tính ngày làm việc
Tính từ ngày làm việc liền sau ngày bắt đầu; không tính thứ bảy, chủ nhật và ngày nghỉ lễ, có tính ngày làm bù.
Đây là cách phần mềm hiểu, cần đối chiếu.
Năm 2025: lịch nghỉ lễ, Tết năm 2025 của cán bộ, công chức (biết từ trước, chưa đọc lại nguyên văn).
Bảng ngày nghỉ này là của phần mềm hoặc của nơi dùng phần mềm, không phải văn bản chính thức. Hãy đối chiếu với thông
báo nghỉ lễ của cơ quan nhà nước trước khi dựa vào các ngày trên.
Dãy số đối chiếu của bản ghi kết quả số 1:
"""


def said(*courses, words=VI, days_off=SHIPPED):
    return text(paper(checklist, file(*courses, days_off=days_off), words))


def held_on(day):
    """A committee elected on a day."""
    course = of({1: 15, 2: 12, 3: 3}, 2)
    return replace(course, congress=replace(course.congress, date=day))


def test_the_checklist_has_its_parts_in_their_order():
    assert said(*of_cell()).startswith(" ".join(GOLDEN.split()))


def test_it_is_made_even_where_nobody_was_elected_and_does_not_name_a_request_then():
    told = said(of({1: 10, 2: 10}, 1, kind="secretary"))
    assert "□ Danh sách trích ngang những người trúng cử ……… 0 người" in told
    assert "bản ghi số 1: chưa đủ số lượng" in told
    assert "Tờ trình" not in told


def test_every_ballot_of_a_contest_has_its_minutes():
    tie, off = totals({1: 18, 2: 11, 3: 11}, valid=20), totals({2: 9, 3: 11}, valid=20, number=2, purpose="run_off")
    told = said(course_of(event(), making.contest(3, 2, id="bch"), tie, off))
    assert "Bầu cử, lần 1 ……… bản ghi số 1: bằng phiếu nhau, chưa phân định" in told
    assert "Bầu cử, lần 2 ……… bản ghi số 1: đã bầu đủ số lượng" in told
    assert "40 phiếu thu về, 2 lần bầu" in told


TIED = totals({1: 18, 2: 11, 3: 11}, valid=20)
LEVEL = "bằng phiếu nhau, chưa phân định"


def of_rounds(sequence, *rounds, replaces=None):
    """A record of a committee's rounds so far, at its place in the chain."""
    course = course_of(event(), making.contest(3, 2, id="bch"), *rounds)
    previous = bytes(32) if sequence > 1 else None
    content = content_of(course, sequence=sequence, previous=previous, replaces=replaces)
    return OfRecord(record=reading.read(signed(text_of(content), (STATION,))), content=content, number=len(rounds))


def off(first, second):
    return totals({2: first, 3: second}, valid=20, number=2, purpose="run_off")


def listed(*records):
    return text(paper(checklist, file_of(records)))


def test_the_minutes_of_each_ballot_are_of_the_first_record_that_has_it_and_every_record_is_listed():
    other = record(of({1: 15, 2: 12, 3: 3}, 2, id="ubkt", title="Bầu Ủy ban Kiểm tra"), 3)
    told = listed(of_rounds(1, TIED), of_rounds(2, TIED, off(9, 11)), other)
    assert f"Bầu cử, lần 1 ……… bản ghi số 1: {LEVEL}" in told
    assert "Bầu cử, lần 2 ……… bản ghi số 2: đã bầu đủ số lượng" in told
    assert "Bầu Ủy ban Kiểm tra, lần 1 ……… bản ghi số 3: đã bầu đủ số lượng" in told
    assert "Tệp bản ghi kết quả đã ký ……… số 1, 2 và 3" in told
    for number in (1, 2, 3):
        assert f"Dãy số đối chiếu của bản ghi kết quả số {number}:" in told


def test_after_a_correction_the_minutes_of_every_ballot_are_of_it_and_of_what_follows():
    first, wrong = of_rounds(1, TIED), of_rounds(2, TIED, off(9, 11))
    told = listed(first, wrong, of_rounds(3, TIED, off(11, 9), replaces=wrong.record.hash))
    assert f"lần 1 ……… bản ghi số 3: {LEVEL}" in told
    assert "lần 2 ……… bản ghi số 3: đã bầu đủ số lượng" in told
    assert "Tệp bản ghi kết quả đã ký ……… số 1, 2 và 3" in told
    told = listed(first, of_rounds(2, TIED, replaces=first.record.hash), of_rounds(3, TIED, off(9, 11)))
    assert f"lần 1 ……… bản ghi số 2: {LEVEL}" in told
    assert "lần 2 ……… bản ghi số 3: đã bầu đủ số lượng" in told


def test_what_this_congress_has_besides_is_named():
    people = [
        making.candidate(1),
        making.candidate(2, nominated_by=NominatedBy.FLOOR, agreed_by=9),
        making.candidate(3),
    ]
    target = Target(category=Category.WOMEN, measured_on=MeasuredOn.ELECTED, at_least=Share(percent=15))
    plan = Plan(age_on=date(2025, 7, 1), targets=(target,))
    told = said(of({1: 15, 2: 12, 3: 3}, 2, people=people, plan=plan))
    assert (
        "□ Đề án nhân sự ……… □ Biên bản lấy phiếu xin ý kiến về người tự ứng cử, được đề cử tại đại hội ……… 1 người"
        in told
    )
    assert "thẩm tra" not in told
    told = said(course_of(event(HALL), delegates(), totals({1: 60, 2: 50, 3: 48, 4: 46, 5: 20}, valid=85)))
    assert "□ Báo cáo thẩm tra tư cách đại biểu ………" in told
    assert "Tờ trình" not in told  # delegates are not approved


def test_holidays_are_taken_out_by_name_and_days_worked_in_their_place_are_counted():
    """From Tuesday 22 April 2025: 23, 24, 25, Sat 26, 28, 29 April, then Monday 5 May is the seventh."""
    told = said(held_on(date(2025, 4, 22)))
    assert (
        "7 ngày làm việc ngày 05 tháng 5 năm 2025 đã trừ ngày nghỉ: 30/04 (Ngày Chiến thắng), 01/05 (Quốc tế Lao "
        "động), 02/05 (hoán đổi với ngày 26/4); có tính ngày làm bù: 26/04"
    ) in told


def test_holidays_of_one_name_stand_together():
    """From Friday 24 January 2025: all the next week is Tết, so the seventh working day is Tuesday 11 February."""
    told = said(held_on(date(2025, 1, 24)))
    assert "ngày 11 tháng 02 năm 2025 đã trừ ngày nghỉ: 27/01, 28/01, 29/01, 30/01, 31/01 (Tết Nguyên đán) Cấp" in told


def test_a_deadline_in_a_year_that_the_table_does_not_have_says_so():
    """From Friday 18 December 2026: 7 days end on the 29th, 15 on 8 January 2027 by weekends alone."""
    told = said(held_on(date(2026, 12, 18)))
    lack = "chưa trừ ngày nghỉ lễ năm 2027: bảng ngày nghỉ chưa có"
    assert "7 ngày làm việc ngày 29 tháng 12 năm 2026 Cấp ủy" in told
    assert f"nếu nhận ngày 29 tháng 12 năm 2026; {lack}" in told
    assert f"Khiếu nại về bầu cử 15 ngày làm việc ngày 08 tháng 01 năm 2027 {lack}" in told
    assert "Năm 2027: bảng ngày nghỉ chưa có; chưa trừ ngày nghỉ lễ nào." in told
    assert "Năm 2026: lịch nghỉ lễ, Tết năm 2026 của cán bộ, công chức; chưa kể ngày 24/11" in told


def test_without_any_table_every_deadline_says_so():
    told = said(*of_cell(), days_off=DaysOff())
    assert told.count("chưa trừ ngày nghỉ lễ năm 2025: bảng ngày nghỉ chưa có") == 3


def test_of_the_older_regulation_everything_is_still_to_be_checked():
    course = of({1: 15, 2: 12, 3: 3}, 2)
    told = said(replace(course, congress=replace(course.congress, regulation=REGULATIONS["244-QĐ/TW"])))
    assert "Quy chế bầu cử đòi hỏi những tài liệu sau (cần đối chiếu nguyên văn):" in told


def test_eight_contests_of_long_titles_are_all_there():
    contests = [of({1: 15, 2: 12, 3: 3}, 2, id=f"c{number}", title="Bầu " + "rất dài " * 20) for number in range(1, 9)]
    assert said(*contests).count("□ Biên bản kiểm phiếu") == 8


def test_the_english_copy_says_the_same():
    told = said(*of_cell(), words=EN)
    assert "THE FILE OF THE ELECTION AND ITS DEADLINES" in told
    assert "Report the result to the superior committee 7 working days 25 February 2025" in told
    assert "15 working days 18 March 2025 if received on 25 February 2025" in told
    assert paper(checklist, file(*of_cell()), EN).name == "checklist-002-en"


# It is proved as every other paper is.


@pytest.mark.unmeasured
@pytest.mark.parametrize("words", [VI, EN])
def test_it_is_proved_by_the_days_off_that_it_was_made_with(words):
    courses = of_cell()
    records = [record(course, number) for number, course in enumerate(courses, 1)]
    made = paper(checklist, file(*courses, days_off=SHIPPED), words)
    assert prove(pdf(made), records, SHIPPED).paper == made.name
    assert prove(pdf(made), records).paper is None


OWN = """schema = "holidays/1"
[[years]]
year = 2025
source = "Thông báo của cơ quan"
certainty = "text"
holidays = [{ day = 2025-02-17, name = "nghỉ riêng" }]
"""


def test_the_command_takes_an_office_s_own_table_and_proves_by_it(sealed):
    records = ("out/001-bch-1.record", "out/002-bch-2.record")
    line = ("papers", *records, "--kind", "checklist")
    assert sealed.tally(*line, "-o", "shipped").status == 0
    sealed.put("days.toml", OWN.encode())
    assert sealed.tally(*line, "-o", "own", "--holidays", "days.toml").status == 0
    check = ("papers", *records, "--check")
    assert sealed.tally(*check, "shipped/checklist-002.pdf").status == 0
    assert sealed.tally(*check, "own/checklist-002.pdf").status == 3
    assert sealed.tally(*check, "own/checklist-002.pdf", "--holidays", "days.toml").status == 0


def test_a_table_that_is_wrong_is_told_and_nothing_is_made(sealed):
    sealed.put("days.toml", OWN.replace("2025-02-17", "2024-02-17").encode())
    answer = sealed.tally("papers", "out/002-bch-2.record", "-o", "papers", "--holidays", "days.toml")
    assert answer.status == 2
    assert answer.err.startswith("days.toml: years[0].holidays[0].day: bad_value: Năm 2025 không có ngày 17 tháng 02")
    assert not (sealed.folder / "papers").exists()


def test_a_table_goes_with_records_and_not_with_a_congress_file(sealed):
    answer = sealed.tally("papers", "congress.json", "-o", "papers", "--holidays", "days.toml")
    assert answer.status == 2
    assert answer.err.startswith("tally: --holidays: usage:")
