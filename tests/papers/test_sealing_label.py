"""The label of the sealed parcel: what is in it by the record, and until when it is kept (R15)."""

from datetime import date

import pypdfium2
import pytest

from tally.congress import Mode
from tally.deadlines import kept_until
from tally.papers.kinds import papers_of_record
from tally.record.fingerprint import fingerprint
from tally.regulation import REGULATIONS
from tests import making
from tests.papers.made import EN, VI, codes, course_of, event, pages, pdf, record_of, totals
from tests.papers.meetings import WHOLE, cell, committee

ONE = """
Chi bộ thôn Đông Đại hội lần thứ XII ĐẢNG CỘNG SẢN VIỆT NAM
NHÃN NIÊM PHONG PHIẾU BẦU Bầu Chi ủy khóa XII, nhiệm kỳ 2025-2027
Lần bầu Phát ra Thu về Không thu về Hợp lệ Không hợp lệ
Lần 1: bầu lần đầu 22 22 0 20 2
Trong gói: 22 phiếu bầu đã thu về; ngoài ra:
Niêm phong ngày 14 tháng 02 năm 2025; nếu vào ngày khác thì ghi ngày ấy và hạn giữ:
GIỮ ĐẾN HẾT NGÀY 14 THÁNG 8 NĂM 2025
Theo Quy chế bầu cử trong Đảng (Quyết định 190-QĐ/TW): lưu giữ 6 tháng kể từ ngày niêm phong; hết thời hạn,
 tiêu hủy theo quyết định của cấp ủy nếu không có khiếu nại
(Điều 30, 33-35).
Dãy số đối chiếu của bản ghi kết quả số 1: {fingerprint}
Mã QR là mã băm SHA-256 của bản ghi kết quả có các số nêu trên.
KÝ GIÁP LAI Trưởng ban kiểm phiếu: Lê Thanh Bách KÝ GIÁP LAI Ủy viên ban kiểm phiếu
"""


def label(course, words=VI, **given):
    [paper] = papers_of_record(words, record_of(course, **given), ["sealing-label"])
    return paper


def said(course, words=VI, **given):
    [page] = pages(label(course, words, **given))
    return page


def test_the_label_has_what_the_record_has():
    course = course_of(cell(), committee(), WHOLE)
    digits = fingerprint(record_of(course).record.text)
    assert said(course) == " ".join(ONE.format(fingerprint=digits).split())
    assert label(course).name == "sealing-label-chi-uy-1"


def tied_twice():
    return course_of(
        cell(),
        committee(),
        totals({1: 12, 2: 20, 3: 12}, valid=22),
        totals({1: 9, 3: 11}, valid=20, invalid=1, issued=22, number=2, purpose="run_off"),
    )


def test_all_rounds_lie_in_one_parcel_and_are_summed_up():
    text = said(tied_twice())
    assert (
        "Lần 1: bầu lần đầu 22 22 0 22 0 Lần 2: bầu lại giữa những người bằng phiếu 22 21 1 20 1 "
        "Cộng 44 43 1 42 1 Trong gói: 43 phiếu bầu đã thu về;" in text
    )


def test_the_label_of_an_earlier_round_knows_nothing_of_the_later():
    first = label(tied_twice(), number=1)
    assert first.name == "sealing-label-chi-uy-1"
    [text] = pages(first)
    assert "Lần 2" not in text
    assert "Cộng" not in text
    assert "Trong gói: 22 phiếu bầu đã thu về;" in text
    assert "thay nhãn" not in text


def test_a_parcel_has_one_label_so_a_later_one_says_which_it_takes_the_place_of():
    title = "Bầu Chi ủy khóa XII, nhiệm kỳ 2025-2027"
    assert f"{title} Nhãn chung của cả 2 lần bầu, thay nhãn lần 1 Lần bầu Phát ra" in said(tied_twice())
    third = totals({1: 11, 3: 11}, valid=22, number=3, purpose="run_off")
    level = totals({1: 11, 3: 11}, valid=22, number=2, purpose="run_off")
    course = course_of(cell(), committee(), totals({1: 12, 2: 20, 3: 12}, valid=22), level, third)
    assert f"{title} Nhãn chung của cả 3 lần bầu, thay các nhãn từ lần 1 đến lần 2 Lần bầu" in said(course)


