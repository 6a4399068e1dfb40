"""Whoever signs a record sees all that it rests on: the board, the roll, the list with its particulars, the pool."""

import pytest

from tally.record import canonical
from tests.cli.made import contest, person, totals
from tests.cli.sealed import TIED, WHOLE, key_of
from tests.record.ceremony import BOARD, STATION, board_names, signed

FIRST, SECOND = "out/001-bch-1.record", "out/002-tv-1.record"


@pytest.fixture
def both_ways(desk):
    """What is read aloud by show and before signing, which is the same."""

    def shown(record=FIRST, *more):
        text = desk.tally("show", record, *more).text
        signing = desk.tally("sign", record, "--key", key_of(board_names()[2]), *more, typed=("",)).text
        assert signing.startswith(text.removesuffix(" "))
        return text

    return shown


def sealed(desk, *contests, **given):
    desk.congress(*contests, **given)
    assert desk.seal().status == 0


def test_the_board_is_named_and_who_of_it_steps_out(desk, both_ways):
    people = [person(1, BOARD[0]), person(2), person(3)]
    board = [
        {"name": BOARD[0], "role": "head"},
        {"name": BOARD[1], "role": "member", "born": "1970-02-03"},
        {"name": BOARD[2], "role": "member", "born": "1971"},
    ]
    sealed(desk, ("bch", contest(people, 2, rounds=desk.rounds("bch", [WHOLE]))), board=board)
    text = both_ways()
    assert f"- {BOARD[0]}, trưởng ban; có tên trong danh sách bầu cử nên không tham gia" in text
    assert f"- {BOARD[1]} (03/02/1970), ủy viên -" in text
    assert f"- {BOARD[2]} (1971), ủy viên " in text


def test_the_whole_roll_is_told_with_what_nobody_is(desk, both_ways):
    sealed(desk, ("bch", [TIED]), roll={"present": 21, "absent": 2, "barred": 1})
    text = both_ways()
    for said in (
        "Đại hội đảng viên.",
        "- có mặt: 21 -",
        "- vắng mặt, không thuộc diện được trừ: 2 -",
        "- đang sinh hoạt tạm thời ở nơi khác, không dự: 0 -",
        "hoặc tạm giam: 1 -",
    ):
        assert said in text, said


def test_the_bodies_of_a_delegates_congress_are_told(desk, both_ways):
    sealed(desk, ("bch", [TIED]), kind="delegates", roll={"present": 20, "replaced": 1}, bodies=(10, 9))
    text = both_ways()
    assert "- vắng mặt, có đại biểu dự khuyết thay: 1 -" in text
    assert "Có đại biểu của 9 trong số 10 tổ chức đảng trực thuộc." in text


@pytest.mark.parametrize(("setting", "said"), [("invalid", "tính là không hợp lệ."), ("valid", "tính là hợp lệ.")])
def test_what_a_ballot_with_blank_boxes_is_was_settled_and_is_told(desk, both_ways, setting, said):
    sealed(desk, ("bch", [TIED]), options={"all_blank_boxes": setting})
    assert f"mà không đồng ý riêng với ai: {said} (R6; Điều 15, 30.1; cần đối chiếu" in both_ways()


def test_the_list_has_everybody_s_particulars(desk, both_ways):
    people = [
        person(1, "An", sex="male", born="1971-05-02", ethnicity="Tày", incumbent=True),
        person(2, "Bình", sex="female", born="1980", nominated_by="floor", agreed_by=15),
        person(3, "Chi", nominated_by="self", agreed_by=9, attributes=["science_technology", "cu_nhan"]),
    ]
    sealed(desk, ("bch", contest(people, 2, rounds=desk.rounds("bch", [WHOLE]))))
    text = both_ways()
    rows = [" ".join(line.split()) for line in desk.tally("show", FIRST).out.splitlines()]
    assert "1 An nam 02/05/1971 Tày cấp ủy triệu tập giới thiệu" in rows
    assert "2 Bình nữ 1980 Kinh được đề cử tại đại hội" in rows
    assert "- Số 1 An: tái cử" in text
    assert "- Số 2 Bình: 15 người tán thành đưa vào danh sách" in text
    assert "- Số 3 Chi: 9 người tán thành đưa vào danh sách; đạt tiêu chí “cu_nhan”; có trình độ về khoa học" in text
    assert "1971-05-02" in both_ways(FIRST, "--lang", "en")


