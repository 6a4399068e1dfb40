"""Random days: people do what comes next, and whatever comes to their minds. The observer must never cry out."""

import os
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from station import session
from station.session import Act, Denied, Happened, fold
from station.session.decision import choices
from station.session.definition import Define
from station.session.people import Enrol, SignIn
from station.session.phase import Phase, phase
from station.session.state import Day, Duty
from station.spelling import read, spelled
from tally.faults import BadInput
from tests import naive
from tests.station.session.clerk import CONTESTS, PRESENT, congress_file
from tests.station.session.meddler import Meddler
from tests.station.session.notebook import Notebook
from tests.station.session.table import BOARD, HEAD, NAMES, pin

pytestmark = pytest.mark.unmeasured

DAYS = int(os.environ.get("TALLY_DAYS", "30"))
"""Days of the hypothesis machine; as many again are played to their end."""
SEEDS = st.integers(0, 2**32)


class Playing:
    """A day that is played, with the observer beside it, and every state that the day was in."""

    def __init__(self, seed=0, mode="real"):
        self.clerk = Meddler(seed)
        self.notebook = Notebook()
        self.journal, self.days = [], [Day()]
        self.codes, self.wanted = set(), 0
        self.wants(Define(document=congress_file(mode)))
        board = {person["name"]: person["role"] for person in BOARD}
        for person, name in NAMES.items():
            duty = Duty(board.get(name, "operator"))
            self.wants(Enrol(name=name, duty=duty, pin=pin(person), salt=b""), *([HEAD] if self.day.people else []))

    @property
    def day(self):
        return self.days[-1]

    def wants(self, command, *by):
        """Somebody wants something; the first sits down before. A refusal leaves everything as it was."""
        if by and self.day.at_keys != by[0]:
            self.happens((), SignIn(person=by[0], pin=pin(by[0])))
        self.happens(by, command)

    def happens(self, by, command):
        before = self.day
        self.wanted += 1
        minute = self.wanted // 20
        at = f"2025-02-14T{minute // 60 % 24:02}:{minute % 60:02}"
        act = Act(by=by, pins={person: pin(person) for person in by[1:]}, at=at)
        try:
            events = session.decide(before, act, command)
        except Denied as why:
            self.codes.add(why.code)
            return
        except BadInput:
            return
        for event in events:
            if event.name == "body_decided":
                assert event.choice in choices(self.day, event.contest), "the body decided what is not to be chosen"
            happened = Happened(event=event, by=by, at=act.at if event.timed else None)
            self.notebook.write(self.day, happened)
            self.journal.append(happened)
            self.days.append(fold(self.day, happened))
            if event.name == "round_closed":
                self.comes_to(event)

    def comes_to(self, event):
        """A round that was closed here is never stopped, and comes to what the naive clerk says (R9, R10)."""
        held = self.day.contest(event.contest).course.held[-1]
        is_run_off = held.paper.purpose.value == "run_off"
        status, elected, tied, left = naive.settle(dict(event.votes), held.paper.seats, PRESENT, is_run_off)
        outcome = held.outcome
        assert (outcome.status, sorted(outcome.elected)) == (status, sorted(elected))
        assert (sorted(outcome.tied), outcome.seats_left) == (sorted(tied), left)

    def goes_on(self, contest, steps):
        for _ in range(steps):
            if next_step := self.clerk.step(self.day, contest):
                command, by = next_step
                self.wants(command, *by)

    def meddles(self, commands):
        for _ in range(commands):
            command, by = self.clerk.askew(self.day) if self.clerk.chance(40) else self.clerk.meddle(self.day)
            self.wants(command, *by)

    def is_sound(self):
        """What holds of a day at every moment, whatever happened."""
        day = self.day
        assert day.entries == len(self.journal)
        for name, state in day.contests.items():
            assert len(state.ballots) == len(state.course.held)
            assert all(kept.rounds <= len(state.course.held) for kept in state.kept)
            assert state.board_open <= len(state.course.held) + (state.round is not None)
            if state.round is not None:
                self._is_sound_at_work(phase(day, name), state.round)

    def _is_sound_at_work(self, now, work):
        for entry in work.entries:
            for number, batch in entry.batches.items():
                size = work.sizes[number - 1]
                assert len(batch.ballots) <= size
                assert len(batch.ballots) == size or not batch.closed
                assert all(marks.fits(work.paper) for marks in batch.ballots)
        if now is Phase.READY:
            assert sum(work.sizes) == work.box.collected
        for batch, paper in work.settled:
            assert work.is_closed(batch)
            assert paper <= work.sizes[batch - 1]

    def crashes(self, *moments):
        """The journal is read from the disk up to some entry, and gives the day as it was then."""
        again = Day()
        for entries, one in enumerate(self.journal[: max(moments)], start=1):
            again = fold(again, read(*spelled(one)))
            assert entries not in moments or again == self.days[entries]


class RandomDay(RuleBasedStateMachine):
    """A day by hypothesis. Its rules take a seed, so that whoever does something draws many things at once."""

    @initialize(seed=SEEDS, mode=st.sampled_from(["real", "real", "training"]))
    def begins(self, seed, mode):
        self.playing = Playing(seed, mode)

    @rule(contest=st.sampled_from(CONTESTS), steps=st.integers(1, 25))
    def goes_on(self, contest, steps):
        self.playing.goes_on(contest, steps)

    @rule(commands=st.integers(1, 6))
    def meddles(self, commands):
        self.playing.meddles(commands)

    @rule(at=st.floats(0, 1))
    def crashes(self, at):
        self.playing.crashes(round(at * len(self.playing.journal)))

    @invariant()
    def is_sound(self):
        if hasattr(self, "playing"):
            self.playing.is_sound()

    def teardown(self):
        if hasattr(self, "playing"):
            self.playing.crashes(len(self.playing.journal))


TestRandomDay = RandomDay.TestCase
TestRandomDay.settings = settings(
    max_examples=DAYS, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)


def played(seed, *, rounds=60):
    """A day that is played on and on, with somebody meddling all the time."""
    playing, rng = Playing(seed, mode="real" if seed % 4 else "training"), Random(seed)
    for _ in range(rounds):
        playing.goes_on(rng.choice(CONTESTS), rng.randrange(1, 13))
        playing.meddles(rng.randrange(12))
        playing.is_sound()
    return playing


def test_long_days_reach_every_event_and_are_folded_again_after_a_crash_at_any_moment():
    seen, codes, purposes, statuses = set(), set(), set(), set()
    for seed in range(DAYS):
        playing = played(seed)
        playing.crashes(*range(0, len(playing.journal), 31), len(playing.journal))
        seen |= playing.notebook.seen
        codes |= playing.codes
        for state in playing.day.contests.values():
            purposes |= {held.paper.purpose.value for held in state.course.held}
            statuses |= {held.outcome.status.value for held in state.course.held}
    assert seen == set(session.EVENTS)
    assert purposes == {"first", "run_off", "further", "alternates"}
    assert statuses == {"complete", "tied", "short"}
    assert len(codes) > 50
