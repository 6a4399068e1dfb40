"""The counting minutes: the fields of the Party's form in their order, every figure with what it is reckoned on.

The texts are written by hand from the form and the rules, the figures reckoned by hand.
"""

import pytest

from tally.congress import BoardMember, MeetingKind
from tally.contest import NominatedBy
from tally.person import Birth
from tally.record.fingerprint import fingerprint
from tally.regulation import REGULATIONS
from tests import making
from tests.papers.made import course_of, event, minutes_of, record_of, text, totals
from tests.papers.meetings import HALL, WHOLE, cell, committee, delegates

GOLDEN = """
CHI BỘ THÔN ĐÔNG ĐẠI HỘI LẦN THỨ XII NHIỆM KỲ 2025-2027 * Số -BB/ĐH
ĐẢNG CỘNG SẢN VIỆT NAM Thôn Đông, ngày 14 tháng 02 năm 2025
BIÊN BẢN KIỂM PHIẾU Bầu Chi ủy khóa XII nhiệm kỳ 2025-2027 -----
Ngày 14 tháng 02 năm 2025, tại thôn Đông, Đại hội lần thứ XII (Chi bộ thôn Đông, nhiệm kỳ 2025-2027) đã tiến hành
bầu cử theo Điều lệ Đảng và Quy chế bầu cử trong Đảng (Quyết định 190-QĐ/TW, 10/10/2024), bằng phiếu kín (Điều 3).
Ban kiểm phiếu lập biên bản kết quả kiểm phiếu như sau:
1. Số lượng cần bầu
Đại hội đã biểu quyết số lượng cần bầu là 2 (hai) đồng chí.
2. Danh sách bầu cử
Danh sách bầu cử gồm 3 đồng chí, xếp theo vần chữ cái của tên (04-HD/TW; cần đối chiếu nguyên văn):
TT Họ và tên Số trên phiếu Ghi chú
1 Đoàn Xuân Dũng 2
2 Lê Hồng Hằng 3
3 Vũ Minh Khoa 1
3. Ban kiểm phiếu
Ban kiểm phiếu do đại hội biểu quyết bầu (Điều 8), gồm 3 đồng chí:
Trưởng ban: đồng chí Lê Thanh Bách. Ủy viên: đồng chí Đặng Thu Quyên. Ủy viên: đồng chí Vũ Xuân Tùng.
4. Người được triệu tập, người dự và căn cứ tính quá nửa
Tổng số đảng viên chính thức được triệu tập: 26 đồng chí. Có mặt lúc bầu cử: 22 đồng chí; vắng mặt: 4 đồng chí.
Đủ số người để tiến hành (Điều lệ Đảng, Điều 11; cần đối chiếu nguyên văn).
Người được triệu tập Số người Căn cứ tính quá nửa
Có mặt 22 tính
Vắng mặt, không thuộc diện được trừ 1 tính
Được miễn công tác và sinh hoạt đảng, không dự 2 trừ ra
Vắng mặt suốt thời gian đại hội, có lý do được cấp ủy triệu tập đồng ý 1 trừ ra
Tổng số được triệu tập 26
Số người làm căn cứ tính quá nửa 23 quá nửa: từ 12 phiếu
Người trúng cử phải được quá một nửa số người làm căn cứ tính nêu trên; không tính trên số phiếu phát ra, thu về hay
hợp lệ (Điều 30).
5. Phiếu bầu
Phiếu có số dư, gạch tên người không bầu.
Phiếu Số phiếu
Số phiếu phát ra 22 Số phiếu thu về 22 Số phiếu hợp lệ 20 Số phiếu không hợp lệ 2
– trong đó: dùng nhiều loại mực 1 – trong đó: bầu quá số lượng 1
6. Kết quả kiểm phiếu, theo thứ tự trên phiếu bầu
Tỷ lệ % tính trên 23 đảng viên chính thức làm căn cứ tính quá nửa (26 được triệu tập, trừ 3), nêu ở mục 4.
Số trên phiếu Họ và tên Số phiếu Tỷ lệ %
1 Vũ Minh Khoa 15/23 65,22 %
2 Đoàn Xuân Dũng 20/23 86,96 %
3 Lê Hồng Hằng 5/23 21,74 %
7. Người trúng cử
Trúng cử 2 đồng chí, có số phiếu quá nửa (Điều 30), xếp theo số phiếu từ cao xuống thấp:
TT Họ và tên Số trên phiếu Số phiếu Tỷ lệ %
1 Đoàn Xuân Dũng 2 20/23 86,96 %
2 Vũ Minh Khoa 1 15/23 65,22 %
Đã bầu đủ số lượng.
TRƯỞNG BAN KIỂM PHIẾU Lê Thanh Bách T/M ĐOÀN CHỦ TỊCH
ỦY VIÊN BAN KIỂM PHIẾU Đặng Thu Quyên ỦY VIÊN BAN KIỂM PHIẾU Vũ Xuân Tùng
Dãy số đối chiếu của bản ghi kết quả số 1:
{fingerprint}
Mã QR bên cạnh là mã băm SHA-256 của bản ghi. Tệp bản ghi nằm kèm trong tệp PDF của biên bản này; tally papers --check
chứng minh biên bản đúng như bản ghi.
"""


