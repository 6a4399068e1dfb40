"""The elections of a synthetic nation: people whom nobody means, and votes dealt so that they add up."""

import random
from dataclasses import replace
from datetime import date

from tally import decide
from tally.ballot import Ballots
from tally.congress import Congress
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
from tools.nation_ballots import papers_of

__all__ = ["SYNTHETIC", "contest_of", "elect", "name_of", "person_of", "plan_of"]

NAMES = (
    ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi"),
    ("Văn", "Đức", "Minh", "Thu", "Xuân", "Ngọc"),
    ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hải", "Hoa", "Lan", "Mai", "Nam", "Phúc", "Quang", "Sơn", "Vân"),
)
SYNTHETIC = "giả lập"


def contest_of(
    name: str, kind: ContestKind, seats: int, people: list[Candidate], *, alternates: int = 0, **more: object
) -> Contest:
    plain = Contest(
        id=name,
        meeting="congress",
        kind=kind,
        title=f"Bầu {name} ({SYNTHETIC})",
        quota=seats,
        seats=seats,
        candidates=tuple(people),
        alternates=alternates,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def plan_of() -> Plan:
    elected = MeasuredOn.ELECTED
    return Plan(
        age_on=date(2025, 4, 1),
        targets=(
            Target(category=Category.WOMEN, measured_on=elected, at_least=Share(percent=15)),
            Target(category=Category.YOUNG, measured_on=elected, at_least=Share(percent=10), below=40),
        ),
    )


def elect(
    congress: Congress, contest: Contest, chance: random.Random, *, sure: bool = False, on_paper: bool = False
) -> tuple[Course, tuple[Ballots, ...]]:
    """Vote; in one case of fifteen one person too few is over half, and the body votes again or leaves a seat open.

    ``on_paper`` gives the ballots of each round too; otherwise it was counted on tally sheets, and there are none.
    """
    second = not sure and contest.seats > 1 and chance.random() < 0.07
    rounds = [_round(congress, contest, chance, 1, fails=second)]
    if second and chance.random() < 0.3:
        contest = replace(contest, leave_open=True)
    elif second:
        course = decide(congress, contest, rounds)
        left = course.unelected()
        rounds.append(_round(congress, contest, chance, 2, candidates=left, seats=course.open_seats))
    papers = tuple(papers_of(one, contest) for one in rounds) if on_paper else ()
    for place, ballots in enumerate(papers):
        rounds[place] = replace(rounds[place], ballots=ballots)
    return decide(congress, contest, rounds), papers


def _round(
    congress: Congress,
    contest: Contest,
    chance: random.Random,
    number: int,
    *,
    candidates: tuple[int, ...] | None = None,
    seats: int | None = None,
    fails: bool = False,
) -> Round:
    """Deal the votes: the first names are over half by different sums, the others are not."""
    present, base = congress.meetings[0].roll.present, congress.meetings[0].roll.summoned
    listed, wanted = candidates or tuple(one.number for one in contest.candidates), seats or contest.seats
    invalid = chance.randrange(2) if present > 8 else 0
    valid, over = present - invalid, base // 2 + 1
    winners = wanted - fails
    high = (
        sorted(chance.sample(range(over, valid + 1), winners), reverse=True)
        if valid - over >= winners
        else [valid - at % (valid - over + 1) for at in range(winners)]
    )
    low = _low(valid * wanted - sum(high), valid - sum(high), len(listed) - winners, over, chance)
    votes = dict(zip(listed, (*high, *low), strict=True))
    return Round(
        number=number,
        purpose=Purpose.FIRST if number == 1 else Purpose.FURTHER,
        issued=present,
        collected=present,
        ballots=Totals(valid=valid, invalid=invalid, votes=votes),
        candidates=candidates,
        seats=seats,
    )


def _low(room: int, owed: int, persons: int, over: int, chance: random.Random) -> list[int]:
    """Deal the votes of those who are not elected: no more than the ballots have room for, nor fewer than they need."""
    votes = []
    for left in range(persons, 0, -1):
        least = -(-max(owed, 0) // left)
        most = min(3 * over // 4, room // left)
        votes.append(chance.randrange(min(over // 2, most), most + 1) if least < most else least)
        room, owed = room - votes[-1], owed - votes[-1]
    return votes


def name_of(chance: random.Random) -> str:
    return " ".join(chance.choice(part) for part in NAMES)


def person_of(number: int, chance: random.Random) -> Candidate:
    female = chance.random() < 0.28
    return Candidate(
        number=number,
        name=f"{name_of(chance)} {number}",
        sex=Sex.FEMALE if female else Sex.MALE,
        born=Birth(year=chance.randrange(1966, 1996), month=chance.randrange(1, 13), day=chance.randrange(1, 29)),
        ethnicity="Kinh" if chance.random() < 0.85 else chance.choice(("Tày", "Mường", "Thái")),
        incumbent=chance.random() < 0.6,
        nominated_by=NominatedBy.COMMITTEE,
        attributes=frozenset({"science_technology"} if chance.random() < 0.06 else ()),
    )
