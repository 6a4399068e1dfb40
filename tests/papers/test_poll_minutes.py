"""The minutes of the opinion poll: who was asked, who has more than 30 % of those attending, and what is left to write.

R3, R5; the figures are reckoned by hand.
"""

import pytest

from tally.contest import NominatedBy, Withdrawal
from tally.course import begin
from tally.papers.kinds import papers_of_congress
from tally.regulation import REGULATIONS
from tests import making
from tests.papers.made import EN, VI, event, pages, text
from tests.papers.meetings import cell

FLOOR, SELF = NominatedBy.FLOOR, NominatedBy.SELF

GOLDEN = """
CHI BỘ THÔN ĐÔNG ĐẠI HỘI LẦN THỨ XII NHIỆM KỲ 2025-2027 * Số -BB/ĐH
ĐẢNG CỘNG SẢN VIỆT NAM Thôn Đông, ngày 14 tháng 02 năm 2025
BIÊN BẢN LẤY PHIẾU XIN Ý KIẾN Về những người tự ứng cử và được đề cử Bầu Chi ủy khóa XII nhiệm kỳ 2025-2027 -----
Ngày 14 tháng 02 năm 2025, tại thôn Đông, theo Quy chế bầu cử trong Đảng (Quyết định 190-QĐ/TW, 10/10/2024), Đại hội
lần thứ XII (Chi bộ thôn Đông, nhiệm kỳ 2025-2027) đã lấy phiếu xin ý
kiến, bằng phiếu kín (Điều 3), về những người tự ứng cử và được đề cử ngoài danh sách do cấp ủy triệu tập chuẩn bị
(Điều 14, 17). Ban kiểm phiếu lập biên bản kết quả như sau:
1. Người được xin ý kiến
Tổng số đảng viên chính thức được triệu tập: 26 đồng chí.
Số người dự, được xin ý kiến: 22 đồng chí. Tỷ lệ % dưới đây tính trên số người dự này.
2. Những người tự ứng cử
Số phiếu phát ra: ………; thu về: ………; hợp lệ: ………; không hợp lệ: ………
Lý do không hợp lệ: …………………………………………………
TT Họ và tên Số người đồng ý Tỷ lệ % Trên 30 %
1 Bùi Thị Giang 6/22 27,27 % không đạt
3. Những người được đề cử
Số phiếu phát ra: ………; thu về: ………; hợp lệ: ………; không hợp lệ: ………
Lý do không hợp lệ: …………………………………………………
TT Họ và tên Số người đồng ý Tỷ lệ % Trên 30 %
1 Hồ Văn Sáu 7/22 31,82 % đạt
4. Kết luận
Người được trên 30 % số người dự đồng ý thì đủ điều kiện vào danh sách bầu cử (Điều 11, 14).
Đủ điều kiện 1 đồng chí, xếp theo số người đồng ý từ cao xuống thấp: Hồ Văn Sáu.
Bầu 3 đồng chí; danh sách do cấp ủy triệu tập chuẩn bị có 3 đồng chí, cả danh sách được nhiều nhất 4 đồng chí (Điều 14).
Thêm những người đủ điều kiện, danh sách không vượt số đó; danh sách do đại hội quyết định (Điều 14, 17).
TRƯỞNG BAN KIỂM PHIẾU Lê Thanh Bách T/M ĐOÀN CHỦ TỊCH
ỦY VIÊN BAN KIỂM PHIẾU Đặng Thu Quyên ỦY VIÊN BAN KIỂM PHIẾU Vũ Xuân Tùng
"""


def asked(*others, prepared=3, seats=3, congress=None, **given):
    """A contest with so many prepared by the committee and these others, each by whom and how many agreed."""
    people = [making.candidate(number) for number in range(1, prepared + 1)]
    people += [
        making.candidate(number, name, nominated_by=by, agreed_by=agreed)
        for number, (name, by, agreed) in enumerate(others, prepared + 1)
    ]
    return begin(congress or event(), making.contest(people, seats, **{"id": "bch"} | given))


def minutes(course, words=VI):
    [paper] = papers_of_congress(words, [course], ["poll-minutes"])
    return paper


def test_the_minutes_say_who_was_asked_and_who_has_more_than_thirty_per_cent():
    others = (("Bùi Thị Giang", SELF, 6), ("Hồ Văn Sáu", FLOOR, 7))
    course = asked(*others, congress=cell(), id="chi-uy", title="Bầu Chi ủy khóa XII")
    assert text(minutes(course)) == " ".join(GOLDEN.split())
    assert minutes(course).name == "poll-minutes-chi-uy-1"


