"""The year-end rating of members: one level for each person by secret ballot, and a cap on "excellent" (R19).

How sure we are: the four levels are the text of 366-QĐ/TW; the ballot and its over half are the procedure,
recalled (``R19.procedure``); whom the share is reckoned on, that it is rounded down, and that a tie at the
cap stays a tie are our defaults (``R19.cap``). The code says where the body must decide; it lowers nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tally.congress import Base, Meeting
from tally.cut import cut
from tally.finding import Finding, Severity
from tally.regulation import Regulation

__all__ = [
    "Cap",
    "CapBase",
    "Level",
    "PersonStatus",
    "Rated",
    "Rating",
    "RatingResult",
    "RatingStatus",
    "RatingVote",
    "Standing",
    "count_rating",
]


class Level(StrEnum):
    """The four levels, from the highest (R19, 366-QĐ/TW)."""

    EXCELLENT = "excellent"
    GOOD = "good"
    COMPLETED = "completed"
    NOT_COMPLETED = "not_completed"


class Standing(StrEnum):
    """Whether a member is rated at all: those exempt from activity and those suspended are not (R19)."""

    RATED = "rated"
    EXEMPT = "exempt"
    SUSPENDED = "suspended"


class CapBase(StrEnum):
    """Whom the share is reckoned on, by the level voted, before anyone is lowered (R19.cap, default)."""

    GOOD = "good"
    GOOD_OR_BETTER = "good_or_better"
    ALL = "all"
    """Everybody who is rated, whatever the vote came to."""


_RECKONED: Mapping[CapBase, frozenset[Level | None]] = {
    CapBase.GOOD: frozenset({Level.GOOD}),
    CapBase.GOOD_OR_BETTER: frozenset({Level.EXCELLENT, Level.GOOD}),
    CapBase.ALL: frozenset({*Level, None}),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Rated:
    """One member and the votes for each level, in valid ballots. A level that is left out has none.

    Raises ValueError for a negative count, and for votes given to a person who is not rated (R19).
    """

    number: int
    name: str
    standing: Standing = Standing.RATED
    votes: Mapping[Level, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for level, votes in self.votes.items():
            if votes < 0:
                msg = f"number {self.number} has a negative count for {level}: {votes}"
                raise ValueError(msg)
        if self.standing is not Standing.RATED and self.votes_cast:
            msg = f"number {self.number} is {self.standing}, so not rated, and has {self.votes_cast} votes"
            raise ValueError(msg)

    @property
    def votes_cast(self) -> int:
        """The valid ballots that name a level for this person."""
        return sum(self.votes.values())

    def votes_for(self, level: Level) -> int:
        """Give the votes for one level."""
        return self.votes.get(level, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class RatingVote:
    """What the board counted: ballots (R7), and the votes of each person.

    Raises ValueError for a negative count of ballots, and for a number that more than one person bears.
    """

    issued: int
    collected: int
    valid: int
    invalid: int
    people: tuple[Rated, ...]
    cap_base: CapBase = CapBase.GOOD_OR_BETTER

    def __post_init__(self) -> None:
        for name in ("issued", "collected", "valid", "invalid"):
            if getattr(self, name) < 0:
                msg = f"the count of ballots {name} is negative: {getattr(self, name)}"
                raise ValueError(msg)
        numbers = [person.number for person in self.people]
        repeated = sorted({number for number in numbers if numbers.count(number) > 1})
        if repeated:
            msg = f"more than one person bears the number {', '.join(map(str, repeated))}"
            raise ValueError(msg)


class PersonStatus(StrEnum):
    """What the vote came to for one person."""

    SETTLED = "settled"
    """The level voted stands."""
    NO_MAJORITY = "no_majority"
    """No level has over half of the base: the body decides."""
    OVER_CAP = "over_cap"
    """Voted excellent, but beyond the cap: the body decides."""
    TIED = "tied"
    """Voted excellent, and tied for the last places under the cap: the body decides."""
    NOT_RATED = "not_rated"
    """Exempt or suspended."""
    STOPPED = "stopped"
    """The whole vote is stopped."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rating:
    """One person's result. ``level`` is the level *voted*: the one with over half of the base, or None (R8).

    It is final only where ``status`` is ``settled``: the excellent who are beyond the cap, or tied at it,
    keep it here, for only the body may lower them (R19).
    """

    person: Rated
    level: Level | None
    status: PersonStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class Cap:
    """The cap and those voted excellent, by their numbers and by votes from high to low (R19.cap, default).

    ``limit`` is the share of ``reckoned_on`` persons, rounded down. The ``tied`` are more than the
    ``places_left`` for them, and stand by number, which ranks nobody; 0 places are left where nobody is tied.
    """

    reckoned_on: int
    limit: int
    within: tuple[int, ...]
    tied: tuple[int, ...]
    places_left: int
    over: tuple[int, ...]


