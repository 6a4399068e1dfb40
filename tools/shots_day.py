"""The day that the manual's pictures are of: the example commune's, stopped wherever there is something to show.

Everything in it is known before: the clock stands still, chance is reckoned, and the computer sees no network.
"""

import csv
import io
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from station.ceremony import making
from station.ceremony.found import open_key, read_key
from station.ceremony.making import Here, keeping
from station.ceremony.signing import signature, standing
from station.ceremony.trusting import read_trusted
from station.journal.database import Journal
from station.service import Service
from station.session import Command
from station.session.box import CountBox, StartEntry
from station.session.closing import CloseRound, OpenBoard
from station.session.comparison import Settle, differences
from station.session.decision import Decide
from station.session.definition import ConfirmContest, Define
from station.session.doubts import Rule, doubtful
from station.session.entry import CloseBatch, EnterBallot, OpenBatch
from station.session.marks import Marks, Seen
from station.session.people import Enrol, SignIn, SignOut
from station.session.round import Box, Sheet, Way
from station.session.sheets import EnterSheet
from station.session.state import Duty
from station.session.watch import NoteAirGap
from tally.ballot import Reason
from tally.contest import Choice
from tools.shots_trust import PASSPHRASE, STATION, board_key, key_file, trust_file

EXAMPLE = Path(__file__).parent.parent / "docs" / "examples" / "commune-cao-an"
MINUTE = "2025-02-14T09:31"
COMMITTEE, SECRETARY = "bch", "bi-thu"
PEOPLE = {
    "Dương Thanh Châu": (Duty.HEAD, "1111"),
    "Phạm Văn Dũng": (Duty.MEMBER, "2222"),
    "Phạm Thị Uyên": (Duty.MEMBER, "3333"),
    "Lê Văn Cảnh": (Duty.OPERATOR, "4444"),
    "Đỗ Thị Duyên": (Duty.OPERATOR, "5555"),
}
HEAD, MEMBER, _, TYPIST, OTHER = (f"p{number}" for number in range(1, 6))
_PINS = {f"p{number}": pin for number, (_, pin) in enumerate(PEOPLE.values(), start=1)}
_SLIPS = {7: (3, 9), 44: (5, 6)}
"""What the second typist reads wrong, by the place of the paper."""


