"""One congress of the city that ``make demo`` shows: its people and its votes, dealt so that they add up."""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from random import Random

from tally import decide
from tally.congress import BoardMember, Bodies, Congress, Meeting, MeetingKind, Mode, Roll, Unit
from tally.contest import (
    Candidate,
    Category,
    Contest,
    ContestKind,
    MeasuredOn,
    NominatedBy,
    Plan,
    Purpose,
    Round,
    Sex,
    Share,
    Target,
    Totals,
)
from tally.course import Course
from tally.person import Birth
from tally.regulation import REGULATIONS

__all__ = ["SYNTHETIC", "Kept", "board_of", "congress_of"]

SYNTHETIC = "giả lập"
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý")
MIDDLE = {Sex.FEMALE: ("Thị", "Thu", "Ngọc", "Thanh"), Sex.MALE: ("Văn", "Đức", "Minh", "Quang")}
GIVEN = {
    Sex.FEMALE: ("An", "Chi", "Hà", "Hạnh", "Hoa", "Lan", "Mai", "Nga", "Thúy", "Vân", "Yến"),
    Sex.MALE: ("Bình", "Dũng", "Giang", "Hải", "Hiếu", "Khoa", "Nam", "Phúc", "Sơn", "Tiến", "Vinh"),
}
SEATS, LISTED, SENT_LISTED = 15, 17, 10
AGES_ON = date(2025, 4, 1)
BODIES = 24


class Kept(StrEnum):
    """How a committee was elected."""

    AT_ONCE = "at_once"
    SECOND_BALLOT = "second_ballot"
    RUN_OFF = "run_off"
    LEFT_OPEN = "left_open"


def board_of(number: int) -> tuple[str, ...]:
    """Give the names of a unit's counting board: none of them stands for anything."""
    return tuple(name for name, _ in _names(number, 3 + LISTED + SENT_LISTED)[:3])


def congress_of(
    number: int, *, code: str, superior: str, name: str, day: date, kept: Kept, delegates: int
) -> tuple[Course, Course]:
    """Give the two contests of a unit's congress, as they were held: its committee, and the delegates that it sends."""
    chance = Random(number)
    absent = chance.randrange(4)
    roll = Roll(present=140 + chance.randrange(12), absent=absent)
    bodies = Bodies(summoned=BODIES, present=BODIES)
    congress = Congress(
        regulation=REGULATIONS["190-QĐ/TW"],
        mode=Mode.TRAINING,
        unit=Unit(code=code, name=name, level="commune", superior=superior),
        name=f"Đại hội đại biểu ({SYNTHETIC})",
        term="2025-2030",
        place=name.removeprefix("Đảng bộ "),
        date=day,
        meetings=(Meeting(id="congress", kind=MeetingKind.DELEGATES, roll=roll, bodies=bodies),),
        board=tuple(BoardMember(name=one, role="member" if at else "head") for at, one in enumerate(board_of(number))),
    )
    people = _names(number, 3 + LISTED + SENT_LISTED)[3:]
    committee = _contest("bch", ContestKind.COMMITTEE, SEATS, people[:LISTED], chance)
    sent = _contest("dai-bieu", ContestKind.DELEGATES, delegates, people[LISTED:], chance)
    return _committee(congress, committee, kept, chance), decide(congress, sent, [_first(congress, sent, chance)])


def _committee(congress: Congress, contest: Contest, kept: Kept, chance: Random) -> Course:
    over = contest.seats - (kept is not Kept.AT_ONCE)
    rounds = [_first(congress, contest, chance, over=over, tied=2 if kept is Kept.RUN_OFF else 0)]
    course = decide(congress, contest, rounds)
    if kept is Kept.LEFT_OPEN:
        return decide(congress, replace(contest, leave_open=True), rounds)
    if kept is Kept.AT_ONCE:
        return course
    run_off = kept is Kept.RUN_OFF
    names = course.held[0].outcome.tied if run_off else course.unelected()
    listed = tuple(one.number for one in contest.candidates if one.number in names)
    valid = congress.meetings[0].roll.present - 1
    rest = [valid // 8] * (len(listed) - 1)
    votes = dict(zip(listed, (valid - sum(rest), *rest), strict=True))
    purpose = Purpose.RUN_OFF if run_off else Purpose.FURTHER
    return decide(congress, contest, [*rounds, _round(congress, 2, purpose, votes)])


def _first(congress: Congress, contest: Contest, chance: Random, *, over: int | None = None, tied: int = 0) -> Round:
    """Deal the votes of the first ballot: so many over half, then so many level with one another, the others below."""
    valid, winners = congress.meetings[0].roll.present - 1, contest.seats if over is None else over
    order = chance.sample([one.number for one in contest.candidates], len(contest.candidates))
    high = [valid - 1 - 2 * place for place in range(winners)]
    level = [valid * 3 // 5] * tied
    low = len(order) - winners - tied
    room = (contest.seats * valid - sum(high) - sum(level)) // low
    votes = (*high, *level, *(min(valid // 3, room) - place for place in range(low)))
    return _round(congress, 1, Purpose.FIRST, dict(sorted(zip(order, votes, strict=True))))


def _round(congress: Congress, number: int, purpose: Purpose, votes: dict[int, int]) -> Round:
    present = congress.meetings[0].roll.present
    ballots = Totals(valid=present - 1, invalid=1, votes=votes)
    return Round(number=number, purpose=purpose, issued=present, collected=present, ballots=ballots)


def _contest(name: str, kind: ContestKind, seats: int, people: list[tuple[str, Sex]], chance: Random) -> Contest:
    of_committee = kind is ContestKind.COMMITTEE
    return Contest(
        id=name,
        meeting="congress",
        kind=kind,
        title="Bầu Ban Chấp hành" if of_committee else "Bầu đại biểu dự đại hội cấp trên",
        quota=seats,
        seats=seats,
        candidates=tuple(_person(number, one, sex, chance) for number, (one, sex) in enumerate(people, start=1)),
        plan=_plan() if of_committee else None,
    )


def _plan() -> Plan:
    of = MeasuredOn.ELECTED
    women = Target(category=Category.WOMEN, measured_on=of, at_least=Share(percent=15))
    young = Target(category=Category.YOUNG, measured_on=of, at_least=Share(percent=10), below=42)
    return Plan(age_on=AGES_ON, targets=(women, young))


def _person(number: int, name: str, sex: Sex, chance: Random) -> Candidate:
    return Candidate(
        number=number,
        name=name,
        sex=sex,
        born=Birth(year=chance.randrange(1967, 1993), month=chance.randrange(1, 13), day=chance.randrange(1, 29)),
        ethnicity="Kinh" if chance.random() < 0.9 else "Hoa",
        incumbent=chance.random() < 0.6,
        nominated_by=NominatedBy.COMMITTEE,
        attributes=frozenset({"science_technology"} if chance.random() < 0.2 else ()),
    )


def _names(number: int, count: int) -> list[tuple[str, Sex]]:
    """Give so many names, none twice, each with the sex that it goes with."""
    chance, found = Random(f"names {number}"), dict[str, Sex]()
    while len(found) < count:
        sex = Sex.FEMALE if chance.random() < 0.3 else Sex.MALE
        found[" ".join(map(chance.choice, (FAMILY, MIDDLE[sex], GIVEN[sex])))] = sex
    return [*found.items()]
