"""Days for tests, made of what happened: a small congress, its people, and ballots that somebody typed.

Nothing is decided here: the events are folded as a journal's are. PINs are never asked for.
"""

import json
from itertools import count

from station import session
from station.session import Act, Happened
from station.session.box import BoxCounted, EntryStarted
from station.session.closing import BoardOpened, CloseRound
from station.session.definition import ContestConfirmed, Defined, definition_hash
from station.session.entry import BallotEntered, BallotUndone, BatchClosed, BatchOpened
from station.session.marks import Marks
from station.session.people import PersonEnrolled, PersonSignedIn
from station.session.round import Box, Way
from station.session.state import Duty, Person, Pin

HEAD, MEMBER, TYPIST, OTHER = "p1", "p2", "p3", "p4"
NAMES = {HEAD: "Nguyễn Thị Hạnh", MEMBER: "Trần Văn Bình", TYPIST: "Lê Văn Cảnh", OTHER: "Đỗ Thị Duyên"}
DUTIES = {HEAD: Duty.HEAD, MEMBER: Duty.MEMBER, TYPIST: Duty.OPERATOR, OTHER: Duty.OPERATOR}
STRIKE, BOXES = "bch", "dai-bieu"
PEOPLE = ("Phạm An", "Vũ Bích", "Hồ Chiến", "Đào Dung", "Lý Giang")
"""On the list of the strike contest, five names for four seats; the first two alone on that of the boxes contest."""


def document(*, mode="training", unit="VD.1", present=30, **changes):
    """A congress file without rounds, as text."""
    tree = {
        "schema": "congress/1",
        "regulation": "190-QĐ/TW",
        "mode": mode,
        "unit": {"code": unit, "name": "Đảng bộ ví dụ", "level": "commune", "superior": "VD"},
        "congress": {"name": "Đại hội ví dụ", "term": "2025-2030", "place": "Ví dụ", "date": "2025-02-14"},
        "board": [{"name": NAMES[HEAD], "role": "head"}, {"name": NAMES[MEMBER], "role": "member"}],
        "meetings": [{"id": "m", "kind": "members", "roll": {"present": present}}],
        "contests": [
            contest_tree(STRIKE, "committee", seats=4, names=PEOPLE),
            contest_tree(BOXES, "delegates", seats=2, names=PEOPLE[:2]),
        ],
    }
    return json.dumps(tree | changes, ensure_ascii=False)


def contest_tree(name, kind, *, seats, names):
    people = [
        {
            "number": number,
            "name": person,
            "sex": "female",
            "born": "1980-01-01",
            "ethnicity": "Kinh",
            "incumbent": True,
            "nominated_by": "committee",
        }
        for number, person in enumerate(names, start=1)
    ]
    return {
        "id": name,
        "meeting": "m",
        "kind": kind,
        "title": f"Bầu {name}",
        "quota": seats,
        "seats": seats,
        "candidates": people,
    }


def happened(event, *by, at="2025-02-14T09:31"):
    """What happened, by whom; at a minute, if it is an event of which the journal notes one."""
    return Happened(event=event, by=by, at=at if event.timed else None)


def opened(text=None, names=NAMES, **options):
    """A day that has its congress and its people, and the head at the keys."""
    people = [
        PersonEnrolled(person=Person(id=one, name=name, duty=DUTIES[one]), pin=Pin(salt="00", hash="00"))
        for one, name in names.items()
    ]
    signed_in = happened(PersonSignedIn(person=HEAD))
    return [happened(Defined(document=text or document(**options))), *map(happened, people), signed_in]


def box(collected, *, issued=None):
    handed = collected if issued is None else issued
    return Box(issued=handed, unused=0, spoiled=0, collected=collected, not_returned=max(0, handed - collected))


def begun(*sizes, contest=STRIKE, entries=2, way=Way.BALLOTS, **options):
    """A day on which a contest is confirmed and its papers lie in batches of these sizes."""
    before = opened(**options)
    return [*before, *started(day_of(before), *sizes, contest=contest, entries=entries, way=way)]


def started(day, *sizes, contest=STRIKE, entries=2, way=Way.BALLOTS):
    """A contest is confirmed, its box counted, and its papers lie in batches of these sizes."""
    return [
        happened(ContestConfirmed(contest=contest, definition=definition_hash(day, contest), reason=None), HEAD),
        happened(BoxCounted(contest=contest, box=box(sum(sizes)), reason=None), HEAD),
        happened(EntryStarted(contest=contest, way=way, sizes=sizes, entries=entries), HEAD),
    ]


def typed(batch, ballots, *, entry=1, by=None, contest=STRIKE, undone=0, closed=True):
    """Somebody typed a batch: the last ballots ``undone`` times taken back and typed again."""
    who = by or (TYPIST if entry == 1 else OTHER)
    name = {"contest": contest, "entry": entry, "batch": batch}
    events = [BatchOpened(**name)]
    events += [BallotEntered(**name, paper=paper, marks=marks) for paper, marks in zip(count(1), ballots)]
    again = events[-1]
    for _ in range(undone):
        events += [BallotUndone(**name, paper=again.paper), again]
    return [happened(event, who) for event in (*events, *([BatchClosed(**name)] if closed else ()))]


def twice(batch, ballots, *, contest=STRIKE):
    """A batch that was typed alike in both entries."""
    return [*typed(batch, ballots, contest=contest), *typed(batch, ballots, entry=2, contest=contest)]


def struck(*numbers, **seen):
    """A strike ballot by the numbers struck out."""
    return Marks(struck=numbers, **seen)


def day_of(history):
    return session.folded(history)


def closed(day, contest=STRIKE):
    """The round at work is closed, as the session decides it."""
    events = session.decide(day, Act(by=(HEAD,)), CloseRound(contest=contest))
    return [happened(event, HEAD) for event in events]


def shown(round_number=1, contest=STRIKE):
    """The head opens the hall's board."""
    return [happened(BoardOpened(contest=contest, round=round_number), HEAD)]
