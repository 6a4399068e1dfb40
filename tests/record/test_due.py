"""A record is made of every round once, and again only where something in it is no longer so; then it says so."""

from dataclasses import replace

import pytest

from tally.congress import BoardMember, Mode
from tally.contest import Totals
from tally.course import begin
from tally.person import Birth
from tally.record import note
from tally.record.document import Commitment
from tally.record.due import due
from tally.record.links import links
from tally.record.reading import read
from tally.record.verify import Verdict, verify
from tally.result import pool_of, result_of
from tally.rounds import hold
from tests.making import candidate, congress, contest, first, meeting, strike
from tests.record.ceremony import BOARD, TRUST, content_of, record_file

MEMBERS = tuple(BoardMember(name=name, role="member") for name in BOARD)
PEOPLE = (candidate(1, "An"), candidate(2, "Bình An"), candidate(3, "Chi"))
SHORT = (({1, 3}, 12), ({2, 3}, 4), ({1, 2}, 4))
"""Of three, two to be elected, Bình An alone is over half of 20."""


def event(**given):
    plain = {"mode": Mode.REAL, "board": MEMBERS}
    return congress(*given.pop("meetings", ()), **plain | given)


def course(*further, struck=SHORT, of=None, **given):
    """The committee after its first ballot, and after as many further ones; each is what was struck out."""
    vote = contest(PEOPLE, 2, id="bch", **given)
    held = hold(begin(of or event(), vote), first(strike([1, 2, 3], list(struck))))
    for number, ballots in enumerate(further, 2):
        held = hold(held, first(strike([1, 3], list(ballots)), number=number, purpose="further"))
    return held


AGAIN = (({3}, 10), ({1}, 10))
LAST = (({3}, 15), ({1}, 5))


def seal(courses, records=(), *, recounted=None, commit=True):
    """Make the records that are due, one on top of the other; each round of a run is committed once."""
    made, committed = list(records), {}
    for one in due(courses, records, recounted=recounted):
        contest_id = one.result.contest.id
        for held in one.result.course.held[len(one.kept) :]:
            root, size = bytes([len(records) + 1, held.number]) * 16, held.count.valid + held.count.invalid
            committed.setdefault((contest_id, held.number), Commitment(root=root, size=size) if commit else None)
        fresh = tuple(committed[contest_id, held.number] for held in one.result.course.held[len(one.kept) :])
        frame = {"sequence": len(made) + 1, "previous": made[-1].hash if made else None, "replaces": one.replaces}
        content = content_of(one.result.course, pool=one.pool, **frame)
        made.append(read(record_file(replace(content, commitments=(*one.kept, *fresh)))))
    return made


def is_whole(records):
    """Whether the chain is valid, from its beginning to its end."""
    return all(one.verdict is Verdict.VALID for one in verify([note.write(one.note) for one in records], TRUST))


def told(found):
    """Of each record that is due: its contest, how many rounds, how many of them are kept, whether it replaces one."""
    return [
        (one.result.contest.id, len(one.result.course.held), len(one.kept), one.replaces is not None) for one in found
    ]


# What is new


def test_the_first_run_makes_a_record_of_each_round():
    counted = course(AGAIN, LAST)
    found = due([counted], [])
    assert told(found) == [("bch", 1, 0, False), ("bch", 2, 0, False), ("bch", 3, 0, False)]
    assert [one.result for one in found] == [
        result_of(replace(counted, held=counted.held[:rounds]), None) for rounds in (1, 2, 3)
    ]
    records = seal([counted])
    assert [len(record.rounds) for record in records] == [1, 2, 3]
    assert is_whole(records)


def test_a_second_run_finds_nothing_new():
    counted = [course(AGAIN, LAST)]
    assert due(counted, seal(counted)) == ()
    assert due(counted, reversed(seal(counted))) == ()


def test_before_the_first_ballot_nothing_is_due():
    pending = begin(event(), contest(PEOPLE, 2, id="bch"))
    assert due([pending], []) == ()
    assert due([pending], [], recounted="bch") == ()
    assert due([], []) == ()


def test_a_further_round_is_a_further_record_and_keeps_the_commitments_before_it():
    records = seal([course()])
    (one,) = due([course(AGAIN)], records)
    assert told([one]) == [("bch", 2, 1, False)]
    assert one.kept == records[0].commitments
    after = seal([course(AGAIN, LAST)], records)
    assert [len(record.rounds) for record in after] == [1, 2, 3]
    assert after[2].commitments[:2] == after[1].commitments
    assert is_whole(after)
    assert due([course(AGAIN, LAST)], after) == ()


def test_contests_are_sealed_in_the_order_in_which_they_are_held():
    counted = [course(AGAIN), replace(course(), contest=replace(course().contest, id="ubkt"))]
    assert [(contest, rounds) for contest, rounds, *_ in told(due(counted, []))] == [
        ("bch", 1),
        ("bch", 2),
        ("ubkt", 1),
    ]
    assert is_whole(seal(counted))


# What was corrected


def test_a_round_that_was_counted_again_is_one_record_that_replaces():
    records = seal([course(AGAIN)])
    fixed = course(LAST)
    (one,) = due([fixed], records)
    assert told([one]) == [("bch", 2, 1, True)]
    assert (one.replaces, one.kept) == (records[1].hash, records[1].commitments[:1])
    after = seal([fixed], records)
    assert [check.why for check in links(after, {})] == ["first", "replaced", "follows"]
    assert is_whole(after)
    assert due([fixed], after) == ()


