"""The opinion poll on the list: how many agreed to floor and self nominees, and what follows (R5)."""

from dataclasses import replace

import pytest

from station.modals.form import Wrong
from station.screens.poll import poll_of, poll_said, poll_sheet, polled
from tally.contest import NominatedBy, Withdrawal
from tally.regulation import REGULATIONS
from tally.words import Lang, Words
from tests.station.screens.scripted import written
from tests.station.screens.test_list_person import AN, CONTEST

RULES = REGULATIONS["190-QĐ/TW"]
VI, EN = Words(Lang.VI), Words(Lang.EN)


def nominee(number, agreed, **changes):
    changed = {"nominated_by": NominatedBy.FLOOR, "agreed_by": agreed, **changes}
    return replace(AN, number=number, name=f"Người {number}", **changed)


def contest(*nominees, prepared=11, seats=10):
    own = tuple(replace(AN, number=number, name=f"Cấp ủy {number}") for number in range(1, prepared + 1))
    return replace(CONTEST, quota=seats, seats=seats, candidates=(*own, *nominees))


def told(of, words=VI):
    return poll_said(of, 100, RULES, words)


def test_the_poll_is_taken_on_the_floors_and_on_self_nominees_who_stand():
    """R3, R5: never on the convening committee's own, nor on whoever was let go."""
    let_go = nominee(14, None, withdrawal=Withdrawal.GRANTED)
    found = polled(contest(nominee(12, 40), nominee(13, 5, nominated_by=NominatedBy.SELF), let_go))
    assert [one.number for one in found] == [12, 13]
    assert poll_of(contest(), 100, RULES) is None


def test_nothing_is_settled_before_it_is_known_of_each():
    assert told(contest(nominee(12, 40), nominee(13, None))) == (
        "Lấy phiếu xin ý kiến: chưa có kết quả của số 13. (R5; Điều 14, 17)"
    )


def test_more_than_thirty_per_cent_of_those_attending_qualify_and_where_there_is_room_the_congress_decides():
    """Exactly 30 of 100 is not more (R3)."""
    assert told(contest(nominee(12, 31), nominee(13, 30))) == (
        "Lấy phiếu xin ý kiến: 1 người được trên 30 % số người dự đồng ý (số 12). "
        "Danh sách không quá số dư 30 %: đại hội quyết định. (R5; Điều 14, 17)"
    )
    assert "0 người được trên 30 % số người dự đồng ý (số –)" in told(contest(nominee(12, 3)))


def test_where_there_is_no_room_for_all_the_higher_fill_the_list():
    """Ten seats may have thirteen on the list; eleven are prepared (R4, R5.order)."""
    said = told(contest(nominee(12, 50), nominee(13, 60), nominee(14, 40)))
    assert "đủ chỗ cho số 13, 12." in said
    assert "(R5; Điều 17; cần đối chiếu nguyên văn)" in said


def test_a_tie_at_the_last_place_is_the_congresss_to_settle():
    """R5.tie: no order of the list, no lot."""
    said = told(contest(nominee(12, 50), nominee(13, 60), nominee(14, 50)))
    assert "đủ chỗ cho số 13. Số 12, 14 ngang nhau ở chỗ cuối, còn 1 chỗ: đại hội quyết định. (R5;" in said
    assert "12, 14 are level at the last place, 1 left: the congress decides." in told(
        contest(nominee(12, 50), nominee(13, 60), nominee(14, 50)), EN
    )


def test_the_votes_are_written_down_by_person_and_an_empty_line_is_not_known():
    of = contest(nominee(12, 40), nominee(13, None))
    sheet = poll_sheet(of, 100)
    assert [blank.label for blank in sheet.blanks] == ["12 Người 12", "13 Người 13"]
    after = sheet.read(written(sheet, {"12": "", "13": "100"}))
    assert [one.agreed_by for one in after.candidates] == [None] * 12 + [100]
    assert sheet.read(written(sheet, {})) == of
    with pytest.raises(Wrong, match="13"):
        sheet.read(written(sheet, {"13": "101"}))
