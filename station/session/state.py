"""The day as it stands: everything that the screens show, and nothing that is not in the journal."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from station.session.denied import Denied
from station.session.round import RoundState, Way
from tally.ballot import Ballots
from tally.congress import BoardMember, Congress, Mode
from tally.contest import Contest, Decision
from tally.course import Course, begin
from tally.nomination import Pool, sitting
from tally.person import known_as
from tally.record.fingerprint import fingerprint_of_hash
from tally.result import Result, pool_of, result_of

__all__ = [
    "Confirmed",
    "ContestState",
    "Copied",
    "Day",
    "Duty",
    "Kept",
    "Person",
    "Pin",
    "Signed",
    "Tries",
    "Voted",
    "Watch",
    "begun",
]


class Duty(StrEnum):
    """What somebody does here. A technician enters ballots and can neither rule nor sign (R2, Art. 8)."""

    HEAD = "head"
    MEMBER = "member"
    OPERATOR = "operator"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pin:
    """What is kept of a PIN, in hex."""

    salt: str
    hash: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody who takes part today."""

    id: str
    name: str
    duty: Duty


@dataclass(frozen=True, kw_only=True, slots=True)
class Tries:
    """Wrong tries at a PIN, one after the other, and the minute of the last."""

    count: int
    at: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Confirmed:
    """That the head confirmed what a contest is. ``definition`` is the hash of it all, in hex."""

    definition: str
    reason: str | None

    @property
    def code(self) -> str:
        """The code of what was confirmed, as people read it aloud and write it on the batch slips: a fingerprint."""
        return fingerprint_of_hash(bytes.fromhex(self.definition))


@dataclass(frozen=True, kw_only=True, slots=True)
class Voted:
    """A vote of the body by cards, as it was stored here (R18)."""

    decision: Decision
    passed: bool
    stands: bool = True
    """False once it was undone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Signed:
    """A signature on a record: the name of the key, its holder, and the line of the note."""

    key: str
    holder: str
    line: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """A record that was made here: its hash and file name, how many rounds it has, and who has signed since."""

    record: str
    file: str
    sequence: int
    rounds: int
    files: Mapping[str, str]
    """Every file that belongs to it, with its SHA-256 in hex; the record's own is another after each signature."""
    signatures: tuple[Signed, ...] = ()
    verified: bool = False
    """Whether the independent check found it valid, with the signatures that it has."""
    sticks: frozenset[str] = frozenset()
    """The sticks that hold it and all that belongs to it, with the signatures that it has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Copied:
    """That files were copied to a stick and read back whole: name and SHA-256 in hex."""

    stick: str
    files: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class ContestState:
    """One contest at this station: its course so far, and the round at work.

    ``ballots`` are those of the closed rounds, None for a round of tally sheets or whose ballots are destroyed.
    ``sizes`` are how many papers lie in each batch of those rounds.
    """

    course: Course
    confirmed: Confirmed | None = None
    round: RoundState | None = None
    ballots: tuple[Ballots | None, ...] = ()
    sizes: tuple[tuple[int, ...], ...] = ()
    board_open: int = 0
    """The number of the round that the hall's board may show up to; 0 while it shows nothing."""
    decisions: tuple[Voted, ...] = ()
    """Every vote that was stored; those of ``contest`` are the ones that were not undone."""
    kept: tuple[Kept, ...] = ()
    destroyed: int = 0
    """How many rounds, from the first on, have no plain ballots here any more."""

    @property
    def contest(self) -> Contest:
        """What is elected."""
        return self.course.contest

    @property
    def is_begun(self) -> bool:
        """Whether papers of it were counted, be it only those handed out: from then on it stays as it is."""
        return bool(self.course.held or self.decisions) or (self.round is not None and self.round.box is not None)

    @property
    def is_destroyed(self) -> bool:
        """Whether the plain ballots of every round closed so far are destroyed."""
        return 0 < self.destroyed == len(self.course.held)