def test_ballots_of_a_stopped_round_are_sealed_as_they_were_found():
    text = said(course_of(cell(), committee(), totals({1: 15, 2: 20, 3: 5}, valid=23, issued=22)))
    assert "Lần 1: bầu lần đầu 22 23 0 23 0 Trong gói: 23 phiếu" in text


@pytest.mark.parametrize(
    ("sealed", "until"),
    [
        (date(2025, 2, 14), date(2025, 8, 14)),
        (date(2025, 8, 31), date(2026, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2025, 12, 31), date(2026, 6, 30)),
        (date(2025, 7, 1), date(2026, 1, 1)),
    ],
)
def test_papers_are_kept_for_six_months(sealed, until):
    """R15."""
    assert kept_until(sealed) == until


def test_a_month_without_that_day_ends_with_its_last():
    text = said(course_of(cell(date=date(2025, 8, 31)), committee(), WHOLE))
    assert "Niêm phong ngày 31 tháng 8 năm 2025;" in text
    assert "GIỮ ĐẾN HẾT NGÀY 28 THÁNG 02 NĂM 2026" in text


def test_the_older_regulation_is_still_to_be_checked():
    text = said(course_of(cell(regulation=REGULATIONS["244-QĐ/TW"]), committee(), WHOLE))
    assert "(Quyết định 244-QĐ/TW): lưu giữ 6 tháng kể từ" in text
    assert "nếu không có khiếu nại (cần đối chiếu nguyên văn)." in text


def test_a_head_who_is_on_the_list_does_not_seal():
    people = [making.candidate(1, "Lê Thanh Bách"), making.candidate(2, "An")]
    text = said(course_of(event(), making.contest(people, 1, id="bch"), totals({1: 3, 2: 17}, valid=20)))
    assert "KÝ GIÁP LAI Trưởng ban kiểm phiếu KÝ GIÁP LAI Ủy viên ban kiểm phiếu" in text


def test_a_meeting_of_the_committee_is_named_as_such():
    contest = making.contest(1, 1, kind="secretary", id="bt")
    text = said(course_of(event(making.meeting("committee", present=9)), contest, totals({1: 9}, valid=9)))
    assert text.startswith("Đảng bộ ví dụ Hội nghị Ban Chấp hành ĐẢNG CỘNG SẢN VIỆT NAM")


def test_a_scanner_reads_the_hash_of_the_record_off_the_label():
    course = course_of(cell(mode=Mode.TRAINING), committee(), WHOLE)
    assert codes(pdf(label(course))) == [record_of(course).record.hash.hex()]


def test_it_is_half_a_page_of_a4_and_the_signatures_go_over_its_edge():
    page = pypdfium2.PdfDocument(pdf(label(course_of(cell(), committee(), WHOLE))))[0]
    assert [round(side / 72 * 25.4) for side in page.get_size()] == [210, 148]
    lowest = min(one.get_bounds()[1] for one in page.get_objects())
    assert lowest / 72 * 25.4 < 6


def test_of_many_rounds_and_the_longest_names_nothing_is_cut():
    run_offs = [totals({2: 10, 3: 10}, valid=20, number=number, purpose="run_off") for number in range(2, 13)]
    contest = making.contest(3, 2, id="bch", title=("Bầu Ban Chấp hành " * 30)[:499])
    course = course_of(event(name="Đại hội " * 60), contest, totals({1: 18, 2: 11, 3: 11}, valid=20), *run_offs)
    text = " ".join(pages(label(course)))
    assert all(f"Lần {number}: " in text for number in range(1, 13))
    assert "Cộng 240 240 0 240 0" in text
    assert " ".join(contest.title.split()) in text
    assert text.count("KÝ GIÁP LAI") == 2


@pytest.mark.parametrize(("words", "mark"), [(VI, "TẬP HUẤN"), (EN, "TRAINING, READING COPY")])
def test_no_label_of_an_exercise_passes_for_a_real_one(words, mark):
    assert mark in said(course_of(cell(mode=Mode.TRAINING), committee(), WHOLE), words)
    assert mark not in said(course_of(cell(), committee(), WHOLE), words)


def test_the_copy_in_english_is_whole():
    text = said(tied_twice(), EN)
    assert "READING COPY" in text
    assert "In the parcel: 43 ballot papers collected; besides:" in text
    assert "KEEP UNTIL THE END OF 14 AUGUST 2025" in text
    assert "if there is no complaint (Art. 30, 33-35)." in text
