"""The list of those elected: the usual columns, contest by contest; what the records do not have is left dotted.

The texts are written by hand from the usual form and the rules, the figures reckoned by hand.
"""

from dataclasses import replace

import pytest

from tally.contest import Sex
from tally.papers.elected_list import elected_list
from tally.papers.kinds import KINDS, papers_of_file
from tally.papers.source import file_of
from tally.person import Birth
from tests import making
from tests.papers.dossiers import file, known, of, of_cell, paper, record
from tests.papers.made import EN, VI, course_of, event, pages, text, totals
from tests.papers.meetings import HALL, WHOLE, cell, committee, delegates

COLUMNS = """TT Họ và tên Năm sinh: nam Năm sinh: nữ Dân tộc Quê quán Chức vụ, đơn vị Trình độ chuyên môn
Lý luận chính trị Ngày vào Đảng: dự bị Ngày vào Đảng: chính thức Tái cử, mới Số phiếu, tỷ lệ Ghi chú"""
GOLDEN = f"""
CHI BỘ THÔN ĐÔNG ĐẠI HỘI LẦN THỨ XII NHIỆM KỲ 2025-2027 *
ĐẢNG CỘNG SẢN VIỆT NAM Thôn Đông, ngày 14 tháng 02 năm 2025
DANH SÁCH TRÍCH NGANG Những người trúng cử tại Đại hội lần thứ XII nhiệm kỳ 2025-2027 -----
(Kèm theo Tờ trình số ………………………………)
Bầu cử tiến hành theo Quy chế bầu cử trong Đảng (Quyết định 190-QĐ/TW, 10/10/2024).
Bầu Chi ủy khóa XII
Bầu tại Đại hội lần thứ XII: trúng cử 2 đồng chí trong số 2 đồng chí cần bầu.
Tỷ lệ % tính trên 23 đảng viên chính thức làm căn cứ tính quá nửa (26 được triệu tập, trừ 3).
{COLUMNS}
1 Đoàn Xuân Dũng 1975 Kinh ……… ……… ……… ……… ……… ……… mới 20/23 (86,96 %)
2 Vũ Minh Khoa 1975 Kinh Cao An, Hải Dương Trưởng thôn Đại học Luật Trung cấp 19/05/1998 1999 mới 15/23 (65,22 %)
Bầu Bí thư chi bộ
Bầu tại Đại hội lần thứ XII: trúng cử 1 đồng chí trong số 1 đồng chí cần bầu.
Tỷ lệ % tính trên 23 đảng viên chính thức làm căn cứ tính quá nửa (26 được triệu tập, trừ 3).
{COLUMNS}
1 Đoàn Xuân Dũng 1975 Kinh ……… ……… ……… ……… ……… ……… mới 16/23 (69,57 %)
Ghi chú
Các cột theo mẫu thường dùng, không lấy từ văn bản chính thức nào; hãy theo mẫu của cấp ủy cấp trên nếu có.
Chỗ có dấu chấm là chỗ bản ghi không có số liệu, ghi bằng tay theo lý lịch.
T/M ĐOÀN CHỦ TỊCH Dãy số đối chiếu của bản ghi kết quả số 1:
"""


def said(*courses, words=VI):
    return text(paper(elected_list, file(*courses), words))


def test_everybody_elected_stands_in_the_list_of_each_contest_in_the_order_of_the_chain():
    """Vũ Minh Khoa's list says something of him; Đoàn Xuân Dũng's does not, and he is elected twice."""
    assert said(*of_cell()).startswith(" ".join(GOLDEN.split()))


def test_every_record_is_named_and_how_to_prove_the_paper():
    told = said(*of_cell())
    assert told.count("tally papers --check chứng minh giấy này lập đúng từ 2 bản ghi đã nêu.") == 1
    assert "bản ghi kết quả số 2:" in told


def test_a_correction_stands_in_the_place_of_the_record_before_it():
    chosen, other = of({1: 15, 2: 12, 3: 3}, 2), of({1: 15, 2: 3, 3: 12}, 2)
    given = file_of([record(chosen, 1), record(other, 2)])
    told = text(paper(elected_list, given))
    assert "Người 3 1975" in told
    assert "Người 2 " not in told
    assert paper(elected_list, given).name == "elected-list-002"


