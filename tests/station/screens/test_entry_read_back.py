"""What was typed, read back: worth, word and names, at every key that is on the way to a ballot (R6, Art. 15)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.screens.read_back import Reader, listed, reader_of, short
from station.session.marks import Marks, Seen
from station.widgets.entry_line import Standing
from tally.ballot import BallotKind
from tally.congress import BlankBoxes
from tally.contest import Purpose
from tally.course import BallotPaper
from tally.person import Birth
from tally.words import Lang, Words
from tests.making import candidate, contest
from tests.station.screens.entry_days import BOXES, PEOPLE, STRIKE, Days

VI, EN = Words(Lang.VI), Words(Lang.EN)
NAMES = dict(enumerate(PEOPLE, start=1))


def reader(numbers=range(1, 7), seats=5, blank_boxes=BlankBoxes.INVALID):
    paper = BallotPaper(purpose=Purpose.FIRST, candidates=tuple(numbers), seats=seats)
    names = {number: NAMES.get(number, f"Người {number}") for number in numbers}
    return Reader(paper=paper, blank_boxes=blank_boxes, names=names)


STRIKES, ROWS = reader(), reader(range(1, 4), 3)


def test_a_strike_ballot_is_good_once_no_more_are_kept_than_seats():
    read = STRIKES.read("3", VI)
    assert read.standing is Standing.GOOD
    assert read.word == "gạch 1 · còn 5 / 5 · hợp lệ"
    assert read.echo == "gạch: 3 Phạm Quốc Cường"
    assert STRIKES.read("3 1", VI).echo == "gạch: 1 Lê Thị An · 3 Phạm Quốc Cường"


def test_too_many_kept_is_asked_about_before_it_is_stored():
    read = STRIKES.read("0", VI)
    assert read.standing is Standing.ODD
    assert read.word == "gạch 0 · còn 6, quá 5"
    assert read.doubt.startswith("KHÔNG HỢP LỆ: còn 6, quá 5.")
    assert read.echo == "không gạch ai"


def test_a_ballot_for_nobody_is_asked_about():
    read = STRIKES.read("1 2 3 4 5 6", VI)
    assert read.standing is Standing.ODD
    assert read.word == "gạch hết · không còn ai"
    assert "không bầu cho ai" in read.doubt


def test_nothing_typed_is_no_ballot_yet():
    assert STRIKES.read("", VI).standing is Standing.OPEN
    assert STRIKES.read("", VI).word == "0 nếu không gạch ai"
    assert ROWS.read("", VI).word == "0 hoặc * nếu đồng ý hết"


@pytest.mark.parametrize(
    ("line", "word"),
    [("7", "không có số 7"), ("3 9", "không có số 9"), ("3 3", "số 3 gõ hai lần"), ("0 3", "không có số 0")],
)
def test_what_can_not_be_on_this_ballot_is_told_at_once(line, word):
    read = STRIKES.read(line, VI)
    assert (read.standing, read.word, read.echo) == (Standing.BAD, word, "")


def test_what_is_no_number_is_told():
    assert ROWS.read("3-", VI).word == "“3-” không phải là số"
    assert ROWS.read("3- 1", VI).standing is Standing.BAD


def test_a_line_that_is_too_long_is_told():
    many = reader(range(1, 200), 100)
    assert many.read("1 " * 3001, VI).word == "dòng quá dài"


def test_a_number_can_be_typed_whose_first_digit_is_not_on_the_list():
    run_off = reader((14, 17), 1)
    assert run_off.read("1", VI).standing is Standing.OPEN
    assert run_off.read("1", VI).word == "gõ tiếp số"
    assert run_off.read("14", VI).standing is Standing.GOOD
    assert run_off.read("14 1", VI).standing is Standing.OPEN
    assert run_off.read("14 1", VI).echo == "gạch: 14 Người 14"
    assert run_off.read("14 14", VI).standing is Standing.BAD
    assert run_off.read("2", VI).standing is Standing.BAD
    assert run_off.read("2 1", VI).standing is Standing.BAD


def test_a_number_may_begin_like_one_that_is_typed_already():
    assert reader(range(1, 15), 12).read("1 1", VI).standing is Standing.OPEN
    assert STRIKES.read("1 1", VI).standing is Standing.BAD


def test_boxes_are_spelled_out_by_their_marks():
    read = ROWS.read("1 -2 /3", VI)
    assert read.standing is Standing.ODD
    assert read.echo == "không đồng ý: 1 Lê Thị An · để trống: 2 Trần Văn Bảo · cả hai ô: 3 Phạm Quốc Cường"
    assert ROWS.read("2", VI).word == "đồng ý 2 / 3 · hợp lệ"
    assert ROWS.read("0", VI).echo == "đồng ý hết"


def test_a_sign_alone_waits_for_its_number():
    assert ROWS.read("-", VI).standing is Standing.OPEN
    assert ROWS.read("1 /", VI).standing is Standing.OPEN
    assert STRIKES.accepts == ""
    assert ROWS.accepts == "-/"


def test_boxes_for_nobody_are_as_the_congress_has_set():
    assert ROWS.read("1 2 3", VI).word == "không đồng ý với ai"
    assert reader(range(1, 4), 3, BlankBoxes.VALID).read("1 2 3", VI).standing is Standing.GOOD


def test_one_name_needs_one_clear_box():
    one = reader((1,), 1)
    assert one.read("1", VI).standing is Standing.GOOD
    assert one.read("-1", VI).word == "không rõ có đồng ý không"
    assert one.read("/1", VI).doubt.startswith("KHÔNG HỢP LỆ")


@given(st.sets(st.integers(1, 120), max_size=40), st.integers(100, 119), st.randoms())
def test_every_key_on_the_way_to_a_ballot_leaves_the_way_open(numbers, seats, chance):
    """No list of numbers of the list, in whatever order, is ever stopped while it is typed."""
    every = reader(range(1, 121), seats)
    order = sorted(numbers)
    chance.shuffle(order)
    line = " ".join(map(str, order))
    standings = [every.read(line[:end], VI).standing for end in range(len(line) + 1)]
    assert Standing.BAD not in standings
    if numbers:
        assert standings[-1] in (Standing.GOOD, Standing.ODD)


def test_what_is_marked_on_the_list_is_what_stands_on_the_line():
    assert STRIKES.marked("3 1") == (frozenset({1, 3}), 1)
    assert STRIKES.marked("3 1 9") == (frozenset({1, 3}), 1)
    assert STRIKES.marked("") == (frozenset(), None)


@pytest.mark.parametrize(
    ("marks", "kind", "said"),
    [
        (Marks(struck=(4, 16)), BallotKind.STRIKE, "gạch 4 16"),
        (Marks(), BallotKind.STRIKE, "không gạch ai"),
        (Marks(), BallotKind.BOXES, "đồng ý hết"),
        (
            Marks(disagree=(1,), blank=(2, 3), both=(4,)),
            BallotKind.BOXES,
            "không đồng ý 1 · để trống 2 3 · cả hai ô 4",
        ),
        (Marks(struck=(4,), seen=Seen.SEVERAL_INKS), BallotKind.STRIKE, "gạch 4 · nghi vấn: dùng nhiều loại mực"),
    ],
)
def test_a_ballot_in_short(marks, kind, said):
    assert short(marks, kind, VI) == said


def test_a_ballot_that_its_marks_make_invalid_is_told_so_in_short():
    assert STRIKES.short(Marks(), VI) == "không gạch ai · KHÔNG HỢP LỆ: bầu quá số lượng"
    assert STRIKES.short(Marks(struck=(3,)), VI) == "gạch 3"
    assert "HỢP LỆ" not in STRIKES.short(Marks(seen=Seen.UNCLEAR), VI)


def test_both_languages_say_it():
    assert STRIKES.read("3", EN).word == "struck 1 · kept 5 / 5 · valid"
    assert ROWS.read("/2", EN).echo == "both boxes: 2 Trần Văn Bảo"


def test_two_of_one_name_are_told_apart_by_their_births():
    twins = contest([candidate(1, "Lê An", born=Birth(year=1970)), candidate(2, "lê an"), candidate(3, "Lê Bình")], 2)
    assert [(one.name, one.note) for one in listed(twins, (1, 2, 3))] == [
        ("Lê An", "1970"),
        ("lê an", "1975"),
        ("Lê Bình", ""),
    ]


def test_the_reader_of_a_round_has_its_paper_and_names(tmp_path):
    days = Days(tmp_path).start()
    found = reader_of(days.day, STRIKE)
    assert (found.paper, found.names) == (days.day.work(STRIKE).paper, NAMES)
    days.start(BOXES)
    assert reader_of(days.day, BOXES).accepts == "-/"