class RatingStatus(StrEnum):
    """What came of the vote as a whole."""

    COMPLETE = "complete"
    """Everybody who is rated has a level that stands."""
    BODY_DECIDES = "body_decides"
    """Somebody has no majority, is beyond the cap, or is tied at it."""
    STOPPED = "stopped"
    """Nothing is decided."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RatingResult:
    """The vote, what it was measured on, and what came of it. ``people`` stand by number.

    ``cap`` is None where the vote is stopped. ``why`` holds the codes that stopped it, each with its
    finding: ``not_quorate`` (R14), ``ballots_exceed_issued``, ``collected_exceed_present``,
    ``collected_mismatch``, ``votes_exceed_valid`` (R7).
    """

    vote: RatingVote
    base: Base
    attending: int
    people: tuple[Rating, ...]
    cap: Cap | None
    why: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def status(self) -> RatingStatus:
        """The result in one word."""
        if self.why:
            return RatingStatus.STOPPED
        closed = {PersonStatus.SETTLED, PersonStatus.NOT_RATED}.issuperset(rating.status for rating in self.people)
        return RatingStatus.COMPLETE if closed else RatingStatus.BODY_DECIDES


def count_rating(vote: RatingVote, *, meeting: Meeting, regulation: Regulation) -> RatingResult:
    """Give each person the level with over half of the base, and hold the excellent against the cap (R19).

    At most ``regulation.excellent_limit_percent`` per cent of the cap base, rounded down, are excellent;
    those with more votes come first, and a tie at the last place is returned, never broken (R19.cap,
    default). A meeting that is not quorate (R14) or ballots that do not add up (R7) stop the vote and
    decide nothing.
    """
    base, attending = meeting.base(regulation), meeting.roll.attending
    sums = _sums(vote, attending=attending)
    why = tuple(finding.code for finding in sums if finding.severity is Severity.ERROR)
    if not meeting.is_quorate(regulation):
        why = ("not_quorate", *why)
    rated = [person for person in vote.people if person.standing is Standing.RATED]
    levels = {} if why else {person.number: _majority(person, base=base) for person in rated}
    cap = None if why else _cap(vote, levels=levels, percent=regulation.excellent_limit_percent)
    people = tuple(
        Rating(person=person, level=levels.get(person.number), status=_status(person, levels=levels, cap=cap))
        for person in sorted(vote.people, key=lambda person: person.number)
    )
    return RatingResult(
        vote=vote,
        base=base,
        attending=attending,
        people=people,
        cap=cap,
        why=why,
        findings=meeting.findings(regulation) + sums,
    )


def _sums(vote: RatingVote, *, attending: int) -> tuple[Finding, ...]:
    """Say which sums of the ballots do not agree (R7). Unreturned ballots are no fault.

    More ballots collected than persons attending are an excess like more than were issued: the errors stop the
    vote, and so the valid ballots of a vote that is decided are within the base.
    """
    ballots = {name: getattr(vote, name) for name in ("issued", "collected", "valid", "invalid")}
    found = []

    def tell(code: str, *, severity: Severity = Severity.ERROR, rule: str = "R7", **more: str | int) -> None:
        found.append(Finding(code=code, severity=severity, rule=rule, params={**ballots, **more}))

    if vote.issued > attending:
        tell("issued_exceed_present", severity=Severity.WARNING, present=attending)
    if vote.collected > vote.issued:
        tell("ballots_exceed_issued")
    if vote.collected > attending:
        tell("collected_exceed_present", rule="R7.excess", present=attending)
    if vote.valid + vote.invalid != vote.collected:
        tell("collected_mismatch")
    too_many = sorted(person.number for person in vote.people if person.votes_cast > vote.valid)
    if too_many:
        tell("votes_exceed_valid", people=", ".join(map(str, too_many)))
    return tuple(found)


def _majority(person: Rated, *, base: Base) -> Level | None:
    """Give the level with over half of the base (R8): at most one, as the votes are within the base."""
    return next((level for level in Level if base.over_half(person.votes_for(level))), None)


def _cap(vote: RatingVote, *, levels: Mapping[int, Level | None], percent: int) -> Cap:
    """Reckon the cap and rank those voted excellent (R19.cap). Without a place there is no tie for one."""
    reckoned_on = sum(level in _RECKONED[vote.cap_base] for level in levels.values())
    limit = percent * reckoned_on // 100
    votes = {
        person.number: person.votes_for(Level.EXCELLENT)
        for person in vote.people
        if levels.get(person.number) is Level.EXCELLENT
    }
    places = cut(votes, limit)
    above = {*places.taken, *places.tied}
    return Cap(
        reckoned_on=reckoned_on,
        limit=limit,
        within=places.taken,
        tied=places.tied,
        places_left=places.places_left if places.tied else 0,
        over=tuple(number for number in cut(votes, len(votes)).taken if number not in above),
    )


def _status(person: Rated, *, levels: Mapping[int, Level | None], cap: Cap | None) -> PersonStatus:
    if person.standing is not Standing.RATED:
        return PersonStatus.NOT_RATED
    if cap is None:
        return PersonStatus.STOPPED
    if levels[person.number] is None:
        return PersonStatus.NO_MAJORITY
    if person.number in cap.tied:
        return PersonStatus.TIED
    return PersonStatus.OVER_CAP if person.number in cap.over else PersonStatus.SETTLED