def golden(course, template):
    return " ".join(template.format(fingerprint=fingerprint(record_of(course).record.text)).split())


def test_the_minutes_have_the_fields_of_the_form_in_their_order():
    course = course_of(cell(), committee(), WHOLE)
    assert text(minutes_of(course)) == golden(course, GOLDEN)


def test_ballots_that_did_not_come_back_are_told_and_no_invalid_one_is_too():
    said = text(minutes_of(course_of(cell(), committee(), totals({1: 15, 2: 20, 3: 5}, valid=20, issued=22))))
    assert "Số phiếu thu về 20 Số phiếu không thu về 2 Số phiếu hợp lệ 20 Số phiếu không hợp lệ 0" in said
    assert "Không có phiếu không hợp lệ." in said


def test_delegates_are_allotted_from_above_and_who_is_taken_out_of_the_base_is_itemised():
    said = text(minutes_of(course_of(event(HALL), delegates(), totals({1: 60, 2: 50, 3: 48, 4: 46, 5: 20}, valid=85))))
    assert "Số lượng đại biểu cần bầu do cấp trên phân bổ là 3 (ba) đồng chí (Điều 18)." in said
    assert "biểu quyết số lượng" not in said
    assert (
        "Tổng số đại biểu chính thức được triệu tập: 91 đồng chí. Có mặt lúc bầu cử: 85 đồng chí; vắng mặt: 6" in said
    )
    assert "Trong số có mặt có 5 đại biểu dự khuyết thay đại biểu chính thức vắng mặt." in said
    assert "Có đại biểu của 11 trong số 12 tổ chức đảng trực thuộc." in said
    assert "Vắng mặt, có đại biểu dự khuyết thay 5 tính" in said
    assert "Cấp ủy viên của cấp triệu tập, vắng mặt suốt thời gian đại hội 1 trừ ra" in said
    assert "Đại biểu vắng mặt suốt thời gian đại hội, không có đại biểu dự khuyết thay 3 trừ ra" in said
    assert "Số người làm căn cứ tính quá nửa 87 quá nửa: từ 44 phiếu" in said
    assert (
        "Tỷ lệ % tính trên 87 đại biểu chính thức làm căn cứ tính quá nửa (91 được triệu tập, trừ 4), nêu ở mục 4."
        in said
    )


def test_the_notes_of_the_list_say_who_came_from_the_floor_and_when():
    people = [
        making.candidate(1, "An", nominated_by=NominatedBy.FLOOR, agreed_by=9),
        making.candidate(2, "Bình", nominated_by=NominatedBy.SELF),
        making.candidate(3, "Chi", from_round=2),
    ]
    contest = making.contest(people, 1, id="bch")
    course = course_of(
        event(),
        contest,
        totals({1: 10, 2: 10}, valid=20),
        totals({1: 1, 2: 2, 3: 17}, valid=20, number=2, purpose="further"),
    )
    said = text(minutes_of(course))
    assert (
        "1 An 1 được đề cử tại đại hội; 9/20 người dự tán thành 2 Bình 2 tự ứng cử 3 Chi 3 vào danh sách từ lần" in said
    )


def test_two_of_one_name_are_told_apart_wherever_they_are_named():
    born = Birth(year=1980)
    people = [making.candidate(1, "Trần An"), making.candidate(2, "Trần An", born=born), making.candidate(3, "Chi")]
    contest = making.contest(people, 2, id="bch")
    said = text(minutes_of(course_of(event(), contest, totals({1: 12, 2: 12, 3: 15}, valid=20))))
    assert said.count("Trần An (15/03/1975)") == said.count("Trần An (1980)") == 3
    assert "các đồng chí Trần An (15/03/1975) (số 1) và Trần An (1980) (số 2) bằng phiếu" in said


def test_a_member_of_the_board_who_is_on_the_list_stepped_out_and_does_not_sign():
    people = [making.candidate(1, "Lê Thanh Bách"), making.candidate(2, "An")]
    course = course_of(event(), making.contest(people, 1, id="bch"), totals({1: 3, 2: 17}, valid=20))
    said = text(minutes_of(course))
    assert (
        "gồm 2 đồng chí: Trưởng ban: đồng chí Lê Thanh Bách, có tên trong danh sách bầu cử nên không tham gia" in said
    )
    assert "TRƯỞNG BAN KIỂM PHIẾU T/M ĐOÀN CHỦ TỊCH ỦY VIÊN BAN KIỂM PHIẾU Đặng Thu Quyên" in said