@dataclass(frozen=True, kw_only=True, slots=True)
class Watch:
    """What the passive checks of the air gap see: what is broken now, and every edge of a violation since the start."""

    broken: Mapping[str, str] = field(default_factory=dict)
    edges: tuple[tuple[str, bool, str], ...] = ()
    """Check, whether it is clear again, and what was seen."""
    looked: bool = False
    overruled: str | None = None
    """The board's reason to go on in spite of what is broken now."""

    @property
    def stops(self) -> bool:
        """Whether entering must stop, where it is for real."""
        return bool(self.broken) and self.overruled is None


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """Everything that happened today, folded."""

    entries: int = 0
    """How many events were folded."""
    document: str | None = None
    congress: Congress | None = None
    contests: Mapping[str, ContestState] = field(default_factory=dict)
    people: tuple[Person, ...] = ()
    pins: Mapping[str, Pin] = field(default_factory=dict)
    """What is kept of each person's PIN."""
    tries: Mapping[str, Tries] = field(default_factory=dict)
    """Whose PIN was typed wrong since it was last typed right."""
    at_keys: str | None = None
    watch: Watch = Watch()
    copies: tuple[Copied, ...] = ()

    @property
    def the_congress(self) -> Congress:
        """The congress of the day. Raises Denied before there is one."""
        if self.congress is None:
            raise Denied("no_congress")
        return self.congress

    @property
    def has_ballots(self) -> bool:
        """Whether a ballot is in, or was: TRAINING and REAL can't be changed from then on."""
        return any(
            one.course.held or (one.round is not None and one.round.has_ballots) for one in self.contests.values()
        )

    @property
    def is_training(self) -> bool:
        """Whether this is an exercise; every screen says so."""
        return self.congress is not None and self.congress.mode is Mode.TRAINING

    def person(self, person: str) -> Person:
        """Give somebody who takes part. Raises Denied."""
        for one in self.people:
            if one.id == person:
                return one
        raise Denied("unknown_person", person=person)

    def known_as(self, person: str) -> str:
        """Give the name by which somebody who takes part is told from everybody else. Raises Denied."""
        return known_as(self.person(person).name)

    def contest(self, contest: str) -> ContestState:
        """Give a contest. Raises Denied."""
        if contest not in self.contests:
            raise Denied("unknown_contest", contest=contest)
        return self.contests[contest]

    def work(self, contest: str) -> RoundState:
        """Give the round at work of a contest. Raises Denied where there is none."""
        found = self.contest(contest).round
        if found is None:
            raise Denied("no_round", contest=contest)
        return found

    def counting(self, contest: str, way: Way | None = None) -> RoundState:
        """Give the round at work while it is being counted, and in this way if one is named. Raises Denied."""
        work = self.work(contest)
        if work.way is None:
            raise Denied("not_now", phase="box")
        if work.excess:
            raise Denied("excess", n=work.excess)
        if way not in (None, work.way):
            raise Denied("not_by_ballots" if way is Way.BALLOTS else "not_by_sheets")
        return work

    def with_contest(self, state: ContestState) -> "Day":
        """Give the day with another state of a contest."""
        return replace(self, contests={**self.contests, state.contest.id: state})

    def with_round(self, contest: str, work: RoundState) -> "Day":
        """Give the day with another state of the round at work."""
        return self.with_contest(replace(self.contest(contest), round=work))

    def pool(self, contest: str) -> Pool | None:
        """Give the pool that a contest draws on, if it does (R13)."""
        pool = self.contest(contest).contest.pool
        return None if pool is None else pool_of(self.contest(pool).course)

    def result(self, contest: str) -> Result:
        """Give all that the rules say about a contest now."""
        return result_of(self.contest(contest).course, self.pool(contest))

    def board(self, contest: str) -> tuple[BoardMember, ...]:
        """Give the board of a contest: those who are not on its list (R2, Art. 8)."""
        course = self.contest(contest).course
        return sitting(course.congress.board, course.contest)

    def sits(self, person: str, contest: str | None = None) -> bool:
        """Whether somebody is on the board; of a contest, if one is named, and then not on its list (R2, Art. 8)."""
        one = self.person(person)
        if one.duty is Duty.OPERATOR or contest is None:
            return one.duty is not Duty.OPERATOR
        return known_as(one.name) in {known_as(member.name) for member in self.board(contest)}

    def stands(self, name: str, contest: str) -> bool:
        """Whether somebody of that name is on the list of a contest, be it for a round yet to come."""
        return known_as(name) in {person.known_as for person in self.contest(contest).contest.on_list}

    def leads(self, person: str, contest: str | None = None) -> bool:
        """Whether somebody leads the board: the head, or any member where the head is on the list."""
        heads = [one.id for one in self.people if one.duty is Duty.HEAD and self.sits(one.id, contest)]
        return person in heads if heads else self.sits(person, contest)

    def lead(self, by: tuple[str, ...], contest: str | None = None) -> bool:
        """Whether those who act together may do what the head does.

        They may where whoever is at the keys leads. Two members of the board may as well: nothing must come to a stop
        because one person has left, or has forgotten a PIN.
        """
        sit = [self.sits(person, contest) for person in by]
        return bool(by) and (self.leads(by[0], contest) or (sit[0] and sum(sit) >= 2))


def begun(congress: Congress, contest: Contest) -> ContestState:
    """Give a contest before anything happened."""
    return ContestState(course=begin(congress, contest))