def test_where_the_first_round_changed_nothing_is_kept():
    records = seal([course(AGAIN)])
    other = course(AGAIN, struck=[({1, 3}, 13), ({2, 3}, 3), ({1, 2}, 4)])
    assert told(due([other], records)) == [("bch", 2, 0, True)]
    assert told(due([course(AGAIN, LAST, struck=[({1, 3}, 13), ({2, 3}, 3), ({1, 2}, 4)])], records)) == [
        ("bch", 2, 0, True),
        ("bch", 3, 0, False),
    ]
    assert is_whole(seal([other], records))


def test_a_round_that_is_no_more_is_a_record_that_replaces():
    records = seal([course(AGAIN)])
    assert told(due([course()], records)) == [("bch", 1, 1, True)]
    assert is_whole(seal([course()], records))


CHANGED = {
    "the roll": lambda: course(AGAIN, of=event(meetings=[meeting(present=20, excused_whole=1)])),
    "the board": lambda: course(AGAIN, of=event(board=MEMBERS[:2])),
    "the place": lambda: course(AGAIN, of=event(place="Khác")),
    "a birth": lambda: with_candidate(0, born=Birth(year=1970)),
    "a name": lambda: with_candidate(0, name="An Văn"),
    "the title": lambda: course(AGAIN, title="Bầu Ban Chấp hành"),
    "the quota": lambda: course(AGAIN, quota=3),
}


def with_candidate(place, **given):
    plain = course(AGAIN)
    people = tuple(replace(one, **given) if at == place else one for at, one in enumerate(plain.contest.candidates))
    return replace(plain, contest=replace(plain.contest, candidates=people))


@pytest.mark.parametrize("what", CHANGED)
def test_what_a_record_was_judged_by_and_has_changed_is_told_by_one_that_replaces_it(what):
    """The sums are the same, so the ballots stay committed as they are; unless every round has another base."""
    records, changed = seal([course(AGAIN)]), CHANGED[what]()
    assert told(due([changed], records)) == [("bch", 2, 0 if what == "the roll" else 2, True)]
    after = seal([changed], records)
    assert due([changed], after) == ()
    assert len(after) == 3
    assert is_whole(after)


def test_paper_that_was_counted_again_makes_a_record_though_the_sums_are_the_same():
    counted = [course(AGAIN)]
    records = seal(counted)
    assert due(counted, records, recounted="ubkt") == ()
    (one,) = due(counted, records, recounted="bch")
    assert told([one]) == [("bch", 2, 0, True)]
    assert one.replaces == records[1].hash
    after = seal(counted, records, recounted="bch")
    assert [record.commitments for record in after][1] != after[2].commitments
    assert is_whole(after)
    assert told(due([course(AGAIN, LAST)], records, recounted="bch")) == [("bch", 2, 0, True), ("bch", 3, 0, False)]
    assert told(due(counted, [], recounted="bch")) == [("bch", 1, 0, False), ("bch", 2, 0, False)]


# What the body decided later


def test_that_seats_stay_open_is_decided_after_the_last_round():
    """R11: the records of the rounds before it say what was open then."""
    closed = course(AGAIN, leave_open=True)
    found = due([closed], [])
    assert [one.result.contest.leave_open for one in found] == [False, True]
    assert [one.result.status.value for one in found] == ["short", "closed_short"]
    assert is_whole(seal([closed]))
    records = seal([course(AGAIN)])
    assert told(due([closed], records)) == [("bch", 2, 2, True)]
    assert due([closed], seal([closed], records)) == ()


def test_a_further_round_after_seats_were_left_open_goes_on_from_the_record():
    records = seal([course(leave_open=True)])
    assert told(due([course(AGAIN)], records)) == [("bch", 2, 1, False)]
    assert is_whole(seal([course(AGAIN)], records))


# Tally sheets


def test_rounds_counted_on_tally_sheets_commit_to_nothing_and_stay_so():
    records = seal([course(AGAIN)], commit=False)
    assert [record.commitments for record in records] == [(None,), (None, None)]
    assert due([course(AGAIN)], records) == ()
    (one,) = due([course(AGAIN, LAST)], records)
    assert one.kept == (None, None)
    assert is_whole(seal([course(AGAIN, LAST)], records))


def test_the_same_sums_from_ballots_and_from_tally_sheets_are_the_same_round():
    plain = course()
    count = plain.held[0].count
    sums = Totals(valid=count.valid, invalid=count.invalid, votes=count.votes, reasons=count.reasons)
    on_sheets = hold(begin(plain.congress, plain.contest), first(sums, issued=20, collected=20))
    assert due([on_sheets], seal([plain])) == ()


# Pools


def drawing(pool="bch"):
    vote = contest([candidate(1, "Bình An"), candidate(2, "Chi")], 1, kind="secretary", id="bt", pool=pool)
    return hold(begin(event(), vote), first(strike([1, 2], [({2}, 15), ({1}, 5)])))


def test_a_contest_is_judged_by_the_pool_that_it_draws_on():
    counted = [course(LAST), drawing()]
    found = due(counted, [])
    assert [one.pool for one in found] == [None, None, pool_of(counted[0])]
    records = seal(counted)
    assert [person.name for person in records[-1].model.pool.may_stand] == ["Bình An", "An"]
    assert due(counted, records) == ()
    assert is_whole(records)


def test_whoever_is_elected_into_the_pool_later_changes_the_record_of_whom_it_draws():
    records = seal([course(AGAIN), drawing()])
    assert told(due([course(AGAIN, LAST), drawing()], records)) == [("bch", 3, 2, False), ("bt", 1, 1, True)]
    assert is_whole(seal([course(AGAIN, LAST), drawing()], records))


def test_a_pool_must_be_among_the_contests():
    with pytest.raises(KeyError):
        due([drawing("x")], [])