@pytest.mark.parametrize(
    ("attending", "agreed", "told"),
    [(20, 6, "6/20 30,00 % không đạt"), (20, 7, "7/20 35,00 % đạt"), (999, 300, "300/999 30,03 % đạt")],
)
def test_thirty_per_cent_is_not_more_than_thirty(attending, agreed, told):
    """R3: more than 30 % of those attending; never decided on the rounded figure."""
    course = asked(("Sáu", FLOOR, agreed), congress=event(making.meeting(present=attending, absent=5)))
    assert told in text(minutes(course))


def test_nothing_is_decided_on_the_rounded_figure():
    """R17: both print 30.00 %, and one of them is over it."""
    at = asked(("Sáu", FLOOR, 3_000), congress=event(making.meeting(present=10_000)))
    over = asked(("Sáu", FLOOR, 3_001), congress=event(making.meeting(present=10_003)))
    assert "3.000/10.000 30,00 % không đạt" in text(minutes(at))
    assert "3.001/10.003 30,00 % đạt" in text(minutes(over))


def test_what_the_file_does_not_have_is_left_to_be_written_in():
    said = text(minutes(asked(("Năm", SELF, None), ("Sáu", FLOOR, 9))))
    assert "1 Năm ……/20 …… ……" in said
    assert "1 Sáu 9/20 45,00 % đạt" in said
    assert (
        "Đủ điều kiện 1 đồng chí, xếp theo số người đồng ý từ cao xuống thấp: Sáu. "
        "Còn người chưa ghi số người đồng ý: ghi vào bảng trên. Những người đủ điều kiện nữa là: ………………… TRƯỞNG" in said
    )
    assert "nhiều nhất" not in said


def test_of_whom_nothing_is_known_nothing_is_concluded():
    said = text(minutes(asked(("Năm", SELF, None))))
    assert "(Điều 11, 14). Còn người chưa ghi" in said
    assert "Không có ai" not in said
    assert "Số phiếu phát ra: ………; thu về: ………" in said


def test_nobody_qualifies_where_nobody_does():
    said = text(minutes(asked(("Năm", SELF, 6), ("Sáu", FLOOR, 0))))
    assert "(Điều 11, 14). Không có ai đủ điều kiện. TRƯỞNG BAN KIỂM PHIẾU" in said


def test_only_the_polls_that_were_held_are_told_of():
    said = text(minutes(asked(("Sáu", FLOOR, 9))))
    assert "2. Những người được đề cử Số phiếu" in said
    assert "3. Kết luận" in said
    assert "Những người tự ứng cử" not in said


def test_a_list_that_is_too_long_is_filled_from_the_most_agreement_down():
    """R5: three seats take a list of four; of two prepared and three who qualify, two come onto it."""
    others = (("Ba", FLOOR, 8), ("Bốn", FLOOR, 12), ("Năm", SELF, 10))
    said = text(minutes(asked(*others, prepared=2)))
    assert "Đủ điều kiện 3 đồng chí, xếp theo số người đồng ý từ cao xuống thấp: Bốn, Năm và Ba. Bầu" in said
    assert (
        "Bầu 3 đồng chí; danh sách do cấp ủy triệu tập chuẩn bị có 2 đồng chí, cả danh sách được nhiều nhất 4 đồng chí "
        "(Điều 14). "
        "Danh sách còn 2 (hai) chỗ, ít hơn số người đủ điều kiện: lấy theo số người đồng ý từ cao xuống thấp cho đến "
        "khi đủ danh sách (Điều 17; cần đối chiếu nguyên văn). "
        "Theo đó, được vào danh sách: Bốn và Năm. TRƯỞNG" in said
    )


def test_of_those_level_at_the_last_place_the_congress_decides():
    """R5: nobody of them is taken, whatever their numbers."""
    others = (("Ba", FLOOR, 8), ("Bốn", FLOOR, 12), ("Năm", SELF, 8))
    said = text(minutes(asked(*others, prepared=2)))
    assert (
        "Theo đó, được vào danh sách: Bốn. Bằng nhau ở chỗ cuối: Ba và Năm, mà chỉ còn 1 (một) "
        "chỗ; chưa lấy ai trong số này, đại hội quyết định "
        "(chưa tìm thấy quy định, phần mềm tự chọn). TRƯỞNG" in said
    )


