"""The request for approval: what was elected with votes, what is asked for, what is only reported, what goes with it.

The texts are written by hand from the form and the rules, the figures reckoned by hand.
"""

from dataclasses import replace

import pytest

from tally.congress import Unit
from tally.contest import ContestKind
from tally.papers.kinds import papers_of_file
from tally.papers.request import request
from tally.regulation import REGULATIONS
from tests import making
from tests.papers.dossiers import file, of, of_cell, paper
from tests.papers.made import EN, VI, course_of, event, pages, text, totals
from tests.papers.meetings import HALL, cell, delegates

GOLDEN = """
CHI BỘ THÔN ĐÔNG ĐẠI HỘI LẦN THỨ XII NHIỆM KỲ 2025-2027 * Số -TTr/ĐH
ĐẢNG CỘNG SẢN VIỆT NAM Thôn Đông, ngày 14 tháng 02 năm 2025
TỜ TRÌNH Đề nghị chuẩn y kết quả bầu cử tại Đại hội lần thứ XII nhiệm kỳ 2025-2027 -----
Kính gửi: ………………………………
Căn cứ Điều lệ Đảng và Quy chế bầu cử trong Đảng (Quyết định 190-QĐ/TW, 10/10/2024);
Căn cứ kết quả bầu cử tại Đại hội lần thứ XII (Chi bộ thôn Đông, nhiệm kỳ 2025-2027), ngày 14 tháng 02 năm 2025,
tại thôn Đông;
Đoàn chủ tịch đại hội kính trình cấp ủy cấp trên xem xét, chuẩn y kết quả bầu cử như sau:
1. Kết quả bầu cử
1.1. Bầu Chi ủy khóa XII
Bầu tại Đại hội lần thứ XII. Số lượng cần bầu: 2 (hai) đồng chí; trúng cử: 2 (hai) đồng chí.
Tỷ lệ % tính trên 23 đảng viên chính thức làm căn cứ tính quá nửa (26 được triệu tập, trừ 3).
TT Họ và tên Lần bầu Số phiếu Tỷ lệ %
1 Đoàn Xuân Dũng 1 20/23 86,96 %
2 Vũ Minh Khoa 1 15/23 65,22 %
1.2. Bầu Bí thư chi bộ
Bầu tại Đại hội lần thứ XII. Số lượng cần bầu: 1 (một) đồng chí; trúng cử: 1 (một) đồng chí.
Tỷ lệ % tính trên 23 đảng viên chính thức làm căn cứ tính quá nửa (26 được triệu tập, trừ 3).
TT Họ và tên Lần bầu Số phiếu Tỷ lệ %
1 Đoàn Xuân Dũng 1 16/23 69,57 %
2. Nội dung đề nghị chuẩn y
- Chi ủy Chi bộ thôn Đông nhiệm kỳ 2025-2027, gồm 2 đồng chí có tên ở mục 1.
- Chức danh bí thư chi bộ: đồng chí Đoàn Xuân Dũng.
3. Hồ sơ gửi kèm
Hồ sơ bầu cử gửi cấp ủy cấp trên (Điều 30, 33-35) gồm:
- Biên bản kiểm phiếu cuộc bầu “Bầu Chi ủy khóa XII”: 1 biên bản;
- Biên bản kiểm phiếu cuộc bầu “Bầu Bí thư chi bộ”: 1 biên bản;
- Danh sách trích ngang những người trúng cử;
- Sơ yếu lý lịch của 2 đồng chí trúng cử.
Đoàn chủ tịch đại hội kính đề nghị cấp ủy cấp trên xem xét, chuẩn y.
Nơi nhận: - Như trên, - ………………………………, - Lưu hồ sơ bầu cử.
T/M ĐOÀN CHỦ TỊCH
Dãy số đối chiếu của bản ghi kết quả số 1:
"""
CELL = Unit(code="VD.1.2", name="Chi bộ 2", level="cell", superior="VD.1")


def said(*courses, words=VI):
    return text(paper(request, file(*courses), words))


