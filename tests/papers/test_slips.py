"""The batch slip: what a batch is, how many ballots it has, who typed it; and no place for anything about a voter."""

from dataclasses import replace

import pypdfium2
import pytest

from tally.congress import Mode
from tally.course import begin
from tally.papers.kinds import papers_of_congress
from tests import making
from tests.papers.made import EN, VI, event, pages, pdf
from tests.papers.meetings import cell, committee

SLIP = """
Chi bộ thôn Đông Đại hội lần thứ XII PHIẾU KÈM TẬP PHIẾU Bầu Chi ủy khóa XII, nhiệm kỳ 2025-2027 Bầu lần thứ 1
Tập số: Số phiếu trong tập: Người nhập lần 1: Người nhập lần 2: Người nhập lần 3 (nếu có): Người đối chiếu: Mã xác nhận
của máy: Ghi chú:
Mỗi tập thường 25 phiếu, tập cuối có thể ít hơn. Không ghi trên giấy này bất cứ điều gì về người bỏ phiếu.
"""


def slips(course, words=VI):
    return papers_of_congress(words, [course], ["batch-slip"])


def joined(text):
    return " ".join(text.split())


def test_four_slips_stand_on_a_page_all_alike():
    [paper] = slips(begin(cell(), committee()))
    assert pages(paper) == [joined(SLIP * 4)]
    assert paper.name == "batch-slip-chi-uy-1"


def test_nothing_tells_one_slip_from_another():
    [paper] = slips(begin(cell(), committee()))
    page = pypdfium2.PdfDocument(pdf(paper))[0]
    wide, high = page.get_width() / 2, page.get_height() / 2
    letters = page.get_textpage()
    quarters = {}
    for at in range(letters.count_chars()):
        left, bottom, right, _ = letters.get_charbox(at)
        if right > left:
            where = (int(left // wide), int(bottom // high))
            placed = (letters.get_text_range(at, 1), round(left % wide, 1), round(bottom % high, 1))
            quarters.setdefault(where, []).append(placed)
    first, *others = quarters.values()
    assert len(others) == 3
    assert all(one == first for one in others)


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("attending", "sheets"),
    [(0, 1), (1, 1), (100, 1), (101, 2), (156, 2), (550, 6), (1_590, 16), (1_600, 16), (1_601, 16), (10_000_000, 16)],
)
def test_there_are_slips_for_every_batch_of_those_who_attend_and_never_a_ream(attending, sheets):
    course = begin(event(making.meeting(present=attending)), making.contest(3, 2, id="bch"))
    assert len(pages(*slips(course))) == sheets


def test_whoever_sits_for_an_absent_delegate_votes_too():
    roll = making.meeting("delegates", present=98, replaced=3)
    assert len(pages(*slips(begin(event(roll), making.contest(3, 2, id="bch"))))) == 2


def test_the_meeting_of_a_committee_is_named_as_such():
    course = begin(event(making.meeting("committee", present=9)), making.contest(1, 1, kind="secretary", id="bt"))
    assert "Đảng bộ ví dụ Hội nghị Ban Chấp hành PHIẾU KÈM" in pages(*slips(course))[0]


def test_the_longest_names_that_a_file_may_have_fit_on_a_slip():
    long = ("Đảng bộ Tổng công ty Đầu tư phát triển hạ tầng " * 11)[:499].strip()
    course = begin(event(unit=replace(event().unit, name=long), name=long), making.contest(3, 2, id="bch", title=long))
    [page] = pages(*slips(course))
    assert page.count(long) == 12
    assert page.count("Người đối chiếu:") == 4


def test_every_slip_of_an_exercise_says_so_for_they_are_cut_apart():
    [page] = pages(*slips(begin(event(mode=Mode.TRAINING), making.contest(3, 2, id="bch"))))
    assert page.count("TẬP HUẤN") == 4


def test_the_copy_in_english_is_whole():
    [paper] = slips(begin(cell(), committee()), EN)
    assert paper.name == "batch-slip-chi-uy-1-en"
    [page] = pages(paper)
    assert page.count("READING COPY") == 4
    assert page.count("Batch: Ballots in the batch: First entry by: Second entry by: Third entry, if any, by:") == 4
