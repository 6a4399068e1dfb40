"""The report on the count: a whole contest, every round with its chart, and the five numbers apart (R8-R12).

The texts are written by hand from the rules, the figures reckoned by hand.
"""

from dataclasses import replace

import pytest
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from tally.contest import Category, Choice, Decision, MeasuredOn, Plan, Share, Target
from tally.papers.engine import pdf
from tally.papers.kinds import papers_of_record
from tally.person import Birth
from tally.record.fingerprint import fingerprint
from tests import making
from tests.papers.made import EN, VI, codes, course_of, event, pages, reader, record_of, text, totals
from tests.papers.meetings import HALL, WHOLE, cell, committee, delegates

TIE = totals({1: 12, 2: 20, 3: 12}, valid=22)
RUN_OFF = totals({1: 9, 3: 11}, valid=20, invalid=2, number=2, purpose="run_off")
GOLDEN = """
CHI BỘ THÔN ĐÔNG ĐẠI HỘI LẦN THỨ XII NHIỆM KỲ 2025-2027 * Số -BC/ĐH
ĐẢNG CỘNG SẢN VIỆT NAM Thôn Đông, ngày 14 tháng 02 năm 2025
BÁO CÁO KẾT QUẢ KIỂM PHIẾU Bầu Chi ủy khóa XII nhiệm kỳ 2025-2027 -----
Ngày 14 tháng 02 năm 2025, tại thôn Đông, Ban kiểm phiếu báo cáo đại hội (Chi bộ thôn Đông) kết quả cuộc bầu
“Bầu Chi ủy khóa XII”, tiến hành theo Quy chế bầu cử trong Đảng (Quyết định 190-QĐ/TW, 10/10/2024). Mọi con số lấy
từ bản ghi kết quả số 1.
1. Số lượng Kết quả: đã bầu đủ số lượng.
Số lượng Số người
Số lượng theo đề án 3 Số lượng đã biểu quyết bầu 2 Để khuyết theo đề án, chưa bầu 1 Đã trúng cử 2
Còn thiếu so với số lượng phải bầu 0
2. Người được triệu tập, người dự và căn cứ tính quá nửa
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
3. Lần bầu thứ 1: bầu lần đầu
Bầu 2 (hai) đồng chí trong danh sách 3 đồng chí; phiếu có số dư, gạch tên người không bầu.
Phát ra 22 phiếu; thu về 22 phiếu; không thu về 0 phiếu; hợp lệ 22 phiếu; không hợp lệ 0 phiếu.
Số phiếu từng người, theo thứ tự trên phiếu bầu; tỷ lệ % tính trên 23 đảng viên chính thức làm căn cứ tính quá nửa (26
được triệu tập, trừ 3):
Họ và tên quá nửa: từ 12 phiếu Số phiếu Tỷ lệ % Kết quả
1. Vũ Minh Khoa 12/23 52,17 % bằng phiếu
2. Đoàn Xuân Dũng 20/23 86,96 % trúng cử
3. Lê Hồng Hằng 12/23 52,17 % bằng phiếu
Trúng cử 1 đồng chí, có số phiếu quá nửa (Điều 30):
TT Họ và tên Số trên phiếu Số phiếu Tỷ lệ % 1 Đoàn Xuân Dũng 2 20/23 86,96 %
BẰNG PHIẾU: các đồng chí Vũ Minh Khoa (số 1) và Lê Hồng Hằng (số 3) bằng phiếu nhau mà chỉ còn 1 (một) chỗ; chưa ai
trong số này trúng cử. Việc tiếp theo: đại hội bầu lại giữa những người này (Điều 30; cần đối chiếu nguyên văn).
Sau lần bầu này, đại hội biểu quyết bằng thẻ việc bầu lại giữa những người bằng phiếu: đồng ý 22/23 đồng chí
(95,65 %), không đồng ý 0 đồng chí, không có ý kiến 0 đồng chí, không giơ thẻ 0 đồng chí, tính trên 23 đảng viên chính
thức làm căn cứ tính quá nửa (26 được triệu tập, trừ 3); quá nửa, ĐƯỢC THÔNG QUA (Điều 30).
4. Lần bầu thứ 2: bầu lại giữa những người bằng phiếu
Bầu 1 (một) đồng chí trong danh sách 2 đồng chí; phiếu có số dư, gạch tên người không bầu.
Phát ra 22 phiếu; thu về 22 phiếu; không thu về 0 phiếu; hợp lệ 20 phiếu; không hợp lệ 2 phiếu.
Phiếu không hợp lệ – không ghi rõ lý do không hợp lệ: 2 phiếu.
Số phiếu từng người, theo thứ tự trên phiếu bầu; tỷ lệ % tính trên 23 đảng viên chính thức (26 được triệu tập, trừ 3):
Họ và tên bầu lại: không cần quá nửa Số phiếu Tỷ lệ % Kết quả
1. Vũ Minh Khoa 9/23 39,13 % không trúng cử
3. Lê Hồng Hằng 11/23 47,83 % trúng cử
Đây là lần bầu lại giữa những người bằng phiếu: ai nhiều phiếu hơn thì trúng cử, không cần quá nửa (Điều 30; cần đối
chiếu nguyên văn). Trúng cử 1 đồng chí:
TT Họ và tên Số trên phiếu Số phiếu Tỷ lệ % 1 Lê Hồng Hằng 3 11/23 47,83 %
Đã bầu đủ số lượng.
5. Người trúng cử qua các lần bầu
Trúng cử 2 đồng chí, theo thứ tự lần bầu, trong mỗi lần theo số phiếu từ cao xuống thấp:
TT Họ và tên Số trên phiếu Lần bầu Số phiếu Tỷ lệ %
1 Đoàn Xuân Dũng 2 1 20/23 86,96 % 2 Lê Hồng Hằng 3 2 (bầu lại) 11/23 47,83 %
Nơi nhận: - Đoàn chủ tịch đại hội, - Cấp ủy cấp trên trực tiếp, - Lưu hồ sơ bầu cử.
T/M BAN KIỂM PHIẾU TRƯỞNG BAN Lê Thanh Bách
Dãy số đối chiếu của bản ghi kết quả số 1: {fingerprint}
Mã QR bên cạnh là mã băm SHA-256 của bản ghi. tally papers --check chứng minh giấy này lập đúng từ bản ghi ấy.
"""
AGREED = Decision(after_round=1, choice=Choice.RUN_OFF, agree=22, against=0, abstain=0, not_voting=0)


