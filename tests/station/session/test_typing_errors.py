"""Ten thousand ballots and people who mistype: what both did not mistype alike is found, and nothing else is."""

from random import Random

import pytest

from station.session.box import CountBox, StartEntry
from station.session.closing import CloseRound
from station.session.comparison import Settle, differences
from station.session.definition import ConfirmContest
from station.session.doubts import Rule, doubtful
from station.session.entry import CloseBatch, EnterBallot, OpenBatch
from station.session.machines import TakeEntry
from station.session.marks import Marks, Seen
from station.session.phase import open_questions
from tally.ballot import BallotKind
from tests import naive
from tests.station.session.papers import ballot
from tests.station.session.table import BINH, HEAD, MAY, PHIM, C, box, contest, opened

pytestmark = pytest.mark.unmeasured

PAPERS = 10_000
BATCH = 25
FIELDS = ("struck", "disagree")
STRIKE, BOXES = contest(23, 20), contest(12, 12, kind="delegates")
ALIKE = (77, 4_321, 9_998)
"""Papers that both mistype in the same way, which only the paper itself could tell."""


def papers(paper, rng):
    """The papers in the box: most voters strike out as many as they must, a few too few, too many, or nobody."""
    if paper.kind is BallotKind.STRIKE:
        surplus = len(paper.candidates) - paper.seats
        counts = rng.choices([surplus, surplus + 1, surplus + 4, surplus - 1], [90, 6, 3, 1], k=PAPERS)
        return [Marks(struck=tuple(sorted(rng.sample(paper.candidates, count)))) for count in counts]
    counts = rng.choices([0, 1, 2, len(paper.candidates)], [80, 12, 7, 1], k=PAPERS)
    return [Marks(disagree=tuple(sorted(rng.sample(paper.candidates, count)))) for count in counts]


def mistyped(marks, paper, rng):
    """A ballot as somebody typed it who missed a number, typed one too many, or the digit beside it; or who doubts."""
    field = FIELDS[paper.kind is BallotKind.BOXES]
    numbers = set(getattr(marks, field))
    others = set(paper.candidates) - numbers
    slips = ["doubt"]
    slips += ["missed", "beside"] * bool(numbers)
    slips += ["extra"] * bool(others)
    slip = rng.choice(slips)
    if slip == "doubt":
        return Marks(**{field: getattr(marks, field)}, seen=Seen.UNCLEAR)
    if slip in ("missed", "beside"):
        gone = rng.choice(sorted(numbers))
        numbers.remove(gone)
        numbers |= {gone + rng.choice((-1, 1))} & others if slip == "beside" else set()
    if slip == "extra":
        numbers.add(rng.choice(sorted(others)))
    return Marks(**{field: tuple(sorted(numbers))})


def typing(true, paper, rate, rng):
    """An entry of all papers: each with that chance mistyped, or changed with the next one of its batch."""
    entry = list(true)
    for place in range(PAPERS):
        if rng.random() < rate:
            if rng.random() < 0.2 and (place + 1) % BATCH:
                entry[place], entry[place + 1] = entry[place + 1], entry[place]
            else:
                entry[place] = mistyped(entry[place], paper, rng)
    return entry


def in_batches(entry):
    return tuple(tuple(entry[start : start + BATCH]) for start in range(0, PAPERS, BATCH))


def types_all(table, number, by, entry):
    """One person at the keys types every paper."""
    for batch, ballots in enumerate(in_batches(entry), start=1):
        at = {"contest": C, "entry": number, "batch": batch}
        table.do(OpenBatch(**at), by)
        for paper, marks in enumerate(ballots, start=1):
            table.do(EnterBallot(**at, paper=paper, marks=marks), by)
        table.do(CloseBatch(**at), by)


def comes_in(table, number, entry):
    """Another station sends what was typed there."""
    batches = in_batches(entry)
    taken = TakeEntry(
        contest=C,
        entry=number,
        station=f"VD.1/station-{number}",
        definition=table.state().confirmed.definition,
        attempt=1,
        round=1,
        typists=(f"Người máy {number}",) * len(batches),
        batches=batches,
    )
    table.do(taken, HEAD)


def agreed(one, other, true, paper):
    """A ballot beside each name as both typed it, and where they differ as it is: alike is alike, name by name."""
    field = FIELDS[paper.kind is BallotKind.BOXES]
    one, other, true = (set(getattr(marks, field)) for marks in (one, other, true))
    return Marks(**{field: tuple(sorted((one & other) | ((one ^ other) & true)))})


def place_of(index):
    return index // BATCH + 1, index % BATCH + 1


@pytest.mark.parametrize(
    ("vote", "rate", "is_typed_here"),
    [(STRIKE, 0.005, True), (STRIKE, 0.02, False), (BOXES, 0.005, False), (BOXES, 0.02, False)],
    ids=["strike-0.5%", "strike-2%", "boxes-0.5%", "boxes-2%"],
)
def test_every_slip_that_both_did_not_make_alike_is_found_and_settled_from_the_paper(vote, rate, is_typed_here):
    rng = Random(f"{vote['kind']} {rate}")
    table = opened(vote, meetings=[{"id": "m", "kind": "members", "roll": {"present": PAPERS}}])
    table.do(ConfirmContest(contest=C, reason="danh sách đã được thông qua"), HEAD)
    table.do(CountBox(contest=C, box=box(PAPERS)), HEAD)
    table.do(StartEntry(contest=C, batch=BATCH), HEAD)
    paper = table.work().paper
    true = papers(paper, rng)
    first, second = (typing(true, paper, rate, rng) for _ in range(2))
    for index in ALIKE:
        slip = mistyped(true[index], paper, rng)
        while slip.seen:
            slip = mistyped(true[index], paper, rng)
        first[index] = second[index] = slip
    if is_typed_here:
        types_all(table, 1, MAY, first)
        types_all(table, 2, PHIM, second)
    else:
        comes_in(table, 1, first)
        comes_in(table, 2, second)

    doubts = {place_of(index) for index in range(PAPERS) if first[index].seen or second[index].seen}
    differ = {place_of(index) for index in range(PAPERS) if first[index] != second[index]} - doubts
    assert {*doubtful(table.work())} == doubts
    assert {one.place for one in differences(table.work())} == differ
    assert {*open_questions(table.work())} == doubts | differ
    assert len(doubts | differ) > PAPERS * rate

    for one in differences(table.work()):
        index = (one.place[0] - 1) * BATCH + one.place[1] - 1
        answers = {number: true[index].mark(number, paper.kind) for number in one.numbers}
        table.do(Settle(contest=C, place=one.place, answers=answers), HEAD, BINH)
    for place in doubtful(table.work()):
        marks = true[(place[0] - 1) * BATCH + place[1] - 1]
        rule = Rule(contest=C, place=place, defect=None, marks=marks, agree=3, against=0, reason="đọc lại phiếu")
        table.do(rule, HEAD)
    assert open_questions(table.work()) == ()

    table.do(CloseRound(contest=C), HEAD)
    counted = table.state().course.held[0].count
    read = [
        marks if place_of(index) in doubts else agreed(first[index], second[index], marks, paper)
        for index, marks in enumerate(true)
    ]
    unseen = [index for index in range(PAPERS) if read[index] != true[index]]
    assert {*ALIKE} <= {*unseen}
    assert len(unseen) < 10
    told = naive.count([ballot(marks, paper.candidates) for marks in read], paper.candidates, paper.seats, "invalid")
    assert (dict(counted.votes), {reason.value: n for reason, n in counted.reasons.items()}, counted.valid) == told
