"""Days on which ballots can be entered: a small congress, four people with PINs, a box of a few papers."""

import json

from station.session import Command
from station.session.box import CountBox, StartEntry
from station.session.closing import CloseRound
from station.session.definition import ConfirmContest
from station.session.entry import CloseBatch, EnterBallot, OpenBatch
from station.session.marks import Marks
from station.session.people import Enrol, SignIn, SignOut
from station.session.round import Box, Way
from station.session.state import Duty
from tests.station.worlds import opened

HEAD, MEMBER, TYPIST, OTHER = "p1", "p2", "p3", "p4"
NAMES = {HEAD: "Nguyễn Thị Hạnh", MEMBER: "Mai Quang Minh", TYPIST: "Lê Văn Cảnh", OTHER: "Đỗ Thị Duyên"}
DUTIES = {HEAD: Duty.HEAD, MEMBER: Duty.MEMBER, TYPIST: Duty.OPERATOR, OTHER: Duty.OPERATOR}
PINS = {HEAD: "1111", MEMBER: "2222", TYPIST: "3333", OTHER: "4444"}
STRIKE, BOXES = "bch", "dai-bieu"
PEOPLE = (
    "Lê Thị An",
    "Trần Văn Bảo",
    "Phạm Quốc Cường",
    "Hoàng Thị Dung",
    "Vũ Minh Đức",
    "Đào Thị Hà",
)


def people(names):
    return [
        {
            "number": number,
            "name": name,
            "sex": "female",
            "born": f"{1960 + number % 30}-01-01",
            "ethnicity": "Kinh",
            "incumbent": True,
            "nominated_by": "committee",
        }
        for number, name in enumerate(names, start=1)
    ]


def document(*, mode="training", present=30, names=PEOPLE, seats=5, boxes=PEOPLE[:3], **changes):
    """A congress file without rounds: a strike contest, and a boxes contest."""
    tree = {
        "schema": "congress/1",
        "regulation": "190-QĐ/TW",
        "mode": mode,
        "unit": {"code": "VD.1", "name": "Đảng bộ ví dụ", "level": "commune", "superior": "VD"},
        "congress": {"name": "Đại hội ví dụ", "term": "2025-2030", "place": "Ví dụ", "date": "2025-02-14"},
        "board": [{"name": NAMES[HEAD], "role": "head"}, {"name": NAMES[MEMBER], "role": "member"}],
        "meetings": [{"id": "m", "kind": "members", "roll": {"present": present}}],
        "contests": [
            _contest(STRIKE, "committee", seats, names),
            _contest(BOXES, "delegates", len(boxes), boxes),
        ],
    }
    return json.dumps(tree | changes, ensure_ascii=False)


def _contest(contest, kind, seats, names):
    return {
        "id": contest,
        "meeting": "m",
        "kind": kind,
        "title": f"Bầu {contest}",
        "quota": seats,
        "seats": seats,
        "candidates": people(names),
    }


def box(collected):
    return Box(issued=collected, unused=0, spoiled=0, collected=collected, not_returned=0)


class Days:
    """A day at a service, and short ways to bring it on."""

    def __init__(self, home, text=None):
        self.home = home
        self.service = opened(home, text or document())
        for person, name in NAMES.items():
            duty, pin = DUTIES[person], PINS[person]
            self.do(Enrol(name=name, duty=duty, pin=pin, salt=b"0" * 16))
            if person == HEAD:
                self.sit(HEAD)

    @property
    def day(self):
        return self.service.day

    def do(self, command: Command, **joined: str):
        return self.service.submit(command, joined={person: PINS[person] for person in joined.values()})

    def sit(self, person):
        if self.day.at_keys != person:
            self.do(SignIn(person=person, pin=PINS[person]))

    def leave(self):
        self.do(SignOut())

    def start(self, contest=STRIKE, *, papers=5, batch=3, entries=2, way=Way.BALLOTS):
        """The papers of a contest lie in batches, and can be entered."""
        self.sit(HEAD)
        self.do(ConfirmContest(contest=contest, reason="Ví dụ"))
        self.do(CountBox(contest=contest, box=box(papers)))
        self.do(StartEntry(contest=contest, way=way, batch=batch, entries=entries))
        return self

    def typed(self, entry, batch, ballots, *, by=None, contest=STRIKE, closed=True):
        """Somebody types a batch in an entry."""
        self.sit(by or (TYPIST if entry == 1 else OTHER))
        of = {"contest": contest, "entry": entry, "batch": batch}
        self.do(OpenBatch(**of))
        for paper, marks in enumerate(ballots, start=1):
            self.do(EnterBallot(**of, paper=paper, marks=marks))
        if closed:
            self.do(CloseBatch(**of))
        return self

    def close(self, contest=STRIKE):
        self.sit(HEAD)
        self.do(CloseRound(contest=contest))


def struck(*numbers, **seen):
    """A strike ballot by the numbers struck out."""
    return Marks(struck=numbers, **seen)
