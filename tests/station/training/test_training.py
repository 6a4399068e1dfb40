"""Twenty papers with known answers: what they look like, what they come to, and what is said to whoever typed them."""

from dataclasses import replace
from itertools import pairwise

import pytest

from station import session
from station.session.doubts import BallotRuled, doubtful
from station.session.machines import BatchTaken
from station.session.marks import Mark, Marks, Seen
from station.session.records import BallotsDestroyed
from station.session.state import Day
from station.training import PAPERS, Mistake, document, drawn, number_of, report, score
from station.training.papers import BOXES, KINDS, STRIKE
from tally.ballot import DEFECTS, BallotKind, Reason
from tally.congress import Mode
from tally.files.congress_file import read_congress
from tally.outcome import Status
from tally.result import count_all
from tally.words import Lang, Words
from tests.station.exchange.days import (
    HEAD,
    MEMBER,
    NAMES,
    OTHER,
    closed,
    day_of,
    happened,
    opened,
    started,
    twice,
    typed,
)

VI, EN = Words(Lang.VI), Words(Lang.EN)
ANSWERS = {contest: [paper.marks for paper in papers] for contest, papers in PAPERS.items()}


def after(day, *events):
    for one in events:
        day = session.fold(day, one)
    return day


def training_day(text=None):
    """A day of the training congress, both contests ready to be typed."""
    names = NAMES | {HEAD: "Nguyễn Thị Mẫu", MEMBER: "Trần Văn Thử"}
    day = day_of(opened(text or document(), names))
    return after(day, *started(day, 10, contest=STRIKE), *started(day, 6, 4, contest=BOXES))


def typed_so(day, contest=STRIKE, **changed):
    """The papers of a contest are typed once, some (``p5``) otherwise than they are."""
    papers = [changed.get(f"p{number}", marks) for number, marks in enumerate(ANSWERS[contest], start=1)]
    if contest == STRIKE:
        return after(day, *typed(1, papers, contest=contest))
    return after(day, *typed(1, papers[:6], contest=contest), *typed(2, papers[6:], contest=contest))


def counted(day):
    """Both contests typed twice as they are, ruled on, and closed."""
    day = after(day, *twice(1, ANSWERS[STRIKE], contest=STRIKE))
    day = after(day, *twice(1, ANSWERS[BOXES][:6], contest=BOXES), *twice(2, ANSWERS[BOXES][6:], contest=BOXES))
    for contest in (STRIKE, BOXES):
        for place in doubtful(day.work(contest)):
            day = after(day, ruled(day, contest, place))
        day = after(day, *closed(day, contest))
    return day


def ruled(day, contest, place):
    marks = day.work(contest).at(place)[0]
    defect = None if marks.seen is Seen.UNCLEAR else Reason(marks.seen.value)
    read = replace(marks, seen=None)
    event = BallotRuled(
        contest=contest, place=place, defect=defect, marks=read, agree=3, against=0, reason="Cả ban đã xem"
    )
    return happened(event, HEAD)


# The congress and its papers.


def test_the_congress_is_an_exercise_that_the_rules_have_nothing_against():
    file = read_congress("congress.json", document().encode())
    assert file.congress.mode is Mode.TRAINING
    assert not any(file.rounds.values())
    results = count_all(file.congress, file.contests, {})
    assert [result.findings for result in results] == [(), ()]


def test_one_contest_is_struck_and_the_other_has_boxes_twenty_papers_in_all():
    day = training_day()
    assert {contest: day.work(contest).paper.kind for contest in PAPERS} == KINDS
    assert list(KINDS.values()) == [BallotKind.STRIKE, BallotKind.BOXES]
    assert sum(map(len, PAPERS.values())) == 20


def test_every_paper_can_lie_in_its_box():
    day = training_day()
    for contest, papers in ANSWERS.items():
        assert all(marks.fits(day.work(contest).paper) for marks in papers)