def test_women_and_men_have_their_year_of_birth_in_columns_of_their_own():
    people = [making.candidate(1, sex=Sex.FEMALE), making.candidate(2), making.candidate(3)]
    made = paper(elected_list, file(of({1: 15, 2: 12, 3: 3}, 2, people=people)))
    rows = made.tree["sections"][0]["table"]["rows"]
    assert [row[2:4] for row in rows] == [["", "1975"], ["1975", ""]]


def test_who_was_in_the_outgoing_committee_is_told_from_who_is_new():
    people = [making.candidate(1, incumbent=True), making.candidate(2), making.candidate(3)]
    rows = paper(elected_list, file(of({1: 15, 2: 12, 3: 3}, 2, people=people))).tree["sections"][0]["table"]["rows"]
    assert [row[11] for row in rows] == ["tái cử", "mới"]


def test_an_empty_entry_of_a_biography_is_dotted_too():
    contest = known(committee(), 1)
    person = contest.candidate(1)
    bare = replace(person, biography=replace(person.biography, home="", official=None))
    contest = replace(contest, candidates=(bare, *contest.candidates[1:]))
    told = said(course_of(cell(), contest, WHOLE))
    assert "Kinh ……… Trưởng thôn Đại học Luật Trung cấp 19/05/1998 ……… mới" in told


def test_two_of_one_name_are_told_apart():
    people = [making.candidate(1, "An"), making.candidate(2, "An", born=Birth(year=1980)), making.candidate(3)]
    told = said(of({1: 15, 2: 12, 3: 3}, 2, people=people))
    assert "An (15/03/1975) 1975" in told
    assert "An (1980) 1980" in told


def test_a_run_off_is_told_with_its_rule_and_a_tie_leaves_nobody_elected():
    contest = making.contest(3, 2, id="bch", title="Bầu Ban Chấp hành")
    tie, off = totals({1: 18, 2: 11, 3: 11}, valid=20), totals({2: 9, 3: 11}, valid=20, number=2, purpose="run_off")
    told = said(course_of(event(), contest, tie))
    assert "trúng cử 1 đồng chí trong số 2 đồng chí cần bầu." in told
    assert "Còn thiếu 1 (một) đồng chí: bằng phiếu nhau, chưa phân định." in told
    assert "Người 2 " not in told
    told = said(course_of(event(), contest, tie, off))
    assert "mới 11/20 (55,00 %) bầu lại, lần 2" in told
    assert "không cần quá nửa (Điều 30; cần đối chiếu nguyên văn)." in told


def test_a_further_ballot_names_its_round_and_seats_left_open_are_told():
    contest = making.contest(4, 3, id="bch", title="Bầu Ban Chấp hành", leave_open=True)
    first = totals({1: 18, 2: 10, 3: 9, 4: 1}, valid=20)
    further = totals({2: 14, 3: 10, 4: 3}, valid=20, number=2, purpose="further")
    told = said(course_of(event(), contest, first, further))
    assert "mới 14/20 (70,00 %) lần 2" in told
    assert "Còn thiếu 1 (một) đồng chí: đã kết thúc, để khuyết số còn thiếu." in told


def test_alternates_stand_apart_with_the_votes_that_took_them():
    votes = totals({1: 60, 2: 50, 3: 48, 4: 46, 5: 20}, valid=85)
    told = said(course_of(event(HALL), delegates(), votes))
    apart = told.partition(
        "Bầu đại biểu: đại biểu dự khuyết "
        "Tỷ lệ % tính trên 87 đại biểu chính thức làm căn cứ tính quá nửa (91 được triệu tập, trừ 4)."
    )
    assert "Chi 1975" in apart[0]
    assert "1 Dũng 1975 Kinh" in apart[2]
    assert "mới 46/87 (52,87 %)" in apart[2]


def test_alternates_of_a_ballot_of_their_own_have_the_votes_of_that_ballot():
    """Nobody else was over half in the first: a second ballot was held for the alternate alone (R12)."""
    votes = totals({1: 60, 2: 50, 3: 48, 4: 20, 5: 20}, valid=85)
    own = totals({4: 70, 5: 15}, valid=85, number=2, purpose="alternates")
    told = said(course_of(event(HALL), delegates(), votes, own))
    assert "1 Dũng 1975 Kinh ……… ……… ……… ……… ……… ……… mới 70/87 (80,46 %) lần 2" in told


