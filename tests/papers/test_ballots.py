"""Ballot papers: the names of the round, the seats in words, how to mark; and nothing that tells one from another."""

import re

import pypdfium2
import pytest

from tally.congress import Mode
from tally.contest import NominatedBy, Withdrawal
from tally.course import begin
from tally.papers.engine import NotPrintable, pdf
from tally.papers.kinds import papers_of_congress, papers_of_record
from tests import making
from tests.papers.made import EN, VI, ballots_of, course_of, event, pages, record_of, totals

STRIKE = """
(Đóng dấu của cấp ủy triệu tập) ĐẢNG CỘNG SẢN VIỆT NAM Ví dụ, ngày 14 tháng 02 năm 2025 ĐẢNG BỘ VÍ DỤ ĐẠI HỘI VÍ DỤ
PHIẾU BẦU Bầu Chi ủy nhiệm kỳ 2025-2030
Số lượng cần bầu: 3 (ba) đồng chí, trong danh sách 5 (năm) đồng chí.
Cách ghi phiếu: gạch ngang cả họ và tên người mình không bầu; phải gạch ít nhất 2 (hai) người.
Phiếu để lại quá 3 (ba) người, hoặc gạch hết mọi người, là không hợp lệ; để lại ít hơn thì vẫn hợp lệ.
Không ghi thêm tên, không ký tên, không viết hoặc đánh dấu gì khác; chỉ dùng một loại mực.
TT Họ và tên 1 Người 1 2 Người 2 3 Người 3 4 Người 4 5 Người 5
"""

BOXES = """
(Đóng dấu của cấp ủy triệu tập) ĐẢNG CỘNG SẢN VIỆT NAM Ví dụ, ngày 14 tháng 02 năm 2025 ĐẢNG BỘ VÍ DỤ ĐẠI HỘI VÍ DỤ
PHIẾU BẦU Bầu Ủy ban kiểm tra nhiệm kỳ 2025-2030
Số lượng cần bầu: 2 (hai) đồng chí, trong danh sách 2 (hai) đồng chí.
Cách ghi phiếu: với mỗi người, đánh dấu X vào một trong hai ô Đồng ý hoặc Không đồng ý.
Người nào bị đánh dấu cả hai ô, hoặc không được đánh dấu ô nào, thì không được tính phiếu.
Không ghi thêm tên, không ký tên, không viết hoặc đánh dấu gì khác; chỉ dùng một loại mực.
TT Họ và tên Đồng ý Không đồng ý 1 Người 1 2 Người 2
"""

ONE = """
Số lượng cần bầu: 1 (một) đồng chí, trong danh sách 1 (một) đồng chí.
Cách ghi phiếu: đánh dấu X vào một trong hai ô Đồng ý hoặc Không đồng ý.
Phiếu đánh dấu cả hai ô, hoặc không đánh dấu ô nào, là không hợp lệ.
Không ghi thêm tên, không ký tên, không viết hoặc đánh dấu gì khác; chỉ dùng một loại mực.
TT Họ và tên Đồng ý Không đồng ý 1 Người 1
"""


def contest(candidates, seats, **given):
    return making.contest(candidates, seats, **{"id": "bch", "title": "Bầu Chi ủy"} | given)


def before(candidates, seats, *, congress=None, **given):
    """A contest before its first round."""
    return begin(congress or event(), contest(candidates, seats, **given))


def joined(text):
    return " ".join(text.split())


def test_with_a_surplus_the_names_are_struck_out_and_the_paper_has_two_columns():
    [paper] = ballots_of(before(5, 3))
    assert pages(paper) == [joined(STRIKE)]
    assert paper.name == "ballot-a4-bch-1"


def test_without_a_surplus_the_paper_has_four_columns():
    [paper] = ballots_of(before(2, 2, kind="inspection_committee", title="Bầu Ủy ban kiểm tra"))
    assert pages(paper) == [joined(BOXES)]


def test_of_one_person_one_box_must_be_marked():
    [paper] = ballots_of(before(1, 1, kind="secretary"))
    assert joined(ONE) in pages(paper)[0]


@pytest.mark.parametrize("course", [before(5, 3), before(2, 2)])
def test_two_on_a_page_are_the_same_ballot_twice(course):
    [one], [two] = ballots_of(course), ballots_of(course, "ballot-a5")
    [page] = pages(two)
    assert page == f"{pages(one)[0]} {pages(one)[0]}"
    assert two.name == "ballot-a5-bch-1"


def placed(page, left, right):
    """The letters of a part of a page, each with its place from the left edge of the part."""
    letters = page.get_textpage()
    for index in range(letters.count_chars()):
        box = letters.get_charbox(index)
        if left <= box[0] < right and box[2] > box[0]:
            yield letters.get_text_range(index, 1), round(box[0] - left, 1), round(box[1], 1)