def test_among_them_is_all_that_a_beginner_stumbles_over():
    """Untouched, everybody struck, a defect, unclear, both boxes, neither, nobody agreed with, the same twice."""
    strike, boxes = ANSWERS[STRIKE], ANSWERS[BOXES]
    assert Marks() in strike
    assert Marks(struck=(1, 2, 3, 4, 5, 6)) in strike
    assert {marks.seen for marks in strike} >= {Seen.SIGNED_OR_WRITTEN, Seen.UNCLEAR}
    assert any(marks.both for marks in boxes)
    assert any(marks.blank for marks in boxes)
    assert Marks(disagree=(1, 2, 3)) in boxes
    assert any(one == other for one, other in pairwise(strike))


def test_typed_as_they_are_both_contests_are_complete():
    """Worked out by hand: seven papers of ten are valid in the first contest, eight in the second; six are needed."""
    day = counted(training_day())
    strike, boxes = (day.contest(contest).course.held[0] for contest in (STRIKE, BOXES))
    assert strike.count.votes == {1: 6, 2: 6, 3: 6, 4: 6, 5: 6, 6: 2}
    assert strike.count.reasons == {
        Reason.SIGNED_OR_WRITTEN: 1,
        Reason.MORE_THAN_SEATS: 1,
        Reason.VOTES_FOR_NOBODY: 1,
    }
    assert boxes.count.votes == {1: 6, 2: 7, 3: 6}
    assert boxes.count.reasons == {Reason.OFF_LIST_NAME: 1, Reason.VOTES_FOR_NOBODY: 1}
    assert strike.base.needed == boxes.base.needed == 6
    assert [held.outcome.status for held in (strike, boxes)] == [Status.COMPLETE] * 2


# The papers, drawn.


def papers_of(contest, words):
    return [drawn(contest, number, words) for number in range(1, 11)]


@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
def test_a_paper_shows_whom_it_strikes_out(words):
    names = {
        1: "Lê Thị An",
        2: "Trần Văn Bình",
        3: "Hoàng Thị Dung",
        4: "Vũ Minh Đức",
        5: "Đào Thị Hà",
        6: "Bùi Xuân Khánh",
    }
    for place, (shown, marks) in enumerate(zip(papers_of(STRIKE, words), ANSWERS[STRIKE], strict=True), start=1):
        title, _, *rows = shown.splitlines()
        assert f" {place} / 10 " in title
        for (number, name), row in zip(names.items(), rows, strict=False):
            assert row.split() == [str(number), *(f"──{name}──" if number in marks.struck else name).split()]
        assert (len(rows) > len(names)) == (marks.seen is not None)


@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
def test_a_paper_shows_the_boxes_that_are_marked(words):
    looks = {Mark.AGREE: "[X] [ ]", Mark.DISAGREE: "[ ] [X]", Mark.BLANK: "[ ] [ ]", Mark.BOTH: "[X] [X]"}
    for shown, marks in zip(papers_of(BOXES, words), ANSWERS[BOXES], strict=True):
        rows = [" ".join(line.split()) for line in shown.splitlines()[2:5]]
        for number, row in enumerate(rows, start=1):
            assert row.startswith(f"{number} ")
            assert row.endswith(looks[marks.mark(number, BallotKind.BOXES)])
        assert (len(shown.splitlines()) > 5) == (marks.seen is not None)


def test_a_paper_fits_beside_the_list_on_the_smallest_screen():
    for contest in PAPERS:
        for words in (VI, EN):
            for shown in papers_of(contest, words):
                assert all(len(line) <= 46 for line in shown.splitlines())
                assert len(shown.splitlines()) <= 11
    with pytest.raises(KeyError):
        drawn("bch", 1, VI)


def test_each_place_of_the_training_congress_has_its_paper_and_no_other_place_has_one():
    day = training_day()
    assert [number_of(day, STRIKE, place) for place in day.work(STRIKE).places()] == [*range(1, 11)]
    assert [number_of(day, BOXES, place) for place in day.work(BOXES).places()] == [*range(1, 11)]
    assert number_of(day, STRIKE, (1, 11)) is None
    again = day.with_round(STRIKE, replace(day.work(STRIKE), number=2))
    assert number_of(again, STRIKE, (1, 1)) is None
    other = training_day(document().replace('"TAPHUAN"', '"KHAC"'))
    assert number_of(other, STRIKE, (1, 1)) is None