def single(kind, **given):
    """One person elected by box, 18 of 20."""
    return of({1: 18}, 1, kind=kind, people=[making.candidate(1, "An")], **given)


def test_the_request_has_its_parts_in_their_order():
    assert said(*of_cell()).startswith(" ".join(GOLDEN.split()))


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("committee", "- Ban Chấp hành Đảng bộ ví dụ nhiệm kỳ 2025-2030, gồm 1 đồng chí có tên ở mục 1."),
        ("standing_committee", "- Ban Thường vụ nhiệm kỳ 2025-2030, gồm 1 đồng chí có tên ở mục 1."),
        ("secretary", "- Chức danh Bí thư: đồng chí An."),
        ("deputy_secretary", "- Chức danh Phó Bí thư: đồng chí An."),
        ("inspection_committee", "- Ủy ban Kiểm tra nhiệm kỳ 2025-2030, gồm 1 đồng chí có tên ở mục 1."),
        ("inspection_chair", "- Chức danh Chủ nhiệm Ủy ban Kiểm tra: đồng chí An."),
        ("inspection_vice_chair", "- Chức danh Phó Chủ nhiệm Ủy ban Kiểm tra: đồng chí An."),
    ],
)
def test_each_contest_but_that_of_delegates_asks_for_its_own(kind, asked):
    assert f"2. Nội dung đề nghị chuẩn y {asked} 3. Hồ sơ" in said(single(kind))


def test_no_contest_is_left_out():
    asked = {"committee", "standing_committee", "secretary", "deputy_secretary"}
    asked |= {"inspection_committee", "inspection_chair", "inspection_vice_chair"}
    assert asked == set(ContestKind) - {"delegates"}


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("committee", "- Chi ủy Chi bộ 2 nhiệm kỳ"),
        ("secretary", "- Chức danh bí thư chi bộ: đồng chí An."),
        ("deputy_secretary", "- Chức danh phó bí thư chi bộ: đồng chí An."),
    ],
)
def test_a_cell_has_its_own_names_for_them(kind, asked):
    assert asked in said(single(kind, unit=CELL))


def test_two_deputies_are_both_named():
    told = said(of({1: 18, 2: 17}, 2, kind="deputy_secretary", people=[making.candidate(1, "An"), making.candidate(2)]))
    assert "- Chức danh Phó Bí thư: đồng chí An và đồng chí Người 2." in told


def test_delegates_are_reported_and_not_asked_for():
    """R12: nobody approves them; an alternate is told with them."""
    votes = totals({1: 60, 2: 50, 3: 48, 4: 46, 5: 20}, valid=85)
    sent = course_of(event(HALL), delegates(), votes)
    told = said(single("committee"), sent)
    assert (
        "Báo cáo để biết: đã bầu 3 đại biểu dự đại hội cấp trên; đại biểu do đại hội bầu, không thuộc nội dung đề nghị "
        "chuẩn y (Điều 18). Đại biểu dự khuyết: 1 đồng chí. 3. Hồ sơ gửi kèm"
    ) in told
    assert "Bầu đại biểu: đại biểu dự khuyết" in told
    assert "1 Dũng 1 46/87 52,87 %" in told
    assert "Sơ yếu lý lịch của 4 đồng chí trúng cử." in told  # An is one person in both
    assert papers_of_file(VI, file(sent), ["request"]) == ()


def test_delegates_without_alternates_are_reported_alone():
    contest = delegates(alternates=0)
    votes = totals({1: 60, 2: 50, 3: 48, 4: 46, 5: 20}, valid=85)
    told = said(single("committee"), course_of(event(HALL), contest, votes))
    assert "không thuộc nội dung đề nghị chuẩn y (Điều 18). 3. Hồ sơ" in told
    assert "dự khuyết" not in told