def test_where_all_are_level_nobody_is_taken():
    said = text(minutes(asked(("Ba", FLOOR, 8), ("Bốn", FLOOR, 8), ("Năm", SELF, 8), prepared=2)))
    assert "được vào danh sách" not in said
    assert ": Ba, Bốn và Năm, mà chỉ còn 2 (hai) chỗ" in said


def test_a_list_that_a_committee_votes_on_the_committee_settles():
    people = (("Ba", FLOOR, 3), ("Bốn", FLOOR, 3))
    meeting = event(making.meeting("committee", present=9))
    said = text(minutes(asked(*people, prepared=3, congress=meeting, kind="standing_committee")))
    assert "Ba và Bốn, mà chỉ còn 1 (một) chỗ; chưa lấy ai trong số này, hội nghị quyết định" in said


def test_a_list_that_was_prepared_full_has_no_place_left():
    said = text(minutes(asked(("Sáu", FLOOR, 20), prepared=5)))
    assert "Danh sách còn 0 (không) chỗ, ít hơn số người đủ điều kiện" in said
    assert "được vào danh sách" not in said


def test_no_limit_is_told_of_where_the_rule_has_none():
    """R4: the 30 % bind a committee and a standing committee alone."""
    said = text(minutes(asked(("Sáu", FLOOR, 20), ("Bảy", FLOOR, 20), kind="delegates")))
    assert "Đủ điều kiện 2 đồng chí" in said
    assert "nhiều nhất" not in said


def test_there_are_minutes_only_where_somebody_was_asked_about():
    people = [making.candidate(1), making.candidate(2, nominated_by=FLOOR, withdrawal=Withdrawal.GRANTED)]
    later = [making.candidate(1), making.candidate(2, nominated_by=FLOOR, from_round=2)]
    for names in (3, people, later):
        course = begin(event(), making.contest(names, 1, id="bch"))
        assert papers_of_congress(VI, [course], ["poll-minutes"]) == ()


def test_namesakes_are_told_apart():
    people = [making.candidate(1, "Trần An"), making.candidate(2, "trần  an", nominated_by=FLOOR, agreed_by=9)]
    said = text(minutes(begin(event(), making.contest(people, 1, id="bch"))))
    assert "1 trần an (15/03/1975) 9/20" in said
    assert "xuống thấp: trần an (15/03/1975)." in said


def test_whoever_of_the_board_is_asked_about_does_not_sign():
    said = text(minutes(asked(("Lê Thanh Bách", FLOOR, 9))))
    assert "TRƯỞNG BAN KIỂM PHIẾU T/M ĐOÀN CHỦ TỊCH ỦY VIÊN BAN KIỂM PHIẾU Đặng Thu Quyên" in said


def test_a_meeting_of_the_committee_has_its_own_name_and_chair():
    course = asked(("Sáu", FLOOR, 9), congress=event(making.meeting("committee", present=20)), kind="secretary")
    said = text(minutes(course))
    assert "10/10/2024), Hội nghị Ban Chấp hành (Đảng bộ ví dụ, nhiệm kỳ 2025-2030) đã lấy phiếu" in said
    assert "TRƯỞNG BAN KIỂM PHIẾU Lê Thanh Bách CHỦ TRÌ HỘI NGHỊ" in said


def test_of_the_older_regulation_everything_is_still_to_be_checked():
    said = text(minutes(asked(("Sáu", FLOOR, 9), congress=event(regulation=REGULATIONS["244-QĐ/TW"]))))
    assert "thì đủ điều kiện vào danh sách bầu cử (Điều 13, 16; cần đối chiếu nguyên văn)." in said
    assert "(Quyết định 244-QĐ/TW, 09/6/2014)" in said


def test_the_copy_in_english_is_whole():
    paper = minutes(asked(("Năm", SELF, None), ("Sáu", FLOOR, 9)), EN)
    assert paper.name == "poll-minutes-bch-1-en"
    assert all("READING COPY" in page for page in pages(paper))
    said = text(paper)
    assert "Ballots issued: ………; collected: ………; valid: ………; invalid: ………" in said
    assert "1 Sáu 9/20 45.00 % yes" in said
    assert "1 person qualifies: Sáu." in said