# The score.


def test_before_anything_is_typed_nothing_is_right_or_wrong():
    for day in (day_of(opened(document())), training_day()):
        found = score(day)
        assert (found.papers, found.typed, found.right) == (20, 0, 0)
        assert (found.wrong, found.missed, found.needless) == ((), (), ())
        assert report(found, VI) == ("Đã nhập 0 trong 20 tờ phiếu, đúng 0 tờ.",)


def test_whoever_types_every_paper_as_it_is_has_all_of_them_right():
    found = score(typed_so(typed_so(training_day()), BOXES))
    assert (found.papers, found.typed, found.right) == (20, 20, 20)
    assert report(found, VI) == ("Đã nhập đúng cả 20 tờ phiếu.",)
    assert report(found, EN) == ("All 20 papers are right.",)


def test_a_paper_is_wrong_by_the_names_beside_which_it_bears_something_else():
    found = score(typed_so(training_day(), p4=Marks(struck=(3, 6)), p10=Marks()))
    assert (found.papers, found.typed, found.right) == (20, 10, 8)
    title = "Bầu chi ủy (phiếu gạch tên)"
    assert found.wrong == (
        Mistake(title=title, entry=1, paper=4, names=("5 Đào Thị Hà", "6 Bùi Xuân Khánh")),
        Mistake(title=title, entry=1, paper=10, names=("6 Bùi Xuân Khánh",)),
    )
    assert report(found, VI) == (
        "Đã nhập 10 trong 20 tờ phiếu, đúng 8 tờ.",
        "Bầu chi ủy (phiếu gạch tên), lần nhập 1, tờ 4: trên giấy ghi khác ở 5 Đào Thị Hà và 6 Bùi Xuân Khánh. "
        "Xem lại tờ phiếu.",
        "Bầu chi ủy (phiếu gạch tên), lần nhập 1, tờ 10: trên giấy ghi khác ở 6 Bùi Xuân Khánh. Xem lại tờ phiếu.",
    )


def test_both_boxes_are_not_neither():
    found = score(typed_so(training_day(), BOXES, p5=Marks(blank=(3,)), p6=Marks(disagree=(1,))))
    assert [(one.paper, one.names) for one in found.wrong] == [(5, ("3 Hoàng Thị Dung",)), (6, ("1 Lê Thị An",))]


def test_a_paper_that_the_board_must_see_is_missed_by_whoever_only_types_it():
    signed, unclear = (ANSWERS[STRIKE][place] for place in (6, 7))
    found = score(typed_so(training_day(), p7=replace(signed, seen=None), p8=replace(unclear, seen=None)))
    assert [one.paper for one in found.missed] == [7, 8]
    assert (found.right, found.wrong, found.needless) == (8, (), ())
    assert report(found, VI)[1] == (
        "Bầu chi ủy (phiếu gạch tên), lần nhập 1, tờ 7: trên giấy có điều phải để ban kiểm phiếu xem. "
        "Lần sau đưa tờ này vào phiếu nghi vấn."
    )


@pytest.mark.parametrize("seen", Seen)
def test_of_a_paper_for_the_board_it_matters_only_that_it_was_shown(seen):
    """The board looks at the paper itself, whatever was said of it."""
    assert score(typed_so(training_day(), p7=Marks(struck=(1, 2), seen=seen))).right == 10


def test_a_clear_paper_need_not_be_shown_though_it_is_invalid():
    found = score(typed_so(training_day(), p5=Marks(seen=Seen.UNCLEAR), p6=Marks(seen=Seen.UNCLEAR)))
    assert [one.paper for one in found.needless] == [5, 6]
    assert (found.right, found.wrong, found.missed) == (8, (), ())
    for words in (VI, EN):
        assert len(report(found, words)) == 3


