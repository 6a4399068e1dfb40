"""The table at which a day is played: a congress file, people with PINs, and a journal of what happened."""

import json

from station import session
from station.session import Act, Happened
from station.session.box import CountBox, StartEntry
from station.session.closing import CloseRound
from station.session.decision import Decide
from station.session.definition import ConfirmContest, Define
from station.session.denied import Denied
from station.session.entry import CloseBatch, EnterBallot, OpenBatch
from station.session.marks import Marks, typed
from station.session.people import Enrol, SignIn
from station.session.round import Box, Sheet, Way
from station.session.state import Day, Duty
from tally.ballot import Reason
from tally.contest import Choice

HEAD, BINH, CHI, MAY, PHIM, THU = "p1", "p2", "p3", "p4", "p5", "p6"
"""The head of the board, two members, and three technicians."""
NAMES = {
    HEAD: "Hoàng Trưởng",
    BINH: "Trần Bình",
    CHI: "Lê Chi",
    MAY: "Đỗ Máy",
    PHIM: "Phạm Phím",
    THU: "Vũ Thư",
}
BOARD = tuple(
    {"name": NAMES[person], "role": role} for person, role in ((HEAD, "head"), (BINH, "member"), (CHI, "member"))
)
MEETING = {"id": "m", "kind": "members", "roll": {"present": 12}}
C = "bch"


def candidate(number, name=None, **given):
    plain = {
        "number": number,
        "name": name or f"Người {number}",
        "sex": "male",
        "born": "1975-03-15",
        "ethnicity": "Kinh",
        "incumbent": False,
        "nominated_by": "committee",
    }
    return plain | given


def contest(candidates=4, seats=3, *, name=C, kind="committee", **given):
    people = [candidate(n) for n in range(1, candidates + 1)] if isinstance(candidates, int) else list(candidates)
    plain = {"id": name, "meeting": "m", "kind": kind, "title": "Bầu cử", "quota": seats, "seats": seats}
    return plain | {"candidates": people} | given


def document(*contests, mode="training", board=BOARD, meetings=(MEETING,), level="commune", **given):
    tree = {
        "schema": "congress/1",
        "regulation": "190-QĐ/TW",
        "mode": mode,
        "unit": {"code": "VD.1", "name": "Đảng bộ ví dụ", "level": level, "superior": "VD"},
        "congress": {"name": "Đại hội ví dụ", "term": "2025-2030", "place": "Ví dụ", "date": "2025-02-14"},
        "board": list(board),
        "meetings": list(meetings),
        "contests": list(contests or [contest()]),
    }
    return json.dumps(tree | given, ensure_ascii=False)


def pin(person):
    return person[1:] * 4