def test_nothing_tells_one_ballot_from_the_other():
    [paper] = ballots_of(before(5, 3), "ballot-a5")
    page = pypdfium2.PdfDocument(pdf(paper))[0]
    half = page.get_width() / 2
    left, right = [*placed(page, 0, half)], [*placed(page, half, 2 * half)]
    assert left == right
    assert len(left) > 300
    assert paper.record is None
    assert "code" not in paper.tree


def test_a_half_is_a_page_of_a5_and_a_whole_one_of_a4():
    sizes = {}
    for kind in ("ballot-a4", "ballot-a5"):
        [paper] = ballots_of(before(5, 3), kind)
        width, height = pypdfium2.PdfDocument(pdf(paper))[0].get_size()
        sizes[kind] = (round(width / 72 * 25.4), round(height / 72 * 25.4))
    assert sizes == {"ballot-a4": (210, 297), "ballot-a5": (297, 210)}


def test_the_stamp_goes_to_the_upper_left():
    [paper] = ballots_of(before(5, 3))
    page = pypdfium2.PdfDocument(pdf(paper))[0]
    letters = page.get_textpage()
    left, bottom, *_ = letters.get_charbox(letters.get_text_range().index("(Đóng"))
    assert left < page.get_width() / 4
    assert bottom > 0.85 * page.get_height()


def test_a_cell_has_no_stamp_of_its_own():
    [paper] = ballots_of(before(5, 3, congress=event(level="cell")))
    assert "(Đóng dấu của đảng ủy cơ sở)" in pages(paper)[0]


def test_the_ballot_is_of_the_body_that_votes():
    [paper] = ballots_of(before(1, 1, congress=event(making.meeting("committee", present=9)), kind="secretary"))
    assert "ĐẢNG BỘ VÍ DỤ HỘI NGHỊ BAN CHẤP HÀNH PHIẾU BẦU" in pages(paper)[0]


def test_namesakes_are_told_apart_on_the_paper():
    people = [making.candidate(1, "Trần An"), making.candidate(2, "Chi"), making.candidate(3, "trần  an")]
    [paper] = ballots_of(before(people, 2))
    assert "1 Trần An (15/03/1975) 2 Chi 3 trần an (15/03/1975)" in pages(paper)[0]


def test_whom_the_congress_let_withdraw_is_not_on_the_paper():
    people = [making.candidate(1, "An"), making.candidate(2, "Chi", withdrawal=Withdrawal.GRANTED)]
    [paper] = ballots_of(before(people, 1))
    assert "Chi" not in joined(" ".join(pages(paper))).partition("TT Họ và tên")[2]


def test_every_round_held_has_its_ballot_and_so_has_a_run_off_that_is_owed():
    course = course_of(event(), contest(3, 2), totals({1: 18, 2: 11, 3: 11}, valid=20))
    first, second = ballots_of(course)
    assert (first.name, second.name) == ("ballot-a4-bch-1", "ballot-a4-bch-2")
    said = pages(second)[0]
    assert "nhiệm kỳ 2025-2030 Bầu lần thứ 2: bầu lại giữa những người bằng phiếu Số lượng cần bầu: 1 (một)" in said
    assert said.endswith("TT Họ và tên 2 Người 2 3 Người 3")
    from_record = papers_of_record(VI, record_of(course), ["ballot-a4"])
    assert [pdf(paper) for paper in from_record] == [pdf(second)]


def test_who_stands_on_a_further_ballot_the_body_decides_first():
    course = course_of(event(), contest(3, 2), totals({1: 18, 2: 9, 3: 9}, valid=20))
    assert [paper.name for paper in ballots_of(course)] == ["ballot-a4-bch-1"]
    again = course_of(
        event(),
        contest(3, 2),
        totals({1: 18, 2: 9, 3: 9}, valid=20),
        totals({2: 3, 3: 17}, valid=20, number=2, purpose="further", candidates=(2, 3)),
    )
    assert "Bầu lần thứ 2: bầu tiếp số còn thiếu" in pages(ballots_of(again)[1])[0]


def test_after_a_stop_the_same_ballot_is_held_again():
    course = course_of(event(), contest(3, 2), totals({1: 18, 2: 9, 3: 9}, valid=20, issued=19))
    _, again = ballots_of(course)
    assert "Bầu lần thứ 2 Số lượng cần bầu: 2 (hai) đồng chí, trong danh sách 3 (ba)" in pages(again)[0]


def test_alternates_have_a_ballot_of_their_own_where_there_is_one():
    vote = contest(3, 1, kind="delegates", alternates=1)
    first = totals({1: 18, 2: 1, 3: 1}, valid=20)
    own = totals({2: 18, 3: 2}, valid=20, number=2, purpose="alternates")
    assert "Bầu lần thứ 2: bầu đại biểu dự khuyết" in pages(ballots_of(course_of(event(), vote, first, own))[1])[0]


def test_a_contest_that_nobody_stands_in_has_no_ballot():
    people = [making.candidate(1, "An", withdrawal=Withdrawal.GRANTED)]
    assert ballots_of(before(people, 1)) == ()


