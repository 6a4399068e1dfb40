"""What a ballot bears is nowhere in the log, nor which of a batch it was."""

from dataclasses import fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from station.log import rows
from station.session.batches import BatchResized, BatchVoided
from station.session.comparison import DifferenceSettled
from station.session.doubts import BallotRuled
from station.session.entry import BallotEntered, BallotUndone, BatchClosed, BatchOpened
from station.session.machines import BatchTaken
from station.session.marks import Mark, Marks, Seen
from station.session.round import Sheet
from station.session.sheets import SheetEntered
from tally.ballot import DEFECTS, Reason
from tests.station.exchange.days import (
    HEAD,
    STRIKE,
    TYPIST,
    happened,
)
from tests.station.log.telling import people, referred, ruled, told

MARKS = st.builds(
    Marks,
    struck=st.lists(st.integers(1, 5), unique=True).map(sorted).map(tuple),
    seen=st.none() | st.sampled_from(list(Seen)),
)


@st.composite
def acts_on_ballots(draw):
    """Acts on the papers of two batches, some of which nobody's hands could do in this order."""
    batch, paper = draw(st.integers(1, 2)), draw(st.integers(1, 4))
    name = {"contest": STRIKE, "entry": draw(st.integers(1, 2)), "batch": batch}
    event = draw(
        st.sampled_from(
            [
                BatchOpened(**name),
                BallotEntered(**name, paper=paper, marks=draw(MARKS)),
                BallotEntered(**name, paper=paper, marks=draw(MARKS)),
                BallotUndone(**name, paper=paper),
                BatchClosed(**name),
                BatchVoided(**name, reason="Nhầm"),
                BatchResized(contest=STRIKE, batch=batch, size=4, reason="Nhầm"),
                BatchTaken(**name, station="s", typist="t", size=2, ballots=(draw(MARKS), draw(MARKS))),
                DifferenceSettled(contest=STRIKE, place=(batch, paper), answers={1: draw(st.sampled_from(Mark))}),
                ruled((batch, paper), defect=draw(st.none() | st.sampled_from(DEFECTS)), marks=draw(MARKS)).event,
                referred((batch, paper), draw(st.none() | st.sampled_from([*Seen]))).event,
                SheetEntered(
                    contest=STRIKE,
                    batch=batch,
                    sheet=1,
                    totals=Sheet(valid=draw(st.integers(0, 9)), invalid={}, votes={1: draw(st.integers(0, 9))}),
                ),
            ]
        )
    )
    return happened(event, draw(st.sampled_from([HEAD, TYPIST])))


def without_marks(one):
    """The same act on a ballot that bears something else, or of which nothing is left."""
    event = one.event
    if event.hidden is not None:
        event = replace(event, **{event.hidden: None})
    if isinstance(event, BallotRuled):
        event = replace(event, reason="Vì lý do khác")
    if isinstance(event, SheetEntered):
        event = replace(event, totals=Sheet(valid=0, invalid={Reason.NOT_ISSUED: 3}, votes={2: 7}))
    return replace(one, event=event)


def elsewhere(one, papers):
    """The same act on the paper that lies in the other place."""
    if "place" in {field.name for field in fields(one.event)}:
        batch, paper = one.event.place
        return replace(one, event=replace(one.event, place=(batch, papers[paper - 1])))
    return one


@settings(max_examples=60)
@given(st.lists(acts_on_ballots(), max_size=30), st.permutations([1, 2, 3, 4]))
def test_the_log_is_the_same_whatever_the_ballots_bear_and_whichever_of_a_batch_it_was(acts, papers):
    log = rows([*people(), *acts])
    assert rows([*people(), *map(without_marks, acts)]) == log
    assert rows([*people(), *(elsewhere(one, papers) for one in acts)]) == log


@settings(max_examples=50)
@given(
    st.permutations([(1, None), (2, None), (3, Reason.SEVERAL_INKS), (4, Reason.NOT_ISSUED), (5, Reason.NOT_ISSUED)])
)
def test_the_order_in_which_the_board_ruled_is_not_told(papers):
    """What lies where in a batch could be read from it."""
    assert told(*(ruled((1, paper), defect=defect) for paper, defect in papers)) == told(
        *(ruled((1, paper), defect=defect) for paper, defect in sorted(papers))
    )
