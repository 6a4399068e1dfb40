"""What an entry says of one ballot, and how it is typed (R6, Art. 15)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.session.marks import Mark, Marks, Seen, ballots_of, judged, typed
from tally.ballot import DEFECTS, Ballots, Reason
from tally.congress import BlankBoxes
from tally.contest import Purpose
from tally.course import BallotPaper
from tests import naive


def paper(candidates, seats):
    numbers = tuple(range(1, candidates + 1)) if isinstance(candidates, int) else candidates
    return BallotPaper(purpose=Purpose.FIRST, candidates=numbers, seats=seats)


STRIKE, BOXES, ONE = paper(17, 15), paper(5, 5), paper(1, 1)


@pytest.mark.parametrize(
    ("line", "struck"),
    [
        ("0", ()),
        (" 0. ", ()),
        ("3", (3,)),
        ("9 3", (3, 9)),
        ("3 9 ", (3, 9)),
        ("3.9,12", (3, 9, 12)),
        (" ,3 . 9", (3, 9)),
        ("03", (3,)),
    ],
)
def test_a_strike_ballot_is_typed_by_the_numbers_struck_out(line, struck):
    assert typed(line, STRIKE).marks == Marks(struck=struck)


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("0", Marks()),
        ("2 4", Marks(disagree=(2, 4))),
        ("-3 5 /1", Marks(disagree=(5,), blank=(3,), both=(1,))),
    ],
)
def test_a_boxes_ballot_is_typed_by_its_disagreements(line, marks):
    assert typed(line, BOXES).marks == marks


@pytest.mark.parametrize(
    ("line", "wrong", "unfinished"),
    [
        ("", ("nothing_typed", ""), True),
        (" .,", ("nothing_typed", ""), True),
        ("18", ("not_on_the_list", "18"), False),
        ("3 18", ("not_on_the_list", "18"), False),
        ("18 3", ("not_on_the_list", "18"), False),
        ("3 3", ("typed_twice", "3"), False),
        ("3 03 ", ("typed_twice", "03"), False),
        ("1 1", ("typed_twice", "1"), True),
        ("1 1 ", ("typed_twice", "1"), False),
        ("1 1 2", ("typed_twice", "1"), False),
        ("1 10 11 12 13 14 15 16 17 1", ("typed_twice", "1"), False),
        ("3 0", ("not_on_the_list", "0"), True),
        ("0 3", ("not_on_the_list", "0"), False),
        ("x", ("not_a_number", "x"), False),
        ("-3", ("not_a_number", "-3"), False),
        ("-", ("not_a_number", "-"), False),
        ("3-", ("not_a_number", "3-"), False),
        ("²", ("not_a_number", "²"), False),
        ("٣", ("not_a_number", "٣"), False),
        ("123456789", ("not_a_number", "123456789"), False),
        ("3" + " " * 6000, ("too_long", ""), False),
    ],
)
def test_what_cannot_be_on_the_ballot_is_told_at_once_with_the_word(line, wrong, unfinished):
    """No alarm where more digits may still put it right."""
    read = typed(line, STRIKE)
    assert (read.marks, read.wrong, read.unfinished) == (None, wrong, unfinished)


@pytest.mark.parametrize(
    ("line", "wrong", "unfinished"),
    [
        ("-", ("not_a_number", "-"), True),
        ("3 /", ("not_a_number", "/"), True),
        ("--1", ("not_a_number", "--1"), False),
        ("3 -3", ("typed_twice", "-3"), False),
        ("1 2 3 4 5 -", ("not_a_number", "-"), False),
    ],
)
def test_a_sign_waits_for_its_number(line, wrong, unfinished):
    read = typed(line, BOXES)
    assert (read.wrong, read.unfinished) == (wrong, unfinished)


def test_the_first_digits_of_a_number_are_no_alarm():
    list_of_many = paper((10, 11, 20), 2)
    for line in ("1", "10 1", "10 11 2"):
        assert typed(line, list_of_many).unfinished
    assert not typed("3", list_of_many).unfinished


@given(st.sets(st.integers(1, 17)), st.randoms())
def test_whatever_is_struck_can_be_typed_and_is_never_an_alarm_on_the_way(numbers, random):
    order = sorted(numbers)
    random.shuffle(order)
    line = " ".join(map(str, order)) or "0"
    assert typed(line, STRIKE).marks == Marks(struck=tuple(sorted(numbers)))
    for end in range(len(line)):
        read = typed(line[:end], STRIKE)
        assert read.wrong is None or read.unfinished


def test_a_ballot_of_the_longest_list_can_be_typed():
    everybody = paper(1000, 999)
    line = " ".join(map(str, everybody.candidates))
    assert typed(line, everybody).marks == Marks(struck=everybody.candidates)
    assert typed("3" + " " * 5999, everybody).marks == Marks(struck=(3,))
    large = paper((9_999_999, 10_000_000), 1)
    assert typed("10000000", large).marks == Marks(struck=(10_000_000,))


@pytest.mark.parametrize(
    ("line", "on", "kept", "verdict"),
    [
        ("3 9", STRIKE, 15, None),
        ("3 9 4", STRIKE, 14, None),
        ("3", STRIKE, 16, Reason.MORE_THAN_SEATS),
        ("0", STRIKE, 17, Reason.MORE_THAN_SEATS),
        (" ".join(map(str, range(1, 18))), STRIKE, 0, Reason.VOTES_FOR_NOBODY),
        ("0", BOXES, 5, None),
        ("1 -2 /3", BOXES, 2, None),
        ("1 2 3 4 5", BOXES, 0, Reason.VOTES_FOR_NOBODY),
        ("0", ONE, 1, None),
        ("1", ONE, 0, None),
        ("-1", ONE, 0, Reason.BOX_NOT_CLEAR),
        ("/1", ONE, 0, Reason.BOX_NOT_CLEAR),
    ],
)
def test_how_many_it_keeps_and_whether_it_is_valid_is_told_before_it_is_stored(line, on, kept, verdict):
    read = typed(line, on)
    assert (read.wrong, read.kept, read.verdict) == (None, kept, verdict)


def test_what_agrees_with_nobody_is_as_the_setting_says():
    assert typed("1 2 3 4 5", BOXES, BlankBoxes.VALID).verdict is None


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_comes_before_the_marks(defect):
    assert judged(Marks(), STRIKE, BlankBoxes.INVALID, defect) is defect


def strike_marks():
    return st.builds(lambda numbers: Marks(struck=tuple(sorted(numbers))), st.sets(st.integers(1, 5)))


def box_marks():
    def made(rows):
        named = {
            mark: tuple(number for number, row in enumerate(rows, start=1) if row == mark)
            for mark in ("disagree", "blank", "both")
        }
        return Marks(**named)

    return st.lists(st.sampled_from(["agree", "disagree", "blank", "both"]), min_size=5, max_size=5).map(made)


@given(strike_marks())
def test_a_strike_ballot_is_counted_as_it_was_read(marks):
    ballots = ballots_of([(marks, None)], paper(5, 3))
    assert ballots == Ballots.strike((1, 2, 3, 4, 5), [marks.struck])


@given(box_marks())
def test_a_boxes_ballot_is_counted_as_it_was_read(marks):
    """R6: neither box marked is neither; both are both."""
    agree = {n for n in range(1, 6) if marks.mark(n, BOXES.kind) in (Mark.AGREE, Mark.BOTH)}
    disagree = {n for n in range(1, 6) if marks.mark(n, BOXES.kind) in (Mark.DISAGREE, Mark.BOTH)}
    assert ballots_of([(marks, None)], BOXES) == Ballots.boxes((1, 2, 3, 4, 5), [(agree, disagree)])


@given(box_marks(), st.sampled_from([*BlankBoxes]))
def test_the_verdict_is_the_naive_clerks(marks, blank):
    agree = {n for n in range(1, 6) if marks.mark(n, BOXES.kind) in (Mark.AGREE, Mark.BOTH)}
    disagree = {n for n in range(1, 6) if marks.mark(n, BOXES.kind) in (Mark.DISAGREE, Mark.BOTH)}
    ballot = {"agree": agree, "disagree": disagree, "defect": None}
    assert judged(marks, BOXES, blank) == naive.refuse(ballot, [1, 2, 3, 4, 5], 5, blank.value)


@given(
    box_marks(), st.dictionaries(st.integers(1, 5), st.sampled_from([Mark.AGREE, Mark.DISAGREE, Mark.BLANK, Mark.BOTH]))
)
def test_an_answer_changes_the_mark_beside_its_name_and_no_other(marks, answers):
    after = marks.with_answers(answers)
    for number in BOXES.candidates:
        assert after.mark(number, BOXES.kind) is answers.get(number, marks.mark(number, BOXES.kind))
    assert after.fits(BOXES)


@given(strike_marks(), st.dictionaries(st.integers(1, 5), st.sampled_from([Mark.KEPT, Mark.STRUCK])))
def test_of_a_strike_ballot_as_well(marks, answers):
    on = paper(5, 3)
    after = marks.with_answers(answers)
    for number in on.candidates:
        assert after.mark(number, on.kind) is answers.get(number, marks.mark(number, on.kind))
    assert after.fits(on)


def test_what_was_seen_stays_whatever_is_answered():
    assert Marks(seen=Seen.UNCLEAR).with_answers({1: Mark.STRUCK}) == Marks(struck=(1,), seen=Seen.UNCLEAR)


def test_a_defect_lies_with_its_ballot():
    read = [(Marks(struck=(1,)), None), (Marks(), Reason.SEVERAL_INKS)]
    ballots = ballots_of(read, paper(3, 2))
    assert (ballots.struck, ballots.defects) == ((0b001, 0), {1: Reason.SEVERAL_INKS})
