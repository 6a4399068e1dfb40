"""A long day's work in one process: twenty congresses of 1,600 ballots, and what they leave in memory.

Twelve hours pass by the clock of a world in which they take minutes. Each congress is entered twice, compared, settled
and closed through service and session, its journal on a disk; a look at the air gap falls due every 30 s of that world.
``python -m tools.soak [CONGRESSES [BALLOTS]]``
"""

import gc
import sys
import tempfile
from pathlib import Path
from random import Random
from time import perf_counter

from station.journal.database import Journal
from station.service import Service
from station.session import Command
from station.session.box import CountBox, StartEntry
from station.session.closing import CloseRound
from station.session.comparison import Settle, differences
from station.session.definition import ConfirmContest, Define
from station.session.entry import CloseBatch, EnterBallot, OpenBatch
from station.session.marks import Marks
from station.session.people import Enrol, SignIn
from station.session.round import Box
from station.session.state import Duty
from station.session.watch import NoteAirGap
from tools.soak_congress import CONTEST, PINS, SEATS, document, drawn_ballots

CONGRESSES, BALLOTS = 20, 1_600
HOURS = 12
LOOK_EVERY = 30
ERRORS = 0.005
MOST_GROWTH = 5
"""Percent of memory that nineteen congresses more may take."""


class Clock:
    """The clock of a world in which every ballot takes its share of the twelve hours."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.looked = 0.0

    def minute(self) -> str:
        """Give the minute, from eight in the morning on."""
        hours, minutes = divmod(8 * 60 + int(self.seconds) // 60, 60)
        return f"2025-02-14T{hours % 24:02}:{minutes:02}"


def resident() -> int:
    """Give the bytes of memory that the process holds now."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024


class Board:
    """One congress from its file to its closed round."""

    def __init__(self, folder: Path, number: int, clock: Clock, step: float) -> None:
        self.clock, self.step = clock, step
        self.rng = Random(number)
        journal = Journal.make(str(folder / f"{number}.journal"), random=self.rng.randbytes)
        self.service = Service(journal, clock.minute)
        self.do(Define(document=document(number)))
        for place, (name, pin) in enumerate(PINS.items()):
            duty = Duty.HEAD if place == 0 else Duty.MEMBER if place == 1 else Duty.OPERATOR
            self.do(Enrol(name=name, duty=duty, pin=pin, salt=self.rng.randbytes(16)))
            if place == 0:
                self.sit(1)

    def do(self, command: Command, **joined: str) -> None:
        """Do something, and look at the air gap whenever that is due."""
        self.service.submit(command, joined=joined)
        while self.clock.seconds - self.clock.looked >= LOOK_EVERY:
            self.clock.looked += LOOK_EVERY
            self.service.submit(NoteAirGap(broken={}))

    def sit(self, person: int) -> None:
        """Have somebody at the keys."""
        self.do(SignIn(person=f"p{person}", pin=list(PINS.values())[person - 1]))

    def play(self, ballots: int) -> int:
        """Enter, compare, settle and close. Gives how many differences there were."""
        box = Box(issued=ballots, unused=0, spoiled=0, collected=ballots, not_returned=0)
        self.do(ConfirmContest(contest=CONTEST, reason="đã xem"))
        self.do(CountBox(contest=CONTEST, box=box))
        self.do(StartEntry(contest=CONTEST))
        papers = drawn_ballots(self.rng, ballots)
        for entry in (1, 2):
            self.sit(entry + 2)
            self.enter(entry, papers)
        self.sit(1)
        work = self.service.day.work(CONTEST)
        found = differences(work)
        for one in found:
            truth = papers[sum(work.sizes[: one.place[0] - 1]) + one.place[1] - 1]
            answers = {number: truth.mark(number, work.paper.kind) for number in one.numbers}
            self.do(Settle(contest=CONTEST, place=one.place, answers=answers), p2=list(PINS.values())[1])
        self.do(CloseRound(contest=CONTEST))
        return len(found)

    def enter(self, entry: int, papers: list[Marks]) -> None:
        """Type every ballot, one of two hundred of them wrong."""
        for batch, size in enumerate(self.service.day.work(CONTEST).sizes, start=1):
            self.do(OpenBatch(contest=CONTEST, entry=entry, batch=batch))
            for paper in range(1, size + 1):
                marks = papers[(batch - 1) * 25 + paper - 1]
                if self.rng.random() < ERRORS:
                    marks = Marks(struck=tuple(sorted({*marks.struck} ^ {self.rng.randint(1, SEATS)})))
                self.clock.seconds += self.step
                self.do(EnterBallot(contest=CONTEST, entry=entry, batch=batch, paper=paper, marks=marks))
            self.do(CloseBatch(contest=CONTEST, entry=entry, batch=batch))


def main(congresses: int = CONGRESSES, ballots: int = BALLOTS) -> int:
    """Play them all. Returns 1 where memory grew too much."""
    clock, began, first, last = Clock(), perf_counter(), 0, 0
    step = HOURS * 3600 / (congresses * ballots * 2)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1, congresses + 1):
            board = Board(Path(folder), number, clock, step)
            found = board.play(ballots)
            entries = board.service.length
            board.service.close()
            del board
            gc.collect()
            last = resident()
            first = first or last
            print(
                f"{number:3} {clock.minute()} {entries:6} entries {found:3} differences {last / 2**20:7.1f} MiB",
                flush=True,
            )
    growth = (last - first) * 100 / first
    hours = clock.seconds / 3600
    print(f"{hours:.1f} h of that world in {perf_counter() - began:.0f} s; memory after the first {growth:+.1f} %")
    return int(growth >= MOST_GROWTH)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