def report(course, words=VI, **given):
    [paper] = papers_of_record(words, record_of(course, **given), ["result-report"])
    return paper


def said_of(course, words=VI, **given):
    return text(report(course, words, **given))


def drawn(paper):
    """The charts of a report: of each, the names with the length, the pattern and the word of their bars."""
    charts = [part["chart"] for part in paper.tree["sections"] if "chart" in part]
    return [[(group["name"], *shown(bar)) for group in one["groups"] for bar in group["bars"]] for one in charts]


def shown(bar):
    return bar["length"], bar["pattern"], bar["cells"][-1]


def test_the_report_tells_every_round_in_its_order_and_keeps_the_five_numbers_apart():
    course = course_of(cell(), committee(quota=3, decisions=(AGREED,)), TIE, RUN_OFF)
    whole = GOLDEN.format(fingerprint=fingerprint(record_of(course).record.text))
    assert said_of(course) == " ".join(whole.split())


def test_r8_a_chart_has_the_threshold_and_r10_that_of_a_run_off_has_none():
    paper = report(course_of(cell(), committee(), TIE, RUN_OFF))
    first, second = [part["chart"] for part in paper.tree["sections"] if "chart" in part]
    assert (first["is_threshold"], first["line"], first["label"]) == (1, 5217, "quá nửa: từ 12 phiếu")
    assert (second["is_threshold"], second["label"]) == (0, "bầu lại: không cần quá nửa")
    assert drawn(paper) == [
        [
            ("1. Vũ Minh Khoa", 5217, "hatched", "bằng phiếu"),
            ("2. Đoàn Xuân Dũng", 8695, "solid", "trúng cử"),
            ("3. Lê Hồng Hằng", 5217, "hatched", "bằng phiếu"),
        ],
        [("1. Vũ Minh Khoa", 3913, "empty", "không trúng cử"), ("3. Lê Hồng Hằng", 4782, "solid", "trúng cử")],
    ]