def test_an_alternate_who_lost_a_run_off_has_the_votes_of_the_ballot_before_it():
    """A run-off's votes are for the last seat alone; alternates are taken from the ballot of all (R12)."""
    votes = totals({1: 60, 2: 50, 3: 48, 4: 48, 5: 46}, valid=85)
    off = totals({3: 50, 4: 35}, valid=85, number=2, purpose="run_off")
    apart = said(course_of(event(HALL), delegates(), votes, off)).partition("đại biểu dự khuyết")[2]
    assert "1 Dũng 1975 Kinh ……… ……… ……… ……… ……… ……… mới 48/87 (55,17 %) Ghi chú" in apart


def test_a_contest_that_elected_nobody_is_named_beside_those_that_did():
    nobody = of({1: 10, 2: 10}, 1, kind="secretary", id="bt", title="Bầu Bí thư")
    told = said(of({1: 15, 2: 12, 3: 3}, 2), nobody)
    assert (
        "Bầu Bí thư Bầu tại Đại hội ví dụ: trúng cử 0 đồng chí trong số 1 đồng chí cần bầu. "
        "Còn thiếu 1 (một) đồng chí: chưa đủ số lượng." in told
    )
    assert papers_of_file(VI, file(nobody), ["elected-list"]) == ()


def test_the_new_committee_issues_it_once_it_has_voted():
    first = of({1: 15, 2: 12, 3: 3}, 2)
    secretary = of({1: 2}, 1, kind="secretary", id="bt", meeting=making.meeting("committee", present=2), valid=2)
    told = said(first, secretary)
    assert told.startswith("ĐẢNG BỘ VÍ DỤ BAN CHẤP HÀNH * ĐẢNG CỘNG SẢN VIỆT NAM")
    assert said(secretary, first).startswith("ĐẢNG BỘ VÍ DỤ BAN CHẤP HÀNH *")  # the congress's was corrected since
    assert "Những người trúng cử tại Đại hội ví dụ và Hội nghị Ban Chấp hành nhiệm kỳ" in told
    assert "Bầu tại Hội nghị Ban Chấp hành: trúng cử 1 đồng chí" in told
    assert "Tỷ lệ % tính trên 2 ủy viên đương nhiệm làm căn cứ tính quá nửa (2 được triệu tập, không trừ ai)." in told
    assert "T/M BAN CHẤP HÀNH" in told
    assert "K/T" not in told


def test_sixty_persons_go_over_pages_and_the_headings_come_again():
    votes = {number: 19 if number <= 60 else 1 for number in range(1, 71)}
    told = pages(paper(elected_list, file(of(votes, 60))))
    assert len(told) > 3
    assert sum("Năm sinh" in page for page in told) == len(told) - 1  # the last has signature and proof alone


@pytest.mark.parametrize(
    "name", ["X" * 200, "Nguyễn " * 28 + "An", "#let $x$ \\ <a> *b* _c_ `d`", "\u05d0\u05d1\u05d2"]
)
def test_no_name_breaks_it(name):
    people = [making.candidate(1, name), making.candidate(2), making.candidate(3)]
    told = said(of({1: 15, 2: 12, 3: 3}, 2, people=people))
    if name.isascii():
        assert "".join(name.split()) in "".join(told.split())


def test_the_english_copy_says_the_same():
    told = said(*of_cell(), words=EN)
    assert "SHORT-BIOGRAPHY LIST Those elected at Đại hội lần thứ XII term 2025-2027" in told
    assert (
        "Held at Đại hội lần thứ XII; elected: 2 of 2. "
        "Per cent is of 23 official members in the base of over half (26 summoned, less 3)." in told
    )
    assert "19/05/1998 1999 new 15/23 (65.22 %)" in told
    assert "The columns are a usual form, not taken from any official text" in told
    assert paper(elected_list, file(*of_cell()), EN).name == "elected-list-002-en"
    assert "elected-list" in KINDS
