"""The congress: its unit, its meetings, and who counts in the base of "over half" (R8, R14).

The base is reckoned from those *summoned*, less the exclusions that the article names: never from the ballots issued,
collected or valid.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum

from tally.finding import Finding, Severity
from tally.person import Birth
from tally.regulation import Regulation

__all__ = [
    "STATUSES",
    "Base",
    "BlankBoxes",
    "BoardMember",
    "Bodies",
    "Congress",
    "Meeting",
    "MeetingKind",
    "Mode",
    "Roll",
    "Unit",
]


class Mode(StrEnum):
    """Whether this is a congress or an exercise; every screen, paper and record says which."""

    REAL = "real"
    TRAINING = "training"


class MeetingKind(StrEnum):
    """The kind of body that votes; it decides who leaves the base (R8)."""

    MEMBERS = "members"
    DELEGATES = "delegates"
    COMMITTEE = "committee"
    CELL_CONFERENCE = "cell_conference"


class BlankBoxes(StrEnum):
    """What a boxes ballot is on which no row says agree alone: Art. 15 and 30.1 pull apart (R6, a setting)."""

    INVALID = "invalid"
    VALID = "valid"


@dataclass(frozen=True, kw_only=True, slots=True)
class Roll:
    """How many persons were summoned, each counted once, by status. Every figure is a number of persons.

    ``replaced`` is a delegate who is absent and in whose place an alternate sits.
    """

    present: int = 0
    replaced: int = 0
    absent: int = 0
    temporary_elsewhere_absent: int = 0
    exempt_absent: int = 0
    barred: int = 0
    excused_whole: int = 0
    convening_absent: int = 0
    unreplaced: int = 0

    @property
    def summoned(self) -> int:
        """All who were summoned, before anyone is taken out of the base."""
        return sum(self.by_status().values())

    @property
    def attending(self) -> int:
        """Those who can be handed a ballot: the present, and the alternates who sit for a replaced delegate."""
        return self.present + self.replaced

    def by_status(self) -> dict[str, int]:
        """Give the persons by status, zeros included, in the order of the formats."""
        return {status: getattr(self, status) for status in _STATUSES}


_STATUSES = tuple(status.name for status in fields(Roll))
_MEMBERS = ("present", "absent", "temporary_elsewhere_absent", "exempt_absent", "barred", "excused_whole")

STATUSES: Mapping[MeetingKind, tuple[str, ...]] = {
    MeetingKind.MEMBERS: _MEMBERS,
    MeetingKind.CELL_CONFERENCE: _MEMBERS,
    MeetingKind.DELEGATES: ("present", "replaced", "absent", "convening_absent", "unreplaced"),
    MeetingKind.COMMITTEE: ("present", "absent", "barred"),
}
"""The statuses that a roll of each kind of meeting may use."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bodies:
    """How many lower bodies were to send delegates, and how many are there (R14, delegates' congress only)."""

    summoned: int
    present: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Base:
    """What "over half" is reckoned on. ``excluded`` holds the statuses taken out of ``summoned``, zeros left out."""

    summoned: int
    excluded: Mapping[str, int] = field(default_factory=dict)

    @property
    def value(self) -> int:
        """The number of persons that votes are measured against."""
        return self.summoned - sum(self.excluded.values())

    @property
    def needed(self) -> int:
        """The fewest votes that are over half of the base (R8, Art. 30): 20 -> 11, 21 -> 11, 1 -> 1."""
        return self.value // 2 + 1

    def over_half(self, votes: int) -> bool:
        """Whether so many votes are over half of the base. Exactly half is not (R8, Art. 30)."""
        return 2 * votes > self.value


@dataclass(frozen=True, kw_only=True, slots=True)
class Meeting:
    """One meeting that votes: the congress itself, or the new committee's first."""

    id: str
    kind: MeetingKind
    roll: Roll
    bodies: Bodies | None = None

    def base(self, regulation: Regulation) -> Base:
        """Reckon the base of "over half" for this meeting (R8, Art. 30)."""
        persons = self.roll.by_status()
        leaving = regulation.leaves_base[self.kind]
        return Base(
            summoned=self.roll.summoned,
            excluded={status: persons[status] for status in leaving if persons[status]},
        )

    def is_quorate(self, regulation: Regulation) -> bool:
        """Whether enough of the summoned attend, and at a delegates' congress enough of the bodies (R14).

        A meeting that nobody attends is never quorate. A delegates' congress whose bodies are not given is judged on
        its delegates alone; ``findings`` says so.
        """
        enough = _is_quorum(present=self.roll.attending, summoned=self.roll.summoned, regulation=regulation)
        if self.bodies is not None:
            enough = enough and _is_quorum(
                present=self.bodies.present, summoned=self.bodies.summoned, regulation=regulation
            )
        return enough

    def findings(self, regulation: Regulation) -> tuple[Finding, ...]:
        """Say what R14 has against the meeting: ``not_quorate`` (error), ``bodies_not_given`` (warning)."""
        found = []
        if not self.is_quorate(regulation):
            params = {"present": self.roll.attending, "summoned": self.roll.summoned}
            if self.bodies is not None:
                params |= {"bodies_present": self.bodies.present, "bodies_summoned": self.bodies.summoned}
            found.append(Finding(code="not_quorate", severity=Severity.ERROR, rule="R14", params=params))
        if self.kind is MeetingKind.DELEGATES and self.bodies is None:
            found.append(Finding(code="bodies_not_given", severity=Severity.WARNING, rule="R14"))
        return tuple(found)


def _is_quorum(*, present: int, summoned: int, regulation: Regulation) -> bool:
    reached = regulation.quorum_denominator * present >= regulation.quorum_numerator * summoned
    return present > 0 and reached


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """The Party unit that holds the congress. ``level`` is data, not a closed list: the district went in 2025."""

    code: str
    name: str
    level: str
    superior: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardMember:
    """A member of the counting board (R2, Art. 8). ``born`` tells two persons of one name apart, where it is given."""

    name: str
    role: str
    born: Birth | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Congress:
    """The congress as a whole: everything that its contests share."""

    regulation: Regulation
    mode: Mode
    unit: Unit
    name: str
    term: str
    place: str
    date: date
    meetings: tuple[Meeting, ...]
    board: tuple[BoardMember, ...] = ()
    blank_boxes: BlankBoxes = BlankBoxes.INVALID

    def meeting(self, meeting_id: str) -> Meeting:
        """Give the meeting of that id. Raises KeyError if there is none."""
        return {meeting.id: meeting for meeting in self.meetings}[meeting_id]

    def findings(self) -> tuple[Finding, ...]:
        """Say whether the regulation named was in force on the day of the congress."""
        rules = self.regulation
        if rules.since <= self.date and (rules.until is None or self.date < rules.until):
            return ()
        params = {
            "regulation": rules.id,
            "date": self.date.isoformat(),
            "since": rules.since.isoformat(),
            "until": rules.until.isoformat() if rules.until else "",
        }
        return (Finding(code="regulation_not_in_force", severity=Severity.WARNING, rule="R1.in_force", params=params),)