def test_so_it_has_what_a_short_biography_list_says_besides(desk, both_ways):
    says = {"home": "xã Cao An", "position": "Bí thư, chi bộ thôn Đông", "education": "Đại học Luật"}
    says |= {"theory": "Cao cấp", "admitted": "2010-02-03", "official": "2011"}
    people = [person(1, "An", biography=says), person(2, "Bình", biography={"theory": "Sơ cấp"}), person(3)]
    sealed(desk, ("bch", contest(people, 2, rounds=desk.rounds("bch", [WHOLE]))))
    text = both_ways()
    assert (
        "- Số 1 An: quê quán: xã Cao An; chức vụ, đơn vị: Bí thư, chi bộ thôn Đông; trình độ chuyên môn: Đại học Luật; "
        "lý luận chính trị: Cao cấp; ngày vào Đảng: 03/02/2010; chính thức: 2011 -"
    ) in text
    assert "- Số 2 Bình: lý luận chính trị: Sơ cấp " in text
    assert "Số 3" not in text
    assert "admitted to the Party: 2010-02-03; official member: 2011" in both_ways(FIRST, "--lang", "en")


def test_whoever_withdrew_or_came_later_is_told(desk, both_ways):
    people = [
        person(1),
        person(2),
        person(3),
        person(4, withdrawal="granted"),
        person(5, from_round=2, withdrawal="granted", withdrawn_before_round=3),
    ]
    sealed(desk, ("bch", contest(people, 2, rounds=desk.rounds("bch", [WHOLE]))))
    text = both_ways()
    assert "- Số 4 Người thứ 4: được đại hội cho rút" in text
    assert "- Số 5 Người thứ 5: vào danh sách từ lần bầu thứ 2; được đại hội cho rút; rút trước lần bầu thứ 3" in text


@pytest.mark.parametrize("voted", [True, False])
def test_the_pool_is_told_by_name(desk, both_ways, voted):
    people = [person(1, "An"), person(2, "Bình"), person(3, "Chi")]
    first = desk.rounds("bch", [WHOLE]) if voted else []
    tv = contest(people[:2], 1, kind="standing_committee", pool="bch", rounds=desk.rounds("tv", [[{2}] * 21]))
    sealed(desk, ("bch", contest(people, 2, rounds=first)), ("tv", tv))
    text = both_ways(SECOND if voted else "out/001-tv-1.record")
    if voted:
        assert "đã trúng cử ở cuộc bầu “bch” (2 chỗ)" in text
        assert "Bình (01/05/1962) và An (01/05/1961)." in text
    else:
        assert "cuộc bầu “bch” (2 chỗ), chưa kiểm phiếu, được ứng cử ở đây" in text
        assert "An (01/05/1961), Bình (01/05/1962) và Chi (01/05/1963)." in text


def test_the_trust_file_is_named_by_its_hash(desk, both_ways):
    sealed(desk, ("bch", [TIED]))
    assert f"Lập theo danh sách khóa có mã băm {desk.read(FIRST).model.trust[:16]}…" in both_ways()


@pytest.mark.parametrize("collected", [9, 10])
def test_the_sums_of_a_small_group_are_not_for_everybody(desk, both_ways, collected):
    votes = totals(collected, collected, 0, valid=collected)
    sealed(desk, ("bch", contest(3, 2, rounds=[votes])), roll={"present": collected})
    warned = f"Lần bầu thứ 1 chỉ thu về {collected} phiếu: số liệu của một nhóm nhỏ" in both_ways()
    assert warned is (collected < 10)


def test_a_record_without_a_board_says_so(desk):
    sealed(desk, ("bch", [TIED]))
    desk.put("other", signed(canonical.write(desk.read(FIRST).tree | {"board": []}).decode(), [STATION]))
    assert "Bản ghi không nêu ban kiểm phiếu." in desk.tally("show", "other").text