def test_what_a_bar_means_is_told_by_its_pattern_and_by_a_word_and_never_by_a_colour():
    everything = {1: 60, 2: 50, 3: 48, 4: 46, 5: 45}
    first = course_of(event(HALL), delegates(), totals(everything, valid=85))
    assert [one[2:] for one in drawn(report(first))[0]] == [
        *[("solid", "trúng cử")] * 3,
        ("striped", "dự khuyết"),
        ("level", "quá nửa, không trúng cử"),
    ]


def test_a_bar_is_drawn_as_long_as_its_votes_are_many():
    """On the page, in points: 20 of 23 against 5 of 23 of a width of 46 mm, each with its outline around it."""
    page = PdfDocument(pdf(report(course_of(cell(), committee(), WHOLE))))[1]
    edges = [path.get_bounds() for path in page.get_objects([FPDF_PAGEOBJ_PATH])]
    bars = [right - left for left, low, right, high in edges if 11 < high - low < 12 and right - left > 2]
    whole = 46 / 25.4 * 72
    assert bars == pytest.approx([15 / 23 * whole, 20 / 23 * whole, 5 / 23 * whole], abs=2)


def test_whoever_listens_to_the_file_hears_the_chart():
    data = pdf(report(course_of(cell(), committee(), WHOLE)))
    heard = [part["/Alt"] for part in structure(reader(data).trailer["/Root"]["/StructTreeRoot"]) if "/Alt" in part]
    assert heard == [
        "Biểu đồ số phiếu, lần bầu thứ 1 (quá nửa: từ 12 phiếu). 1. Vũ Minh Khoa: 15/23, 65,22\N{NO-BREAK SPACE}%, "
        "trúng cử; 2. Đoàn Xuân Dũng: 20/23, 86,96\N{NO-BREAK SPACE}%, trúng cử; 3. Lê Hồng Hằng: 5/23, "
        "21,74\N{NO-BREAK SPACE}%, không quá nửa."
    ]


def structure(part):
    """Every element of the structure tree of a PDF."""
    part = part.get_object()
    if isinstance(part, list):
        for one in part:
            yield from structure(one)
    elif hasattr(part, "keys"):
        yield part
        if "/K" in part:
            yield from structure(part["/K"])


def test_the_report_up_to_an_earlier_round_knows_nothing_of_the_later_ones():
    course = course_of(cell(), committee(leave_open=True), TIE, RUN_OFF)
    first = report(course, number=1)
    assert first.name == "result-report-chi-uy-1"
    said = text(first)
    assert "Kết quả: bằng phiếu nhau, chưa phân định." in said
    assert "Đã trúng cử 1 Còn thiếu so với số lượng phải bầu 1" in said
    assert "Lần bầu thứ 2" not in said
    assert "qua các lần bầu" not in said


def test_r11_a_contest_left_open_says_how_many_seats_and_that_the_body_decided_so():
    said = said_of(course_of(cell(), committee(leave_open=True), totals({1: 11, 2: 20, 3: 4}, valid=22)))
    assert "Kết quả: đã kết thúc, để khuyết số còn thiếu." in said
    assert "Để khuyết theo đề án, chưa bầu 0 Đã trúng cử 1 Còn thiếu so với số lượng phải bầu 1" in said
    assert "CHƯA ĐỦ SỐ LƯỢNG: còn thiếu 1 (một) đồng chí. Đại hội quyết định để khuyết 1 (một) vị trí." in said


