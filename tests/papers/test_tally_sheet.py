"""The tally sheet: the names of the round, squares for a batch, and nobody's article for a drawing that has none."""

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from station.session.box import BATCH
from tally.congress import Mode
from tally.contest import Withdrawal
from tally.course import begin
from tally.papers import printed_round
from tally.papers.kinds import papers_of_congress, papers_of_record
from tests import making
from tests.papers.made import EN, VI, course_of, event, pages, pdf, record_of, totals
from tests.papers.meetings import cell, committee

STRIKE = """
CHI BỘ THÔN ĐÔNG ĐẠI HỘI LẦN THỨ XII ĐẢNG CỘNG SẢN VIỆT NAM Thôn Đông, ngày 14 tháng 02 năm 2025
TỜ KIỂM PHIẾU Bầu Chi ủy khóa XII, nhiệm kỳ 2025-2027
Nhóm (tập) phiếu số: Tờ số: Mỗi phiếu bầu mấy người: Số phiếu: Hợp lệ: Không hợp lệ:
Lý do không hợp lệ, mỗi lý do mấy phiếu:
Đánh dấu tên nào (chọn một): tên được để lại tên bị gạch (số phiếu bầu = hợp lệ trừ cột Cộng)
Một người đọc, một người ghi, một người kiểm tra. Tô đậm nét in mờ: mỗi phiếu một cạnh ô vuông, phiếu thứ năm là đường
chéo. Phiếu hợp lệ xếp riêng theo số người được chọn (1, 2, 3…), mỗi nhóm một tờ. Phiếu không hợp lệ để riêng, không
đánh dấu; chỉ ghi số phiếu và lý do ở trên. Nhầm dòng thì gạch bỏ cả dòng, ghi số và tên vào dòng trống cuối bảng rồi
đánh dấu lại.
1 2 3 4 5
TT Họ và tên Ô đánh dấu Cộng 1 Vũ Minh Khoa 2 Đoàn Xuân Dũng 3 Lê Hồng Hằng Tổng cộng
Kiểm tra: nếu mọi phiếu trong nhóm chọn cùng số người thì tổng cộng bằng số phiếu hợp lệ nhân với số tên được đánh dấu
trên mỗi phiếu.
NGƯỜI ĐỌC PHIẾU (ký, ghi rõ họ và tên) NGƯỜI GHI (ký, ghi rõ họ và tên) NGƯỜI KIỂM TRA (ký, ghi rõ họ và tên)
"""

BOX = """
Nhóm (tập) phiếu số: Tờ số: Số phiếu: Hợp lệ: Không hợp lệ: Lý do không hợp lệ, mỗi lý do mấy phiếu:
Một người đọc, một người ghi, một người kiểm tra. Tô đậm nét in mờ: mỗi phiếu một cạnh ô vuông, phiếu thứ năm là đường
chéo. Phiếu không hợp lệ để riêng, không đánh dấu; chỉ ghi số phiếu và lý do ở trên. Nhầm dòng thì gạch bỏ cả dòng, ghi
số và tên vào dòng trống cuối bảng rồi đánh dấu lại.
1 2 3 4 5
TT Họ và tên Đồng ý Cộng Không đồng ý Cộng 1 Người 1 Tổng cộng
Kiểm tra: Đồng ý và Không đồng ý cộng lại phải bằng số phiếu hợp lệ.
"""


def sheets(course, words=VI):
    return papers_of_congress(words, [course], ["tally-sheet"])


def joined(text):
    return " ".join(text.split())


