"""A clerk who knows what comes next, and errs now and then."""

from random import Random

from station.session.batches import ResizeBatch, VoidBatch
from station.session.box import CountBox, StartEntry
from station.session.closing import CloseRound
from station.session.comparison import Settle, differences, differing_sheets
from station.session.decision import Decide, choices
from station.session.definition import ConfirmContest
from station.session.doubts import Rule, doubtful
from station.session.entry import CloseBatch, EnterBallot, OpenBatch, UndoBallot, typists
from station.session.machines import DropEntry, TakeEntry
from station.session.marks import Marks, Seen
from station.session.phase import Phase, phase
from station.session.records import AddSignature, DestroyBallots, KeepRecord, NoteCopy, NoteVerified, may_destroy
from station.session.round import Box, Sheet, Way
from station.session.sheets import EnterSheet
from tally.ballot import DEFECTS, BallotKind, Reason
from tally.contest import Choice
from tally.person import known_as
from tests import naive
from tests.station.session.papers import ballot
from tests.station.session.table import BINH, BOARD, CHI, HEAD, MAY, NAMES, PHIM, THU, candidate, contest, document

BCH, PHO, DELEGATES = CONTESTS = ("bch", "pho", "dai-bieu")
PRESENT = 5
ROLL = {"id": "m", "kind": "members", "roll": {"present": PRESENT}}
EVERYBODY = (HEAD, BINH, CHI, MAY, PHIM, THU)
OTHER_BOARD = [*BOARD, {"name": "Ngô Mới", "role": "member"}]


def congress_file(mode="real", *, added=(), board=BOARD, title="Bầu cử", present=PRESENT):
    """Three contests; Bình of the board and Thư the technician are on the list of the delegates.

    ``added`` are names for later rounds: contest, number, round.
    """

    def people(name, *first):
        later = [candidate(number, from_round=of) for where, number, of in added if where == name]
        return [*first, *later]

    return document(
        contest(people(BCH, *map(candidate, (1, 2, 3))), 2, name=BCH, title=title),
        contest(people(PHO, candidate(1)), 1, name=PHO, kind="deputy_secretary", pool=BCH),
        contest(
            people(DELEGATES, candidate(1), candidate(2), candidate(3, NAMES[THU]), candidate(4, NAMES[BINH])),
            2,
            name=DELEGATES,
            kind="delegates",
            alternates=1,
        ),
        mode=mode,
        board=board,
        meetings=[{**ROLL, "roll": {"present": present}}],
    )


