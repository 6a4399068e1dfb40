"""A contest: one election of the congress, its candidates, its five numbers of seats and its rounds (R9, R13)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tally.ballot import Ballots
from tally.person import Birth, known_as

__all__ = [
    "Biography",
    "Candidate",
    "Category",
    "Choice",
    "Contest",
    "ContestKind",
    "Decision",
    "MeasuredOn",
    "NominatedBy",
    "Plan",
    "Purpose",
    "Round",
    "Sex",
    "Share",
    "Target",
    "Totals",
    "Withdrawal",
]


class ContestKind(StrEnum):
    """What is elected. All are by secret ballot (R1, Art. 3)."""

    COMMITTEE = "committee"
    STANDING_COMMITTEE = "standing_committee"
    SECRETARY = "secretary"
    DEPUTY_SECRETARY = "deputy_secretary"
    INSPECTION_COMMITTEE = "inspection_committee"
    INSPECTION_CHAIR = "inspection_chair"
    INSPECTION_VICE_CHAIR = "inspection_vice_chair"
    DELEGATES = "delegates"


class Sex(StrEnum):
    """As the short-biography list has it."""

    FEMALE = "female"
    MALE = "male"


class NominatedBy(StrEnum):
    """Who brought the person onto the list (R3, Art. 11)."""

    COMMITTEE = "committee"
    FLOOR = "floor"
    SELF = "self"


class Withdrawal(StrEnum):
    """Where a request to withdraw stands; the congress decides, never the code (R3)."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True, slots=True)
class Biography:
    """What a short-biography list says of a person besides, in the office's own words; empty where it says nothing.

    ``position`` is the post held and where, ``theory`` the level of political theory; ``admitted`` is the day of
    admission to the Party as a probationary member, ``official`` that of becoming an official one.
    """

    home: str = ""
    position: str = ""
    education: str = ""
    theory: str = ""
    admitted: Birth | None = None
    official: Birth | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """One person on the list. ``number`` is unique in the contest; ``name`` need not be.

    ``agreed_by`` is how many of those attending agreed to a floor or self nomination (R3); ``from_round`` the round in
    which the body added the person, None for the first list; ``withdrawn_before_round`` the first round in which a
    person who had stood no longer does, with the congress's leave (R3).
    """

    number: int
    name: str
    sex: Sex
    born: Birth
    ethnicity: str
    incumbent: bool
    nominated_by: NominatedBy
    agreed_by: int | None = None
    attributes: frozenset[str] = frozenset()
    from_round: int | None = None
    withdrawal: Withdrawal | None = None
    withdrawn_before_round: int | None = None
    biography: Biography | None = None

    @property
    def known_as(self) -> str:
        """The name as it tells persons apart."""
        return known_as(self.name)

    def is_same_person(self, other: "Candidate") -> bool:
        """Whether both are one person: the same name, and births that agree (R13, reading 1)."""
        return self.known_as == other.known_as and self.born.agrees_with(other.born)

    def stands_in(self, round_number: int) -> bool:
        """Whether the person is on the list of that round, if not elected before it."""
        gone = self.withdrawal is Withdrawal.GRANTED and (self.withdrawn_before_round or 1) <= round_number
        return (self.from_round or 1) <= round_number and not gone


class Category(StrEnum):
    """What a target of the structure plan counts (R16)."""

    WOMEN = "women"
    YOUNG = "young"
    AGE = "age"
    ETHNIC_MINORITY = "ethnic_minority"
    INCUMBENT = "incumbent"
    NEW = "new"
    ATTRIBUTE = "attribute"


class MeasuredOn(StrEnum):
    """Whom a target is measured on: those on the list, or those elected."""

    NOMINEES = "nominees"
    ELECTED = "elected"


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """A bound of a target: so many per cent of those measured, or so many persons. One of the two is set."""

    percent: int | None = None
    count: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """One target of the plan.

    ``below`` belongs to young, ``first`` and ``last`` (ages, both included) to age, ``name`` to attribute.
    """

    category: Category
    measured_on: MeasuredOn
    at_least: Share | None = None
    at_most: Share | None = None
    below: int | None = None
    first: int | None = None
    last: int | None = None
    name: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """The structure plan of a contest: targets, never a bar to election (R16). Ages are reckoned on ``age_on``."""

    age_on: date
    targets: tuple[Target, ...]


