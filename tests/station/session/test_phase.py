"""Where a contest stands at this station: a phase follows another, and each says what can be done."""

from station.session.batches import VoidBatch
from station.session.box import CountBox, StartEntry
from station.session.closing import CloseRound
from station.session.comparison import Settle
from station.session.definition import ConfirmContest
from station.session.marks import Mark
from station.session.phase import Phase, phase
from tests.station.session.table import BINH, HEAD, THU, C, box, contest, opened


def test_a_contest_goes_from_phase_to_phase():
    table = opened()
    seen = [phase(table.day, C)]

    def do(command, *by):
        table.do(command, *(by or (HEAD,)))
        seen.append(phase(table.day, C))

    do(ConfirmContest(contest=C))
    do(CountBox(contest=C, box=box(3, issued=2)))
    do(CountBox(contest=C, box=box(2), reason="đếm nhầm"))
    do(StartEntry(contest=C))
    table.types(1, ["1", "2"])
    table.types(1, ["1", "3"], entry=2)
    do(Settle(contest=C, place=(1, 2), answers={2: Mark.KEPT, 3: Mark.STRUCK}), HEAD, BINH)
    do(VoidBatch(contest=C, entry=1, batch=1, reason="đọc nhầm"))
    table.types(1, ["1", "2"], by=THU)
    seen.append(phase(table.day, C))
    do(Settle(contest=C, place=(1, 2), answers={2: Mark.KEPT, 3: Mark.STRUCK}), HEAD, BINH)
    do(CloseRound(contest=C))
    told = "prepare box excess box entry ready entry compare ready result"
    assert seen == [Phase(name) for name in told.split()]


def test_a_contest_that_draws_on_a_shortfall_waits_until_the_body_leaves_it_so():
    """R13: who may stand is known when the contest before it is over."""
    second = contest(2, 1, name="bi-thu", kind="secretary", pool=C)
    table = opened(contest(), second)
    table.votes(["3 4"] * 12)
    assert phase(table.day, "bi-thu") is Phase.WAITING
    table.decides("leave_open")
    assert phase(table.day, "bi-thu") is Phase.PREPARE