@pytest.mark.unmeasured
@pytest.mark.parametrize(("candidates", "needed"), [(24, 1), (25, 1), (78, 1), (85, 2), (120, 2)])
def test_a_long_list_stands_whole_and_in_order_on_as_few_pages_as_it_needs(candidates, needed):
    [paper] = ballots_of(before(candidates, candidates - 5))
    seen = pages(paper)
    numbers = [int(number) for number in re.findall(r"Người (\d+)", " ".join(seen))]
    assert numbers == [*range(1, candidates + 1)]
    assert len(seen) == needed


@pytest.mark.parametrize(("seats", "columns"), [(95, 2), (100, 1)])
def test_every_page_of_a_list_too_long_for_one_is_a_ballot_of_its_own_to_look_at(seats, columns):
    """Each bears the place of the stamp, the body, the seats and how to mark; the names stand in equal parts."""
    [paper] = ballots_of(before(100, seats))
    seen = pages(paper)
    for number, page in enumerate(seen, 1):
        for said in ("(Đóng dấu của", "PHIẾU BẦU Bầu Chi ủy", "trong danh sách 100 (một trăm)", *paper.tree["rules"]):
            assert page.count(said) == 1, (number, said)
        assert page.count("TT Họ và tên") == columns
    parts = [len(re.findall(r"Người \d+", page)) for page in seen]
    assert len(parts) > 1
    assert max(parts) - min(parts) < len(parts)


def test_two_columns_are_of_the_same_length():
    [paper] = ballots_of(before(78, 70))
    [page] = pypdfium2.PdfDocument(pdf(paper))
    first, second = pages(paper)[0].split("TT Họ và tên")[1:]
    assert [len(re.findall(r"Người \d+", part)) for part in (first, second)] == [39, 39]
    assert min(bottom for _, _, bottom in placed(page, 0, page.get_width())) > 15 / 25.4 * 72, "within the margin"


def test_a_list_too_long_for_half_a_page_is_refused_and_never_cut():
    [paper] = ballots_of(before(40, 35), "ballot-a5")
    with pytest.raises(NotPrintable) as told:
        pdf(paper)
    assert told.value.code == "no_room"


def test_the_longest_list_on_half_a_page_stands_whole():
    [paper] = ballots_of(before(17, 15), "ballot-a5")
    [page] = pages(paper)
    assert [page.count(f"{number} Người {number} ") for number in range(1, 17)] == [2] * 16


@pytest.mark.parametrize("kind", ["ballot-a4", "ballot-a5"])
def test_a_ballot_of_an_exercise_says_so_on_every_piece_that_is_cut(kind):
    [paper] = ballots_of(before(5, 3, congress=event(mode=Mode.TRAINING)), kind)
    [page] = pages(paper)
    assert page.count("TẬP HUẤN") == (2 if kind == "ballot-a5" else 1)
    [real] = ballots_of(before(5, 3), kind)
    assert "TẬP HUẤN" not in pages(real)[0]


def test_a_ballot_in_english_is_one_to_read():
    [paper] = ballots_of(before(5, 3), words=EN)
    assert paper.name == "ballot-a4-bch-1-en"
    assert "READING COPY" in pages(paper)[0]
    assert "To be elected: 3 (three), from a list of 5 (five)." in pages(paper)[0]


# The opinion poll on the list.

POLL = """
PHIẾU LẤY Ý KIẾN GIỚI THIỆU Bầu Chi ủy nhiệm kỳ 2025-2030 Về những người {whom}
Với mỗi người, đánh dấu X vào một trong hai ô Đồng ý hoặc Không đồng ý. Không ký tên, không ghi thêm gì khác.
TT Họ và tên Đồng ý Không đồng ý {names}
"""


def poll_course():
    people = [
        making.candidate(1, "An"),
        making.candidate(2, "Bình", nominated_by=NominatedBy.SELF),
        making.candidate(3, "Chi", nominated_by=NominatedBy.FLOOR),
        making.candidate(4, "Dũng", nominated_by=NominatedBy.FLOOR, agreed_by=9),
        making.candidate(5, "Em", nominated_by=NominatedBy.FLOOR, withdrawal=Withdrawal.GRANTED),
    ]
    return before(people, 2)


@pytest.mark.parametrize(
    ("kind", "whom", "names"), [("poll-4a", "tự ứng cử", "1 Bình"), ("poll-4b", "được đề cử", "1 Chi 2 Dũng")]
)
def test_the_poll_asks_of_those_who_stand_of_themselves_and_of_those_from_the_floor_apart(kind, whom, names):
    [paper] = ballots_of(poll_course(), kind)
    assert pages(paper)[0].endswith(joined(POLL.format(whom=whom, names=names)))
    assert paper.name == f"{kind}-bch-1"


def test_where_everybody_is_of_the_committees_list_there_is_no_poll():
    assert papers_of_congress(VI, [before(5, 3)], ["poll-4a", "poll-4b"]) == ()
