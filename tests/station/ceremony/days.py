"""A day whose rounds are counted: the small congress of the record's tests, with its keys and trust file on sticks."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from station.ceremony.found import open_key, read_key
from station.ceremony.making import Here, keeping, make, records_of
from station.ceremony.signing import signature, standing
from station.ceremony.trusting import kept_trust, read_trusted
from station.session.box import CountBox, StartEntry
from station.session.closing import CloseRound
from station.session.decision import Decide
from station.session.definition import ConfirmContest
from station.session.entry import CloseBatch, EnterBallot, OpenBatch
from station.session.marks import Marks
from station.session.people import Enrol, SignIn
from station.session.records import NoteCopy, NoteVerified
from station.session.round import Box, Sheet, Way
from station.session.sheets import EnterSheet
from station.session.state import Duty
from station.sticks import Stick
from tally.contest import Choice
from tally.record.fingerprint import fingerprint
from tests.cli.made import congress, contest, person
from tests.cli.opened import PASSPHRASE, PEOPLE, key_file
from tests.cli.sealed import HOLDERS, RUN_OFF, TIED, key_of
from tests.record.ceremony import BOARD, STATION, board_names, trust_file
from tests.station.worlds import known_chance, opened

C, DELEGATES = "bch", "db"
HEAD, BINH, CUC, TYPIST, OTHER = "p1", "p2", "p3", "p4", "p5"
NAMES = dict(zip((HEAD, BINH, CUC, TYPIST, OTHER), (*BOARD, "Đỗ Máy", "Phạm Phím"), strict=True))
FIRST, SECOND, THIRD = board_names()
CHECKS = ("interfaces", "swap")
PRESENT = 21
PIN_OF_TRUST = fingerprint(trust_file().partition(b"\n\n")[0] + b"\n")


def pin(person):
    return person[1:] * 4


def document(*contests, mode="real", board=BOARD, names=PEOPLE, **given):
    """The congress file of a day: as the one that is sealed without a station, but that no round is held."""
    people = [person(number, name) for number, name in enumerate(names, 1)]
    sits = [{"name": name, "role": "head" if name == board[0] else "member"} for name in board]
    made = [contest(people, 2, id=id_) for id_ in contests or (C,)]
    tree = congress(*made, **{"mode": mode, "roll": {"present": PRESENT}, "board": sits} | given)
    for one in tree["contests"]:
        del one["rounds"]
    return json.dumps(tree, ensure_ascii=False)


@dataclass
class Desk:
    """A day at a service; ``sticks`` are folders that stand for sticks."""

    home: Path
    text: str = field(default_factory=document)
    chance: object = field(default_factory=known_chance)

    def __post_init__(self):
        self.service = opened(self.home, self.text)
        for place, (one, name) in enumerate(NAMES.items()):
            duty = (Duty.HEAD, Duty.MEMBER, Duty.MEMBER, Duty.OPERATOR, Duty.OPERATOR)[place]
            self.service.submit(Enrol(name=name, duty=duty, pin=pin(one), salt=b"0" * 16))
            self.sit(HEAD)

    @property
    def day(self):
        return self.service.day

    def do(self, command, *joined, by=None, **given):
        self.sit(by or HEAD)
        return self.service.submit(command, joined={person: pin(person) for person in joined}, **given)

    def sit(self, person):
        if self.day.at_keys != person:
            self.service.submit(SignIn(person=person, pin=pin(person)))

    def begin(self, papers, contest=C, *, way=Way.BALLOTS):
        if not self.day.contest(contest).course.held:
            self.do(ConfirmContest(contest=contest, reason="Ví dụ"))
        self.do(CountBox(contest=contest, box=box(papers)))
        self.do(StartEntry(contest=contest, way=way, batch=8))

    def vote(self, struck, contest=C):
        """A round: what is struck out on each paper, typed twice, in batches of eight."""
        self.begin(len(struck), contest)
        for entry, typist in ((1, TYPIST), (2, OTHER)):
            for batch in self.day.work(contest).batches:
                of = {"contest": contest, "entry": entry, "batch": batch}
                self.do(OpenBatch(**of), by=typist)
                for paper, numbers in enumerate(struck[8 * (batch - 1) : 8 * batch], start=1):
                    self.do(EnterBallot(**of, paper=paper, marks=Marks(struck=tuple(sorted(numbers)))), by=typist)
                self.do(CloseBatch(**of), by=typist)
        self.do(CloseRound(contest=contest))
        return self

    def sheets(self, votes, contest=C):
        """A round that is counted on tally sheets, in one batch."""
        self.begin(8, contest, way=Way.SHEETS)
        totals = Sheet(valid=8, invalid={}, votes=votes)
        for sheet, typist in ((1, TYPIST), (2, OTHER)):
            self.do(EnterSheet(contest=contest, batch=1, sheet=sheet, totals=totals), by=typist)
        self.do(CloseRound(contest=contest))
        return self

    def run_off(self, contest=C):
        """A round in which two are level, and their run-off."""
        return self.vote(TIED, contest).decide_run_off(contest).vote(RUN_OFF, contest)

    def decide_run_off(self, contest=C):
        cards = {"agree": PRESENT, "against": 0, "abstain": 0, "not_voting": 0}
        self.do(Decide(contest=contest, choice=Choice.RUN_OFF, **cards))
        return self

    def make(self, contest=C):
        """Make the records that are due and keep them, as the screen does."""
        trusted = read_trusted([trust_file()], PIN_OF_TRUST)
        locked = self.key(STATION)
        here = Here(key=open_key(locked, PASSPHRASE), head=self.service.head, length=self.service.length, checks=CHECKS)
        before = [record for _, record in records_of(self.day, self.service.file)]
        made = make(self.day, contest, before, here=here, trusted=trusted, random=self.chance)
        for one in keeping(self.day, made, trusted=trusted, key=locked, random=self.chance):
            self.do(one.command, files=one.files)
        return self

    def key(self, name):
        return read_key(key_file(name, HOLDERS[name]), f"/usb/{key_of(name)}")

    def standing(self, contest=C):
        return standing(self.day, contest, self.service.file, self.trusted)

    @property
    def trusted(self):
        return kept_trust(self.day, self.service.file)

    def sign(self, *people, contest=C):
        for member in people or (HEAD, BINH):
            key = open_key(self.key(board_names()[int(member[1:]) - 1]), PASSPHRASE)
            for one in self.standing(contest):
                self.do(signature(one, key, self.trusted), by=member)
        return self

    def finish(self, contest=C):
        """Note that the records of a contest were verified, and are in two places."""
        for kept in self.day.contest(contest).kept:
            self.do(NoteVerified(contest=contest, record=kept.record))
            for place in "AB":
                self.do(NoteCopy(stick=place, files=dict(kept.files)))
        return self

    def record(self):
        """The last record of the day."""
        return records_of(self.day, self.service.file)[-1][1]


def box(papers):
    return Box(issued=papers, unused=0, spoiled=0, collected=papers, not_returned=0)


def stick(folder, name, *, disk=None):
    """A folder that stands for a stick."""
    path = folder / name
    path.mkdir(exist_ok=True)
    return Stick(
        path=path,
        id=f"id-{name}",
        label=name,
        free=512 * 1024 * 1024,
        read_only=False,
        device=f"/dev/{name}1",
        disk=disk or name,
        filesystem=path.stat().st_dev,
    )


def put_keys(stick, *names):
    for name in names:
        (stick.path / key_of(name)).write_bytes(key_file(name, HOLDERS[name]))


def put_trust(folder):
    (folder / "tin-cay.txt").write_bytes(trust_file())


def hashes(files):
    return {name: sha256(data).hexdigest() for name, data in files.items()}
