"""Somebody who meddles with everything: any command, as likely against the rules as not."""

from dataclasses import fields, replace

from station.session.batches import ResizeBatch, VoidBatch
from station.session.box import CountBox, StartEntry
from station.session.closing import CloseBoard, CloseRound, OpenBoard
from station.session.comparison import Settle
from station.session.decision import UndoDecision
from station.session.definition import ConfirmContest, Define
from station.session.doubts import Refer, Rule
from station.session.entry import CloseBatch, EnterBallot, OpenBatch, UndoBallot
from station.session.machines import DropEntry, TakeEntry
from station.session.marks import Mark, Marks, Seen
from station.session.people import Enrol, GivePin, SignIn, SignOut
from station.session.records import AddSignature, DestroyBallots, KeepRecord, NoteCopy, NoteVerified
from station.session.round import Sheet, Way
from station.session.sheets import EnterSheet
from station.session.state import Duty
from station.session.watch import NoteAirGap, OverruleAirGap
from tally.ballot import Reason
from tally.contest import Choice
from tests.station.session.clerk import CONTESTS, EVERYBODY, OTHER_BOARD, PRESENT, Clerk, congress_file
from tests.station.session.table import BOARD, HEAD, NAMES, pin


class Meddler(Clerk):
    """A clerk who gives any command at all as well."""

    def meddle(self, day):
        """Give some command, as likely against the rules as not, and some people who want it."""
        at_work = [name for name, state in day.contests.items() if state.round is not None]
        name = self.rng.choice(at_work) if at_work and self.chance(70) else self.rng.choice([*CONTESTS, "khong-co"])
        by = tuple(self.rng.sample(EVERYBODY, self.rng.choice([0, 1, 1, 1, 1, 2, 2, 3])))
        if by and self.chance(40):
            by = (HEAD, *[one for one in by if one != HEAD])
        return self.rng.choice(self._any(day, name)), by

    def askew(self, day):
        """Give what comes next, but by others, or with one figure that is another."""
        name = self.rng.choice(CONTESTS)
        command, by = self.step(day, name) or self.meddle(day)
        if self.chance(50):
            return command, tuple(self.rng.sample(EVERYBODY, max(1, len(by))))
        figures = [one.name for one in fields(command) if isinstance(getattr(command, one.name), int)]
        if not figures:
            return command, by[:1]
        return replace(command, **{self.rng.choice(figures): self.rng.randrange(4)}), by

    def _any(self, day, name):
        small = self.rng.randrange
        at = {
            "contest": name,
            "entry": self.rng.choice((0, 1, 1, 2, 2, 3)),
            "batch": self.rng.choice((0, 1, 1, 2, 2, 3)),
        }
        place = (small(1, 4), small(1, 3))
        marks = Marks(struck=tuple(sorted(self.rng.sample(range(1, 5), small(3)))))
        boxed = Marks(disagree=(1,)) if self.chance(50) else Marks(both=(1,), seen=Seen.SIGNED_OR_WRITTEN)
        marks = self.rng.choice([marks, boxed, Marks()])
        agree, against = small(4), small(3)
        why = self.rng.choice(["đếm lại", "đếm lại", ""])
        number = sum(len(one.kept) for one in day.contests.values())
        record = {"contest": name, "record": f"r{small(4)}"}
        person = self.rng.choice(EVERYBODY)
        return [
            self._define(day),
            ConfirmContest(contest=name, reason=why),
            Enrol(
                name=self.rng.choice([NAMES[person], "Ngô Mới", ""]),
                duty=self.rng.choice([*Duty]),
                pin=pin(person),
                salt=b"",
            ),
            GivePin(person=person, pin=pin(person), salt=b""),
            SignIn(person=person, pin=self.rng.choice([person[1:] * 4, "0000"])),
            SignOut(),
            CountBox(contest=name, box=self._counted(excess=self.chance(20)), reason=why),
            StartEntry(contest=name, way=self.rng.choice([*Way]), batch=small(4), entries=small(1, 5)),
            OpenBatch(**at),
            EnterBallot(**at, paper=small(1, 4), marks=marks),
            UndoBallot(**at),
            CloseBatch(**at),
            VoidBatch(**at, reason=why),
            ResizeBatch(contest=name, batch=at["batch"], size=small(-1, 5), reason=why),
            self._foreign(day, at),
            DropEntry(contest=name, entry=at["entry"], reason=why),
            EnterSheet(
                contest=name, batch=at["batch"], sheet=small(4), totals=Sheet(valid=2, invalid={}, votes={1: 1})
            ),
            Settle(contest=name, place=place, answers={small(1, 4): self.rng.choice([*Mark])}),
            Rule(
                contest=name,
                place=place,
                defect=self.rng.choice([None, *Reason]),
                marks=marks,
                agree=agree,
                against=against,
                reason=why,
            ),
            Refer(contest=name, place=place, seen=self.rng.choice([None, *Seen])),
            CloseRound(contest=name),
            OpenBoard(contest=name),
            CloseBoard(contest=name),
            self._cards(name, self.rng.choice([*Choice]), self.rng.choice([None, None, (1,), (2, 3)])),
            UndoDecision(contest=name, reason=why),
            KeepRecord(**record, file="x", sequence=number + small(3), rounds=small(4), files={"x": "1"}),
            AddSignature(**record, key=f"k{small(3)}", holder=NAMES[person], line="-"),
            NoteVerified(**record),
            NoteCopy(stick=self.rng.choice("AB"), files={"x": "1"}),
            DestroyBallots(contest=name, entries=(small(9),)),
            self._air(day),
            OverruleAirGap(agree=agree, against=against, reason=why),
        ]

    def _air(self, day):
        broken = self.rng.sample(["wifi", "swap", "usb"], self.rng.choice([0, 0, 0, 1, 1, 2]))
        return NoteAirGap(broken={check: self.rng.choice(["a", "b"]) for check in broken})

    def _define(self, day):
        mode = self.rng.choice(["real", "real", "real", "training"])
        added = [
            (name, 9, len(state.course.held) + self.rng.randrange(1, 3))
            for name, state in day.contests.items()
            if self.chance(30) and state.course.held
        ]
        added = [one for one in added if one[2] >= 2]
        board = self.rng.choice([BOARD, BOARD, OTHER_BOARD, BOARD[:2]])
        title = self.rng.choice(["Bầu cử", "Bầu cử", "Bầu lại"])
        present = PRESENT if self.chance(90) else PRESENT - 1
        return Define(document=congress_file(mode, added=added, board=board, title=title, present=present))

    def _foreign(self, day, at):
        work = day.contests[at["contest"]].round if at["contest"] in day.contests else None
        if work is None or self.chance(50):
            plain = {"definition": "0" * 64, "attempt": 1, "round": 1, "typists": ("Ngô Xa",), "batches": ((Marks(),),)}
            return TakeEntry(contest=at["contest"], entry=at["entry"], station="VD.1/station-2", **plain)
        return self._take(day, at["contest"], work, at["entry"])