def test_two_entries_are_scored_each_for_itself():
    day = typed_so(training_day(), p1=Marks())
    day = after(day, *typed(1, ANSWERS[STRIKE], entry=2, by=OTHER, contest=STRIKE))
    found = score(day)
    assert (found.papers, found.typed, found.right) == (30, 20, 19)
    assert [(one.entry, one.paper) for one in found.wrong] == [(1, 1)]


def test_papers_lie_in_the_order_of_the_batches_however_many_those_are():
    day = after(training_day(), *typed(2, ANSWERS[BOXES][6:], contest=BOXES))
    found = score(day)
    assert (found.typed, found.right) == (4, 4)


def test_a_batch_that_is_being_typed_is_scored_as_far_as_it_goes():
    day = after(training_day(), *typed(1, [*ANSWERS[STRIKE][:2], Marks()], contest=STRIKE, closed=False))
    found = score(day)
    assert (found.typed, found.right) == (3, 2)


def test_an_entry_from_another_station_is_scored_there():
    event = BatchTaken(
        contest=STRIKE,
        entry=2,
        station="TAPHUAN/station-2",
        batch=1,
        typist="Ai đó",
        size=10,
        ballots=(Marks(),) * 10,
    )
    found = score(after(typed_so(training_day()), happened(event, HEAD)))
    assert (found.papers, found.typed, found.right) == (20, 10, 10)


def test_of_a_closed_round_the_count_is_scored():
    found = score(counted(training_day()))
    assert (found.papers, found.typed, found.right) == (20, 20, 20)


def test_of_a_further_round_nothing_is_scored():
    """Its papers are not among the twenty."""
    typed_twice = after(training_day(), *twice(1, ANSWERS[STRIKE], contest=STRIKE))
    day = counted(training_day())
    further = replace(day.contest(STRIKE), round=replace(typed_twice.work(STRIKE), number=2))
    found = score(day.with_contest(further))
    assert (found.papers, found.typed, found.right) == (20, 20, 20)


def test_what_both_entries_had_wrong_is_wrong_in_the_count():
    """The same mistake twice: nothing differed, and nobody was shown paper 7."""
    wrong = [*ANSWERS[STRIKE]]
    wrong[0], wrong[6] = Marks(struck=(3,)), Marks(struck=(4,))
    day = after(training_day(), *twice(1, wrong, contest=STRIKE))
    for place in doubtful(day.work(STRIKE)):
        day = after(day, ruled(day, STRIKE, place))
    found = score(after(day, *closed(day, STRIKE)))
    title = "Bầu chi ủy (phiếu gạch tên)"
    assert found.wrong == (Mistake(title=title, entry=None, paper=1, names=("2 Trần Văn Bình", "3 Hoàng Thị Dung")),)
    assert found.missed == (Mistake(title=title, entry=None, paper=7),)
    assert report(found, VI)[1].startswith("Bầu chi ủy (phiếu gạch tên), tờ 1: ")


def test_ballots_that_are_destroyed_are_scored_no_more():
    day = counted(training_day())
    day = after(day, happened(BallotsDestroyed(contest=STRIKE, entries=()), HEAD))
    assert score(day).typed == 10


@pytest.mark.parametrize(("was", "now"), [('"mode": "training"', '"mode": "real"'), ('"TAPHUAN"', '"VD.1"')])
def test_a_day_of_another_congress_has_no_score_though_its_contests_have_these_names(was, now):
    found = score(typed_so(training_day(document().replace(was, now))))
    assert (found.papers, found.typed) == (0, 0)
    assert report(found, VI) == ("Đã nhập 0 trong 0 tờ phiếu, đúng 0 tờ.",)
    assert score(Day()).papers == 0


def test_every_defect_is_something_that_can_be_seen():
    """The count speaks of defects, the papers of what is seen."""
    assert {Seen(defect.value) for defect in DEFECTS} | {Seen.UNCLEAR} == set(Seen)
