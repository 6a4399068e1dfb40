"""What the ceremony shows: on the left what is signed, in words; on the right the board, a line each."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from station.ceremony.found import KeyFound, board_keys
from station.ceremony.signing import Standing, has_signed, may_sign
from station.session import Day
from station.session.state import Duty, Person
from station.themes.ink import Ink
from station.widgets.data_rows import Cell, Column, Row
from station.widgets.drawing import Sentence
from station.widgets.paragraphs import Paragraph
from tally.cli.heading import base_sentence
from tally.course import Course, Held
from tally.person import known_as
from tally.words import Words

__all__ = ["COLUMNS", "Ceremony", "Seat", "board_rows", "person_of", "seat", "state_said", "what_is_signed"]

COLUMNS = (
    Column(key="name", heading=Sentence(key="sign.column.board"), width=None),
    Column(key="state", heading=Sentence(key="station.column.state"), width=15),
)
_GROUPS = 6
_ABOVE = 14
"""Lines that everything but the elected takes."""


class Seat(StrEnum):
    """How it stands with a member of the board in the ceremony."""

    STANDS = "stands"
    """On the list of the contest: not of its board (R2, Art. 8)."""
    ABSENT = "absent"
    """Not signed up today."""
    NO_KEY = "no_key"
    """The trust file has no key that counts."""
    SIGNED = "signed"
    ASKED = "asked"
    FOUND = "found"
    """The key is in a stick."""
    WAITING = "waiting"


_INKS = {Seat.SIGNED: Ink.GOOD, Seat.FOUND: Ink.KEY, Seat.ASKED: Ink.WARN, Seat.NO_KEY: Ink.BAD, Seat.STANDS: Ink.FAINT}


@dataclass(frozen=True, kw_only=True, slots=True)
class Ceremony:
    """A contest's records as they stand, how many are yet to be made, and the keys seen in sticks.

    ``asked`` is the member whose passphrase is asked for now.
    """

    contest: str
    records: tuple[Standing, ...] = ()
    due: int = 0
    keys: tuple[KeyFound, ...] = ()
    asked: str | None = None

    @property
    def is_signed(self) -> bool:
        """Whether every record has enough signatures."""
        return bool(self.records) and not self.due and all(one.lacking == 0 for one in self.records)

    @property
    def is_done(self) -> bool:
        """Whether every record is signed, verified and in two places."""
        return self.is_signed and all(one.is_done for one in self.records)


def person_of(day: Day, name: str) -> Person | None:
    """Give who of those signed up today is the member of the board of that name."""
    able = (one for one in day.people if one.duty is not Duty.OPERATOR)
    return next((one for one in able if known_as(one.name) == known_as(name)), None)


def seat(day: Day, now: Ceremony, name: str) -> Seat:
    """Say how it stands with a member of the board."""
    if known_as(name) not in {known_as(one.name) for one in day.board(now.contest)}:
        return Seat.STANDS
    if has_signed(now.records, name):
        return Seat.SIGNED
    if now.asked == name:
        return Seat.ASKED
    if now.records and not may_sign(now.records, name):
        return Seat.NO_KEY
    if person_of(day, name) is None:
        return Seat.ABSENT
    return Seat.FOUND if board_keys(now.keys, day.the_congress.unit.code, name) else Seat.WAITING


def board_rows(day: Day, now: Ceremony) -> tuple[Row, ...]:
    """Give a row for each member of the board."""
    return tuple(_row(one.name, seat(day, now, one.name)) for one in day.the_congress.board)


def _row(name: str, is_: Seat) -> Row:
    return Row(key=name, cells=(Cell(name), Cell(Sentence(key=f"sign.seat.{is_.value}"), _INKS.get(is_, Ink.TEXT))))


def what_is_signed(day: Day, now: Ceremony, words: Words, height: int) -> tuple[Paragraph, ...]:
    """Say what is signed: the contest, the fingerprint of each record, the sums, the base, and who is elected.

    ``height`` is how many lines the terminal has.
    """
    state = day.contest(now.contest)
    course, rules = state.course, day.the_congress.regulation
    exercise = [Paragraph(text=Sentence(key="report.training"), ink=Ink.TRAINING)] if day.is_training else []
    base = course.meeting.base(rules)
    return (
        *exercise,
        Paragraph(text=state.contest.title, ink=Ink.STRONG),
        *(line for one in now.records for line in _fingerprint(one)),
        *(_sums(held) for held in course.held),
        Paragraph(text=base_sentence(words, course.meeting, rules, base), ink=Ink.FAINT),
        *_elected(course, height),
    )


def _fingerprint(one: Standing) -> tuple[Paragraph, ...]:
    """Give the fingerprint of a record as it is read aloud: two lines of six groups."""
    groups = one.fingerprint.split(" ")
    params: dict[str, str | int] = {"sequence": str(one.kept.sequence), "rounds": one.kept.rounds}
    return (
        Paragraph(text=Sentence(key="sign.fingerprint", params=params)),
        Paragraph(text="  " + " ".join(groups[:_GROUPS]), ink=Ink.KEY),
        Paragraph(text="  " + " ".join(groups[_GROUPS:]), ink=Ink.KEY),
    )


def _sums(held: Held) -> Paragraph:
    count = held.count
    params: dict[str, str | int] = {
        "round": str(held.number),
        "issued": count.issued,
        "collected": count.collected,
        "valid": count.valid,
        "invalid": count.invalid,
    }
    return Paragraph(text=Sentence(key="sign.sums", params=params))


def _elected(course: Course, height: int) -> tuple[Paragraph, ...]:
    """Name the elected: each on a line where there is room for it."""
    contest = course.contest
    key = "sign.elected" if course.elected else "sign.nobody_elected"
    said = Sentence(key=key, params={"n": len(course.elected), "seats": contest.seats})
    people = [(one.number, contest.candidate(one.number).name, one.votes) for one in course.elected]
    if people and len(people) + _ABOVE > height:
        rows = ["; ".join(f"{name} {votes}" for _, name, votes in people)]
    else:
        rows = [f"{number:>3} {name} {votes}" for number, name, votes in people]
    return (Paragraph(text=said, ink=Ink.STRONG), *(Paragraph(text=row) for row in rows))


def state_said(day: Day, now: Ceremony) -> tuple[Paragraph, ...]:
    """Say how far it is, and what to press next."""
    if now.due:
        return (Paragraph(text=Sentence(key="sign.to_make", params={"n": now.due}), ink=Ink.WARN),)
    if not now.records:
        return (Paragraph(text=Sentence(key="sign.nothing"), ink=Ink.WARN),)
    able = _enough(now.records)
    if now.is_done:
        return (able, Paragraph(text=Sentence(key="sign.done"), ink=Ink.GOOD))
    if now.is_signed:
        return (able, Paragraph(text=Sentence(key="sign.to_copy"), ink=Ink.WARN))
    lacking = max((one.lacking or 0 for one in now.records), default=0)
    return (able, Paragraph(text=Sentence(key="sign.to_sign", params={"n": lacking}), ink=Ink.WARN))


def _enough(records: Sequence[Standing]) -> Paragraph:
    last = records[-1]
    params: dict[str, str | int] = {"needed": last.needed, "able": len(last.may_sign), "have": len(last.have_signed)}
    return Paragraph(text=Sentence(key="sign.enough", params=params), ink=Ink.STRONG)