class Table:
    """A day that a test plays. Whoever acts sits down first, and whoever joins types the own PIN."""

    def __init__(self):
        self.day = Day()
        self.journal = []

    def do(self, command, *by):
        """Let people give a command; give what came of it."""
        if by and self.day.at_keys != by[0]:
            self._put(self.day, Act(), SignIn(person=by[0], pin=pin(by[0])))
        return self._put(self.day, Act(by=by, pins={person: pin(person) for person in by[1:]}), command)

    def _put(self, day, act, command):
        events = session.decide(day, act, command)
        for event in events:
            happened = Happened(event=event, by=act.by)
            self.journal.append(happened)
            self.day = session.fold(self.day, happened)
        return events

    def work(self, contest=C):
        return self.day.work(contest)

    def state(self, contest=C):
        return self.day.contest(contest)

    def marks(self, line, contest=C):
        """Read a line as it is typed."""
        return read(line, self.work(contest).paper)

    def types(self, batch, lines, *, entry=1, by=None, contest=C, close=True):
        """Somebody takes a batch in hand, types its papers, and puts it down."""
        who = by or (MAY if entry == 1 else PHIM)
        name = {"contest": contest, "entry": entry, "batch": batch}
        self.do(OpenBatch(**name), who)
        have = len(self.work(contest).batch(entry, batch).ballots)
        for paper, line in enumerate(lines, start=have + 1):
            marks = line if isinstance(line, Marks) else self.marks(line, contest)
            self.do(EnterBallot(**name, paper=paper, marks=marks), who)
        if close:
            self.do(CloseBatch(**name), who)

    def both(self, batch, lines, contest=C):
        """Two technicians type a batch alike."""
        self.types(batch, lines, entry=1, contest=contest)
        self.types(batch, lines, entry=2, contest=contest)

    def votes(self, lines, contest=C, *, first=True):
        """A whole round: box, both entries in one batch, and its end."""
        if first:
            self.do(ConfirmContest(contest=contest), HEAD)
        self.do(CountBox(contest=contest, box=box(len(lines))), HEAD)
        self.do(StartEntry(contest=contest), HEAD)
        if lines:
            self.both(1, lines, contest)
        self.do(CloseRound(contest=contest), HEAD)

    def decides(self, choice, *, contest=C, candidates=None, agree=12, against=0):
        """The body decides by cards, twelve attending."""
        cards = {"agree": agree, "against": against, "abstain": 0, "not_voting": 12 - agree - against}
        return self.do(Decide(contest=contest, choice=Choice(choice), candidates=candidates, **cards), HEAD)


def lines_for(votes, ballots=12):
    """Lines of so many strike ballots that give each number its votes; the strokes are spread evenly."""
    struck = [[] for _ in range(ballots)]
    for number, wanted in votes.items():
        for one in sorted(struck, key=len)[: ballots - wanted]:
            one.append(number)
    return [" ".join(map(str, one)) or "0" for one in struck]


def read(line, paper):
    """The marks of a line that can be stored."""
    line = typed(line, paper)
    assert line.wrong is None, line.wrong
    return line.marks


def box(collected, *, issued=None, unused=0, spoiled=0, not_returned=None):
    """A box whose papers are all accounted for, unless it is said otherwise."""
    total = collected + unused + spoiled if issued is None else issued
    left = total - unused - spoiled - collected if not_returned is None else not_returned
    return Box(issued=total, unused=unused, spoiled=spoiled, collected=collected, not_returned=max(0, left))


def sheet(valid, votes, **invalid):
    return Sheet(valid=valid, invalid={Reason(key): n for key, n in invalid.items()}, votes=votes)


def opened(*contests, **given):
    """A day with its congress and its six people."""
    table = Table()
    table.do(Define(document=document(*contests, **given)))
    board = {person["name"]: person["role"] for person in reversed(given.get("board", BOARD))}
    for person, name in NAMES.items():
        duty = Duty(board.get(name, "operator"))
        enrol = Enrol(name=name, duty=duty, pin=pin(person), salt=person.encode())
        table.do(enrol, *([HEAD] if table.day.people else []))
    return table


def boxed(collected=4, *contests, contest=C, **given):
    """A day on which a contest is confirmed and its box counted."""
    table = opened(*contests, **given)
    table.do(ConfirmContest(contest=contest), HEAD)
    table.do(CountBox(contest=contest, box=box(collected)), HEAD)
    return table


def started(collected=4, *contests, batch=2, entries=2, way=Way.BALLOTS, contest=C, **given):
    """A day on which the papers of a contest lie in batches."""
    table = boxed(collected, *contests, contest=contest, **given)
    table.do(StartEntry(contest=contest, way=way, batch=batch, entries=entries), HEAD)
    return table


def denied(table, command, *by):
    """The code and the figures with which a command is refused; nothing has happened then."""
    day, entries = table.day, len(table.journal)
    if by and day.at_keys != by[0]:
        table.do(SignIn(person=by[0], pin=pin(by[0])))
        day, entries = table.day, len(table.journal)
    try:
        table.do(command, *by)
    except Denied as why:
        assert table.day is day
        assert len(table.journal) == entries
        return why.code, dict(why.params)
    raise AssertionError("nobody said no")