def chance() -> Callable[[int], bytes]:
    """Give bytes that look drawn by chance, and are the same in every run."""
    count = 0

    def drawn(size: int) -> bytes:
        nonlocal count
        count += 1
        blocks = range(-(-size // 32))
        return b"".join(sha256(f"{count} {block}".encode()).digest() for block in blocks)[:size]

    return drawn


def opened(folder: Path) -> Service:
    """Open the journal of a folder, or make it."""
    path, random = folder / "cao-an.journal", chance()
    journal = Journal.open(str(path), random=random) if path.exists() else Journal.make(str(path), random=random)
    return Service(journal, lambda: MINUTE)


class ShownDay:
    """The day as it is brought on by commands, with a copy of its folder at every stop."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder, folder / "now"
        self.home.mkdir()
        self.service = opened(self.home)
        self.random = chance()

    def stop(self, name: str) -> None:
        """Keep the day as it is now under a name; nobody is at the keys."""
        self.do(SignOut())
        self.service.close()
        shutil.copytree(self.home, self.folder / name)
        self.service = opened(self.home)

    def do(self, command: Command, *joined: str, files: dict[str, bytes] | None = None) -> None:
        """Carry a command out."""
        self.service.submit(command, joined={person: _PINS[person] for person in joined}, files=files)

    def sit(self, person: str) -> None:
        """Have somebody at the keys."""
        self.do(SignIn(person=person, pin=_PINS[person]))

    def play(self) -> None:
        """Bring the day from its first minute to its end."""
        self.do(Define(document=_document()))
        self.do(NoteAirGap(broken={}))
        self.stop("new")
        for name, (duty, pin) in PEOPLE.items():
            self.do(Enrol(name=name, duty=duty, pin=pin, salt=self.random(16)))
            if duty is Duty.HEAD:
                self.sit(HEAD)
        self.stop("people")
        self._begin(COMMITTEE, collected=156)
        self._type_first()
        self._compare()
        self._close(COMMITTEE)
        self.stop("tied")
        self._run_off()
        self._sign()
        self._begin(SECRETARY, collected=156)
        self.stop("boxes")

    def _begin(self, contest: str, *, collected: int) -> None:
        self.sit(HEAD)
        self.do(ConfirmContest(contest=contest, reason=""))
        self.stop(f"{contest}-box")
        self.sit(HEAD)
        box = Box(issued=160, unused=3, spoiled=1, collected=collected, not_returned=156 - collected)
        self.do(CountBox(contest=contest, box=box))
        self.do(StartEntry(contest=contest))

    def _type_first(self) -> None:
        papers = list(_papers())
        sizes = self.service.day.work(COMMITTEE).sizes
        self._type(1, TYPIST, papers, batches=range(1, 4))
        self._type(1, TYPIST, papers, batches=range(4, 5), most=11)
        self.stop("entry")
        self.sit(TYPIST)
        self._type(1, TYPIST, papers, batches=range(4, 5), since=11)
        self._type(1, TYPIST, papers, batches=range(5, len(sizes) + 1))
        self.stop("typed")
        slips = [Marks(struck=_SLIPS[n]) if n in _SLIPS else marks for n, marks in enumerate(papers, start=1)]
        self._type(2, OTHER, slips, batches=range(1, len(sizes) + 1))
        self.stop("compare")

    def _type(
        self, entry: int, person: str, papers: list[Marks], *, batches: range, since: int = 0, most: int = 25
    ) -> None:
        self.sit(person)
        for batch in batches:
            self.do(OpenBatch(contest=COMMITTEE, entry=entry, batch=batch))
            for paper, marks in list(enumerate(papers[(batch - 1) * 25 : batch * 25], start=1))[since:most]:
                self.do(EnterBallot(contest=COMMITTEE, entry=entry, batch=batch, paper=paper, marks=marks))
            if most == 25:
                self.do(CloseBatch(contest=COMMITTEE, entry=entry, batch=batch))

    def _compare(self) -> None:
        self.sit(HEAD)
        papers, work = list(_papers()), self.service.day.work(COMMITTEE)
        for one in differences(work):
            truth = papers[sum(work.sizes[: one.place[0] - 1]) + one.place[1] - 1]
            answers = {number: truth.mark(number, work.paper.kind) for number in one.numbers}
            self.do(Settle(contest=COMMITTEE, place=one.place, answers=answers), MEMBER)
        for place in doubtful(self.service.day.work(COMMITTEE)):
            work = self.service.day.work(COMMITTEE)
            seen = next(one.seen for one in work.at(place) if one is not None and one.seen is not None)
            marks = next(Marks(struck=one.struck) for one in work.at(place) if one is not None)
            self.do(
                Rule(
                    contest=COMMITTEE,
                    place=place,
                    defect=Reason(seen.value),
                    marks=marks,
                    agree=3,
                    against=0,
                    reason="Cả ban đã xem tờ phiếu",
                )
            )

    def _close(self, contest: str) -> None:
        self.sit(HEAD)
        self.do(CloseRound(contest=contest))
        self.do(OpenBoard(contest=contest))

    def _run_off(self) -> None:
        self.sit(HEAD)
        run_off = Decide(contest=COMMITTEE, choice=Choice.RUN_OFF, agree=152, against=2, abstain=1, not_voting=1)
        self.do(run_off)
        box = Box(issued=156, unused=0, spoiled=0, collected=155, not_returned=1)
        self.do(CountBox(contest=COMMITTEE, box=box))
        self.do(StartEntry(contest=COMMITTEE, way=Way.SHEETS, batch=80))
        halves = (
            Sheet(valid=79, invalid={Reason.MORE_THAN_SEATS: 1}, votes={4: 48, 7: 31}),
            Sheet(valid=74, invalid={Reason.VOTES_FOR_NOBODY: 1}, votes={4: 44, 7: 30}),
        )
        for sheet, person in ((1, TYPIST), (2, OTHER)):
            self.sit(person)
            for batch, totals in enumerate(halves, start=1):
                if sheet == 2 and batch == 2:
                    self.stop("sheets")
                    self.sit(person)
                self.do(EnterSheet(contest=COMMITTEE, batch=batch, sheet=sheet, totals=totals))
        self._close(COMMITTEE)

    def _sign(self) -> None:
        """Make the records of the committee, and have the head sign them."""
        self.sit(HEAD)
        data = trust_file()
        trusted = read_trusted([data[0]], data[1])
        locked = read_key(key_file(STATION), STATION)
        here = Here(key=open_key(locked, PASSPHRASE), head=b"\0" * 32, length=1, checks=("interfaces",))
        made = making.make(
            self.service.day,
            COMMITTEE,
            [],
            here=here,
            trusted=trusted,
            random=self.random,
        )
        for one in keeping(self.service.day, made, trusted=trusted, key=locked, random=self.random):
            self.do(one.command, files=dict(one.files))
        for record in standing(self.service.day, COMMITTEE, self.service.file, trusted):
            command = signature(record, board_key(1), trusted)
            if command is not None:
                self.do(command)
        self.stop("signed")


def _document() -> str:
    """Give the example's congress file as it was before anybody had voted."""
    tree = json.loads((EXAMPLE / "congress.json").read_bytes())
    for contest in tree["contests"]:
        contest.pop("rounds")
        contest.pop("leave_open")
    return json.dumps(tree, ensure_ascii=False, indent=2)


def _papers() -> Iterator[Marks]:
    text = (EXAMPLE / "bch-1.csv").read_text(encoding="utf-8-sig")
    for row in csv.DictReader(io.StringIO(text)):
        struck = tuple(map(int, row["struck"].split()))
        yield Marks(struck=struck, seen=Seen(row["defect"]) if row["defect"] else None)


@contextmanager
def working_in(folder: Path) -> Iterator[None]:
    """Work in a folder, so that paths that are shown are the same on every machine."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