def test_nothing_is_asked_where_nobody_is_elected():
    """A level vote over one seat elects nobody; with another contest it is told as open, and not asked for."""
    nobody = of({1: 10, 2: 10}, 1, kind="secretary", id="bt", title="Bầu Bí thư")
    assert papers_of_file(VI, file(nobody), ["request"]) == ()
    told = said(single("committee"), nobody)
    assert (
        "1.2. Bầu Bí thư Bầu tại Đại hội ví dụ. Số lượng cần bầu: 1 (một) đồng chí; trúng cử: 0 (không) đồng chí. "
        "Còn thiếu 1" in told
    )
    assert "Chức danh Bí thư" not in told


def test_seats_kept_vacant_and_seats_left_open_are_told_apart():
    people = [making.candidate(number) for number in (1, 2, 3)]
    told = said(of({1: 18, 2: 10, 3: 9}, 2, people=people, quota=3, leave_open=True))
    assert "Số lượng theo đề án là 3 đồng chí; để khuyết 1 vị trí theo đề án, chưa bầu. Tỷ lệ %" in told
    assert "Còn thiếu 1 (một) đồng chí: đã kết thúc, để khuyết số còn thiếu." in told


def test_a_tie_is_told_as_a_tie_and_nobody_is_asked_for_in_its_place():
    told = said(of({1: 18, 2: 11, 3: 11}, 2))
    assert "Còn thiếu 1 (một) đồng chí: bằng phiếu nhau, chưa phân định. 2. Nội dung" in told
    assert "gồm 1 đồng chí có tên ở mục 1." in told
    assert "Người 2" not in told


def test_a_run_off_says_that_over_half_was_not_needed():
    tie, off = totals({1: 18, 2: 11, 3: 11}, valid=20), totals({2: 9, 3: 11}, valid=20, number=2, purpose="run_off")
    told = said(course_of(event(), making.contest(3, 2, id="bch", title="Bầu"), tie, off))
    assert "2 Người 3 2 11/20 55,00 % Người trúng cử ở lần bầu lại giữa những người bằng phiếu là người nhiều" in told
    assert "“Bầu”: 2 biên bản;" in told
    assert "Tỷ lệ % tính trên 20 đảng viên chính thức làm căn cứ tính quá nửa (20 được triệu tập, không trừ" in told


def test_where_all_won_a_run_off_the_base_is_for_the_per_cent_alone():
    """R10: three level over two seats, and then two of them have the higher votes."""
    tie = totals({1: 12, 2: 12, 3: 12}, valid=20)
    off = totals({1: 12, 2: 10, 3: 9}, valid=20, number=2, purpose="run_off")
    told = said(course_of(event(), making.contest(3, 2, id="bch", title="Bầu"), tie, off))
    assert "Tỷ lệ % tính trên 20 đảng viên chính thức (20 được triệu tập, không trừ ai). TT Họ" in told


def test_after_the_third_ballot_of_a_cell_secretary_it_is_reported_for_appointment():
    """R11: after the third ballot without a result the superior committee appoints."""
    level = {1: 11, 2: 11}
    contest = making.contest(2, 1, kind="secretary", id="bt", title="Bầu Bí thư chi bộ")
    rounds = [totals(level, valid=22, number=n, purpose="first" if n == 1 else "further") for n in (1, 2, 3)]
    told = said(of_cell()[0], course_of(cell(), contest, *rounds))
    assert "Đã bầu 3 lần mà chưa có người trúng cử; báo cáo để cấp ủy cấp trên chỉ định (294-QĐ/TW)." in told


def test_each_contest_names_the_meeting_that_elected_and_the_whole_names_both():
    """The congress elects the committee, and the committee at its own meeting the secretary (R12)."""
    first = single("committee", id="bch", title="Bầu Ban Chấp hành")
    secretary = single("secretary", id="bt", title="Bầu Bí thư", meeting=making.meeting("committee", present=20))
    told = said(first, secretary)
    both = "tại Đại hội ví dụ và Hội nghị Ban Chấp hành"
    assert f"TỜ TRÌNH Đề nghị chuẩn y kết quả bầu cử {both} nhiệm kỳ" in told
    assert f"Căn cứ kết quả bầu cử {both} (Đảng bộ ví dụ, nhiệm kỳ 2025-2030), ngày" in told
    assert "1.1. Bầu Ban Chấp hành Bầu tại Đại hội ví dụ. Số lượng" in told
    assert "1.2. Bầu Bí thư Bầu tại Hội nghị Ban Chấp hành. Số lượng" in told
    alone = said(secretary)
    assert "chuẩn y kết quả bầu cử tại Hội nghị Ban Chấp hành nhiệm kỳ" in alone
    assert "Đại hội ví dụ" not in alone