def test_a_record_without_a_board_says_so_and_leaves_the_signature_free():
    said = text(minutes_of(course_of(event(board=()), committee(), totals({1: 15, 2: 18, 3: 5}, valid=20))))
    assert "3. Ban kiểm phiếu Bản ghi không nêu ban kiểm phiếu. 4. Người" in said
    assert "TRƯỞNG BAN KIỂM PHIẾU T/M ĐOÀN CHỦ TỊCH Dãy số" in said


def test_a_board_of_many_signs_three_beside_one_another():
    board = [BoardMember(name=f"Ủy viên {number}", role="member") for number in range(1, 6)]
    paper = minutes_of(course_of(event(board=tuple(board)), committee(), totals({1: 15, 2: 18, 3: 5}, valid=20)))
    assert [len(row) for row in paper.tree["signatures"]] == [2, 3, 2]
    assert "Ủy viên 5" in text(paper)


@pytest.mark.parametrize(
    ("kind", "body", "who", "chair", "cited"),
    [
        ("members", "ĐẠI HỘI VÍ DỤ", "đảng viên chính thức", "T/M ĐOÀN CHỦ TỊCH", "(Điều 30)"),
        ("delegates", "ĐẠI HỘI VÍ DỤ", "đại biểu chính thức", "T/M ĐOÀN CHỦ TỊCH", "(Điều 30)"),
        ("committee", "BAN CHẤP HÀNH", "ủy viên đương nhiệm", "CHỦ TRÌ HỘI NGHỊ", "(Điều 30; cần đối"),
        ("cell_conference", "HỘI NGHỊ CHI BỘ", "đảng viên chính thức của chi bộ", "CHỦ TRÌ HỘI NGHỊ", "(Điều 30; cần"),
    ],
)
def test_each_meeting_has_its_name_its_base_and_its_chair(kind, body, who, chair, cited):
    assert kind in list(MeetingKind)
    contest = making.contest([making.candidate(1, "An")], 1, kind="secretary", id="bt")
    said = text(minutes_of(course_of(event(making.meeting(kind, present=20)), contest, totals({1: 18}, valid=20))))
    assert f"ĐẢNG BỘ VÍ DỤ {body}" in said
    assert ("NHIỆM KỲ 2025-2030 * Số -BB/ĐH" in said) == (body == "ĐẠI HỘI VÍ DỤ") == ("* Số -BB/…… ĐẢNG" not in said)
    assert f"Tỷ lệ % tính trên 20 {who} làm căn cứ tính quá nửa (20 được triệu tập, không trừ ai), nêu ở" in said
    assert f"TRƯỞNG BAN KIỂM PHIẾU Lê Thanh Bách {chair}" in said
    assert f"hay hợp lệ {cited}" in said


def test_the_number_by_the_plan_is_told_where_some_of_it_is_kept_vacant():
    said = text(minutes_of(course_of(cell(), committee(quota=3), WHOLE)))
    assert (
        "là 2 (hai) đồng chí. Số lượng theo đề án là 3 đồng chí; để khuyết 1 vị trí theo đề án, chưa bầu. 2. Danh"
        in said
    )


def test_a_meeting_that_is_not_quorate_says_so():
    contest = making.contest([making.candidate(1, "An")], 1, kind="secretary", id="bt")
    meeting = making.meeting(present=10, absent=10)
    said = text(minutes_of(course_of(event(meeting), contest, totals({1: 10}, valid=10))))
    assert "CHƯA ĐỦ số người để tiến hành (Điều lệ Đảng, Điều 11; cần đối chiếu nguyên văn)." in said
    assert "phải dừng, chưa quyết định gì, vì chưa đủ số người dự" in said


def test_of_the_older_regulation_everything_is_still_to_be_checked():
    old = event(regulation=REGULATIONS["244-QĐ/TW"])
    said = text(minutes_of(course_of(old, committee(), totals({1: 15, 2: 18, 3: 5}, valid=20))))
    assert "(Quyết định 244-QĐ/TW, 09/6/2014), bằng phiếu kín (cần đối chiếu nguyên văn). Ban kiểm phiếu" in said
    assert "có số phiếu quá nửa (Điều 32; cần đối chiếu nguyên văn), xếp" in said


@pytest.mark.parametrize(
    ("congress", "meeting"),
    [(event, "Hội nghị Ban Chấp hành (Đảng bộ ví dụ"), (cell, "Hội nghị chi ủy (Chi bộ thôn Đông")],
)
def test_the_minutes_of_a_committee_name_its_meeting_and_leave_its_code_to_be_filled_in(congress, meeting):
    contest = making.contest([making.candidate(1, "An")], 1, kind="secretary", id="bt")
    course = course_of(congress(making.meeting("committee", present=9)), contest, totals({1: 9}, valid=9))
    said = text(minutes_of(course))
    assert f", {meeting}, nhiệm kỳ" in said
    assert f"{'BAN CHẤP HÀNH' if congress is event else 'CHI ỦY'} * Số -BB/…… ĐẢNG" in said