class Choice(StrEnum):
    """What the body may decide after a round (R7, R9-R12)."""

    RUN_OFF = "run_off"
    FURTHER = "further"
    ALTERNATES = "alternates"
    LEAVE_OPEN = "leave_open"
    AGAIN = "again"
    """Hold a round again whose box had more ballots than voters: what lay in it counts for nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """A vote of the body by cards on what to do after a round, passed or not; the cards in persons (R18, Art. 30).

    ``after_round`` is how many rounds there were by then: 0 only where the first is held again. ``not_voting`` are
    those who attend and raised no card at all.
    """

    after_round: int
    choice: Choice
    agree: int
    against: int
    abstain: int
    not_voting: int

    @property
    def persons(self) -> int:
        """Everybody the tellers accounted for; it must be those who attend (R18)."""
        return self.agree + self.against + self.abstain + self.not_voting

    def leads_to(self, held: int, purpose: "Purpose") -> bool:
        """Whether it is for holding this round, of this purpose; to hold one again is for any."""
        return held == self.after_round + 1 and self.choice.value in (purpose.value, Choice.AGAIN.value)


@dataclass(frozen=True, kw_only=True, slots=True)
class Contest:
    """One election. ``quota`` is the number by the plan, ``seats`` the number voted on; the rest is kept vacant (R9).

    ``alternates`` is how many alternates a delegates' contest may take; ``pool`` the id of the contest whose elected
    alone may stand; ``leave_open`` that the body decided to leave the open seats unfilled. ``decisions`` are what the
    body voted on by cards, in the order taken, those that did not pass among them (R18).
    """

    id: str
    meeting: str
    kind: ContestKind
    title: str
    quota: int
    seats: int
    candidates: tuple[Candidate, ...]
    alternates: int = 0
    pool: str | None = None
    plan: Plan | None = None
    leave_open: bool = False
    decisions: tuple[Decision, ...] = ()

    @property
    def kept_vacant(self) -> int:
        """Seats of the quota that the body does not vote on (R9); not to be confused with the seats left open."""
        return self.quota - self.seats

    def candidate(self, number: int) -> Candidate:
        """Give the candidate of that number. Raises KeyError if there is none."""
        return {candidate.number: candidate for candidate in self.candidates}[number]

    @property
    def on_list(self) -> tuple[Candidate, ...]:
        """Everybody who stands in some round: all but those whom the congress let withdraw before the first (R3)."""
        return tuple(
            person
            for person in self.candidates
            if person.withdrawal is not Withdrawal.GRANTED or person.withdrawn_before_round is not None
        )

    def standing(self, round_number: int) -> tuple[Candidate, ...]:
        """Those on the list by the given round: without the ones added only later, or gone by then (R3, R11)."""
        return tuple(person for person in self.candidates if person.stands_in(round_number))


class Purpose(StrEnum):
    """What a round is held for; it must answer the outcome before it."""

    FIRST = "first"
    RUN_OFF = "run_off"
    FURTHER = "further"
    ALTERNATES = "alternates"


@dataclass(frozen=True, kw_only=True, slots=True)
class Totals:
    """What a board that counted on tally sheets wrote down, in place of ballots.

    ``invalid`` ballots may be broken down in ``reasons``; where they are not, the grounds are simply not known here.
    """

    valid: int
    invalid: int
    votes: Mapping[int, int]
    reasons: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    """One ballot of the body. ``candidates`` and ``seats`` may be left to the outcome before it, which names them."""

    number: int
    purpose: Purpose
    issued: int
    collected: int
    ballots: Ballots | Totals
    candidates: tuple[int, ...] | None = None
    seats: int | None = None
