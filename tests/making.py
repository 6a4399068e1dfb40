"""Short ways for tests to make the core's values; every default is the plainest case there is."""

from datetime import date

from tally import REGULATIONS, Ballots, Congress, Contest, ContestKind, Meeting, MeetingKind, Roll, Round, Unit
from tally.ballot import Reason
from tally.congress import BlankBoxes, Bodies, Mode
from tally.contest import Candidate, NominatedBy, Purpose, Sex
from tally.person import Birth

RULES = REGULATIONS["190-QĐ/TW"]


def candidate(number=1, name=None, **given):
    plain = {
        "sex": Sex.MALE,
        "born": Birth(year=1975, month=3, day=15),
        "ethnicity": "Kinh",
        "incumbent": False,
        "nominated_by": NominatedBy.COMMITTEE,
    }
    return Candidate(number=number, name=name or f"Người {number}", **plain | given)


def meeting(kind="members", *, bodies=None, **roll):
    persons = Roll(**roll or {"present": 20})
    return Meeting(
        id="m",
        kind=MeetingKind(kind),
        roll=persons,
        bodies=Bodies(summoned=bodies[0], present=bodies[1]) if bodies else None,
    )


def congress(*meetings, level="commune", regulation=RULES, **given):
    plain = {
        "mode": Mode.TRAINING,
        "unit": Unit(code="VD.1", name="Đảng bộ ví dụ", level=level, superior="VD"),
        "name": "Đại hội ví dụ",
        "term": "2025-2030",
        "place": "Ví dụ",
        "date": date(2025, 2, 14),
    }
    return Congress(regulation=regulation, meetings=meetings or (meeting(),), **plain | given)


def contest(candidates=4, seats=3, *, kind="committee", **given):
    people = tuple(candidate(n) for n in range(1, candidates + 1)) if isinstance(candidates, int) else tuple(candidates)
    plain = {"id": "c", "meeting": "m", "title": "Bầu cử", "quota": seats}
    return Contest(kind=ContestKind(kind), seats=seats, candidates=people, **plain | given)


def first(ballots, *, issued=None, collected=None, purpose="first", number=1, candidates=None, seats=None):
    return Round(
        number=number,
        purpose=Purpose(purpose),
        issued=len(ballots) if issued is None else issued,
        collected=len(ballots) if collected is None else collected,
        ballots=ballots,
        candidates=candidates,
        seats=seats,
    )


def strike(candidates, struck, defects=None):
    """Strike ballots: ``struck`` lists (numbers struck out, how many such ballots)."""
    rows = [numbers for numbers, times in struck for _ in range(times)]
    return Ballots.strike(list(candidates), rows, defects=defects)


def strike_for(votes, *, ballots, seats):
    """Strike ballots that give each candidate exactly so many votes, none keeping more than ``seats`` or nobody."""
    kept = [set() for _ in range(ballots)]
    for number, wanted in sorted(votes.items(), key=lambda item: -item[1]):
        free = sorted(range(ballots), key=lambda place: (len(kept[place]), place))
        for place in free[:wanted]:
            kept[place].add(number)
    assert all(1 <= len(names) <= seats for names in kept), "no such ballots"
    return Ballots.strike(list(votes), [set(votes) - names for names in kept])


def from_random(election):
    """The congress, contest and rounds of a random election, as the core has them."""
    event = congress(
        meeting(election.meeting, bodies=election.bodies, **election.roll),
        level=election.level,
        blank_boxes=BlankBoxes(election.blank),
    )
    people = [candidate(number, from_round=election.added.get(number)) for number in election.numbers]
    vote = contest(
        people,
        election.seats,
        kind=election.kind,
        alternates=election.alternates,
        leave_open=election.leave_open,
    )
    return event, vote, [_round(held) for held in election.rounds]


def _round(held):
    defects = {place: Reason(ballot["defect"]) for place, ballot in enumerate(held.ballots) if ballot["defect"]}
    if len(held.candidates) > held.seats:
        ballots = Ballots.strike(held.candidates, [ballot["struck"] for ballot in held.ballots], defects=defects)
    else:
        marks = [(ballot["agree"], ballot["disagree"]) for ballot in held.ballots]
        ballots = Ballots.boxes(held.candidates, marks, defects=defects)
    return first(
        ballots,
        issued=held.issued,
        collected=held.collected,
        purpose=held.purpose,
        number=held.number,
        candidates=tuple(held.candidates),
        seats=held.seats,
    )
