"""What the ceremony shows: the same as on paper, and of each member of the board how it stands."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from station.ceremony.found import keys
from station.days import places
from station.screens.sign_view import Ceremony, Seat, _elected, board_rows, seat, state_said, what_is_signed
from tally.record import keyfile
from tally.record.fingerprint import fingerprint
from tally.words import Lang, Words
from tests.cli.sealed import WHOLE
from tests.record.ceremony import BOARD
from tests.station.ceremony.days import CUC, FIRST, HEAD, C, Desk, document, put_keys, stick
from tests.station.screens.closing_pilot import cheap, cheap_keys  # noqa: F401

VI = Words(Lang.VI)
pytestmark = pytest.mark.usefixtures("cheap")


def ceremony(desk, **given):
    return Ceremony(contest=C, records=desk.standing() if desk.trusted else (), **given)


def said(paragraphs, words=VI):
    from station.widgets.drawing import say

    return [say(one.text, words) for one in paragraphs]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path).vote(WHOLE).make()


def test_what_is_signed_is_said_in_words_with_the_fingerprint_of_the_record(desk):
    text = "\n".join(said(what_is_signed(desk.day, ceremony(desk), VI, 40)))
    groups = fingerprint(desk.record().text).split(" ")
    assert f"  {' '.join(groups[:6])}\n  {' '.join(groups[6:])}\n" in text
    assert "Bầu Ban Chấp hành" in text
    assert "Vòng 1: phát ra 21, thu về 21, hợp lệ 18, không hợp lệ 3." in text
    assert "Tính trên 21" in text
    assert "Trúng cử 2/2:\n  2 Bình An 18\n  1 An 14" in text
    assert "TẬP HUẤN" not in text


def test_where_there_is_no_room_the_elected_stand_behind_each_other(desk):
    assert said(what_is_signed(desk.day, ceremony(desk), VI, 15))[-1] == "Bình An 18; An 14"
    assert said(what_is_signed(desk.day, ceremony(desk), VI, 16))[-1] == "  1 An 14"


def test_an_exercise_is_told_above_everything(tmp_path):
    desk = Desk(tmp_path, document(mode="training")).vote(WHOLE)
    assert said(what_is_signed(desk.day, ceremony(desk), VI, 24))[0] == "TẬP HUẤN – KHÔNG PHẢI KẾT QUẢ CHÍNH THỨC"


def test_each_member_has_a_line_that_says_how_it_stands(desk, tmp_path):
    usb = stick(tmp_path, "A")
    put_keys(usb, FIRST)
    now = ceremony(desk, keys=keys(places(tmp_path, (usb,))))
    seats = [seat(desk.day, now, name) for name in BOARD]
    assert seats == [Seat.FOUND, Seat.WAITING, Seat.WAITING]
    assert seat(desk.day, replace(now, asked=BOARD[1]), BOARD[1]) is Seat.ASKED
    desk.sign(CUC)
    now = ceremony(desk)
    rows = board_rows(desk.day, now)
    assert [row.key for row in rows] == [*BOARD]
    assert [row.cells[1].text.key for row in rows] == ["sign.seat.waiting", "sign.seat.waiting", "sign.seat.signed"]


def test_who_has_no_key_has_not_come_or_stands_is_told(tmp_path):
    """R2, Art. 8: who is on the list of the contest steps out."""
    desk = Desk(tmp_path, document(names=("An", BOARD[1], "Chi"))).vote(WHOLE).make()
    now = ceremony(desk)
    assert seat(desk.day, now, BOARD[1]) is Seat.STANDS
    without = replace(now.records[0], may_sign=BOARD[:1])
    assert seat(desk.day, replace(now, records=(without,)), BOARD[2]) is Seat.NO_KEY
    gone = replace(desk.day, people=desk.day.people[:2])
    assert seat(gone, now, BOARD[2]) is Seat.ABSENT
    assert keyfile.REAL.least.memory_kib > 1000, "only these tests have cheap keys"


def test_what_to_do_next_is_always_said(tmp_path):
    desk = Desk(tmp_path)
    assert said(state_said(desk.day, ceremony(desk))) == ["Chưa có vòng bầu nào đã đóng, nên chưa có gì để ký."]
    desk.vote(WHOLE)
    [text] = said(state_said(desk.day, ceremony(desk, due=1)))
    assert "Trưởng ban nhấn Enter" in text
    enough, text = said(state_said(desk.day, ceremony(desk.make())))
    assert (enough, text[:18]) == ("2 trong 3 chữ ký là đủ. Đã có 0.", "Còn cần 2 chữ ký. ")
    enough, text = said(state_said(desk.day, ceremony(desk.sign())))
    assert "Chưa xong: nhấn F8" in text
    assert "Đã ký, đã kiểm tra, đã chép 2 nơi" not in text
    enough, text = said(state_said(desk.day, ceremony(desk.finish())))
    assert text == "✓ Đã ký, đã kiểm tra, đã chép 2 nơi."


def test_it_is_not_done_while_a_round_has_no_record(tmp_path):
    desk = Desk(tmp_path).vote(WHOLE).make().sign().finish()
    assert ceremony(desk).is_done
    assert not ceremony(desk, due=1).is_done
    assert HEAD in {one.id for one in desk.day.people}


def test_where_nobody_is_elected_that_is_said():
    """No colon with nothing behind it."""
    meeting = SimpleNamespace(elected=(), contest=SimpleNamespace(seats=5))
    assert said(_elected(meeting, 24)) == ["Chưa ai trúng cử (0/5)."]