def drawn(page):
    """How many strokes each drawing on a page has, faint and bold apart; a stroke is drawn from a point to a point."""
    found = {"faint": [], "bold": []}
    for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        width = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(one, width)
        segments = pdfium.FPDFPath_CountSegments(one)
        kinds = [pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(one, at)) for at in range(segments)]
        if kinds == [pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_LINETO] * (segments // 2):
            found["bold" if width.value > 1 else "faint"].append(segments // 2)
    return found


def test_the_sheet_of_a_strike_ballot_says_whether_names_kept_or_struck_are_marked():
    [paper] = sheets(begin(cell(), committee()))
    assert pages(paper) == [joined(STRIKE)]
    assert paper.name == "tally-sheet-chi-uy-1"


def test_of_boxes_agree_and_disagree_are_marked():
    [paper] = sheets(begin(event(), making.contest(2, 2, kind="inspection_committee", id="ubkt")))
    [said] = pages(paper)
    assert "TT Họ và tên Đồng ý Cộng Không đồng ý Cộng 1 Người 1 2 Người 2 Tổng cộng" in said
    assert "Mỗi phiếu đồng ý mấy người:" in said
    assert "tổng cộng cột Đồng ý bằng số phiếu hợp lệ nhân với số người ấy" in said
    assert "Đánh dấu tên nào" not in said


def test_of_one_person_every_valid_ballot_agrees_or_disagrees():
    [paper] = sheets(begin(event(), making.contest(1, 1, kind="secretary", id="bt")))
    assert joined(BOX) in pages(paper)[0]


@pytest.mark.parametrize(("names", "seats", "beside"), [(5, 3, 1), (2, 2, 2), (1, 1, 2)])
def test_beside_every_name_and_a_spare_row_are_squares_for_a_batch_five_votes_a_square(names, seats, beside):
    [paper] = sheets(begin(event(), making.contest(names, seats, kind="delegates", id="db")))
    strokes = drawn(pypdfium2.PdfDocument(pdf(paper))[0])
    assert strokes["faint"].count(25) == (names + 1) * beside
    assert BATCH == printed_round.BATCH == 25


def test_the_example_shows_one_to_five_votes_over_whole_squares():
    [paper] = sheets(begin(cell(), committee()))
    strokes = drawn(pypdfium2.PdfDocument(pdf(paper))[0])
    assert strokes["bold"] == [1, 2, 3, 4, 5]
    assert strokes["faint"].count(5) == 5


def test_no_article_is_cited_and_no_motto_of_the_state_stands_on_it():
    said = " ".join(pages(*sheets(begin(cell(), committee())))).casefold()
    assert "điều" not in said
    assert "quy định" not in said
    assert "cộng hòa" not in said


TIE = course_of(event(), making.contest(3, 2, id="bch"), totals({1: 18, 2: 11, 3: 11}, valid=20))
SHORT = course_of(event(), making.contest(3, 2, id="bch"), totals({1: 18, 2: 9, 3: 9}, valid=20))
STOPPED = course_of(event(), making.contest(3, 2, id="bch"), totals({1: 18, 2: 9, 3: 9}, valid=20, issued=19))
DONE = course_of(event(), making.contest(3, 2, id="bch"), totals({1: 18, 2: 12, 3: 9}, valid=20))
NOBODY = begin(event(), making.contest([making.candidate(1, withdrawal=Withdrawal.GRANTED)], 1, id="bch"))
NOBODY_LEFT = course_of(
    event(),
    making.contest(1, 2, kind="deputy_secretary", id="bch"),
    totals({1: 18}, valid=20),
    totals({}, valid=0, invalid=20, number=2, purpose="further", candidates=()),
)


@pytest.mark.parametrize("course", [TIE, SHORT, STOPPED, DONE, NOBODY, NOBODY_LEFT])
@pytest.mark.parametrize("kind", ["tally-sheet", "batch-slip"])
def test_whatever_has_a_ballot_paper_has_the_papers_to_count_it_with_and_nothing_else_has(kind, course):
    def rounds(papers, of):
        return [paper.name.removeprefix(of) for paper in papers]

    ballots = papers_of_congress(VI, [course], ["ballot-a4"])
    assert rounds(papers_of_congress(VI, [course], [kind]), kind) == rounds(ballots, "ballot-a4")
    if course.held:
        to_come = papers_of_record(VI, record_of(course), ["ballot-a4"])
        assert rounds(papers_of_record(VI, record_of(course), [kind]), kind) == rounds(to_come, "ballot-a4")


def test_a_run_off_is_tallied_among_the_tied_alone():
    [paper] = papers_of_record(VI, record_of(TIE), ["tally-sheet"])
    [said] = pages(paper)
    assert "Bầu cử, nhiệm kỳ 2025-2030 Bầu lần thứ 2: bầu lại giữa những người bằng phiếu Nhóm" in said
    assert "Cộng 2 Người 2 3 Người 3 Tổng cộng" in said


def test_a_hundred_and_twenty_names_go_over_pages_and_each_says_of_what_it_is():
    [paper] = sheets(begin(event(), making.contest(120, 100, id="bch")))
    seen = pages(paper)
    assert len(seen) == 4
    head = "TT Họ và tên Ô đánh dấu Cộng"
    assert all(page.count(head) == 1 for page in seen)
    for number, page in enumerate(seen[1:], 2):
        assert page.startswith(f"Bầu cử, nhiệm kỳ 2025-2030 Nhóm (tập) phiếu số ……, tờ số …… {number}/4 {head}")
    together = joined(" ".join(page.partition(head)[2] for page in seen))
    names = " ".join(f"{number} Người {number}" for number in range(1, 121))
    assert together.startswith(f"{names} Tổng cộng Kiểm tra")


def test_seventeen_names_and_their_signatures_stand_on_one_page():
    """A commune's committee: a sheet of two pages comes apart on the table."""
    assert len(pages(*sheets(begin(event(), making.contest(17, 15, id="bch"))))) == 1


def test_a_name_is_never_cut_and_never_read_as_markup():
    hostile = "#panic() $x$ \\ <a> [b] *c* _d_ `e`"
    people = [making.candidate(1, "Nguyễn " * 28 + "An"), making.candidate(2, hostile), making.candidate(3, "W" * 200)]
    [said] = pages(*sheets(begin(event(), making.contest(people, 2, id="bch"))))
    assert joined("Nguyễn " * 28 + "An") in said
    assert hostile in said
    assert said.replace(" ", "").count("W" * 200) == 1


def test_the_longest_title_does_not_run_into_the_names():
    """The head of later pages has one line of it; the first has all."""
    title = ("Bầu Ban Chấp hành " * 30)[:499]
    seen = pages(*sheets(begin(event(), making.contest(60, 50, id="bch", title=title))))
    assert joined(title) in seen[0]


@pytest.mark.parametrize(("words", "mark"), [(VI, "TẬP HUẤN"), (EN, "TRAINING")])
def test_no_page_of_an_exercise_passes_for_a_real_one(words, mark):
    course = begin(event(mode=Mode.TRAINING), making.contest(60, 50, id="bch"))
    assert all(mark in page for page in pages(*sheets(course, words)))


def test_the_copy_in_english_is_whole():
    [paper] = sheets(begin(cell(), committee()), EN)
    [said] = pages(paper)
    assert paper.name == "tally-sheet-chi-uy-1-en"
    assert "READING COPY" in said
    assert "What is marked (tick one): names kept names struck out (votes = valid less the sum)" in said
    assert "No. Full name Marks Sum 1 Vũ Minh Khoa" in said
    assert "WHO READ (signature and full name)" in said