def test_r7_a_stopped_round_shows_its_sums_and_decides_nothing():
    course = course_of(cell(), committee(), totals({1: 15, 2: 20, 3: 5}, valid=23, issued=22))
    assert [one[2:] for one in drawn(report(course))[0]] == [("empty", "chưa quyết định")] * 3
    said = said_of(course)
    assert "Kết quả: phải dừng, chưa quyết định gì." in said
    assert "2. Đoàn Xuân Dũng 20/23 86,96 % chưa quyết định" in said
    assert "CHƯA AI TRÚNG CỬ. Lần bầu này phải dừng" in said
    assert "Lỗi: Lần 1: Thu về 23 phiếu, nhiều hơn 22 phiếu phát ra" in said


def test_the_reasons_of_invalid_ballots_are_told_each_with_its_figure():
    said = said_of(course_of(cell(), committee(), WHOLE))
    assert (
        "không hợp lệ 2 phiếu. Phiếu không hợp lệ – dùng nhiều loại mực: 1 phiếu; bầu quá số lượng: 1 phiếu. Số" in said
    )


def test_one_candidate_of_one_voter_needs_the_whole_base():
    one = making.contest([making.candidate(1, "An")], 1, kind="secretary", id="bt")
    paper = report(course_of(event(making.meeting(present=1)), one, totals({1: 1}, valid=1)))
    assert drawn(paper) == [[("1. An", 10_000, "solid", "trúng cử")]]
    assert "quá nửa: từ 1 phiếu" in text(paper)


def test_a_round_with_nobody_on_its_list_has_a_chart_without_bars():
    nobody = totals({}, valid=0, invalid=20, number=2, purpose="further", candidates=())
    contest = making.contest(1, 2, kind="deputy_secretary", id="pbt")
    paper = report(course_of(event(), contest, totals({1: 18}, valid=20), nobody))
    assert drawn(paper)[1] == []
    assert "trong danh sách 0 đồng chí" in text(paper)


def test_where_nobody_is_elected_in_any_round_there_is_no_list_of_the_elected():
    rounds = totals({1: 10, 2: 10}, valid=20), totals({1: 10, 2: 10}, valid=20, number=2, purpose="further")
    assert "qua các lần bầu" not in said_of(course_of(event(), making.contest(2, 1, id="bch"), *rounds))


def test_r12_alternates_are_named_with_the_ballot_that_took_them():
    level = totals({1: 60, 2: 50, 3: 48, 4: 46, 5: 46}, valid=85)
    run_off = totals({4: 40, 5: 44}, valid=84, number=2, purpose="run_off")
    said = said_of(course_of(event(HALL), delegates(), level))
    assert "4. Đại biểu dự khuyết Lấy 0 trong số 1 đại biểu dự khuyết (Điều 18; cần đối chiếu nguyên văn)." in said
    assert "BẰNG PHIẾU: các đồng chí Dũng (số 4) và Em (số 5) bằng phiếu nhau mà chỉ còn 1 (một) chỗ dự khuyết" in said
    said = said_of(course_of(event(HALL), delegates(), level, run_off))
    assert "Lấy 1 trong số 1 đại biểu dự khuyết" in said
    assert "Lần bầu Số phiếu Tỷ lệ % 1 Em 5 2 (bầu lại) 44/87 50,57 %" in said
    whole = totals({1: 60, 2: 50, 3: 48, 4: 46, 5: 20}, valid=85)
    assert "1 Dũng 4 1 46/87 52,87 %" in said_of(course_of(event(HALL), delegates(), whole))