class Clerk:
    """Gives the commands that bring a contest on, as its papers are."""

    def __init__(self, seed):
        self.rng = Random(seed)
        self.papers = {}

    def chance(self, of_hundred):
        return self.rng.randrange(100) < of_hundred

    def step(self, day, name):
        """Give what brings a contest on, and who wants it; None where nothing does."""
        now = phase(day, name)
        lead = (HEAD,) if self.chance(90) else (CHI, HEAD)
        match now:
            case Phase.WAITING:
                return None
            case Phase.PREPARE:
                return ConfirmContest(contest=name, reason="đại hội đã biết"), lead
            case Phase.BOX:
                return self._box(day.work(name), name), lead
            case Phase.EXCESS if self.chance(50):
                return self._cards(name, Choice.AGAIN), lead
            case Phase.EXCESS:
                return CountBox(contest=name, box=self._counted(), reason="đếm nhầm"), lead
            case Phase.ENTRY:
                return self._entry(day, name, lead)
            case Phase.COMPARE:
                return self._compare(day, name, lead)
            case Phase.READY:
                return CloseRound(contest=name), lead
            case Phase.RESULT:
                return self._after(day, name, lead)

    def _box(self, work, name):
        if work.box is None:
            return CountBox(contest=name, box=self._counted(excess=self.chance(10)))
        way = Way.SHEETS if self.chance(20) else Way.BALLOTS
        return StartEntry(contest=name, way=way, batch=2, entries=3 if self.chance(10) else 2)

    def _counted(self, *, excess=False):
        collected = self.rng.choice([*[PRESENT] * 9, 3, 1, 0])
        spoiled, unused, lost = self.rng.randrange(2), self.rng.randrange(2), self.rng.randrange(2)
        issued = collected + spoiled + unused + lost
        if excess:
            return Box(issued=issued, unused=unused, spoiled=spoiled, collected=collected + lost + 1, not_returned=0)
        return Box(issued=issued, unused=unused, spoiled=spoiled, collected=collected, not_returned=lost)

    def _entry(self, day, name, lead):
        work = day.work(name)
        have, collected = sum(work.sizes), work.box.collected
        if have != collected:
            batch, size = len(work.sizes) or 1, (*work.sizes, 0)[max(0, len(work.sizes) - 1)]
            if have < collected or size < have - collected:
                batch, size = (len(work.sizes) + 1, collected - have) if have < collected else (batch, size)
                return ResizeBatch(contest=name, batch=batch, size=size, reason="đếm lại"), lead
            return ResizeBatch(contest=name, batch=batch, size=size - have + collected, reason="đếm lại"), lead
        begun = [(entry, batch) for entry, one in enumerate(work.entries, 1) if not one.source for batch in one.batches]
        if begun and self.chance(3):
            entry, batch = self.rng.choice(begun)
            return VoidBatch(contest=name, entry=entry, batch=batch, reason="lẫn tập"), lead
        open_batches = [batch for batch in work.batches if not work.is_closed(batch)]
        batch = self.rng.choice(open_batches)
        if work.way is Way.SHEETS:
            return self._sheet(day, name, work, batch)
        entries = [entry for entry, one in enumerate(work.entries, 1) if one.source is None]
        if len(entries) < len(work.entries) and self.chance(10):
            from_elsewhere = next(entry for entry in range(1, 4) if entry not in entries)
            return DropEntry(contest=name, entry=from_elsewhere, reason="lệch tập"), lead
        entry = self.rng.choice([e for e in entries if not (b := work.batch(e, batch)) or not b.closed])
        if not work.entries[entry - 1].batches and self.chance(10):
            return self._take(day, name, work, entry), lead
        state = work.batch(entry, batch)
        if state is None:
            done = typists(day, work, batch)
            able = [one for one in self._able(day, name) if known_as(NAMES[one]) not in done]
            return OpenBatch(contest=name, entry=entry, batch=batch), (self.rng.choice(able),)
        by, at = (state.typist,), {"contest": name, "entry": entry, "batch": batch}
        if len(state.ballots) == work.sizes[batch - 1]:
            return CloseBatch(**at), by
        if state.ballots and self.chance(5):
            return UndoBallot(**at), by
        paper = len(state.ballots) + 1
        return EnterBallot(**at, paper=paper, marks=self._typed(work, name, (batch, paper))), by

    def _able(self, day, name):
        return [one for one in EVERYBODY if not day.stands(NAMES[one], name)]

    def _take(self, day, name, work, entry):
        batches = [
            [self._typed(work, name, (b, p)) for p in range(1, size + 1)] for b, size in enumerate(work.sizes, 1)
        ]
        return TakeEntry(
            contest=name,
            entry=entry,
            station=f"VD.1/station-{self.rng.randrange(2, 4)}",
            definition=day.contest(name).confirmed.definition,
            attempt=work.attempt,
            round=work.number,
            typists=tuple(self.rng.choice(["Ngô Xa", "Đinh Xa"]) for _ in batches),
            batches=tuple(map(tuple, batches)),
        )

    def _true(self, work, name, place):
        """What stands on a paper, and its defect, drawn when it is first looked at."""
        key = (name, work.number, work.attempt, place)
        if key not in self.papers:
            defect = self.rng.choice(DEFECTS) if self.chance(4) else None
            self.papers[key] = (self._ballot(work.paper), defect)
        return self.papers[key]

    def _ballot(self, paper):
        if paper.kind is BallotKind.STRIKE:
            kept = set(self.rng.sample(paper.candidates, min(paper.seats, len(paper.candidates))))
            kept = set(paper.candidates) if self.chance(3) else kept
            return Marks(struck=tuple(sorted(set(paper.candidates) - kept)))
        signs = self.rng.choices(["agree", "disagree", "blank", "both"], [7, 2, 1, 1], k=len(paper.candidates))
        found = {
            sign: tuple(n for n, one in zip(paper.candidates, signs, strict=True) if one == sign) for sign in signs
        }
        return Marks(**{sign: numbers for sign, numbers in found.items() if sign != "agree"})

    def _typed(self, work, name, place):
        marks, defect = self._true(work, name, place)
        if self.chance(6):
            marks = self._ballot(work.paper)
        seen = Seen(defect.value) if defect and self.chance(80) else Seen.UNCLEAR if self.chance(4) else None
        return Marks(**{field: getattr(marks, field) for field in ("struck", "disagree", "blank", "both")}, seen=seen)

    def _sheet(self, day, name, work, batch):
        sheet = 2 if (batch, 1) in work.sheets else 1
        other = work.sheets.get((batch, 3 - sheet), (None, None))[1]
        by = self.rng.choice([one for one in self._able(day, name) if one != other])
        return EnterSheet(contest=name, batch=batch, sheet=sheet, totals=self._totals(day, name, work, batch)), (by,)

    def _totals(self, day, name, work, batch):
        numbers, size = list(work.paper.candidates), work.sizes[batch - 1]
        true = [self._true(work, name, (batch, paper)) for paper in range(1, size + 1)]
        ballots = [ballot(marks, numbers, defect) for marks, defect in true]
        if ballots and self.chance(10):
            ballots[0] = ballot(self._ballot(work.paper), numbers)
        blank = day.the_congress.blank_boxes.value
        votes, reasons, valid = naive.count(ballots, numbers, work.paper.seats, blank)
        return Sheet(valid=valid, invalid={Reason(name): n for name, n in reasons.items()}, votes=votes)

    def _compare(self, day, name, lead):
        work = day.work(name)
        if batches := differing_sheets(work):
            sheet = self.rng.choice((1, 2))
            other = work.sheets[batches[0], 3 - sheet][1]
            by = self.rng.choice([one for one in self._able(day, name) if one != other])
            totals = self._totals(day, name, work, batches[0])
            return EnterSheet(contest=name, batch=batches[0], sheet=sheet, totals=totals), (by,)
        for place in doubtful(work):
            if work.ruling(place) is None:
                marks, defect = self._true(work, name, place)
                votes = {"agree": len(day.board(name)), "against": 0}
                return Rule(contest=name, place=place, defect=defect, marks=marks, reason="xem phiếu", **votes), lead
        one = next(one for one in differences(work) if one.place not in work.settled)
        marks, _ = self._true(work, name, one.place)
        answers = {number: marks.mark(number, work.paper.kind) for number in one.numbers}
        second = MAY if self.chance(50) else CHI
        return Settle(contest=name, place=one.place, answers=answers), (HEAD, second)

    def _cards(self, name, choice, candidates=None):
        agree = PRESENT if self.chance(80) else PRESENT // 2
        cards = {"agree": agree, "against": PRESENT - agree, "abstain": 0, "not_voting": 0}
        return Decide(contest=name, choice=choice, candidates=candidates, **cards)

    def _after(self, day, name, lead):
        may = choices(day, name)
        if may and self.chance(60):
            return self._cards(name, self.rng.choice(may)), lead
        return self._record(day, name, lead)

    def _record(self, day, name, lead):
        state = day.contest(name)
        if state.is_destroyed:
            return None
        if not state.kept or state.kept[-1].rounds < len(state.course.held):
            number = 1 + sum(len(one.kept) for one in day.contests.values())
            file = f"{number:03}-{name}.record"
            files = {file: f"a{number}", f"{number:03}.age": f"b{number}"}
            kept = {"record": f"r{number}", "file": file, "sequence": number, "rounds": len(state.course.held)}
            return KeepRecord(contest=name, files=files, **kept), lead
        why = may_destroy(day, name)
        if why is None:
            return DestroyBallots(contest=name, entries=(1, 2)), (HEAD, CHI)
        record = self.rng.choice(state.kept)
        if len(record.signatures) < 2:
            by = self.rng.choice([HEAD, CHI])
            key = {"key": f"VD.1/board-{by}", "holder": NAMES[by], "line": "-"}
            return AddSignature(contest=name, record=record.record, **key), (by,)
        if not record.verified:
            return NoteVerified(contest=name, record=record.record), (PHIM,)
        files = {file: sha for one in state.kept for file, sha in one.files.items()}
        if self.chance(20):
            files.popitem()
        return NoteCopy(stick=self.rng.choice("ABC"), files=files), (MAY,)
