"""Nobody learns from two states of the board what stands on one paper."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station import session
from station.board import STEP, board, read, written
from station.session.batches import BatchVoided
from station.session.comparison import DifferenceSettled, differences
from station.session.doubts import BallotRuled, doubtful
from station.session.marks import Mark, Seen
from tally.ballot import Reason
from tests.station.exchange.days import (
    HEAD,
    MEMBER,
    OTHER,
    STRIKE,
    TYPIST,
    begun,
    closed,
    day_of,
    happened,
    shown,
    struck,
    typed,
)

pytestmark = pytest.mark.unmeasured

NAMES = 12
"""Every paper of a batch strikes out the one name that has its batch's number: so a state tells what it counts."""


def person(number):
    return {
        "number": number,
        "name": f"Người {number}",
        "sex": "male",
        "born": "1980",
        "ethnicity": "Kinh",
        "incumbent": True,
        "nominated_by": "committee",
    }


CONTESTS = [
    {
        "id": STRIKE,
        "meeting": "m",
        "kind": "committee",
        "title": "Bầu",
        "quota": NAMES - 1,
        "seats": NAMES - 1,
        "candidates": [person(number) for number in range(1, NAMES + 1)],
    }
]


class Hall:
    """A day that goes on, and everybody who watches the board. A crash in between changes nothing: the file stays."""

    def __init__(self, sizes):
        self.sizes = sizes
        self.day = day_of(begun(*sizes, contests=CONTESTS, present=sum(sizes)))
        self.last = None
        self.seen = []
        self.does(shown())

    def does(self, events):
        for one in events:
            self.day = session.fold(self.day, one)
            self.last = board(self.day, self.last, journal="j")
            assert board(self.day, self.last, journal="j") == self.last
            self.last = read(written(self.last))
            (view,) = self.last.contests
            if view not in self.seen:
                self.seen.append(view)

    @property
    def work(self):
        return self.day.work(STRIKE)

    def types(self, batch, *, differs=False, doubts=False):
        papers = [struck(batch)] * self.sizes[batch - 1]
        other = [struck(), *papers[1:]] if differs else papers
        if doubts:
            papers = [*papers[:-1], struck(seen=Seen.UNCLEAR)]
        for entry, ballots, by in ((1, papers, TYPIST), (2, other, OTHER)):
            if self.work.batch(entry, batch) is None:
                self.does(typed(batch, ballots, entry=entry, by=by))

    def voids(self, batch):
        if self.work.batch(2, batch):
            self.does([happened(BatchVoided(contest=STRIKE, entry=2, batch=batch, reason="Nhầm tập"), HEAD)])

    def rules(self, place, defect):
        ruled = BallotRuled(
            contest=STRIKE, place=place, defect=defect, marks=struck(1), agree=2, against=0, reason="Đã xem"
        )
        self.does([happened(ruled, HEAD)])

    def settles(self, place, numbers, mark):
        event = DifferenceSettled(contest=STRIKE, place=place, answers=dict.fromkeys(numbers, mark))
        self.does([happened(event, TYPIST, MEMBER)])

    def ends(self):
        """Type, settle and rule whatever is left, and close the round."""
        for batch in range(1, len(self.sizes) + 1):
            self.types(batch)
        for one in differences(self.work):
            self.settles(one.place, one.numbers, Mark.STRUCK)
        for place in doubtful(self.work):
            self.rules(place, None)
        self.does(closed(self.day))


def told(view):
    """What a state tells: of how many valid papers each name is struck, and how many papers are invalid."""
    return [view.invalid, *(view.valid - row.votes for row in view.rows)]


@settings(max_examples=40)
@given(st.data())
def test_any_two_states_of_a_round_differ_by_ten_ballots_or_more(data):
    sizes = tuple(data.draw(st.lists(st.sampled_from([1, 3, 7, 9, 10, 25]), min_size=1, max_size=NAMES)))
    hall = Hall(sizes)
    batches = st.integers(1, len(sizes))
    for _ in range(data.draw(st.integers(0, 25))):
        match data.draw(st.sampled_from(["types", "types", "types", "differs", "doubts", "voids", "rules", "settles"])):
            case "types":
                hall.types(data.draw(batches))
            case "differs":
                hall.types(data.draw(batches), differs=True)
            case "doubts":
                hall.types(data.draw(batches), doubts=True)
            case "voids":
                hall.voids(data.draw(batches))
            case "rules" if places := doubtful(hall.work):
                hall.rules(data.draw(st.sampled_from(places)), data.draw(st.sampled_from([None, Reason.SEVERAL_INKS])))
            case "settles" if found := differences(hall.work):
                one = data.draw(st.sampled_from(found))
                hall.settles(one.place, one.numbers, data.draw(st.sampled_from([Mark.KEPT, Mark.STRUCK])))
    hall.ends()
    least = min(STEP, sum(sizes))
    for one, other in combinations(hall.seen, 2):
        assert other.counted - one.counted >= least
        assert sum(abs(a - b) for a, b in zip(told(one), told(other), strict=True)) >= least
    for view in hall.seen:
        assert view.valid + view.invalid == view.counted
    assert hall.seen[-1].counted == sum(sizes)
