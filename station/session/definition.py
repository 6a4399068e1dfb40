"""What is elected today: the congress as its file defines it, and the head's confirmation of each contest.

The definition is the congress file without rounds (docs/formats.md). Whoever changes what the head has confirmed has it
confirmed again. Once papers of a contest were counted it stays as it is: only what the body may still decide comes in,
names for a further ballot and withdrawals (R3, R11); and for the contests after it, others on the board (R2).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias
from unicodedata import normalize

from station.session.act import Act, Who
from station.session.denied import Denied
from station.session.people import check_board, check_duty
from station.session.phase import Phase, phase
from station.session.round import RoundState
from station.session.said import optional
from station.session.state import Confirmed, ContestState, Day, Person, begun
from tally.congress import Congress
from tally.contest import Candidate, Contest
from tally.course import Course
from tally.files.congress_file import CongressFile, read_congress
from tally.finding import Severity
from tally.record import canonical
from tally.record.canonical import Tree
from tally.record.document import definition_tree
from tally.rounds import answers

__all__ = ["Command", "ConfirmContest", "Define", "Event", "decide", "definition_hash", "fold", "read_definition"]

DOCUMENT = "congress.json"


@dataclass(frozen=True, kw_only=True, slots=True)
class Define:
    """Take a congress file, whole, as what today is about; or another in the place of the one before."""

    who: ClassVar[Who] = Who.MACHINE
    enters: ClassVar[bool] = False
    document: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ConfirmContest:
    """Confirm roll, list, seats and plan of a contest. Where the rules have an error to tell, a reason is needed."""

    who: ClassVar[Who] = Who.LEAD
    enters: ClassVar[bool] = False
    contest: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Defined:
    """This is what today is about."""

    name: ClassVar[str] = "defined"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    document: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ContestConfirmed:
    """The head confirmed a contest. ``definition`` is the hash of all that it is, in hex."""

    name: ClassVar[str] = "contest_confirmed"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    contest: str
    definition: str
    reason: str | None


Command: TypeAlias = Define | ConfirmContest
Event: TypeAlias = Defined | ContestConfirmed


def read_definition(document: str) -> CongressFile:
    """Read a congress file in which nobody has voted or decided yet. Raises BadInput with its faults, and Denied.

    Nobody is number 0: typed by itself it says that no name stands out on a ballot.
    """
    file = read_congress(DOCUMENT, document.encode())
    held = [one.id for one in file.contests if file.rounds[one.id] or one != _undecided(one)]
    if held:
        raise Denied("has_rounds", contests=", ".join(held))
    if any(person.number == 0 for contest in file.contests for person in contest.candidates):
        raise Denied("number_zero")
    return file


def _undecided(contest: Contest) -> Contest:
    """Give a contest as its file defines it: without what the body decided once it had begun."""
    return replace(contest, leave_open=False, decisions=())


def decide(day: Day, act: Act, command: Command) -> tuple[Event, ...]:
    """Say what comes of a definition or its confirmation. Raises Denied, and BadInput for a file with faults."""
    if isinstance(command, ConfirmContest):
        return (_confirmed(day, command.contest, optional(command.reason)),)
    document = normalize("NFC", command.document)
    file = read_definition(document)
    check_board(file.congress)
    _check_begun(day, act, file)
    return (Defined(document=document),) if document != day.document else ()


def _check_begun(day: Day, act: Act, file: CongressFile) -> None:
    """Check that nothing changes under a contest that has begun, and that an exercise never becomes the real thing.

    Once there are people, what the congress is comes from a member of its board (R2).
    """
    if day.congress is None:
        return
    if day.people and not act.by:
        raise Denied("sign_in_first")
    if day.people and not day.sits(act.by[0]):
        raise Denied("only_the_board")
    for person in day.people:
        check_duty(file.congress, person.name, person.duty)
    if day.has_ballots and file.congress.mode is not day.congress.mode:
        raise Denied("mode_is_fixed")
    if started := [state for state in day.contests.values() if state.is_begun]:
        _check_started(day, started, file, day.person(act.by[0]))


def _check_started(day: Day, started: Iterable[ContestState], file: CongressFile, person: Person) -> None:
    """Check that what has begun stays: the congress, those on its board, the meeting and list of each contest.

    What its list may still have more comes from a member of its board (R2).
    """
    congress = day.the_congress
    shared = replace(congress, meetings=(), board=())
    if replace(file.congress, meetings=(), board=()) != shared or not {*congress.board} <= {*file.congress.board}:
        raise Denied("congress_is_fixed")
    contests = {contest.id: contest for contest in file.contests}
    for state in started:
        before = _undecided(state.contest)
        if before.id not in contests or not _only_added(state, contests[before.id]):
            raise Denied("contest_is_fixed", contest=before.id)
        if file.congress.meeting(before.meeting) != state.course.meeting:
            raise Denied("meeting_is_fixed", meeting=before.meeting)
        if contests[before.id] != before and not day.sits(person.id, before.id):
            raise Denied("board_member_is_candidate", name=person.name)


def _only_added(state: ContestState, after: Contest) -> bool:
    """Whether a contest is what it was, but for names of a round yet to come and withdrawals from one (R3, R11)."""
    coming = len(state.course.held) + 1 + (state.round is not None)

    def as_before(person: Candidate) -> Candidate:
        leaves = person.withdrawn_before_round
        return replace(person, withdrawal=None, withdrawn_before_round=None) if (leaves or 0) >= coming else person

    before = _undecided(state.contest)
    kept = tuple(as_before(one) for one in after.candidates if (one.from_round or 1) < coming)
    was = tuple(as_before(one) for one in before.candidates if (one.from_round or 1) < coming)
    return kept == was and replace(after, candidates=()) == replace(before, candidates=())


def _confirmed(day: Day, contest: str, reason: str | None) -> ContestConfirmed:
    if (now := phase(day, contest)) is not Phase.PREPARE:
        raise Denied("not_now", phase=now.value)
    if not day.contest(contest).course.unelected():
        raise Denied("nobody_stands")
    findings = day.result(contest).findings
    if any(one.code == "not_quorate" for one in findings):
        raise Denied("not_quorate")
    errors = [one for one in findings if one.severity is Severity.ERROR]
    if errors and reason is None:
        raise Denied("errors_need_a_reason", n=len(errors))
    return ContestConfirmed(contest=contest, definition=definition_hash(day, contest), reason=reason)


def definition_hash(day: Day, contest: str) -> str:
    """Give the hash of all that a contest is: its rules, unit, board, meeting and list, in hex."""
    return _hash(day.contest(contest).course)


def _hash(course: Course) -> str:
    defined = replace(course, contest=_undecided(course.contest))
    tree: dict[str, Tree] = {"schema": "definition/1", **definition_tree(defined)}
    return hashlib.sha256(canonical.write(tree)).hexdigest()


def fold(day: Day, event: Event, _by: tuple[str, ...]) -> Day:
    """Give the day after an event."""
    if isinstance(event, Defined):
        file = read_definition(event.document)
        contests = {contest.id: _redefined(day, file.congress, contest) for contest in file.contests}
        return replace(day, document=event.document, congress=file.congress, contests=contests)
    state = day.contest(event.contest)
    confirmed = Confirmed(definition=event.definition, reason=event.reason)
    first = RoundState(number=1, paper=answers(state.course)[0])
    return day.with_contest(replace(state, confirmed=confirmed, round=first))


def _redefined(day: Day, congress: Congress, contest: Contest) -> ContestState:
    """Give a contest as it is defined now: one that has begun as it was, but for what its list has more."""
    before, fresh = day.contests.get(contest.id), begun(congress, contest)
    if before is not None and before.is_begun:
        with_names = replace(contest, leave_open=before.contest.leave_open, decisions=before.contest.decisions)
        return replace(before, course=replace(before.course, contest=with_names))
    if before is not None and before.confirmed and before.confirmed.definition == _hash(fresh.course):
        return before
    return fresh