def test_delegates_are_allotted_and_not_voted_on():
    said = said_of(course_of(event(HALL), delegates(), totals({1: 60, 2: 50, 3: 48, 4: 46, 5: 20}, valid=85)))
    assert "Số lượng đại biểu được phân bổ 3 Số lượng đại biểu phải bầu 3" in said


@pytest.mark.parametrize(
    ("kind", "chair"), [("members", "- Đoàn chủ tịch đại hội,"), ("committee", "- Chủ trì hội nghị,")]
)
def test_a_copy_goes_to_the_chair_of_the_body(kind, chair):
    contest = making.contest([making.candidate(1, "An")], 1, kind="secretary", id="bt")
    said = said_of(course_of(event(making.meeting(kind, present=20)), contest, totals({1: 18}, valid=20)))
    assert f"Nơi nhận: {chair} - Cấp ủy cấp trên trực tiếp," in said


def test_the_head_of_the_board_who_stepped_out_does_not_sign():
    people = [making.candidate(1, "Lê Thanh Bách"), making.candidate(2, "An")]
    said = said_of(course_of(event(), making.contest(people, 1, id="bch"), totals({1: 3, 2: 17}, valid=20)))
    assert "T/M BAN KIỂM PHIẾU TRƯỞNG BAN Dãy số" in said


def test_r16_what_the_plan_cannot_know_is_left_to_the_report_on_the_structure():
    people = [making.candidate(1, born=Birth(year=1983)), making.candidate(2), making.candidate(3)]
    young = Target(category=Category.YOUNG, measured_on=MeasuredOn.ELECTED, below=42, at_least=Share(percent=10))
    plan = Plan(age_on=event().date.replace(month=7), targets=(young,))
    course = course_of(event(), making.contest(people, 2, id="bch", plan=plan), totals({1: 15, 2: 14, 3: 2}, valid=20))
    assert "Điều cần lưu ý" not in said_of(course)


def test_a_chart_of_a_hundred_and_twenty_goes_over_pages_and_names_its_threshold_on_each():
    people = [making.candidate(number, f"Người {number:03}") for number in range(1, 121)]
    people[6] = replace(people[6], name="Nguyễn " + "Hoàng Bảo " * 19)
    people[7] = replace(people[7], name="N" * 200)
    title = " ".join(["Bầu Ban Chấp hành Đảng bộ xã hợp nhất từ ba xã cũ, khóa thứ nhất"] * 5)
    contest = making.contest(people, 100, id="bch", title=title)
    votes = {number: 200 - number for number in range(1, 121)}
    paper = report(course_of(event(making.meeting(present=200)), contest, totals(votes, valid=199)))
    seen = pages(paper)
    of_chart = [page for page in seen if "% trúng cử" in page or "% không quá nửa" in page]
    assert len(of_chart) > 3
    assert all("Họ và tên quá nửa: từ 101 phiếu Số phiếu Tỷ lệ % Kết quả" in page for page in of_chart)
    whole = text(paper)
    for number in range(9, 121):
        assert f"{number}. Người {number:03} {200 - number}/200" in whole, number
    assert "N" * 200 in whole.replace(" ", "")
    assert title in whole


def test_it_names_its_record_and_a_scanner_reads_it():
    course = course_of(cell(), committee(), WHOLE)
    assert codes(pdf(report(course))) == [record_of(course).record.hash.hex()]
    assert report(course).record is None


def test_the_copy_in_english_is_complete():
    said = said_of(course_of(cell(), committee(), TIE, RUN_OFF), EN)
    assert "REPORT ON THE COUNT" in said
    assert "1. Vũ Minh Khoa 12/23 52.17 % tied 2. Đoàn Xuân Dũng 20/23 86.96 % elected" in said
    assert "Elected are 2 persons, by round, in each from the most votes down" in said
    assert "2 Lê Hồng Hằng 3 2 (run-off) 11/23 47.83 %" in said
    assert "the the" not in said