def test_it_goes_to_a_standing_committee_but_of_a_cell_to_whoever_is_above_it():
    """The committee above a cell may have no standing committee."""
    assert "----- Kính gửi: Ban Thường vụ ……………………………… Căn cứ" in said(single("secretary"))
    told = said(single("secretary", unit=CELL))
    assert "----- Kính gửi: ……………………………… Căn cứ" in told
    assert "Ban Thường vụ" not in told


@pytest.mark.parametrize(
    ("meeting", "unit", "who", "behalf", "number"),
    [
        ("members", None, "Đoàn chủ tịch đại hội", "T/M ĐOÀN CHỦ TỊCH", "TTr/ĐH"),
        ("delegates", None, "Đoàn chủ tịch đại hội", "T/M ĐOÀN CHỦ TỊCH", "TTr/ĐH"),
        ("committee", None, "Ban Chấp hành", "T/M BAN CHẤP HÀNH", "TTr/……"),
        ("committee", CELL, "Chi ủy", "T/M CHI ỦY", "TTr/……"),
        ("cell_conference", CELL, "Chi bộ", "T/M CHI BỘ", "TTr/……"),
    ],
)
def test_who_issues_it_signs_on_behalf_of_a_body_and_never_for_a_superior(meeting, unit, who, behalf, number):
    told = said(single("secretary", meeting=making.meeting(meeting, present=20), unit=unit))
    assert f"Số -{number} ĐẢNG CỘNG SẢN VIỆT NAM" in told
    assert f"; {who} kính trình {'cấp ủy cấp trên' if unit else 'Ban Thường vụ'} xem xét" in told
    assert f"Lưu hồ sơ bầu cử. {behalf} Dãy số" in told
    assert "K/T" not in told
    assert "CỘNG HÒA XÃ HỘI" not in told.upper()


def test_of_the_older_regulation_everything_is_still_to_be_checked():
    course = single("secretary")
    course = replace(course, congress=replace(course.congress, regulation=REGULATIONS["244-QĐ/TW"]))
    told = said(course)
    assert "(Quyết định 244-QĐ/TW, 09/6/2014)" in told
    assert "cần đối chiếu nguyên văn) gồm:" in told


def test_a_name_of_two_hundred_letters_and_one_that_looks_like_markup_stand_as_they_are():
    people = [making.candidate(1, "W" * 200), making.candidate(2, "#let \\ $x$ <a>"), making.candidate(3)]
    told = said(of({1: 15, 2: 12, 3: 3}, 2, people=people))
    assert "W" * 200 in told.replace(" ", "")
    assert "#let \\ $x$ <a>" in told


def test_a_short_table_of_endless_names_goes_on_where_it_does_not_fit_a_page():
    """Eleven names of 200 letters, 13 lines each: a page has room for 40 lines."""
    people = [making.candidate(number, "W" * 198 + f"{number:02}") for number in range(1, 13)]
    votes = {number: 15 if number < 12 else 1 for number in range(1, 13)}
    told = pages(paper(request, file(of(votes, 11, people=people))))
    assert sum("WWW" in page for page in told) >= 4


def test_the_english_copy_says_the_same():
    told = said(*of_cell(), words=EN)
    assert "----- To: ……………………………… By the Party Charter" in told
    assert (
        "Held at Đại hội lần thứ XII. To be elected: 2 (two); elected: 2 (two). "
        "Per cent is of 23 official members in the base of over half (26 summoned, less 3)." in told
    )
    assert "- As secretary of the cell: Đoàn Xuân Dũng." in told
    assert paper(request, file(*of_cell()), EN).name == "request-002-en"
