"""The paper "Nhật ký nhập phiếu": eighty columns, a head that names its journal, and every row of it."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from station.log import page, rows, sentence
from station.session import Denied
from station.session.decision import BodyDecided
from station.session.people import PersonSignedOut
from station.session.state import Day
from tally.contest import Choice
from tally.words import Lang, Words
from tests.station.exchange.days import (
    BOXES,
    HEAD,
    STRIKE,
    begun,
    day_of,
    happened,
    opened,
    started,
    struck,
    twice,
    typed,
)

VI, EN = Words(Lang.VI), Words(Lang.EN)
HASH = bytes(range(32))


def paper(history, *, contest=STRIKE, words=VI):
    return page(day_of(history), rows(history), contest=contest, length=len(history), head=HASH, words=words)


PAPER = """\
NHẬT KÝ NHẬP PHIẾU
Đảng bộ ví dụ
Đại hội ví dụ, nhiệm kỳ 2025-2030
Ví dụ, ngày 14 tháng 02 năm 2025
Bầu cử theo Quy chế bầu cử trong Đảng, Quyết định 190-QĐ/TW
Bầu bch
Chế độ: chính thức.
Sổ ghi của máy có 41 mục; mã băm của mục cuối:
  000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f

Nhật ký này không cho biết phiếu nào ghi gì, cũng không cho biết thứ tự các
phiếu. Cột đầu là số mục trong sổ, cột sau là giờ của máy.

Ngày 14 tháng 02 năm 2025
1            09:31  Đưa tệp đại hội vào máy.
2            09:31  Cấp mã PIN cho Nguyễn Thị Hạnh, trưởng ban kiểm phiếu.
3            09:31  Cấp mã PIN cho Trần Văn Bình, ủy viên ban kiểm phiếu.
4            09:31  Cấp mã PIN cho Lê Văn Cảnh, người nhập phiếu.
5            09:31  Cấp mã PIN cho Đỗ Thị Duyên, người nhập phiếu.
6            09:31  Nguyễn Thị Hạnh vào làm việc tại máy.
7            09:31  Nguyễn Thị Hạnh – xác nhận cuộc bầu, mã băm của nội dung
                    {definition}.
8            09:31  Nguyễn Thị Hạnh – kiểm hòm phiếu: phát ra 25, trả lại chưa
                    dùng 0, đổi vì hỏng 0, thu về 25, chưa thu lại 0.
9            09:31  Nguyễn Thị Hạnh – bắt đầu nhập 25 phiếu trong 1 tập, mỗi
                    phiếu nhập 2 lần.
10–40        09:31  Lê Văn Cảnh – nhập tập 1, lần nhập 1: 25 phiếu; hoàn tác 2
                    lần; xong lúc 09:31.

Ngày 15 tháng 02 năm 2025
41           00:04  Nguyễn Thị Hạnh – rời máy, màn hình khóa lại.
"""


def test_the_paper_of_a_contest():
    history = [*begun(25, mode="real"), *typed(1, [struck(1)] * 25, undone=2)]
    history.append(happened(PersonSignedOut(), HEAD, at="2025-02-15T00:04"))
    definition = day_of(history).contest(STRIKE).confirmed.definition
    assert paper(history) == PAPER.format(definition=definition[:16])


def test_each_paper_says_whose_journal_it_is_of_and_how_long_that_was():
    for words, told in ((VI, "Sổ ghi của máy có 9 mục"), (EN, "The computer's journal has 9 entries")):
        text = paper(begun(25), words=words)
        assert told in text
        assert HASH.hex() in text
        assert "Bầu bch" in text
        assert "Đảng bộ ví dụ" in text


def test_an_exercise_is_told_from_the_real_thing_at_both_ends():
    banner = VI("report.training")
    assert paper(begun(1)).count(banner) == 2
    assert banner not in paper(begun(1, mode="real"))


def body(text):
    """The rows of a paper, without its head."""
    return text.partition("giờ của máy.\n")[2].splitlines()


def test_the_paper_of_a_contest_leaves_the_others_out_and_the_whole_day_names_each():
    history = begun(1, mode="real")
    history += started(day_of(history), 1, contest=BOXES)
    history += typed(1, [struck(1)])
    whole, one = paper(history, contest=None), paper(history)
    assert [line for line in body(whole) if line.startswith("Bầu")] == ["Bầu bch", "Bầu dai-bieu", "Bầu bch"]
    assert [line.split()[0] for line in body(whole) if line[:1].isdecimal()][-4:] == ["10", "11", "12", "13–15"]
    assert [line.split()[0] for line in body(one) if line[:1].isdecimal()][-2:] == ["9", "13–15"]
    assert "Bầu bch" in one
    assert "Bầu dai-bieu" not in one
    assert "Bầu bch" not in body(one)


def test_a_contest_that_the_congress_file_has_no_more_goes_by_the_name_it_had():
    history = opened(mode="real")
    decided = BodyDecided(
        contest="cu",
        choice=Choice.LEAVE_OPEN,
        agree=1,
        against=0,
        abstain=0,
        not_voting=0,
        passed=True,
        candidates=None,
    )
    log = rows([*history, happened(decided, HEAD)])
    text = page(day_of(history), log, contest=None, length=7, head=HASH, words=VI)
    assert "\ncu\n" in text


def test_there_is_no_paper_of_no_congress_and_of_no_contest():
    with pytest.raises(Denied, match="no_congress"):
        page(Day(), (), contest=None, length=0, head=HASH, words=VI)
    with pytest.raises(Denied, match="unknown_contest"):
        paper(begun(1), contest="x")


@settings(max_examples=25)
@given(st.lists(st.integers(1, 12), min_size=1, max_size=6), st.sampled_from([VI, EN]))
def test_no_line_is_wider_than_the_paper_and_no_row_is_left_out(sizes, words):
    history = begun(*sizes)
    for batch, size in enumerate(sizes, start=1):
        history += twice(batch, [struck(1)] * size)
    text = paper(history, words=words)
    assert all(cell_len(line) <= 80 for line in text.splitlines())
    flowing = " ".join(text.split())
    places = [flowing.index(" ".join(sentence(row, words).split())) for row in rows(history)]
    assert all(one < other for one, other in pairwise(places))
    assert len(places) == len(begun(1)) + 2 * len(sizes)
